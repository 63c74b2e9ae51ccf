"""`communique corpus`: what it prints, and its exit status."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.cli.running import run
from tests.unit.corpora.conftest import by_one_process


@pytest.fixture
def texts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    top = tmp_path / "texts"
    top.mkdir()
    for n in range(4):
        (top / f"{n}.txt").write_text(
            f"JOINT STATEMENT\n\n1.  We commit to open {n} schools.\n", "utf-8"
        )
    return top


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """By this process, where a test is about what comes after building."""
    by_one_process(monkeypatch)


def test_building_says_what_was_done(texts: Path) -> None:
    (texts / "photo.jpg").write_bytes(b"")
    said = run("corpus", "build", "texts", "-o", "out", "--jobs", "1")
    assert (said.status, said.out) == (0, "")
    assert said.err.startswith(
        "skipped 1 (its extension is not that of a format that is read): texts/photo.jpg\n"
        "4 documents, 0 without a record: 4 converted, 0 kept, 0 gone; "
    )
    assert run("corpus", "build", "texts", "-o", "out", "-q").err == ""


def test_a_document_without_a_record_is_named_and_makes_the_status_1(
    texts: Path,
) -> None:
    (texts / "empty.txt").write_bytes(b"")
    said = run("corpus", "build", "texts", "-o", "out")
    assert said.status == 1
    assert "no record: texts/empty.txt (undetermined)\n" in said.err
    again = run("corpus", "build", "texts", "-o", "out")
    assert (again.status, again.err.splitlines()[0]) == (1, said.err.splitlines()[0])


def test_what_cannot_be_done_is_a_sentence_and_status_2(texts: Path) -> None:
    for words in (
        ["nothing"],
        ["texts", "--to", "word"],
        ["texts", "--jobs", "0"],
        ["texts", "--language", "?"],
    ):
        said = run("corpus", "build", *words, "-o", "out")
        assert said.status == 2, words
        assert said.err


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals")
def test_on_a_terminal_it_counts(texts: Path) -> None:
    program = (
        "import pty, os, sys\n"
        "from communique.cli import communique, streams\n"
        "streams._OFTEN = 0.0\n"
        "pid, terminal = pty.fork()\n"
        "if pid == 0: communique(['corpus', 'build', 'texts', '-o', 'out'])\n"
        "while True:\n"
        "    try: os.write(1, os.read(terminal, 4096))\n"
        "    except OSError: break\n"
    )
    said = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "TERM": "xterm"},
        capture_output=True,
        check=True,
    )
    assert b"] 3 of 4, 0 min left, " in said.stdout
    assert b"4 documents, 0 without a record: 4 converted" in said.stdout


def test_questions_and_counts(texts: Path, alone: None) -> None:
    run("corpus", "build", "texts", "-o", "out", "--to", "json,parquet")
    sql = "SELECT path, number, text FROM paragraphs WHERE number IS NOT NULL ORDER BY path LIMIT 1"
    words = "We commit to open 0 schools."
    assert (
        run("corpus", "query", "out", sql).out
        == f"path\tnumber\ttext\ntexts/0.txt\t1\t{words}\n"
    )
    assert (
        run("corpus", "query", "out", sql, "--output-format", "csv").out
        == f"path,number,text\ntexts/0.txt,1,{words}\n"
    )
    as_json = json.loads(
        run("corpus", "query", "out", sql, "--output-format", "json").out
    )
    assert as_json == [{"path": "texts/0.txt", "number": "1", "text": words}]
    assert run("corpus", "query", "out", "SELEKT").status == 2
    assert run("corpus", "stats", "out").out.startswith(
        "documents\t4\nwithout record\t0\n"
    )
    assert (
        json.loads(run("corpus", "stats", "out", "--output-format", "json").out)[
            "documents"
        ]
        == 4
    )
    assert run("corpus", "stats", "texts").status == 2


def test_words_are_found_and_pages_written(texts: Path, alone: None) -> None:
    run("corpus", "build", "texts", "-o", "out")
    said = run("corpus", "search", "out", "OPÉN 2", "schools")
    assert (said.status, said.out) == (
        0,
        "texts/2.txt para_1: We commit to [open 2] [schools].\n",
    )
    assert said.err == "1 of 1 passages\n"
    assert run("corpus", "search", "out", "nowhere").status == 1
    assert (
        json.loads(
            run(
                "corpus",
                "search",
                "out",
                "schools",
                "--limit",
                "1",
                "--output-format",
                "json",
            ).out
        )["total"]
        == 4
    )
    assert run("corpus", "site", "out", "-o", "site").err.startswith("4 documents, ")
    assert run("corpus", "search", "texts", "x").status == 2
