import json
import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.fixes.mending import findings, fixes, made, mended, native

from communique.documents import write
from communique.model import Declaration
from communique.testing import declarations

MARKS = [
    {"kind": "note", "start": 2, "end": 2, "ref": "authorialNote_1"}, {"kind": "emphasis", "start": 2, "end": 9, "style": "bold"},
    {"kind": "foreign", "start": 2, "end": 5, "language": "la"}, {"kind": "emphasis", "start": 2, "end": 5, "style": "italic"},
    {"kind": "note", "start": 19, "end": 19, "ref": "authorialNote_2"},
]  # fmt: skip


def note(number: int) -> dict[str, Any]:
    content = [{"kind": "text", "text": f"In {number} springs."}]
    return {
        "kind": "note",
        "eid": f"authorialNote_{number}",
        "marker": str(number),
        "content": content,
    }


GOOD = native(
    body=[{"kind": "paragraph", "num": "3.", "content": [{"kind": "text", "text": "We will meet again.", "marks": MARKS}]}],
    notes=[note(1), note(2), {**note(3), "eid": "note_3"}],
)  # fmt: skip


def changed(path: tuple[str | int, ...], change: Any, indent: int | None = 2) -> str:
    """The good record with the items of an array in another order."""
    values = json.loads(GOOD)
    at = values
    for part in path:
        at = at[part]
    at[:] = change(at)
    return json.dumps(values, ensure_ascii=False, indent=indent) + "\n"


@pytest.mark.parametrize("indent", [None, 2])
def test_marks_are_put_in_order(indent: int | None) -> None:
    path = ("body", 0, "content", 0, "marks")
    good = changed(path, list, indent)
    assert (
        mended(changed(path, lambda marks: [marks[at] for at in (4, 1, 2, 3, 0)], indent), "MOD015")
        == good
    )
    assert (
        mended(changed(path, lambda marks: [marks[at] for at in (2, 3, 1, 0, 4)], indent), "MOD015")
        == good
    )


def test_notes_are_put_in_the_order_of_their_calls() -> None:
    assert mended(changed(("notes",), lambda notes: notes[::-1]), "MOD018") == GOOD


def shuffled(value: Any, by: random.Random) -> Any:
    if isinstance(value, list):
        return [shuffled(each, by) for each in value]
    if not isinstance(value, dict):
        return value
    keys = by.sample(list(value), len(value))
    return {key: shuffled(value[key], by) for key in keys}


@given(declarations(), st.integers(0, 2**32), st.sampled_from([None, 1, "\t"]))
def test_keys_are_put_in_the_order_of_the_record(
    declaration: Declaration, order: int, indent: Any
) -> None:
    values = json.loads(write(declaration, "json"))
    good = json.dumps(values, ensure_ascii=False, indent=indent)
    bad = json.dumps(shuffled(values, random.Random(order)), ensure_ascii=False, indent=indent)
    if bad == good:
        assert fixes(bad, "JSN006") == []
    else:
        assert mended(bad, "JSN006") == good


def test_one_finding_counts_the_objects() -> None:
    text = native().replace(
        '"kind": "paragraph",\n      "eid": "para_3"', '"eid": "para_3",\n      "kind": "paragraph"'
    )
    (found,) = findings(text, "JSN006")
    assert (
        found.message == "the keys of 1 object stand in another order than a record is written in"
    )
    assert found.fix is not None
    assert len(made(text, found.fix)) == len(text)
    assert (found.span and found.span.line, found.fix.edits[0].span.line > 1) == (1, True)
