"""What stands in a tree outside `meta`: its text, to be accounted for, and which attributes stand on which elements."""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain

from communique.draft import weight
from communique.formats.akn.names import ID, LANG, META, SPACE, A, C
from communique.formats.akn.tree import Element

_READ = {
    "eId", "id", "name", "contains", "date", "refersTo", "href", "from", "src", "alt", "marker", "placement", "colspan",
    "rowspan", ID, LANG, SPACE, "{http://www.w3.org/2001/XMLSchema-instance}schemaLocation",
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
    return weight("".join(root.itertext())) - sum(weight("".join(meta.itertext())) for meta in without)


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
