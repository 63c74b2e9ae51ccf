"""What the look of the page says: how wide it is, where units can begin, what stands in columns
side by side.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain, pairwise
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
from communique.languages import in_every_language
from communique.lines import Line

_SENTENCE = frozenset(".!?。！？؟।۔")
"""Marks that end a sentence."""
_GUTTER = re.compile(r"\S[ \t\u00a0]{3,}\S")
_DAY = re.compile(
    r"\d{1,2}(?:\.|º|°|er|st|nd|rd|th)?\s{1,3}([^\W\d_]{3,})(\.?,?\s{1,3}\d{4}\b)?"
)
_TO_PAGE = re.compile(
    r"(?:(?:\.\s?){4}|…\s?…)\s{0,40}(?:\d{1,4}|[ivxlc]{1,7})(?:,\s?\d{1,4}){0,40}$"
)
"""What leads to the number of a page in a table of contents, and that."""
_LABELLED = re.compile(r"[a-z]{1,4}\) |[a-z]\. ")
"""A letter with a mark behind it begins an item: no line goes on with one."""
_FIRST_SPACELESS = "\u0e00"
"""From this character on scripts do not part words by spaces: Thai and Lao first,"""
_AFTER_THAI = "\u0e80"
_FIRST_HAN = "\u2e7f"
"""then those of East Asia."""

MIN_CONTENTS = 3
"""A table of contents has at least so many lines that lead to a page,"""
MAX_CONTENTS_HEAD = 3
"""what heads it has at most so many words: `Table of contents`,"""
MAX_BETWEEN = 2
"""and between two of them at most so many that do not: entries of several lines."""
MIN_CASELESS_WIDTH = 30
"""In a script without capitals lines of a narrower text are single ones."""
SHORT = 0.6
"""A line shorter than this part of the width is short: the last of its paragraph, or a heading."""
LONG = 0.75
"""A line longer than this part of the width is long."""
FULL = 0.85
"""A line longer than this part of the width is full."""
MIN_PARTED = 0.9
"""Empty lines part the blocks of a text if one follows this part of its blocks."""
SLACK = 0.12
"""In a proportional typeface full lines differ by about this part of the width in characters."""
MAX_WORD = 12
"""In a script without spaces at most this many characters are kept together at the end of a line."""
CLAUSE_ROOM = 5
"""A line ends a clause with its comma if it had room for the next word and this many characters."""
ENDING = 3
"""The first words of clauses are alike by this many last letters: `Noting`, `Recalling`,"""
MIN_ALIKE = 3
"""if this many of them are."""
MIN_WRAPPED = 6
"""This many lines that go on tell at which width a program wrapped them,"""
NEARLY_ALL = 0.97
"""if this part of them had no room for the next word."""
MAX_SAMPLE = 4000
"""This many lines are measured: a document does not change its width further on."""
MAX_WIDTH = 250
"""Lines are wrapped at fewer characters than this: longer ones are paragraphs."""
GUTTER = 3
"""This many blanks between words part two columns."""
MIN_COLUMN = 3
"""This many lines near one another with a gap before one column are no accident of justified type."""
MAX_COLUMN_GAP = 4
"""The next line of a column can be this many lines on: one column is often shorter."""
MAX_LABEL = 8
"""Words before a gap are a label and not a column if they have at most this many characters."""
_COLUMN = re.compile(rf"\S[ \u00a0]{{{GUTTER},}}(?=\S)")


@dataclass(frozen=True, slots=True)
class Measures:
    """Measures of a document."""

    width: int
    """In characters."""
    gap: int
    """The usual number of empty lines between lines of a paragraph."""
    wrapped: bool
    """Whether paragraphs go on over several lines."""
    parted: bool = False
    """Whether empty lines part its blocks."""
    limit: int = 0
    """The number of characters at which a program wrapped all lines; 0 where that is not so."""


def measure(lines: list[Line]) -> Measures:
    """The width (90th percentile of line lengths), the gap inside paragraphs, and what follows.

    A long line that ends in the middle of a sentence goes on in the next: such pairs show that
    lines are wrapped, and how many empty lines are inside a paragraph. Without such a pair every
    line is a unit.
    """
    if not lines:
        return Measures(0, 0, wrapped=False)
    lines = lines[:MAX_SAMPLE]
    lengths = sorted(map(_reach, lines))
    width = lengths[int(len(lengths) * 0.9)] if len(lengths) > 1 else lengths[0]
    gaps = {line.gap for line in lines[1:]}
    least = min(gaps, default=0)
    spaced = any(gaps)
    going_on: list[tuple[Line, Line]] = []
    for before, line in pairwise(lines):
        if _goes_on(before, line, width, least, spaced=spaced) and not _LABELLED.match(
            line.text
        ):
            going_on.append((before, line))
    pairs = Counter(line.gap for _, line in going_on)
    gap = max(pairs, key=lambda each: (pairs[each], -each)) if pairs else least
    is_dense = gap == 0 and _is_dense(lines, width)
    wrapped = width < MAX_WIDTH and (bool(pairs) or is_dense)
    if not wrapped:
        return Measures(width, gap, wrapped=False)
    parted = spaced and _parted(lines, width, gap)
    return Measures(width, gap, wrapped=True, parted=parted, limit=_limit(going_on))


def _is_dense(lines: list[Line], width: int) -> bool:
    """Whether a quarter of the lines is long, and a third of these ends no clause."""
    long = [line for line in lines if _reach(line) > LONG * width]
    open_ends = sum(not line_finished(line) for line in long)
    return len(long) >= 0.25 * len(lines) and open_ends * 3 >= len(long)


def _limit(going_on: list[tuple[Line, Line]]) -> int:
    """The length of the longest line that goes on, if the next word had no room on nearly all; else
    0.
    """
    limit = max((_reach(before) for before, _ in going_on), default=0)
    needed = [
        _reach(before) + 1 + _first_word(line)
        for before, line in going_on
        if line.text[0] < _FIRST_SPACELESS
    ]
    too_long = sum(need > limit for need in needed)
    if len(needed) >= MIN_WRAPPED and too_long >= NEARLY_ALL * len(needed):
        return limit
    return 0


def _reach(line: Line) -> int:
    """The column at which a line ends."""
    return line.indent + len(line.text)


def _first_word(line: Line) -> int:
    """The length of the first word of a line."""
    return len(line.text.split(None, 1)[0])


def _parted(lines: list[Line], width: int, gap: int) -> bool:
    """Whether a larger gap follows the last lines of blocks: those that are short and end a
    sentence.
    """
    behind: list[bool] = []
    for before, line in pairwise(lines):
        if _reach(before) < SHORT * width and _ends_block(before, line):
            behind.append(line.gap > gap)
    return len(behind) > 1 and sum(behind) >= MIN_PARTED * len(behind)


def _ends_block(before: Line, line: Line) -> bool:
    """Whether a line of words ends a sentence before another line of words."""
    if not before.text[0].isalpha() or not line.text[0].isalpha():
        return False
    return last_mark(before.text) in _SENTENCE


def _goes_on(before: Line, line: Line, width: int, least: int, *, spaced: bool) -> bool:
    """Whether a line surely goes on in the next.

    It is long and ends in a letter or hyphen, and a small letter follows. `spaced`: some lines have
    empty lines between them, so that a long open line without one goes on. `least`: the fewest
    empty lines before any line, which a script without capitals needs.
    """
    reach = _reach(before)
    if line.edge or line.gap > 2 or reach < SHORT * width:
        return False
    last = before.text[-1]
    first = line.text[0]
    if last.isalpha():
        if spaced and line.gap == 0 and reach >= LONG * width:
            return True
        if first.isdecimal():
            return begins_date(line.text)
        if last.lower() != last.title():
            return is_small(first)
        follows = first.isalpha() and first.lower() == first.title()
    elif last in HYPHENS or (last == "," and line.gap == 0):
        follows = is_small(first)
    else:
        return False
    # In a script without capitals nothing is surer than that the next word had no room.
    if not follows or width < MIN_CASELESS_WIDTH or line.gap != least:
        return False
    return width - reach <= SLACK * width + min(_first_word(line), MAX_WORD)


@cache
def all_months() -> frozenset[str]:
    """The names of months in all languages, in small letters."""
    forms = chain.from_iterable(row.forms for row in in_every_language("months"))
    return frozenset(map(str.casefold, forms))


def begins_date(text: str) -> bool:
    """Whether a day and a month in any language begin a text: `12 juillet`.

    A month of three letters needs a year.
    """
    match = _DAY.match(text)
    if match is None or match[1].casefold() not in all_months():
        return False
    return len(match[1]) > 3 or match[2] is not None


def line_finished(line: Line) -> bool:
    """Whether a line ends a sentence or clause; asked once, then known."""
    if line.done is None:
        line.done = finished(line.text)
    return line.done


def has_gutter(text: str) -> bool:
    """Whether a line has words on both sides of a gap. Most lines tell at once that they have none."""
    return ("   " in text or "\t" in text or "\u00a0" in text) and _GUTTER.search(
        text
    ) is not None


class Layout:
    """Where in a row of lines a unit can begin, by layout alone. Indices count in `lines`."""

    def __init__(
        self,
        lines: list[Line],
        measures: Measures,
        leads: tuple[str, ...] = (),
        begun: frozenset[int] = frozenset(),
    ) -> None:
        """Over the lines of a zone.

        `measures`: those of their document. `leads`: the lead words of clauses in its language.
        `begun`: lines that begin blocks for sure.
        """
        self.lines = lines
        self.measures = measures
        self.leads = leads
        self.begun = begun
        leading: list[str] = []
        if leads:
            for before, line in pairwise(lines):
                if before.text[-1] in CLAUSES and led(line.text, leads):
                    leading.append(line.text)
        self.small = sum(map(begins_lower, leading)) * 2 > len(leading)
        """Whether most clauses begin with a small letter."""
        self.endings = Counter(text.split(None, 1)[0][-ENDING:] for text in leading)
        """How often the first words of clauses have an ending."""

    def finished(self, index: int) -> bool:
        """Whether the line before is finished; true at the beginning."""
        return index == 0 or line_finished(self.lines[index - 1])

    def short(self, index: int) -> bool:
        """Whether a line is short, or the lines are not wrapped at all."""
        if not self.measures.wrapped:
            return True
        return _reach(self.lines[index]) < SHORT * self.measures.width

    def larger_gap(self, index: int) -> bool:
        """Whether more empty lines than usual stand before the line. A page's edge says nothing."""
        line = self.lines[index]
        return not line.edge and line.gap > self.measures.gap

    def breaks(self, index: int) -> bool:
        """Whether layout lets a unit begin here. Where a label is, one piece of evidence is enough."""
        if self.strong(index) or self.short(index - 1):
            return True
        line = self.lines[index]
        outdented = line.indent < self.lines[index - 1].indent - 1
        return outdented or (line.edge and self.room(index))

    def strong(self, index: int) -> bool:
        """Whether the line before is finished, or a larger gap stands before this one."""
        return (
            index in self.begun
            or not self.measures.wrapped
            or self.larger_gap(index)
            or self.finished(index)
        )

    def surely_goes_on(self, index: int) -> bool:
        """Whether a line goes on with the one before for certain.

        That one is full and breaks off at a letter, or between numbers of a list. Where both have
        words on either side of a gap, they can be lines of columns.
        """
        line = self.lines[index]
        before = self.lines[index - 1]
        text = before.text
        if text[-1] == ",":
            return line.text[0].isdigit() and not (line.gap or line.edge)
        if not self.measures.wrapped or not text[-1].isalpha():
            return False
        if line.edge or line.gap > self.measures.gap or line.indent != before.indent:
            return False
        full = len(text) + line.indent > FULL * self.measures.width
        if not full or ";" in text[-8:]:
            return False
        return not (has_gutter(text) and has_gutter(line.text))

    def keeps_on(self, index: int) -> bool:
        """Whether a block goes on though the line before ends a sentence.

        Empty lines part the blocks, and the next word had no room on the line before.
        """
        line = self.lines[index]
        if not self.measures.parted or line.edge or line.gap > self.measures.gap:
            return False
        return last_mark(self.lines[index - 1].text) in _SENTENCE and not self.room(
            index
        )

    def begins_unit(
        self, index: int, first_indent: int, hanging: int | None
    ) -> str | None:
        """Why an unlabelled line begins a unit, or None if it goes on with the one before.

        `first_indent`: of the first line of the unit before; `hanging`: of its other lines, if any.
        """
        if not self.measures.wrapped:
            return None if self._goes_on_over_page(index) else "line"
        if self.larger_gap(index):
            return None if self._goes_on_over_gap(index) else "gap"
        line = self.lines[index]
        done = self.finished(index)
        ends_clause = self.lines[index - 1].text[-1] in CLAUSES
        clause = ends_clause and self._begins_clause(line)
        parts = clause or (
            ends_clause and hanging is not None and self.room(index, CLAUSE_ROOM)
        )
        if line.edge:
            begins_sentence = done and begins_capital(line.text)
            return "edge" if parts or begins_sentence else None
        if done and self._follows_short(index):
            return "short"
        if not done and hanging is None and self._follows_heading(index):
            return "open"
        if parts and (line.text.lstrip("*_")[:1].isupper() or self.room(index)):
            return "clause"
        if clause and self.small:
            return "led"
        if hanging is None:
            return None
        if _outdents(line.indent, first_indent, hanging):
            return "outdent"
        return self._indents(index, first_indent, hanging)

    def _goes_on_over_page(self, index: int) -> bool:
        """Whether a line that is not wrapped goes on over a page's edge."""
        line = self.lines[index]
        return (
            line.edge
            and begins_lower(line.text)
            and self.lines[index - 1].text[-1].isalpha()
        )

    def _goes_on_over_gap(self, index: int) -> bool:
        """Whether a line goes on though more empty lines than usual are before it."""
        if not begins_lower(self.lines[index].text) or self.finished(index):
            return False
        return self.lines[index - 1].text[-1] not in CLAUSES and not self.short(
            index - 1
        )

    def _follows_short(self, index: int) -> bool:
        """Whether a line does not begin small, and the one before had room for more."""
        if begins_lower(self.lines[index].text):
            return False
        return self.short(index - 1) or self.room(index)

    def _indents(self, index: int, first_indent: int, hanging: int) -> str | None:
        """`indent` if a line is further in than those before, and a sentence or clause ends there."""
        line = self.lines[index]
        before = self.lines[index - 1]
        if not hanging == before.indent < line.indent - 1:
            return None
        begins_sentence = self.finished(index) and begins_capital(line.text)
        ends_clause = before.text[-1] in CLAUSES and line.indent == first_indent
        return "indent" if begins_sentence or ends_clause else None

    def _begins_clause(self, line: Line) -> bool:
        """Whether a line begins with a lead word, or a word like those that begin other clauses."""
        if line.text[0].isupper():
            ending = line.text.split(None, 1)[0][-ENDING:]
            if self.endings[ending] >= MIN_ALIKE:
                return True
        return led(line.text, self.leads)

    def _follows_heading(self, index: int) -> bool:
        """Whether the line before is a heading on a line of its own.

        It breaks off although the next word had room.
        """
        line = self.lines[index]
        if not begins_capital(line.text) or self.short(index):
            return False
        if self.lines[index - 1].text[-1] in f",{HYPHENS}":
            return False
        return self.short(index - 1) and self.room(index)

    def room(self, index: int, more: int = 0) -> bool:
        """Whether the first word of a line, and `more` characters, had room on the line before."""
        line = self.lines[index]
        before = self.lines[index - 1]
        if self.measures.limit:
            return _reach(before) + 1 + _first_word(line) <= self.measures.limit
        longest, blank = _kept_together(line.text[0])
        word = min(_first_word(line), longest)
        return self.measures.width - _reach(before) > blank + word + more

    def seat(self, index: int) -> str:
        """How a line is placed to the one before, as the decoder has learnt it: `room-in-gap`.

        Whether that one was full, whether this one begins further in or out, what is between them.
        """
        if index == 0 or not self.measures.wrapped:
            return "none"
        line = self.lines[index]
        before = self.lines[index - 1]
        room = "room" if self.room(index) else "full"
        if line.indent > before.indent + 1:
            step = "in"
        elif line.indent < before.indent - 1:
            step = "out"
        else:
            step = "same"
        if self.larger_gap(index):
            between = "gap"
        elif line.edge:
            between = "edge"
        else:
            between = "close"
        return intern(f"{room}-{step}-{between}")


def _outdents(indent: int, first_indent: int, hanging: int) -> bool:
    """Whether a line is further left than all the unit's lines, or back where a hanging indent
    began.
    """
    if indent < min(hanging, first_indent) - 1:
        return True
    return indent <= first_indent + 1 < hanging


def _kept_together(char: str) -> tuple[int, int]:
    """How many characters are kept together at a line's end in a script, and the blank before them."""
    if char > _FIRST_HAN:
        return 2, 1
    if _FIRST_SPACELESS < char < _AFTER_THAI:
        return MAX_WORD, 2
    return 99, 2


def contents_entries(lines: Sequence[Line]) -> list[list[Line]]:
    """The entries of tables of contents: lines that lead to the number of a page, `Lamps ....... 5`,
    or of which the file says so, those between them, and what heads a table.
    """
    found: list[list[Line]] = []
    near: list[int] = []
    for index, line in enumerate(lines):
        if not (_is_said(line) or _leads_to_page(line.text)):
            continue
        if near and index - near[-1] > MAX_BETWEEN + 1:
            found += _table_of_contents(lines, near)
            near = []
        near.append(index)
    return found + _table_of_contents(lines, near)


def _is_said(line: Line) -> bool:
    """Whether the file says that a line is of a table of contents."""
    return line.origin is not None and line.origin.role == "contents"


def _table_of_contents(lines: Sequence[Line], near: Sequence[int]) -> list[list[Line]]:
    """The entries of a table of contents whose lines that lead to pages are at some places, and what
    heads it, which is no first line of a text; none where these are too few.
    """
    if len(near) < MIN_CONTENTS and not any(_is_said(lines[index]) for index in near):
        return []
    first = near[0]
    if first > 1 and len(lines[first - 1].text.split()) <= MAX_CONTENTS_HEAD:
        first -= 1
    found: list[list[Line]] = []
    goes_on = False
    for index in range(first, near[-1] + 1):
        line = lines[index]
        if goes_on and not line.gap:
            found[-1].append(line)
        else:
            found.append([line])
        goes_on = first < index and index not in near
    return found


def _leads_to_page(text: str) -> bool:
    """Whether a line leads to the number of a page; that is rare, and told fast."""
    last = text[-1:]
    if not last.isdigit() and last not in "ivxlc":
        return False
    return _TO_PAGE.search(text) is not None


def beside(lines: Iterable[Line]) -> list[Line]:
    """The lines of columns side by side.

    They have words on both sides of a gap that ends at one column in at least `MIN_COLUMN` lines
    near one another.
    """
    columns: dict[int, list[tuple[int, Line]]] = defaultdict(list)
    for index, line in enumerate(lines):
        if "   " in line.text:
            for match in _COLUMN.finditer(line.text, MAX_LABEL):
                columns[line.indent + match.end()].append((index, line))
    found: dict[int, Line] = {}
    for places in columns.values():
        for near in _near_one_another(places):
            if len(near) >= MIN_COLUMN:
                found.update(near)
    return [line for _, line in sorted(found.items(), key=lambda each: each[0])]


def _near_one_another(
    places: Iterable[tuple[int, Line]],
) -> Iterator[list[tuple[int, Line]]]:
    """Lines by index, in groups without a wide gap inside."""
    near: list[tuple[int, Line]] = []
    for place in places:
        if near and place[0] - near[-1][0] > MAX_COLUMN_GAP:
            yield near
            near = []
        near.append(place)
    if near:
        yield near
