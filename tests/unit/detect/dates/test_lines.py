"""Days and places as documents print them."""

import pytest

from communique.detect.dates.lines import dates_in, days, last_of_range
from communique.detect.dates.places import place_beside
from communique.languages import language

DAYS = {
    "figures and a month": ("en", "Low Wick, 3 May 2024", "2024-05-03"),
    "figures alone": ("de", "19.12.2023", "2023-12-19"),
    "the last day of a meeting": ("it", "Savona, 27-29 giugno 2024", "2024-06-29"),
    "a meeting over the end of a month": (
        "en",
        "26 February–5 April 2024",
        "2024-04-05",
    ),
    "a day in words": ("en", "this seventh day of September 2018", "2018-09-07"),
    "all in words in Polish": (
        "pl",
        "trzeciego maja dwa tysiące dwudziestego pierwszego roku",
        "2021-05-03",
    ),
    "all in words in Russian": (
        "ru",
        "двадцать пятого мая тысяча девятьсот девяносто восьмого года",
        "1998-05-25",
    ),
    "all in words in Ukrainian": (
        "uk",
        "третього травня дві тисячі двадцять першого року",
        "2021-05-03",
    ),
    "all in words in Romanian": (
        "ro",
        "la trei mai două mii douăzeci și unu",
        "2021-05-03",
    ),
    "all in words in Catalan": (
        "ca",
        "tres de maig de dos mil vint-i-un",
        "2021-05-03",
    ),
    "all in words in Swedish": (
        "sv",
        "den tjugofemte maj nittonhundranittiotvå",
        "1992-05-25",
    ),
    "a day and a year in words": (
        "es",
        "el veintidós de mayo de mil novecientos noventa y siete",
        "1997-05-22",
    ),
    "two days in words": (
        "en",
        "this fifth and eleventh day of May, two thousand and twenty-three",
        "2023-05-11",
    ),
    "a year in one long word": ("it", "il ventidue maggio duemilaundici", "2011-05-22"),
    "four times twenty": (
        "fr",
        "le vingt-deux mai mille neuf cent quatre-vingt-dix-sept",
        "1997-05-22",
    ),
    "twenty behind four": (
        "nl",
        "de vierentwintigste april negentienhonderd achtenvijftig",
        "1958-04-24",
    ),
    "a word that grows in lower case": ("tr", "4 Mayıs 2018, İngilizce", "2018-05-04"),
    "Chinese figures": ("zh", "本协定于二〇一四年九月十六日签订", "2014-09-16"),
    "Chinese numbers": ("ja", "二千十七年三月三日", "2017-03-03"),
    "a Japanese era": ("ja", "令和三年六月九日", "2021-06-09"),
    "English lines in another language": ("zh", "1 December 2023", "2023-12-01"),
    "a language without a file": ("ka", "2018 წლის 30 სექტემბერი", "2018-09-30"),
    "a month in another case": ("kk", "2023 жылғы 11 қарашада", "2023-11-11"),
    "a month with two names": (
        "ar",
        "بتاريخ 11 أيار/مايو 2016 من نسختين",
        "2016-05-11",
    ),
    "a month alone": ("en", "May 2024", "2024-05"),
    "a year beside the one of a leader": (
        "ko",
        "주체107(2018)년 4월 27일",
        "2018-04-27",
    ),
}

OTHERS = {
    "a month by its number in Mongolian": (
        "mn",
        "Улаанбаатар, 2023 оны 10 дугаар сарын 19",
        "2023-10-19",
    ),
    "a word for the first day in Urdu": ("ur", "یکم جون ۲۰۲۲ء", "2022-06-01"),
    "a month of a language that is not known": (
        "und",
        "Reykjavik, 17. veljače 2018.",
        "2018-02-17",
    ),
    "a Persian day in figures": ("fa", "۱۴۰۰/۱/۳", "2021-03-23"),
    "the word for year right behind it": ("sr", "Luka, 20. mart 2026.g.", "2026-03-20"),
    "a Persian month": ("fa", "بندر، ۲۸ تیر ۱۴۰۱", "2022-07-19"),
    "the word for month behind its name": ("fa", "۹ آذرماه ۱۳۲۲", "1943-12-01"),
    "the last day of a Persian leap year": ("fa", "۳۰ اسفند ۱۳۹۹", "2021-03-20"),
    "an Afghan month": ("fa", "۱۲ میزان ۱۴۰۰", "2021-10-04"),
    "an Ethiopic month": ("am", "ኅዳር 3 ቀን 2015 ዓ.ም.", "2022-11-12"),
    "the year behind an Ethiopic leap day": (
        "am",
        "መስከረም 1 ቀን 2012 ዓ.ም.",
        "2019-09-12",
    ),
    "the moon gives no day, but a month": ("ar", "في 29 رجب 1439هـ", "2018-04"),
    "a day of the common calendar comes first": (
        "ar",
        "29 رجب 1439هـ الموافق 15 أبريل 2018م",
        "2018-04-15",
    ),
    "a day behind the ending of its month": (
        "eu",
        "Portua, 2022ko martxoaren 21a",
        "2022-03-21",
    ),
    "a month in roman figures": ("pl", "Warszawa, 18.X.2023 r.", "2023-10-18"),
    "a month whose year is no day": ("pt", "Porto, Fevereiro de 2021.", "2021-02"),
}


@pytest.mark.parametrize(("tag", "text", "value"), OTHERS.values(), ids=OTHERS)
def test_facts_know_more_dates(tag: str, text: str, value: str) -> None:
    found = last_of_range(dates_in(text, language(tag)))
    assert found is not None
    assert found.value == value


@pytest.mark.parametrize(("tag", "text", "value"), DAYS.values(), ids=DAYS)
def test_a_day_is_read(tag: str, text: str, value: str) -> None:
    found = last_of_range(days(text, language(tag)))
    assert found is not None
    assert found.value == value


@pytest.mark.parametrize(
    "text",
    [
        "S/RES/2640 (2022)",
        "30 February 2024",
        "12 boats and 3 nets",
        "may 12 boats in 2004",
        "",
    ],
)
def test_what_is_no_day_is_none(text: str) -> None:
    found = last_of_range(days(text, language("en")))
    assert found is None or len(found.value) < 10


PLACES = {
    "a dateline": ("Low Wick, 3 May 2024", True, "Low Wick"),
    "a day whose year is in words": (
        "done at Low Wick on this 3rd day of May, two thousand and four",
        False,
        "Low Wick",
    ),
    "a place behind the day": ("3 May 2024, Low Wick, Isles", True, "Low Wick"),
    "a closing": ("DONE at Bergen, this 7 May 2018, in two originals", False, "Bergen"),
    "the city of": ("Done in the city of New Wick on 7 May 2018", False, "New Wick"),
    "a name with a particle": ("Foz do Wick, 3 May 2024", True, "Foz do Wick"),
    "a city by its whole name": ("Ciudad de Wick, 3 May 2024", True, "Ciudad de Wick"),
    "an abbreviation in a name": ("St. Wick, 3 May 2024", True, "St. Wick"),
    "a word before the day is no place": ("Vom 3 May 2024", True, None),
    "a day of the week is no place": ("Wednesday 3 May 2024", True, None),
    "a press release is no place": ("3 May 2024 - Press release", True, None),
    "who adopted it is no place": (
        "Adopted by the Ports Council on 3 May 2024",
        False,
        None,
    ),
    "a day alone": ("3 May 2024", True, None),
    "a session is no place": ("Plenary sitting of 3 May 2024", True, None),
    "the sentence of the day counts": (
        "IN WITNESS WHEREOF they signed. DONE at Bergen, 3 May 2024",
        False,
        "Bergen",
    ),
}


@pytest.mark.parametrize(("text", "alone", "place"), PLACES.values(), ids=PLACES)
def test_a_place_stands_beside_a_day(
    text: str, *, alone: bool, place: str | None
) -> None:
    day = last_of_range(days(text, language("en")))
    assert day is not None
    assert place_beside(text, day, alone=alone) == place


@pytest.mark.parametrize(
    ("tag", "text", "place"),
    [
        ("ja", "二千十七年三月三日にバンコクで", "バンコク"),
        ("ja", "2022年11月29日、東京で", "東京"),
        ("fa", "در تاریخ 11 مه 2017 در شیراز به امضا رسید.", "شیراز"),
        ("hi", "नई दिल्ली में 15 नवंबर 2018 को", "नई दिल्ली"),
        (
            "mn",
            "2022 оны 9 дүгээр сарын 14-ний өдөр Улаанбаатар хотноо үйлдэв.",
            "Улаанбаатар",
        ),
        ("zh", "2014年9月16日在科伦坡签订", "科伦坡"),
        ("zh", "2024年5月6日于巴黎", "巴黎"),
        ("ja", "平成二十八年二月十二日、於東京", "東京"),
        ("th", "วันที่ 9 กันยายน 2559 ณ กรุงเทพฯ", "กรุงเทพฯ"),
        ("th", "ทำขึ้น ณ กรุงเทพมหานคร เมื่อวันที่ 5 มีนาคม 2562", "กรุงเทพมหานคร"),
        ("fa", "در شهر دوشنبه در تاریخ ۱۰ مه ۲۰۱۷", "دوشنبه"),
        ("tr", "29 Mart 2022 tarihinde Taşkent'te imzalanmıştır", "Taşkent"),
        ("uz", "Toshkent shahri, 2022-yil 22-dekabr", "Toshkent"),
        (
            "ro",
            "Semnată la Constanța, la 18 iunie 2019, în două exemplare",
            "Constanța",
        ),
        ("es", "Conferencia celebrada el 28 de mayo de 2019 en Cádiz", "Cádiz"),
        ("tl", "Pinagtibay ngayong ika-8 ng Pebrero 2021 sa Batangas", "Batangas"),
        ("pt", "Sala das Sessões, em Sines, 26 de fevereiro de 2024", "Sines"),
    ],
)
def test_a_place_beside_a_day_as_a_language_says_it(
    tag: str, text: str, place: str
) -> None:
    (day,) = days(text, language(tag))
    assert place_beside(text, day, alone=False, tag=tag) == place


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("단기 4282년 6월 27일", "1949-06-27"),
        ("明治三十年五月三日", "1897-05-03"),
        ("大正8年6月28日", "1919-06-28"),
    ],
)
def test_years_of_eras_are_those_of_the_common_calendar(words: str, value: str) -> None:
    assert [
        day.value for day in dates_in(words, language("ko" if "년" in words else "ja"))
    ] == [value]
