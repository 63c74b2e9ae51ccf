"""Of the mentions in a text those stay that the model can take together."""

from communique.core.values import Values
from communique.detect.marks import Found, add_marks, chosen


def block(text: str, *marks: Values) -> Values:
    return {"kind": "text", "text": text, "marks": list(marks)}


def test_the_longest_of_two_mentions_stays_and_of_two_as_long_the_first() -> None:
    found = [
        Found(0, 4, {"n": 1}),
        Found(2, 9, {"n": 2}),
        Found(9, 12, {"n": 3}),
        Found(11, 14, {"n": 4}),
    ]
    assert [each.says["n"] for each in chosen(found)] == [2, 3]


def test_a_mention_that_would_straddle_a_mark_is_left_out() -> None:
    bold = {"kind": "emphasis", "style": "bold", "start": 0, "end": 3}
    call = {"kind": "note", "start": 8, "end": 8, "ref": "?0"}
    one = block("0123456789", bold, call)
    kept = add_marks(
        one,
        [
            Found(2, 5, {"kind": "x"}),
            Found(4, 8, {"kind": "y"}),
            Found(0, 1, {"kind": "z"}),
        ],
    )
    assert [each.says["kind"] for each in kept] == ["z", "y"]
    assert [mark["kind"] for mark in one["marks"]] == ["emphasis", "z", "y", "note"]


def test_marks_as_long_as_a_new_one_stay_outside_of_it() -> None:
    one = block("CLASI", {"kind": "emphasis", "style": "bold", "start": 0, "end": 5})
    add_marks(one, [Found(0, 5, {"kind": "entity", "ref": "x"})])
    assert [mark["kind"] for mark in one["marks"]] == ["emphasis", "entity"]


def test_many_mentions_and_marks_take_no_longer_than_their_number() -> None:
    marks: list[Values] = [
        {"kind": "emphasis", "style": "bold", "start": at, "end": at + 2}
        for at in range(0, 200_000, 4)
    ]
    one = block("x" * 200_000, *marks)
    found = [Found(at, at + 2, {"kind": "date"}) for at in range(1, 200_000, 4)]
    assert add_marks(one, found) == []
    assert len(add_marks(block("x" * 200_000), found)) == 50_000
