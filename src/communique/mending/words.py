"""The words of a file, whatever its markup: what no fix may change."""

from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element

from communique.core.source import Limits, Source
from communique.formats.akn.names import A
from communique.formats.akn.tree import parse
from communique.formats.native import DEEPEST
from communique.formats.native.spans import scan

Words = tuple[Any, ...]
"""The words of a file in their order, notes last and in the order of their words; equal if nothing was changed."""

_KEYS = frozenset({"text", "num", "label", "marker", "short_title", "acronym"})
"""The keys of a record that hold printed words."""
_ATTRIBUTES = ("marker", "showAs", "shortForm", "title", "alt")
"""The attributes of Akoma Ntoso that hold printed words."""
_NOTES = (f"{A}authorialNote", f"{A}note")
_DEEPEST = 1000  # no tree that is deeper has been read


def words_of(source: Source, format: str) -> Words:
    """The words of a source that is JSON or XML. Raises ValueError where it is neither.

    The place of a note is not a word: it may be called elsewhere. White space counts, except that of the frame of `meta`.
    """
    if format == "json":
        found = scan(source, depth=DEEPEST)
        if found.faults:
            raise ValueError(found.faults[0].message)
        return words_of_values(found.value)
    root = parse(source, Limits(len(source.data), depth=_DEEPEST))
    if isinstance(root, list):
        raise ValueError(root[0].message)
    waiting, notes = [root], []
    while waiting:
        notes.append(tuple(_gathered(waiting.pop(), waiting)))
    return (notes[0], *sorted(notes[1:]))


def words_of_values(values: Any) -> Words:
    """The words of a record's plain values."""
    notes = values.get("notes") if isinstance(values, dict) else None
    if not isinstance(notes, list):
        return tuple(_of_value(values))
    rest = {key: value for key, value in values.items() if key != "notes"}
    return (*_of_value(rest), *sorted(tuple(_of_value(note)) for note in notes))


def _of_value(value: Any) -> Iterator[tuple[str, str]]:
    """Keys and words; members in the order of their keys, since that of the file does not matter."""
    waiting: list[tuple[str, Any]] = [("", value)]
    while waiting:
        key, each = waiting.pop()
        if isinstance(each, str) and key in _KEYS:
            yield key, each
        elif isinstance(each, list | tuple):
            waiting += [("", item) for item in reversed(each)]
        elif isinstance(each, dict):
            waiting += [(name, each[name]) for name in sorted(each, reverse=True) if name != "marks"]


def _gathered(element: Element, notes: list[Element]) -> Iterator[str]:
    """The words of an element in their order; the notes in it are put aside."""
    stack: list[tuple[Element, bool, bool]] = [(element, False, False)]
    pieces: list[str] = []
    while stack:
        each, in_meta, done = stack.pop()
        if done:
            pieces.append("" if in_meta and not (each.tail or "").strip() else each.tail or "")
            continue
        if each is not element:
            stack.append((each, in_meta, True))
            if each.tag in _NOTES:
                notes.append(each)
                continue
        pieces.extend(f"\0{value}\0" for name in _ATTRIBUTES if (value := each.get(name)) is not None)
        below = in_meta or each.tag == f"{A}meta"
        pieces.append("" if below and not (each.text or "").strip() else each.text or "")
        stack.extend((child, below, False) for child in reversed(each))
    yield "".join(pieces)
