"""Marks that an edit of the words pushed off them, put back where the record itself shows what they stood on.

A mark has no words of its own. But a date is marked with the day that is printed, and who or what is named here is mostly
named elsewhere in the same words. Where these agree that all words behind one place moved by one distance, so did the
marks there; in every other case nobody knows, and nothing is done.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from communique.core.diagnostics import Diagnostic, Fix
from communique.core.message import say
from communique.core.source import Pointer
from communique.detect.mentions.dates import date_reader, find_dates
from communique.fixes.native.record import RecordText, every

_SAYS = {"entity": "ref", "date": "date", "reference": "href", "act": "act"}
"""What a mark of a kind says of its words."""

Place = tuple[int, int]
"""Start and end of a mark."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """A mark of which is known what words it may stand on, and where such words begin in the text."""

    start: int
    end: int
    places: frozenset[int]


def fix(text: RecordText, finding: Diagnostic) -> Fix | None:
    """All marks behind the place of an edit moved by what it added or took."""
    pointer = re.sub(r"/marks/\d+\Z", "", finding.pointer or "")
    block = text.at(pointer)
    places = shifted(block["text"], block["marks"], list(_anchors(text, pointer, block)))
    if places is None:
        return None
    edits = tuple(
        text.put(f"{pointer}/marks/{at}/{name}", value)
        for at, (mark, place) in enumerate(zip(block["marks"], places, strict=True))
        for name, value in zip(("start", "end"), place, strict=True)
        if mark[name] != value
    )
    return Fix(say("put the marks back on their words"), tuple(sorted(edits, key=lambda each: each.start)))


def shifted(words: str, marks: list[Any], anchors: list[Anchor]) -> list[Place] | None:
    """The places of marks after the one edit that explains where the anchors are; None if there is none, or several.

    >>> shifted("On this 2 May", [{"start": 3, "end": 8}], [Anchor(3, 8, frozenset({8}))])
    [(8, 13)]
    """
    distances = {place - each.start for each in anchors for place in each.places} - {0}
    found = [moved for distance in distances if (moved := _moved(len(words), marks, anchors, distance)) is not None]
    return found[0] if len(found) == 1 else None


def _moved(length: int, marks: list[Any], anchors: list[Anchor], distance: int) -> list[Place] | None:
    """The places of marks if all behind some place moved by a distance; None where that leaves an anchor or a mark open."""
    still = [each for each in anchors if each.start in each.places]
    gone = [each for each in anchors if each.start not in each.places]
    if not gone or any(each.start + distance not in each.places for each in gone):
        return None
    last, first = max((each.end for each in still), default=-1), min(each.start for each in gone)
    if last > first:
        return None
    moved: list[Place] = []
    for mark in marks:
        if any(last < mark[name] < first for name in ("start", "end")):  # where the edit is, nobody knows
            return None
        start, end = (mark[name] + (0 if mark[name] <= last else distance) for name in ("start", "end"))
        if not (0 <= start <= length and 0 <= end <= length):
            return None
        moved.append((start, end))
    return moved


def _anchors(text: RecordText, pointer: Pointer, block: Any) -> Iterator[Anchor]:
    """The marks of a block whose words are known: dates by their day, others by the words that stand for them elsewhere."""
    words = block["text"]
    dates = find_dates(words, date_reader(text.values["language"].partition("-")[0]))
    exact = {(each.start, each.end) for each in dates}
    forms = text.once(_forms)
    for mark in block["marks"]:
        start, width = mark["start"], mark["end"] - mark["start"]
        key = mark["kind"], mark.get(_SAYS.get(mark["kind"], ""))
        if mark["kind"] == "date":
            places = {
                each.start for each in dates if each.says["date"] == mark["date"] and each.end - each.start == width
            }
            if start not in places and (start, mark["end"]) in exact:
                continue  # it stands on another date: it is the mark that is wrong
        else:
            elsewhere = [form for form, where in forms[key].items() if len(form) == width and where != {pointer}]
            whole = (rf"(?<![^\W_])(?={re.escape(form)}(?![^\W_]))" for form in elsewhere if form)
            places = {found.start() for each in whole for found in re.finditer(each, words)}
        if places:
            yield Anchor(start, mark["end"], frozenset(places))


def _forms(text: RecordText) -> dict[tuple[str, Any], dict[str, set[Pointer]]]:
    """The words that stand for something, by what marks say of them, with the texts where they do; names of entities too."""
    found: dict[tuple[str, Any], dict[str, set[Pointer]]] = defaultdict(lambda: defaultdict(set))
    for pointer, value in every(text.values):
        for mark in value.get("marks", ()) if value.get("kind") == "text" else ():
            says = mark.get(_SAYS.get(mark["kind"], ""))
            if says is not None:
                found[mark["kind"], says][value["text"][mark["start"] : mark["end"]]].add(pointer)
    for entity in text.values.get("entities", ()):
        for name in filter(None, (entity["label"], entity.get("acronym"))):
            found["entity", entity["id"]][name].add("")
    return found
