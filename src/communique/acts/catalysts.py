"""Catalysts: what in the words of a promise may help it to be kept.

The G7 and G20 Research Groups look for a date, an amount of money, an instrument, an actor and a
body that reviews. Dates and amounts are in the act and its measures; the names are found here.
"""

import re
from dataclasses import dataclass

from communique.acts.act import Act
from communique.acts.folding import folded
from communique.acts.instruments import named_in
from communique.acts.phrasebook import Phrasebook, phrasebook

_CAPITAL = r"[A-ZÀ-ÖØ-Þ][\w'’-]{0,40}"
_NAME = re.compile(
    rf"\b(?:(?:19|20)\d\d )?{_CAPITAL}(?: (?:[a-zà-ÿ’']{{1,4}} ){{0,2}}{_CAPITAL}){{0,9}}"
)
"""A row of capitals, with small words between them: `the Agreement on Fisheries`."""
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Catalysts:
    """The names in a promise, each as printed; None where there is none."""

    instrument: str | None
    """An agreement, a plan or another text that the promise rests on."""
    actor: str | None
    """Somebody who is to act, or with whom it is done, by name."""
    review: str | None
    """The body that is to look at what was done."""


def catalysts(act: Act) -> Catalysts:
    """The catalysts that the clause of an act names."""
    book = phrasebook(act.language)
    names = [match[0] for match in _NAME.finditer(act.what)]
    return Catalysts(
        instrument=_instrument(act, names, book),
        actor=_actor(act, names, book),
        review=_review(act, book),
    )


def _instrument(act: Act, names: list[str], book: Phrasebook) -> str | None:
    """An instrument that is known by name, or a name with a noun for a text."""
    for known in named_in(act.what, act.language):
        return act.what[known.start : known.end]
    for name in names:
        several = len(name.split()) > 1
        if several and not book.subjects.things.isdisjoint(_words(name)):
            return name
    return None


def _actor(act: Act, names: list[str], book: Phrasebook) -> str | None:
    """Whoever acts, is asked or takes part by name, else a name with a noun of who can act."""
    own = None if act.everyone else act.actor
    for who in (own, act.addressee, act.partner):
        if who is not None and _NAME.search(who):
            return who
    for name in names:
        words = _words(name)
        is_text = not book.subjects.things.isdisjoint(words)
        if not is_text and any(map(book.agent, words)):
            return name
    return None


def _review(act: Act, book: Phrasebook) -> str | None:
    """Whoever is to be told, or to examine, what was done."""
    for pattern in book.terms.review:
        match = pattern.search(folded(act.what))
        if match is not None:
            return act.what[slice(*match.span("who"))]
    return None


def _words(name: str) -> list[str]:
    return _WORD.findall(folded(name))
