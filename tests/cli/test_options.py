"""Every option of `validate`, once: what it changes is seen in what is printed. Some through the
installed command.
"""

import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest
from tests.cli.running import Said, run
from tests.laws.reprinted import HARBOURS
from tests.rules.documents import document
from tests.unit.checking.test_profiles import GAPS

from communique import write
from communique.cli.validate import validate as command

# An option with its values, what is checked, and what stands in the output (or, after "!", does
# not) for the file with gaps.
CASES: dict[str, tuple[list[str], str]] = {
    "--profile": (
        ["gaps.xml", "--profile", "generic"],
        "gaps.xml: valid (21 warnings)",
    ),
    "--select": (["gaps.xml", "--select", "EID"], "gaps.xml: valid\n"),
    "--extend-select": (
        ["gaps.xml", "--select", "EID", "--extend-select", "NUM001"],
        "gaps.xml: valid (21 warnings)",
    ),
    "--ignore": (["gaps.xml", "--ignore", "numbering-gap"], "gaps.xml: valid\n"),
    "--per-file-ignores": (
        ["gaps.xml", "--per-file-ignores", "g*.xml:NUM"],
        "gaps.xml: valid\n",
    ),
    "--severity": (["gaps.xml", "--severity", "NUM=info"], "info NUM001"),
    "--max-findings": (
        ["gaps.xml", "--max-findings", "2"],
        "gaps.xml: valid (3 warnings)",
    ),
    "--exclude": (
        [".", "--exclude", "gaps.xml"],
        "skipped 2 (excluded): gaps.xml, in/gaps.xml",
    ),
    "--baseline": (
        ["gaps.xml", "--baseline", "known.json"],
        "gaps.xml: valid (25 in the baseline)",
    ),
    "--update-baseline": (
        ["gaps.xml", "--baseline", "new.json", "--update-baseline"],
        "new.json: created, findings: 25",
    ),
    "--fail-on": (
        ["gaps.xml", "--severity", "NUM=info", "--fail-on", "info"],
        "exit 1",
    ),
    "--output-format": (
        ["gaps.xml", "--output-format", "concise"],
        "gaps.xml:44:31: warning NUM001 numbering-gap: ",
    ),
    "--lang": (["gaps.xml", "--lang", "sl"], "gaps.xml: veljavno (21 opozoril)"),
    "--config": (["gaps.xml", "--config", "other.toml"], "gaps.xml: valid\n"),
    "--no-config": (["in/gaps.xml", "--no-config"], "in/gaps.xml: valid (21 warnings)"),
    "--cross": (
        ["--cross", "gaps.xml", "in/gaps.xml"],
        "gaps.xml and in/gaps.xml, compared as ",
    ),
    "--stdin-filename": (
        ["-", "--stdin-filename", "here.xml"],
        "here.xml: valid (21 warnings)",
    ),
    "--from": (["gaps.xml", "--from", "json"], "gaps.xml: undetermined"),
    "--language": (["gaps.xml", "--language", "no language"], "is not a language tag"),
    "--encoding": (["long.txt", "--encoding", "utf-16-le"], "INP038"),
    "--hints": (
        ["gaps.xml", "--hints", "missing.json"],
        "missing.json: no such file or directory",
    ),
    "--jobs": (
        ["gaps.xml", "in/gaps.xml", "--jobs", "2", "--no-config"],
        "in/gaps.xml: valid (21 warnings)",
    ),
    "--fix": (["eid.xml", "--fix"], "eid.xml: fixed 1 finding (EID004 1)"),
    "--diff": (["eid.xml", "--diff"], "--- eid.xml"),
    "--max-size": (["gaps.xml", "--max-size", "1K"], "SRC004"),
    "--max-lines": (["long.txt", "--max-lines", "1"], "SRC004"),
    "--max-line": (["long.txt", "--max-line", "20"], "SRC005"),
    "--max-depth": (["gaps.xml", "--max-depth", "2"], "SRC006"),
    "--max-seconds": (["harbours.html", "--max-seconds", "0.0001"], "INP030"),
    "--ignore-record": (["ours.html", "--ignore-record"], "INP007"),
    "--quiet": (["good.xml", "--quiet"], "exit 0"),
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of files, one of them under a configuration, another configuration and a baseline."""
    folder = tmp_path_factory.mktemp("made")
    (folder / "in").mkdir()
    for name in ("gaps.xml", "in/gaps.xml"):
        (folder / name).write_bytes(document(GAPS))
    (folder / "good.xml").write_bytes(document(""))
    (folder / "harbours.html").write_text(
        "<!doctype html><html><p>Harbours</p></html>", "utf-8"
    )
    (folder / "ours.html").write_text(write(HARBOURS, "html"), "utf-8")
    (folder / "long.txt").write_text("1. We met at sea and on land.\n", "utf-8")
    (folder / "eid.xml").write_bytes(document("").replace(b'"para_3', b'"para_4'))
    for name in ("in/communique.toml", "other.toml"):
        (folder / name).write_text("ignore = ['NUM']", "utf-8")
    installed(folder, "gaps.xml", "--baseline", "known.json", "--update-baseline")
    return folder


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    """A copy of it, in which an option may write."""
    return Path(shutil.copytree(made, tmp_path, dirs_exist_ok=True))


def installed(folder: Path, *words: str) -> Said:
    """What the installed command prints in a folder; standard input is the file with gaps."""
    program = Path(sys.executable).with_name("communique")
    done = subprocess.run(
        [program, "validate", *words],
        cwd=folder,
        input=document(GAPS),
        capture_output=True,
        check=False,
        timeout=120,
    )
    return Said(done.returncode, done.stdout.decode(), done.stderr.decode())


def test_the_table_has_every_option() -> None:
    options = {
        param.opts[-1] for param in command.params if isinstance(param, click.Option)
    }
    assert set(CASES) == options


@pytest.mark.parametrize("option", CASES)
def test_an_option_does_what_it_is_for(
    option: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words, wanted = CASES[option]
    monkeypatch.chdir(folder)
    said = run("validate", *words, stdin=document(GAPS))
    assert wanted in f"{said.out}{said.err}exit {said.status}"


@pytest.mark.slow
@pytest.mark.parametrize(
    "option", ["--stdin-filename", "--jobs", "--fix", "--max-seconds", "--quiet"]
)
def test_the_installed_command_takes_it_too(option: str, folder: Path) -> None:
    words, wanted = CASES[option]
    said = installed(folder, *words)
    assert wanted in f"{said.out}{said.err}exit {said.status}"
    assert "Traceback" not in said.err
