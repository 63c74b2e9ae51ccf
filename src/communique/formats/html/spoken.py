"""What each stretch of a PDF says, in letters: whoever copies or reads it aloud need not guess it from what is drawn."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from communique.detect.characters import SUPERSCRIPTS

if TYPE_CHECKING:
    from weasyprint import Document

_LABELS = {"n": " ", "sign": " ", "label": "  "}
"""What stands between a label and what it labels, by the class of its element."""
_RAISED = str.maketrans("0123456789", SUPERSCRIPTS)


def say_words(document: "Document", pdf: Any) -> None:
    """Give each element that holds a stretch of a line its words (`ActualText`), the sign of a note as raised figures.

    Elements and boxes stand in one order. Where they do not, it is left out: the words are drawn all the same.
    """
    from weasyprint.pdf import pydyf

    objects = {int(each.number): each for each in pdf.objects}
    elements = list(_leaves(pdf.catalog.get("StructTreeRoot"), objects))
    boxes = [box for page in document.pages for box in _drawn(vars(page)["_page_box"])]
    if len(elements) != len(boxes):
        return
    before = ""
    for element, box, after in zip(elements, boxes, [*boxes, None][1:], strict=True):
        kind = box.element.get("class")
        words = box.text.translate(_RAISED) if kind in {"call", "sign"} else box.text
        words = " " * (kind == before == "call") + words
        if kind in _LABELS and (after is None or after.element is not box.element):
            words = words.rstrip() + _LABELS[kind]
        before = kind
        held = element.get("ActualText")
        element["ActualText"] = pydyf.String(words if held is None else held.string + words)


def _leaves(reference: Any, objects: dict[int, Any]) -> Iterator[Any]:
    """The elements that hold stretches, one for each, in order."""
    element = objects[int(reference.split()[0])]
    for each in element.get("K", ()):
        if isinstance(each, int):
            yield element
        elif isinstance(each, bytes | str):
            yield from _leaves(each, objects)


def _drawn(box: Any) -> Iterator[Any]:
    """The boxes of words within a box, but in the margins of a page."""
    from weasyprint.formatting_structure.boxes import MarginBox, ParentBox, TextBox

    box = getattr(box, "_box", box)
    if isinstance(box, TextBox):
        yield box
    elif isinstance(box, ParentBox) and not isinstance(box, MarginBox):
        for each in box.children:
            yield from _drawn(each)
