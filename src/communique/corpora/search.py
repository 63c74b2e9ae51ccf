"""Passages of a corpus, found by their words in an index of SQLite (FTS5): the best first, diacritics
and case do not count.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from communique.corpora.conversion import unpacked
from communique.corpora.fulltext import TABLES, Found, Passage, find, put, words_of
from communique.corpora.journal import published, results, saying
from communique.corpora.shards import Shard

NAME = "index.sqlite"
_TABLES = f"""
CREATE TABLE IF NOT EXISTS shards (shard TEXT PRIMARY KEY, digest TEXT NOT NULL);
{TABLES}
CREATE INDEX IF NOT EXISTS by_shard ON passages (shard);
"""


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
                put(database, shard, _passages(folder, shard))
                database.execute(
                    "INSERT INTO shards VALUES (?, ?)", (shard, now[shard])
                )


def _passages(folder: Path, shard: str) -> Iterator[Passage]:
    for entry, result in results(folder, Shard.named(shard).slots):
        for row in unpacked(result).get("rows", {}).get("paragraphs", ()):
            words = words_of(row["heading"], row["text"])
            if words:
                yield entry.name, str(row["eid"]), words
