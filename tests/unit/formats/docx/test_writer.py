import re
import zipfile
from io import BytesIO
from typing import Any

import pytest
from lxml import etree
from tests.samples import block, declaration, numbered

from communique.formats.docx.writer import bookmark, write

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def part(data: bytes, name: str = "document") -> etree._Element:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return etree.fromstring(archive.read(f"word/{name}.xml"))


def words(element: etree._Element) -> str:
    return "".join(each.text or "" for each in element.iter(f"{W}t"))


def paragraphs(data: bytes, name: str = "document") -> list[tuple[str | None, str]]:
    """The style and the words of each paragraph."""
    found = []
    for each in part(data, name).iter(f"{W}p"):
        style = each.find(f"{W}pPr/{W}pStyle")
        found.append((None if style is None else style.get(f"{W}val"), words(each)))
    return found


def values(data: bytes, path: str, name: str = "document") -> list[str | None]:
    return [each.get(f"{W}val") for each in part(data, name).iter(f"{W}{path}")]


def body(*nodes: dict[str, Any], **more: Any) -> bytes:
    return write(declaration(preamble=[], notes=[], body=list(nodes), **more))


def test_the_same_bytes_come_every_time_and_each_part_is_xml() -> None:
    data = write(declaration())
    assert data == write(declaration())
    with zipfile.ZipFile(BytesIO(data)) as archive:
        assert archive.testzip() is None
        assert {each.date_time for each in archive.infolist()} == {
            (1980, 1, 1, 0, 0, 0)
        }
        for name in archive.namelist():
            etree.fromstring(archive.read(name))
        types = archive.read("[Content_Types].xml").decode()
        assert set(re.findall(r'PartName="/([^"]*)"', types)) == {
            name
            for name in archive.namelist()
            if name.endswith(".xml")
            and name not in {"[Content_Types].xml", "customXml/item1.xml"}
        }


def test_a_declaration_has_styles_lists_and_bookmarks() -> None:
    data = write(declaration())
    assert paragraphs(data)[:3] == [
        ("Title", "Harbour Declaration"),
        ("Recital", "Aware of the tides,"),
        ("Recital", "recalling the storms,"),
    ]
    assert values(data, "numId") == ["1", "1", "1", "1", "2"]
    names = [each.get(f"{W}name") for each in part(data).iter(f"{W}bookmarkStart")]
    assert names == [
        "recs_1__rec_1",
        "recs_1__rec_2",
        "para_3",
        "para_4",
        "para_4__list_1__point_a",
    ]


def test_a_note_is_a_footnote_with_a_number_that_word_counts() -> None:
    data = write(declaration())
    assert len(list(part(data).iter(f"{W}footnoteReference"))) == 1
    assert paragraphs(data, "footnotes")[-1] == (
        "FootnoteText",
        " See the annual report.",
    )
    assert len(list(part(data, "footnotes").iter(f"{W}footnoteRef"))) == 1


def test_a_note_with_another_sign_has_it_in_the_text_and_before_its_words() -> None:
    note = {
        "kind": "note",
        "eid": "authorialNote_1",
        "marker": "*",
        "content": [block("See the annual report.")],
    }
    data = write(declaration(notes=[note]))
    (call,) = part(data).iter(f"{W}footnoteReference")
    assert call.get(f"{W}customMarkFollows") == "1"
    assert ("Recital", "Aware* of the tides,") in paragraphs(data)
    assert paragraphs(data, "footnotes")[-1] == (
        "FootnoteText",
        "* See the annual report.",
    )


def test_a_note_that_nothing_calls_stands_at_the_end_and_the_second_call_is_its_sign() -> (
    None
):
    notes = [
        {
            "kind": "note",
            "eid": f"authorialNote_{number}",
            "marker": str(number),
            "content": [block(text)],
        }
        for number, text in ((1, "Called twice."), (2, "Not called."))
    ]
    call = {"kind": "note", "ref": "authorialNote_1"}
    twice = block(
        "Lit lamps.", {**call, "start": 3, "end": 3}, {**call, "start": 9, "end": 9}
    )
    data = write(
        declaration(preamble=[], body=[numbered("paragraph", "1.", twice)], notes=notes)
    )
    assert paragraphs(data)[1:3] == [
        ("Paragraph", "Lit lamps1."),
        ("FootnoteText", "2 Not called."),
    ]


def test_a_label_that_word_cannot_count_is_words_before_a_tab() -> None:
    data = body(numbered("paragraph", "16bis.", block("Lamps are lit.")))
    assert paragraphs(data)[1] == ("Paragraph", "16bis.Lamps are lit.")
    assert len(list(part(data).iter(f"{W}tab"))) == 1
    assert values(data, "numId") == []


def test_emphasis_language_and_line_breaks_are_those_of_runs() -> None:
    marks = [
        {"kind": "emphasis", "style": "bold", "start": 0, "end": 9},
        {"kind": "emphasis", "style": "italic", "start": 4, "end": 9},
        {"kind": "foreign", "language": "ar", "start": 10, "end": 14},
    ]
    data = body(numbered("paragraph", None, block("One & two\nنعم!", *marks)))
    said = {
        words(run): "".join(
            etree.QName(each).localname for each in run.iterfind(f"{W}rPr/*")
        )
        for run in part(data).iter(f"{W}r")
    }
    assert (said["One "], said["& two"], said["نعم!"]) == (
        "bbCs",
        "bbCsiiCs",
        "rtllang",
    )
    assert len(list(part(data).iter(f"{W}br"))) == 1


def test_words_that_run_to_the_left_do() -> None:
    data = body(numbered("paragraph", "1.", block("שלום")), language="he")
    assert list(part(data, "styles").iter(f"{W}bidi"))
    assert {each.get(f"{W}val") for each in part(data, "styles").iter(f"{W}lang")} == {
        "he"
    }
    assert list(part(data).iter(f"{W}rtl"))
    assert not list(part(write(declaration())).iter(f"{W}rtl"))


def test_cells_over_several_rows_and_columns_are_merged() -> None:
    def cell(text: str, **spans: Any) -> dict[str, Any]:
        return {"content": [block(text)], **spans}

    rows = [
        {"cells": [cell("A", header=True, colspan=2), cell("B", header=True)]},
        {"cells": [cell("C", rowspan=2), cell("D"), cell("E")]},
        {"cells": [cell("F")]},
    ]
    data = body(
        numbered(
            "paragraph",
            None,
            {"kind": "table", "caption": block("Ports"), "rows": rows},
        )
    )
    made = [
        [words(each) for each in row.iter(f"{W}tc")]
        for row in part(data).iter(f"{W}tr")
    ]
    assert made == [["A", "B"], ["C", "D", "E"], ["", "F"]]
    assert values(data, "gridSpan") == ["2"]
    assert values(data, "vMerge") == ["restart", None]
    assert len(list(part(data).iter(f"{W}tblHeader"))) == 1
    assert len(list(part(data).iter(f"{W}gridCol"))) == 3
    assert ("Caption", "Ports") in paragraphs(data)


def test_articles_annexes_covers_and_signatures_have_their_places() -> None:
    article = {
        "kind": "article",
        "num": "Article 1",
        "heading": block("Lamps"),
        "body": [],
    }
    annex = {
        "num": "ANNEX",
        "title": block("Ports"),
        "body": [numbered("paragraph", "1.", block("Hafnarvik."))],
    }
    fields = [{"key": "from", "label": "From:", "value": block("Port")}]
    cover = {
        "kind": "note",
        "iri": "/akn/eu/doc/note/9999/x",
        "fields": fields,
        "annex_label": block("ANNEX"),
    }
    lines = [
        {"part": "name", "value": block("Edda Holm")},
        {"part": "role", "value": block("Pilot")},
    ]
    data = body(
        article,
        annexes=[annex],
        cover=cover,
        closing=[{"kind": "signature", "lines": lines}],
    )
    assert paragraphs(data) == [
        ("CoverLine", "From:Port"), ("CoverText", "ANNEX"), ("Title", "Harbour Declaration"), ("Heading1", "Article 1"),
        ("Heading1", "Lamps"), ("Signature", "Edda HolmPilot"), ("Annex", "ANNEX"), ("AnnexTitle", "Ports"),
        ("Paragraph", "Hafnarvik."),
    ]  # fmt: skip
    assert len(list(part(data).iter(f"{W}pageBreakBefore"))) == 2


def test_eids_that_differ_in_the_size_of_letters_are_other_bookmarks() -> None:
    data = body(*(numbered("paragraph", num, block("Lit.")) for num in ("I.", "i.")))
    names = [each.get(f"{W}name", "") for each in part(data).iter(f"{W}bookmarkStart")]
    assert names[0] == "para_I"
    assert len({name.lower() for name in names}) == 2


@pytest.mark.parametrize("eid", ["para_16-2", "1__x", "a" * 41, "§"])
def test_an_eid_that_is_no_name_of_a_bookmark_is_given_one(eid: str) -> None:
    assert re.fullmatch(r"[A-Za-z]\w{0,39}", bookmark(eid), re.ASCII)
    assert bookmark(eid) != bookmark(eid + "-")


def test_citations_are_links_and_the_words_stay() -> None:
    reference = {"kind": "reference", "scheme": "un"}
    sentence = "We recall resolution 1540 (2004), the list, the map, and paragraph 4 above. It counts."
    marks = [
        {**reference, "start": 10, "end": 32, "href": "https://undocs.org/S/RES/1540(2004)"},
        {**reference, "start": 34, "end": 42, "href": "/akn/xx/statement/2020/list"},
        {**reference, "start": 44, "end": 51, "href": "#para_9"},
    ]  # fmt: skip
    text = block(sentence, *marks)
    data = body(numbered("paragraph", "4.", text))
    links = list(part(data).iter(f"{W}hyperlink"))
    assert [words(each) for each in links] == [
        "resolution 1540 (2004)",
        "paragraph 4 above",
    ]
    assert links[1].get(f"{W}anchor") == "para_4"
    with zipfile.ZipFile(BytesIO(data)) as archive:
        related = archive.read("word/_rels/document.xml.rels").decode()
    assert related.count('TargetMode="External"') == 1
    assert 'Target="https://undocs.org/S/RES/1540(2004)"' in related
    assert sentence in "".join(each for _, each in paragraphs(data))
