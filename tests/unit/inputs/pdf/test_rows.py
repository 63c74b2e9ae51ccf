"""Characters become words and lines by where they stand."""

from tests.drawn import WIDTH, Sheet
from tests.unit.inputs.pdf.test_reader import text_of

from communique.inputs.pdf.glyphs import Glyph
from communique.inputs.pdf.rows import rows_of


def glyphs(
    text: str, x: float = 50, y: float = 500, size: float = 10, step: float = 6
) -> list[Glyph]:
    """Characters side by side; a blank is room and nothing else."""
    return [
        Glyph(char, x + at * step, x + (at + 1) * step, y, size, at, spaced=False)
        for at, char in enumerate(text)
        if char != " "
    ]


def words(drawn: list[Glyph], *, leftward: bool = False) -> list[str]:
    return [row.text for row in rows_of(drawn, leftward=leftward).rows]


def test_words_part_where_there_is_room_in_whatever_order_they_are_drawn() -> None:
    drawn = glyphs("two words")
    assert words(drawn) == ["two words"]
    assert words(drawn[::-1]) == ["two words"]


def test_letters_that_are_spaced_out_are_one_word() -> None:
    spaced = [
        Glyph(char, 50 + 9 * at, 56 + 9 * at, 500, 10, at, spaced=False)
        for at, char in enumerate("TREATY")
    ]
    assert words(spaced) == ["TREATY"]


def test_what_is_printed_twice_to_look_bold_is_read_once() -> None:
    assert words([*glyphs("bold"), *glyphs("bold", x=50.4)]) == ["bold"]


def test_figures_above_and_below_their_line_are_written_as_such() -> None:
    low = (
        Sheet()
        .put(60, 700, "CO")
        .put(60 + 20 * WIDTH, 698, "2", 6)
        .put(75.6, 700, " and 40 m")
        .put(129.6, 703.5, "2", 6)
    )
    assert text_of(low) == "CO₂ and 40 m²\n"
    assert (
        text_of(Sheet().line(60, 700, "signed in 1999¹², in"))
        == "signed in 1999¹², in\n"
    )


def test_a_raised_figure_in_brackets_stays_in_them_and_raised_letters_stay_letters() -> (
    None
):
    sheet = (
        Sheet()
        .put(60, 700, "treaty (")
        .put(108, 703.5, "1", 6)
        .put(111.6, 700, ") of the 1")
        .put(171.6, 703.5, "st", 6)
    )
    assert text_of(sheet) == "treaty (1) of the 1st\n"


def test_the_mark_of_a_note_stands_before_its_words_however_far_they_stand_in() -> None:
    assert text_of(Sheet().put(60, 703, "12", 5).put(90, 700, "A note", 8)).split() == [
        "¹²",
        "A",
        "note",
    ]


def test_a_smaller_line_close_above_another_is_a_line() -> None:
    assert text_of(
        Sheet().put(60, 706, "Small words of their own", 6).put(60, 700, "Large")
    ).split("\n")[0] == ("Small words of their own")


def test_ligatures_and_signs_of_lists_are_what_they_stand_for() -> None:
    assert words(glyphs("\uf0b7 eﬃcient ﬁsh")) == ["• efficient fish"]


def test_marks_stand_behind_the_letter_that_they_stand_over() -> None:
    assert words(
        [*glyphs("cafe"), Glyph("\u0301", 69, 73, 500, 10, 9, spaced=False)]
    ) == ["cafe\u0301"]


def test_a_mark_that_is_half_of_its_letter_stands_behind_it_and_parts_no_words() -> (
    None
):
    places = [
        ("ن", 54.3, 61.9),
        ("ا", 62.1, 65.0),
        ("\u0651", 64.7, 68.6),
        ("م", 68.6, 72.5),
        ("ع", 72.2, 78.8),
    ]
    drawn = [
        Glyph(char, x0, x1, 500, 13, order, spaced=False)
        for order, (char, x0, x1) in enumerate(places)
    ]
    assert words(drawn) == ["عم\u0651ان"]
