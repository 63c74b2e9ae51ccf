"""Files that are none, that change or vanish, and names that are no text: each a finding, and the
others are checked.
"""

import os
import shutil
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.cli.running import run, start
from tests.samples import declaration

from communique import Source, validate
from communique.checking.batch import examine_inputs, listed
from communique.core.source import Limits
from communique.documents import write
from communique.draft import ReadOptions

JSON = write(declaration(), "json")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a good file, and between others what is none."""
    top = tmp_path / "top"
    top.mkdir()
    (top / "good.json").write_text(JSON, "utf-8")
    (top / "empty.json").touch()
    (top / "folder.xml").mkdir()
    (top / "loop.json").symlink_to("loop.json")
    (top / "there.json").symlink_to("back.json")
    (top / "back.json").symlink_to("there.json")
    (top / "dangling.json").symlink_to("gone.json")
    (top / "out.json").symlink_to("/dev/zero")
    (top / "circle").symlink_to(top, target_is_directory=True)
    os.mkfifo(top / "pipe.json")
    for name in (
        b"bad-\xff\xfe.json",
        b"new\nline.json",
        b"esc\x1b[31m.json",
        b"-.json",
        b"*.json",
    ):
        Path(os.fsdecode(os.fsencode(top) + b"/" + name)).write_text(JSON[:-5], "utf-8")
    return top


FOUND = {
    "*.json": "SRC002",
    "-.json": "SRC002",
    "back.json": "RUN001",
    "bad-\udcff\udcfe.json": "SRC002",
    "dangling.json": "RUN001",
    "empty.json": "SRC009",
    "esc\x1b[31m.json": "SRC002",
    "good.json": None,
    "loop.json": "RUN001",
    "new\nline.json": "SRC002",
    "there.json": "RUN001",
}
SKIPPED = {"circle", "out.json", "pipe.json"}


def test_everything_in_a_folder_is_found_or_skipped_and_the_good_file_is_checked(
    folder: Path,
) -> None:
    listing = listed([str(folder)])
    assert {
        Path(path).name for paths in listing.skipped.values() for path in paths
    } == SKIPPED
    reports = [
        each.report
        for each in examine_inputs(listing.inputs, Source.open, ReadOptions())
    ]
    said = {
        Path(report.path).name: [finding.code.code for finding in report.findings]
        for report in reports
    }
    assert said == {name: [code] if code else [] for name, code in FOUND.items()}


@pytest.mark.slow
@pytest.mark.parametrize(
    "form", ["full", "concise", "json", "sarif", "github", "junit"]
)
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_every_report_names_every_file_and_nothing_in_a_name_reaches_the_terminal(
    jobs: str, form: str, folder: Path
) -> None:
    command = (
        start if form == "full" else run
    )  # the form that most see, in a process as they start it
    said = command("validate", "--jobs", jobs, "--output-format", form, folder)
    assert said.status == 2
    assert "Traceback" not in said.err
    assert "\x1b" not in said.out + said.err
    for name in ("empty", "loop", "dangling", "esc", "bad-", "line.json"):
        assert name in said.out


Change = Callable[[Path], object]


def to_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def parent_to_file(path: Path) -> None:
    shutil.rmtree(path.parent)
    path.parent.write_text("no folder", "utf-8")


def to_loop(path: Path) -> None:
    path.unlink()
    path.symlink_to(path.name)


@pytest.mark.parametrize(
    "change",
    [Path.unlink, to_folder, parent_to_file, to_loop],
    ids=lambda each: each.__name__,
)
def test_a_file_that_is_another_when_its_turn_comes_is_a_finding(
    change: Change, tmp_path: Path
) -> None:
    inside = tmp_path / "inside"
    inside.mkdir()
    for name in ("a.json", "b.json"):
        (inside / name).write_text(JSON, "utf-8")
    (tmp_path / "z.json").write_text(JSON, "utf-8")
    listing = listed(
        [str(inside / "a.json"), str(inside / "b.json"), str(tmp_path / "z.json")]
    )
    verdicts: list[str] = []
    for at, each in enumerate(
        examine_inputs(listing.inputs, Source.open, ReadOptions())
    ):
        verdicts.append(each.report.verdict)
        if at == 0:
            change(inside / "b.json")
    assert verdicts == ["valid", "undetermined", "valid"]


def test_a_file_that_grows_while_it_is_read_is_read_no_further_than_the_limit(
    tmp_path: Path,
) -> None:
    path = tmp_path / "log.txt"
    path.write_text("1. Words.\n", "utf-8")
    done = threading.Event()

    def grow() -> None:
        with path.open("a", encoding="utf-8") as file:
            while not done.is_set() and file.tell() < 50_000_000:
                file.write("1. More words.\n" * 1000)

    writer = threading.Thread(target=grow)
    writer.start()
    try:
        while path.stat().st_size < 100_000:
            time.sleep(0.001)
        report = validate(path, limits=Limits(size=50_000))
    finally:
        done.set()
        writer.join()
    assert [finding.code.code for finding in report.findings] == ["SRC004"]


def test_a_file_that_shrinks_after_it_was_read_has_its_findings_at_their_places(
    tmp_path: Path,
) -> None:
    path = tmp_path / "a.json"
    path.write_text(JSON.replace('"declaration"', '"Declaration!"'), "utf-8")
    source = Source.open(path)
    path.write_text("", "utf-8")
    (finding,) = validate(source).findings
    assert finding.span is not None
    assert "Declaration!" in source.text.splitlines()[finding.span.line - 1]


def test_a_pipe_is_read_in_pieces_to_its_end(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.json"
    os.mkfifo(pipe)

    def write_slowly() -> None:
        with pipe.open("w", encoding="utf-8") as file:
            for start in range(0, len(JSON), 1000):
                file.write(JSON[start : start + 1000])
                file.flush()

    writer = threading.Thread(target=write_slowly)
    writer.start()
    assert validate(pipe).findings == ()
    writer.join()


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("/proc/self/mem", "RUN001"),
        ("/dev/full", "SRC004"),
        ("/dev/null", "SRC009"),
        ("/proc/self/environ", "SRC001"),
    ],
)
def test_a_device_is_a_finding(path: str, code: str) -> None:
    if not Path(path).exists():
        pytest.skip(f"there is no {path} here")
    said = run("validate", "--output-format", "concise", "--max-size", "64K", path)
    assert said.status == 2
    assert code in said.out
