"""The nodes of a declaration with their eids, and the words that belong to each."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, TypeVar, assert_never

from communique.model.blocks import Block, Point, PointList, Table, text_blocks
from communique.model.parts import Annex, BodyPart, Paragraph, Recital, RecitalGroup, Section, Signature
from communique.model.text import Node, TextBlock

if TYPE_CHECKING:
    from communique.model.declaration import Declaration

Addressed = tuple[str, Node, list[TextBlock]]
"""The eid of a node, the node, and the text blocks that are its own."""


def nodes_of(declaration: "Declaration") -> Iterator[Addressed]:
    """Every node and entity in document order, notes and entities last; the cover's words stand in two pieces.

    The words of a title belong to `preface`, closing lines to `conclusions`, front matter to `cover`.
    """
    cover = declaration.cover
    if cover is not None:
        yield "cover", cover, [field.value for field in cover.fields]
        yield from _within(cover.paragraphs, _numbered)
        yield "cover", cover, [cover.annex_label] if cover.annex_label else []
    yield from _document(declaration, "")
    for note in declaration.notes:
        yield note.eid, note, []
        yield from _content(note.eid, note, note.content)
    for entity in declaration.entities:
        yield entity.id, entity, []


P = TypeVar("P")


def _within(parts: tuple[P, ...], walk: Callable[[P], Iterator[Addressed]]) -> Iterator[Addressed]:
    for part in parts:
        yield from walk(part)


def _document(document: "Declaration | Annex", scope: str) -> Iterator[Addressed]:
    titles = [*([document.title] if document.title else []), *document.subtitles]
    yield f"{scope}preface", document, titles
    for part in document.preamble:
        if isinstance(part, RecitalGroup):
            yield part.eid, part, [part.heading] if part.heading else []
            yield from _within(part.recitals, _numbered)
        else:
            yield from _numbered(part)
    yield from _within(document.body, _body)
    for closing in document.closing:
        lines = [line.value for line in closing.lines] if isinstance(closing, Signature) else [closing]
        yield f"{scope}conclusions", closing, lines
    for annex in document.annexes:
        yield annex.eid, annex, []
        yield from _document(annex, f"{annex.eid}__")


def _body(part: BodyPart) -> Iterator[Addressed]:
    if isinstance(part, Section):
        yield part.eid, part, [part.heading] if part.heading else []
        yield from _within(part.body, _body)
    else:
        yield from _numbered(part)


def _numbered(node: Recital | Paragraph | Point) -> Iterator[Addressed]:
    yield node.eid, node, [node.heading] if node.heading else []
    yield from _content(node.eid, node, node.content)


def _content(eid: str, node: Node, content: tuple[Block, ...]) -> Iterator[Addressed]:
    for block in content:
        if isinstance(block, TextBlock):
            yield eid, node, [block]
        elif isinstance(block, PointList):
            yield from _within(block.points, _numbered)
        elif isinstance(block, Table):
            yield block.eid, block, text_blocks((block,))
        else:
            assert_never(block)
