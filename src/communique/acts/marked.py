"""Acts that somebody has marked, with what is known of the words around them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import cast

from communique.acts.act import Act, Due
from communique.acts.found import Found
from communique.acts.phrasebook import Lead
from communique.model.passages import Marked
from communique.model.text import ActMark

MARKED = "marked in the record"
"""Why an act is known that somebody has marked."""


def confirmed(each: Marked) -> bool:
    """Whether a mark is an act that somebody stands for; one that is inferred is only proposed."""
    return (
        isinstance(each.mark, ActMark)
        and each.field == "text"
        and each.mark.basis != "inferred"
    )


def as_marked(mark: Marked, found: Sequence[Found]) -> Found:
    """What a mark says, with what is known of the words around it."""
    kind = cast("ActMark", mark.mark).act
    near = _overlapping(mark, found)
    if near is None:
        lead = Lead(mark.end, kind, "full")
        return Found(mark.start, lead, None, MARKED, mark.end, mark.start, mark.start)
    clause = min(near.clause, mark.start) if near.verb_in_clause else mark.end
    lead = near.lead._replace(end=mark.end, kind=kind)
    return near._replace(start=mark.start, lead=lead, why=MARKED, clause=clause)


def _overlapping(mark: Marked, found: Sequence[Found]) -> Found | None:
    """The first act whose operative words share some with a mark."""
    for act in found:
        if act.start < mark.end and mark.start < act.lead.end:
            return act
    return None


def with_mark(act: Act, mark: ActMark, labels: Mapping[str, str]) -> Act:
    """An act with what its mark says of it, and that it is certain.

    A mark may say by when, who acts and who is asked: in words of the text, or by the ids of
    entities, for which `labels` has the words. Where it says what is promised, it says who is
    asked and by when as well.
    """
    addressee = mark.whom
    if addressee is None and mark.what is None:
        addressee = act.addressee
    if addressee is None:
        addressee = _named(mark, labels)
    everyone = act.everyone or not act.actor
    due = _due(act, mark)
    if due is None:
        act = replace(act, more_due=())
    act = replace(act, due=due, addressee=addressee, everyone=everyone)
    return replace(act, basis="marked", mark=mark)


def _due(act: Act, mark: ActMark) -> Due | None:
    """By when: the day of the mark, in the words of the text where they mean that day."""
    if mark.due is None:
        return act.due if mark.what is None else None
    for term in act.terms:
        if term.value == mark.due:
            return term
    return Due(mark.due, mark.due, "text")


def _named(mark: ActMark, labels: Mapping[str, str]) -> str | None:
    """The labels of the addressees of a mark."""
    named = []
    for each in mark.addressees:
        label = labels.get(each)
        if label is not None:
            named.append(label)
    return ", ".join(named) or None


def marked_clause(mark: ActMark, words: str, near: int) -> tuple[int, int] | None:
    """Where the words are that a mark says are promised: the place nearest to one in a text.

    None where the mark says nothing of it, or the text has not these words.
    """
    what = mark.what
    if not what:
        return None
    start = words.rfind(what, 0, near + len(what))
    behind = words.find(what, near)
    before_is_far = start < 0 or near - start > behind - near
    if behind >= 0 and before_is_far:
        start = behind
    if start < 0:
        return None
    return start, start + len(what)
