"""Records of one work in several languages, side by side by eid."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from communique.model.nodes import nodes_of
from communique.model.parts import Entity, Fields
from communique.model.text import Node, TextBlock


@dataclass(frozen=True, slots=True)
class AlignedRow:
    """What has one eid, in the order of the records: each node, and the text blocks that are its
    own.

    A record that has no such node has None and no block. The lines of a title share an eid
    (`preface`), as those of a closing (`conclusions`) and of a cover do; of these the node is the
    first.
    """

    eid: str
    nodes: tuple[Node | None, ...]
    blocks: tuple[tuple[TextBlock, ...], ...]

    @property
    def texts(self) -> tuple[str | None, ...]:
        """The words of each, its blocks joined by line feeds; None where the record has no such
        node.
        """
        found: list[str | None] = []
        for node, blocks in zip(self.nodes, self.blocks, strict=True):
            words = "\n".join([block.text for block in blocks])
            found.append(None if node is None else words)
        return tuple(found)

    @property
    def complete(self) -> bool:
        """Whether every record has it."""
        return None not in self.nodes


R = TypeVar("R", bound=Fields)


@dataclass(frozen=True, slots=True)
class Aligned(Generic[R]):
    """Records of one work, and its rows in the order of the first; what only others have stands
    behind what it follows there.
    """

    records: tuple[R, ...]
    rows: tuple[AlignedRow, ...]

    @property
    def languages(self) -> tuple[str, ...]:
        """The language of each record, in their order."""
        return tuple(record.language for record in self.records)

    @property
    def gaps(self) -> tuple[AlignedRow, ...]:
        """The rows that a record lacks. `communique validate --cross` says the same of two files,
        and what else differs.
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
