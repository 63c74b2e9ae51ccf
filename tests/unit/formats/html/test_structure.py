"""Nodes as HTML."""

from tests.samples import block, declaration, numbered
from tests.unit.formats.html.pages import page, text

from communique.formats.html.markup import wording
from communique.formats.html.structure import RUN, Structure, ui


def test_a_paragraph_has_its_number_as_the_link_to_it() -> None:
    found = page()
    assert [link.get("href") for link in found.xpath("//article//div/a[@class='n']")] == [
        "#recs_1__rec_1", "#recs_1__rec_2", "#para_3", "#para_4",
    ]  # fmt: skip
    assert text(found, "//*[@id='para_4']/a | //*[@id='para_4']/p") == [
        "4.",
        "We meet again:",
    ]
    assert text(found, "//*[@id='para_4']/ol/li") == ["(a)at sea,"]


def test_a_paragraph_without_a_number_is_linked_by_a_sign_that_is_none_of_its_words() -> (
    None
):
    found = page(body=[numbered("paragraph", None, block("Alone."))])
    (link,) = found.xpath("//*[@class='p']/a[@data-ui]")
    assert (link.text, link.get("aria-label")) == ("¶", "Link to this paragraph")
    assert text(found, "//nav//a[starts-with(., '¶')]") == ["¶1"]


def test_foreign_words_have_their_language_and_direction() -> None:
    mark = {"kind": "foreign", "start": 0, "end": 5, "language": "ar"}
    (span,) = page(
        body=[numbered("paragraph", "1.", block("إعلان said", mark))],
        notes=[],
        preamble=[],
    ).xpath("//article//span[@lang]")
    assert (span.text, span.get("lang"), span.get("dir")) == ("إعلان", "ar", "rtl")


def test_many_paragraphs_stand_in_runs() -> None:
    few, many = (
        [
            numbered("paragraph", f"{count}.", block("Words."))
            for count in range(1, number)
        ]
        for number in (60, 600)
    )
    assert page(body=few).xpath("//*[@class='run']") == []
    runs = page(body=many).xpath("//*[@class='run']")
    assert sum(len(run) for run in runs) == 599
    assert {len(run) for run in runs[:-1]} == {RUN}


def test_where_a_node_stands_in_its_source_is_said_where_it_is_known() -> None:
    structure = Structure(declaration(), wording("en"), {"para_3": "12:1-13:5"})
    structure.numbered(declaration().commitments[0], 2)
    assert "".join(structure.out).count(' data-at="12:1-13:5"') == 1


def test_a_table_keeps_its_shape() -> None:
    rows = [
        {"cells": [{"header": True, "colspan": 2, "content": [block("Ports")]}]},
        {
            "cells": [
                {"rowspan": 2, "content": [block("a"), block("b")]},
                {"content": []},
            ]
        },
        {"cells": [{"content": [block("c")]}]},
    ]
    table = {"kind": "table", "caption": block("All"), "rows": rows}
    found = page(body=[numbered("paragraph", "1.", table)])
    assert text(found, "//article//caption") == ["All"]
    assert [(cell.tag, dict(cell.attrib), [each.text for each in cell]) for cell in found.xpath("//article//tr/*")] == [
        ("th", {"colspan": "2"}, ["Ports"]), ("td", {"rowspan": "2"}, ["a", "b"]), ("td", {}, []), ("td", {}, ["c"]),
    ]  # fmt: skip


def test_what_the_page_says_among_foreign_words_has_its_language() -> None:
    assert ui(declaration(), wording("en")) == " data-ui"
    assert (
        ui(declaration(language="ar"), wording("en")) == ' data-ui lang="en" dir="ltr"'
    )
