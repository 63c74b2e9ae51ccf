"""The page as a whole: its frame, what it carries, and where its words were read."""

import json
import re

from benchmarks.sizes import size
from lxml import html
from tests.house.checkout import SOURCE
from tests.samples import block, declaration, numbered
from tests.unit.formats.html.pages import page

from communique import read, write
from communique.formats import format_named
from communique.formats.html.markup import languages, wording
from communique.formats.html.packed import packed_script, script, unpack
from communique.formats.html.writer import LONG_PAGE_BLOCKS

TEXT = b"Harbour Declaration\n\n1. We commit to the tides.\n\n2. We meet in the spring in the harbour of the north, and\nagain at sea in the autumn.\n"


def test_the_page_is_in_the_language_of_the_text_where_there_are_words_for_it() -> None:
    assert [
        page(language=tag).get("lang") for tag in ("en", "sl", "es-419", "tlh")
    ] == [
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
    assert '"source":"harbour.txt"' in written
    assert "somebody" not in written


def test_a_declaration_alone_has_no_places() -> None:
    found = page()
    assert found.xpath("//@data-at") == []
    assert json.loads(found.xpath("//script[@id='[told]']")[0].text)["source"] is None


def test_a_long_page_says_that_it_is_and_carries_its_record() -> None:
    body = [
        numbered("paragraph", f"{count}.", block("Words."))
        for count in range(LONG_PAGE_BLOCKS + 1)
    ]
    long = declaration(body=body)
    found = html.document_fromstring(write(long, "html"))
    assert found.xpath("//body/@class") == ["long"]
    assert (
        read(found.xpath("//script[@id='[json]']")[0].text.encode(), "json").require()
        == long
    )


def test_the_packed_script_is_the_script() -> None:
    assert unpack(packed_script()) == script(), "make generate packs it"


def test_the_script_is_given_every_word_that_it_says_in_every_language() -> None:
    code = (SOURCE / "formats" / "html" / "page.js").read_text("utf-8")
    said = set(re.findall(r"\b(?:w|words\(\w*\))\.([a-z]+)\b", code))
    said |= set(re.findall(r'\b(?:w|words\(\))\["([a-z-]+)"\]', code))
    said |= set(re.findall(r'\bphrase\("([a-z-]+)"', code))
    first = script().partition("\n")[0].removeprefix("const WORDS = ").removesuffix(";")
    given = json.loads(first)
    assert list(given["said"]) == list(languages())
    assert len(said) > 20
    assert said <= set(given["keys"])
    assert all(len(words) == len(given["keys"]) for words in given["said"].values())


def test_what_is_said_again_is_known_by_its_key() -> None:
    found = page()
    for key in found.xpath("//@data-w | //@data-label"):
        name, _, value = key.partition(".")
        assert (
            value in wording("en").table(name)
            if value
            else isinstance(wording("en")[name], str)
        )


def test_the_style_and_the_script_ask_for_nothing() -> None:
    for name in ("page.css", "tools.css", "page.js", "start.js"):
        text = (SOURCE / "formats" / "html" / name).read_text("utf-8")
        assert (
            re.search(
                r"https?://|url\(|@import|fetch\(|XMLHttpRequest|innerHTML|eval\(", text
            )
            is None
        )


def test_a_page_of_26_paragraphs_has_at_most_eight_bytes_for_each_byte_of_its_text() -> (
    None
):
    given = size(1)
    assert len(write(given.declaration, "html").encode()) <= 8 * len(given.text)
