"""From bytes to a tree of elements, or to the findings that say why there is none.

Nothing but the given bytes is ever read. The tree is that of ElementTree: comments and processing
instructions leave no trace in it, and the text around them is one.
"""

import re
import xml.etree.ElementTree as ET
from contextlib import suppress
from itertools import chain
from xml.parsers import expat

from communique.core.codes import DOCTYPE, EMPTY, NOT_TEXT, NOT_WELL_FORMED, TOO_NESTED
from communique.core.diagnostics import Diagnostic
from communique.core.message import Message, say
from communique.core.source import Limits, Source, Span
from communique.core.source_errors import unreadable

Element = ET.Element

_ENCODING = re.compile(
    rb"""<\?xml[ \t\r\n][^>]*?encoding[ \t\r\n]*=[ \t\r\n]*["']([A-Za-z0-9._-]*)["']"""
)
_UTF8 = {b"utf-8", b"utf8", b"us-ascii", b"ascii"}
_MARK = b"\xef\xbb\xbf"
_MARKS_OF_UTF16 = {b"\xff\xfe", b"\xfe\xff"}
_BLANK = re.compile(rb"[ \t\r\n]+")
_INK = re.compile(rb"[^ \t\r\n]")
_DOCTYPE = b"<!DOCTYPE"
_ASIDES = {b"<!--": b"-->", b"<?": b"?>"}
"""What may stand before a DOCTYPE or the root: comments and processing instructions."""
_MISMATCH = expat.errors.codes[expat.errors.XML_ERROR_TAG_MISMATCH]
_NAME = re.compile(r"[^\s<>/=&;\"']{0,80}")
MAX_QUOTED = 40
"""A finding quotes at most this many code points of the line it is about."""


def parse(source: Source, limits: Limits) -> Element | list[Diagnostic]:
    """The root of the tree, or the findings that say why the source is not read. Never raises.

    A document type declaration is never read, so no entity is expanded and no other file opened.
    """
    findings = refused(source, limits)
    if findings:
        return findings
    # What makes XML unsafe begins with a DOCTYPE, which `refused` has refused.
    parser = ET.XMLParser(encoding="utf-8")  # noqa: S314
    try:
        parser.feed(without_mark(source.data))
        root = parser.close()
    except ET.ParseError as error:
        return unreadable(source, limits) or [_broken(source, error)]
    except ValueError as error:
        return [
            Diagnostic.of(
                NOT_WELL_FORMED, say("the XML cannot be read: {error}", error=error)
            )
        ]
    if not _deeper_than(root, limits.depth):
        return root
    message = say("elements are nested deeper than {depth} levels", depth=limits.depth)
    return [Diagnostic.of(TOO_NESTED, message, _first_deeper(source, limits.depth))]


def _deeper_than(root: Element, depth: int) -> bool:
    """Whether elements are nested deeper than that many levels."""
    level = [root]
    for _ in range(depth):
        level = [element for element in level if len(element)]
        if not level:
            return False
        level = list(chain.from_iterable(level))
    return True


def refused(source: Source, limits: Limits) -> list[Diagnostic]:
    """Why a source is given to no XML parser; empty if it may be parsed.

    The reasons: bytes that no reader reads, another encoding than UTF-8, a DOCTYPE. Bytes that
    look like UTF-8 are not decoded here: the parser does that, and says where they are not.
    """
    data = source.data
    is_suspicious = not data or data[:2] in _MARKS_OF_UTF16 or 0 in data
    if is_suspicious or len(data) > limits.size:
        findings = unreadable(source, limits)
        if findings:
            return findings
    data = without_mark(data)
    if not _INK.search(data):
        return [Diagnostic.of(EMPTY, say("the file contains only white space"))]
    declared = _ENCODING.match(data)
    if declared is not None and declared[1].lower() not in _UTF8:
        encoding = declared[1].decode()
        message = say(
            "the file says that it is {decode}; only UTF-8 is read", decode=encoding
        )
        return [Diagnostic.of(NOT_TEXT, message, _span(data, *declared.span(1)))]
    if data.startswith(
        _MARK
    ):  # a parser would pass over it too, and read a DOCTYPE behind it
        message = say("the XML is not well-formed: it begins with two byte order marks")
        return [Diagnostic.of(NOT_WELL_FORMED, message, Span(1, 1, 1, 2))]
    at = _end_of_prolog(data)
    if data[at : at + len(_DOCTYPE)].upper() == _DOCTYPE:
        return [_has_doctype(data, at)]
    return []


def _end_of_prolog(data: bytes) -> int:
    """Where white space, comments and processing instructions at the beginning of a file end."""
    at = 0
    while True:
        blank = _BLANK.match(data, at)
        if blank is not None:
            at = blank.end()
        begins = [opening for opening in _ASIDES if data.startswith(opening, at)]
        if not begins:
            return at
        closing = _ASIDES[begins[0]]
        found = data.find(closing, at + len(begins[0]))
        if found < 0:
            return len(data)
        at = found + len(closing)


def _has_doctype(data: bytes, at: int) -> Diagnostic:
    """The finding about a DOCTYPE that begins at that byte."""
    span = _span(data, at, at + len(_DOCTYPE))
    behind = data[at + len(_DOCTYPE) : at + 99].decode("utf-8", "replace")
    match = _NAME.match(behind.lstrip())
    name = match[0] if match else ""
    if name.lower() == "html":
        message = say("this is a page in HTML, not Akoma Ntoso")
        hint = say("name the format that it is in")
    else:
        message = say(
            "the file has a document type declaration (DOCTYPE {value})", value=name
        )
        hint = say("remove it: entities and other files that it names are never read")
    return Diagnostic.of(DOCTYPE, message, span, hint=hint)


def without_mark(data: bytes) -> bytes:
    """The data without a byte order mark, which would count as a column."""
    return data.removeprefix(_MARK)


def _span(data: bytes, start: int, end: int) -> Span:
    """The span of some bytes."""
    before = data[:start].decode("utf-8", "replace")
    inside = data[start:end].decode("utf-8", "replace")
    source = Source("", (before + inside).encode())
    return source.span(len(before), len(before) + end - start)


class _Nesting:
    """The tags that are open where well-formed data ends, with their lines."""

    def __init__(self, data: bytes, limit: int | None = None) -> None:
        """`limit`: keep where the first element begins that is nested deeper than that."""
        self.open: list[tuple[str, int]] = []
        self.first_deeper: Span | None = None
        self._limit = limit
        self._parser = expat.ParserCreate("utf-8")
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        with suppress(expat.ExpatError):
            self._parser.Parse(data, True)
        # Parser and handlers hold each other, and a collector does not count a parser's memory.
        del self._parser

    def _start(self, name: str, _: dict[str, str]) -> None:
        line = self._parser.CurrentLineNumber
        self.open.append((name, line))
        if (
            self._limit is None
            or len(self.open) <= self._limit
            or self.first_deeper is not None
        ):
            return
        column = self._parser.CurrentColumnNumber + 1
        self.first_deeper = Span(line, column, line, column + 1)

    def _end(self, _: str) -> None:
        self.open.pop()


def _first_deeper(source: Source, depth: int) -> Span | None:
    """Where the first element begins that is nested deeper than that many levels."""
    return _Nesting(without_mark(source.data), depth).first_deeper


def _broken(source: Source, error: ET.ParseError) -> Diagnostic:
    """The finding about an error of expat. Expat says little: the names of the tags are added."""
    line, column = error.position
    line_start = source.line_starts[min(line, len(source.line_starts)) - 1]
    offset = min(line_start + column, len(source.text))
    words = source.text[offset : offset + 100]
    message = _why_broken(error.code, words, _Nesting(without_mark(source.data)).open)
    quote = words.splitlines()[0][:MAX_QUOTED] if words.strip() else None
    span = Span(line, column + 1, line, column + 2)
    return Diagnostic.of(NOT_WELL_FORMED, message, span, quote=quote)


def _why_broken(code: int, words: str, tags: list[tuple[str, int]]) -> Message:
    """What is wrong, by the code of expat, the words from there on, and the open tags."""
    if tags:
        name, line = tags[-1]
        if code == _MISMATCH:  # the place is that of the end tag's name
            wrong = _NAME.match(words.removeprefix("</"))
            return say(
                "the end tag </{value}> does not match <{name}> of line {name2}",
                value=wrong[0] if wrong else "",
                name=name,
                name2=line,
            )
        if not words.strip():
            return say(
                "the file ends before the element <{name}> of line {name2} is closed",
                name=name,
                name2=line,
            )
    return say(
        "the XML is not well-formed: {ErrorString}", ErrorString=expat.ErrorString(code)
    )
