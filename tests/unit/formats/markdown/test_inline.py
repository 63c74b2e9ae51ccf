"""Words in Markdown."""

import pytest

from communique.core.values import Values
from communique.formats.markdown import escaped, lines_of, words
from communique.model import TextBlock


@pytest.mark.parametrize(
    ("text", "written"),
    [
        (
            "a *b* _c_ `d` ~~e~~ $f$ {g}",
            "a \\*b\\* \\_c\\_ \\`d\\` \\~\\~e\\~\\~ \\$f\\$ \\{g}",
        ),
        ("<script>&amp;&#60; R & D", "\\<script>\\&amp;\\&\\#60; R & D"),
        ("[a](b) ![c](d) [^1]", "\\[a\\](b) !\\[c\\](d) \\[\\^1\\]"),
        ("back\\slash|pipe# ^", "back\\\\slash\\|pipe\\# \\^"),
    ],
)
def test_markup_in_the_words_is_escaped(text: str, written: str) -> None:
    assert escaped(text) == written


@pytest.mark.parametrize("text", ["- a", "+ a", "=", ">a", ": a", "---"])
def test_what_means_something_where_a_line_begins_is_escaped(text: str) -> None:
    assert lines_of(f" {text}\na{text}") == [f"\\{text}", f"a{text}"]


def test_numbers_are_no_lists_and_stay_as_they_are() -> None:
    assert lines_of("1. a\n12) b\n3 c\n1234567890. d\n٣. e") == [
        "1\\. a",
        "12\\) b",
        "3 c",
        "1234567890. d",
        "٣. e",
    ]


def test_empty_lines_at_the_ends_go() -> None:
    assert lines_of("\n a\n\n b \n") == ["a", "", "b"]
    assert lines_of(" \n ") == []


def block(text: str, *marks: Values) -> TextBlock:
    return TextBlock.model_validate({"text": text, "marks": marks})


def emphasis(start: int, end: int, style: str = "italic") -> Values:
    return {"kind": "emphasis", "start": start, "end": end, "style": style}


def call(at: int) -> Values:
    return {"kind": "note", "start": at, "end": at, "ref": "n"}


@pytest.mark.parametrize(
    ("marked", "written"),
    [
        (block("lit lamps", emphasis(0, 3), emphasis(4, 9, "bold")), "*lit* **lamps**"),
        (
            block("litlamps", emphasis(0, 3), emphasis(3, 8)),
            "*lit*lamps",
        ),  # two runs of stars would be one
        (block("lit lamps", emphasis(0, 9, "bold"), emphasis(4, 9)), "**lit lamps**"),
        (block("lit, lamps", emphasis(0, 4)), "lit, lamps"),
        (block("H2O", emphasis(1, 2, "subscript")), "H2O"),
        (block("lit lamps", call(0), emphasis(0, 3), call(3)), "[^1]*lit*[^1] lamps"),
        (block("lit(a)", call(3)), "lit[^1]\\(a)"),
        (block(": lit", call(0)), "[^1]\\: lit"),
    ],
)
def test_calls_and_clear_emphasis_are_written(marked: TextBlock, written: str) -> None:
    assert words(marked, lambda _: "[^1]") == written
