"""From characters with places to rows of words: what stands on one line, what is raised above it,
where words part.
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, partial
from itertools import chain, pairwise
from statistics import median

from communique.inputs.pdf.glyphs import Glyph, runs_of
from communique.inputs.pdf.strokes import Stroke

_LEFTWARD = frozenset({"R", "AL"})
_RIGHTWARD = frozenset({"L", "EN", "AN"})
_MIRRORED = str.maketrans("()[]{}<>«»", ")(][}{><»«")
_LAST = frozenset("ךםןףץةىﺓﺔﻯﻰ")
"""Letters of Hebrew and Arabic that stand at the ends of words alone."""
_OPENING = "([{<"
_CLOSING = ")]}>"


Piece = list[Glyph]
"""Characters that stand together, from left to right: a word, a line, a part of one."""


@cache
def _side(char: str) -> str:
    kind = unicodedata.bidirectional(char)
    if kind in _LEFTWARD:
        return "R"
    if kind == "L":
        return "L"
    return "N" if kind in _RIGHTWARD else ""


@cache
def is_mark(char: str) -> bool:
    """Whether a character stands over or under another."""
    return unicodedata.category(char) == "Mn"


def runs_left(text: Iterable[str]) -> bool:
    """Whether more letters of a text run from right to left than the other way."""
    sides = [_side(char) for char in text]
    return sides.count("R") > sides.count("L")


def drawn_as_read(lines: Iterable[list[str]]) -> bool:
    """Whether letters of a script that runs to the left are drawn from left to right all the same.

    Some letters only end words: if words seem to begin with them, taken from the right, they were
    drawn as they are read.
    """
    begun = 0
    ended = 0
    for units in lines:
        line = "".join(unit[0] for unit in units)
        for word in line.split(" "):
            if len(word) > 1:
                begun += word[0] in _LAST
                ended += word[-1] in _LAST
    return ended > begun


def logical(units: list[str], *, leftward: bool) -> str:
    """The text of a line whose characters (each with its marks) are given from left to right.

    `leftward`: the page's words run to the left. Figures, and words of the other direction, keep
    their own.
    """
    sides = [_side(unit[0]) for unit in units]
    text = "".join(units)
    # A number with signs around it is a label, and runs to the left.
    is_label = leftward and "L" not in sides and text.strip("().:-").isdecimal()
    if "R" not in sides and not is_label:
        return text
    if not leftward:
        return "".join(_reversed_runs(units, sides, "R"))
    backward = units[::-1]
    sides.reverse()
    turned = "".join(_reversed_runs(backward, sides, "LN"))
    # Some files give brackets as they look, some as they open.
    if _closes_first(turned):
        return turned.translate(_MIRRORED)
    return turned


def _closes_first(text: str) -> bool:
    """Whether the first bracket of a text closes, and a later one opens."""
    brackets = [char for char in text if char in _OPENING or char in _CLOSING]
    if not brackets or brackets[0] not in _CLOSING:
        return False
    return any(char in _OPENING for char in brackets)


def _reversed_runs(units: list[str], sides: list[str], of: str) -> list[str]:
    """The units with each run of some sides turned.

    What has no side goes with the run that it stands in.
    """
    found: list[str] = []
    index = 0
    while index < len(units):
        end = index + 1
        if sides[index] and sides[index] in of:
            end = _run_end(units, sides, of, index)
        found.extend(reversed(units[index:end]))
        index = end
    return found


def _run_end(
    units: list[str],
    sides: list[str],
    of: str,
    start: int,
) -> int:
    """Where a run of some sides ends, behind its last unit that has a side."""
    last = start
    for at in range(start + 1, len(units)):
        if not sides[at]:
            continue
        if sides[at] not in of:
            break
        # Two numbers with a blank between them are two words.
        has_figure = "N" in (sides[at], sides[last])
        if has_figure and of != "R" and " " in units[last + 1 : at]:
            break
        last = at
    return last + 1


SAME_LINE = 0.25
"""Baselines that differ by less than this part of the smaller size are one line."""
MAX_RAISED = 8
"""A piece of more characters is never raised or lowered."""
REACH = 0.7
"""A raised or lowered figure stands no further from its line's baseline than this part of the
line's size.
"""
SMALLER = 0.85
"""A raised or lowered figure is no larger than this part of its line's size."""
FIGURE = 0.92
"""Digits alone are raised or lowered where they are no larger than this part: in small print they
are hardly smaller.
"""
NEAR_LINES = 4
"""This many baselines further its line is looked for: others may stand between, in another column."""
LEAST_RISE = 0.1
TOUCH = 0.3
"""Characters of one piece of a line stand no further apart than this part of their size."""
BESIDE = 0.65
"""A raised figure stands no further from the word that it belongs to than this part of the line's
size: a blank.
"""
CALLS = 1.6
"""Two calls side by side stand no further apart than this part of their size: a blank of the line's
size may part them.
"""
MARK_GAP = 5.0
"""The mark of a note, before the first word of its line, stands further from it."""
WORD_GAP = 0.14
"""Words part at this part of the size, where the file does not say where."""
WIDE = 0.45
"""A blank that is wider than this part of the size, and than a character, can stand between
columns, if one does in each line.
"""
CELL_GAP = 0.9
"""What is further apart than this part of the size may be columns."""
FEW = 4
"""From fewer gaps between characters it is not told how far apart letters are as a rule."""
OVERPRINT = 0.12
"""The same character again, so near: it is printed twice to look bold."""
COVERED = 0.5
"""A character stands on another if more than this part of the narrower one does."""
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_LOWERED = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_SYMBOLS = str.maketrans("\uf0b7\uf0a7\uf0d8\uf0fc\uf02d\uf0be\uf06e\uf071", "•▪➢✓––■❑")
"""The signs of lists in fonts of symbols, which have no names of their own in the file."""
_JOINED = re.compile("[\ufb00-\ufdff\ufe70-\ufefe]")


@dataclass(slots=True)
class Segment:
    """Words that stand together on a line. `wide`: after how many words there is more room than a
    blank, and its ends.

    `tag`: the number of the marked content that they begin with, or -1; `bold`: whether they begin
    bold; `closed`: whether the file draws a blank behind them at the line's end.
    """

    x0: float
    x1: float
    text: str
    size: float
    wide: list[tuple[int, float, float]] = field(default_factory=list)
    tag: int = -1
    bold: bool = False
    closed: bool = False

    @property
    def middle(self) -> float:
        """The place halfway between its ends."""
        return (self.x0 + self.x1) / 2

    @property
    def width(self) -> float:
        """How much of the line it takes."""
        return self.x1 - self.x0


@dataclass(slots=True)
class Row:
    """A line: its baseline, its usual size, its words in segments from left to right. `cells`: of a
    row of a table.

    `page`: the page from 1 that it was moved from; 0 where it stands on its own.
    """

    y: float
    size: float
    segments: list[Segment]
    cells: list[str] | None = None
    page: int = 0

    @property
    def tabled(self) -> bool:
        """Whether it is a row of a table."""
        return self.cells is not None

    @property
    def x0(self) -> float:
        """Where it begins."""
        return self.segments[0].x0

    @property
    def x1(self) -> float:
        """Where it ends."""
        return self.segments[-1].x1

    @property
    def width(self) -> float:
        """How far its ends are apart."""
        return self.x1 - self.x0

    @property
    def tag(self) -> int:
        """The number of the marked content that it is of, or -1."""
        return next((segment.tag for segment in self.segments if segment.tag >= 0), -1)

    @property
    def text(self) -> str:
        """Its words."""
        return " ".join(segment.text for segment in self.segments)


Rows = list[Row]
"""Rows of a page, from the top down."""


@dataclass(slots=True)
class RowsFound:
    """The rows of a page from its top down.

    `leftward`: whether its words do run from right to left. `again`: the letters that are printed
    a second time at their place, so that no row has them.
    """

    rows: Rows
    leftward: bool
    again: str = ""


def rows_of(
    glyphs: Piece,
    walls: Sequence[Stroke] = (),
    *,
    leftward: bool,
) -> RowsFound:
    """The rows of a page.

    `walls`: upright lines, which part words. `leftward`: their letters do. Some files draw such
    letters from left to right, as they are read: their words show it.
    """
    again: Piece = []
    bases: Piece = []
    marks: Piece = []
    for glyph in glyphs:
        kind = marks if is_mark(glyph.char) else bases
        kind.append(glyph)
    lines = _lines(bases, again)
    _raise(lines)
    lines = [line for line in lines if line]
    _seat_marks(lines, marks)
    drawn = [_drawn(line, walls) for line in lines]
    rows = [row for row, _ in drawn]
    words = [units for _, segments in drawn for units in segments]
    read: Callable[[list[str]], str] = partial(logical, leftward=leftward)
    if leftward and drawn_as_read(words):
        read = "".join
        leftward = False
    segments = chain.from_iterable(row.segments for row in rows)
    for segment, units in zip(segments, words, strict=True):
        segment.text = in_letters(read(units))
    return RowsFound(rows, leftward, "".join(glyph.char for glyph in again))


def in_letters(text: str) -> str:
    """A text with plain letters for ligatures and joined letters, and signs for those of fonts."""
    if text.isascii():
        return text
    return _JOINED.sub(_plain_letters, text.translate(_SYMBOLS))


def _plain_letters(match: re.Match[str]) -> str:
    return unicodedata.normalize("NFKC", match[0])


def _lines(glyphs: Piece, again: Piece) -> list[Piece]:
    """Characters of one baseline, from left to right; the lines from the top down.

    What is printed twice at one place goes to `again`.
    """
    lines: list[Piece] = []
    base = 0.0
    limit = 0.0
    for glyph in sorted(glyphs, key=lambda each: -each.y):
        if lines and base - glyph.y <= min(limit, SAME_LINE * glyph.size):
            lines[-1].append(glyph)
        else:
            lines.append([glyph])
            base = glyph.y
            limit = SAME_LINE * glyph.size
    found: list[Piece] = []
    for line in lines:
        line.sort(key=_from_left)
        once = _once(line)
        if _is_printed_over(once):
            found.extend(_layers(line, again))
            continue
        found.append(once)
        if len(once) < len(line):
            kept = set(map(id, once))
            again.extend(glyph for glyph in line if id(glyph) not in kept)
    return found


def _from_left(glyph: Glyph) -> tuple[float, int]:
    return glyph.x0, glyph.order


def _once(line: Piece) -> Piece:
    """A line without characters that are printed twice at one place.

    One behind the other they are a ligature's: `ff`.
    """
    kept: Piece = []
    for glyph in line:
        for other in kept[-2:]:
            again = glyph.char == other.char and glyph.order != other.order + 1
            if again and glyph.x0 - other.x0 <= OVERPRINT * glyph.size:
                break
        else:
            kept.append(glyph)
    return kept


def _is_printed_over(line: Piece) -> bool:
    """Whether characters of a line stand on one another that are not drawn one behind the other.

    Those that are can be a letter and its accent.
    """
    for glyph, after in pairwise(line):
        is_next = after.order == glyph.order + 1
        if not is_next and _covers(glyph, after):
            return True
    return False


def _covers(glyph: Glyph, other: Glyph) -> bool:
    """Whether most of a character stands on another, which is drawn at another time."""
    shared = min(glyph.x1, other.x1) - max(glyph.x0, other.x0)
    if shared <= COVERED * min(glyph.x1 - glyph.x0, other.x1 - other.x0):
        return False
    return abs(glyph.order - other.order) > 1 and shared > 0


def _layers(line: Piece, again: Piece) -> list[Piece]:
    """The lines that are printed at one place: words that stand on others are a line of their own.

    A word that stands on the same word goes to `again`.
    """
    layers: list[Piece] = []
    for word in _as_drawn(line):
        if any(_has_again(layer, word) for layer in layers):
            again.extend(word)
            continue
        free = next((layer for layer in layers if _has_room(layer, word)), None)
        if free is None:
            layers.append(word)
        else:
            free.extend(word)
            free.sort(key=_from_left)
    return layers


def _as_drawn(line: Piece) -> list[Piece]:
    """The words of a line in the order in which they are drawn."""

    def goes_on(word: Piece, glyph: Glyph) -> bool:
        before = word[-1]
        is_next = glyph.order == before.order + 1 and not glyph.spaced
        gap = max(glyph.x0 - before.x1, before.x0 - glyph.x1)
        if not is_next or gap >= WORD_GAP * glyph.size:
            return False
        return not any(_covers(other, glyph) for other in word)

    return runs_of(sorted(line, key=lambda each: each.order), goes_on)


def _has_again(layer: Piece, word: Piece) -> bool:
    """Whether a layer has the letters of a word at their places."""
    return all(map(partial(_is_in, layer), word))


def _is_in(layer: Piece, glyph: Glyph) -> bool:
    """Whether a layer has a character at its place."""
    return any(_is_again(other, glyph) for other in _under(layer, glyph))


def _is_again(glyph: Glyph, other: Glyph) -> bool:
    """Whether two characters are the same, at one place."""
    return (
        glyph.char == other.char and abs(glyph.x0 - other.x0) <= OVERPRINT * other.size
    )


def _has_room(layer: Piece, word: Piece) -> bool:
    """Whether no letter of a word stands on one of a layer."""
    return not any(map(partial(_is_covered, layer), word))


def _is_covered(layer: Piece, glyph: Glyph) -> bool:
    """Whether a character stands on one of a layer."""
    return any(_covers(other, glyph) for other in _under(layer, glyph))


def _under(layer: Piece, glyph: Glyph) -> Piece:
    """The characters of a layer around the place of another."""
    at = bisect_left(layer, glyph.x0, key=lambda each: each.x0)
    return layer[max(0, at - 2) : at + 2]


def _raise(lines: list[Piece]) -> None:
    """Put small characters that are raised or lowered on the line of the word that they belong to."""
    whole = list(lines)
    tallest = [max(glyph.size for glyph in line) for line in lines]
    seated: dict[int, Piece] = {}
    for index, line in enumerate(whole):
        kept: Piece = []
        for piece, seat in _seats(line, whole, tallest, index):
            if seat is None:
                kept.extend(piece)
                continue
            side = 1 if piece[0].y > whole[seat][0].y else -1
            for glyph in piece:
                glyph.raised = side
            seated.setdefault(seat, []).extend(piece)
        if len(kept) < len(line):
            lines[index] = kept
    for index, added in seated.items():
        lines[index] = sorted(lines[index] + added, key=_from_left)
    for line in lines:
        if line:
            _raise_within(line)


def _seats(
    line: Piece,
    lines: list[Piece],
    tallest: list[float],
    index: int,
) -> Iterator[tuple[Piece, int | None]]:
    """The pieces of a line, each with the number of the line that it belongs to.

    This is None for a piece of its own line.
    """
    pieces = runs_of(line, _touches)
    before: int | None = None
    for at, piece in enumerate(pieces):
        seat: int | None = None
        if not _in_words(pieces, at):
            seat = _seat(piece, lines, tallest, index)
        if seat is None and before is not None and _is_next_call(pieces[at - 1], piece):
            seat = before
        before = seat
        yield piece, seat


def _touches(piece: Piece, glyph: Glyph) -> bool:
    """Whether a character stands right behind a piece of a line."""
    return glyph.x0 - piece[-1].x1 <= TOUCH * glyph.size


def _is_next_call(before: Piece, piece: Piece) -> bool:
    """Whether two pieces are calls of notes side by side."""
    size = piece[0].size
    near = piece[0].x0 - before[-1].x1 <= CALLS * size
    return near and size < 1.1 * before[-1].size


def _raise_within(line: Piece) -> None:
    """Mark the smaller characters of a line that are a little above or below its baseline."""
    size, base = _usual(line)
    for glyph in line:
        if glyph.raised or glyph.size > SMALLER * size:
            continue
        if abs(glyph.y - base) >= LEAST_RISE * size:
            glyph.raised = 1 if glyph.y > base else -1


def _in_words(pieces: list[Piece], at: int) -> bool:
    """Whether a piece is a word among others of its own line.

    Figures that stand together can all be raised.
    """
    near = CELL_GAP * pieces[at][0].size
    for before, after in pairwise(pieces[max(0, at - 1) : at + 2]):
        apart = after[0].x0 - before[-1].x1
        if apart <= near and (_has_letter(before) or _has_letter(after)):
            return True
    return False


def _has_letter(piece: Piece) -> bool:
    """Whether a piece of a line has a letter."""
    return any(glyph.char.isalpha() for glyph in piece)


def _seat(
    piece: Piece,
    lines: list[Piece],
    tallest: list[float],
    own: int,
) -> int | None:
    """The number of the line that a piece is raised above or lowered below.

    It is None where the piece stands on its own line.
    """
    if len(piece) > MAX_RAISED:
        return None
    is_figure = all(glyph.char.isdigit() for glyph in piece)
    most = FIGURE if is_figure else SMALLER
    least = max(glyph.size for glyph in piece) / most
    # The lines below come first: more figures are raised than lowered.
    below = range(own + 1, min(own + NEAR_LINES + 1, len(lines)))
    above = range(own - 1, max(own - NEAR_LINES, 0) - 1, -1)
    for other in chain(below, above):
        if tallest[other] >= least and _beside(piece, least, lines[other]):
            return other
    return None


def _beside(piece: Piece, least: float, line: Piece) -> bool:
    """Whether a piece touches a character of a line that is no smaller than `least`.

    It stands behind the character or, as the mark of a note, before it.
    """
    first = piece[0]
    last = piece[-1]
    at = bisect_left(line, first.x0, key=lambda each: each.x0)
    rise = abs(line[0].y - first.y)
    if at > 0:
        before = line[at - 1]
        apart = first.x0 - before.x1
        if before.size >= least and _is_near(before.size, rise, apart, BESIDE):
            return True
    if at < len(line):
        after = line[at]
        apart = after.x0 - last.x1
        most = BESIDE if at else MARK_GAP
        return after.size >= least and _is_near(after.size, rise, apart, most)
    return False


def _is_near(
    size: float,
    rise: float,
    apart: float,
    most: float,
) -> bool:
    """Whether a piece that is so far above or below a character, and apart from it, belongs to it.

    `most`: how far apart they can be, as part of the character's size.
    """
    return rise <= REACH * size and -0.5 * size <= apart <= most * size


def _usual(line: Piece) -> tuple[float, float]:
    """The size of most characters of a line, and the baseline of those."""
    level = [glyph for glyph in line if not glyph.raised] or line
    sizes: Counter[float] = Counter()
    for each, times in Counter([glyph.size for glyph in level]).items():
        sizes[round(each, 1)] += times
    size = max(sizes, key=lambda each: (sizes[each], each), default=1.0)
    heights = [glyph.y for glyph in level if abs(glyph.size - size) < 0.11]
    base = median(heights) if heights else 0.0
    return size, base


def _seat_marks(lines: list[Piece], marks: Piece) -> None:
    """Put each combining mark behind its character: the one it stands over, or is a part of."""
    bases = [-line[0].y for line in lines]
    loose: Piece = []
    for mark in marks:
        at = bisect_left(bases, -mark.y)
        near = _around(mark, lines[max(0, at - 1) : at + 2])
        whole = next((glyph for glyph in near if _halved(glyph, mark)), None)
        if whole is not None:
            whole.x0 = min(whole.x0, mark.x0)
            whole.x1 = max(whole.x1, mark.x1)
            whole.char += mark.char
        elif near:
            nearest = min(near, key=partial(_distance, mark))
            nearest.char += mark.char
        else:
            loose.append(mark)
    if loose:
        lines.extend([mark] for mark in loose)
        lines.sort(key=lambda line: -line[0].y)


def _around(mark: Glyph, lines: list[Piece]) -> Piece:
    """The characters of some lines that a mark could stand over."""
    found: Piece = []
    for line in lines:
        at = bisect_left(line, mark.middle, key=lambda each: each.x0)
        neighbours = line[max(0, at - 2) : at + 2]
        found.extend(
            glyph for glyph in neighbours if abs(glyph.y - mark.y) < glyph.size
        )
    return found


def _distance(mark: Glyph, glyph: Glyph) -> float:
    """How far a mark is from the middle of a character, and from its baseline."""
    aside = abs(glyph.middle - mark.middle)
    return aside + abs(glyph.y - mark.y)


def _halved(one: Glyph, other: Glyph) -> bool:
    """Whether a character and a mark are drawn as one, whose width the library has parted between
    them, and perhaps another mark.
    """
    if one.y != other.y:
        return False
    behind = abs(one.x0 - other.x1)
    before = abs(one.x1 - other.x0)
    if min(behind, before) >= HAIR:
        return False
    width = other.width
    rest = min(abs(one.width - times * width) for times in (1, 2))
    return rest < HAIR


HAIR = 0.05
"""No more, in points, parts what is drawn as one."""


def _drawn(line: Piece, walls: Sequence[Stroke]) -> tuple[Row, list[list[str]]]:
    """A line as a row whose segments have no text yet, and the characters of each segment.

    These are in the order from left to right, each with its marks.
    """
    size, base = _usual(line)
    cuts = sorted(2 * wall.at for wall in walls if wall.start <= base <= wall.end)
    _lift(line)

    def goes_on(run: Piece, glyph: Glyph) -> bool:
        before = run[-1]
        if glyph.x0 - before.x1 > CELL_GAP * size:
            return False
        if not cuts:
            return True
        passed = bisect_right(cuts, before.x0 + before.x1)
        return passed >= bisect_left(cuts, glyph.x0 + glyph.x1)

    row = Row(base, size, [])
    words: list[list[str]] = []
    for run in runs_of(line, goes_on):
        segment, units = _segment(run)
        row.segments.append(segment)
        words.append(units)
    return row, words


def _segment(run: Piece) -> tuple[Segment, list[str]]:
    """A run of characters as a segment that has no text yet, and its characters with their marks."""
    start = run[0]
    size, _ = _usual(run)
    made = Segment(start.x0, 0.0, "", size)
    units = [start.char]
    words = 0
    right = start.x1
    tracking = _tracking(run)
    width = sum(glyph.x1 - glyph.x0 for glyph in run) / len(run)
    usual = max(WIDE * start.size, 1.05 * width)
    for before, glyph in pairwise(run):
        if _parted(before, glyph, right, tracking):
            units.append(" ")
            words += 1
            if glyph.x0 - right > usual:
                made.wide.append((words, right, glyph.x0))
        units.append(glyph.char)
        right = max(right, glyph.x1)
    made.x1 = right
    first = next((glyph for glyph in run if not glyph.raised), start)
    made.tag = first.tag
    made.bold = first.bold
    last = max(run, key=lambda glyph: glyph.order)
    made.closed = last.closed
    return made, units


def _tracking(run: Piece) -> float:
    """How far letters of a run are apart as a rule, as part of their size."""
    apart: list[float] = []
    for before, glyph in pairwise(run):
        if not glyph.spaced:
            apart.append((glyph.x0 - before.x1) / glyph.size)
    if len(apart) < FEW:
        return 0.0
    return max(0.0, median(apart))


def _parted(
    before: Glyph,
    glyph: Glyph,
    right: float,
    tracking: float,
) -> bool:
    """Whether a blank stands between two neighbours: the file draws it, or they are far apart.

    `tracking`: how far letters are apart in this line as a rule, as part of their size.
    """
    gap = (glyph.x0 - right) / max(before.size, glyph.size)
    if gap > WORD_GAP + 2 * tracking:
        return True
    later = glyph if glyph.order > before.order else before
    if not later.spaced or before.raised or glyph.raised:
        return False
    return abs(before.order - glyph.order) == 1 and gap > -0.5


def _lift(line: Piece) -> None:
    """Write raised and lowered figures as the characters that are: a note's call, the 2 of CO₂.

    Not those in brackets.
    """
    runs = runs_of(line, lambda run, glyph: glyph.raised == run[0].raised)
    for at, run in enumerate(runs):
        side = run[0].raised
        word = "".join(glyph.char for glyph in run)
        if not side or "(" in word or any(map(str.isalpha, word)):
            continue
        if _is_in_brackets(runs, at):
            continue
        figures = _RAISED if side > 0 else _LOWERED
        for glyph in run:
            glyph.char = glyph.char.translate(figures)


def _is_in_brackets(runs: list[Piece], at: int) -> bool:
    """Whether a run stands between two brackets."""
    if not 0 < at < len(runs) - 1:
        return False
    before = runs[at - 1][-1]
    after = runs[at + 1][0]
    return before.char == "(" and after.char == ")"
