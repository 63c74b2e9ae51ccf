"""Fixes of records in JSON: items put in order, each with its own layout; calls of notes and references put right."""

import copy
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from communique.core.diagnostics import Diagnostic, Edit, Fix
from communique.core.message import say
from communique.core.source import Pointer
from communique.core.values import nodes, notes_in_order
from communique.fixes.native import eids, marks
from communique.fixes.native.record import RecordText, every, value_at
from communique.fixes.subject import Shown
from communique.formats.native import ordered


def fix_marks(text: RecordText, finding: Diagnostic) -> Fix | None:
    """The marks of a text by start, those of no width first, then the longest; equal ones stay as they stand."""
    pointer = (finding.pointer or "").rpartition("/")[0]
    marks = text.at(pointer)
    order = sorted(range(len(marks)), key=lambda at: place_of(marks[at]))
    return Fix(say("put the marks in the order of the text"), reordered(text, pointer, order))


def fix_notes(text: RecordText, _: Diagnostic) -> Fix | None:
    """The notes in the order of their first calls, those without a call last."""
    order = order_of_notes(text.values)
    return Fix(say("put the notes in the order of their calls"), reordered(text, "/notes", order))


def fix_keys(text: RecordText, _: Diagnostic) -> Fix | None:
    """The keys of every object in the order of the model: one edit for each that is amiss and for what is in it."""
    edits: list[Edit] = []
    whole = text.parsed.require().model_dump(mode="json")
    for pointer, value in every(text.values):
        start, end = text.place(pointer)
        written = value_at(whole, pointer)
        if _order(value, written) != list(range(len(value))) and (not edits or edits[-1].end <= start):
            edits.append(text.edit(start, end, _arranged(text, pointer, value, written)))
    return Fix(say("put the keys in the order of the record"), tuple(edits))


def place_of(mark: Any) -> tuple[int, bool, int]:
    """What marks are sorted by."""
    return mark["start"], mark["start"] != mark["end"], -mark["end"]


def order_of_notes(values: Any) -> list[int]:
    """The notes of a record, by their places now, in the order of their calls."""
    numbers = {id(note): at for at, note in enumerate(values["notes"])}
    return [numbers[id(note)] for _, note, _ in notes_in_order(values)]


def reordered(text: RecordText, pointer: Pointer, order: Sequence[int]) -> tuple[Edit, ...]:
    """The items of an array put in another order; what stands between them stays."""
    items = list(text.items(pointer))
    whole = text.source.text
    return tuple(
        text.edit(slot.start, slot.end, whole[items[at].start : items[at].end])
        for slot, at in zip(items, order, strict=True)
        if items[at] is not slot
    )


def _order(value: Any, written: Any) -> list[int]:
    """The items of an array as they stand, the members of an object in the order in which they are written."""
    if isinstance(value, list):
        return list(range(len(value)))
    keys = list(value)
    return [keys.index(key) for key in ordered(value, written)]


def _arranged(text: RecordText, pointer: Pointer, value: Any, written: Any) -> str:
    """The text of a value, with the members of every object in it in order; what stands between them stays."""
    whole, (at, end) = text.source.text, text.place(pointer)
    if not isinstance(value, dict | list):
        return whole[at:end]
    items, inner = list(text.items(pointer)), list(value) if isinstance(value, dict) else range(len(value))
    pieces: list[str] = []
    for slot, number in zip(items, _order(value, written), strict=True):
        item, part = items[number], inner[number]
        key = whole[item.start : text.place(item.pointer)[0]]
        below = None if part == "$schema" else written[part]
        pieces += [whole[at : slot.start], key, _arranged(text, item.pointer, value[part], below)]
        at = slot.end
    return "".join([*pieces, whole[at:end]])


def fix_call(text: RecordText, finding: Diagnostic) -> Fix | None:
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


def fix_hash(text: RecordText, finding: Diagnostic) -> Fix | None:
    """`#` before the eid of a node of this record."""
    eid = finding.quote
    if not eid or eid not in text.once(_eids):
        return None
    return _linked(text, finding, f"#{eid}")


def _eids(text: RecordText) -> set[str]:
    """The eids of the record."""
    return {node["eid"] for node in nodes(text.values)}


def fix_resolver(text: RecordText, finding: Diagnostic) -> Fix | None:
    """The IRI alone, without the address of a server before it."""
    href = finding.quote or ""
    return _linked(text, finding, href[href.index("/akn/") :]) if "/akn/" in href else None


def _linked(text: RecordText, finding: Diagnostic, href: str) -> Fix | None:
    """The references of a text block to the address that is quoted, made ones to another."""
    pointer = f"{finding.pointer}/marks"
    marks = text.at(pointer)
    wrong = [at for at, mark in enumerate(marks) if mark.get("href") == finding.quote]
    edits = tuple(text.put(f"{pointer}/{at}/href", href) for at in wrong)
    return Fix(say("write {proper}", proper=href), edits) if edits else None


FIXERS: Mapping[str, Callable[[RecordText, Diagnostic], Fix | None]] = {
    **dict.fromkeys(("EID001", "EID002", "EID003", "EID004", "MOD001", "MOD010"), eids.fix),
    **dict.fromkeys(("DAT001", "MOD013", "TXT004"), marks.fix),
    "JSN006": fix_keys,
    "MOD015": fix_marks,
    "MOD018": fix_notes,
    "NTE004": fix_call,
    "REF002": fix_hash,
    "REF003": fix_resolver,
}
"""By code the function that fixes what is found."""
