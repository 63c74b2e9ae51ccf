"""Several processes: the same output whatever their number, and none of them left behind."""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.cli.running import run, start


@pytest.fixture
def folder(good_json: Path, good_xml: Path, tmp_path: Path) -> Path:
    """Good files and damaged ones, in two formats."""
    top = tmp_path / "many"
    top.mkdir()
    for number in range(12):
        for path in (good_json, good_xml):
            text = path.read_text("utf-8")
            damaged = (
                text.replace("para_4", "para_3")
                if number % 3 == 1
                else text[: 40 * number]
                if number % 5 == 2
                else text
            )
            (top / f"{number:02}{path.suffix}").write_text(damaged, "utf-8")
    return top


# JSON says all that a report holds, `full` the lines of the source, SARIF the edits; the others are
# made of these.
@pytest.mark.parametrize("output_format", ["full", "json", "sarif"])
def test_the_output_is_the_same_whatever_the_number(
    output_format: str, folder: Path
) -> None:
    words = (
        "validate",
        "--output-format",
        output_format,
        folder,
        folder / "missing.json",
        "-",
    )
    alone = run(*words, "--jobs", "1", stdin=b"{")
    assert alone.status == 2
    assert run(*words, "--jobs", "3", stdin=b"{") == alone
    if output_format == "full":
        assert run(*words, stdin=b"{") == alone


def test_findings_are_told_in_another_language_by_any_number(folder: Path) -> None:
    alone = run("validate", folder, "--lang", "sl", "--jobs", "1")
    assert "napaka" in alone.out
    assert run("validate", folder, "--lang", "sl", "--jobs", "2") == alone


def test_the_number_is_one_at_least(good_json: Path) -> None:
    assert run("validate", good_json, "--jobs", "0").status == 2


def test_a_process_of_its_own_prints_the_same(folder: Path) -> None:
    assert start("validate", folder, "--jobs", "2") == start(
        "validate", folder, "--jobs", "1"
    )


@pytest.mark.slow
@pytest.mark.skipif(
    sys.platform == "win32", reason="signals go to a process or to its group"
)
@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_a_signal_ends_all_processes_without_a_word(
    sent: signal.Signals, folder: Path
) -> None:
    to_all = sent == signal.SIGINT  # as a terminal sends it
    for number in range(600):
        shutil.copy(folder / "00.xml", folder / f"copy-{number}.xml")
    command = [
        sys.executable,
        "-m",
        "communique",
        "validate",
        "--output-format",
        "concise",
        "--jobs",
        "3",
        str(folder),
    ]
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    assert process.stdout is not None
    process.stdout.readline()
    (os.killpg if to_all else os.kill)(process.pid, sent)
    _, said = process.communicate(timeout=60)
    assert (process.returncode, said) == (130 if to_all else -sent, b"")
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        try:
            os.killpg(process.pid, 0)
        except ProcessLookupError:
            return
        time.sleep(0.05)
    os.killpg(process.pid, signal.SIGKILL)
    pytest.fail("a process is left behind")
