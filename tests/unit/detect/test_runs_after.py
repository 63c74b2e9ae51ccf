"""What the atoms of a run of labels are, by the words before it."""

import pytest
from tests.unit.detect.read import reading

from communique.detect.after.runs import points_below_a_colon
from communique.detect.roles import Decision


@pytest.mark.parametrize(
    ("lead", "label", "odds", "points"),
    [
        ("The ports are dark. They ask for:", "1.", 0.5, True),
        ("The ports are dark. They ask for:", "1.", 0.9, False),
        ("The ports are dark. They ask for.", "1.", 0.5, False),
        ("The ports ask for:", "1.", 0.5, False),
        ("The ports ask for:", "-", 0.5, True),
    ],
)
def test_paragraphs_below_a_colon_are_points_in_doubt(
    lead: str, label: str, odds: float, *, points: bool
) -> None:
    other = {"1.": "2."}.get(label, label)
    atoms = reading(f"{lead}\n\n{label} Oil is burnt.\n\n{other} Wicks are cut.\n").atoms
    decisions = [Decision("paragraph", each) for each in (0.9, odds, odds)]
    found = points_below_a_colon(atoms, [[1, 2]], decisions)
    assert found == ({1: "point", 2: "point"} if points else {})


def test_paragraphs_below_a_colon_are_points_where_more_follows() -> None:
    text = "They ask for:\n\n1. Oil is burnt.\n\n2. Wicks are cut.\n\nThe towns will meet again.\n"
    decisions = [Decision("paragraph", 0.9) for _ in range(4)]
    found = points_below_a_colon(reading(text).atoms, [[1, 2]], decisions)
    assert found == {1: "point", 2: "point"}
