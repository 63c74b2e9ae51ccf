"""The page as a whole: its frame, what it carries, and where its words were read."""

import json
import re

from lxml import html
from tests.house.checkout import SOURCE
from tests.samples import block, declaration, numbered
from tests.unit.formats.html.pages import page

from communique import read, write
from communique.formats import format_named
from communique.formats.html.markup import languages, wording
from communique.formats.html.writer import MOST

TEXT = b"Harbour Declaration\n\n1. We commit to the tides.\n\n2. We meet in the spring in the harbour of the north, and\nagain at sea in the autumn.\n"


def test_the_page_is_in_the_language_of_the_text_where_there_are_words_for_it() -> None:
    assert [page(language=tag).get("lang") for tag in ("en", "sl", "es-419", "tlh")] == [
        "en",
        "sl",
        "es",
        "en",
    ]


def test_what_was_read_says_where_it_stood() -> None:
    parsed = read(TEXT, "text", language="en")
    found = html.document_fromstring(format_named("html").write_read(parsed))
    assert found.xpath("//*[@id='para_2']/@data-at") == ["5:1-6:28"]
    told = json.loads(found.xpath("//script[@id='[told]']")[0].text)
    assert told["source"] == "<bytes>"


def test_the_name_of_a_source_is_told_without_its_folder() -> None:
    from communique.core.source import Source
    from communique.draft import ReadOptions

    parsed = format_named("text").read(
        Source("/home/somebody/harbour.txt", TEXT), ReadOptions(language="en")
    )
    written = format_named("html").write_read(parsed)
    assert '"source": "harbour.txt"' in written
    assert "somebody" not in written


def test_a_declaration_alone_has_no_places() -> None:
    found = page()
    assert found.xpath("//@data-at") == []
    assert json.loads(found.xpath("//script[@id='[told]']")[0].text)["source"] is None


def test_the_json_ld_of_a_page_is_that_of_the_work_without_its_paragraphs() -> None:
    found = page()
    graph = json.loads(found.xpath("//script[@id='[jsonld]']")[0].text)["@graph"]
    whole = json.loads(write(declaration(), "jsonld"))["@graph"]
    assert [node["id"] for node in graph] == [node["id"] for node in whole if "#para" not in node["id"] and "#rec" not in node["id"]
                                              and "#authorialNote" not in node["id"]]  # fmt: skip


def test_a_long_page_says_that_it_is_and_carries_its_record() -> None:
    body = [numbered("paragraph", f"{count}.", block("Words.")) for count in range(MOST + 1)]
    long = declaration(body=body)
    found = html.document_fromstring(write(long, "html"))
    assert found.xpath("//body/@class") == ["long"]
    assert read(found.xpath("//script[@id='[json]']")[0].text.encode(), "json").require() == long


def test_the_script_is_given_every_word_that_it_says_in_every_language() -> None:
    script = (SOURCE / "formats" / "html" / "page.js").read_text("utf-8")
    said = set(re.findall(r"\b(?:w|words\(\w*\))\.([a-z]+)\b", script)) | set(
        re.findall(r'\b(?:w|words\(\))\["([a-z-]+)"\]', script)
    )
    given = json.loads(page().xpath("//script[@id='[words]']")[0].text)["languages"]
    assert list(given) == list(languages())
    assert len(said) > 20
    assert all(said <= set(words) for words in given.values())


def test_what_is_said_again_is_known_by_its_key() -> None:
    found = page()
    for key in found.xpath("//@data-w | //@data-label"):
        name, _, value = key.partition(".")
        assert value in wording("en").table(name) if value else isinstance(wording("en")[name], str)


def test_the_style_and_the_script_ask_for_nothing() -> None:
    for name in ("page.css", "page.js"):
        text = (SOURCE / "formats" / "html" / name).read_text("utf-8")
        assert (
            re.search(r"https?://|url\(|@import|fetch\(|XMLHttpRequest|innerHTML|eval\(", text)
            is None
        )
