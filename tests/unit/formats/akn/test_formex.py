"""Formex: each construct has its place in the record, and no word of a file is lost, whatever is
wrong with it.
"""

import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.checking import validate
from communique.core.codes import DOCTYPE, OTHER_DOCUMENT_TYPE, UNSUPPORTED
from communique.core.diagnostics import Severity
from communique.core.source import Source
from communique.draft import Parsed
from communique.formats import format_named, sniff
from communique.model import Declaration

ACT = (Path(__file__).parent / "formex.xml").read_bytes()
FORMEX = format_named("formex")
TAGS = sorted(
    {each.tag for each in ET.fromstring(ACT).iter()}
    | {"UNHEARD.OF", "GR.TBL", "FORMULA", "colspec", "thead", "row", "TOC"}
)


def parsed(data: bytes | str) -> Parsed:
    return FORMEX.read(
        Source("act.fmx.xml", data if isinstance(data, bytes) else data.encode())
    )


def of(body: str) -> Declaration:
    return parsed(
        f"<GENERAL><TITLE><TI><P>T</P></TI></TITLE><CONTENTS>{body}</CONTENTS></GENERAL>"
    ).require()


def printed(value: Any) -> Iterator[str]:
    """The words and labels of a record as it dumps."""
    if isinstance(value, dict):
        if value.get("kind") == "text":
            yield value["text"]
        yield from (
            value[name] for name in ("num", "label") if isinstance(value.get(name), str)
        )
        for each in value.values():
            yield from printed(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from printed(each)


def signs(text: str) -> Counter[str]:
    return Counter("".join(text.split()))


def holds(read: Parsed, root: ET.Element) -> None:
    """Each character of the file's text is in the record or in a finding; the ledger says how many
    are where.
    """
    ledger = read.ledger
    assert ledger.balanced
    assert not any("nobody knows" in each.message for each in read.findings)
    words = signs("".join(printed(read.require().model_dump())))
    missing = (
        signs("".join(root.itertext()))
        - words
        - signs("".join(each.quote or "" for each in read.findings))
    )
    assert missing.total() <= ledger.left_over
    assert bool(ledger.left_over) <= any(
        each.code == UNSUPPORTED for each in read.findings
    )


def test_the_format_is_told_by_its_bytes() -> None:
    assert sniff(Source("act.fmx4.xml", ACT)) is FORMEX
    assert sniff(Source("act", b"\xef\xbb\xbf<!-- x --><GENERAL><TITLE><TI>")) is FORMEX
    assert (
        sniff(Source("x.xml", b'<CASE.OF.ANOTHER a="http://x/schema/formex-05.59.xd">'))
        is FORMEX
    )
    assert sniff(Source("x.xml", b"<ORDER><LINE>")) == format_named("akn")
    assert (
        sniff(Source("x.xml", b"<akomaNtoso>"))
        == sniff(Source("x.xml", b"<act>"))
        == format_named("akn")
    )


def test_an_act_is_read_with_all_its_parts() -> None:
    read = parsed(ACT)
    act = read.require()
    assert (act.language, act.date and act.date.value) == ("en", "2024-03-13")
    assert [(each.scheme, each.value) for each in act.identifiers] == [
        ("eu", "2024/77")
    ]
    assert act.title is not None
    assert act.title.text == "Regulation (EU) 2024/77 of the ports"
    assert [each.text for each in act.subtitles] == ["of 13 March 2024", "on lights"]
    roles = [getattr(each, "role", None) for each in act.preamble]
    assert roles == ["opening", None, None, "opening", None, None, "formula"]
    assert [each.num for each in act.recitals if each.num is not None] == ["(1)", "(2)"]
    (chapter,) = act.body
    assert (chapter.kind, chapter.num, chapter.heading and chapter.heading.text) == (
        "division",
        "CHAPTER I",
        "Lights",
    )
    assert chapter.kind != "paragraph"
    first, second = chapter.body
    assert (first.kind, first.num, first.heading and first.heading.text) == (
        "article",
        "Article 1",
        "Scope",
    )
    assert first.kind != "paragraph"
    assert second.kind != "paragraph"
    assert [each.num for each in first.body] == ["1.", "2."]
    assert [each.num for each in second.body] == [None, None]
    assert [each.text for each in act.notes] == ["OJ C 1, p. 2.", "At noon."]
    assert [each.marker for each in act.notes] == ["1", "a"]
    assert read.ledger.left_over == 0
    holds(read, ET.fromstring(ACT))


def test_points_have_their_labels_and_quoted_articles_are_points() -> None:
    text = format_named("markdown").write(parsed(ACT).require())
    for line in (
        "(a) lamps;",
        "— of oil,",
        "– the winds,",
        "‘Article 9",
        "Fires are small.’",
        "‘lights’",
        "#### 1. Times",
        "Table 1 By port",
    ):
        assert line in text


def test_a_signature_and_an_annex_with_a_table_are_read() -> None:
    act = parsed(ACT).require()
    assert [part.kind for part in act.closing] == ["text", "text", "signature"]
    (annex,) = act.annexes
    assert annex.title is not None
    assert annex.title.text == "ANNEX I"
    tables = [
        each
        for each in printed(annex.model_dump())
        if each in ("Port", "High", "North", "Lille", "x", "y")
    ]
    assert tables == ["Port", "High", "North", "Lille", "x", "y"]


@pytest.mark.parametrize("form", ["akn", "json"])
def test_what_is_read_is_written_valid_and_read_back(form: str) -> None:
    act = parsed(ACT).require()
    known = format_named(form)
    again = Source("act", known.write(act).encode())
    assert known.read(again).require() == act
    report = validate(again, format=form)
    assert not [each for each in report.findings if each.severity is Severity.ERROR]


def test_findings_and_words_have_their_places_in_the_file() -> None:
    read = parsed(ACT)
    lines = ACT.decode().split("\n")
    for pointer, spans in read.spans.items():
        assert all(lines[span.line - 1][span.column - 1 :] for span in spans), pointer
    (span,) = read.spans["/title"]
    assert (span.line, span.column) == (4, 15)
    (picture,) = [each for each in read.findings if "picture" in each.message]
    assert picture.span is not None
    assert lines[picture.span.line - 1][picture.span.column - 1 :].startswith(
        "<INCL.ELEMENT"
    )


def test_what_the_record_has_no_place_for_is_a_warning_with_its_words() -> None:
    (about,) = [each for each in parsed(ACT).findings if "BIB.INSTANCE" in each.message]
    assert about.severity is Severity.WARNING
    assert about.quote == "L 20240313 EN EU 2024 77"
    assert parsed(ACT).ledger.furniture == {"metadata": 19}


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("<P>a</P><LIST><ITEM><P>b</P></ITEM></LIST><P>c</P>", [["a", "b"], ["c"]]),
        ("<UNHEARD.OF><P>a</P><UNHEARD.OF>b</UNHEARD.OF></UNHEARD.OF>", [["a"], ["b"]]),
        ("<P>a <UNHEARD.OF>b</UNHEARD.OF> c</P>", [["a b c"]]),
        ("<P>a<QUOT.START/>b<QUOT.END CODE='zz'/></P>", [["ab"]]),
        ("<P><DATE ISO='20249999'>a</DATE></P>", [["a"]]),
        (
            "<P>a <DATE ISO='2024'>2024</DATE><FT TYPE='NUMBER'>1</FT></P>",
            [["a 20241"]],
        ),
        ("<TBL><P>a</P></TBL>", [["a"]]),
        ("<P>x<FORMULA>a<EXPONENT>2</EXPONENT></FORMULA></P>", [["xa2"]]),
        ("<P><NOTE NOTE.REF='gone'/>a</P>", [["a"]]),
    ],
)
def test_each_construct_of_a_text_has_its_place(
    body: str, words: list[list[str]]
) -> None:
    assert [
        list(filter(None, printed(each.model_dump()))) for each in of(body).body
    ] == words


def test_a_package_is_told_and_names_its_files() -> None:
    (finding,) = parsed(
        "<DOC><FMX><DOC.MAIN.PUB><REF.PHYS FILE='L_1.fmx.xml'/></DOC.MAIN.PUB></FMX></DOC>"
    ).findings
    assert finding.code == OTHER_DOCUMENT_TYPE
    assert finding.hint is not None
    assert "L_1.fmx.xml" in finding.hint
    (finding,) = (
        format_named("text")
        .read(Source("a.fmx4.zip", b"PK\x03\x04\x14\0\0\0L_1.fmx.xml"))
        .findings
    )
    assert "Formex package" in finding.message


def test_the_parts_of_a_consolidated_act_are_those_of_the_act() -> None:
    about = "<INFO.CONSLEG/><CONS.DOC><BIB.INSTANCE><LG.DOC>SL</LG.DOC></BIB.INSTANCE><FAM.COMP><P>Old</P></FAM.COMP>"
    parts = "<TITLE><TI>Naslov</TI></TITLE><ENACTING.TERMS><ARTICLE><TI.ART>1. \u010dlen</TI.ART></ARTICLE></ENACTING.TERMS>"
    act = parsed(f"<CONS.ACT>{about}{parts}</CONS.DOC></CONS.ACT>").require()
    assert act.language == "sl"
    assert act.title is not None
    assert act.title.text == "Naslov"
    assert [getattr(each, "num", None) for each in act.body] == ["1. \u010dlen"]


def test_what_is_no_formex_is_refused() -> None:
    (finding,) = parsed("<html/>").findings
    assert finding.code == OTHER_DOCUMENT_TYPE


def test_entities_and_other_files_are_never_read() -> None:
    (finding,) = parsed(b'<!DOCTYPE ACT SYSTEM "http://x/y.dtd"><ACT/>').findings
    assert finding.code == DOCTYPE


@given(st.data())
def test_no_word_is_lost_whatever_elements_are_called_and_wherever_words_stand(
    data: st.DataObject,
) -> None:
    root = ET.fromstring(ACT)
    elements = list(root.iter())[1:]
    for _ in range(data.draw(st.integers(1, 6))):
        element = data.draw(st.sampled_from(elements))
        match data.draw(
            st.sampled_from(("tag", "text", "tail", "inside", "attribute"))
        ):
            case "tag":
                element.tag = data.draw(st.sampled_from(TAGS))
            case "text":
                element.text = f"{element.text or ''}ζη"
            case "tail":
                element.tail = f"{element.tail or ''}θι"
            case "inside":
                stranger = ET.Element(data.draw(st.sampled_from(TAGS)))
                stranger.text = data.draw(st.sampled_from((None, "κλ")))
                element.insert(data.draw(st.integers(0, len(element))), stranger)
            case _:
                name = data.draw(
                    st.sampled_from(
                        ("NOTE.ID", "NOTE.REF", "CODE", "ISO", "COLSPAN", "TYPE", "x")
                    )
                )
                element.set(
                    name,
                    data.draw(
                        st.sampled_from(
                            ("E0001", "T1", "", "2018", "0", "HEADER", "DASH")
                        )
                    ),
                )
    holds(parsed(ET.tostring(root, encoding="utf-8")), root)


@given(st.integers(0, len(ACT)))
def test_a_file_that_ends_early_is_a_finding(end: int) -> None:
    read = parsed(ACT[:end])
    assert read.declaration is not None or read.findings


def test_the_lines_of_a_signatory_are_body_office_and_name() -> None:
    office = (
        b'<P><HT TYPE="ITALIC">The Keeper</HT></P><P>A. <HT TYPE="UC">Keeper</HT></P>'
    )
    act = parsed(ACT.replace(b'<P>A. <HT TYPE="UC">Keeper</HT></P>', office)).require()
    (signatory,) = act.signatories
    claims = (signatory.name, signatory.role, signatory.party)
    assert [claim and claim.text for claim in claims] == [
        "A. Keeper",
        "The Keeper",
        "the ports",
    ]
    assert act.kind == "regulation"
    signature = act.closing[-1]
    assert signature.kind == "signature"
    assert signature.signatory == signatory.id
    assert [line.part for line in signature.lines] == ["party", "role", "name"]
