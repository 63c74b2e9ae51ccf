"""Hints are read from a file that may hold anything."""

import json

import pytest
from tests.unit.detect.read import reading

from communique.core.codes import HINT_NOT_FOUND, HINT_WRONG
from communique.core.source import Source
from communique.detect import detect
from communique.detect.hints import KINDS, read_hints
from communique.draft import Draft, ReadOptions

TEXT = "The ports met. The isles met."


def read(data: object) -> tuple[dict[int, str], list[str]]:
    hints = read_hints(Source("h.json", json.dumps(data).encode()), TEXT)
    return hints.at, [finding.code.code for finding in hints.findings]


def test_a_hint_holds_at_the_place_of_its_words() -> None:
    assert read([{"at": "The isles", "is": "break"}]) == ({15: "break"}, [])


def test_an_overlay_holds_hints_among_other_things() -> None:
    assert read({"hints": [{"at": "met. The", "is": "join"}], "more": 1}) == (
        {10: "join"},
        [],
    )


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
    hints = read_hints(Source("h.json", data), TEXT)
    assert hints.at == {}
    assert [finding.code for finding in hints.findings] == [HINT_WRONG]


SET = "# **The *ports*\n   met** at last.\n\nThe isles met too.\n"


@pytest.mark.parametrize(
    ("words", "place"),
    [("The ports met at", 4), ("ports  met", 9), ("last. The isles", 28)],
)
def test_words_are_those_that_a_person_sees(words: str, place: int) -> None:
    hints = read_hints(
        Source("h.json", json.dumps([{"at": words, "is": "title"}]).encode()), SET
    )
    assert hints.at == {place: "title"}


def test_exact_words_count_before_those_that_look_the_same() -> None:
    text = "the *ports* and the ports"
    hints = read_hints(Source("h.json", b'[{"at": "the ports", "is": "break"}]'), text)
    assert hints.at == {16: "break"}


def test_a_hint_that_is_not_found_names_the_nearest_words() -> None:
    data = b'[{"at": "The isles meet", "is": "break"}, {"at": "met", "is": "break"}]'
    missing, twice = read_hints(Source("h.json", data), SET).findings
    assert "line 4: 'The isles met'" in str(missing.hint)
    assert "line 2 and line 4" in str(twice.hint)


def test_words_that_are_like_none_have_no_nearest() -> None:
    data = b'[{"at": "0123456789", "is": "break"}]'
    (missing,) = read_hints(Source("h.json", data), SET).findings
    assert missing.hint is None


@pytest.mark.parametrize(
    ("fact", "value"),
    [
        ("kind", "resolution"),
        ("date", "2024-05"),
        ("title", "Wells"),
        ("language", "pt-BR"),
        ("place", "Low Wick"),
        ("number", "7/2024"),
    ],
)
def test_facts_are_taken(fact: str, value: str) -> None:
    data = json.dumps(
        [{"fact": fact, "is": value, "why": "printed on the cover"}]
    ).encode()
    hints = read_hints(Source("h.json", data), TEXT)
    assert (hints.facts, hints.findings) == ({fact: value}, [])


@pytest.mark.parametrize(
    "hint",
    [
        {"fact": "colour", "is": "red"},
        {"fact": 7, "is": "red"},
        {"fact": "kind", "is": "Two Words"},
        {"fact": "date", "is": "yesterday"},
        {"fact": "language", "is": "English"},
        {"fact": "place", "is": "  "},
        {"fact": "number"},
        {"fact": "kind", "is": "treaty", "at": "isles"},
    ],
)
def test_what_is_no_fact_is_a_finding(hint: object) -> None:
    assert read([hint]) == ({}, [HINT_WRONG.code])


def corrected(text: str, *hints: dict[str, str]) -> Draft:
    options = ReadOptions(hints=Source("h.json", json.dumps(hints).encode()))
    return detect(Source("text.md", text.encode()), options)


def test_facts_of_a_person_go_before_those_of_the_text() -> None:
    given = {
        "kind": "treaty",
        "date": "1999-01-02",
        "language": "de",
        "place": "Low Wick",
        "number": "A/RES/70/1",
    }
    hints = [{"fact": fact, "is": value} for fact, value in given.items()]
    values = corrected(STORY, *hints).values
    assert values["kind"] == "treaty"
    assert values["language"] == "de"
    assert values["date"] == {
        "value": "1999-01-02",
        "basis": "external",
        "source": "hint",
    }
    place = values["place"]
    assert place is not None
    assert place["text"] == "Low Wick"
    assert [each["value"] for each in values["identifiers"]] == ["A/RES/70/1"]
    assert "1999-01-02" in values["iri"]


def test_a_title_of_a_person_is_one_of_the_text() -> None:
    text = STORY.replace(
        "# Declaration of the Ports", "Council of the Ports\n\nLamps and Nets"
    )
    title = corrected(text, {"fact": "title", "is": "Lamps and Nets"}).values["title"]
    assert title is not None
    assert title["text"] == "Lamps and Nets"


def test_a_title_that_the_text_does_not_print_is_refused() -> None:
    draft = corrected(STORY, {"fact": "title", "is": "Lamps of the Sea"})
    assert HINT_WRONG in [finding.code for finding in draft.findings]


@pytest.mark.parametrize("kind", ["paragraph", "break", "heading"])
def test_a_hint_about_the_words_behind_a_label_leaves_no_label_without_words(
    kind: str,
) -> None:
    blocks = reading(STORY, We_mend=kind).blocks
    (said,) = (block for block in blocks if "We mend" in block.text)
    assert said.num == "2."
    assert all(block.text for block in blocks)


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
        block
        for block in reading(STORY, The_ports_met="recital").blocks
        if block.role == "recital"
    ]
    assert [found[0].text[:13], found[-1].text[-9:]] == ["The ports met", "patience."]


def test_two_hints_in_one_line_both_hold() -> None:
    lines = reading(TEXT, The_ports="formula", The_isles="recital").lines
    assert [(line.text, line.hint) for line in lines] == [
        ("The ports met.", "formula"),
        ("The isles met.", "recital"),
    ]
