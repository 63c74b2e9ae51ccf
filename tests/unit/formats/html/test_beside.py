"""Languages side by side: what has the same eid stands together, and nothing is left out."""

import re

import pytest
from lxml import html
from tests.samples import block, declaration, numbered
from tests.unit.formats.html.pages import Element, text

from communique import read, write
from communique.acts.follow_up import FollowUp
from communique.core.errors import UnknownFormat
from communique.formats import format_named
from communique.model import Declaration

FRENCH = {
    "language": "fr", "title": block("Déclaration des ports"), "closing": [block("Fait au port.")],
    "body": [numbered("paragraph", "3.", block("Nous nous engageons.")), numbered("paragraph", "9.", block("Encore un."))],
}  # fmt: skip


def together(*others: Declaration) -> Element:
    return html.document_fromstring(write(declaration(), "html", beside=others))


def test_a_paragraph_has_the_one_of_its_eid_beside_it_with_its_language_and_number() -> (
    None
):
    found = together(declaration(**FRENCH))
    (beside,) = found.xpath("//*[@id='para_3']//*[@class='beside']")
    assert (beside.get("lang"), beside.get("dir")) == ("fr", "ltr")
    assert text(beside, ".") == ["3.Nous nous engageons."]
    assert beside.xpath("a/@href") == ["#para_3"]
    assert text(found, "//*[@id='para_4']//*[@class='beside']") == [""]
    assert text(found, "//*[@class='row'][.//h1]/*[@class='beside']/h1") == [
        "Déclaration des ports"
    ]


def test_every_word_of_every_language_is_there_and_no_name_is_given_twice() -> None:
    others = [declaration(**FRENCH), declaration(**{**FRENCH, "language": "ar"})]
    found = together(*others)
    for call in found.xpath("//sup"):
        call.drop_tree()
    words = re.sub(r"\s+", "", found.xpath("//article")[0].text_content())
    for other in others:
        for _, each in other.blocks:
            assert words.count(re.sub(r"\s+", "", each.text)) >= 1
    ids = found.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert [len(row.xpath("*")) for row in found.xpath("//*[@class='row']")] == [
        3
    ] * len(found.xpath("//*[@class='row']"))


def test_what_is_in_another_language_only_stands_at_the_end() -> None:
    found = together(declaration(**FRENCH))
    assert text(found, "//section[@class='only']") == [
        "Only in another of the languages 9.Encore un. Fait au port."
    ]
    assert found.xpath("//section[@class='only']/div/@lang") == ["fr"]


def test_the_page_carries_the_record_of_the_first() -> None:
    found = together(declaration(**FRENCH))
    assert (
        read(found.xpath("//script[@id='[json]']")[0].text.encode(), "json").require()
        == declaration()
    )


def test_a_format_without_a_place_for_others_says_so() -> None:
    with pytest.raises(UnknownFormat, match="no place for other languages"):
        format_named("akn").write_read(
            read(b"1. We meet.", "text", language="en"), [declaration()]
        )


def test_a_format_without_a_place_for_a_follow_up_says_so() -> None:
    with pytest.raises(UnknownFormat, match="no place for a follow-up"):
        format_named("json").write_read(declaration(), ledger=FollowUp(work="ports"))
