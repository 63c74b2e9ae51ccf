"""A corpus is a function of its documents: not of how many processes made it, in which order, or
how often they were stopped.
"""

import csv
import errno
import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.unit.corpora.conftest import published, text

from communique import corpus
from communique.core.errors import BadOption, UnknownFormat
from communique.corpora.journal import Journal
from communique.model import Declaration

Make = Callable[[int], Path]


def manifest(folder: Path) -> dict[str, dict[str, str]]:
    return {row["path"]: row for row in table(folder / "manifest.csv")}


def table(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(path.read_text("utf-8").splitlines(keepends=True)))


def build(
    *sources: str,
    jobs: int = 1,
    to: tuple[str, ...] = ("json", "akn"),
    into: str = "out",
) -> tuple[int, int, int, int]:
    built = corpus(into).build(*sources, jobs=jobs, to=to)
    return built.documents, built.converted, built.kept, built.gone


def test_each_document_is_a_record_a_file_and_a_line_of_the_manifest(
    make: Make,
) -> None:
    make(5)
    assert build("texts") == (5, 5, 0, 0)
    lines = [
        json.loads(line)
        for line in Path("out/records/00000-of-00001.jsonl")
        .read_text("utf-8")
        .splitlines()
    ]
    assert [line["path"] for line in lines] == [
        f"texts/{name}"
        for name in (
            "0/0000.txt",
            "0/0003.txt",
            "1/0001.txt",
            "1/0004.txt",
            "2/0002.txt",
        )
    ]
    declaration = Declaration.model_validate(lines[0]["record"])
    assert declaration.paragraph(1).text.startswith("We commit to open 0 schools")
    assert Path("out/akn/texts/2/0002.txt.xml").read_text("utf-8").startswith("<?xml")
    assert manifest(Path("out"))["texts/1/0001.txt"]["date"] == "2001-03-01"


def test_a_format_that_is_named_twice_is_written_once(make: Make) -> None:
    make(2)
    assert build("texts", to=("json", "akn", "json")) == (2, 2, 0, 0)
    assert build("texts", to=("akn", "akn", "json")) == (2, 0, 2, 0)


def test_the_number_of_processes_and_the_order_of_sources_change_nothing(
    make: Make,
) -> None:
    make(40)
    build("texts/0", "texts/1", "texts/2", into="one")
    build("texts/2", "texts/0", "texts/1", into="three", jobs=3)
    assert published(Path("one")) == published(Path("three"))


def test_a_second_run_does_only_what_is_new_or_changed(make: Make) -> None:
    top = make(6)
    build("texts")
    (top / "new.txt").write_bytes(text(7))
    (top / "0" / "0003.txt").write_bytes(text(9))
    (top / "1" / "0001.txt").unlink()
    assert build("texts") == (6, 2, 4, 1)
    assert not Path("out/akn/texts/1/0001.txt.xml").exists()
    changed = published(Path("out"))
    build("texts", into="fresh")
    assert changed == published(Path("fresh"))


def test_a_file_that_was_not_written_to_is_not_even_opened(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(3)
    monkeypatch.setattr("communique.corpora.conversion._SETTLES", -1.0)
    build("texts")
    with monkeypatch.context() as patch:
        patch.setattr("communique.corpora.conversion._read", None)
        assert build("texts") == (3, 0, 3, 0)


@pytest.mark.skipif(sys.platform == "win32", reason="no time of change")
def test_a_file_whose_size_and_time_were_set_back_is_read(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("communique.corpora.conversion._SETTLES", -1.0)
    (path,) = make(1).rglob("*.txt")
    os.utime(path, (1e9, 1e9))
    build("texts")
    path.write_bytes(path.read_bytes().replace(b"welcome", b"condemn"))
    os.utime(path, (1e9, 1e9))
    assert build("texts") == (1, 1, 0, 0)


def test_a_document_that_cannot_be_read_now_stays_as_it_was_and_is_named(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    top = make(3)
    build("texts")
    before = published(Path("out"))
    (top / "0" / "0000.txt").write_bytes(text(9))

    def refused(path: str, _: int) -> tuple[bytes, str]:
        raise PermissionError(errno.EACCES, "Permission denied", path)

    with monkeypatch.context() as patch:
        patch.setattr("communique.corpora.conversion._read", refused)
        (top / "new.txt").write_bytes(text(7))
        built = corpus("out").build("texts")
    assert [name for name, _ in built.unread] == [
        f"texts/{name}.txt" for name in ("0/0000", "1/0001", "2/0002")
    ]
    assert (built.documents, built.failed, built.gone) == (4, 1, 0)
    kept = published(Path("out"))
    assert {name: kept[name] for name in before if name.startswith("akn")} == {
        name: data for name, data in before.items() if name.startswith("akn")
    }
    build("texts")
    build("texts", into="fresh")
    assert published(Path("out")) == published(Path("fresh"))


def test_no_cell_of_the_lists_is_a_formula(make: Make) -> None:
    (make(1) / "=cmd.txt").write_bytes(b"")
    (Path("texts") / "sum.txt").write_bytes(
        b"=SUM(A1:A9)\n\n1.  We commit to open schools.\n"
    )
    os.chdir("texts")
    build("*.txt")
    for path in Path("out").rglob("*.csv"):
        cells = [
            cell
            for row in csv.reader(path.read_text("utf-8").splitlines())
            for cell in row
        ]
        assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))], (
            path
        )
    assert "'=cmd.txt" in manifest(Path("out"))


def test_documents_of_other_sources_stay(make: Make) -> None:
    make(6)
    build("texts/0")
    assert build("texts/1") == (4, 2, 0, 0)
    assert build("texts/*/0002.txt") == (5, 1, 0, 0)


def test_a_document_is_of_the_source_that_it_came_up_in_last(make: Make) -> None:
    for path in make(6).rglob("*.txt"):
        os.utime(path, (1e9, 1e9))
    build("texts/0")
    build("./texts/")
    Path("texts/0/0000.txt").unlink()
    assert build("texts") == (5, 0, 5, 1)


def test_a_corpus_has_the_formats_that_were_asked_for_first(make: Make) -> None:
    make(2)
    build("texts", to=("markdown", "json"))
    assert Path("out/markdown/texts/0/0000.txt.md").exists()
    assert build("texts", to=()) == (2, 0, 2, 0)
    with pytest.raises(
        BadOption, match=r"was built in other formats \(json,markdown\)"
    ):
        build("texts", to=("json",))
    assert build("texts", to=("json", "markdown")) == (2, 0, 2, 0)


def test_the_corpus_itself_is_no_source(make: Make) -> None:
    make(2)
    build(".")
    assert build(".") == (2, 0, 2, 0)


def test_a_bad_call_is_refused_before_anything_is_written(make: Make) -> None:
    make(1)
    with pytest.raises(FileNotFoundError):
        build("texts", "nothing")
    with pytest.raises(FileNotFoundError, match="no file matches"):
        build("nothing*")
    with pytest.raises(UnknownFormat):
        build("texts", to=("word",))
    with pytest.raises(BadOption, match="not written as text"):
        build("texts", to=("pdf",))
    with pytest.raises(BadOption, match="neither empty nor a corpus"):
        build("texts", into="texts")


POISON = {
    "empty": b"", "not-utf8": b"\xff\xfe\x00", "nul": b"a\0b", "doctype": b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>",
    "broken-xml": b"<akomaNtoso><act>", "bad-json": b"{", "twice-json": b'{"a": 1, "a": 2}', "deep-json": b"[" * 9999,
    "long-line": b"x" * (2 << 20), "no-pdf": b"%PDF-1.4 nothing", "no-zip": b"PK\x03\x04 nothing",
}  # fmt: skip
ENDINGS = {"doctype": ".xml", "broken-xml": ".xml", "no-pdf": ".pdf", "no-zip": ".docx"}


def test_a_poisoned_document_costs_itself(make: Make) -> None:
    top = make(12)
    for name, data in POISON.items():
        ending = ENDINGS.get(name, ".json" if "json" in name else ".txt")
        (top / f"{name}{ending}").write_bytes(data)
    built = corpus("out").build("texts", jobs=2)
    assert (built.documents, built.failed) == (12 + len(POISON), len(POISON))
    assert {name.split("/")[1].split(".")[0] for name, _ in built.named} == set(POISON)
    without = {path for path, row in manifest(Path("out")).items() if not row["work"]}
    found = table(Path("out/findings/00000-of-00001.csv"))
    assert without <= {row["path"] for row in found if row["severity"] == "error"}


DEADLY = """
import os, signal, sys
from communique.corpora import conversion, corpus
examine = conversion.examine
def deadly(source, *more, **named):
    if source.name.endswith("0004.txt"):
        os.kill(os.getpid(), signal.SIGKILL)
    return examine(source, *more, **named)
conversion.examine = deadly
built = corpus("out").build("texts", jobs=2)
print(built.converted, built.named)
"""


@pytest.mark.skipif(
    sys.platform != "linux",
    reason="processes are forked, so that they have what was changed here",
)
def test_a_process_that_dies_costs_the_document_it_died_of_which_is_tried_again(
    make: Make,
) -> None:
    make(12)
    said = subprocess.run(
        [sys.executable, "-c", DEADLY], capture_output=True, text=True, check=True
    )
    assert said.stdout == "12 [('texts/1/0004.txt', 'undetermined')]\n"
    assert "was ended by signal 9" in Path("out/findings/00000-of-00001.csv").read_text(
        "utf-8"
    )
    assert build("texts") == (12, 1, 11, 0)
    build("texts", into="fresh")
    assert published(Path("out")) == published(Path("fresh"))


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_a_run_that_is_killed_goes_on_to_the_same_bytes(make: Make) -> None:
    make(60)
    build("texts", into="undisturbed")
    command = [
        sys.executable,
        "-m",
        "communique",
        "corpus",
        "build",
        "-q",
        "texts",
        "-o",
        "out",
        "--jobs",
        "2",
    ]
    draw, killed = random.Random(1), 0
    for _ in range(4):
        process = subprocess.Popen(command, start_new_session=True)
        time.sleep(draw.uniform(0.2, 2.5))
        killed += process.poll() is None
        process.kill()
        process.wait()
    assert killed
    assert subprocess.run(command, check=False).returncode == 0
    assert published(Path("out")) == published(Path("undisturbed"))


def test_a_second_run_on_one_folder_is_told(make: Make) -> None:
    make(1)
    build("texts")
    program = "from communique import corpus; corpus('out').build('texts')"
    with Journal(Path("out")):
        said = subprocess.run(
            [sys.executable, "-c", program], capture_output=True, text=True, check=False
        )
    assert (
        f"another run is at work on this corpus (process {os.getpid()})" in said.stderr
    )
    assert build("texts") == (1, 0, 1, 0)


def test_a_full_disk_is_said_and_what_was_done_is_kept(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(60)
    connect = sqlite3.connect

    def small(*words: object, **named: object) -> sqlite3.Connection:
        database = connect(*words, **named)  # type: ignore[call-overload]
        database.execute("PRAGMA max_page_count = 20")
        assert isinstance(database, sqlite3.Connection)
        return database

    monkeypatch.setattr("communique.corpora.journal._EVERY", 0.0)
    with monkeypatch.context() as patch:
        patch.setattr(sqlite3, "connect", small)
        with pytest.raises(OSError, match="full; what was done is kept") as raised:
            build("texts")
    assert raised.value.errno == errno.ENOSPC
    documents, converted, kept, _ = corpus_of_rest = build("texts")
    assert (documents, converted + kept) == (60, 60), corpus_of_rest
    assert kept > 0


def test_a_journal_that_is_none_is_said(make: Make) -> None:
    make(1)
    Path("out").mkdir()
    Path("out/journal.sqlite").write_bytes(
        b"nothing of the kind, but long enough to be looked at" * 99
    )
    with pytest.raises(OSError, match="not a database"):
        build("texts")
    shutil.rmtree("out")
    build("texts")
    with sqlite3.connect("out/journal.sqlite") as database:
        database.execute("PRAGMA user_version = 99")
    database.close()
    with pytest.raises(BadOption, match="another version"):
        build("texts")


def test_shards_are_cut_by_names_and_those_that_are_no_more_are_taken_away(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(12)
    build("texts")
    monkeypatch.setattr("communique.corpora.shards.PER_SHARD", 4)
    build("texts")
    assert sorted(path.name for path in Path("out/records").iterdir()) == [
        f"0000{n}-of-00004.jsonl" for n in range(4)
    ]
    lines = [
        json.loads(line)["path"]
        for path in Path("out/records").iterdir()
        for line in path.read_text("utf-8").splitlines()
    ]
    assert sorted(lines) == sorted(manifest(Path("out")))


def test_a_published_file_that_was_taken_away_is_written_again(make: Make) -> None:
    make(3)
    build("texts")
    before = published(Path("out"))
    shutil.rmtree("out/records")
    build("texts")
    assert published(Path("out")) == before


def test_what_is_killed_leaves_no_process_behind(make: Make) -> None:
    make(30)
    command = [
        sys.executable,
        "-m",
        "communique",
        "corpus",
        "build",
        "-q",
        "texts",
        "-o",
        "out",
        "--jobs",
        "2",
    ]
    process = subprocess.Popen(command, start_new_session=True)
    time.sleep(1.0)
    process.send_signal(signal.SIGINT)
    process.wait(timeout=60)
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        try:
            os.killpg(process.pid, 0)
        except ProcessLookupError:
            return
        time.sleep(0.05)
    pytest.fail("a process is left behind")


def test_a_disk_that_is_full_when_files_are_published_is_said(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(3)

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("communique.corpora.building.write_manifest", full)
        with pytest.raises(
            OSError, match="the disk is full; what was done is kept"
        ) as raised:
            build("texts")
    assert raised.value.filename == "out"
    assert build("texts") == (3, 0, 3, 0)
