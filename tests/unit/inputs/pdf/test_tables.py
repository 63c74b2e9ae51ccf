"""What is a table on a page, and what only looks like one."""

import pytest
from tests.drawn import Sheet, pdf
from tests.unit.inputs.pdf.test_reader import FULL, LEFT, RIGHT, codes, taken, text_of

from communique import read
from communique.model import Paragraph, Table

PORTS = [
    ["Port", "Lamps", "Keeper"],
    ["North", "14", "the towns"],
    ["South", "9", "the islands"],
]
PRINTED = """| Port | Lamps | Keeper |
| --- | --- | --- |
| North | 14 | the towns |
| South | 9 | the islands |
"""
WIDTHS = [120, 60, 150]
WRAPPED = [
    ["Measure", "Lead"],
    ["Raise the wall along the\nnorthern quay", "Ministry"],
    ["Light the buoys", "Harbour\nmasters"],
]
LONG = f"{RIGHT}\n{RIGHT}"


def table_in(*sheets: Sheet) -> str:
    lines = text_of(*sheets).splitlines(keepends=True)
    return "".join(line for line in lines if line.startswith("|"))


def test_lines_around_cells_show_a_table_and_text_goes_on_below_it() -> None:
    sheet = (
        Sheet().lines(60, 760, FULL).grid(60, 700, WIDTHS, PORTS).lines(60, 600, FULL)
    )
    assert table_in(sheet) == PRINTED


def test_the_record_has_the_table_in_the_paragraph_before_it() -> None:
    sheet = Sheet().lines(
        60, 760, "Declaration on harbours\n\n1. The towns agree on these numbers:\n"
    )
    sheet.grid(60, 690, WIDTHS, PORTS).lines(
        60, 600, "2. They will meet again before the next season begins."
    )
    first, second = read(pdf(sheet)).require().body
    assert isinstance(first, Paragraph)
    assert isinstance(second, Paragraph)
    _, table = first.content
    assert isinstance(table, Table)
    assert [[cell.content[0].text for cell in row.cells] for row in table.rows] == PORTS
    assert [cell.header for row in table.rows for cell in row.cells] == [True] * 3 + [
        False
    ] * 6
    assert second.num == "2."


def test_a_wrapped_cell_is_one_cell() -> None:
    expected = """| Measure | Lead |
| --- | --- |
| Raise the wall along the northern quay | Ministry |
| Light the buoys | Harbour masters |
"""
    assert table_in(Sheet().grid(60, 700, [180, 100], WRAPPED)) == expected
    level = Sheet().cells(60, 700, [180, 100], WRAPPED)
    for y in (711, 695, 667, 639):
        level.rule(57, y, 337, y)
    assert table_in(level) == expected


def test_words_on_both_sides_of_a_line_are_two_cells_however_near() -> None:
    rows = [["Port", "Lamps"], ["Northernmost", "fourteen"], ["South", "nine"]]
    assert "| Northernmost | fourteen |" in table_in(
        Sheet().grid(60, 700, [76, 76], rows)
    )


def test_a_cell_over_several_rows_stands_in_the_first() -> None:
    sheet = Sheet().cells(
        60, 700, [80, 80], [["", "walls"], ["North", "lamps"], ["", "buoys"]]
    )
    for x in (57, 137, 217):
        sheet.rule(x, 711, x, 663)
    sheet.rule(57, 711, 217, 711).rule(57, 663, 217, 663).rule(137, 695, 217, 695).rule(
        137, 679, 217, 679
    )
    assert (
        table_in(sheet)
        == "| North | walls |\n| --- | --- |\n|  | lamps |\n|  | buoys |\n"
    )


def test_shaded_rows_show_a_table_and_so_do_lines_above_and_below_it() -> None:
    shaded = Sheet()
    for y in (696, 664):
        shaded.shade(57, y, 330, 16)
    rows = [
        ["Port", "Keeper"],
        ["North", "the towns"],
        ["South", "the islands"],
        ["East", "nobody"],
    ]
    expected = "| Port | Keeper |\n| --- | --- |\n| North | the towns |\n| South | the islands |\n| East | nobody |\n"
    assert table_in(shaded.cells(60, 700, [120, 150], rows)) == expected
    ruled = Sheet().cells(60, 700, [120, 150], rows)
    for y in (711, 695, 646):
        ruled.rule(57, y, 330, y)
    assert table_in(ruled) == expected


def test_the_shade_of_one_cell_begins_no_row() -> None:
    rows = [
        ["", "Lamps", "Keeper"],
        ["", "red\nand\nblue", "all\nthe\ntowns"],
        ["", "two\nof\nthem", "all\nthe\nisles"],
    ]
    sheet = Sheet().grid(60, 700, WIDTHS, rows).lines(60, 700, "Port")
    for y, port in ((672, "North"), (632, "South")):
        sheet.shade(62, y - 2, 100, 12).lines(60, y, port)
    expected = "| Port | Lamps | Keeper |\n| --- | --- | --- |\n"
    assert (
        table_in(sheet)
        == f"{expected}| North | red and blue | all the towns |\n| South | two of them | all the isles |\n"
    )


def test_a_shaded_head_shows_the_table_below_it_but_an_imprint_is_none() -> None:
    head = Sheet().shade(57, 696, 330, 16).cells(60, 700, WIDTHS, PORTS)
    assert table_in(head) == PRINTED
    imprint = Sheet().lines(60, 700, FULL).shade(57, 30, 500, 40)
    for x, y, text in (
        (60, 56, "isles.example"),
        (440, 56, "12 Quay Street"),
        (250, 46, "CHAMBER"),
        (60, 36, "D.L. 7"),
    ):
        imprint.put(x, y, text)
    assert table_in(imprint.put(440, 36, "Tel. 91 390 60 00")) == ""


def test_a_table_over_two_pages_is_one_and_has_its_head_once() -> None:
    rows = [[f"Port {number}", str(number), "the towns"] for number in range(40)]
    one = Sheet().lines(60, 800, FULL).grid(60, 740, WIDTHS, [PORTS[0], *rows[:20]])
    two = Sheet().grid(60, 800, WIDTHS, [PORTS[0], *rows[20:]]).lines(60, 300, FULL)
    found = taken(pdf(one, two))
    table = [line for line in found.text.splitlines() if line.startswith("|")]
    assert table == [
        "| Port | Lamps | Keeper |",
        "| --- | --- | --- |",
        *(f"| {' | '.join(row)} |" for row in rows),
    ]
    assert codes(found) == ["set-aside"]
    assert found.findings[0].quote == "Port Lamps Keeper"


def test_a_row_over_two_pages_is_one() -> None:
    one = Sheet().grid(
        60, 740, [120, 200], [["Port", "Keeper"], ["North", "the towns of the"]]
    )
    two = Sheet().grid(
        60, 800, [120, 200], [["", "northern shore"], ["South", "the islands"]]
    )
    assert "| North | the towns of the northern shore |" in table_in(one, two)


def test_a_table_in_a_column_stays_there() -> None:
    sheet = Sheet().lines(60, 740, f"{LEFT}\n{LEFT}").lines(310, 740, RIGHT)
    sheet.grid(
        313, 660, [80, 60], [["Port", "Lamps"], ["North", "14"], ["South", "9"]]
    ).lines(310, 600, RIGHT)
    found = text_of(sheet)
    assert (
        found.index("before the next season")
        < found.index("| North | 14 |")
        < found.rindex("water for nearly")
    )


def test_a_head_of_figures_is_a_row_below_an_empty_head_but_years_are_a_head() -> None:
    assert table_in(
        Sheet().grid(60, 700, [80, 60], [["North", "14"], ["South", "9"]])
    ).startswith("|  |  |\n")
    assert table_in(
        Sheet().grid(60, 700, [80, 60], [["Port", "2019"], ["South", "9"]])
    ).startswith("| Port | 2019 |\n")


def test_a_pipe_in_a_cell_is_a_word() -> None:
    sheet = Sheet().lines(60, 760, "Declaration on harbours\n\nThe towns agree.")
    sheet.grid(60, 700, [80, 60], [["Port", "Sign"], ["North", "a|b"]])
    (paragraph,) = read(pdf(sheet)).require().body
    assert isinstance(paragraph, Paragraph)
    (table,) = (block for block in paragraph.content if isinstance(block, Table))
    assert table.rows[1].cells[1].content[0].text == "a|b"


NO_TABLES = {
    "signatures": Sheet().lines(60, 740, FULL).cells(
        60, 690, [200, 200],
        [["For Norland", "For Suland"], ["(signed)", "(signed)"], ["Anna Berg", "Otto Klein"], ["12 May", "14 May"]],
    ),
    "contents": Sheet().cells(
        60, 740, [300, 40], [[f"Chapter {number} of the harbours", str(7 * number)] for number in range(1, 9)]
    ),
    "contents in three columns": Sheet().cells(
        60, 740, [80, 260, 40], [[f"Annex {number}", "of the harbours", str(7 * number)] for number in range(1, 9)]
    ),
    "contents with dots": Sheet().grid(
        60, 740, [300, 40], [[f"Chapter {number} " + ". " * 9, str(9 - number)] for number in range(1, 9)]
    ),
    "fields of a cover": Sheet().grid(
        60, 740, [100, 250], [["From:", "The Secretariat"], ["To:", "Delegations"], ["Subject:", "Harbours 2024"]]
    ),
    "labels": Sheet().grid(60, 740, [40, 300], [["(a)", "the ports;"], ["(b)", "the lamps;"], ["(c)", "the buoys."]]),
    "a box": Sheet().lines(60, 740, LEFT).rule(50, 755, 350, 755).rule(50, 680, 350, 680)
    .rule(50, 755, 50, 680).rule(350, 755, 350, 680),
    "languages": Sheet().grid(60, 740, [230, 230], [["English", "Nynorsk"], [LEFT, RIGHT], [LONG, LONG]]),
    "columns": Sheet().lines(60, 740, LONG).lines(310, 740, LONG).rule(300, 760, 300, 500),
}  # fmt: skip


@pytest.mark.parametrize("what", NO_TABLES)
def test_what_only_looks_like_a_table_is_none(what: str) -> None:
    assert table_in(NO_TABLES[what]) == ""


def test_columns_that_a_line_parts_are_read_to_their_ends() -> None:
    left = f"{LEFT}\n\n\n\n{RIGHT}"
    sheet = Sheet().grid(60, 740, [240, 240], [["Law", "Bill"], [left, LEFT]])
    assert text_of(sheet).split() == f"Law {left} Bill {LEFT}".split()


def test_a_chart_of_a_thousand_lines_holds_no_table() -> None:
    sheet = Sheet().lines(60, 760, FULL).grid(60, 700, WIDTHS, PORTS)
    for number in range(1000):
        sheet.rule(
            60 + number % 7 * 50,
            10 + number * 0.5,
            90 + number % 7 * 50,
            10 + number * 0.5,
        )
    assert table_in(sheet) == ""
