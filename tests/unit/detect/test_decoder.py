"""The decoder of roles, by weights of a few features that are made up here."""

import json
from typing import Any

import pytest

from communique.core.errors import BundleDamaged
from communique.detect.decoder import Decoder
from communique.detect.roles import ROLES, Decision
from communique.detect.weights import load_weights, shipped_weights

GIVEN: dict[str, Any] = {
    "version": 2,
    "temperature": 1.0,
    "states": ["recital", "recital+", "heading", "paragraph", "paragraph+"],
    "moves": {
        "recital": {"recital": 1.0},
        "heading": {"paragraph": 1.0, "recital": -3.0},
    },
    "features": {
        "clause": {"0": 2.0, "3": 0.5},
        "number": {"3": 4.0},
        "on": {"1": 4.0, "4": 4.0},
        "short": {"2": 1.0},
    },
}
"""States are named by their place among `states`."""


def decide(
    *features: str,
    hints: dict[int, str] | None = None,
    runs: list[list[int]] | None = None,
) -> list[Decision]:
    decoder = Decoder(load_weights(json.dumps(GIVEN)))
    said = hints or {}
    return decoder.decide(
        decoder.looks([[(each,)] for each in features]),
        lambda at: (said[at],) if at in said else None,
        runs=runs or [],
    )


def test_what_is_alike_goes_to_the_role_its_look_speaks_for() -> None:
    assert [each.state for each in decide("clause", "on", "number", "on")] == [
        "recital",
        "recital+",
        "paragraph",
        "paragraph+",
    ]


def test_nothing_of_a_preamble_follows_the_body() -> None:
    assert [each.role for each in decide("clause", "number", "clause")] == [
        "recital",
        "paragraph",
        "paragraph",
    ]


def test_nothing_that_stands_above_a_text_comes_next_to_its_recitals() -> None:
    given = {
        **GIVEN,
        "states": [*GIVEN["states"], "letterhead"],
        "features": {**GIVEN["features"], "clause": {"0": 9.0}, "number": {"5": 4.0}},
    }
    decoder = Decoder(load_weights(json.dumps(given)))
    decided = decoder.decide(
        decoder.looks([[("number",)], [("clause",)], [("number",)]]), lambda _: None
    )
    assert [each.role for each in decided] == ["letterhead", "recital", "recital"]


def test_what_counts_on_is_likely_to_be_alike() -> None:
    assert decide("number", "number", "short")[2].role == "heading"
    assert decide("number", "number", "short", runs=[[0, 1, 2]])[2].role == "paragraph"
    assert decide("number", "number", "short", runs=[[0, 1], [2]])[2].role == "heading"


def test_what_goes_on_goes_on_with_the_role_before() -> None:
    states = [each.state for each in decide("number", "on")]
    assert states == ["paragraph", "paragraph+"]
    assert decide("on")[0].begins


def test_a_hint_is_heeded_and_what_is_around_it_is_decided_again() -> None:
    free = decide("clause", "clause", "clause")
    held = decide("clause", "clause", "clause", hints={1: "heading"})
    assert [each.role for each in free] == ["recital", "recital", "recital"]
    assert [each.role for each in held] == ["recital", "heading", "paragraph"]
    assert held[1].odds == pytest.approx(1.0)


def test_what_the_file_says_is_evidence_and_no_hint() -> None:
    decoder = Decoder(load_weights(json.dumps(GIVEN)))

    def said(feature: str, what: str) -> str:
        looks = decoder.looks([[("number",)], [(feature,)]])
        return decoder.decide(looks, lambda _: None, said={1: what})[1].state

    assert said("short", "paragraph") == "paragraph"
    assert said("short", "+") == "paragraph+"
    assert not said("on", "").endswith("+")
    assert said("number", "recital") == "paragraph"


def test_a_hint_against_the_constraints_is_heeded() -> None:
    assert decide("number", "number", hints={1: "recital"})[1].role == "recital"


def test_the_probabilities_of_an_atom_add_up_to_one() -> None:
    for each in decide("clause", "short", "clause", "number", "on"):
        assert each.odds + sum(odds for _, odds in each.others) == pytest.approx(
            1.0, abs=0.02
        )  # three others at most
        assert all(0.0 <= odds <= 1.0 for _, odds in each.others)


def test_no_atoms_no_decisions() -> None:
    assert decide() == []


def damaged(**changes: Any) -> str:
    return json.dumps({**GIVEN, **changes})


@pytest.mark.parametrize(
    "data",
    [
        "", "{", "[]", "{}", "null", damaged(states=["chorus"]), damaged(states=["recital"]), damaged(states=None),
        damaged(features={"clause": {"5": 1.0}}), damaged(features=[]), damaged(features={"clause": {"recital": 1.0}}), damaged(features={"clause": {"0": "much"}}),
        damaged(moves=[]), damaged(temperature=None),
    ],
)  # fmt: skip
def test_damaged_weights_are_a_clear_error(data: str) -> None:
    with pytest.raises(BundleDamaged, match="weights"):
        load_weights(data)


def test_weights_of_another_version_are_named() -> None:
    with pytest.raises(BundleDamaged, match="version 3, this code reads version 2"):
        load_weights(damaged(version=3))


def test_the_shipped_weights_know_every_role() -> None:
    assert {state.removesuffix("+") for state in shipped_weights().states} <= set(ROLES)
