"""Lines, gaps, rules and pages, from the characters alone."""

import pytest

from communique.lines import Line, split_lines


def shown(text: str) -> list[tuple[str, int, int, int]]:
    return [
        (line.text, line.indent, line.gap, line.page) for line in split_lines(text)[0]
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_line_ends_at_lf_crlf_or_a_lone_cr(end: str) -> None:
    text = end.join(["one", "", "  two  ", "three"])
    assert shown(text) == [("one", 0, 0, 0), ("two", 2, 1, 0), ("three", 0, 0, 0)]


def test_offsets_are_those_of_the_source() -> None:
    text = "one\r\n\r\n  two \fthree"
    assert [text[line.start : line.end] for line in split_lines(text)[0]] == [
        "one",
        "two",
        "three",
    ]


@pytest.mark.parametrize("char", ["\u2028", "\u0085", "\x0b"])
def test_nothing_else_ends_a_line(char: str) -> None:
    assert shown(f"one{char}two") == [(f"one{char}two", 0, 0, 0)]


def test_a_form_feed_ends_a_page() -> None:
    assert shown("one\n\ftwo\n\f\fthree") == [
        ("one", 0, 0, 0),
        ("two", 0, 0, 1),
        ("three", 0, 0, 3),
    ]


def test_the_first_line_of_a_page_stands_at_its_edge() -> None:
    assert [line.edge for line in split_lines("one\ntwo\n\fthree\nfour")[0]] == [
        True,
        False,
        True,
        False,
    ]


@pytest.mark.parametrize(
    "rule", ["_" * 10, "-" * 30, "—" * 12, " " * 10, "=" * 10, "* * * * * *"]
)
def test_a_long_row_of_dashes_or_blanks_is_a_rule(rule: str) -> None:
    one, two = split_lines(f"one\n{rule}\ntwo")[0]
    assert (one.rule, two.rule) == (False, True)


def test_a_rule_that_can_be_seen_has_its_place() -> None:
    text = "one\n   __________\ntwo"
    ((start, end),) = split_lines(text)[1]
    assert text[start:end] == "_" * 10


def test_a_short_row_of_dashes_is_a_line() -> None:
    assert [line.text for line in split_lines("one\n---\ntwo")[0]] == [
        "one",
        "---",
        "two",
    ]


FLUSH = "\n".join(["the harbour"] * 9)


def test_where_nearly_all_is_flush_a_single_space_begins_a_page() -> None:
    pages = [line.page for line in split_lines(f"{FLUSH}\n second page\nof it")[0]]
    assert pages == [0] * 9 + [1, 1]


def test_a_single_space_says_nothing_where_other_lines_are_indented() -> None:
    text = f"{FLUSH}\n   deep\n   deep\n   deep\n one"
    assert {line.page for line in split_lines(text)[0]} == {0}


def test_a_form_feed_makes_single_spaces_mean_nothing() -> None:
    assert [line.page for line in split_lines(f"{FLUSH}\n second\n\fthird")[0]] == [
        0
    ] * 10 + [1]


def test_a_line_that_is_cut_forgets_how_it_ended() -> None:
    line = Line(4, "the end.", 0, 0, 0)
    line.done = True
    line.cut(4, "the")
    assert (line.start, line.end, line.text) == (4, 7, "the")
    assert line.done is not True


def test_a_line_shows_its_page_column_and_words() -> None:
    assert repr(Line(0, "one", 2, 0, 1)) == "Line(1:2 'one')"


@pytest.mark.parametrize("text", ["", "\n\n", "   \n\t\n", "\f\f"])
def test_what_holds_no_words_has_no_lines(text: str) -> None:
    assert split_lines(text) == ([], [])
