"""A record in JSON as text that can be edited: where each value and each key stands."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from communique.core.diagnostics import Diagnostic, Edit
from communique.core.source import Pointer, below
from communique.draft import Parsed
from communique.fixes.subject import Subject
from communique.formats.json.scanning import DEEPEST, JsonSpans, scan

_KEY = re.compile(r'[\s,{]*+("(?:[^"\\]|\\.)*+")\s*+:')


@dataclass(frozen=True, slots=True)
class Item:
    """A value in an object or array: its pointer, and the offsets of it, of an object's with its key before it."""

    pointer: Pointer
    start: int
    end: int


class RecordText(Subject):
    """The text of a JSON file, its plain values, what was said of it, and the edits that can be made."""

    def __init__(self, parsed: Parsed, findings: Iterable[Diagnostic]) -> None:
        super().__init__(parsed.source)
        self.parsed = parsed
        self.findings = tuple(findings)

    @cached_property
    def values(self) -> Any:
        """What the file holds, as plain values; a whole number is one for the record however it is written, `1.0` or `1e1`."""
        try:
            return json.loads(self.source.text, parse_float=_number)
        except (
            RecursionError,
            ValueError,
        ):  # deeper than the parser in C goes, or a number of too many figures
            return scan(self.source, depth=DEEPEST).value

    def at(self, pointer: Pointer) -> Any:
        """The value that a pointer addresses; raises KeyError where there is none."""
        return value_at(self.values, pointer)

    def place(self, pointer: Pointer) -> tuple[int, int]:
        """The offsets of a value, as they were found when the file was read."""
        spans = self.parsed.spans
        assert isinstance(spans, JsonSpans), "JSON has a place for each value"
        return spans.offsets[pointer]

    def items(self, pointer: Pointer) -> Iterator[Item]:
        """The items of an array, or the members of an object with their keys, in the order of the text."""
        value = self.at(pointer)
        end = self.place(pointer)[0] + 1
        for part in value if isinstance(value, dict) else range(len(value)):
            at = below(pointer, part)
            start, after = self.place(at)
            if isinstance(value, dict):
                key = _KEY.match(self.source.text, end)
                assert key is not None, "before the value of a member stands its key"
                start = key.start(1)
            yield Item(at, start, after)
            end = after

    def put(self, pointer: Pointer, value: Any) -> Edit:
        """A value replaced by another."""
        return self.edit(*self.place(pointer), written(value))

    def insert(self, pointer: Pointer, key: str, value: Any) -> Edit:
        """A member put into an object, behind its `kind` or else first, set off as the next member is."""
        members = list(self.items(pointer))
        text, start = self.source.text, self.place(pointer)[0] + 1
        member = f"{written(key)}: {written(value)}"
        at = next(
            (at for at, each in enumerate(members) if each.pointer == f"{pointer}/kind"), None
        )
        if at is None:
            before = text[start : members[0].start] if members else ""
            return self.edit(start, start, f"{before}{member}{',' if members else ''}")
        kind, after = members[at], members[at + 1 : at + 2]
        gap = text[kind.end : after[0].start] if after else ", "
        return self.edit(kind.end, kind.end, f"{gap}{member}")

    def insert_item(self, pointer: Pointer, at: int, value: dict[str, Any]) -> Edit:
        """An object put into an array that has items, before that of a number or last, laid out as its neighbour."""
        items = list(self.items(pointer))
        neighbour = items[min(at, len(items) - 1)]
        text = self.source.text
        before = text[: neighbour.start]
        space = before[len(before.rstrip()) :]
        members, (start, end) = list(self.items(neighbour.pointer)), self.place(neighbour.pointer)
        gap = text[members[0].end : members[1].start] if len(members) > 1 else ", "
        inner = gap.join(f"{written(key)}: {written(each)}" for key, each in value.items())
        item = f"{text[start : members[0].start]}{inner}{text[members[-1].end : end]}"
        if at < len(items):
            return self.edit(neighbour.start, neighbour.start, f"{item},{space or ' '}")
        return self.edit(neighbour.end, neighbour.end, f",{space or ' '}{item}")


def value_at(values: Any, pointer: Pointer) -> Any:
    """The value in others that a pointer addresses; raises KeyError where there is none."""
    for part in pointer.split("/")[1:]:
        if isinstance(values, list) and part.isdecimal() and int(part) < len(values):
            values = values[int(part)]
        elif isinstance(values, dict):
            values = values[part.replace("~1", "/").replace("~0", "~")]
        else:
            raise KeyError(pointer)
    return values


def written(value: Any) -> str:
    """A value as JSON in one line, characters as they are."""
    return json.dumps(value, ensure_ascii=False)


def _number(written: str) -> int | float:
    number = float(written)
    return int(number) if number.is_integer() else number


def every(value: Any) -> Iterator[tuple[Pointer, dict[str, Any]]]:
    """Every object in a value, with its pointer, in the order of the text."""
    stack = [("", value)]
    while stack:
        where, each = stack.pop()
        if isinstance(each, dict):
            yield where, each
            stack.extend((below(where, key), inner) for key, inner in reversed(each.items()))
        elif isinstance(each, list):
            stack.extend((below(where, at), inner) for at, inner in reversed(list(enumerate(each))))
