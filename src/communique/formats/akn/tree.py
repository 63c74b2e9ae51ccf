"""From bytes to a tree of elements, or to the reason why there is none; and exact places in the file, where there is something to place.

Nothing but the given bytes is ever read. The tree is ElementTree's: comments and processing instructions leave no trace in it, and the
text around them is one. Places are those of expat's start and end tags, paired with the elements in document order; offsets are code
points of the decoded text.
"""

import re
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from enum import Enum
from itertools import chain
from typing import Any
from weakref import WeakKeyDictionary
from xml.parsers import expat

from communique.core.diagnostics import Code, Diagnostic, Severity
from communique.core.message import Message, say
from communique.core.source import Limits, Pointer, Source, Span
from communique.core.source_errors import (
    DOCTYPE,
    EMPTY,
    NOT_TEXT,
    NOT_WELL_FORMED,
    TOO_NESTED,
    unreadable,
)
from communique.core.values import Values

Element = ET.Element

_DECLARED = re.compile(
    rb"""<\?xml[ \t\r\n][^>]*?encoding[ \t\r\n]*=[ \t\r\n]*["']([A-Za-z0-9._-]*)["']"""
)
_UTF8 = {b"utf-8", b"utf8", b"us-ascii", b"ascii"}
_MARKS = {b"\xff\xfe", b"\xfe\xff"}
_MARK = b"\xef\xbb\xbf"
_BLANK = re.compile(rb"[ \t\r\n]+")
_INK = re.compile(rb"[^ \t\r\n]")
_MISMATCH = expat.errors.codes[expat.errors.XML_ERROR_TAG_MISMATCH]
_NAME = re.compile(r"[^\s<>/=&;\"']{0,80}")


def parse(source: Source, limits: Limits) -> Element | list[Diagnostic]:
    """The root of the tree; or, where the source is no XML that may be read, the findings that say why. Never raises.

    A document type declaration is never read, so no entity is ever expanded and no other file opened.
    """
    findings = refused(source, limits)
    if findings:
        return findings
    parser = ET.XMLParser(encoding="utf-8")  # noqa: S314 - what makes XML unsafe begins with a DOCTYPE, refused above
    try:
        parser.feed(without_mark(source.data))
        root = parser.close()
    except ET.ParseError as error:
        return unreadable(source, limits) or [_broken(source, error)]
    except ValueError as error:
        return [Diagnostic.of(NOT_WELL_FORMED, say("the XML cannot be read: {error}", error=error))]
    level = list(filter(len, [root]))  # of each level those that hold any
    for _ in range(limits.depth):
        if not level:
            return root
        level = list(filter(len, chain.from_iterable(level)))
    message = say("elements are nested deeper than {depth} levels", depth=limits.depth)
    return [Diagnostic.of(TOO_NESTED, message, _open(without_mark(source.data), limits.depth)[1])]


def refused(source: Source, limits: Limits) -> list[Diagnostic]:
    """Why a source is given to no XML parser: what no reader reads, a foreign encoding, a DOCTYPE. Empty if it may be.

    Bytes that are UTF-8 almost surely are not decoded: the parser does that, and says where they are not.
    """
    data = source.data
    if not data or len(data) > limits.size or data[:2] in _MARKS or 0 in data:
        findings = unreadable(source, limits)
        if findings:
            return findings
    data = without_mark(data)
    if not _INK.search(data):
        return [Diagnostic.of(EMPTY, say("the file contains only white space"))]
    declared = _DECLARED.match(data)
    if declared is not None and declared[1].lower() not in _UTF8:
        message = say(
            "the file says that it is {decode}; only UTF-8 is read", decode=declared[1].decode()
        )
        return [Diagnostic.of(NOT_TEXT, message, _span(data, *declared.span(1)))]
    if data.startswith(_MARK):  # a parser would pass over it too, and read a DOCTYPE behind it
        message = say("the XML is not well-formed: it begins with two byte order marks")
        return [Diagnostic.of(NOT_WELL_FORMED, message, Span(1, 1, 1, 2))]
    at = 0
    while True:
        blank = _BLANK.match(data, at)
        at = blank.end() if blank else at
        opening, end = (b"<!--", b"-->") if data.startswith(b"<!--", at) else (b"<?", b"?>")
        if data.startswith(opening, at):
            found = data.find(end, at + len(opening))
            at = len(data) if found < 0 else found + len(end)
        elif data[at : at + 9].upper() == b"<!DOCTYPE":
            name = _NAME.match(data[at + 9 : at + 99].decode("utf-8", "replace").lstrip())
            if name and name[0].lower() == "html":
                message = say("this is a page in HTML, not Akoma Ntoso")
                hint = say("name no format, or the one that it is in")
                return [Diagnostic.of(DOCTYPE, message, _span(data, at, at + 9), hint=hint)]
            message = say(
                "the file has a document type declaration (DOCTYPE {value})",
                value=name[0] if name else "",
            )
            hint = say("remove it: entities and other files that it names are never read")
            return [Diagnostic.of(DOCTYPE, message, _span(data, at, at + 9), hint=hint)]
        else:
            return []


def without_mark(data: bytes) -> bytes:
    """The data without a byte order mark, which would count as a column."""
    return data.removeprefix(_MARK)


def _span(data: bytes, start: int, end: int) -> Span:
    """The span of some bytes."""
    before = data[:start].decode("utf-8", "replace")
    return Source("", (before + data[start:end].decode("utf-8", "replace")).encode()).span(
        len(before), len(before) + end - start
    )


def _open(data: bytes, limit: int | None = None) -> tuple[list[tuple[str, int]], Span | None]:
    """The tags that are open where data that is well-formed ends, with their lines, and where the first is that is nested too deep."""
    parser = expat.ParserCreate("utf-8")
    stack: list[tuple[str, int]] = []
    deep: list[Span] = []

    def start(name: str, _: dict[str, str]) -> None:
        line, column = parser.CurrentLineNumber, parser.CurrentColumnNumber + 1
        stack.append((name, line))
        if limit is not None and len(stack) > limit and not deep:
            deep.append(Span(line, column, line, column + 1))

    parser.StartElementHandler = start
    parser.EndElementHandler = lambda _: stack.pop()
    with suppress(expat.ExpatError):
        parser.Parse(data, True)
    parser.StartElementHandler = (
        None  # they hold each other, and a parser's memory is none that a collector counts
    )
    return stack, next(iter(deep), None)


def _broken(source: Source, error: ET.ParseError) -> Diagnostic:
    """One sentence for an error of expat's, which says little: the names of the tags concerned are added."""
    line, column = error.position
    span = Span(line, column + 1, line, column + 2)
    stack, _ = _open(without_mark(source.data))
    offset = min(
        source.line_starts[min(line, len(source.line_starts)) - 1] + column, len(source.text)
    )
    words = source.text[offset : offset + 100]
    name = stack[-1] if stack else None
    if error.code == _MISMATCH and name:  # the place is that of the end tag's name
        wrong = _NAME.match(words.removeprefix("</"))
        message = say(
            "the end tag </{value}> does not match <{name}> of line {name2}",
            value=wrong[0] if wrong else "",
            name=name[0],
            name2=name[1],
        )
    elif name and not words.strip():
        message = say(
            "the file ends before the element <{name}> of line {name2} is closed",
            name=name[0],
            name2=name[1],
        )
    else:
        message = say(
            "the XML is not well-formed: {ErrorString}", ErrorString=expat.ErrorString(error.code)
        )
    quote = words.splitlines()[0][:40] if words.strip() else None
    return Diagnostic.of(NOT_WELL_FORMED, message, span, quote=quote)


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
            del (
                self._parser
            )  # it and the layout hold each other, and its memory is none that a collector counts

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
        return [
            self.source.span(points[start], points[end])
            for start, end in (ranges[each] for each in parts)
        ]


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
    source: Source,
    root: Element,
    wanted: Iterable[tuple[Element, Part]],
    number: Number | None = None,
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
        self.made.append(
            (Diagnostic.of(code, message, severity=severity, quote=quote, hint=hint), element, part)
        )

    def once(
        self, code: Code, message: Message, element: Element, *, severity: Severity | None = None
    ) -> None:
        """Make a remark about a kind of thing: the same message is said once, with how often it was true."""
        at = self._kinds.setdefault((code.code, message), len(self.made))
        self._times[at] += 1
        if at == len(self.made):
            self.say(code, message, element, severity=severity)

    def findings(
        self, source: Source, root: Element, number: Number | None = None
    ) -> list[Diagnostic]:
        """The remarks as findings with exact lines and columns; `number` where the tree is no longer as in the file."""
        if not self.made:
            return []
        spans = spans_in(source, root, [each[1:] for each in self.made], number)
        found: list[Diagnostic] = []
        for at, ((said, element, _), span) in enumerate(zip(self.made, spans, strict=True)):
            message, times = said.message, self._times[at]
            message = (
                message if times < 2 else say("{message} ({n} times)", message=message, n=times)
            )
            found.append(replace(said, message=message, span=span, eid=element.get("eId")))
        return found
