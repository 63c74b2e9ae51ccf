"""A declaration as a row of passages: each node that has words of its own, in document order, notes last.

Nothing is twice and nothing is missing: the words of all passages are the words of the record.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Literal, NamedTuple, assert_never, get_args

from communique.core.source import Pointer
from communique.model import (
    Annex,
    Block,
    BodyPart,
    Cover,
    Declaration,
    Mark,
    Node,
    Paragraph,
    Point,
    PointList,
    Recital,
    RecitalGroup,
    Section,
    Signature,
    Table,
    TextBlock,
)  # fmt: skip
from communique.naming.labels import bare

Part = Literal["cover", "preface", "preamble", "body", "conclusions", "annex", "notes"]
"""Where in its document a passage stands; an annex is a document itself, and `annex` is the line of its label."""
PARTS: tuple[Part, ...] = get_args(Part)

KINDS = (
    "field", "annex-label", "title", "subtitle", "recital", "recitals", "section", "article", "chapter", "part",
    "division", "paragraph", "point", "table", "closing", "signature", "annex", "note",
)  # fmt: skip
"""What a passage is. `title` is that of a document, or a division of a body that is called so (its part is `body`)."""


class Words(NamedTuple):
    """A text block, and its pointer in the record."""

    pointer: Pointer
    block: TextBlock


class Marked(NamedTuple):
    """A mark and its words. `start` and `end` count in the passage's heading or in its text, as `field` says."""

    field: Literal["heading", "text"]
    start: int
    end: int
    words: str
    mark: Mark


@dataclass(frozen=True, slots=True)
class Passage:
    """A node with its own words: those of the points and tables in it are passages that follow, with it as `parent`.

    `position` counts from 1 through the declaration. `eid` is that of the node; the lines of a cover, of a title and of
    a closing share one (`cover`, `preface`, `conclusions`). `annex` is the eid of the innermost annex around it. `role`
    is the key of a cover's field, the role of a recital, the parts of a signature's lines.
    """

    position: int
    pointer: Pointer
    eid: str
    kind: str
    part: Part
    annex: str | None
    parent: str | None
    role: str | None
    num: str | None
    heading: Words | None = field(repr=False)
    content: tuple[Words, ...] = field(repr=False)
    node: Node = field(repr=False)

    @property
    def text(self) -> str:
        """The words of its own blocks, joined by line feeds; without label and heading."""
        return "\n".join(words.block.text for words in self.content)

    @property
    def number(self) -> str | None:
        """The printed label without the punctuation around it; None for a field of a cover, whose label is not a number."""
        return (bare(self.num) or None) if self.num and self.kind != "field" else None

    def words(self) -> Iterator[Words]:
        """Its heading, then its blocks."""
        if self.heading is not None:
            yield self.heading
        yield from self.content

    def marks(self) -> Iterator[Marked]:
        """The marks on its own words, in the order of the text, with offsets in `heading` or in `text`."""
        if self.heading is not None:
            yield from _marked("heading", 0, self.heading.block)
        base = 0
        for words in self.content:
            yield from _marked("text", base, words.block)
            base += len(words.block.text) + 1


def passages(declaration: Declaration) -> tuple[Passage, ...]:
    """The passages of a declaration, in the order of the text."""
    return tuple(Passage(position, *each) for position, each in enumerate(_all(declaration), 1))


def _marked(field: Literal["heading", "text"], base: int, block: TextBlock) -> Iterator[Marked]:
    for mark in block.marks:
        yield Marked(field, base + mark.start, base + mark.end, block.quoted(mark), mark)


_Found = tuple[
    Pointer, str, str, Part, str | None, str | None, str | None, str | None, Words | None, tuple[Words, ...], Node
]  # fmt: skip
"""A passage but for its position: its other fields, in order."""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the walk is."""

    part: Part
    annex: str | None = None
    parent: str | None = None

    def passage(
        self, pointer: Pointer, eid: str, kind: str, node: Node, content: Iterable[Words] = (), *,
        num: str | None = None, role: str | None = None, heading: Words | None = None,
    ) -> _Found:  # fmt: skip
        return pointer, eid, kind, self.part, self.annex, self.parent, role, num, heading, tuple(content), node


def _all(declaration: Declaration) -> Iterator[_Found]:
    if declaration.cover is not None:
        yield from _cover(declaration.cover)
    yield from _document(declaration, "", "", None)
    for index, note in enumerate(declaration.notes):
        pointer = f"/notes/{index}"
        here = _Place("notes")
        own = _own(note.content, pointer)
        yield here.passage(pointer, note.eid, "note", note, own, num=note.marker)
        yield from _below(replace(here, parent=note.eid), note.content, pointer)


def _cover(cover: Cover) -> Iterator[_Found]:
    here = _Place("cover")
    for index, row in enumerate(cover.fields):
        pointer = f"/cover/fields/{index}"
        own = (Words(f"{pointer}/value", row.value),)
        yield here.passage(pointer, "cover", "field", row, own, num=row.label, role=row.key)
    for index, paragraph in enumerate(cover.paragraphs):
        yield from _numbered(here, paragraph, f"/cover/paragraphs/{index}")
    if cover.annex_label is not None:
        pointer = "/cover/annex_label"
        yield here.passage(pointer, "cover", "annex-label", cover, (Words(pointer, cover.annex_label),))


def _document(document: Declaration | Annex, at: Pointer, scope: str, annex: str | None) -> Iterator[_Found]:
    preface = _Place("preface", annex)
    if document.title is not None:
        own = (Words(f"{at}/title", document.title),)
        yield preface.passage(f"{at}/title", f"{scope}preface", "title", document, own)
    for index, subtitle in enumerate(document.subtitles):
        pointer = f"{at}/subtitles/{index}"
        yield preface.passage(pointer, f"{scope}preface", "subtitle", document, (Words(pointer, subtitle),))
    here = _Place("preamble", annex)
    for index, part in enumerate(document.preamble):
        pointer = f"{at}/preamble/{index}"
        if isinstance(part, RecitalGroup):
            heading = _heading(part.heading, pointer)
            yield here.passage(pointer, part.eid, part.kind, part, num=part.num, heading=heading)
            for count, recital in enumerate(part.recitals):
                yield from _numbered(replace(here, parent=part.eid), recital, f"{pointer}/recitals/{count}")
        else:
            yield from _numbered(here, part, pointer)
    yield from _body(_Place("body", annex), document.body, at)
    here = _Place("conclusions", annex)
    for index, closing in enumerate(document.closing):
        pointer = f"{at}/closing/{index}"
        if isinstance(closing, Signature):
            lines = (Words(f"{pointer}/lines/{count}/value", line.value) for count, line in enumerate(closing.lines))
            role = " ".join(line.part for line in closing.lines)
            yield here.passage(pointer, f"{scope}conclusions", "signature", closing, lines, role=role)
        else:
            yield here.passage(pointer, f"{scope}conclusions", "closing", closing, (Words(pointer, closing),))
    for index, inner in enumerate(document.annexes):
        pointer = f"{at}/annexes/{index}"
        yield _Place("annex", annex, annex).passage(pointer, inner.eid, "annex", inner, num=inner.num)
        yield from _document(inner, pointer, f"{inner.eid}__", inner.eid)


def _body(here: _Place, body: tuple[BodyPart, ...], at: Pointer) -> Iterator[_Found]:
    for index, part in enumerate(body):
        pointer = f"{at}/body/{index}"
        if isinstance(part, Section):
            heading = _heading(part.heading, pointer)
            yield here.passage(pointer, part.eid, part.kind, part, num=part.num, heading=heading)
            yield from _body(replace(here, parent=part.eid), part.body, pointer)
        else:
            yield from _numbered(here, part, pointer)


def _numbered(here: _Place, node: Recital | Paragraph | Point, pointer: Pointer) -> Iterator[_Found]:
    role = node.role if isinstance(node, Recital) else None
    heading = _heading(node.heading, pointer)
    own = _own(node.content, pointer)
    yield here.passage(pointer, node.eid, node.kind, node, own, num=node.num, role=role, heading=heading)
    yield from _below(replace(here, parent=node.eid), node.content, pointer)


def _own(content: tuple[Block, ...], at: Pointer) -> Iterator[Words]:
    for index, block in enumerate(content):
        if isinstance(block, TextBlock):
            yield Words(f"{at}/content/{index}", block)


def _below(here: _Place, content: tuple[Block, ...], at: Pointer) -> Iterator[_Found]:
    for index, block in enumerate(content):
        pointer = f"{at}/content/{index}"
        if isinstance(block, PointList):
            for count, point in enumerate(block.points):
                yield from _numbered(here, point, f"{pointer}/points/{count}")
        elif isinstance(block, Table):
            caption = None if block.caption is None else Words(f"{pointer}/caption", block.caption)
            yield here.passage(pointer, block.eid, block.kind, block, _cells(block, pointer), heading=caption)
        elif not isinstance(block, TextBlock):
            assert_never(block)


def _cells(table: Table, at: Pointer) -> Iterator[Words]:
    for r, row in enumerate(table.rows):
        for c, cell in enumerate(row.cells):
            for index, block in enumerate(cell.content):
                yield Words(f"{at}/rows/{r}/cells/{c}/content/{index}", block)


def _heading(block: TextBlock | None, at: Pointer) -> Words | None:
    return None if block is None else Words(f"{at}/heading", block)
