import json
from typing import Any

import pytest
from tests.unit.fixes.mending import findings, mended, native

LINK = {"kind": "reference", "start": 7, "end": 8, "href": "#note_1"}
RAISED = {"kind": "emphasis", "start": 7, "end": 8, "style": "superscript"}
BOLD = {"kind": "emphasis", "start": 9, "end": 13, "style": "bold"}
CALL = {"kind": "note", "start": 8, "end": 8, "ref": "note_1"}


def record(*marks: dict[str, Any], notes: int = 1, last: bool = False) -> str:
    listed = [
        {
            "kind": "note",
            "eid": f"note_{at}",
            "marker": str(1),
            "content": [{"kind": "text", "text": f"In {at}."}],
        }
        for at in range(1, notes + 1)
    ]
    content = [{"kind": "text", "text": "We will1 meet again.", "marks": list(marks)}]
    return native(
        body=[{"kind": "paragraph", "num": "3.", "content": content}],
        notes=listed[::-1] if last else listed,
    )


@pytest.mark.parametrize("shown", [LINK, RAISED])
@pytest.mark.parametrize("after", [(), (BOLD,)])
def test_a_note_is_called_behind_the_one_link_or_sign_that_shows_it(shown: Any, after: Any) -> None:
    assert mended(record(shown, *after), "NTE004") == record(shown, CALL, *after)


@pytest.mark.parametrize("indent", [None, "\t"])
def test_the_call_is_laid_out_as_its_neighbours(indent: Any) -> None:
    def laid_out(text: str) -> str:
        return json.dumps(json.loads(text), indent=indent)

    assert mended(laid_out(record(LINK)), "NTE004") == laid_out(record(LINK, CALL))


def test_the_notes_are_put_in_the_order_of_the_calls() -> None:
    text = record({**LINK, "href": "#note_2"}, notes=2)
    fixed, other = findings(text, "NTE004")[::-1]
    assert other.fix is None
    assert fixed.fix is not None
    for edit in reversed(fixed.fix.edits):
        text = text[: edit.start] + edit.text + text[edit.end :]
    assert text == record(
        {**LINK, "href": "#note_2"}, {**CALL, "ref": "note_2"}, notes=2, last=True
    )


@pytest.mark.parametrize(("marks", "notes"), [
    ((), 1), ((BOLD,), 1), ((LINK, {**LINK, "start": 9, "end": 13}), 1), ((RAISED,), 2), (({**RAISED, "start": 6, "end": 7},), 1),
    ((RAISED, {**RAISED}), 1),
])  # fmt: skip
def test_where_the_words_leave_it_open_nothing_is_done(marks: Any, notes: int) -> None:
    assert [each.fix for each in findings(record(*marks, notes=notes), "NTE004")] == [None] * notes
