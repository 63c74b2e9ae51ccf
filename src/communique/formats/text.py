"""Raw text: what `pdftotext -layout`, a viewer's copy or a web page gives. Read by layout; written for reading again."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain
from typing import assert_never

from communique.core.diagnostics import in_order
from communique.core.faults import unreadable_text
from communique.core.source import Source
from communique.detect import detect
from communique.detect.characters import SUPERSCRIPTS
from communique.detect.labels import stands_alone
from communique.detect.metadata import read_metadata
from communique.draft import Parsed, ReadOptions, build
from communique.inputs.stated import OPEN, stated
from communique.model import (
    ActMark,
    Annex,
    Block,
    BodyPart,
    Cover,
    DateMark,
    Declaration,
    EmphasisMark,
    EntityMark,
    ForeignMark,
    Note,
    NoteMark,
    Paragraph,
    Point,
    PointList,
    Recital,
    RecitalGroup,
    ReferenceMark,
    Signature,
    Table,
    TextBlock,
)  # fmt: skip


def read(source: Source, options: ReadOptions) -> Parsed:
    """The declaration that a raw text holds. Never raises; what was guessed, and what was left over, are findings.

    `options.language` overrules the language that the words seem to be in, `options.hints` a guess at a place.
    """
    faults = unreadable_text(source, options.limits)
    if faults:
        return Parsed(source, None, in_order(faults))
    if not options.said and not options.given and OPEN in source.text:
        said, given = stated(source.text)
        begin = read_metadata(source.text).end
        options = replace(options, said=tuple(each for each in said if each[0] >= begin), given=given)
    return build(detect(source, options))


INDENT = 4
"""So many blanks are a level of points indented."""
RULE = "_" * 20
_SUPERSCRIPT = str.maketrans("0123456789", SUPERSCRIPTS)


def write(declaration: Declaration) -> str:
    """The words of a declaration with its labels and notes: a line for each block, empty lines between, notes at the end.

    Kept: every word, the numbers as printed, the nesting of points, which note is called where. Not kept: marks other
    than calls (a reader finds dates and names again), metadata (subjects, sponsors, votes), the cells of a table (a row is a line).
    """
    return "\n".join(_lines(declaration)).rstrip("\n") + "\n"


class _Page:
    """What every block needs: the marker of each note; and which notes were called since somebody looked."""

    def __init__(self, notes: Iterable[Note]) -> None:
        self.markers = {note.eid: call_of(note) for note in notes}
        self.called: list[str] = []

    def words(self, block: TextBlock) -> str:
        """The text with its note markers in place."""
        parts: list[str] = []
        position = 0
        called = -1
        for mark in block.marks:
            match mark:
                case NoteMark():
                    parts.append(" " if mark.start == called else block.text[position : mark.start])
                    parts.append(self.markers.get(mark.ref, ""))
                    self.called.append(mark.ref)
                    position = called = mark.start
                case EntityMark() | DateMark() | ReferenceMark() | EmphasisMark() | ForeignMark() | ActMark():
                    pass  # a reader finds it again, or it is lost with all typography
                case _:
                    assert_never(mark)
        parts.append(block.text[position:])
        return "".join(parts)

    def content(self, content: tuple[Block, ...], label: str | None, indent: int) -> Iterator[str]:
        """The blocks of a paragraph or point, the label before the first words."""
        lead = " " * indent
        bare = label is not None and label.isdecimal()  # a number alone is a label only with room behind it
        first = f"{label}{'  ' if bare else ' '}" if label else ""
        for block in content:
            if isinstance(block, TextBlock):
                yield lead + first + self.words(block)
            elif isinstance(block, PointList):
                if first:
                    yield lead + first.rstrip()
                for point in block.points:
                    yield from self.numbered(point, indent + INDENT)
            else:
                if first:
                    yield lead + first.rstrip()
                yield from self.table(block, lead)
            first = ""
            yield ""

    def table(self, table: Table, lead: str) -> Iterator[str]:
        """The caption, and a line for each row, cells apart by a tab's width."""
        if table.caption is not None:
            yield lead + self.words(table.caption)
        for row in table.rows:
            cells = (" ".join(map(self.words, cell.content)) for cell in row.cells)
            yield lead + " | ".join(cells)

    def numbered(self, node: Recital | Paragraph | Point, indent: int = 0) -> Iterator[str]:
        """A recital, paragraph or point."""
        label = node.num
        if node.heading is not None:
            yield " " * indent + " ".join(filter(None, (label, self.words(node.heading))))
            label = None
        yield from self.content(node.content, label, indent)

    def body(self, parts: tuple[BodyPart, ...]) -> Iterator[str]:
        """Sections and paragraphs."""
        for part in parts:
            if isinstance(part, Paragraph):
                yield from self.numbered(part)
                continue
            heading = self.words(part.heading) if part.heading else None
            if part.kind == "article" or stands_alone(part.num):
                yield from filter(
                    None, (part.num, heading)
                )  # a label that is a word and a number is read on its own line
            else:
                yield " ".join(filter(None, (part.num, heading)))
            yield ""
            yield from self.body(part.body)

    def document(self, document: Declaration | Annex) -> Iterator[str]:
        """Title, preamble, body, closing, annexes."""
        for block in (document.title, *document.subtitles):
            if block is not None:
                yield self.words(block)
                yield ""
        yield ""
        for part in document.preamble:
            if isinstance(part, RecitalGroup):
                heading = self.words(part.heading) if part.heading else None
                yield " ".join(filter(None, (part.num, heading)))
                yield ""
                for recital in part.recitals:
                    yield from self.numbered(recital)
            else:
                yield from self.numbered(part)
        yield from self.body(document.body)
        for closing in document.closing:
            lines = closing.lines if isinstance(closing, Signature) else ()
            yield from (self.words(line.value) for line in lines)
            if isinstance(closing, TextBlock):
                yield self.words(closing)
            yield ""
        for annex in document.annexes:
            yield ""
            yield annex.num or ""
            yield ""
            yield from self.document(annex)

    def notes(self, notes: Iterable[Note]) -> Iterator[str]:
        """A rule and the notes below it; nothing where there are none."""
        for index, note in enumerate(notes):
            if index == 0:
                yield from ("", RULE)
            yield from self.content(note.content, call_of(note) or None, 0)

    def cover(self, cover: Cover) -> Iterator[str]:
        """The masthead, the labelled fields, the note's paragraphs, the annex word."""
        for field in cover.fields:
            value = self.words(field.value)
            between = " " if field.label and field.label.endswith((":", "：")) else "  "
            yield value if field.label is None else f"{field.label}{between}{value}"
        yield from ("", "", "")
        for paragraph in cover.paragraphs:
            yield from self.numbered(paragraph)
        if cover.annex_label is not None:
            yield from ("", self.words(cover.annex_label), "")
        else:
            yield "\f"


def call_of(note: Note) -> str:
    """The sign that calls a note in running text: superscript digits for a number, else the marker in `[ ]` or as it is."""
    marker = note.marker
    if marker is None:
        return ""
    if marker.isascii() and marker.isdigit():
        return marker.translate(_SUPERSCRIPT)
    return marker if not marker[0].isalnum() and marker[0] not in "([" else f"[{marker}]"


def _lines(declaration: Declaration) -> Iterator[str]:
    """The lines of all, the notes behind the last; where markers begin again, pages with the notes at their feet."""
    page = _Page(declaration.notes)
    left = {note.eid: note for note in declaration.notes}
    foot: list[Note] = []
    cover = () if declaration.cover is None else page.cover(declaration.cover)
    for line in chain(cover, page.document(declaration)):
        called = [left.pop(eid) for eid in page.called if eid in left]
        page.called.clear()
        if foot and {note.marker for note in called} & {note.marker for note in foot}:
            yield from page.notes(foot)
            yield "\f"
            foot.clear()
        foot.extend(called)
        yield line
    yield from page.notes([*foot, *left.values()])
