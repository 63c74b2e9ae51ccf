"""What the rules see of a record: one walk over it, kept as lists, and its whole text as one string.

A rule that looks at every word searches `text` once, and asks for the block of what it found; none walks by itself.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from typing import Any, Self, TypeVar

from communique.core.source import Pointer
from communique.model import (
    Annex,
    Block,
    BodyPart,
    Declaration,
    Identifier,
    Mark,
    Node,
    Note,
    NoteMark,
    Paragraph,
    Point,
    PointList,
    Recital,
    RecitalGroup,
    Signature,
    TextBlock,
)
from communique.model.nodes import addressed
from communique.model.parts import recitals_in
from communique.rules.tree import Unit, oddly_named

T = TypeVar("T")
M = TypeVar("M", bound=Mark)

FIELD, COVER, TITLE, PREAMBLE = "field", "cover", "title", "preamble"
BODY, CLOSING, ANNEX, NOTE = "body", "closing", "annex", "note"
"""The zones of a record: the fields and the paragraphs of a cover note, and the parts of the declaration."""


class Keeping:
    """What something is asked for again and again is found once, and kept with it."""

    def __init__(self) -> None:
        self._kept: dict[Callable[[Any], Any], Any] = {}

    def once(self, make: Callable[[Self], T]) -> T:
        """What a function makes of this, made when it is first asked for."""
        if make not in self._kept:
            self._kept[make] = make(self)
        made: T = self._kept[make]
        return made


class Record(Keeping):
    """The index of one record.

    `blocks`: every text block in document order, notes last, and `zones`, of the same length, where each stands.
    `recitals`, `paragraphs`: the clauses of the preamble and the operative paragraphs, sections opened; not the annexes'.
    `units`: the nodes with an eId; above recitals without a group stands their run, by the eId that it has in Akoma Ntoso.
    `hollow`: the clauses and points that do not begin with words.
    """

    def __init__(self, declaration: Declaration) -> None:
        super().__init__()
        self.declaration = declaration
        self.blocks: list[TextBlock] = []
        self.zones: list[str] = []
        self.units: list[Unit] = []
        self.annexes: list[Annex] = []
        self.clauses: list[Recital | Paragraph] = []
        self.paragraphs: list[Paragraph] = []
        self.hollow: list[Unit] = []
        self._zone = TITLE
        self._cut = 0
        self._walk()

    # --- the walk ----------------------------------------------------------------------------------------------------

    def _walk(self) -> None:
        declaration = self.declaration
        cover = declaration.cover
        if cover is not None:
            self._zone, self._cut = FIELD, len("cover__")
            self._texts(field.value for field in cover.fields)
            self._zone = COVER
            for paragraph in cover.paragraphs:
                self._numbered(paragraph, "paragraph", None)
            self._texts((cover.annex_label,))
            self._cut = 0
        self._document(declaration, None)
        self._zone = NOTE
        for note in declaration.notes:
            self.units.append(Unit("authorialNote", note.eid.removeprefix("cover__"), None, None, note))
            self._content(note.content, self.units[-1], "item")

    def _texts(self, blocks: Iterable[TextBlock | None]) -> None:
        for block in blocks:
            if block is not None:
                self.blocks.append(block)
                self.zones.append(self._zone)

    def _numbered(self, node: Recital | Paragraph | Point, name: str, above: Unit | None) -> None:
        unit = Unit(name, node.eid[self._cut :], node.num, above, node)
        self.units.append(unit)
        if node.heading is not None:
            self._texts((node.heading,))
        self._content(node.content, unit, "item" if name in ("recital", "formula", "item") else "point")
        first = node.content[0]
        if not isinstance(first, TextBlock) or not first.text or first.text.isspace():
            self.hollow.append(unit)

    def _content(self, content: tuple[Block, ...], above: Unit, point: str) -> None:
        for block in content:
            if isinstance(block, TextBlock):
                self.blocks.append(block)
                self.zones.append(self._zone)
            elif isinstance(block, PointList):
                for each in block.points:
                    self._numbered(each, point, above)
            else:
                self.units.append(Unit("table", block.eid[self._cut :], None, above, block))
                self._texts((block.caption,))
                for row in block.rows:
                    for cell in row.cells:
                        self._texts(cell.content)

    def _body(self, body: tuple[BodyPart, ...], above: Unit | None) -> None:
        operative = self._zone == BODY
        for part in body:
            if isinstance(part, Paragraph):
                if operative:
                    self.paragraphs.append(part)
                self._clause(part, "paragraph", above)
            else:
                unit = Unit(part.kind, part.eid, part.num, above, part)
                self.units.append(unit)
                self._texts((part.heading,))
                self._body(part.body, unit)

    def _clause(self, clause: Recital | Paragraph, name: str, above: Unit | None) -> None:
        self.clauses.append(clause)
        self._numbered(clause, name, above)

    def _document(self, document: Declaration | Annex, above: Unit | None) -> None:
        annexed = isinstance(document, Annex)
        self._zone = ANNEX if annexed else TITLE
        self._texts((document.title, *document.subtitles))
        self._zone = ANNEX if annexed else PREAMBLE
        runs = 0
        run: Unit | None = None
        for part in document.preamble:
            if isinstance(part, RecitalGroup):
                runs, run = runs + 1, None
                unit = Unit("recitals", part.eid, None, above, part)
                self.units.append(unit)
                self._texts((part.heading,))
                for recital in part.recitals:
                    self._clause(recital, "recital", unit)
            elif part.role is not None and part.num is None and part.heading is None:
                run = None
                self._clause(part, "formula", above)
            else:
                if run is None:
                    runs += 1
                    run = Unit("recitals", f"{above.eid}__recs_{runs}" if above else f"recs_{runs}", None, above, None)
                self._clause(part, "recital", run)
        self._zone = ANNEX if annexed else BODY
        self._body(document.body, above)
        self._zone = ANNEX if annexed else CLOSING
        for closing in document.closing:
            self._texts([line.value for line in closing.lines] if isinstance(closing, Signature) else (closing,))
        for annex in document.annexes:
            self.annexes.append(annex)
            unit = Unit("attachment", annex.eid, None, above, annex)
            self.units.append(unit)
            self._document(annex, unit)

    # --- marks -------------------------------------------------------------------------------------------------------

    @cached_property
    def _marks(self) -> dict[type, list[Any]]:
        found: dict[type, list[Any]] = {}
        for at, block in enumerate(self.blocks):
            for mark in block.marks:
                found.setdefault(type(mark), []).append((block, mark, at))
        return found

    def marks(self, kind: type[M]) -> list[tuple[TextBlock, M, int]]:
        """The marks of a kind in document order, each with its block and the number of the block."""
        return self._marks.get(kind, [])

    # --- words -------------------------------------------------------------------------------------------------------

    @cached_property
    def texts(self) -> list[str]:
        """The words of each block."""
        return [block.text for block in self.blocks]

    @cached_property
    def text(self) -> str:
        """The words of all blocks, a line feed between them."""
        return "\n".join(self.texts)

    @cached_property
    def data(self) -> bytes:
        """`text` in UTF-8: what is rare is searched for faster in bytes."""
        return self.text.encode("utf-8", "surrogatepass")

    @cached_property
    def _shape(self) -> bytes:
        """`data` by kind of character: `a` for a letter and for all that is not ASCII, `0` for a digit, others as they are."""
        return self.data.translate(_SHAPES)

    def find_shape(self, shape: bytes, first: int) -> Iterator[int]:
        """The offsets in `text` of each place of that shape: of its byte number `first`, which is not a letter."""
        where, data = self._shape, self.data
        at, last, count = where.find(shape), 0, 0
        while at >= 0:
            count += len(data[last : at + first].translate(None, _INNER))
            last = at + first
            yield count
            at = where.find(shape, at + len(shape))

    @cached_property
    def _starts(self) -> list[int]:
        starts, at = [], 0
        for block in self.blocks:
            starts.append(at)
            at += len(block.text) + 1
        return starts

    def at(self, offset: int) -> tuple[TextBlock, int, int]:
        """The block that an offset of `text` lies in, the offset in it, and the number of the block."""
        number = bisect_right(self._starts, offset) - 1
        return self.blocks[number], offset - self._starts[number], number

    @cached_property
    def oddly_named(self) -> list[tuple[Unit, str, str]]:
        """The units whose eId is not the expected one at first sight: each with what is before its last part, and that."""
        found = oddly_named(self.units)
        taken = {unit.eid for unit, _, _ in found}
        for unit, _, _ in found:  # a run of recitals is no node: where another has its eId, it has none in Akoma Ntoso
            if unit.above is not None and unit.above.subject is None and unit.above.eid in taken:
                unit.above = unit.above.above
        return found

    # --- parts -------------------------------------------------------------------------------------------------------

    @cached_property
    def recitals(self) -> tuple[Recital, ...]:
        """The clauses of the declaration's preamble, formulas included."""
        return tuple(recitals_in(self.declaration.preamble))

    @cached_property
    def eids(self) -> set[str]:
        """What a local link can point at: nodes, parts of the frame, entities."""
        declaration = self.declaration
        fixed = {"body", "preface", "preamble", "conclusions"}
        nodes = {unit.subject.eid for unit in self.units}
        return fixed | nodes | {entity.id for entity in declaration.entities}

    @cached_property
    def notes_called(self) -> list[Note]:
        """The notes in the order of their first calls, those that nothing calls left out."""
        called = {mark.ref for _, mark, _ in self.marks(NoteMark)}
        return [note for note in self.declaration.notes if note.eid in called]

    def identifiers(self) -> Iterator[Identifier]:
        """The numbers of the declaration and of its cover note."""
        yield from self.declaration.identifiers
        if self.declaration.cover is not None:
            yield from self.declaration.cover.identifiers

    def claims(self) -> Iterator[tuple[str | None, Node]]:
        """Claims that may name an entity, each with the id that it names: place, parties, members."""
        declaration = self.declaration
        if declaration.place is not None:
            yield declaration.place.ref, declaration.place
        yield from ((sponsor.ref, sponsor) for sponsor in declaration.sponsors)
        yield from ((voter.ref, voter) for vote in declaration.votes for voter in vote.voters)
        for signatory in declaration.signatories:
            for claim in (signatory.name, signatory.role, signatory.party):
                if claim is not None:
                    yield claim.ref, claim
            for member in signatory.members:
                yield member.ref, member


_SHAPES = bytes(
    ord("0") if 0x30 <= byte <= 0x39 else ord("a") if byte > 0x7F or chr(byte).isalpha() else byte
    for byte in range(256)
)
_INNER = bytes(range(0x80, 0xC0))


Place = tuple[Pointer, str | None]
"""A pointer into the record, and the eid of the node there or of the nearest one above."""


def places_of(declaration: Declaration, wanted: set[int]) -> dict[int, Place]:
    """The place of each object whose identity is wanted; of one that stands in several places the first."""
    found: dict[int, Place] = {}
    for pointer, eid, node in addressed(declaration):
        if id(node) in wanted:
            found.setdefault(id(node), (pointer, eid))
            if len(found) == len(wanted):
                break
    return found
