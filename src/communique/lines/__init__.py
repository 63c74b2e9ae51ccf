"""Lines of a source: what layout says before anything is understood.

Offsets count code points of the source, half-open; pages count from 0, columns of `indent` from 0.
"""

import re
from collections.abc import Iterable, Iterator
from copy import copy
from dataclasses import dataclass, field
from typing import NamedTuple

from communique.core.source import Box

_LINES = re.compile(r"([^\n\r\f]*)(\r\n|\n|\r|\f|\Z)")
_RULE_CHARACTERS = " \t\u00a0_-–—=*"
_STRETCH = 1 << 16
"""This many characters are cut into rows at once: all rows of a long text are a copy of it."""
RULE_WIDTH = 10
"""This many blanks, underscores or dashes and nothing else make a rule."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a line comes from in its file, and what the file says of it.

    `element`: which element holds it: an XPath in DOCX, the name and number of an element in HTML;
    empty in PDF. `page`: from 1; 0 where a file has no pages. `box`: where it is drawn on the page;
    None where it is not known. `tag`: what the markup calls its block: `P`, `h2`. `style`: the name
    of the style of its paragraph, or the classes of its element. `label`: its number or bullet,
    where the file counts it or holds it apart from the words.

    `block`: lines with the same number are one block of the file; 0 where the file says nothing.
    `role`: what the file says that the block is. A role; `h1` to `h6`, a heading of that level;
    `text`, no heading; `+`, it goes on from the block before; empty, a block and no more; None, it
    may go on from the block before.
    """

    element: str = ""
    page: int = 0
    box: Box | None = None
    tag: str = ""
    style: str = ""
    label: str = ""
    block: int = 0
    role: str | None = None


class Line:
    """A line with words on it, without the blanks around them.

    `gap`: how many empty lines stand before it. `rule`: whether a rule (a long line of blanks or
    dashes) does. `edge`: whether it is the first line of its page. `done`: whether it ends a
    sentence or clause, once that was asked. `level`: of a heading by the source's own marks (0:
    without a level), or None. `begins`: whether such a mark says that a block begins with it.
    `hint`: what a person says of it. `origin`: what its file says of it; None in raw text.
    """

    __slots__ = (
        "begins",
        "done",
        "edge",
        "gap",
        "hint",
        "indent",
        "level",
        "origin",
        "page",
        "rule",
        "start",
        "text",
    )

    def __init__(
        self,
        start: int,
        text: str,
        indent: int,
        gap: int,
        page: int,
    ) -> None:
        """A line whose first character stands at `start` and whose words are `text`."""
        self.start = start
        self.text = text
        self.indent = indent
        self.gap = gap
        self.page = page
        self.rule = False
        self.edge = False
        self.done: bool | None = None
        self.level: int | None = None
        self.begins = False
        self.hint: str | None = None
        self.origin: Origin | None = None

    def __repr__(self) -> str:
        """The page, the column and the words."""
        return f"Line({self.page}:{self.indent} {self.text!r})"

    @property
    def end(self) -> int:
        """Where its words end in the source."""
        return self.start + len(self.text)

    def cut(self, start: int, text: str) -> None:
        """Keep only some of the words, which begin at `start` in the source."""
        self.start = start
        self.text = text
        self.done = None

    def piece(
        self,
        start: int,
        text: str,
        indent: int,
        gap: int,
    ) -> "Line":
        """A line of some of the words, which begin at `start` in the source; it has the same origin."""
        made = Line(start, text, indent, gap, self.page)
        made.origin = self.origin
        return made


Rule = tuple[int, int]
"""Where a visible rule stands: offsets in the source."""
_Row = tuple[str, str, Origin | None]
"""The words of a row, the LF or FF that ends it, where it comes from."""


class Sign(NamedTuple):
    """Characters of a text that no file holds: they show in plain text what a file says.

    `start`, `end`: offsets. `kind`: one of `HEADING`, `OPENING`, `CLOSING`, `ESCAPE`.
    """

    start: int
    end: int
    kind: str


HEADING = "heading"
"""Signs before a heading, one for each level."""
OPENING = "opening"
"""Stars before words that are emphasised."""
CLOSING = "closing"
"""Stars behind them."""
ESCAPE = "escape"
"""A backslash before a character that would be a sign in plain text."""


class FileRow(NamedTuple):
    """A row of a file's text, which can be several lines.

    `ending`: the LF or FF behind it. `signs`: the signs in it, by their offsets in the row.
    """

    text: str
    ending: str = "\n"
    origin: Origin | None = None
    signs: tuple[Sign, ...] = ()


@dataclass(frozen=True, slots=True)
class FileLines:
    """The lines that were taken out of a file.

    `text`: all rows joined, in which the lines have their places. `lines`: those with words.
    `rules`: where visible rules stand between them. `signs`: all signs in order; None of a file
    whose text has none of these kinds. `metadata`: whether the text begins with metadata. `marked`:
    whether the file says which lines are headings, notes or emphasised.
    """

    text: str = ""
    lines: tuple[Line, ...] = field(default=(), compare=False)
    rules: tuple[Rule, ...] = ()
    signs: tuple[Sign, ...] | None = None
    metadata: bool = False
    marked: bool = False

    def copies(self) -> list[Line]:
        """The lines, so that a reader can change them."""
        return [copy(line) for line in self.lines]


def lined(rows: Iterable[FileRow]) -> FileLines:
    """The lines of a file that has these rows; a row may be several lines.

    A byte order mark before the first is left out.
    """
    found: list[_Row] = []
    signs: list[Sign] = []
    begin = 0
    for row in rows:
        printed = row.text if found else row.text.removeprefix(_BYTE_ORDER_MARK)
        for start, end, kind in row.signs:
            signs.append(Sign(begin + start, begin + end, kind))
        *above, last = printed.split("\n")
        found.extend((words, "\n", row.origin) for words in above)
        found.append((last, row.ending, row.origin))
        begin += len(printed) + len(row.ending)
    lines, rules = _cut(found)
    text = "".join(words + ending for words, ending, _ in found)
    return FileLines(
        text,
        tuple(lines),
        tuple(rules),
        tuple(signs),
    )


_BYTE_ORDER_MARK = "\ufeff"
_PAGE_END = "\f"


def split_lines(text: str) -> tuple[list[Line], list[Rule]]:
    """The lines of raw text that hold words, in order, and the visible rules between them.

    A form feed ends a page. Where there is none, but at least 85 % of the lines begin at column 0,
    a line with exactly one leading space begins a page (how a viewer's copy shows page breaks).
    """
    lines, rules = _cut(_rows(text))
    if _PAGE_END not in text:
        _pages_by_space(lines)
    return lines, rules


def _cut(rows: Iterable[_Row]) -> tuple[list[Line], list[Rule]]:
    """The lines with words, and the visible rules."""
    lines: list[Line] = []
    rules: list[Rule] = []
    gap = page = offset = 0
    last = -1
    rule = False
    for raw, ending, origin in rows:
        if not raw and ending == "\n":
            gap += 1
            offset += 1
            continue
        words = raw.strip()
        if not words:
            rule = rule or len(raw) >= RULE_WIDTH
            gap += bool(ending) and ending != _PAGE_END
        elif (
            words[0] in _RULE_CHARACTERS
            and len(words) >= RULE_WIDTH
            and not words.strip(_RULE_CHARACTERS)
        ):
            start = offset + raw.index(words[0])
            rules.append((start, start + len(words)))
            rule = True
            gap += 1
        else:
            indent = 0
            if words[0] != raw[0]:
                indent = len(raw) - len(raw.lstrip())
            line = Line(offset + indent, words, indent, gap, page)
            line.rule = rule
            line.edge = page != last
            line.origin = origin
            lines.append(line)
            gap = 0
            rule = False
            last = page
        offset += len(raw) + len(ending)
        if ending == _PAGE_END:
            page += 1
    return lines, rules


def _rows(text: str) -> Iterator[_Row]:
    """Each row of raw text, and its ending: empty behind the last."""
    if "\r" in text or _PAGE_END in text:
        for match in _LINES.finditer(text):
            yield match[1], match[2], None
        return
    begin = 0
    while (end := text.find("\n", begin + _STRETCH)) >= 0:
        for row in text[begin:end].split("\n"):
            yield row, "\n", None
        begin = end + 1
    *rows, last = text[begin:].split("\n")
    for row in rows:
        yield row, "\n", None
    yield last, "", None


def _pages_by_space(lines: list[Line]) -> None:
    flush = sum(line.indent == 0 for line in lines)
    if len(lines) < 8 or flush < 0.85 * len(lines):
        return
    page = 0
    for index, line in enumerate(lines):
        if line.indent == 1:
            page += index > 0
            line.edge = True
            line.indent = 0
        line.page = page
