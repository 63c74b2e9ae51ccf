"""A draft's values, plain dictionaries in the shape of the record, walked in document order.

Document order is: cover fields, cover paragraphs, annex label, title, subtitles, preamble, body,
closing, annexes. The types say which keys the walk and the naming of nodes use. The model says
which values they take.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Literal, NamedTuple, Required, TypedDict, cast

from communique.core.source import Pointer

Values = dict[str, Any]
"""Plain values: of a whole draft, or of a part of it that is being made."""


class MarkValues(TypedDict, total=False):
    """A mark of a draft."""

    kind: Required[str]
    start: Required[int]
    end: Required[int]
    ref: str
    href: str | None


class TextValues(TypedDict, total=False):
    """A text block of a draft."""

    kind: Required[Literal["text"]]
    text: Required[str]
    marks: list[MarkValues]


class PointsValues(TypedDict):
    """A list of points of a draft."""

    kind: Literal["points"]
    points: list["NodeValues"]


class TableValues(TypedDict, total=False):
    """A table of a draft."""

    kind: Required[Literal["table"]]
    eid: str
    caption: TextValues | None
    rows: list[Values]


BlockValues = TextValues | PointsValues | TableValues


class NodeValues(TypedDict, total=False):
    """A node of a draft that has an eid, or is to be given one. Which keys it has depends on its
    kind.
    """

    kind: str
    eid: str
    num: str | None
    marker: str | None
    role: str | None
    heading: TextValues | None
    content: list[BlockValues]
    recitals: list["NodeValues"]
    preamble: list["NodeValues"]
    body: list["NodeValues"]
    annexes: list["NodeValues"]


class Scoped(NamedTuple):
    """A text block and the scope that it stands in: `cover__`, the eid of its annex with `__`, or
    nothing.
    """

    scope: str
    block: TextValues


class ScopedNote(NamedTuple):
    """A note, the scope of its first call, and whether anything calls it."""

    scope: str
    note: NodeValues
    called: bool


def content_nodes(content: Iterable[object]) -> list[NodeValues]:
    """Points and tables below, the nodes with an eid, in order."""
    return _Walk().below({"content": content}, "points").nodes


def content_blocks(content: Iterable[object]) -> list[TextValues]:
    """The text blocks of a content, through points and tables."""
    return [each.block for each in _Walk().below({"content": content}, "points").texts]


def nodes(values: Values) -> list[NodeValues]:
    """Every node that is to have an eid: recitals, groups, sections, paragraphs, points, tables,
    annexes, notes.
    """
    return nodes_and_texts(values)[0]


def text_blocks(values: Values) -> list[Scoped]:
    """Every text block outside notes, with its scope, in document order."""
    return nodes_and_texts(values)[1]


def nodes_and_texts(values: Values) -> tuple[list[NodeValues], list[Scoped]]:
    """`nodes` and `text_blocks` together, in one walk."""
    walk = _Walk()
    walk.below(values.get("cover") or {}, "cover", "cover__")
    walk.below(values, "")
    found = walk.nodes
    for note in values.get("notes", ()):
        found.append(note)
        found += content_nodes(note.get("content") or ())
    return found, walk.texts


_DOCUMENT = ("title", "subtitles", "preamble", "body", "closing", "annexes")
_CLAUSE = ("heading", "content")
_BELOW = {
    "": _DOCUMENT,
    "annexes": _DOCUMENT,
    "cover": ("fields", "paragraphs", "annex_label"),
    "fields": ("value",),
    "preamble": (*_CLAUSE, "recitals"),
    "body": (*_CLAUSE, "body"),
    "recitals": _CLAUSE,
    "paragraphs": _CLAUSE,
    "points": _CLAUSE,
    "content": ("points", "caption", "rows"),
    "rows": ("cells",),
    "cells": ("content",),
    "closing": ("lines",),
    "lines": ("value",),
}
"""The keys of nodes and texts in something, in document order, by the key under which it stands
itself.
"""
_NODES = frozenset({"paragraphs", "preamble", "points", "recitals", "body", "annexes"})
"""The keys of nodes with an eid. A table is another."""


class _Walk:
    """The one walk over a draft's values, and what it meets."""

    def __init__(self) -> None:
        self.nodes: list[NodeValues] = []
        self.texts: list[Scoped] = []

    def below(self, values: Values, key: str, scope: str = "") -> "_Walk":
        """Walks what stands in the values, which stand under the key themselves."""
        for name in _BELOW[key]:
            held = values.get(name)
            if not held:
                continue
            parts: Sequence[Values] = [held] if isinstance(held, dict) else held
            for number, part in enumerate(parts, 1):
                self._part(part, name, scope, number)
        return self

    def _part(self, part: Values, key: str, scope: str, number: int) -> None:
        kind = part.get("kind")
        named = key in _NODES
        if kind == "text" and not named:
            self.texts.append(Scoped(scope, cast("TextValues", part)))
            return
        if named or kind == "table":
            self.nodes.append(cast("NodeValues", part))
        if key == "annexes":
            eid = part.get("eid") or f"{scope}att_{number}"
            scope = f"{eid}__"
        self.below(part, key, scope)


def notes_in_order(values: Values) -> list[ScopedNote]:
    """The notes by their first call in document order, uncalled ones last.

    A note called in a note follows it and has its scope.
    """
    every: list[NodeValues] = list(values.get("notes", ()))
    known: dict[str, NodeValues] = {}
    for note in every:
        known.setdefault(note["eid"], note)
    found: dict[str, ScopedNote] = {}

    def follow(scope: str, blocks: Iterable[TextValues]) -> None:
        """The notes called in blocks; without recursion, since each of a thousand notes may call
        the next.
        """
        open_calls = [_calls(blocks)]
        while open_calls:
            ref = next(open_calls[-1], None)
            if ref is None:
                open_calls.pop()
            elif ref in known and ref not in found:
                note = known[ref]
                found[ref] = ScopedNote(scope, note, called=True)
                open_calls.append(_calls(content_blocks(note["content"])))

    for scope, block in text_blocks(values):
        follow(scope, (block,))
    for ref, note in known.items():
        if ref not in found:
            found[ref] = ScopedNote("", note, called=False)
            follow("", content_blocks(note["content"]))
    again = [note for note in every if known[note["eid"]] is not note]
    return [*found.values(), *(ScopedNote("", note, called=False) for note in again)]


def _calls(blocks: Iterable[TextValues]) -> Iterator[str]:
    """The eids of the notes called in blocks, in order."""
    for block in blocks:
        for mark in block.get("marks", ()):
            if mark["kind"] == "note":
                yield mark["ref"]


def all_blocks(values: Values) -> Iterator[TextValues]:
    """Every text block, those of notes at the end."""
    for _, block in text_blocks(values):
        yield block
    for note in values.get("notes", ()):
        yield from content_blocks(note["content"])


def value_at(values: object, pointer: Pointer) -> object:
    """The value that a JSON pointer addresses in plain values. Raises KeyError where there is none."""
    for part in pointer.split("/")[1:]:
        if isinstance(values, list) and part.isdecimal() and int(part) < len(values):
            values = values[int(part)]
        elif isinstance(values, dict):
            values = values[part.replace("~1", "/").replace("~0", "~")]
        else:
            raise KeyError(pointer)
    return values
