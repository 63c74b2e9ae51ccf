import json

import pytest
from hypothesis import given

from communique.documents import write
from communique.formats.native.key_order import key_order
from communique.model import Declaration
from communique.testing import declarations


@given(declarations())
def test_what_is_written_is_in_order(declaration: Declaration) -> None:
    assert key_order().misplaced(json.loads(write(declaration, "json"))) == 0


@pytest.mark.parametrize(("keys", "kind"), [
    (("kind", "start", "end", "basis", "source", "ref"), "entity"), (("ref", "basis", "source"), None),
    (("eid", "num", "kind", "title"), "declaration"), (("kind", "eid", "num", "heading", "content"), "point"),
    (("scheme", "value", "basis", "source"), None), (("kind", "start", "end", "scheme", "href"), "reference"),
])  # fmt: skip
def test_each_kind_of_node_has_an_order_of_its_own(keys: tuple[str, ...], kind: str | None) -> None:
    assert key_order().written(keys[::-1], kind) == keys
    assert key_order().written(keys, kind) == keys


def test_what_no_node_has_stays_as_it_is() -> None:
    assert key_order().written(("b", "a"), None) == ("b", "a")
    assert key_order().misplaced([{"b": 1, "a": [{"z": 1, "y": 2}]}, "x", 1]) == 0


def test_each_object_counts() -> None:
    mark = {"start": 0, "kind": "note", "end": 0, "ref": "n"}
    assert key_order().misplaced({"marks": [mark, {"kind": "note", "start": 0, "end": 0, "ref": "n"}, [mark]]}) == 2
