"""Exact places in a file: expat's start and end tags, paired with the tree's elements in document order.

Computed only when there is something to place. Offsets are code points of the decoded text.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from enum import Enum
from typing import Any
from weakref import WeakKeyDictionary
from xml.parsers import expat

from communique.core.diagnostics import Code, Diagnostic, Severity
from communique.core.message import Message, say
from communique.core.source import Pointer, Source, Span
from communique.core.values import Values
from communique.formats.akn.tree import Element, without_mark

_TAG = re.compile(rb"""<(?:[^>"']|"[^"]*"|'[^']*')*>""")


Where = dict[int, tuple[Values, Element]]
"""From the identity of a value to the value and its element."""


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
    """Where the elements of a file stand. Elements are told apart by their number in document order, from 0."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.data = without_mark(source.data)
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.text_ends: list[int] = []
        self.tail_ends: list[int] = []
        self._open: list[int] = []
        self._waiting: tuple[list[int], int] = ([0], 0)
        self._parser = expat.ParserCreate("utf-8")
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        try:
            self._parser.Parse(self.data, True)
        finally:
            del self._parser  # it and the layout hold each other, and its memory is none that a collector counts

    def _event(self) -> int:
        at = self._parser.CurrentByteIndex
        ends, index = self._waiting
        ends[index] = at
        return at

    def _start(self, _: str, __: dict[str, str]) -> None:
        at, number = self._event(), len(self.starts)
        self.starts.append(at)
        for ends in (self.ends, self.text_ends, self.tail_ends):
            ends.append(at)
        self._open.append(number)
        self._waiting = (self.text_ends, number)

    def _end(self, _: str) -> None:
        at, number = self._event(), self._open.pop()
        self.ends[number] = at
        self._waiting = (self.tail_ends, number)

    def _range(self, number: int, part: Part) -> tuple[int, int]:
        """The bytes of a part of an element, white space at the edges left out where it is text."""
        start = self.starts[number]
        opening = _TAG.match(self.data, start)
        inside = opening.end() if opening else start
        end = max(inside, self.ends[number])
        match part:
            case Part.TAG:
                return start, inside
            case Part.TEXT:
                start, end = inside, self.text_ends[number]
            case Part.CONTENT:
                start = inside
            case Part.TAIL:
                closing = _TAG.match(self.data, end) if self.data.startswith(b"</", end) else None
                start, end = closing.end() if closing else end, self.tail_ends[number]
        words = self.data[start:end]
        left = len(words) - len(words.lstrip())
        return (start + left, start + len(words.rstrip())) if left < len(words) else (start, start)

    def spans(self, wanted: Iterable[tuple[int, Part]]) -> list[Span]:
        """The span of each part of each element that is asked for."""
        parts = list(wanted)
        ranges = {each: self._range(*each) for each in dict.fromkeys(parts)}
        points: dict[int, int] = {}  # from offsets in bytes to offsets in code points
        before = count = 0
        for at in sorted({at for each in ranges.values() for at in each}):
            count += len(self.data[before:at].decode("utf-8"))
            before, points[at] = at, count
        return [self.source.span(points[start], points[end]) for start, end in (ranges[each] for each in parts)]


Number = dict[int, int]
"""The number of each element in the file, by the element's identity."""


def numbered(root: Element) -> Number:
    """The number of each element of a tree in document order, by the element's identity."""
    return {id(element): number for number, element in enumerate(root.iter())}


_known: WeakKeyDictionary[Element, Layout] = WeakKeyDictionary()


def layout_of(source: Source, root: Element) -> Layout:
    """The layout of a file that has been parsed, worked out once for as long as its tree is kept."""
    layout = _known.get(root)
    if layout is None:
        layout = _known[root] = Layout(source)
    return layout


def spans_in(
    source: Source, root: Element, wanted: Iterable[tuple[Element, Part]], number: Number | None = None
) -> list[Span]:
    """The span of each part of each element of a tree that is asked for; `number` where it is no longer as in the file."""
    number = numbered(root) if number is None else number
    return layout_of(source, root).spans([(number[id(element)], part) for element, part in wanted])


def spans_of(
    source: Source, root: Element, values: Values, where: Where, number: Number | None = None
) -> dict[Pointer, tuple[Span, ...]]:
    """The span of every value whose element is known, by its pointer."""
    found: dict[Pointer, tuple[Element, Part]] = {}
    stack: list[tuple[Pointer, Any]] = [("", values)]
    while stack:
        pointer, value = stack.pop()
        if isinstance(value, dict):
            known = where.get(id(value))
            if known is not None:
                found[pointer] = known[1], Part.CONTENT if value.get("kind") == "text" else Part.TAG
            stack.extend((f"{pointer}/{key}", each) for key, each in value.items())
        elif isinstance(value, list | tuple):
            stack.extend((f"{pointer}/{index}", each) for index, each in enumerate(value))
    spans = spans_in(source, root, found.values(), number)
    return {pointer: (span,) for pointer, span in zip(found, spans, strict=True)}


class Remarks:
    """What a reader has to say of parts of elements, in the order in which it was said: findings that have no places yet."""

    def __init__(self) -> None:
        self.made: list[tuple[Diagnostic, Element, Part]] = []
        self._kinds: dict[tuple[str, str], int] = {}
        self._times: Counter[int] = Counter()

    def say(
        self,
        code: Code,
        message: Message,
        element: Element,
        part: Part = Part.TAG,
        *,
        quote: str | None = None,
        severity: Severity | None = None,
        hint: Message | None = None,
    ) -> None:
        """Make a remark."""
        self.made.append((Diagnostic.of(code, message, severity=severity, quote=quote, hint=hint), element, part))

    def once(self, code: Code, message: Message, element: Element, *, severity: Severity | None = None) -> None:
        """Make a remark about a kind of thing: the same message is said once, with how often it was true."""
        at = self._kinds.setdefault((code.code, message), len(self.made))
        self._times[at] += 1
        if at == len(self.made):
            self.say(code, message, element, severity=severity)

    def findings(self, source: Source, root: Element, number: Number | None = None) -> list[Diagnostic]:
        """The remarks as findings with exact lines and columns; `number` where the tree is no longer as in the file."""
        if not self.made:
            return []
        spans = spans_in(source, root, [each[1:] for each in self.made], number)
        found: list[Diagnostic] = []
        for at, ((said, element, _), span) in enumerate(zip(self.made, spans, strict=True)):
            message, times = said.message, self._times[at]
            message = message if times < 2 else say("{message} ({n} times)", message=message, n=times)
            found.append(replace(said, message=message, span=span, eid=element.get("eId")))
        return found
