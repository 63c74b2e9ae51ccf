"""What stands in a tree outside `meta`: its text, to be accounted for, and which attributes stand on which elements."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain

from communique.formats.akn.names import LANG, PROVENANCE, SPACE, A, C
from communique.formats.akn.tree import Element

Shape = tuple[str, ...]
"""A tag and the names of its attributes in the order of the file."""

# White space beyond ASCII, as `str.isspace` has it, in UTF-8, by its first byte: most text has none of them.
_BLANKS = (
    (b"\xc2", re.compile(rb"\xc2[\x85\xa0]")),
    (b"\xe1", re.compile(rb"\xe1\x9a\x80")),
    (b"\xe2", re.compile(rb"\xe2(?:\x80[\x80-\x8a\xa8\xa9\xaf]|\x81\x9f)")),
    (b"\xe3", re.compile(rb"\xe3\x80\x80")),
)
_ASCII_BLANKS = b" \n\t\r\v\f\x1c\x1d\x1e\x1f"


def ink(text: str) -> int:
    r"""How many characters are not white space: what `draft.weight` gives, but fast on a whole file.

    >>> ink("a b\u00a0\u2003c\n")
    3
    """
    data = text.encode("utf-8", "surrogatepass")
    blanks = len(data) - len(data.translate(None, _ASCII_BLANKS))
    if not text.isascii():
        blanks += sum([len(pattern.findall(data)) for first, pattern in _BLANKS if first in data])
    return len(text) - blanks


_READ = {
    "eId", "id", "name", "contains", "date", "refersTo", "href", "from", "src", "alt", "marker", "placement", "colspan",
    "rowspan", LANG, SPACE, "{http://www.w3.org/2001/XMLSchema-instance}schemaLocation",
}  # fmt: skip
"""Attributes that are read wherever they mean something, that follow from others, or that are about the file."""


_KNOWN = {
    "source",
    "value",
    "as",
    "showAs",
    "shortForm",
    "type",
    "language",
    "fromLanguage",
    "by",
    "version",
    "basis",
    "ref",
    "of",
    "remark",
    *PROVENANCE.values(),
}
"""Attributes that stand in `meta` alone."""


@dataclass(frozen=True, slots=True)
class Inventory:
    """The shapes of the elements outside `meta`, and how many characters of their text are not white space."""

    shapes: set[Shape]
    total: int


def take(root: Element) -> Inventory:
    """Look at every element outside `meta` once, a level at a time."""
    shapes: set[Shape] = set()
    texts: list[str | None] = []
    meta = f"{A}meta"
    level: Iterable[Element] = [root]
    while level:
        shapes.update({(element.tag, *element.keys()) for element in level})
        texts += [element.text for element in level]
        texts += [element.tail for element in level]
        level = [child for element in level for child in element]
        outside = [element for element in level if element.tag != meta]
        if len(outside) < len(level):
            texts += [element.tail for element in level if element.tag == meta]
            level = outside
    return Inventory(shapes, ink("".join(filter(None, texts))))


def unusual(root: Element) -> bool:
    """Whether there may be attributes that nothing reads; `class`, which means something on a `span`, is taken for one."""
    names = set(chain.from_iterable(map(Element.keys, root.iter())))
    return any(name not in _KNOWN and name not in _READ and not name.startswith(C) for name in names)


def unread(shapes: set[Shape], root: Element) -> list[tuple[Element, str]]:
    """The attributes outside `meta` that nothing reads, each by its name, with the first element that has it."""
    wanted = {name for tag, *names in shapes for name in names if not _is_read(tag, name)}
    found: dict[str, Element] = {}
    for element in root.iter() if wanted else ():
        for name in wanted.intersection(element.keys()):
            if not _is_read(element.tag, name):
                found.setdefault(name, element)
    return [(element, name.rpartition("}")[2]) for name, element in found.items()]


def _is_read(tag: str, name: str) -> bool:
    return name in _READ or name.startswith(C) or (name == "class" and tag == f"{A}span")
