"""The lines that are drawn on a page of a PDF: the rules of tables, and the edges of shaded rows."""

import ctypes
import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from communique.inputs.pdf.glyphs import runs_of

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

MOST_OBJECTS = 20_000
"""A page with more objects or points is a drawing: no lines are taken from it."""
MOST_LINES = 300
"""With more lines than this a page is a map or a chart, and holds no table."""
THIN = 3.0
"""What is filled and no thicker than this, in points, is a line."""
SHORTEST = 4.0
NEAR = 3.0
"""Lines so near to one another are one."""
DEEPEST = 3
"""Objects within objects are looked at so deep."""


@dataclass(frozen=True, slots=True)
class Stroke:
    """A level or upright line: at `at` on the other axis, from `start` to `end`."""

    at: float
    start: float
    end: float


@dataclass(slots=True)
class Strokes:
    """The lines of a page, those that lie on one another as one. `shades`: the upper and lower edges of shaded stretches."""

    level: list[Stroke] = field(default_factory=list)
    upright: list[Stroke] = field(default_factory=list)
    shades: list[Stroke] = field(default_factory=list)


Point = tuple[float, float]
Matrix = tuple[float, float, float, float, float, float]


def strokes_of(page: "PdfPage", angle: int) -> Strokes:
    """The lines of a page, turned as its words are: by a right angle or none."""
    found = Strokes()
    try:
        for corners, is_filled in _paths(page):
            turned = [{90: (y, -x), 180: (-x, -y), 270: (-y, x)}.get(angle, (x, y)) for x, y in corners]
            _take(turned, found, is_filled=is_filled)
    except _Drawing:
        return Strokes()
    made = Strokes(_merged(found.level), _merged(found.upright), _merged(found.shades))
    return made if len(made.level) + len(made.upright) + len(made.shades) <= MOST_LINES else Strokes()


class _Drawing(Exception):
    """The page holds too much to be a text with tables."""


def _paths(page: "PdfPage") -> Iterator[tuple[list[Point], bool]]:
    """The corners of each stretch of straight lines that is drawn, and whether it is filled and not stroked."""
    import pypdfium2.raw as raw

    seen = 0
    stack: list[tuple[Any, Matrix, int]] = []
    handle, object_of, type_of = page.raw, raw.FPDFPage_GetObject, raw.FPDFPageObj_GetType
    total = raw.FPDFPage_CountObjects(handle)
    if total > MOST_OBJECTS:
        raise _Drawing
    for index in range(total):  # some pages hold an object for each character
        each = object_of(handle, index)
        if type_of(each) != raw.FPDF_PAGEOBJ_TEXT:
            stack.append((each, (1, 0, 0, 1, 0, 0), 0))
    fill, stroke, matrix = ctypes.c_int(), ctypes.c_int(), raw.FS_MATRIX()
    while stack:
        each, outer, depth = stack.pop()
        seen += 1
        if seen > MOST_OBJECTS:
            raise _Drawing
        kind = raw.FPDFPageObj_GetType(each)
        if kind not in (raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_FORM):
            continue
        raw.FPDFPageObj_GetMatrix(each, ctypes.byref(matrix))
        whole = _times((matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f), outer)
        if kind == raw.FPDF_PAGEOBJ_FORM:
            if depth < DEEPEST:
                inner = range(raw.FPDFFormObj_CountObjects(each))
                stack.extend((raw.FPDFFormObj_GetObject(each, number), whole, depth + 1) for number in inner)
            continue
        raw.FPDFPath_GetDrawMode(each, ctypes.byref(fill), ctypes.byref(stroke))
        if stroke.value or (fill.value and not _is_white(each)):
            count = raw.FPDFPath_CountSegments(each)
            seen += count
            for corners in _corners(each, whole, count):
                yield corners, not stroke.value


def _is_white(each: Any) -> bool:
    import pypdfium2.raw as raw

    red, green, blue, opaque = (ctypes.c_uint() for _ in range(4))
    known = raw.FPDFPageObj_GetFillColor(each, *(ctypes.byref(part) for part in (red, green, blue, opaque)))
    return bool(known) and (min(red.value, green.value, blue.value) >= 0xFF or opaque.value == 0)


def _times(inner: Matrix, outer: Matrix) -> Matrix:
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def _corners(path: Any, matrix: Matrix, count: int) -> Iterator[list[Point]]:
    """The straight stretches of a path: one ends where a curve or another begins."""
    import pypdfium2.raw as raw

    if count > MOST_OBJECTS:
        raise _Drawing
    x, y = ctypes.c_float(), ctypes.c_float()
    a, b, c, d, e, f = matrix
    run: list[Point] = []
    for index in range(count):
        segment = raw.FPDFPath_GetPathSegment(path, index)
        raw.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        point = (a * x.value + c * y.value + e, b * x.value + d * y.value + f)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_LINETO:
            run.append(point)
            if raw.FPDFPathSegment_GetClose(segment):
                run.append(run[0])
        else:
            if len(run) > 1:
                yield run
            run = [point]
    if len(run) > 1:
        yield run


def _take(corners: list[Point], found: Strokes, *, is_filled: bool) -> None:
    """Add the lines that corners make: the sides of what is stroked; of what is filled the line that it is, or its edges."""
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    left, right, bottom, top = min(xs), max(xs), min(ys), max(ys)
    if not is_filled:
        for (x0, y0), (x1, y1) in itertools.pairwise(corners):
            if abs(y0 - y1) < 1 and abs(x0 - x1) >= SHORTEST:
                found.level.append(Stroke((y0 + y1) / 2, min(x0, x1), max(x0, x1)))
            elif abs(x0 - x1) < 1 and abs(y0 - y1) >= SHORTEST:
                found.upright.append(Stroke((x0 + x1) / 2, min(y0, y1), max(y0, y1)))
    elif top - bottom <= THIN and right - left >= SHORTEST:
        found.level.append(Stroke((top + bottom) / 2, left, right))
    elif right - left <= THIN and top - bottom >= SHORTEST:
        found.upright.append(Stroke((left + right) / 2, bottom, top))
    elif len(set(corners)) <= 4:
        found.shades += [Stroke(top, left, right), Stroke(bottom, left, right)]


def _merged(strokes: list[Stroke]) -> list[Stroke]:
    """Lines that lie on one another, or go on with one another, as one: borders are drawn cell by cell."""
    made: list[Stroke] = []
    rows = runs_of(sorted(strokes, key=lambda each: each.at), lambda row, stroke: stroke.at - row[0].at <= NEAR)
    for row in rows:
        row.sort(key=lambda each: each.start)
        at, start, end = row[0].at, row[0].start, row[0].end
        for stroke in row[1:]:
            if stroke.start <= end + NEAR:
                end = max(end, stroke.end)
            else:
                made.append(Stroke(at, start, end))
                start, end = stroke.start, stroke.end
        made.append(Stroke(at, start, end))
    return made
