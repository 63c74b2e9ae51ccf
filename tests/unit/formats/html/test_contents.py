"""The table of contents."""

import re

import pytest

from communique.formats.html.structure import MOST, Contents


def test_divisions_stand_in_divisions_with_the_numbers_in_each() -> None:
    contents = Contents()
    contents.open(None, "Body")
    contents.open("#sec_1", "I")
    contents.number("#para_1", "1")
    contents.close()
    contents.number("#para_2", "2")
    contents.close()
    assert contents.markup() == (
        '<ul><li><span>Body</span><div class="numbers"><a href="#para_2">2</a></div>'
        '<ul><li><a href="#sec_1">I</a><div class="numbers"><a href="#para_1">1</a></div></li></ul></li></ul>'
    )


def test_a_page_without_divisions_has_no_contents() -> None:
    assert Contents().markup() == ""


@pytest.mark.parametrize("count", [1, MOST, MOST + 1, 601, 9999, 10_000_000])
def test_of_many_numbers_some_are_given_the_first_and_the_last_among_them(
    count: int,
) -> None:
    contents = Contents()
    contents.open(None, "Body")
    contents._open[-1].numbers = [
        (f"#{number}", str(number))
        for number in (range(1, count + 1) if count < 10**6 else (1, count))
    ]
    found = [int(each) for each in re.findall(r">(\d+)</a>", contents.markup())]
    assert len(found) <= MOST + 2
    assert (found[0], found[-1]) == (1, count)
