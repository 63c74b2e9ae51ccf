"""The words of signatures."""

import pytest

from communique.detect.signing import (
    SIGNS,
    glued,
    in_a_row,
    is_clause,
    name_look,
    named,
    names_city,
    names_office,
    names_party,
    pair_of,
    party_of,
    says_signed,
    signed_in,
    signing_look,
    titled,
)
from communique.languages import language

EN = language("en")
PARTIES = {
    "words before": (
        "en",
        "For the Government of Low Wick:",
        "the Government of Low Wick",
    ),
    "words behind": ("az", "Low Wick adından", "Low Wick"),
    "writing without spaces": ("zh", "中华人民共和国政府代表", "中华人民共和国政府"),
    "a word glued to the name": ("ko", "대한민국 정부를 대표하여", "대한민국 정부"),
    "Slovenian": ("sl", "Za vlado Republike", "vlado Republike"),
    "words behind in capitals": (
        "tr",
        "AŞAĞI WICK HÜKÜMETİ ADINA",
        "AŞAĞI WICK HÜKÜMETİ",
    ),
    "of": ("en", "of the Republic of Low Wick", "the Republic of Low Wick"),
    "an article alone, the party in the next line": ("de", "Für die", ""),
}


@pytest.mark.parametrize(("tag", "text", "party"), PARTIES.values(), ids=PARTIES)
def test_a_party_is_named_without_the_words_around_it(
    tag: str, text: str, party: str
) -> None:
    assert party_of(text, language(tag)) == party


@pytest.mark.parametrize(
    "text",
    ["Full name: ________ (in capitals)", "________ :الاسم", "Signed", "____________"],
)
def test_a_field_to_be_filled_in_names_nobody(text: str) -> None:
    assert says_signed(text)
    assert not says_signed("____________ Edda Holm")


def test_a_clause_is_nobodys_name() -> None:
    assert is_clause("署名者は、")
    assert not is_clause("岡部清志")


def test_an_initial_glued_to_a_name_is_a_word_of_it() -> None:
    assert name_look("D.Bold") == name_look("D. Bold") > 0


def test_words_for_whom_somebody_signs_are_known() -> None:
    assert names_party("For the Ports", EN)
    assert not names_party("Edda Holm", EN)
    assert not names_party("Forsythe Holm", EN)


@pytest.mark.parametrize(
    "text",
    [
        "Minister of Nets",
        "La Présidente",
        "председник",
        "外务大臣",
        "وزير المياه",
        "Захирагч",
        "საბჭოს თავმჯდომარე",
        "Bise Alkalde",
        "Burgemeester",
        "Rudzāte, Saeimas deputāte",
        "Kansanedustaja",
        "Nagykövet",
        "Landshövding",
        "bæjarstjóri",
        "Veľvyslankyňa",
        "Hiệu trưởng",
        "Duta Besar",
        "துணைவேந்தர்",
        "국회의원",
        "חברת הכנסת",
        "porte-parole",
    ],
)
def test_offices_are_known_in_many_languages(text: str) -> None:
    assert names_office(text)


@pytest.mark.parametrize(
    "text",
    [
        "Edda Holm",
        "B. R. BOT",
        "Valentina Kingsley",
        "Jasenka Dekker",
        "Bela Konsulov",
        "김의원",
    ],
)
def test_a_name_is_no_office(text: str) -> None:
    assert not names_office(text)
    assert name_look(text) > 0


@pytest.mark.parametrize(
    "text",
    ["met in the spring", "12 May 2024", "For the Ports", "Minister of Nets", ""],
)
def test_what_is_no_name_does_not_look_like_one(text: str) -> None:
    assert name_look(text) < 0


def cut(text: str, places: list[int]) -> list[str]:
    return [
        text[start:end].strip()
        for start, end in zip([0, *places], [*places, len(text)], strict=True)
    ]


def test_a_name_and_an_office_part() -> None:
    text = "Edda Holm, Mayor of the Ports"
    assert cut(text, named(text, listed=False)) == ["Edda Holm,", "Mayor of the Ports"]


def test_an_office_a_name_and_a_party_part() -> None:
    text = "President Edda Holm of the Ports"
    assert cut(text, titled(text)) == ["President", "Edda Holm", "of the Ports"]
    assert titled("President of the United Ports of Wick") == []


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Edda Holm (mayor of the Ports)", ["Edda Holm", "(mayor of the Ports)"]),
        ("Edda Holm (EH)", ["Edda Holm (EH)"]),
        ("Deputy Mayor E. K. Holm", ["Deputy Mayor", "E. K. Holm"]),
        ("Deputy Mayor Edda HOLM", ["Deputy Mayor", "Edda HOLM"]),
        ("Mayor of the City: E. Holm", ["Mayor of the City: E. Holm"]),
    ],
)
def test_a_name_parts_from_what_stands_in_brackets_and_from_an_office_before_its_capitals(
    text: str, parts: list[str]
) -> None:
    assert cut(text, titled(text)) == parts


@pytest.mark.parametrize(
    ("names", "offices", "cuts"),
    [
        ("Edda Holm Odd Berg", "Mayor of Wick Mayor of Nets", (10, 14)),
        ("Edda van Holm Odd Berg", "Mayor of Wick Mayor of Nets", (14, 14)),
        ("Edda Holm Odd Berg", "Wick Mayor Nets Mayor", (10, 11)),
        ("Edda Holm Odd Berg", "Deputy Mayor", None),
        ("Edda Maria Holm Odd Berg", "Mayor of Wick Mayor of Nets", None),
        ("港子 浜男", "市長 市長", (3, 3)),
    ],
)
def test_two_names_and_two_offices_stood_in_columns(
    names: str, offices: str, cuts: tuple[int, int] | None
) -> None:
    assert pair_of(names, offices) == cuts


def test_signatures_in_one_line_part_at_their_marks() -> None:
    text = "For the Ports:(sgd.) E. HOLM.For the Isles:(sgd.) P. WICK"
    assert cut(text, glued(text, EN)) == [
        "For the Ports:",
        "(sgd.) E. HOLM.",
        "For the Isles:",
        "(sgd.) P. WICK",
    ]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("For the Ports, Edda Holm, Mayor", ["For the Ports,", "Edda Holm,", "Mayor"]),
        (
            "For the Office of nets, ropes and lamps",
            ["For the Office of nets, ropes and lamps"],
        ),
    ],
)
def test_behind_for_whom_somebody_signs_name_and_office_part_at_commas(
    text: str, parts: list[str]
) -> None:
    assert cut(text, glued(text, EN)) == parts


def test_a_long_row_of_names_parts_at_its_commas() -> None:
    text = "Ports Union, Isles Union, Nets Union, Lamps Union"
    assert len(in_a_row(text)) == 3
    assert in_a_row("Ports Union, Isles Union") == []


SIGNED = {
    "two parties": ("In English. For the Government of Wick: (sgd.) E. HOLM *For the Government of Nets* (sgd.) P. WICK", ["In English.", "For the Government of Wick: (sgd.) E. HOLM", "*For the Government of Nets* (sgd.) P. WICK"]),
    "a name glued to the next party": ("(sgd.) E. HOLMFor the Government of Nets: (sgd.) P. WICK", ["(sgd.) E. HOLM", "For the Government of Nets: (sgd.) P. WICK"]),
    "an office before a mark": ("They agree.\nThe Secretary: (s) E. HOLM", ["They agree.", "The Secretary: (s) E. HOLM"]),
    "names in capitals at the end": ("Done at Wick in the year of the nets. E. HOLM. Dr. P. WICK", ["Done at Wick in the year of the nets.", "E. HOLM.", "Dr. P. WICK"]),
    "a mark alone": ("Yours truly, (sgd.) E. HOLM", ["Yours truly,", "(sgd.) E. HOLM"]),
    "none": ("For the purposes of this text the member(s) of the council meet. For others they do not.", None),
}  # fmt: skip


@pytest.mark.parametrize(("text", "parts"), SIGNED.values(), ids=SIGNED)
def test_signatures_behind_other_words_begin(
    text: str, parts: list[str] | None
) -> None:
    places = [at for at in signed_in(text, (EN,)) if at]
    assert (cut(text, places) if places else None) == parts


@pytest.mark.parametrize(
    ("text", "look"),
    [
        ("(sgd.) E. HOLM", "mark"),
        ("Minister of Nets", "office"),
        ("Edda Holm", "name"),
        ("They dry nets", "none"),
    ],
)
def test_a_short_text_looks_like_a_part_of_a_signature(text: str, look: str) -> None:
    assert signing_look(text) == look


def test_a_mark_before_a_name_shows_who_signed() -> None:
    assert SIGNS.match("For the Ports: (sgd.) E. HOLM")
    assert not SIGNS.match("the member(s) Of the council")


@pytest.mark.parametrize(
    ("text", "city"),
    [("г. Минск", True), ("м. Київ", True), ("Minsk", False), ("г. 2024", False)],
)
def test_a_city_stands_behind_the_word_for_it(text: str, *, city: bool) -> None:
    assert names_city(text) == city
