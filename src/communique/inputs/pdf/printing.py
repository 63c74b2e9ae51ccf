"""Rows as lines of text: indentation and gaps by blanks, empty lines where there is room, a rule
before notes.
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from math import inf
from statistics import median, pstdev

from communique.core.source import Box
from communique.inputs.pdf.columns import Part, leading_of, parts_of
from communique.inputs.pdf.rows import Row, Rows
from communique.inputs.pdf.strokes import Stroke
from communique.inputs.pdf.structure import CENTRED, Block
from communique.inputs.pdf.tables import EDGE, NOTE_SIZE, piped

ROOM = 1.32
"""A distance of more than this many times the usual one is an empty line."""
MOST_EMPTY = 4
"""No more empty lines stand between two rows, however far apart they are."""
LARGEST_INDENT = 120
LONG_SEGMENT = 20
"""A stretch of more characters than this shows how wide a character is."""
ALIKE_SIZE = 0.1
"""Sizes are alike that differ by less than this part of them."""
BELOW_BASELINE = 0.2
"""How much of its size a font reaches below the line that it stands on."""
RULE = " " * 20
"""A line of blanks: the reader of raw text takes it for the rule before notes, and no character is
added.
"""
SHORT = 0.6
"""The rule above notes is shorter than this part of the lines of a page."""
_STROKES = re.compile(r"_{5,}")
_SIGN = re.compile(r"[*†‡]{1,4}\s")
_NUMERALS = re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,4}|\d{1,4}")
_RAISED = re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹]|[*†‡]{1,4}\s")
"""So a note begins below a rule, whatever its size."""
NEAR = 3.0
"""No further below the rule than this many times its size."""
_NOTE = re.compile(
    r"(?:[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}|[*†‡]{1,4}|\d{1,3}|[(\[]\d{1,3}[)\]])(?=\s|$|\D)"
)


@dataclass(slots=True)
class TextLine:
    """A line of the text of a page: blanks for its indent, and its words. `box`: where it is drawn,
    on which `page` (0: this one).

    `block`: what its tags say that it is of.
    """

    text: str = ""
    box: Box | None = None
    page: int = 0
    block: Block | None = None

    def extend(self, words: str, box: Box | None) -> None:
        """Add words that go on with its last one, and stand in another box."""
        self.text += words
        if self.box is None or box is None:
            return
        left = min(self.box[0], box[0])
        bottom = min(self.box[1], box[1])
        right = max(self.box[2], box[2])
        top = max(self.box[3], box[3])
        self.box = (left, bottom, right, top)


@dataclass(slots=True)
class Page:
    """A page: its rows from the top down, those that stand at an angle.

    `leftward`: words run from right to left. `from_right`: lines begin at the right; some files
    draw their words the other way all the same. `walls`: lines that are drawn between columns of
    text. `rules`: level ones. `tags`: the block of each stretch of marked content. `closing`: lines
    end with a blank as a rule, so that one without ends within a word. `upright`: its rows do not
    stand at an angle. `given`: how many characters the file gives for it, by `account.size_of`.
    """

    rows: Rows
    turned: Rows = field(default_factory=list)
    leftward: bool = False
    from_right: bool = False
    walls: list[Stroke] = field(default_factory=list)
    rules: list[Stroke] = field(default_factory=list)
    tags: dict[int, Block] = field(default_factory=dict)
    closing: bool = False
    upright: bool = True
    given: int = 0


@dataclass(slots=True)
class Printed:
    """A page as lines: its text, what goes on in it from a note of the page before, its notes, its
    foot, its margins.

    `turned`: words at an angle. `columns`: whether columns were read one after the other.
    """

    lines: list[TextLine] = field(default_factory=list)
    carried: list[TextLine] = field(default_factory=list)
    notes: list[TextLine] = field(default_factory=list)
    foot: list[TextLine] = field(default_factory=list)
    margin: list[TextLine] = field(default_factory=list)
    turned: list[TextLine] = field(default_factory=list)
    columns: bool = False

    def all_lines(self) -> Iterator[TextLine]:
        """The lines of all its parts."""
        yield from self.lines
        yield from self.carried
        yield from self.notes
        yield from self.foot
        yield from self.margin
        yield from self.turned

    def number(self, number: int) -> None:
        """Say of its lines on which page they stand, but for rows of a table that began on the page
        before.
        """
        for line in self.all_lines():
            line.page = line.page or number


def usual_size(pages: list[Page]) -> float:
    """The size of most characters of a document."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for row in page.rows:
            size = max(1, round(row.size * 2)) / 2
            sizes[size] += sum(len(segment.text) for segment in row.segments)
    if not sizes:
        return 10.0
    return max(sizes, key=lambda each: (sizes[each], each))


def outer_margins(pages: list[Page], wide: float) -> dict[int, float]:
    """How far out other lines begin than at a place, by its slot of that width: a page whose lines
    all stand in shows it of no other.
    """
    found: defaultdict[int, Counter[int]] = defaultdict(Counter)
    for page in pages:
        free = [row for row in page.rows if not row.tabled]
        slots = Counter(round(_start(row, page) / wide) for row in free)
        usual = sorted(slot for slot, times in slots.items() if times > 1)
        for slot in usual[1:]:
            found[slot][usual[0]] += 1
    margins: dict[int, float] = {}
    for slot, firsts in found.items():
        [(first, _)] = firsts.most_common(1)
        margins[slot] = wide * first
    return margins


def printed(
    page: Page,
    size: float,
    outer: dict[int, float] | None = None,
) -> Printed:
    """A page of a document whose text is of that size.

    `outer`: `outer_margins` of half that size.
    """
    rows, tail = _without_tail(page)
    parts = parts_of(rows, size, page.walls, leftward=page.leftward)
    margin = [parts.pop()] if parts and parts[-1].margin else []
    made = Printed(columns=any(part.column for part in parts))
    foot = [Part(tail)]
    if len(parts) > 1 and _is_foot(parts, page, size):
        foot.insert(0, parts.pop())
    carried, notes = _notes(parts, size, page)
    wide = _character_width(page, size)
    edge = _page_margin(parts, page, wide)
    if outer is not None:
        edge = outer.get(round(2 * edge / size), edge)
    stretches = (
        (parts, made.lines),
        ([Part(carried)], made.carried),
        ([Part(notes)], made.notes),
        (foot, made.foot),
        (margin, made.margin),
        ([Part(page.turned, column=True)], made.turned),
    )
    for rows_in_parts, lines in stretches:
        _print(rows_in_parts, lines, page, wide, edge)
    for line in made.turned:
        line.box = None
    return made


def _without_tail(page: Page) -> tuple[Rows, Rows]:
    """The rows of a page, and those at its end that tags say nothing of, where they speak of
    others.
    """
    end = len(page.rows)
    while page.tags and end and page.rows[end - 1].tag < 0:
        end -= 1
    return page.rows[:end], page.rows[end:]


def _character_width(page: Page, size: float) -> float:
    """How wide a character of the text is, by its long segments."""
    alike = [row for row in page.rows if abs(row.size - size) < ALIKE_SIZE * size]
    segments = [segment for row in alike for segment in row.segments]
    long = [segment for segment in segments if len(segment.text) > LONG_SEGMENT]
    if not long:
        return 0.5 * size
    widths = [segment.width / len(segment.text) for segment in long]
    return max(median(widths), 0.05 * size)


def _page_margin(parts: list[Part], page: Page, wide: float) -> float:
    """Where the lines of a page begin that stand in no column, a head or foot left aside if there
    is anything else.
    """
    level = [part for part in parts if part.rows and not part.column]
    large = [part for part in level if len(part.rows) > EDGE] or level
    body = [row for part in large for row in part.rows if not row.tabled]
    return _margin([_start(row, page) for row in body or page.rows], wide)


def _print(
    parts: list[Part],
    lines: list[TextLine],
    page: Page,
    wide: float,
    edge: float,
) -> None:
    """Print parts of a page below one another.

    `edge`: where lines begin that stand in no column.
    """
    before: Row | None = None
    for part in parts:
        if not part.rows:
            continue
        at = edge
        if part.column or part.margin:
            at = _margin([_start(row, page) for row in part.rows], wide)
        before = _part(part, lines, wide, before, page, at)


def _is_foot(parts: list[Part], page: Page, size: float) -> bool:
    """Whether the last part is the page's foot: a few rows that end it, no notes, and nothing that
    tags say is of the text.
    """
    rows = parts[-1].rows
    is_last = rows[-1] is page.rows[-1] and not parts[-1].column
    if len(rows) > EDGE or not is_last:
        return False
    is_text = any(row.tag in page.tags for row in rows)
    return not is_text and not any(_is_note(row, size) for row in rows)


def _is_note(row: Row, size: float) -> bool:
    """Whether a note begins with a row: in small print any number can be its sign."""
    if row.size <= NOTE_SIZE * size:
        return _NOTE.match(row.text) is not None
    return _RAISED.match(row.text) is not None


def _below_rule(rows: Rows, page: Page) -> int:
    """Where rows begin that stand below the rule of notes: a short one, right above the sign of a
    note.
    """
    left = min(row.x0 for row in page.rows)
    right = max(row.x1 for row in page.rows)
    longest = SHORT * (right - left)
    short = [rule.at for rule in page.rules if rule.length < longest]
    before = inf
    for at, row in enumerate(rows):
        above = min(row.y + NEAR * row.size, before)
        before = row.y
        is_below = any(row.y < rule < above for rule in short)
        if is_below and _RAISED.match(row.text):
            return at
    return len(rows)


def _notes(parts: list[Part], size: float, page: Page) -> tuple[Rows, Rows]:
    """Take the notes off the ends of a page's parts: rows that go on with a note of the page
    before, and notes.
    """
    quoted = [row for part in parts for row in _quoted(part.rows, page)]
    tails: Rows = []
    for part in reversed(parts):
        rows = part.rows
        small = _small_from(rows, size)
        ruled = _below_rule(rows, page)
        is_noted = ruled < small or any(_is_note(row, size) for row in rows[small:])
        at = min(small, ruled)
        if is_noted:
            tails = rows[at:] + tails
            del rows[at:]
        is_whole = is_noted and at == 0
        if not part.column and not is_whole:
            break
    begun = (index for index, row in enumerate(tails) if _is_note(row, size))
    begin = next(begun, 0)
    carried = tails[:begin]
    notes = _unnumbered(tails[begin:], page)
    return carried, [*quoted, *notes]


def _small_from(rows: Rows, size: float) -> int:
    """Where the rows begin that end a part in small print."""
    at = len(rows)
    while at > 0 and rows[at - 1].size <= NOTE_SIZE * size:
        at -= 1
    return at


def _quoted(rows: Rows, page: Page) -> Rows:
    """Take the notes of what is quoted out of the text: blocks with signs, by the tags of the page,
    below a typed rule.
    """
    found: Rows = []
    rules = [at for at, row in enumerate(rows) if _STROKES.fullmatch(row.text)]
    for rule in reversed(rules):
        below = rule + 1
        signed = [row for row in rows[below:] if _SIGN.match(row.text)]
        blocks = {page.tags.get(row.tag) for row in signed} - {None}
        end = below
        while end < len(rows) and page.tags.get(rows[end].tag) in blocks:
            end += 1
        if below < end < len(rows):
            found[:0] = rows[rule:end]
            del rows[rule:end]
    return found


def _unnumbered(rows: Rows, page: Page) -> Iterator[Row]:
    """Notes whose signs are raised, so that no other line begins with a number, but for the next
    one: it ends the line above.
    """
    if not rows:
        return
    first_sign = rows[0].text[0]
    is_raised = first_sign in "⁰¹²³⁴⁵⁶⁷⁸⁹" and not page.leftward
    last = 0
    above: Row | None = None
    for row in rows:
        number = _number_of(row.text)
        is_next = number == last + 1
        goes_on = is_raised and row.text[0].isdecimal() and not is_next
        if above is not None and goes_on and above.y - row.y < 2 * above.size:
            first = row.segments[0]
            word, _, first.text = first.text.partition(" ")
            above.segments[-1].text += f" {word}"
        elif number:
            last = number
        above = row
        if row.text:
            yield row


def _number_of(text: str) -> int:
    """The number that a line begins with, raised or not; 0 without one."""
    sign = _NUMERALS.match(text)
    return int(unicodedata.normalize("NFKC", sign[0])) if sign else 0


def _part(
    part: Part,
    lines: list[TextLine],
    wide: float,
    before: Row | None,
    page: Page,
    margin: float,
) -> Row:
    """Print rows behind the lines that there are, and return the last row."""
    leading = leading_of(part.rows)
    for row in part.rows:
        above = before
        before = row
        if above is not None:
            lines.extend(TextLine() for _ in range(_room(above, row, leading)))
        box = _box(row) if page.upright else None
        if row.cells is not None:
            is_first = above is None or not above.tabled
            words = piped(row.cells, first=is_first)
            lines.append(TextLine(words, box, row.page))
            continue
        words = _line(row, wide, leftward=page.leftward).strip()
        between = None
        if above is not None and lines[-1].text and page.closing:
            between = _between(above, row, page)
        if between is not None:
            word, _, rest = words.partition(" ")
            words = rest.lstrip()
            lines[-1].extend(between + word, None if words else box)
            if not words:
                continue
        lead = _lead((_start(row, page) - margin) / wide)
        block = _block_of(row, page)
        lines.append(TextLine(lead + words, box, row.page, block))
    assert before is not None, "a part has rows"
    return before


def _lead(indent: float) -> str:
    """The blanks of an indent, in characters: by a single one a page would begin."""
    blanks = min(LARGEST_INDENT, round(indent))
    return " " * blanks if blanks > 1 else ""


def _room(above: Row, row: Row, leading: float) -> int:
    """How many empty lines are printed between two rows: one at least around a table."""
    if above.tabled and row.tabled:
        return 0
    empty = _empty(above, row, leading)
    return max(1, empty) if above.tabled or row.tabled else empty


def _block_of(row: Row, page: Page) -> Block | None:
    """The block that a row is of by its tag; without a kind a heading can be told by its place."""
    if row.tag not in page.tags:
        return None
    number, kind = page.tags[row.tag]
    if not kind and _heads(row, page):
        kind = CENTRED
    return number, kind


def _box(row: Row) -> Box:
    """Where a row is drawn: a font reaches a fifth of its size below the baseline, as most do."""
    bottom = row.y - BELOW_BASELINE * row.size
    return row.x0, bottom, row.x1, bottom + row.size


def _between(before: Row, row: Row, page: Page) -> str | None:
    """What stands between the last word of a line and the next, where that is surely other than at
    the end of any line.

    A line without a blank at its end, where others have one, breaks a word behind a dash or a
    stroke. One with a blank behind a hyphen does not.
    """
    if page.leftward or before.tabled or row.tabled:
        return None
    last = before.segments[-1]
    signs = "-" if last.closed else "–—/"
    is_broken = last.text[-1:] in signs and last.text[-2:-1].isalnum()
    if not is_broken or not row.text[:1].isalnum():
        return None
    return " " if last.closed else ""


def _heads(row: Row, page: Page) -> bool:
    """Whether a row is bold and stands in the middle of its page's lines, with room on both sides."""
    if not all(each.bold for each in row.segments):
        return False
    left = row.x0 - min(each.x0 for each in page.rows)
    right = max(each.x1 for each in page.rows) - row.x1
    return min(left, right) > row.size and abs(left - right) < 2 * row.size


def _start(row: Row, page: Page) -> float:
    """Where a row begins, as far as it stands in from its page's side."""
    return -row.x1 if page.from_right else row.x0


def _empty(above: Row, row: Row, leading: float) -> int:
    """How many empty lines stand between two rows.

    One where the second stands higher: another column begins.
    """
    distance = above.y - row.y
    if distance < 0:
        return 1
    small = min(above.size, row.size)
    usual = max(min(leading, 2.6 * small), 0.9 * small)
    ratio = distance / usual
    if ratio <= ROOM:
        return 0
    return max(1, min(MOST_EMPTY, round(ratio) - 1))


def _margin(starts: list[float], wide: float) -> float:
    """Where lines begin that begin furthest out: one line alone is no margin where there are many."""
    slots = Counter(round(start / wide) for start in starts)
    enough = 2 if len(starts) >= 6 else 1
    usual = [slot for slot, times in slots.items() if times >= enough]
    if usual:
        outermost = min(usual)
        starts = [start for start in starts if round(start / wide) == outermost]
    return min(starts, default=0.0)


def _line(row: Row, wide: float, *, leftward: bool) -> str:
    """A row as text: a blank for each width of a character that is empty."""
    gaps = [after.x0 - before.x1 for before, after in pairwise(row.segments)]
    words = [segment.text for segment in row.segments]
    if leftward:
        gaps.reverse()
        words.reverse()
    made = words[0]
    for gap, text in zip(gaps, words[1:], strict=True):
        blanks = min(LARGEST_INDENT, max(2, round(gap / wide)))
        made += " " * blanks + text
    return made


def begins_right(rows: Rows) -> bool:
    """Whether lines are flush at the right rather than at the left."""
    if len(rows) <= 2:
        return False
    at_right = pstdev([row.x1 for row in rows])
    at_left = pstdev([row.x0 for row in rows])
    return at_right < at_left
