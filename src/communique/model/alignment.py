"""Records of one work in several languages, side by side by eid."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from communique.model.nodes import nodes_of
from communique.model.parts import Entity, Fields
from communique.model.text import Node, TextBlock


@dataclass(frozen=True, slots=True)
class AlignedRow:
    """The nodes with one eId, in the order of the records, and the text blocks of each.

    A record without such a node has None and no blocks. The lines of a title share an
    eId (`preface`), as do those of a closing (`conclusions`) and of a cover. Their
    `node` is the first of them.
    """

    eid: str
    nodes: tuple[Node | None, ...]
    blocks: tuple[tuple[TextBlock, ...], ...]

    @property
    def texts(self) -> tuple[str | None, ...]:
        """The words of each record, with blocks joined by line feeds; None if the
        record has no such node.
        """
        found: list[str | None] = []
        for node, blocks in zip(self.nodes, self.blocks, strict=True):
            words = "\n".join([block.text for block in blocks])
            found.append(None if node is None else words)
        return tuple(found)

    @property
    def complete(self) -> bool:
        """True if every record has the node."""
        return None not in self.nodes


R = TypeVar("R", bound=Fields)


@dataclass(frozen=True, slots=True)
class Aligned(Generic[R]):
    """Records of one work, side by side.

    The rows are in the order of the first record. A row that only other records have
    comes after the row that it follows there.
    """

    records: tuple[R, ...]
    rows: tuple[AlignedRow, ...]

    @property
    def languages(self) -> tuple[str, ...]:
        """The language of each record, in the order of the records."""
        return tuple(record.language for record in self.records)

    @property
    def gaps(self) -> tuple[AlignedRow, ...]:
        """The rows that a record lacks. `communique validate --cross` reports them for
        two files, with all other differences.
        """
        return tuple(row for row in self.rows if not row.complete)

    def __getitem__(self, eid: str) -> AlignedRow:
        """The row of an eid; raises KeyError if there is none."""
        for row in self.rows:
            if row.eid == eid:
                return row
        raise KeyError(f"no row has the eid {eid!r}")


def align(records: tuple[R, ...]) -> Aligned[R]:
    """The records side by side, by eid. Nothing is guessed: nodes with other eids are other rows."""
    held: list[_Held] = [{} for _ in records]
    for found, record in zip(held, records, strict=True):
        for eid, node, blocks in nodes_of(record):
            if not isinstance(node, Entity):
                found.setdefault(eid, (node, []))[1].extend(blocks)
    rows = [_row(eid, held) for eid in _in_order(held)]
    return Aligned(records, tuple(rows))


def _row(eid: str, held: list["_Held"]) -> AlignedRow:
    """What each record has of an eid."""
    nodes: list[Node | None] = []
    blocks: list[tuple[TextBlock, ...]] = []
    for each in held:
        node, own = each.get(eid, (None, []))
        nodes.append(node)
        blocks.append(tuple(own))
    return AlignedRow(eid, tuple(nodes), tuple(blocks))


_Held = dict[str, tuple[Node, list[TextBlock]]]
"""The nodes of a record by their eids, in document order, each with its text blocks."""


def _in_order(held: list[_Held]) -> Iterator[str]:
    """Every eid once: those of the first record as they stand, each followed by what others alone
    have behind it.
    """
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
