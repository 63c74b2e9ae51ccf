"""The order in which the keys of a record are written: that of the model, node by node."""

from typing import Any

from communique.model import Declaration


def ordered(value: Any, written: Any) -> list[str]:
    """The keys of an object in the order in which they are written; what is said to editors stands first."""
    return [key for key in ("$schema", *written) if key in value]


def misplaced(values: Any, declaration: Declaration) -> int:
    """How many objects of the values of a record have their keys in another order than it is written in."""
    number = 0
    waiting: list[tuple[Any, Any]] = [(values, declaration.model_dump(mode="json"))]
    for value, written in waiting:
        if isinstance(value, dict):
            keys = ordered(value, written)
            number += keys != list(value)
            waiting += [(value[key], written[key]) for key in keys if key in written]
        elif isinstance(value, list):
            waiting += zip(value, written, strict=True)
    return number
