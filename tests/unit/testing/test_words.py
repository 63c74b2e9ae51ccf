from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from communique import testing
from communique.model import types

OF_TYPES: list[tuple[Callable[[], st.SearchStrategy[str]], Any]] = [
    (testing.texts, types.Text), (testing.lines, types.Line), (testing.labels, types.Line), (testing.days, types.Date),
    (testing.slugs, types.Slug), (testing.kinds, types.Kind), (testing.languages, types.Language), (testing.uris, types.Uri),
    (testing.references, types.Reference), (testing.iris, types.Iri), (testing.eids, types.Eid), (testing.digests, types.Sha256),
]  # fmt: skip


@pytest.mark.parametrize(
    ("strategy", "kind"), OF_TYPES, ids=lambda each: getattr(each, "__name__", "")
)
@given(data=st.data())
def test_a_strategy_gives_what_its_type_takes(
    strategy: Callable[[], st.SearchStrategy[str]], kind: Any, data: st.DataObject
) -> None:
    value = data.draw(strategy())
    assert TypeAdapter(kind).validate_python(value) == value


@given(st.data())
def test_dates_are_of_three_precisions(data: st.DataObject) -> None:
    assert len(data.draw(testing.days())) in (4, 7, 10)
