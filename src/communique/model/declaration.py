"""The record: one declaration in one language (FRBR: an expression)."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Generic, Literal, TypeVar

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from communique.labels import bare, folded
from communique.model.blocks import Block, Note, Point, PointList, Table, text_blocks
from communique.model.laws import broken_laws
from communique.model.parts import (
    Annex,
    BodyPart,
    Claim,
    ClosingPart,
    Cover,
    Entity,
    Identifier,
    Paragraph,
    PlaceClaim,
    PreamblePart,
    Provenance,
    Recital,
    RecitalGroup,
    Section,
    Signatory,
    Signature,
)  # fmt: skip
from communique.model.search import occurrences
from communique.model.text import ActMark, DateMark, EntityMark, Node, ReferenceMark, TextBlock
from communique.model.types import Authenticity, Iri, Kind, Language, Line, Slug

M = TypeVar("M", ActMark, DateMark, EntityMark, ReferenceMark)


@dataclass(frozen=True, slots=True)
class Mention(Generic[M]):
    """A mark, the block it stands in, and the eid of the node that the block belongs to.

    Titles belong to `preface`, closing lines to `conclusions`, front matter to `cover`.
    """

    eid: str
    block: TextBlock
    mark: M

    @property
    def text(self) -> str:
        """The marked words."""
        return self.block.text[self.mark.start : self.mark.end]


@dataclass(frozen=True, slots=True)
class Hit:
    """Where `find` found words: the eid of the node, the block, offsets in code points (half-open)."""

    eid: str
    block: TextBlock
    start: int
    end: int

    @property
    def text(self) -> str:
        """The words as they stand in the text."""
        return self.block.text[self.start : self.end]


class Declaration(Node):
    """A declaration, communiqué or resolution in one language: immutable, complete, and free of files and formats.

    Raises pydantic.ValidationError when made of values that are no record; the laws across fields are in
    `communique.model.laws`.
    """

    schema_version: Literal["1"] = "1"
    id: Slug = Field(description="Slug of the work.")
    iri: Iri
    language: Language
    kind: Kind = Field(description="declaration, joint-declaration, communique, resolution, statement, ...")
    authenticity: Authenticity | None = None
    translation_of: Language | None = None
    date: Claim | None = None
    place: PlaceClaim | None = None
    identifiers: tuple[Identifier, ...] = ()
    title: TextBlock | None = None
    subtitles: tuple[TextBlock, ...] = ()
    short_title: Line | None = None
    signatories: tuple[Signatory, ...] = ()
    cover: Cover | None = None
    preamble: tuple[PreamblePart, ...] = ()
    body: tuple[BodyPart, ...] = ()
    closing: tuple[ClosingPart, ...] = ()
    annexes: tuple[Annex, ...] = ()
    notes: tuple[Note, ...] = ()
    entities: tuple[Entity, ...] = ()
    source: Provenance | None = None

    @model_validator(mode="after")
    def _laws(self) -> "Declaration":
        broken = broken_laws(self)
        if broken:
            raise PydanticCustomError(
                "laws", "{sentence}", {"sentence": broken[0].message, "broken": broken, "root": self}
            )
        return self

    @cached_property
    def recitals(self) -> tuple[Recital, ...]:
        """The clauses of the preamble, groups opened, enacting formulas left out."""
        return tuple(recital for recital in _recitals(self.preamble) if recital.role != "formula")

    @cached_property
    def commitments(self) -> tuple[Paragraph, ...]:
        """The operative paragraphs in order, through all sections; those of annexes are not among them."""
        return tuple(_paragraphs(self.body))

    @property
    def footnotes(self) -> tuple[Note, ...]:
        """All notes, in the order of their first calls."""
        return self.notes

    @cached_property
    def _nodes(self) -> dict[str, Node]:
        return {eid: node for eid, node, _ in _addressed(self)}

    @cached_property
    def blocks(self) -> tuple[tuple[str, TextBlock], ...]:
        """Every text block of the record with the eid of its node, in document order; notes at the end."""
        return tuple((eid, block) for eid, _, blocks in _addressed(self) for block in blocks)

    def __getitem__(self, eid: str) -> Node:
        """The node of an eid, or the entity of an id; raises KeyError if there is none."""
        try:
            return self._nodes[eid]
        except KeyError:
            raise KeyError(f"no node of {self.id} has the eid {eid!r}") from None

    def paragraph(self, number: int | str) -> Recital | Paragraph:
        """The operative paragraph, else the recital, with that printed number; raises KeyError if there is none.

        Of several with the same number the first. `16`, `"16"` and `"16."` ask for the same. Cover and annexes are not
        searched.
        """
        wanted = folded(bare(str(number)))
        candidates: tuple[Recital | Paragraph, ...] = (*self.commitments, *self.recitals)
        for node in candidates:
            if wanted and node.num is not None and folded(bare(node.num)) == wanted:
                return node
        raise KeyError(f"no paragraph or recital of {self.id} is numbered {number}")

    @property
    def acts(self) -> tuple[Mention[ActMark], ...]:
        """Every act, in document order."""
        return self._mentions(ActMark)

    @property
    def dates(self) -> tuple[Mention[DateMark], ...]:
        """Every date in the text, in document order."""
        return self._mentions(DateMark)

    @property
    def references(self) -> tuple[Mention[ReferenceMark], ...]:
        """Every reference to a document or place, in document order."""
        return self._mentions(ReferenceMark)

    def entity(self, id: str) -> Entity:  # noqa: A002
        """The entity of an id. Raises KeyError if the record has none."""
        entity = self._nodes.get(id)
        if not isinstance(entity, Entity):
            raise KeyError(f"{self.id} has no entity {id!r}")
        return entity

    def mentions(self, entity: str) -> tuple[Mention[EntityMark], ...]:
        """Where an entity is named, in document order. Raises KeyError if the record has no such entity."""
        wanted = self.entity(entity).id
        return tuple(mention for mention in self._mentions(EntityMark) if mention.mark.ref == wanted)

    def _mentions(self, kind: type[M]) -> tuple[Mention[M], ...]:
        return tuple(
            Mention(eid, block, mark) for eid, block in self.blocks for mark in block.marks if isinstance(mark, kind)
        )

    def find(self, words: str) -> tuple[Hit, ...]:
        """Where words stand, case and diacritics ignored, in document order; a block is searched at a time."""
        return tuple(
            Hit(eid, block, start, end) for eid, block in self.blocks for start, end in occurrences(block.text, words)
        )

    def cite(self, eid: str | None = None, *, style: str = "text", language: str = "en") -> str:
        """How to cite it, or the node of an eid: as `text`, `bibtex` or `csl-json`; what is not known is left out.

        `language` is that of the words around, `en` or `sl`: the title stays as printed, the place is called by its name in
        that language, where the record has one. Raises KeyError if there is no such node, BadOption for another style or
        language.
        """
        from communique.model.citation import cite

        return cite(self, eid, style=style, language=language)


def _recitals(preamble: tuple[PreamblePart, ...]) -> Iterator[Recital]:
    for part in preamble:
        if isinstance(part, RecitalGroup):
            yield from part.recitals
        else:
            yield part


def _paragraphs(body: tuple[BodyPart, ...]) -> Iterator[Paragraph]:
    for part in body:
        if isinstance(part, Section):
            yield from _paragraphs(part.body)
        else:
            yield part


Addressed = tuple[str, Node, list[TextBlock]]


def _addressed(declaration: Declaration) -> Iterator[Addressed]:
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


def _document(document: Declaration | Annex, scope: str) -> Iterator[Addressed]:
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
