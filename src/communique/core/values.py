"""A draft's values, plain dictionaries in the shape of the record, walked in document order.

Document order is: cover fields, cover paragraphs, annex label, title, subtitles, preamble, body, closing, annexes.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from communique.core.source import Pointer

Values = dict[str, Any]
Scoped = tuple[str, Values]
"""A text block and the scope it stands in: `cover__`, the eid of its annex with `__`, or nothing."""


def content_nodes(content: Iterable[Values]) -> list[Values]:
    """Points and tables below, the nodes with an eid, in order."""
    found: list[Values] = []
    _walk({"content": content}, "points", "", found, [])
    return found


def content_blocks(content: Iterable[Values]) -> list[Values]:
    """The text blocks of a content, through points and tables."""
    found: list[Scoped] = []
    _walk({"content": content}, "points", "", [], found)
    return [block for _, block in found]


def nodes(values: Values) -> list[Values]:
    """Every node that is to have an eid: recitals, groups, sections, paragraphs, points, tables, annexes, notes."""
    return nodes_and_texts(values)[0]


def text_blocks(values: Values) -> list[Scoped]:
    """Every text block outside notes, with its scope, in document order."""
    return nodes_and_texts(values)[1]


_DOCUMENT, _CLAUSE = (
    ("title", "subtitles", "preamble", "body", "closing", "annexes"),
    ("heading", "content"),
)
_BELOW = {
    "": _DOCUMENT, "annexes": _DOCUMENT, "cover": ("fields", "paragraphs", "annex_label"), "fields": ("value",),
    "preamble": (*_CLAUSE, "recitals"), "body": (*_CLAUSE, "body"), "recitals": _CLAUSE, "paragraphs": _CLAUSE, "points": _CLAUSE,
    "content": ("points", "caption", "rows"), "rows": ("cells",), "cells": ("content",), "closing": ("lines",), "lines": ("value",),
}  # fmt: skip
"""By the key under which something stands the keys in it under which nodes and texts stand, in the order of the document."""
_NODES = frozenset({"paragraphs", "preamble", "points", "recitals", "body", "annexes"})
"""The keys of nodes with an eid; a table is another."""


def nodes_and_texts(values: Values) -> tuple[list[Values], list[Scoped]]:
    """`nodes` and `text_blocks`: the one walk of this module."""
    found: list[Values] = []
    texts: list[Scoped] = []
    _walk(values.get("cover") or {}, "cover", "cover__", found, texts)
    _walk(values, "", "", found, texts)
    for note in values.get("notes", ()):
        found.append(note)
        _walk(note, "points", "", found, [])
    return found, texts


def _walk(values: Values, key: str, scope: str, found: list[Values], texts: list[Scoped]) -> None:
    for below in _BELOW[key]:
        held = values.get(below) or ()
        for number, each in enumerate((held,) if isinstance(held, dict) else held, 1):
            kind = each.get("kind")
            if kind == "text" and below not in _NODES:
                texts.append((scope, each))
                continue
            if kind == "table" or below in _NODES:
                found.append(each)
            inside = (
                f"{each.get('eid') or f'{scope}att_{number}'}__" if below == "annexes" else scope
            )
            _walk(each, below, inside, found, texts)


def notes_in_order(values: Values) -> list[tuple[str, Values, bool]]:
    """The notes by their first call in document order, uncalled ones last: scope, note, whether anything calls it.

    A note called in a note follows it and has its scope.
    """
    known: dict[str, Values] = {}
    for note in values.get("notes", ()):
        known.setdefault(note["eid"], note)
    found: dict[str, tuple[str, Values, bool]] = {}

    def follow(scope: str, blocks: Iterable[Values], *, called: bool) -> None:
        """The notes called in blocks; without recursion, since each of a thousand notes may call the next."""
        open_calls = [_calls(blocks)]
        while open_calls:
            ref = next(open_calls[-1], None)
            if ref is None:
                open_calls.pop()
            elif ref in known and ref not in found:
                found[ref] = (scope, known[ref], called)
                open_calls.append(_calls(content_blocks(known[ref]["content"])))

    for scope, block in text_blocks(values):
        follow(scope, (block,), called=True)
    for ref, note in known.items():
        if ref not in found:
            found[ref] = ("", note, False)
            follow("", content_blocks(note["content"]), called=True)
    extra = [
        ("", note, False) for note in values.get("notes", ()) if known[note["eid"]] is not note
    ]
    return [*found.values(), *extra]


def _calls(blocks: Iterable[Values]) -> Iterator[str]:
    """The eids of the notes called in blocks, in order."""
    return (
        mark["ref"] for block in blocks for mark in block.get("marks", ()) if mark["kind"] == "note"
    )


def all_blocks(values: Values) -> Iterator[Values]:
    """Every text block, those of notes at the end."""
    for _, block in text_blocks(values):
        yield block
    for note in values.get("notes", ()):
        yield from content_blocks(note["content"])


def value_at(values: Any, pointer: Pointer) -> Any:
    """The value that a JSON pointer addresses in plain values. Raises KeyError where there is none."""
    for part in pointer.split("/")[1:]:
        if isinstance(values, list) and part.isdecimal() and int(part) < len(values):
            values = values[int(part)]
        elif isinstance(values, dict):
            values = values[part.replace("~1", "/").replace("~0", "~")]
        else:
            raise KeyError(pointer)
    return values
