"""What became of a declaration: the panel, and the events among the dates."""

import pytest
from tests.unit.formats.html.pages import page, parsed, text, told

import communique
from communique.acts.follow_up import FollowUp

ROWS = "//*[@class='panel followed']//tbody/tr"


def test_with_a_ledger_each_promise_has_its_standing_and_each_event_its_paragraph() -> (
    None
):
    found = parsed(communique.load("eu-clasi-2023", "sl"))
    statuses = [each["status"] for each in told(found)["promises"]]
    assert len(statuses) == 14
    assert statuses[0] == "no-evidence"
    assert len(found.xpath(ROWS)) == 5
    said = text(found, f"{ROWS}//*[contains(@class, 'advanced')]/../ul/li")[0]
    assert said.startswith(
        "9. november 2023: The founding treaty of AMERIPOL, which gives it legal personality, was signed"
    )
    assert said.endswith("The address is a newspaper's copy of the press release.")
    assert len(found.xpath("//*[@class='panel followed']/p[last()]/a")) == 7


def test_an_event_links_only_to_a_safe_address_and_is_among_the_dates(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def ledger(url: str) -> FollowUp:
        event = {
            "id": "e", "date": {"value": "2024"}, "concerns": ["para_3"], "effect": "fulfils", "summary": "It <was> done.",
            "basis": "external", "source": "a paper", "document": {"url": url},
        }  # fmt: skip
        return FollowUp.model_validate(
            {"work": "harbour-declaration", "events": [event]}
        )

    monkeypatch.setattr(
        "communique.formats.html.writer.ledgers", lambda: ("harbour-declaration",)
    )
    for url, links in (
        ("https://ports.example", ["https://ports.example"]),
        ("javascript:x", []),
    ):
        monkeypatch.setattr(
            "communique.formats.html.writer.load_follow_up",
            lambda _, url=url: ledger(url),
        )
        found = page()
        assert found.xpath(f"{ROWS}//li//a/@href") == links
        assert text(found, f"{ROWS}//li") == [
            "2024: It <was> done. (by another source: a paper)"
        ]
        assert text(found, f"{ROWS}//*[contains(@class, 'standing ')]") == [
            "fulfilment recorded"
        ]
        assert told(found)["events"] == [["2024", "It <was> done."]]


def test_a_declaration_without_a_ledger_has_no_such_panel() -> None:
    assert page().xpath("//*[@class='panel followed']") == []
