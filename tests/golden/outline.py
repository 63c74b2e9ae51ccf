"""What a person would say a document's structure is, in lines: one for each node, indented by
nesting.

    recital 1. (opening) | We, the Ministers … in the harbour, ^1@2023  #recs_1__rec_1

Behind the bar stand the words (of a longer text the first four and the last three), then each note
called, with the word before its call. Such a file is written by hand before the reader is run; only
then is it the reader's to keep.
"""

from collections.abc import Iterable, Iterator
from typing import assert_never

from communique.model import (
    Annex,
    Block,
    BodyPart,
    Claim,
    Cover,
    Declaration,
    EmphasisMark,
    Identifier,
    NoteMark,
    Paragraph,
    Point,
    PointList,
    Recital,
    RecitalGroup,
    Signature,
    Table,
    TextBlock,
)

FIRST, LAST = 4, 3
INDENT = "  "


class _Outline:
    """The markers of the notes, which of them were called so far, and how many words are shown
    whole.
    """

    def __init__(self, declaration: Declaration, shown: int) -> None:
        self.shown = shown
        self.markers = {note.eid: note.marker or "-" for note in declaration.notes}
        self.called: set[str] = set()

    def words(self, block: TextBlock) -> str:
        words = block.text.split(" ")
        if len(words) > self.shown:
            words = [*words[:FIRST], "…", *words[-LAST:]]
        calls = []
        for mark in block.marks:
            if isinstance(mark, NoteMark):
                self.called.add(mark.ref)
                before = block.text[: mark.start].split(" ")[-1]
                calls.append(f"^{self.markers[mark.ref]}@{before}")
            elif isinstance(mark, EmphasisMark):
                calls.append(
                    f"{mark.style}[{block.quoted(mark)}]"
                    if mark.end - mark.start < 40
                    else mark.style
                )
        return " ".join(("|", *words, *calls)).replace("\n", "⏎")

    def blocks(self, content: Iterable[Block], indent: str) -> Iterator[str]:
        for block in content:
            match block:
                case TextBlock():
                    yield f"{indent}text {self.words(block)}"
                case PointList():
                    for point in block.points:
                        yield from self.numbered("point", point, indent)
                case Table():
                    caption = f" {self.words(block.caption)}" if block.caption else ""
                    yield f"{indent}table of {len(block.rows)} rows{caption}  #{block.eid}"
                case _ as never:
                    assert_never(never)

    def numbered(
        self, kind: str, node: Recital | Paragraph | Point, indent: str
    ) -> Iterator[str]:
        role = f" ({node.role})" if isinstance(node, Recital) and node.role else ""
        heading = f" {self.words(node.heading)}" if node.heading else ""
        first, rest = node.content[0], node.content[1:]
        if isinstance(first, TextBlock):
            yield f"{indent}{kind} {node.num or '-'}{role}{heading} {self.words(first)}  #{node.eid}"
        else:
            yield f"{indent}{kind} {node.num or '-'}{role}{heading}  #{node.eid}"
            rest = node.content
        yield from self.blocks(rest, indent + INDENT)

    def recital(self, recital: Recital, indent: str) -> Iterator[str]:
        yield from self.numbered("recital", recital, indent)

    def body(self, parts: Iterable[BodyPart], indent: str) -> Iterator[str]:
        for part in parts:
            if isinstance(part, Paragraph):
                yield from self.numbered("paragraph", part, indent)
            else:
                heading = f" {self.words(part.heading)}" if part.heading else ""
                yield f"{indent}{part.kind} {part.num or '-'}{heading}  #{part.eid}"
                yield from self.body(part.body, indent + INDENT)

    def document(self, document: Declaration | Annex, indent: str) -> Iterator[str]:
        if document.title:
            yield f"{indent}title {self.words(document.title)}"
        for subtitle in document.subtitles:
            yield f"{indent}subtitle {self.words(subtitle)}"
        for part in document.preamble:
            if isinstance(part, RecitalGroup):
                heading = f" {self.words(part.heading)}" if part.heading else ""
                yield f"{indent}recitals {part.num or '-'}{heading}  #{part.eid}"
                for recital in part.recitals:
                    yield from self.recital(recital, indent + INDENT)
            else:
                yield from self.recital(part, indent)
        yield from self.body(document.body, indent)
        for closing in document.closing:
            if isinstance(closing, Signature):
                yield f"{indent}signature"
                for line in closing.lines:
                    yield f"{indent}{INDENT}{line.part} {self.words(line.value)}"
            else:
                yield f"{indent}closing {self.words(closing)}"
        for annex in document.annexes:
            kind = f" ({annex.kind})" if annex.kind else ""
            yield f"{indent}annex {annex.num or '-'}{kind}  #{annex.eid}"
            yield from self.document(annex, indent + INDENT)

    def cover(self, cover: Cover) -> Iterator[str]:
        yield f"cover {cover.kind}"
        yield from _metadata(cover.date, cover.identifiers, INDENT)
        for field in cover.fields:
            label = f" {field.label}" if field.label else ""
            yield f"{INDENT}{field.key}{label} {self.words(field.value)}"
        for paragraph in cover.paragraphs:
            yield from self.numbered("paragraph", paragraph, INDENT)
        if cover.annex_label:
            yield f"{INDENT}annex-word {self.words(cover.annex_label)}"


def _metadata(
    date: Claim | None, identifiers: Iterable[Identifier], indent: str
) -> Iterator[str]:
    if date:
        yield f"{indent}date = {date.value}"
    for identifier in identifiers:
        yield f"{indent}identifier = {identifier.scheme} {identifier.value}"


def outline(declaration: Declaration, shown: int = FIRST + LAST + 1) -> Iterator[str]:
    """The lines of the outline; texts of more than so many words are cut."""
    lines = _Outline(declaration, shown)
    yield f"{declaration.kind} in {declaration.language}"
    yield from _metadata(declaration.date, declaration.identifiers, "")
    if declaration.place:
        yield f"place = {declaration.place.text}"
    if declaration.cover:
        yield from lines.cover(declaration.cover)
    yield from lines.document(declaration, "")
    for note in declaration.notes:
        called = "" if note.eid in lines.called else " (not called)"
        first, rest = note.content[0], note.content[1:]
        if isinstance(first, TextBlock):
            yield f"note {note.marker or '-'}{called} {lines.words(first)}  #{note.eid}"
        else:
            yield f"note {note.marker or '-'}{called}  #{note.eid}"
            rest = note.content
        yield from lines.blocks(rest, INDENT)
