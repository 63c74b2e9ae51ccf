"""How much, how often, for how long, from and until when: derived from the words of an act."""

import pytest

from communique import promises, read
from communique.acts import measures
from communique.report.promises import quantity_words, rows

AMOUNTS = [
    ("en", "We will reduce emissions by at least 55 % by 2030 compared with 1990 levels.",
     ["at least 55 %, by, baseline 1990, target 2030"]),
    ("en", "We will cut ship emissions by 30 per cent by 2030 and by 50 per cent by 2035.",
     ["30 %, by, target 2030", "50 %, by, target 2035"]),
    ("en", "We will raise the share of clean fuel to 40 percent by 2032.", ["40 %, to, target 2032"]),
    ("en", "We will double port capacity by 2035.", ["2 times, target 2035"]),
    ("en", "We will pay up to £2.5 billion for new piers.", ["at most 2 500 000 000 GBP"]),
    ("en", "We will provide $100 billion a year through 2030.",
     ["100 000 000 000 USD, per year, target 2030"]),
    ("en", "We will lend CAD $1.5 billion.", ["1 500 000 000 CAD"]),
    ("en", "We announce a fellowship for 1,800 sailors.", ["1 800 sailors"]),
    ("en", "We will build 3GW of wind power and over 3,000 kilometres of lines.", ["3 GW", "more than 3 000 km"]),
    ("en", "We will keep to Article 12, to Resolution 14 and to the 27 members.", []),
    ("en", "We will prepare the conference of 13 December and COP28.", []),
    ("en", "We will enlarge the fund, building on the $8 million of last year.", []),
    ("en", "Representing 800 million citizens, we will build a pier.", []),
    ("fr", "Nous réduirons les émissions d'au moins 55 % d'ici 2030 par rapport à 1990.",
     ["at least 55 %, by, baseline 1990, target 2030"]),
    ("fr", "Nous verserons 3,5 milliards d'euros par an jusqu'en 2030.",
     ["3 500 000 000 EUR, per year, target 2030"]),
    ("fr", "Nous nous engageons à former 500 pilotes.", ["500 pilotes"]),
    ("fr", "Nous doublerons la capacité des ports d'ici 2035.", ["2 times, target 2035"]),
    ("es", "Reduciremos las emisiones en al menos un 55 % para 2030 con respecto a 1990.",
     ["at least 55 %, by, baseline 1990, target 2030"]),
    ("es", "Aportaremos 3.500 millones de euros al año hasta 2030.",
     ["3 500 000 000 EUR, per year, target 2030"]),
    ("es", "Duplicaremos la capacidad de los puertos para 2035.", ["2 times, target 2035"]),
    ("sl", "Zmanjšali bomo izpuste za 55 %.", []),
]  # fmt: skip

TIMES = [
    ("en", "We will meet annually.", {"frequency": "annual"}),
    ("en", "We will hold a conference every three years.", {"frequency": "every 3 years"}),
    ("en", "The ministers will meet every two years, starting in 2027.",
     {"frequency": "biennial", "begins": "2027"}),
    ("en", "We decide to extend the mandate for a period of 12 months, until 30 June 2027.",
     {"duration": "P12M", "ends": "2027-06-30"}),
    ("en", "We will provide aid from 2026 to 2030.", {"begins": "2026", "ends": "2030"}),
    ("en", "We will build on the work of the 2021 Summit.", {}),
    ("fr", "Nous tiendrons une conférence tous les trois ans à partir de 2027.",
     {"frequency": "every 3 years", "begins": "2027"}),
    ("fr", "Nous décidons de proroger le mandat pour une durée de douze mois, jusqu'au 30 juin 2027.",
     {"duration": "P12M", "ends": "2027-06-30"}),
    ("es", "Celebraremos una conferencia cada tres años a partir de 2027.",
     {"frequency": "every 3 years", "begins": "2027"}),
    ("es", "Decidimos prorrogar el mandato por un período de doce meses, hasta el 30 de junio de 2027.",
     {"duration": "P12M", "ends": "2027-06-30"}),
]  # fmt: skip


@pytest.mark.parametrize(("language", "sentence", "amounts"), AMOUNTS)
def test_amounts_have_their_value_unit_and_years(
    language: str, sentence: str, amounts: list[str]
) -> None:
    text = read(sentence.encode(), format="text", language=language)
    (row,) = rows(promises(text), text)
    said = [quantity_words(each) for each in row["quantities"]]
    assert [words.replace("\u00a0", " ") for words in said] == amounts


@pytest.mark.parametrize(("language", "sentence", "times"), TIMES)
def test_times_are_told_apart(
    language: str, sentence: str, times: dict[str, str]
) -> None:
    text = read(sentence.encode(), format="text", language=language)
    (act,) = promises(text)
    found = measures(act)
    names = ("frequency", "duration", "begins", "ends")
    assert {name: getattr(found, name) for name in names} == {
        name: times.get(name) for name in names
    }


def test_a_promise_may_have_several_terms() -> None:
    text = read(
        b"We will cut waste by a third by 2030 and by half by 2035.",
        format="text",
        language="en",
    )
    (row,) = rows(promises(text), text)
    assert row["terms"] == [
        {"due": "by 2030", "date": "2030"},
        {"due": "by 2035", "date": "2035"},
    ]
