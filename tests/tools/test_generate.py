"""What is generated, and what has drifted."""

import json
from pathlib import Path

import pytest
from tools.generate import MAKERS, Drift, drift
from tools.generate.__main__ import main
from tools.generate.more import FOLDER
from tools.generate.schema import EXAMPLE

from communique.generate import Files, made
from communique.generate.records import readings

TOP = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def files() -> Files:
    """All that is generated of this checkout."""
    return made(TOP, MAKERS)


def test_the_same_checkout_gives_the_same_bytes(files: Files) -> None:
    """Those that lie there, which were made at another time; where they are others, those that are
    made again.
    """
    assert not list(drift(TOP, files)) or made(TOP, MAKERS) == files


def test_every_shipped_declaration_has_a_page_and_of_more_data_what_its_edition_names(
    files: Files,
) -> None:
    named = json.loads((TOP / FOLDER / "data" / "edition.json").read_text("utf-8"))[
        "pages"
    ]
    works = [
        *readings(TOP),
        *((work, languages[0]) for work, languages in named.items()),
    ]
    pages = {
        path: page
        for path, page in files.items()
        if path.startswith("docs/declarations/")
    }
    assert sorted(pages) == sorted(
        f"docs/declarations/{work}.{language}.html" for work, language in works
    )
    assert all(page.startswith(b"<!DOCTYPE html>") for page in pages.values())


def test_a_missing_a_changed_and_a_stale_file_are_told_apart(tmp_path: Path) -> None:
    owned = (
        tmp_path
        / next(maker.owns[0] for maker in MAKERS if maker.owns).partition("**")[0]
    )
    owned.mkdir(parents=True)
    (owned / "stale.json").write_bytes(b"")
    (tmp_path / "changed").write_bytes(b"a")
    (tmp_path / "same").write_bytes(b"a")
    found = list(drift(tmp_path, {"changed": b"b", "missing": b"", "same": b"a"}))
    stale = (owned / "stale.json").relative_to(tmp_path).as_posix()
    assert found == [
        Drift("changed", "differs"),
        Drift(stale, "stale"),
        Drift("missing", "missing"),
    ]


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout with the settings and the data of this one, linked, and nothing generated."""
    (tmp_path / "pyproject.toml").symlink_to(TOP / "pyproject.toml")
    (tmp_path / "data").mkdir()
    (tmp_path / "schema").mkdir()
    for path in (TOP / "data").iterdir():
        if path.name in {"sources", "follow-up", "authorities.json", "edition.json"}:
            (tmp_path / "data" / path.name).symlink_to(path)
    (tmp_path / EXAMPLE).symlink_to(TOP / EXAMPLE)
    (tmp_path / "docs" / "rules").mkdir(parents=True)
    for page in ("tables.md", "rules/index.md", "promises-by-language.md"):
        (tmp_path / "docs" / page).write_bytes((TOP / "docs" / page).read_bytes())
    return tmp_path


def test_what_is_written_has_not_drifted(
    checkout: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check"], checkout) == 1
    assert "data/declarations/eu-clasi-2023/sl.json: missing" in capsys.readouterr().err
    assert main(["write"], checkout) == 0
    assert "wrote data/declarations/eu-clasi-2023/sl.json" in capsys.readouterr().out
    assert main(["check"], checkout) == 0
    assert main(["write"], checkout) == 0
    said = capsys.readouterr()
    assert (said.out, said.err) == ("", "")


def test_a_stale_file_is_removed(checkout: Path) -> None:
    assert main(["write"], checkout) == 0
    stale = checkout / "data" / "declarations" / "old.json"
    stale.write_bytes(b"{}")
    assert main(["check"], checkout) == 1
    assert main(["write"], checkout) == 0
    assert not stale.exists()


def test_a_folder_that_is_no_checkout_is_refused(tmp_path: Path) -> None:
    assert main(["write"], tmp_path) == 2
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("words", [[], ["burn"], ["write", "check"]])
def test_anything_but_write_or_check_is_refused(words: list[str]) -> None:
    assert main(words) == 2
