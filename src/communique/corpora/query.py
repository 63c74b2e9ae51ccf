"""Questions to a corpus, in SQL or by words; what can be counted without either; and the corpus as
pages that open from a disk.

SQL is answered by DuckDB, words are looked up in an index of SQLite (FTS5): the best passages
first, diacritics and case do not count. Pages are a list with facets and a page for each document;
nothing is fetched.
"""

import re
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from html import escape
from importlib.resources import files
from itertools import chain
from pathlib import Path
from typing import Any
from urllib.parse import quote

from communique.core.errors import BadOption
from communique.core.processes import in_order, processors
from communique.corpora.conversion import unpacked
from communique.corpora.journal import Entry, entries, published, reading, results, saying
from communique.corpora.shards import (
    ABOUT,
    FINDING,
    FINDINGS,
    MANIFEST,
    Shard,
    file_name,
    put,
    write_in,
)
from communique.corpora.tables import FOLDER, require
from communique.documents import write
from communique.model import Declaration

_AT_ONCE = 1000
_NUMBERS = {"bytes", "errors", "warnings", "line", "column"}
_LONGEST = 1 << 26
"""Bytes of the longest row: a finding may quote all of a text."""


@dataclass(frozen=True)
class Answer:
    """The names of the columns, and the rows, which are fetched as they are asked for."""

    columns: tuple[str, ...]
    rows: Iterator[tuple[Any, ...]]


def query(folder: Path, sql: str) -> Answer:
    """What DuckDB answers: each table is a view, `manifest` and `findings` too. Nothing outside of
    the folder can be read.

    Raises BadOption where DuckDB is missing or refuses the SQL, and FileNotFoundError where there
    is no corpus.
    """
    require("a query", "duckdb")
    published(folder)  # there is a corpus
    import duckdb

    database = duckdb.connect(config={"autoinstall_known_extensions": False})
    inside = folder.resolve()
    views = {
        "manifest": _csv(inside / MANIFEST, ABOUT),
        "findings": _csv(inside / FINDINGS / "*.csv", FINDING),
    }
    for table in sorted((inside / FOLDER).glob("*")):
        views[table.name] = f"read_parquet({_quoted(table / '*.parquet')})"
    for name, source in views.items():
        database.execute(f'CREATE VIEW "{name}" AS FROM {source}')
    database.execute(
        f"SET allowed_directories = [{_quoted(inside)}]; SET enable_external_access = false; SET lock_configuration = true"
    )
    try:
        found = database.execute(sql)
        columns = tuple(each[0] for each in found.description or ())
    except duckdb.Error as error:
        raise BadOption(str(error)) from error
    pieces = iter(partial(found.fetchmany, _AT_ONCE), [])
    return Answer(columns, chain.from_iterable(pieces))


def _csv(path: Path, columns: tuple[str, ...]) -> str:
    """Files of CSV as they are written here: nothing about them is guessed."""
    types = ", ".join(
        f"'{name}': '{'BIGINT' if name in _NUMBERS else 'VARCHAR'}'" for name in columns
    )
    dialect = """header = true, auto_detect = false, delim = ',', quote = '"', escape = '"', new_line = '\\n'"""
    return (
        f"read_csv({_quoted(path)}, {dialect}, max_line_size = {_LONGEST}, columns = {{{types}}})"
    )


def _quoted(path: Path | str) -> str:
    return "'" + str(path).replace("'", "''") + "'"


COUNTED = {
    "verdict": "verdict", "kind": "json_extract(about, '$.kind')", "language": "json_extract(about, '$.language')",
    "year": "substr(json_extract(about, '$.date'), 1, 4)",
}  # fmt: skip
"""What is counted, and where the journal has it."""


def stats(folder: Path) -> dict[str, Any]:
    """What a corpus holds, from its journal: how many documents of each verdict, kind, language and
    year, and what they took.
    """
    with reading(folder) as database:
        documents, size, seconds, without = database.execute(
            "SELECT count(*), sum(json_extract(about, '$.bytes')), sum(seconds), sum(json_extract(about, '$.work') IS NULL) "
            "FROM documents"
        ).fetchone()
        found: dict[str, Any] = {
            "documents": documents,
            "without_record": without or 0,
            "bytes": size or 0,
        }
        found["seconds"] = round(seconds or 0.0, 1)
        for name, value in COUNTED.items():
            order = "1" if name == "year" else "2 DESC, 1"
            sql = (
                f"SELECT coalesce({value}, ''), count(*) FROM documents GROUP BY 1 ORDER BY {order}"  # noqa: S608 - no words of others
            )
            found[name] = dict(database.execute(sql).fetchall())
        slowest = (
            "SELECT name, round(seconds, 2) FROM documents ORDER BY seconds DESC, name LIMIT 5"
        )
        found["slowest"] = dict(database.execute(slowest).fetchall())
    return found


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
    asked = _asked(words)
    now = published(folder)
    with saying(folder / NAME), closing(sqlite3.connect(folder / NAME, timeout=60)) as database:
        database.executescript(_TABLES)
        _update(database, folder, now)
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
        shown = (
            (path, eid, " ".join(text.replace("\u200b", "").split())) for path, eid, text in best
        )
        return Found(total, tuple(Hit(*each) for each in shown))


def _update(database: sqlite3.Connection, folder: Path, now: dict[str, str]) -> None:
    """Index the shards that are not as they were, each in one transaction; what is half done was
    never there.
    """
    before = dict(database.execute("SELECT shard, digest FROM shards"))
    for shard in sorted(
        name for name in before.keys() | now.keys() if before.get(name) != now.get(name)
    ):
        with database:
            database.execute(
                "INSERT INTO found (found, rowid, words) SELECT 'delete', id, words FROM passages WHERE shard = ?",
                (shard,),
            )
            database.execute("DELETE FROM passages WHERE shard = ?", (shard,))
            database.execute("DELETE FROM shards WHERE shard = ?", (shard,))
            if shard in now:
                last = database.execute("SELECT coalesce(max(id), 0) FROM passages").fetchone()[0]
                rows = ((shard, *row) for row in _passages(folder, shard))
                database.executemany(
                    "INSERT INTO passages (shard, path, eid, words) VALUES (?, ?, ?, ?)", rows
                )
                database.execute(
                    "INSERT INTO found (rowid, words) SELECT id, words FROM passages WHERE id > ?",
                    (last,),
                )
                database.execute("INSERT INTO shards VALUES (?, ?)", (shard, now[shard]))


def _passages(folder: Path, shard: str) -> Iterator[tuple[str, str, str]]:
    for entry, result in results(folder, Shard.named(shard).slots):
        for row in unpacked(result).get("rows", {}).get("paragraphs", ()):
            words = "\n".join(each for each in (row["heading"], row["text"]) if each)
            if words:
                yield entry.name, row["eid"], _EACH.sub("\u200b\\1\u200b", words)


def _asked(words: str) -> str:
    """What is asked in the language of the index: nothing in the words is an operator of it."""
    terms = []
    for phrase, word in _TERM.findall(words):
        term = _EACH.sub("\u200b\\1\u200b", phrase or word).replace('"', " ").strip()
        if any(char.isalnum() for char in term):
            terms.append(f'"{term.rstrip("*")}"' + "*" * (not phrase and term.endswith("*")))
    return " ".join(terms)


PAGES = "pages"
FACETS = ("kind", "language", "year", "verdict")
_COLUMNS = ("date", "title", "kind", "language", "verdict", "path")


def write_site(folder: Path, output: Path, *, jobs: int | None = None) -> int:
    """Write the site of a corpus into a folder, by several processes; gives the number of
    documents.

    Raises FileNotFoundError where there is no corpus, and OSError where a file cannot be written.
    """
    made = [Shard.named(name) for name in sorted(published(folder))]
    output.mkdir(parents=True, exist_ok=True)
    number = min(processors() if jobs is None else jobs, len(made))
    work = partial(_write_pages, folder=folder, output=output)
    if made:
        for _ in in_order(work, made, number, _not_written):
            pass
    listed = list(entries(folder))
    write_in(output / "index.html", _index(listed))
    return len(listed)


def _write_pages(shard: Shard, folder: Path, output: Path) -> None:
    for entry, result in results(folder, shard.slots):
        record = unpacked(result).get("record")
        if record is not None:
            page = write(Declaration.model_validate_json(record), "html")
            put(output / PAGES / file_name(entry.name, ".html"), page)


def _not_written(shard: Shard, status: int | None) -> None:
    raise OSError(
        None, f"the process that wrote the pages of {shard.name} ended with status {status}"
    )


def _index(listed: list[Entry]) -> str:
    """The list: every row is in it, so that it can be read and searched without a program; the
    program only hides rows.
    """
    template = files("communique.corpora").joinpath("index.html").read_text("utf-8")
    made = {
        "number": str(len(listed)),
        "facets": "\n".join(_facet(name, listed) for name in FACETS),
        "rows": "\n".join(_row(entry) for entry in sorted(listed, key=lambda each: (_value(each, "date"), each.name), reverse=True)),
    }  # fmt: skip
    for name, text in made.items():
        template = template.replace(f"<!-- {name} -->", text, 1)
    return template


def _value(entry: Entry, name: str) -> str:
    """What a list shows of a document; nothing where it is not known."""
    known = {
        "path": entry.name,
        "verdict": entry.verdict,
        "year": str(entry.about["date"] or "")[:4],
    }
    return known[name] if name in known else str(entry.about[name] or "")


def _facet(name: str, listed: list[Entry]) -> str:
    counts = Counter(_value(entry, name) for entry in listed)
    order = sorted(counts.items(), reverse=True) if name == "year" else counts.most_common()
    options = "".join(
        f'<option value="{escape(value)}">{escape(value or "none")} ({count})</option>'
        for value, count in order
    )
    return f'<label>{name.capitalize()} <select name="{name}"><option value="*">all</option>{options}</select></label>'


def _row(entry: Entry) -> str:
    data = " ".join(f'data-{name}="{escape(_value(entry, name))}"' for name in FACETS)
    cells = {name: escape(_value(entry, name)) for name in _COLUMNS}
    if entry.about["work"] is not None:
        href = quote(f"{PAGES}/{file_name(entry.name, '.html')}")
        cells["title"] = f'<a href="{escape(href)}">{cells["title"] or escape(entry.name)}</a>'
    return f"<tr {data}>{''.join(f'<td>{text}</td>' for text in cells.values())}</tr>"
