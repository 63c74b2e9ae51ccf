"""Names of linked data."""

import pytest
from hypothesis import given
from rdflib import URIRef

from communique.formats.jsonld import CONTEXT, ENTITY_TYPES, address, dated, within
from communique.model.types import ENTITY_TYPES as TYPES
from communique.testing import eids


def test_every_type_of_entity_has_a_class_whose_prefix_is_in_the_context() -> None:
    assert set(ENTITY_TYPES) == set(TYPES)
    assert {name.partition(":")[0] for name in ENTITY_TYPES.values()} <= set(CONTEXT)


@given(eids())
def test_an_address_is_an_iri_whatever_the_eid(eid: str) -> None:
    made = within("harbour-declaration", eid)
    assert made.startswith("urn:communique:harbour-declaration#")
    assert made.isascii()
    assert not set(made) & set(' <>"{}|\\^`')
    assert URIRef(made).n3() == f"<{made}>"


def test_different_names_have_different_addresses() -> None:
    assert (
        len(
            {
                address("a"),
                address("a", "b"),
                within("a", "b"),
                within("a:b", "c"),
                address("á"),
            }
        )
        == 5
    )


@pytest.mark.parametrize(
    ("value", "type"),
    [("2024", "gYear"), ("2024-03", "gYearMonth"), ("2024-03-01", "date")],
)
def test_the_type_of_a_date_is_its_precision(value: str, type: str) -> None:  # noqa: A002 - the word users know it by
    assert dated(value) == {"@value": value, "@type": f"xsd:{type}"}
