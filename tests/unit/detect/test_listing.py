"""The one mark that parts the entries of a list of those who signed."""

import pytest
from tests.unit.detect.read import parsed

HEAD = "PACT\n\nThe Parties have agreed:\n\nArticle 1\n\nThe wicks are cut.\n\nDone at the Ports on 3 May 2024.\n\n"

Signer = tuple[str | None, str | None, str | None]


def _signers(*entries: str) -> list[Signer]:
    items = "\n".join(f"{number}. {entry}" for number, entry in enumerate(entries, 1))
    return [
        (
            each.name.text if each.name else None,
            each.role.text if each.role else None,
            each.party.text if each.party else None,
        )
        for each in parsed(HEAD + items + "\n").require().signatories
    ]


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        (
            (
                "For Norland: Edda Holm",
                "For Surland: Odd Berg",
                "For the Isles: Ann Lund",
            ),
            [
                ("Edda Holm", None, "Norland"),
                ("Odd Berg", None, "Surland"),
                ("Ann Lund", None, "the Isles"),
            ],
        ),
        (
            ("Norland - Edda Holm", "Surland - Odd Berg", "Westmark - Ann Lund"),
            [
                ("Edda Holm", None, "Norland"),
                ("Odd Berg", None, "Surland"),
                ("Ann Lund", None, "Westmark"),
            ],
        ),
        (
            (
                "Norland, Edda Holm, Mayor",
                "Surland, Odd Berg, Clerk",
                "Westmark, Ann Lund, Mayor",
            ),
            [
                ("Edda Holm", "Mayor", "Norland"),
                ("Odd Berg", "Clerk", "Surland"),
                ("Ann Lund", "Mayor", "Westmark"),
            ],
        ),
        (
            ("For Norland", "For Surland", "For Westmark"),
            [
                (None, None, "Norland"),
                (None, None, "Surland"),
                (None, None, "Westmark"),
            ],
        ),
        (
            ("Norland", "Surland", "Kingdom of the Isles"),
            [
                ("Norland", None, None),
                ("Surland", None, None),
                ("Kingdom of the Isles", None, None),
            ],
        ),
    ],
)
def test_the_entries_of_a_list_are_parted_alike(
    entries: tuple[str, ...], expected: list[Signer]
) -> None:
    assert _signers(*entries) == expected


def test_a_state_in_a_list_with_who_represents_it_signs() -> None:
    found = _signers(
        *(
            f"{state}, represented by the Minister of Ports"
            for state in ("Norland", "Surland", "Westmark")
        )
    )
    assert [name for name, _, _ in found] == ["Norland", "Surland", "Westmark"]
