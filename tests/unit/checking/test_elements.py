import xml.etree.ElementTree as ET

from tests.rules.documents import GOOD, A, read

from communique.checking.profiles import Elements
from communique.core.source import Source


def elements() -> Elements:
    return Elements(Source("a.xml", GOOD.encode()), ET.fromstring(GOOD))


def test_an_element_stands_at_its_start_tag() -> None:
    found = elements()
    paragraph = next(found.root.iter(f"{A}paragraph"))
    span = found.spans([(paragraph, None)], {})[id(paragraph), None]
    assert GOOD[span.start : span.end] == '<paragraph eId="para_3">'


def test_the_document_and_its_entities_stand_at_their_elements() -> None:
    found = elements()
    declaration = read("akn", GOOD.encode()).require()
    entity = declaration.entities[0]
    subjects = [(each, None) for each in (declaration, entity, declaration.date)]
    spans = found.spans(subjects, {})
    quoted = [GOOD[span.start : span.end] for span in spans.values()]
    assert quoted[0] == '<statement name="declaration" contains="originalVersion">'
    assert quoted[1].startswith('<TLCOrganization eId="ports"')
    assert quoted[2] == '<FRBRdate date="2024-03-01" name="adoption"/>'


def test_what_has_no_element_has_no_place() -> None:
    assert elements().spans([(object(), None)], {}) == {}


def test_a_number_is_where_its_num_is() -> None:
    found = elements()
    clause = read("akn", GOOD.encode()).require().commitments[0]
    span = found.spans([(clause, "num")], {})[id(clause), "num"]
    assert GOOD[span.start : span.end] == "<num>"


def test_the_nearest_eid_is_that_of_an_element() -> None:
    found = elements()
    assert found.eid(next(found.root.iter(f"{A}num"))) == "recs_1__rec_1"
    assert found.eid(found.root) is None
