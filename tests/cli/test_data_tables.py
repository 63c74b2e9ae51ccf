"""`communique data query`, `search` and `promises`: what they print, and their exit status."""

import json
from pathlib import Path

import pytest
from tests.cli.running import run

from communique.core import bundle


def test_a_question_is_answered() -> None:
    sql = "SELECT work, language FROM declarations WHERE work = 'eu-clasi-2023'"
    said = run("data", "query", sql)
    assert (said.status, said.out, said.err) == (
        0,
        "work\tlanguage\neu-clasi-2023\tsl\n",
        "",
    )
    as_json = run("data", "query", sql, "--output-format", "json").out
    assert json.loads(as_json) == [{"work": "eu-clasi-2023", "language": "sl"}]
    formula = "SELECT '=1+1' AS cell, 2 AS number"
    assert (
        run("data", "query", formula, "--output-format", "csv").out
        == "cell,number\n'=1+1,2\n"
    )


@pytest.mark.parametrize("form", ["text", "csv", "json"])
def test_no_rows_are_a_sentence_and_status_0(form: str) -> None:
    sql = "SELECT work FROM declarations WHERE false"
    said = run("data", "query", sql, "--output-format", form)
    assert (said.status, said.err) == (0, "no rows\n")
    said = run("data", "promises", "--who", "nobody at all", "--output-format", form)
    assert (said.status, said.err) == (0, "no promise fits\n")


@pytest.mark.parametrize(
    ("sql", "why"),
    [
        ("SELECT nope FROM declarations", '"nope" not found'),
        ("SELECT * FROM nope", "the tables are"),
        ("DROP TABLE declarations", "only a SELECT is answered"),
        ("SELECT * FROM read_csv('/etc/passwd')", "read_csv is not answered"),
    ],
)
def test_what_is_not_answered_is_a_sentence_and_status_2(sql: str, why: str) -> None:
    said = run("data", "query", sql)
    assert (said.status, said.out) == (2, "")
    assert why in said.err
    assert len(said.err.splitlines()) == 1


def test_words_are_found() -> None:
    said = run("data", "search", "ministers of foreign affairs", "--language", "en")
    assert said.status == 0
    assert said.err.endswith(" passages\n")
    said = run("data", "search", "climate", "CHANGE", "--limit", "1")
    assert said.out.count("\n") == 1
    assert "[climate] [change]" in said.out.lower()
    found = json.loads(run("data", "search", "EMPACT", "--output-format", "json").out)
    assert found["hits"][0]["path"] == "eu-clasi-2023/sl"
    said = run("data", "search", "no such words anywhere")
    assert (said.status, said.out, said.err) == (0, "", "0 of 0 passages\n")


def test_promises_are_listed() -> None:
    said = run("data", "promises", "--who", "Security Council", "--since", "2015")
    lines = said.out.splitlines()
    assert said.status == 0
    assert lines[0].split("\t")[:3] == ["work", "language", "declared"]
    assert len(lines) > 10
    assert run("data", "promises", "--since", "last week").status == 2


def test_tables_are_written_once(tmp_path: Path) -> None:
    folder = tmp_path / "tables"
    said = run("data", "export", str(folder))
    assert (said.status, said.out) == (0, "")
    assert said.err.endswith(f" rows, {folder}\n")
    assert (folder / "croissant.json").is_file()
    again = run("data", "export", str(folder))
    assert again.status == 2
    assert "is not empty; use --force" in again.err


def test_a_distribution_that_is_gone_is_left_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(bundle, "companion", lambda: None)
    said = run("data", "query", "SELECT DISTINCT work FROM declarations")
    assert said.out == "work\neu-clasi-2023\n"
