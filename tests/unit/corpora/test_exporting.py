"""Tables that are handed on: the same in each form, described without anything made up."""

import csv
import hashlib
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from pyarrow import parquet
from rdflib import DCAT, DCTERMS, RDF, Graph, URIRef
from rocrate.rocrate import ROCrate
from tests.unit.corpora.conftest import text

from communique import corpus, data
from communique.core.errors import BadOption
from communique.formats.csv import unguarded


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The installed data."""
    folder = tmp_path_factory.mktemp("exported")
    data().export(folder)
    return folder


@pytest.fixture
def built(make: Callable[[int], Path]) -> Path:
    """A corpus with a document that a spreadsheet could take for a formula."""
    (make(2) / "=1.txt").write_bytes(text(7).replace(b"We commit", b"=1+1 and commit"))
    corpus("archive").build("texts", to=("json", "parquet"))
    return Path("archive")


def described(folder: Path, name: str) -> Any:
    return json.loads((folder / name).read_text("utf-8"))


def test_each_table_is_the_same_as_parquet_and_as_csv(exported: Path) -> None:
    tables = sorted((exported / "tables").glob("*.parquet"))
    assert {path.stem for path in tables} == set(data().tables)
    for path in tables:
        table = parquet.read_table(path)
        lines = csv.reader(io.StringIO(path.with_suffix(".csv").read_text("utf-8")))
        assert next(lines) == table.column_names
        cells = list(lines)
        assert len(cells) == table.num_rows
        for name, column in zip(table.column_names, zip(*cells), strict=False):
            for cell, value in zip(column, table[name].to_pylist(), strict=True):
                if isinstance(value, list):
                    assert unguarded(cell) in {" ".join(value), "; ".join(value)}
                else:
                    assert unguarded(cell) == ("" if value is None else str(value))


def test_the_same_data_gives_the_same_bytes(exported: Path, tmp_path: Path) -> None:
    again = data().export(tmp_path / "again")
    assert {path: (exported / path).read_bytes() for path in again.files} == {
        path: (again.folder / path).read_bytes() for path in again.files
    }


def test_every_description_names_every_file_with_its_hash(exported: Path) -> None:
    files = {
        path.relative_to(exported).as_posix(): hashlib.sha256(
            path.read_bytes()
        ).hexdigest()
        for path in (exported / "tables").iterdir()
    }
    croissant = described(exported, "croissant.json")
    assert {
        each["contentUrl"]: each["sha256"] for each in croissant["distribution"]
    } == files
    graph = described(exported, "ro-crate-metadata.json")["@graph"]
    assert {
        each["@id"]: each["sha256"] for each in graph if each["@type"] == "File"
    } == files
    listed = described(exported, "dcat.jsonld")["dcat:distribution"]
    assert {
        each["dcat:downloadURL"]["@id"]: each["spdx:checksum"]["spdx:checksumValue"][
            "@value"
        ]
        for each in listed
    } == files


def test_croissant_describes_every_column_of_the_parquet(exported: Path) -> None:
    """`mlcroissant` reads it too (below, where it is installed)."""
    for each in described(exported, "croissant.json")["recordSet"]:
        schema = parquet.read_schema(exported / "tables" / f"{each['name']}.parquet")
        assert [field["name"] for field in each["field"]] == schema.names
        assert all(field["description"] for field in each["field"])
        ids = {field["@id"] for field in each["field"]}
        assert {key["@id"] for key in each["key"]} <= ids
        lists = {field["name"] for field in each["field"] if field.get("repeated")}
        assert lists == {
            name for name in schema.names if "list" in str(schema.field(name).type)
        }


@pytest.mark.slow
def test_mlcroissant_reads_every_row(exported: Path) -> None:
    croissant = pytest.importorskip(
        "mlcroissant", reason="350 MB with SciPy and pandas"
    )
    found = croissant.Dataset(jsonld=str(exported / "croissant.json"))
    assert not found.metadata.ctx.issues.errors
    assert not found.metadata.ctx.issues.warnings
    for table in ("declarations", "promises", "events"):
        rows = list(found.records(record_set=table))
        assert (
            len(rows)
            == parquet.read_table(exported / "tables" / f"{table}.parquet").num_rows
        )


def test_a_crate_is_opened_by_rocrate(exported: Path) -> None:
    crate = ROCrate(exported)
    assert crate.root_dataset["name"] == "Political declarations as data"
    croissant = described(exported, "croissant.json")
    assert crate.root_dataset["datePublished"] == croissant["datePublished"]
    assert {each.id for each in crate.data_entities} == {
        path.relative_to(exported).as_posix()
        for path in (exported / "tables").iterdir()
    }
    licences = crate.root_dataset["license"]
    assert {each["identifier"] for each in licences} >= {"CC-BY-4.0", "MIT"}


@pytest.mark.filterwarnings("ignore:.*is deprecated:DeprecationWarning")
def test_dcat_is_a_graph(exported: Path) -> None:
    base = "https://example.org/data/"
    graph = Graph().parse(
        exported / "dcat.jsonld", format="json-ld", publicID=f"{base}dcat.jsonld"
    )
    (dataset,) = graph.subjects(RDF.type, DCAT.Dataset)
    assert dataset == URIRef(base)
    found = list(graph.objects(dataset, DCAT.distribution))
    assert len(found) == 2 * len(data().tables)
    for each in found:
        address = str(graph.value(each, DCAT.downloadURL))
        assert (exported / address.removeprefix(base)).is_file()
        assert (each, DCTERMS.license, None) in graph


def test_the_card_has_what_the_hub_reads(exported: Path) -> None:
    _, front, words = (exported / "README.md").read_text("utf-8").split("---\n", 2)
    about = yaml.safe_load(front)
    assert about["license"] == ["cc-by-4.0", "other", "mit", "cc0-1.0"]
    assert {"sl", "en", "zh"} <= set(about["language"])
    assert {each["config_name"] for each in about["configs"]} == set(data().tables)
    for each in about["configs"]:
        assert (exported / each["data_files"][0]).is_file()
    for table in data().tables:
        assert f"| `{table}` | " in words


def test_a_corpus_is_exported_with_what_is_known_of_it(built: Path) -> None:
    exported = corpus(built).export("out", title="Schools", day="2026-11-30")
    assert exported.tables["declarations"] == 3
    rows = parquet.read_table("out/tables/paragraphs.parquet").to_pylist()
    assert any("=1+1 and commit" in (row["text"] or "") for row in rows)
    lines = Path("out/tables/declarations.csv").read_text("utf-8").splitlines()
    paths = [line.partition(",")[0] for line in lines]
    assert sorted(paths) == [
        "path",
        "texts/0/0000.txt",
        "texts/1/0001.txt",
        "texts/=1.txt",
    ]
    croissant = described(Path("out"), "croissant.json")
    assert croissant["name"] == "Schools"
    assert croissant["datePublished"] == "2026-11-30"
    assert {"license", "publisher", "creator", "version"}.isdisjoint(croissant)
    crate = ROCrate("out")
    assert crate.root_dataset["license"][0]["name"] == "No licence is stated"
    front = Path("out/README.md").read_text("utf-8").split("---\n")[1]
    assert yaml.safe_load(front)["license"] == ["unknown"]


def test_no_cell_of_an_export_is_a_formula(built: Path) -> None:
    corpus(built).export("out")
    for path in Path("out/tables").glob("*.csv"):
        for line in csv.reader(io.StringIO(path.read_text("utf-8"))):
            assert not any(cell.startswith(("=", "+", "-", "@", "\t")) for cell in line)


def test_an_export_loses_nothing_that_is_there(built: Path) -> None:
    Path("out").mkdir()
    Path("out/mine.txt").write_text("mine")
    with pytest.raises(BadOption, match="out is not empty; use --force"):
        corpus(built).export("out")
    corpus(built).export("out", force=True)
    assert Path("out/mine.txt").read_text() == "mine"
    with pytest.raises(BadOption, match=r"out/mine\.txt is not a folder"):
        corpus(built).export("out/mine.txt", force=True)


def test_what_cannot_be_exported_is_said(make: Callable[[int], Path]) -> None:
    make(1)
    corpus("plain").build("texts", to=("json",))
    with pytest.raises(
        BadOption, match="has no tables; build it with --to json,akn,parquet"
    ):
        corpus("plain").export("out")
    with pytest.raises(FileNotFoundError):
        corpus("nowhere").export("out")
    with pytest.raises(BadOption, match="'soon' is not a day or a month"):
        corpus("plain").export("out", day="soon")
    assert not Path("out").exists()
