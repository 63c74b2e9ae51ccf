"""Known names are found in the forms of a language, and nowhere in other words."""

import pytest

from communique.detect.marks import chosen
from communique.detect.mentions.names import authorities, find_names, indexed
from communique.languages import LANGUAGES, states
from communique.rules.ontology import countries


@pytest.mark.parametrize(
    ("tag", "text", "words", "ref"),
    [
        ("sl", "z Evropsko unijo", "Evropsko unijo", "eu"), ("en", "the European Union", "European Union", "eu"),
        ("fr", "le Conseil de l'Union européenne", "Conseil de l'Union européenne", "eu-council"),
        ("es", "la Comisión Europea", "Comisión Europea", "eu-commission"), ("de", "der Europäischen Union", "Europäischen Union", "eu"),
        ("bg", "на Европейския съюз", "Европейския съюз", "eu"), ("el", "της Ευρωπαϊκής Ένωσης", "Ευρωπαϊκής Ένωσης", "eu"),
        ("pl", "Unii Europejskiej", "Unii Europejskiej", "eu"), ("fi", "Euroopan unionin", "Euroopan unionin", "eu"),
        ("ga", "leis an tAontas Eorpach", "an tAontas Eorpach", "eu"), ("mt", "tal-Unjoni Ewropea", "Unjoni Ewropea", "eu"),
        ("sl", "agencija Evropske unije za droge", "agencija Evropske unije za droge", "euda"),
        ("en", "in Peru and", "Peru", "peru"), ("fr", "en Équateur,", "Équateur", "ecuador"),
    ],
)  # fmt: skip
def test_known_names_are_found_in_the_forms_of_the_language(
    tag: str, text: str, words: str, ref: str
) -> None:
    found = find_names(text, authorities(tag).index)
    assert [(text[each.start : each.end], each.says["ref"]) for each in chosen(found)] in (
        [(words, ref)], [(words.removeprefix("an "), ref)],
    )  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "Lisa O. Peru",
        "Peruvian",
        "peru",
        "EUROPOLIS",
        "xEU",
        "EU2",
        "EU-LISA",
        "Frontexx",
        "IN THE EU AND",
    ],
)
def test_a_part_of_another_word_is_no_name(text: str) -> None:
    assert find_names(text, authorities("en").index) == []


def test_no_entity_claims_to_be_the_same_as_what_is_unchecked() -> None:
    lists = (
        "http://publications.europa.eu/resource/authority/",
        "http://eurovoc.europa.eu/",
    )
    for tag in LANGUAGES:
        for known in authorities(tag).entities.values():
            assert all(uri.startswith(lists) for uri in known["same_as"])
            if known["type"] == "state":
                (address,) = known["same_as"]
                assert address.rpartition("/")[2] in countries("authority")


def test_every_state_has_a_name_in_english_and_an_id_of_its_own() -> None:
    assert len(states("en")) == 195
    assert (
        len(
            [
                each
                for each in authorities("en").entities.values()
                if each["type"] == "state"
            ]
        )
        == 195
    )
    assert {code for tag in LANGUAGES for code in states(tag)} == states("en").keys()


@pytest.mark.parametrize(
    ("tag", "text", "refs"),
    [
        ("en", "Kenya, the United States of America (U.S.) and the Republic of Korea", ["kenya", "united-states", "united-states", "south-korea"]),
        ("fr", "la Côte d'Ivoire, la République démocratique du Congo et l’ONU", ["cote-divoire", "democratic-republic-of-the-congo", "un"]),
        ("ru", "Российской Федерации и Китайской Народной Республики", ["russia", "china"]),
        ("en", "the South China Sea and Northern Ireland", ["south-china-sea", "northern-ireland"]),
        ("sl", "Mali in veliki", []), ("vi", "Ý kiến", []),
    ],
)  # fmt: skip
def test_states_and_bodies_of_the_world_are_found(
    tag: str, text: str, refs: list[str]
) -> None:
    assert [
        each.says["ref"] for each in chosen(find_names(text, authorities(tag).index))
    ] == refs


def test_the_first_id_of_a_form_is_kept_and_the_other_index_is_not_touched() -> None:
    known = authorities("en").index
    size = len(known)
    index = indexed(
        [("European Union", "other"), ("Blue Book", "book"), ("nothing", "none")], known
    )
    assert [
        each.says["ref"]
        for each in find_names("the European Union and the Blue Book", index)
    ] == ["eu", "book"]
    assert len(known) == size


def test_the_longest_form_that_begins_with_a_word_is_taken() -> None:
    index = indexed([("Blue", "short"), ("Blue Book", "long")])
    assert [
        each.says["ref"] for each in find_names("Blue Book, Blue Books", index)
    ] == [
        "long",
        "short",
    ]
