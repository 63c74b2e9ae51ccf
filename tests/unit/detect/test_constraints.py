"""What an atom cannot be: each constraint, shown on a text."""

import pytest
from tests.unit.detect.read import blocks, reading

from communique.detect.constraints import (
    ALL,
    CONSTRAINTS,
    SIGNED,
    Context,
    Roles,
    roles_at,
)
from communique.detect.switches import name_of


def barred_at(
    text: str, line: str, tag: str = "en", given: str | None = None
) -> dict[str, Roles]:
    """What each constraint bars where a line stands."""
    made = reading(text, tag)
    at = next(
        index for index, atom in enumerate(made.atoms) if atom.lines[0].text == line
    )
    found = roles_at(Context(made.atoms, made.words, given), at, CONSTRAINTS)
    return {name: roles for name, roles in found.items() if roles}


LISTS = """Declaration of the Ports

We agree on lamps:

(a) Oil is burnt.

(b) Wicks are cut.

We agree on nets.

- They are mended.

- They are dried.

1. Ropes

a. Hemp is spun.

b. Flax is kept.

2. Sails
"""
ALIKE = """Pact

Mindful of the lamps,

Mindful of the nets,

Mindful of the ropes,

Hereby declare:

1. The lamps burn.
"""
BELOW_A_COLON = """Charter of the Ports

We ask the towns to mend these ports:

1. Northern Lights

2. Port of Reeds

3. Edda's Landing

We will meet again.
"""
SIGNING = BELOW_A_COLON.replace(
    "We ask the towns to mend these ports:", "Done at the Ports and signed by:"
)
RUNNING = (
    "Ports of the North\n\nThe lamps burn.\n\fPorts of the North\n\nThe nets dry.\n"
)
BARRED = [
    ("words_printed_once_are_no_furniture", RUNNING, "The lamps burn.", {"furniture"}),
    ("words_printed_once_are_no_furniture", RUNNING, "Ports of the North", set()),
    ("words_printed_once_are_no_furniture", "Ports\n\n⁂\n\nLamps.\n", "⁂", set()),
    ("words_printed_once_are_no_furniture", "Pact\n\nFor Mali\nAda Ba\nMinister\n\nFor Chad\nEve Keita\nMinister\n", "Minister", {"furniture"}),
    ("names_at_the_top_are_no_title", "https://ports.example/pact\n\nPact\n\nLamps.\n", "https://ports.example/pact", {"title"}),
    ("names_at_the_top_are_no_title", "S/RES/7 (2024)\n\nPact\n\nLamps.\n", "S/RES/7 (2024)", {"title"}),
    ("names_at_the_top_are_no_title", "The Security Council\n\nPact\n\nLamps.\n", "The Security Council", {"title"}),
    ("names_at_the_top_are_no_title", "The Security Council met\n\nPact\n\nLamps.\n", "The Security Council met", set()),
    ("signed_lines_are_signatures", "Pact\n\nLamps.\n\n(signed) Edda Holm\n", "(signed) Edda Holm", ALL - SIGNED),
    ("signed_lines_are_signatures", "Pact\n\nLamps.\n\n(new) Edda Holm\n", "(new) Edda Holm", set()),
    ("points_are_held", LISTS, "We agree on lamps:", {"point"}),
    ("points_are_held", LISTS, "(a) Oil is burnt.", set()),
    ("small_letters_are_points", LISTS, "(b) Wicks are cut.", ALL - {"point"}),
    ("small_letters_are_points", LISTS, "a. Hemp is spun.", ALL - {"point"}),
    ("small_letters_are_points", LISTS, "2. Sails", set()),
    ("bullets_below_words_are_no_paragraphs", LISTS, "- They are dried.", {"paragraph"}),
    ("bullets_below_words_are_no_paragraphs", LISTS, "2. Sails", set()),
    ("clauses_alike_are_no_formulas", ALIKE, "Mindful of the ropes,", {"formula"}),
    ("clauses_alike_are_no_formulas", ALIKE, "Mindful of the nets,", set()),
    ("clauses_alike_are_no_formulas", ALIKE, "Hereby declare:", set()),
    ("lists_below_a_colon_do_not_sign", BELOW_A_COLON, "2. Port of Reeds", {"signature"}),
    ("lists_below_a_colon_do_not_sign", SIGNING, "2. Port of Reeds", set()),
    ("lists_below_a_colon_do_not_sign", LISTS, "(b) Wicks are cut.", set()),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text", "line", "roles"), BARRED)
def test_a_constraint_bars_what_cannot_be(
    name: str, text: str, line: str, roles: set[str]
) -> None:
    assert barred_at(text, line).get(name, frozenset()) == roles


def test_every_constraint_has_a_test() -> None:
    shown = {name for name, _, _, _ in BARRED}
    beside = {"other_words_than_given_are_no_title", "recitals_begin_as_others_do"}
    assert {name_of(each) for each in CONSTRAINTS} == shown | beside


@pytest.mark.parametrize(
    ("line", "barred"),
    [("Council of the Ports", True), ("Pact on nets and lamps", False)],
)
def test_other_words_than_the_metadata_give_are_no_title(
    line: str, *, barred: bool
) -> None:
    text = "Council of the Ports\n\nPact on nets and lamps\n\nLamps.\n"
    found = barred_at(text, line, given="Pact on Nets and Lamps")
    assert ("other_words_than_given_are_no_title" in found) is barred


@pytest.mark.parametrize(
    "words",
    [
        "Declaration\n\nThe ports have agreed as follows:\n\na) Lamps.\n\nb) Nets.\n",
        "THE COUNCIL,\n\nWhereas:\n\na) Lamps.\n\nb) Nets.\n\nHAS ADOPTED THIS:\n",
    ],
)
def test_letters_below_words_that_lead_to_a_text_can_be_of_its_highest_level(
    words: str,
) -> None:
    assert "small_letters_are_points" not in barred_at(words, "a) Lamps.")


CLAUSE = "وإذ تشير إلى مصابيح الموانئ وإلى الزيت الذي ترسله الجزر كل شتاء،"
MORE_OF_IT = "وإذ تشيد بالشباك التي تجف،"


@pytest.mark.parametrize(
    ("lead", "between", "more"),
    [
        ("", "\n\n", True),
        ("    ", "\n", True),
        ("    ", "\n\n", True),
        ("", "\n", False),
    ],
)
def test_a_line_that_stands_as_no_clause_of_the_text_does_begins_no_recital(
    lead: str, between: str, *, more: bool
) -> None:
    text = f"إن مجلس الموانئ،{between}" + between.join(
        [f"{lead}{CLAUSE}\n{MORE_OF_IT}"] * 4
    )
    found = barred_at(text + "\n", MORE_OF_IT, "ar")
    assert ("recitals_begin_as_others_do" in found) is more


RECALLING = "Recalling the lamps of the harbours and the oil that the islands send,"
CUT = f"{RECALLING} {'and every rope, ' * 20}that was made for them by the towns, and so far"


@pytest.mark.parametrize(
    ("before", "line", "barred"),
    [
        (RECALLING, "noting the nets,", True),
        (RECALLING, "Noting the nets,", False),
        (CUT, "noting the nets,", True),
    ],
)
def test_small_letters_begin_no_recital_where_others_have_capitals(
    before: str, line: str, *, barred: bool
) -> None:
    more = "Stressing the oars,\n\nWelcoming the sails,\n\n"
    text = f"The Council,\n\n{more}{before}\n\n{line}\n\n1. Calls for light.\n"
    assert ("recitals_begin_as_others_do" in barred_at(text, line)) is barred


def test_small_letters_behind_a_conjunction_can_begin_a_recital() -> None:
    long = f"in Erwägung dessen, dass die Lampen {'und die Netze ' * 20}fehlen; und"
    text = f"Der Rat,\n\n{long}\n\n{long}\n\nin Erwägung der Segel,\n\nArtikel 1\n\nLicht.\n"
    assert "recitals_begin_as_others_do" not in barred_at(
        text, "in Erwägung der Segel,", "de"
    )


def test_words_that_lead_to_a_numbering_are_no_title() -> None:
    text = "WE, THE MAYORS OF THE PORTS, COMMIT OURSELVES TO:\n\n1. Keep the lamps lit;\n\n2. Mend the nets.\n"
    assert "title" not in {block.role for block in blocks(text)}


def test_what_a_person_says_goes_before_all_constraints() -> None:
    made = reading(LISTS, **{"(a)_Oil": "paragraph"})
    assert [block.role for block in made.blocks if block.num == "(a)"] == ["paragraph"]
