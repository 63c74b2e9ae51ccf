"""Passages found by their words, with FTS5 of SQLite: diacritics and case do not count."""

import re
import sqlite3
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import chain

TABLES = """
CREATE TABLE IF NOT EXISTS passages (id INTEGER PRIMARY KEY, shard TEXT, path TEXT, eid TEXT, words TEXT);
CREATE VIRTUAL TABLE IF NOT EXISTS found USING fts5 (
    words, content = 'passages', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2'
);
"""
_UNSPACED = "[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]"
"""Kana and Chinese characters, which are written without spaces: each is a word of the index,
parted by U+200B.
"""
_EACH = re.compile(f"({_UNSPACED})")
_PIECE = re.compile(f"{_UNSPACED}|(?:(?!{_UNSPACED})[^\\W_])+")
"""A word of the index, or a part of one."""
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


Passage = tuple[str, str, str]
"""The path of a document, the address of a passage in it, and its words."""


def index_of(passages: Iterable[Passage]) -> sqlite3.Connection:
    """An index in memory, which any thread may use."""
    database = sqlite3.connect(":memory:", check_same_thread=False)
    database.executescript(TABLES)
    with database:
        put(database, "", passages)
    return database


def put(database: sqlite3.Connection, shard: str, passages: Iterable[Passage]) -> None:
    """Put passages into the index."""
    last = database.execute("SELECT coalesce(max(id), 0) FROM passages").fetchone()[0]
    rows = ((shard, path, eid, _parted(words)) for path, eid, words in passages)
    database.executemany(
        "INSERT INTO passages (shard, path, eid, words) VALUES (?, ?, ?, ?)", rows
    )
    database.execute(
        "INSERT INTO found (rowid, words) SELECT id, words FROM passages WHERE id > ?",
        (last,),
    )


def words_of(heading: object, text: object) -> str:
    """The words of a passage as they are indexed; empty where it has neither."""
    return "\n".join([str(each) for each in (heading, text) if each])


def _parted(words: str) -> str:
    """The words, with characters that are written without spaces parted from each other."""
    return _EACH.sub("\u200b\\1\u200b", words)


def pieces(words: str) -> list[str]:
    """Runs of letters that every passage with these words has, whatever their case and accents.

    >>> pieces('"non-proliferation" trea*')
    ['non', 'proliferation', 'trea']
    """
    return _PIECE.findall(words)


_WITH_MARKS = (range(0x80, 0x700), range(0x900, 0xE00), range(0x1E00, 0x2000))
"""The code points among which letters with marks are."""
_MARKS = r"\p{M}*"
_ALIKE = str.maketrans("ςſµ", "σsμ")
"""Forms of a letter that the index does not tell apart."""


def pattern_of(
    words: str,
) -> str:
    r"""A regular expression of DuckDB (RE2) that finds words, whatever their case and accents.

    >>> pattern_of("2 hw")
    '(?i)2\\p{M}*\\ \\p{M}*[hĥȟḣḥḧḩḫẖ]\\p{M}*[wŵẁẃẅẇẉẘ]\\p{M}*'
    """
    parts = ["(?i)"]
    for letter in _plain(words):
        alike = _with_marks().get(letter, "")
        one = f"[{letter}{alike}]" if alike else re.escape(letter)
        parts += [one, _MARKS]
    return "".join(parts)


def _plain(
    words: str,
) -> str:
    """Words in lower case and without accents."""
    parted = unicodedata.normalize("NFD", words.lower())
    letters = [char for char in parted if not unicodedata.combining(char)]
    joined = unicodedata.normalize("NFC", "".join(letters))
    return joined.translate(_ALIKE)


@cache
def _with_marks() -> dict[str, str]:
    """The letters with marks, by the letter without them."""
    found: dict[str, str] = {}
    for letter in map(chr, chain(*_WITH_MARKS)):
        plain = _plain(letter)
        if len(plain) == 1 and plain != letter == letter.lower():
            found[plain] = found.get(plain, "") + letter
    return found


def find(
    database: sqlite3.Connection,
    words: str,
    *,
    limit: int,
) -> Found:
    """The passages of an index that have all of the words: how many there are, and the best of
    them.
    """
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
    hits: list[Hit] = []
    for path, eid, text in database.execute(sql, (asked, limit)):
        parts = text.replace("\u200b", "").split()
        hits.append(Hit(path, eid, " ".join(parts)))
    return Found(total, tuple(hits))


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
