"""A story of a file (its body, a note, a header): elements in their order become blocks of words."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from lxml.etree import _Element as Element

from communique.inputs.blocks import Block, Paragraph, Piece, Table
from communique.inputs.docx.numbering import (
    Numbered,
    Numbering,
    Styles,
    W,
    child,
    is_on,
    symbol,
    value,
    whole,
)

_NO_NOTES = {"separator", "continuationSeparator", "continuationNotice"}
DIGITS = 3
"""The number of a note has no more."""


class Notes:
    """The notes of a file by kind (`footnote`, `endnote`) and id, numbered in the order in which
    they are called, of both kinds in one row.

    A note that somebody gave a sign of its own is called by that, and is not counted.
    """

    def __init__(self, roots: dict[str, Element | None]) -> None:
        """Of the parts `footnotes.xml` and `endnotes.xml`, by kind."""
        self.elements: dict[tuple[str, str], Element] = {}
        self.numbers: dict[tuple[str, str], int] = {}
        self.signs: dict[int, str] = {}
        self.own: dict[int, str] = {}
        for kind, root in roots.items():
            if root is None:
                continue
            for note in root.iter(f"{W}{kind}"):
                if value(note, "type") not in _NO_NOTES:
                    self.elements.setdefault((kind, value(note, "id") or ""), note)

    def call(self, kind: str, identity: str) -> int | None:
        """The place of a note among those that are called; None where the file has no such note."""
        if (kind, identity) not in self.elements:
            return None
        return self.numbers.setdefault((kind, identity), len(self.numbers) + 1)

    def mark(self, place: int, sign: str) -> None:
        """Note the sign that a note was given.

        One that another has could not tell the two apart.
        """
        self.signs[place] = sign
        own = (
            f"^{int(sign)}" if sign.isascii() and sign.isdecimal() and len(sign) <= DIGITS else sign
        )
        if own and not own[0].isdigit() and own not in self.own.values():
            self.own[place] = own

    @property
    def markers(self) -> dict[int, str]:
        """The sign of each note by its place, where that is not its number: those without a sign of
        their own are counted.

        A number that another is counted by could not tell the two apart, and is no sign.
        """
        own, kept, counted = dict(self.own), -1, list[int]()
        while kept != len(own):
            kept = len(own)
            counted = [place for place in self.numbers.values() if place not in own]
            taken = {f"^{number}" for number, _ in enumerate(counted, 1)}
            own = {place: sign for place, sign in own.items() if sign not in taken}
        return own | {
            place: f"^{number}" for number, place in enumerate(counted, 1) if number != place
        }


_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_THROUGH = {
    "sdtContent", "customXml", "smartTag", "hyperlink", "fldSimple", "dir", "bdo", "sdt", "Choice", "Fallback", "rubyBase",
    "ruby", "subDoc",
}  # fmt: skip
"""Elements that only stand around others."""
_ADDED, _TAKEN = {"ins", "moveTo"}, {"del", "moveFrom"}
_BREAKS = {"br": "\n", "cr": "\n", "tab": "\t", "ptab": "\t", "noBreakHyphen": "\u2011"}
_OTHER = frozenset({"chart", "relIds", "altChunk", "subDoc", "OLEObject"})
"""Elements that stand for words kept elsewhere."""
_WORDED = frozenset({"t", "delText", "p", "br", "cr", "tab"})
_INDENTED = 100
_APART = 600
"""So much room above a paragraph is no room between two: two lines and a half, in twentieths of a
point.
"""


def local(element: Element) -> str:
    """The name of an element without its namespace; empty for what is no element."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def words_of(element: Element) -> str:
    """All words under an element, deleted ones too, paragraphs parted by a space."""
    named = ((local(each), each.text or "") for each in element.iter())
    return "".join(
        text if name in {"t", "delText"} else " " for name, text in named if name in _WORDED
    )


@dataclass(slots=True)
class Seen:
    """What was met in a file besides its words, to be said of it."""

    deleted: int = 0
    inserted: int = 0
    hidden: list[str] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)
    readings: list[str] = field(default_factory=list)
    unknown: Counter[str] = field(default_factory=Counter)
    unread: Counter[str] = field(default_factory=Counter)
    pictures: int = 0


@dataclass(slots=True)
class File:
    """What the stories of a file share."""

    styles: Styles
    numbering: Numbering
    notes: Notes
    seen: Seen
    places: dict[Element, str] = field(default_factory=dict)

    def number(self, part: Element) -> None:
        """Name the paragraphs and tables of a part by their numbers in it."""
        for tag in ("p", "tbl"):
            for number, element in enumerate(part.iter(f"{W}{tag}"), 1):
                self.places[element] = f"(//w:{tag})[{number}]"


class Story:
    """One walk.

    Fields are open over paragraphs, and a paragraph whose end is deleted goes on with the next.
    """

    def __init__(self, file: File) -> None:
        """Over a part of a file."""
        self.file, self.styles, self.seen = file, file.styles, file.seen
        self.fields: list[bool] = []
        self.open: Paragraph | None = None
        self.boxes: list[Block] = []
        self.items: list[tuple[Numbered, bool]] = []
        self.inserting = 0

    def blocks(self, parent: Element) -> list[Block]:
        """The blocks under an element."""
        found: list[Block] = []
        for name, element in self._inside(parent):
            if name == "p":
                self._paragraph(element, found)
            elif name == "tbl":
                table = Table(open=not self.styles.ruled(child(element, "tblPr")))
                table.element = self.file.places.get(element, "")
                table.tag = name
                self._rows(element, table)
                found.append(table)
        if self.open is not None:
            found.append(self.open)
            self.open = None
        return found

    def _inside(self, parent: Iterable[Element]) -> Iterator[tuple[str, Element]]:
        """The elements in one with their names, looked for through wrappers.

        What is deleted, or not read, is counted.
        """
        for element in parent:
            name = local(element)
            if name in _TAKEN:
                self.seen.deleted += len(words_of(element).split())
            elif name in _OTHER:
                self.seen.unread[name] += 1
            elif name == "AlternateContent":
                yield from self._inside(_branch(element))
            elif name in _THROUGH or name in _ADDED:
                self.inserting += name in _ADDED
                yield from self._inside(element)
                self.inserting -= name in _ADDED
            else:
                yield name, element

    def _paragraph(self, element: Element, found: list[Block]) -> None:
        properties = child(element, "pPr")
        mark = child(properties, "rPr")
        merged = child(mark, "del") is not None or child(mark, "moveFrom") is not None
        apart = (
            whole(value(self.styles.paragraph_property(properties, "spacing"), "before")) >= _APART
        )
        made = Paragraph(
            level=self.styles.level(properties),
            apart=apart,
            role=self.styles.role(properties),
            element=self.file.places.get(element, ""),
            tag="p",
            style=self.styles.name(properties),
        )
        outer, self.boxes = self.boxes, []
        self._inline(element, made, properties)
        numbered = None if merged else self.file.numbering.next(properties)
        if numbered is not None and not made.empty:
            made.label, made.depth = numbered.label, self._depth(numbered, made)
        elif made.level is not None and not made.empty:
            self.items.clear()
        if self.open is not None:
            before, self.open = self.open, None
            made.pieces = before.pieces + made.pieces
            if before.label or before.level is not None:
                made.label, made.depth, made.level = before.label, before.depth, before.level
        if merged or (child(mark, "specVanish") is not None and is_on(child(mark, "vanish"))):
            made.level = None  # a heading that runs into its paragraph stands in one line with it
            made.label = "" if merged else made.label
            self.open = made
        else:
            found.append(made)
        found.extend(self.boxes)
        self.boxes = outer

    def _depth(self, numbered: Numbered, made: Paragraph) -> int:
        """How many items a paragraph is nested in: higher levels of its list, other lists that
        begin further out.
        """
        while self.items and not _deeper(numbered, self.items[-1][0]):
            self.items.pop()
        depth = sum(not heading for _, heading in self.items)
        self.items.append((numbered, made.level is not None))
        return depth

    def _inline(self, parent: Element, made: Paragraph, properties: Element | None) -> None:
        for name, element in self._inside(parent):
            if name == "r":
                self._run(element, made, properties)
            elif name in {"oMath", "oMathPara"}:
                self._words(
                    "".join(each.text or "" for each in element.iter() if local(each) == "t"), made
                )

    def _run(self, run: Element, made: Paragraph, properties: Element | None) -> None:
        own = child(run, "rPr")
        hidden = self.styles.run_is("vanish", own, properties)
        marked: int | None = None
        for element in run:
            name = local(element)
            if name == "t":
                text = " ".join((element.text or "").split("\n"))
                if marked is not None:  # the sign that a person gave a note
                    self.file.notes.mark(marked, text.strip())
                    marked = None
                elif hidden:
                    self.seen.hidden.append(text)
                else:
                    raised = text.strip().isdigit() and text.isascii() and self.styles.raised(own)
                    self._styled(text.translate(_RAISED) if raised else text, made, own, properties)
            elif name in {"footnoteReference", "endnoteReference"}:
                place = self.file.notes.call(
                    name.removesuffix("Reference"), value(element, "id") or ""
                )
                if place is not None:
                    made.pieces.append(Piece("", call=place))
                marked = (
                    None
                    if (value(element, "customMarkFollows") or "0") in {"0", "false", "off"}
                    else place
                )
            elif not hidden:
                self._other(element, name, made, own, properties)

    def _other(
        self,
        element: Element,
        name: str,
        made: Paragraph,
        own: Element | None,
        properties: Element | None,
    ) -> None:
        """What stands in a run besides words."""
        if name in _BREAKS:
            self._words(_BREAKS[name], made)
        elif name == "sym":
            self._styled(self._symbol(element), made, own, properties)
        elif name == "delText":
            self.seen.deleted += len((element.text or "").split())
        elif name == "fldChar":
            self._field(value(element, "fldCharType"))
        elif name in {"drawing", "pict", "object"}:
            self._drawing(element)
        elif name == "AlternateContent":
            for each in _branch(element):
                self._other(each, local(each), made, own, properties)
        elif name == "ruby":
            for each in element:
                if local(each) == "rubyBase":
                    self._inline(each, made, properties)
                elif local(each) == "rt":
                    self.seen.readings.append(words_of(each))

    def _field(self, kind: str | None) -> None:
        """A field is its code until its result begins."""
        if kind == "begin":
            self.fields.append(False)
        elif kind in {"separate", "end"} and self.fields:
            self.fields[-1:] = [True] if kind == "separate" else []

    def _symbol(self, element: Element) -> str:
        font, code = value(element, "font") or "", value(element, "char") or ""
        try:
            found = symbol(font, chr(int(code, 16)))
        except (ValueError, OverflowError):
            found = None
        self.seen.unknown.update([f"{font} {code}".strip()] if found is None else ())
        return found or "\ufffd"

    def _styled(
        self, text: str, made: Paragraph, own: Element | None, properties: Element | None
    ) -> None:
        bold, italic = (self.styles.run_is(name, own, properties) for name in ("b", "i"))
        self._words(text, made, bold=bold, italic=italic)

    def _words(
        self, text: str, made: Paragraph, *, bold: bool = False, italic: bool = False
    ) -> None:
        if not all(self.fields):
            self.seen.codes.append(text)
            return
        if self.inserting:
            self.seen.inserted += len(text.split())
        made.pieces.append(Piece(text, bold, italic))

    def _drawing(self, element: Iterable[Element]) -> None:
        """The text boxes of a drawing, which follow the paragraph that they are tied to.

        Pictures are counted.
        """
        for each in element:
            name = local(each)
            if name == "txbxContent":
                outer = self.open, self.fields, self.boxes
                self.open, self.fields = None, []
                boxes = self.blocks(each)
                self.open, self.fields, self.boxes = outer
                self.boxes.extend(boxes)
            elif name == "AlternateContent":
                self._drawing(_branch(each))
            else:
                self.seen.pictures += name in {"blip", "imagedata"}
                self.seen.unread.update({name} & _OTHER)
                self._drawing(each)

    def _rows(self, parent: Element, table: Table) -> None:
        for name, element in self._inside(parent):
            if name == "tr" and child(element, "trPr", "del") is not None:
                self.seen.deleted += len(words_of(element).split())
            elif name == "tr":
                row: list[list[Block]] = []
                for _, cell in (each for each in self._inside(element) if each[0] == "tc"):
                    properties = child(cell, "tcPr")
                    if child(properties, "cellDel") is not None:
                        self.seen.deleted += len(words_of(cell).split())
                    else:
                        table.put(
                            row,
                            self.blocks(cell),
                            columns=whole(value(child(properties, "gridSpan")), 1),
                        )
                table.rows.append(row)


def _branch(element: Element) -> Iterable[Element]:
    """What the one of several forms of the same content holds that has words, else what the first
    does.
    """
    branches = [each for each in element if local(each) in {"Choice", "Fallback"}]
    return next(
        (each for each in branches if words_of(each).strip()), branches[0] if branches else ()
    )


def _deeper(item: Numbered, other: Numbered) -> bool:
    """Whether an item of a list is nested in another."""
    if item.list == other.list:
        return item.level > other.level
    return item.left > other.left + _INDENTED
