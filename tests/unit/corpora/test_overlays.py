"""What is said of a document besides its words decides what comes of it, and no word."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.cli.running import run
from tests.unit.formats.akn.samples import statement

from communique import corpus
from communique.core.errors import BadOption
from communique.corpora.overlays import overlays_of

Make = Callable[[int], Path]
NAME = "texts/0/0000.txt"


@pytest.fixture
def here(make: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    make(2)
    return tmp_path


def line(path: str, work: str, **more: object) -> str:
    overlay = {"document": {"id": work}}
    return json.dumps({"path": path, "overlay": overlay, **more}) + "\n"


def build(*options: str) -> str:
    command = ("corpus", "build", "texts", "-o", "out", "--jobs", "1", *options)
    said = run(*command, "--to", "json,parquet", "--overlays", "overlays.jsonl")
    assert said.status == 0, said.err
    return said.err.splitlines()[-1]


def test_an_overlay_gives_the_id_and_a_changed_one_is_a_change(here: Path) -> None:
    file = here / "overlays.jsonl"
    file.write_text(line(NAME, "harbour-2024", language="en"))
    assert "2 converted, 0 kept" in build()
    assert corpus("out").declaration(NAME).id == "harbour-2024"
    assert "0 converted, 2 kept" in build()
    file.write_text(line(NAME, "quay-2024", language="en"))
    assert "1 converted, 1 kept" in build()
    assert corpus("out").declaration(NAME).id == "quay-2024"


def test_an_overlay_fits_marked_up_text(here: Path) -> None:
    Path("texts/a.xml").write_text(statement("<p>We met.</p>"))
    (here / "overlays.jsonl").write_text(line("texts/a.xml", "harbour-2024"))
    build()
    assert corpus("out").declaration("texts/a.xml").id == "harbour-2024"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "1 is not JSON"),
        ("[]", "1 is not a JSON object"),
        ("{}", "path is not a text"),
        ('{"path": "a", "overlay": 1}', "overlay is not an object"),
        ('{"path": "a", "overlay": {}, "language": 1}', "language is not a text"),
        ('{"path": "a", "overlay": {}}\n' * 2, "2: a has an overlay already"),
    ],
)
def test_wrong_overlays_are_refused(tmp_path: Path, text: str, said: str) -> None:
    file = tmp_path / "overlays.jsonl"
    file.write_text(text)
    with pytest.raises(BadOption, match=said):
        overlays_of(file)
