"""A corpus packed: each valid record is found by its id, and what is left out is named."""

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.cli.running import run

from communique import corpus, data
from communique.core.errors import BadOption
from communique.corpora.labels import Label, label_of
from communique.corpora.packing import pack_corpus
from communique.edition.stores import NAME, Store

Make = Callable[[int], Path]


@pytest.fixture
def built(make: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    make(3)
    Path("texts/broken.xml").write_text("<akomaNtoso><act>")
    corpus("out").build("texts", jobs=1, to=("json", "parquet"))
    return Path("out")


def packed(corpus_folder: Path, into: str) -> dict[str, bytes]:
    pack_corpus(corpus_folder, Path(into), Label("texts"))
    files = (path for path in Path(into).rglob("*") if path.is_file())
    return {path.relative_to(into).as_posix(): path.read_bytes() for path in files}


def test_each_valid_record_is_found_by_its_id(built: Path) -> None:
    result = pack_corpus(built, Path("packed"), Label("texts"))
    store = Store(Path("packed") / NAME)
    works = store.works()
    assert result.works == result.records == len(works) > 0
    for work in works:
        assert store.load(work.id).id == work.id


def test_what_is_left_out_is_named_with_the_reason(built: Path) -> None:
    result = pack_corpus(built, Path("packed"), Label("texts"))
    lines = Path("packed/omissions.csv").read_text("utf-8").splitlines()
    rows = list(csv.DictReader(lines))
    broken = next(row for row in rows if row["path"] == "texts/broken.xml")
    assert broken["reason"].startswith("it gave no record: ")
    assert len(rows) == len(result.omissions) == 4 - result.records


def test_the_tables_have_the_records_that_are_packed(built: Path) -> None:
    from pyarrow import parquet

    result = pack_corpus(built, Path("packed"), Label("texts"))
    tables = Path("packed/tables")
    for name in ("manifest", "declarations"):
        assert len(parquet.read_table(tables / name)) == result.records
    assert len(parquet.read_table(tables / "omissions")) == len(result.omissions)


def test_the_tables_of_a_collection_are_asked_with_those_of_plain_files(
    built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("communique.corpora.distributions.stores", tuple)
    before = list(data().query("SELECT path FROM declarations").rows)
    result = pack_corpus(built, Path("packed"), Label("texts"))
    store = Store(Path("packed").resolve() / NAME)
    monkeypatch.setattr("communique.corpora.distributions.stores", lambda: (store,))
    after = list(data().query("SELECT path FROM declarations").rows)
    assert len(after) == len(before) + result.records
    (work, *_) = store.works()
    sql = f"SELECT quality FROM records WHERE work = '{work.id}'"
    assert list(data().query(sql).rows) == [("proposed",)]
    assert data().search("schools by 2030").total == result.records


def test_the_same_corpus_gives_the_same_bytes(built: Path) -> None:
    first = packed(built, "a")
    assert first == packed(built, "b") == packed(built, "a")


def test_a_label_is_read_from_a_file(built: Path) -> None:
    former = {"old": {"became": None, "why": "it was a draft"}}
    about = {"version": "2026.12.1", "quality": "structure only", "former": former}
    Path("about.json").write_text(json.dumps(about))
    said = run("corpus", "pack", "out", "-o", "packed", "--about", "about.json")
    assert (said.status, said.out) == (0, "")
    store = Store(Path("packed") / NAME)
    assert store.about()["version"] == "2026.12.1"
    assert store.held()[0].quality == "structure only"
    assert store.former()["old"].why == "it was a draft"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "is not JSON"),
        ("[]", "is not a JSON object"),
        ('{"version": 3}', "version is not a text"),
        ('{"quality": "good"}', "quality is none of"),
        ('{"languages": "en"}', "languages is not a list"),
        ('{"former": []}', "former is not an object"),
        ('{"former": {"a": {}}}', "does not say why"),
        ('{"former": {"a": {"why": "", "became": 1}}}', "neither an id nor null"),
    ],
)
def test_a_wrong_label_is_refused(tmp_path: Path, text: str, said: str) -> None:
    file = tmp_path / "about.json"
    file.write_text(text)
    with pytest.raises(BadOption, match=said):
        label_of("texts", file)


def test_a_folder_without_a_corpus_is_refused(tmp_path: Path) -> None:
    said = run("corpus", "pack", str(tmp_path), "-o", str(tmp_path / "packed"))
    assert said.status == 2
    assert "no corpus" in said.err
