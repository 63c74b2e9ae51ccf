"""A note that nothing calls, called where the record itself shows that it is."""

import copy
from collections import Counter, defaultdict
from dataclasses import dataclass
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
    shown = text.once(_shown)
    places = shown.links[f"#{eid}"] or (shown.raised[marker] if marker and shown.markers[marker] == 1 else [])
    if len(places) != 1:
        return None
    pointer, mark = places[0]
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


@dataclass(frozen=True, slots=True)
class _Shown:
    """What may show where a note is called: links by their address, superscripts by their words; how many have a marker."""

    links: dict[str, list[Place]]
    raised: dict[str, list[Place]]
    markers: Counter[str]


def _shown(text: RecordText) -> _Shown:
    notes = text.values["notes"]
    found = _Shown(defaultdict(list), defaultdict(list), Counter((each.get("marker") or "").strip() for each in notes))
    for pointer, value in every(text.values):
        for mark in value.get("marks", ()) if value.get("kind") == "text" else ():
            if mark["kind"] == "reference" and mark.get("href"):
                found.links[mark["href"]].append((pointer, mark))
            elif mark["kind"] == "emphasis" and mark["style"] == "superscript":
                found.raised[value["text"][mark["start"] : mark["end"]].strip()].append((pointer, mark))
    return found
