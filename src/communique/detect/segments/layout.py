"""What the look of the page says: how wide it is, where units can begin, what stands in columns side by side."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from sys import intern

from communique.core.scripts import (
    CLAUSES,
    HYPHENS,
    begins_capital,
    begins_lower,
    finished,
    is_small,
    last_mark,
)
from communique.detect.lexicon import led
from communique.languages import all_languages
from communique.lines import Line

_SENTENCE = frozenset(".!?。！？؟।۔")
"""What ends a sentence."""
_GUTTER = re.compile(r"\S[ \t\u00a0]{3,}\S")
_DAY = re.compile(r"\d{1,2}(?:\.|º|°|er|st|nd|rd|th)?\s{1,3}([^\W\d_]{3,})(\.?,?\s{1,3}\d{4}\b)?")
_LABELLED = re.compile(r"[a-z]{1,4}\) ")
NARROWEST = 30
"""In a script without capitals lines that are no longer than this are single ones."""
SHORT = 0.6
"""A line shorter than this part of the width is short: the last of its paragraph, or a heading."""
PARTED = 0.9
"""Behind so many of its blocks an empty line stands in a text whose blocks they part."""
SLACK = 0.12
"""In a proportional typeface full lines differ by about this part of the width in characters."""
MAX_WORD = 12
"""In a script written without spaces no more characters than this are kept together at the end of a line."""
MUCH = 5
"""A line of several that ends with a comma, and on which the next word had room and so many characters more, ends a clause."""
ENDING, SEVERAL = 3, 3
"""Clauses are alike if so many letters end the first words of so many: `Responding to` stands beside `Noting`, `Recalling`, `Stressing`."""
ENOUGH, NEARLY_ALL = 6, 0.97
"""So many lines that go on, and so much of them, tell that a program wrapped them."""
SAMPLE = 4000
"""So many lines are measured: a document does not change its width further on."""
MAX_WIDTH = 250
"""Lines are wrapped at fewer characters than this: longer ones are paragraphs."""
GUTTER = 3
"""So many blanks between words part two columns."""
FEWEST = 3
"""So many lines near one another, with a gap before one column, are no accident of justified type."""
NEAR = 4
"""So many lines further the next may stand: one column is often shorter, or has an empty line."""
LABEL = 8
"""What stands before a gap is a label, not a column, if it is no longer than this."""
_COLUMN = re.compile(rf"\S[ \u00a0]{{{GUTTER},}}(?=\S)")


@dataclass(frozen=True, slots=True)
class Measures:
    """Measures of a document: `width` in characters, the usual gap in empty lines, whether lines are wrapped, and whether empty
    lines part its blocks. `limit`: the characters at which a program wrapped all lines, so that no word had room; 0 where that is not so.
    """

    width: int
    gap: int
    wrapped: bool
    parted: bool = False
    limit: int = 0


def measure(lines: list[Line]) -> Measures:
    """The 90th percentile of line lengths; the gap inside paragraphs; whether lines are wrapped at all.

    A long line that ends in the middle of a sentence goes on in the next: such pairs show that lines are wrapped, and how
    many empty lines stand inside a paragraph. Without such a pair every line is a unit.
    """
    if not lines:
        return Measures(0, 0, False)
    lines = lines[:SAMPLE]
    reaches = [len(line.text) + line.indent for line in lines]
    lengths = sorted(reaches)
    width = lengths[int(len(lengths) * 0.9)] if len(lengths) > 1 else lengths[0]
    gaps = {line.gap for line in lines[1:]}
    least, spaced = min(gaps, default=0), any(gaps)
    on = (pair for pair in pairwise(lines) if _goes_on(*pair, width, least, spaced=spaced))
    sure = [pair for pair in on if not _LABELLED.match(pair[1].text)]
    pairs = Counter(line.gap for _, line in sure)
    long = [line for line, reach in zip(lines, reaches, strict=True) if reach > 0.75 * width]
    open_ends = sum(not line_finished(line) for line in long)
    gap = max(pairs, key=lambda each: (pairs[each], -each)) if pairs else least
    dense = gap == 0 and len(long) >= 0.25 * len(lines) and open_ends * 3 >= len(long)
    wrapped = width < MAX_WIDTH and (bool(pairs) or dense)
    return Measures(
        width,
        gap,
        wrapped,
        wrapped and spaced and _parted(lines, width, gap),
        _limit(sure) if wrapped else 0,
    )


def _limit(sure: list[tuple[Line, Line]]) -> int:
    """The length of the longest line that goes on, if the next word had no room on nearly all of them; else 0."""
    limit = max((_reach(before) for before, _ in sure), default=0)
    spaced = [
        _reach(before) + 1 + _first_word(line) for before, line in sure if line.text[0] < "\u0e00"
    ]
    return (
        limit
        if len(spaced) >= ENOUGH
        and sum(need > limit for need in spaced) >= NEARLY_ALL * len(spaced)
        else 0
    )


def _reach(line: Line) -> int:
    return line.indent + len(line.text)


def _first_word(line: Line) -> int:
    return len(line.text.split(None, 1)[0])


def _parted(lines: list[Line], width: int, gap: int) -> bool:
    """Whether a larger gap stands behind the last lines of blocks: those that are short and end a sentence."""
    behind = [
        line.gap > gap
        for before, line in pairwise(lines)
        if len(before.text) + before.indent < SHORT * width
        and before.text[0].isalpha()
        and line.text[0].isalpha()
        and last_mark(before.text) in _SENTENCE
    ]
    return len(behind) > 1 and sum(behind) >= PARTED * len(behind)


def _goes_on(before: Line, line: Line, width: int, least: int, *, spaced: bool) -> bool:
    """Whether a line surely goes on in the next: long, ended by a letter or hyphen, followed by a lower-case letter.

    `spaced`: empty lines stand between some lines, so that a long open line without one behind it goes on. `least`: the
    fewest empty lines before any: a script without capitals has no surer sign, and that the next word had no room.
    """
    reach = len(before.text) + before.indent
    if line.edge or line.gap > 2 or reach < SHORT * width:
        return False
    last, first = before.text[-1], line.text[0]
    if last.isalpha():
        if spaced and line.gap == 0 and reach >= 0.75 * width:
            return True
        if first.isdecimal():
            return begins_date(line.text)
        if last.lower() != last.title():
            return is_small(first)
    elif not (last in HYPHENS or (last == "," and line.gap == 0)):
        return False
    # In a script without capitals; after a comma or hyphen only a lower-case letter is sure.
    caseless = (
        first.isalpha() and first.lower() == first.title() if last.isalpha() else is_small(first)
    )
    if width < NARROWEST or line.gap != least or not caseless:
        return False
    return width - reach <= SLACK * width + min(len(line.text.split(None, 1)[0]), MAX_WORD)


@cache
def all_months() -> frozenset[str]:
    """The names of months in all languages, in small letters."""
    return frozenset(
        form.casefold() for each in all_languages() for names in each.months for form in names
    )


def begins_date(text: str) -> bool:
    """Whether a day and a month, in any language, begin a text: `12 juillet`. A month of three letters needs a year."""
    match = _DAY.match(text)
    return (
        match is not None
        and match[1].casefold() in all_months()
        and (len(match[1]) > 3 or match[2] is not None)
    )


def line_finished(line: Line) -> bool:
    """Whether a line ends a sentence or clause; asked once, then known."""
    if line.done is None:
        line.done = finished(line.text)
    return line.done


def has_gutter(text: str) -> bool:
    """Whether words stand on both sides of a gap; looked for only where there can be one, which most lines tell at once."""
    return ("   " in text or "\t" in text or "\u00a0" in text) and _GUTTER.search(text) is not None


class Layout:
    """Where in a row of lines a unit can begin, by layout alone. Indices count in `lines`."""

    def __init__(
        self,
        lines: list[Line],
        measures: Measures,
        leads: tuple[str, ...] = (),
        begun: frozenset[int] = frozenset(),
    ) -> None:
        """The lines of a zone, the measures of their document, the lead words of clauses in its language, lines that begin blocks for sure."""
        self.lines, self.measures, self.leads, self.begun = lines, measures, leads, begun
        behind = (
            line.text for before, line in pairwise(lines) if leads and before.text[-1] in CLAUSES
        )
        leading = [text for text in behind if led(text, leads)]
        self.small = sum(map(begins_lower, leading)) * 2 > len(leading)
        self.endings = Counter(text.split(None, 1)[0][-ENDING:] for text in leading)

    def finished(self, index: int) -> bool:
        """Whether the line before is finished; true at the beginning."""
        return index == 0 or line_finished(self.lines[index - 1])

    def short(self, index: int) -> bool:
        """Whether a line is short, or the lines are not wrapped at all."""
        line = self.lines[index]
        return (
            not self.measures.wrapped or len(line.text) + line.indent < SHORT * self.measures.width
        )

    def larger_gap(self, index: int) -> bool:
        """Whether more empty lines than usual stand before the line. A page's edge says nothing."""
        line = self.lines[index]
        return not line.edge and line.gap > self.measures.gap

    def breaks(self, index: int) -> bool:
        """Whether layout lets a unit begin here: one piece of evidence is enough where a label stands."""
        outdent = self.lines[index].indent < self.lines[index - 1].indent - 1
        room = self.lines[index].edge and self.room(index)
        return self.strong(index) or self.short(index - 1) or outdent or room

    def strong(self, index: int) -> bool:
        """Whether the line before is finished, or a larger gap stands before this one."""
        return (
            index in self.begun
            or not self.measures.wrapped
            or self.larger_gap(index)
            or self.finished(index)
        )

    def surely_goes_on(self, index: int) -> bool:
        """Whether a line goes on with the one before for certain: that is full and breaks off at a letter, or between numbers
        of a list. Asked first. Where both have words on either side of a gap, they can be lines of columns.
        """
        line, before = self.lines[index], self.lines[index - 1]
        text = before.text
        if text[-1] == ",":
            return line.text[0].isdigit() and not (line.gap or line.edge)
        return (
            self.measures.wrapped
            and text[-1].isalpha()
            and line.gap <= self.measures.gap
            and line.indent == before.indent
            and not line.edge
            and len(text) + line.indent > 0.85 * self.measures.width
            and ";" not in text[-8:]
            and not (has_gutter(text) and has_gutter(line.text))
        )

    def keeps_on(self, index: int) -> bool:
        """Whether the block goes on though a sentence ends with the line before: empty lines part the blocks, and there was no room."""
        line, before = self.lines[index], self.lines[index - 1]
        apart = line.edge or line.gap > self.measures.gap
        return (
            self.measures.parted
            and not apart
            and last_mark(before.text) in _SENTENCE
            and not self.room(index)
        )

    def begins_unit(self, index: int, first_indent: int, hanging: int | None) -> str | None:
        """Why an unlabelled line begins a unit, or None where it goes on with the one before.

        `first_indent`: of the first line of the unit before; `hanging`: of its other lines, if it has any.
        """
        line, before = self.lines[index], self.lines[index - 1]
        if not self.measures.wrapped:
            return (
                None
                if line.edge and begins_lower(line.text) and before.text[-1].isalpha()
                else "line"
            )
        done, ends_clause = self.finished(index), before.text[-1] in CLAUSES
        if self.larger_gap(index):
            goes_on = begins_lower(line.text) and not (done or ends_clause or self.short(index - 1))
            return None if goes_on else "gap"
        alike = (
            line.text[0].isupper()
            and self.endings[line.text.split(None, 1)[0][-ENDING:]] >= SEVERAL
        )
        clause = ends_clause and (alike or led(line.text, self.leads))
        parts = clause or (ends_clause and hanging is not None and self.room(index, MUCH))
        if line.edge:
            return "edge" if parts or (done and begins_capital(line.text)) else None
        if done and not begins_lower(line.text) and (self.short(index - 1) or self.room(index)):
            return "short"
        early = (
            begins_capital(line.text)
            and not self.short(index)
            and before.text[-1] not in f",{HYPHENS}"
        )
        if early and not done and hanging is None and self.short(index - 1) and self.room(index):
            return "open"  # the line before breaks off although the next word had room: a heading on a line of its own
        if parts and (line.text.lstrip("*_")[:1].isupper() or self.room(index)):
            return "clause"
        if clause and self.small:
            return "led"
        if hanging is None:
            return None
        if (
            line.indent < min(hanging, first_indent) - 1
            or line.indent <= first_indent + 1 < hanging
        ):
            return "outdent"  # further left than all the unit's lines, or back where a hanging indent began
        begins = (done and begins_capital(line.text)) or (
            ends_clause and line.indent == first_indent
        )
        return "indent" if begins and hanging == before.indent < line.indent - 1 else None

    def room(self, index: int, more: int = 0) -> bool:
        """Whether the first word of a line had room on the line before, and so many characters `more`."""
        line, before, limit = self.lines[index], self.lines[index - 1], self.measures.limit
        if limit:
            return _reach(before) + 1 + _first_word(line) <= limit
        longest = (
            2 if line.text[0] > "\u2e7f" else MAX_WORD if "\u0e00" < line.text[0] < "\u0e80" else 99
        )
        word = min(len(line.text.split(None, 1)[0]), longest)
        return (
            self.measures.width - before.indent - len(before.text)
            > min(2, longest - 1) + word + more
        )

    def seat(self, index: int) -> str:
        """How a line stands to the one before: whether that was full, and whether this one begins further in or out."""
        if index == 0 or not self.measures.wrapped:
            return "none"
        line, before = self.lines[index], self.lines[index - 1]
        step = (
            "in"
            if line.indent > before.indent + 1
            else "out"
            if line.indent < before.indent - 1
            else "same"
        )
        full = "room" if self.room(index) else "full"
        return intern(
            f"{full}-{step}-{'gap' if self.larger_gap(index) else 'edge' if line.edge else 'close'}"
        )


def beside(lines: Iterable[Line]) -> list[Line]:
    """The lines with words on both sides of a gap that ends at one column in at least `FEWEST` lines near one another."""
    columns: dict[int, list[tuple[int, Line]]] = defaultdict(list)
    for index, line in enumerate(lines):
        if "   " in line.text:
            for match in _COLUMN.finditer(line.text, LABEL):
                columns[line.indent + match.end()].append((index, line))
    found: dict[int, Line] = {}
    for places in columns.values():
        near: list[tuple[int, Line]] = []
        for place in [*places, (1 << 60, places[0][1])]:
            if near and place[0] - near[-1][0] > NEAR:
                found.update(near if len(near) >= FEWEST else ())
                near = []
            near.append(place)
    return [line for _, line in sorted(found.items(), key=lambda each: each[0])]
