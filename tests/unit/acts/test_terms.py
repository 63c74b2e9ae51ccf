"""By when: dates and terms, resolved where the declaration has a date."""

import pytest

from communique import promises, read
from communique.acts import Due


def due_of(sentence: str, language: str = "en") -> Due | None:
    heads = {"en": "Declaration\n\nAdopted on 31 August 2024", "fr": "Déclaration\n\nParis, le 31 août 2024",
             "es": "Declaración\n\nMadrid, 31 de agosto de 2024", "sl": "Izjava\n\nLjubljana, 31. avgusta 2024"}  # fmt: skip
    text = f"{heads[language]}\n\n1. {sentence}\n\n2. Text."
    parsed = read(text.encode(), format="text", language=language).require()
    parsed = (
        parsed.model_copy(update={"date": parsed.date.model_copy(update={"value": "2024-08-31"})})
        if parsed.date
        else parsed
    )
    (act,) = promises(parsed)
    return act.due


@pytest.mark.parametrize(
    ("sentence", "words", "value", "basis"),
    [
        ("We will build it by 2030.", "by 2030", "2030", "text"),
        ("We will build it by the end of 2025.", "by the end of 2025", "2025", "text"),
        ("We will build it no later than 1 March 2026.", "no later than 1 March 2026", "2026-03-01", "text"),
        ("We will meet in May 2027.", "in May 2027", "2027-05", "text"),
        ("By 2030, we will build it.", "By 2030", "2030", "text"),
        ("We will report within six months.", "within six months", "2025-02-28", "inferred"),
        ("We will report within 90 days of the adoption of this declaration.",
         "within 90 days of the adoption of this declaration", "2024-11-29", "inferred"),
        ("We will report within two months of its receipt.", "within two months of its receipt", None, "text"),
        ("We will report at our next meeting.", "at our next meeting", None, "text"),
        ("We will report next year.", "next year", "2025", "inferred"),
        ("We will report by the end of the year.", "by the end of the year", "2024", "inferred"),
        ("We will report by 30 February 2025.", "by 30 February 2025", None, "text"),
    ],
)  # fmt: skip
def test_a_term_is_understood(sentence: str, words: str, value: str | None, basis: str) -> None:
    assert due_of(sentence) == Due(words, value, basis)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "sentence",
    [
        "We will build on what was agreed in 2019.",
        "We will keep the promise of 2023.",
        "We will follow the 2030 Agenda.",
    ],
)
def test_a_date_that_is_no_term_is_none(sentence: str) -> None:
    assert due_of(sentence) is None


@pytest.mark.parametrize(
    ("language", "sentence", "value"),
    [
        ("fr", "Nous ouvrirons le port d'ici à 2030.", "2030"),
        ("fr", "Nous ouvrirons le port dans un délai de six mois.", "2025-02-28"),
        ("es", "Abriremos el puerto antes de 2030.", "2030"),
        ("es", "Abriremos el puerto a más tardar el 1 de marzo de 2026.", "2026-03-01"),
        ("sl", "Odprli bomo pristanišče do leta 2030.", "2030"),
        ("sl", "Odprli bomo pristanišče do konca leta 2025.", "2025"),
        ("en", "We will open the port by 31 October.", "2024-10-31"),
        ("fr", "Nous ouvrirons le port avant le 1er mars.", "2025-03-01"),
        ("es", "Abriremos el puerto antes del 5 de diciembre.", "2024-12-05"),
    ],
)
def test_terms_of_other_languages_are_understood(language: str, sentence: str, value: str) -> None:
    due = due_of(sentence, language)
    assert due is not None
    assert due.value == value


@pytest.mark.parametrize(
    ("language", "sentence", "value"),
    [
        ("de", "Der Rat ersucht den Sekretär, bis zum 10. Juli 2099 zu berichten.", "2099-07-10"),
        ("ar", "يطلب إلى الأمين العام أن يقدم تقريرا بحلول 31 تموز/يوليه 2099؛", "2099-07-31"),
        (
            "es",
            "Solicitamos al Secretario que, a más tardar el 10 de julio de 2099, presente un informe.",
            "2099-07-10",
        ),
        ("ru", "просит Генерального секретаря не позднее 15 апреля 2099 года представить доклад;", "2099-04-15"),
    ],
)
def test_a_term_stands_in_the_clause_or_before_it_in_any_language(language: str, sentence: str, value: str) -> None:
    given = read(f"1. {sentence}\n".encode(), format="text", language=language).require()
    assert [act.due.value for act in promises(given) if act.due] == [value]


def test_a_day_that_is_over_is_no_term() -> None:
    assert due_of("We will restore what stood there before 30 June 2000.") is None


@pytest.mark.parametrize(
    ("language", "sentence", "words", "value"),
    [
        ("ja", "我々は、2099年までに海洋を保護することにコミットする。", "2099年までに", "2099"),
        ("ko", "우리는 2099년까지 바다를 보호할 것을 약속한다.", "2099년까지", "2099"),
        ("tr", "2099 yılına kadar iş birliğimizi güçlendireceğiz.", "2099 yılına kadar", "2099"),
        ("fi", "Sitoudumme suojelemaan jokia vuoteen 2099 mennessä.", "2099 mennessä", "2099"),
        ("ar", "نلتزم بتعزيز التعاون قبل 30 نيسان / أبريل 2099.", "قبل 30 نيسان / أبريل 2099", "2099-04-30"),
    ],
)  # fmt: skip
def test_the_word_that_makes_a_date_a_term_may_stand_behind_it(
    language: str, sentence: str, words: str, value: str
) -> None:
    (act,) = promises(read(f"1. {sentence}\n\n2. Text.".encode(), format="text", language=language).require())
    assert act.due is not None
    assert (act.due.words, act.due.value) == (words, value)
