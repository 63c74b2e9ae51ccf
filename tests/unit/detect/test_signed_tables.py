"""Who signs in the rows of a table, and who is bound by an agreement that nobody signs."""

from functools import partial

import pytest
from tests.unit.detect.read import parsed

from communique.detect.signatures.closing import looks_of
from communique.detect.signatures.parties import named_parties
from communique.detect.signatures.tables import signed_list
from communique.languages import language

LOOKS = partial(looks_of, language=language("en"))
LETTER = """Open letter on open harbours

Dear Ministers,

We, the undersigned, ask you to keep the harbours open.

Yours sincerely,

| Name | Organisation |
| --- | --- |
| Edda Holm | Friends of the Sea |
| Odd Berg | University of Skara |
| Ann Wick | Lamp Society |
"""
MEMORANDUM = """MEMORANDUM OF UNDERSTANDING

This Memorandum of Understanding is made between the Ministry of Ports of Norland
(hereinafter "the Ministry"), represented by its Director, and the Harbour Trust
(hereinafter "the Trust").

1. The Parties exchange data.

2. This Memorandum is valid for three years.
"""


def test_each_row_of_a_table_below_a_letter_signs() -> None:
    record = parsed(LETTER).require()
    signed = [(each.name, each.party) for each in record.signatories]
    assert [(name and name.text, party and party.text) for name, party in signed] == [
        ("Edda Holm", "Friends of the Sea"),
        ("Odd Berg", "University of Skara"),
        ("Ann Wick", "Lamp Society"),
    ]


@pytest.mark.parametrize(
    ("rows", "signatures"),
    [
        (
            [["Edda Holm", "Odd Berg"], ["Ann Wick", "Ida Moe"], ["Kari Lie", ""]],
            [
                [("name", "Edda Holm")],
                [("name", "Odd Berg")],
                [("name", "Ann Wick")],
                [("name", "Ida Moe")],
                [("name", "Kari Lie")],
            ],
        ),
        (
            [["Mayor", "Edda Holm"], ["Clerk", "Odd Berg"], ["Chair", "Ann Wick"]],
            [
                [("name", "Edda Holm"), ("role", "Mayor")],
                [("name", "Odd Berg"), ("role", "Clerk")],
                [("name", "Ann Wick"), ("role", "Chair")],
            ],
        ),
        ([["Edda Holm", "Mayor"], ["Odd Berg", "Clerk"]], []),
        ([["2021", "12"], ["2022", "14"], ["2023", "9"]], []),
        ([["see https://harbour.example"], ["of the sea"], ["the lamps, lit"]], []),
    ],
)
def test_what_a_column_says_is_told_by_all_of_its_cells(
    rows: list[list[str]], signatures: list[list[tuple[str, str]]]
) -> None:
    assert signed_list(rows, LOOKS) == signatures


def test_a_table_of_figures_signs_nothing() -> None:
    rows = "\n".join(f"| Pier {number} | {number}0 |" for number in range(1, 5))
    text = f"{LETTER.partition('| Name')[0]}| Pier | Lamps |\n| --- | --- |\n{rows}\n"
    assert parsed(text).require().signatories == ()


def test_the_parties_of_an_agreement_that_nobody_signs_are_known() -> None:
    record = parsed(MEMORANDUM).require()
    parties = [
        (each.name, each.party and each.party.text) for each in record.signatories
    ]
    assert parties == [(None, "Ministry of Ports of Norland"), (None, "Harbour Trust")]


@pytest.mark.parametrize(
    ("opening", "parties"),
    [
        ("Gemeente Wick, Gemeente Skara en Waterschap Brae,", ["Gemeente Wick", "Gemeente Skara", "Waterschap Brae"]),
        ("The Government of Norland and the Government of Surland,", ["Government of Norland", "Government of Surland"]),
        ("The Parties have agreed as follows:", []),
        ("Lamps are lit between sunset and sunrise.", []),
    ],
)  # fmt: skip
def test_parties_are_a_row_of_names(opening: str, parties: list[str]) -> None:
    assert named_parties([opening]) == parties


def test_the_initial_of_a_name_below_its_party_is_no_label() -> None:
    text = (
        "CONVENTION ON LAMPS\n\nArticle 1\n\nEach Party keeps its lamps.\n\n"
        "DONE at Wick on 7 July 1998, in a single copy.\n\n"
        "For Norland:\nA. HOLM\n\nFor Surland:\nB. WICK\nC. MOE\n"
    )
    signed = [
        (each.name and each.name.text, each.party and each.party.text)
        for each in parsed(text).require().signatories
    ]
    assert signed == [
        ("A. HOLM", "Norland"),
        ("B. WICK", "Surland"),
        ("C. MOE", "Surland"),
    ]


def signed(text: str) -> list[tuple[str, str]]:
    """The names and parties of those who sign a text."""
    found: list[tuple[str, str]] = []
    for each in parsed(text, None).require().signatories:
        name = each.name.text if each.name else ""
        party = each.party.text if each.party else ""
        found.append((name or "", party or ""))
    return found


def test_a_party_goes_on_in_the_line_below() -> None:
    text = (
        "Abkommen zwischen der Regierung der Bundesrepublik Deutschland und der Regierung "
        "der Republik Peru über die Leuchttürme\n\n"
        "Die Regierungen sind wie folgt übereingekommen:\n\n"
        "Artikel 1\nDie Vertragsparteien erhalten die Leuchttürme.\n\n"
        "Artikel 2\nDieses Abkommen tritt am Tag der Unterzeichnung in Kraft.\n\n"
        "Geschehen zu Lima am 24. Oktober 2011 in zwei Urschriften, jede in deutscher "
        "und spanischer Sprache.\n\n"
        "Für die Regierung der\nBundesrepublik Deutschland\nJoachim Holm\n\n"
        "Für die Regierung der\nRepublik Peru\nRafael Moe\n"
    )
    assert signed(text) == [
        ("Joachim Holm", "die Regierung der Bundesrepublik Deutschland"),
        ("Rafael Moe", "die Regierung der Republik Peru"),
    ]


def test_a_state_behind_a_word_for_of_ends_the_party_above() -> None:
    text = (
        "MEMORANDO DE ENTENDIMIENTO ENTRE EL MINISTERIO DE PUERTOS Y LA AUTORIDAD DE FAROS\n\n"
        "El Ministerio de Puertos y la Autoridad de Faros, en adelante las Partes,\n\n"
        "Han acordado lo siguiente:\n\n"
        "PRIMERO\nLas Partes cooperarán en materia de faros.\n\n"
        "SEGUNDO\nEl presente Memorando entrará en vigor en la fecha de su firma.\n\n"
        "Firmado en Lima, el 12 de agosto de 2009, en dos ejemplares en idioma español.\n\n"
        "POR EL MINISTERIO DE PUERTOS\nDEL PERÚ\n\nJuan Rey Salas\nMinistro\n\n"
        "POR LA AUTORIDAD DE FAROS\nDE CHILE\n\nAna Mar Ruiz\nDirectora General\n"
    )
    assert signed(text) == [
        ("Juan Rey Salas", "EL MINISTERIO DE PUERTOS DEL PERÚ"),
        ("Ana Mar Ruiz", "LA AUTORIDAD DE FAROS DE CHILE"),
    ]


def test_a_dash_parts_the_lines_of_a_list_without_labels() -> None:
    text = (
        "CHARTE DES PORTS OUVERTS\n\nArticle 1 – Accès\n\nChacun peut entrer.\n\n"
        "Fait à Wick, le 3 mai 2012\n\nLes signataires :\n\n"
        "Association des Quais – Marie Holm, présidente\n"
        "Les Amis du Phare – Paul Moe, trésorier\nMer et Monde – Léa Petit\n"
    )
    assert signed(text) == [
        ("Marie Holm", "Association des Quais"),
        ("Paul Moe", "Les Amis du Phare"),
        ("Léa Petit", "Mer et Monde"),
    ]
