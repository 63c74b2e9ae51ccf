"""A project that depends on this library: strict type checkers see every name that it uses, and every mistake."""

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.house.checkout import BIN, ROOT, run

import communique

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("dependant")]

PROJECT = ROOT / "tests" / "dependant"
PYRIGHT = '[tool.pyright]\ntypeCheckingMode = "strict"\n'

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
        result = run([BIN / "mypy", "--strict", "--cache-dir", cache, "--config-file", "", *words], folder=folder)
        return result.returncode, result.stdout + result.stderr

    return ran


def pyright(folder: Path, *words: str | Path) -> tuple[int, str]:
    result = run([BIN / "basedpyright", "--pythonpath", sys.executable, *words], folder=folder)
    return result.returncode, result.stdout + result.stderr


def test_mypy_finds_nothing_in_it(mypy: Mypy) -> None:
    status, said = mypy(PROJECT, "reader")
    assert status == 0, said


def test_pyright_finds_nothing_in_it() -> None:
    status, said = pyright(PROJECT, "reader")
    assert status == 0, said


def test_mypy_finds_every_mistake(mypy: Mypy, tmp_path: Path) -> None:
    (tmp_path / "wrong.py").write_text(MISTAKES, "utf-8")
    status, said = mypy(tmp_path, "wrong.py")
    assert status == 1
    assert {int(line.split(":")[1]) for line in said.splitlines() if ": error:" in line} == {3, 4, 5, 6}


def test_pyright_finds_every_mistake(tmp_path: Path) -> None:
    (tmp_path / "wrong.py").write_text(MISTAKES, "utf-8")
    (tmp_path / "pyproject.toml").write_text(PYRIGHT, "utf-8")
    status, said = pyright(tmp_path, "--outputjson", "wrong.py")
    assert status == 1
    lines = {each["range"]["start"]["line"] + 1 for each in json.loads(said)["generalDiagnostics"]}
    assert lines == {3, 4, 5, 6}


def test_it_runs_and_says_what_the_record_says() -> None:
    declaration = communique.load("eu-clasi-2023")
    words = declaration.commitments[0].text[:40]
    result = run([sys.executable, "-m", "reader.promises", declaration.id, words], folder=PROJECT)
    assert result.returncode == 0, result.stderr
    said = json.loads(result.stdout)
    assert said["promises"] == [paragraph.number for paragraph in declaration.commitments]
    assert said["verdict"] == "valid"
    assert [declaration.commitments[0].eid, 0, 40, words] in said["hits"]
    assert said["version"] == communique.dataset().version
