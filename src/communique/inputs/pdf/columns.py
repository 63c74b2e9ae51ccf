"""The order in which the rows of a page are read: columns of running text one after the other,
tables row by row.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from statistics import median

from communique.inputs.pdf.rows import CELL_GAP, Row, Segment
from communique.inputs.pdf.strokes import Stroke
from communique.inputs.pdf.tables import EDGE

FEWEST = 4
"""This many rows on either side make columns."""
FULL = 0.6
"""Most lines of running text fill more than this part of their column."""
NARROWEST = 9
"""A column of running text is wider than this many times the size of its characters."""
APART = 1.5
"""Rows whose distance is more than this many times the usual do not go on with one another."""
MOST = 12
"""This many places are tried for a gutter."""
SMALLER_BELOW = 0.93
"""Columns end above a row that is no larger than this part of the one above it: a note."""
DEPTH = 6
"""Columns in columns are looked for so deep."""


MARGINAL = 0.9
"""Notes in the margin are printed no larger than this part of the text's size."""
LONG = 20
"""Segments of this many characters show where the text stands, and where its margins are."""


@dataclass(slots=True)
class Part:
    """Rows that are read in their order.

    `column`: whether they are one of several columns; `margin`: notes beside them.
    """

    rows: list[Row]
    column: bool = False
    margin: bool = False


def leading_of(rows: list[Row]) -> float:
    """The usual distance of one line of running text to the next: that of most characters."""
    weights: Counter[int] = Counter()
    for above, below in pairwise(rows):
        step = above.y - below.y
        if (
            0.8 * above.size < step < 2.6 * above.size
            and abs(above.size - below.size) < 0.2 * above.size
        ):
            weights[round(2 * step)] += sum(len(segment.text) for segment in below.segments)
    near = {slot: weights[slot - 1] + weights[slot] + weights[slot + 1] for slot in weights}
    if near:
        return max(near, key=lambda each: (near[each], weights[each], -each)) / 2
    return 1.2 * (median(row.size for row in rows) if rows else 10.0)


def parts_of(
    rows: list[Row], size: float, walls: Sequence[Stroke] = (), *, leftward: bool
) -> list[Part]:
    """The rows of a page in the order in which they are read; notes in its margins last.

    `size`: of the text. `walls`: lines that are drawn between columns.
    """
    leading = leading_of(rows)
    begun = [at for at in range(1, len(rows)) if _apart(rows[at - 1], rows[at], leading)]
    # The text begins behind the head of the page, and ends where its foot begins.
    top = max((at for at in begun if at <= EDGE), default=0)
    last = max(top, len(rows) - 1 - EDGE)
    end = min((at for at in begun if at > last), default=len(rows))
    inner, margin = _margins(rows[top:end], size)
    body = _cut(inner, leading, walls, leftward=leftward, depth=DEPTH)
    parts = (Part(rows[:top]), *body, Part(rows[end:]), Part(margin, margin=True))
    return [part for part in parts if part.rows]


def _margins(rows: list[Row], size: float) -> tuple[list[Row], list[Row]]:
    """The rows without what is printed smaller beside the text, and that."""
    small = MARGINAL * size
    segments = [each for row in rows for each in row.segments]
    text = [each for each in segments if len(each.text) >= LONG and each.size > small]
    if len(text) < FEWEST:
        return rows, []
    reach = CELL_GAP * size / 2
    left = min(each.x0 for each in text) - reach
    right = max(each.x1 for each in text) + reach
    inner: list[Row] = []
    margin: list[Row] = []
    for row in rows:
        beside = [each for each in row.segments if _is_beside(each, left, right, small)]
        rest = [each for each in row.segments if each not in beside]
        # A small row as a whole is a note at the foot, with its mark before it.
        is_note = bool(rest) and max(each.size for each in rest) <= small
        if not beside or is_note:
            inner.append(row)
            continue
        margin.append(Row(row.y, beside[0].size, beside))
        if rest:
            inner.append(Row(row.y, max(each.size for each in rest), rest))
    return inner, margin


def _is_beside(segment: Segment, left: float, right: float, small: float) -> bool:
    """Whether words are small ones beside a text that stands between two edges."""
    outside = segment.x1 < left or segment.x0 > right
    return outside and segment.size <= small and any(map(str.isalpha, segment.text))


def _apart(above: Row, below: Row, leading: float) -> bool:
    least = APART * max(leading, 1.2 * min(above.size, below.size))
    return not (above.tabled and below.tabled) and above.y - below.y > least


def _cut(
    rows: list[Row], leading: float, walls: Sequence[Stroke], *, leftward: bool, depth: int
) -> list[Part]:
    """The rows as parts: what is above columns, each column, what is below them.

    `depth`: how many times columns within columns are looked for.
    """
    if not depth or len(rows) < FEWEST:
        return [Part(rows)]
    found = _walled(rows, walls) or _gutter(rows, leading)
    if found is None:
        return [Part(rows)]
    start, end, gutter = found
    cut = partial(_cut, leading=leading, walls=walls, leftward=leftward, depth=depth - 1)
    first = cut(_side(rows[start:end], gutter, right=leftward))
    second = cut(_side(rows[start:end], gutter, right=not leftward))
    for part in (*first, *second):
        part.column = True
    return [*cut(rows[:start]), *first, *second, *cut(rows[end:])]


def _side(rows: list[Row], gutter: float, *, right: bool) -> list[Row]:
    """The rows as far as they are on one side of a gutter."""
    found: list[Row] = []
    for row in rows:
        side = [each for each in row.segments if (each.x0 >= gutter) == right]
        if side:
            found.append(Row(row.y, row.size, side, row.cells, row.page))
    return found


def _walled(rows: list[Row], walls: Sequence[Stroke]) -> tuple[int, int, float] | None:
    """The rows on both sides of a line that is drawn between columns, and where it stands."""
    for wall in walls:
        within = [index for index, row in enumerate(rows) if wall.start < row.y < wall.end]
        sides = {segment.x0 < wall.at for index in within for segment in rows[index].segments}
        if len(within) >= FEWEST and len(sides) == 2:
            return within[0], within[-1] + 1, wall.at
    return None


def _gutter(rows: list[Row], leading: float) -> tuple[int, int, float] | None:
    """The rows that stand in two columns, and where the second begins: the most rows win."""
    best: tuple[int, int, float] | None = None
    most = 0
    for edge in _candidates(rows):
        begin = 0
        for end in _crossings(rows, edge):
            span = _trimmed(rows, begin, end, edge, leading)
            if span is not None and span[1] - span[0] > most:
                best = (*span, edge)
                most = span[1] - span[0]
            begin = end + 1
    return best


def _crossings(rows: list[Row], edge: float) -> list[int]:
    """The places of rows with words where a second column would begin; the end of all rows last."""
    found: list[int] = []
    for index, row in enumerate(rows):
        gutter = CELL_GAP * row.size * 0.9
        if any(each.x0 < edge < each.x1 + gutter for each in row.segments):
            found.append(index)
    return [*found, len(rows)]


def _candidates(rows: list[Row]) -> list[float]:
    """Where second columns could begin.

    Segments begin there that are not the first of their row, or stand far in.
    """
    size = median(row.size for row in rows)
    wide = 0.5 * size
    left = min(row.x0 for row in rows)
    begun = [each.x0 for row in rows for each in row.segments if each.x0 > left + NARROWEST * size]
    counts = Counter(int(x0 / wide) for x0 in begun)
    found: list[float] = []
    for slot, n in counts.most_common(MOST):
        if n + counts[slot + 1] + counts[slot - 1] < FEWEST:
            continue
        first = min(x0 for x0 in begun if int(x0 / wide) == slot)
        found.append(first - 0.05 * size)
    return sorted(found)


def _trimmed(
    rows: list[Row], begin: int, end: int, edge: float, leading: float
) -> tuple[int, int] | None:
    """The rows of a stretch that two columns of running text share, or None where there are none."""
    left = [index for index in range(begin, end) if rows[index].x0 < edge]
    right = [index for index in range(begin, end) if rows[index].x1 > edge]
    if len(left) < FEWEST or len(right) < FEWEST:
        return None
    start, stop = max(left[0], right[0]), min(left[-1], right[-1])
    if start >= stop:
        return None
    while start > begin and not _apart(rows[start - 1], rows[start], leading):
        start -= 1
    stop += 1
    while stop < end and not _apart(rows[stop - 1], rows[stop], leading):
        if rows[stop].size <= SMALLER_BELOW * rows[stop - 1].size:
            break
        stop += 1
    shared = rows[start:stop]
    for is_right in (False, True):
        if not _running(_side(shared, edge, right=is_right)):
            return None
    return start, stop


def _running(rows: list[Row]) -> bool:
    """Whether the lines of a column are running text: most of them fill it, and hold words rather
    than figures.
    """
    if len(rows) < FEWEST:
        return False
    widths = sorted(row.x1 - row.x0 for row in rows)
    width, size = widths[int(len(widths) * 0.9)], median(row.size for row in rows)
    segments = [segment for row in rows for segment in row.segments]
    text = "".join(segment.text for segment in segments)
    letters = sum(map(str.isalpha, text))
    filled = sum(segment.x1 - segment.x0 for segment in segments) >= 0.8 * sum(widths)
    wide = width >= NARROWEST * size and median(widths) >= FULL * width
    return wide and filled and letters >= 0.6 * len(text.replace(" ", ""))
