"""AKN4EU, as the institutions of the European Union write Akoma Ntoso: acts and bills, named by
`xml:id`.
"""

import pytest

from communique.core.codes import OTHER_DOCUMENT_TYPE
from communique.core.source import Source
from communique.draft import Parsed
from communique.formats import format_named

AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
META = (
    '<meta><identification source="~COM"><FRBRWork><FRBRthis value=""/><FRBRuri value=""/>'
    '<FRBRdate date="9999-01-01" name=""/><FRBRauthor href=""/><FRBRcountry value="{country}"/></FRBRWork><FRBRExpression>'
    '<FRBRthis value=""/><FRBRuri value=""/><FRBRdate date="9999-01-01" name=""/><FRBRauthor href=""/>'
    '<FRBRlanguage language="eng"/></FRBRExpression></identification><references source="~COM">'
    '<TLCOrganization xml:id="EP" href="http://x.eu/EP" showAs="Parliament"/></references></meta>'
)
PARTS = (
    '<coverPage><p>Lille, <docDate date="2024-01-02">2 January 2024</docDate></p></coverPage><preface><longTitle><p>'
    "<docStage>Proposal for a</docStage> <docType>REGULATION OF THE PORTS</docType> <docPurpose>on lights</docPurpose></p>"
    '</longTitle></preface><preamble xml:id="preamble"><formula name="actingEntity"><p>THE PORTS,</p></formula><citations>'
    '<citation xml:id="cit_1"><p>Having regard to the tides<authorialNote xml:id="fn_1" marker="1"><p>OJ C 1.</p>'
    "</authorialNote>,</p></citation></citations><recitals><intro><p>Whereas:</p></intro>"
    '<recital xml:id="rec_1"><num>(1)</num><p>Ships need lights.</p></recital></recitals>'
    '<formula name="enactingFormula"><p>HAVE ADOPTED THIS REGULATION:</p></formula></preamble>'
    '<body><article xml:id="art_1"><num>Article 1</num><heading>Scope</heading><paragraph xml:id="art_1__para_1">'
    "<num>1.</num><subparagraph><content><p>These are lights:</p></content></subparagraph><list><point><num>(a)</num>"
    "<alinea><content><p>lamps, namely</p></content></alinea><list><point><num>(i)</num><content><p>oil.</p></content>"
    "</point></list></point></list><subparagraph><content><p>They burn.</p></content></subparagraph></paragraph></article>"
    '</body><conclusions><p>Done at Lille.</p><block name="signatory"><signature><organization refersTo="~EP">For the '
    "Parliament</organization></signature><signature><role>The President</role></signature></block></conclusions>"
)


def read(kind: str = "bill", country: str = "EU", name: str = "REG_IMPL") -> Parsed:
    text = f'<akomaNtoso xmlns="{AKN}"><{kind} name="{name}">{META.format(country=country)}{PARTS}</{kind}></akomaNtoso>'
    return format_named("akn").read(Source("bill.xml", text.encode()))


@pytest.mark.parametrize("kind", ["act", "bill"])
def test_an_act_or_bill_of_the_union_is_read_with_nothing_left_over(kind: str) -> None:
    parsed = read(kind)
    assert parsed.require().kind == "reg-impl"
    assert parsed.require().language == "en"
    assert parsed.ledger.balanced
    assert parsed.ledger.left_over == 0


def test_an_act_of_anybody_else_is_refused() -> None:
    (finding,) = read(country="gb").findings
    assert finding.code == OTHER_DOCUMENT_TYPE


def test_the_title_is_the_line_that_says_what_the_act_is_for() -> None:
    bill = read().require()
    assert bill.title is not None
    assert bill.title.text == "Proposal for a REGULATION OF THE PORTS on lights"
    assert [each.text for each in bill.subtitles] == ["Lille, 2 January 2024"]


def test_recitals_and_notes_have_their_places() -> None:
    bill = read().require()
    assert [getattr(each, "role", None) for each in bill.preamble] == [
        "opening",
        None,
        "opening",
        None,
        "formula",
    ]
    assert [(each.marker, each.text) for each in bill.notes] == [("1", "OJ C 1.")]


def test_what_is_named_by_an_xml_id_keeps_its_name() -> None:
    bill = read().require()
    assert [each.eid for each in bill.body] == ["art_1"]
    assert [each.id for each in bill.entities] == ["ep"]
    assert [each.eid for each in bill.notes] == ["fn_1"]


def test_parts_of_a_paragraph_are_its_words_and_no_points() -> None:
    (article,) = read().require().body
    assert article.kind != "paragraph"
    (paragraph,) = article.body
    assert paragraph.kind == "paragraph"
    before, points, after = paragraph.content
    assert before.kind == after.kind == "text"
    assert (before.text, after.text) == ("These are lights:", "They burn.")
    assert points.kind == "points"
    (point,) = points.points
    assert [block.kind for block in point.content] == ["text", "points"]


def test_each_signature_of_a_block_is_a_line() -> None:
    _, signature = read().require().closing
    assert signature.kind == "signature"
    lines = [(line.part, line.value.text) for line in signature.lines]
    assert lines == [("party", "For the Parliament"), ("role", "The President")]
    assert [mark.kind for mark in signature.lines[0].value.marks] == ["entity"]


def test_a_group_of_recitals_in_another_keeps_its_label() -> None:
    preamble = "<recitals><recitals><num>I</num><heading>Tides</heading><recital><p>a</p></recital></recitals></recitals>"
    text = f'<akomaNtoso xmlns="{AKN}"><statement name="d"><meta/><preamble>{preamble}</preamble></statement></akomaNtoso>'
    parsed = format_named("akn").read(Source("x.xml", text.encode()))
    assert [(each.num, each.text) for each in parsed.require().recitals] == [
        ("I", "Tides"),
        (None, "a"),
    ]
    assert parsed.ledger.left_over == 0
