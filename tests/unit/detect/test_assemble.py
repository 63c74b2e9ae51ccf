"""A reading becomes the values of a record."""

from typing import cast

from tests.unit.detect.read import parsed, reading

from communique.core.values import Values
from communique.detect.assemble import Assembly

TEXT = """From: Presidency
To: Delegations

The text1 is below.

ANNEX

Joint Declaration of the Ports

1. We met2.

2. We part.

Done at Low Wick, 3 May 2024

ANNEX I

Lamps

1. Red.

2. Green.

APPENDIX TO ANNEX I

Oil

____________________
1 As it stands.
2 In May.
"""


def test_every_zone_has_its_place_in_the_values() -> None:
    values = cast("Values", Assembly(reading(TEXT)).values)
    assert values["cover"]["annex_label"]["text"] == "ANNEX"
    assert values["title"]["text"] == "Joint Declaration of the Ports"
    assert [part["num"] for part in values["body"]] == ["1.", "2."]
    assert [block["text"] for block in values["closing"]] == [
        "Done at Low Wick, 3 May 2024"
    ]
    assert [annex["num"] for annex in values["annexes"]] == ["ANNEX I"]
    assert [annex["num"] for annex in values["annexes"][0]["annexes"]] == [
        "APPENDIX TO ANNEX I"
    ]


def test_notes_are_tied_to_their_calls() -> None:
    values = cast("Values", Assembly(reading(TEXT)).values)
    (cover,) = [
        block for part in values["cover"]["paragraphs"] for block in part["content"]
    ]
    (call,) = [mark for mark in cover["marks"] if mark["kind"] == "note"]
    assert (cover["text"][: call["start"]], call["ref"]) == (
        "The text",
        values["notes"][0]["eid"],
    )


def test_the_record_names_what_the_values_hold() -> None:
    found = parsed(TEXT).require()
    assert [note.eid for note in found.notes] == [
        "cover__authorialNote_1",
        "authorialNote_2",
    ]
    assert [(note.marker, note.text) for note in found.notes] == [
        ("1", "As it stands."),
        ("2", "In May."),
    ]


def test_a_note_that_nothing_calls_and_a_call_without_a_note_are_said() -> None:
    text = "1. We met[3].\n\n2. We part.\n\n____________________\n1 In May.\n"
    found = parsed(text)
    assert [finding.code.code for finding in found.findings] == ["DET008", "DET007"]
    assert found.require().commitments[0].text == "We met[3]."
