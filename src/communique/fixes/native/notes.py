"""A note that nothing calls, called where the record itself shows that it is."""

import copy
from collections import Counter
from typing import Any

from communique.core.diagnostics import Diagnostic, Fix
from communique.core.message import say
from communique.core.source import Pointer
from communique.fixes.native.orders import order_of_notes, place_of, reordered
from communique.fixes.native.record import RecordText, every, value_at
from communique.fixes.subject import Shown


def fix(text: RecordText, finding: Diagnostic) -> Fix | None:
    """A call behind the one reference that leads to the note, or the one superscript that is its marker.

    None where there is none, or more than one: what the words leave open is not decided here.
    """
    note = text.at(finding.pointer or "")
    eid, marker = note["eid"], (note.get("marker") or "").strip()
    place = text.once(_shown).place((f"#{eid}",), marker)
    if place is None:
        return None
    pointer, mark = place
    call = {"kind": "note", "start": mark["end"], "end": mark["end"]}
    call |= {"basis": None, "source": None} if "basis" in mark else {}
    call["ref"] = eid
    values = copy.deepcopy(text.values)
    block = value_at(values, pointer)
    at = sum(1 for mark in block["marks"] if place_of(mark) < place_of(call))
    block["marks"].insert(at, call)
    edits = (text.insert_item(f"{pointer}/marks", at, call), *reordered(text, "/notes", order_of_notes(values)))
    title = say("call the note {marker} where it is linked", marker=note.get("marker") or eid)
    return Fix(title, tuple(sorted(edits, key=lambda each: each.start)))


Place = tuple[Pointer, dict[str, Any]]
"""A text block, by its pointer, and a mark of it."""


def _shown(text: RecordText) -> Shown[Place]:
    found = Shown[Place](Counter((note.get("marker") or "").strip() for note in text.values["notes"]))
    for pointer, value in every(text.values):
        for mark in value.get("marks", ()) if value.get("kind") == "text" else ():
            if mark["kind"] == "reference" and mark.get("href"):
                found.links[mark["href"]].append((pointer, mark))
            elif mark["kind"] == "emphasis" and mark["style"] == "superscript":
                found.raised[value["text"][mark["start"] : mark["end"]].strip()].append((pointer, mark))
    return found
