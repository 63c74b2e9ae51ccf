"""The characters of a page are all in the text, or that is said."""

import pytest
from tests.drawn import Sheet, pdf

from communique.core.source import Limits, Source
from communique.inputs import pdf as reader
from communique.inputs.pdf.account import lost_by_page, size_of
from communique.inputs.pdf.printing import Page, Printed, TextLine
from communique.inputs.pdf.rows import RowsFound, rows_of

WORDS = "The towns of both shores met at Drumhaven"


def page(given: str) -> Page:
    return Page([], given=size_of(given))


def made(number: int, *lines: str) -> Printed:
    return Printed([TextLine(line, page=number) for line in lines])


def test_blanks_and_what_tables_are_printed_with_are_not_counted() -> None:
    assert size_of("| a b | c\\|d |\n| --- | --- |") == size_of("abc|d") == 4


def test_pages_that_lack_characters_are_named_with_how_many() -> None:
    pages = [page("abc def"), page("ghi")]
    assert lost_by_page(pages, [made(1, "abc", "def"), made(2, "ghi")], []) == []
    assert lost_by_page(pages, [made(1, "abc", "d"), made(2, "ghi")], []) == [(1, 2)]


def test_a_row_that_is_printed_on_the_page_before_is_not_lost() -> None:
    before = made(1, "abc")
    before.lines.append(TextLine("ghi", page=2))
    assert lost_by_page([page("abc"), page("ghi")], [before, Printed()], []) == []


def test_the_head_of_a_table_that_is_left_out_is_not_lost() -> None:
    assert (
        lost_by_page(
            [page("abc"), page("abc d")], [made(1, "abc"), made(2, "d")], [["abc"]]
        )
        == []
    )


def test_words_that_the_reader_drops_are_a_finding(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def forgetful(*given: object, **options: object) -> RowsFound:
        found = rows_of(*given, **options)  # type: ignore[arg-type]
        del found.rows[1:]
        return found

    monkeypatch.setattr(reader, "rows_of", forgetful)
    data = pdf(Sheet().put(60, 700, WORDS).put(60, 600, "Ana Diaz"))
    found = reader.extract(Source("drawn.pdf", data), Limits())
    (finding,) = found.findings
    assert finding.code.code == "INP036"
    assert str(finding.message) == "7 characters of page 1 are not in the text"


@pytest.mark.parametrize(
    ("first", "second", "wanted"),
    [
        ("North Port", "South Quay", ["North Port", "South Quay"]),
        ("North Port", "North Part", ["North Port", "Part"]),
        ("North Port", "North Port", ["North Port"]),
        ("Name: ________", "      Ana Diaz", ["Name: ________", "Ana Diaz"]),
    ],
)
def test_words_at_one_place_are_words_apart_unless_they_are_the_same(
    first: str, second: str, wanted: list[str]
) -> None:
    indent = len(second) - len(second.lstrip())
    sheet = Sheet().put(60, 700, WORDS).put(60, 600, first)
    sheet.put(60.3 + 6 * indent, 600, second.strip())
    found = reader.extract(Source("drawn.pdf", pdf(sheet)), Limits())
    lines = [line.strip() for line in found.text.split("\n") if line.strip()]
    assert lines == [WORDS, *wanted]
    assert found.findings == ()


def test_a_bar_in_a_cell_of_a_table_is_written_as_markdown_has_it() -> None:
    sheet = (
        Sheet()
        .lines(60, 760, WORDS)
        .grid(60, 700, [100, 100], [["Port", "1"], ["Quay", "|"]])
    )
    text = reader.extract(Source("drawn.pdf", pdf(sheet)), Limits()).text
    assert text.rstrip().endswith("| Quay | \\| |")
