"""What a page of a PDF draws: characters, each with its place, turned so that words run from left
to right; lines, rules of tables, shades.
"""

import ctypes
import math
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, TypeVar

from pypdfium2 import PdfMatrix, PdfPage, PdfTextPage, raw

from communique.inputs.notices import LOST

UPRIGHT = 10
"""Words at fewer degrees from the page's axes stand on them."""
STEP = 5
"""Other angles are told apart by this many degrees."""
LEAST = 0.1
"""No character is smaller, in points: what the file says is no measure."""
_HYPHENS = frozenset({0x0002, 0xFFFE})
"""How the library gives a hyphen at a line's end."""
_BLANK, _RETURN = 0x20, 0x0D
_BLANKS = frozenset({0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x20, 0x85, 0xA0, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000, 0x200B, 0xFEFF,
                     *range(0x2000, 0x200B)})  # fmt: skip


@dataclass(slots=True)
class Glyph:
    """A character: from `x0` to `x1` on the baseline `y`, in points; y grows upwards.

    `order` counts the characters as the file draws them; `spaced`: whether it draws a blank before
    this one. `raised`: 1 for a smaller one above its line, -1 for one below. `tag`: the number of
    the marked content that it is of, or -1; `bold`: whether its font is; `closed`: whether a blank
    is drawn behind it where its line ends.
    """

    char: str
    x0: float
    x1: float
    y: float
    size: float
    order: int
    spaced: bool
    raised: int = 0
    tag: int = -1
    bold: bool = False
    closed: bool = False


def glyphs_of(page: PdfTextPage, *, tagged: bool = False) -> list[tuple[int, list[Glyph]]]:
    """The characters of a page that are not blank, by the angle at which they stand, the fullest
    first.

    `tagged`: with their tags and whether they are bold, as the first of each line has.
    """
    handle = page.raw
    total = page.count_chars()
    unicode_of, size_of, matrix_of = (
        raw.FPDFText_GetUnicode,
        raw.FPDFText_GetFontSize,
        raw.FPDFText_GetMatrix,
    )
    origin_of, box_of = raw.FPDFText_GetCharOrigin, raw.FPDFText_GetLooseCharBox
    x, y, matrix, box = ctypes.c_double(), ctypes.c_double(), raw.FS_MATRIX(), raw.FS_RECTF()
    at_x, at_y, at_matrix, at_box = (ctypes.byref(each) for each in (x, y, matrix, box))
    found: dict[int, list[Glyph]] = {}
    spaced, high, before = False, 0, 0
    angle, size, tag, base, same = 0, LEAST, -1, 0.0, (0.0, 0.0)
    bold, name = False, ctypes.create_string_buffer(128)
    group: list[Glyph] = found.setdefault(0, [])
    for index in range(total):
        code = unicode_of(handle, index)
        if code in _BLANKS:
            if code == _RETURN and before == _BLANK and group:
                group[-1].closed = True
            spaced, before = True, code
            continue
        before = code
        if 0xD800 <= code < 0xDC00:  # half of a pair, where the library counts in 16 bits
            high = code
            continue
        box_of(handle, index, at_box)
        bottom, top = box.bottom, box.top
        if (
            angle or (bottom, top) != same
        ):  # on one line at one height: of one size and baseline, and asked once
            origin_of(handle, index, at_x, at_y)
            base = y.value
            matrix_of(handle, index, at_matrix)
            angle = _angle(matrix.a, matrix.b)
            size = max(size_of(handle, index) * math.hypot(matrix.c, matrix.d), LEAST)
            group = found.setdefault(angle, [])
            same = (bottom, top)
            if tagged:
                drawn = raw.FPDFText_GetTextObject(handle, index)
                tag = raw.FPDFPageObj_GetMarkedContentID(drawn) if drawn else -1
                raw.FPDFText_GetFontInfo(handle, index, name, len(name), None)
                bold = b"bold" in name.value.lower()
        if angle:
            x0, x1, base = _turned(angle, x.value, base, box)
        else:
            x0, x1 = box.left, box.right
        char = _char(code, high) if high or code > 0x7E or code < 0x20 else chr(code)
        group.append(Glyph(char, x0, x1, base, size, index, spaced, 0, tag, bold))
        spaced, high = False, 0
    for group in found.values():
        for order, glyph in enumerate(group):
            glyph.order = order
    return sorted((each for each in found.items() if each[1]), key=lambda each: -len(each[1]))


def lacking(text: str) -> int:
    """How many characters of a text say no letter: unnamed ones, and those of private use."""
    counts = Counter(text)
    return sum(
        n
        for char, n in counts.items()
        if char == LOST or "\ue000" <= char <= "\uf8ff" or char > "\U000effff"
    )


def _char(code: int, high: int) -> str:
    """The character of a code, `high` being the first half of a pair or 0."""
    if code in _HYPHENS:
        return "-"
    is_half = 0xD800 <= code < 0xE000
    if high and is_half and code >= 0xDC00:
        return chr(0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00))
    is_control = code < 0x20 or 0x7F <= code < 0xA0
    if is_control or is_half or code > 0x10FFFF:
        return LOST
    return chr(code)


def _angle(a: float, b: float) -> int:
    """The direction of words in degrees, a right angle where it is near one."""
    if b == 0 and a > 0:
        return 0
    degrees = math.degrees(math.atan2(b, a)) % 360
    square = round(degrees / 90) * 90
    return (square if abs(degrees - square) <= UPRIGHT else round(degrees / STEP) * STEP) % 360


def _turned(angle: int, x: float, y: float, box: Any) -> tuple[float, float, float]:
    """Where a character begins and ends on its line, and the line's height, the page turned so that
    it runs level.
    """
    left, bottom, right, top = box.left, box.bottom, box.right, box.top
    if angle == 90:
        return bottom, top, -x
    if angle == 180:
        return -right, -left, -y
    if angle == 270:
        return -top, -bottom, x
    cos, sin = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    start = x * cos + y * sin
    centre = (left + right) / 2 * cos + (bottom + top) / 2 * sin
    return start, max(start, 2 * centre - start), y * cos - x * sin


T = TypeVar("T")


def runs_of(items: Iterable[T], goes_on: Callable[[list[T], T], bool]) -> list[list[T]]:
    """Items in their order as runs: each goes on with the run before it, or begins one."""
    runs: list[list[T]] = []
    for item in items:
        if runs and goes_on(runs[-1], item):
            runs[-1].append(item)
        else:
            runs.append([item])
    return runs


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
    """The lines of a page, those that lie on one another as one.

    `shades`: the upper and lower edges of shaded stretches.
    """

    level: list[Stroke] = field(default_factory=list)
    upright: list[Stroke] = field(default_factory=list)
    shades: list[Stroke] = field(default_factory=list)


Point = tuple[float, float]


def strokes_of(page: PdfPage, angle: int) -> Strokes:
    """The lines of a page, turned as its words are: by a right angle or none."""
    found = Strokes()
    try:
        for corners, is_filled in _paths(page):
            _take([_corner(x, y, angle) for x, y in corners], found, is_filled=is_filled)
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
    return x, y


class _Drawing(Exception):
    """The page holds too much to be a text with tables."""


def _paths(page: PdfPage) -> Iterator[tuple[list[Point], bool]]:
    """The corners of each stretch of straight lines that is drawn, and whether it is filled and not
    stroked.
    """
    seen = 0
    stack: list[tuple[Any, PdfMatrix, int]] = []
    handle, object_of, type_of = page.raw, raw.FPDFPage_GetObject, raw.FPDFPageObj_GetType
    total = raw.FPDFPage_CountObjects(handle)
    if total > MOST_OBJECTS:
        raise _Drawing
    for index in range(total):  # some pages hold an object for each character
        each = object_of(handle, index)
        if type_of(each) != raw.FPDF_PAGEOBJ_TEXT:
            stack.append((each, PdfMatrix(), 0))
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
        whole = PdfMatrix.from_raw(matrix).multiply(outer)
        if kind == raw.FPDF_PAGEOBJ_FORM:
            if depth < DEEPEST:
                inner = range(raw.FPDFFormObj_CountObjects(each))
                stack.extend(
                    (raw.FPDFFormObj_GetObject(each, number), whole, depth + 1) for number in inner
                )
            continue
        raw.FPDFPath_GetDrawMode(each, ctypes.byref(fill), ctypes.byref(stroke))
        if stroke.value or (fill.value and not _is_white(each)):
            count = raw.FPDFPath_CountSegments(each)
            seen += count
            for corners in _corners(each, whole, count):
                yield corners, not stroke.value


def _is_white(each: Any) -> bool:
    red, green, blue, opaque = (ctypes.c_uint() for _ in range(4))
    known = raw.FPDFPageObj_GetFillColor(
        each, *(ctypes.byref(part) for part in (red, green, blue, opaque))
    )
    return bool(known) and (min(red.value, green.value, blue.value) >= 0xFF or opaque.value == 0)


def _corners(path: Any, matrix: PdfMatrix, count: int) -> list[list[Point]]:
    """The straight stretches of a path: one ends where a curve or another begins."""
    if count > MOST_OBJECTS:
        raise _Drawing
    x, y = ctypes.c_float(), ctypes.c_float()
    runs: list[list[Point]] = [[]]
    for index in range(count):
        segment = raw.FPDFPath_GetPathSegment(path, index)
        raw.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        point = matrix.on_point(x.value, y.value)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_LINETO:
            runs[-1] += (
                [point, runs[-1][0]]
                if raw.FPDFPathSegment_GetClose(segment) and runs[-1]
                else [point]
            )
        else:
            runs.append([point])
    return [run for run in runs if len(run) > 1]


def _take(corners: list[Point], found: Strokes, *, is_filled: bool) -> None:
    """Add the lines that corners make: the sides of what is stroked.

    Of what is filled the line that it is, or its edges.
    """
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    left, right, bottom, top = min(xs), max(xs), min(ys), max(ys)
    if not is_filled:
        for (x0, y0), (x1, y1) in pairwise(corners):
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
    """Lines that lie on one another, or go on with one another, as one: borders are drawn cell by
    cell.
    """
    made: list[Stroke] = []
    rows = runs_of(
        sorted(strokes, key=lambda each: each.at), lambda row, stroke: stroke.at - row[0].at <= NEAR
    )
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
