import pytest

from communique.report.terminal import coloured, plain, visible, width


@pytest.mark.parametrize(
    "char", ["\x1b", "\r", "\n", "\x00", "\u202e", "\u2028", "\ud800", "\x9b", "\ufeff"]
)
def test_what_moves_a_cursor_or_turns_a_line_is_shown_as_an_escape(char: str) -> None:
    assert visible(f"a{char}b").isprintable()
    assert visible(f"a{char}b") != "ab"


@pytest.mark.parametrize(
    "text", ["Šibenik – čez", "نص عربي", "می‌خواهم", "東京", "a\u0301"]
)
def test_words_of_any_script_stay_as_they_are(text: str) -> None:
    assert visible(text) == text


@pytest.mark.parametrize(
    ("text", "columns"), [("abc", 3), ("東京", 4), ("a\u0301", 1), ("", 0), ("č", 1)]
)
def test_width_is_that_of_a_terminal(text: str, columns: int) -> None:
    assert width(text) == columns


def test_paint_adds_nothing_but_escapes() -> None:
    assert plain("error", "word") == "word"
    assert coloured("error", "word").startswith("\x1b[")
    assert "word" in coloured("error", "word")
