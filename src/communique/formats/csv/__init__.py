"""CSV: a declaration as tables, for spreadsheets and statistics. Written, not read.

By RFC 4180, with two things settled: lines end with LF, and no cell is taken for a formula.
"""

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence

from communique.formats.csv import catalog
from communique.formats.csv.catalog import CsvRow, Value
from communique.formats.csv.rows import Rows, rows_of
from communique.model import Declaration

__all__ = [
    "Rows",
    "csv_of",
    "guarded",
    "rows_of",
    "tables_of",
    "unguarded",
    "write",
    "write_files",
]

_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")


def write(declaration: Declaration) -> str:
    """The table `paragraphs` of a declaration as CSV: every word of it.

    `write_files` gives all tables.
    """
    return csv_of(
        catalog.PARAGRAPHS.header(), rows_of(declaration)[catalog.PARAGRAPHS.name]
    )


def write_files(declaration: Declaration) -> dict[str, str]:
    """Every table of a declaration as CSV, by the name of its file."""
    return tables_of([declaration])


def tables_of(declarations: Iterable[Declaration]) -> dict[str, str]:
    """Every table with the rows of all declarations in their order, by the name of its file."""
    rows: dict[str, list[CsvRow]] = {table.name: [] for table in catalog.TABLES}
    for declaration in declarations:
        for name, more in rows_of(declaration).items():
            rows[name].extend(more)
    return {
        f"{table.name}.csv": csv_of(table.header(), rows[table.name])
        for table in catalog.TABLES
    }


def csv_of(
    header: Sequence[str],
    rows: Iterable[Mapping[str, Value | float]],
    *,
    end: str = "\n",
) -> str:
    """Rows as CSV: a header, the columns in its order, quotes where RFC 4180 wants them.

    `end` is what ends a line.
    """
    file = io.StringIO()
    writer = csv.writer(file, lineterminator=end)
    writer.writerow(header)
    for row in rows:
        writer.writerow([_cell(row[name]) for name in header])
    return file.getvalue()


def _cell(value: Value | float) -> str:
    if value is None:
        return ""
    if isinstance(value, int | float):
        return str(value).lower()  # `true` as well as numbers
    words = value if isinstance(value, str) else " ".join(value)
    return guarded(words)


def guarded(words: str) -> str:
    """The words with an apostrophe before them where a spreadsheet would take them for a formula.

    A formula begins with `=`, `+`, `-`, `@`, their full-width forms, a tab, CR or LF. Apostrophes
    before one of these get one more, so that `unguarded` gives back what was there.

    >>> [guarded(words) for words in ("=1+1", "'=1", "'t is", "– 1")]
    ["'=1+1", "''=1", "'t is", '– 1']
    """
    return f"'{words}" if _FORMULA.match(words) else words


def unguarded(cell: str) -> str:
    """What `guarded` was given.

    >>> [unguarded(guarded(words)) for words in ("=1+1", "'=1", "'t is")]
    ['=1+1', "'=1", "'t is"]
    """
    is_guarded = cell[:1] == "'" and _FORMULA.match(cell) is not None
    return cell[1:] if is_guarded else cell
