"""The pages of a PDF: their sizes, and a picture of each."""

from dataclasses import dataclass

from pypdfium2 import PdfDocument, PdfiumError, PdfPage

WIDEST = 1200
"""Pixels of a picture's longer side: enough to read, and small enough for a phone's memory."""
MOST_PAGES = 400
"""A PDF with more pages is shown as lines only."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as pixels: red, green, blue and alpha, row by row."""

    width: int
    height: int
    pixels: bytes


@dataclass(frozen=True, slots=True)
class Frame:
    """The part of a page that is seen, in points: its left lower corner and its size."""

    left: float
    bottom: float
    width: float
    height: float

    def share(
        self, box: tuple[float, float, float, float]
    ) -> tuple[float, float, float, float]:
        """Left, top, width and height of a box as parts of the page."""
        left, bottom, right, top = box
        return (
            round((left - self.left) / self.width, 4),
            round((self.bottom + self.height - top) / self.height, 4),
            round((right - left) / self.width, 4),
            round((top - bottom) / self.height, 4),
        )


def frames(data: bytes) -> list[Frame] | None:
    """The pages of a PDF. None where it cannot be shown: it is damaged, turned, or very long."""
    try:
        document = PdfDocument(data)
    except PdfiumError:
        return None
    try:
        if len(document) > MOST_PAGES:
            return None
        return _frames(document)
    except PdfiumError:
        return None
    finally:
        document.close()


def _frames(document: PdfDocument) -> list[Frame] | None:
    found: list[Frame] = []
    for page in document:
        left, bottom, right, top = page.get_cropbox()
        is_turned = page.get_rotation() != 0
        page.close()
        if is_turned or right <= left or top <= bottom:
            return None
        found.append(Frame(left, bottom, right - left, top - bottom))
    return found


def picture(data: bytes, number: int) -> Picture:
    """A page as a picture; pages count from 1. Raises PdfiumError, IndexError."""
    document = PdfDocument(data)
    try:
        return _drawn(document[number - 1])
    finally:
        document.close()


def _drawn(page: PdfPage) -> Picture:
    width, height = page.get_size()
    bitmap = page.render(
        scale=WIDEST / max(width, height), rev_byteorder=True, prefer_bgrx=True
    )
    stride = bitmap.stride
    rows = bytes(bitmap.buffer)
    lines = [
        rows[at * stride : at * stride + 4 * bitmap.width]
        for at in range(bitmap.height)
    ]
    return Picture(bitmap.width, bitmap.height, b"".join(lines))
