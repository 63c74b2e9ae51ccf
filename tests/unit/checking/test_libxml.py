"""Sentences of libxml2, by templates."""

import pytest
from lxml import etree

from communique.checking.xsd import TEMPLATES, readable

SCHEMA = """<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
<xs:element name="a"><xs:complexType><xs:sequence><xs:element name="b" type="xs:date"/>
<xs:element name="c" minOccurs="0"><xs:complexType><xs:attribute name="k" type="xs:NMTOKEN" use="required"/>
<xs:attribute name="e"><xs:simpleType><xs:restriction base="xs:string"><xs:enumeration value="x"/></xs:restriction>
</xs:simpleType></xs:attribute></xs:complexType></xs:element></xs:sequence></xs:complexType></xs:element></xs:schema>"""


def said(document: str) -> list[str]:
    schema = etree.XMLSchema(etree.fromstring(SCHEMA))
    assert not schema.validate(etree.fromstring(document))
    return [entry.message for entry in schema.error_log]


@pytest.mark.parametrize(
    "document",
    [
        "<a/>",
        "<a><z/></a>",
        "<z/>",
        "<a>words</a>",
        "<a><b>2024-02-30</b></a>",
        "<a><b>2024-02-20</b><c/></a>",
        '<a><b>2024-02-20</b><c k="a b"/></a>',
        '<a><b>2024-02-20</b><c k="a" l="b"/></a>',
        '<a><b>2024-02-20</b><c k="a" e="y"/></a>',
        '<a><b>2024-02-20</b><c k="a">words</c></a>',
        '<a><b>2024-02-20</b><c k="a"><b/></c></a>',
    ],
)
def test_what_the_library_says_is_recognised(document: str) -> None:
    for message in said(document):
        made = readable(message)
        assert made.template in TEMPLATES, message
        assert made.template.format_map(made.values) == made


def test_what_is_not_known_is_told_as_it_is() -> None:
    made = readable("Something: New happened.")
    assert (made, made.values) == ("something: new happened", {})


def test_a_value_may_hold_what_a_template_holds() -> None:
    made = readable(
        "Element 'a': 'x' is not a valid value of the atomic type 'y' is not a valid value of the atomic type 'xs:date'."
    )
    assert made.values["type"] == "'xs:date'"
