"""Tables as CSV."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.samples import block, declaration, numbered

from communique.formats import format_named
from communique.formats.csv import (
    guarded,
    rows_of,
    tables_of,
    unguarded,
    write,
    write_files,
)
from communique.formats.csv.catalog import PARAGRAPHS, TABLES, Value
from communique.model import Declaration
from communique.testing import declarations


def cells(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline="")))


def plain(value: Value) -> str:
    return (
        ""
        if value is None
        else " ".join(value)
        if isinstance(value, tuple)
        else str(value)
    )


@given(declarations())
def test_what_is_written_is_read_back_cell_by_cell(made: Declaration) -> None:
    """No cell begins as a formula does, and no line ends with CR."""
    rows = rows_of(made)
    files = write_files(made)
    assert list(files) == [f"{table.name}.csv" for table in TABLES]
    for table in TABLES:
        text = files[f"{table.name}.csv"]
        header, *found = cells(text)
        assert header == list(table.header())
        wanted = [[plain(row[name]) for name in header] for row in rows[table.name]]
        assert [[unguarded(cell) for cell in row] for row in found] == wanted
        assert "\r" not in text
        assert text.endswith("\n")
        assert not any(
            cell[:1] in tuple("=+-@\t\n＝＋－＠")
            for row in (header, *found)
            for cell in row
            if cell
        )


@pytest.mark.parametrize(
    "words",
    ["=1+1", "+386 1", "-1", "@SUM(A1)", "\tx", "\rx", "\nx", "＝1", "'=1", "''=1"],
)
def test_a_formula_is_guarded_and_the_words_are_had_back(words: str) -> None:
    assert guarded(words) == f"'{words}"
    assert unguarded(guarded(words)) == words


@pytest.mark.parametrize("words", ["", "words", "'tis", "– one", "1 = 1", " =1", "''"])
def test_what_is_no_formula_is_left_as_it_is(words: str) -> None:
    assert guarded(words) == unguarded(words) == words


@given(st.text(alphabet="'=+-@ab\t\n"))
def test_whatever_is_guarded_is_had_back(words: str) -> None:
    assert unguarded(guarded(words)) == words
    assert guarded(words)[:1] not in tuple("=+-@\t\n")


def test_the_format_is_the_table_of_paragraphs_and_the_files_are_all_tables() -> None:
    made = declaration()
    known = format_named("csv")
    assert (
        known.write(made) == write(made) == write_files(made)[f"{PARAGRAPHS.name}.csv"]
    )
    assert known.write_files(made) == write_files(made)


def test_words_with_commas_quotes_and_line_feeds_are_quoted() -> None:
    made = declaration(body=[numbered("paragraph", "1.", block('One, "two"\nthree'))])
    assert ',"One, ""two""\nthree"\n' in write(made)


def test_several_declarations_stand_one_after_another() -> None:
    one, other = declaration(), declaration(language="sl")
    header, *rows = cells(tables_of([one, other])["declarations.csv"])
    assert header[:2] == ["work", "language"]
    assert [row[:2] for row in rows] == [
        ["harbour-declaration", "en"],
        ["harbour-declaration", "sl"],
    ]
