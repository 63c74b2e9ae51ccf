"""The order in which the rows of a page are read: columns of running text one after the other,
tables row by row.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from statistics import median

from communique.inputs.pdf.rows import CELL_GAP, Row, Rows, Segment
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

    rows: Rows
    column: bool = False
    margin: bool = False


def leading_of(rows: Rows) -> float:
    """The usual distance of one line of running text to the next: that of most characters."""
    weights: Counter[int] = Counter()
    for above, below in pairwise(rows):
        step = above.y - below.y
        is_next = 0.8 * above.size < step < 2.6 * above.size
        is_alike = abs(above.size - below.size) < 0.2 * above.size
        if is_next and is_alike:
            slot = round(2 * step)
            weights[slot] += sum(len(segment.text) for segment in below.segments)
    if weights:
        best = max(
            weights, key=lambda slot: (_around(weights, slot), weights[slot], -slot)
        )
        return best / 2
    if not rows:
        return 12.0
    return 1.2 * median(row.size for row in rows)


def _around(counts: Counter[int], slot: int) -> int:
    """The count of a slot and of the slots on both sides."""
    return counts[slot - 1] + counts[slot] + counts[slot + 1]


def parts_of(
    rows: Rows,
    size: float,
    walls: Sequence[Stroke] = (),
    *,
    leftward: bool,
) -> list[Part]:
    """The rows of a page in the order in which they are read; notes in its margins last.

    `size`: of the text. `walls`: lines that are drawn between columns.
    """
    leading = leading_of(rows)
    begun: list[int] = []
    for at, (above, below) in enumerate(pairwise(rows), 1):
        if _apart(above, below, leading):
            begun.append(at)
    # The text begins behind the head of the page, and ends where its foot begins.
    top = max((at for at in begun if at <= EDGE), default=0)
    last = max(top, len(rows) - 1 - EDGE)
    end = min((at for at in begun if at > last), default=len(rows))
    inner, margin = _margins(rows[top:end], size)
    parts = [Part(rows[:top])]
    parts += _cut(inner, leading, walls, leftward=leftward, depth=DEPTH)
    parts.append(Part(rows[end:]))
    parts.append(Part(margin, margin=True))
    return [part for part in parts if part.rows]


def _margins(rows: Rows, size: float) -> tuple[Rows, Rows]:
    """The rows without what is printed smaller beside the text, and that."""
    small = MARGINAL * size
    text = _text_between(rows, size)
    if text is None:
        return rows, []
    inner: Rows = []
    margin: Rows = []
    for row in rows:
        beside = [each for each in row.segments if _is_beside(each, text, small)]
        rest = [each for each in row.segments if each not in beside]
        largest = max((each.size for each in rest), default=0.0)
        # A small row as a whole is a note at the foot, with its mark before it.
        is_note = 0 < largest <= small
        if not beside or is_note:
            inner.append(row)
            continue
        margin.append(Row(row.y, beside[0].size, beside))
        if rest:
            inner.append(Row(row.y, largest, rest))
    return inner, margin


def _text_between(rows: Rows, size: float) -> tuple[float, float] | None:
    """The edges that a text of some size stands between; None if there is too little of it."""
    segments = (each for row in rows for each in row.segments)
    long = (each for each in segments if len(each.text) >= LONG)
    text = [each for each in long if each.size > MARGINAL * size]
    if len(text) < FEWEST:
        return None
    reach = CELL_GAP * size / 2
    left = min(each.x0 for each in text)
    right = max(each.x1 for each in text)
    return left - reach, right + reach


def _is_beside(segment: Segment, text: tuple[float, float], small: float) -> bool:
    """Whether words are small ones beside a text that stands between two edges."""
    left, right = text
    is_outside = segment.x1 < left or segment.x0 > right
    is_small = segment.size <= small
    return is_outside and is_small and any(map(str.isalpha, segment.text))


def _apart(above: Row, below: Row, leading: float) -> bool:
    """Whether there is more room between two rows than between lines of a text."""
    if above.tabled and below.tabled:
        return False
    least = max(leading, 1.2 * min(above.size, below.size))
    return above.y - below.y > APART * least


def _cut(
    rows: Rows,
    leading: float,
    walls: Sequence[Stroke],
    *,
    leftward: bool,
    depth: int,
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
    cut = partial(
        _cut, leading=leading, walls=walls, leftward=leftward, depth=depth - 1
    )
    shared = rows[start:end]
    columns = cut(_side(shared, gutter, right=leftward))
    columns += cut(_side(shared, gutter, right=not leftward))
    for part in columns:
        part.column = True
    above = cut(rows[:start])
    below = cut(rows[end:])
    return above + columns + below


def _side(rows: Rows, gutter: float, *, right: bool) -> Rows:
    """The rows as far as they are on one side of a gutter."""
    found: Rows = []
    for row in rows:
        side = [each for each in row.segments if (each.x0 >= gutter) == right]
        if side:
            found.append(Row(row.y, row.size, side, row.cells, row.page))
    return found


def _walled(rows: Rows, walls: Sequence[Stroke]) -> tuple[int, int, float] | None:
    """The rows on both sides of a line that is drawn between columns, and where it stands."""
    for wall in walls:
        within = [at for at, row in enumerate(rows) if wall.start < row.y < wall.end]
        if len(within) < FEWEST:
            continue
        segments = (each for at in within for each in rows[at].segments)
        sides = {segment.x0 < wall.at for segment in segments}
        if len(sides) == 2:
            return within[0], within[-1] + 1, wall.at
    return None


def _gutter(rows: Rows, leading: float) -> tuple[int, int, float] | None:
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


def _crossings(rows: Rows, edge: float) -> list[int]:
    """The places of rows with words where a second column would begin; the end of all rows last."""
    found: list[int] = []
    for index, row in enumerate(rows):
        gutter = CELL_GAP * row.size * 0.9
        if any(each.x0 < edge < each.x1 + gutter for each in row.segments):
            found.append(index)
    found.append(len(rows))
    return found


def _candidates(rows: Rows) -> list[float]:
    """Where second columns could begin.

    Segments begin there that are not the first of their row, or stand far in.
    """
    size = median(row.size for row in rows)
    wide = 0.5 * size
    least = min(row.x0 for row in rows) + NARROWEST * size
    starts = (each.x0 for row in rows for each in row.segments)
    begun = [x0 for x0 in starts if x0 > least]
    counts = Counter(int(x0 / wide) for x0 in begun)
    found: list[float] = []
    for slot, _ in counts.most_common(MOST):
        if _around(counts, slot) >= FEWEST:
            first = min(x0 for x0 in begun if int(x0 / wide) == slot)
            found.append(first - 0.05 * size)
    return sorted(found)


def _trimmed(
    rows: Rows,
    begin: int,
    end: int,
    edge: float,
    leading: float,
) -> tuple[int, int] | None:
    """The rows of a stretch that two columns of running text share, or None where there are none."""
    span = range(begin, end)
    left = [at for at in span if rows[at].x0 < edge]
    right = [at for at in span if rows[at].x1 > edge]
    if len(left) < FEWEST or len(right) < FEWEST:
        return None
    start = max(left[0], right[0])
    last = min(left[-1], right[-1])
    if start >= last:
        return None
    while start > begin and not _apart(rows[start - 1], rows[start], leading):
        start -= 1
    stop = _stop_below(rows, last, end, leading)
    shared = rows[start:stop]
    for is_right in (False, True):
        if not _running(_side(shared, edge, right=is_right)):
            return None
    return start, stop


def _stop_below(
    rows: Rows,
    last: int,
    end: int,
    leading: float,
) -> int:
    """Where the rows end that go on from a row below columns: room or smaller print ends them."""
    stop = last + 1
    while stop < end:
        above = rows[stop - 1]
        below = rows[stop]
        if _apart(above, below, leading) or below.size <= SMALLER_BELOW * above.size:
            break
        stop += 1
    return stop


def _running(rows: Rows) -> bool:
    """Whether the lines of a column are running text: most of them fill it, and hold words rather
    than figures.
    """
    if len(rows) < FEWEST:
        return False
    widths = sorted(row.width for row in rows)
    usual = widths[int(len(widths) * 0.9)]
    size = median(row.size for row in rows)
    is_wide = usual >= NARROWEST * size and median(widths) >= FULL * usual
    if not is_wide:
        return False
    segments = [segment for row in rows for segment in row.segments]
    if sum(segment.width for segment in segments) < 0.8 * sum(widths):
        return False
    text = "".join(segment.text for segment in segments).replace(" ", "")
    letters = sum(map(str.isalpha, text))
    return letters >= 0.6 * len(text)
