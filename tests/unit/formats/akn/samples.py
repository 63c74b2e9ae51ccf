"""A record with every construct, its file as it must be written, and a file as others write one."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any, cast

from lxml import etree

from communique.core.source import Source
from communique.core.values import DeclarationValues
from communique.draft import Draft, Parsed, ReadOptions, build
from communique.formats.akn.reader import read_with_tree
from communique.model import Declaration

HERE = Path(__file__).parent
CARRIED = (HERE / "carried.xml").read_text("utf-8")
"""The record of `declaration()` with its cover note."""
FOREIGN = (HERE / "foreign.xml").read_text("utf-8")
"""A statement as somebody else might write it."""
AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"


def text(words: str, *marks: dict[str, Any]) -> dict[str, Any]:
    """A text block; a mark's place is given by its words, `on`, or by the words it stands behind,
    `after`.
    """
    placed = []
    for mark in marks:
        values = dict(mark)
        on, after = values.pop("on", None), values.pop("after", None)
        if on is not None:
            start = words.index(on)
            values.update(start=start, end=start + len(on))
        else:
            at = words.index(after) + len(after) if after else 0
            values.update(start=at, end=at)
        placed.append(values)
    return {"kind": "text", "text": words, "marks": placed}


def entity(on: str, ref: str, **more: Any) -> dict[str, Any]:
    """A mark for a mention."""
    return {"kind": "entity", "on": on, "ref": ref, **more}


def note(ref: str, after: str = "", **more: Any) -> dict[str, Any]:
    """A mark for the call of a note."""
    return {"kind": "note", "after": after, "ref": ref, **more}


def point(num: str | None, *content: Any, **more: Any) -> dict[str, Any]:
    """A point of a list."""
    return {"kind": "point", "num": num, "content": list(content), **more}


def points(*each: Any) -> dict[str, Any]:
    """A list of points."""
    return {"kind": "points", "points": list(each)}


def paragraph(num: str | None, *content: Any, **more: Any) -> dict[str, Any]:
    """A paragraph."""
    return {"kind": "paragraph", "num": num, "content": list(content), **more}


def cover() -> dict[str, Any]:
    """A note that transmits the declaration."""
    return {
        "kind": "item-note",
        "iri": "/akn/xx/doc/item-note/fl/9999/77",
        "identifiers": [{"scheme": "council", "value": "FL 77/24 & 78/24", "basis": "text"}],
        "fields": [
            {"key": "institution", "value": text("SOCIETAS FLUMINUM", entity("SOCIETAS FLUMINUM", "societas"))},
            {"key": "number", "value": text("77/24")},
            {"key": "codes", "value": text("AQUA 4\nPISCES 9")},
            {"key": "from", "label": "A:", "value": text("secretario")},
            {"key": "previous-document", "label": "Doc. prius:", "value": text(
                "70/24", {"kind": "reference", "on": "70/24", "scheme": "council", "href": "https://example.org/d/70?a=1&b=2"})},
            {"key": "subject", "label": "Res:", "value": text("Declaratio de fluminibus")},
        ],
        "paragraphs": [
            paragraph("1.", text("Vide notam et textum.", note("?c", "notam"),
                                 {"kind": "reference", "on": "textum", "href": "#para_7"})),
            paragraph(None, points(point("a)", text("primo;")), point("b)", text("deinde.")))),
        ],
        "annex_label": text("APPENDIX"),
    }  # fmt: skip


def annexes() -> list[dict[str, Any]]:
    """Annexes of each kind, one in another."""
    return [
        {
            "num": "APPENDIX A", "kind": "declaration",
            "title": text("Declaratio piscatorum"),
            "preamble": [
                {"kind": "recital", "role": "opening", "content": [text("Piscatores,")]},
                {"kind": "recital", "content": [text("retibus inspectis,")]},
                {"kind": "recital", "num": "(2)", "role": "formula", "content": [text("declarant:")]},
            ],
            "body": [paragraph("1.", text("Pisces parvos reddimus."))],
            "closing": [text("Pro piscatoribus")],
            "annexes": [{"num": "APPENDIX A bis", "title": text("Index piscium"),
                         "body": [paragraph(None, text("Lucius."))]}],
        },
        {
            "body": [
                {"kind": "part", "num": "PARS I", "heading": text("Initia"), "body": [
                    {"kind": "article", "num": "Articulus 1", "body": [
                        paragraph("1.", text("Flumina fluunt.")), paragraph("2.", text("Ripae manent."))]},
                    {"kind": "article", "num": "Articulus 2", "heading": text("De ripis"), "body": [
                        paragraph("1.", text("Ripa utraque curatur."))]}]},
                {"kind": "division", "num": "B", "body": []},
            ],
        },
    ]  # fmt: skip


def values() -> dict[str, Any]:
    """The record, eids left to `build`."""
    return {
        "kind": "joint-declaration", "id": "flumina-2024", "language": "la",
        "iri": "/akn/xx/statement/joint-declaration/2024-05/flumina-2024",
        "authenticity": "unofficial", "translation_of": "zh-Hans",
        "date": {"value": "2024-05", "basis": "external", "source": "Acta \"Fluminum\" 3"},
        "place": {"text": "Ad Pontem", "ref": "ad-pontem", "basis": "text"},
        "identifiers": [{"scheme": "series", "value": "1:2", "basis": "text"}],
        "title": text("Declaratio communis de fluminibus (declaratio FL)", note("?t", "communis"),
                      {"kind": "emphasis", "on": "de fluminibus", "style": "italic"}),
        "subtitles": [text("Ad Pontem, anno 2024", entity("Ad Pontem", "ad-pontem"),
                           {"kind": "date", "on": "anno 2024", "date": "2024"})],
        "short_title": "declaratio FL",
        "signatories": [
            {"id": "societas", "name": {"text": "custodes", "basis": "text"}, "party": {"ref": "societas", "basis": "text"},
             "members": [{"ref": "regio", "basis": "text"}, {"ref": "ad-pontem", "basis": "inferred", "remark": "non constat"}]},
            {"id": "alter", "role": {"text": "legatus", "basis": "inferred"}},
        ],
        "cover": cover(),
        "preamble": [
            {"kind": "recital", "role": "opening", "content": [text("Custodes fluminum –", entity("Custodes", "societas"))]},
            {"kind": "recital", "num": "1.", "content": [
                text("memores aquarum;", {"kind": "act", "on": "memores", "act": "recall", "actors": ["societas"]})]},
            {"kind": "recital", "num": "2.", "content": [
                text("considerantes:"),
                points(point("(a)", text("rivos:"), points(point("–", text("latos;")), point(None, text("angustos;")))),
                       point("(b)", text("lacus;"), heading=text("De lacubus"))),
                text("his perpensis;"),
                {"kind": "table", "rows": [{"cells": [{"header": True, "content": [text("Rivus")]}, {"content": []}]}]},
            ]},
            {"kind": "recital", "content": [text("sine numero quoque;")]},
            {"kind": "recitals", "num": "A.", "heading": text("De lacubus", note("?g", "lacubus")), "recitals": [
                {"kind": "recital", "num": "3.", "content": [text("lacus altos esse –")]}]},
            {"kind": "recital", "role": "formula", "content": [text("haec statuunt:")]},
        ],
        "body": [
            paragraph(None, text("Ante omnia gratias agunt.")),
            {"kind": "section", "num": "I.", "heading": text("De aquis"), "body": [
                {"kind": "section", "num": "I.1", "body": [
                    paragraph("7.", text(
                        "Consentimus pactum ante mensem Iunium servare et hortamur Regionem (vide consideratio 2);",
                        {"kind": "act", "on": "Consentimus", "act": "agree", "actors": ["societas"], "topics": ["aqua"],
                         "instruments": ["pactum"], "due": "2025-06"},
                        entity("pactum", "pactum"),
                        {"kind": "date", "on": "mensem Iunium", "date": "2025-06", "basis": "inferred"},
                        {"kind": "act", "on": "hortamur", "act": "call", "addressees": ["regio"], "basis": "inferred",
                         "what": "pactum \"servare\" & cetera", "who": "Nos", "whom": "Regionem"},
                        entity("Regionem", "regio", basis="external", source="Acta 3"),
                        {"kind": "reference", "on": "consideratio 2", "href": "#recs_1__rec_2"},
                    ), heading=text("Pactum"))]},
                paragraph("8.", text("Quaerimus:"),
                          points(point("(a)", text("qui rivi:"), points(point("(i)", text("hieme", note("?p", "hieme")))),
                                       text("nisi pluat;")), point("(b)", text("qui lacus;"))),
                          text("et etiam:"), points(point("•", text("fontes;"))), text("omnia ad annum proximum.")),
            ]},
            {"kind": "section", "heading": text("De pontibus"), "body": [
                paragraph("9.", text("Tabula sequitur."), {"kind": "table", "caption": text("Pontes"), "rows": [
                    {"cells": [{"header": True, "content": []}, {"header": True, "content": [text("Numerus")]}]},
                    {"cells": [{"rowspan": 2, "content": [text("Pons")]},
                               {"content": [text("V", note("?k", "V")), text("et VI")]}]},
                    {"cells": [{"colspan": 2, "content": [text("summa")]}]}]}, text("Post tabulam.")),
                paragraph("10.", text("Iterum notam citamus.", note("?p", "notam", basis="inferred"))),
                paragraph(None, text("Nota ante verba.", note("?a"))),
                paragraph("11.", text(
                    "tria iuncta simul H2O m2 una carretera",
                    {"kind": "emphasis", "on": "tria", "style": "bold"}, {"kind": "emphasis", "on": "tria", "style": "underline"},
                    {"kind": "emphasis", "on": "2O", "style": "subscript"},
                    {"kind": "foreign", "on": "una carretera", "language": "es"})),
                paragraph("12.", text("  bina  spatia "), text(""), text("a < b & c > d \"e\" ]]> \u2028 \u202e\u0085 fin\nversus"),
                          text("Vide COM(24) 1.", {"kind": "reference", "on": "COM(24) 1", "scheme": "com"})),
            ]},
        ],
        "closing": [
            text("Datum Ad Pontem, die 2 Maii 2024", entity("Ad Pontem", "ad-pontem"),
                 {"kind": "date", "on": "2 Maii 2024", "date": "2024-05-02"}),
            {"kind": "signature", "signatory": "societas", "lines": [
                {"part": "party", "value": text("Pro Societate")}, {"part": "name", "value": text("M. Pons", entity("M. Pons", "m-pons"))},
                {"part": "role", "value": text("custos")}]},
            text("Appendices duae sequuntur."),
        ],
        "annexes": annexes(),
        "notes": [
            {"kind": "note", "eid": "?c", "marker": "1", "content": [text("In commentario.", entity("commentario", "aqua"))]},
            {"kind": "note", "eid": "?t", "marker": "*", "content": [text("Nota tituli."), text("Altera pars", note("?n", "pars"))]},
            {"kind": "note", "eid": "?n", "content": [text("Nota notae.")]},
            {"kind": "note", "eid": "?g", "marker": "(2)", "content": [text("Nota coetus.")]},
            {"kind": "note", "eid": "?p", "marker": "3", "content": [text("Nota puncti:"), points(point("1)", text("unum.")))]},
            {"kind": "note", "eid": "?k", "marker": "4", "content": [text("Nota cellae.")]},
            {"kind": "note", "eid": "?a", "content": [text("Nota sine signo.")]},
            {"kind": "note", "eid": "?u", "marker": "**", "content": [text("Nota a nullo citata.")]},
        ],
        "entities": [
            {"id": "societas", "type": "organization", "label": "Societas Fluminum", "acronym": "SF",
             "names": [{"language": "en", "text": "River \"Society\"", "basis": "external", "source": "Acta 3 & 4"},
                       {"language": "fr", "text": " Société  "}],
             "same_as": ["https://example.org/id/sf", "https://example.net/sf"], "basis": "text"},
            {"id": "regio", "type": "state", "label": "Regio", "same_as": ["https://example.org/regio"]},
            {"id": "ad-pontem", "type": "place", "label": "Ad Pontem"},
            {"id": "pactum", "type": "instrument", "label": "Pactum \"Aquae\""},
            {"id": "aqua", "type": "topic", "label": "aqua"},
            {"id": "m-pons", "type": "person", "label": "M. Pons", "basis": "external", "source": "Acta 3"},
        ],
        "source": {"url": "https://example.org/fl", "title": "FL 77/24", "retrieved": "2024-06", "media_type": "text/plain",
                   "sha256": "0" * 64, "licence": "CC0-1.0"},
    }  # fmt: skip


def declaration() -> Declaration:
    """The record."""
    return build(
        Draft(Source("sample", b""), cast("DeclarationValues", values()))
    ).require()


def bare() -> Declaration:
    """The record without its cover note."""
    without = {key: value for key, value in values().items() if key != "cover"}
    without["notes"] = without["notes"][1:]
    return build(
        Draft(Source("sample", b""), cast("DeclarationValues", without))
    ).require()


def one_of_each(elements: Iterable[etree._Element]) -> list[etree._Element]:
    """The first of each kind at each place: of one name, with the same attributes, and with the
    same names above it and straight in it. What can be put into one can be put into all of them.
    """
    found: dict[tuple[object, ...], etree._Element] = {}
    for element in elements:
        above = tuple(each.tag for each in element.iterancestors())
        inside = tuple(dict.fromkeys(each.tag for each in element))
        kind = (above, element.tag, tuple(sorted(element.keys())), inside)
        found.setdefault(kind, element)
    return list(found.values())


def parsed(xml: str | bytes, **options: Any) -> Parsed:
    """What the reader makes of a file."""
    source = Source("a.xml", xml.encode() if isinstance(xml, str) else xml)
    return read_with_tree(source, ReadOptions(**options))[0]


def statement(
    body: str = "",
    *,
    meta: str = "",
    before: str = "",
    after: str = "",
    name: str = "declaration",
) -> str:
    """A small file as others write them: parts of a statement in the standard's namespace."""
    return (
        f'<akomaNtoso xmlns="{AKN}"><statement name="{name}"><meta>{meta}</meta>{before}'
        f"<mainBody>{body}</mainBody>{after}</statement></akomaNtoso>"
    )


UN = f'''<akomaNtoso xmlns="{AKN}" xmlns:un="http://un.org/akn4un"><statement name="resolution"><meta>
<identification source="#desk"><FRBRWork><FRBRuri value="/akn/un/statement/resolution/2020-02-03/5"/>
<FRBRdate date="2020-02-03" name="adoption"/><FRBRcountry value="un"/></FRBRWork></identification>
<classification source="http://rivers.example"><keyword value="12" href="http://rivers.example/12" showAs="rivers" dictionary="RIV"/>
<keyword value="Floods" showAs="Floods" dictionary="#list"/></classification>
<classification source="http://rivers.example"><keyword value="12" href="http://rivers.example/12" showAs="rivers" dictionary="RIV"/>
<keyword refersTo="agenda" value="[7]" showAs="WATER" dictionary="R/1"/>
<keyword refersTo="title" value="On rivers" showAs="On rivers" dictionary="LIB"/></classification>
<workflow source="#desk"><step date="2020-01-30" outcome="draftResolution" as="R/L.5" by="Northland and Southland"/>
<step date="0001-01-01" outcome="draftResolutionAdditionalSponsors" by=""/>
<step date="2020-02-03" outcome="adopted" as="R/PV.9" by="Adopted 2-1-1; by mail"/></workflow>
<analysis source="#un"><parliamentary><voting outcome="BY MAIL"><quorum value=""/>
<count value="002" refersTo="inFavour"><un:voters><organization refersTo="memberState">NORTHLAND</organization>
<organization refersTo="memberState">SOUTHLAND</organization></un:voters></count>
<count value="001" refersTo="#against"/>
<count value="001" refersTo="abstaining"><un:voters><organization refersTo="memberState">EASTLAND</organization></un:voters></count>
</voting></parliamentary></analysis>
<references source="#desk"><TLCOrganization eId="desk" href="/akn/ontology/organization/un/desk" showAs="The Desk"/>
<TLCConcept eId="list" href="/akn/ontology/concept/un/list" showAs="The List"/></references>
<presentation source="#desk"><un:foot><docketNumber>20-0001 (E)</docketNumber></un:foot></presentation>
</meta><coverPage><p><docNumber refersTo="#symbol">R/RES/5 (2020)</docNumber></p><p><docTitle>Resolution 5</docTitle></p></coverPage>
<mainBody><paragraph eId="para_1"><num>1.</num><content><p>Decides.</p></content></paragraph></mainBody></statement></akomaNtoso>'''
"""Metadata as the United Nations write it."""
