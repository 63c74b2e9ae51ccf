"""Questions to a corpus in SQL, answered by DuckDB; and what can be counted without it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from communique.core.errors import BadOption
from communique.corpus.journal import published, reading
from communique.corpus.shards import ABOUT, FINDING, FINDINGS, MANIFEST
from communique.corpus.tables import FOLDER, require

_AT_ONCE = 1000
_NUMBERS = {"bytes", "errors", "warnings", "line", "column"}
_LONGEST = 1 << 26
"""Bytes of the longest row: a finding may quote all of a text."""


@dataclass(frozen=True)
class Answer:
    """The names of the columns, and the rows, which are fetched as they are asked for."""

    columns: tuple[str, ...]
    rows: Iterator[tuple[Any, ...]]


def query(folder: Path, sql: str) -> Answer:
    """What DuckDB answers: each table is a view, `manifest` and `findings` too. Nothing outside of the folder can be read.

    Raises BadOption where DuckDB is missing or refuses the SQL, and FileNotFoundError where there is no corpus.
    """
    require("a query", "duckdb")
    published(folder)  # there is a corpus
    import duckdb

    database = duckdb.connect(config={"autoinstall_known_extensions": False})
    inside = str(folder.resolve())
    for name, source in _views(folder.resolve()).items():
        database.execute(f'CREATE VIEW "{name}" AS FROM {source}')
    database.execute(
        f"SET allowed_directories = [{_quoted(inside)}]; SET enable_external_access = false; SET lock_configuration = true"
    )
    try:
        found = database.execute(sql)
        columns = tuple(each[0] for each in found.description or ())
    except duckdb.Error as error:
        raise BadOption(str(error)) from error
    return Answer(columns, _fetched(found))


def _fetched(found: Any) -> Iterator[tuple[Any, ...]]:
    while rows := found.fetchmany(_AT_ONCE):
        yield from rows


def _views(folder: Path) -> dict[str, str]:
    views = {"manifest": _csv(folder / MANIFEST, ABOUT), "findings": _csv(folder / FINDINGS / "*.csv", FINDING)}
    for table in sorted((folder / FOLDER).glob("*")):
        views[table.name] = f"read_parquet({_quoted(table / '*.parquet')})"
    return views


def _csv(path: Path, columns: tuple[str, ...]) -> str:
    """Files of CSV as they are written here: nothing about them is guessed."""
    types = ", ".join(f"'{name}': '{'BIGINT' if name in _NUMBERS else 'VARCHAR'}'" for name in columns)
    dialect = """header = true, auto_detect = false, delim = ',', quote = '"', escape = '"', new_line = '\\n'"""
    return f"read_csv({_quoted(path)}, {dialect}, max_line_size = {_LONGEST}, columns = {{{types}}})"


def _quoted(path: Path | str) -> str:
    return "'" + str(path).replace("'", "''") + "'"


COUNTED = ("verdict", "kind", "language", "year")


def stats(folder: Path) -> dict[str, Any]:
    """What a corpus holds, from its journal: how many documents of each verdict, kind, language and year, and what they took."""
    with reading(folder) as database:
        documents, size, seconds, without = database.execute(
            "SELECT count(*), sum(json_extract(about, '$.bytes')), sum(seconds), sum(json_extract(about, '$.work') IS NULL) "
            "FROM documents"
        ).fetchone()
        found: dict[str, Any] = {"documents": documents, "without_record": without or 0, "bytes": size or 0}
        found["seconds"] = round(seconds or 0.0, 1)
        counts: dict[str, Counter[str]] = {name: Counter() for name in COUNTED}
        for row in database.execute(
            "SELECT verdict, json_extract(about, '$.kind'), json_extract(about, '$.language'), "
            "substr(json_extract(about, '$.date'), 1, 4) FROM documents"
        ):
            for name, value in zip(COUNTED, row, strict=True):
                counts[name][value or ""] += 1
        for name, each in counts.items():
            by_name = sorted(each.items())
            found[name] = dict(by_name if name == "year" else sorted(by_name, key=lambda pair: -pair[1]))
        slowest = "SELECT name, round(seconds, 2) FROM documents ORDER BY seconds DESC, name LIMIT 5"
        found["slowest"] = dict(database.execute(slowest).fetchall())
    return found
