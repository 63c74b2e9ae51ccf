"""How wide a page is, whether its lines are wrapped, and where a unit can begin."""

import textwrap

import pytest
from tests.unit.detect.read import layout, lines, reading

from communique.detect.blocks import CLAMPS, clamps
from communique.detect.segments.layout import Measures, begins_date, measure

WRAPPED = "The ports of both shores met in the great hall of the\nelder town and spoke of lamps.\n\nThey will meet again.\n"
SPACED = WRAPPED.replace("\n\n", "\n").replace("\n", "\n\n")


@pytest.mark.parametrize(
    ("text", "gap", "wrapped"),
    [
        (WRAPPED, 0, "wrapped"),
        (SPACED, 1, "wrapped"),
        ("The ports met in Drumhaven.\n\nThey spoke of lamps and of nets.\n", 1, "single lines"),
        ("التقت موانئ الشاطئين في القاعة الكبرى للمدينة القديمة\nوتحدثت عن المصابيح.\n\nستجتمع مرة أخرى.\n", 0, "wrapped"),
        ("Die Häfen beider Ufer trafen sich im großen Saal der alten\nStadt und sprachen.\n\nSie danken.\n", 0, "wrapped"),
        ("Pristanišča obeh obal so se sestala v Meglenem zalivu dne\n12. julija in se razšla.\n\nKonec.\n", 0, "wrapped"),
        ("1. Lamps\n\n    a. north\n\n    b. south\n\n2. Nets\n", 1, "single lines"),
        ("Recalling the talks of the ports in the hall,\n\nhave agreed as follows:\n\n1. Lamps are lit.\n", 1, "single lines"),
    ],
)  # fmt: skip
def test_sentences_that_lines_break_show_that_they_are_wrapped(
    text: str, gap: int, wrapped: str
) -> None:
    measures = measure(lines(text))
    assert (measures.gap, measures.wrapped) == (gap, wrapped == "wrapped")


def test_nothing_has_no_measures() -> None:
    assert measure([]) == Measures(0, 0, False)


def test_lines_as_long_as_paragraphs_are_not_wrapped() -> None:
    assert not measure(
        lines(f"{'of the ports ' * 60}and\n{'of the isles ' * 60}\n")
    ).wrapped


@pytest.mark.parametrize(
    "text",
    [
        "12. julija 2023",
        "3 May 2024",
        "1er mai 2024",
        "12 juillet",
        "4. maja 2025",
        "2. září",
    ],
)
def test_a_day_and_a_month_are_a_date_in_any_language(text: str) -> None:
    assert begins_date(text)


@pytest.mark.parametrize(
    "text",
    [
        "1. Set by the town",
        "1. May they prosper",
        "12 ports",
        "julija 2023",
        "1. The ports",
        "2024",
        "",
    ],
)
def test_a_number_and_a_word_are_not(text: str) -> None:
    assert not begins_date(text)


# The text, the line, whether layout lets a unit begin there and whether it does so without a doubt.
BREAKS = [
    ("the ports of both shores that keep the lamps lit and the\nnets dry.\nx y", 1, "no"),
    ("the ports of both shores that keep the lamps lit and the\nnets dry.\nx y", 2, "strong"),
    ("the ports of both shores that keep the lamps lit and the\nnets\nx y", 2, "weak"),
    ("the ports of both shores that keep the lamps lit and the\nnets\n\nx y", 2, "strong"),
    ("   the ports of both shores that keep the lamps lit and the\n   isles of both shores that keep the nets dry and the\nx y", 2, "weak"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "line", "evidence"), BREAKS)
def test_a_unit_may_begin_after_an_end_a_gap_a_short_line_or_at_an_outdent(
    text: str, line: int, evidence: str
) -> None:
    found = layout(text)
    assert found.measures.wrapped
    assert (found.breaks(line), found.strong(line)) == (
        evidence != "no",
        evidence == "strong",
    )


def test_a_text_begins_with_a_unit() -> None:
    found = layout(WRAPPED)
    assert found.breaks(0)
    assert found.strong(0)
    assert found.finished(0)


def test_a_list_of_numbers_goes_on_after_a_comma_in_any_layout() -> None:
    made = layout(
        "Recalling its resolutions 53/72 of 4 December 1998,\n56/14 of 29 November 2001, and\n\n58/28 of 8 December 2003,\n"
    )
    assert [made.surely_goes_on(line) for line in (1, 2)] == [True, False]


@pytest.mark.parametrize(("more", "why"), [(1, None), (2, "indent")])
def test_a_line_further_in_than_a_hanging_indent_begins_a_unit_from_two_columns_on(
    more: int, why: str | None
) -> None:
    made = layout(
        "The ports of the isles met for three days in the old town hall,\n   and were met there by the wardens of the lights, who showed the\n"
        "   way to the harbour and back again in the dark of a long night.\n"
        f"{' ' * (3 + more)}We then met the wardens of the lamps of the isles and the towns,\n   whose ships had been lost in the storms.\n"
    )
    assert made.begins_unit(3, 0, 3) == why


FULL = (
    "The wardens of the lights met in the harbour for three days and counted\n"
    "the lamps of the isles, and they found that two of them were now out.\n"
    "The towns of the coast will have them lit again before the winter and\n"
    "before the storms.\n"
)


@pytest.mark.parametrize(("between", "keeps"), [("\n", True), ("", False)])
def test_a_sentence_ends_no_block_with_a_full_line_where_empty_lines_part_blocks(
    between: str, *, keeps: bool
) -> None:
    text = between.join([FULL, FULL, FULL])
    made = layout(text)
    assert made.measures == Measures(71, 0, True, parted=keeps, limit=71)
    assert [made.keeps_on(line) for line in (1, 2, 3, 4)] == [
        False,
        keeps,
        False,
        False,
    ]
    assert [clamps(reading(text).atoms).get(at) == CLAMPS["join"] for at in (1, 2)] == [
        keeps,
        False,
    ]


def test_words_below_a_label_go_on_behind_a_sentence_where_empty_lines_part_blocks() -> (
    None
):
    item = "".join(f"  {line}\n" for line in FULL.splitlines()).replace("  ", "- ", 1)
    found = reading(
        "\n".join(
            [
                FULL,
                FULL,
                FULL,
                "The towns will:\n",
                item.replace("counted", "left."),
                item,
            ]
        )
    )
    assert [atom.kept for atom in found.atoms[-4:]] == [True, True, False, True]


def test_the_length_at_which_a_program_wrapped_lines_tells_exactly_what_had_room() -> (
    None
):
    words = " ".join(
        f"{word} lamps of the isles and towns"
        for word in ("old", "new", "white", "harbour", "common", "last")
    )
    text = textwrap.fill(f"The wardens count the {words * 3} and the nets.", 60)
    found = layout(text + "\n")
    assert found.measures.limit == max(map(len, text.splitlines()))
    assert not any(found.room(line) for line in range(1, len(text.splitlines())))
    ragged = "\n".join(
        line[: 40 + 3 * (at % 5)] + "x" * (at % 3)
        for at, line in enumerate(text.splitlines())
    )
    assert layout(ragged + "\n").measures.limit == 0


CLAUSES = (
    "{}oting the wardens of the lights,\n{}ecalling that the towns of the coast had them lit for all of the long winter,\n"
    "{}tressing that the isles met in the harbour for days,\n"
)


def test_clauses_in_small_letters_begin_below_a_full_line_too() -> None:
    text = CLAUSES.format("n", "r", "s")
    made = layout(text, leads=("noting", "recalling", "stressing"))
    assert made.begins_unit(2, 0, None) == "led"
    assert (
        layout(
            CLAUSES.format("N", "R", "S"), leads=("noting", "recalling", "stressing")
        ).begins_unit(2, 0, None)
        == "clause"
    )
