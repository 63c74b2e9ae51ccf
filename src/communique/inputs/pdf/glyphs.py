"""The characters of a page of a PDF, each with its place, turned so that words run from left to
right.
"""

import ctypes
import math
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from pypdfium2 import PdfTextPage, raw

from communique.inputs.notices import LOST

UPRIGHT = 10
"""Words at fewer degrees from the page's axes stand on them."""
STEP = 5
"""Other angles are told apart by this many degrees."""
MIRRORED = 360
"""The direction of words that stand upright and run to the left, as in a mirror."""
LEAST = 0.1
"""No character is smaller, in points: what the file says is no measure."""
_HYPHENS = frozenset({0x0002, 0xFFFE})
"""How the library gives a hyphen at a line's end."""
_BLANK, _RETURN = 0x20, 0x0D
_WIDTHS = range(0x2000, 0x200B)
_LINE_ENDS = {0x0A, 0x0B, 0x0C, _RETURN, 0x85, 0x2028, 0x2029}
_OTHERS = {0x09, 0xA0, 0x202F, 0x205F, 0x3000, 0x200B, 0xFEFF}
_BLANKS = frozenset({_BLANK, *_LINE_ENDS, *_OTHERS, *_WIDTHS})


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

    @property
    def middle(self) -> float:
        """The place halfway between its ends."""
        return (self.x0 + self.x1) / 2

    @property
    def width(self) -> float:
        """How much of the line it takes."""
        return self.x1 - self.x0


def glyphs_of(
    page: PdfTextPage, *, tagged: bool = False
) -> list[tuple[int, list[Glyph]]]:
    """The characters of a page that are not blank, by the direction of their words in degrees or
    `MIRRORED`, the fullest direction first.

    `tagged`: with their tags and whether they are bold, as the first of each line has.
    """
    handle = page.raw
    box = raw.FS_RECTF()
    at_box = ctypes.byref(box)
    unicode_of = raw.FPDFText_GetUnicode
    box_of = raw.FPDFText_GetLooseCharBox
    pen = _Pen(handle, tagged=tagged)
    found: dict[int, list[Glyph]] = {0: []}
    group = found[0]
    same = (0.0, 0.0)
    spaced = False
    high = 0
    before = 0
    for index in range(page.count_chars()):
        code = unicode_of(handle, index)
        if code in _BLANKS:
            if code == _RETURN and before == _BLANK and group:
                group[-1].closed = True
            spaced = True
            before = code
            continue
        before = code
        if (
            0xD800 <= code < 0xDC00
        ):  # half of a pair, where the library counts in 16 bits
            high = code
            continue
        box_of(handle, index, at_box)
        height = (box.bottom, box.top)
        # On one line at one height characters have one size and baseline, which are asked for once.
        if pen.angle or height != same:
            pen.move_to(index)
            group = found.setdefault(pen.angle, [])
            same = height
        if pen.angle:
            x0, x1, y = _turned(pen.angle, pen.x.value, pen.y.value, box)
        else:
            x0 = box.left
            x1 = box.right
            y = pen.y.value
        char = _char(code, high) if high or code > 0x7E or code < 0x20 else chr(code)
        order = len(group)
        group.append(
            Glyph(char, x0, x1, y, pen.size, order, spaced, 0, pen.tag, pen.bold)
        )
        spaced = False
        high = 0
    written = [each for each in found.items() if each[1]]
    return sorted(written, key=lambda each: -len(each[1]))


class _Pen:
    """How a page is written at a character: `x` and `y` are its origin, `angle` the direction of
    its words.
    """

    def __init__(self, handle: object, *, tagged: bool) -> None:
        self.handle = handle
        self.tagged = tagged
        self.x = ctypes.c_double()
        self.y = ctypes.c_double()
        self.angle = 0
        self.size = LEAST
        self.tag = -1
        self.bold = False
        self._matrix = raw.FS_MATRIX()
        self._at_x = ctypes.byref(self.x)
        self._at_y = ctypes.byref(self.y)
        self._at_matrix = ctypes.byref(self._matrix)
        self._font = ctypes.create_string_buffer(128)

    def move_to(self, index: int) -> None:
        """Look at the character with this number."""
        raw.FPDFText_GetCharOrigin(self.handle, index, self._at_x, self._at_y)
        raw.FPDFText_GetMatrix(self.handle, index, self._at_matrix)
        matrix = self._matrix
        size = raw.FPDFText_GetFontSize(self.handle, index)
        self.size = max(abs(size) * math.hypot(matrix.c, matrix.d), LEAST)
        self.angle = _direction(matrix, -1 if size < 0 else 1)
        if self.tagged:
            self._look_at_tag(index)

    def _look_at_tag(self, index: int) -> None:
        drawn = raw.FPDFText_GetTextObject(self.handle, index)
        self.tag = raw.FPDFPageObj_GetMarkedContentID(drawn) if drawn else -1
        raw.FPDFText_GetFontInfo(self.handle, index, self._font, len(self._font), None)
        self.bold = b"bold" in self._font.value.lower()


def lacking(text: str) -> int:
    """How many characters of a text say no letter: unnamed ones, and those of private use."""
    return sum(times for char, times in Counter(text).items() if _says_nothing(char))


def _says_nothing(char: str) -> bool:
    return char == LOST or "\ue000" <= char <= "\uf8ff" or char > "\U000effff"


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


def _direction(matrix: raw.FS_MATRIX, sign: int) -> int:
    """The direction of words, by their matrix and the sign of their size: a negative size turns
    them by half.
    """
    angle = _angle(sign * matrix.a, sign * matrix.b)
    is_upright = sign * matrix.d > 0
    return MIRRORED if angle == 180 and is_upright else angle


def _angle(a: float, b: float) -> int:
    """The direction of a vector in degrees, a right angle where it is near one."""
    if b == 0 and a > 0:
        return 0
    degrees = math.degrees(math.atan2(b, a)) % 360
    square = round(degrees / 90) * 90
    if abs(degrees - square) <= UPRIGHT:
        return square % 360
    return round(degrees / STEP) * STEP % 360


def _turned(
    angle: int,
    x: float,
    y: float,
    box: raw.FS_RECTF,
) -> tuple[float, float, float]:
    """Where a character begins and ends on its line, and the line's height, the page turned so that
    it runs level.
    """
    left = box.left
    bottom = box.bottom
    right = box.right
    top = box.top
    if angle == 90:
        return bottom, top, -x
    if angle == 180:
        return -right, -left, -y
    if angle == 270:
        return -top, -bottom, x
    if angle == MIRRORED:
        return -right, -left, y
    cos = math.cos(math.radians(angle))
    sin = math.sin(math.radians(angle))
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
