"""The order in which the rows of a page are read."""

from communique.inputs.pdf.columns import leading_of, parts_of
from communique.inputs.pdf.rows import Row, Segment

WORDS = "and the towns of both shores met again"


def row(y: float, *cells: tuple[float, str], size: float = 10) -> Row:
    return Row(
        y,
        size,
        [Segment(x, x + 0.5 * size * len(text), text, size) for x, text in cells],
    )


def read(rows: list[Row], *, leftward: bool = False) -> list[list[str]]:
    return [
        [each.text for each in part.rows]
        for part in parts_of(rows, 10, leftward=leftward)
    ]


def beside(left: str, right: str, n: int = 6) -> list[Row]:
    return [
        row(700 - 12 * at, (50, f"{left} {WORDS}"), (300, f"{right} {WORDS}"))
        for at in range(n)
    ]


def test_two_columns_are_read_in_turn_from_the_side_where_words_begin() -> None:
    first, second = read(beside("l", "r"))
    assert (first[0][0], second[0][0]) == ("l", "r")
    first, second = read(beside("l", "r"), leftward=True)
    assert (first[0][0], second[0][0]) == ("r", "l")


def test_three_columns_are_read_in_turn() -> None:
    rows = [
        row(700 - 12 * at, (30, f"a{WORDS}"), (240, f"b{WORDS}"), (450, f"c{WORDS}"))
        for at in range(6)
    ]
    assert [part[0][0] for part in read(rows)] == ["a", "b", "c"]


def test_what_stands_above_and_below_columns_across_both_stays_there() -> None:
    across = WORDS * 2
    rows = [row(724, (50, across)), *beside("l", "r"), row(616, (50, across))]
    assert [part[0][0] for part in read(rows)] == ["a", "l", "r", "a"]


def test_three_rows_and_rows_of_figures_are_no_columns() -> None:
    assert len(read(beside("l", "r", 3))) == 1
    assert (
        len(
            read(
                [row(700 - 12 * at, (50, WORDS), (300, f"{at} 000")) for at in range(8)]
            )
        )
        == 1
    )


def test_a_column_that_is_longer_ends_before_the_other_begins() -> None:
    rows = [*beside("l", "r"), row(628, (50, f"l {WORDS}")), row(616, (50, "the end"))]
    first, second = read(rows)
    assert first[-1] == "the end"
    assert len(second) == 6


def test_heads_and_feet_are_no_part_of_columns() -> None:
    rows = [
        row(780, (50, "HL 7"), (480, "EN")),
        *beside("l", "r"),
        row(60, (50, "HL 7"), (480, "4")),
    ]
    assert read(rows)[0][0] == "HL 7 EN"
    assert read(rows)[-1] == ["HL 7 4"]


def test_smaller_words_beside_the_text_are_notes_in_its_margin() -> None:
    rows = [row(700 - 12 * at, (200, f"l {WORDS}")) for at in range(6)]
    rows[2].segments.insert(0, Segment(50, 90, "Storms", 7))
    *_, last = parts_of(rows, 10, leftward=False)
    assert (last.margin, last.rows[0].text) == (True, "Storms")


def test_the_usual_distance_of_lines_is_that_of_most_words() -> None:
    small = [row(200 - 9 * at, (50, "a"), size=8) for at in range(9)]
    assert (
        leading_of([*(row(700 - 20 * at, (50, WORDS)) for at in range(5)), *small])
        == 20
    )
    assert leading_of([row(700, (50, WORDS))]) == 12
