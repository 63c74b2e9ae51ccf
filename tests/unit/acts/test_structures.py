"""What a sentence, a heading or a list says by how it is built, whatever verbs its language is
known by.
"""

import pytest

from communique import read
from communique.acts import Act, promises
from communique.acts.phrasebook import folded, phrasebook


def found(language: str, text: str) -> tuple[Act, ...]:
    return promises(read(text.encode(), format="text", language=language).require())


def said(acts: tuple[Act, ...]) -> list[tuple[str, str]]:
    return [(act.kind, act.what) for act in acts]


@pytest.mark.parametrize(
    ("language", "sentence", "clauses"),
    [
        ("en", "We reaffirmed the commitment of both countries to clean air.", ["clean air"]),
        ("fr", "Nous affirmons également notre engagement à agir.", ["agir"]),
        ("de", "Das Präsidium betont die Bereitschaft der Städte zur Zusammenarbeit.", ["Zusammenarbeit"]),
        ("en", "We will plant trees and are determined to keep them.", ["plant trees", "keep them"]),
        ("en", "Both Governments – including the new one – will meet.", ["meet"]),
        ("es", "En ese marco regional trabajaremos por la paz.", ["trabajaremos por la paz"]),
        ("es", "Es un derecho por lo que nos comprometemos a ejercerla.", ["ejercerla"]),
        ("de", "Diese Kraft wollen wir einbringen.", ["einbringen"]),
        ("pl", "Strony omówiły plan i wzywają do rozmów.", ["rozmów"]),
        ("ja", "平和のため、私たちはたゆまず進む。", ["たゆまず進む"]),
        ("ko", "우리는 사죄를 거듭 촉구한다.", ["사죄"]),
        ("tr", "Taraflar işbirliğini güçlendirme hususundaki kararlılıklarını vurgulamışlardır.", ["işbirliğini güçlendirme"]),
        ("ar", "واتّفقنا على العمل.", ["العمل"]),
        ("sr", "Обавезујемо се да градимо мостове.", ["градимо мостове"]),
        ("nn", "Vi skal arbeide saman.", ["arbeide saman"]),
    ],
)  # fmt: skip
def test_a_promise_is_told_by_how_its_sentence_is_built(
    language: str, sentence: str, clauses: list[str]
) -> None:
    assert [act.what for act in found(language, f"X\n\n{sentence}")] == clauses


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("da", "Vi ser med optimisme på at målene vil blive nået."),
        ("es", "Las ciudades recuerdan que lucharemos."),
        ("en", "Unless otherwise agreed by the Parties."),
    ],
)
def test_a_clause_of_another_one_is_no_promise(language: str, sentence: str) -> None:
    assert not found(language, f"X\n\n{sentence}")


def test_a_heading_that_is_a_sentence_acts_itself_and_leads_nothing() -> None:
    text = "성명\n\n1. 우리는 끝까지 싸울 것이다.\n\n피해자들은 말하였다.\n\n2. 우리는 사죄를 촉구한다.\n\n역사는 오래 남는다.\n"
    assert [act.what for act in found("ko", text)] == ["끝까지 싸울 것이다", "사죄"]


def test_headings_go_on_with_a_formula_that_wants_an_infinitive() -> None:
    text = (
        "Carta\n\nReunidos em Santa Cruz, considerando a fome,\n\nPor isso, nos comprometemos a:\n\n"
        "1. Defender o trabalho digno\n\nA fome cresce.\n\n2. Construir a paz\n\nA guerra destrói.\n"
    )
    assert said(found("pt", text)) == [
        ("commit", "Defender o trabalho digno"),
        ("commit", "Construir a paz"),
    ]


def test_those_who_are_named_with_an_aside_speak_in_the_numbered_paragraphs_below() -> (
    None
):
    text = "Consensus\n\n1. Nous, participants à la Conférence :\n\n2. Déclarons notre engagement à agir.\n\n3. Autre chose.\n"
    (act,) = found("fr", text)
    assert (act.what, act.everyone) == ("agir", True)


def test_signs_for_vowels_change_nothing_and_every_place_stays() -> None:
    assert folded("واتّفقنا على") == "واتفقنا  على"


def test_leads_of_those_who_speak_are_known_of_others_too() -> None:
    leads = phrasebook("pl").verbs.leads
    assert leads["usilnie wzywają"][0] == leads["usilnie wzywamy"][0] == "urge"


def test_paragraphs_with_which_the_sentence_of_a_preamble_goes_on_are_acts_of_who_speaks_there() -> (
    None
):
    text = (
        "Declaration of the Mayors\n\nWe, the mayors of the river towns,\n\nConscious of our duty,\n\n"
        "1. Undertake to plant trees;\n\n2. Will meet again in May;\n\n3. Commit ourselves to:\n\n(a) sharing data."
    )
    assert [(act.kind, act.actor, act.what) for act in found("en", text)] == [
        ("undertake", "We", "plant trees"),
        ("undertake", "We", "meet again in May"),
        ("commit", "We", "sharing data"),
    ]
