"""JSON-LD, as an RDF library reads it."""

import json
import socket
from typing import Any

import pytest
from hypothesis import given, settings
from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import RDF, SKOS, XSD
from tests.samples import block, declaration, numbered

from communique.formats.jsonld import address, within, write
from communique.model import Declaration
from communique.model.passages import passages
from communique.testing import declarations

# The library's own: it makes one to read JSON-LD, and warns of it.
pytestmark = pytest.mark.filterwarnings(
    "ignore:ConjunctiveGraph is deprecated:DeprecationWarning"
)

ELI = Namespace("http://data.europa.eu/eli/ontology#")
SCHEMA = Namespace("https://schema.org/")
TERM = Namespace("urn:communique:term:")
WORK = URIRef("urn:communique:harbour-declaration")


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket.socket, "connect", refused)


def graph(made: Declaration) -> Graph:
    return Graph().parse(data=write(made), format="json-ld")


@settings(max_examples=20)
@given(declarations())
def test_what_is_written_describes_the_record(made: Declaration) -> None:
    """All that is asked of any record, which is drawn, written and read once: that takes longer
    than to look at it.
    """
    document = json.loads(write(made))
    found = Graph().parse(data=json.dumps(document), format="json-ld")
    every_word_of_every_subdivision_is_a_literal_in_its_language(made, found)
    every_part_is_described_and_is_part_of_one_node(made, found)
    no_key_of_the_document_is_lost_for_want_of_a_term(document)


def every_word_of_every_subdivision_is_a_literal_in_its_language(
    made: Declaration, found: Graph
) -> None:
    language = None if made.language == "und" else made.language.lower()
    subdivisions = set(found.subjects(RDF.type, ELI.LegalResourceSubdivision))
    for passage in passages(made):
        if passage.kind not in ("recital", "paragraph", "point"):
            continue
        node = URIRef(within(made.id, passage.eid))
        assert node in subdivisions
        if passage.text:
            text = found.value(node, SCHEMA.text)
            assert isinstance(text, Literal)
            assert str(text) == passage.text
            assert (text.language or "").lower() == (language or "")


def every_part_is_described_and_is_part_of_one_node(
    made: Declaration, found: Graph
) -> None:
    parts = list(found.objects(None, ELI.has_part))
    assert len(parts) == len(set(parts))
    assert set(parts) <= set(found.subjects(RDF.type, ELI.LegalResourceSubdivision))
    described = {
        URIRef(within(made.id, each.eid))
        for each in passages(made)
        if each.kind in ("recital", "paragraph")
    }
    assert described <= set(parts)


def no_key_of_the_document_is_lost_for_want_of_a_term(document: dict[str, Any]) -> None:
    known = set(document["@context"])

    def keys(value: object) -> set[str]:
        if isinstance(value, dict):
            return set(value).union(*map(keys, value.values()))
        return set().union(*map(keys, value)) if isinstance(value, list) else set()

    for key in keys(document["@graph"]):
        assert key in known or key.startswith("@") or key.partition(":")[0] in known


def test_a_work_is_realized_by_its_expression() -> None:
    found = graph(declaration())
    expression = URIRef(address("harbour-declaration", "en"))
    assert (WORK, RDF.type, ELI.LegalResource) in found
    assert (WORK, ELI.is_realized_by, expression) in found
    assert (expression, ELI.realizes, WORK) in found
    assert (WORK, ELI.date_document, Literal("2024-03-01", datatype=XSD.date)) in found
    assert (expression, ELI.title, Literal("Harbour Declaration", lang="en")) in found
    assert (
        expression,
        SCHEMA.legislationLegalValue,
        SCHEMA.UnofficialLegalValue,
    ) in found
    authority = URIRef("http://publications.europa.eu/resource/authority/language/ENG")
    assert (expression, ELI.language, authority) in found


def test_a_translation_names_its_original_and_an_unknown_language_is_no_authority() -> (
    None
):
    found = graph(declaration(language="sl", translation_of="en"))
    assert (URIRef(f"{WORK}:sl"), ELI.is_translation_of, URIRef(f"{WORK}:en")) in found
    assert list(graph(declaration(language="und")).objects(None, ELI.language)) == []


def test_an_act_says_who_does_what() -> None:
    act = {
        "kind": "act",
        "start": 3,
        "end": 9,
        "act": "commit",
        "actors": ["ports"],
        "due": "2024-03",
    }
    entity = {"id": "ports", "type": "organization", "label": "The Ports",
              "names": [{"language": "sl", "text": "Pristanišča"}], "same_as": ["https://example.org/ports"]}  # fmt: skip
    made = declaration(
        entities=[entity],
        signatories=[],
        body=[numbered("paragraph", "3.", block("We commit by March.", act))],
    )
    found = graph(made)
    ports = URIRef(f"{WORK}#ports")
    (node,) = found.objects(URIRef(f"{WORK}#para_3"), TERM.act)
    assert (node, TERM.actKind, Literal("commit", datatype=XSD.string)) in found
    assert (node, TERM.actor, ports) in found
    assert (node, TERM.due, Literal("2024-03", datatype=XSD.gYearMonth)) in found
    assert (ports, RDF.type, SCHEMA.Organization) in found
    assert {*found.objects(ports, SCHEMA.name)} == {
        Literal("The Ports", lang="en"),
        Literal("Pristanišča", lang="sl"),
    }
    assert (ports, SCHEMA.sameAs, URIRef("https://example.org/ports")) in found


def test_a_cover_note_has_the_declaration_as_its_annex() -> None:
    cover = {
        "kind": "item-note",
        "iri": "/akn/xx/doc/item-note/9999/x",
        "paragraphs": [numbered("paragraph", "1.", block("See."))],
    }
    found = graph(declaration(cover=cover))
    note = URIRef(f"{WORK}:cover")
    assert (note, ELI.has_annex, WORK) in found
    assert (note, ELI.has_part, URIRef(f"{WORK}#cover__para_1")) in found
    assert (WORK, ELI.has_part, URIRef(f"{WORK}#cover__para_1")) not in found


def test_what_an_annex_holds_is_its_part_and_not_the_works() -> None:
    annex = {
        "num": "ANNEX",
        "title": block("List"),
        "body": [numbered("paragraph", "1.", block("Item."))],
    }
    found = graph(declaration(annexes=[annex]))
    node = URIRef(f"{WORK}#att_1")
    assert (WORK, ELI.has_annex, node) in found
    assert (node, ELI.has_part, URIRef(f"{WORK}#att_1__para_1")) in found
    assert (node, SCHEMA.name, Literal("List", lang="en")) in found


def test_votes_sponsors_subjects_and_related_documents_hang_on_the_work() -> None:
    vote = {
        "outcome": "Carried",
        "in_favour": 2,
        "date": "2024-03-01",
        "voters": [{"choice": "against", "ref": "ports"}],
    }
    found = graph(
        declaration(
            entities=[{"id": "ports", "type": "organization", "label": "The Ports"}],
            related_documents=[
                {"relation": "draft", "scheme": "un", "value": "A/L.1", "date": "2024"}
            ],
            subjects=[
                {
                    "scheme": "RIV",
                    "code": "12",
                    "label": "Rivers",
                    "uri": "https://rivers.example/12",
                }
            ],
            sponsors=[{"text": "Northland"}],
            votes=[vote],
        )
    )
    related, subject, sponsor, ballot = (
        found.value(WORK, TERM[name])
        for name in ("relatedDocument", "subject", "sponsor", "vote")
    )
    assert (found.value(related, TERM.relation), found.value(found.value(related, SCHEMA.identifier), SCHEMA.value)) == (
        Literal("draft", datatype=XSD.string), Literal("A/L.1", datatype=XSD.string),
    )  # fmt: skip
    assert (subject, SKOS.exactMatch, URIRef("https://rivers.example/12")) in found
    assert (subject, SKOS.prefLabel, Literal("Rivers")) in found
    assert found.value(sponsor, SCHEMA.name) == Literal("Northland")
    assert found.value(ballot, TERM.inFavour) == Literal(2)
    voter = found.value(ballot, TERM.voter)
    assert (voter, SCHEMA.mentions, URIRef(f"{WORK}#ports")) in found
    assert found.value(voter, TERM.choice) == Literal("against", datatype=XSD.string)
