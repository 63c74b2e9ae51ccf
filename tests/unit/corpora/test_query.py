"""The tables of a corpus hold what the records hold; SQL is answered from them, and reads nothing
else.
"""

import csv
import io
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.unit.corpora.conftest import published, text

from communique import corpus, promises, read
from communique.core.errors import BadOption, UnknownDeclaration
from communique.corpora.arrow import require
from communique.corpora.query import _view
from communique.corpora.shards import FINDING, lines_of, write_in
from communique.formats.csv import rows_of, unguarded
from communique.formats.csv.catalog import TABLES

TO = ("json", "parquet")


@pytest.fixture
def built(make: Callable[[int], Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("communique.corpora.shards.PER_SHARD", 4)
    (make(6) / "empty.txt").write_bytes(b"")
    corpus("out").build("texts", to=TO)
    return Path("out")


def asked(sql: str) -> list[tuple[Any, ...]]:
    return list(corpus("out").query(sql).rows)


def test_every_row_of_every_document_is_in_the_tables(built: Path) -> None:
    wanted = [rows_of(read(text(n), "text").require()) for n in range(6)]
    for table in TABLES:
        assert asked(f"SELECT count(*) FROM {table.name}") == [
            (sum(len(rows[table.name]) for rows in wanted),)
        ]
    answer = corpus("out").query(
        "SELECT * FROM paragraphs WHERE path = 'texts/2/0002.txt' ORDER BY position"
    )
    rows = [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]
    assert rows == [
        {"path": "texts/2/0002.txt", **row} for row in wanted[2]["paragraphs"]
    ]


def test_promises_are_those_that_the_library_finds(built: Path) -> None:
    found = promises(read(text(3), "text").require())
    rows = asked(
        "SELECT strength, what, date, line FROM promises WHERE path = 'texts/0/0003.txt' ORDER BY position"
    )
    assert rows == [
        (each.kind, each.what, each.due.value if each.due else None, 7)
        for each in found
    ]
    assert rows == [("commit", "open 3 schools by 2030", "2030", 7)]


def test_the_manifest_and_the_findings_can_be_asked(built: Path) -> None:
    assert asked("SELECT path FROM manifest WHERE work IS NULL") == [
        ("texts/empty.txt",)
    ]
    assert asked("SELECT code, line FROM findings WHERE path = 'texts/empty.txt'") == [
        ("SRC009", None)
    ]


def test_nothing_outside_of_the_corpus_is_read_or_fetched(built: Path) -> None:
    secret = [("kept",)]
    for sql in (
        "SELECT * FROM read_text('/etc/passwd')",
        "SELECT * FROM read_csv('texts/0/0000.txt')",
        "FROM 'texts/0/0000.txt'",
        "FROM 'out/journal.sqlite'",
        "SELECT (SELECT count(*) FROM READ_BLOB('out/journal.sqlite'))",
        "FROM glob('*')",
        "FROM query('SELECT 1')",
        "FROM secret",
    ):
        with pytest.raises(BadOption):
            asked(sql)
    assert secret
    with pytest.raises(BadOption, match="syntax"):
        asked("SELEKT")


@pytest.mark.parametrize(
    "sql",
    [
        "COPY (SELECT 1) TO 'out/journal.sqlite'",
        "COPY (SELECT 1) TO '{tables}'",
        "WITH a AS (COPY (SELECT 1 AS x) TO 'new.csv') FROM a",
        "WITH a AS (COPY (SELECT 1 AS x) TO '{tables}') FROM a",
        "SELECT (WITH a AS (INSERT INTO manifest VALUES (1) RETURNING 1) FROM a)",
        "ATTACH 'new.db'",
        "CREATE TABLE new AS SELECT 1",
        "CREATE OR REPLACE VIEW manifest AS SELECT 1",
        "EXPORT DATABASE 'new'",
        "EXPLAIN ANALYZE SELECT 1",
        "PRAGMA version",
        "INSTALL httpfs",
        "SET enable_external_access = true",
        "SELECT 1; COPY (SELECT 1) TO 'new.csv'",
    ],
)
def test_a_question_that_is_not_one_select_is_refused_and_nothing_is_written(
    built: Path, sql: str
) -> None:
    (table,) = Path("out/tables/declarations").resolve().glob("00000*")
    before = {path: path.read_bytes() for path in Path().rglob("*") if path.is_file()}
    with pytest.raises(BadOption):
        asked(sql.replace("{tables}", str(table)))
    assert {
        path: path.read_bytes() for path in Path().rglob("*") if path.is_file()
    } == before


@pytest.mark.parametrize("sql", ["", " ; ", "-- a comment"])
def test_an_empty_question_is_said_to_be_one(built: Path, sql: str) -> None:
    with pytest.raises(BadOption, match="the question is empty; ask one SELECT"):
        asked(sql)


def test_questions_with_parts_are_answered(built: Path) -> None:
    numbers = (
        "WITH RECURSIVE n AS (SELECT 1 AS x UNION ALL SELECT x + 1 FROM n WHERE x < 3)"
    )
    assert asked(f"{numbers} SELECT sum(x) FROM n") == [(6,)]
    assert asked("SELECT 1 UNION SELECT 2 ORDER BY 1;") == [(1,), (2,)]
    assert asked("SELECT count(*) FROM range(3), unnest([1, 2])") == [(6,)]
    assert asked("SELECT count(*) FROM (SELECT * FROM manifest ORDER BY path)") == [
        (7,)
    ]


def test_what_looks_like_a_formula_is_guarded_in_files_and_not_in_answers(
    make: Callable[[int], Path],
) -> None:
    (make(1) / "empty.txt").write_bytes(b"")
    for name in ("=1+1.txt", "'=1.txt", "'t is.txt"):
        (Path("texts") / name).write_bytes(b"")
    os.chdir("texts")
    corpus("out").build("*.txt")
    wanted = [("'=1.txt",), ("'t is.txt",), ("=1+1.txt",), ("empty.txt",)]
    assert asked("SELECT path FROM manifest ORDER BY path") == wanted
    assert asked("SELECT DISTINCT path FROM findings ORDER BY path") == wanted


def test_the_tables_are_the_same_bytes_by_any_number_of_processes(built: Path) -> None:
    corpus("again").build("texts", to=TO, jobs=2)
    assert published(Path("again")) == published(built)


def test_what_is_counted(built: Path) -> None:
    found = corpus("out").stats()
    assert (found["documents"], found["without_record"]) == (7, 1)
    assert found["year"] == {
        "": 1,
        **dict.fromkeys(("2000", "2001", "2002", "2003", "2004", "2005"), 1),
    }
    assert found["kind"] == {"joint-statement": 6, "": 1}


def test_a_folder_without_a_corpus_and_a_library_that_is_missing_are_said() -> None:
    for ask in (corpus("out").stats, lambda: corpus("out").query("SELECT 1")):
        with pytest.raises(FileNotFoundError, match="no corpus"):
            ask()
    with pytest.raises(
        BadOption,
        match=r"parquet needs nothing_such; install it with: pip install 'communique\[corpus\]'",
    ):
        require("parquet", "nothing_such")


@settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    quotes=st.lists(
        st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")),
        max_size=6,
    ),
    times=st.sampled_from([1, 5_000]),
)
def test_a_finding_is_read_back_whatever_it_quotes(
    quotes: list[str], times: int, tmp_path: Path
) -> None:
    rows: list[dict[str, Any]] = [
        {"path": "a", "code": "X", "name": "x", "severity": "error", "message": "m", "line": 1, "column": None, "eid": None,
         "quote": quote * times} for quote in quotes
    ]  # fmt: skip
    write_in(tmp_path / "a.csv", "".join(lines_of(FINDING, rows)))
    write_in(tmp_path / "b.csv", "".join(lines_of(FINDING, [])))
    found = duckdb.execute(
        f"SELECT quote, line FROM ({_view([tmp_path / 'a.csv', tmp_path / 'b.csv'], FINDING)})"
    ).fetchall()
    assert found == [(row["quote"] or None, 1) for row in rows]
    if times > 1:  # Python's own reader takes no cell as long
        return
    again = csv.DictReader(io.StringIO("".join(lines_of(FINDING, rows)), newline=""))
    assert [unguarded(row["quote"]) for row in again] == [row["quote"] for row in rows]


def test_an_answer_is_a_table_of_arrow(built: Path) -> None:
    answer = corpus("out").query(
        "SELECT path, errors FROM manifest ORDER BY path LIMIT 2"
    )
    table = answer.arrow()
    assert table.column_names == ["path", "errors"]
    assert table.num_rows == 2


def test_the_record_of_a_document_is_given_by_its_path(built: Path) -> None:
    (path, work), *_ = asked("SELECT path, work FROM declarations ORDER BY path")
    assert corpus("out").declaration(path).id == work
    with pytest.raises(UnknownDeclaration, match="no record of texts/none"):
        corpus("out").declaration("texts/none.txt")
