"""The same work in two files: they hold the same record, or the first difference is named."""

from dataclasses import dataclass
from typing import Any

from communique.diagnostics import Diagnostic
from communique.draft import Parsed
from communique.model.refusal import nearest
from communique.source import Pointer
from communique.validate.codes import DIFFERENT

_SHOWN = 60
"""How many characters of a value a message shows."""


@dataclass(frozen=True, slots=True)
class Difference:
    """Where two records differ first, in the order of the record, and what stands there; None where nothing does."""

    pointer: Pointer
    one: Any
    other: Any


def compare(one: Parsed, other: Parsed) -> list[Diagnostic]:
    """A finding about `other`, at its place in it, if its record is not that of `one`; nothing if a record is missing.

    Formats do not matter: a JSON file and an Akoma Ntoso file of one record compare equal.
    """
    if one.declaration is None or other.declaration is None or one.declaration == other.declaration:
        return []
    found = first_difference(one.declaration.model_dump(mode="json"), other.declaration.model_dump(mode="json"))
    assert found is not None, "records that are not equal differ somewhere"
    here, there = _shown(found.other, found.one), _shown(found.one, found.other)
    message = f"{found.pointer} is {here}, but {there} in {one.source.name}"
    return [Diagnostic.of(DIFFERENT, message, nearest(found.pointer, other.spans), pointer=found.pointer)]


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


def _shown(value: Any, against: Any) -> str:
    """A value in a message: of a long text the part at which it differs from the other."""
    match value:
        case None:
            return "missing"
        case str():
            start = 0
            if isinstance(against, str):
                agree = next((at for at, (a, b) in enumerate(zip(value, against, strict=False)) if a != b), None)
                start = max(0, min(len(value), len(against)) if agree is None else agree)
            start = max(0, start - _SHOWN // 3)
            piece = value[start : start + _SHOWN]
            return f"{'…' if start else ''}{piece!r}{'…' if start + _SHOWN < len(value) else ''}"
        case list():
            return f"a list of {len(value)}"
        case dict():
            return f"an object with {', '.join(list(value)[:4])}"
        case _:
            return repr(value)
