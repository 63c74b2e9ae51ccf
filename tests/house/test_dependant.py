"""A project that depends on this library: strict type checkers see every name that it uses, and
every mistake.
"""

import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.house.checkout import BIN, ROOT, run
from tests.house.test_pages import titled

import communique

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("dependant")]

PROJECT = ROOT / "tests" / "dependant"
TUTORIAL = ROOT / "docs" / "tutorials" / "developer.md"

# Were the names of the library of any type, as without `py.typed`, no checker would see these.
MISTAKES = """import communique
declaration = communique.load("x")
number: int = declaration.commitments[0].text
declaration.comitments
communique.lode("x")
declaration.paragraph(16).text = "other words"
"""


Mypy = Callable[..., tuple[int, str]]


@pytest.fixture(scope="module")
def mypy(tmp_path_factory: pytest.TempPathFactory) -> Mypy:
    """Mypy on a folder; what it knows of the library from one run it knows in the next."""
    cache = tmp_path_factory.mktemp("mypy")

    def ran(folder: Path, *words: str) -> tuple[int, str]:
        result = run(
            [
                BIN / "mypy",
                "--strict",
                "--cache-dir",
                cache,
                "--config-file",
                "",
                *words,
            ],
            folder=folder,
        )
        return result.returncode, result.stdout + result.stderr

    return ran


@pytest.fixture(scope="module")
def pyright(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What pyright says of a copy of the project into which a file of mistakes was put."""
    folder = tmp_path_factory.mktemp("pyright") / "project"
    shutil.copytree(PROJECT, folder)
    (folder / "wrong.py").write_text(MISTAKES, "utf-8")
    (folder / "due.py").write_text(titled(TUTORIAL, "due.py"), "utf-8")
    result = run(
        [BIN / "basedpyright", "--pythonpath", sys.executable, "--outputjson"],
        folder=folder,
    )
    said: dict[str, Any] = json.loads(result.stdout)
    return said


def test_mypy_finds_nothing_in_it(mypy: Mypy) -> None:
    status, said = mypy(PROJECT, "reader")
    assert status == 0, said


def test_pyright_finds_nothing_in_it(pyright: dict[str, Any]) -> None:
    assert (
        pyright["summary"]["filesAnalyzed"]
        == len([*(PROJECT / "reader").glob("*.py")]) + 2
    )
    assert [
        each
        for each in pyright["generalDiagnostics"]
        if Path(each["file"]).name != "wrong.py"
    ] == []


def test_the_program_of_the_tutorial_has_30_lines_and_is_typed(
    mypy: Mypy, tmp_path: Path
) -> None:
    """Pyright reads it with the project."""
    program = titled(TUTORIAL, "due.py")
    assert len(program.splitlines()) <= 30
    (tmp_path / "due.py").write_text(program, "utf-8")
    status, said = mypy(tmp_path, "due.py")
    assert status == 0, said


def test_mypy_finds_every_mistake(mypy: Mypy, tmp_path: Path) -> None:
    (tmp_path / "wrong.py").write_text(MISTAKES, "utf-8")
    status, said = mypy(tmp_path, "wrong.py")
    assert status == 1
    assert {
        int(line.split(":")[1]) for line in said.splitlines() if ": error:" in line
    } == {
        3,
        4,
        5,
        6,
    }


def test_pyright_finds_every_mistake(pyright: dict[str, Any]) -> None:
    lines = {
        each["range"]["start"]["line"] + 1 for each in pyright["generalDiagnostics"]
    }
    assert lines == {3, 4, 5, 6}


def test_it_runs_and_says_what_the_record_says() -> None:
    declaration = communique.load("eu-clasi-2023")
    words = declaration.commitments[0].text[:40]
    result = run(
        [sys.executable, "-m", "reader.promises", declaration.id, words], folder=PROJECT
    )
    assert result.returncode == 0, result.stderr
    said = json.loads(result.stdout)
    assert said["promises"] == [
        paragraph.number for paragraph in declaration.commitments
    ]
    assert said["verdict"] == "valid"
    assert [declaration.commitments[0].eid, 0, 40, words] in said["hits"]
    assert said["version"] == communique.dataset().version
