"""Two JSON values: where they differ first, and how a message shows what stands there."""

from dataclasses import dataclass
from typing import Any

from communique.comparison.alignment import common_ends
from communique.core.source import Pointer

_SHOWN = 60
"""How many characters of a value a message shows."""


@dataclass(frozen=True, slots=True)
class Difference:
    """Where two records differ first, in the order of the record, and what stands there; None where nothing does."""

    pointer: Pointer
    one: Any
    other: Any


def first_difference(one: Any, other: Any, pointer: Pointer = "") -> Difference | None:
    """The first place at which two JSON values differ, or None if they are equal.

    >>> first_difference({"a": [1, 2]}, {"a": [1, 3]})
    Difference(pointer='/a/1', one=2, other=3)
    """
    if isinstance(one, dict) and isinstance(other, dict):
        keys = [*one, *(key for key in other if key not in one)]
        pairs = ((key, one.get(key), other.get(key)) for key in keys)
    elif isinstance(one, list) and isinstance(other, list):
        longer = range(max(len(one), len(other)))
        pairs = ((str(at), one[at] if at < len(one) else None, other[at] if at < len(other) else None) for at in longer)
    else:
        return None if one == other else Difference(pointer, one, other)
    found = (first_difference(left, right, f"{pointer}/{key}") for key, left, right in pairs if left != right)
    return next((each for each in found if each is not None), None)


def shown(value: Any, against: Any = None) -> str:
    """A value in a message: of a long text the part at which it differs from the other."""
    match value:
        case None:
            return "missing"
        case str():
            differs = common_ends(value, against)[0] if isinstance(against, str) else 0
            start = max(0, differs - _SHOWN // 3)
            piece = value[start : start + _SHOWN]
            return f"{'…' if start else ''}{piece!r}{'…' if start + _SHOWN < len(value) else ''}"
        case list():
            return f"a list of {len(value)}"
        case dict():
            return f"an object with {', '.join(list(value)[:4])}"
        case _:
            return repr(value)
