"""Subjects whose noun is not known for one of who can act, by verbs that only somebody who speaks has."""

import re
from collections.abc import Iterable

from communique.acts.found import WORD, Found, Text
from communique.acts.phrasebook import Lead, folded
from communique.acts.subjects import OPEN, Subject
from communique.acts.terms import ASKING, BINDING

PAUSE = re.compile(r"[,;:–—]")
"""The signs that part a subject from what stands behind them."""
NEAR = 90
"""So far behind the head of a sentence its verb stands at most."""
SPOKEN = frozenset(
    {
        "agree",
        "commit",
        "reaffirm",
        "welcome",
        "request",
        "urge",
        "call",
        "invite",
        "condemn",
        "support",
    }
)
"""The kinds whose verbs nobody has but one who speaks."""
_CLOSES = re.compile(r"^[^„«“]*[“”»]")
"""The end of a quotation that has begun in a sentence before."""
FEW = 3
"""So many words at most has a subject that is known by its verb alone."""


def unknown_subject(text: Text, at: int, end: int, begun: Iterable[int]) -> Found | None:
    """The act of a subject whose noun is not known, by a verb that only somebody who speaks has: `Los sindicatos exigen`."""
    book, plain = text.book, text.plain
    verbs = ((place, book.lead(plain, place)) for place in begun if at < place <= at + NEAR)
    place, lead = next((each for each in verbs if each[1] is not None), (at, None))
    subject = Subject(at, place, text.words[at:place].rstrip(), everyone=False)
    no = (
        PAUSE.search(plain, at, place)
        or book.verbs.negation.search(plain, at, place)
        or _CLOSES.search(subject.words)
    )
    ends = (
        lead is not None and text.plain[lead.end : end].strip(" *_") in OPEN
    )  # `The council of the town decided:`
    if lead is None or no or not (ends or spoken(lead, subject, text, noun=True)):
        return None
    return Found(place, lead, subject, f"lead words {text.words[place : lead.end]!r}", lead.end)


def spoken(lead: Lead, subject: Subject, text: Text, *, noun: bool = False) -> bool:
    """Whether a verb is one that only somebody who speaks has for a subject, though its noun is not known for one."""
    book, words = text.book, folded(subject.words).split()
    presently = lead.form == "it" or (book.verbs.one_form and lead.form == "we")
    count = sum(
        lead.kind not in BINDING or each not in book.subjects.small for each in words
    )  # what no thing decides
    count = count if book.grammar.spaced else len("".join(words)) // 2
    performed = lead.kind in SPOKEN or (lead.kind == "decide" and presently)
    told = performed and (presently or lead.form == "past") and count <= FEW
    skipped = book.clauses.adverbs.match(text.plain, subject.start)  # `Also, both delegations`
    leads = lead.kind in ASKING and text.plain.rstrip().endswith(
        ":"
    )  # `This document calls on States:`
    things = frozenset() if leads else book.subjects.things
    strange = any(
        each in things or each in book.clauses.breaks
        for each in words
        if each not in book.subjects.small
    )
    strange = strange or book.subjects.small.issuperset(words)
    strange = strange or words[0] in book.clauses.openers
    rest = () if noun else subject.words.split()[1:]
    strange = strange or any(each.islower() and each not in book.subjects.small for each in rest)
    strange = strange or (
        lead.form == "past" and not book.grammar.finite
    )  # `Two years ago our nations pledged`
    return (
        told
        and not strange
        and "," not in subject.words
        and not (skipped and skipped.end() > subject.start)
    )


def in_phrase(subject: Subject, text: Text, opened: str, mark: str) -> bool:
    """Whether words that nothing joins stand inside another phrase, and so are no subject: `para las Partes`."""
    book, before = (
        text.book,
        text.words[max(0, subject.start - NEAR) : subject.start].split() if mark == "  " else [],
    )
    last, first = folded(before[-1] if before else ""), folded(subject.words).split()[:1]
    name = bool(before) and before[-1].istitle() and book.subjects.small.isdisjoint(first)
    small = (
        last in book.clauses.openers
        or last in book.subjects.small
        or not book.clauses.openers.isdisjoint(first)
    )
    return mark == "  " and last != opened and (name or small)


def stays(text: Text, before: Lead, at: int) -> bool:
    """Whether a second verb cannot be an infinitive, and has the subject of the first: `we will help and are determined to stay`."""
    first = WORD.match(text.plain, at)
    ours = (
        first is not None
        and first[0] in text.book.verbs.stays
        and before.form in {"we", "full", "it", "past"}
    )
    return ours and text.book.clauses.breaks.isdisjoint(WORD.findall(text.plain, before.end, at))
