"""Acts that somebody has marked, with what is known of the words around them."""

from collections.abc import Sequence
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


def with_mark(act: Act, mark: ActMark) -> Act:
    """An act with what its mark says of it: by when, and that it is certain."""
    due = act.due
    if due is None and mark.due:
        due = Due(mark.due, mark.due, "text")
    everyone = act.everyone or not act.actor
    return replace(act, due=due, basis="marked", mark=mark, everyone=everyone)
