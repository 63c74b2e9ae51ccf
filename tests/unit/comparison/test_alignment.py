"""Which passages belong together."""

import gc
import time

import pytest
from tests.unit.comparison.texts import FIRST, statement

from communique.comparison.alignment import (
    Likeness,
    add_pairs_by_address,
    pairs_by_words,
    unmoved,
    words_of,
)
from communique.model.passages import Passage, passages


def of(text: str) -> tuple[Passage, ...]:
    return passages(statement(text))


def words(found: tuple[Passage, ...]) -> list[str]:
    return [words_of(each) for each in found]


def test_a_passage_is_wholly_like_itself_and_unlike_one_with_other_words() -> None:
    found = of(FIRST)
    likeness = Likeness(words(found), words(found))
    assert [likeness(index, index) for index in range(len(found))] == pytest.approx(
        [1.0] * len(found)
    )
    assert likeness(1, 3) < 0.3


def test_a_word_weighs_the_less_the_more_passages_have_it() -> None:
    found = of(FIRST)
    weight = Likeness(words(found), words(found)).weight
    assert weight["insurers"] == weight["premiums"] > weight["of"] > weight["the"] > 0


def test_passages_are_paired_by_words_whatever_their_numbers() -> None:
    old = of(FIRST)
    new = of(FIRST.replace("1. We commit", "9. We commit"))
    pairs = pairs_by_words(old, new, Likeness(words(old), words(new)))
    assert {a: b for a, (b, _) in pairs.items()} == {
        index: index for index in range(len(old))
    }


def test_what_is_left_is_paired_by_address_if_it_is_like_enough() -> None:
    old, new = (
        of("Text\n\n1. Apples are red and sweet.\n"),
        of("Text\n\n1. Pears are green.\n"),
    )
    likeness = Likeness(words(old), words(new))
    pairs = pairs_by_words(old, new, likeness)
    add_pairs_by_address(old, new, pairs, likeness, 0.9)
    assert set(pairs) == {0}
    add_pairs_by_address(old, new, pairs, likeness, 0.0)
    assert set(pairs) == {0, 1}


@pytest.mark.parametrize(
    ("order", "still"),
    [
        ([0, 1, 2], {0, 1, 2}),
        ([2, 0, 1], {1, 2}),
        ([1, 2, 0], {0, 1}),
        ([], set()),
        ([0, 3, 1, 2], {0, 2, 3}),
    ],
)
def test_the_fewest_passages_are_said_to_have_moved(
    order: list[int], still: set[int]
) -> None:
    assert unmoved(dict(enumerate(order))) == still


def test_time_grows_with_the_number_of_passages() -> None:
    def seconds(count: int) -> float:
        text = "Text\n\n" + "".join(
            f"{n}. We agree to keep open harbour number{n} of the coast.\n\n"
            for n in range(1, count)
        )
        found = of(text)
        gc.collect()
        gc.disable()  # its time depends on what other tests have left
        begin = time.process_time()
        pairs_by_words(found, found, Likeness(words(found), words(found)))
        passed = time.process_time() - begin
        gc.enable()
        return passed

    seconds(50)
    assert seconds(2000) < 25 * max(seconds(200), 0.002)
