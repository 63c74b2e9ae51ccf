"""Where notes are called: by the best class of places that has one."""

import pytest
from tests.unit.detect.read import flow

from communique.detect.notes import Note, index_calls, pair_calls

RANKS = [
    ("the ports¹ met", "1", 0),
    ("the ports[1] met", "1", 0),
    ("the ports^1 met", "1", 0),
    ("the ports<sup>1</sup> met", "1", 0),
    ("the ports* met", "*", 0),
    ("the ports1 met", "1", 1),
    ("(PORTS)1 met", "1", 1),
    ("the “ports”1 met", "1", 1),
    ("the end.1", "1", 1),
    ("in 20231 and", "1", 2),
    ("in 198512 and", "12", 2),
    ("of plan 79/47,2 and", "2", 2),
    ("since 2024;6 and", "6", 2),
    ("the Lamp Treaty 10 that", "10", 4),
]


@pytest.mark.parametrize(("text", "number", "rank"), RANKS)
def test_a_place_where_a_marker_could_stand_has_a_class(
    text: str, number: str, rank: int
) -> None:
    assert [call.rank for call in index_calls([flow(text)])[number]] == [rank]


@pytest.mark.parametrize(
    "text", ["in 2023 and", "1.5 metres", "1,000 ports", "3 ports", "1 ", "EU/1.2"]
)
def test_other_numbers_are_no_place_for_one(text: str) -> None:
    found = index_calls([flow(text)])
    assert all(call.rank > 1 for calls in found.values() for call in calls)


def note(number: str, text: str) -> Note:
    return Note(number, number, len(text), len(text), [], (0, len(text)))


def called(text: str, *numbers: str) -> list[str]:
    """The words before the call of each note, of a text whose notes come after it."""
    notes = [note(number, text) for number in numbers]
    pair_calls(notes, [flow(text)])
    return [
        text[: each.call.place].rsplit(maxsplit=1)[-1] if each.call else "-"
        for each in notes
    ]


PAIRS = [
    ("the ports1 met in 20232", ("1", "2"), ["ports", "2023"]),
    ("in 2021 the ports1 met in 2021", ("1",), ["ports"]),
    ("in 20231 the isles met", ("1",), ["2023"]),
    ("in 2023 the isles met", ("3",), ["-"]),
    (
        "from 22 May to 23 June 1984, no. 11301/34567, 1,5 metres",
        ("2", "3", "4", "7", "5"),
        ["-"] * 5,
    ),
    ("the isles met on 1 June", ("1",), ["-"]),
    ("the ports2 and isles1 and seas2", ("1", "2"), ["isles", "seas"]),
    ("the ports¹ and isles1", ("1",), ["ports"]),
    ("the ports1 and isles1 and seas¹", ("1",), ["seas"]),
    ("the ports met", ("1",), ["-"]),
    ("the ports[1] and [2] isles[3]", ("1", "2", "3"), ["ports", "and", "isles"]),
]


@pytest.mark.parametrize(("text", "numbers", "words"), PAIRS)
def test_notes_are_called_in_their_order(
    text: str, numbers: tuple[str, ...], words: list[str]
) -> None:
    assert called(text, *numbers) == words


def test_a_choice_between_places_of_one_class_is_said() -> None:
    text = "the ports1 and the isles1"
    (only,) = notes = [note("1", text)]
    pair_calls(notes, [flow(text)])
    assert only.choice


def test_a_raised_number_calls_its_note_again() -> None:
    text = "the ports[1] and the isles[1]"
    (only,) = notes = [note("1", text)]
    assert [each for each, _ in pair_calls(notes, [flow(text)])[0]] == [only]


def test_a_raised_number_without_a_note_is_said() -> None:
    assert len(pair_calls([], [flow("the ports[1] met")])[1]) == 1


def test_a_power_calls_no_note() -> None:
    assert pair_calls([], [flow("9 km² of sea")])[1] == []
