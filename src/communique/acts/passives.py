"""Acts by which something is done to a thing, whoever does it: `Instruments shall be deposited`."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from communique.acts.found import (
    FORM,
    MAX_SUBJECT,
    PAUSE,
    WORD,
    Found,
    Text,
    subject_in,
)
from communique.acts.phrasebook import Lead
from communique.acts.places import Place
from communique.acts.subjects import Subject


class _Done(NamedTuple):
    """A passive, its kind and its force."""

    match: re.Match[str]
    kind: str
    force: str | None


def done_to_thing(place: Place) -> Found | None:
    """The act of a passive behind a thing, close to a place."""
    stop = min(place.end, place.at + MAX_SUBJECT)
    begun = (place.at, *place.begun)
    return _done(place.text, place.at, stop, place.end, begun, head=place.head)


def declared_done(text: Text, at: int, end: int, begun: Iterable[int]) -> Found | None:
    """The act of a passive behind words like "declares that"."""
    return _done(text, at, end, end, begun, head=True, declared=True)


def _done(
    text: Text,
    at: int,
    stop: int,
    end: int,
    begun: Iterable[int],
    *,
    head: bool,
    declared: bool = False,
) -> Found | None:
    done = _presently_done(text, at, stop)
    future = _next_future(text, at, stop, begun)
    if future is not None and (done is None or done.match.start() > future.start()):
        done = _will_be_done(text, future.start(), stop)
        presently = False
    else:
        presently = True
    if done is None:
        return None
    verb = done.match.start()
    if not declared and PAUSE.search(text.plain, at, verb):
        return None
    if presently or not head:
        # `le présent traité est ratifié` is no act, but what follows from another.
        clauses = text.book.clauses
        breaks = (
            clauses.breaks | text.book.subjects.things if presently else clauses.breaks
        )
        if not breaks.isdisjoint(WORD.findall(text.plain, at, verb)):
            return None
    said = text.book.verbs.declares.search(text.plain, at, verb)  # `assicura che`
    clause = said.end() if said else at
    lead = Lead(done.match.end(), done.kind, "it", done.force)
    return Found(verb, lead, doer(text, lead.end, end), FORM, clause)


def _presently_done(text: Text, at: int, stop: int) -> _Done | None:
    """What is done to a thing in a treaty."""
    if not text.norms:
        return None
    match = text.book.verbs.presently_done.search(text.plain, at, stop)
    return _Done(match, "undertake", "shall") if match else None


def _next_future(
    text: Text, at: int, stop: int, begun: Iterable[int]
) -> re.Match[str] | None:
    """The first future at the places where operative words may begin."""
    any_future = text.book.verbs.any_future
    for place in begun:
        match = any_future.match(text.plain, place, stop) if place >= at else None
        if match:
            return match
    return None


def _will_be_done(text: Text, at: int, stop: int) -> _Done | None:
    """What will be done to a thing."""
    verbs = text.book.verbs
    for pattern, kind, force in verbs.futures:
        match = pattern.match(text.plain, at, stop)
        if match is None:
            continue
        passive = match.groupdict().get("done") or verbs.passive.match(
            text.plain, match.end()
        )
        if (
            not passive
            or force == "should"
            or verbs.no_deed.match(text.plain, match.end())
        ):
            return None
        return _Done(match, kind, force)
    return None


def doer(text: Text, at: int, end: int) -> Subject:
    """By whom something is done: `shall be ratified by the Parties`; nobody where nobody is named."""
    nobody = Subject(at, at, "", everyone=False)
    by = text.book.subjects.by.search(text.plain, at, min(end, at + MAX_SUBJECT))
    if by is None:
        return nobody
    passive = text.book.verbs.passive.match(text.plain, at)
    verb = passive.end() if passive else at
    if not text.in_main_clause(
        verb, by.start()
    ):  # `be offered and can use aid given by`
        return nobody
    found = subject_in(text, by.end(), end)
    return found if found is not None and found.acts else nobody
