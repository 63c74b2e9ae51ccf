"""Where the elements of a file stand. Worked out only where there is something to place.

Places are those of expat's start and end tags, paired with the elements in document order.
Offsets are code points of the decoded text, half-open.
"""

import re
from collections.abc import Iterable, Mapping
from enum import Enum
from weakref import WeakKeyDictionary
from xml.parsers import expat

from communique.core.source import Pointer, Source, Span
from communique.formats.akn.tree import Element, without_mark

_TAG = re.compile(rb"""<(?:[^>"']|"[^"]*"|'[^']*')*>""")

Where = dict[int, tuple[Mapping[str, object], Element]]
"""From the identity of a value to the value and its element."""
Number = dict[int, int]
"""From the identity of an element to its number in the file, in document order, from 0."""


class Part(Enum):
    """Which part of an element a finding is about."""

    TAG = "tag"
    """Its start tag."""
    TEXT = "text"
    """The words between its start tag and its first child or its end tag."""
    TAIL = "tail"
    """The words between its end tag and the next tag."""
    CONTENT = "content"
    """All between its start tag and its end tag."""


class Layout:
    """Where the elements of a file stand, in bytes. An element is known by its number."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.data = without_mark(source.data)
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.text_ends: list[int] = []
        self.tail_ends: list[int] = []
        self._open: list[int] = []
        self._waiting: tuple[list[int], int] = (
            [0],
            0,
        )  # the end that the next tag decides
        self._parser = expat.ParserCreate("utf-8")
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        try:
            self._parser.Parse(self.data, True)
        finally:
            # Parser and layout hold each other, and a collector does not count a parser's memory.
            del self._parser

    def _event(self) -> int:
        at = self._parser.CurrentByteIndex
        ends, index = self._waiting
        ends[index] = at
        return at

    def _start(self, _: str, __: dict[str, str]) -> None:
        at = self._event()
        number = len(self.starts)
        self.starts.append(at)
        for ends in (self.ends, self.text_ends, self.tail_ends):
            ends.append(at)
        self._open.append(number)
        self._waiting = (self.text_ends, number)

    def _end(self, _: str) -> None:
        at = self._event()
        number = self._open.pop()
        self.ends[number] = at
        self._waiting = (self.tail_ends, number)

    def _end_of_tag(self, at: int) -> int:
        """Where the tag ends that begins at a byte; that byte if there is none."""
        tag = _TAG.match(self.data, at)
        return tag.end() if tag else at

    def _range(self, number: int, part: Part) -> tuple[int, int]:
        """The bytes of a part of an element; of text without the white space at its edges."""
        start = self.starts[number]
        inside = self._end_of_tag(start)
        end = max(inside, self.ends[number])
        match part:
            case Part.TAG:
                return start, inside
            case Part.TEXT:
                return self._trimmed(inside, self.text_ends[number])
            case Part.CONTENT:
                return self._trimmed(inside, end)
            case Part.TAIL:
                has_end_tag = self.data.startswith(b"</", end)
                behind = self._end_of_tag(end) if has_end_tag else end
                return self._trimmed(behind, self.tail_ends[number])

    def _trimmed(self, start: int, end: int) -> tuple[int, int]:
        """A range without the white space at its edges; of white space alone an empty range."""
        words = self.data[start:end]
        left = len(words) - len(words.lstrip())
        if left == len(words):
            return start, start
        return start + left, start + len(words.rstrip())

    def spans(self, wanted: Iterable[tuple[int, Part]]) -> list[Span]:
        """The spans of parts of elements, in the order in which they are asked for."""
        parts = list(wanted)
        ranges = {each: self._range(*each) for each in dict.fromkeys(parts)}
        points = self._code_points({at for each in ranges.values() for at in each})
        found: list[Span] = []
        for each in parts:
            start, end = ranges[each]
            found.append(self.source.span(points[start], points[end]))
        return found

    def _code_points(self, offsets: Iterable[int]) -> dict[int, int]:
        """From offsets in bytes to offsets in code points."""
        points: dict[int, int] = {}
        before = 0
        count = 0
        for at in sorted(offsets):
            count += len(self.data[before:at].decode("utf-8"))
            before = at
            points[at] = count
        return points


def numbered(root: Element) -> Number:
    """The numbers of the elements of a tree."""
    return {id(element): number for number, element in enumerate(root.iter())}


_known: WeakKeyDictionary[Element, Layout] = WeakKeyDictionary()


def layout_of(source: Source, root: Element) -> Layout:
    """The layout of a parsed file, worked out once for as long as its tree is kept."""
    layout = _known.get(root)
    if layout is None:
        layout = Layout(source)
        _known[root] = layout
    return layout


def spans_in(
    source: Source,
    root: Element,
    wanted: Iterable[tuple[Element, Part]],
    number: Number | None = None,
) -> list[Span]:
    """The spans of parts of elements of a tree.

    `number`: the numbers that the elements had in the file, where the tree has changed since.
    """
    if number is None:
        number = numbered(root)
    places = [(number[id(element)], part) for element, part in wanted]
    return layout_of(source, root).spans(places)


def spans_of(
    source: Source,
    root: Element,
    values: Mapping[str, object],
    where: Where,
    number: Number | None = None,
) -> dict[Pointer, tuple[Span, ...]]:
    """The span of every value whose element is known, by its pointer; `number` as in `spans_in`."""
    found: dict[Pointer, tuple[Element, Part]] = {}
    stack: list[tuple[Pointer, object]] = [("", values)]
    while stack:
        pointer, value = stack.pop()
        if isinstance(value, dict):
            known = where.get(id(value))
            if known is not None:
                part = Part.CONTENT if value.get("kind") == "text" else Part.TAG
                found[pointer] = (known[1], part)
            stack.extend((f"{pointer}/{key}", each) for key, each in value.items())
        elif isinstance(value, list | tuple):
            stack.extend(
                (f"{pointer}/{index}", each) for index, each in enumerate(value)
            )
    spans = spans_in(source, root, found.values(), number)
    return {pointer: (span,) for pointer, span in zip(found, spans, strict=True)}
