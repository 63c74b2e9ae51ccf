"""Numbers of documents are told by their form, and from what only looks like one."""

import pytest

from communique.detect.marks import chosen
from communique.detect.mentions.documents import document_reader, find_documents

REGISTER = "https://data.consilium.europa.eu/doc/document/"


def references(text: str, tag: str) -> list[tuple[str, str, str | None]]:
    found = chosen(find_documents(text, document_reader(tag)))
    return [(text[each.start : each.end], each.says["scheme"], each.says["href"]) for each in found]


@pytest.mark.parametrize(
    ("printed", "address"),
    [
        ("12517/1/23 REV 1", "ST-12517-2023-REV-1"), ("11301/23", "ST-11301-2023-INIT"), ("9493/20", "ST-9493-2020-INIT"),
        ("8370/17 ADD 1", "ST-8370-2017-ADD-1"), ("11432/07 DCL 1", "ST-11432-2007-DCL-1"), ("EUCO 7/23", "EUCO-7-2023-INIT"),
        ("10952/2/14 REV 2 ADD 1", "ST-10952-2014-REV-2-ADD-1"), ("ST 12838/2023 INIT", "ST-12838-2023-INIT"),
        ("ST-12838-2023-INIT", "ST-12838-2023-INIT"), ("ST/6414/2020/INIT", "ST-6414-2020-INIT"),
        ("SN 3685/07", "SN-3685-2007-INIT"), ("5678/99 COR 2", "ST-5678-1999-COR-2"),
    ],
)  # fmt: skip
def test_a_council_number_has_its_address_in_the_register(printed: str, address: str) -> None:
    assert references(f"glej {printed}.", "sl") == [
        (printed, "council", f"{REGISTER}{address}/sl/pdf")
    ]


@pytest.mark.parametrize(
    "printed", ["CONV 459/02", "PE-CONS 3648/2/07 REV 2", "12517/1/23", "12517/1/23 REV 2"]
)
def test_a_number_that_does_not_settle_its_address_has_none(printed: str) -> None:
    assert references(f"see {printed}.", "en") == [(printed, "council", None)]


def test_without_a_language_there_is_no_address() -> None:
    assert references("12517/1/23 REV 1", "und") == [("12517/1/23 REV 1", "council", None)]


@pytest.mark.parametrize(
    ("text", "tag", "printed"),
    [("dok. 2023/24", "sl", "2023/24"), ("doc. 2023/24", "en", "2023/24"), ("ST 2023/24", "en", "ST 2023/24"),
     ("doc. 7/23", "fr", "7/23")],
)  # fmt: skip
def test_a_number_like_a_year_needs_a_word_or_a_series(text: str, tag: str, printed: str) -> None:
    assert [each[:2] for each in references(text, tag)] == [(printed, "council")]


@pytest.mark.parametrize(
    "text",
    ["1049/2001", "Art. 3/4", "in 2023/24", "and/or", "120/80", "24/7", "1/2/3/4/5", "A/B", "12345/678", "x12517/23",
     "12517/23/24/25", "http://a.b/12517/23"],
)  # fmt: skip
def test_what_only_looks_like_a_number_is_none(text: str) -> None:
    assert references(text, "en") == []


@pytest.mark.parametrize(
    ("text", "scheme"),
    [
        ("COM(2013) 619 final", "com"), ("JOIN(2021) 24 final", "com"), ("SWD(2020) 12", "com"), ("C(2013) 1", "com"),
        ("E-001941/2024", "parliament"), ("P9_TA(2021)0123", "parliament"), ("2012/0207 (NLE)", "procedure"),
        ("2023/0249(NLE)", "procedure"), ("S/2021/287", "un"), ("S/PRST/2021/1", "un"), ("A/HRC/RES/48/13", "un"),
    ],
)  # fmt: skip
def test_the_form_of_a_number_says_whose_it_is(text: str, scheme: str) -> None:
    assert references(f"({text})", "und") == [(text, scheme, None)]


@pytest.mark.parametrize(
    ("text", "tag", "printed"),
    [
        ("Uredba (EU) 2016/794 Evropskega parlamenta", "sl", "Uredba (EU) 2016/794"),
        ("po Sklepu Sveta 2006/259/ES", "sl", "2006/259/ES"),
        ("Council Decision (EU) 2017/1842", "en", "Decision (EU) 2017/1842"),
        ("Directive 2014/41/EU", "en", "Directive 2014/41/EU"),
        ("le règlement (CE) n° 1049/2001", "fr", "règlement (CE) n° 1049/2001"),
        ("el Reglamento (UE) 2016/794", "es", "Reglamento (UE) 2016/794"),
        ("Verordnung (EG) Nr. 1049/2001", "de", "Verordnung (EG) Nr. 1049/2001"),
        ("Регламент (ЕС) 2016/794", "bg", "Регламент (ЕС) 2016/794"),
        ("Nařízení (EU) 2016/794", "cs", "Nařízení (EU) 2016/794"),
    ],
)
def test_an_act_of_the_union_is_known_by_its_brackets_or_ending(
    text: str, tag: str, printed: str
) -> None:
    assert references(text, tag) == [(printed, "eu-act", None)]


@pytest.mark.parametrize(
    ("text", "tag", "expected"),
    [
        (
            "S/RES/2569 (2021)",
            "und",
            [("S/RES/2569 (2021)", "https://undocs.org/S/RES/2569(2021)")],
        ),
        ("A/RES/70/1", "und", [("A/RES/70/1", "https://undocs.org/A/RES/70/1")]),
        (
            "its resolution 1874 (2009)",
            "en",
            [("resolution 1874 (2009)", "https://undocs.org/S/RES/1874(2009)")],
        ),
        (
            "sa résolution 2565 (2021)",
            "fr",
            [("résolution 2565 (2021)", "https://undocs.org/S/RES/2565(2021)")],
        ),
        (
            "su resolución 2569 (2021)",
            "es",
            [("resolución 2569 (2021)", "https://undocs.org/S/RES/2569(2021)")],
        ),
        (
            "z resolucijo 1373 (2001)",
            "sl",
            [("resolucijo 1373 (2001)", "https://undocs.org/S/RES/1373(2001)")],
        ),
        ("resolution 70/1", "en", [("resolution 70/1", None)]),
    ],
)
def test_resolutions_are_the_united_nations(
    text: str, tag: str, expected: list[tuple[str, str | None]]
) -> None:
    assert references(text, tag) == [(printed, "un", href) for printed, href in expected]


def test_numbers_listed_after_a_resolution_are_resolutions() -> None:
    text = "resolutions 1718 (2006), 1874 (2009) and 2087 (2013); in room 1234 (2014)"
    assert [each[0] for each in references(text, "en")] == [
        "resolutions 1718 (2006)",
        "1874 (2009)",
        "2087 (2013)",
    ]


def test_hostile_numbers_take_no_longer_than_their_length() -> None:
    assert references("1/1/1-1(EU) 1/" * 20_000, "en") == []
    assert references("A/A" * 60_000, "en") == []
