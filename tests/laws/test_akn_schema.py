"""The profile of Akoma Ntoso: all that is written it accepts, and what it accepts the schema of the
standard accepts.
"""

import re
from functools import cache
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from tests.laws.content_models import XS, Schema, within
from tests.laws.tree_damage import VALUES, damaged
from tests.unit.formats.akn.samples import CARRIED

from communique.checking import xsd
from communique.core.source import Source
from communique.formats.akn.writer import write
from communique.model import Declaration, types
from communique.testing import declarations

SCHEMA = Path(__file__).resolve().parents[2] / xsd.PROFILE


@cache
def profile() -> etree.XMLSchema:
    """All that the profile says, as it is published."""
    return etree.XMLSchema(file=SCHEMA)


def standard() -> etree.XMLSchema:
    known = xsd.schema()
    assert isinstance(known, etree.XMLSchema)
    return known


def broken_by(root: etree._Element) -> bool:
    """Whether the profile accepts what the standard does not."""
    return profile().validate(root) and not standard().validate(root)


@given(declarations())
def test_whatever_is_written_is_valid_by_the_profile(declaration: Declaration) -> None:
    root = etree.fromstring(write(declaration).encode())
    assert profile().validate(root), profile().error_log
    assert standard().validate(root), standard().error_log


@given(declarations(), st.data())
def test_what_the_profile_accepts_the_standard_accepts(
    declaration: Declaration, data: st.DataObject
) -> None:
    assert not broken_by(
        etree.fromstring(data.draw(damaged(write(declaration).encode())))
    )


@given(declarations(), st.data())
def test_findings_are_the_same_with_and_without_the_profile(
    declaration: Declaration, data: st.DataObject
) -> None:
    source = Source("a.xml", data.draw(damaged(write(declaration).encode())))
    found = xsd.check(source)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(xsd, "profile", lambda: None)
        assert xsd.check(source) == found


def _folder() -> Path:
    found = xsd._standard()
    assert isinstance(found, Path)
    return found


STANDARD, PROFILE = Schema(_folder() / "akomantoso30.xsd"), Schema(SCHEMA)


def faults(element: etree._Element, name: str) -> list[str]:
    """Why not everything that an element may hold by the profile may stand in one of that name by
    the standard.
    """
    return within(
        PROFILE.model(element), STANDARD.model(STANDARD.named[f"{XS}element", name])
    )


def test_no_element_may_hold_what_it_may_not_hold_in_the_standard() -> None:
    """Not sampled but decided, for every row of children that there can be."""
    every = [(each.get("name", ""), each) for each in PROFILE.elements()]
    assert {name: said for name, each in every if (said := faults(each, name))} == {}


def test_what_may_not_stand_in_the_standard_would_be_noticed() -> None:
    each = {element.get("name", ""): element for element in PROFILE.elements()}
    assert "content may stand after" in faults(each["paragraph"], "recital")
    assert "it may end after num" in faults(each["section"], "recital")
    assert "words may stand in it" in faults(each["p"], "content")
    assert "refersTo may be left out" in faults(each["b"], "person")
    assert "colspan is no attribute" in faults(each["td"], "content")


def refused(
    schema: etree.XMLSchema, root: etree._Element
) -> set[tuple[str | None, str]]:
    """Where a schema refuses the value of an attribute: the path of its element, and its name."""
    schema.validate(root)
    named = (
        (each.path, re.search("attribute '([^']*)'", each.message))
        for each in schema.error_log
    )
    return {(path, name[1]) for path, name in named if name}


def test_no_attribute_may_have_a_value_that_it_may_not_have_in_the_standard() -> None:
    """Each value stands at all places at once; then where the profile has taken it, and it may but
    stand there twice.
    """
    root = etree.fromstring(CARRIED.encode())
    tree = root.getroottree()
    places = {
        (element.tag, name): element
        for element in root.iter("*")
        for name in element.attrib
    }
    usual = {place: element.get(place[1], "") for place, element in places.items()}
    accepted = 0
    for stranger in VALUES:
        for (_, name), element in places.items():
            element.set(name, stranger)
        wrong = refused(profile(), root)
        for place, element in places.items():
            if (tree.getpath(element), place[1]) in wrong:
                element.set(place[1], usual[place])
            else:
                accepted += 1
        for schema in (profile(), standard()):
            schema.validate(root)
            assert {each.type_name for each in schema.error_log} <= {
                "SCHEMAV_CVC_IDC"
            }, schema.error_log
        for place, element in places.items():
            element.set(place[1], usual[place])
    assert accepted > 30 * len(places)


def test_no_type_has_a_name_that_a_document_could_say_it_is_of() -> None:
    """Else `xsi:type` would make a document valid by the profile alone."""
    assert not [name for kind, name in PROFILE.named if kind == f"{XS}complexType"]


def test_the_profile_knows_the_words_of_the_model() -> None:
    ours = Schema(SCHEMA.with_name("communique-akn.xsd"))
    act = ours.named[f"{XS}attribute", "act"]
    assert [each.get("value") for each in act.iter(f"{XS}enumeration")] == list(
        get_args(types.ActKind)
    )
    basis = ours.named[f"{XS}simpleType", "whyClaimed"]
    assert [each.get("value") for each in basis.iter(f"{XS}enumeration")] == list(
        get_args(types.Basis)
    )


def test_everything_in_the_profile_is_explained() -> None:
    for name in ("akn-declaration.xsd", "communique-akn.xsd", "xml.xsd"):
        schema = Schema(SCHEMA.with_name(name))
        for element in [
            *schema.elements(),
            *(
                node
                for (kind, _), node in schema.named.items()
                if kind == f"{XS}attribute"
            ),
        ]:
            assert element.find(f"{XS}annotation/{XS}documentation") is not None, (
                name,
                element.get("name"),
            )
