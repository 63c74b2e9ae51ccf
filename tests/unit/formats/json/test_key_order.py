import json

import pytest
from tests.samples import declaration

from communique.formats.json import misplaced, ordered, write

RECORD = declaration()


def test_what_is_written_is_in_order() -> None:
    """So is any record: `test_reader.py`."""
    assert misplaced(json.loads(write(RECORD)), RECORD) == 0


@pytest.mark.parametrize(
    ("place", "keys"),
    [("", ("id", "iri", "language")), ("title", ("kind", "text", "marks"))],
)
def test_each_kind_of_node_has_an_order_of_its_own(
    place: str, keys: tuple[str, ...]
) -> None:
    values = json.loads(write(RECORD))
    node = values[place] if place else values
    given = {key: node[key] for key in reversed(keys)}
    assert ordered(given, node) == list(keys)
    assert ordered({**given, "$schema": "x"}, node) == ["$schema", *keys]


def test_each_object_counts() -> None:
    values = json.loads(write(RECORD))
    turned = dict(reversed(values.items()))
    turned["title"] = dict(reversed(values["title"].items()))
    assert misplaced(turned, RECORD) == 2
