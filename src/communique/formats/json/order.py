"""The order of the keys of a record in JSON."""

from collections.abc import Iterable, Mapping

from communique.model import Declaration
from communique.places import NAMESPACE


def ordered(value: Mapping[str, object], written: Iterable[str]) -> list[str]:
    """The keys of an object in the order in which they are written.

    `$schema`, for editors, is first, and the layer of places last.
    """
    return [key for key in ("$schema", *written, NAMESPACE) if key in value]


def misplaced(values: object, declaration: Declaration) -> int:
    """How many objects of the values of a record have their keys in another order than is written."""
    count = 0
    waiting: list[tuple[object, object]] = [
        (values, declaration.model_dump(mode="json"))
    ]
    for value, written in waiting:
        if isinstance(value, dict) and isinstance(written, dict):
            keys = ordered(value, written)
            count += keys != list(value)
            waiting += [(value[key], written[key]) for key in keys if key in written]
        elif isinstance(value, list) and isinstance(written, list):
            waiting += zip(value, written, strict=True)
    return count
