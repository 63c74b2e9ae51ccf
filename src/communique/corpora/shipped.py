"""The tables of the data that is installed: asked in SQL, searched for words, listed.

The descriptor of each distribution, `datapackage.json`, says which tables it has and what their
columns are. A table is a file of CSV, or one or more files of Parquet. The same table of several
distributions is one view. A question only reads.
"""

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from communique.core.bundle import editions
from communique.core.errors import BadOption, BundleDamaged, BundleMissing
from communique.corpora.fulltext import Found, Passage, find, index_of, pieces, words_of
from communique.corpora.sql import WORKS, Answer, View, ask, listed, quoted

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

Cells = dict[str, object]
"""The cells of a row by the names of their columns."""

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
_GUARDED = re.compile(r"''*[=+\-@\t\r\n＝＋－＠]")
"""How a cell of CSV begins that has an apostrophe before it, so that no spreadsheet takes it for a
formula.
"""
_DAY = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")
_PROMISES = """
SELECT p.work, p.language, d.date AS declared, d.title, p.strength, p.who, p.whom, p.what, p.due, p.date, p.eid
FROM promises p JOIN declarations d USING (path) WHERE {} ORDER BY d.date, p.path, p.position
"""


@dataclass(frozen=True, slots=True)
class Field:
    """A column as a descriptor has it. `type` is `string`, `integer` or `list`; the items of a list
    have `delimiter` between them in CSV.
    """

    name: str
    type: str
    about: str = ""
    delimiter: str = " "


@dataclass(frozen=True, slots=True)
class ShippedTable:
    """A table of one distribution: its name, what a row is, its columns and key, and its files by
    their paths in the folder of the data.
    """

    name: str
    about: str
    distribution: str
    folder: "Traversable"
    files: tuple[str, ...]
    fields: tuple[Field, ...]
    key: tuple[str, ...]

    @property
    def types(self) -> dict[str, str]:
        """The types of the columns by their names, with `path` first where rows are of records."""
        types = {field.name: field.type for field in self.fields}
        return {"path": "string", **types} if self._lacks_path else types

    @property
    def _lacks_path(self) -> bool:
        """Whether rows are of records, and do not say so by a path."""
        names = {field.name for field in self.fields}
        return names >= {"work", "language"} and "path" not in names

    @property
    def in_parquet(self) -> bool:
        """Whether DuckDB reads the files where they are."""
        return all(file.endswith(".parquet") for file in self.files)

    def paths(self) -> list[Path]:
        """The files of Parquet. Raises BundleMissing where one is gone, or in an archive."""
        found: list[Path] = []
        for file in self.files:
            path = self.folder.joinpath(file)
            if not (isinstance(path, Path) and path.is_file()):
                raise self._gone(file)
            found.append(path.resolve())
        return found

    def rows(self) -> Iterator[Cells]:
        """The rows of the files of CSV. Raises BundleMissing where one is gone, and BundleDamaged."""
        for file in self.files:
            yield from self._rows(file)

    def _rows(self, file: str) -> Iterator[Cells]:
        fields = {field.name: field for field in self.fields}
        try:
            data = self.folder.joinpath(file).read_bytes()
            text = io.StringIO(data.decode("utf-8"), newline="")
            lines = csv.reader(text, strict=True)
            header = [fields[name] for name in next(lines)]
            for line in lines:
                yield self._row(header, line)
        except FileNotFoundError as error:
            raise self._gone(file) from error
        except (KeyError, StopIteration, ValueError, csv.Error) as error:
            raise BundleDamaged(
                f"the table {file} of {self.distribution} is damaged; "
                "`communique data verify` says what else is"
            ) from error

    def _row(
        self,
        header: Sequence[Field],
        line: Sequence[str],
    ) -> Cells:
        """The cells of a line of CSV. Raises ValueError for a line that is cut off."""
        row: Cells = {}
        for field, cell in zip(header, line, strict=True):
            row[field.name] = _value(field, cell)
        if self._lacks_path:
            row["path"] = f"{row['work']}/{row['language']}"
        return row

    def _gone(self, file: str) -> BundleMissing:
        return BundleMissing(
            f"the table {file} of {self.distribution} is missing; install it again: "
            f"pip install --force-reinstall {self.distribution}"
        )

    def source(self) -> str:
        """What stands behind FROM, for files of Parquet."""
        path = "work || '/' || language AS path, " if self._lacks_path else ""
        files = listed(self.paths())
        return f"SELECT {path}* FROM read_parquet({files}, union_by_name = true)"  # noqa: S608 - paths, quoted


def _value(field: Field, cell: str) -> object:
    """What a cell of CSV says."""
    if not cell:
        return None
    if field.type == "integer":
        return int(cell)
    words = cell[1:] if _GUARDED.match(cell) else cell
    return words.split(field.delimiter) if field.type == "list" else words


@dataclass(frozen=True)
class ShippedData:
    """The data of every distribution that is installed."""

    @cached_property
    def tables(self) -> dict[str, tuple[ShippedTable, ...]]:
        """The tables by their names, each as the distributions have it. Raises BundleMissing."""
        found: dict[str, list[ShippedTable]] = {}
        for edition in editions():
            for table in _tables(edition["data"]):
                found.setdefault(table.name, []).append(table)
        return {name: tuple(parts) for name, parts in sorted(found.items())}

    def query(self, sql: str) -> Answer:
        """What DuckDB answers to one SELECT over the tables, of which each is a view: see
        `communique data query`.

        Raises BadOption (no DuckDB, another statement, or DuckDB refuses it) and BundleMissing (a
        table is gone).

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
        >>> data().search("EMPACT", limit=1).hits[0].path
        'eu-clasi-2023/sl'
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
        for part in self.tables.get("paragraphs", ()):
            rows = _rows_with(part, wanted) if part.in_parquet else part.rows()
            for row in rows:
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


def data() -> ShippedData:
    """The data of every distribution that is installed, as tables.

    >>> from communique import data
    >>> "promises" in data().tables
    True
    """
    return ShippedData()


def descriptor_of(folder: "Traversable") -> dict[str, object]:
    """The descriptor in a folder of data. Raises BundleMissing where it is gone or damaged."""
    try:
        values = json.loads(folder.joinpath("datapackage.json").read_bytes())
    except (OSError, ValueError) as error:
        raise BundleMissing(
            f"the descriptor of the data in {folder} cannot be read"
        ) from error
    if not isinstance(values, dict):
        raise BundleMissing(f"the descriptor of the data in {folder} is not an object")
    return values


def _tables(folder: "Traversable") -> Iterator[ShippedTable]:
    """The tables that a descriptor lists."""
    package = descriptor_of(folder)
    resources = package.get("resources")
    assert isinstance(resources, list), "the descriptor has resources"
    for resource in resources:
        if resource.get("type") == "table":
            yield _table(folder, str(package.get("name")), resource)


def _table(
    folder: "Traversable", distribution: str, resource: Mapping[str, object]
) -> ShippedTable:
    """A table as a resource of a descriptor describes it."""
    schema = resource["schema"]
    path = resource["path"]
    assert isinstance(schema, dict), "a table has a schema"
    fields = map(_field, schema["fields"])
    files = path if isinstance(path, list) else [str(path)]
    key = schema.get("primaryKey", ())
    return ShippedTable(
        name=str(resource["name"]),
        about=str(resource.get("description", "")),
        distribution=distribution,
        folder=folder,
        files=tuple(files),
        fields=tuple(fields),
        key=tuple(key),
    )


def _field(values: Mapping[str, str]) -> Field:
    """A column as a Table Schema describes it."""
    about = values.get("description", "")
    delimiter = values.get("delimiter", ",")
    return Field(values["name"], values["type"], about, delimiter)


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


def records() -> Iterator[Cells]:
    """What the index of each distribution says of its records."""
    for edition in editions():
        file = edition["data"].joinpath("index.json")
        index = json.loads(file.read_text("utf-8")) if file.is_file() else {}
        for work in index.get("works", ()):
            for record in work["records"]:
                about: Cells = {"work": work["id"]}
                about["distribution"] = index["distribution"]
                about["version"] = index["version"]
                yield about | record


def _view_of_records() -> View:
    """The records of the indexes as a view."""
    from communique.corpora.arrow import typed_table

    types = dict.fromkeys(_ABOUT, "string")
    index = typed_table(types, records())
    return View('SELECT * FROM "index"', held={"index": index})


def _rows_with(
    part: ShippedTable,
    words: Iterable[str],
) -> Iterator[Cells]:
    """The rows of files of Parquet whose words may have all of these: DuckDB looks for letters,
    and the index decides.
    """
    text = _folded("concat_ws(' ', heading, \"text\")")
    conditions: list[str] = []
    for each in words:
        piece = _folded(quoted(each))
        conditions.append(f"contains({text}, {piece})")
    condition = " AND ".join(conditions)
    columns = 'work, language, eid, heading, "text"'
    sql = f"SELECT {columns} FROM paragraphs WHERE {condition}"  # noqa: S608 - quoted
    answer = ask(sql, {"paragraphs": partial(_view, [part])})
    for row in answer.rows:
        cells = zip(answer.columns, row, strict=True)
        yield dict(cells)


def _folded(sql: str) -> str:
    """Words without case and accents, as the index has them or more alike still."""
    return f"translate(strip_accents(lower({sql})), 'ςſµ', 'σsμ')"


def _has(column: str, words: str) -> str:
    """The condition that a column has some words, whatever their case and accents."""
    return f"contains({_folded(column)}, {_folded(quoted(words))})"


def _dated(day: str, sign: str) -> str:
    """The condition that a declaration is of that day, month or year, or after or before it. Raises
    BadOption for another date.
    """
    if not _DAY.fullmatch(day):
        raise BadOption(
            f"{day!r} is not a date; write a year, a month or a day: 2015, 2015-06, 2015-06-30"
        )
    return f"left(d.date, {len(day)}) {sign} {quoted(day)}"
