"""Acts that became stronger or weaker."""

from dataclasses import replace

import pytest
from tests.unit.comparison.texts import FIRST, statement

from communique.acts import Act, acts_of
from communique.comparison import STRENGTH, act_differences, comparable_acts, compare
from communique.model import Declaration
from communique.model.types import ActKind


def acts(*kinds: ActKind) -> tuple[Act, ...]:
    (found,) = acts_of(statement("Text\n\n1. We agree to meet.\n"))
    return tuple(replace(found, kind=each) for each in kinds)


def told(
    old: tuple[Act, ...], new: tuple[Act, ...]
) -> list[tuple[str, str | None, str | None]]:
    return [
        (each.change, kind(each.old), kind(each.new))
        for each in act_differences(old, new)
    ]


def kind(act: Act | None) -> str | None:
    return None if act is None else act.kind


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (acts("call"), acts("call"), []),
        (acts("call"), acts("commit"), [("strengthened", "call", "commit")]),
        (acts("commit"), acts("note"), [("weakened", "commit", "note")]),
        (acts("call"), (), [("removed", "call", None)]),
        ((), acts("call"), [("added", None, "call")]),
        (acts("welcome", "call"), acts("welcome", "recall", "call"), [("added", None, "recall")]),
        (acts("welcome", "call"), acts("note", "urge", "decide"),
         [("weakened", "welcome", "note"), ("strengthened", "call", "urge"), ("added", None, "decide")]),
    ],
)  # fmt: skip
def test_acts_are_held_against_each_other_by_their_strength(
    old: tuple[Act, ...],
    new: tuple[Act, ...],
    expected: list[tuple[str, str | None, str | None]],
) -> None:
    assert told(old, new) == expected


def test_a_decision_is_the_strongest_act() -> None:
    assert min(STRENGTH, key=STRENGTH.__getitem__) == "decide"


def test_without_marked_acts_the_words_say_what_a_paragraph_does() -> None:
    found, _ = comparable_acts(statement(FIRST), statement(FIRST))
    assert [(act.kind, act.basis) for each in found.values() for act in each] == [
        ("commit", "inferred"), ("call", "inferred"), ("note", "inferred"), ("welcome", "inferred"),
    ]  # fmt: skip


def marked(act: str) -> Declaration:
    values = statement(FIRST).model_dump(mode="json")
    values["body"][1]["content"][0]["marks"] = [
        {"kind": "act", "start": 0, "end": 2, "act": act}
    ]
    return Declaration.model_validate(values)


def test_where_acts_are_marked_only_they_count() -> None:
    found, _ = comparable_acts(marked("urge"), marked("urge"))
    assert [
        (act.kind, act.words, act.basis) for each in found.values() for act in each
    ] == [("urge", "We", "marked")]
    (difference,) = [
        act
        for each in compare(marked("call"), marked("urge")).differences
        for act in each.acts
    ]
    assert difference.change == "strengthened"


def test_what_is_marked_is_not_held_against_a_guess() -> None:
    assert compare(marked("urge"), statement(FIRST)).equal
    assert compare(statement(FIRST), marked("urge")).equal


def test_a_comparison_says_which_act_grew_stronger() -> None:
    new = FIRST.replace("We note the report", "We condemn the report")
    found = [
        act
        for each in compare(statement(FIRST), statement(new)).differences
        for act in each.acts
    ]
    assert [(act.change, kind(act.old), kind(act.new)) for act in found] == [
        ("strengthened", "note", "condemn")
    ]
