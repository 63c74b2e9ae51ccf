"""Positions as a client counts them, and as a source does: lines from 0, characters in units of an encoding.

Lines end at LF, CRLF or a lone CR, in the protocol as in a source. A byte order mark is a character of the client's first
line, and none of the source's.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from lsprotocol import types

from communique.core.source import Source, Span

_LINE_END = re.compile(r"\r\n?|\n")
_BLOCK = 1024
"""How many characters a block has before which units are counted: a conversion looks at one block only."""

_ENCODINGS = {"utf-8": ("utf-8", 1), "utf-16": ("utf-16-le", 2), "utf-32": ("utf-32-le", 4)}
"""By the protocol's name of an encoding: Python's, and the bytes of a unit."""


def _width(text: str, encoding: str) -> int:
    """How many units of an encoding a text has."""
    codec, size = _ENCODINGS[encoding]
    return len(text.encode(codec, "surrogatepass")) // size


def _characters(text: str, units: int, encoding: str) -> int:
    """How many whole characters of a text so many units are; all if there are fewer units."""
    most = min(len(text), units)
    if text.isascii():
        return most
    return bisect_right(range(most + 1), units, key=lambda count: _width(text[:count], encoding)) - 1


def split_lines(text: str) -> list[str]:
    r"""The lines of a text with their ends; the last one has none, and may be empty.

    >>> split_lines("a\r\nb\x0bc\rd\n")
    ['a\r\n', 'b\x0bc\r', 'd\n', '']
    """
    ends = [match.end() for match in _LINE_END.finditer(text)]
    return [text[start:end] for start, end in zip([0, *ends], [*ends, len(text)], strict=True)]


class Lines:
    """The text of an open document while it is edited; an edit costs what it touches, not what the document holds."""

    def __init__(self, text: str, encoding: str) -> None:
        self.encoding = encoding
        self._lines = split_lines(text)

    @property
    def text(self) -> str:
        """The whole text."""
        return "".join(self._lines)

    def change(self, changes: Iterable[types.TextDocumentContentChangeEvent]) -> None:
        """Make a client's changes, each on what the one before it left. Positions outside the text are its edges."""
        for change in changes:
            if isinstance(change, types.TextDocumentContentChangePartial):
                self._replace(change.range, change.text)
            else:
                self._lines = split_lines(change.text)

    def _replace(self, where: types.Range, text: str) -> None:
        first, start = self._place(where.start)
        last, end = max(self._place(where.end), (first, start))
        new = self._lines[first][:start] + text + self._lines[last][end:]
        # what is put in may be a LF after a CR, which make one line end
        before = max(0, first - 1)
        lines = split_lines("".join([*self._lines[before:first], new]))
        if last + 1 < len(self._lines):
            lines.pop()
        self._lines[before : last + 1] = lines

    def _place(self, position: types.Position) -> tuple[int, int]:
        """The line, and how many of its characters stand before a position."""
        if position.line >= len(self._lines):
            return len(self._lines) - 1, len(self._lines[-1])
        line = self._lines[position.line].rstrip("\r\n")
        return position.line, _characters(line, position.character, self.encoding)


@dataclass(frozen=True)
class Text:
    """A text that stays as it is, with its places in both countings. Positions outside the text are its edges."""

    text: str
    encoding: str = "utf-16"

    def source(self, name: str) -> Source:
        """The text as a source of that name. Half of a surrogate pair is not valid UTF-8 there."""
        return Source(name, self.text.encode("utf-8", "surrogatepass"))

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(match.end() for match in _LINE_END.finditer(self.text))]

    @cached_property
    def _units(self) -> list[int]:
        """How many units stand before each block; empty if every character is one."""
        text = self.text
        if self.encoding == "utf-32" or text.isascii() or (self.encoding == "utf-16" and max(text) <= "\uffff"):
            return []
        counts = [0]
        for start in range(0, len(text), _BLOCK):
            counts.append(counts[-1] + _width(text[start : start + _BLOCK], self.encoding))
        return counts

    def _before(self, offset: int) -> int:
        """How many units stand before an offset."""
        if not self._units:
            return offset
        block = offset // _BLOCK
        return self._units[block] + _width(self.text[block * _BLOCK : offset], self.encoding)

    def offset(self, position: types.Position) -> int:
        """The offset of a position, in code points of the client's text."""
        if position.line >= len(self._starts):
            return len(self.text)
        start, *following = self._starts[position.line : position.line + 2]
        end = start + len(self.text[start : following[0]].rstrip("\r\n")) if following else len(self.text)
        if not self._units:
            return min(start + position.character, end)
        wanted = self._before(start) + position.character
        block = bisect_right(self._units, wanted) - 1
        at = block * _BLOCK
        at += _characters(self.text[at : at + _BLOCK], wanted - self._units[block], self.encoding)
        return min(at, end)

    def position(self, offset: int) -> types.Position:
        """The position of an offset, in code points of the client's text."""
        offset = min(max(offset, 0), len(self.text))
        line = bisect_right(self._starts, offset) - 1
        return types.Position(line, self._before(offset) - self._before(self._starts[line]))

    def offsets(self, span: Span) -> tuple[int, int]:
        """From where to where, in code points of the client's text, the words of a source's span stand."""
        start = self._offset_of(span.line, span.column)
        return start, max(start, self._offset_of(span.end_line, span.end_column))

    def _offset_of(self, line: int, column: int) -> int:
        if line > len(self._starts):
            return len(self.text)
        return min(self._starts[line - 1] + column - 1 + (self._mark if line == 1 else 0), len(self.text))

    @cached_property
    def _mark(self) -> int:
        """The length of the byte order mark, which the source's text is without."""
        return int(self.text.startswith("\ufeff"))

    def range_of(self, start: int, end: int) -> types.Range:
        """The range of two offsets in the source's text."""
        return self.range(start + self._mark, end + self._mark)

    def range(self, start: int, end: int) -> types.Range:
        """The range of two offsets in the client's text."""
        return types.Range(self.position(start), self.position(end))
