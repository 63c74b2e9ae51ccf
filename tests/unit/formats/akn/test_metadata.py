"""What may stand where in `meta`, and that all words of the rest are said."""

import xml.etree.ElementTree as ET
from copy import deepcopy
from pathlib import Path

import pytest
from lxml import etree
from tests.unit.formats.akn import samples
from tests.unit.formats.akn.samples import parsed

from communique.core.diagnostics import Severity
from communique.core.source import Source
from communique.formats import format_named
from communique.formats.akn.tree import Element
from communique.formats.akn.unplaced import OF_DECLARATION, unplaced
from communique.formats.akn.writer import write

A = f"{{{samples.AKN}}}"
WORDS = "ζηθ ικλ"
PARSER = etree.XMLParser(remove_comments=True, remove_pis=True)
FILES = {"ours": samples.CARRIED, "foreign": samples.FOREIGN, "un": samples.UN}


@pytest.mark.parametrize(
    ("before", "name"),
    [
        ("</references>", "references"),
        ("</identification>", "meta"),
        ("</meta>", "meta"),
    ],
)
def test_words_straight_in_the_frame_of_meta_are_an_error(
    before: str, name: str
) -> None:
    good = next((Path(__file__).parents[4] / "akn").rglob("*.xml")).read_text("utf-8")
    at = good.index(before) + (len(before) if before == "</identification>" else 0)
    parsed = format_named("akn").read(
        Source("a.xml", f"{good[:at]} stray words {good[at:]}".encode())
    )
    (finding,) = parsed.findings
    assert (finding.code.code, finding.severity, finding.quote) == (
        "SRC008",
        Severity.ERROR,
        "stray words",
    )
    assert f"<{name}>" in finding.message


def test_each_element_without_a_place_is_given_once_with_all_its_words() -> None:
    meta = Element(f"{A}meta")
    meta.extend(
        [
            ET.fromstring(
                f'<lifecycle xmlns="{samples.AKN}"><a marker="1">b</a>c</lifecycle>'
            ),
            ET.fromstring(
                f'<workflow xmlns="{samples.AKN}"><step>d<e>f</e></step></workflow>'
            ),
            ET.fromstring(f'<analysis xmlns="{samples.AKN}"><g>h</g></analysis>'),
        ]
    )
    found = {
        (each.element.tag[len(A) :], each.words, each.stray)
        for each in unplaced(meta, OF_DECLARATION)
    }
    assert found == {
        ("lifecycle", "1 b c", False),
        ("step", "d", True),
        ("e", "f", False),
        ("analysis", "h", False),
    }


def places(root: etree._Element) -> list[int]:
    """Which elements of `meta` are tried, by number: the first of each kind at each place."""
    elements = [each for meta in root.iter(f"{A}meta") for each in meta.iter()]
    chosen = samples.one_of_each(elements)
    return [number for number, each in enumerate(elements) if each in chosen]


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("how", ["element", "text", "tail", "again"])
def test_words_put_anywhere_in_meta_are_in_the_record_or_are_said(
    name: str, how: str
) -> None:
    root = etree.fromstring(FILES[name].encode(), PARSER)
    for at in places(root):
        root = etree.fromstring(FILES[name].encode(), PARSER)
        element = [each for meta in root.iter(f"{A}meta") for each in meta.iter()][at]
        match how:
            case "element":
                etree.SubElement(element, "{urn:other}new").text = WORDS
            case "text":
                element.text = f"{element.text or ''} {WORDS} "
            case "tail" if element.tag != f"{A}meta":
                element.tail = f" {WORDS} {element.tail or ''}"
            case "again" if element.tag != f"{A}meta":
                copy, parent = deepcopy(element), element.getparent()
                assert parent is not None
                copy.tail = None
                for each in copy.iter():
                    if (each.text or "").strip():
                        each.text = WORDS
                if WORDS not in "".join(copy.itertext()):
                    continue
                parent.append(copy)
            case _:
                continue
        read = parsed(etree.tostring(root, encoding="unicode"))
        said = " ".join(
            each.quote or ""
            for each in read.findings
            if each.severity >= Severity.WARNING
        )
        said += " ".join(
            each.message for each in read.findings if each.severity >= Severity.WARNING
        )
        kept = "" if read.declaration is None else write(read.declaration)
        if read.declaration is None:  # two parts of one name: the model says which
            assert any(each.severity is Severity.ERROR for each in read.findings)
        else:
            assert all(word in said + kept for word in WORDS.split()), etree.tostring(
                element
            )


@pytest.mark.parametrize("at", ["component", "root"])
def test_metadata_of_a_document_that_is_not_read_is_said(at: str) -> None:
    other = f"<doc name='x'><meta><proprietary source='#x'><b>{WORDS}</b></proprietary></meta><mainBody><p/></mainBody></doc>"
    whole = samples.statement("<p>a</p>")
    part = f"<components><component>{other}</component></components></statement>"
    given = (
        whole.replace("</statement>", part)
        if at == "component"
        else whole.replace("</akomaNtoso>", f"{other}</akomaNtoso>")
    )
    found = [each for each in parsed(given).findings if WORDS in (each.quote or "")]
    assert len(found) == 1
    assert found[0].code.loss
    assert found[0].severity >= Severity.WARNING
