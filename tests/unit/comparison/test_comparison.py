"""Two versions of a declaration, held against each other."""

import pytest
from hypothesis import given
from tests.unit.comparison.texts import FIRST, statement

from communique.comparison import LONG, compare
from communique.model import Declaration
from communique.model.passages import Passage
from communique.testing import declarations


def changes(old: str, new: str) -> list[tuple[str, str | None, str | None]]:
    found = compare(statement(old), statement(new)).differences
    return [
        (each.change, label(each.old), label(each.new))
        for each in found
        if not each.is_none
    ]


def label(passage: Passage | None) -> str | None:
    return None if passage is None else passage.num


def test_a_declaration_does_not_differ_from_itself() -> None:
    assert compare(statement(FIRST), statement(FIRST)).equal


def test_reworded_passages_are_paired_and_their_words_told_apart() -> None:
    new = FIRST.replace("lower the premiums of", "halve the premiums for")
    assert changes(FIRST, new) == [("changed", "2.", "2.")]
    (changed,) = (
        each
        for each in compare(statement(FIRST), statement(new)).differences
        if not each.is_none
    )
    assert [(edit.change, edit.words) for edit in changed.edits] == [
        ("kept", "We call on the insurers to"),
        ("removed", "lower"),
        ("added", "halve"),
        ("kept", "the premiums"),
        ("removed", "of"),
        ("added", "for"),
        ("kept", "fishing vessels."),
    ]


def test_a_passage_put_in_renumbers_those_after_it() -> None:
    head, tail = FIRST.split("2. ")
    tail = tail.replace("4. ", "5. ").replace("3. ", "4. ")
    new = f"{head}2. We urge all shipyards to train welders.\n\n3. {tail}"
    assert changes(FIRST, new) == [
        ("added", None, "2."), ("same", "2.", "3."), ("same", "3.", "4."), ("same", "4.", "5."),
    ]  # fmt: skip


def test_a_passage_taken_out_stands_where_it_had_been() -> None:
    new = FIRST.replace(
        "2. We call on the insurers to lower the premiums of fishing vessels.\n\n", ""
    )
    new = new.replace("3. ", "2. ").replace("4. ", "3. ")
    assert changes(FIRST, new) == [
        ("removed", "2.", None),
        ("same", "3.", "2."),
        ("same", "4.", "3."),
    ]


def test_a_passage_that_changed_places_is_moved_and_the_others_are_not() -> None:
    lines = FIRST.split("\n\n")
    texts = [line[3:] for line in lines[1:]]
    order = [texts[1], texts[2], texts[3].rstrip(), texts[0]]
    new = (
        "\n\n".join(
            [lines[0], *(f"{number}. {text}" for number, text in enumerate(order, 1))]
        )
        + "\n"
    )
    found = compare(statement(FIRST), statement(new)).differences
    assert [(label(each.old), each.moved) for each in found if each.old is not None and each.old.num] == [
        ("2.", False), ("3.", False), ("4.", False), ("1.", True),
    ]  # fmt: skip


def test_two_texts_about_different_things_share_no_passage() -> None:
    other = "Declaration on Bees\n\n1. Hives shall stand in orchards.\n\n2. Smoke calms them, experts say.\n"
    assert {change for change, _, _ in changes(FIRST, other)} == {"added", "removed"}


def test_of_two_languages_only_the_addresses_are_compared() -> None:
    other = statement("Skupna izjava\n\n1. Strinjamo se.\n\n2. Pozivamo vse.\n", "sl")
    found = compare(statement(FIRST), other)
    assert not found.same_language
    numbered = {
        each.old.num: each.change
        for each in found.differences
        if each.old is not None and each.old.num
    }
    assert numbered == {"1.": "same", "2.": "same", "3.": "removed", "4.": "removed"}


def test_of_very_long_passages_only_what_lies_between_common_ends_is_told_apart() -> (
    None
):
    words = " ".join(f"word{number}" for number in range(LONG))
    old, new = (
        f"Text\n\n1. We agree {words} end.\n",
        f"Text\n\n1. We agree {words.replace('word7 ', 'x ')} end.\n",
    )
    (changed,) = (
        each
        for each in compare(statement(old), statement(new)).differences
        if not each.is_none
    )
    assert [
        (edit.change, edit.words) for edit in changed.edits if edit.change != "kept"
    ] == [
        ("removed", "word7"),
        ("added", "x"),
    ]
    kept = [edit.words for edit in changed.edits if edit.change == "kept"]
    assert kept[0].endswith("word6")
    assert kept[1].startswith("word8")


@given(declarations())
def test_no_declaration_differs_from_itself(declaration: Declaration) -> None:
    assert compare(declaration, declaration).equal


@given(declarations(), declarations())
def test_every_passage_of_both_is_in_the_comparison_once_and_the_new_ones_in_order(
    old: Declaration, new: Declaration
) -> None:
    found = compare(old, new).differences
    after = [each.new.position for each in found if each.new]
    before = sorted(each.old.position for each in found if each.old)
    assert after == list(range(1, len(after) + 1))
    assert before == list(range(1, len(before) + 1))


@pytest.mark.parametrize(
    ("one", "other"),
    [(FIRST, FIRST.replace("winter", "summer")), (FIRST, "Text\n\n1. Other.\n")],
)
def test_the_edits_of_a_passage_give_back_both_versions(one: str, other: str) -> None:
    for each in compare(statement(one), statement(other)).differences:
        if each.edits and each.old and each.new:
            for passage, dropped in ((each.old, "added"), (each.new, "removed")):
                words = " ".join(
                    edit.words for edit in each.edits if edit.change != dropped
                )
                assert words == " ".join(passage.text.split())
