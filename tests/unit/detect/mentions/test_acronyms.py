"""Acronyms in brackets are tied to the words they stand for, or to nothing."""

import pytest

from communique.detect.mentions.acronyms import introductions, is_acronym


def pairs(text: str) -> list[tuple[str, str | None]]:
    return [(each.acronym, each.long) for each in introductions(text, {})]


@pytest.mark.parametrize(
    ("text", "long"),
    [
        ("reform of the World Health Organization (WHO), including", "World Health Organization"),
        ("the European Multidisciplinary Platform Against Criminal Threats (EMPACT)",
         "European Multidisciplinary Platform Against Criminal Threats"),
        ("the Organisation of American States (OAS)", "Organisation of American States"),
        ("the Group of Seven (G7) met", "Group of Seven"),
        ("the International Atomic Energy Agency’s (IAEA) efforts", "International Atomic Energy Agency"),
        ("de l’Organisation mondiale de la Santé (OMS)", "Organisation mondiale de la Santé"),
        ("la Oficina de las Naciones Unidas contra la Droga y el Delito (UNODC)",
         "Oficina de las Naciones Unidas contra la Droga y el Delito"),
        ("la Organización de los Estados Americanos (OEA)", "Organización de los Estados Americanos"),
        ("die Weltgesundheitsorganisation (WHO) und", "Weltgesundheitsorganisation"),
        ("voditeljev Evropske unije (EU) in", "Evropske unije"),
        ("Agencija Evropske unije za droge (EUDA)", "Agencija Evropske unije za droge"),
        ("Център за морски анализи и операции (ЦМАО)", "Център за морски анализи и операции"),
        ("Παγκόσμιος Οργανισμός Υγείας (ΠΟΥ)", "Παγκόσμιος Οργανισμός Υγείας"),
        ("sestavni projekti „Global Illicit Flows“ (GIFP – program za tokove)", "Global Illicit Flows"),
        ("the “Black Sea Initiative” (BSI)", "Black Sea Initiative"),
    ],
)  # fmt: skip
def test_the_long_form_is_the_words_before_the_bracket(text: str, long: str) -> None:
    assert [each[1] for each in pairs(text)] == [long]


def test_the_place_of_the_long_form_is_where_its_words_stand() -> None:
    text = "we thank the World  Health Organization (WHO)"
    (found,) = introductions(text, {})
    assert text[found.start : found.end] == "World  Health Organization"
    assert found.long == "World Health Organization"


@pytest.mark.parametrize(
    ("text", "acronym"),
    [
        (
            "projektna skupina za finančno ukrepanje Latinske Amerike (GAFILAT)",
            "GAFILAT",
        ),
        ("program sodelovanja na področju drog (COPOLAD)", "COPOLAD"),
        (
            "med Evropo in Latinsko Ameriko za boj proti kriminalu (EL PAcCTO)",
            "EL PAcCTO",
        ),
        ("la cooperación contra las drogas (COPOLAD)", "COPOLAD"),
    ],
)
def test_where_nothing_settles_the_long_form_none_is_claimed(
    text: str, acronym: str
) -> None:
    assert pairs(text) == [(acronym, None)]


def test_an_acronym_may_be_explained_in_the_brackets() -> None:
    assert pairs("with WHO (World Health Organization) in the lead") == [
        ("WHO", "World Health Organization")
    ]
    assert pairs("with WHO (its headquarters and the regions) in the lead") == []


@pytest.mark.parametrize(
    "text",
    [
        "Regulation (EU) 2016/794", "règlement (CE) n° 1049/2001", "2012/0207 (NLE)", "point (a)", "Annex (II)",
        "resolution 1874 (2009)", "(WHO)", "the text (see below)", "the States (in Geneva)", "the text (EN)", "a () b",
        "Title, (ABC)",
    ],
)  # fmt: skip
def test_other_brackets_introduce_nothing(text: str) -> None:
    assert pairs(text) == []


def test_a_long_form_that_is_known_is_found_again_without_a_search() -> None:
    text = "of the latest Organization (WHO)"
    (found,) = introductions(text, {"WHO": "latest Organization"})
    assert text[found.start : found.end] == found.long == "latest Organization"
    assert list(introductions("program drog (ABCD)", {"ABCD": None})) == []


@pytest.mark.parametrize(
    "word",
    ["WHO", "EMPACT", "MAOC-N", "PAcCTO", "G7", "G20", "COP26", "eu-LISA", "ЕС", "ΕΕ"],
)
def test_a_word_of_capitals_is_an_acronym(word: str) -> None:
    assert is_acronym(word)


@pytest.mark.parametrize(
    "word", ["Frontex", "McDonald", "I", "a", "2021", "A123", "Europol"]
)
def test_a_word_of_small_letters_is_no_acronym(word: str) -> None:
    assert not is_acronym(word)


def test_time_grows_with_the_text_not_faster() -> None:
    assert list(introductions("(" * 100_000 + "A" * 100_000, {})) == []
    assert len(list(introductions("Aa Bb Cc Dd (ABCD) " * 5_000, {}))) == 5_000
