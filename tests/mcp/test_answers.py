"""Answers are bounded, whatever is in them, and pages give everything."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.core.json_types import JsonObject
from communique.mcp.answers import BYTES, Content, fitted, page, size
from communique.mcp.problems import Problem

CALL: JsonObject = {"tool": "get", "arguments": {"record": "a"}}
WORDS = st.text(st.characters(), max_size=40).map(lambda word: word * 300)
VALUES = st.recursive(
    st.none() | st.integers(0, 10**6) | WORDS,
    lambda inner: st.lists(inner, max_size=5),
    max_leaves=6,
)
OBJECTS = st.dictionaries(st.sampled_from("abcdef"), VALUES, max_size=4)


@settings(max_examples=40)
@given(OBJECTS, st.lists(OBJECTS, max_size=12))
def test_a_page_is_bounded_and_pages_give_each_item_once(
    about: JsonObject, items: list[JsonObject]
) -> None:
    content = Content(about, items)
    cursor = None
    found = 0
    while True:
        answer = page(content, CALL, cursor)
        assert len(json.dumps(answer, ensure_ascii=False).encode()) <= BYTES * 1.1
        assert size(answer) <= BYTES
        assert answer["total"] == len(items)
        of_page = answer["items"]
        assert isinstance(of_page, list)
        found += len(of_page)
        following = answer["next"]
        if following is None:
            break
        assert of_page
        assert isinstance(following, str)
        cursor = following
    assert found == len(items)


def test_what_fits_is_not_changed() -> None:
    item: JsonObject = {"eid": "para_1", "text": "We meet.", "n": 1, "none": None}
    assert fitted(item, 100) == item


def test_what_is_cut_says_so() -> None:
    assert fitted({"text": "a" * 5000}, 2000)["cut"] is True


def test_a_lone_surrogate_does_not_reach_the_wire() -> None:
    fitted({"text": "a\ud800"}, 100)["text"] = "a\ufffd"
    assert size(fitted({"text": "a\ud800"}, 100)) == len('{"text":"a\ufffd"}'.encode())


ITEMS: list[JsonObject] = [{"n": number, "words": "a" * 900} for number in range(60)]


@pytest.mark.parametrize(
    "cursor", ["", "1", "x.y", "-1.a", "²." + "a" * 16, "9" * 50 + ".a"]
)
def test_a_cursor_that_nobody_gave_is_refused(cursor: str) -> None:
    with pytest.raises(Problem) as raised:
        page(Content({}, ITEMS), CALL, cursor)
    assert raised.value.code == "bad-cursor"


def test_a_cursor_of_another_call_or_of_other_data_is_refused() -> None:
    cursor = page(Content({}, ITEMS), CALL, None)["next"]
    assert isinstance(cursor, str)
    assert page(Content({}, ITEMS), CALL, cursor)["items"]
    with pytest.raises(Problem):
        page(Content({}, ITEMS), {**CALL, "tool": "outline"}, cursor)
    with pytest.raises(Problem):
        page(Content({}, ITEMS[1:]), CALL, cursor)
