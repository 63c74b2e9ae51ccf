"""Questions to a corpus in SQL, and what can be counted without SQL."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from communique.core.json_types import JsonObject
from communique.corpora.journal import published, reading
from communique.corpora.shards import ABOUT, FINDING, FINDINGS, MANIFEST
from communique.corpora.sql import WORKS, Answer, View, ask, listed, quoted
from communique.corpora.tables import FOLDER

_NUMBERS = {"bytes", "errors", "warnings", "line", "column"}
_LONGEST = 1 << 26
"""Bytes of the longest row: a finding may quote all of a text."""
_GUARDED = r"^'('*[=+\-@\t\r\n＝＋－＠])"
"""How a cell begins that has an apostrophe before it, so that no spreadsheet takes it for a formula."""


def query(folder: Path, sql: str) -> Answer:
    """What DuckDB answers to one SELECT: each table is a view, `manifest` and `findings` too.
    Nothing is written, and no other file is read.

    Raises BadOption where DuckDB is missing, the SQL is another statement or DuckDB refuses it, and
    FileNotFoundError where there is no corpus.
    """
    published(folder)  # there is a corpus
    top = folder.resolve()
    findings = sorted((top / FINDINGS).glob("*.csv"))
    views: dict[str, Callable[[], View]] = {}
    views["manifest"] = partial(_of_csv, [top / MANIFEST], ABOUT)
    if findings:
        views["findings"] = partial(_of_csv, findings, FINDING)
    for file in (top / FOLDER).glob("*/*.parquet"):
        table = file.parent
        views[table.name] = partial(_of_parquet, table)
    return ask(sql, views | WORKS)


def _of_parquet(folder: Path) -> View:
    """A view of the Parquet files in a folder."""
    files = sorted(folder.glob("*.parquet"))
    return View(f"FROM read_parquet({listed(files)})", files)


def _of_csv(files: list[Path], columns: tuple[str, ...]) -> View:
    """A view of files of CSV as they are written here."""
    return View(_view(files, columns), files)


def _view(paths: list[Path], columns: tuple[str, ...]) -> str:
    """A view of files of CSV as they are written here: nothing about them is guessed, and a cell
    that is guarded is what it was.
    """
    types = []
    cells = []
    for name in columns:
        is_number = name in _NUMBERS
        types.append(f"'{name}': '{'BIGINT' if is_number else 'VARCHAR'}'")
        cell = f'regexp_replace("{name}", {quoted(_GUARDED)}, \'\\1\') AS "{name}"'
        cells.append(f'"{name}"' if is_number else cell)
    dialect = """header = true, auto_detect = false, delim = ',', quote = '"', escape = '"', new_line = '\\n'"""
    options = f"{dialect}, max_line_size = {_LONGEST}, columns = {{{', '.join(types)}}}"
    return f"SELECT {', '.join(cells)} FROM read_csv({listed(paths)}, {options})"  # noqa: S608 - no words of others


COUNTED = {
    "verdict": "verdict", "kind": "json_extract(about, '$.kind')", "language": "json_extract(about, '$.language')",
    "year": "substr(json_extract(about, '$.date'), 1, 4)",
}  # fmt: skip
"""What is counted, and where the journal has it."""


def stats(folder: Path) -> JsonObject:
    """What a corpus holds, from its journal: how many documents of each verdict, kind, language and
    year, and what they took.
    """
    with reading(folder) as database:
        documents, size, seconds, without = database.execute(
            "SELECT count(*), sum(json_extract(about, '$.bytes')), sum(seconds), "
            "sum(json_extract(about, '$.work') IS NULL) FROM documents"
        ).fetchone()
        found: JsonObject = {
            "documents": documents,
            "without_record": without or 0,
            "bytes": size or 0,
        }
        found["seconds"] = round(seconds or 0.0, 1)
        for name, value in COUNTED.items():
            order = "1" if name == "year" else "2 DESC, 1"
            counted = f"coalesce({value}, ''), count(*)"
            sql = f"SELECT {counted} FROM documents GROUP BY 1 ORDER BY {order}"  # noqa: S608 - no words of others
            found[name] = dict(database.execute(sql).fetchall())
        slowest = "SELECT name, round(seconds, 2) FROM documents ORDER BY seconds DESC, name LIMIT 5"
        found["slowest"] = dict(database.execute(slowest).fetchall())
    return found
