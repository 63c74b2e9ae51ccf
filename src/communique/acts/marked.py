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
    return isinstance(each.mark, ActMark) and each.field == "text" and each.mark.basis != "inferred"


def as_marked(mark: Marked, found: Sequence[Found]) -> Found:
    """What a mark says, with what is known of the words around it."""
    kind = cast("ActMark", mark.mark).act
    near = next(
        (each for each in found if each.start < mark.end and mark.start < each.lead.end), None
    )
    if near is None:
        return Found(
            mark.start, Lead(mark.end, kind, "full"), None, MARKED, mark.end, mark.start, mark.start
        )
    lead = near.lead._replace(end=mark.end, kind=kind)
    verb = near.clause < near.lead.end  # which is part of what is promised
    return near._replace(
        start=mark.start,
        lead=lead,
        why=MARKED,
        clause=min(near.clause, mark.start) if verb else mark.end,
    )


def with_mark(act: Act, mark: ActMark) -> Act:
    """An act with what its mark says of it: by when, and that it is certain."""
    due = Due(mark.due, mark.due, "text") if mark.due and act.due is None else act.due
    return replace(act, due=due, basis="marked", mark=mark, everyone=act.everyone or not act.actor)
