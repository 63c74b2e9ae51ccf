"""From bytes to a tree of elements, or to the reason why there is none. Nothing but the given bytes is ever read.

The tree is ElementTree's: comments and processing instructions leave no trace in it, and the text around them is one.
"""

import re
import xml.etree.ElementTree as ET
from contextlib import suppress
from itertools import chain
from xml.parsers import expat

from communique.core.diagnostics import Diagnostic
from communique.core.faults import DOCTYPE, EMPTY, NOT_TEXT, NOT_WELL_FORMED, TOO_NESTED, unreadable
from communique.core.message import say
from communique.core.source import Limits, Source, Span

Element = ET.Element

_DECLARED = re.compile(rb"""<\?xml[ \t\r\n][^>]*?encoding[ \t\r\n]*=[ \t\r\n]*["']([A-Za-z0-9._-]*)["']""")
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
    level = [root]
    for _ in range(limits.depth):
        level = list(chain.from_iterable(level))
        if not level:
            return root
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
        message = say("the file says that it is {decode}; only UTF-8 is read", decode=declared[1].decode())
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
            message = say("the file has a document type declaration (DOCTYPE {value})", value=name[0] if name else "")
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
    parser.StartElementHandler = None  # they hold each other, and a parser's memory is none that a collector counts
    return stack, next(iter(deep), None)


def _broken(source: Source, error: ET.ParseError) -> Diagnostic:
    """One sentence for an error of expat's, which says little: the names of the tags concerned are added."""
    line, column = error.position
    span = Span(line, column + 1, line, column + 2)
    stack, _ = _open(without_mark(source.data))
    offset = min(source.line_starts[min(line, len(source.line_starts)) - 1] + column, len(source.text))
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
            "the file ends before the element <{name}> of line {name2} is closed", name=name[0], name2=name[1]
        )
    else:
        message = say("the XML is not well-formed: {ErrorString}", ErrorString=expat.ErrorString(error.code))
    quote = words.splitlines()[0][:40] if words.strip() else None
    return Diagnostic.of(NOT_WELL_FORMED, message, span, quote=quote)
