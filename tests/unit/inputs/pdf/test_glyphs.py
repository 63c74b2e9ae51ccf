"""Characters as the library gives them."""

import pypdfium2
import pytest
from tests.drawn import Sheet, pdf

from communique.inputs.pdf.glyphs import MIRRORED, Glyph, glyphs_of, lacking


def drawn(sheet: Sheet) -> list[list[Glyph]]:
    return [group for _, group in directed(sheet)]


def directed(sheet: Sheet) -> list[tuple[int, list[Glyph]]]:
    document = pypdfium2.PdfDocument(pdf(sheet))
    page = document[0]
    characters = page.get_textpage()
    try:
        return glyphs_of(characters)
    finally:
        characters.close()
        page.close()
        document.close()


def test_a_character_has_its_place_its_size_and_the_blank_before_it() -> None:
    ((first, second),) = drawn(Sheet().put(60, 700, "a b", 20))
    assert (first.char, first.spaced, second.char, second.spaced) == (
        "a",
        False,
        "b",
        True,
    )
    assert (round(first.x0), round(second.x0), round(first.y), round(first.size)) == (
        60,
        84,
        700,
        20,
    )


def test_the_size_is_what_is_seen_whatever_it_is_made_of() -> None:
    ((glyph,),) = drawn(Sheet().put(60, 700, "a", 1, matrix="12 0 0 12"))
    assert round(glyph.size) == 12


def test_angles_are_apart_the_fullest_first_and_each_runs_level() -> None:
    up, level = drawn(
        Sheet().put(60, 700, "ab").put(50, 100, "upwards", matrix="0 1 -1 0")
    )
    assert "".join(glyph.char for glyph in up) == "upwards"
    assert "".join(glyph.char for glyph in level) == "ab"
    assert [round(glyph.y) for glyph in up] == [-50] * 7
    assert [glyph.x0 for glyph in up] == sorted(glyph.x0 for glyph in up)


def test_a_slant_of_a_few_degrees_is_none_and_a_watermark_is_one() -> None:
    assert (
        len(
            drawn(
                Sheet().put(60, 700, "ab").put(60, 600, "cd", matrix="1 0.01 -0.01 1")
            )
        )
        == 1
    )
    assert (
        len(
            drawn(
                Sheet().put(60, 700, "ab").put(60, 600, "cd", matrix="0.7 0.7 -0.7 0.7")
            )
        )
        == 2
    )


def test_characters_that_say_no_letter_are_counted() -> None:
    assert lacking("a\ufffd\ue001\U000f0001é") == 3


@pytest.mark.parametrize(
    ("size", "matrix", "angle"),
    [
        (-12, "-1 0 0 -1", 0),
        (-12, "1 0 0 1", 180),
        (-12, "1 0 0 -1", MIRRORED),
        (12, "-1 0 0 1", MIRRORED),
        (12, "-1 0 0 -1", 180),
        (12, "1 0 0 -1", 0),
        (-12, "0 -1 1 0", 90),
    ],
)
def test_the_sign_of_the_size_and_the_matrix_say_together_where_words_run(
    size: float, matrix: str, angle: int
) -> None:
    ((found, glyphs),) = directed(Sheet().put(300, 400, "Port", size, matrix))
    assert found == angle
    assert (
        "".join(glyph.char for glyph in sorted(glyphs, key=lambda each: each.x0))
        == "Port"
    )
    assert {round(glyph.size) for glyph in glyphs} == {12}
