"""What the rules see of a record: one walk over it, kept as lists, and its whole text as one string.

A rule that looks at every word searches `text` once, and asks for the block of what it found; none
walks by itself.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Self, TypeVar, cast

from communique.model import (
    Annex,
    Declaration,
    Identifier,
    Mark,
    Node,
    Note,
    NoteMark,
    Paragraph,
    Point,
    Recital,
    RecitalGroup,
    TextBlock,
)
from communique.model.declaration import without_accents
from communique.model.nodes import NodePlace, walk
from communique.model.parts import recitals_in
from communique.rules.tree import Unit, oddly_named

T = TypeVar("T")
M = TypeVar("M", bound=Mark)

FIELD = "field"
PREAMBLE = "preamble"
BODY = "body"
CONCLUSIONS = "conclusions"
ANNEX = "annex"
"""Zones of a record: the fields of a cover note, three parts of the declaration, all of an annex.

The other parts are zones too."""
_OF_ITEMS = frozenset({"recital", "formula", "item", "authorialNote"})
"""What holds points that Akoma Ntoso calls items."""


class Keeping:
    """What something is asked for again and again is found once, and kept with it."""

    def __init__(self) -> None:
        self._kept: dict[object, object] = {}

    def once(self, make: Callable[[Self], T]) -> T:
        """What a function makes of this, made when it is first asked for."""
        if make not in self._kept:
            self._kept[make] = make(self)
        return cast("T", self._kept[make])


class _Naming:
    """The units of a record, in the order in which their nodes are met; by the nodes' eIds.

    Recitals without a group are held by a run, which is no node of the record but an element of Akoma
    Ntoso. `_runs` counts the runs and groups of a document, `_run` is the run that is going on.
    """

    def __init__(self) -> None:
        self.units: dict[str | None, Unit] = {}
        self._runs = 0
        self._run: Unit | None = None

    def add(self, place: NodePlace, *, has_heading: bool) -> bool:
        """Add the unit of a node; false if it has no eId of its own, or one that another node has."""
        begins_document = not place.kind
        if begins_document:
            self._runs = 0
            self._run = None
        if getattr(place.node, "eid", None) != place.eid or place.eid in self.units:
            return False
        name = place.kind
        num = place.num
        above = self.units.get(place.parent or place.annex)
        match place.node:
            case Note():
                name = "authorialNote"
                num = None
            case Annex():
                name = "attachment"
                num = None
            case RecitalGroup():
                num = None
                self._runs += 1
                self._run = None
            case Point() if above is not None and above.name in _OF_ITEMS:
                name = "item"
            case Recital() if place.parent is None:
                is_formula = place.role is not None and num is None and not has_heading
                if is_formula:
                    name = "formula"
                    self._run = None
                else:
                    above = self._current_run(above)
        of_cover = place.part == "cover" or place.kind == "note"
        eid = place.eid.removeprefix("cover__") if of_cover else place.eid
        self.units[place.eid] = Unit(name, eid, num, above, place.node)
        return True

    def _current_run(self, above: Unit | None) -> Unit:
        """The run of recitals that is going on, or a new one."""
        if self._run is None:
            self._runs += 1
            eid = f"{above.eid}__recs_{self._runs}" if above else f"recs_{self._runs}"
            self._run = Unit("recitals", eid, None, above, None)
        return self._run


class Record(Keeping):
    """The index of one record.

    `blocks`: every text block in document order, notes last, and `zones`, of the same length, where
    each stands. `recitals`, `paragraphs`: the clauses of the preamble and the operative paragraphs,
    sections opened; not the annexes'. `units`: the nodes with an eId; above recitals without a
    group stands their run, by the eId that it has in Akoma Ntoso.
    """

    def __init__(self, declaration: Declaration) -> None:
        super().__init__()
        self.declaration = declaration
        self.blocks: list[TextBlock] = []
        self.zones: list[str] = []
        self.annexes: list[Annex] = []
        self.clauses: list[Recital | Paragraph] = []
        self.paragraphs: list[Paragraph] = []
        naming = _Naming()
        before: NodePlace | None = None
        zone = ""
        for place, heading, words in walk(declaration):
            is_same_node = place is before
            if not is_same_node:
                zone = _zone_of(place)
            texts = words if heading is None else (heading, *words)
            self.blocks += [each.block for each in texts]
            self.zones += [zone] * len(texts)
            if is_same_node:
                continue
            before = place
            if naming.add(place, has_heading=heading is not None):
                self._add_node(place, zone)
        self.units = list(naming.units.values())

    def _add_node(self, place: NodePlace, zone: str) -> None:
        """List a node with an eId by what it is."""
        match place.node:
            case Paragraph() as paragraph if place.part != "cover":
                self.clauses.append(paragraph)
                if zone == BODY:
                    self.paragraphs.append(paragraph)
            case Recital() as recital:
                self.clauses.append(recital)
            case Annex() as annex:
                self.annexes.append(annex)

    # --- marks ------------------------------------------------------------------------------------

    @cached_property
    def _marks(self) -> dict[type, list[tuple[TextBlock, Mark, int]]]:
        found: dict[type, list[tuple[TextBlock, Mark, int]]] = {}
        for at, block in enumerate(self.blocks):
            for mark in block.marks:
                found.setdefault(type(mark), []).append((block, mark, at))
        return found

    def marks(self, kind: type[M]) -> list[tuple[TextBlock, M, int]]:
        """The marks of a kind in document order, each with its block and the number of the block."""
        return cast("list[tuple[TextBlock, M, int]]", self._marks.get(kind, []))

    # --- words ------------------------------------------------------------------------------------

    @cached_property
    def texts(self) -> list[str]:
        """The words of each block."""
        return [block.text for block in self.blocks]

    @cached_property
    def text(self) -> str:
        """The words of all blocks, a line feed between them."""
        return "\n".join(self.texts)

    @cached_property
    def is_empty(self) -> bool:
        """Whether the record has no words at all."""
        return not self.text or self.text.isspace()

    @cached_property
    def _plain_text(self) -> str:
        return plain(self.text)

    def holds(self, words: str) -> bool:
        """Whether the words are in the text; case, diacritics and line ends do not count."""
        return words in self.text or plain(words) in self._plain_text

    @cached_property
    def data(self) -> bytes:
        """`text` in UTF-8: what is rare is searched for faster in bytes."""
        return self.text.encode("utf-8", "surrogatepass")

    @cached_property
    def _shape(self) -> bytes:
        """`data` by kind of character: `a` for a letter and for all that is not ASCII, `0` for a
        digit, others as they are.
        """
        return self.data.translate(_SHAPES)

    def find_shape(self, shape: bytes, first: int) -> Iterator[int]:
        """The offsets in `text` of each place of that shape: of its byte number `first`, which is
        not a letter.
        """
        where = self._shape
        data = self.data
        last = 0
        count = 0
        at = where.find(shape)
        while at >= 0:
            count += len(data[last : at + first].translate(None, _INNER))
            last = at + first
            yield count
            at = where.find(shape, at + len(shape))

    @cached_property
    def _starts(self) -> list[int]:
        starts: list[int] = []
        at = 0
        for block in self.blocks:
            starts.append(at)
            at += len(block.text) + 1
        return starts

    def at(self, offset: int) -> tuple[TextBlock, int, int]:
        """The block that an offset of `text` lies in, the offset in it, and the number of the
        block.
        """
        number = bisect_right(self._starts, offset) - 1
        return self.blocks[number], offset - self._starts[number], number

    @cached_property
    def oddly_named(self) -> list[tuple[Unit, str, str]]:
        """The units whose eId is not the expected one at first sight: each with what is before its
        last part, and that.
        """
        found = oddly_named(self.units)
        taken = {unit.eid for unit, _, _ in found}
        # A run of recitals is no node: where another has its eId, it has none in Akoma Ntoso.
        for unit, _, _ in found:
            if (
                unit.above is not None
                and unit.above.subject is None
                and unit.above.eid in taken
            ):
                unit.above = unit.above.above
        return found

    # --- parts ------------------------------------------------------------------------------------

    @cached_property
    def recitals(self) -> tuple[Recital, ...]:
        """The clauses of the declaration's preamble, formulas included."""
        return tuple(recitals_in(self.declaration.preamble))

    @cached_property
    def eids(self) -> set[str]:
        """What a local link can point at: nodes, parts of the frame, entities."""
        declaration = self.declaration
        fixed = {"body", "preface", "preamble", "conclusions"}
        nodes = {getattr(unit.subject, "eid", unit.eid) for unit in self.units}
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
        yield from (
            (voter.ref, voter) for vote in declaration.votes for voter in vote.voters
        )
        for signatory in declaration.signatories:
            for claim in (signatory.name, signatory.role, signatory.party):
                if claim is not None:
                    yield claim.ref, claim
            for member in signatory.members:
                yield member.ref, member


def plain(text: str) -> str:
    """The text without case, diacritics and runs of white space."""
    return " ".join(without_accents(text).split())


def _zone_of(place: NodePlace) -> str:
    """The zone of a record that a place is in."""
    if place.annex is not None:
        return ANNEX
    return FIELD if place.kind == "field" else place.part


def _shape_of(byte: int) -> int:
    char = chr(byte)
    if "0" <= char <= "9":
        return ord("0")
    is_letter = byte > 0x7F or char.isalpha()
    return ord("a") if is_letter else byte


_SHAPES = bytes(map(_shape_of, range(256)))
_INNER = bytes(range(0x80, 0xC0))
