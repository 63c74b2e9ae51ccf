"""What the characters at a line's ends say."""

import pytest

from communique.core.scripts import (
    begins_capital,
    begins_lower,
    finished,
    is_small,
    last_mark,
    unaccented,
    upper,
)


@pytest.mark.parametrize(
    "text",
    [
        "We agree.", "we agree;", "as follows:", "met –", "met —", "so it is!", "is it?", "and so on…", "He said “no.”",
        "(see below.)", "«fin.»", "いる。", "है।", "سلام؟", "on land; and", "the isles;1", "the isles.¹", "the isles.[2]",
        "the isles.[^2]",
        "*the end.*", "तथा॥",
    ],
)  # fmt: skip
def test_a_finished_line_ends_in_a_mark_whatever_closes_behind_it(text: str) -> None:
    assert finished(text)


@pytest.mark.parametrize(
    ("char", "small"),
    [("a", True), ("A", False), ("ž", True), ("ა", False), ("中", False), ("1", False)],
)
def test_a_small_letter_is_one_of_a_script_that_begins_sentences_with_capitals(
    char: str,
    small: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    assert is_small(char) is small


@pytest.mark.parametrize(
    "text",
    [
        "the ports",
        "the ports,",
        "in 2023",
        "(the isles)",
        "of the",
        "",
        "“”",
        "port; however long",
    ],
)
def test_a_line_without_a_mark_is_open(text: str) -> None:
    assert not finished(text)


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("the end.", "."),
        ("the end”", "d"),
        ("the end.”", "."),
        ("the end,1", ","),
        ("", ""),
        ("”)", ""),
        ("by 1.5", "5"),
        ("in 2023.1", "."),
        ("the end.[1]", "."),
        ("(see 5)", "5"),
        ("փակել հանքը:", "։"),
        ("we ask:", ":"),
    ],
)
def test_the_last_mark_stands_before_quotes_brackets_and_note_markers(
    text: str, mark: str
) -> None:
    assert last_mark(text) == mark


def test_a_line_is_in_capitals_if_three_letters_are_and_none_is_not() -> None:
    assert upper("OUR SEAS")
    assert upper("ΘΑΛΑΣΣΑ")
    assert not upper("EU")
    assert not upper("OUR Seas")
    assert not upper("١٢٣")
    assert not upper("赞同S/2/6号文件中关于灯火的结论")


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("The", "capital"), ("the", "lower"), ("“the", "lower"), ("(The", "capital"), ("2 ports", "capital"),
        ("السلام", "capital"), ("", "neither"), ("–", "neither"),
    ],
)  # fmt: skip
def test_a_line_begins_with_a_capital_a_small_letter_or_neither(
    text: str, begins: str
) -> None:
    assert (begins_capital(text), begins_lower(text)) == (
        begins == "capital",
        begins == "lower",
    )


def test_accents_and_case_can_be_set_aside() -> None:
    assert unaccented("ΠΡΟΟΊΜΙΟ") == unaccented("προοιμιο")
