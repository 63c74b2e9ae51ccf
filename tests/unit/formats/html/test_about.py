"""What is official, where the words came from, how to cite them."""

from typing import Any

import pytest
from tests.samples import block, declaration
from tests.unit.formats.html.pages import page, text

from communique.formats.html.panel import title_of

UNOFFICIAL = "Unofficial machine-readable edition without legal force."


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({}, "Whether the words are those of an official text is not recorded. The source is not recorded. The licence of the words is not recorded."),
        ({"authenticity": "official", "source": {"publisher": "The <Ports>", "licence": "CC0-1.0"}},
         "The words are those of an official text; only the document as published counts. Source: The <Ports>. Licence of the words: CC0-1.0."),
        ({"authenticity": "unofficial", "translation_of": "fr"},
         ("The words are those of an unofficial text. They are a translation; the original is in the language fr."
         " The source is not recorded. The licence of the words is not recorded.")),
    ],
)  # fmt: skip
def test_no_page_is_official_and_of_the_words_it_says_what_is_recorded(
    changed: dict[str, Any], said: str
) -> None:
    assert text(page(**changed), "//*[@class='masthead']/p[@class='unofficial']") == [
        f"{UNOFFICIAL} {said}"
    ]


def test_where_the_words_came_from_is_said_and_only_a_safe_address_is_a_link() -> None:
    for url, links in (
        ("https://ports.example/a", ["https://ports.example/a"]),
        ("ftp://ports.example/a", []),
    ):
        source = {
            "title": "A document",
            "url": url,
            "retrieved": "2024-05-03",
            "sha256": "0" * 64,
        }
        found = page(source=source)
        assert found.xpath("//*[@class='panel about']//a/@href") == links
        said = " ".join(text(found, "//*[@class='panel about']/dl"))
        assert "SourceA documentRetrieved3 May 2024SHA-256" + "0" * 64 in said


def test_a_claim_says_why() -> None:
    found = page(
        date={"value": "2024-03-01", "basis": "external", "source": "a register"},
        place={"text": "Nauplia"},
    )
    said = " ".join(text(found, "//*[@class='panel about']/dl"))
    assert "Date1 March 2024 (by another source: a register)PlaceNauplia" in said
    assert text(found, "//*[@class='masthead']/p[1]") == ["1 March 2024 · Nauplia"]


def test_the_signatories_are_named_with_their_members() -> None:
    signatory = {
        "id": "s",
        "role": {"text": "The Masters"},
        "members": [{"ref": "a"}, {"ref": "b"}],
    }
    entities = [
        {"id": "a", "type": "person", "label": "Ada"},
        {"id": "b", "type": "person", "label": "Bo"},
    ]
    assert "The Masters: Ada, Bo" in text(
        page(signatories=[signatory], entities=entities),
        "//*[@class='panel about']//dd/p",
    )


def test_it_says_how_to_cite_it_in_every_style() -> None:
    found = page()
    assert (
        text(found, "//*[@class='panel about']//pre")[0]
        == "Harbour Declaration, 1 March 2024"
    )
    assert len(found.xpath("//*[@class='panel about']//pre")) == 3


@pytest.mark.parametrize(
    ("changed", "title"),
    [({"title": block("A\n  title")}, "A title"), ({"title": None, "short_title": "Short"}, "Short"), ({"title": block(" ")}, "harbour-declaration")],
)  # fmt: skip
def test_a_page_is_called_by_its_title_else_by_what_there_is(
    changed: dict[str, Any], title: str
) -> None:
    assert title_of(declaration(**changed)) == title
    assert text(page(**changed), "//head/title") == [title]
