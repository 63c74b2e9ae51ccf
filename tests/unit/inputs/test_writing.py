"""Blocks written as Markdown, in the shape that the reader of raw text knows."""

import pytest

from communique.inputs.blocks import Block, Contents, Paragraph, Piece, Table
from communique.inputs.writing import (
    begins_with_label,
    flat,
    printed_title,
    taken_out,
    without_marker,
)


def paragraph(*pieces: Piece | str, **more: object) -> Paragraph:
    made = [Piece(each) if isinstance(each, str) else each for each in pieces]
    return Paragraph(made, **more)  # type: ignore[arg-type]


def written(*blocks: Block) -> str:
    return taken_out(Contents(list(blocks)), ()).text


def test_nothing_gives_nothing() -> None:
    assert written() == written(paragraph(" ")) == ""


def test_what_would_open_metadata_or_look_like_another_format_does_not() -> None:
    assert written(paragraph("--- a")) == "\\--- a\n"
    assert written(paragraph("{a}")) == "\\{a}\n"


def test_metadata_stand_before_the_text() -> None:
    contents = Contents(
        [paragraph("The Ports")], title='The "Ports"', date="2024-03-01"
    )
    assert (
        taken_out(contents, ()).text
        == '---\ntitle: "The \\"Ports\\""\ndate: "2024-03-01"\n---\n\nThe Ports\n'
    )


@pytest.mark.parametrize(
    ("block", "text"),
    [
        (paragraph("a", label="1."), "1. a"),
        (paragraph("a", label="1"), "1\ta"),
        (paragraph("a", label="•", depth=2), "        • a"),
        (paragraph("a\nb", label="(a)", depth=1), "    (a) a\n    b"),
        (paragraph(Piece("Ports", bold=True), label="1."), "**1. Ports**"),
        (
            paragraph(Piece("Ports", bold=True, italic=True), label="1."),
            "1. ***Ports***",
        ),
        (
            paragraph(Piece("a", bold=True), Piece("", call=3), Piece("b", bold=True)),
            "**a[^3]b**",
        ),
        (paragraph(Piece("a", bold=True), Piece("b", italic=True), " c"), "**a**b c"),
        (paragraph(Piece("1. ", bold=True), "words"), "1. words"),
        (paragraph(Piece("...", bold=True), "a"), "...a"),
        (paragraph("Ports\nand isles", level=1), "# Ports and isles"),
        (paragraph("a  b \t c"), "a b \t c"),
    ],
)
def test_a_paragraph_is_written_as_it_is_printed(block: Paragraph, text: str) -> None:
    assert written(block) == f"{text}\n"


def test_a_number_in_brackets_calls_a_note_only_where_a_note_is_typed() -> None:
    assert written(paragraph("See [22].")) == "See [22\\].\n"
    assert (
        written(paragraph("See [1]."), paragraph("[1] The note."))
        == "See [1].\n\n[1] The note.\n"
    )


def test_notes_stand_at_the_end_each_behind_a_larger_gap() -> None:
    contents = Contents(
        [paragraph("a", Piece("", call=1))],
        {1: [paragraph("b"), paragraph("c")], 2: []},
    )
    assert taken_out(contents, ()).text == "a[^1]\n\n\n[^1]: b\n    c\n\n\n[^2]:\n"


@pytest.mark.parametrize(
    ("signs", "text"), [("", "[^1]"), ("– ", "– [^1]"), ("\n", "[^1]")]
)
def test_a_note_is_called_where_no_word_stands(signs: str, text: str) -> None:
    contents = Contents([paragraph(signs, Piece("", call=1))], {1: [paragraph("a")]})
    assert taken_out(contents, ()).text == f"{text}\n\n\n[^1]: a\n"


def test_a_long_heading_or_a_clause_is_none() -> None:
    assert written(paragraph("a " * 200, level=1)).startswith("a a")
    assert written(paragraph("the ports;", level=1)) == "the ports;\n"
    assert (
        written(paragraph("T", level=0), paragraph("We agree.", level=3))
        == "# T\n\n## We agree.\n"
    )


def test_the_paragraphs_of_cells_are_found_in_order() -> None:
    table = Table([[[paragraph("a")], [Table([[[paragraph("b")]]])]]])
    assert [each.text for each in flat([table, paragraph("c")])] == ["a", "b", "c"]


def test_a_title_is_looked_for_among_the_first_words() -> None:
    contents = Contents([paragraph("Statement of"), paragraph("the Ports")])
    assert printed_title("Statement of the PORTS", contents) == (
        "Statement of the PORTS",
        [],
    )
    assert printed_title("Template", contents)[0] == ""
    assert printed_title("", contents) == ("", [])


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("1. a", "1."),
        ("(iv) a", "(iv)"),
        ("• a", "•"),
        ("3.2.1 a", "3.2.1"),
        ("word a", ""),
        ("17 July", ""),
        ("1.a", ""),
        ("", ""),
    ],
)
def test_a_printed_label_is_known(text: str, label: str) -> None:
    assert begins_with_label(text) == label


@pytest.mark.parametrize(
    ("printed", "left"),
    [
        ("7) The lamps.", "The lamps."),
        ("[7]. The lamps.", "The lamps."),
        ("7 ]]> The lamps.", "]]> The lamps."),
    ],
)
def test_of_a_note_its_marker_goes_and_none_of_its_words(
    printed: str, left: str
) -> None:
    (note,) = flat(without_marker([Paragraph([Piece(printed)])], "7"))
    assert note.text == left
