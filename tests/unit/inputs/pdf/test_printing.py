"""Rows as lines of text."""

from tests.unit.inputs.pdf.test_columns import WORDS, row

from communique.inputs.pdf.printing import (
    Page,
    TextLine,
    begins_right,
    outer_margins,
    printed,
    usual_size,
)
from communique.inputs.pdf.rows import Row
from communique.inputs.pdf.strokes import Stroke


def texts(lines: list[TextLine]) -> list[str]:
    return [line.text for line in lines]


def lines(*rows: Row, leftward: bool = False) -> list[str]:
    return texts(
        printed(Page(list(rows), leftward=leftward, from_right=leftward), 10).lines
    )


def test_a_gap_is_as_many_blanks_as_characters_would_fill_it_and_two_at_least() -> None:
    assert lines(row(700, (50, "1."), (80, "words"))) == ["1.    words"]
    assert lines(row(700, (50, "1."), (61, "words"))) == ["1.  words"]


def test_an_indent_of_one_blank_would_begin_a_page_and_is_none() -> None:
    assert lines(
        row(700, (50, WORDS)), row(688, (55, WORDS)), row(676, (60, WORDS))
    ) == [
        WORDS,
        WORDS,
        f"  {WORDS}",
    ]


def test_room_is_an_empty_line_and_much_room_is_no_more_than_four() -> None:
    rows = [row(y, (50, WORDS)) for y in (700, 688, 676, 656, 644, 300, 288, 276, 264)]
    assert lines(*rows) == [
        WORDS,
        WORDS,
        WORDS,
        "",
        WORDS,
        WORDS,
        "",
        "",
        "",
        "",
        *[WORDS] * 4,
    ]


def test_indents_are_counted_from_the_right_where_lines_begin_there() -> None:
    right = [
        row(700 - 12 * at, (300 - 5 * len(WORDS) - 30 * (at == 2), WORDS))
        for at in range(4)
    ]
    left = [row(700 - 12 * at, (50, WORDS[: 10 + at])) for at in range(4)]
    assert [
        begins_right(rows)
        for rows in (right[:2], [*right, row(600, (280, "last"))], left)
    ] == [False, True, False]
    assert [
        len(line) - len(line.lstrip()) for line in lines(*right, leftward=True)
    ] == [0, 0, 6, 0]


def test_the_size_of_a_document_is_that_of_most_characters() -> None:
    assert (
        usual_size(
            [
                Page(
                    [
                        row(700, (50, WORDS)),
                        row(600, (50, "a"), size=30),
                        row(500, (50, "b"), size=30),
                    ]
                )
            ]
        )
        == 10
    )
    assert usual_size([]) == 10


def test_notes_of_the_size_of_the_text_stand_below_a_short_rule() -> None:
    text = [row(700 - 12 * at, (50, f"{WORDS}¹")) for at in range(6)]
    notes = [
        row(600, (50, "¹ Report of")),
        row(588, (50, "11 May 2020")),
        row(576, (50, "2019.")),
    ]
    rule, underline = Stroke(612, 50, 130), Stroke(612, 50, 250)
    made = printed(Page([*text, *notes], rules=[rule]), 10)
    assert texts(made.notes) == [
        "¹ Report of 11",
        "May 2020 2019.",
    ]  # no line but a note's first begins with a number
    assert printed(Page([*text, *notes], rules=[underline]), 10).notes == []


def test_the_next_note_begins_though_its_number_is_not_raised() -> None:
    text = [row(700 - 12 * at, (50, f"{WORDS}¹")) for at in range(6)]
    notes = [
        row(600, (50, "¹ Report.")),
        row(588, (50, "2 The same.")),
        row(576, (50, "³ Of 11")),
    ]
    assert (
        len(printed(Page([*text, *notes], rules=[Stroke(612, 50, 130)]), 10).notes) == 3
    )


def test_what_stands_below_a_note_of_a_quotation_is_text_where_tags_say_so() -> None:
    def tagged(y: float, words: str, tag: int) -> Row:
        made = row(y, (50, words))
        made.segments[0].tag = tag
        return made

    rows = [
        tagged(700, "‘Words*", 1),
        tagged(688, "________", 2),
        tagged(676, "* Of May.’;", 3),
        tagged(664, "(2) More", 4),
    ]
    tags = {tag: (tag, "") for tag in (1, 2, 3, 4)}
    made = printed(Page(rows, tags=tags), 10)
    assert (texts(made.lines), texts(made.notes)) == (
        ["‘Words*", "", "", "(2) More"],
        ["________", "* Of May.’;"],
    )
    assert printed(Page(rows, tags={1: (1, "")}), 10).notes == []


def test_what_no_tag_says_to_be_text_at_the_end_of_a_page_is_its_foot() -> None:
    rows = [row(700 - 12 * at, (50, WORDS)) for at in range(3)]
    for each in rows[:2]:
        each.segments[0].tag = 1
    made = printed(Page(rows, tags={1: (1, "")}), 10)
    assert (texts(made.lines), texts(made.foot)) == ([WORDS, WORDS], [WORDS])


def test_a_page_whose_lines_all_stand_in_is_printed_as_far_in_as_others_show() -> None:
    label = [
        row(700 - 12 * at, (50, "(1)"), (80, WORDS))
        if at % 3 == 0
        else row(700 - 12 * at, (80, WORDS))
        for at in range(9)
    ]
    inner = [row(700 - 12 * at, (80, WORDS)) for at in range(3)]
    pages = [Page(label), Page(inner)]
    assert texts(printed(pages[1], 10).lines) == [WORDS] * 3
    assert all(
        line.text.startswith("   ")
        for line in printed(pages[1], 10, outer_margins(pages, 5)).lines
    )


def test_the_foot_of_a_page_below_its_notes_ends_none_of_them() -> None:
    text = [row(700 - 12 * at, (50, f"{WORDS}¹")) for at in range(6)]
    notes = [
        row(600, (50, "¹ Report of"), size=8),
        row(590, (50, "11 lamps."), size=8),
        row(560, (50, "1079/22 ab"), size=8),
    ]
    made = printed(Page([*text, *notes], rules=[Stroke(612, 50, 130)]), 10)
    assert texts(made.notes) == ["¹ Report of 11", "lamps.", "", "", "1079/22 ab"]


def test_each_line_has_the_box_of_its_row_in_points() -> None:
    words = row(700, (50, "1."), (80, "words"))
    [line] = printed(Page([words]), 10).lines
    assert line.box == (50, 698, words.x1, 708)


def test_words_at_an_angle_have_no_box() -> None:
    turned = printed(
        Page([row(700, (50, "words"))], [row(600, (50, "Stamp"))]), 10
    ).turned
    assert [line.box for line in turned] == [None]
    across = printed(Page([row(700, (50, "words"))], upright=False), 10).lines
    assert [line.box for line in across] == [None]
