"""The package as linked data."""

import json
from pathlib import Path

import pytest
from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import RDF

from communique.generate import views
from communique.generate.records import readings

pytestmark = pytest.mark.filterwarnings(
    "ignore:ConjunctiveGraph is deprecated:DeprecationWarning"
)

TOP = Path(__file__).resolve().parents[3]
ELI = Namespace("http://data.europa.eu/eli/ontology#")
SCHEMA = Namespace("https://schema.org/")


def test_the_package_is_a_dataset_with_its_edition_and_the_files_of_each_declaration() -> (
    None
):
    graph = Graph().parse(data=views.dataset(TOP), format="json-ld")
    edition = json.loads((TOP / "data" / "edition.json").read_text("utf-8"))
    (dataset,) = graph.subjects(RDF.type, SCHEMA.Dataset)
    assert (dataset, SCHEMA.version, Literal(edition["version"])) in graph
    for work, language in readings(TOP):
        assert (dataset, SCHEMA.hasPart, URIRef(f"urn:communique:{work}")) in graph
        files = list(
            graph.objects(
                URIRef(f"urn:communique:{work}:{language}"), ELI.is_embodied_by
            )
        )
        paths = {str(graph.value(file, SCHEMA.contentUrl)) for file in files}
        assert paths == {
            f"data/declarations/{work}/{language}.json",
            f"akn/{work}/{language}.xml",
        }
        assert all((TOP / path).is_file() for path in paths)
