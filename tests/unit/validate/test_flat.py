import json
from typing import Any

import jsonschema_rs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.laws.damage import damaged
from tests.samples import declaration

from communique.formats.native import write
from communique.generate.schema import schema
from communique.model import Declaration
from communique.testing import declarations
from communique.validate.flat import escaped, flattened, node_at

SCHEMA = schema()
PUBLISHED, FLAT = (jsonschema_rs.Draft202012Validator(each) for each in (SCHEMA, flattened(SCHEMA)))


def keywords(value: Any) -> set[str]:
    found = set(value) if isinstance(value, dict) else set()
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return found.union(*map(keywords, inner))


def test_a_flat_schema_has_no_alternatives() -> None:
    assert {"anyOf", "oneOf"} <= keywords(SCHEMA)
    assert not {"anyOf", "oneOf"} & keywords(flattened(SCHEMA))


@given(st.data(), declarations())
def test_it_takes_what_the_schema_takes(data: st.DataObject, record: Declaration) -> None:
    value = data.draw(damaged(json.loads(write(record))))
    assert FLAT.is_valid(value) == PUBLISHED.is_valid(value)


@pytest.mark.parametrize(
    ("path", "description"),
    [
        ((), "A political declaration in one language"),
        (("title",), "Words exactly as printed, and the marks on them"),
        (("title", "text"), "Words without control characters"),
        (("body", 0), "An operative paragraph"),
        (("body", 0, "content", 0, "marks", 0), "The operative words of a commitment"),
        (("body", 1, "content", 1, "points", 0, "num"), "One line of text"),
        (("signatories", 0, "name"), "A name, role or party"),
    ],
)
def test_the_schema_of_a_value_is_that_of_its_kind(path: tuple[str | int, ...], description: str) -> None:
    value = json.loads(write(declaration()))
    node, found = node_at(SCHEMA, value, path)
    assert node["description"].startswith(description)
    for part in path:
        value = value[part]
    assert found == value


def test_where_no_kind_fits_what_is_common_to_all_is_the_schema() -> None:
    wrongs: tuple[Any, ...] = ({"kind": "verse"}, {"kind": []}, {}, 7, None)
    for wrong in wrongs:
        node, _ = node_at(SCHEMA, {"body": [wrong]}, ("body", 0))
        assert node["required"] == ["kind"]
        assert set(node["properties"]["kind"]["enum"]) == {
            "section", "article", "chapter", "part", "title", "division", "paragraph",
        }  # fmt: skip


def test_a_key_is_escaped_for_a_pointer() -> None:
    assert [escaped(each) for each in ("a/b", "~", "~1", 3, "")] == ["a~1b", "~0", "~01", "3", ""]
