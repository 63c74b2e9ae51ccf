"""What stands in a tree outside `meta`: its text, to be accounted for, and which attributes stand on which elements."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain

from communique.formats.akn.names import LANG, META, SPACE, A, C
from communique.formats.akn.tree import Element

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


def metas(root: Element) -> list[Element]:
    """Every `meta` of a file that stands in no other."""
    found: list[Element] = []
    inside: set[int] = set()
    for meta in root.iter(META):
        if id(meta) not in inside:
            found.append(meta)
            inside.update(map(id, meta.iter(META)))
    return found


def total(root: Element, without: list[Element]) -> int:
    """How many characters of a file's text are not white space, without those in some elements."""
    return ink("".join(root.itertext())) - sum(ink("".join(meta.itertext())) for meta in without)


def unread(root: Element, without: list[Element]) -> Iterator[tuple[Element, str]]:
    """The attributes outside `meta` that nothing reads, each by its name, with the first element that has it."""
    names = _names(root.iter())
    for meta in without:
        names.subtract(_names(meta.iter()))
    wanted = {name for name, times in names.items() if times and name not in _READ and not name.startswith(C)}
    inside = {id(each) for meta in without for each in meta.iter()} if wanted else ()
    for element in root.iter() if wanted else ():
        for name in wanted.intersection(element.keys()):
            if id(element) not in inside and not (name == "class" and element.tag == f"{A}span"):
                wanted.remove(name)
                yield element, name.rpartition("}")[2]


def _names(elements: Iterable[Element]) -> Counter[str]:
    """How often each attribute stands on some elements."""
    return Counter(chain.from_iterable(map(Element.keys, elements)))
