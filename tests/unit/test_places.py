"""The layer of places: where each node stands in its source, and how sure the reader was."""

import json
import pickle
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from tests.cli.running import run
from tests.laws.reprinted import HARBOURS

from communique import UnknownFormat, read, schema, validate, write
from communique.core.bundle import shipped
from communique.places import NAMESPACE

TEXT = (
    "Statement on harbours\n\nThe Council,\n\nAware of the storms,\n\n1. Decides that the lamps are lit:\n\n"
    "    (a) in winter;\n\n    (b) in spring.¹\n\n2. Thanks the keepers.\f3. Goes\nhome.\n\n"
    "Done at Low Wick, 3 May 2021\n\nEdda Holm\n\n____________\n\n1 As last year.\n"
)
WORDS = TEXT.encode()
PARSED = read(WORDS, "text", language="en")


def words(pointer: str) -> list[str]:
    [node] = [node for node in PARSED.places.nodes if node.pointer == pointer]
    return [TEXT[start:end] for start, end in node.offsets]


def test_offsets_cut_the_label_and_the_own_words_of_a_node() -> None:
    assert words("/title") == ["Statement on harbours"]
    assert words("/body/0") == ["1.", "Decides that the lamps are lit:"]
    assert words("/body/0/content/1/points/0") == ["(a)", "in winter;"]
    assert words("/body/2") == ["3.", "Goes", "home."]


def test_lines_and_pages_count_from_one() -> None:
    nodes = {node.pointer: node for node in PARSED.places.nodes}
    assert nodes["/title"].lines == (1, 1)
    assert nodes["/body/2"].lines == (13, 14)
    assert [area.page for area in nodes["/body/1"].areas] == [1]
    assert [area.page for area in nodes["/body/2"].areas] == [2]
    unpaged = read(WORDS.replace(b"\f", b"\n\n"), "text", language="en")
    assert {node.areas for node in unpaged.places.nodes} == {()}


def test_the_role_is_what_the_reader_decided_and_a_note_has_none() -> None:
    nodes = {node.pointer: node for node in PARSED.places.nodes}
    assert nodes["/title"].role == "title"
    assert nodes["/preamble/1"].role == "recital"
    assert nodes["/body/0/content/1/points/1"].role == "point"
    assert nodes["/closing/1"].role == "signature"
    odds = nodes["/preamble/1"].odds
    assert odds is not None
    assert 0.5 < odds <= 1
    assert (nodes["/notes/0"].role, nodes["/notes/0"].odds) == (None, None)


def test_every_passage_of_a_text_has_a_place() -> None:
    eids = {eid for eid, _ in PARSED.require().blocks}
    assert {node.eid for node in PARSED.places.nodes} == eids


def test_another_process_is_given_the_same_places() -> None:
    again = pickle.loads(pickle.dumps(PARSED))
    assert again.places == PARSED.places


@pytest.mark.parametrize("form", ["json", "akn"])
def test_a_file_with_the_layer_is_valid_and_gives_the_same_record(form: str) -> None:
    data = write(PARSED.require(), form, places=PARSED.places).encode()
    again = read(data, form)
    assert again.require() == PARSED.require()
    assert again.findings == ()
    assert again.ledger == read(write(PARSED.require(), form).encode(), form).ledger
    report = validate(data, format=form)
    assert report.findings == ()
    assert NAMESPACE.encode() in data


def test_the_json_of_the_layer_is_as_its_schema_says() -> None:
    record = json.loads(write(PARSED.require(), "json", places=PARSED.places))
    Draft202012Validator(schema("declaration")).validate(record)
    layer = record.pop(NAMESPACE)
    Draft202012Validator(schema("places")).validate(layer)
    assert record == json.loads(write(PARSED.require(), "json"))
    assert [node["eid"] for node in layer["nodes"]] == [
        node.eid for node in PARSED.places.nodes
    ]


def test_akoma_ntoso_with_the_layer_is_valid_by_our_own_schema(tmp_path: Path) -> None:
    etree = pytest.importorskip("lxml.etree")
    data = write(PARSED.require(), "akn", places=PARSED.places).encode()
    tree = etree.fromstring(data)
    own = etree.XMLSchema(file=str(shipped("schema/akn-declaration.xsd")))
    assert own.validate(tree), own.error_log
    eids = {element.get("eId") for element in tree.iter()}
    refs = {element.get("of") for element in tree.iter(f"{{{NAMESPACE}}}place")}
    assert refs
    assert {ref.removeprefix("#") for ref in refs} <= eids


def test_a_layer_that_is_no_object_is_no_layer() -> None:
    record = write(PARSED.require(), "json").removesuffix("\n}\n")
    found = read(f'{record},\n"{NAMESPACE}": 3}}'.encode(), "json")
    assert found.declaration is None


def test_other_formats_cannot_hold_it() -> None:
    with pytest.raises(
        UnknownFormat, match="text cannot hold places in the source; akn and json"
    ):
        write(PARSED.require(), "text", places=PARSED.places)


@pytest.mark.parametrize("form", ["json", "akn"])
def test_the_places_of_a_record_are_those_in_its_file(form: str) -> None:
    data = write(HARBOURS, form)
    places = read(data.encode(), form).places
    assert places.nodes
    assert {node.role for node in places.nodes} == {None}


def test_the_command_writes_it_only_if_asked(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(WORDS)
    plain = run("convert", path, "--language", "en", "-q")
    with_places = run("convert", path, "--language", "en", "-q", "--places")
    assert NAMESPACE not in plain.out
    assert with_places.out == write(PARSED.require(), "json", places=PARSED.places)
    refused = run("convert", path, "--places", "--to", "markdown")
    assert refused.status == 2
    assert "markdown cannot hold places" in refused.err
