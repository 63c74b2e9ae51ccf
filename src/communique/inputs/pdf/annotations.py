"""What is laid over the page of a PDF: values of form fields, notes, stamps.

Their words are drawn by pictures of their own, which become part of the page before it is read.
"""

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from pypdfium2 import PdfPage, raw

from communique.inputs.pdf.strokes import within

_WITH_WORDS = {raw.FPDF_ANNOT_FREETEXT, raw.FPDF_ANNOT_STAMP, raw.FPDF_ANNOT_WIDGET}
_UNSEEN = (
    raw.FPDF_ANNOT_FLAG_INVISIBLE
    | raw.FPDF_ANNOT_FLAG_HIDDEN
    | raw.FPDF_ANNOT_FLAG_NOVIEW
)
_NORMAL = raw.FPDF_ANNOT_APPEARANCEMODE_NORMAL
_VALUE = b"V"
"""Where a field keeps its value."""
_CONTENTS = b"Contents"
"""Where a note keeps its words."""
_EMPTY = 2
"""A string of this many bytes has nothing but its end."""
MOST = 10_000
"""This many of a page are looked at."""


@dataclass(slots=True)
class LaidOver:
    """What is laid over a page. `drawn`: how many draw words; `undrawn`: the words of those that
    draw nothing.
    """

    drawn: int
    undrawn: list[str]


def laid_over(page: PdfPage) -> LaidOver:
    """What is laid over a page and can be seen."""
    found = LaidOver(0, [])
    for number in range(min(MOST, raw.FPDFPage_GetAnnotCount(page.raw))):
        with _annotation(page, number) as annotation:
            if not annotation or not _is_seen(annotation):
                continue
            if _draws_words(annotation):
                found.drawn += 1
            elif raw.FPDFAnnot_GetAP(annotation, _NORMAL, None, 0) <= _EMPTY:
                found.undrawn.append(_words(annotation))
    found.undrawn = [words for words in found.undrawn if words]
    return found


def _draws_words(annotation: object) -> bool:
    """Whether the picture of an annotation holds words."""
    total = raw.FPDFAnnot_GetObjectCount(annotation)
    waiting = [raw.FPDFAnnot_GetObject(annotation, number) for number in range(total)]
    while waiting:
        each = waiting.pop()
        kind = raw.FPDFPageObj_GetType(each)
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            return True
        if kind == raw.FPDF_PAGEOBJ_FORM:
            waiting.extend(within(each))
    return False


@contextmanager
def _annotation(page: PdfPage, number: int) -> Iterator[object]:
    annotation = raw.FPDFPage_GetAnnot(page.raw, number)
    try:
        yield annotation
    finally:
        if annotation:
            raw.FPDFPage_CloseAnnot(annotation)


def _is_seen(annotation: object) -> bool:
    """Whether an annotation can have words and is not hidden."""
    is_hidden = raw.FPDFAnnot_GetFlags(annotation) & _UNSEEN
    return not is_hidden and raw.FPDFAnnot_GetSubtype(annotation) in _WITH_WORDS


def _words(annotation: object) -> str:
    """The value of a field, or the words of a note."""
    is_field = raw.FPDFAnnot_GetSubtype(annotation) == raw.FPDF_ANNOT_WIDGET
    key = _VALUE if is_field else _CONTENTS
    if raw.FPDFAnnot_GetValueType(annotation, key) != raw.FPDF_OBJECT_STRING:
        return ""
    length = raw.FPDFAnnot_GetStringValue(annotation, key, None, 0)
    buffer = ctypes.create_string_buffer(length)
    units = ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort))
    raw.FPDFAnnot_GetStringValue(annotation, key, units, length)
    return buffer.raw[: length - 2].decode("utf-16-le", "replace").strip()


def make_part(page: PdfPage) -> bool:
    """Make what is laid over a page a part of it, and return whether that changed the page, which
    must then be opened anew.
    """
    made = raw.FPDFPage_Flatten(page.raw, raw.FLAT_NORMALDISPLAY)
    return bool(made == raw.FLATTEN_SUCCESS)
