"""Tables on a page: rows and columns that lines, shades or figures under one another show.

No running text is one.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, partial
from itertools import pairwise
from math import inf
from unicodedata import east_asian_width

from communique.inputs.pdf.glyphs import runs_of
from communique.inputs.pdf.rows import CELL_GAP, WIDE, Row, Rows, Segment
from communique.inputs.pdf.strokes import NEAR, Stroke, Strokes

INSIDE = 0.3
"""A line of words within a frame stands so much of its size below the frame's upper edge."""
LONG_CELL = 120
"""A column whose cells have more characters than this, as a rule, is running text."""
FEWEST_FIGURES = 3
"""Without lines this many rows with figures under one another show a table."""
EDGE = 3
"""This many rows at a page's edge are its head or foot, and no part of columns or tables."""
NOTE_SIZE = 0.94
"""Notes are printed smaller than this part of the size of the text."""
SAME_SIZE = 0.15
STEP = 2.4
"""Rows of a table without lines are no further apart than this many times their size."""
CELL_STEP = 1.5
"""The lines of a cell are no further apart than this many times their size."""
CELL_GOES_ON = 1.3
"""The last cell goes on in a line that is nearer below than this many times its size."""
HEADS = 3
"""This many lines above the first row of figures can be its head."""
ROOMIER = 1.2
"""Where some lines are so much further apart than others, rows of a table begin there."""
_FIGURES = re.compile(
    r"[^\w]{0,3}\d[\d.,:'’/\s\u00a0%‰+–-]{0,18}[^\w\s]{0,2}|[–—-]|[nN]/?[aA]"
)
_BAR = r"\|"
"""How Markdown writes a bar within a cell."""
_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_LEADERS = re.compile(r"(?:[.…·_] ?){4,}")
_LABEL = re.compile(r"\(?\w{1,4}[.)]{1,2}|[•▪■➢✓–—·*-]|[⁰¹²³⁴-⁹]+|\[\d{1,3}\]")


Spans = Sequence[tuple[float, float]]


@dataclass(slots=True, eq=False)
class Frame:
    """Lines that belong together, the level ones from the top down."""

    level: list[Stroke] = field(default_factory=list)
    upright: list[Stroke] = field(default_factory=list)

    def box(self) -> tuple[float, float, float, float]:
        """Its left, bottom, right and top."""
        xs = [*_ends(self.level), *_heights(self.upright)]
        ys = [*_ends(self.upright), *_heights(self.level)]
        return min(xs), min(ys), max(xs), max(ys)


def _ends(strokes: Iterable[Stroke]) -> Iterator[float]:
    """Where lines begin and end."""
    for each in strokes:
        yield each.start
        yield each.end


def _heights(strokes: Iterable[Stroke]) -> list[float]:
    """Where lines are on the other axis."""
    return [each.at for each in strokes]


@dataclass(slots=True)
class Line:
    """A line of a table: its height on the page, its size, and the words in each column."""

    y: float
    size: float
    cells: list[str]

    def add(self, column: int, words: str) -> None:
        """Add words to those of a column."""
        self.cells[column] = f"{self.cells[column]} {words}".strip()


@dataclass(slots=True)
class Grid:
    """A table: where its columns begin and end, and its rows, each of lines.

    `ruled`: lines or shades show it.
    """

    columns: Spans
    rows: list[list[Line]]
    ruled: bool

    def cells(self) -> list[list[str]]:
        """The words of each cell, its lines joined."""
        width = range(len(self.columns))
        return [[_cell(row, at) for at in width] for row in self.rows]


def _cell(row: list[Line], at: int) -> str:
    """The words of a cell, by its column."""
    lines = (line.cells[at] for line in row)
    return _joined(filter(None, lines))


def with_tables(
    rows: Rows,
    strokes: Strokes,
    *,
    leftward: bool,
) -> tuple[Rows, list[Stroke]]:
    """The rows of a page, with rows of cells where it has tables.

    The upright lines between columns of running text are returned too.

    `leftward`: its letters run from right to left, and so do its columns.
    """
    walls: list[Stroke] = []
    for frame in _frames(strokes):
        rows = _ruled(rows, frame, walls, leftward=leftward)
    return _aligned(rows, leftward=leftward), walls


def _frames(strokes: Strokes) -> list[Frame]:
    """The lines of a page as frames.

    Lines that touch are one, and so are level ones of one width under one another.
    """
    level = sorted([*strokes.level, *strokes.shades], key=lambda each: -each.at)
    shades = {*strokes.shades}.difference(strokes.level)
    frames = _touching(strokes.upright, level)
    taken: set[int] = set()
    for frame in frames:
        taken |= _take_level(frame, level, shades)
    found = [frame for frame in frames if _has_cells(frame)]
    free = [each for index, each in enumerate(level) if index not in taken]
    stacks = [
        each for each in _stacks(free) if len(each) > 2 or shades.issuperset(each)
    ]
    found.extend(map(Frame, stacks))
    return found


def _has_cells(frame: Frame) -> bool:
    """Whether a frame has lines enough for cells."""
    total = len(frame.upright) + len(frame.level)
    return total > 3 and bool(frame.level)


def _touching(upright: Sequence[Stroke], level: Sequence[Stroke]) -> list[Frame]:
    """Frames of upright lines that level ones link."""
    frames: list[Frame] = []
    for stroke in upright:
        linked = [frame for frame in frames if _linked(stroke, frame, level)]
        frames = [frame for frame in frames if frame not in linked]
        others = [each for frame in linked for each in frame.upright]
        frames.append(Frame(upright=[stroke, *others]))
    return frames


def _take_level(
    frame: Frame,
    level: Sequence[Stroke],
    shades: set[Stroke],
) -> set[int]:
    """Put level lines that meet a frame into it; gives the places of all that meet it."""
    left, bottom, right, top = frame.box()
    found: set[int] = set()
    for index, each in enumerate(level):
        is_level = bottom - NEAR <= each.at <= top + NEAR
        is_beside = each.start > right + NEAR or each.end < left - NEAR
        if not is_level or is_beside:
            continue
        found.add(index)
        is_wide = each.length > right - left - 2 * NEAR
        # The shade of one cell of several begins no row.
        if is_wide or each not in shades or _crosses(each, frame):
            frame.level.append(each)
    return found


def _crosses(stroke: Stroke, frame: Frame) -> bool:
    """Whether a level line crosses an upright one of a frame."""
    left = stroke.start + NEAR
    right = stroke.end - NEAR
    return any(left < wall.at < right for wall in frame.upright)


def _stacks(level: Sequence[Stroke]) -> list[list[Stroke]]:
    """Level lines of one width that stand under one another."""
    stacks: dict[tuple[int, int], list[Stroke]] = {}
    for each in level:
        if each.length <= 4 * NEAR:
            continue
        ends = (round(each.start), round(each.end))
        same = (other for other in stacks if _has_ends(each, *other))
        stacks.setdefault(next(same, ends), []).append(each)
    return list(stacks.values())


def _has_ends(stroke: Stroke, start: float, end: float) -> bool:
    """Whether a line begins and ends near two places."""
    return abs(start - stroke.start) <= NEAR and abs(end - stroke.end) <= NEAR


def _linked(stroke: Stroke, frame: Frame, level: Sequence[Stroke]) -> bool:
    """Whether a level line crosses or touches both an upright line and one of a frame."""
    for other in frame.upright:
        low = max(stroke.start, other.start) - NEAR
        high = min(stroke.end, other.end) + NEAR
        left = min(stroke.at, other.at)
        right = max(stroke.at, other.at)
        if right - left <= NEAR and low <= high:
            return True
        across = (each for each in level if low <= each.at <= high)
        if any(_reaches(each, left, right) for each in across):
            return True
    return False


def _reaches(stroke: Stroke, left: float, right: float) -> bool:
    """Whether a level line goes from one place to another."""
    return stroke.start <= left + NEAR and stroke.end >= right - NEAR


def _ruled(
    rows: Rows,
    frame: Frame,
    between: list[Stroke],
    *,
    leftward: bool,
) -> Rows:
    """The rows of a page, with the table of a frame in place of its words.

    They are as they were if the frame shows no table. `between` gets its upright lines if they
    part columns of running text.
    """
    stretch = _stretch_of(rows, frame, leftward=leftward)
    if stretch is None:
        return rows
    left, _, right, _ = frame.box()
    inside: list[tuple[Row, Segment]] = []
    for row in stretch.inner():
        within = [
            each for each in row.segments if left - NEAR <= each.middle <= right + NEAR
        ]
        inside.extend((row, each) for each in within)
    taken = {id(segment) for _, segment in inside}
    if leftward:
        inside.reverse()
    grid = _filled(inside, frame, stretch.edges, stretch.columns)
    if _is_text(grid.cells()):
        inner = [each for each in frame.upright if left + NEAR < each.at < right - NEAR]
        between.extend(inner)
    return _placed(stretch.rows, taken, grid, rows, leftward=leftward)


@dataclass(frozen=True, slots=True)
class _Stretch:
    """The part of a page that a frame shows as a table.

    `rows`: all rows of the page, cut at the table's columns; `span`: which of them the table has.
    `edges`: the heights at which its rows part, from the top down; `columns`: where these are.
    """

    rows: Rows
    span: range
    edges: list[float]
    columns: Spans

    def inner(self) -> Rows:
        """The rows that the table has."""
        return self.rows[self.span.start : self.span.stop]


def _stretch_of(rows: Rows, frame: Frame, *, leftward: bool) -> _Stretch | None:
    """The part of a page that could be a table, or None if a frame has too few rows or columns."""
    left, bottom, right, top = frame.box()
    within = _within(rows, bottom, top)
    heights = _distinct([*_heights(frame.level), bottom, top])
    fewest = 3 if frame.upright else 2
    if len(heights) < fewest or not within:
        return None
    span = range(within[0], within[-1] + 1)
    walls: list[float] = []
    if frame.upright:
        walls = _distinct([*_heights(frame.upright), left, right])
    if len(walls) > 2:
        return _Stretch(rows, span, heights[::-1], list(pairwise(walls)))
    found = _unwalled(rows, span, frame, leftward=leftward)
    if len(found.columns) < 2:
        return None
    # A shaded head needs more columns than two, and rows below it.
    is_head = len(frame.level) < 3 and not frame.upright
    below = found.span.stop - span.stop
    if is_head and (len(found.columns) < 3 or below <= 1):
        return None
    return found


def _unwalled(
    rows: Rows,
    span: range,
    frame: Frame,
    *,
    leftward: bool,
) -> _Stretch:
    """The part of a page whose columns no upright lines part: the room between words shows them."""
    if not leftward:
        rows = [_pieced(row) for row in rows]
    span = _with_neighbours(rows, span)
    first = rows[span[0]]
    last = rows[span[-1]]
    _, low, _, high = frame.box()
    bottom = min(low, last.y - 1)
    top = max(high, first.y + first.size)
    drawn = _distinct([*_heights(frame.level), low, high])
    edges = _distinct([*drawn, bottom, top])
    edges.reverse()
    columns = _columns_of(rows[span.start : span.stop], gap=WIDE)
    return _Stretch(rows, span, edges, columns)


def _within(rows: Rows, bottom: float, top: float) -> list[int]:
    """The places of the rows between two heights that are of no table yet."""
    found: list[int] = []
    for at, row in enumerate(rows):
        is_within = bottom - 1 < row.y < top - INSIDE * row.size
        if is_within and not row.tabled:
            found.append(at)
    return found


def _pieced(row: Row) -> Row:
    """A row cut where there is more room than a blank."""
    has_room = any(each.wide for each in row.segments)
    if row.tabled or not has_room:
        return row
    pieces: list[Segment] = []
    for each in row.segments:
        words = each.text.split(" ")
        begin = 0
        x0 = each.x0
        for at, left, right in each.wide:
            text = " ".join(words[begin:at])
            pieces.append(Segment(x0, left, text, each.size))
            begin = at
            x0 = right
        rest = " ".join(words[begin:])
        pieces.append(Segment(x0, each.x1, rest, each.size))
    return Row(row.y, row.size, pieces)


def _with_neighbours(rows: Rows, span: range) -> range:
    """Rows between level lines or shades, with their neighbours in the same columns.

    These are one row above, and all that follow below. Below one of those a cell's next line can
    stand alone.
    """
    columns = _columns_of(rows[span.start : span.stop], gap=WIDE)
    first = span.start
    stop = span.stop
    while stop < len(rows) and _goes_on(rows, stop - 1, stop):
        row = rows[stop]
        step = rows[stop - 1].y - row.y
        is_cell = stop > span.stop and step < CELL_STEP * row.size
        if not _in_columns(row, columns, alone=is_cell):
            break
        stop += 1
    above = first - 1
    has_neighbour = first > 0 and _goes_on(rows, above, first)
    if has_neighbour and _in_columns(rows[above], columns, alone=False):
        first = above
    return range(first, stop)


def _in_columns(row: Row, columns: Spans, *, alone: bool) -> bool:
    """Whether a row stands in columns: in two of them at least, or in one `alone`."""
    if len(row.segments) < 2 and not alone:
        return False
    together = _columns_of([row], columns, WIDE)
    return len(together) == len(columns)


def _distinct(values: Iterable[float]) -> list[float]:
    """Places in their order, without those that are near the one before."""
    runs = runs_of(sorted(values), lambda run, value: value - run[0] <= NEAR)
    return [run[0] for run in runs]


def _columns_of(
    rows: Iterable[Row],
    spans: Spans = (),
    gap: float = CELL_GAP,
) -> Spans:
    """The stretches of a page's width that words fill; room that goes all the way down parts them.

    `spans`: those of the rows before, which are added to.
    """
    for row in rows:
        own = [(each.x0, each.x1) for each in row.segments]
        made: list[tuple[float, float]] = []
        for x0, x1 in sorted([*spans, *own]):
            start, end = made[-1] if made else (x0, -inf)
            if x0 - end < gap * row.size:
                made[-1] = (start, max(end, x1))
            else:
                made.append((x0, x1))
        spans = made
    return spans


def _filled(
    inside: Sequence[tuple[Row, Segment]],
    frame: Frame,
    edges: list[float],
    columns: Spans,
) -> Grid:
    """The words within a frame by row and column.

    What no line parts is one cell, and stands where that begins.
    """
    bands: list[dict[float, Line]] = [{} for _ in edges[1:]]
    first_of = cache(partial(_first_of, frame, edges, columns))
    for row, each in inside:
        band = _band_of(row, edges)
        column = _column_at(columns, each.middle)
        if frame.upright:
            band, column = first_of(band, column)
        lines_of = bands[band]
        if row.y not in lines_of:
            lines_of[row.y] = _empty_line(row, columns)
        lines_of[row.y].add(column, each.text)
    return Grid(columns, _rows_within(bands, frame), ruled=True)


def _rows_within(bands: list[dict[float, Line]], frame: Frame) -> list[list[Line]]:
    """The rows of a table by the lines that stand in each band of it."""
    stacked = [
        sorted(band.values(), key=lambda line: -line.y) for band in bands if band
    ]
    few = len(stacked) < 3 and not frame.upright
    made: list[list[Line]] = []
    for lines in stacked:
        if len(lines) > 1 and (few or _has_figures(lines)):
            made.extend(_rows_of(lines))
        else:
            made.append(lines)
    return made


def _band_of(row: Row, edges: list[float]) -> int:
    """Between which two edges a row stands; below all of them it is in the last band."""
    lower = edges[1:]
    for at, edge in enumerate(lower):
        if row.y > edge - NEAR / 3:
            return at
    return len(lower) - 1


def _column_at(columns: Spans, middle: float) -> int:
    """The column in which the middle of a segment stands."""
    following = bisect_right(columns, middle + NEAR, key=lambda span: span[0])
    return max(0, following - 1)


def _first_of(
    frame: Frame,
    edges: list[float],
    columns: Spans,
    band: int,
    column: int,
) -> tuple[int, int]:
    """The first row and column of a cell that goes over several: no line stands between them."""
    left, right = columns[column]
    middle = (left + right) / 2
    while band > 0 and not _parted(frame.level, edges[band], middle):
        band -= 1
    height = (edges[band] + edges[band + 1]) / 2
    while column > 0 and not _parted(frame.upright, columns[column][0], height):
        column -= 1
    return band, column


def _parted(strokes: list[Stroke], at: float, middle: float) -> bool:
    """Whether a line stands at a place and passes another one."""
    near = (each for each in strokes if abs(each.at - at) <= NEAR)
    return any(each.start < middle < each.end for each in near)


def _has_figures(lines: Sequence[Line]) -> bool:
    """Whether a column behind the first has a figure in most lines."""
    for at in range(1, len(lines[0].cells)):
        cells = [line.cells[at] for line in lines]
        figures = _count(_FIGURES.fullmatch, cells)
        if figures * 10 >= 6 * len(lines):
            return True
    return False


def _rows_of(lines: list[Line]) -> list[list[Line]]:
    """Lines as rows of a table.

    A row begins where there is more room, or else where the first column has words. Where two
    lines both have words in all columns, they are two rows.
    """
    steps = [above.y - below.y for above, below in pairwise(lines)]
    least = min(steps, default=0)
    most = max(steps, default=0)
    roomy = most > ROOMIER * least
    made = [[lines[0]]]
    for step, line in zip(steps, lines[1:], strict=True):
        is_wide = step > (least + most) / 2
        is_labelled = bool(line.cells[0]) and any(line.cells[1:])
        begins = is_wide if roomy else is_labelled
        above = made[-1][-1]
        both_full = all(line.cells) and all(above.cells)
        if begins or both_full:
            made.append([line])
        else:
            made[-1].append(line)
    return made


def _aligned(rows: Rows, *, leftward: bool) -> Rows:
    """The rows of a page with the tables that no lines show.

    In these, figures stand under one another beside words.
    """
    at = 0
    while at < len(rows):
        end = at
        if _is_anchor(rows[at]):
            end = _run(rows, at)
        anchors = sum(map(_is_anchor, rows[at:end]))
        if anchors < FEWEST_FIGURES:
            at = max(end, at + 1)
            continue
        begin = at
        while begin > max(0, at - HEADS) and _heads(rows, begin - 1, end):
            begin -= 1
        made = _unruled(rows, begin, end, leftward=leftward)
        at = end + len(made) - len(rows)
        rows = made
    return rows


def _unruled(
    rows: Rows,
    begin: int,
    end: int,
    *,
    leftward: bool,
) -> Rows:
    """The rows of a page with a stretch of them as a table, or as they are if it is none."""
    stretch = rows[begin:end]
    columns = _columns_of(stretch)
    if len(columns) < 2:
        return rows
    lines = [_line(row, columns, leftward=leftward) for row in stretch]
    taken = {id(segment) for row in stretch for segment in row.segments}
    grid = Grid(columns, _rows_of(lines), ruled=False)
    return _placed(rows, taken, grid, rows, leftward=leftward)


def _is_anchor(row: Row) -> bool:
    """Whether figures stand behind words, apart from them."""
    words, *others = row.segments
    if row.tabled or not any(map(str.isalpha, words.text)):
        return False
    return any(_FIGURES.fullmatch(each.text) for each in others)


def _run(rows: Rows, at: int) -> int:
    """Where the rows end that stand in the columns of the first."""
    end = at + 1
    columns = _columns_of([rows[at]])
    while end < len(rows) and _goes_on(rows, end - 1, end):
        columns = _columns_of([rows[end]], columns)
        if len(columns) < len(rows[at].segments):
            break
        end += 1
    second = rows[at].segments[1].x0
    while end > at + 1 and len(rows[end - 1].segments) < 2:
        above, below = rows[end - 2 : end]
        near = above.y - below.y < CELL_GOES_ON * below.size
        if near and below.x0 > second:
            break  # the last cell goes on
        end -= 1
    return end


def _goes_on(rows: Rows, above: int, below: int) -> bool:
    """Whether a row is near the one above it, and of its size."""
    first = rows[above]
    second = rows[below]
    is_near = first.y - second.y <= STEP * max(first.size, second.size)
    is_alike = abs(first.size - second.size) <= SAME_SIZE * first.size
    return is_near and is_alike and not second.tabled


def _heads(rows: Rows, index: int, end: int) -> bool:
    """Whether a row above a table heads its columns."""
    row = rows[index]
    if row.tabled or len(row.segments) < 2:
        return False
    if not _goes_on(rows, index, index + 1):
        return False
    below = _columns_of(rows[index + 1 : end])
    return len(_columns_of([row], below)) >= len(below)


def _line(row: Row, columns: Spans, *, leftward: bool) -> Line:
    """The words of a row by their columns."""
    line = _empty_line(row, columns)
    segments = list(row.segments)
    if leftward:
        segments.reverse()
    for each in segments:
        following = bisect_right(columns, each.x0 + 0.01, key=lambda span: span[0])
        line.add(max(0, following - 1), each.text)
    return line


def _empty_line(row: Row, columns: Spans) -> Line:
    """A line of a table at the place of a row."""
    return Line(row.y, row.size, [""] * len(columns))


def _placed(
    rows: Rows,
    taken: set[int],
    grid: Grid,
    whole: Rows,
    *,
    leftward: bool,
) -> Rows:
    """The rows of a page with a table in place of the segments that it is made of.

    `taken`: the identities of these segments. `whole`: the rows as they are without the table,
    which are returned if it is none.
    """
    cells = grid.cells()
    filled = [at for at, column in enumerate(zip(*cells, strict=True)) if any(column)]
    if not _is_table(cells, filled, ruled=grid.ruled):
        return whole
    if leftward:
        filled.reverse()
    printed = _table_rows(grid, cells, filled)
    rest = _rest_of(rows, taken, whole)
    at = 0
    while at < len(rest) and rest[at].y >= printed[0].y:
        at += 1
    return [*rest[:at], *printed, *rest[at:]]


def _table_rows(grid: Grid, cells: list[list[str]], filled: list[int]) -> Rows:
    """The rows of a table, each with one segment without words and with the filled cells."""
    left = grid.columns[0][0]
    right = grid.columns[-1][1]
    made: Rows = []
    for lines, words in zip(grid.rows, cells, strict=True):
        first = lines[0]
        segment = Segment(left, right, "", first.size)
        kept = [words[at] for at in filled]
        made.append(Row(first.y, first.size, [segment], kept))
    return made


def _rest_of(rows: Rows, taken: set[int], whole: Rows) -> Rows:
    """The rows of a page without the segments that a table takes."""
    rest: Rows = []
    for row, before in zip(rows, whole, strict=True):
        kept = row.segments
        if not row.tabled:
            kept = [each for each in row.segments if id(each) not in taken]
        if len(kept) == len(row.segments):
            rest.append(before)
        elif kept:
            rest.append(Row(row.y, row.size, kept))
    return rest


def _is_table(
    cells: list[list[str]],
    filled: Sequence[int],
    *,
    ruled: bool,
) -> bool:
    """Whether rows of cells are a table.

    Text in columns, lists with labels, tables of contents and the fields of a note are none.
    `filled`: the columns that have words.
    """
    if len(cells) < 2 or len(filled) < 2:
        return False
    columns = [[row[at] for row in cells if row[at]] for at in filled]
    if _is_sparse(columns, len(cells), ruled=ruled):
        return False
    if _has_leaders(cells) or _is_text(cells):
        return False
    if len(columns) == 2 and _is_labelled(columns[0]):
        return False
    return ruled or not _ends_in_pages(columns)


def _is_sparse(columns: list[list[str]], rows: int, *, ruled: bool) -> bool:
    """Whether too many cells are empty: six of ten are allowed between lines, else four."""
    filled = sum(len(column) for column in columns)
    least = 4 if ruled else 6
    return filled * 10 < least * rows * len(columns)


def _has_leaders(cells: list[list[str]]) -> bool:
    """Whether over a third of the rows have rows of dots, as a table of contents does."""
    lines = map(" ".join, cells)
    leaders = _count(_LEADERS.search, lines)
    return leaders * 3 > len(cells)


def _is_labelled(firsts: list[str]) -> bool:
    """Whether the first of two columns has the labels of a list, or the names of fields."""
    fields = sum(text.endswith((":", "：")) for text in firsts)
    labels = _count(_LABEL.fullmatch, firsts)
    return fields * 2 >= len(firsts) or labels * 2 > len(firsts)


def _ends_in_pages(columns: list[list[str]]) -> bool:
    """Whether only the last column has figures, and these never fall: a table of contents."""
    *middle, last = columns[1:]
    if not _is_figures(last) or any(map(_is_figures, middle)):
        return False
    pages = [int(text) for text in last if text.isdigit()]
    is_numbered = len(pages) * 10 >= 8 * len(last)
    return is_numbered and pages == sorted(pages)


def _is_figures(column: list[str]) -> bool:
    """Whether most cells of a column are figures."""
    return _count(_FIGURES.fullmatch, column) * 2 > len(column)


def _count(matches: Callable[[str], object], texts: Iterable[str]) -> int:
    """How many texts match."""
    return sum(1 for text in texts if matches(text))


def _is_text(cells: list[list[str]]) -> bool:
    """Whether the cells below a head are those of running text in columns: most are long in each
    that has any.
    """
    for column in zip(*cells, strict=True):
        below = [text for text in column[1:] if text]
        long = sum(len(text) > LONG_CELL for text in below)
        if below and long * 2 <= len(below):
            return False
    return True


def go_on(pages: Sequence[Rows], size: float) -> list[list[str]]:
    """Put the rows of a table that a page begins with behind those that the page before ends with.

    `size`: of the text of the document; smaller rows between the two are notes. Returns the heads
    that are printed again and left out.
    """
    again: list[list[str]] = []
    before: Rows = []
    for number, page in enumerate(pages, 1):
        begin, end = _first_table(page)
        rows = page[begin:end]
        last = _last_tabled(before)
        if begin > EDGE or last < 0 or not _same(before, last, rows):
            before = page
            continue
        below = [row for row in before[last + 1 :] if row.size > NOTE_SIZE * size]
        if len(below) > EDGE:
            before = page
            continue
        for row in rows:
            row.page = number
        again.extend(_moved(before, last, rows))
        del page[begin:end]
        # A page with nothing else leaves the table open for the next one.
        if begin < len(page) - EDGE:
            before = page
    return again


def _first_table(page: Rows) -> tuple[int, int]:
    """Where the first rows of a table on a page begin and end."""
    begin = 0
    while begin < len(page) and not page[begin].tabled:
        begin += 1
    end = begin
    while end < len(page) and page[end].tabled:
        end += 1
    return begin, end


def _last_tabled(page: Rows) -> int:
    """The place of the last row of a table on a page, or -1."""
    last = len(page) - 1
    while last >= 0 and not page[last].tabled:
        last -= 1
    return last


def _same(page: Rows, last: int, rows: Rows) -> bool:
    """Whether rows stand in the columns of a table."""
    row = page[last]
    if not rows:
        return False
    first = rows[0]
    if len(first.cells or ()) != len(row.cells or ()):
        return False
    least = row.width / 10
    aside = max(abs(first.x0 - row.x0), abs(first.x1 - row.x1))
    return aside < least


def _moved(page: Rows, last: int, rows: Rows) -> list[list[str]]:
    """Add rows behind a table's last row on a page; the second half of a parted row joins its
    first.

    Returns the cells of the heads that the rows repeat.
    """
    first = last
    while first > 0 and page[first - 1].tabled:
        first -= 1
    heads = _heads_again(page[first : last + 1], rows)
    added = rows[heads:]
    before = page[last].cells or []
    after = added[0].cells or []
    if _continues(before, after):
        pairs = zip(before, after, strict=True)
        page[last].cells = [_joined(filter(None, pair)) for pair in pairs]
        del added[0]
    for row in added:
        row.y = page[last].y
    page[last + 1 : last + 1] = added
    return [row.cells or [] for row in rows[:heads]]


def _heads_again(table: Rows, rows: Rows) -> int:
    """How many rows are the same as the first ones of a table; the last row is never one."""
    heads = 0
    for row, head in zip(rows[:-1], table, strict=False):
        if row.cells != head.cells:
            break
        heads += 1
    return heads


def _continues(before: list[str], after: list[str]) -> bool:
    """Whether a row goes on with the one before: a cell goes on with a small letter."""
    if after[0]:
        return False
    pairs = zip(before, after, strict=False)
    going_on = [text for begun, text in pairs if begun]
    return any(text[:1].islower() for text in going_on)


def _joined(texts: Iterable[str]) -> str:
    """The lines of a cell as one, with a blank between them.

    There is none behind a hyphen or between letters of scripts without blanks.
    """
    made = ""
    for text in texts:
        if made and not _is_close(made, text):
            made += " "
        made += text
    return made


def _is_close(before: str, after: str) -> bool:
    """Whether two lines of a cell join without a blank."""
    last = before[-1]
    first = after[0]
    is_hyphen = last == "-" and before[-2:-1].isalpha()
    if is_hyphen and first.islower():
        return True
    widths = {east_asian_width(last), east_asian_width(first)}
    return widths <= {"W", "F"}


def piped(texts: Sequence[str], *, first: bool) -> str:
    """A row of a table as Markdown has it.

    The first is its head, with a line below it, or stands below an empty head.
    """
    cells = " | ".join(text.replace("|", _BAR) for text in texts)
    row = f"| {cells} |"
    if not first:
        return row
    line = f"|{' --- |' * len(texts)}"
    if any(map(_is_amount, texts[1:])):
        empty = f"|{'  |' * len(texts)}"
        return f"{empty}\n{line}\n{row}"
    return f"{row}\n{line}"


def _is_amount(text: str) -> bool:
    """Whether a cell has figures that are no year."""
    return _FIGURES.fullmatch(text) is not None and not _YEAR.fullmatch(text)
