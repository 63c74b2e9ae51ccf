"""Raw text: what `pdftotext -layout`, a viewer's copy or a web page gives.

Read by layout; written for reading again.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from typing import assert_never

from communique.core.diagnostics import in_order
from communique.core.scripts import SUPERSCRIPTS
from communique.core.source import Source
from communique.core.source_errors import oversized, unreadable_text
from communique.detect import detect
from communique.draft import Parsed, ReadOptions, build
from communique.inputs.notices import lost_characters
from communique.model import Declaration
from communique.model.blocks import Block, Note, Point, PointList, Table
from communique.model.parts import (
    Annex,
    BodyPart,
    Cover,
    Paragraph,
    PreamblePart,
    Recital,
    RecitalGroup,
    Signature,
)
from communique.model.text import NoteMark, TextBlock, woven
from communique.naming.labels import stands_alone


def read(source: Source, options: ReadOptions) -> Parsed:
    """The declaration that a raw text holds. Never raises; what was guessed, and what was left
    over, are findings.

    `options.language` overrules the language that the words seem to be in, `options.hints` a guess
    at a place.
    """
    sound = source if oversized(source, options.limits) else source.in_utf8()
    if sound.data != source.data:
        found = read(sound, options)
        lost = lost_characters(sound) if found.declaration else ()
        return replace(found, findings=in_order([*lost, *found.findings]))
    faults = unreadable_text(source, options.limits)
    if faults:
        return Parsed(source, None, in_order(faults))
    return build(detect(source, options))


_BLANKS = re.compile(r"[ \t\n]+")
_SUPERSCRIPT = str.maketrans("0123456789", SUPERSCRIPTS)
_STEP = 4
"""How many blanks each level of points is indented by."""
_RULE = "_" * 20
"""The line above the notes."""


def write(declaration: Declaration) -> str:
    """The words of a declaration with its labels and notes: a line for each block, an empty line
    between blocks.

    Kept: every word, the labels as printed, how points are nested, where each note is called,
    tables. Not kept: marks other than calls (a reader finds dates and names again), metadata
    (subjects, sponsors, votes), spans of cells. Nothing in the text says what a block is: whoever
    reads it again guesses that, as of any other text.
    """
    return "\n".join(_lines(declaration)).strip("\n") + "\n"


class _Page:
    """Writes blocks as lines.

    Knows the marker of each note, and which notes were called since `called` was last emptied.
    """

    def __init__(self, notes: Iterable[Note]) -> None:
        self.markers = {note.eid: call_of(note) for note in notes}
        self.called: list[str] = []

    def words(self, block: TextBlock) -> str:
        """The text with its note markers in place, in one line."""
        calls: list[tuple[int, int, str, str]] = []
        for mark in block.marks:
            if not isinstance(mark, NoteMark):
                continue  # a reader finds it again, or it is lost with all typography
            between = " " if calls and calls[-1][0] == mark.start else ""
            marker = between + self.markers.get(mark.ref, "")
            calls.append((mark.start, mark.start, marker, ""))
            self.called.append(mark.ref)
        text = woven(block.text, calls, str)
        if (
            "  " in text or "\n" in text or "\t" in text
        ):  # most texts need no replacement
            text = _BLANKS.sub(" ", text)
        return text.strip()

    def content(
        self, content: tuple[Block, ...], label: str | None, indent: int = 0
    ) -> Iterator[str]:
        """The blocks of a recital, paragraph, point or note, its label before the first words."""
        lead = " " * indent
        waiting = f"{label}{_room_behind(label)}" if label else ""
        for block in content:
            if waiting or isinstance(block, TextBlock):
                words = self.words(block) if isinstance(block, TextBlock) else ""
                yield f"{lead}{waiting}{words}".rstrip()
                yield ""
                waiting = ""
            match block:
                case TextBlock():
                    pass  # its words are written
                case PointList():
                    for point in block.points:
                        yield from self.numbered(point, indent + _STEP)
                case Table():
                    yield from self.table(block, lead)
                case _:
                    assert_never(block)

    def table(self, table: Table, lead: str) -> Iterator[str]:
        """The caption, and a line for each row, cells between pipes.

        A rule below the heads of columns.
        """
        if table.caption is not None:
            yield lead + self.words(table.caption)
            yield ""
        rows = [
            [" ".join(map(self.words, cell.content)) for cell in row.cells]
            for row in table.rows
        ]
        width = max(map(len, rows))
        headed = all(cell.header for cell in table.rows[0].cells)
        if not headed:
            rows.insert(0, [])
        for number, row in enumerate(rows):
            empty = [""] * (width - len(row))
            cells = [cell.replace("|", "\\|") for cell in (*row, *empty)]
            yield f"| {' | '.join(cells)} |"
            if number == 0:
                yield f"|{' --- |' * width}"
        yield ""

    def numbered(
        self, node: Recital | Paragraph | Point, indent: int = 0
    ) -> Iterator[str]:
        """A recital, paragraph or point. A heading is a line of its own, behind the label."""
        label = node.num
        if node.heading is not None:
            yield " " * indent + _joined(label, self.words(node.heading))
            yield ""
            label = None
        yield from self.content(node.content, label, indent)

    def heading(
        self, num: str | None, words: str | None, *, apart: bool = False
    ) -> Iterator[str]:
        """A label and a heading, in one line or `apart` in two."""
        lines = [num, words] if apart else [_joined(num, words)]
        yield from filter(None, lines)
        yield ""

    def body(self, parts: tuple[BodyPart, ...]) -> Iterator[str]:
        """Sections and paragraphs."""
        for part in parts:
            if isinstance(part, Paragraph):
                yield from self.numbered(part)
                continue
            heading = self.words(part.heading) if part.heading else None
            # A label that is a word and a number is read only on a line of its own.
            apart = part.kind == "article" or stands_alone(part.num)
            yield from self.heading(part.num, heading, apart=apart)
            yield from self.body(part.body)

    def preamble(self, parts: tuple[PreamblePart, ...]) -> Iterator[str]:
        """Recitals and groups of recitals."""
        for part in parts:
            if isinstance(part, RecitalGroup):
                heading = self.words(part.heading) if part.heading else None
                yield from self.heading(part.num, heading)
                for recital in part.recitals:
                    yield from self.numbered(recital)
            else:
                yield from self.numbered(part)

    def document(self, document: Declaration | Annex) -> Iterator[str]:
        """Title, preamble, body, closing and annexes."""
        for block in (document.title, *document.subtitles):
            if block is not None:
                yield self.words(block)
                yield ""
        yield ""
        yield from self.preamble(document.preamble)
        yield from self.body(document.body)
        for closing in document.closing:
            if isinstance(closing, Signature):
                yield from (self.words(line.value) for line in closing.lines)
            else:
                yield self.words(closing)
            yield ""
        for annex in document.annexes:
            yield from ("", annex.num or "", "")
            yield from self.document(annex)

    def notes(self, notes: Sequence[Note]) -> Iterator[str]:
        """A rule and the notes below it; nothing where there are none."""
        if notes:
            yield from ("", _RULE)
        for note in notes:
            yield from self.content(note.content, call_of(note) or None)

    def cover(self, cover: Cover) -> Iterator[str]:
        """The masthead, the labelled fields, the paragraphs of the note, the word for an annex."""
        for field in cover.fields:
            value = self.words(field.value)
            if field.label is None:
                yield value
            else:
                between = " " if field.label.endswith((":", "：")) else "  "
                yield f"{field.label}{between}{value}"
        yield from ("", "", "")
        for paragraph in cover.paragraphs:
            yield from self.numbered(paragraph)
        if cover.annex_label is None:
            yield "\f"
        else:
            yield from ("", self.words(cover.annex_label), "")


def _room_behind(label: str) -> str:
    """The blanks behind a label: a number alone is read as a label only with room behind it."""
    return "  " if label.isdecimal() else " "


def _joined(label: str | None, words: str | None) -> str:
    return " ".join(filter(None, (label, words)))


def call_of(note: Note) -> str:
    """The sign that calls a note in running text: superscript digits for a number, else the marker
    in `[ ]` or as it is.
    """
    marker = note.marker
    if marker is None:
        return ""
    if marker.isascii() and marker.isdigit():
        return marker.translate(_SUPERSCRIPT)
    return (
        marker if not marker[0].isalnum() and marker[0] not in "([" else f"[{marker}]"
    )


def _lines(declaration: Declaration) -> Iterator[str]:
    """The lines of all, the notes behind the last.

    Where markers begin again, pages with the notes at their feet.
    """
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
