"""The tables of the data that is installed: asked in SQL, searched for words, listed.

The descriptor of each distribution, `datapackage.json`, says which tables it has and what their
columns are. A table is a file of CSV, or one or more files of Parquet. The same table of several
distributions is one view. A question only reads.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import chain
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from communique.core.errors import BadOption
from communique.corpora.distributions import (
    Cells,
    ShippedTable,
    installed_tables,
    records,
)
from communique.corpora.fulltext import (
    Found,
    Passage,
    find,
    index_of,
    pattern_of,
    pieces,
    words_of,
)
from communique.corpora.sql import WORKS, Answer, View, ask, quoted

if TYPE_CHECKING:
    from communique.corpora.exporting import Exported

RECORDS = "records"
"""The view of what the indexes say of each record."""
_ABOUT = (
    "work",
    "language",
    "date",
    "title",
    "quality",
    "licence",
    "distribution",
    "version",
)
_DAY = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")
_PROMISES = """
SELECT p.work, p.language, d.date AS declared, d.title, p.strength, p.who, p.whom, p.what, p.due, p.date, p.eid
FROM promises p JOIN declarations d USING (path) WHERE {} ORDER BY d.date, p.path, p.position
"""


@dataclass(frozen=True)
class ShippedData:
    """The data of all installed distributions."""

    @cached_property
    def tables(self) -> dict[str, tuple[ShippedTable, ...]]:
        """The tables by their names, each as the distributions have it. Raises BundleMissing."""
        return installed_tables()

    def query(self, sql: str) -> Answer:
        """The answer of DuckDB to one SELECT. Each table is a view; see `communique
        data query`.

        Raises BadOption (DuckDB is not installed, the statement is not a SELECT, or
        DuckDB refuses it) and BundleMissing (a table is missing).

        >>> from communique import data
        >>> list(
        ...     data().query("SELECT work FROM records WHERE quality = 'reviewed'").rows
        ... )
        [('eu-clasi-2023',)]
        """
        views: dict[str, Callable[[], View]] = {RECORDS: _view_of_records}
        for name, parts in self.tables.items():
            views[name] = partial(_view, parts)
        return ask(sql, views | WORKS)

    def search(
        self, words: str, *, language: str | None = None, limit: int = 20
    ) -> Found:
        """The passages that have all of the words, the best first: see `communique data search`.
        The path of a hit is the work and the language, with `/` between them.

        Raises BundleMissing (a table is gone), and BadOption where Parquet must be read and DuckDB
        is missing.

        >>> from communique import data
        >>> data().search("no such words").hits
        ()
        """
        wanted = list(pieces(words))
        if not wanted:
            return Found(0, ())
        with closing(index_of(self._passages(wanted, language))) as database:
            return find(database, words, limit=limit)

    def _passages(
        self,
        wanted: Sequence[str],
        language: str | None,
    ) -> Iterator[Passage]:
        """The passages of all distributions that may have some words, in one language if one is
        named.
        """
        parts = self.tables.get("paragraphs", ())
        in_parquet = [part for part in parts if part.in_parquet]
        plain = [part.rows() for part in parts if not part.in_parquet]
        for row in chain(*plain, _rows_with(in_parquet, wanted)):
            words = words_of(row["heading"], row["text"])
            if words and language in (None, row["language"]):
                path = f"{row['work']}/{row['language']}"
                yield path, str(row["eid"]), words

    def promises(
        self,
        *,
        who: str | None = None,
        what: str | None = None,
        since: str | None = None,
        until: str | None = None,
        language: str | None = None,
    ) -> Answer:
        """The promises of all records, by date: `who` and `what` have these words, whatever
        their case and accents; `since` and `until` are about the date of the declaration (a year, a
        month or a day). Raises as `query` does.

        >>> from communique import data
        >>> next(data().promises(since="2023-09", language="sl").rows)[0]
        'eu-clasi-2023'
        """
        conditions = ["true"]
        for column, words in (("who", who), ("what", what)):
            if words is not None:
                conditions.append(_has(f"p.{column}", words))
        for day, sign in ((since, ">="), (until, "<=")):
            if day is not None:
                conditions.append(_dated(day, sign))
        if language is not None:
            conditions.append(f"p.language = {quoted(language)}")
        return self.query(_PROMISES.format(" AND ".join(conditions)))

    def export(self, folder: str | PathLike[str], *, force: bool = False) -> "Exported":
        """Write all tables as Parquet and CSV, with descriptions: see `communique data export`.

        Raises BadOption (pyarrow is missing, or the folder has files and `force` is not set),
        BundleMissing and OSError.
        """
        from communique.corpora.exporting import export_data

        return export_data(Path(folder), force=force)


def data() -> ShippedData:
    """The data of all installed distributions, as tables.

    >>> from communique import data
    >>> "promises" in data().tables
    True
    """
    return ShippedData()


def _view(parts: Sequence[ShippedTable]) -> View:
    """A table of all distributions as one view."""
    from communique.corpora.arrow import typed_table

    selects: list[str] = []
    files: list[Path] = []
    held = {}
    for number, part in enumerate(parts):
        if part.in_parquet:
            selects.append(part.source())
            files.extend(part.paths())
        else:
            name = f"{part.name} {number}"
            held[name] = typed_table(part.types, part.rows())
            selects.append(f'SELECT * FROM "{name}"')  # noqa: S608 - a name of a table
    return View(" UNION ALL BY NAME ".join(selects), files, held)


def _view_of_records() -> View:
    """The records of the indexes as a view."""
    from communique.corpora.arrow import typed_table

    types = dict.fromkeys(_ABOUT, "string")
    index = typed_table(types, records())
    return View('SELECT * FROM "index"', held={"index": index})


def _rows_with(
    parts: Sequence[ShippedTable],
    words: Iterable[str],
) -> Iterator[Cells]:
    """The rows of files of Parquet whose words may have all of these: DuckDB looks for letters,
    and the index decides.
    """
    if not parts:
        return
    conditions = [_has("concat_ws(' ', heading, \"text\")", each) for each in words]
    condition = " AND ".join(conditions)
    columns = 'work, language, eid, heading, "text"'
    sql = f"SELECT {columns} FROM paragraphs WHERE {condition}"  # noqa: S608 - quoted
    answer = ask(sql, {"paragraphs": partial(_view, parts)})
    for row in answer.rows:
        cells = zip(answer.columns, row, strict=True)
        yield dict(cells)


def _has(
    column: str,
    words: str,
) -> str:
    """The condition that a column has some words, whatever their case and accents."""
    return f"regexp_matches({column}, {quoted(pattern_of(words))})"


def _dated(day: str, sign: str) -> str:
    """The condition that a declaration is of that day, month or year, or after or before it. Raises
    BadOption for another date.
    """
    if not _DAY.fullmatch(day):
        raise BadOption(
            f"{day!r} is not a date; write a year, a month or a day: 2015, 2015-06, 2015-06-30"
        )
    return f"left(d.date, {len(day)}) {sign} {quoted(day)}"
