"""The ledger of what became of a declaration."""

import json
from typing import Any

import pytest
from pydantic import ValidationError
from tests.samples import declaration

from communique.acts.follow_up import Event, FollowUp, ledgers, load_follow_up
from communique.core.errors import BadOption, NotReadable, UnknownDeclaration


def event(
    name: str, day: str, effect: str = "advances", *concerns: str
) -> dict[str, Any]:
    return {
        "id": name, "date": {"value": day}, "concerns": concerns or ["para_1"], "effect": effect,
        "summary": "Something happened.", "basis": "external", "source": "a report",
    }  # fmt: skip


def ledger(*events: dict[str, Any]) -> FollowUp:
    return FollowUp.model_validate({"work": "a-work", "events": events})


def status(*events: dict[str, Any], as_of: str | None = None) -> str:
    return ledger(*events).standing("para_1", as_of=as_of).status


def test_without_an_event_no_evidence_is_recorded() -> None:
    standing = ledger().standing("para_1")
    assert (standing.status, standing.words, standing.events) == (
        "no-evidence",
        "no evidence recorded",
        (),
    )


@pytest.mark.parametrize(
    ("effects", "expected"),
    [
        (["asks"], "asked"),
        (["asks", "advances"], "advanced"),
        (["advances", "asks"], "advanced"),
        (["advances", "fulfils"], "fulfilled"),
        (["fulfils", "advances"], "fulfilled"),
        (["fulfils", "hinders"], "hindered"),
        (["hinders", "advances"], "advanced"),
    ],
)
def test_the_events_in_their_order_decide_where_a_paragraph_stands(
    effects: list[str], expected: str
) -> None:
    assert (
        status(
            *(
                event(f"e{n}", f"2024-01-{n:02}", effect)
                for n, effect in enumerate(effects, 1)
            )
        )
        == expected
    )


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [("2024-03-04", "no-evidence"), ("2024-03-05", "advanced"), ("2024-02", "no-evidence"), ("2024-03", "advanced"),
     ("2023", "no-evidence"), ("2024", "advanced")],
)  # fmt: skip
def test_a_standing_is_as_of_a_day_a_month_or_a_year(as_of: str, expected: str) -> None:
    assert status(event("a", "2024-03-05"), as_of=as_of) == expected


def test_an_event_of_an_uncertain_day_counts_from_the_last_that_it_can_mean() -> None:
    assert [
        status(event("a", "2024-02"), as_of=day) for day in ("2024-02-28", "2024-02-29")
    ] == [
        "no-evidence",
        "advanced",
    ]
    assert [
        status(event("a", "2024"), as_of=day) for day in ("2024-12-30", "2024-12-31")
    ] == [
        "no-evidence",
        "advanced",
    ]


@pytest.mark.parametrize(
    "as_of",
    [
        "",
        "today",
        "24",
        "2024-13",
        "2024-02-30",
        "2024-1-1",
        "2024-01-01-01",
        "２０２４",
    ],
)
def test_what_is_no_date_is_refused_by_name(as_of: str) -> None:
    with pytest.raises(BadOption, match="is not a date"):
        status(as_of=as_of)
    with pytest.raises(BadOption, match="is not a date"):
        ledger().standings(declaration(), as_of=as_of)


def test_an_event_on_a_point_bears_on_its_paragraph() -> None:
    assert (
        status(event("a", "2024", "advances", "para_1__list_1__point_a")) == "advanced"
    )
    assert status(event("a", "2024", "advances", "para_10")) == "no-evidence"


def test_the_standings_are_those_of_the_commitments_and_of_whatever_else_an_event_bears_on() -> (
    None
):
    sample = declaration()
    eids = [paragraph.eid for paragraph in sample.commitments]
    standings = ledger(event("a", "2024", "asks", eids[0], "somewhere_else")).standings(
        sample
    )
    assert [standing.eid for standing in standings] == [*eids, "somewhere_else"]


@pytest.mark.parametrize(
    ("events", "sentence"),
    [
        ([event("a", "2024"), event("a", "2025")], "event id 'a' is used twice"),
        (
            [event("a", "2025"), event("b", "2024")],
            "event 'b' comes after a later one",
        ),
        ([event("a", "2024-02-30")], "'2024-02-30' of event 'a' is in no calendar"),
    ],
)
def test_a_ledger_that_breaks_its_laws_is_refused(
    events: list[dict[str, Any]], sentence: str
) -> None:
    with pytest.raises(ValidationError, match=sentence):
        ledger(*events)


@pytest.mark.parametrize(
    "field", ["id", "date", "concerns", "effect", "summary", "basis", "source"]
)
def test_nothing_is_recorded_without_saying_what_when_and_on_what_ground(
    field: str,
) -> None:
    whole = event("a", "2024")
    assert Event.model_validate(whole).id == "a"
    del whole[field]
    with pytest.raises(ValidationError, match=field):
        Event.model_validate(whole)


def test_every_shipped_ledger_is_loaded_and_has_the_name_of_its_work() -> None:
    assert ledgers()
    assert [load_follow_up(work).work for work in ledgers()] == list(ledgers())


def test_a_work_without_a_ledger_is_named_with_those_that_have_one() -> None:
    with pytest.raises(
        UnknownDeclaration, match=r"'nothing'; there are .*eu-clasi-2023"
    ):
        load_follow_up("nothing")


def test_a_damaged_ledger_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    class Damaged:
        def read_bytes(self) -> bytes:
            return json.dumps({"work": "x", "events": [{"id": 5}]}).encode()

    load_follow_up.cache_clear()
    ledgers()
    monkeypatch.setattr("communique.acts.follow_up.shipped", lambda _: Damaged())
    with pytest.raises(
        NotReadable, match=r"data/follow-up/eu-clasi-2023\.json: events/0/id"
    ):
        load_follow_up("eu-clasi-2023")
