from typing import Any

import pytest
from pydantic import ValidationError
from tests.samples import block

from communique.model import Annex, Cover, Entity, RecitalGroup, Section


def cover(**changed: Any) -> Cover:
    fields = [
        ("from", "Ports"),
        ("to", "Ships"),
        ("to", "Docks"),
        ("subject", "Tides"),
        ("previous-document", "1/23"),
    ]
    values = [
        {"key": key, "label": None, "value": block(words)} for key, words in fields
    ]
    return Cover.model_validate(
        {"kind": "note", "iri": "/akn/eu/doc/x", "fields": values, **changed}
    )


def test_the_usual_fields_of_a_cover_have_names() -> None:
    found = cover()
    assert str(found.sender) == "Ports"
    assert [str(each) for each in found.recipients] == ["Ships", "Docks"]
    assert str(found.subject) == "Tides"
    assert [str(each) for each in found.previous_documents] == ["1/23"]
    assert str(found.field("to")) == "Ships"


def test_a_field_that_is_not_printed_is_none() -> None:
    found = cover(fields=[])
    assert (found.sender, found.subject, found.field("number")) == (None, None, None)
    assert found.recipients == found.previous_documents == ()


def test_sections_and_annexes_may_be_empty_and_groups_may_not() -> None:
    assert Section(kind="division", eid="d").body == ()
    assert Annex(eid="a").title is None
    with pytest.raises(ValidationError):
        RecitalGroup.model_validate({"eid": "g", "recitals": []})


def test_an_entity_has_names_in_other_languages_where_they_are_known() -> None:
    names = [
        {"language": "en", "text": "Sea", "basis": "external", "source": "a map"},
        {"language": "fr", "text": "Mer"},
    ]
    entity = Entity.model_validate(
        {"id": "a", "type": "place", "label": "Morje", "names": names}
    )
    assert (entity.name("en"), entity.name("fr"), entity.name("sl")) == (
        "Sea",
        "Mer",
        None,
    )


@pytest.mark.parametrize(
    "address", ["", "no address", "/akn/ontology/x", "#x", "http://a b", "http://a\n"]
)
def test_an_entity_is_the_same_only_as_what_has_an_absolute_address(
    address: str,
) -> None:
    with pytest.raises(ValidationError):
        Entity(id="a", type="topic", label="A", same_as=(address,))
