"""The words of a declaration as HTML."""

from typing import Any

import pytest
from tests.samples import block, declaration, numbered
from tests.unit.formats.html.pages import page, parsed, text

from communique.formats.html.article import part

HEADINGS = "//article//*[(self::h1 or self::h2 or self::h3 or self::h4 or self::h5 or self::h6) and not(ancestor::*[@data-ui])]"


def section(
    kind: str, num: str | None, heading: str | None, *body: Any
) -> dict[str, Any]:
    return {
        "kind": kind,
        "num": num,
        "heading": None if heading is None else block(heading),
        "body": body,
    }


def test_headings_go_down_by_one_even_where_a_division_has_none() -> None:
    body = [
        section(
            "chapter",
            "I",
            "Ports",
            section("section", None, None, section("article", "Article 1", "Berths")),
        )
    ]
    assert [each.tag for each in page(body=body).xpath(HEADINGS)][:3] == [
        "h1",
        "h2",
        "h3",
    ]


def test_no_heading_is_empty() -> None:
    body = [section("chapter", None, " "), section("chapter", None, "")]
    found = page(
        title=block(" "), short_title="Harbours", body=body, notes=[], preamble=[]
    )
    assert text(found, HEADINGS) == ["Harbours"]
    assert found.xpath("//h1/@data-ui") == [""]


@pytest.mark.parametrize(
    ("language", "tag", "way", "summary"),
    [
        ("en", "en", "ltr", {}),
        ("ar", "ar", "rtl", {"lang": "en", "dir": "ltr"}),
        ("und", "", "auto", {"lang": "en", "dir": "ltr"}),
    ],
)
def test_the_text_has_its_language_and_words_of_the_page_among_it_have_theirs(
    language: str, tag: str, way: str, summary: dict[str, str]
) -> None:
    found = page(language=language)
    (article,) = found.xpath("//article")
    assert (article.get("lang"), article.get("dir")) == (tag, way)
    (heading,) = found.xpath("//h2[@id='[notes]']")
    assert {
        name: value for name, value in heading.attrib.items() if name in ("lang", "dir")
    } == summary


def test_a_note_leads_to_each_of_its_calls() -> None:
    called = block("Twice.", {"kind": "note", "start": 5, "end": 5, "ref": "authorialNote_1"},
                   {"kind": "note", "start": 6, "end": 6, "ref": "authorialNote_1"})  # fmt: skip
    found = page(preamble=[], body=[numbered("paragraph", "1.", called)])
    assert found.xpath("//article//sup/a/@id") == ["[call]1", "[call]2"]
    assert found.xpath("//*[@id='authorialNote_1']/span/a/@href") == [
        "#%5Bcall%5D1",
        "#%5Bcall%5D2",
    ]
    assert "See the annual report." in text(found, "//*[@id='authorialNote_1']")[0]


def test_a_part_of_the_page_has_a_link_that_no_eid_has() -> None:
    assert part("[notes]") == "#%5Bnotes%5D"
    assert parsed(declaration()).xpath("//nav//a[.='Notes']/@href") == ["#%5Bnotes%5D"]
