"""`communique data verify`."""

import hashlib
import shutil
from pathlib import Path

import pytest
from tests.cli.running import run

from communique.core import bundle
from communique.core.bundle import shipped
from communique.generate import SHIPPED, made


@pytest.fixture
def top(tmp_path: Path) -> Path:
    """A copy of what is shipped, as it would be generated now."""
    origin = Path(str(shipped("data"))).parent
    for folder in ("data", "akn", "schema"):
        shutil.copytree(
            origin / folder, tmp_path / folder, ignore=shutil.ignore_patterns("more")
        )
    for path, data in made(tmp_path, SHIPPED).items():
        (tmp_path / path).write_bytes(data)
    return tmp_path


def test_data_that_is_whole_is_said_to_be(top: Path) -> None:
    said = run("data", "verify", top)
    assert (said.status, said.err) == (0, "")
    edition, texts = said.out.splitlines()
    assert edition.startswith("edition 20")
    assert texts.endswith(", each in its record")


def test_a_damaged_file_is_named_with_both_hashes(top: Path) -> None:
    path = top / "data" / "tables" / "acts.csv"
    before = hashlib.sha256(path.read_bytes()).hexdigest()
    path.write_bytes(path.read_bytes() + b"\n")
    after = hashlib.sha256(path.read_bytes()).hexdigest()
    said = run("data", "verify", top)
    assert said.status == 1
    assert said.out == (
        f"data/tables/acts.csv: error PKG002 damaged-file: the file has SHA-256 {after}, "
        f"what its sources give has {before}\n"
    )


def test_the_codes_are_explained() -> None:
    for code in ("PKG001", "damaged-file"):
        assert run("explain", code).status == 0


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    assert run("data", "verify", tmp_path / "none").status == 2


def test_what_is_installed_is_whole_wherever_one_stands(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The second distribution is verified where a page shows it (docs/policy.md)."""
    monkeypatch.setattr(bundle, "companion", lambda: None)
    monkeypatch.chdir(tmp_path)
    said = run("data", "verify")
    assert (said.status, said.err) == (0, ""), said.out
