"""The characters of a page of a PDF, each with its place, turned so that words run from left to right."""

import ctypes
import math
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from communique.inputs.codes import LOST

if TYPE_CHECKING:
    from pypdfium2 import PdfTextPage


UPRIGHT = 10
"""Words at fewer degrees from the page's axes stand on them."""
STEP = 5
"""Other angles are told apart by so many degrees."""
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

    `order` counts the characters as the file draws them; `spaced`: whether it draws a blank before this one.
    `raised`: 1 for a smaller one above its line, -1 for one below. `tag`: the number of the marked content that it is of, or -1;
    `bold`: whether its font is; `closed`: whether a blank is drawn behind it where its line ends.
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


def glyphs_of(page: "PdfTextPage", *, tagged: bool = False, exactly: bool = False) -> list[tuple[int, list[Glyph]]]:
    """The characters of a page that are not blank, by the angle at which they stand, the fullest first.

    `tagged`: with their tags and whether they are bold, as the first of each line has; `exactly`: with the tag of each.
    """
    import pypdfium2.raw as raw

    handle = page.raw
    total = page.count_chars()
    unicode_of, size_of, matrix_of = raw.FPDFText_GetUnicode, raw.FPDFText_GetFontSize, raw.FPDFText_GetMatrix
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
        if angle or (bottom, top) != same:  # on one line at one height: of one size and baseline, and asked once
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
        if exactly:
            drawn = raw.FPDFText_GetTextObject(handle, index)
            tag = raw.FPDFPageObj_GetMarkedContentID(drawn) if drawn else -1
        if angle:
            x0, x1, base = _turned(angle, x.value, base, box.left, bottom, box.right, top)
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
    return sum(n for char, n in counts.items() if char == LOST or "\ue000" <= char <= "\uf8ff" or char > "\U000effff")


def _char(code: int, high: int) -> str:
    if code in _HYPHENS:
        return "-"
    if high and 0xDC00 <= code < 0xE000:
        return chr(0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00))
    return LOST if code < 0x20 or 0x7F <= code < 0xA0 or 0xD800 <= code < 0xE000 or code > 0x10FFFF else chr(code)


def _angle(a: float, b: float) -> int:
    """The direction of words in degrees, a right angle where it is near one."""
    if b == 0 and a > 0:
        return 0
    degrees = math.degrees(math.atan2(b, a)) % 360
    square = round(degrees / 90) * 90
    return (square if abs(degrees - square) <= UPRIGHT else round(degrees / STEP) * STEP) % 360


def _turned(
    angle: int, x: float, y: float, left: float, bottom: float, right: float, top: float
) -> tuple[float, float, float]:
    """Where a character begins and ends on its line, and the line's height, the page turned so that it runs level."""
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
