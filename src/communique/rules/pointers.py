"""Where a node of a record stands: its pointer and the eid of the nearest node. Walked only when there are findings."""

from communique.model import Declaration, Node
from communique.model.text import values_of
from communique.source import Pointer

Place = tuple[Pointer, str | None]
"""A pointer into the record, and the eid of the node there or of the nearest one above."""


def places_of(declaration: Declaration, wanted: set[int]) -> dict[int, Place]:
    """The place of each object whose identity is wanted; of one that stands in several places the first."""
    found: dict[int, Place] = {}
    stack: list[tuple[object, Pointer, str | None]] = [(declaration, "", None)]
    while stack and len(found) < len(wanted):
        value, pointer, eid = stack.pop()
        if isinstance(value, tuple):
            stack.extend((each, f"{pointer}/{at}", eid) for at, each in reversed(list(enumerate(value))))
        elif isinstance(value, Node):
            eid = getattr(value, "eid", None) or eid
            if id(value) in wanted:
                found.setdefault(id(value), (pointer, eid))
            fields = list(values_of(value).items())
            stack.extend(
                (each, f"{pointer}/{name}", eid) for name, each in reversed(fields) if isinstance(each, Node | tuple)
            )
    return found
