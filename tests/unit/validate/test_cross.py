import copy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.samples import block, declaration, numbered

from communique.documents import read, write
from communique.draft import Parsed
from communique.model import Declaration
from communique.source import Source
from communique.testing import declarations
from communique.validate.cross import compare, first_difference


def parsed(record: Declaration | None, name: str = "one.json") -> Parsed:
    return Parsed(Source(name, b""), record)


def test_equal_records_agree() -> None:
    assert compare(parsed(declaration()), parsed(declaration())) == []


def test_a_file_without_a_record_is_not_compared() -> None:
    assert compare(parsed(None), parsed(declaration())) == []
    assert compare(parsed(declaration()), parsed(None)) == []


def test_the_first_difference_is_named_by_its_pointer() -> None:
    other = declaration(body=[numbered("paragraph", "3.", block("We commit by 2 March 2024."))])
    (finding,) = compare(parsed(declaration()), parsed(other))
    assert finding.code.code == "CRS001"
    assert finding.pointer == "/body/0/content/0/text"
    assert "2 March" in finding.message
    assert finding.message.endswith("in one.json")


def test_the_difference_has_its_place_in_the_second_file() -> None:
    text = write(declaration(), "json").replace("Harbour Declaration", "Harbor Declaration")
    (finding,) = compare(parsed(declaration()), read(Source("two.json", text.encode())))
    assert finding.pointer == "/title/text"
    assert finding.span is not None
    assert "Harbor" in text.splitlines()[finding.span.line - 1]


def test_a_long_text_is_shown_where_it_differs() -> None:
    here, there = "word " * 1000 + "port", "word " * 1000 + "starboard"
    (finding,) = compare(parsed(declaration(title=block(here))), parsed(declaration(title=block(there))))
    assert "port'" in finding.message
    assert "starboard'" in finding.message
    assert len(finding.message) < 250


@pytest.mark.parametrize(
    ("one", "other", "pointer"),
    [
        ({"a": 1}, {"a": 1, "b": 2}, "/b"),
        ([1, 2], [1], "/1"),
        ({"a": [{"b": 1}]}, {"a": [{"b": None}]}, "/a/0/b"),
        ("x", ["x"], ""),
    ],
)
def test_a_difference_is_where_it_is(one: Any, other: Any, pointer: str) -> None:
    for left, right in ((one, other), (other, one)):
        found = first_difference(left, right)
        assert found is not None
        assert found.pointer == pointer


@given(declarations(), st.data())
def test_any_text_that_is_changed_is_found(record: Declaration, data: st.DataObject) -> None:
    values = record.model_dump(mode="json")
    assert first_difference(values, copy.deepcopy(values)) is None
    blocks = list(_texts(values, ""))
    if blocks:
        holder, pointer = data.draw(st.sampled_from(blocks))
        before = copy.deepcopy(values)
        holder["text"] += "!"
        found = first_difference(before, values)
        assert found is not None
        assert found.pointer == pointer


def _texts(value: Any, pointer: str) -> Any:
    if isinstance(value, dict):
        if value.get("kind") == "text":
            yield value, f"{pointer}/text"
        for key, each in value.items():
            yield from _texts(each, f"{pointer}/{key}")
    elif isinstance(value, list):
        for at, each in enumerate(value):
            yield from _texts(each, f"{pointer}/{at}")
