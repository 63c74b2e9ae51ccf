"""Place and date, and who signs."""

import pytest
from tests.unit.detect.read import parsed

from communique.detect.signatures.closing import signed_table
from communique.languages import language
from communique.model import Signature

BODY = (
    "1. The ports of both shores keep their lamps lit.\n\n2. They dry their nets.\n\n"
)
CLOSINGS = {
    "place and date": ("Done at Drumhaven, 3 May 2024.", ["Done at Drumhaven, 3 May 2024."]),
    "a place and a year alone": ("Drumhaven, 3 May 2024", ["Drumhaven, 3 May 2024"]),
    "a name and a role": ("Done at Drumhaven, 3 May 2024\n\nEdda Holm\nMayor", ["Done at Drumhaven, 3 May 2024", [("name", "Edda Holm"), ("role", "Mayor")]]),
    "a word that only says that somebody signs, below the last": (
        "Done at Drumhaven, 3 May 2024\n\n(signed)\nEdda Holm\n\n(signed)\nPiers Wick\n(signed)",
        [
            "Done at Drumhaven, 3 May 2024",
            [("other", "(signed)"), ("name", "Edda Holm")],
            [("other", "(signed)"), ("name", "Piers Wick"), ("other", "(signed)")],
        ],
    ),
    "parties": (
        "Done at Drumhaven, 3 May 2024\n\nFor the Ports\n\nEdda Holm\nMayor\n\nFor the Isles\n\nPiers Wick\nReeve",
        [
            "Done at Drumhaven, 3 May 2024",
            [("party", "For the Ports"), ("name", "Edda Holm"), ("role", "Mayor")],
            [("party", "For the Isles"), ("name", "Piers Wick"), ("role", "Reeve")],
        ],
    ),
    "words for whom somebody signs alone in a line": (
        "Done at Drumhaven, 3 May 2024\n\nOn behalf of\nPorts of the North\nEdda Holm\nMayor",
        [
            "Done at Drumhaven, 3 May 2024",
            [("party", "On behalf of"), ("party", "Ports of the North"), ("name", "Edda Holm"), ("role", "Mayor")],
        ],
    ),
    "columns": (
        "Done at Drumhaven, 3 May 2024\n\nEdda Holm              Piers Wick\nMayor of the Ports     Reeve of the Isles",
        [
            "Done at Drumhaven, 3 May 2024",
            [("name", "Edda Holm"), ("role", "Mayor of the Ports")],
            [("name", "Piers Wick"), ("role", "Reeve of the Isles")],
        ],
    ),
    "columns with one blank between them": (
        "Done at Drumhaven, 3 May 2024\n\nEdda Holm Piers Wick\nMayor of the Ports Governor of the Isles",
        [
            "Done at Drumhaven, 3 May 2024",
            [("name", "Edda Holm"), ("role", "Mayor of the Ports")],
            [("name", "Piers Wick"), ("role", "Governor of the Isles")],
        ],
    ),
    "in brackets for whom each signs": (
        "Done at Drumhaven, 3 May 2024\n\nEdda Holm        (Ports of the North)\nPiers Wick       (Outer Isles)",
        [
            "Done at Drumhaven, 3 May 2024",
            [("name", "Edda Holm"), ("party", "(Ports of the North)")],
            [("name", "Piers Wick"), ("party", "(Outer Isles)")],
        ],
    ),
    "a name beside the last line of its office": (
        ("President of the Ports                      E. Holm\nMinister of the\nOuter Isles                                 P. Wick\n"
        "Mayor of Drumhaven                          J. Reed"),
        [
            [("role", "President of the Ports"), ("name", "E. Holm")],
            [("role", "Minister of the"), ("role", "Outer Isles"), ("name", "P. Wick")],
            [("role", "Mayor of Drumhaven"), ("name", "J. Reed")],
        ],
    ),
    "a name beside the first line of its office": (
        ("E. Holm                    President of the Ports\nP. Wick                    Minister of the\n"
        "                           Outer Isles"),
        [
            [("name", "E. Holm"), ("role", "President of the Ports")],
            [("name", "P. Wick"), ("role", "Minister of the"), ("role", "Outer Isles")],
        ],
    ),
    "columns of several rows, one below the other": (
        ("Edda Holm                                   Piers Wick\nMayor of the Ports of the Northern Sea      Reeve of the Isles\n\n"
        "Anna Shore                                  Jan Reed\nMayor of the                                Minister of the\n"
        "City of Drumhaven                           Republic of Low Wick"),
        [
            [("name", "Edda Holm"), ("role", "Mayor of the Ports of the Northern Sea")],
            [("name", "Piers Wick"), ("role", "Reeve of the Isles")],
            [("name", "Anna Shore"), ("role", "Mayor of the"), ("role", "City of Drumhaven")],
            [("name", "Jan Reed"), ("role", "Minister of the"), ("role", "Republic of Low Wick")],
        ],
    ),
    "columns that wide blanks part": (
        "Done at Drumhaven, 3 May 2024\n\nEdda Holm\u3000\u3000\u3000\u3000\u3000\u3000\u3000Piers Wick\nMayor of the Ports\u3000\u3000\u3000Reeve of the Isles",
        [
            "Done at Drumhaven, 3 May 2024",
            [("name", "Edda Holm"), ("role", "Mayor of the Ports")],
            [("name", "Piers Wick"), ("role", "Reeve of the Isles")],
        ],
    ),
    "columns of parties, cut apart": (
        ("Done at Drumhaven, 3 May 2024\n\nFor the Republic of Low Wick           For the Republic of High Wick\n\n\n"
        "Edda Holm                              Piers Wick\nMayor                                  Reeve"),
        [
            "Done at Drumhaven, 3 May 2024",
            [("party", "For the Republic of Low Wick"), ("name", "Edda Holm"), ("role", "Mayor")],
            [("party", "For the Republic of High Wick"), ("name", "Piers Wick"), ("role", "Reeve")],
        ],
    ),
    "a name and an office on one line": (
        "Done at Drumhaven, 3 May 2024\n\nEdda Holm, Mayor of the Ports",
        ["Done at Drumhaven, 3 May 2024", [("name", "Edda Holm,"), ("role", "Mayor of the Ports")]],
    ),
    "a role and a name far apart on one line": (
        "Done at Drumhaven, 3 May 2024\n\nThe Mayor of the Ports                    Edda Holm",
        ["Done at Drumhaven, 3 May 2024", [("role", "The Mayor of the Ports"), ("name", "Edda Holm")]],
    ),
    "a party on two lines in two columns": (
        ("Done at Drumhaven, 3 May 2024\n\n"
        "For the Ministry of Nets           For the Office\nof the Republic of Low Wick        of Lamps\n\n"
        "Edda Holm                          Piers Wick\nMinister                           Director"),
        [
            "Done at Drumhaven, 3 May 2024",
            [("party", "For the Ministry of Nets"), ("party", "of the Republic of Low Wick"), ("name", "Edda Holm"), ("role", "Minister")],
            [("party", "For the Office"), ("party", "of Lamps"), ("name", "Piers Wick"), ("role", "Director")],
        ],
    ),
    "for whom, and in whose name": (
        "Done at Drumhaven, 3 May 2024\n\nFor the Council of the Ports\nOn behalf of the President\nEdda Holm\nMember of the Council",
        [
            "Done at Drumhaven, 3 May 2024",
            [("party", "For the Council of the Ports"), ("role", "On behalf of the President"), ("name", "Edda Holm"), ("role", "Member of the Council")],
        ],
    ),
    "a name below a mark that could be an office": (
        "Done at Drumhaven, 3 May 2024\n\n(Signed)\nEdda Bishop\nMinister of Nets",
        ["Done at Drumhaven, 3 May 2024", [("other", "(Signed)"), ("name", "Edda Bishop"), ("role", "Minister of Nets")]],
    ),
    "an office before a name in writing without spaces": (
        "Done at Drumhaven, 3 May 2024\n\n港湾協会\n会長　平井　伸治",
        ["Done at Drumhaven, 3 May 2024", [("party", "港湾協会"), ("role", "会長"), ("name", "平井　伸治")]],
    ),
    "an office that begins as a name does, below a name": (
        "Done at Drumhaven, 3 May 2024\n\nEdda Holm\nOstu Rodas president",
        ["Done at Drumhaven, 3 May 2024", [("name", "Edda Holm"), ("role", "Ostu Rodas president")]],
    ),
    "bodies that sign themselves": (
        "Done at Drumhaven, 3 May 2024\n\nAssociation of the Ports\n\nCouncil of the Isles",
        ["Done at Drumhaven, 3 May 2024", [("name", "Association of the Ports")], [("name", "Council of the Isles")]],
    ),
    "an article alone behind the words for whom somebody signs": (
        "Done at Drumhaven, 3 May 2024\n\nFor the\nPorts of the North\nEdda Holm",
        ["Done at Drumhaven, 3 May 2024", [("party", "For the"), ("party", "Ports of the North"), ("name", "Edda Holm")]],
    ),
    "what each has done, before a colon": (
        "Done at Drumhaven, 3 May 2024\n\nSecretary: Edda Holm\nReader: Piers Wick",
        ["Done at Drumhaven, 3 May 2024", [("role", "Secretary:"), ("name", "Edda Holm")], [("role", "Reader:"), ("name", "Piers Wick")]],
    ),
    "none": ("3. They part as friends.", []),
    "none where a sentence ends the text": ("They will meet again in the spring, and write to each other about the lamps and the nets before that.", []),
}  # fmt: skip


@pytest.mark.parametrize(("text", "closing"), CLOSINGS.values(), ids=CLOSINGS)
def test_a_closing_is_read(text: str, closing: list[object]) -> None:
    found = parsed(BODY + text + "\n")
    assert found.ledger.left_over == 0
    assert [
        [(line.part, str(line.value)) for line in part.lines]
        if isinstance(part, Signature)
        else str(part)
        for part in found.require().closing
    ] == closing


def test_a_table_of_signatures_is_read_column_by_column() -> None:
    rows = [
        ["For the Ports", "For the Isles"],
        ["Edda Holm", "Piers Wick"],
        ["Mayor", "President"],
    ]
    parts = [
        [part for part, _ in lines] for lines in signed_table(rows, language("en"))
    ]
    assert parts == [["party", "name", "role"], ["party", "name", "role"]]
    assert signed_table([["Port", "Ships"], ["Alba", "3"]], language("en")) == []
    assert (
        signed_table([["Port", "Mayor"], ["Alba", "Edda Holm"]], language("en")) == []
    )
    assert signed_table([], language("en")) == []


def test_who_signs_in_a_table_at_the_end_is_a_signatory() -> None:
    text = (
        BODY
        + "| For the Ports | For the Isles |\n| --- | --- |\n| Edda Holm | Piers Wick |\n| Mayor | President |\n"
    )
    found = parsed(text).require().signatories
    assert [
        (each.name.text, each.party.text) for each in found if each.name and each.party
    ] == [
        ("Edda Holm", "the Ports"),
        ("Piers Wick", "the Isles"),
    ]


def test_an_office_and_for_whom_part_at_the_comma_where_all_do() -> None:
    text = (
        BODY
        + "Done at Drumhaven, 3 May 2024\n\nEdda Holm\nStatsminister, Norland\n\nPiers Wick\nForbundskansler, Surland"
    )
    found = parsed(text).require().signatories
    assert [each.party.text for each in found if each.party] == ["Norland", "Surland"]


def test_columns_are_said() -> None:
    codes = [
        finding.code.code for finding in parsed(BODY + CLOSINGS["columns"][0]).findings
    ]
    assert "DET020" in codes


@pytest.mark.parametrize(
    ("tag", "line"),
    [("sl", "V Meglenem zalivu, 3. maja 2024"), ("fr", "Fait à Brumeville, le 3 mai 2024"), ("es", "Hecho en Puerto Niebla, el 3 de mayo de 2024"),
     ("de", "Nebelfurt, den 3. Mai 2024"), ("pl", "Sporządzono w Kamiennym Porcie dnia 3 maja 2024 r.")],
)  # fmt: skip
def test_a_closing_gives_the_day_in_its_language(tag: str, line: str) -> None:
    found = parsed(f"1. A b c.\n\n2. D e f.\n\n{line}\n", tag).require()
    assert [str(part) for part in found.closing] == [line]
    assert found.date is not None
    assert found.date.value == "2024-05-03"


def test_signatures_glued_to_the_testimonium_are_cut_off() -> None:
    text = f"{BODY}DONE at Drumhaven, 3 May 2024. *For the Ports:* (sgd.) EDDA HOLM *For the Isles:* (sgd.) PIERS WICK\n"
    made = parsed(text).require().signatories
    assert [
        (each.name and each.name.text, each.party and each.party.text) for each in made
    ] == [
        ("EDDA HOLM", "the Ports"),
        ("PIERS WICK", "the Isles"),
    ]


def test_for_whom_two_sign_in_one_line_are_two_columns() -> None:
    signed = (
        "Por la República Argentina          Por la República Federativa del Brasil\nEdda Holm                           Piers Wick\n\n"
        "Por la República del Paraguay       Por la República Oriental del Uruguay\nAnna Shore                          Jan Reed\n"
    )
    said = "1. Que los puertos de ambas orillas guardan sus faros encendidos toda la noche, y que secarán sus redes en el muelle antes de la fiesta de mayo."
    signers = (
        parsed(f"DECLARAN:\n\n{said}\n\n{said.replace('1', '2')}\n\n{signed}", "es")
        .require()
        .signatories
    )
    assert [
        (each.name and each.name.text, each.party and each.party.text)
        for each in signers
    ] == [
        ("Edda Holm", "la República Argentina"),
        ("Piers Wick", "la República Federativa del Brasil"),
        ("Anna Shore", "la República del Paraguay"),
        ("Jan Reed", "la República Oriental del Uruguay"),
    ]
