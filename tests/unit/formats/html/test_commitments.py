"""The table of commitments."""

from typing import Any

import pytest
from tests.samples import block, numbered
from tests.unit.formats.html.pages import page, parsed, text

import communique
from communique.follow_up import FollowUp

ROWS = "//*[@class='panel commitments']//tbody/tr"
HEAD = "//*[@class='panel commitments']//thead//th"


def act(words: str, at: str, kind: str, **values: Any) -> dict[str, Any]:
    start = words.index(at)
    return {"kind": "act", "start": start, "end": start + len(at), "act": kind, **values}


def test_each_act_of_a_commitment_has_a_row() -> None:
    found = page()
    assert text(found, HEAD) == ["No.", "Act", "By", "To"]
    assert text(found, ROWS) == ["3commitment commit", "4agreement meet"]
    assert found.xpath(f"{ROWS}/th/a/@href") == ["#para_3", "#para_4"]


def test_who_does_it_to_whom_and_by_when_is_said() -> None:
    words = "We commit and call."
    body = [
        numbered("paragraph", "1.", block(words, act(words, "commit", "commit", actors=["us"], due="2030-05"),
                                          act(words, "call", "call", actors=["them"], addressees=["us"]))),
        numbered("paragraph", "2.", block("Nothing.")),
    ]  # fmt: skip
    entities = [
        {"id": "us", "type": "organization", "label": "We <all>"},
        {"id": "them", "type": "state", "label": "They"},
    ]
    found = page(body=body, entities=entities)
    assert text(found, HEAD) == ["No.", "Act", "By", "To", "Due"]
    assert [[" ".join(cell.text_content().split()) for cell in row] for row in found.xpath(ROWS)] == [
        ["1", "commitment commit", "We <all>", "", "May 2030"], ["call call", "They", "We <all>", ""], ["2", "No act is marked."],
    ]  # fmt: skip
    assert found.xpath(f"{ROWS}[1]/th/@rowspan") == ["2"]


def test_those_who_do_all_of_it_are_named_once() -> None:
    words = "We commit."
    body = [numbered("paragraph", "1.", block(words, act(words, "commit", "commit", actors=["us"])))]
    found = page(body=body, entities=[{"id": "us", "type": "organization", "label": "The Ports"}])
    assert "All of it is done by: The Ports" in text(found, "//*[@class='panel commitments']/p")
    assert text(found, HEAD) == ["No.", "Act", "To"]


def test_without_a_ledger_no_standing_is_claimed() -> None:
    assert "No record is kept here of what became of this declaration." in text(
        page(), "//*[@class='panel commitments']/p"
    )
    assert page().xpath("//*[contains(@class, 'standing')]") == []


def test_with_a_ledger_each_commitment_has_its_standing_and_its_events() -> None:
    found = parsed(communique.load("eu-clasi-2023", "sl"))
    standings = text(found, "//*[starts-with(@class, 'standing ')]")
    assert len(standings) == 11 + 1
    assert standings[0] == "dokazi niso zabeleženi"
    assert "zabeležen napredek" in standings
    (event,) = found.xpath("//*[@class='standing advanced']/following-sibling::ul/li")
    assert event.xpath("time/@datetime") == ["2023-11-09"]
    said = " ".join(event.text_content().split())
    assert said.startswith(
        "9. november 2023: The founding treaty of AMERIPOL, which gives it legal personality, was signed"
    )
    assert said.endswith("The address is a newspaper's copy of the press release.")


def test_an_event_links_only_to_a_safe_address(monkeypatch: pytest.MonkeyPatch) -> None:
    def ledger(url: str) -> FollowUp:
        event = {
            "id": "e", "date": {"value": "2024"}, "concerns": ["para_3"], "effect": "fulfils", "summary": "It <was> done.",
            "basis": "external", "source": "a paper", "document": {"url": url},
        }  # fmt: skip
        return FollowUp.model_validate({"work": "harbour-declaration", "events": [event]})

    monkeypatch.setattr("communique.formats.html.commitments.ledgers", lambda: ("harbour-declaration",))
    for url, links in (("https://ports.example", ["https://ports.example"]), ("javascript:x", [])):
        monkeypatch.setattr("communique.formats.html.commitments.load_follow_up", lambda _, url=url: ledger(url))
        found = page()
        assert found.xpath(f"{ROWS}//li//a/@href") == links
        assert text(found, f"{ROWS}//li") == ["2024: It <was> done. (by another source: a paper)"]
        assert text(found, "//*[starts-with(@class, 'standing ')]") == ["fulfilment recorded", "no evidence recorded"]


def test_a_declaration_without_commitments_has_no_such_panel() -> None:
    assert page(body=[]).xpath("//*[@class='panel commitments']") == []
