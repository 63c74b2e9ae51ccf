"""Writing: the shape of each construct, by the mapping."""

import xml.etree.ElementTree as ET
from typing import Any, cast

import pytest
from lxml import etree
from tests.unit.formats.akn import samples
from tests.unit.formats.akn.samples import AKN, note, paragraph, text

from communique import read
from communique.checking import xsd
from communique.checking.xsd import check
from communique.core.source import Source
from communique.core.values import DeclarationValues
from communique.draft import Draft, build
from communique.formats.akn.writer import write
from communique.model import Declaration

A = f"{{{AKN}}}"
C = "{urn:communique:akn:1}"


def made(**values: Any) -> Declaration:
    whole = {
        "kind": "declaration",
        "language": "en",
        "id": "one",
        "iri": "/akn/xx/statement/2024/one",
        **values,
    }
    return build(Draft(Source("made", b""), cast("DeclarationValues", whole))).require()


def root(declaration: Declaration) -> ET.Element:
    xml = write(declaration)
    assert check(Source("made.xml", xml.encode())) == []
    return ET.fromstring(xml)


def line(xml: str, words: str) -> str:
    return next(each.strip() for each in xml.splitlines() if words in each)


def test_every_construct_has_the_shape_that_the_mapping_gives_it() -> None:
    assert write(samples.declaration()) == samples.CARRIED


def test_a_run_of_recitals_behind_a_group_has_the_address_its_recitals_begin_with() -> (
    None
):
    def recital(words: str) -> dict[str, Any]:
        return {"kind": "recital", "content": [text(words)]}

    group = {"kind": "recitals", "num": "I.", "recitals": [recital("the lamps,")]}
    preamble = [group, recital("the oil,"), recital("the nets,")]
    (first, second) = root(made(preamble=preamble)).iter(f"{A}recitals")
    assert (first.get("eId"), second.get("eId")) == ("recs_1", "recs_2")
    assert [each.get("eId") for each in second] == ["recs_2__rec_1", "recs_2__rec_2"]


def test_a_record_without_cover_is_a_bare_statement_with_the_same_eids_unprefixed() -> (
    None
):
    xml = write(samples.bare())
    assert "att_1__para_7" not in xml
    assert '<paragraph eId="para_7">' in xml
    assert '<ref eId="para_7__ref_1" href="#recs_1__rec_2">' in xml


@pytest.mark.parametrize(
    ("day", "written"),
    [
        (None, 'date="9999-01-01" name="unknown"'),
        ("2024", 'date="2024-01-01" name="yearOnly"'),
        ("2024-05", 'date="2024-05-01" name="monthOnly"'),
        ("2024-05-02", 'date="2024-05-02" name="adoption"'),
    ],
)
def test_a_date_is_written_as_a_day_that_says_what_it_is_worth(
    day: str | None, written: str
) -> None:
    xml = write(made(date=day and {"value": day}))
    assert f"<FRBRdate {written}/>" in xml
    assert f"/eng@{day if day and len(day) == 10 else ''}/!main" in xml


def test_a_short_title_that_crosses_a_mark_is_an_alias_of_the_expression() -> None:
    title = text(
        "The River Pact of all", {"kind": "emphasis", "on": "Pact of", "style": "bold"}
    )
    xml = write(made(title=title, short_title="River Pact"))
    assert '<FRBRalias name="shortTitle" value="River Pact"/>' in xml
    assert "<shortTitle>" not in xml


def test_a_short_title_stands_inside_the_marks_that_hold_it_and_outside_those_it_equals() -> (
    None
):
    title = text("The River Pact", {"kind": "emphasis", "on": "The River Pact", "style": "bold"},
                 {"kind": "emphasis", "on": "River Pact", "style": "italic"})  # fmt: skip
    assert "<b>The <shortTitle><i>River Pact</i></shortTitle></b>" in write(
        made(title=title, short_title="River Pact")
    )


def test_a_kept_eid_takes_the_place_of_a_derived_one() -> None:
    body = [
        paragraph("1.", text("one")),
        paragraph("2.", text("two"), eid="para_1__content"),
    ]
    tree = root(made(body=body))
    assert [e.tag for e in tree.iter() if e.get("eId") == "para_1__content"] == [
        f"{A}paragraph"
    ]
    assert tree.find(f".//{A}paragraph[@eId='para_1']/{A}content") is not None


def test_characters_that_xml_needs_escaped_are_escaped_in_text_and_in_attributes() -> (
    None
):
    body = [paragraph("<&>", text('a < b & "c" > d'), eid='x<&">y')]
    tree = root(made(body=body))
    found = tree.find(f".//{A}paragraph")
    assert found is not None
    assert found.get("eId") == 'x<&">y'
    assert [e.text for e in found.iter() if e.text and e.text.strip()] == [
        "<&>",
        'a < b & "c" > d',
    ]


@pytest.mark.parametrize(
    "hidden",
    ["\u0085", "\u009f", "\u2028", "\u2029", "\u200e", "\u061c", "\u202e", "\u2066"],
)
def test_a_hidden_character_is_written_as_a_reference_everywhere(hidden: str) -> None:
    xml = write(
        made(
            body=[paragraph(f"1{hidden}.", text(f"a{hidden}b"))],
            identifiers=[{"scheme": "s", "value": f"v{hidden}"}],
        )
    )
    assert hidden not in xml
    assert xml.count(f"&#x{ord(hidden):X};") == 3


@pytest.mark.parametrize(
    "kept", ["\u00a0", "\u200d", "\ufeff", "\u3000", "\u007f", "č", "𝄞"]
)
def test_other_characters_stand_as_they_are(kept: str) -> None:
    assert f"<p>a{kept}b</p>" in write(made(body=[paragraph(None, text(f"a{kept}b"))]))


@pytest.mark.parametrize(
    ("words", "preserved"),
    [
        ("a b", False),
        (" a", True),
        ("a ", True),
        ("a  b", True),
        ("a\nb", False),
        ("a\u00a0\u00a0b", False),
        ("", False),
    ],
)
def test_white_space_is_preserved_only_where_it_would_be_lost(
    words: str,
    preserved: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    xml = write(made(body=[paragraph(None, text(words))]))
    assert ('xml:space="preserve"' in xml) is preserved


def test_a_lone_space_between_two_elements_is_preserved() -> None:
    marks = [
        {"kind": "emphasis", "on": "a", "style": "bold"},
        {"kind": "emphasis", "on": "b", "style": "bold"},
    ]
    assert '<p xml:space="preserve"><b>a</b> <b>b</b></p>' in write(
        made(body=[paragraph(None, text("a b", *marks))])
    )


def test_a_note_stands_where_it_is_first_called_and_is_referred_to_later() -> None:
    body = [
        paragraph("1.", text("a", note("?1", "a"))),
        paragraph("2.", text("b", note("?1", "b"))),
    ]
    notes = [{"kind": "note", "eid": "?1", "marker": "1", "content": [text("words")]}]
    xml = write(made(body=body, notes=notes))
    assert line(xml, "<p>a") == (
        '<p>a<authorialNote eId="authorialNote_1" marker="1" placement="bottom"><p>words</p></authorialNote></p>'
    )
    assert (
        line(xml, "<p>b")
        == '<p>b<noteRef href="#authorialNote_1" marker="1" placement="bottom"/></p>'
    )


def test_a_note_in_a_text_without_words_is_written() -> None:
    notes = [{"kind": "note", "eid": "?1", "content": [text("words")]}]
    declaration = made(body=[paragraph("1.", text("", note("?1")))], notes=notes)
    root(declaration)
    assert samples.parsed(write(declaration)).declaration == declaration


def test_a_mention_of_an_entity_that_is_not_listed_is_written_as_a_concept() -> None:
    declaration = made(
        body=[paragraph("1.", text("abc", samples.entity("b", "nobody")))]
    )
    root(declaration)
    assert '<concept refersTo="#nobody">b</concept>' in write(declaration)
    assert samples.parsed(write(declaration)).declaration == declaration


def test_parties_are_the_authors_and_nobody_is_an_unknown_one() -> None:
    entities = [{"id": "eu", "type": "organization", "label": "EU"}]
    signatories = [
        {"id": "s", "party": {"ref": "eu"}},
        {"id": "t", "party": {"ref": "nobody"}},
    ]
    tree = root(made(entities=entities, signatories=signatories))
    assert [e.get("href") for e in tree.iterfind(f".//{A}FRBRWork/{A}FRBRauthor")] == [
        "#eu"
    ]
    assert "unknownAuthor" not in write(
        made(entities=entities, signatories=signatories)
    )
    assert '<FRBRauthor href="#unknownAuthor"/>' in write(made())


def test_an_iri_without_subtype_gives_none() -> None:
    xml = write(made(iri="/akn/eu/statement/2024-05-02/x"))
    assert "FRBRsubtype" not in xml
    assert '<FRBRname value="x"/>' in xml
    assert write(made(iri="/akn/eu")).count("FRBRname") == 0


def test_a_cover_declares_only_the_entities_that_it_names() -> None:
    tree = root(samples.declaration())
    carrier = tree.find(f"{A}doc/{A}meta/{A}references")
    assert carrier is not None
    assert [e.get("eId") for e in carrier if e.tag.startswith(f"{A}TLC")] == [
        "societas",
        "aqua",
        "markupEditor",
        "unknownAuthor",
    ]


def test_no_local_link_of_a_file_dangles() -> None:
    tree = root(samples.declaration())
    known = {f"#{e.get('eId')}" for e in tree.iter()}
    names = (
        "href",
        "refersTo",
        "source",
        "by",
        "ref",
        *(f"{C}{name}" for name in ("actors", "addressees", "topics")),
    )
    links = {
        each
        for e in tree.iter()
        for name in names
        for each in (e.get(name) or "").split()
        if each[:1] == "#"
    }
    assert links <= known


def test_languages_are_three_letters_in_the_frame_and_a_tag_in_the_text() -> None:
    xml = write(made(language="sr-Latn"))
    assert '<FRBRlanguage language="srp"/>' in xml
    assert 'xml:lang="sr-Latn"' in xml


@pytest.mark.parametrize(
    "scheme",
    [
        "EuroVoc",
        "UN: agenda",
        "the ]]>",
        "#a",
        "50% [x]",
        "//a:b",
        "http://lamps.example/list?a=%20",
        "1:2",
        "é",
    ],
)
def test_a_catalogue_is_named_by_a_reference_and_read_back_in_its_words(
    scheme: str,
) -> None:
    declaration = made(subjects=[{"scheme": scheme, "label": "Lamps"}])
    xml = write(declaration).encode()
    standard = xsd.schema()
    assert isinstance(standard, etree.XMLSchema)
    assert standard.validate(etree.fromstring(xml)), standard.error_log
    assert read(xml, format="akn").require().subjects == declaration.subjects
