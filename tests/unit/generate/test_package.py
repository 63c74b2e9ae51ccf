"""The descriptor of the data."""

import hashlib
import json
from pathlib import Path

import pytest

from communique.edition import MORE, TRAINING
from communique.edition.descriptor import PATH
from communique.formats.csv.catalog import ACTS
from communique.generate import SHIPPED, made
from communique.generate.package import descriptor, make, schema_of
from communique.generate.views import TABLES_OF_EDITION

TOP = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def package() -> dict[str, object]:
    return {**descriptor(TOP, made(TOP, SHIPPED[:-1]))}


def test_every_shipped_file_is_listed_with_its_hash(package: dict[str, object]) -> None:
    generated = made(TOP, SHIPPED)
    every = [
        path
        for folder in ("data", "akn", "schema")
        for path in (TOP / folder).rglob("*")
    ]
    shipped: set[str] = set()
    for file in every:
        elsewhere = file.is_relative_to(TOP / MORE) or file.is_relative_to(
            TOP / TRAINING
        )
        if file.is_file() and not file.name.startswith(".") and not elsewhere:
            shipped.add(file.relative_to(TOP).as_posix())
    listed: dict[str, tuple[object, object]] = {}
    for name, prefix in (("resources", "data/"), ("derived", ""), ("schemas", "")):
        entries = package[name]
        assert isinstance(entries, list)
        for entry in entries:
            listed[prefix + entry["path"].removeprefix("../")] = (
                entry["bytes"],
                entry["hash"],
            )
    assert set(listed) == (shipped | set(generated)) - {PATH}
    for path, (size, digest) in listed.items():
        data = generated[path] if path in generated else (TOP / path).read_bytes()
        assert (size, digest) == (
            len(data),
            f"sha256:{hashlib.sha256(data).hexdigest()}",
        )


def test_every_resource_says_what_it_is_and_under_which_licence(
    package: dict[str, object],
) -> None:
    resources = package["resources"]
    assert isinstance(resources, list)
    names = [each["name"] for each in resources]
    assert len(set(names)) == len(names)
    for each in resources:
        assert {"title", "format", "mediatype", "encoding", "licenses"} <= set(each), (
            each["path"]
        )
        assert each["licenses"], each["path"]
        assert each["mediatype"] != "application/octet-stream"


def test_the_version_stands_in_the_edition_alone(package: dict[str, object]) -> None:
    edition = json.loads((TOP / "data" / "edition.json").read_text("utf-8"))
    assert package["version"] == edition["version"]
    assert package["contributors"] == edition["contributors"]


def test_each_table_has_its_schema(package: dict[str, object]) -> None:
    resources = package["resources"]
    assert isinstance(resources, list)
    tables = {
        each["name"]: each["schema"]
        for each in resources
        if each.get("type") == "table"
    }
    passages = tables.pop("passages.jsonl")
    assert passages["fields"][0]["name"] == "work"
    assert tables == {table.name: schema_of(table) for table in TABLES_OF_EDITION}


def test_a_schema_tells_types_keys_and_what_refers_to_what() -> None:
    schema = json.loads(json.dumps(schema_of(ACTS)))
    fields = {field["name"]: field for field in schema["fields"]}
    assert fields["actors"]["type"] == "list"
    assert fields["actors"]["delimiter"] == " "
    assert fields["rank"] | {"description": ""} == {
        "name": "rank", "type": "integer", "description": "", "constraints": {"required": True},
    }  # fmt: skip
    assert "decide" in fields["act"]["constraints"]["enum"]
    assert schema["primaryKey"] == ["work", "language", "position"]
    assert schema["foreignKeys"][0]["reference"]["resource"] == "paragraphs"


def test_the_same_files_give_the_same_bytes() -> None:
    first, second = (make(TOP, made(TOP, SHIPPED[:-1])) for _ in range(2))
    assert first == second
