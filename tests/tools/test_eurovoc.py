"""The check of the shipped descriptors of EuroVoc."""

import json
from typing import Any

import pytest
from tools.eurovoc import LIST, misnamed, wrong

GOOD: dict[str, Any] = {
    "labels": {"1": "crime"},
    "forms": {"en": {"1": ["crimes"]}, "sl": {"1": ["kriminal"]}},
}


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({}, []),
        ({"labels": {"2": "crime"}}, ["'crime' is 2, and 1 in EuroVoc", "1 has forms in en, and no label", "1 has forms in sl, and no label"]),
        ({"forms": {"en": {"1": ["fraud"]}}}, ["'fraud', a form of 1, is a descriptor of its own"]),
        ({"forms": {"en": {"1": ["crimes", "Crimes"]}}}, ["'crimes' is listed 2 times in en"]),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_said(changed: dict[str, Any], said: list[str]) -> None:
    listed = {**GOOD, **changed}
    assert list(wrong(listed, {"crime": "1", "fraud": "3"})) == said


def test_the_shipped_list_fits_itself() -> None:
    listed = json.loads(LIST.read_text("utf-8"))["eurovoc"]
    assert (
        list(wrong(listed, {label: key for key, label in listed["labels"].items()}))
        == []
    )


def test_a_body_with_the_address_of_another_is_said() -> None:
    body = {
        "id": "ports",
        "name": "Union of Ports",
        "same_as": ["http://x/7"],
        "labels": {"en": "Union of Ports"},
    }
    listed = {
        "eurovoc": {"uri": "http://x/{id}"},
        "organisations": [body],
        "places": [],
    }
    assert list(misnamed(listed, {"Union of Ports": "7"})) == []
    assert list(misnamed(listed, {"Union of Sports": "7"})) == [
        "ports is not 'Union of Sports', as http://x/7 says"
    ]
