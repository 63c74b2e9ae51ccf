"""The catalogues: complete, alike in their braces, and what is told from them."""

import string
from collections.abc import Iterator

import pytest

from communique.catalogues import (
    CATALOGUES,
    ENGLISH,
    Catalogue,
    catalogue,
    language_of,
    teller,
)
from communique.core.message import count, say

OTHERS = [each for each in CATALOGUES if each != ENGLISH]


def forms(found: object) -> Iterator[str]:
    yield from found.values() if isinstance(found, dict) else (str(found),)


def slots(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


@pytest.mark.parametrize("language", OTHERS)
def test_a_catalogue_has_every_template_of_the_code_and_no_other(language: str) -> None:
    english, other = catalogue(ENGLISH).templates, catalogue(language).templates
    assert sorted(set(english) - set(other)) == [], "not translated"
    assert sorted(set(other) - set(english)) == [], "said nowhere any more"


@pytest.mark.parametrize("language", OTHERS)
def test_a_translation_shows_the_same_values(language: str) -> None:
    for template, found in catalogue(language).templates.items():
        for form in forms(found):
            assert slots(form) == slots(template), template


@pytest.mark.parametrize("language", CATALOGUES)
def test_what_counts_has_a_form_for_every_category(language: str) -> None:
    known = catalogue(language)
    for template, found in catalogue(ENGLISH).templates.items():
        if isinstance(found, dict):
            form = known.templates[template]
            assert isinstance(form, dict), template
            assert set(form) == {*known.plural, "other"}, template


def test_messages_are_told_with_their_values_and_the_messages_among_them() -> None:
    templates = {"{a} before {b}": "{b} za {a}", "nothing": "nič"}
    known = Catalogue("xx", 10, {}, templates)
    assert known.tell(say("{a} before {b}", a=say("nothing"), b=3)) == "3 za nič"
    assert known.tell("nothing") == "nič"
    assert known.tell("not in it") == "not in it"
    assert known.tell(say("{n} not in it", n=1)) == "1 not in it"


@pytest.mark.parametrize(
    ("number", "told"),
    [
        (0, "0 napak"),
        (1, "1 napaka"),
        (2, "2 napaki"),
        (4, "4 napake"),
        (5, "5 napak"),
        (11, "11 napak"),
        (101, "101 napaka"),
    ],
)
def test_slovene_counts_in_four_forms(number: int, told: str) -> None:
    assert teller("sl")(count("{n} error", "{n} errors", n=number)) == told


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "sl_SI.UTF-8"}, "sl"),
        ({"LANG": "sl_SI.UTF-8", "LC_ALL": "C.UTF-8"}, "en"),
        ({"LANG": "en_GB", "LC_MESSAGES": "es_MX@euro"}, "es"),
        ({"LC_ALL": "", "LANG": "es"}, "es"),
        ({"LANG": "tlh"}, "en"),
    ],
)
def test_the_environment_names_the_language(
    environment: dict[str, str], language: str
) -> None:
    assert language_of(environment) == language


def test_an_unknown_language_has_no_catalogue() -> None:
    with pytest.raises(KeyError):
        catalogue("tlh")
