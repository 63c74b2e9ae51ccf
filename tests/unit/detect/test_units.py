"""Lines cut into units: what is joined and what is not."""

import pytest
from tests.unit.detect.read import lines, units

from communique.detect.units import sure_headings

LONG = "The ports of both shores met in the great hall of the elder\n"
UNITS = {
    "wrapped lines go on": (f"{LONG}town and parted.\n\nThey sang.", ["The ports of both shores met in the great hall of the elder town and parted.", "They sang."]),
    "single lines stand alone": ("The ports met.\nThey sang.", ["The ports met.", "They sang."]),
    "a larger gap parts": (f"{LONG}town\n\nand parted\n\nSongs", ["The ports of both shores met in the great hall of the elder town", "and parted", "Songs"]),
    "a label begins": (f"1. {LONG}town and parted.\n2. They sang.", ["The ports of both shores met in the great hall of the elder town and parted.", "They sang."]),
    "a finished short line before a capital parts": (f"{LONG}town.\nThe isles of both shores met in the small hall of the young\ntown.", [
        "The ports of both shores met in the great hall of the elder town.",
        "The isles of both shores met in the small hall of the young town.",
    ]),
    "back at the margin of a hanging indent": (f"{LONG}   town, with songs,\nThe isles met in the small hall of the young and lovely new\n   town, with bread.", [
        "The ports of both shores met in the great hall of the elder town, with songs,",
        "The isles met in the small hall of the young and lovely new town, with bread.",
    ]),
    "a sentence that runs over a page goes on": (f"{LONG}\ftown and parted.", ["The ports of both shores met in the great hall of the elder town and parted."]),
}  # fmt: skip


@pytest.mark.parametrize(("text", "words"), UNITS.values(), ids=UNITS)
def test_lines_make_units(text: str, words: list[str]) -> None:
    assert [unit.text for unit in units(text)] == words


def test_a_unit_knows_its_first_line_and_column() -> None:
    first, second = units("The ports met.\n\n   They sang.")
    assert (first.first, second.first, second.indent, second.depth) == (0, 1, 3, -1)


@pytest.mark.parametrize(
    ("line", "sure"),
    [
        ("OUR SEAS", "yes"),
        ("I. OUR SEAS", "yes"),
        ("Our seas", "no"),
        ("OUR SEAS,", "no"),
        ("EU", "no"),
        ("THE COUNCIL,", "no"),
        ("ΘΑΛΑΣΣΑ", "yes"),
    ],
)
def test_a_line_in_capitals_is_a_heading_for_certain(line: str, sure: str) -> None:
    assert sure_headings(lines(line)) == ({0} if sure == "yes" else set())
