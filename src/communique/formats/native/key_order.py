"""The order in which the keys of a record are written: that of the fields of the model, node by node."""

from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any, Literal, get_args, get_origin

from communique.model import Declaration
from communique.model.text import Node

Keys = tuple[str, ...]


def misplaced(value: Any) -> int:
    """How many objects among a record's plain values have their keys in another order than it is written in."""
    count = 0
    waiting = [value]
    while waiting:
        each = waiting.pop()
        if type(each) is dict:
            keys = tuple(each)
            if written_order(keys, each.get("kind")) != keys:
                count += 1
            each = each.values()
        waiting += [inner for inner in each if type(inner) is dict or type(inner) is list]
    return count


@lru_cache(1024)
def written_order(keys: Keys, kind: Any) -> Keys:
    """The keys of an object in the order in which they are written; as they are where no node of a record has them.

    >>> written_order(("end", "ref", "start", "kind"), "note")
    ('kind', 'start', 'end', 'ref')
    """
    orders = [tuple(name for name in node.model_fields if name in keys) for node in _nodes() if _fits(node, keys, kind)]
    return keys if keys in orders or not orders else orders[0]


def _fits(node: type[Node], keys: Keys, kind: Any) -> bool:
    """Whether an object of these keys and this `kind` can be that node."""
    fields = node.model_fields
    said: Any = fields["kind"].annotation if "kind" in fields else None
    kinds = get_args(said) if get_origin(said) is Literal else ()
    needed = {name for name, field in fields.items() if field.is_required()}
    return needed <= set(keys) <= fields.keys() and (not kinds or kind in kinds)


@cache
def _nodes() -> tuple[type[Node], ...]:
    """Every kind of node that a record can have."""
    return tuple(dict.fromkeys(_below(Declaration, set())))


def _below(annotation: Any, seen: set[Any]) -> Iterator[type[Node]]:
    if isinstance(annotation, type) and issubclass(annotation, Node):
        if annotation not in seen:
            seen.add(annotation)
            yield annotation
            for field in annotation.model_fields.values():
                yield from _below(field.annotation, seen)
        return
    for part in get_args(annotation):
        yield from _below(part, seen)
