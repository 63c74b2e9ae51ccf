"""Items of a record put in the order that is asked for, each with its own layout: marks, notes, keys."""

from collections.abc import Sequence
from typing import Any

from communique.core.diagnostics import Diagnostic, Edit, Fix
from communique.core.message import say
from communique.core.source import Pointer
from communique.core.values import notes_in_order
from communique.fixes.native.record import RecordText, every, value_at
from communique.formats.native.key_order import ordered


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
