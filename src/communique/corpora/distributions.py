"""The tables of the distributions that are installed, as their descriptors list them.

A table is a file of CSV, or one or more files of Parquet.
"""

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from communique.core.bundle import editions
from communique.core.errors import BundleDamaged, BundleMissing
from communique.core.json_types import JsonObject
from communique.corpora.sql import listed, quoted
from communique.edition.stores import Store, stores

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

Cells = dict[str, object]
"""The cells of a row by the names of their columns."""

_SHARD = "00000-of-00001"
"""The one file that a collection has of each table."""
_GUARDED = re.compile(r"''*[=+\-@\t\r\n＝＋－＠]")
"""How a cell of CSV begins that has an apostrophe before it, so that no spreadsheet takes it for a
formula.
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
    elsewhere: tuple[str, ...] | None = None
    """Of a collection: the records, as `work/language`, that are plain files too. Their rows are
    in the tables of these.
    """

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
        if self.elsewhere is not None:
            return self._source_in_collection(self.elsewhere)
        path = "work || '/' || language AS path, " if self._lacks_path else ""
        files = listed(self.paths())
        return f"SELECT {path}* FROM read_parquet({files}, union_by_name = true)"  # noqa: S608 - paths, quoted

    def _source_in_collection(self, elsewhere: tuple[str, ...]) -> str:
        """The same for a collection, whose rows have the path of a source."""
        files = listed(self.paths())
        record = "work || '/' || language"
        columns = f"* REPLACE ({record} AS path)"
        source = f"SELECT {columns} FROM read_parquet({files})"  # noqa: S608 - paths, quoted
        if not elsewhere:
            return source
        names = ", ".join(map(quoted, elsewhere))
        return f"{source} WHERE {record} NOT IN ({names})"


def _value(field: Field, cell: str) -> object:
    """What a cell of CSV says."""
    if not cell:
        return None
    if field.type == "integer":
        return int(cell)
    words = cell[1:] if _GUARDED.match(cell) else cell
    return words.split(field.delimiter) if field.type == "list" else words


def installed_tables() -> dict[str, tuple[ShippedTable, ...]]:
    """The tables of all distributions by their names, each as the distributions have it. Raises
    BundleMissing.
    """
    found: dict[str, list[ShippedTable]] = {}
    for edition in editions():
        for table in _tables(edition["data"]):
            found.setdefault(table.name, []).append(table)
    for store in stores():
        for name, parts in found.items():
            parts += _in_collection(store, parts[0], name)
    return {name: tuple(parts) for name, parts in sorted(found.items())}


def _in_collection(
    store: Store,
    like: ShippedTable,
    name: str,
) -> Iterator[ShippedTable]:
    """The table of that name in a collection, if it has one."""
    file = f"tables/{name}/{_SHARD}.parquet"
    if not store.folder.joinpath(file).is_file():
        return
    distribution = store.about()["distribution"]
    yield replace(
        like,
        distribution=distribution,
        folder=store.folder,
        files=(file,),
        elsewhere=_plain(),
    )


def _plain() -> tuple[str, ...]:
    """The records that are plain files, as `work/language`."""
    return tuple(f"{each['work']}/{each['language']}" for each in _in_indexes())


def descriptor_of(folder: "Traversable") -> JsonObject:
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
    """The tables that a descriptor lists. The passages are JSON Lines, with lists in a cell: they
    are the table `paragraphs` in another form.
    """
    package = descriptor_of(folder)
    resources = package.get("resources")
    assert isinstance(resources, list), "the descriptor has resources"
    for resource in resources:
        is_table = resource.get("type") == "table"
        if is_table and resource.get("format") != "jsonl":
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


def records() -> Iterator[Cells]:
    """What the index of each distribution says of its records."""
    yield from _in_indexes()
    known = set(_plain())
    for store in stores():
        for held in store.held():
            if f"{held.id}/{held.language}" not in known:
                cells: Cells = asdict(held)
                cells["work"] = cells.pop("id")
                yield cells


def _in_indexes() -> Iterator[Cells]:
    """The same of the records that are plain files."""
    for edition in editions():
        file = edition["data"].joinpath("index.json")
        index = json.loads(file.read_text("utf-8")) if file.is_file() else {}
        for work in index.get("works", ()):
            for record in work["records"]:
                about: Cells = {"work": work["id"]}
                about["distribution"] = index["distribution"]
                about["version"] = index["version"]
                yield about | record
