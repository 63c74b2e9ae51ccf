"""An Akoma Ntoso file as text that can be edited, for the fixers of the rules.

A fixer takes the `Markup` of a file and a finding. It returns a `Fix`, or None where the document
does not show what is right.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from xml.etree.ElementTree import Element

from communique.core.diagnostics import Diagnostic, Edit, Fix
from communique.core.message import say
from communique.core.source import Source, Span
from communique.formats.akn.names import C
from communique.formats.akn.places import Part, layout_of
from communique.rules.record import Keeping
from communique.rules.tree import Tree

_NAME = re.compile(r"<[^\s/>]+")
_ATTRIBUTE = re.compile(r"""\s([^\s=<>/"']+)\s*=\s*("[^"]*"|'[^']*')""")
_TOKEN = re.compile(r"\S+")
_ESCAPES = {
    "&": "&amp;",
    "<": "&lt;",
    '"': "&quot;",
    "'": "&apos;",
    "\t": "&#9;",
    "\n": "&#10;",
    "\r": "&#13;",
}

REFERENCES = frozenset({
    "refersTo", "href", "source", "as", "by", "ref", f"{C}actors", f"{C}addressees", f"{C}topics", f"{C}instruments",
})  # fmt: skip
"""Attributes that name elements and entries of the file, by `#` and the eId."""


class Markup(Keeping):
    """The text of a file, its tree, and the edits that can be made. All is found when it is first
    asked for.
    """

    def __init__(self, source: Source, root: Element) -> None:
        super().__init__()
        self.source = source
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
        """The content of each element, by its identity: from start tag to end tag, without white
        space at the edges.
        """
        return self._spans(Part.CONTENT)

    def _spans(self, part: Part) -> dict[int, Span]:
        layout = layout_of(self.source, self.root)
        spans = layout.spans([(number, part) for number in range(len(self.elements))])
        return {
            id(element): span
            for element, span in zip(self.elements, spans, strict=True)
        }

    @cached_property
    def _starts(self) -> dict[int | None, Element]:
        return {self.tags[id(element)].start: element for element in self.elements}

    @cached_property
    def above(self) -> dict[int, Element]:
        """The parent of each element, by the identity of the child."""
        return {id(child): element for element in self.elements for child in element}

    @cached_property
    def own_iris(self) -> set[str]:
        """The addresses of the documents of the file, at every level: a fragment of one is a place
        in it.
        """
        values = (each.get("value") for each in self.tree.all("FRBRthis", "FRBRuri"))
        return {value.rstrip("/") for value in values if value}

    def element_at(self, span: Span | None) -> Element | None:
        """The element whose start tag stands at a place."""
        return None if span is None else self._starts.get(span.start)

    def after(self, element: Element) -> int:
        """The offset behind an element's end tag."""
        start, tag = self._tag(element)
        if tag.endswith("/>"):
            return start + len(tag)
        return self.source.text.index(">", self.contents[id(element)].end) + 1

    # --- edits ------------------------------------------------------------------------------------

    def edit(self, start: int, end: int, text: str) -> Edit:
        """The edit that replaces a stretch, given by offsets."""
        return Edit(self.source.span(start, end), text)

    def values(self, element: Element) -> dict[str, tuple[int, int]]:
        """The offsets of each attribute's value, without its quotation marks; by ElementTree's
        names.
        """
        start, text = self._tag(element)
        written = [
            match
            for match in _ATTRIBUTE.finditer(text)
            if match[1].partition(":")[0] != "xmlns"
        ]
        # ElementTree keeps the attributes in the order of the file.
        named = zip(element.keys(), written, strict=True)
        return {
            name: (start + match.start(2) + 1, start + match.end(2) - 1)
            for name, match in named
        }

    def _tag(self, element: Element) -> tuple[int, str]:
        span = self.tags[id(element)]
        assert span.start is not None, "a layout knows offsets"
        return span.start, self.source.text[span.start : span.end]

    def put(self, element: Element, name: str, value: str) -> Edit:
        """Give an attribute without a namespace a value. A new `eId` comes first in the tag,
        another new one last.
        """
        known = self.values(element).get(name)
        if known is not None:
            return self.edit(*known, self._escaped(value, known))
        start, tag = self._tag(element)
        opening = _NAME.match(tag)
        assert opening is not None, "a start tag begins with a name"
        at = (
            opening.end() if name == "eId" else len(re.sub(r"(?<!\s)\s*/?>\Z", "", tag))
        )
        return self.edit(
            start + at, start + at, f' {name}="{_escaped(value, chr(34))}"'
        )

    def drop(self, element: Element, name: str) -> Edit:
        """Take out an attribute, with the white space before it."""
        start, tag = self._tag(element)
        value = self.values(element)[name][0] - 1 - start
        match = next(
            each for each in _ATTRIBUTE.finditer(tag) if each.start(2) == value
        )
        before = len(tag[: match.start() + 1].rstrip())
        return self.edit(start + before, start + match.end(), "")

    def swap(
        self, element: Element, name: str, replaced: Callable[[str], str]
    ) -> Iterator[Edit]:
        """Replace the tokens of an attribute's value, a list with white space between, by what a
        function makes of each.
        """
        place = self.values(element)[name]
        raw = self.source.text[place[0] : place[1]]
        value = element.get(name) or ""
        if (
            raw != value
        ):  # it has references to characters, so the whole value is written anew
            new = _TOKEN.sub(lambda match: replaced(match[0]), value)
            if new != value:
                yield self.edit(*place, self._escaped(new, place))
            return
        for match in _TOKEN.finditer(raw):
            new = replaced(match[0])
            if new != match[0]:
                start = place[0] + match.start()
                yield self.edit(start, start + len(match[0]), self._escaped(new, place))

    def _escaped(self, value: str, place: tuple[int, int]) -> str:
        return _escaped(value, self.source.text[place[1]])


def _escaped(value: str, quote: str) -> str:
    """A value as it is written between quotation marks of one kind."""
    other = {'"': "'", "'": '"'}[quote]
    return "".join(
        char if char == other else _ESCAPES.get(char, char) for char in value
    )


def in_order(edits: Iterable[Edit]) -> tuple[Edit, ...]:
    """Edits in the order of the source."""
    return tuple(sorted(edits, key=lambda each: (each.start, each.end)))


Fixer = Callable[[Markup, Diagnostic], Fix | None]
"""A function that makes the fix of a finding; None where the document does not show what is right."""

Change = tuple[Element, str, str]
"""An element, an attribute of it, and the value that it gets."""


def fix_of_changes(
    markup: Markup, changes: Iterable[Change], *, sure: bool = True
) -> Fix | None:
    """The fix that makes some changes; None where every attribute has its value already."""
    real = [change for change in changes if change[0].get(change[1]) != change[2]]
    if not real:
        return None
    title = say("write {proper}", proper=real[0][2])
    others = len(real) - 1
    if others:
        title = say("{said}, and {others} more with it", said=title, others=others)
    return Fix(title, in_order(markup.put(*change) for change in real), sure)
