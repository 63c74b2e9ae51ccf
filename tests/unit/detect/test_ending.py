"""What stands behind the words that a text was done, whatever a decoder took it for."""

import pytest
from tests.unit.detect.read import lines

from communique.detect.ending import signed_ends
from communique.detect.roles import Decision
from communique.detect.segments.atoms import Atom
from communique.detect.segments.labels import Label
from communique.detect.segments.numbering import Numbered, Run
from communique.languages import language

EN = (language("en"),)
ENDS = {
    "parties": (
        ["p The lamps burn.", "p Done at Drumhaven, 3 May 2024.", "h For the Ports", "h Edda Holm", "p For the Isles", "p Piers Wick"],
        "paragraph closing signature signature+ signature signature+",
    ),
    "a testimonium, and the languages": (
        ["p The lamps burn.", "p In witness whereof they have signed.", "c Both texts are equal.", "p For the Ports", "p For the Isles"],
        "paragraph closing closing signature signature",
    ),
    "what a page puts between two": (
        ["p The lamps burn.", "p Done at Drumhaven, 3 May 2024.", "h For the Ports", "p 12 Statutes", "h For the Isles"],
        "paragraph closing signature paragraph signature",
    ),
    "a name and an office end the text": (
        ["p The lamps burn.", "p Adopted at Drumhaven, 3 May 2024", "p Edda Holm", "p Mayor"],
        "paragraph closing signature signature+",
    ),
    "a name and an office, and more of the text": (
        ["p The lamps burn.", "p Adopted at Drumhaven, 3 May 2024", "p Edda Holm", "p Mayor", "p They dry their nets."],
        "paragraph paragraph paragraph paragraph paragraph",
    ),
    "names follow": (
        ["p The lamps burn.", "h Signatories:", "p Friends of the Lamps", "p Edda Holm, painter", "p The Net Menders"],
        "paragraph closing signature signature+ signature+",
    ),
    "a letter's end": (
        ["p The lamps burn.", "p Yours sincerely,", "p Edda Holm, Mayor"],
        "paragraph closing signature",
    ),
    "a mark alone": (
        ["p The lamps burn.", "p (signed) E. HOLM", "p Secretary-General", "p The answer was given on that day."],
        "paragraph signature signature+ paragraph",
    ),
    "a name and an office above the last line, which says when": (
        ["p The lamps burn.", "h Edda Holm", "p Mayor of the Ports", "p Drumhaven, 3 May 2024"],
        "paragraph signature signature+ paragraph",
    ),
    "a mark behind a name": (
        ["p The lamps burn.", "p Edda Holm v. r.", "p Mayor of the Ports", "p The answer was given on that day."],
        "paragraph signature signature+ paragraph",
    ),
    "the address of a note": (
        ["p The lamps burn.", "p (signed) E. HOLM", "s His Excellency", "s Piers Wick", "s Ambassador"],
        "paragraph signature closing closing+ closing+",
    ),
    "who gets a copy of a letter": (
        ["p The lamps burn.", "p (signed) E. HOLM", "s Cc: Piers Wick"],
        "paragraph signature closing",
    ),
    "the office of all whose names follow": (
        ["p The lamps burn.", "p Members of the Council:", "p Edda Holm", "p Piers Wick"],
        "paragraph closing signature signature+",
    ),
    "a day inside the text": (
        ["p The lamps burn.", "p The ports met on 3 May 2024 at Drumhaven.", "p They dry their nets."],
        "paragraph paragraph paragraph",
    ),
    "nothing before the body": (["l Done at Drumhaven, 3 May 2024", "l For the Ports", "p The lamps burn."], "letterhead letterhead paragraph"),
}  # fmt: skip
ROLES = {"p": "paragraph", "h": "heading", "c": "continuation", "l": "letterhead", "s": "signature"}


def decided(given: list[str], forced: dict[int, str]) -> list[str]:
    atoms = [
        Atom(lines(each[2:]), "", forced=forced.get(index)) for index, each in enumerate(given)
    ]
    decisions = [Decision(ROLES[each[0]], 0.9, [("signature", 0.05)]) for each in given]
    return [each.state for each in signed_ends(atoms, decisions, EN)]


@pytest.mark.parametrize(("given", "states"), ENDS.values(), ids=ENDS)
def test_the_end_of_a_text_is_signed(given: list[str], states: str) -> None:
    assert " ".join(decided(given, {})) == states


def test_what_a_hint_says_is_no_signature() -> None:
    given, _ = ENDS["parties"]
    assert decided(given, {2: "heading"}) == [
        "paragraph",
        "paragraph",
        "heading",
        "heading",
        "paragraph",
        "paragraph",
    ]


def test_a_decision_keeps_its_odds_and_names_what_it_was() -> None:
    given, _ = ENDS["a letter's end"]
    atoms = [Atom(lines(each[2:]), "") for each in given]
    *_, last = signed_ends(
        atoms, [Decision("paragraph", 0.9, [("signature", 0.05)]) for _ in given], EN
    )
    assert (last.state, last.odds, last.others) == ("signature", 0.05, [("paragraph", 0.9)])


@pytest.mark.parametrize(
    ("last", "odds", "state"),
    [
        ("They dry their nets.", 0.4, "paragraph"),
        ("They dry their nets.", 0.7, "closing"),
        ("Done at Drumhaven.", 0.4, "closing"),
        ("Drumhaven, 3 May 2024", 0.4, "closing"),
    ],
)
def test_a_doubtful_closing_that_says_nothing_of_an_end_is_what_comes_next(
    last: str, odds: float, state: str
) -> None:
    atoms = [Atom(lines("The lamps burn."), ""), Atom(lines(last), "")]
    closing = Decision("closing", odds, [("continuation+", 0.3), ("paragraph", 0.2)])
    assert signed_ends(atoms, [Decision("paragraph", 0.9), closing], EN)[-1].state == state


def test_names_and_offices_side_by_side_that_stand_apart_end_a_text() -> None:
    rows = lines(
        "The lamps burn.\n\nEdda Holm            Piers Wick\nMayor                Minister"
    )
    made = signed_ends([Atom([row], "") for row in rows], [Decision("paragraph", 0.9)] * 3, EN)
    assert [each.role for each in made] == ["paragraph", "signature", "signature"]


def test_between_two_articles_that_count_on_nobody_signs() -> None:
    numbers = (1, 2, 3, 4, 5, 1)
    run = Run("Article #", {}, 0, 0, whole=True, members=list(numbers))
    atoms, states = [], []
    for number in numbers:
        label = Label(run.mask, (("arabic", number),), 0, 9, 9, f"Article {number}", whole=True)
        atoms += [
            Atom(lines(f"Article {number}"), "label", Numbered(label, run)),
            Atom(lines("Head of State"), ""),
        ]
        states += [Decision("heading", 0.9), Decision("signature", 0.5, [("heading", 0.3)])]
    made = signed_ends(atoms, states, EN)
    assert [each.role for each in made[1::2]] == ["heading"] * 4 + ["signature"] * 2
