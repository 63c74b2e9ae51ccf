"""Stores: many records in one file, each packed on its own and found by its id.

A store is an SQLite file. A record is JSON, packed with zlib and the dictionary of the
store: what the records have in common is kept once. docs/dataset.md has the measurements
behind this choice. `communique corpus pack` makes stores.
"""

import sqlite3
import zlib
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, cast

from communique.core import bundle
from communique.core.errors import BundleDamaged, BundleMissing, UnknownDeclaration
from communique.core.source import Source
from communique.edition.held import Held, Work, listed

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    from communique.draft import Parsed
    from communique.model import Declaration

FOLDER = "collections"
"""The folder of a distribution that has a folder for each collection."""
NAME = "records.sqlite"
"""The store in the folder of a collection."""
APPLICATION = 0x434F4D51
"""What marks an SQLite file as a store: `COMQ`."""
SHAPE = 1
"""The version of the tables in a store."""
TABLES = """
CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE dictionary (data BLOB NOT NULL);
CREATE TABLE works (id TEXT PRIMARY KEY, language TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE records (
    id TEXT NOT NULL, language TEXT NOT NULL, kind TEXT NOT NULL, date TEXT, title TEXT,
    quality TEXT NOT NULL, licence TEXT, path TEXT NOT NULL, sha256 TEXT NOT NULL,
    warnings INTEGER NOT NULL, digest TEXT NOT NULL, data BLOB NOT NULL,
    UNIQUE (id, language)
);
CREATE TABLE former (id TEXT PRIMARY KEY, became TEXT, why TEXT NOT NULL) WITHOUT ROWID;
"""
"""`works.language` is the language that `load` gives if none is asked for. `sha256` is the
hash of the source, `digest` that of the record. `former` has ids of earlier editions: what
they became, or NULL and why the work was withdrawn.
"""
_MAGIC = b"SQLite format 3\0"
_HEADER = 100
"""Bytes of the header of an SQLite file."""
_LARGEST_PAGE = 1 << 16


class Former(NamedTuple):
    """What became of the id of an earlier edition: another id, or None and why."""

    became: str | None
    why: str


def pack(
    record: bytes,
    dictionary: bytes,
) -> bytes:
    """A record as a store holds it."""
    packer = (
        zlib.compressobj(9, zdict=dictionary) if dictionary else zlib.compressobj(9)
    )
    return packer.compress(record) + packer.flush()


def unpack(
    data: bytes,
    dictionary: bytes,
) -> bytes:
    """A record as it was packed. Raises zlib.error if it is damaged."""
    unpacker = (
        zlib.decompressobj(zdict=dictionary) if dictionary else zlib.decompressobj()
    )
    return unpacker.decompress(data) + unpacker.flush()


_Known = tuple[str, str, str | None, str | None, str, str | None]
"""The columns of a record that `Held` has."""


@dataclass(frozen=True)
class Store:
    """The store in a file. Every call opens the file and closes it again, so that nothing
    stays in memory, and a store may be used by several threads.

    Each method raises BundleDamaged if the file is cut short, is no store, or is one of
    another version of this program.
    """

    file: "Traversable"

    @property
    def folder(self) -> "Traversable":
        """The folder of the collection; the file itself where it is in an archive."""
        return self.file.parent if isinstance(self.file, Path) else self.file

    def about(self) -> dict[str, str]:
        """What the store says of itself: `collection`, `distribution`, `version`."""
        with self._open() as database:
            return dict(database.execute("SELECT key, value FROM about"))

    def works(self) -> tuple[Work, ...]:
        """The works by id, each with its languages."""
        languages: dict[str, list[str]] = {}
        with self._open() as database:
            sql = "SELECT id, language FROM records ORDER BY id, language"
            for work, language in database.execute(sql):
                languages.setdefault(work, []).append(language)
        return tuple(Work(work, tuple(tags)) for work, tags in languages.items())

    def held(self) -> tuple[Held, ...]:
        """What is known of each record, by work and language. No record is read for it."""
        about = self.about()
        with self._open() as database:
            sql = (
                "SELECT id, language, date, title, quality, licence FROM records "
                "ORDER BY id, language"
            )
            rows: list[_Known] = database.execute(sql).fetchall()
            return tuple(
                Held(*row, about["distribution"], about["version"]) for row in rows
            )

    def has(
        self,
        id: str,
        language: str | None = None,
    ) -> bool:
        """Whether the store has a work, by its id or a former one: in that language."""
        with self._open() as database:
            languages = _languages(database, _current(database, id))
        return bool(languages) if language is None else language in languages

    def knows(
        self,
        id: str,
    ) -> bool:
        """Whether the store has a work, or had one that was withdrawn."""
        with self._open() as database:
            return bool(
                _former(database, id) or _languages(database, _current(database, id))
            )

    def load(
        self,
        id: str,
        language: str | None = None,
    ) -> "Declaration":
        """The record of a work in a language; without one, in the language that the store
        names for the work. The same object every time.

        Raises UnknownDeclaration: an id or a language that is not there, or a work that was
        withdrawn, with the reason.
        """
        current, tag, _ = self._found(id, language)
        return _record(
            self,
            current,
            tag,
        )

    def source(
        self,
        id: str,
        language: str | None = None,
    ) -> Source:
        """The bytes of a record, as `read` and `validate` take them. Raises as `load`."""
        current, tag, data = self._found(id, language)
        return Source(f"{self.file}/{current}/{tag}.json", data)

    def others(
        self,
        id: str,
        language: str,
    ) -> "tuple[Declaration, ...]":
        """The records of a work in its other languages, in order."""
        with self._open() as database:
            languages = _languages(database, _current(database, id))
        return tuple(self.load(id, each) for each in languages if each != language)

    def reading(
        self,
        id: str,
        language: str | None = None,
    ) -> "Parsed":
        """A store has no source to read again. Raises BundleMissing, which says where the
        source is, and UnknownDeclaration as `load` does.
        """
        record = self.load(id, language)
        origin = record.source.title if record.source else None
        where = f": {origin}" if origin else ""
        raise BundleMissing(f"the store has the record of {id}, not its source{where}")

    def digests(self) -> dict[tuple[str, str], str]:
        """The hash of each record, by id and language."""
        with self._open() as database:
            rows = database.execute(
                "SELECT id, language, digest FROM records",
            )
            return {(work, language): digest for work, language, digest in rows}

    def former(self) -> dict[str, Former]:
        """The ids of earlier editions, and what became of each."""
        with self._open() as database:
            rows = database.execute(
                "SELECT id, became, why FROM former ORDER BY id",
            )
            return {old: Former(became, why) for old, became, why in rows}

    def _found(
        self,
        id: str,
        language: str | None,
    ) -> tuple[str, str, bytes]:
        """The id that a work has now, the language, and the bytes of the record."""
        with self._open() as database:
            current = _current(database, id)
            tag = language or _first_language(database, current)
            row = database.execute(
                "SELECT data FROM records WHERE id = ? AND language = ?", (current, tag)
            ).fetchone()
            if row is None:
                raise UnknownDeclaration(self._why_not(database, current, tag))
            dictionary = database.execute("SELECT data FROM dictionary").fetchone()[0]
            return current, str(tag), unpack(row[0], dictionary)

    def _why_not(
        self, database: sqlite3.Connection, id: str, language: str | None
    ) -> str:
        """Why there is no such record, in a sentence."""
        former = _former(database, id)
        if former is not None:
            return f"{id!r} was withdrawn: {former.why}"
        languages = _languages(database, id)
        if languages:
            return f"{id} is not held in {language!r}; there are {listed(languages)}"
        return f"no declaration is named {id!r} in {self.file}"

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        """The database, to be read only. Also from a folder that nothing may write to."""
        if isinstance(self.file, Path):
            with self.file.open("rb") as file:
                header = file.read(_HEADER)
            _require_whole(self.file, header, self.file.stat().st_size)
            address = f"{self.file.resolve().as_uri()}?mode=ro&immutable=1"
            database = sqlite3.connect(address, uri=True)
        else:
            data = self.file.read_bytes()
            _require_whole(self.file, data[:_HEADER], len(data))
            database = sqlite3.connect(":memory:")
            database.deserialize(data)
        with closing(database):
            try:
                yield database
            except (sqlite3.DatabaseError, zlib.error) as error:
                raise BundleDamaged(f"{self.file} is damaged: {error}") from error


def _require_whole(
    file: "Traversable",
    header: bytes,
    size: int,
) -> None:
    """Raise BundleDamaged unless a file is a store of this version, from its first byte to
    its last.
    """
    if len(header) < _HEADER or not header.startswith(_MAGIC):
        raise BundleDamaged(f"{file} is not a store of declarations, or is cut short")
    if int.from_bytes(header[68:72]) != APPLICATION:
        raise BundleDamaged(f"{file} is an SQLite file, but no store of declarations")
    shape = int.from_bytes(header[60:64])
    if shape != SHAPE:
        raise BundleDamaged(
            f"{file} is a store of version {shape}, and this program reads version {SHAPE}: "
            "install the communique and communique-data that belong together"
        )
    page = int.from_bytes(header[16:18])
    # The largest size does not fit into two bytes.
    page = _LARGEST_PAGE if page == 1 else page
    whole = page * int.from_bytes(header[28:32])
    if size != whole:
        raise BundleDamaged(
            f"{file} has {size} bytes and should have {whole}: install it again"
        )


def _former(
    database: sqlite3.Connection,
    id: str,
) -> Former | None:
    sql = "SELECT became, why FROM former WHERE id = ?"
    row = database.execute(sql, (id,)).fetchone()
    return None if row is None else Former(*row)


def _current(
    database: sqlite3.Connection,
    id: str,
) -> str:
    """The id that a work has now."""
    former = _former(database, id)
    return id if former is None or former.became is None else former.became


def _languages(
    database: sqlite3.Connection,
    id: str,
) -> list[str]:
    sql = "SELECT language FROM records WHERE id = ? ORDER BY language"
    return [str(language) for (language,) in database.execute(sql, (id,))]


def _first_language(
    database: sqlite3.Connection,
    id: str,
) -> str | None:
    sql = "SELECT language FROM works WHERE id = ?"
    row = database.execute(sql, (id,)).fetchone()
    return None if row is None else str(row[0])


@cache
def _record(
    store: Store,
    work: str,
    language: str,
) -> "Declaration":
    from communique.model import Declaration

    source = store.source(work, language)
    try:
        # It was read and checked with care before it was packed.
        record = Declaration.model_validate_json(source.data)
    except ValueError as error:  # the model's refusal is one
        raise BundleDamaged(
            f"the record {source.name} is damaged, or of another version: install the "
            "communique and communique-data that belong together"
        ) from error
    return record.held_with(partial(store.others, work, language))


def stores() -> tuple[Store, ...]:
    """The stores of communique-data, by name; none where it is not installed, or was built
    without them.
    """
    more = bundle.companion()
    if more is None:
        return ()
    return tuple(stores_in(more.joinpath(FOLDER)))


def stores_in(folder: "Traversable") -> Iterator[Store]:
    """The stores of the collections in a folder, by name."""
    if not folder.is_dir():
        return
    for each in sorted(folder.iterdir(), key=lambda each: each.name):
        file = each.joinpath(NAME)
        if file.is_file():
            yield Store(file)


class Packed(NamedTuple):
    """A record to be packed: the columns of `records` up to `warnings`, and its JSON."""

    id: str
    language: str
    kind: str
    date: str | None
    title: str | None
    quality: str
    licence: str | None
    path: str
    sha256: str
    warnings: int
    digest: str
    data: bytes


_PAGE = 1024
_DICTIONARY = 1 << 15
"""Bytes of a dictionary: zlib looks back no further."""
_SAMPLES = 32
"""A dictionary is made of pieces of this many records."""


def dictionary_of(records: Iterable[bytes]) -> bytes:
    """A dictionary for records: the beginnings of some of them, which hold most of the keys
    and of the addresses that all have.
    """
    pieces = [record[: _DICTIONARY // _SAMPLES] for record in records]
    return b"".join(pieces)[-_DICTIONARY:]


def sample(names: list[str]) -> list[str]:
    """The names, evenly spread, of which a dictionary is made."""
    step = max(1, len(names) // _SAMPLES)
    return names[::step][:_SAMPLES]


def write_store(
    path: Path,
    about: dict[str, str],
    dictionary: bytes,
    records: Iterable[Packed],
    first: dict[str, str],
    former: dict[str, Former],
) -> None:
    """Write a store: the same bytes for the same records, whatever was there before.

    `first` is the language of each work that `load` gives if none is asked for. Records
    come in order of id and language. Raises OSError.
    """
    unfinished = path.with_name(f"{path.name}.tmp")
    unfinished.unlink(missing_ok=True)
    with closing(sqlite3.connect(unfinished, isolation_level=None)) as database:
        database.execute(f"PRAGMA page_size = {_PAGE}")
        database.execute("PRAGMA journal_mode = OFF")
        database.execute("PRAGMA synchronous = OFF")
        database.execute(f"PRAGMA application_id = {APPLICATION}")
        database.execute(f"PRAGMA user_version = {SHAPE}")
        database.executescript(TABLES)
        database.execute("BEGIN")
        insert = database.executemany
        insert("INSERT INTO about VALUES (?, ?)", sorted(about.items()))
        insert("INSERT INTO dictionary VALUES (?)", [(dictionary,)])
        columns = ", ".join("?" * len(Packed._fields))
        sql = f"INSERT INTO records VALUES ({columns})"  # noqa: S608 - only ?
        insert(sql, cast("Iterable[tuple[object, ...]]", records))
        insert("INSERT INTO works VALUES (?, ?)", sorted(first.items()))
        rows = [(old, *what) for old, what in sorted(former.items())]
        insert("INSERT INTO former VALUES (?, ?, ?)", rows)
        database.execute("COMMIT")
        database.execute("VACUUM")
    unfinished.replace(path)
