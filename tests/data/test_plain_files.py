"""The plain files of the dataset, as other libraries read them, against the records."""

import csv
import io
import json
from typing import Any

import frictionless
import pytest
import rdflib
from tests.data.shipped import EDITIONS, TOP, record_of

from communique.formats.csv import unguarded
from communique.model.passages import passages
from communique.model.text import ActMark

DATA = TOP / "data"


def rows(table: str) -> list[dict[str, str]]:
    text = (DATA / "tables" / f"{table}.csv").read_text("utf-8")
    return [
        {name: unguarded(cell) for name, cell in row.items()}
        for row in csv.DictReader(io.StringIO(text, newline=""))
    ]


def of(table: str, work: str, language: str) -> list[dict[str, str]]:
    return [
        row for row in rows(table) if (row["work"], row["language"]) == (work, language)
    ]


each_edition = pytest.mark.parametrize(("work", "language"), EDITIONS, ids="/".join)


@pytest.fixture(scope="module")
def checked() -> Any:
    """What Frictionless says of the package: types, keys, references, sizes and hashes."""
    return frictionless.validate(str(DATA / "datapackage.json"))


def test_the_package_is_valid_by_frictionless(checked: Any) -> None:
    assert [error.message for error in checked.errors] == []
    assert [
        (task.name, error.message) for task in checked.tasks for error in task.errors
    ] == []
    tables = {path.stem for path in (DATA / "tables").glob("*.csv")}
    assert tables <= {task.name for task in checked.tasks if task.type == "table"}


def test_the_passages_of_both_packages_have_the_fields_of_their_schema() -> None:
    for folder in (DATA, TOP / "data/more/communique_data/data"):
        descriptor = json.loads((folder / "datapackage.json").read_text("utf-8"))
        (told,) = (
            each for each in descriptor["resources"] if each["path"] == "passages.jsonl"
        )
        kinds = {each["name"]: each["type"] for each in told["schema"]["fields"]}
        with (folder / "passages.jsonl").open(encoding="utf-8") as lines:
            for line in lines:
                passage = json.loads(line)
                assert list(passage) == list(kinds)
                lists = {
                    name
                    for name, value in passage.items()
                    if value is not None and not isinstance(value, str)
                }
                assert lists <= {
                    name for name, kind in kinds.items() if kind == "array"
                }


def test_the_descriptor_says_that_it_is_of_the_second_version_of_the_standard() -> None:
    descriptor = json.loads((DATA / "datapackage.json").read_text("utf-8"))
    assert (
        descriptor["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    )
    assert all(each["hash"].startswith("sha256:") for each in descriptor["resources"])
    assert {"licenses", "sources", "contributors", "version"} <= set(descriptor)


@each_edition
def test_the_words_of_the_tables_are_those_of_the_record(
    work: str, language: str
) -> None:
    declaration = record_of(work, language)
    found = of("paragraphs", work, language)
    assert [(row["eid"], row["num"], row["text"]) for row in found] == [
        (passage.eid, passage.num or "", passage.text)
        for passage in passages(declaration)
    ]
    numbers = [
        row["number"]
        for row in found
        if (row["kind"], row["part"], row["annex"]) == ("paragraph", "body", "")
    ]
    assert numbers == [paragraph.number for paragraph in declaration.commitments]
    notes = of("footnotes", work, language)
    assert [(row["marker"], row["text"]) for row in notes] == [
        (note.marker, note.text) for note in declaration.footnotes
    ]


@each_edition
def test_the_marks_of_the_tables_are_those_of_the_record(
    work: str, language: str
) -> None:
    declaration = record_of(work, language)
    acts = of("acts", work, language)
    assert [(row["eid"], row["act"], row["words"]) for row in acts] == [
        (act.eid, act.mark.act, act.text) for act in declaration.acts
    ]
    others = [
        mark
        for _, block in declaration.blocks
        for mark in block.marks
        if not isinstance(mark, ActMark)
    ]
    assert len(of("mentions", work, language)) == len(others)
    texts = {row["position"]: row for row in of("paragraphs", work, language)}
    for row in (*acts, *of("mentions", work, language)):
        assert (
            texts[row["passage"]][row["field"]][int(row["start"]) : int(row["end"])]
            == row["words"]
        )


@each_edition
def test_entities_signatories_and_members_are_those_of_the_record(
    work: str, language: str
) -> None:
    declaration = record_of(work, language)
    entities = of("entities", work, language)
    assert [row["id"] for row in entities] == [
        entity.id for entity in declaration.entities
    ]
    assert all(
        int(row["mentions"]) == len(declaration.mentions(row["id"])) for row in entities
    )
    members = [
        (signatory.id, member.ref)
        for signatory in declaration.signatories
        for member in signatory.members
    ]
    assert [
        (row["signatory"], row["ref"]) for row in of("members", work, language)
    ] == members
    assert [row["id"] for row in of("signatories", work, language)] == [
        each.id for each in declaration.signatories
    ]


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
@pytest.mark.parametrize(
    "path", sorted((DATA / "jsonld").rglob("*.jsonld")), ids=lambda path: path.name
)
def test_linked_data_is_read_with_its_own_context(
    path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr("socket.socket.connect", refused)
    graph = rdflib.Graph().parse(data=path.read_text("utf-8"), format="json-ld")
    assert len(graph) > 0
    assert not any(str(term).startswith("file:") for triple in graph for term in triple)


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
@each_edition
def test_a_commitment_is_found_in_the_linked_data(work: str, language: str) -> None:
    graph = rdflib.Graph().parse(
        data=(DATA / "jsonld" / work / f"{language}.jsonld").read_text("utf-8"),
        format="json-ld",
    )
    query = """
        PREFIX eli: <http://data.europa.eu/eli/ontology#>
        PREFIX schema: <https://schema.org/>
        SELECT ?eid ?text WHERE {
            ?work eli:has_part ?part . ?work a eli:LegalResource . ?part eli:id_local ?eid ; schema:text ?text .
            FILTER (lang(?text) = ?language)
        }
    """
    result = graph.query(query, initBindings={"language": rdflib.Literal(language)})
    eid, text = rdflib.Variable("eid"), rdflib.Variable("text")
    found = {str(row[eid]): str(row[text]) for row in result.bindings}
    for paragraph in record_of(work, language).commitments:
        assert found[paragraph.eid].split("\n")[0] == paragraph.text.split("\n")[0]
