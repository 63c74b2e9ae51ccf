"""Lines of a source: what layout says before anything is understood.

Offsets count code points of the source, half-open; pages count from 0, columns of `indent` from 0.
"""

import re
from collections.abc import Iterator

_LINES = re.compile(r"([^\n\r\f]*)(\r\n|\n|\r|\f|\Z)")
_RULE_CHARACTERS = " \t\u00a0_-–—=*"
_STRETCH = 1 << 16
"""This many characters are cut into rows at once: all rows of a long text are a copy of it."""
RULE_WIDTH = 10
"""This many blanks, underscores or dashes and nothing else make a rule."""


class Line:
    """A line with words on it, without the blanks around them.

    `gap`: how many empty lines stand before it. `rule`: whether a rule (a long line of blanks or
    dashes) does. `edge`: whether it is the first line of its page. `done`: whether it ends a
    sentence or clause, once that was asked. `level`: of a heading by the source's own marks (0:
    without a level), or None. `begins`: whether such a mark says that a block begins with it.
    `hint`: what a person says of it.
    """

    __slots__ = (
        "begins",
        "done",
        "edge",
        "gap",
        "hint",
        "indent",
        "level",
        "page",
        "rule",
        "start",
        "text",
    )

    def __init__(self, start: int, text: str, indent: int, gap: int, page: int) -> None:
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

    def __repr__(self) -> str:
        """The page, the column and the words."""
        return f"Line({self.page}:{self.indent} {self.text!r})"

    @property
    def end(self) -> int:
        """Where its words end in the source."""
        return self.start + len(self.text)

    def cut(self, start: int, text: str) -> None:
        """Keep only some of the words, which begin at `start` in the source."""
        self.start, self.text, self.done = start, text, None


Rule = tuple[int, int]
"""Where a visible rule stands: offsets in the source."""


def split_lines(text: str) -> tuple[list[Line], list[Rule]]:
    """The lines that hold words, in order, and the visible rules between them.

    A form feed ends a page. Where there is none, but at least 85 % of the lines begin at column 0,
    a line with exactly one leading space begins a page (how a viewer's copy shows page breaks).
    """
    lines: list[Line] = []
    rules: list[Rule] = []
    gap = page = offset = 0
    last = -1
    rule = False
    for raw, ending in _rows(text):
        if not raw and ending == 1:
            gap += 1
            offset += 1
            continue
        words = raw.strip()
        if not words:
            rule = rule or len(raw) >= RULE_WIDTH
            gap += ending > 0
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
            indent = 0 if words[0] == raw[0] else len(raw) - len(raw.lstrip())
            line = Line(offset + indent, words, indent, gap, page)
            line.rule = rule
            line.edge = page != last
            lines.append(line)
            gap, rule, last = 0, False, page
        offset += len(raw) + abs(ending)
        if ending < 0:
            page += 1
    if page == 0:
        _pages_by_space(lines)
    return lines, rules


def _rows(text: str) -> Iterator[tuple[str, int]]:
    """Each row without its ending, and how long the ending is; minus one for a form feed."""
    if "\r" not in text and "\f" not in text:
        begin = 0
        while (end := text.find("\n", begin + _STRETCH)) >= 0:
            for row in text[begin:end].split("\n"):
                yield row, 1
            begin = end + 1
        *rows, last = text[begin:].split("\n")
        for row in rows:
            yield row, 1
        yield last, 0
        return
    for match in _LINES.finditer(text):
        ending = match[2]
        yield match[1], -1 if ending == "\f" else len(ending)


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
