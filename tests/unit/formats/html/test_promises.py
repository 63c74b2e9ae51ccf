"""The panel of promises with which a page opens."""

from typing import Any

from tests.samples import block, numbered
from tests.unit.formats.html.pages import page, parsed, text, told

import communique

PANEL = "//*[@class='panel promises']"


def act(words: str, at: str, kind: str, **values: Any) -> dict[str, Any]:
    start = words.index(at)
    return {
        "kind": "act",
        "start": start,
        "end": start + len(at),
        "act": kind,
        **values,
    }


def rows(found: Any) -> list[dict[str, Any]]:
    """The promises that the script is given."""
    made: list[dict[str, Any]] = told(found)["promises"]
    return made


def spoken(words: str, language: str = "en") -> Any:
    given = communique.read(words.encode(), "text", language=language)
    return parsed(given.require())


def test_a_page_opens_with_what_is_promised_before_the_words_of_the_text() -> None:
    found = spoken(
        "Harbour Declaration\n\n1. We will repair the lights by 2030.\n\n2. We call on the ports to dredge.\n"
    )
    first = found.xpath(
        f"//article/*[preceding-sibling::h1 or self::h1][{PANEL[2:]} or position() <= 2]/@class"
    )
    assert first[0] == "panel promises"
    assert text(found, f"{PANEL}//dl/div") == [
        "commitments1",
        "with a date1",
        "by all parties1",
        "asked of others1",
    ]
    assert rows(found) == [
        {"eid": "para_1", "label": "1", "act": "undertake", "words": "will", "what": [8, 33], "due": "by 2030",
         "date": "2030"},
        {"eid": "para_2", "label": "2", "act": "call", "words": "We call on", "what": [24, 30],
         "addressees": "the ports"},
    ]  # fmt: skip
    assert "Proposed by rules, confirmed by nobody: 2." in text(found, f"{PANEL}/p")


def test_what_a_mark_says_of_who_and_whom_and_when_is_said() -> None:
    words = "We commit to it and call."
    body = [numbered("paragraph", "1.", block(words, act(words, "commit", "commit", actors=["us"], due="2030-05"),
                                              act(words, "call", "call", actors=["them"], addressees=["us"])))]  # fmt: skip
    entities = [
        {"id": "us", "type": "organization", "label": "We <all>"},
        {"id": "them", "type": "state", "label": "They"},
    ]
    found = page(body=body, entities=entities)
    first, second = rows(found)
    assert (first["actors"], first["due"], first["date"]) == (
        "We <all>",
        "2030-05",
        "2030-05",
    )
    assert (second["actors"], second["addressees"]) == ("They", "We <all>")
    assert second["what"] == [20, 24]
    assert not any("Proposed by rules" in words for words in text(found, f"{PANEL}/p"))


def test_those_who_do_all_of_it_are_named_once() -> None:
    words = "We commit to it."
    body = [
        numbered(
            "paragraph",
            "1.",
            block(words, act(words, "commit", "commit", actors=["us"])),
        )
    ]
    found = page(
        body=body, entities=[{"id": "us", "type": "organization", "label": "The Ports"}]
    )
    assert "By: The Ports" in text(found, f"{PANEL}/p")
    assert "actors" not in rows(found)[0]


def test_a_point_is_named_by_its_paragraph_and_its_label() -> None:
    found = spoken(
        "Harbour Declaration\n\n1. We will:\n\n(a) dredge the harbour;\n\n(b) repair the lights.\n\n2. Ships sail.\n"
    )
    assert [each["label"] for each in rows(found)] == ["1 (a)", "1 (b)"]


def test_a_paragraph_of_an_article_is_named_with_it_and_nobody_named_is_given() -> None:
    article = {
        "kind": "article",
        "num": "Article 4",
        "body": [numbered("paragraph", "1.", block("No one shall be held in port."))],
    }
    found = page(body=[article])
    assert [each["label"] for each in rows(found)] == ["Article 4 · 1"]
    assert "actors" not in rows(found)[0]


def test_a_text_without_promises_says_so_and_so_does_one_in_an_unknown_language() -> (
    None
):
    assert text(page(body=[]), f"{PANEL}/p") == ["No promise was found in this text."]
    assert text(page(body=[], language="tlh"), f"{PANEL}/p") == [
        "How promises are worded in the language tlh is not known here; none could be looked for."
    ]


def test_many_promises_are_folded_and_few_are_not() -> None:
    one = "\n\n".join(
        f"{number}. We will repair light {number}." for number in range(1, 40)
    )
    assert (
        spoken(f"Harbour Declaration\n\n{one}\n").xpath(f"{PANEL}/details/@open") == []
    )
    assert page().xpath(f"{PANEL}/details/@open") == [""]


def test_without_a_ledger_no_standing_is_claimed() -> None:
    assert "status" not in rows(page())[0]


def test_how_much_and_for_how_long_are_given_where_the_words_say_so() -> None:
    first, second = rows(
        spoken(
            "Harbour Declaration\n\n1. We will pay EUR 5 million a year until 2030.\n\n2. We will meet again.\n"
        )
    )
    assert (first["amounts"], first["period"]) == ("EUR 5 million", "../2030")
    assert not {"amounts", "period"} & set(second)


def test_a_condition_and_what_a_promise_is_about_are_given_where_there_are_some() -> (
    None
):
    found = spoken(
        "Harbour Declaration\n\n1. We will fight corruption, where possible.\n\n2. We will meet again.\n"
    )
    first, second = rows(found)
    assert first["condition"] == "where possible"
    assert first["topics"] == [["corruption", "en", "http://eurovoc.europa.eu/245"]]
    assert not {"condition", "topics"} & set(second)


def test_a_topic_without_an_address_that_can_be_opened_is_no_link() -> None:
    words = "We commit to it."
    body = [
        numbered(
            "paragraph",
            "1.",
            block(words, act(words, "commit", "commit", topics=["light"])),
        )
    ]
    found = page(
        body=body, entities=[{"id": "light", "type": "topic", "label": "The <light>"}]
    )
    assert rows(found)[0]["topics"] == [["The <light>", "en", None]]
