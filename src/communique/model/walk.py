"""All nodes of a record: level by level, for what is counted over all of them, or each with its place."""

from collections.abc import Iterator
from typing import Any, get_args, get_type_hints

from communique.core.source import Pointer
from communique.model.text import Node, fields_of


class _Children(dict[type[Node], tuple[str, ...]]):
    def __missing__(self, kind: type[Node]) -> tuple[str, ...]:
        types = get_type_hints(kind)  # of a node that holds nodes of its own kind pydantic may not know them yet
        names = tuple(name for name in fields_of(kind) if _holds_nodes(types[name]))
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
