"""The title that a file gives: among its properties, or in large letters on a title page."""

import pytest
from tests.drawn import Sheet, pdf

from communique import read
from communique.inputs.pdf import title_of
from communique.inputs.pdf.rows import Row, Segment

GAZETTE = [
    "GAZETTE OF THE ISLES",
    "CHAMBER OF PORTS",
    "12/24 Bill for the upkeep of all walls and",
    "quays of the isles",
    "Text.",
]
BILL = "12/24 Bill for the upkeep of all walls and quays of the isles"


def rows(*lines: tuple[float, float, str]) -> list[Row]:
    return [Row(y, size, [Segment(60, 400, text, size)]) for y, size, text in lines]


def gazette() -> list[Row]:
    return rows(*((780 - 20 * at, 10, text) for at, text in enumerate(GAZETTE)))


@pytest.mark.parametrize("named", [BILL, f"{BILL}.", BILL.upper()])
def test_what_the_properties_say_and_the_page_prints_is_the_title(named: str) -> None:
    assert title_of(gazette(), named, 10) == named


@pytest.mark.parametrize(
    "named", ["", "Microsoft Word - bill.docx", "(anonymous)", "12/24"]
)
def test_what_is_not_printed_is_none(named: str) -> None:
    assert title_of(gazette(), named, 10) == ""


def test_the_largest_letters_in_the_middle_of_a_title_page_are_the_title() -> None:
    page = rows(
        (800, 9, "isles.example"),
        (500, 28, "Constitution of the"),
        (465, 28, "Isles"),
        (60, 9, "Printed 2024"),
    )
    assert title_of(page, "", 10) == "Constitution of the Isles"


@pytest.mark.parametrize(
    "page",
    [
        rows(
            (800, 28, "MINISTRY OF PORTS"),
            (700, 10, "Declaration on harbours"),
            (60, 9, "Text"),
        ),  # a letterhead
        rows((800, 9, "x"), (500, 28, "Isles"), (60, 9, "y")),  # a few letters
        rows(
            (800, 9, "x"), (500, 14, "Constitution of the Isles"), (60, 9, "y")
        ),  # no larger than a heading
        rows(
            (800, 9, "x"),
            (500, 28, "Constitution"),
            (400, 9, "of"),
            (300, 28, "Isles"),
            (60, 9, "y"),
        ),  # in two places
        [],
    ],
)
def test_other_large_letters_are_none(page: list[Row]) -> None:
    assert title_of(page, "", 10) == ""


def test_the_lines_that_spell_it_are_the_title_of_the_record() -> None:
    sheet = Sheet().lines(
        60, 780, "\n\n".join(["\n".join(GAZETTE[:2]), "\n".join(GAZETTE[2:4])])
    )
    sheet.lines(
        60, 640, "1. The walls are kept up by the towns.\n\n2. The towns meet again."
    )
    data = pdf(sheet, trailer=f"/Info << /Title ({BILL}) >>")
    declaration = read(data).require()
    assert declaration.title is not None
    assert declaration.title.text == BILL.removeprefix(
        "12/24 "
    )  # a number stands by itself
