import copy
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.checking.cross.pair import first_difference, shown


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
        assert found[0] == pointer


def test_values_are_shown_in_short() -> None:
    assert shown(None) == "missing"
    assert shown([1, 2]) == "a list of 2"
    assert shown({"a": 1}) == "an object with a"
    assert shown("x" * 100) == repr("x" * 60) + "…"


@given(
    st.recursive(
        st.integers() | st.text(max_size=3),
        lambda inner: st.lists(inner, max_size=3),
        max_leaves=8,
    )
)
def test_a_value_does_not_differ_from_its_copy(value: Any) -> None:
    assert first_difference(value, copy.deepcopy(value)) is None
    assert first_difference(value, json.loads(json.dumps([value]))) is not None
