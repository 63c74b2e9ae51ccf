"""What a promise is about, apart from how it is spelled and from its terms."""

import re

from communique.acts import Act, measures
from communique.acts.folding import folded

_HYPHEN = re.compile(r"(?<=\w)[-‐‑](?=\w)")
_SPELLINGS = (
    (re.compile(r"is(?=(?:e|es|ed|ers?|ing|ations?)\b)"), "iz"),
    (re.compile(r"our(?=(?:s|ed|ing|able|ite)?\b)"), "or"),
    (re.compile(r"(?<=[a-z])tre(?=s?\b)"), "ter"),
    (re.compile(r"ll(?=(?:ed|ing|ers?)\b)"), "l"),
    (re.compile(r"(?<=[a-z])ence(?=s?\b)"), "ense"),
    (re.compile(r"mme(?=s?\b)"), "m"),
    (re.compile(r"\bper cent\b|\bpercent\b"), "%"),
)
"""British endings, and the American ones for them."""
OTHER_PARTIES = 0.7
"""What the likeness of two promises is worth whose actors, or addressees, are others."""


def substance(act: Act) -> str:
    """What a promise says in one spelling, without its terms and its condition."""
    words = folded(act.what)
    for term in act.terms:
        words = words.replace(folded(term.words), " ")
    if act.condition:
        words = words.replace(folded(act.condition), " ")
    return in_one_spelling(words)


def in_one_spelling(words: str) -> str:
    """Words in lower case with American endings and without hyphens.

    >>> in_one_spelling("denuclearisation programmes of the defence centre")
    'denuclearization programs of the defense center'
    """
    words = _HYPHEN.sub("", words)
    for british, american in _SPELLINGS:
        words = british.sub(american, words)
    return words


def kinship(old: Act, new: Act) -> float:
    """How far two promises may be one by who acts and who is asked: 1, or less."""
    worth = 1.0
    if not old.everyone and not new.everyone and _differ(old.actor, new.actor):
        worth *= OTHER_PARTIES
    if _differ(old.addressee, new.addressee):
        worth *= OTHER_PARTIES
    return worth


def _differ(one: str | None, other: str | None) -> bool:
    """Whether two names share no word; not where one of them is unknown."""
    if not one or not other:
        return False
    words = set(folded(one).split())
    return words.isdisjoint(folded(other).split())


def amounts(act: Act) -> dict[str, float]:
    """The largest amount of each unit or currency; a level to be reached is none."""
    found: dict[str, float] = {}
    for each in measures(act).quantities:
        unit = each.currency or each.unit
        if unit is None or each.change in {"to", "from"}:
            continue
        found[unit] = max(found.get(unit, 0.0), float(each.value))
    return found
