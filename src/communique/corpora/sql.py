"""A question in SQL that only reads, answered by DuckDB.

DuckDB's parser says what a question is: one SELECT, with no statement in it that writes and no
function that opens files. And DuckDB can open the files of the tables only.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from communique.core.errors import BadOption
from communique.core.json_types import Json
from communique.corpora.arrow import require, table_of

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from communique.corpora.arrow import ArrowTable

_AT_ONCE = 1000
_READING = {"SELECT_NODE", "SET_OPERATION_NODE", "RECURSIVE_CTE_NODE", "CTE_NODE"}
"""What DuckDB's parser calls a statement, or a part of one, that only reads."""
_FUNCTIONS = {"unnest", "range", "generate_series", "json_each", "json_tree"}
"""The functions that stand in the place of a table and open no file."""


@dataclass(frozen=True)
class Answer:
    """The column names and the rows of an answer. Rows are fetched when you ask for
    them.
    """

    columns: tuple[str, ...]
    rows: Iterator[tuple[object, ...]]

    def arrow(self) -> "ArrowTable":
        """All rows that have not been fetched yet, as an Apache Arrow table for pandas
        or polars: `.to_pandas()`, `polars.from_arrow`. Raises BadOption if pyarrow
        is not installed.
        """
        return table_of(self.columns, list(self.rows))


@dataclass(frozen=True)
class View:
    """A table that can be asked: `sql` gives its rows. DuckDB may open its `files`; `held` are
    tables in memory, by the names under which the SQL has them; `needs` are the views that the SQL
    names.
    """

    sql: str
    files: Sequence[Path] = ()
    held: "Mapping[str, ArrowTable]" = field(default_factory=dict)
    needs: Sequence[str] = ()


def _works() -> View:
    """Each work that is cited or held: how often, and in how many documents, it is cited."""
    return View(_WORKS, needs=("citations", "addresses"))


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
WORKS: dict[str, Callable[[], View]] = {"works": _works}
"""The view that is made of others."""


def ask(sql: str, views: Mapping[str, Callable[[], View]]) -> Answer:
    """What DuckDB answers to one SELECT over views, by their names in lower case. Only the views
    that it names are made. Nothing is written, and no other file is read.

    Raises BadOption where DuckDB is missing, the SQL is another statement or DuckDB refuses it.
    """
    require("a query", "duckdb")
    import duckdb

    database = duckdb.connect(
        config={
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
            "python_enable_replacements": False,  # a variable of this program is no table
        }
    )
    try:
        named = _named(database, sql)
        made: dict[str, View] = {}
        for name in sorted(named):
            _make(name, views, made)
        _open(database, made)
        found = database.execute(sql)
        columns = tuple(str(each[0]) for each in found.description or ())
    except duckdb.CatalogException as error:
        raise BadOption(f"{error}; the tables are {', '.join(views)}") from error
    except duckdb.Error as error:
        raise BadOption(str(error)) from error
    return Answer(columns, _rows(found))


def _make(
    name: str,
    views: Mapping[str, Callable[[], View]],
    made: dict[str, View],
) -> None:
    """Add a view to those that are made, behind the views that it needs."""
    if name not in views or name in made:
        return
    make = views[name]
    view = make()
    for each in view.needs:
        _make(each, views, made)
    made[name] = view


def _open(database: "DuckDBPyConnection", views: Mapping[str, View]) -> None:
    """Make the views, and lock DuckDB in with their files: it opens no other one, and has no folder
    for what does not fit into memory.
    """
    files: list[Path] = []
    for name, view in views.items():
        for held, table in view.held.items():
            database.register(held, table)
        database.execute(f'CREATE VIEW "{name}" AS {view.sql}')
        files.extend(view.files)
    database.execute(f"SET allowed_paths = {listed(files)}")
    database.execute("SET temp_directory = ''")
    database.execute("SET enable_external_access = false")
    database.execute("SET lock_configuration = true")


def _rows(found: "DuckDBPyConnection") -> Iterator[tuple[object, ...]]:
    """The rows of an answer, some at a time. Raises BadOption where DuckDB gives up on the way."""
    import duckdb

    try:
        for rows in iter(partial(found.fetchmany, _AT_ONCE), []):
            yield from rows
    except duckdb.Error as error:
        raise BadOption(str(error)) from error


def _named(database: "DuckDBPyConnection", sql: str) -> set[str]:
    """The tables that a SELECT names, in lower case. Raises BadOption unless the SQL is one SELECT
    that only reads tables.
    """
    import duckdb

    statements = duckdb.extract_statements(sql)
    if not statements:
        raise BadOption(
            "the question is empty; ask one SELECT, such as: SELECT * FROM declarations"
        )
    if len(statements) > 1:
        raise BadOption(
            f"these are {len(statements)} statements; ask one SELECT at a time"
        )
    if statements[0].type != duckdb.StatementType.SELECT:
        raise BadOption(
            f"only a SELECT is answered, and this is {statements[0].type.name}"
        )
    # All rows are fetched: as long as one may follow, no table in memory can be made known.
    told = database.execute("SELECT json_serialize_sql(?)", [sql]).fetchall()
    tree = json.loads(told[0][0])
    if tree["error"]:
        raise BadOption(f"only a SELECT is answered: {tree['error_message']}")
    named: set[str] = set()
    for node in _nodes(tree):
        _require_reading(node)
        if node.get("type") == "BASE_TABLE":
            named.add(str(node.get("table_name")).lower())
    return named


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
            raise BadOption(f"the function {called} is not answered; ask the tables")


def listed(paths: list[Path]) -> str:
    """Paths as a list of SQL."""
    return f"[{', '.join(quoted(str(path)) for path in paths)}]"


def quoted(words: str) -> str:
    """Words as a string of SQL."""
    doubled = words.replace("'", "''")
    return f"'{doubled}'"
