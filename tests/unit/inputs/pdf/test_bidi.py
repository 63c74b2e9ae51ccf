"""The order of reading where words run from right to left."""

import pytest
from tests.unit.inputs.pdf.test_rows import glyphs, words

from communique.inputs.pdf.rows import drawn_as_read, is_mark, logical, runs_left

HEBREW = "עקרונות היסוד של הנמלים"


@pytest.mark.parametrize(
    ("shown", "read"),
    [
        ("םולש", "שלום"),
        ("םולש .1", "1. שלום"),
        ("2024 תנש", "שנת 2024"),
        ("15.3 לש", "של 15.3"),
        ("UN-Habitat לש", "של UN-Habitat"),
        ("10 20 לש", "של 20 10"),
        (")םולש( רבד", "דבר (שלום)"),
        ("(םולש) רבד", "דבר (שלום)"),
    ],
)
def test_a_line_is_read_from_the_right_and_figures_from_the_left(
    shown: str, read: str
) -> None:
    assert logical(list(shown), leftward=True) == read


def test_a_phrase_of_the_other_direction_is_turned_alone() -> None:
    assert logical(list("see םולש רבד here"), leftward=False) == "see דבר שלום here"
    assert logical(list("see here"), leftward=True) == "see here"


def test_a_page_is_read_from_the_right_where_most_letters_are() -> None:
    assert runs_left(HEBREW)
    assert not runs_left("Drumhaven 1999")


def test_letters_that_end_words_show_a_file_that_draws_them_as_they_are_read() -> None:
    assert drawn_as_read([list(HEBREW)])
    assert not drawn_as_read([list(HEBREW[::-1])])
    assert words(glyphs(HEBREW), leftward=True) == [HEBREW]
    assert words(glyphs(HEBREW[::-1]), leftward=True) == [HEBREW]


def test_marks_are_known() -> None:
    assert [is_mark(char) for char in "a\u0301\u05b4"] == [False, True, True]
