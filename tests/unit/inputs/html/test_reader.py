"""A page as a whole: what it says of itself, the record that it carries, and bytes that are none."""

import pytest
from tests.samples import declaration
from tests.unit.inputs.html.test_walk import said, text_of

import communique
from communique.core.codes import RECORD_USED
from communique.core.source import Limits, Source
from communique.inputs.html import extract
from communique.model.passages import passages


def test_what_a_page_says_of_itself_is_metadata() -> None:
    head = '<title>The Ports of the Sea | Council</title><meta property="article:published_time" content="2024-03-01T10:00">'
    assert text_of("<h1>The Ports of the Sea</h1><p>We met.", head).startswith(
        '---\ntitle: "The Ports of the Sea"\ndate: "2024-03-01"\n---\n\n# The Ports'
    )


def test_the_title_of_a_page_without_a_head_is_no_word_of_its_text() -> None:
    found = extract(
        Source("a.html", b"<!doctype html><title>index</title><p>We met."), Limits()
    )
    assert found.text == "We met.\n"


def test_nested_lists_without_end_tags_are_nested_points() -> None:
    page = (
        b"<!doctype html><h1>Pact of the Ports</h1><p>We agree on:"
        b"<ol><li>Lamps<ol type=a><li>north<li>south</ol><li>Nets</ol>"
    )
    declaration = communique.read(page, format="html").require()
    found = [(each.num, each.text) for each in passages(declaration) if each.num]
    assert found == [("1.", "Lamps"), ("a.", "north"), ("b.", "south"), ("2.", "Nets")]


def test_a_title_that_is_not_printed_is_said_and_not_taken() -> None:
    assert said("<p>We met.", "<title>index.html</title>") == [
        ("other-title", "index.html")
    ]


def test_a_page_of_ours_gives_the_record_that_it_carries() -> None:
    one = declaration()
    parsed = communique.read(communique.write(one, "html").encode())
    assert parsed.require() == one
    assert [each.code for each in parsed.findings] == [RECORD_USED]


@pytest.mark.parametrize(
    "page",
    [
        b"<html></html>",
        b"<!doctype html><script>words</script>",
        b"<html><body><img src=a></body></html>",
    ],
)
def test_a_page_without_words_is_no_declaration(page: bytes) -> None:
    parsed = communique.read(page)
    assert parsed.declaration is None
    assert [each.code.name for each in parsed.findings if each.code.fatal] == [
        "without-words"
    ]


@pytest.mark.parametrize(
    "page",
    [
        "<p>a<", "<p>a</", "<p>a<b", "<p>a<b c='", "<p>a <!", "<p>a<!-- b", "<p>a<?x", "<p>a</p", "<p>a&", "<p>a&#0;&#x110000;", "</p>a",
        "<p>a<![CDATA[b]]>", "<table><td>a", "<li>a", "<p>a<textarea>b", "<p>a<title>b", "<p\0>a\0", "<p>a < b", "<p>a<b=c>",
    ],
)  # fmt: skip
def test_a_broken_page_is_never_raised_and_keeps_its_words(page: str) -> None:
    found = extract(Source("a.html", page.encode()), Limits())
    assert found.usable
    assert "a" in found.text


@pytest.mark.parametrize(
    "page",
    [
        "<html><head><title>index</title></head><body><p>We met.</p></body></html><p>We part.</p>",
        "<html><body><p>We met.</p></body><p>We part.</p></html>",
        "<p>We met.</p><!doctype html><html><head><title>index</title></head><body><p>We part.</p></body></html>",
        "<html><head><title>index</title><p>We met.<p>We part.",
        "<html><head><title>index</title>We met.</head><body><p>We part.",
        "<html><body><p>We met.</p><body><p>We part.</p></body></html>",
        "<p>We met.</p></body></html></body></html><div><p>We part.</div>",
    ],
)
def test_words_are_read_wherever_the_tags_of_head_and_body_stand(page: str) -> None:
    assert (
        extract(Source("a.html", page.encode()), Limits()).text
        == "We met.\n\nWe part.\n"
    )


def test_a_page_of_too_many_tags_is_refused_before_anything_is_made_of_it() -> None:
    page = b"<p>We met.</p>" * 9
    assert [
        each.code.code
        for each in extract(Source("p.html", page), Limits(lines=4)).findings
    ] == ["SRC004"]
    assert extract(Source("p.html", page), Limits(lines=5)).usable


def test_a_tag_that_does_not_end_keeps_the_words_behind_it() -> None:
    assert text_of("<p>a <b c='d' words <i>more</i> ' and more").count("more") == 2
