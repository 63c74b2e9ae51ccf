"""Questions to a corpus in SQL, answered by DuckDB, and what can be counted without SQL.

A question only reads. DuckDB's parser says what a question is: one SELECT, with no statement in it
that writes and no function that opens files. And DuckDB can open the files of the tables only.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from communique.core.errors import BadOption
from communique.core.json_types import Json, JsonObject
from communique.corpora.journal import published, reading
from communique.corpora.shards import ABOUT, FINDING, FINDINGS, MANIFEST
from communique.corpora.tables import CITATIONS, FOLDER, require, table_of

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from communique.corpora.tables import ArrowTable

_AT_ONCE = 1000
_NUMBERS = {"bytes", "errors", "warnings", "line", "column"}
_LONGEST = 1 << 26
"""Bytes of the longest row: a finding may quote all of a text."""
_READING = {"SELECT_NODE", "SET_OPERATION_NODE", "RECURSIVE_CTE_NODE", "CTE_NODE"}
"""What DuckDB's parser calls a statement, or a part of one, that only reads."""
_FUNCTIONS = {"unnest", "range", "generate_series", "json_each", "json_tree"}
"""The functions that stand in the place of a table and open no file."""
_GUARDED = r"^'('*[=+\-@\t\r\n＝＋－＠])"
"""How a cell begins that has an apostrophe before it, so that no spreadsheet takes it for a formula."""


@dataclass(frozen=True)
class Answer:
    """The names of the columns, and the rows, which are fetched as they are asked for."""

    columns: tuple[str, ...]
    rows: Iterator[tuple[object, ...]]

    def arrow(self) -> "ArrowTable":
        """All rows that were not fetched yet, as a table of Apache Arrow: `.to_pandas()` and
        `polars.from_arrow` take it. Raises BadOption where pyarrow is missing.
        """
        return table_of(self.columns, list(self.rows))


def query(folder: Path, sql: str) -> Answer:
    """What DuckDB answers to one SELECT: each table is a view, `manifest` and `findings` too.
    Nothing is written, and no other file is read.

    Raises BadOption where DuckDB is missing, the SQL is another statement or DuckDB refuses it, and
    FileNotFoundError where there is no corpus.
    """
    require("a query", "duckdb")
    published(folder)  # there is a corpus
    import duckdb

    database = duckdb.connect(
        config={
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
            "python_enable_replacements": False,  # a variable of this program is no table
        }
    )
    try:
        _require_select(database, sql)
        _open_tables(database, folder.resolve())
        found = database.execute(sql)
        columns = tuple(str(each[0]) for each in found.description or ())
    except duckdb.Error as error:
        raise BadOption(str(error)) from error
    return Answer(columns, _rows(found))


def _rows(found: "DuckDBPyConnection") -> Iterator[tuple[object, ...]]:
    """The rows of an answer, some at a time. Raises BadOption where DuckDB gives up on the way."""
    import duckdb

    try:
        for rows in iter(partial(found.fetchmany, _AT_ONCE), []):
            yield from rows
    except duckdb.Error as error:
        raise BadOption(str(error)) from error


def _require_select(database: "DuckDBPyConnection", sql: str) -> None:
    """Raise BadOption unless the SQL is one SELECT that only reads tables."""
    import duckdb

    statements = duckdb.extract_statements(sql)
    if not statements:
        raise BadOption(
            "the question is empty; ask one SELECT, such as: SELECT * FROM manifest"
        )
    if len(statements) > 1:
        raise BadOption(
            f"these are {len(statements)} statements; ask one SELECT at a time"
        )
    if statements[0].type != duckdb.StatementType.SELECT:
        raise BadOption(
            f"only a SELECT is answered, and this is {statements[0].type.name}"
        )
    told = database.execute("SELECT json_serialize_sql(?)", [sql]).fetchone()
    assert told is not None, "a SELECT without a table has one row"
    tree = json.loads(told[0])
    if tree["error"]:
        raise BadOption(f"only a SELECT is answered: {tree['error_message']}")
    for node in _nodes(tree):
        _require_reading(node)


def _nodes(tree: Json) -> Iterator[Mapping[str, Json]]:
    """Every object in a tree of JSON values."""
    waiting = [tree]
    while waiting:
        value = waiting.pop()
        if isinstance(value, Mapping):
            yield value
            waiting.extend(value.values())
        elif isinstance(value, list):
            waiting.extend(value)


def _require_reading(node: Mapping[str, Json]) -> None:
    """Raise BadOption for a part of a statement that writes, or calls a function that may open a
    file.
    """
    kind = str(node.get("type"))
    if kind.endswith("_NODE") and kind not in _READING:
        name = kind.removesuffix("_NODE").removesuffix("_QUERY")
        raise BadOption(f"only a SELECT is answered, and {name} stands in this one")
    function = node.get("function")
    if kind == "TABLE_FUNCTION" and isinstance(function, Mapping):
        called = str(function.get("function_name"))
        if called.lower() not in _FUNCTIONS:
            raise BadOption(
                f"the function {called} is not answered; ask the tables of the corpus"
            )


def _open_tables(database: "DuckDBPyConnection", folder: Path) -> None:
    """Make a view of each table, and lock DuckDB in with their files: it opens no other one, and
    has no folder for what does not fit into memory.
    """
    files = {
        "manifest": [folder / MANIFEST],
        "findings": sorted((folder / FINDINGS).glob("*.csv")),
    }
    views = {
        "manifest": _view(files["manifest"], ABOUT),
        "findings": _view(files["findings"], FINDING),
    }
    for table in sorted((folder / FOLDER).glob("*")):
        files[table.name] = sorted(table.glob("*.parquet"))
        views[table.name] = f"FROM read_parquet({_listed(files[table.name])})"
    for name, view in views.items():
        if files[name]:
            database.execute(f'CREATE VIEW "{name}" AS {view}')
    if files.get(CITATIONS.name):
        database.execute(f"CREATE VIEW works AS {_WORKS}")
    allowed = [path for paths in files.values() for path in paths]
    database.execute(f"SET allowed_paths = {_listed(allowed)}")
    database.execute("SET temp_directory = ''")
    database.execute("SET enable_external_access = false")
    database.execute("SET lock_configuration = true")


def _view(paths: list[Path], columns: tuple[str, ...]) -> str:
    """A view of files of CSV as they are written here: nothing about them is guessed, and a cell
    that is guarded is what it was.
    """
    types = []
    cells = []
    for name in columns:
        is_number = name in _NUMBERS
        types.append(f"'{name}': '{'BIGINT' if is_number else 'VARCHAR'}'")
        cell = f'regexp_replace("{name}", {_quoted(_GUARDED)}, \'\\1\') AS "{name}"'
        cells.append(f'"{name}"' if is_number else cell)
    dialect = """header = true, auto_detect = false, delim = ',', quote = '"', escape = '"', new_line = '\\n'"""
    options = f"{dialect}, max_line_size = {_LONGEST}, columns = {{{', '.join(types)}}}"
    return f"SELECT {', '.join(cells)} FROM read_csv({_listed(paths)}, {options})"  # noqa: S608 - no words of others


def _listed(paths: list[Path]) -> str:
    """Paths as a list of SQL."""
    return f"[{', '.join(_quoted(str(path)) for path in paths)}]"


def _quoted(words: str) -> str:
    """Words as a string of SQL."""
    doubled = words.replace("'", "''")
    return f"'{doubled}'"


_WORKS = """
WITH cited AS (
    SELECT coalesce(cited, concat(scheme, ':', value)) AS address, path, scheme, value,
        cited, href
    FROM citations
), held AS (
    SELECT DISTINCT iri, address FROM addresses
)
SELECT coalesce(iri, address) AS work, min(scheme) AS scheme, min(value) AS value,
    min(cited) AS cited, min(href) AS href, count(path) AS citations,
    count(DISTINCT path) AS documents, iri IS NOT NULL AS held
FROM cited FULL JOIN held USING (address)
GROUP BY coalesce(iri, address), iri
"""
"""Each work that is cited or held: how often, and in how many documents, it is cited."""

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
            "SELECT count(*), sum(json_extract(about, '$.bytes')), sum(seconds), sum(json_extract(about, '$.work') IS NULL) "
            "FROM documents"
        ).fetchone()
        found: JsonObject = {
            "documents": documents,
            "without_record": without or 0,
            "bytes": size or 0,
        }
        found["seconds"] = round(seconds or 0.0, 1)
        for name, value in COUNTED.items():
            order = "1" if name == "year" else "2 DESC, 1"
            sql = f"SELECT coalesce({value}, ''), count(*) FROM documents GROUP BY 1 ORDER BY {order}"  # noqa: S608 - no words of others
            found[name] = dict(database.execute(sql).fetchall())
        slowest = "SELECT name, round(seconds, 2) FROM documents ORDER BY seconds DESC, name LIMIT 5"
        found["slowest"] = dict(database.execute(slowest).fetchall())
    return found
