"""The lines that a page of a PDF draws: rules, borders of tables, edges of shades."""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from pypdfium2 import PdfMatrix, PdfPage, raw

from communique.inputs.pdf.glyphs import MIRRORED, runs_of

MOST_OBJECTS = 20_000
"""A page with more objects or points is a drawing: no lines are taken from it."""
MOST_LINES = 300
"""With more lines than this a page is a map or a chart, and holds no table."""
THIN = 3.0
"""A filled shape that is no thicker than this, in points, is a line."""
SHORTEST = 4.0
"""A shorter stretch, in points, is no line."""
NEAR = 3.0
"""Lines that are no further apart than this, in points, are one line."""
DEEPEST = 3
"""Lines are looked for in forms that are nested no deeper than this."""


@dataclass(frozen=True, slots=True)
class Stroke:
    """A level or upright line: at `at` on the other axis, from `start` to `end`."""

    at: float
    start: float
    end: float

    @property
    def length(self) -> float:
        """How long it is, in points."""
        return self.end - self.start


@dataclass(slots=True)
class Strokes:
    """The lines of a page, those that lie on one another as one.

    `shades`: the upper and lower edges of shaded stretches.
    """

    level: list[Stroke] = field(default_factory=list)
    upright: list[Stroke] = field(default_factory=list)
    shades: list[Stroke] = field(default_factory=list)


Point = tuple[float, float]
Object = ctypes.c_void_p
"""An object of a page, as the library hands it out."""


def strokes_of(page: PdfPage, angle: int) -> Strokes:
    """The lines of a page, turned as its words are: by a right angle or none."""
    found = Strokes()
    try:
        for corners, is_filled in _paths(page):
            turned = [_corner(x, y, angle) for x, y in corners]
            if is_filled:
                _take_filled(turned, found)
            else:
                _take_stroked(turned, found)
    except _Drawing:
        return Strokes()
    made = Strokes(_merged(found.level), _merged(found.upright), _merged(found.shades))
    total = len(made.level) + len(made.upright) + len(made.shades)
    return made if total <= MOST_LINES else Strokes()


def _corner(x: float, y: float, angle: int) -> Point:
    """A point of a page that is turned by a right angle or none."""
    if angle == 90:
        return y, -x
    if angle == 180:
        return -x, -y
    if angle == 270:
        return -y, x
    if angle == MIRRORED:
        return -x, y
    return x, y


class _Drawing(Exception):
    """The page holds too much to be a text with tables."""


def _paths(page: PdfPage) -> Iterator[tuple[list[Point], bool]]:
    """The corners of each stretch of straight lines that is drawn, and whether it is filled and not
    stroked.
    """
    stack = _objects(page)
    seen = 0
    matrix = raw.FS_MATRIX()
    while stack:
        each, outer, depth = stack.pop()
        seen += 1
        if seen > MOST_OBJECTS:
            raise _Drawing
        kind = raw.FPDFPageObj_GetType(each)
        if kind not in (raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_FORM):
            continue
        raw.FPDFPageObj_GetMatrix(each, ctypes.byref(matrix))
        whole = PdfMatrix.from_raw(matrix).multiply(outer)
        if kind == raw.FPDF_PAGEOBJ_FORM:
            if depth < DEEPEST:
                stack.extend((inner, whole, depth + 1) for inner in within(each))
            continue
        is_filled, is_stroked = _drawn(each)
        if is_filled or is_stroked:
            count = raw.FPDFPath_CountSegments(each)
            seen += count
            for corners in _corners(each, whole, count):
                yield corners, not is_stroked


def _objects(page: PdfPage) -> list[tuple[Object, PdfMatrix, int]]:
    """The objects of a page but its words, each with the matrix around it and its depth."""
    handle = page.raw
    object_of = raw.FPDFPage_GetObject
    type_of = raw.FPDFPageObj_GetType
    total = raw.FPDFPage_CountObjects(handle)
    if total > MOST_OBJECTS:
        raise _Drawing
    found: list[tuple[Object, PdfMatrix, int]] = []
    for index in range(total):  # some pages hold an object for each character
        each = object_of(handle, index)
        if type_of(each) != raw.FPDF_PAGEOBJ_TEXT:
            found.append((each, PdfMatrix(), 0))
    return found


def within(form: Object) -> Iterator[Object]:
    """The objects of a form."""
    for number in range(raw.FPDFFormObj_CountObjects(form)):
        yield raw.FPDFFormObj_GetObject(form, number)


def _drawn(path: Object) -> tuple[bool, bool]:
    """Whether a path is filled so that it is seen, and whether it is stroked."""
    fill = ctypes.c_int()
    stroke = ctypes.c_int()
    raw.FPDFPath_GetDrawMode(path, ctypes.byref(fill), ctypes.byref(stroke))
    is_filled = bool(fill.value) and not _is_white(path)
    return is_filled, bool(stroke.value)


def _is_white(path: Object) -> bool:
    parts = [ctypes.c_uint() for _ in range(4)]
    if not raw.FPDFPageObj_GetFillColor(path, *(ctypes.byref(part) for part in parts)):
        return False
    *colours, opaque = [part.value for part in parts]
    return min(colours) >= 0xFF or opaque == 0


def _corners(path: Object, matrix: PdfMatrix, count: int) -> list[list[Point]]:
    """The straight stretches of a path: one ends where a curve or another begins."""
    if count > MOST_OBJECTS:
        raise _Drawing
    x = ctypes.c_float()
    y = ctypes.c_float()
    runs: list[list[Point]] = [[]]
    for index in range(count):
        segment = raw.FPDFPath_GetPathSegment(path, index)
        raw.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        point = matrix.on_point(x.value, y.value)
        if raw.FPDFPathSegment_GetType(segment) != raw.FPDF_SEGMENT_LINETO:
            runs.append([point])
            continue
        run = runs[-1]
        is_closing = bool(run) and raw.FPDFPathSegment_GetClose(segment)
        run.append(point)
        if is_closing:
            run.append(run[0])
    return [run for run in runs if len(run) > 1]


def _take_stroked(corners: list[Point], found: Strokes) -> None:
    """Add the sides of a shape that is stroked."""
    for (x0, y0), (x1, y1) in pairwise(corners):
        if abs(y0 - y1) < 1 and abs(x0 - x1) >= SHORTEST:
            found.level.append(Stroke((y0 + y1) / 2, min(x0, x1), max(x0, x1)))
        elif abs(x0 - x1) < 1 and abs(y0 - y1) >= SHORTEST:
            found.upright.append(Stroke((x0 + x1) / 2, min(y0, y1), max(y0, y1)))


def _take_filled(corners: list[Point], found: Strokes) -> None:
    """Add a shape that is filled: the line that it is, or its upper and lower edges."""
    xs = [x for x, _ in corners]
    ys = [y for _, y in corners]
    left = min(xs)
    right = max(xs)
    bottom = min(ys)
    top = max(ys)
    if top - bottom <= THIN and right - left >= SHORTEST:
        found.level.append(Stroke((top + bottom) / 2, left, right))
    elif right - left <= THIN and top - bottom >= SHORTEST:
        found.upright.append(Stroke((left + right) / 2, bottom, top))
    elif len(set(corners)) <= 4:
        found.shades += [Stroke(top, left, right), Stroke(bottom, left, right)]


def _merged(strokes: list[Stroke]) -> list[Stroke]:
    """Lines that lie on one another, or go on with one another, as one: borders are drawn cell by
    cell.
    """
    made: list[Stroke] = []
    level = sorted(strokes, key=lambda each: each.at)
    for row in runs_of(level, lambda run, stroke: stroke.at - run[0].at <= NEAR):
        row.sort(key=lambda each: each.start)
        at = row[0].at
        start = row[0].start
        end = row[0].end
        for stroke in row[1:]:
            if stroke.start <= end + NEAR:
                end = max(end, stroke.end)
            else:
                made.append(Stroke(at, start, end))
                start = stroke.start
                end = stroke.end
        made.append(Stroke(at, start, end))
    return made
