"""Tables on a page: rows and columns that lines, shades or figures under one another show.

No running text is one.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache, partial
from itertools import chain, pairwise
from unicodedata import east_asian_width

from communique.inputs.pdf.glyphs import NEAR, Stroke, Strokes, runs_of
from communique.inputs.pdf.rows import CELL_GAP, WIDE, Row, Segment
from communique.inputs.writing import BAR

INSIDE = 0.3
"""A line of words within a frame stands so much of its size below the frame's upper edge."""
LONG_CELL = 120
"""A column whose cells have more characters than this, as a rule, is running text."""
FEWEST_FIGURES = 3
"""Without lines so many rows with figures under one another show a table."""
EDGE = 3
"""So many rows at a page's edge are its head or foot, and no part of columns or tables."""
NOTE_SIZE = 0.94
"""Notes are printed smaller than this part of the size of the text."""
SAME_SIZE = 0.15
STEP = 2.4
"""Rows of a table without lines are no further apart than so many times their size."""
CELL_STEP = 1.5
"""The lines of a cell are no further apart than so many times their size."""
HEADS = 3
"""So many lines above the first row of figures can be its head."""
ROOMIER = 1.2
"""Where some lines are so much further apart than others, rows of a table begin there."""
_FIGURES = re.compile(r"[^\w]{0,3}\d[\d.,:'’/\s\u00a0%‰+–-]{0,18}[^\w\s]{0,2}|[–—-]|[nN]/?[aA]")
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
        xs = [x for each in self.level for x in (each.start, each.end)] + [
            each.at for each in self.upright
        ]
        ys = [y for each in self.upright for y in (each.start, each.end)] + [
            each.at for each in self.level
        ]
        return min(xs), min(ys), max(xs), max(ys)


@dataclass(slots=True)
class Line:
    """A line of a table: its height on the page, its size, and the words in each column."""

    y: float
    size: float
    cells: list[str]


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
        width = len(self.columns)
        return [
            [_joined(line.cells[at] for line in row if line.cells[at]) for at in range(width)]
            for row in self.rows
        ]


def with_tables(
    rows: list[Row], strokes: Strokes, *, leftward: bool
) -> tuple[list[Row], list[Stroke]]:
    """The rows of a page, those of a table as what is printed of it, a row of cells each; and the lines between columns
    of running text.

    `leftward`: its letters run from right to left, and so do its columns.
    """
    walls: list[Stroke] = []
    for frame in _frames(strokes):
        rows = _ruled(rows, frame, walls, leftward=leftward)
    return _aligned(rows, leftward=leftward), walls


def _frames(strokes: Strokes) -> list[Frame]:
    """The lines of a page as frames: those that touch, and level ones of one width under one another."""
    level = sorted([*strokes.level, *strokes.shades], key=lambda each: -each.at)
    shades = {*strokes.shades}.difference(strokes.level)
    frames = _touching(strokes.upright, level)
    taken: set[int] = set()
    for frame in frames:
        taken |= _take_level(frame, level, shades)
    found = [each for each in frames if len(each.upright) + len(each.level) > 3 and each.level]
    free = [each for index, each in enumerate(level) if index not in taken]
    stacks = [each for each in _stacks(free) if len(each) > 2 or shades.issuperset(each)]
    return [*found, *map(Frame, stacks)]


def _touching(upright: Sequence[Stroke], level: Sequence[Stroke]) -> list[Frame]:
    """Frames of upright lines that level ones link."""
    frames: list[Frame] = []
    for stroke in upright:
        linked = [frame for frame in frames if _linked(stroke, frame, level)]
        frames = [frame for frame in frames if frame not in linked]
        others = [each for frame in linked for each in frame.upright]
        frames.append(Frame(upright=[stroke, *others]))
    return frames


def _take_level(frame: Frame, level: Sequence[Stroke], shades: set[Stroke]) -> set[int]:
    """Put level lines that meet a frame into it; gives the places of all that meet it."""
    left, bottom, right, top = frame.box()
    found: set[int] = set()
    for index, each in enumerate(level):
        beside = bottom - NEAR <= each.at <= top + NEAR
        if not beside or each.start > right + NEAR or each.end < left - NEAR:
            continue
        found.add(index)
        wide = each.end - each.start > right - left - 2 * NEAR
        crosses = any(each.start + NEAR < wall.at < each.end - NEAR for wall in frame.upright)
        # The shade of one cell of several begins no row.
        if crosses or wide or each not in shades:
            frame.level.append(each)
    return found


def _stacks(level: Sequence[Stroke]) -> list[list[Stroke]]:
    """Level lines of one width that stand under one another."""
    stacks: dict[tuple[int, int], list[Stroke]] = {}
    for each in level:
        if each.end - each.start <= 4 * NEAR:
            continue
        key = round(each.start), round(each.end)
        for start, end in stacks:
            if abs(start - each.start) <= NEAR and abs(end - each.end) <= NEAR:
                key = start, end
                break
        stacks.setdefault(key, []).append(each)
    return list(stacks.values())


def _linked(stroke: Stroke, frame: Frame, level: Sequence[Stroke]) -> bool:
    """Whether a level line crosses or touches both an upright line and one of a frame."""
    for other in frame.upright:
        low, high = max(stroke.start, other.start) - NEAR, min(stroke.end, other.end) + NEAR
        left, right = sorted((stroke.at, other.at))
        crossed = (
            low <= each.at <= high and each.start <= left + NEAR and each.end >= right - NEAR
            for each in level
        )
        if any(crossed) or (right - left <= NEAR and low <= high):
            return True
    return False


def _ruled(rows: list[Row], frame: Frame, between: list[Stroke], *, leftward: bool) -> list[Row]:
    """The rows of a page with the table that a frame shows, if it shows one.

    `between` gets what parts columns of text.
    """
    left, bottom, right, top = frame.box()
    within = _within(rows, bottom, top)
    edges = _distinct([each.at for each in frame.level] + [bottom, top])[::-1]
    fewest = 3 if frame.upright else 2
    if len(edges) < fewest or not within:
        return rows
    walls: list[float] = []
    if frame.upright:
        walls = _distinct([each.at for each in frame.upright] + [left, right])
    span = range(within[0], within[-1] + 1)
    whole = rows
    if len(walls) < 3:
        if not leftward:
            rows = [_pieced(row) for row in whole]
        span = _with_neighbours(rows, span)
        first, last = rows[span[0]], rows[span[-1]]
        bottom = min(bottom, last.y - 1)
        top = max(top, first.y + first.size)
        edges = _distinct([*edges, bottom, top])[::-1]
        columns = _columns_of(rows[span.start : span.stop], gap=WIDE)
    else:
        columns = list(pairwise(walls))
    # A shaded head, and the rows below it.
    headed = len(frame.level) < 3 and not frame.upright
    too_small = len(columns) < 3 or span.stop - within[-1] <= 2
    if len(columns) < 2 or (headed and too_small):
        return whole
    words = [(row, each) for row in rows[span.start : span.stop] for each in row.segments]
    inside = [(row, each) for row, each in words if _is_between(each, left, right)]
    grid = _filled(inside[::-1] if leftward else inside, frame, edges, columns)
    if _is_text(grid.cells()):
        between.extend(each for each in frame.upright if left + NEAR < each.at < right - NEAR)
    return _placed(rows, {id(each) for _, each in inside}, grid, whole, leftward=leftward)


def _is_between(segment: Segment, left: float, right: float) -> bool:
    """Whether the middle of a segment is between two upright lines."""
    return left - NEAR <= (segment.x0 + segment.x1) / 2 <= right + NEAR


def _within(rows: list[Row], bottom: float, top: float) -> list[int]:
    """The places of the rows between two heights that are of no table yet."""
    free = [at for at, row in enumerate(rows) if not row.tabled]
    return [at for at in free if bottom - 1 < rows[at].y < top - INSIDE * rows[at].size]


def _pieced(row: Row) -> Row:
    """A row cut where there is more room than a blank."""
    if row.tabled or not any(each.wide for each in row.segments):
        return row
    pieces: list[Segment] = []
    for each in row.segments:
        words, begin, x0 = each.text.split(" "), 0, each.x0
        for at, left, right in each.wide:
            pieces.append(Segment(x0, left, " ".join(words[begin:at]), each.size))
            begin, x0 = at, right
        pieces.append(Segment(x0, each.x1, " ".join(words[begin:]), each.size))
    return Row(row.y, row.size, pieces)


def _with_neighbours(rows: list[Row], span: range) -> range:
    """Rows between level lines or shades, with the one above that stands in the same columns, and all below that do.

    Below one of those a cell's next line can stand alone.
    """
    columns = _columns_of(rows[span.start : span.stop], gap=WIDE)
    first, stop = span.start, span.stop
    while stop < len(rows):
        cell = stop > span.stop and rows[stop - 1].y - rows[stop].y < CELL_STEP * rows[stop].size
        if not (_in_columns(rows[stop], columns, alone=cell) and _goes_on(rows, stop - 1, stop)):
            break
        stop += 1
    if (
        first
        and _in_columns(rows[first - 1], columns, alone=False)
        and _goes_on(rows, first - 1, first)
    ):
        first -= 1
    return range(first, stop)


def _in_columns(row: Row, columns: Spans, *, alone: bool) -> bool:
    """Whether a row stands in columns: in two of them at least, or in one `alone`."""
    return (alone or len(row.segments) > 1) and len(_columns_of([row], columns, WIDE)) == len(
        columns
    )


def _distinct(values: Iterable[float]) -> list[float]:
    return [run[0] for run in runs_of(sorted(values), lambda run, value: value - run[0] <= NEAR)]


def _columns_of(rows: Iterable[Row], spans: Spans = (), gap: float = CELL_GAP) -> Spans:
    """The stretches of a page's width that words fill, parted by room that goes all the way down; those of rows before too."""
    for row in rows:
        made: list[tuple[float, float]] = []
        for x0, x1 in sorted([*spans, *((each.x0, each.x1) for each in row.segments)]):
            if made and x0 - made[-1][1] < gap * row.size:
                made[-1] = (made[-1][0], max(made[-1][1], x1))
            else:
                made.append((x0, x1))
        spans = made
    return spans


def _filled(
    inside: Sequence[tuple[Row, Segment]], frame: Frame, edges: list[float], columns: Spans
) -> Grid:
    """The words within a frame by row and column.

    What no line parts is one cell, and stands where that begins.
    """
    bands: list[dict[float, Line]] = [{} for _ in edges[1:]]
    first_of = cache(partial(_first_of, frame, edges, columns))
    for row, each in inside:
        band = next(
            (at for at, edge in enumerate(edges[1:]) if row.y > edge - NEAR / 3), len(bands) - 1
        )
        middle = (each.x0 + each.x1) / 2
        column = max(0, bisect_right(columns, middle, key=lambda span: span[0] - NEAR) - 1)
        if frame.upright:
            band, column = first_of(band, column)
        line = bands[band].setdefault(row.y, Line(row.y, row.size, [""] * len(columns)))
        line.cells[column] = f"{line.cells[column]} {each.text}".strip()
    stacked = [sorted(band.values(), key=lambda line: -line.y) for band in bands if band]
    few = len(stacked) < 3 and not frame.upright
    made = (
        _rows_of(lines) if len(lines) > 1 and (few or _has_figures(lines)) else [lines]
        for lines in stacked
    )
    return Grid(columns, [*chain.from_iterable(made)], ruled=True)


def _first_of(
    frame: Frame, edges: list[float], columns: Spans, band: int, column: int
) -> tuple[int, int]:
    """The first place of a cell that goes over several rows or columns: no line stands between them."""

    def parted(strokes: list[Stroke], at: float, middle: float) -> bool:
        return any(abs(each.at - at) <= NEAR and each.start < middle < each.end for each in strokes)

    while band > 0 and not parted(frame.level, edges[band], sum(columns[column]) / 2):
        band -= 1
    while column > 0 and not parted(
        frame.upright, columns[column][0], (edges[band] + edges[band + 1]) / 2
    ):
        column -= 1
    return band, column


def _has_figures(lines: Sequence[Line]) -> bool:
    """Whether a column behind the first has a figure in most lines."""
    return any(
        sum(bool(_FIGURES.fullmatch(line.cells[at])) for line in lines) * 10 >= 6 * len(lines)
        for at in range(1, len(lines[0].cells))
    )


def _rows_of(lines: list[Line]) -> list[list[Line]]:
    """Lines as rows of a table: a row begins where there is more room, or else where the first column has words.

    Where two lines both have words in all columns, they are two rows.
    """
    steps = [above.y - below.y for above, below in pairwise(lines)]
    least, most = min(steps, default=0), max(steps, default=0)
    roomy = most > ROOMIER * least
    made = [[lines[0]]]
    for step, line in zip(steps, lines[1:], strict=True):
        begins = (
            step > (least + most) / 2 if roomy else line.cells[0] and sum(map(bool, line.cells)) > 1
        )
        if begins or (all(line.cells) and all(made[-1][-1].cells)):
            made.append([line])
        else:
            made[-1].append(line)
    return made


def _aligned(rows: list[Row], *, leftward: bool) -> list[Row]:
    """The rows of a page with the tables that no lines show: figures stand under one another beside words."""
    at = 0
    while at < len(rows):
        end = _run(rows, at) if _is_anchor(rows[at]) else at
        anchors = sum(map(_is_anchor, rows[at:end]))
        if anchors < FEWEST_FIGURES:
            at = max(end, at + 1)
            continue
        begin = at
        while begin > max(0, at - HEADS) and _heads(rows, begin - 1, end):
            begin -= 1
        columns = _columns_of(rows[begin:end])
        lines = [_line(row, columns, leftward=leftward) for row in rows[begin:end]]
        made = rows
        if len(columns) > 1:
            taken = {id(each) for row in rows[begin:end] for each in row.segments}
            made = _placed(
                rows, taken, Grid(columns, _rows_of(lines), ruled=False), rows, leftward=leftward
            )
        at = end if made is rows else begin + len(made) - len(rows) + end - begin
        rows = made
    return rows


def _is_anchor(row: Row) -> bool:
    """Whether figures stand behind words, apart from them."""
    words, *others = row.segments
    figures = any(_FIGURES.fullmatch(each.text) for each in others)
    return figures and not row.tabled and any(map(str.isalpha, words.text))


def _run(rows: list[Row], at: int) -> int:
    """Where the rows end that stand in the columns of the first."""
    end = at + 1
    columns = _columns_of([rows[at]])
    while end < len(rows) and _goes_on(rows, end - 1, end):
        columns = _columns_of([rows[end]], columns)
        if len(columns) < len(rows[at].segments):
            break
        end += 1
    while end > at + 1 and len(rows[end - 1].segments) < 2:
        if (
            rows[end - 2].y - rows[end - 1].y < 1.3 * rows[end - 1].size
            and rows[end - 1].x0 > rows[at].segments[1].x0
        ):
            break  # the last cell goes on
        end -= 1
    return end


def _goes_on(rows: list[Row], above: int, below: int) -> bool:
    first, second = rows[above], rows[below]
    near = first.y - second.y <= STEP * max(first.size, second.size)
    return near and not second.tabled and abs(first.size - second.size) <= SAME_SIZE * first.size


def _heads(rows: list[Row], index: int, end: int) -> bool:
    """Whether a row above a table heads its columns."""
    row, below = rows[index], _columns_of(rows[index + 1 : end])
    near = not row.tabled and len(row.segments) > 1 and _goes_on(rows, index, index + 1)
    return near and len(_columns_of([row], below)) >= len(below)


def _line(row: Row, columns: Spans, *, leftward: bool) -> Line:
    line = Line(row.y, row.size, [""] * len(columns))
    for each in row.segments[::-1] if leftward else row.segments:
        at = max(0, bisect_right(columns, each.x0 + 0.01, key=lambda span: span[0]) - 1)
        line.cells[at] = f"{line.cells[at]} {each.text}".strip()
    return line


def _placed(
    rows: list[Row], taken: set[int], grid: Grid, whole: list[Row], *, leftward: bool
) -> list[Row]:
    """The rows of a page with a table in place of the segments that it is made of.

    As they were (`whole`) if it is none.
    """
    cells = grid.cells()
    filled = [at for at in range(len(grid.columns)) if any(row[at] for row in cells)]
    if not _is_table(cells, filled, ruled=grid.ruled):
        return whole
    left, right = grid.columns[0][0], grid.columns[-1][1]
    printed: list[Row] = []
    for lines, words in zip(grid.rows, cells, strict=True):
        texts = [words[at] for at in (filled[::-1] if leftward else filled)]
        printed.append(
            Row(lines[0].y, lines[0].size, [Segment(left, right, "", lines[0].size)], texts)
        )
    rest: list[Row] = []
    for row, before in zip(rows, whole, strict=True):
        kept = [each for each in row.segments if id(each) not in taken or row.tabled]
        if kept:
            rest.append(before if len(kept) == len(row.segments) else Row(row.y, row.size, kept))
    at = next((index for index, row in enumerate(rest) if row.y < printed[0].y), len(rest))
    return [*rest[:at], *printed, *rest[at:]]


def _is_table(cells: list[list[str]], filled: Sequence[int], *, ruled: bool) -> bool:
    """Whether rows of cells are a table: no text in columns, no list of labels, no contents, no note's fields."""
    if len(cells) < 2 or len(filled) < 2:
        return False
    words = [[row[at] for row in cells if row[at]] for at in filled]
    sparse = sum(map(len, words)) * 10 < (4 if ruled else 6) * len(cells) * len(filled)
    leaders = _count(_LEADERS.search, (" ".join(row) for row in cells)) * 3 > len(cells)
    if sparse or leaders or _is_text(cells):
        return False
    firsts = words[0]
    fields = sum(text.endswith((":", "：")) for text in firsts) * 2 >= len(firsts)
    labels = _count(_LABEL.fullmatch, firsts) * 2 > len(firsts)
    if len(filled) == 2 and (fields or labels):
        return False
    figures = [each for each in words[1:] if _count(_FIGURES.fullmatch, each) * 2 > len(each)]
    if ruled or len(figures) != 1 or figures[0] is not words[-1]:
        return True
    # Those of a table of contents never fall.
    pages = [int(text) for text in words[-1] if text.isdigit()]
    return len(pages) * 10 < 8 * len(words[-1]) or pages != sorted(pages)


def _count(matches: Callable[[str], object], texts: Iterable[str]) -> int:
    """How many texts match."""
    return sum(1 for text in texts if matches(text))


def _is_text(cells: list[list[str]]) -> bool:
    """Whether the cells below a head are those of running text in columns: most are long in each that has any."""
    columns = ([text for text in each[1:] if text] for each in zip(*cells, strict=True))
    return all(
        sum(len(text) > LONG_CELL for text in column) * 2 > len(column)
        for column in columns
        if column
    )


def go_on(pages: Sequence[list[Row]], size: float) -> list[list[str]]:
    """Put the rows of a table that a page begins with behind those that the page before ends with; gives its heads printed
    again, which are left out.

    `size`: of the text of the document, by which notes are told.
    """
    again: list[list[str]] = []
    before: list[Row] = []
    for number, page in enumerate(pages, 1):
        begin = next((at for at, row in enumerate(page) if row.tabled), len(page))
        end = next((at for at in range(begin, len(page)) if not page[at].tabled), len(page))
        last = next((at for at in range(len(before) - 1, -1, -1) if before[at].tabled), -1)
        if begin <= EDGE and last >= 0 and _same(before, last, page[begin:end]):
            rest = [row for row in before[last + 1 :] if row.size > NOTE_SIZE * size]
            if len(rest) <= EDGE:
                for row in page[begin:end]:
                    row.page = number
                again.extend(_moved(before, last, page[begin:end]))
                del page[begin:end]
                if begin < len(page) - EDGE:
                    before = page
                continue
        before = page
    return again


def _same(page: list[Row], last: int, rows: list[Row]) -> bool:
    """Whether rows stand in the columns of a table."""
    row = page[last]
    if not rows or len(rows[0].cells or ()) != len(row.cells or ()):
        return False
    least = (row.x1 - row.x0) / 10
    return abs(rows[0].x0 - row.x0) < least and abs(rows[0].x1 - row.x1) < least


def _moved(page: list[Row], last: int, rows: list[Row]) -> list[list[str]]:
    """Add rows behind a table's last, the second half of a parted row to the first.

    Gives the heads that it had.
    """
    first = next((at + 1 for at in range(last, -1, -1) if not page[at].tabled), 0)
    heads = 0
    while (
        heads < len(rows) - 1
        and first + heads <= last
        and rows[heads].cells == page[first + heads].cells
    ):
        heads += 1
    added = rows[heads:]
    before, after = page[last].cells or [], added[0].cells or []
    if not after[0] and any(text[:1].islower() and before[at] for at, text in enumerate(after)):
        page[last].cells = [_joined(filter(None, pair)) for pair in zip(before, after, strict=True)]
        del added[0]
    for row in added:
        row.y = page[last].y
    page[last + 1 : last + 1] = added
    return [row.cells or [] for row in rows[:heads]]


def _joined(texts: Iterable[str]) -> str:
    """The lines of a cell as one: with a blank between them, but behind a hyphen and in scripts without blanks."""
    made = ""
    for text in texts:
        close = made[-1:] == "-" and made[-2:-1].isalpha() and text[:1].islower()
        wide = made and {east_asian_width(made[-1]), east_asian_width(text[0])} <= {"W", "F"}
        made = f"{made}{'' if not made or close or wide else ' '}{text}"
    return made


def piped(texts: Sequence[str], *, first: bool) -> str:
    """A row of a table as Markdown has it.

    The first is its head, with a line below it, or stands below an empty head.
    """
    row = f"| {' | '.join(text.replace('|', BAR) for text in texts)} |"
    line = f"|{' --- |' * len(texts)}"
    if not first:
        return row
    headless = any(_FIGURES.fullmatch(text) and not _YEAR.fullmatch(text) for text in texts[1:])
    return f"|{'  |' * len(texts)}\n{line}\n{row}" if headless else f"{row}\n{line}"
