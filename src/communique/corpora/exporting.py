"""Tables handed on as files of Parquet and CSV, with the descriptions that catalogues read."""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, cast

from communique._version import __version__
from communique.core.atomic import write_whole
from communique.core.bundle import editions
from communique.core.errors import BadOption
from communique.core.json_types import JsonObject
from communique.corpora.arrow import (
    as_one,
    parquet_bytes,
    read_parquet,
    require,
    rows_in,
    typed_table,
)
from communique.corpora.descriptions import (
    CSV,
    PARQUET,
    Edition,
    Licence,
    Package,
    WrittenFile,
    WrittenTable,
    described,
)
from communique.corpora.distributions import (
    Field,
    ShippedTable,
    descriptor_of,
    installed_tables,
)
from communique.corpora.journal import published, reading
from communique.corpora.tables import DERIVED, FOLDER, PATH
from communique.formats.csv import csv_of
from communique.formats.csv.catalog import TABLES, Column, CsvRow, Table

if TYPE_CHECKING:
    from communique.corpora.arrow import ArrowTable

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}(-[0-9]{2})?")
_PATH_OF_RECORD = Field(
    "path", "string", "Work and language of the record, with `/` between them."
)


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written: the folder, the tables with the number of their rows, all files."""

    folder: Path
    tables: Mapping[str, int]
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Held:
    """A table in memory, with what is known of it."""

    name: str
    about: str
    fields: tuple[Field, ...]
    key: tuple[str, ...]
    table: "ArrowTable"


def export_data(folder: Path, *, force: bool = False) -> Exported:
    """Write the tables of all installed data. Raises BadOption (pyarrow is missing, or the folder
    has files and `force` is not set), BundleMissing and OSError.
    """
    _require_room(folder, force=force)
    held: list[_Held] = []
    for name, parts in installed_tables().items():
        if parts[0].fields:  # what nobody describes is not handed on
            held.append(_shipped(name, parts))
    tables = _write(folder, held)
    languages = _values(held, "declarations", "language")
    return _describe(folder, _package_of_data(tables, languages))


def export_corpus(
    corpus: Path,
    folder: Path,
    *,
    title: str | None = None,
    day: str | None = None,
    force: bool = False,
) -> Exported:
    """Write the tables of a corpus. `title` is its folder's name if none is given, `day` that on
    which its last document was converted. Raises as `export_data` does, BadOption where the
    corpus has no tables, and FileNotFoundError where there is no corpus.
    """
    published(corpus)  # there is a corpus
    if day is not None and not _DAY.fullmatch(day):
        raise BadOption(f"{day!r} is not a day or a month; write 2026-11-30 or 2026-11")
    _require_room(folder, force=force)
    held = [_of_corpus(corpus, table) for table in _tables_of(corpus)]
    tables = _write(folder, held)
    name = title or corpus.resolve().name
    about = _about_corpus(held)
    published_on = day or _last_day(corpus)
    licences = _licences(held)
    languages = _values(held, "declarations", "language")
    package = Package(
        name=name,
        title=name,
        description=about,
        published=published_on,
        licences=tuple(licences),
        languages=languages,
        tables=tables,
    )
    return _describe(folder, package)


def _require_room(folder: Path, *, force: bool) -> None:
    """Raise BadOption where pyarrow is missing, or the folder has files that are not to be lost."""
    require("an export", "pyarrow")
    if folder.exists() and not folder.is_dir():
        raise BadOption(f"{folder} is not a folder")
    if folder.is_dir() and any(folder.iterdir()) and not force:
        raise BadOption(f"{folder} is not empty; use --force to write into it")


def _write(folder: Path, held: Iterable[_Held]) -> tuple[WrittenTable, ...]:
    """Write each table as Parquet and as CSV."""
    written: list[WrittenTable] = []
    for each in held:
        path = f"tables/{each.name}"
        parquet = parquet_bytes(each.table)
        csv = _as_csv(each).encode()
        parquet_file = _put(folder, f"{path}.parquet", PARQUET, parquet)
        csv_file = _put(folder, f"{path}.csv", CSV, csv)
        table = WrittenTable(
            name=each.name,
            about=each.about,
            fields=each.fields,
            key=each.key,
            rows=each.table.num_rows,
            files=(parquet_file, csv_file),
        )
        written.append(table)
    return tuple(written)


def _put(folder: Path, path: str, media: str, content: bytes) -> WrittenFile:
    """Write a file; gives what is said of it."""
    target = folder / path
    target.parent.mkdir(parents=True, exist_ok=True)
    write_whole({target: content})
    digest = hashlib.sha256(content).hexdigest()
    return WrittenFile(path, media, len(content), digest)


def _as_csv(held: _Held) -> str:
    """A table as CSV, in which no cell is a formula."""
    delimiters = {
        field.name: field.delimiter for field in held.fields if field.type == "list"
    }
    header = [field.name for field in held.fields]
    rows: list[CsvRow] = []
    for row in rows_in(held.table):
        for name, delimiter in delimiters.items():
            items = row[name]
            row[name] = delimiter.join(items) if isinstance(items, list) else None
        rows.append(cast("CsvRow", row))
    return csv_of(header, rows)


def _describe(folder: Path, package: Package) -> Exported:
    """Write the descriptions beside the tables."""
    files = [file.path for _, file in package.files()]
    for name, text in described(package).items():
        write_whole({folder / name: text.encode()})
        files.append(name)
    rows = {table.name: table.rows for table in package.tables}
    return Exported(folder, rows, tuple(files))


# --- the installed data -------------------------------------------------------------------------


def _shipped(name: str, parts: Sequence[ShippedTable]) -> _Held:
    """A table of all distributions in memory, with the columns of the first."""
    first = parts[0]
    fields = first.fields
    if len(first.types) > len(fields):
        fields = (_PATH_OF_RECORD, *fields)
    types = {field.name: field.type for field in fields}
    tables = [typed_table(types, _rows_of(part)) for part in parts]
    return _Held(name, first.about, fields, first.key, as_one(tables))


def _rows_of(part: ShippedTable) -> Iterator[Mapping[str, object]]:
    """The rows of a table of one distribution."""
    if not part.in_parquet:
        yield from part.rows()
        return
    for path in part.paths():
        for row in rows_in(read_parquet(path)):
            if "path" not in row and "language" in row:
                row["path"] = f"{row['work']}/{row['language']}"
            yield row


def _package_of_data(
    tables: tuple[WrittenTable, ...],
    languages: tuple[str, ...],
) -> Package:
    """What the descriptors of the installed data say, taken together."""
    descriptors = [descriptor_of(each["data"]) for each in editions()]
    first = descriptors[0]
    held = [_edition(each) for each in descriptors]
    newest = max(held, key=_order)
    day = _published(newest.version)
    keywords = map(str, _each(descriptors, "keywords"))
    licences = map(_licence, _each(descriptors, "licenses"))
    publishers = _contributors(descriptors, publishing=True)
    creators = _contributors(descriptors, publishing=False)
    return Package(
        name=str(first["name"]),
        title=str(first["title"]),
        description=str(first["description"]),
        published=day,
        version=newest.version,
        keywords=tuple(keywords),
        licences=tuple(dict.fromkeys(licences)),
        publishers=tuple(publishers),
        creators=tuple(creators),
        languages=languages,
        editions=tuple(held),
        tables=tables,
    )


def _each(descriptors: Sequence[JsonObject], name: str) -> Iterator[object]:
    """The items of a list in all descriptors, each once."""
    seen: list[object] = []
    for descriptor in descriptors:
        items = descriptor.get(name)
        assert isinstance(items, list), "the descriptor has the list"
        for item in items:
            if item not in seen:
                seen.append(item)
                yield item


def _licence(values: object) -> Licence:
    """A licence as a descriptor has it."""
    assert isinstance(values, dict), "a licence is an object"
    return Licence(values["name"], values["title"], values.get("path"))


def _contributors(
    descriptors: Sequence[JsonObject], *, publishing: bool
) -> Iterator[str]:
    """The names of those who published the documents, or of all others."""
    for each in _each(descriptors, "contributors"):
        assert isinstance(each, dict), "a contributor is an object"
        publishes = any("publisher" in role for role in each["roles"])
        if publishes == publishing:
            yield str(each["title"])


def _edition(descriptor: JsonObject) -> Edition:
    """The edition that a descriptor describes."""
    name = str(descriptor["name"])
    version = str(descriptor["version"])
    return Edition(name, version, str(descriptor["hash"]))


def _order(edition: Edition) -> list[int]:
    """Where an edition stands among others: versions are calendar dates."""
    return [int(part) for part in edition.version.split(".")]


def _published(version: str) -> str:
    """The day or the month that a version names: 2026.11.26, or 2026.11.0 (a count)."""
    year, month, *rest = version.split(".")
    day = rest[0] if rest else "0"
    if len(day) == 2:
        return f"{year}-{month:0>2}-{day}"
    return f"{year}-{month:0>2}"


# --- a corpus -----------------------------------------------------------------------------------


def _tables_of(corpus: Path) -> list[Table]:
    """The tables that a corpus has. Raises BadOption where it was built without."""
    folder = corpus / FOLDER
    known = (*TABLES, *DERIVED)
    found = [table for table in known if (folder / table.name).is_dir()]
    if not found:
        raise BadOption(
            f"the corpus {corpus} has no tables; build it with --to json,akn,parquet"
        )
    return found


def _of_corpus(corpus: Path, table: Table) -> _Held:
    """A table of a corpus in memory."""
    paths = sorted((corpus / FOLDER / table.name).glob("*.parquet"))
    shards = [read_parquet(path) for path in paths]
    fields = tuple(map(_field, (PATH, *table.columns)))
    key = (PATH.name, *table.key[2:])
    return _Held(table.name, table.about, fields, key, as_one(shards))


def _field(column: Column) -> Field:
    return Field(column.name, column.type, column.about, column.separator)


def _values(held: Iterable[_Held], table: str, column: str) -> tuple[str, ...]:
    """The different values of a column, in order."""
    found: set[str] = set()
    for each in held:
        if each.name == table:
            found.update(str(row[column]) for row in rows_in(each.table) if row[column])
    return tuple(sorted(found))


def _licences(held: Iterable[_Held]) -> Iterator[Licence]:
    """The licences that the records of a corpus state."""
    for name in _values(held, "declarations", "licence"):
        yield Licence(name, name)


def _about_corpus(held: Iterable[_Held]) -> str:
    """A sentence about a corpus, by what it holds."""
    rows = {each.name: each.table.num_rows for each in held}
    number = rows.get("declarations", 0)
    passages = rows.get("paragraphs", 0)
    return (
        f"{number} documents with {passages} passages, converted by communique {__version__}. "
        "The words are as printed; what is said about them has its basis beside it. "
        "Unofficial and without legal force."
    )


def _last_day(corpus: Path) -> str:
    """The day on which the last document was converted, by the journal."""
    with reading(corpus) as database:
        (last,) = database.execute("SELECT max(at) FROM documents").fetchone()
    return str(last)[:10]
