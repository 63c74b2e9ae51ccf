"""Passages that were parted, put together, or are only alike."""

import pytest
from tests.unit.comparison.texts import statement

from communique.comparison import compare

ONE = """Joint Statement on Safe Harbours

1. We commit ourselves to keep every harbour open in winter, and we will publish the depth of each channel twice a year.

2. We note the report of the lighthouse committee.
"""
TWO = """Joint Statement on Safe Harbours

1. We commit ourselves to keep every harbour open in winter.

2. We will publish the depth of each channel twice a year.

3. We note the report of the lighthouse committee.
"""


@pytest.mark.parametrize(
    ("old", "new", "change", "label"),
    [(ONE, TWO, "split", "1."), (TWO, ONE, "merged", "1.")],
)
def test_a_part_is_told_with_its_whole(
    old: str, new: str, change: str, label: str
) -> None:
    found = [
        each
        for each in compare(statement(old), statement(new)).differences
        if each.whole
    ]
    assert [
        (each.change, each.whole.num if each.whole else None) for each in found
    ] == [(change, label)]


@pytest.mark.parametrize(("old", "new"), [(ONE, TWO), (TWO, ONE)])
def test_the_acts_of_a_part_are_neither_added_nor_removed(old: str, new: str) -> None:
    assert not [
        act
        for each in compare(statement(old), statement(new)).differences
        for act in each.acts
    ]


def test_three_parts_have_one_whole_though_none_is_half_of_it() -> None:
    clauses = [
        "We will plant willows and alders along every brook of the upper valley",
        "we will count the otters, beavers and kingfishers in each district",
        "we will open the old mills as schools of carpentry for young people",
    ]
    old = "Joint Statement on the Upper Valley\n\n1. " + "; ".join(clauses) + ".\n"
    new = "Joint Statement on the Upper Valley\n\n" + "".join(
        f"{number}. {words.capitalize()}.\n\n"
        for number, words in enumerate(clauses, 1)
    )
    found = [
        each.change
        for each in compare(statement(old), statement(new)).differences
        if not each.is_none
    ]
    assert sorted(found) == ["changed", "split", "split"]


def test_other_words_about_the_same_are_alike_and_no_version() -> None:
    new = ONE.replace(
        "2. We note the report of the lighthouse committee",
        "2. Owls hoot.\n\n3. The lighthouse committee reports on fog",
    )
    found = {
        each.change: each
        for each in compare(statement(ONE), statement(new)).differences
        if not each.is_none
    }
    assert set(found) == {"added", "alike"}
    assert found["alike"].edits == ()
