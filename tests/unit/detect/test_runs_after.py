"""What the atoms of a run of labels are, by the words before it."""

import pytest
from tests.unit.detect.read import reading

from communique.detect.after.runs import (
    items_are_alike,
    lists_below_an_opening,
    lists_that_act,
    lists_that_sign,
    points_below_a_colon,
    titles_that_part,
)
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
    atoms = reading(
        f"{lead}\n\n{label} Oil is burnt.\n\n{other} Wicks are cut.\n"
    ).atoms
    decisions = [Decision("paragraph", each) for each in (0.9, odds, odds)]
    found = points_below_a_colon(atoms, [[1, 2]], decisions)
    assert found == ({1: "point", 2: "point"} if points else {})


def test_paragraphs_below_a_colon_are_points_where_more_follows() -> None:
    text = "They ask for:\n\n1. Oil is burnt.\n\n2. Wicks are cut.\n\nThe towns will meet again.\n"
    decisions = [Decision("paragraph", 0.9) for _ in range(4)]
    found = points_below_a_colon(reading(text).atoms, [[1, 2]], decisions)
    assert found == {1: "point", 2: "point"}


@pytest.mark.parametrize(
    "lead",
    [
        "Done at the Ports on 3 May 2024.",
        "IN WITNESS WHEREOF the undersigned have signed this Pact on behalf of:",
        "Done at the Ports on 3 May 2024 and signed by the following States:",
        "Signatures",
    ],
)
@pytest.mark.parametrize(
    "entries", [("Norland;", "Surland;"), ("Edda Holm, Isles", "Odd Berg, Ports")]
)
@pytest.mark.parametrize("labels", ["--", "12"])
def test_a_list_below_words_that_close_or_announce_names_those_who_sign(
    lead: str, entries: tuple[str, str], labels: str
) -> None:
    marks = [f"{label}." if label.isdigit() else label for label in labels]
    body = "PACT\n\nThe Parties have agreed:\n\nArticle 1\n\nThe wicks are cut.\n\n"
    items = "\n\n".join(
        f"{mark} {entry}" for mark, entry in zip(marks, entries, strict=True)
    )
    read = reading(f"{body}{lead}\n\n{items}\n")
    assert [each.role for each in read.decisions[-2:]] == ["signature", "signature"]


def test_a_list_with_more_of_the_body_below_names_no_signers() -> None:
    text = "The lamps stay.\n\nSignatories\n\n- Norland\n\n- Surland\n\nThe towns will meet again.\n"
    read = reading(text)
    decisions = [Decision("paragraph", 0.9) for _ in read.atoms]
    runs = [[index for index, atom in enumerate(read.atoms) if atom.label is not None]]
    assert lists_that_sign(read.atoms, runs, decisions) == {}


def test_clauses_below_the_line_of_adoption_are_no_signers() -> None:
    text = (
        "Declaration of the Harbours\n\nAdopted on 31 August 2024\n\n"
        "1. We will light lamps.\n\n2. We will mend nets.\n"
    )
    assert [each.role for each in reading(text).decisions[-2:]] == [
        "paragraph",
        "paragraph",
    ]


def test_a_list_below_the_preamble_is_paragraphs_where_there_are_none() -> None:
    text = "The Council,\n\nRecalling the pact,\n\nNow\n\n1. Asks.\n\n2. Urges.\n"
    atoms = reading(text).atoms
    row = ["opening", "recital", "other", "point", "point"]
    decisions = [Decision(role, 0.9) for role in row]
    assert lists_that_act(atoms, [[3, 4]], decisions) == {
        3: "paragraph",
        4: "paragraph",
    }
    row[2] = "recital"
    decisions = [Decision(role, 0.9) for role in row]
    assert lists_that_act(atoms, [[3, 4]], decisions) == {}
    row[2] = "paragraph"
    decisions = [Decision(role, 0.9) for role in row]
    assert lists_that_act(atoms, [[3, 4]], decisions) == {}


BELOW_AN_OPENING = [
    ("opening point point paragraph", {1: "paragraph", 2: "paragraph"}),
    ("formula point point paragraph", {1: "paragraph", 2: "paragraph"}),
    ("paragraph point point paragraph", {}),
    ("recital point point paragraph", {}),
    ("opening point point formula", {}),
]


@pytest.mark.parametrize(("roles", "found"), BELOW_AN_OPENING)
def test_a_list_right_below_an_opening_has_the_paragraphs_of_a_text(
    roles: str, found: dict[int, str]
) -> None:
    text = (
        "We, the towns:\n\n1. Oil is burnt.\n\n2. Wicks are cut.\n\nThe towns agree.\n"
    )
    decisions = [Decision(role, 0.9) for role in roles.split()]
    atoms = reading(text).atoms
    assert lists_below_an_opening(atoms, [[1, 2]], decisions) == found


PARTED = [
    ("title paragraph title paragraph title paragraph", {2: "heading", 4: "heading"}),
    ("title paragraph title title+ paragraph title paragraph", {2: "heading", 3: "heading", 5: "heading"}),
    ("title paragraph title paragraph paragraph point", {}),
    ("title paragraph title recital title paragraph", {}),
    ("title closing title paragraph title paragraph", {}),
]  # fmt: skip


@pytest.mark.parametrize(("states", "found"), PARTED)
def test_titles_above_mere_paragraphs_are_headings_of_one_text(
    states: str, found: dict[int, str]
) -> None:
    decisions = [Decision(state, 0.9) for state in states.split()]
    assert titles_that_part([], [], decisions) == found


ITEMS = [
    ("paragraph paragraph point paragraph", {0: "paragraph", 1: "paragraph", 2: "paragraph", 3: "paragraph"}),
    ("paragraph paragraph point point", {}),
    ("recital recital recital paragraph", {}),
    ("point point point point", {}),
]  # fmt: skip


@pytest.mark.parametrize(("states", "found"), ITEMS)
def test_an_item_that_differs_from_nearly_all_others_is_as_those(
    states: str, found: dict[int, str]
) -> None:
    text = "1. Oil burns.\n\n2. Wicks burn.\n\n3. Nets dry.\n\n4. Ropes dry.\n"
    decisions = [Decision(state, 0.9) for state in states.split()]
    assert items_are_alike(reading(text).atoms, [[0, 1, 2, 3]], decisions) == found
