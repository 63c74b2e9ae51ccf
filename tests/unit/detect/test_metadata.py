"""Metadata before a text."""

import pytest

from communique import read
from communique.detect.metadata import alike, read_metadata

YAML = '---\ntitle: "Declaration of the Ports"\ndate: 2024-05-03\nsymbol: A/RES/1/1\nother: nets\n---\n\nWe meet.\n'
META = '<meta name="dc.title" content="Declaration of the Ports">\n<meta property="og:url" content="https://ports.example/1">\n\nWe meet.\n'


def test_a_block_of_yaml_gives_facts_with_their_places() -> None:
    found = read_metadata(YAML)
    title = found.get("title")
    assert title is not None
    assert title.text == "Declaration of the Ports"
    assert YAML[title.start : title.end] == '"Declaration of the Ports"'
    assert [key for key, _ in found.values] == ["title", "date", "number"]
    assert YAML[found.end :].strip() == "We meet."


def test_meta_elements_give_facts() -> None:
    found = read_metadata(META)
    assert [(key, value.text) for key, value in found.values] == [
        ("title", "Declaration of the Ports"),
        ("url", "https://ports.example/1"),
    ]
    assert META[found.end :].strip() == "We meet."


def test_yaml_that_cannot_be_parsed_is_said() -> None:
    found = read_metadata("---\ntitle: [\n---\nWe meet.\n")
    assert found.broken
    assert not found.values


BY_LINES = {
    "a colon in a value": ("---\ntitle: Ports: a pledge\ndate: 2024-05-03\ntags: [a\n---\n", ["tags: [a"]),
    "a tab behind the key": ("---\ntitle:\tPorts: a pledge\ndate:\t'2024-05-03'\n---\n", []),
}  # fmt: skip


@pytest.mark.parametrize(("text", "unused"), BY_LINES.values(), ids=BY_LINES)
def test_lines_with_a_key_give_facts_where_no_parser_of_yaml_reads_them(
    text: str, unused: list[str]
) -> None:
    found = read_metadata(text)
    assert [(key, value.text) for key, value in found.values] == [
        ("title", "Ports: a pledge"),
        ("date", "2024-05-03"),
    ]
    assert all(value.text in text[value.start : value.end] for _, value in found.values)
    assert [each.text for each in found.unused] == unused


@pytest.mark.parametrize("text", ["", "We meet.", "---\nWe meet.\n", "<p>We meet.</p>"])
def test_a_text_without_metadata_has_none(text: str) -> None:
    assert read_metadata(text).end == 0


UNUSED = {
    "keys that no fact has": ("---\ntitle: Ports\ntags: [a, b]\nnote: |\n  one\n  two\n---\n", ["tags: [a, b]", "note: |\n  one\n  two"]),
    "a list for a date": ("---\ndate: [1, 2]\n---\n", ["date: [1, 2]"]),
    "words without a key": ("---\nwe met\n---\n", ["we met"]),
    "nothing": ("---\ntitle: Ports\n---\n", []),
    "an element of a page": ('<meta name="robots" content="none"><meta name="title" content="Ports">\n', ['<meta name="robots" content="none">']),
}  # fmt: skip


@pytest.mark.parametrize(("text", "unused"), UNUSED.values(), ids=UNUSED)
def test_what_has_no_place_in_the_record_is_kept_as_it_is_printed(
    text: str, unused: list[str]
) -> None:
    found = read_metadata(text).unused
    assert [each.text for each in found] == unused
    assert [text[each.start : each.end] for each in found] == unused


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("title: Declaration of the Ports\ntitle: A second name", ["A second name"]),
        ("source: Gazette of the Isles", ["Gazette of the Isles"]),
        ("date: someday soon", ["someday soon"]),
        ("publisher: Port Office", ["Port Office"]),
        ("lang: words of the sea", ["words of the sea"]),
        (
            "date: 2024-05-03\nurl: https://ports.example/1\npublisher: Port Office\nlang: en",
            [],
        ),
    ],
)
def test_what_no_fact_is_made_of_is_said(given: str, said: list[str]) -> None:
    text = f"---\n{given}\n---\n\n# Declaration of the Ports\n\nWe met in the town.\n\n1. We will meet again in May.\n\n2. We will write to you.\n"
    parsed = read(text.encode(), "text", language="en")
    assert [
        finding.quote for finding in parsed.findings if finding.code.code == "DET026"
    ] == said


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        ("Declaration of the Ports", "DECLARATION OF THE PORTS (draft)", True),
        ("Ports", "Declaration of the Ports", True),
        ("on", "Declaration", False),
        ("/", "on", False),
        ("/", " / ", True),
        ("港口宣言的草案和附件一", "关于港口宣言的草案和附件一的说明", True),
    ],
)
def test_titles_are_alike_by_their_words(one: str, two: str, *, same: bool) -> None:
    assert alike(one, two) is alike(two, one) is same


def test_comments_and_a_second_address_are_said() -> None:
    text = (
        "---\n# of the ports\ntitle: Ports # a draft\nsource_url: https://ports.example/2031\n"
        "source_url: https://ports.example/2031-may\n---\n\n1. We meet.\n"
    )
    said = " ".join(
        each.message
        for each in read(text.encode(), format="text").findings
        if each.code.code == "DET026"
    )
    assert [
        each for each in ("of the ports", "a draft", "2031-may") if each not in said
    ] == []
    source = read(text.encode(), format="text").require().source
    assert source is not None
    assert source.url == "https://ports.example/2031"


def test_the_day_of_adoption_counts_before_that_of_publication_and_an_identifier_of_a_collection_is_no_number() -> (
    None
):
    given = "---\nidentifier: {}\npublished: 2024-07-04\nact_number: '103'\nadoption_date: 2024-06-27\n---\n\nWe meet.\n"
    made = read(given.format("COLL-2024-7").encode(), "text").require()
    assert made.date is not None
    assert made.date.value == "2024-06-27"
    assert [each.value for each in made.identifiers] == ["103"]
    alone = given.replace("act_number: '103'\n", "")
    assert not read(alone.format("COLL-2024-7").encode(), "text").require().identifiers
    known = read(alone.format("A/RES/76/300").encode(), "text").require()
    assert [each.value for each in known.identifiers] == ["A/RES/76/300"]
