"""Hints are read from a file that may hold anything."""

import json

import pytest
from tests.unit.detect.read import reading

from communique.core.codes import HINT_NOT_FOUND, HINT_WRONG
from communique.core.source import Source
from communique.detect.hints import KINDS, read_hints

TEXT = "The ports met. The isles met."


def read(data: object) -> tuple[dict[int, str], list[str]]:
    hints, findings = read_hints(Source("h.json", json.dumps(data).encode()), TEXT)
    return hints, [finding.code.code for finding in findings]


def test_a_hint_holds_at_the_place_of_its_words() -> None:
    assert read([{"at": "The isles", "is": "break"}]) == ({15: "break"}, [])


def test_an_overlay_holds_hints_among_other_things() -> None:
    assert read({"hints": [{"at": "met. The", "is": "join"}], "more": 1}) == ({10: "join"}, [])


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_taken(kind: str) -> None:
    assert read([{"at": "isles", "is": kind, "why": "because"}]) == ({19: kind}, [])


@pytest.mark.parametrize("words", ["The", "met.", "lamps", "the ports"])
def test_words_must_stand_in_the_text_once(words: str) -> None:
    assert read([{"at": words, "is": "break"}]) == ({}, [HINT_NOT_FOUND.code])


@pytest.mark.parametrize(
    "hint",
    [
        7,
        None,
        {},
        {"at": "isles"},
        {"at": "", "is": "break"},
        {"at": "isles", "is": "x"},
        {"at": "isles", "is": "break", "x": 1},
    ],
)
def test_what_is_no_hint_is_a_finding(hint: object) -> None:
    assert read([hint]) == ({}, [HINT_WRONG.code])


def test_a_wrong_hint_does_not_spoil_the_others() -> None:
    hints, codes = read([7, {"at": "isles", "is": "break"}])
    assert (hints, codes) == ({19: "break"}, [HINT_WRONG.code])


@pytest.mark.parametrize("data", [b"", b"{", b"7", b'{"hints": 7}', b"\xff"])
def test_a_file_without_hints_is_a_finding(data: bytes) -> None:
    hints, findings = read_hints(Source("h.json", data), TEXT)
    assert hints == {}
    assert [finding.code for finding in findings] == [HINT_WRONG]


STORY = (
    "# Declaration of the Ports\n\nWe, the ports, met at Drumhaven on 3 May 2024 and have agreed:\n\n1. We light the lamps.\n\n2. We mend the nets.\n\n"
    "The ports met for three days in the hall of the old town, by the U.S.\nThe guests were Edda Holm, Mayor of Low Wick, and A. Wick, Warden of\n"
    "the Lights. They thanked the town for its welcome and for its\npatience.\n\n3. We meet again.\n"
)


@pytest.mark.parametrize("role", ["closing", "paragraph", "continuation", "other"])
def test_a_role_of_prose_holds_up_to_the_empty_line(role: str) -> None:
    blocks = reading(STORY, The_ports_met=role).blocks
    (said,) = (block for block in blocks if block.text.startswith("The ports met"))
    assert said.role == role
    assert said.text.endswith("patience.")
    assert blocks[-1].num == "3."


def test_a_role_holds_for_one_line_where_no_empty_lines_stand() -> None:
    dense = STORY.replace("\n\n", "\n").replace(
        "3. We meet", "The lamps stay lit all year.\nWe meet"
    )
    blocks = reading(dense, The_lamps_stay="closing").blocks
    assert (
        next(block.text for block in blocks if block.role == "closing")
        == "The lamps stay lit all year."
    )


def test_a_recital_holds_up_to_the_empty_line_and_may_be_several() -> None:
    found = [
        block for block in reading(STORY, The_ports_met="recital").blocks if block.role == "recital"
    ]
    assert [found[0].text[:13], found[-1].text[-9:]] == ["The ports met", "patience."]


def test_two_hints_in_one_line_both_hold() -> None:
    lines = reading(TEXT, The_ports="formula", The_isles="recital").lines
    assert [(line.text, line.hint) for line in lines] == [
        ("The ports met.", "formula"),
        ("The isles met.", "recital"),
    ]
