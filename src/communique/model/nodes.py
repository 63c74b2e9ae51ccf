"""The nodes of a declaration with their eids, and the words that belong to each; those of several languages side by side."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Generic, TypeVar, assert_never, get_args, get_type_hints

from communique.core.source import Pointer
from communique.model.blocks import Block, Point, PointList, Table, text_blocks
from communique.model.fields import Fields
from communique.model.parts import Annex, BodyPart, Entity, Paragraph, Recital, RecitalGroup, Section, Signature
from communique.model.text import Node, TextBlock, names_of


class _Children(dict[type[Node], tuple[str, ...]]):
    def __missing__(self, kind: type[Node]) -> tuple[str, ...]:
        types = get_type_hints(kind)  # of a node that holds nodes of its own kind pydantic may not know them yet
        names = tuple(name for name in names_of(kind) if _holds_nodes(types[name]))
        self[kind] = names
        return names


CHILDREN = _Children()
"""For each kind of node the fields that hold nodes, alone or in a tuple; found when they are first asked for."""


def _holds_nodes(annotation: Any) -> bool:
    if isinstance(annotation, type) and issubclass(annotation, Node):
        return True
    return any(_holds_nodes(part) for part in get_args(annotation))


def levels(root: Node) -> Iterator[list[Node]]:
    """The node, the nodes it holds, the nodes these hold, and so on."""
    level = [root]
    while level:
        yield level
        below: list[Node] = []
        for node in level:
            for name in CHILDREN[type(node)]:
                value = getattr(node, name)
                if value:
                    below += value if type(value) is tuple else (value,)
        level = below


def addressed(root: Node, pointer: Pointer = "", eid: str | None = None) -> Iterator[tuple[Pointer, str | None, Node]]:
    """Each node in the order of the record, the pointer to it, and the eid of it or of the nearest node above it."""
    eid = getattr(root, "eid", eid)
    yield pointer, eid, root
    for name in CHILDREN[type(root)]:
        value = getattr(root, name)
        if isinstance(value, Node):
            yield from addressed(value, f"{pointer}/{name}", eid)
        else:
            for index, each in enumerate(value or ()):
                yield from addressed(each, f"{pointer}/{name}/{index}", eid)


Addressed = tuple[str, Node, list[TextBlock]]
"""The eid of a node, the node, and the text blocks that are its own."""


def nodes_of(declaration: Fields) -> Iterator[Addressed]:
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


def _document(document: Fields | Annex, scope: str) -> Iterator[Addressed]:
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


@dataclass(frozen=True, slots=True)
class AlignedRow:
    """What has one eid, in the order of the records: each node, and the text blocks that are its own.

    A record that has no such node has None and no block. The lines of a title share an eid (`preface`), as those of a
    closing (`conclusions`) and of a cover do; of these the node is the first.
    """

    eid: str
    nodes: tuple[Node | None, ...]
    blocks: tuple[tuple[TextBlock, ...], ...]

    @property
    def texts(self) -> tuple[str | None, ...]:
        """The words of each, its blocks joined by line feeds; None where the record has no such node."""
        return tuple(
            None if node is None else "\n".join(block.text for block in blocks)
            for node, blocks in zip(self.nodes, self.blocks, strict=True)
        )

    @property
    def complete(self) -> bool:
        """Whether every record has it."""
        return None not in self.nodes


R = TypeVar("R", bound=Fields)


@dataclass(frozen=True, slots=True)
class Aligned(Generic[R]):
    """Records of one work, and its rows in the order of the first; what only others have stands behind what it follows there."""

    records: tuple[R, ...]
    rows: tuple[AlignedRow, ...]

    @property
    def languages(self) -> tuple[str, ...]:
        """The language of each record, in their order."""
        return tuple(record.language for record in self.records)

    @property
    def gaps(self) -> tuple[AlignedRow, ...]:
        """The rows that a record lacks. `communique validate --cross` says the same of two files, and what else differs."""
        return tuple(row for row in self.rows if not row.complete)

    def __getitem__(self, eid: str) -> AlignedRow:
        """The row of an eid; raises KeyError if there is none."""
        for row in self.rows:
            if row.eid == eid:
                return row
        raise KeyError(f"no row has the eid {eid!r}")


def align(records: tuple[R, ...]) -> Aligned[R]:
    """The records side by side, by eid. Nothing is guessed: nodes with other eids are other rows."""
    held = [_by_eid(record) for record in records]
    rows = (
        AlignedRow(
            eid,
            tuple(each[eid][0] if eid in each else None for each in held),
            tuple(tuple(each[eid][1]) if eid in each else () for each in held),
        )
        for eid in _in_order(held)
    )
    return Aligned(records, tuple(rows))


_Held = dict[str, tuple[Node, list[TextBlock]]]
"""The nodes of a record by their eids, in document order, each with its text blocks."""


def _by_eid(record: Fields) -> _Held:
    found: _Held = {}
    for eid, node, blocks in nodes_of(record):
        if not isinstance(node, Entity):
            found.setdefault(eid, (node, []))[1].extend(blocks)
    return found


def _in_order(held: list[_Held]) -> Iterator[str]:
    """Every eid once: those of the first record as they stand, each followed by what others alone have behind it."""
    known = set(held[0])
    behind: dict[str | None, list[str]] = {}
    for each in held[1:]:
        last = None
        for eid in each:
            if eid not in known:
                known.add(eid)
                behind.setdefault(last, []).append(eid)
            last = eid
    waiting: list[str | None] = [*reversed(held[0]), None]
    while waiting:
        at = waiting.pop()
        if at is not None:
            yield at
        waiting.extend(reversed(behind.get(at, ())))
