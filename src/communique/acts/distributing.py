"""The act of a lead in each of the points below it: `We will: (a) ...`."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple, cast

from communique.acts.act import Act
from communique.acts.around import SPOKEN, Around
from communique.acts.clauses import (
    ENDING,
    addressed,
    ends_with_infinitive_marker,
    trimmed,
)
from communique.acts.complements import MAX_JOIN
from communique.acts.found import FORM, PURPOSE, Text
from communique.acts.in_passage import acts_in
from communique.acts.phrasebook import folded
from communique.acts.sentences import sentences
from communique.acts.subjects import Subject
from communique.acts.terms import ASKING, BINDING, Clause, terms
from communique.model.passages import Passage
from communique.model.types import ActKind

NOUN = "the noun of its lead"
"""What acts rest on that are below `We make the following commitments:`."""
MAX_EMPTY_CLAUSE = 4
"""The number of words of a clause that says no more than `the following measures`, at most."""
MAX_NAMED_CLAUSE = 12
"""The number of words of a clause that names whoever is asked and not for what, at most."""
SIGNS_PER_WORD = 3
"""The number of signs of a script without blanks that count as a word."""

_WITH_ASIDE = re.compile(r"(\w+), (?:[^\s,]+\s){1,4}[^\s,]+")
"""A verb alone, and an aside."""
_TITLE = re.compile(r"[^:.;]{3,60}:\s")
"""A heading in capitals with which a point begins."""
_FIRST_PART = re.compile("[,;]")


class Point(NamedTuple):
    """A point below a lead, and the act of its first sentence, if it has one of its own."""

    passage: Passage
    text: Text
    own: Act | None


def speakers_of(act: Act) -> Subject:
    """Who acts, for the points below: `La Asamblea acuerda: 1. Instar ...`."""
    return Subject(0, 0, act.actor or "", act.everyone)


def noun_of_points(passage: Passage, text: Text, language: str) -> Act | None:
    """The act that a noun at the end of a lead or heading tells of each of its points.

    `I make the following commitments:`.
    """
    start = max((start for start, _ in sentences(text.words, text.book)), default=0)
    head = text.book.verbs.headed.search(text.plain, start)
    if head is None:
        return None
    is_heading = passage.kind not in SPOKEN
    if is_heading and len(text.words.split()) > MAX_EMPTY_CLAUSE:
        return None
    span = head.span("noun")
    return Act(
        passage=passage,
        lead=passage,
        kind=cast("ActKind", text.book.verbs.heads[head["noun"]]),
        force=None,
        negative=False,
        start=span[0],
        end=span[1],
        sentence=(start, len(text.words)),
        clause=span,
        actor=None,
        everyone=True,
        own=True,
        addressee=None,
        partner=None,
        beneficiary=None,
        due=None,
        condition=None,
        basis="inferred",
        why=NOUN,
        language=language,
    )


# --- whether each point is an act
# ------------------------------------------------------------------


def distributes(
    lead: Act, text: Text, points: Sequence[Passage], *, whole: bool
) -> bool:
    """Whether each point below a lead is an act; not where they only tell what its clause means.

    A lead that is a `whole` paragraph may say more. Another one must say nothing else: below
    `have agreed as follows:` is what was agreed, of any kind.
    """
    if lead.kind not in BINDING | ASKING:
        return False
    if whole:
        return _paragraph_distributes(lead, text, points)
    if lead.kind in ASKING:
        return _count_words(_own_words(lead), text) <= MAX_NAMED_CLAUSE
    return _says_nothing_else(lead, text, points)


def _own_words(lead: Act) -> str:
    """The clause of a lead without its condition, its term and an aside."""
    words = lead.what
    if lead.condition:
        words = words.replace(lead.condition, "")
    if lead.due:
        words = words.replace(lead.due.words, "")
    alone = _WITH_ASIDE.fullmatch(words)  # `We agree to promote, in this order:`
    return alone[1] if alone else words


def _count_words(words: str, text: Text) -> int:
    if text.book.grammar.spaced:
        return len(words.split())
    return len(words) // SIGNS_PER_WORD


def _says_nothing_else(lead: Act, text: Text, points: Sequence[Passage]) -> bool:
    """Whether nothing but a particle follows the verb of a lead: `nos comprometemos a:`."""
    particle = text.book.clauses.particle.match(text.plain, lead.end)
    behind = particle.end() if particle else lead.end
    left = text.plain[behind:].strip(ENDING)
    has_particle = particle is not None and bool(particle[0].strip())
    if points[0].kind == "section" and not left and not has_particle:
        return False  # `have agreed:`, and the headings of articles
    return not left or left in text.book.subjects.small


def _paragraph_distributes(lead: Act, text: Text, points: Sequence[Passage]) -> bool:
    """Whether each point below a paragraph is an act."""
    own_words = _own_words(lead)
    if _ends_with_break(own_words, text):
        return False  # `centres which:`
    if lead.clause == (lead.start, lead.end) or _announces_points(lead, text):
        return True  # `We join our voice to:`
    if text.words[-1:].isalnum() and lead.clause[1] == len(text.words):
        return True  # the sentence goes on in each of its points
    if ends_with_infinitive_marker(own_words, text):
        return True  # `We will work together to:`
    names_asked = lead.kind in ASKING and lead.addressee is None
    most = MAX_NAMED_CLAUSE if names_asked else MAX_EMPTY_CLAUSE
    if _count_words(own_words, text) <= most:
        return True
    if text.plain[lead.end : lead.clause[0]].strip(ENDING):
        return False
    return all(_begins_with_particle(point, text) for point in points)


def _ends_with_break(words: str, text: Text) -> bool:
    """Whether a clause ends with a word of a subordinate clause that binds no point to its verb."""
    last = (folded(words).split() or [""])[-1]
    if last not in text.book.clauses.breaks:
        return False
    return text.book.clauses.particle.fullmatch(f" {last} ") is None


def _announces_points(lead: Act, text: Text) -> bool:
    """Whether a clause says that points follow; in a treaty that says nothing of who does them."""
    if text.norms and not text.book.grammar.verb_last:
        return False
    return text.book.clauses.below.search(folded(lead.what)) is not None


def _begins_with_particle(point: Passage, text: Text) -> bool:
    """`undertake, on a basis of reciprocity: (a) to further`."""
    particle = text.book.clauses.particle.match(folded(point.text))
    return particle is not None and bool(particle[0].strip())


# --- the act of each point
# -------------------------------------------------------------------------


class Distributed(NamedTuple):
    """What came of distributing the act of a lead."""

    acts: dict[int, list[Act]]
    """The acts of points that have none of their own, by their position."""
    lead_stays: bool
    """The lead is still an act."""


def distribute(
    lead: Act,
    text: Text,
    passages: Sequence[Passage],
    around: Around,
    led: Mapping[int, Subject],
) -> Distributed:
    """The act of a lead in each of the points below it. A point that acts itself keeps its own
    acts.
    """
    lead = _with_addressee(lead, text)
    said = speakers_of(lead) if lead.kind not in ASKING else None
    points = [_point(each, around, led.get(each.position), said) for each in passages]
    says_little = len(lead.what.split()) <= MAX_EMPTY_CLAUSE
    if _are_sentences(lead, text, points):
        announces = lead.why == NOUN or (lead.kind in BINDING and says_little)
        return Distributed({}, lead_stays=not announces)  # `agree to the following:`
    left = [point for point in points if point.own is None]
    alone = (
        len(points) == 1 and lead.kind in ASKING and lead.addressee is None
    )  # `Appeal:`
    acts = {
        point.passage.position: _acts_of_point(lead, point, around, names_asked=alone)
        for point in left
    }
    return Distributed(acts, lead_stays=not left and not says_little)


def _with_addressee(lead: Act, text: Text) -> Act:
    """A lead whose clause names whoever is asked, and not for what."""
    if lead.kind not in ASKING or lead.addressee is not None:
        return lead
    if lead.clause == (lead.start, lead.end):
        return lead
    if text.book.clauses.below.search(folded(lead.what)):  # `the following`
        return lead
    addressee = _FIRST_PART.split(lead.what)[0].strip()
    return replace(lead, addressee=addressee or None)


def _are_sentences(lead: Act, text: Text, points: Sequence[Point]) -> bool:
    """Whether most points are sentences of somebody else, who acts in them."""
    last_word = text.words.rstrip(" *_:：").rsplit(" ", 1)[-1]
    if lead.why == PURPOSE or last_word in text.book.clauses.breaks:  # `agreed that:`
        return False
    others = [
        point
        for point in points
        if point.own and point.own.actor not in {None, lead.actor}
    ]
    return 2 * len(others) > len(points)


def _point(
    passage: Passage, around: Around, led: Subject | None, said: Subject | None
) -> Point:
    text = around.text_of(passage, led, said)
    return Point(passage, text, _own_act(passage, text, around))


def _own_act(point: Passage, text: Text, around: Around) -> Act | None:
    """The act of the first sentence of a point, if it is its own.

    It is not where only a clause in it has a verb that would be one.
    """
    first, stop = _first_sentence(text)
    infinitive = text.book.verbs.infinitive
    if infinitive is not None and infinitive.match(text.plain, first):
        return None  # `To share all resources, for which purpose they shall`
    lead = text.book.lead(text.plain, first)
    if lead is not None and lead.form == "ing":  # `We ask for: Inviting us to`
        return None
    for act in acts_in(point, text, around):
        by_form = act.why == FORM
        if act.kind in ASKING and by_form:
            return None  # `We demand: 1. Stop the works`
        binds = act.kind in BINDING | ASKING
        named = act.actor is not None or (binds and not by_form)
        at_head = named or first in {act.start, act.clause[0]}
        if act.start < stop and (binds or act.own) and at_head:
            return act
    return None


def _first_sentence(text: Text) -> tuple[int, int]:
    """The first sentence of a point, behind a heading: `Share. Waive all fees.`"""
    every = list(sentences(text.words, text.book))
    if not every:
        return 0, 0
    start, end = every[0]
    title = _TITLE.match(text.words, start, end)
    if title is not None and title[0].isupper():  # `FINANCE: To waive all fees`
        return title.end(), end
    one_word = len(text.words[start:end].split()) == 1 and text.book.grammar.spaced
    return every[1] if one_word and len(every) > 1 else (start, end)


def _acts_of_point(
    lead: Act, point: Point, around: Around, *, names_asked: bool
) -> list[Act]:
    """The act of a lead in a point, and the acts of its other sentences."""
    text = point.text
    first, stop = _first_sentence(text)
    addressee = None
    if names_asked:
        first, addressee = addressed(text, first, stop)
    elif text.book.grammar.spaced:
        particle = text.book.clauses.particle.match(text.plain, first)
        first = particle.end() if particle else first
    tail = None
    if text.book.grammar.spaced:  # `...; and`
        tail = text.book.clauses.tail.search(
            text.plain, max(first, stop - MAX_JOIN), stop
        )
    start, end = trimmed(text.words, first, tail.start() if tail else stop)
    about = terms(Clause(text, start, end), around.when)
    act = replace(
        lead,
        passage=point.passage,
        clause=(start, end),
        addressee=lead.addressee or addressee,
        due=about.due or lead.due,
        more_due=about.more if about.due else lead.more_due,
        own=lead.own or lead.lead.role in {"formula", "opening"},
        condition=about.condition or lead.condition,
        partner=about.partner or lead.partner,
        beneficiary=about.beneficiary or lead.beneficiary,
        why=f"{lead.why}, for each of its points",
    )
    if text.book.verbs.infinitives.match(text.plain, start):
        return [act, *_more_infinitives(act, text, around)]
    more = acts_in(point.passage, text, around)
    return [
        act,
        *(each for each in more if each.start >= stop and (each.everyone or each.due)),
    ]


def _more_infinitives(first: Act, text: Text, around: Around) -> Iterator[Act]:
    """The acts of the other sentences of a point that begin with an infinitive, as its first does.

    `Promover ... Apoyar ...`.
    """
    for start, stop in sentences(text.words, text.book):
        if start < first.clause[1] or not text.book.verbs.infinitives.match(
            text.plain, start
        ):
            continue
        clause = trimmed(text.words, start, stop)
        about = terms(Clause(text, *clause), around.when)
        yield replace(
            first,
            clause=clause,
            due=about.due,
            more_due=about.more,
            condition=about.condition,
            partner=about.partner,
            beneficiary=about.beneficiary,
        )
