from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from communique.model import types
from communique.testing import words

OF_TYPES: list[tuple[Callable[[], st.SearchStrategy[str]], Any]] = [
    (words.texts, types.Text), (words.lines, types.Line), (words.labels, types.Line), (words.days, types.Date),
    (words.slugs, types.Slug), (words.kinds, types.Kind), (words.languages, types.Language), (words.uris, types.Uri),
    (words.references, types.Reference), (words.iris, types.Iri), (words.eids, types.Eid), (words.digests, types.Sha256),
]  # fmt: skip


@pytest.mark.parametrize(("strategy", "kind"), OF_TYPES, ids=lambda each: getattr(each, "__name__", ""))
@given(data=st.data())
def test_a_strategy_gives_what_its_type_takes(
    strategy: Callable[[], st.SearchStrategy[str]], kind: Any, data: st.DataObject
) -> None:
    value = data.draw(strategy())
    assert TypeAdapter(kind).validate_python(value) == value


@given(st.data())
def test_dates_are_of_three_precisions(data: st.DataObject) -> None:
    assert len(data.draw(words.days())) in (4, 7, 10)
