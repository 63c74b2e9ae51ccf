"""What was done of a corpus: one SQLite file, which survives a run that is killed, a disk that is
full, a machine that stops.

A journal of lines would have to be read whole to know what is done, sorted to write it in order,
and mended where it ends in half a line. This is a journal that has an index: what is committed is
on the disk, what is not never was. What becomes of a document is kept with it, so that neither a
million small files nor the memory of the process hold it.
"""

import contextlib
import errno
import hashlib
import json
import os
import sqlite3
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Self

from communique._version import __version__
from communique.core.errors import BadOption
from communique.corpora.documents import About, Document, Outcome

NAME = "journal.sqlite"
FULL = (errno.ENOSPC, errno.EDQUOT)
KEPT = "what was done is kept, the same command goes on from there"
_EVERY = 0.5
"""Seconds between commits: what a killed run loses."""
_PATIENCE = 300.0
"""Seconds for which a commit waits until nobody reads."""
FORMATS = ("akn", "json")
"""What a corpus is written in where nothing else is asked for."""
_SHAPE = 1
_TABLES = """
CREATE TABLE documents (
    name TEXT PRIMARY KEY, source TEXT NOT NULL, slot INTEGER NOT NULL, stamp TEXT NOT NULL, sha256 TEXT NOT NULL,
    recipe TEXT NOT NULL, verdict TEXT NOT NULL, seconds REAL NOT NULL, at TEXT NOT NULL, version TEXT NOT NULL,
    about TEXT NOT NULL, result BLOB NOT NULL
);
CREATE INDEX slots ON documents (slot, name);
CREATE TABLE formats (name TEXT PRIMARY KEY);
CREATE TABLE published (shard TEXT PRIMARY KEY, digest TEXT NOT NULL);
"""
SLOTS = 1 << 16
"""Documents are spread over this many slots by the hash of their names; a shard is a run of slots."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What the journal has of a document, but for its result."""

    name: str
    sha256: str
    verdict: str
    version: str
    about: About


class Journal:
    """The journal of a corpus, open for one run. Raises OSError where the disk gives way, with a
    sentence that says so.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.path = folder / NAME
        self._committed = time.monotonic()
        with contextlib.ExitStack() as opened, saying(self.path):
            opened.enter_context(_locked(folder))
            self._db = opened.enter_context(
                contextlib.closing(sqlite3.connect(self.path, timeout=_PATIENCE))
            )
            self._db.execute("PRAGMA synchronous = FULL")
            self._db.execute(
                "CREATE TEMP TABLE seen (name TEXT PRIMARY KEY) WITHOUT ROWID"
            )
            shape = self._db.execute("PRAGMA user_version").fetchone()[0]
            if shape == 0:
                self._db.executescript(
                    f"BEGIN; {_TABLES} PRAGMA user_version = {_SHAPE}; COMMIT;"
                )
            elif shape != _SHAPE:
                raise BadOption(
                    f"{self.path} is the journal of another version of this program; build into a new folder"
                )
            self._opened = opened.pop_all()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Commit what is done, if the disk lets it, and let others in."""
        with contextlib.suppress(OSError):
            self.commit()
        self._opened.close()

    def formats(self, asked: tuple[str, ...]) -> tuple[str, ...]:
        """The formats that the corpus is written in: those that were asked for first. Raises
        BadOption if others are asked for now.
        """
        held = tuple(
            str(name) for (name,) in self._all("SELECT name FROM formats ORDER BY name")
        )
        wanted = tuple(sorted(set(asked or FORMATS)))
        if held and asked and held != wanted:
            raise BadOption(
                f"{self.folder} was built in other formats ({','.join(held)}); name these, or another folder"
            )
        if held:
            return held
        for name in wanted:
            self._run("INSERT INTO formats VALUES (?)", name)
        return wanted

    def is_current(self, document: Document, recipe: str) -> bool:
        """Whether a document shows, without being read, that it was converted so. If so it is of
        the source that it came up in now.
        """
        row = self._one(
            "SELECT stamp, recipe, source FROM documents WHERE name = ?", document.name
        )
        if not document.stamp or row is None or row[:2] != (document.stamp, recipe):
            return False
        if row[2] != document.source:
            self.belongs(document)
        return True

    def belongs(self, document: Document) -> None:
        """Note that a document, which stays as it is, is of the source that it came up in now."""
        sql = "UPDATE documents SET source = ? WHERE name = ?"
        self._run(sql, document.source, document.name)

    def known(self, name: str, recipe: str) -> str | None:
        """The SHA-256 that a document had when it was last converted so."""
        row = self._one(
            "SELECT sha256 FROM documents WHERE name = ? AND recipe = ?", name, recipe
        )
        return str(row[0]) if row else None

    def is_first(self, name: str) -> bool:
        """Whether a name comes up for the first time in this run; it is noted."""
        return self._run("INSERT OR IGNORE INTO seen VALUES (?)", name) == 1

    def put(self, outcome: Outcome, recipe: str) -> None:
        """Note what became of a document. It is on the disk half a second later, or with the next
        commit.
        """
        if outcome.result is None:
            self._run(
                "UPDATE documents SET source = ?, stamp = ? WHERE name = ?",
                outcome.source,
                outcome.stamp,
                outcome.name,
            )
        else:
            self._run(
                "INSERT OR REPLACE INTO documents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                outcome.name,
                outcome.source,
                slot_of(outcome.name),
                outcome.stamp,
                outcome.sha256,
                recipe if outcome.settled else "",
                outcome.verdict,
                outcome.seconds,
                datetime.now(UTC).isoformat(timespec="seconds"),
                __version__,
                json.dumps(outcome.about),
                outcome.result,
            )
        if time.monotonic() - self._committed > _EVERY:
            self.commit()

    def keep(self, outcome: Outcome) -> bool:
        """Whether the journal has what was made of a document before. It is then of the source that
        the document came up in now.
        """
        sql = "UPDATE documents SET source = ? WHERE name = ? AND sha256 <> ''"
        return self._run(sql, outcome.source, outcome.name) == 1

    def commit(self) -> None:
        """Put on the disk what was noted."""
        with saying(self.path):
            self._db.commit()
        self._committed = time.monotonic()

    def gone(self, sources: set[str]) -> list[str]:
        """The documents of these sources that did not come up in this run."""
        sql = (
            "SELECT name FROM documents WHERE source IN (SELECT value FROM json_each(?)) AND name NOT IN seen "
            "ORDER BY name"
        )
        asked = json.dumps(sorted(sources))
        return [str(name) for (name,) in self._all(sql, asked)]

    def forget(self, name: str) -> None:
        """Take a document out."""
        self._run("DELETE FROM documents WHERE name = ?", name)

    def count(self) -> int:
        """How many documents there are."""
        return self._count("SELECT count(*) FROM documents")

    def without_record(self, most: int) -> tuple[int, list[tuple[str, str]]]:
        """How many documents gave no record, and the first of them by name, each with its verdict."""
        where = "FROM documents WHERE json_extract(about, '$.work') IS NULL"
        found = self._all(f"SELECT name, verdict {where} ORDER BY name LIMIT ?", most)
        named = [(str(name), str(verdict)) for name, verdict in found]
        return self._count(f"SELECT count(*) {where}"), named

    def digest(self, slots: tuple[int, int]) -> str:
        """What the shard of these slots is made of, as a hash: it is published again only if that
        is another.
        """
        held = hashlib.sha256()
        sql = "SELECT name, sha256, recipe, verdict, version FROM documents WHERE slot >= ? AND slot < ? ORDER BY name"
        for row in self._all(sql, *slots):
            held.update(json.dumps(row).encode())
        return held.hexdigest()

    def publish(self, shard: str, digest: str | None) -> None:
        """Note that a shard is published; or, without a digest, that it is no more."""
        if digest is None:
            self._run("DELETE FROM published WHERE shard = ?", shard)
        else:
            self._run("INSERT OR REPLACE INTO published VALUES (?, ?)", shard, digest)
        self.commit()

    def _count(self, sql: str) -> int:
        with saying(self.path):
            number: int = self._db.execute(sql).fetchone()[0]
        return number

    def _one(self, sql: str, *values: object) -> "tuple[object, ...] | None":
        return next(iter(self._all(sql, *values)), None)

    def _all(self, sql: str, *values: object) -> "list[tuple[object, ...]]":
        with saying(self.path):
            return self._db.execute(sql, values).fetchall()

    def _run(self, sql: str, *values: object) -> int:
        with saying(self.path):
            return self._db.execute(sql, values).rowcount


@contextlib.contextmanager
def reading(folder: Path) -> Iterator[sqlite3.Connection]:
    """The journal of a corpus, to be read only, also while a run is at work. Raises
    FileNotFoundError where there is none.
    """
    path = folder / NAME
    if not path.is_file():
        raise FileNotFoundError(
            errno.ENOENT, "no corpus; `communique corpus build` makes one", str(folder)
        )
    with (
        saying(path),
        contextlib.closing(
            sqlite3.connect(f"{path.resolve().as_uri()}?mode=rw", uri=True)
        ) as database,
    ):
        yield database


def published(folder: Path) -> dict[str, str]:
    """The shards that are published, each with the digest of what it is made of."""
    with reading(folder) as database:
        return dict(database.execute("SELECT shard, digest FROM published"))


def entries(folder: Path) -> Iterator[Entry]:
    """Every document, by name."""
    with reading(folder) as database:
        found = database.execute(
            "SELECT name, sha256, verdict, version, about FROM documents ORDER BY name"
        )
        yield from map(_entry, found)


def _entry(row: tuple[str, str, str, str, str]) -> Entry:
    return Entry(*row[:4], json.loads(row[4]))


def results(folder: Path, slots: tuple[int, int]) -> list[tuple[Entry, bytes]]:
    """The documents of some slots by name, each with its packed result: all at once, as who reads
    on keeps the journal from being written.
    """
    sql = (
        "SELECT name, sha256, verdict, version, about, result FROM documents "
        "WHERE slot >= ? AND slot < ? ORDER BY name"
    )
    with reading(folder) as database:
        rows = database.execute(sql, slots)
        return [(_entry(row[:5]), row[5]) for row in rows]


def results_of(folder: Path, name: str) -> bytes:
    """The packed result of one document, which is there."""
    with reading(folder) as database:
        sql = "SELECT result FROM documents WHERE name = ?"
        packed: bytes = database.execute(sql, (name,)).fetchone()[0]
        return packed


def slot_of(name: str) -> int:
    """The slot of a document, by the hash of its name: it depends on nothing else."""
    return int.from_bytes(
        hashlib.sha256(name.encode("utf-8", "surrogatepass")).digest()[:2]
    )


@contextlib.contextmanager
def saying(path: Path) -> Iterator[None]:
    """What SQLite says of a disk as an OSError, which commands turn into a sentence."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        full = "full" in str(error)
        words = f"the disk is full; {KEPT}" if full else str(error)
        raise OSError(errno.ENOSPC if full else errno.EIO, words, str(path)) from error


def _locked(folder: Path) -> IO[str]:
    """Keep a second run out. The lock goes with the process, however it ends, and is not left to
    its children.
    """
    file = (folder / "lock").open("a+", encoding="ascii")
    try:
        import fcntl

        fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (
        ImportError
    ):  # there the journal alone has to do: its transactions do not mix
        return file
    except OSError as error:
        file.seek(0)
        words = f"another run is at work on this corpus (process {file.read().strip() or 'unknown'})"
        file.close()
        raise BlockingIOError(error.errno, words, str(folder)) from None
    file.truncate(0)
    file.write(f"{os.getpid()}\n")
    file.flush()
    return file
