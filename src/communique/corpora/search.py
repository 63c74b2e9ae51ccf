"""Passages of a corpus, found by their words in an index of SQLite (FTS5): the best first, diacritics
and case do not count.
"""

import re
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from communique.corpora.conversion import unpacked
from communique.corpora.journal import published, results, saying
from communique.corpora.shards import Shard

NAME = "index.sqlite"
_TABLES = """
CREATE TABLE IF NOT EXISTS shards (shard TEXT PRIMARY KEY, digest TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS passages (id INTEGER PRIMARY KEY, shard TEXT, path TEXT, eid TEXT, words TEXT);
CREATE INDEX IF NOT EXISTS by_shard ON passages (shard);
CREATE VIRTUAL TABLE IF NOT EXISTS found USING fts5 (
    words, content = 'passages', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2'
);
"""
_UNSPACED = "[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]"
"""Kana and Chinese characters, which are written without spaces: each is a word of the index,
parted by U+200B.
"""
_EACH = re.compile(f"({_UNSPACED})")
_TERM = re.compile(r'"([^"]*)"|(\S+)')


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that has the words: the document, the address in it, and the words with those
    around them, in `[` and `]`.
    """

    path: str
    eid: str
    words: str


@dataclass(frozen=True, slots=True)
class Found:
    """How many passages have the words, and the best of them."""

    total: int
    hits: tuple[Hit, ...]


def search(folder: Path, words: str, *, limit: int = 20) -> Found:
    """The passages that have all of the words; `"in quotation marks"` side by side; `begin*` with
    any ending.

    The index is brought up to date before: what was published anew since is indexed again. Raises
    FileNotFoundError where there is no corpus, and OSError where the index cannot be written.
    """
    now = published(folder)
    with (
        saying(folder / NAME),
        closing(sqlite3.connect(folder / NAME, timeout=60)) as database,
    ):
        database.executescript(_TABLES)
        _update(database, folder, now)
        return find(database, words, limit=limit)


def find(database: sqlite3.Connection, words: str, *, limit: int) -> Found:
    """The passages of an open index that have all of the words, as `search` takes them."""
    asked = _asked(words)
    if not asked:
        return Found(0, ())
    total = database.execute(
        "SELECT count(*) FROM found WHERE found MATCH ?", (asked,)
    ).fetchone()[0]
    sql = (
        "SELECT path, eid, snippet(found, 0, '[', ']', ' … ', 24) FROM found JOIN passages ON id = found.rowid "
        "WHERE found MATCH ? ORDER BY rank, path, id LIMIT ?"
    )
    best = database.execute(sql, (asked, limit))
    hits: list[Hit] = []
    for path, eid, text in best:
        of_it = text.replace("\u200b", "").split()
        hits.append(Hit(path, eid, " ".join(of_it)))
    return Found(total, tuple(hits))


def index_of(rows: Iterable[tuple[str, str, str]]) -> sqlite3.Connection:
    """An index in memory, which any thread may use, of rows: path, eid and words of a passage."""
    database = sqlite3.connect(":memory:", check_same_thread=False)
    database.executescript(_TABLES)
    indexed: list[tuple[str, str, str]] = []
    for path, eid, words in rows:
        parted = _parted(words)
        indexed.append((path, eid, parted))
    with database:
        database.executemany(
            "INSERT INTO passages (path, eid, words) VALUES (?, ?, ?)", indexed
        )
        database.execute(
            "INSERT INTO found (rowid, words) SELECT id, words FROM passages"
        )
    return database


def _update(database: sqlite3.Connection, folder: Path, now: dict[str, str]) -> None:
    """Index the shards that are not as they were, each in one transaction; what is half done was
    never there.
    """
    before = dict(database.execute("SELECT shard, digest FROM shards"))
    known = before.keys() | now.keys()
    changed = [name for name in known if before.get(name) != now.get(name)]
    for shard in sorted(changed):
        with database:
            database.execute(
                "INSERT INTO found (found, rowid, words) SELECT 'delete', id, words FROM passages WHERE shard = ?",
                (shard,),
            )
            database.execute("DELETE FROM passages WHERE shard = ?", (shard,))
            database.execute("DELETE FROM shards WHERE shard = ?", (shard,))
            if shard in now:
                last = database.execute(
                    "SELECT coalesce(max(id), 0) FROM passages"
                ).fetchone()[0]
                rows = ((shard, *row) for row in _passages(folder, shard))
                database.executemany(
                    "INSERT INTO passages (shard, path, eid, words) VALUES (?, ?, ?, ?)",
                    rows,
                )
                database.execute(
                    "INSERT INTO found (rowid, words) SELECT id, words FROM passages WHERE id > ?",
                    (last,),
                )
                database.execute(
                    "INSERT INTO shards VALUES (?, ?)", (shard, now[shard])
                )


def _passages(folder: Path, shard: str) -> Iterator[tuple[str, str, str]]:
    for entry, result in results(folder, Shard.named(shard).slots):
        for row in unpacked(result).get("rows", {}).get("paragraphs", ()):
            parts = [str(row[name]) for name in ("heading", "text") if row[name]]
            words = "\n".join(parts)
            if words:
                yield entry.name, str(row["eid"]), _parted(words)


def _parted(words: str) -> str:
    """The words, with characters that are written without spaces parted from each other."""
    return _EACH.sub("\u200b\\1\u200b", words)


def _asked(words: str) -> str:
    """What is asked in the language of the index: nothing in the words is an operator of it."""
    terms = []
    for phrase, word in _TERM.findall(words):
        term = _parted(phrase or word).replace('"', " ").strip()
        if any(char.isalnum() for char in term):
            terms.append(
                f'"{term.rstrip("*")}"' + "*" * (not phrase and term.endswith("*"))
            )
    return " ".join(terms)
