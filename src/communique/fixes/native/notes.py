"""A note that nothing calls, called where the record itself shows that it is."""

import copy
from collections.abc import Iterator
from typing import Any

from communique.diagnostics import Diagnostic, Fix
from communique.fixes.native.orders import order_of_notes, place_of, reordered
from communique.fixes.native.record import RecordText, every, value_at
from communique.message import say
from communique.source import Pointer


def fix(text: RecordText, finding: Diagnostic) -> Fix | None:
    """A call behind the one reference that leads to the note, or the one superscript that is its marker.

    None where there is none, or more than one: what the words leave open is not decided here.
    """
    note = text.at(finding.pointer or "")
    eid, marker = note["eid"], (note.get("marker") or "").strip()
    marks = list(_marks(text.values))
    links = [each for each in marks if each[2].get("href") == f"#{eid}"]
    raised = [
        each for each in marks
        if marker and each[2].get("style") == "superscript" and each[1][each[2]["start"] : each[2]["end"]].strip() == marker
    ]  # fmt: skip
    alike = [each for each in text.values["notes"] if (each.get("marker") or "").strip() == marker]
    places = links or (raised if len(alike) == 1 else [])
    if len(places) != 1:
        return None
    pointer, _, shown = places[0]
    call = {"kind": "note", "start": shown["end"], "end": shown["end"]}
    call |= {"basis": None, "source": None} if "basis" in shown else {}
    call["ref"] = eid
    values = copy.deepcopy(text.values)
    block = value_at(values, pointer)
    at = sum(1 for mark in block["marks"] if place_of(mark) < place_of(call))
    block["marks"].insert(at, call)
    edits = (text.insert_item(f"{pointer}/marks", at, call), *reordered(text, "/notes", order_of_notes(values)))
    title = say("call the note {marker} where it is linked", marker=note.get("marker") or eid)
    return Fix(title, tuple(sorted(edits, key=lambda each: each.start)))


def _marks(values: Any) -> Iterator[tuple[Pointer, str, Any]]:
    """Every mark: the pointer to its text block, the words of that, the mark."""
    for pointer, value in every(values):
        if value.get("kind") == "text":
            for mark in value.get("marks", ()):
                yield pointer, value["text"], mark
