"""The panel of the works that a declaration cites."""

from lxml import html

import communique
from communique.detect.mentions.forms import REASONS

TEXT = """Declaration

1. We recall resolution 1540 (2004) and paragraph 2 below.

2. Acting under resolution 1540 (2004), we welcome Article 83(1) TFEU.

3. We recall resolutions 1540 (2004) and 50/13.
"""


def page(text: str) -> html.HtmlElement:
    declaration = communique.read(text.encode(), format="text", language="en").require()
    return html.fromstring(communique.write(declaration, "html"))


def test_each_work_is_once_in_the_group_of_how_it_is_cited() -> None:
    groups = page(TEXT).xpath("//*[@id='[rests]']/details")
    rows = {
        group.xpath("string(summary)"): [
            " ".join(row.text_content().split()) for row in group.xpath(".//li")
        ]
        for group in groups
    }
    recalled = rows.pop("recalling: 2")
    assert rows == {
        "acted under: 1": ["S/RES/1540(2004) 2"],
        "welcome: 1": ["TFEU 2"],
    }
    assert recalled[0] == "S/RES/1540(2004) 1 3"
    assert recalled[1] == f"50/13 ({REASONS['un']}) 3"


def test_links_lead_to_the_work_and_to_the_passages() -> None:
    found = page(TEXT).xpath("//*[@id='[rests]']/details[1]//a/@href")
    assert found == ["https://undocs.org/S/RES/1540(2004)", "#para_2"]


def test_a_page_without_citations_has_no_panel() -> None:
    assert page("Declaration\n\n1. We meet.\n").xpath("//*[@id='[rests]']") == []


def test_names_and_places_are_links_in_the_text() -> None:
    text = "Declaration\n\n1. We recall the Paris Agreement.\n\n2. See paragraph 1 above.\n"
    found = page(text).xpath("//article//a[@class='r']")
    assert [(each.text_content(), each.get("href")) for each in found] == [
        ("Paris Agreement", "https://unfccc.int/process-and-meetings/the-paris-agreement"),
        ("paragraph 1 above", "#para_1"),
    ]  # fmt: skip
