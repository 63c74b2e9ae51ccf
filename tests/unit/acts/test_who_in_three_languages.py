"""Points, terms, partners and beneficiaries in English, French and Spanish."""

import pytest

from communique import promises, read
from communique.acts import Act


def acts(language: str, sentence: str) -> tuple[Act, ...]:
    return promises(read(sentence.encode(), format="text", language=language))


@pytest.mark.parametrize(
    ("language", "sentence", "partner"),
    [
        ("en", "We will meet with the mayors of the coast in March 2027.", "the mayors of the coast"),
        ("fr", "Nous travaillerons avec nos partenaires régionaux à la sécurité des ports.",
         "nos partenaires régionaux"),
        ("es", "Trabajaremos con nuestros socios regionales en la seguridad de los puertos.",
         "nuestros socios regionales"),
    ],
)  # fmt: skip
def test_a_partner_is_who_it_is_done_with(
    language: str, sentence: str, partner: str
) -> None:
    (act,) = acts(language, sentence)
    assert (act.addressee, act.partner) == (None, partner)


@pytest.mark.parametrize(
    ("language", "sentence", "beneficiary"),
    [
        ("fr", "Nous apporterons une aide aux petits États insulaires.", "petits États insulaires"),
        ("es", "Prestaremos asistencia a los pequeños Estados insulares.", "los pequeños Estados insulares"),
    ],
)  # fmt: skip
def test_a_beneficiary_is_who_it_is_done_for(
    language: str, sentence: str, beneficiary: str
) -> None:
    (act,) = acts(language, sentence)
    assert act.beneficiary == beneficiary


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "We will support the office which opens in 2027."),
        ("en", "We will work on the harbour as the Union takes the chair in 2027."),
        ("en", "We will back the forum, the next edition of which will meet in 2027."),
        ("fr", "Nous soutiendrons le bureau qui ouvrira en 2027."),
    ],
)
def test_a_date_in_a_relative_clause_is_no_term(language: str, sentence: str) -> None:
    (act,) = acts(language, sentence)
    assert act.due is None


@pytest.mark.parametrize(
    ("language", "sentence", "points"),
    [
        ("fr", "Nous nous engageons à : a) moderniser les ports ; b) former des pilotes.",
         ["moderniser les ports", "former des pilotes"]),
        ("es", "Nos comprometemos a: a) modernizar los puertos; b) formar a pilotos.",
         ["modernizar los puertos", "formar a pilotos"]),
    ],
)  # fmt: skip
def test_a_labelled_list_in_a_sentence_is_an_act_for_each_item(
    language: str, sentence: str, points: list[str]
) -> None:
    assert [act.what for act in acts(language, sentence)] == points


def test_words_without_a_date_stay_words() -> None:
    (act,) = acts("fr", "Nous renforcerons les ports dans les années à venir.")
    assert act.due is not None
    assert (act.due.words, act.due.value) == ("dans les années à venir", None)
