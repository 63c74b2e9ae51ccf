"""Writes a declaration as the file of a word processor: every word in its order, labels exactly as
printed.

A word processor counts only those labels that it then prints exactly as they were printed; others
are words.
"""

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from itertools import chain
from typing import assert_never

from communique.acts.linking import linked
from communique.acts.references import references
from communique.core.numerals import roman
from communique.core.source import Source
from communique.inputs.carried import ANY_SIZE, NAME, packed
from communique.inputs.counting import counted
from communique.inputs.docx import extract
from communique.model import Declaration
from communique.model.blocks import Block, Cell, Note, Numbered, Point, PointList, Table
from communique.model.nodes import nodes_of
from communique.model.parts import (
    Annex,
    BodyPart,
    Cover,
    Paragraph,
    Recital,
    RecitalGroup,
    Section,
    Signature,
    paragraphs_in,
    recitals_in,
)
from communique.model.text import (
    EmphasisMark,
    ForeignMark,
    Mark,
    ReferenceMark,
    TextBlock,
    escaped,
)
from communique.naming.iso639 import direction

_PARTS = re.compile(
    r"(?P<before>[(\[]?)(?P<number>\d{1,5}|[a-zA-Z]{1,8})(?P<after>[.)\]:°]{0,2})"
)
_BULLETS = frozenset("–—•·▪●■◦‣-*")
DEEPEST = 8
INDENT = 567
"""How far each level stands in: a centimetre, in twentieths of a point."""
HANGING = 567
"""How much further the words behind a label stand in."""


@dataclass(frozen=True, slots=True)
class Form:
    """How a list prints a number: `decimal`, `(%1)`; and on which level it stands."""

    counts: str
    text: str
    depth: int

    def printed(self, number: int) -> str:
        """The label of a number."""
        return self.text.replace("%1", counted(number, self.counts))


class Lists:
    """The lists of a document: which forms there are, and in which of them, from which number, each
    list counts.
    """

    def __init__(self) -> None:
        self.forms: dict[Form, int] = {}
        self.lists: list[tuple[int, int]] = []

    def of(self, labels: Iterable[str | None], depth: int) -> Iterator[int | None]:
        """For labels in their order the list that counts each, from 1; None where none does."""
        row = list(labels)
        form: Form | None = None
        number = 0
        for index, label in enumerate(row):
            number += 1
            if form is None or label != form.printed(number):
                following = next(filter(None, row[index + 1 :]), None)
                form, number = _begun(label, following, min(depth, DEEPEST))
                if form is not None:
                    identity = self.forms.setdefault(form, len(self.forms))
                    self.lists.append((identity, number))
            yield None if form is None else len(self.lists)

    def part(self) -> str:
        """The lists as the part `numbering.xml` has them, without its root."""
        out: list[str] = []
        for form, identity in self.forms.items():
            out.append(f'<w:abstractNum w:abstractNumId="{identity}">')
            out.append('<w:multiLevelType w:val="singleLevel"/>')
            out.append('<w:lvl w:ilvl="0"><w:start w:val="1"/>')
            out.append(
                f'<w:numFmt w:val="{form.counts}"/><w:lvlText w:val="{form.text}"/>'
            )
            out.append(f'<w:lvlJc w:val="left"/><w:pPr>{indent(form.depth)}</w:pPr>')
            out.append("</w:lvl></w:abstractNum>")
        for number, (of_form, start) in enumerate(self.lists, 1):
            out.append(
                f'<w:num w:numId="{number}"><w:abstractNumId w:val="{of_form}"/>'
            )
            out.append(f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{start}"/>')
            out.append("</w:lvlOverride></w:num>")
        return "".join(out)


def indent(depth: int, *, hanging: bool = True) -> str:
    """How far in a paragraph of a level stands; `hanging`: its first line begins at the label."""
    left = INDENT * min(depth, DEEPEST) + HANGING
    first = f' w:hanging="{HANGING}"' if hanging else ""
    return f'<w:ind w:left="{left}"{first}/>'


def _begun(
    label: str | None, following: str | None, depth: int
) -> tuple[Form | None, int]:
    """The form and number of a label that begins a list.

    Of two readings (`i`) the one that the next label goes on with.
    """
    if label and label in _BULLETS:
        return Form("bullet", label, depth), 1
    parts = _PARTS.fullmatch(label or "")
    if parts is None:
        return None, 0
    text = f"{parts['before']}%1{parts['after']}"
    exact: list[tuple[Form, int]] = []
    for counts, number in _readings(parts["number"]):
        form = Form(counts, text, depth)
        if form.printed(number) == label:
            exact.append((form, number))
    for form, number in exact:
        if form.printed(number + 1) == following:
            return form, number
    return exact[0] if exact else (None, 0)


def _readings(number: str) -> list[tuple[str, int]]:
    """What a number could be: a figure, else a letter (doubled beyond the alphabet) or a Roman one."""
    if number.isdecimal():
        figure = int(number)
        return [("decimal", figure)] if 0 < figure < 32768 else []
    case = "lower" if number.islower() else "upper"
    small = number.lower()
    place = ord(small[0]) - ord("a") + 1
    turns = len(small) - 1
    return [(f"{case}Letter", place + 26 * turns), (f"{case}Roman", roman(small) or 0)]


_EMPHASIS = {
    "bold": "<w:b/><w:bCs/>",
    "italic": "<w:i/><w:iCs/>",
    "underline": '<w:u w:val="single"/>',
    "superscript": '<w:vertAlign w:val="superscript"/>',
    "subscript": '<w:vertAlign w:val="subscript"/>',
}
"""The properties of each style of emphasis, in the order in which ECMA-376 has them."""
_HYPERLINK = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
)
_ON_THE_WEB = re.compile(
    r"https?://[\w.-]+(?::\d+)?(?:[/?#](?:[\w.~:/?#@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})*)?",
    re.ASCII,
)
"""An address of the web by RFC 3986. Word opens no file in which an address is none."""
_LONGEST_ADDRESS = 2000
"""Word opens no file with an address that is a little longer."""
TAB = "<w:r><w:tab/></w:r>"
_BREAK = "<w:br/>"


def run(text: str, properties: str = "") -> str:
    """A run of words in one style; line feeds are line breaks."""
    if not text:
        return ""
    lines = [_line(line) for line in text.split("\n")]
    return f"<w:r><w:rPr>{properties}</w:rPr>{_BREAK.join(lines)}</w:r>"


def _line(words: str) -> str:
    return f'<w:t xml:space="preserve">{escaped(words)}</w:t>' if words else ""


_DEEPEST = 6
"""Headings have this many levels."""
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,39}")
"""What can be the name of a bookmark."""
_ROOM = '<w:spacing w:before="720"/>'
_COVER = "CoverText"
"""The style of whatever stands in the note that transmits a text."""
_NOTE = "FootnoteText"
"""The style of whatever stands in a note."""
_WITH_BOOKMARK = (Annex, Paragraph, Point, Recital, RecitalGroup, Section, Table)
"""The nodes that have a bookmark."""
_RAISED = '<w:rStyle w:val="FootnoteReference"/>'


_FILES = {
    "[Content_Types].xml": "content_types.xml",
    "_rels/.rels": "package.rels",
    "docProps/core.xml": "core.xml",
    "word/_rels/document.xml.rels": "document.rels",
    "word/_rels/footnotes.xml.rels": "footnotes.rels",
    "word/styles.xml": "styles.xml",
    "word/document.xml": "document.xml",
    "word/footnotes.xml": "footnotes.xml",
    "word/numbering.xml": "numbering.xml",
    "word/settings.xml": "settings.xml",
    "word/footer.xml": "footer.xml",
    "customXml/item1.xml": "record.xml",
    "customXml/itemProps1.xml": "record_properties.xml",
    "customXml/_rels/item1.xml.rels": "record.rels",
}
"""The files in a file in their order, and of which one here each is made."""
_FILLED = re.compile("<!--([a-z]+)-->")
_DATE = (1980, 1, 1, 0, 0, 0)
"""When each was made: the first day that an archive can say."""
_RELATED = {
    "type": '<Override PartName="/customXml/itemProps1.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.customXmlProperties+xml"/>',
    "relation": '<Relationship Id="record" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXml" '
    'Target="../customXml/item1.xml"/>',
}
"""How the part with the record is known to a package."""


def write(declaration: Declaration, *, record: bool = True) -> bytes:
    """A declaration as DOCX (ECMA-376): the same bytes every time.

    Kept: every word in its order; labels as printed, counted by the word processor where it counts
    them so, else as words; headings, tables, emphasis, the language of the words; notes as
    footnotes; a bookmark for each eid; a link at each citation that has an address. A note that
    nothing calls, or only another note does, stands at the end: a word processor has no place for
    it. With the `record` as a custom XML part.
    """
    document = _Document(declaration)
    body = "".join(document.whole(declaration))
    notes = document.footnotes(declaration.notes)
    filled = {
        "body": body,
        "notes": notes,
        "lists": document.lists.part(),
        "properties": _properties(declaration),
        "language": ""
        if declaration.language == "und"
        else _spoken(declaration.language),
        "direction": "<w:bidi/>" if document.turned else "",
        "links": document.targets(),
    }
    made = _zipped(filled)
    if not record:
        return made
    text = extract(Source(NAME, made), ANY_SIZE).text
    held = packed(declaration.model_dump_json(exclude_none=True), text)
    return _zipped({**filled, "record": escaped(held), **_RELATED})


def _properties(declaration: Declaration) -> str:
    """The title and the language, as the properties of the file have them."""
    properties = ""
    title = declaration.title
    words = " ".join(title.text.split()) if title else ""
    if words:
        properties += f"<dc:title>{escaped(words)}</dc:title>"
    if declaration.language != "und":
        properties += f"<dc:language>{declaration.language}</dc:language>"
    return properties


def _zipped(filled: Mapping[str, str]) -> bytes:
    """The archive of the files, their places filled.

    Those of the record only if that is among what fills them.
    """
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, template in _FILES.items():
            if name.startswith("customXml/") and "record" not in filled:
                continue
            entry = zipfile.ZipInfo(name, _DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            part = _FILLED.sub(lambda match: filled.get(match[1], ""), _part(template))
            archive.writestr(entry, part)
    return data.getvalue()


@cache
def _part(name: str) -> str:
    return (
        files("communique.formats.docx")
        .joinpath("parts", name)
        .read_text("utf-8")
        .rstrip()
    )


def _spoken(language: str) -> str:
    return f'<w:lang w:val="{language}" w:eastAsia="{language}" w:bidi="{language}"/>'


class _Document:
    """The lists of a document, its bookmarks, and how each of its notes is called."""

    def __init__(self, declaration: Declaration) -> None:
        self.turned = "<w:rtl/>" if direction(declaration.language) == "rtl" else ""
        self.lists = Lists()
        self.counted: dict[str, int] = {}
        self.waiting: list[str] = []
        self.names: set[str] = set()
        self.notes = {
            note.eid: number for number, note in enumerate(declaration.notes, 1)
        }
        self.markers = {note.eid: note.marker or "" for note in declaration.notes}
        self.automatic: dict[str, bool] = {}
        self.footnoted = 0
        self.in_note = False
        self.all_in = ""
        self.new_page = False
        self.room = ""
        self.linked = linked(references(declaration))
        self.places = _bookmarked(declaration)
        self.addresses: dict[str, str] = {}

    def plain(self, text: str) -> str:
        """Words in no style, such as a label."""
        return run(text, self.turned)

    def runs(self, block: TextBlock) -> str:
        """The words of a block with its marks."""
        out: list[str] = []
        styles: list[EmphasisMark | ForeignMark | ReferenceMark] = []
        at = 0

        def until(end: int) -> None:
            nonlocal at
            out.append(run(block.text[at:end], self._properties(styles)))
            at = max(at, end)

        def close() -> None:
            until(styles[-1].end)
            if isinstance(styles.pop(), ReferenceMark):
                out.append("</w:hyperlink>")

        marks: tuple[Mark, ...] = self.linked.get(id(block), block.marks)
        for mark in marks:
            while styles and styles[-1].end <= mark.start:
                close()
            match mark.kind:
                case "note":
                    until(mark.start)
                    out.append(self.call(mark.ref))
                case "emphasis" | "foreign":
                    until(mark.start)
                    styles.append(mark)
                case "reference":
                    opening = self._hyperlink(mark)
                    if opening and not _is_linked(styles):
                        until(mark.start)
                        out.append(opening)
                        styles.append(mark)
                case "entity" | "date" | "act":
                    pass  # a word processor has no style for it
                case _:
                    assert_never(mark)
        while styles:
            close()
        until(len(block.text))
        return "".join(out)

    def _hyperlink(self, mark: ReferenceMark) -> str:
        """The start tag of a link to where a reference leads; empty if it leads nowhere."""
        href = mark.href
        if href is None:
            return ""
        if href.startswith("#"):
            eid = href[1:]
            if self.places.get(eid.lower()) != eid:
                return ""
            return f'<w:hyperlink w:anchor="{bookmark(eid)}">'
        if len(href) > _LONGEST_ADDRESS or not _ON_THE_WEB.fullmatch(href):
            return ""
        number = len(self.addresses) + 1
        name = self.addresses.setdefault(href, f"link{number}")
        return f'<w:hyperlink r:id="{name}">'

    def targets(self) -> str:
        """The addresses of all links, as a package knows them."""
        return "".join(
            f'<Relationship Id="{name}" Type="{_HYPERLINK}" '
            f'Target="{escaped(href)}" TargetMode="External"/>'
            for href, name in self.addresses.items()
        )

    def _properties(
        self, styles: list[EmphasisMark | ForeignMark | ReferenceMark]
    ) -> str:
        """What a run is, by the marks that are open on its words, outer before inner."""
        given = {each.style for each in styles if isinstance(each, EmphasisMark)}
        if {"superscript", "subscript"} <= given:
            given.discard("subscript")  # Word knows one of the two
        found = [made for style, made in _EMPHASIS.items() if style in given]
        languages = [each.language for each in styles if isinstance(each, ForeignMark)]
        if not languages:
            found.append(self.turned)
        else:
            if direction(languages[-1]) == "rtl":
                found.append("<w:rtl/>")
            found.append(_spoken(languages[-1]))
        return "".join(found)

    def paragraph(self, runs: str, style: str = "", properties: str = "") -> str:
        """A paragraph, with the bookmarks that wait for one."""
        styled = f'<w:pStyle w:val="{style}"/>' if style else ""
        turned = "<w:pageBreakBefore/>" if self.new_page else ""
        bookmarks = "".join([self._bookmark(eid) for eid in self.waiting])
        self.waiting.clear()
        counted, indented, far = properties.partition("<w:ind")
        own = f"{styled}{turned}{counted}{self.room}{indented}{far}"
        self.room = ""
        self.new_page = False
        return f"<w:p><w:pPr>{own}</w:pPr>{bookmarks}{runs}</w:p>"

    def _bookmark(self, eid: str) -> str:
        """The bookmark of a node."""
        name = bookmark(eid)
        if (
            name.lower() in self.names
        ):  # to a word processor capitals make no other name
            name = _summed(eid)
        self.names.add(name.lower())
        number = len(self.names)
        start = f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>'
        return f'{start}<w:bookmarkEnd w:id="{number}"/>'

    def at(self, eid: str) -> None:
        """The next paragraph is where a node begins. Footnotes have no bookmarks."""
        if not self.in_note:
            self.waiting.append(eid)

    def heading(
        self,
        level: int,
        num: str | None,
        heading: TextBlock | None,
        *,
        apart: bool = False,
    ) -> Iterator[str]:
        """A heading behind its label, or `apart` from it; none where it has neither."""
        label = self.plain(num or "")
        words = self.runs(heading) if heading else ""
        parts = [part for part in (label, words) if part]
        if parts and not apart:
            parts = [self.plain(" ").join(parts)]
        style = f"Heading{min(level, _DEEPEST)}"
        for part in parts:
            yield self.paragraph(part, style)

    def count(self, nodes: Iterable[Numbered], depth: int) -> None:
        """Give nodes that stand in one row their lists."""
        row = list(nodes)
        labels = [node.num for node in row]
        for node, number in zip(row, self.lists.of(labels, depth), strict=True):
            if number is not None:
                self.counted[node.eid] = number

    def numbered(self, node: Numbered, depth: int = 0) -> Iterator[str]:
        """A recital, paragraph or point: its label is counted, or stands before its first words."""
        self.at(node.eid)
        label = ""
        first = ""
        if node.eid in self.counted:
            number = self.counted[node.eid]
            first = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>'
        elif node.num is not None:
            first = indent(depth)
            label = self.plain(node.num) + TAB
        elif depth:
            first = indent(depth, hanging=False)
        if node.heading is not None:
            yield self.paragraph(label + self.runs(node.heading), "Lead", first)
            label = ""
            first = ""
        style = _style_of(node, depth)
        labelled = node.num is not None
        yield from self.content(
            node.content, depth, label, first, style=style, labelled=labelled
        )

    def content(
        self,
        content: tuple[Block, ...],
        depth: int,
        label: str,
        first: str,
        *,
        style: str = "",
        labelled: bool = False,
    ) -> Iterator[str]:
        """Blocks; the label before the first words.

        `first`: the properties of the paragraph that it stands in.
        """
        further = indent(depth, hanging=False) if depth or labelled else ""
        for block in content:
            named = self.all_in or style
            if isinstance(block, TextBlock):
                yield self.paragraph(label + self.runs(block), named, first or further)
            elif first or label:
                yield self.paragraph(label, named, first)
            label = ""
            first = ""
            style = _ranked("ListContinue", depth + 1)
            if isinstance(block, PointList):
                self.count(block.points, depth + 1)
                for point in block.points:
                    yield from self.numbered(point, depth + 1)
            elif isinstance(block, Table):
                yield from self.table(block)

    def table(self, table: Table) -> Iterator[str]:
        """A table below its caption; the paragraph behind it keeps it apart from another."""
        self.at(table.eid)
        if table.caption is not None:
            yield self.paragraph(self.runs(table.caption), "Caption")
        widths = [sum([cell.colspan for cell in row.cells]) for row in table.rows]
        wide = max(widths)
        turned = "<w:bidiVisual/>" if self.turned else ""
        yield f'<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/>{turned}'
        yield '<w:tblW w:w="0" w:type="auto"/></w:tblPr>'
        yield f"<w:tblGrid>{'<w:gridCol/>' * wide}</w:tblGrid>"
        hanging: dict[int, tuple[int, int]] = {}
        heads = True
        for row in table.rows:
            heads = heads and all(cell.header for cell in row.cells)
            yield "<w:tr><w:trPr><w:tblHeader/></w:trPr>" if heads else "<w:tr>"
            yield from self.row(row.cells, hanging)
            yield "</w:tr>"
        yield "</w:tbl>"
        yield self.paragraph("", "TableText")

    def row(
        self, cells: tuple[Cell, ...], hanging: dict[int, tuple[int, int]]
    ) -> Iterator[str]:
        """The cells of a row, and those that hang into it from above.

        `hanging`: by column for how many rows, how wide.
        """
        column = 0
        waiting = list(reversed(cells))
        last = max(hanging, default=-1)
        while waiting or column <= last:
            rows, wide = hanging.pop(column, (0, 1))
            words = ""
            merged = ""
            if rows:
                merged = "<w:vMerge/>"
            elif waiting:
                cell = waiting.pop()
                rows = cell.rowspan
                wide = cell.colspan
                words = self._words_of(cell)
                if rows > 1:
                    merged = '<w:vMerge w:val="restart"/>'
            span = f'<w:gridSpan w:val="{wide}"/>' if wide > 1 else ""
            words = words or self.paragraph("", "TableText")
            yield f"<w:tc><w:tcPr>{span}{merged}</w:tcPr>{words}</w:tc>"
            if rows > 1:
                hanging[column] = (rows - 1, wide)
            column += wide

    def _words_of(self, cell: Cell) -> str:
        """The paragraphs of a cell."""
        style = "TableHead" if cell.header else "TableText"
        return "".join(
            [self.paragraph(self.runs(block), style) for block in cell.content]
        )

    def body(self, parts: tuple[BodyPart, ...], level: int) -> Iterator[str]:
        """Sections and paragraphs."""
        for part in parts:
            if part.kind == "paragraph":
                yield from self.numbered(part)
                continue
            self.at(part.eid)
            yield from self.heading(
                level, part.num, part.heading, apart=part.kind == "article"
            )
            yield from self.body(part.body, level + 1)

    def document(
        self, document: Declaration | Annex, level: int, rank: int = 1
    ) -> Iterator[str]:
        """Subtitles, preamble, body, closing, annexes.

        Headings of this level, annexes of that rank.
        """
        for subtitle in document.subtitles:
            yield self.paragraph(self.runs(subtitle), "Subtitle")
        recitals = recitals_in(document.preamble)
        self.count(chain(recitals, paragraphs_in(document.body)), 0)
        for part in document.preamble:
            if part.kind == "recitals":
                self.at(part.eid)
                yield from self.heading(level, part.num, part.heading)
            for recital in recitals_in((part,)):
                yield from self.numbered(recital)
        yield from self.body(document.body, level)
        for closing in document.closing:
            if isinstance(closing, Signature):
                lines = (self.runs(line.value) for line in closing.lines)
                yield self.paragraph("<w:r><w:br/></w:r>".join(lines), "Signature")
            else:
                yield self.paragraph(self.runs(closing), "Closing")
        for annex in document.annexes:
            self.at(annex.eid)
            self.new_page = True
            yield self.paragraph(self.plain(annex.num or ""), _ranked("Annex", rank))
            if annex.title is not None:
                yield self.paragraph(self.runs(annex.title), "AnnexTitle")
            below = level + 1 if annex.num is None else level + 2
            yield from self.document(annex, below, rank + 1)

    def cover(self, cover: Cover) -> Iterator[str]:
        """The front matter, the note's paragraphs, the word above the declaration.

        A page of its own.
        """
        for field in cover.fields:
            label = self.plain(field.label) + TAB if field.label else ""
            style = "CoverLine" if label else _COVER
            yield self.paragraph(label + self.runs(field.value), style)
        self.count(cover.paragraphs, 0)
        self.room = _ROOM
        self.all_in = _COVER
        for paragraph in cover.paragraphs:
            yield from self.numbered(paragraph)
        self.new_page = True
        self.all_in = ""
        if cover.annex_label is not None:
            yield self.paragraph(self.runs(cover.annex_label), _COVER)

    def whole(self, declaration: Declaration) -> Iterator[str]:
        """All but the footnotes; at the end the notes that are none."""
        if declaration.cover is not None:
            yield from self.cover(declaration.cover)
        if declaration.title is not None:
            yield self.paragraph(self.runs(declaration.title), "Title")
        yield from self.document(declaration, 1)
        self.all_in = _NOTE
        for note in declaration.notes:
            if note.eid not in self.automatic:
                self.at(note.eid)
                label = (
                    run(note.marker, _RAISED) + self.plain(" ") if note.marker else ""
                )
                yield from self.content(note.content, 0, label, "")
        if self.waiting:
            yield self.paragraph("")

    def call(self, eid: str) -> str:
        """What calls a note: a footnote where it is called first, later its sign."""
        marker = self.markers[eid]
        if self.in_note or eid in self.automatic:
            return run(marker, _RAISED)
        number = self.notes[eid]
        is_counted = marker == str(self.footnoted + 1)
        self.automatic[eid] = is_counted
        if is_counted:
            self.footnoted += 1
            called = f'<w:footnoteReference w:id="{number}"/>'
        else:
            called = f'<w:footnoteReference w:customMarkFollows="1" w:id="{number}"/>'
            called += f"<w:t>{escaped(marker)}</w:t>"
        return f"<w:r><w:rPr>{_RAISED}</w:rPr>{called}</w:r>"

    def footnotes(self, notes: tuple[Note, ...]) -> str:
        """The notes that are footnotes, each with its sign."""
        self.in_note = True
        self.all_in = _NOTE
        found: list[str] = []
        for note in notes:
            is_counted = self.automatic.get(note.eid)
            if is_counted is None:
                continue
            sign = run(self.markers[note.eid], _RAISED)
            if is_counted:
                sign = f"<w:r><w:rPr>{_RAISED}</w:rPr><w:footnoteRef/></w:r>"
            number = self.notes[note.eid]
            blocks = "".join(self.content(note.content, 0, sign + self.plain(" "), ""))
            found.append(f'<w:footnote w:id="{number}">{blocks}</w:footnote>')
        return "".join(found)


def _bookmarked(declaration: Declaration) -> dict[str, str]:
    """The eids of the nodes that have a bookmark of their name, by that in small letters."""
    found: dict[str, str] = {}
    for eid, node, _ in nodes_of(declaration):
        if isinstance(node, _WITH_BOOKMARK):
            found.setdefault(eid.lower(), eid)
    return found


def _is_linked(styles: Iterable[EmphasisMark | ForeignMark | ReferenceMark]) -> bool:
    """Whether a link is open: there is no link in a link."""
    return any(isinstance(each, ReferenceMark) for each in styles)


def _style_of(node: Numbered, depth: int) -> str:
    """The style of the first words of a node."""
    if isinstance(node, Point):
        return _ranked("Point", depth)
    if isinstance(node, Recital) and node.role is not None:
        return node.role.title()
    return node.kind.title()


def _ranked(style: str, rank: int) -> str:
    """A style of a rank, of which the first has no number."""
    return style if rank < 2 else f"{style}{min(rank, _DEEPEST)}"


def bookmark(eid: str) -> str:
    """The name of the bookmark of a node: its eid, if it can be one; else letters, digits and a sum
    that tells it apart.

    >>> bookmark("recs_1__rec_2")
    'recs_1__rec_2'
    """
    return eid if _NAME.fullmatch(eid) else _summed(eid)


def _summed(eid: str) -> str:
    plain = "".join(char if char.isalnum() and char.isascii() else "_" for char in eid)
    return f"b{plain[:30]}_{sha256(eid.encode()).hexdigest()[:8]}"
