"""What an atom cannot be."""

import pytest
from tests.unit.detect.read import reading

from communique.detect.bars import barred
from communique.detect.roles import ROLES

TEXT = """https://ports.example/declaration

Declaration of the Ports

3 May 2024

Article 1

1. Lamps:

- oil;

- wicks.

2. Nets.

Article 2

Hemp.
"""


@pytest.mark.parametrize(
    ("line", "roles"),
    [
        ("https://ports.example/declaration", {"title"}),
        ("3 May 2024", {"title"}),
        ("Article 2", set(ROLES) - {"heading", "contents", "other", "furniture"}),
        ("- wicks.", {"heading", "continuation"}),
        ("2. Nets.", {"continuation"}),
        ("Hemp.", set()),
    ],
)
def test_what_truth_never_shows_is_barred(line: str, roles: set[str]) -> None:
    made = reading(TEXT)
    at = next(index for index, atom in enumerate(made.atoms) if atom.lines[0].text == line)
    assert set(barred(made.atoms, made.words, None).get(at, ())) - {"furniture"} == roles
