"""The words of a file, to show that a fix changes none of them."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from communique.core.source import Limits, Source
from communique.formats.akn.names import A
from communique.formats.akn.tree import parse
from communique.model import Declaration, Node
from communique.model.nodes import nodes_below

_ATTRIBUTES = ("marker", "showAs", "shortForm", "title", "alt")
"""The attributes of Akoma Ntoso that hold printed words."""
_FIELDS = ("text", "num", "label", "marker", "short_title", "acronym")
"""The fields of a record that hold printed words."""
_NOTES = (f"{A}authorialNote", f"{A}note")
_META = f"{A}meta"
_DEPTH = 1000
"""No tree that is deeper has been read."""


def words_of(source: Source) -> tuple[str, ...]:
    """The words of an Akoma Ntoso file: those of the text, then those of each note, the notes
    sorted.

    They are equal if and only if no word changed. The place of a note is not a word: it may be
    called elsewhere. White space counts, except between the elements of `meta`. Raises ValueError
    where the file is not well-formed XML.
    """
    root = parse(source, Limits(len(source.data), depth=_DEPTH))
    if isinstance(root, list):
        raise ValueError(root[0].message)
    waiting = [root]
    found: list[str] = []
    while waiting:
        found.append("".join(_gathered(waiting.pop(), waiting)))
    return (found[0], *sorted(found[1:]))


def _gathered(element: Element, notes: list[Element]) -> Iterator[str]:
    """The words of an element in their order; the notes in it are put aside in `notes`."""
    in_meta = element.tag == _META
    yield from _own_words(element, in_meta=in_meta)
    # Each child waits as itself, and its tail (the words behind it) as a string.
    stack: list[tuple[Element | str, bool]] = []
    _push_children(stack, element, in_meta=in_meta)
    while stack:
        each, in_meta = stack.pop()
        if isinstance(each, str):
            yield each
            continue
        if each.tag in _NOTES:
            notes.append(each)
            continue
        in_meta = in_meta or each.tag == _META
        yield from _own_words(each, in_meta=in_meta)
        _push_children(stack, each, in_meta=in_meta)


def _push_children(
    stack: list[tuple[Element | str, bool]], element: Element, *, in_meta: bool
) -> None:
    for child in reversed(element):
        stack.append((_counted(child.tail, in_meta=in_meta), in_meta))
        stack.append((child, in_meta))


def _own_words(element: Element, *, in_meta: bool) -> Iterator[str]:
    """The words of an element's attributes, and those before its first child."""
    for name in _ATTRIBUTES:
        value = element.get(name)
        if value is not None:
            yield f"\0{value}\0"
    yield _counted(element.text, in_meta=in_meta)


def _counted(text: str | None, *, in_meta: bool) -> str:
    """The text as far as it counts: white space between the elements of `meta` does not."""
    if text is None or (in_meta and not text.strip()):
        return ""
    return text


def words_read(declaration: Declaration) -> tuple[list[str], list[list[str]]]:
    """The words of a record: those of the text in a fixed order, and those of each note, the notes
    sorted.
    """
    without_notes = declaration.model_copy(update={"notes": ()})
    return _fields(without_notes), sorted(_fields(note) for note in declaration.notes)


def _fields(root: Node) -> list[str]:
    """The fields below a node that hold printed words, each with its name."""
    found: list[str] = []
    for node in nodes_below(root):
        for name in _FIELDS:
            value = getattr(node, name, None)
            if value:
                found.append(f"{name} {value}")
    return found
