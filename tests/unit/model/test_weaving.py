"""Tags woven into texts."""

from html import escape, unescape
from re import sub

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.model.text import Tagged, woven


@pytest.mark.parametrize(
    ("tagged", "expected"),
    [
        ([], "a&amp;b"),
        ([(0, 3, "<i>", "</i>")], "<i>a&amp;b</i>"),
        ([(0, 3, "<i>", "</i>"), (0, 1, "<b>", "</b>")], "<i><b>a</b>&amp;b</i>"),
        ([(0, 1, "<i>", "</i>"), (1, 3, "<b>", "</b>")], "<i>a</i><b>&amp;b</b>"),
        ([(1, 1, "<n/>", "")], "a<n/>&amp;b"),
        ([(0, 1, "<i>", "</i>"), (1, 1, "<n/>", "")], "<i>a</i><n/>&amp;b"),
        ([(3, 3, "<n/>", "")], "a&amp;b<n/>"),
    ],
)
def test_tags_stand_where_they_are_said_to(tagged: list[Tagged], expected: str) -> None:
    assert woven("a&b", tagged, lambda text: escape(text, quote=False)) == expected


@given(st.text(), st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20))))
def test_the_text_is_whole_whatever_the_tags(
    text: str, places: list[tuple[int, int]]
) -> None:
    tagged = sorted(
        (min(each, len(text)), min(each, len(text)), "<n/>", "") for each, _ in places
    )
    found = woven(text, tagged, escape)
    assert found.count("<n/>") == len(tagged)
    assert unescape(sub("<n/>", "", found)) == unescape(escape(text)) == text
