"""Ids of promises, what can be tested, and what others would count."""

import pytest

from communique import Act, promises, read
from communique.acts import is_testable
from communique.acts.counting import by_g7rg


def acts(*paragraphs: str) -> tuple[Act, ...]:
    text = "\n\n".join(
        f"{number}. {words}" for number, words in enumerate(paragraphs, 1)
    )
    return promises(read(text.encode(), format="text", language="en"))


def test_an_id_stays_when_words_around_the_promise_and_its_term_change() -> None:
    (one,) = acts("We will clean the river by 2030.")
    recalled, *_, other = acts(
        "We will plant trees.",
        "In this spirit, we will feed the swans, and we will clean the river by 2035.",
    )
    assert one.id == other.id
    assert recalled.id != one.id


@pytest.mark.parametrize(
    ("sentence", "testable"),
    [
        ("We will clean the river by 2030.", True),
        ("We will plant 500 trees.", True),
        ("We will meet annually.", True),
        ("We will clean the river.", False),
        ("We will clean the river in the coming years.", False),
    ],
)
def test_a_date_an_amount_or_a_frequency_makes_a_promise_testable(
    sentence: str,
    *,
    testable: bool,
) -> None:
    (act,) = acts(sentence)
    assert is_testable(act) is testable


@pytest.mark.parametrize(
    ("sentence", "counts"),
    [
        ("We will clean the river.", True),
        ("We commit to clean the river.", True),
        ("We call on all cities to clean the river.", False),
        ("We support the plan of the cities.", False),
        ("Canada will clean the river.", False),
    ],
)
def test_the_research_groups_count_what_all_say_they_will_do(
    sentence: str,
    *,
    counts: bool,
) -> None:
    (act,) = acts(sentence)
    assert by_g7rg(act) is counts
