"""Raw text: what `pdftotext -layout`, a viewer's copy or a web page gives. Read by layout; written for reading again."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain
from typing import assert_never

from communique.core.diagnostics import in_order
from communique.core.scripts import SUPERSCRIPTS
from communique.core.source import Source
from communique.core.source_errors import oversized, unreadable_text
from communique.detect import detect
from communique.detect.codes import NUMBER_REPEATED, NUMBER_RESTARTS, NUMBER_SKIPPED
from communique.detect.metadata import read_metadata
from communique.detect.reading import PASSES, roles
from communique.detect.reading import read as detected
from communique.draft import Parsed, ReadOptions, build
from communique.inputs import laid
from communique.inputs.codes import lost_characters
from communique.inputs.laid import OPEN, stated
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
from communique.model.text import TextBlock, woven
from communique.naming.labels import stands_alone


def read(source: Source, options: ReadOptions) -> Parsed:
    """The declaration that a raw text holds. Never raises; what was guessed, and what was left over, are findings.

    `options.language` overrules the language that the words seem to be in, `options.hints` a guess at a place.
    """
    sound = source if oversized(source, options.limits) else source.in_utf8()
    if sound.data != source.data:
        found = read(sound, options)
        lost = lost_characters(sound) if found.declaration else ()
        return replace(found, findings=in_order([*lost, *found.findings]))
    faults = unreadable_text(source, options.limits)
    if faults:
        return Parsed(source, None, in_order(faults))
    if not options.said and not options.given:
        if OPEN in source.text:
            said, given = stated(source.text)
            begin = read_metadata(source.text).end
            options = replace(
                options, said=tuple(each for each in said if each[0] >= begin), given=given
            )
        elif options.hints is None:
            said, given = laid.laid(source.text)
            parsed = (
                build(detect(source, replace(options, said=said, given=given))) if given else None
            )
            if parsed and parsed.declaration and write(parsed.declaration) == source.text:
                # It is laid out as we do it, since what was read of it is written so. Its numbers can have been changed.
                guessed = detected(source, options, PASSES[: PASSES.index(roles)]).findings
                odd = [
                    each
                    for each in guessed
                    if each.code in {NUMBER_REPEATED, NUMBER_RESTARTS, NUMBER_SKIPPED}
                ]
                return replace(parsed, findings=in_order([*parsed.findings, *odd]))
    return build(detect(source, options))


_BLANKS = re.compile(r"[ \t\n]+")
_SUPERSCRIPT = str.maketrans("0123456789", SUPERSCRIPTS)


def write(declaration: Declaration) -> str:
    """The words of a declaration with its labels and notes: a line for each block, empty lines between, notes at the end.

    Kept: every word, the numbers as printed, what each block is and the nesting of points (see `inputs.laid`), which note is called
    where, tables. Not kept: marks other than calls (a reader finds dates and names again), metadata (subjects, sponsors, votes), spans of cells.
    """
    return "\n".join(_lines(declaration)).strip("\n") + "\n"


class _Page:
    """What every block needs: the marker of each note; and which notes were called since somebody looked."""

    def __init__(self, notes: Iterable[Note]) -> None:
        self.markers = {note.eid: call_of(note) for note in notes}
        self.called: list[str] = []

    def words(self, block: TextBlock) -> str:
        """The text with its note markers in place, in one line."""
        calls: list[tuple[int, int, str, str]] = []
        for mark in block.marks:
            match mark.kind:
                case "note":
                    between = " " if calls and calls[-1][0] == mark.start else ""
                    calls.append(
                        (mark.start, mark.start, between + self.markers.get(mark.ref, ""), "")
                    )
                    self.called.append(mark.ref)
                case "entity" | "date" | "reference" | "emphasis" | "foreign" | "act":
                    pass  # a reader finds it again, or it is lost with all typography
                case _:
                    assert_never(mark)
        text = woven(block.text, calls, str)
        if (
            "  " in text or "\n" in text or "\t" in text
        ):  # else nothing would be changed, one blank after the other
            text = _BLANKS.sub(" ", text)
        return text.strip()

    def content(
        self, content: tuple[Block, ...], label: str | None, indent: int, level: int = 0
    ) -> Iterator[str]:
        """The blocks of a recital, paragraph or point of that level, the label before the first words."""
        first = " " * indent + (f"{label}  " if label else "")
        further = " " * (laid.STEP * level + laid.GOES_ON)
        for block in content:
            if label or isinstance(block, TextBlock):
                yield first + (self.words(block) if isinstance(block, TextBlock) else "")
                yield ""
            first, label = further, None
            if isinstance(block, PointList):
                for point in block.points:
                    yield from self.numbered(point, laid.STEP * (level + 1), level + 1)
            elif not isinstance(block, TextBlock):
                yield from self.table(block, further)

    def table(self, table: Table, lead: str) -> Iterator[str]:
        """The caption, and a line for each row, cells between pipes; a line between heads and cells."""
        if table.caption is not None:
            yield lead + self.words(table.caption)
            yield ""
        rows = [
            [" ".join(map(self.words, cell.content)) for cell in row.cells] for row in table.rows
        ]
        wide = max(map(len, rows))
        headed = all(cell.header for cell in table.rows[0].cells)
        for number, row in enumerate(rows if headed else [[], *rows]):
            cells = (each.replace("|", "\\|") for each in (*row, *[""] * (wide - len(row))))
            yield f"| {' | '.join(cells)} |"
            if not number:
                yield f"|{' --- |' * wide}"
        yield ""

    def numbered(
        self, node: Recital | Paragraph | Point, indent: int = 0, level: int = 0
    ) -> Iterator[str]:
        """A recital, paragraph or point."""
        if node.heading is not None:
            yield " " * indent + "  ".join(filter(None, (node.num, self.words(node.heading))))
            yield from (laid.LEAD, "")
        yield from self.content(node.content, None if node.heading else node.num, indent, level)

    def heading(
        self, num: str | None, words: str | None, level: int, *, alone: bool = False
    ) -> Iterator[str]:
        """A label and a heading, the label `alone` in its line; the sign of headings below."""
        lead = " " * laid.DEEPER * (level - 1)
        if num and (alone or not words):
            yield lead + num
            yield from (lead + words, lead + laid.HEADING) if words else (lead + laid.ALONE,)
        else:
            yield lead + "  ".join(filter(None, (num, words)))
            yield lead + laid.HEADING
        yield ""

    def body(self, parts: tuple[BodyPart, ...], level: int = 1) -> Iterator[str]:
        """Sections, whose headings are of that level, and paragraphs."""
        for part in parts:
            if isinstance(part, Paragraph):
                yield from self.numbered(part)
                continue
            heading = self.words(part.heading) if part.heading else None
            alone = part.kind == "article" or stands_alone(part.num)
            if part.num or heading:
                yield from self.heading(part.num, heading, level, alone=alone)
            yield from self.body(part.body, level + 1)

    def preamble(self, parts: tuple[PreamblePart, ...]) -> Iterator[str]:
        """Recitals and groups of them, with a sign at their end."""
        for part in parts:
            if isinstance(part, RecitalGroup):
                yield from self.heading(
                    part.num, self.words(part.heading) if part.heading else None, 1
                )
            for recital in part.recitals if isinstance(part, RecitalGroup) else (part,):
                yield from self.numbered(recital, laid.PREAMBLE[recital.role or "recital"])
        yield from (laid.PREAMBLE_ENDS, "", "")

    def document(self, document: Declaration | Annex, rank: int = 1) -> Iterator[str]:
        """Title, preamble, body, closing; annexes of that rank."""
        for indent, block in (
            (0, document.title),
            *((laid.SUBTITLE, each) for each in document.subtitles),
        ):
            if block is not None:
                yield " " * indent + self.words(block)
                yield ""
        if document.title is not None or document.subtitles:
            yield from (laid.TITLE_ENDS, "", "")
        if document.preamble:
            yield from self.preamble(document.preamble)
        yield from self.body(document.body)
        if document.closing:
            yield from (laid.CLOSES, "")
        for closing in document.closing:
            lines = closing.lines if isinstance(closing, Signature) else ()
            yield from (" " * laid.SIGNED + self.words(line.value) for line in lines)
            if isinstance(closing, TextBlock):
                yield self.words(closing)
            yield ""
        for annex in document.annexes:
            lead = " " * laid.DEEPER * (rank - 1)
            yield ""
            yield from (lead + each for each in (annex.num, laid.ANNEX) if each)
            yield ""
            yield from self.document(annex, rank + 1)

    def notes(self, notes: Iterable[Note]) -> Iterator[str]:
        """A rule and the notes below it; nothing where there are none."""
        for index, note in enumerate(notes):
            if index == 0:
                yield from ("", laid.RULE)
            yield from self.content(note.content, call_of(note) or None, 0)

    def cover(self, cover: Cover) -> Iterator[str]:
        """The masthead, the labelled fields, the note's paragraphs, the annex word; the sign of its end."""
        for field in cover.fields:
            value = self.words(field.value)
            between = " " if field.label and field.label.endswith((":", "：")) else "  "
            yield value if field.label is None else f"{field.label}{between}{value}"
        yield from ("", "", "")
        for paragraph in cover.paragraphs:
            yield from self.numbered(paragraph)
        yield from (
            ("", self.words(cover.annex_label), "") if cover.annex_label is not None else ("\f",)
        )
        yield from (laid.COVER_ENDS, "")


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
