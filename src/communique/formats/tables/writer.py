"""Tables as CSV by RFC 4180, with two things settled: lines end with LF, and no cell is taken for a formula."""

import csv
import io
import re
from collections.abc import Iterable

from communique.formats.tables.catalog import PARAGRAPHS, TABLES
from communique.formats.tables.columns import Row, Table, Value
from communique.formats.tables.rows import rows_of
from communique.model import Declaration

_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
_GUARDED = re.compile(r"'+[=+\-@\t\r\n＝＋－＠]")


def write(declaration: Declaration) -> str:
    """The table `paragraphs` of a declaration as CSV: every word of it. `write_files` gives all tables."""
    return csv_of(PARAGRAPHS, rows_of(declaration)[PARAGRAPHS.name])


def write_files(declaration: Declaration) -> dict[str, str]:
    """Every table of a declaration as CSV, by the name of its file."""
    return tables_of([declaration])


def tables_of(declarations: Iterable[Declaration]) -> dict[str, str]:
    """Every table with the rows of all declarations in their order, by the name of its file."""
    rows: dict[str, list[Row]] = {table.name: [] for table in TABLES}
    for declaration in declarations:
        for name, more in rows_of(declaration).items():
            rows[name].extend(more)
    return {f"{table.name}.csv": csv_of(table, rows[table.name]) for table in TABLES}


def csv_of(table: Table, rows: Iterable[Row]) -> str:
    """Rows as CSV: a header, the columns in the order of the table, LF at line ends, quotes where RFC 4180 wants them."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    header = table.header()
    writer.writerow(header)
    for row in rows:
        writer.writerow([_cell(row[name]) for name in header])
    return file.getvalue()


def _cell(value: Value) -> str:
    match value:
        case None:
            return ""
        case int():
            return str(value)
        case str():
            return guarded(value)
        case _:
            return guarded(" ".join(value))


def guarded(words: str) -> str:
    """The words with an apostrophe before them where a spreadsheet would take them for a formula.

    That is where they begin with `=`, `+`, `-`, `@`, their full-width forms, a tab, CR or LF, or with apostrophes and one
    of these: so that `unguarded` gives back what was there.

    >>> [guarded(words) for words in ("=1+1", "'=1", "'t is", "– 1")]
    ["'=1+1", "''=1", "'t is", '– 1']
    """
    return f"'{words}" if _FORMULA.match(words) else words


def unguarded(cell: str) -> str:
    """What `guarded` was given.

    >>> [unguarded(guarded(words)) for words in ("=1+1", "'=1", "'t is")]
    ['=1+1', "'=1", "'t is"]
    """
    return cell[1:] if _GUARDED.match(cell) else cell
