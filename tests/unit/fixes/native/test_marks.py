import json
from typing import Any

import pytest
from tests.unit.fixes.mending import findings, mended, native

from communique.fixes.native import Anchor, shifted


def act(start: int, end: int) -> dict[str, Any]:
    return {"kind": "act", "start": start, "end": end, "act": "agree"}


def date(start: int, end: int, day: str = "2024-05-02") -> dict[str, Any]:
    return {"kind": "date", "start": start, "end": end, "date": day}


def entity(start: int, end: int) -> dict[str, Any]:
    return {"kind": "entity", "start": start, "end": end, "ref": "ports"}


WORDS = "We agree with The Ports to meet on 2 May 2024 at sea."
MARKS = [
    act(3, 8),
    entity(14, 23),
    date(35, 45),
    {"kind": "emphasis", "start": 49, "end": 52, "style": "italic"},
]


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


@pytest.mark.parametrize(("old", "new", "first"), [
    (" to meet", " now to meet", 2), ("with ", "with all of ", 1), (" to meet", ", which is long,", 2),
])  # fmt: skip
def test_marks_behind_an_edit_move_with_their_words(old: str, new: str, first: int) -> None:
    good = record(
        WORDS.replace(old, new), [*MARKS[:first], *moved(*MARKS[first:], by=len(new) - len(old))]
    )
    assert mended(edited(old, new), "TXT004") == good


def test_a_mark_that_ends_behind_the_text_is_moved_back_with_the_others() -> None:
    marks = [*MARKS[:3], {**MARKS[3], "end": len(WORDS)}]
    good = record(WORDS.replace(" with", ""), [marks[0], *moved(*marks[1:], by=-len(" with"))])
    assert mended(edited(" with", "", marks), "MOD013") == good


@pytest.mark.parametrize("start", ["3.0", "0.3e1"])
def test_a_whole_number_is_one_however_it_is_written(start: str) -> None:
    before, _, after = edited(
        " with", "", [*MARKS[:3], {**MARKS[3], "end": len(WORDS)}]
    ).rpartition('"start": 3')
    text = f'{before}"start": {start}{after}'
    assert {each.code.code for each in findings(text)} == {"MOD013"}
    assert findings(mended(text, "MOD013")) == []


def test_a_date_that_stands_on_another_year_is_moved() -> None:
    words = "In 2023 we agreed, on 2 May 2024 we met."
    values = record(words, [date(3, 7, "2023"), date(22, 32)])
    text = values.replace(words, "In 1999, not in 2023 we agreed, on 2 May 2024 we met.")
    assert all(
        each.fix is None for each in findings(text, "DAT001")
    )  # what stood before the first mark is open


@pytest.mark.parametrize(("old", "new"), [
    ("2 May 2024", "3 May 2024"),  # the date is another
    ("to meet", "not on 2 May 2024 to meet"),  # the date stands there twice
    ("to meet on 2 May 2024", "then to meet"),  # the date is gone
    ("meet on", "now go on board on"),  # before the date is a mark of which nothing is known
])  # fmt: skip
def test_where_the_words_leave_it_open_nothing_is_done(old: str, new: str) -> None:
    unknown = {"kind": "emphasis", "start": 27, "end": 31, "style": "bold"}
    found = findings(edited(old, new, [*MARKS[:2], unknown, *MARKS[2:]]))
    assert found
    assert all(each.fix is None for each in found)


def test_a_date_that_is_wrongly_marked_is_not_moved() -> None:
    words = "From 2 May 2024 to 2 June 2024."
    (found,) = findings(record(words, [date(5, 15), date(19, 30)]), "DAT001")
    assert found.fix is None


# --- where the anchors are -------------------------------------------------------------------------------------------


def test_an_edit_inside_a_mark_moves_its_end() -> None:
    marks = [{"start": 0, "end": 20}, {"start": 1, "end": 3}, {"start": 10, "end": 12}]
    still, gone = Anchor(1, 3, frozenset({1})), Anchor(10, 12, frozenset({14}))
    assert shifted("x" * 24, marks, [still, gone]) == [(0, 24), (1, 3), (14, 16)]
    marks[0]["end"] = 7  # between what stood still and what moved
    assert shifted("x" * 24, marks, [still, gone]) is None


def test_anchors_that_moved_by_different_distances_are_left() -> None:
    marks = [{"start": 5, "end": 6}, {"start": 8, "end": 9}]
    assert (
        shifted("x" * 20, marks, [Anchor(5, 6, frozenset({6})), Anchor(8, 9, frozenset({10}))])
        is None
    )
    assert shifted(
        "x" * 20, marks, [Anchor(5, 6, frozenset({6})), Anchor(8, 9, frozenset({9, 10}))]
    ) == [
        (6, 7),
        (9, 10),
    ]


def test_several_ways_to_explain_it_are_none() -> None:
    assert shifted("x" * 20, [{"start": 5, "end": 6}], [Anchor(5, 6, frozenset({7, 9}))]) is None


def test_no_mark_leaves_the_text() -> None:
    marks = [{"start": 5, "end": 6}, {"start": 8, "end": 9}]
    assert shifted("x" * 9, marks, [Anchor(5, 6, frozenset({6}))]) is None
    assert shifted("x" * 9, marks, []) is None
