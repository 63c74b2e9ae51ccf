"""Dates are found as the languages write them, and only such as exist."""

import pytest

from communique.detect.dates.patterns import date_reader, find_dates
from communique.languages import all_languages


def dates(text: str, tag: str) -> list[tuple[str, str]]:
    found = find_dates(text, date_reader(tag))
    return [(text[each.start : each.end], each.says["date"]) for each in sorted(found)]


@pytest.mark.parametrize(
    ("tag", "text", "words"),
    [
        ("ar", "الذي اتخذه مجلس الأمن في 12 تموز/يوليه 2023", "12 تموز/يوليه 2023"),
        ("ar", "الرباط، 12 يوليوز 2023", "12 يوليوز 2023"),
        ("hi", "12 जुलाई 2023 को", "12 जुलाई 2023"),
        ("ja", "於東京2023年7月12日に採択", "2023年7月12日"),
        ("ko", "2023년 7월 12일에 채택", "2023년 7월 12일"),
        ("ru", "принятая 12 июля 2023 года", "12 июля 2023 года"),
        ("sr", "у Београду, 12. јула 2023. године", "12. јула 2023. године"),
        ("tr", "Ankara, 12 Temmuz 2023", "12 Temmuz 2023"),
        ("uk", "від 12 липня 2023 року", "12 липня 2023 року"),
        ("vi", "ngày 12 tháng 7 năm 2023", "ngày 12 tháng 7 năm 2023"),
        ("zh", "安全理事会2023年7月12日通过", "2023年7月12日"),
        ("bg", "на 12 юли 2023 г. в Брюксел", "12 юли 2023 г."),
        ("cs", "dne 12. července 2023 v Bruselu", "12. července 2023"),
        ("da", "den 12. juli 2023 i Bruxelles", "12. juli 2023"),
        ("de", "am 12. Juli 2023 in Brüssel", "12. Juli 2023"),
        ("el", "στις 12 Ιουλίου 2023", "12 Ιουλίου 2023"),
        ("el", "ΒΡΥΞΕΛΛΕΣ, 12 ΙΟΥΛΙΟΥ 2023", "12 ΙΟΥΛΙΟΥ 2023"),
        ("en", "on 12 July 2023 in Brussels", "12 July 2023"),
        ("en", "on July 12, 2023, in Brussels", "July 12, 2023"),
        ("en", "on the 12th of July 2023", "12th of July 2023"),
        ("en", "BRUSSELS, 12 JULY 2023", "12 JULY 2023"),
        ("es", "el 12 de julio de 2023 en Bruselas", "12 de julio de 2023"),
        ("es", "el 12 de julio del 2023", "12 de julio del 2023"),
        ("et", "12. juulil 2023 Brüsselis", "12. juulil 2023"),
        ("et", "2023. aasta 12. juulil", "2023. aasta 12. juulil"),
        ("fi", "12. heinäkuuta 2023 Brysselissä", "12. heinäkuuta 2023"),
        ("fr", "le 12 juillet 2023 à Bruxelles", "12 juillet 2023"),
        ("ga", "an 12 Iúil 2023", "12 Iúil 2023"),
        ("hr", "12. srpnja 2023. u Bruxellesu", "12. srpnja 2023."),
        ("hu", "a 2023. július 12-én tartott ülésen", "2023. július 12-én"),
        ("it", "il 12 luglio 2023 a Bruxelles", "12 luglio 2023"),
        ("lt", "2023 m. liepos 12 d. Briuselyje", "2023 m. liepos 12 d."),
        ("lv", "2023. gada 12. jūlijā Briselē", "2023. gada 12. jūlijā"),
        ("mt", "fit-12 ta’ Lulju 2023", "12 ta’ Lulju 2023"),
        ("nl", "op 12 juli 2023 te Brussel", "12 juli 2023"),
        ("pl", "w dniu 12 lipca 2023 r. w Brukseli", "12 lipca 2023 r."),
        ("pt", "em 12 de julho de 2023", "12 de julho de 2023"),
        ("ro", "la 12 iulie 2023, la Bruxelles", "12 iulie 2023"),
        ("sk", "dňa 12. júla 2023 v Bruseli", "12. júla 2023"),
        ("sl", "dne 12. julija 2023 v Bruslju", "12. julija 2023"),
        ("sl", "dne 12.\u00a0julija\u00a02023", "12.\u00a0julija\u00a02023"),
        ("sv", "den 12 juli 2023 i Bryssel", "12 juli 2023"),
    ],
)
def test_a_day_is_found_as_the_language_writes_it(
    tag: str, text: str, words: str
) -> None:
    assert dates(text, tag) == [(words, "2023-07-12")]


@pytest.mark.parametrize(
    ("tag", "text", "words", "value"),
    [
        ("sl", "septembra 2023 Španija", "septembra 2023", "2023-09"),
        ("sl", "v septembru 2023", "septembru 2023", "2023-09"),
        ("en", "in November 2021", "November 2021", "2021-11"),
        ("fr", "en juillet 2023", "juillet 2023", "2023-07"),
        ("es", "en julio de 2023", "julio de 2023", "2023-07"),
        ("fi", "heinäkuussa 2023", "heinäkuussa 2023", "2023-07"),
        ("el", "τον Ιούλιο του 2023", "Ιούλιο του 2023", "2023-07"),
        ("lt", "2023 m. liepos mėn.", "2023 m. liepos mėn.", "2023-07"),
        ("sl", "do leta 2030", "2030", "2030"),
        ("en", "by the end of 2022", "2022", "2022"),
        ("fr", "d’ici 2030", "2030", "2030"),
        ("es", "hasta 2030", "2030", "2030"),
        ("de", "im Jahr 2030", "2030", "2030"),
        ("lv", "2030. gadā", "2030. gadā", "2030"),
    ],
)
def test_a_month_or_a_year_has_its_own_precision(
    tag: str, text: str, words: str, value: str
) -> None:
    assert dates(text, tag) == [(words, value)]


@pytest.mark.parametrize(
    ("tag", "text", "expected"),
    [
        (
            "en",
            "12–14 July 2023",
            [("12", "2023-07-12"), ("14 July 2023", "2023-07-14")],
        ),
        (
            "en",
            "July 12–14, 2023",
            [("July 12", "2023-07-12"), ("14, 2023", "2023-07-14")],
        ),
        (
            "en",
            "from 29 to 30 June 2023",
            [("29", "2023-06-29"), ("30 June 2023", "2023-06-30")],
        ),
        (
            "en",
            "29 June – 1 July 2023",
            [("29 June", "2023-06-29"), ("1 July 2023", "2023-07-01")],
        ),
        (
            "en",
            "3, 4 and 5 May 2023",
            [("3", "2023-05-03"), ("4", "2023-05-04"), ("5 May 2023", "2023-05-05")],
        ),
        (
            "sl",
            "12.–14. julija 2023",
            [("12", "2023-07-12"), ("14. julija 2023", "2023-07-14")],
        ),
        (
            "fr",
            "du 29 juin au 1er juillet 2023",
            [("29 juin", "2023-06-29"), ("1er juillet 2023", "2023-07-01")],
        ),
        (
            "es",
            "del 12 al 14 de julio de 2023",
            [("12", "2023-07-12"), ("14 de julio de 2023", "2023-07-14")],
        ),
        (
            "de",
            "vom 12. bis 14. Juli 2023",
            [("12", "2023-07-12"), ("14. Juli 2023", "2023-07-14")],
        ),
        (
            "hu",
            "2023. július 12–14.",
            [("2023. július 12", "2023-07-12"), ("14.", "2023-07-14")],
        ),
    ],
)
def test_each_day_of_a_range_or_list_is_a_date(
    tag: str, text: str, expected: list[tuple[str, str]]
) -> None:
    assert dates(text, tag) == expected


@pytest.mark.parametrize(
    ("tag", "text", "words"),
    [
        ("und", "signed 2023-07-12.", "2023-07-12"), ("sl", "12.7.2023", "12.7.2023"), ("sl", "12. 7. 2023", "12. 7. 2023"),
        ("fr", "12/07/2023", "12/07/2023"), ("hu", "2023.7.12.", "2023.7.12"), ("lt", "2023 07 12", "2023 07 12"),
        ("hr", "12.7.2023.", "12.7.2023"),
    ],
)  # fmt: skip
def test_a_date_in_figures_is_read_in_the_order_of_the_language(
    tag: str, text: str, words: str
) -> None:
    assert dates(text, tag) == [(words, "2023-07-12")]


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("en", "31 February 2023"), ("sl", "30. februarja 2023"), ("en", "12 December"), ("en", "2023 people"),
        ("en", "Regulation (EU) 2016/794"), ("en", "02/03/2023"), ("und", "12 July 2023"), ("sl", "št. 2023"),
        ("cs", "pro 2023 lidí"), ("en", "11 July 12023"), ("en", "1.12.7.2023"), ("en", "2023-13-41"),
        ("en", "in 20235 cases"), ("en", "Xin 2023"), ("sl", "29. februarja 2023"),
    ],
)  # fmt: skip
def test_what_is_no_date_is_not_marked(tag: str, text: str) -> None:
    assert dates(text, tag) == []


def test_a_leap_day_is_a_date() -> None:
    assert dates("29. februarja 2024", "sl") == [("29. februarja 2024", "2024-02-29")]


def test_time_grows_with_the_text_not_faster() -> None:
    hostile = "1, 1, 1 and 12–14 2023 1. de 2023 " * 20_000
    assert dates(hostile, "en") == []


@pytest.mark.parametrize("blank", [" ", "\u00a0", "\u202f"])
def test_every_name_of_a_month_is_read_whatever_blank_parts_its_words(
    blank: str,
) -> None:
    for data in all_languages():
        for number, forms in enumerate(data.months, 1):
            for form in forms:
                text = f"3 {form} 2024".replace(" ", blank)
                said = {
                    each.says["date"]
                    for each in find_dates(text, date_reader(data.tag))
                }
                assert said <= {f"2024-{number:02}-03", f"2024-{number:02}", "2024"}, (
                    data.tag,
                    text,
                )
