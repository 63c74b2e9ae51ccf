"""An Akoma Ntoso file as text that can be edited: where each start tag and each attribute's value stands."""

import re
from collections.abc import Callable, Iterator
from functools import cached_property
from xml.etree.ElementTree import Element

from communique.core.diagnostics import Edit
from communique.core.source import Source, Span
from communique.fixes.subject import Subject
from communique.formats.akn.names import C
from communique.formats.akn.tree import Part, layout_of
from communique.rules.tree import Tree

_NAME = re.compile(r"<[^\s/>]+")
_ATTRIBUTE = re.compile(r"""\s([^\s=<>/"']+)\s*=\s*("[^"]*"|'[^']*')""")
_ESCAPES = {"&": "&amp;", "<": "&lt;", '"': "&quot;", "'": "&apos;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}

REFERENCES = frozenset({
    "refersTo", "href", "source", "as", "by", "ref", f"{C}actors", f"{C}addressees", f"{C}topics", f"{C}instruments",
})  # fmt: skip
"""Attributes that name elements and entries of the file, by `#` and the eId."""


class Markup(Subject):
    """The text of a file, its tree, and the edits that can be made. All is found when it is first asked for."""

    def __init__(self, source: Source, root: Element) -> None:
        super().__init__(source)
        self.root = root
        self.tree = Tree(root)

    @cached_property
    def elements(self) -> list[Element]:
        """All elements, in document order."""
        return list(self.root.iter())

    @cached_property
    def tags(self) -> dict[int, Span]:
        """The start tag of each element, by its identity."""
        return self._spans(Part.TAG)

    @cached_property
    def contents(self) -> dict[int, Span]:
        """What stands between start tag and end tag of each element, by its identity, without white space at the edges."""
        return self._spans(Part.CONTENT)

    def _spans(self, part: Part) -> dict[int, Span]:
        layout = layout_of(self.source, self.root)
        spans = layout.spans([(number, part) for number in range(len(self.elements))])
        return {id(element): span for element, span in zip(self.elements, spans, strict=True)}

    @cached_property
    def _starts(self) -> dict[int | None, Element]:
        return {self.tags[id(element)].start: element for element in self.elements}

    @cached_property
    def above(self) -> dict[int, Element]:
        """What holds each element, by its identity."""
        return {id(child): element for element in self.elements for child in element}

    @cached_property
    def own_iris(self) -> set[str]:
        """The addresses of the documents of the file, at every level: a fragment of one is a place in it."""
        return {value.rstrip("/") for each in self.tree.all("FRBRthis", "FRBRuri") if (value := each.get("value"))}

    def element_at(self, span: Span | None) -> Element | None:
        """The element whose start tag stands at a place."""
        return None if span is None else self._starts.get(span.start)

    def after(self, element: Element) -> int:
        """The offset behind an element's end tag."""
        start, tag = self._tag(element)
        if tag.endswith("/>"):
            return start + len(tag)
        return self.source.text.index(">", self.contents[id(element)].end) + 1

    # --- edits -------------------------------------------------------------------------------------------------------

    def values(self, element: Element) -> dict[str, tuple[int, int]]:
        """Where the value of each attribute stands, without its quotation marks; by ElementTree's names."""
        start, text = self._tag(element)
        found = [match for match in _ATTRIBUTE.finditer(text) if match[1].partition(":")[0] != "xmlns"]
        return {
            name: (start + match.start(2) + 1, start + match.end(2) - 1)
            for name, match in zip(element.keys(), found, strict=True)  # both are in the order of the file
        }

    def _tag(self, element: Element) -> tuple[int, str]:
        span = self.tags[id(element)]
        assert span.start is not None, "a layout knows offsets"
        return span.start, self.source.text[span.start : span.end]

    def put(self, element: Element, name: str, value: str) -> Edit:
        """An attribute without a namespace given a value; a new `eId` stands first in the tag, other new ones last."""
        known = self.values(element).get(name)
        if known is not None:
            return self.edit(*known, self._escaped(value, known))
        start, tag = self._tag(element)
        opening = _NAME.match(tag)
        assert opening is not None, "a start tag begins with a name"
        at = opening.end() if name == "eId" else len(re.sub(r"(?<!\s)\s*/?>\Z", "", tag))
        return self.edit(start + at, start + at, f' {name}="{_escaped(value, chr(34))}"')

    def drop(self, element: Element, name: str) -> Edit:
        """An attribute taken out, with the white space before it."""
        start, tag = self._tag(element)
        value = self.values(element)[name][0] - 1 - start
        match = next(each for each in _ATTRIBUTE.finditer(tag) if each.start(2) == value)
        before = len(tag[: match.start() + 1].rstrip())
        return self.edit(start + before, start + match.end(), "")

    def swap(self, element: Element, name: str, replaced: Callable[[str], str]) -> Iterator[Edit]:
        """The tokens of an attribute's value, a list with white space between, each as the function has it."""
        start, end = place = self.values(element)[name]
        raw, value = self.source.text[start:end], element.get(name) or ""
        if raw != value:  # written with references to characters: it is written anew
            new = re.sub(r"\S+", lambda match: replaced(match[0]), value)
            if new != value:
                yield self.edit(start, end, self._escaped(new, place))
            return
        for match in re.finditer(r"\S+", raw):
            new = replaced(match[0])
            if new != match[0]:
                yield self.edit(start + match.start(), start + match.end(), self._escaped(new, place))

    def _escaped(self, value: str, place: tuple[int, int]) -> str:
        return _escaped(value, self.source.text[place[1]])


def _escaped(value: str, quote: str) -> str:
    other = {'"': "'", "'": '"'}[quote]
    return "".join(char if char == other else _ESCAPES.get(char, char) for char in value)
