import json
from typing import Any

import pytest
from tests.unit.fixes.mending import findings, mended, native

from communique.fixes.native.marks import Anchor, shifted


def act(start: int, end: int) -> dict[str, Any]:
    return {"kind": "act", "start": start, "end": end, "act": "agree"}


def date(start: int, end: int, day: str = "2024-05-02") -> dict[str, Any]:
    return {"kind": "date", "start": start, "end": end, "date": day}


def entity(start: int, end: int) -> dict[str, Any]:
    return {"kind": "entity", "start": start, "end": end, "ref": "ports"}


WORDS = "We agree with The Ports to meet on 2 May 2024 at sea."
MARKS = [act(3, 8), entity(14, 23), date(35, 45), {"kind": "emphasis", "start": 49, "end": 52, "style": "italic"}]


def record(words: str, marks: list[dict[str, Any]]) -> str:
    other = {"kind": "text", "text": "We agree.", "marks": [act(3, 8)]}
    content = [{"kind": "text", "text": words, "marks": marks}]
    return native(
        body=[
            {"kind": "paragraph", "num": "3.", "content": content},
            {"kind": "paragraph", "num": "4.", "content": [other]},
        ]
    )


def edited(old: str, new: str, marks: list[dict[str, Any]] = MARKS) -> str:
    """The record after somebody changed its words and forgot the marks."""
    values = json.loads(record(WORDS, marks))
    text = values["body"][0]["content"][0]
    assert old in text["text"]
    text["text"] = text["text"].replace(old, new, 1)
    return json.dumps(values, ensure_ascii=False, indent=2) + "\n"


def moved(*marks: dict[str, Any], by: int) -> list[dict[str, Any]]:
    return [{**mark, "start": mark["start"] + by, "end": mark["end"] + by} for mark in marks]


@pytest.mark.parametrize(("old", "new", "code", "first"), [
    (" to meet", " now to meet", "DAT001", 2), (" to meet", "", "DAT001", 2), ("with ", "with all of ", "DAT001", 1),
    (" to meet", ", which is long,", "DAT001", 2), ("agree with", "agree", "MOD013", 1),
])  # fmt: skip
def test_marks_behind_an_edit_move_with_their_words(old: str, new: str, code: str, first: int) -> None:
    by = len(new) - len(old)
    good = record(WORDS.replace(old, new), [*MARKS[:first], *moved(*MARKS[first:], by=by)])
    bad = edited(old, new) if code == "DAT001" else edited(old, new, [*MARKS[:3], {**MARKS[3], "end": 53}])
    if code == "MOD013":
        good = record(
            WORDS.replace(old, new), [*MARKS[:first], *moved(*MARKS[first:3], {**MARKS[3], "end": 53}, by=by)]
        )
    assert mended(bad, code) == good


@pytest.mark.parametrize(("old", "new"), [
    ("2 May 2024", "3 May 2024"),  # the date is another
    (" to meet", " on 2 May 2024 not to meet"),  # the date stands there twice
    ("on 2 May 2024", "then"),  # the date is gone
    ("meet on", "go on board on"),  # before the date a mark is left open, see below
])  # fmt: skip
def test_where_the_words_leave_it_open_nothing_is_done(old: str, new: str) -> None:
    open_mark = {"kind": "emphasis", "start": 27, "end": 31, "style": "bold"}
    (found,) = findings(edited(old, new, [*MARKS[:2], open_mark, *MARKS[2:]]), "DAT001") or [None]
    assert found is None or found.fix is None


def test_a_date_that_is_wrongly_marked_is_not_moved() -> None:
    words = "From 2 May 2024 to 2 June 2024."
    (found,) = findings(record(words, [date(5, 15), date(19, 30)]), "DAT001")
    assert found.fix is None


# --- where the anchors are -------------------------------------------------------------------------------------------


def test_an_edit_inside_a_mark_moves_its_end() -> None:
    marks = [{"start": 0, "end": 20}, {"start": 1, "end": 3}, {"start": 10, "end": 12}]
    still, gone = Anchor(1, 3, frozenset({1})), Anchor(10, 12, frozenset({14}))
    assert shifted("x" * 24, marks, [still, gone]) is None  # its own end may be before or after the edit
    marks[0]["end"] = 12
    assert shifted("x" * 24, marks, [still, gone]) is None  # and so may its start: nothing is known before 1
    marks[0]["start"] = 1
    assert shifted("x" * 24, marks, [still, gone]) == [(1, 16), (1, 3), (14, 16)]


def test_anchors_that_moved_by_different_distances_are_left() -> None:
    marks = [{"start": 5, "end": 6}, {"start": 8, "end": 9}]
    assert shifted("x" * 20, marks, [Anchor(5, 6, frozenset({6})), Anchor(8, 9, frozenset({10}))]) is None
    assert shifted("x" * 20, marks, [Anchor(5, 6, frozenset({6})), Anchor(8, 9, frozenset({9, 10}))]) == [
        (6, 7),
        (9, 10),
    ]


def test_several_ways_to_explain_it_are_none() -> None:
    assert shifted("x" * 20, [{"start": 5, "end": 6}], [Anchor(5, 6, frozenset({7, 9}))]) is None


def test_no_mark_leaves_the_text() -> None:
    marks = [{"start": 5, "end": 6}, {"start": 8, "end": 9}]
    assert shifted("x" * 9, marks, [Anchor(5, 6, frozenset({6}))]) is None
    assert shifted("x" * 9, marks, []) is None
