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
"""The number of a note has at most this many."""
NoteKey = tuple[str, str]
"""The kind of a note, `footnote` or `endnote`, and its id."""


class Notes:
    """The notes of a file, numbered in the order in which they are called, of both kinds in one row.

    `elements`: by kind and id. `numbers`: of those that are called. `signs`: what a person typed in
    place of a number, by number. `own`: the signs that tell a note from all others.
    """

    def __init__(self, roots: dict[str, Element | None]) -> None:
        """Of the parts `footnotes.xml` and `endnotes.xml`, by kind."""
        self.elements: dict[NoteKey, Element] = {}
        self.numbers: dict[NoteKey, int] = {}
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
        key = (kind, identity)
        if key not in self.elements:
            return None
        return self.numbers.setdefault(key, len(self.numbers) + 1)

    def mark(self, place: int, sign: str) -> None:
        """Note the sign that a note was given.

        One that another has could not tell the two apart.
        """
        self.signs[place] = sign
        is_number = sign.isascii() and sign.isdecimal() and len(sign) <= DIGITS
        own = _counted(int(sign)) if is_number else sign
        if own and not own[0].isdigit() and own not in self.own.values():
            self.own[place] = own

    @property
    def markers(self) -> dict[int, str]:
        """The sign of each note by its place, where that is not its number.

        Notes without a sign of their own are counted. A sign that is the number of a counted note
        could not tell the two apart, and is none.
        """
        own = dict(self.own)
        while True:
            counted = [place for place in self.numbers.values() if place not in own]
            taken = {_counted(number) for number in range(1, len(counted) + 1)}
            clashing = [place for place, sign in own.items() if sign in taken]
            if not clashing:
                break
            for place in clashing:
                del own[place]
        for number, place in enumerate(counted, 1):
            if number != place:
                own[place] = _counted(number)
        return own


def _counted(number: int) -> str:
    """The sign of a note that is counted, as Markdown has it."""
    return f"^{number}"


_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_THROUGH = frozenset(
    [
        "sdtContent",
        "customXml",
        "smartTag",
        "hyperlink",
        "fldSimple",
        "dir",
        "bdo",
        "sdt",
        "Choice",
        "Fallback",
        "rubyBase",
        "ruby",
        "subDoc",
    ]
)
"""Elements that are only around others."""
_ADDED = frozenset({"ins", "moveTo"})
_TAKEN = frozenset({"del", "moveFrom"})
_BREAKS = {"br": "\n", "cr": "\n", "tab": "\t", "ptab": "\t", "noBreakHyphen": "\u2011"}
_OTHER = frozenset({"chart", "relIds", "altChunk", "subDoc", "OLEObject"})
"""Elements whose words are kept elsewhere."""
_WORDS = frozenset({"t", "delText"})
_PARTING = frozenset({"p", "br", "cr", "tab"})
_INDENTED = 100
_APART = 600
"""So much room above a paragraph is no room between two: two lines and a half, in twentieths of a
point.
"""
_DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
"""The names of paragraphs, words and breaks in a shape that has no paragraphs of the text."""


def local(element: Element) -> str:
    """The name of an element without its namespace; empty for what is no element."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def words_of(element: Element) -> str:
    """All words under an element, deleted ones and WordArt too; a space between paragraphs."""
    parts: list[str] = []
    for each in element.iter():
        name = local(each)
        if name in _WORDS:
            parts.append(each.text or "")
        elif name in _PARTING:
            parts.append(" ")
        elif name == "textpath":
            parts.append(f" {each.get('string', '')} ")
    return "".join(parts)


@dataclass(slots=True)
class Seen:
    """What was met in a file besides its words, to be said of it.

    `others`: words of a second form of some content that the first does not have. `passed`: words
    in elements that the reader does not know.
    """

    deleted: int = 0
    inserted: int = 0
    hidden: list[str] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)
    readings: list[str] = field(default_factory=list)
    others: list[str] = field(default_factory=list)
    passed: list[str] = field(default_factory=list)
    unknown: Counter[str] = field(default_factory=Counter)
    unread: Counter[str] = field(default_factory=Counter)
    pictures: int = 0

    def delete(self, element: Element) -> None:
        """Count the words of an element that a tracked change takes out."""
        self.deleted += len(words_of(element).split())


@dataclass(slots=True)
class File:
    """What the stories of a file share. `places`: XPaths of paragraphs and tables in its body."""

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


@dataclass(frozen=True, slots=True)
class _Setting:
    """What the properties of a run, and of its paragraph, say."""

    run: Element | None
    paragraph: Element | None


class Story:
    """One walk.

    Fields are open over paragraphs, and a paragraph whose end is deleted goes on with the next.
    """

    def __init__(self, file: File) -> None:
        """Over a part of a file."""
        self.file = file
        self.styles = file.styles
        self.seen = file.seen
        self.fields: list[bool] = []
        self.open: Paragraph | None = None
        self.boxes: list[Block] = []
        self.items: list[tuple[Numbered, bool]] = []
        self.inserting = 0

    def blocks(self, parent: Iterable[Element]) -> list[Block]:
        """The blocks under an element, or of several elements."""
        found: list[Block] = []
        for name, element in self._inside(parent):
            if name == "p":
                self._paragraph(element, found)
            elif name == "tbl":
                found.append(self._table(element))
            else:
                self._pass(element)
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
                self.seen.delete(element)
            elif name in _OTHER:
                self.seen.unread[name] += 1
            elif name == "AlternateContent":
                yield from self._inside(self._branch(element))
            elif name in _THROUGH:
                yield from self._inside(element)
            elif name in _ADDED:
                self.inserting += 1
                yield from self._inside(element)
                self.inserting -= 1
            else:
                yield name, element

    def _pass(self, element: Element) -> None:
        """Pass over an element that is not known; its words are kept, to be said."""
        words = words_of(element)
        if words.strip():
            self.seen.passed.append(f"{words} ")

    def _branch(self, element: Element) -> Iterable[Element]:
        """The one of several forms of the same content that is read: the first that has words.

        Words that only another form has are kept, to be said.
        """
        branches = [each for each in element if local(each) in {"Choice", "Fallback"}]
        worded = [each for each in branches if words_of(each).strip()]
        if not worded:
            return branches[0] if branches else ()
        read = set(words_of(worded[0]).split())
        for other in worded[1:]:
            words = words_of(other)
            if not read.issuperset(words.split()):
                self.seen.others.append(f"{words} ")
        return worded[0]

    def _paragraph(self, element: Element, found: list[Block]) -> None:
        properties = child(element, "pPr")
        mark = child(properties, "rPr")
        merged = child(mark, "del") is not None or child(mark, "moveFrom") is not None
        runs_in = child(mark, "specVanish") is not None and is_on(child(mark, "vanish"))
        made = self._begun(element, properties)
        outer = self.boxes
        self.boxes = []
        self._inline(element, made, properties)
        numbered = None if merged else self.file.numbering.next(properties)
        if numbered is not None and not made.empty:
            made.label = numbered.label
            made.depth = self._depth(numbered, made)
        elif made.level is not None and not made.empty:
            self.items.clear()
        self._go_on(made)
        if merged:
            made.label = ""
        if merged or runs_in:
            made.level = (
                None  # a heading that runs into its paragraph is in one line with it
            )
            self.open = made
        else:
            found.append(made)
        found.extend(self.boxes)
        self.boxes = outer

    def _begun(self, element: Element, properties: Element | None) -> Paragraph:
        """A paragraph without its words."""
        spacing = self.styles.paragraph_property(properties, "spacing")
        return Paragraph(
            level=self.styles.level(properties),
            apart=whole(value(spacing, "before")) >= _APART,
            role=self.styles.role(properties),
            element=self.file.places.get(element, ""),
            tag="p",
            style=self.styles.name(properties),
        )

    def _go_on(self, made: Paragraph) -> None:
        """Put the paragraph that is open before the words of one that goes on with it."""
        before = self.open
        if before is None:
            return
        self.open = None
        made.pieces = before.pieces + made.pieces
        if before.label or before.level is not None:
            made.label = before.label
            made.depth = before.depth
            made.level = before.level

    def _depth(self, numbered: Numbered, made: Paragraph) -> int:
        """How many items a paragraph is nested in: higher levels of its list, other lists that
        begin further out.
        """
        while self.items and not _deeper(numbered, self.items[-1][0]):
            self.items.pop()
        depth = sum(not heading for _, heading in self.items)
        self.items.append((numbered, made.level is not None))
        return depth

    def _inline(
        self, parent: Element, made: Paragraph, properties: Element | None
    ) -> None:
        for name, element in self._inside(parent):
            if name == "r":
                self._run(element, made, properties)
            elif name in {"oMath", "oMathPara"}:
                words = [
                    each.text or "" for each in element.iter() if local(each) == "t"
                ]
                self._words("".join(words), made)
            elif name != "pPr":
                self._pass(element)

    def _run(self, run: Element, made: Paragraph, properties: Element | None) -> None:
        setting = _Setting(child(run, "rPr"), properties)
        hidden = self.styles.run_is("vanish", setting.run, properties)
        marked: int | None = None
        for element in run:
            name = local(element)
            if name == "t" and marked is not None:  # the sign that a person gave a note
                self.file.notes.mark(marked, _text_of(element).strip())
                marked = None
            elif name in {"footnoteReference", "endnoteReference"}:
                place = self._call(element, name.removesuffix("Reference"), made)
                marked = place if _has_own_sign(element) else None
            elif hidden:
                self._hide(element)
            else:
                self._printed(element, name, made, setting)

    def _call(self, element: Element, kind: str, made: Paragraph) -> int | None:
        """Call a note; the place of the note, if the file has it."""
        place = self.file.notes.call(kind, value(element, "id") or "")
        if place is not None:
            made.pieces.append(Piece("", call=place))
        return place

    def _hide(self, element: Element) -> None:
        """Keep the words of what is hidden."""
        if local(element) == "t":
            self.seen.hidden.append(_text_of(element))
        elif len(element):
            self.seen.hidden.append(words_of(element))

    def _text(self, text: str, made: Paragraph, setting: _Setting) -> None:
        is_number = text.isascii() and text.strip().isdigit()
        raised = is_number and self.styles.raised(setting.run)
        self._styled(text.translate(_RAISED) if raised else text, made, setting)

    def _printed(
        self, element: Element, name: str, made: Paragraph, setting: _Setting
    ) -> None:
        """What is printed of an element in a run."""
        if name == "t":
            self._text(_text_of(element), made, setting)
        elif name in _BREAKS:
            self._words(_BREAKS[name], made)
        elif name == "sym":
            self._styled(self._symbol(element), made, setting)
        elif name == "delText":
            self.seen.delete(element)
        elif name == "fldChar":
            self._field(value(element, "fldCharType"))
        elif name in {"drawing", "pict", "object"}:
            self._drawing(element)
        elif name == "AlternateContent":
            for each in self._branch(element):
                self._printed(each, local(each), made, setting)
        elif name == "ruby":
            self._ruby(element, made, setting)
        elif name != "rPr":
            self._pass(element)

    def _ruby(self, element: Element, made: Paragraph, setting: _Setting) -> None:
        """Characters, and their reading above them, which is set aside."""
        for each in element:
            if local(each) == "rubyBase":
                self._inline(each, made, setting.paragraph)
            elif local(each) == "rt":
                self.seen.readings.append(words_of(each))

    def _field(self, kind: str | None) -> None:
        """A field is its code until its result begins."""
        if kind == "begin":
            self.fields.append(False)
        elif kind == "separate" and self.fields:
            self.fields[-1] = True
        elif kind == "end" and self.fields:
            self.fields.pop()

    def _symbol(self, element: Element) -> str:
        font = value(element, "font") or ""
        code = value(element, "char") or ""
        try:
            found = symbol(font, chr(int(code, 16)))
        except (ValueError, OverflowError):
            found = None
        if found is None:
            self.seen.unknown[f"{font} {code}".strip()] += 1
        return found or "\ufffd"

    def _styled(self, text: str, made: Paragraph, setting: _Setting) -> None:
        bold = self.styles.run_is("b", setting.run, setting.paragraph)
        italic = self.styles.run_is("i", setting.run, setting.paragraph)
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
        """The words in a drawing, which follow the paragraph that it is tied to.

        They are in a text box, in a shape, or in WordArt. Pictures are counted.
        """
        for each in element:
            name = local(each)
            if name == "txbxContent":
                self._box(each)
            elif each.tag == f"{_DRAWN}p":
                self.boxes.append(_in_shape(each))
            elif name == "AlternateContent":
                self._drawing(self._branch(each))
            else:
                if name == "textpath":
                    self.boxes.append(
                        Paragraph([Piece(each.get("string", ""))], role="")
                    )
                self.seen.pictures += name in {"blip", "imagedata"}
                if name in _OTHER:
                    self.seen.unread[name] += 1
                self._drawing(each)

    def _box(self, content: Element) -> None:
        """A text box: a story in the story."""
        before = self.open
        fields = self.fields
        boxes = self.boxes
        self.open = None
        self.fields = []
        found = self.blocks(content)
        boxes.extend(found)
        self.open = before
        self.fields = fields
        self.boxes = boxes

    def _table(self, element: Element) -> Table:
        place = self.file.places.get(element, "")
        ruled = self.styles.ruled(child(element, "tblPr"))
        table = Table(open=not ruled, element=place, tag="tbl")
        for name, row in self._inside(element):
            if name != "tr":
                self._pass(row)
            elif child(row, "trPr", "del") is not None:
                self.seen.delete(row)
            else:
                self._row(row, table)
        return table

    def _row(self, element: Element, table: Table) -> None:
        row: list[list[Block]] = []
        for name, cell in self._inside(element):
            properties = child(cell, "tcPr")
            if name != "tc":
                self._pass(cell)
            elif child(properties, "cellDel") is not None:
                self.seen.delete(cell)
            else:
                columns = whole(value(child(properties, "gridSpan")), 1)
                table.put(row, self.blocks(cell), columns=columns)
        table.rows.append(row)


def _text_of(element: Element) -> str:
    """The words of a run: line feeds in the file mean a blank.

    In a damaged file there may be elements among the words; their words count too.
    """
    return "".join(element.itertext()).replace("\n", " ")


def _has_own_sign(reference: Element) -> bool:
    """Whether the sign of a note follows its call, typed by a person."""
    follows = value(reference, "customMarkFollows") or "0"
    return follows not in {"0", "false", "off"}


def _in_shape(paragraph: Element) -> Paragraph:
    """A paragraph of a shape, which has words and breaks and no styles of the text."""
    parts = paragraph.iter(f"{_DRAWN}t", f"{_DRAWN}br")
    words = ["\n" if local(each) == "br" else each.text or "" for each in parts]
    return Paragraph([Piece("".join(words))], role="", tag="p")


def _deeper(item: Numbered, other: Numbered) -> bool:
    """Whether an item of a list is nested in another."""
    if item.list == other.list:
        return item.level > other.level
    return item.left > other.left + _INDENTED
