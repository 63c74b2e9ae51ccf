"""Numbers of documents are told by their form, and from what only looks like one."""

import pytest

from communique.detect.dates.patterns import date_reader, find_dates
from communique.detect.marks import chosen
from communique.detect.mentions.documents import document_reader, find_documents

REGISTER = "https://data.consilium.europa.eu/doc/document/"


def references(text: str, tag: str) -> list[tuple[str, str, str | None]]:
    days = list(find_dates(text, date_reader(tag)))
    found = chosen(find_documents(text, document_reader(tag), days))
    return [
        (text[each.start : each.end], each.says["scheme"], each.says["href"])
        for each in found
    ]


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
def test_a_council_number_has_its_address_in_the_register(
    printed: str, address: str
) -> None:
    assert references(f"glej {printed}.", "sl") == [
        (printed, "council", f"{REGISTER}{address}/sl/pdf")
    ]


@pytest.mark.parametrize(
    "printed",
    ["CONV 459/02", "PE-CONS 3648/2/07 REV 2", "12517/1/23", "12517/1/23 REV 2"],
)
def test_a_number_that_does_not_settle_its_address_has_none(printed: str) -> None:
    assert references(f"see {printed}.", "en") == [(printed, "council", None)]


def test_without_a_language_there_is_no_address() -> None:
    assert references("12517/1/23 REV 1", "und") == [
        ("12517/1/23 REV 1", "council", None)
    ]


@pytest.mark.parametrize(
    ("text", "tag", "printed"),
    [("dok. 2023/24", "sl", "2023/24"), ("doc. 2023/24", "en", "2023/24"), ("ST 2023/24", "en", "ST 2023/24"),
     ("doc. 7/23", "fr", "7/23")],
)  # fmt: skip
def test_a_number_like_a_year_needs_a_word_or_a_series(
    text: str, tag: str, printed: str
) -> None:
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
        ("COM(2013) 619", "com"), ("JOIN(2021) 24 final/2", "com"), ("SWD(2020) 12", "com"), ("C(2013) 1", "com"),
        ("E-001941/2024", "parliament"), ("P9_TA(2021)0123", "parliament"), ("2012/0207 (NLE)", "procedure"),
        ("2023/0249(NLE)", "procedure"), ("S/2021/287", "un"), ("S/PRST/2021/1", "un"), ("A/HRC/RES/48/13", "un"),
    ],
)  # fmt: skip
def test_the_form_of_a_number_says_whose_it_is(text: str, scheme: str) -> None:
    href = f"https://undocs.org/{text}" if scheme == "un" else None
    assert references(f"({text})", "und") == [(text, scheme, href)]


@pytest.mark.parametrize(
    ("text", "tag", "printed", "celex"),
    [
        (
            "Uredba (EU) 2016/794 Evropskega parlamenta",
            "sl",
            "Uredba (EU) 2016/794",
            "32016R0794",
        ),
        ("po Sklepu Sveta 2006/259/ES", "sl", "2006/259/ES", "32006D0259"),
        (
            "Council Decision (EU) 2017/1842",
            "en",
            "Decision (EU) 2017/1842",
            "32017D1842",
        ),
        ("Directive 2014/41/EU", "en", "Directive 2014/41/EU", "32014L0041"),
        (
            "le règlement (CE) n° 1049/2001",
            "fr",
            "règlement (CE) n° 1049/2001",
            "32001R1049",
        ),
        ("el Reglamento (UE) 2016/794", "es", "Reglamento (UE) 2016/794", "32016R0794"),
        (
            "Verordnung (EG) Nr. 1049/2001",
            "de",
            "Verordnung (EG) Nr. 1049/2001",
            "32001R1049",
        ),
        ("Регламент (ЕС) 2016/794", "bg", "Регламент (ЕС) 2016/794", "32016R0794"),
        ("Nařízení (EU) 2016/794", "cs", "Nařízení (EU) 2016/794", "32016R0794"),
    ],
)
def test_an_act_of_the_union_is_known_by_its_brackets_or_ending(
    text: str, tag: str, printed: str, celex: str | None
) -> None:
    page = (
        f"https://eur-lex.europa.eu/legal-content/{tag.upper()}/TXT/?uri=CELEX:{celex}"
    )
    assert references(text, tag) == [(printed, "eu-act", page if celex else None)]


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
    assert references(text, tag) == [
        (printed, "un", href) for printed, href in expected
    ]


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


def addresses(text: str, tag: str) -> list[tuple[str, str | None]]:
    return [
        (printed, href and href.removeprefix("https://undocs.org/"))
        for printed, scheme, href in references(text, tag)
        if scheme == "un"
    ]


@pytest.mark.parametrize(
    ("tag", "text", "expected"),
    [
        (
            "en",
            "its resolutions 53/72 of 4 December 1998, 54/43 of 1 December 1999 and 56/14 of 29 November 2001",
            [("resolutions 53/72", "A/RES/53/72"), ("54/43", "A/RES/54/43"), ("56/14", "A/RES/56/14")],
        ),
        (
            "fr",
            "ses résolutions 60/251 du 15 mars 2006 et 62/219 du 22 décembre 2007",
            [("résolutions 60/251", "A/RES/60/251"), ("62/219", "A/RES/62/219")],
        ),
        (
            "zh",
            "回顾第2585(2021)号决议和第2042(2012)、2043(2012)号决议，",
            [("2585(2021)", "S/RES/2585(2021)"), ("2042(2012)", "S/RES/2042(2012)"), ("2043(2012)", "S/RES/2043(2012)")],
        ),
        (
            "ar",
            "القرارين 550 (1984) و 789 (1992)",
            [("القرارين 550 (1984)", "S/RES/550(1984)"), ("789 (1992)", "S/RES/789(1992)")],
        ),
        ("en", "resolution 3314 (XXIX) of 14 December 1974", [("resolution 3314 (XXIX)", "A/RES/3314(XXIX)")]),
        ("en", "resolution ES-11/1 of 2 March 2022", [("resolution ES-11/1", "A/RES/ES-11/1")]),
        (
            "en",
            "resolutions 36/87 A and B of 9 December 1981 and 37/75 of 9 December 1982",
            [("resolutions 36/87 A and B", "A/RES/36/87"), ("37/75", "A/RES/37/75")],
        ),
        ("en", "a report in document A/75/982", [("A/75/982", "A/75/982")]),
    ],
)  # fmt: skip
def test_lists_of_resolutions_have_their_addresses(
    tag: str, text: str, expected: list[tuple[str, str | None]]
) -> None:
    assert addresses(text, tag) == expected


def test_a_decision_of_the_general_assembly_has_no_address() -> None:
    assert addresses("its decision 74/549 of 13 April 2020", "en") == [("74/549", None)]


@pytest.mark.parametrize(
    "text",
    [
        "resolution 50/13 of 7 May 2022",  # of none, by its day
        "resolution 50/13",  # of either
        "a resolution of 1/3 of the members of 4 May 2020",
    ],
)
def test_a_number_that_two_bodies_may_have_has_no_address(text: str) -> None:
    assert [href for _, href in addresses(text, "en") if href is not None] == []


def test_a_number_in_a_year_in_which_the_council_did_not_reach_it_is_none() -> None:
    assert addresses("in 2585 (2016) and 12 (2021) cases", "en") == []


def test_a_number_of_an_old_act_of_the_communities_is_none_of_the_council() -> None:
    text = "Regulations (EEC) No 1408/71 and 574/72, and document 12517/23"
    found = [
        words for words, scheme, _ in references(text, "en") if scheme == "council"
    ]
    assert found == ["12517/23"]


def test_ten_thousand_citations_take_no_longer_than_their_length() -> None:
    text = "resolutions " + ", ".join(["53/72 of 4 December 1998"] * 10_000)
    assert len(addresses(text, "en")) == 10_000
