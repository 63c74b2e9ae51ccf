"""The words of the page on paper: PDF, notes at the foot of the page on which they are called.

WeasyPrint (extra `print`) sets it.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import sha256
from importlib.resources import files
from itertools import pairwise
from typing import TYPE_CHECKING, Any, TypeAlias
from urllib.parse import unquote

from communique.core.codes import NOT_INSTALLED
from communique.core.errors import NotWritable
from communique.core.scripts import SUPERSCRIPTS
from communique.core.source import Source
from communique.formats.html.article import Article
from communique.formats.html.markup import attribute, held, unturned, wording
from communique.formats.html.panel import title_of
from communique.inputs.apart import taken_out
from communique.inputs.carried import ANY_SIZE, NAME, packed
from communique.model import Declaration
from communique.naming.iso639 import direction

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from weasyprint import Attachment, Document

_Untyped: TypeAlias = Any
"""A value of WeasyPrint or pydyf, which have no types."""

SHEET = "print.css"
_MISSING = "PDF files are written with WeasyPrint, which {what}; install it with: pip install 'communique[print]'{more}"
_BREAKS = dict.fromkeys((0x85, 0x2028, 0x2029), "\n")
"""What breaks a line in Unicode; WeasyPrint knows one of them."""
_BLANKS = re.compile(r"(?<! ) ++(?=(?:<[^<>]*+>)*+\n)")
"""Blanks at the end of a line, which WeasyPrint stumbles over."""
_ENDS = re.compile(r"(</(?!p>|h\d>|li>|ol>|div>|td>|th>)[a-z]{1,6}>) (?=\S)")
"""A blank behind an element: it goes into that, since WeasyPrint drops what a line would begin
with.
"""
_NESTED = 4
"""This many elements can end there."""
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_WORDS = _HEADINGS | {"p"}
_LISTS = frozenset({"ol", "table"})
_SIGNS = frozenset({"n", "sign"})
"""Labels of numbered nodes, and of notes."""
_NO_TIME = datetime(1980, 1, 1, tzinfo=UTC)
"""When the attached file was made: the same bytes every time need the same time."""
_DESCRIPTION = "The declaration as data (JSON), and the words of these pages"
_LIBRARIES = ", and the libraries of Pango with the system's packages (Debian: libpango-1.0-0 libpangoft2-1.0-0)"


def printed(declaration: Declaration, style: str = "", *, record: bool = True) -> bytes:
    """The declaration as PDF, A4, the same bytes with the same fonts and libraries.

    Kept: every word in its order with its label; emphasis, tables, links; notes at the foot of a
    page, a note that nothing calls at the end. `style` is CSS beyond the sheet of this package:
    another page, columns. With the `record` as an associated file. Raises NotWritable where
    WeasyPrint or its libraries, or with the record pypdfium2, are not installed.
    """
    try:
        from weasyprint import CSS, HTML, Attachment
    except ImportError as error:
        raise NotWritable(_MISSING.format(what="is not installed", more="")) from error
    except OSError as error:
        raise NotWritable(
            _MISSING.format(what="finds no Pango", more=_LIBRARIES)
        ) from error
    markup = _markup(declaration)
    page = HTML(string=markup)
    _set_notes(page.etree_element)
    sheet = files("communique.formats.html").joinpath(SHEET).read_text("utf-8")
    sheets = [CSS(string=sheet + style)]
    document = page.render(stylesheets=sheets, pdf_tags=True)
    drawn = _words_of(document)
    above = _parents(page.etree_element)
    # WeasyPrint can lose notes of which not all fit on the page that calls them.
    for note in page.etree_element.iterfind(".//div[@class='note']"):
        if drawn.isdisjoint(note.iter()):
            _begin_page(note, above)
            document = page.render(stylesheets=sheets, pdf_tags=True)
            drawn = _words_of(document)
    if len(document.pages) == 1:  # one page alone has no number
        alone = vars(document.pages[0])["_page_box"]
        alone.children = [each for each in alone.children if not _is_number(each)]
    identifier = sha256(markup.encode()).digest()[:16]
    made = _finished(document, identifier, [])
    if not record:
        return made
    found = taken_out("pdf", Source(NAME, made), ANY_SIZE)
    for finding in found.findings:
        if finding.code == NOT_INSTALLED:
            raise NotWritable(f"{finding.message}; {finding.hint}")
    held = packed(declaration.model_dump_json(exclude_none=True), found.text)
    attached = Attachment(
        string=held,
        name=NAME,
        description=_DESCRIPTION,
        created=_NO_TIME,
        modified=_NO_TIME,
    )
    return _finished(document, identifier, [attached])


def _is_number(box: object) -> bool:
    """Whether a box of a page is the one that holds its number."""
    return getattr(box, "at_keyword", "") == "@top-center"


def _parents(root: "Element") -> "dict[Element, Element]":
    """The parent of each element."""
    return {child: parent for parent in root.iter() for child in parent}


def write(declaration: Declaration, *, record: bool = True) -> bytes:
    """The declaration as PDF: see `printed`."""
    return printed(declaration, record=record)


def _finished(
    document: "Document", identifier: bytes, attached: "list[Attachment]"
) -> bytes:
    """The bytes of a document that was set, with files attached."""
    made = document.write_pdf(
        finisher=_finish, pdf_identifier=identifier, pdf_tags=True, attachments=attached
    )
    assert isinstance(made, bytes), "it goes to no file"
    return made


def _finish(document: "Document", pdf: _Untyped) -> None:
    say_words(document, pdf)
    associate(pdf)


def associate(pdf: _Untyped) -> None:
    """Say of the files in a PDF that they hold what its pages say in another form (ISO 32000-2,
    14.13).
    """
    from weasyprint.pdf import pydyf

    files = [each for each in pdf.objects if _is_file(each)]
    for each in files:
        each["AFRelationship"] = "/Alternative"
    if files:
        pdf.catalog["AF"] = pydyf.Array([each.reference for each in files])


def _is_file(value: object) -> bool:
    return isinstance(value, dict) and value.get("Type") == "/Filespec"


def _markup(declaration: Declaration) -> str:
    """The text of the page in a page of its own."""
    article = Article(declaration, wording(declaration.language), {})
    article.whole()
    words = _BLANKS.sub("", "".join(article.out).translate(_BREAKS))
    for _ in range(_NESTED):
        words = _ENDS.sub(r" \1", words)
    tag = "" if declaration.language == "und" else declaration.language
    title = attribute(unturned(title_of(declaration)))
    return (
        f'<!DOCTYPE html><html lang="{tag}" dir="{direction(declaration.language)}"><head><title>{title}</title></head>'
        f"<body><article>{held(words)}</article></body></html>"
    )


def _set_notes(root: "Element") -> None:
    """Take out what is the page's own, begin words with their labels, and put each note where it is
    called first.

    Where signs begin again a page begins, so that no two notes at the foot of one have the same.
    """
    above = _parents(root)
    for element in list(root.iter()):
        if element.get("data-ui") is not None:
            _take(element, above)
    notes = {
        note.get("id"): note for note in root.iterfind(".//section[@class='notes']//li")
    }
    for note in notes.values():
        if note[:1] and note[0].get("class") == "n":
            note[0].set("class", "sign")
    for parent in list(root.iter()):
        for label, words in list(pairwise(parent)):
            if label.get("class") in _SIGNS and words.tag in _WORDS | _LISTS:
                _put_label_before(label, words, above)
    used: set[str] = set()
    for call in list(root.iter("a")):
        if call.get("class") != "call":
            continue
        name = unquote(call.get("href", ""))[1:]
        called = notes.pop(name, None)
        if called is None or call not in above:
            continue
        _put_note_behind(above[call], called, above)
        sign = (call.text or "").strip()
        if sign in used:
            used.clear()
            _begin_page(above[above[call]], above)
        used.add(sign)


def _put_label_before(
    label: "Element", words: "Element", above: "dict[Element, Element]"
) -> None:
    """Put a label into the element of the words that it stands before; before a list into a line."""
    parent = above[label]
    if words.tag in _LISTS:
        words = parent.makeelement("p", {})
        parent.insert(list(parent).index(label), words)
        above[words] = parent
    parent.remove(label)
    label.tail = words.text
    words.text = None
    words.insert(0, label)
    above[label] = words
    parent.set("class", f"{parent.get('class', '')} labelled")


def _put_note_behind(
    raised: "Element", note: "Element", above: "dict[Element, Element]"
) -> None:
    """Put a note behind the raised sign that calls it, so that it goes to the foot of that page."""
    _take(note, above)
    note.tag = "div"
    note.set("class", "note")
    note.tail = raised.tail
    raised.tail = None
    holder = above[raised]
    holder.insert(list(holder).index(raised) + 1, note)


def _words_of(document: "Document") -> "set[Element]":
    """The elements of which words stand on a page."""
    return {
        box.element
        for page in document.pages
        for box in _drawn(vars(page)["_page_box"])
    }


def _begin_page(element: "Element", above: "dict[Element, Element]") -> None:
    """Begin a page with the paragraph that an element is in."""
    while element in above:
        if "p" in element.get("class", "").split():
            element.set("style", "break-before: page")
            return
        element = above[element]


def _take(element: "Element", above: "dict[Element, Element]") -> None:
    """Take an element out; the words behind it stay."""
    parent = above[element]
    tail = element.tail or ""
    at = list(parent).index(element)
    if at:
        before = parent[at - 1]
        before.tail = (before.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    parent.remove(element)


# --- what each stretch says, in letters: whoever copies or reads it aloud need not guess it from
# what is drawn --------------

_LABELS = {"n": " ", "sign": " ", "label": "  "}
"""What stands between a label and what it labels, by the class of its element."""
_RAISED = str.maketrans("0123456789", SUPERSCRIPTS)


def say_words(document: "Document", pdf: _Untyped) -> None:
    """Give each element that holds a stretch of a line its words (`ActualText`), the sign of a note
    as raised figures.

    Elements and boxes stand in one order. Where they do not, it is left out: the words are drawn
    all the same.
    """
    from weasyprint.pdf import pydyf

    objects = {int(each.number): each for each in pdf.objects}
    elements = list(_leaves(pdf.catalog.get("StructTreeRoot"), objects))
    boxes = [box for page in document.pages for box in _drawn(vars(page)["_page_box"])]
    if len(elements) != len(boxes):
        return
    before = ""
    following = [*boxes, None][1:]
    for element, box, after in zip(elements, boxes, following, strict=True):
        kind = box.element.get("class")
        words = box.text
        if kind in {"call", "sign"}:
            words = words.translate(_RAISED)
        if kind == before == "call":
            words = f" {words}"
        is_last = after is None or after.element is not box.element
        if kind in _LABELS and is_last:
            words = words.rstrip() + _LABELS[kind]
        before = kind
        held = element.get("ActualText")
        if held is not None:
            words = held.string + words
        element["ActualText"] = pydyf.String(words)


def _leaves(reference: _Untyped, objects: dict[int, _Untyped]) -> Iterator[_Untyped]:
    """The elements that hold stretches, one for each, in order."""
    element = objects[int(reference.split()[0])]
    for each in element.get("K", ()):
        if isinstance(each, int):
            yield element
        elif isinstance(each, bytes | str):
            yield from _leaves(each, objects)


def _drawn(box: _Untyped) -> Iterator[_Untyped]:
    """The boxes of words within a box, but in the margins of a page."""
    from weasyprint.formatting_structure.boxes import MarginBox, ParentBox, TextBox

    box = getattr(box, "_box", box)
    if isinstance(box, TextBox):
        yield box
    elif isinstance(box, ParentBox) and not isinstance(box, MarginBox):
        for each in box.children:
            yield from _drawn(each)
