"""The words of the page in its languages."""

from typing import get_args

import pytest

from communique.acts.follow_up import Status
from communique.formats.html.lists import SIGNS
from communique.formats.html.markup import FALLBACK, languages, wording
from communique.model.citation import STYLES
from communique.model.types import (
    ActKind,
    Basis,
    Choice,
    EntityType,
    Relation,
    SubjectRole,
)
from communique.naming.iso639 import direction


def test_there_are_three_languages_and_the_fallback_is_one_of_them() -> None:
    assert {"en", "es", "sl"} <= set(languages())
    assert FALLBACK in languages()


@pytest.mark.parametrize("tag", languages())
def test_each_language_says_everything(tag: str) -> None:
    words, first = wording(tag), wording(FALLBACK)
    assert list(words.texts) == list(first.texts)
    for key, values in (("acts", ActKind), ("types", EntityType), ("standings", Status), ("bases", Basis),
                        ("relations", Relation), ("subject-roles", SubjectRole), ("choices", Choice)):  # fmt: skip
        assert set(words.table(key)) == set(get_args(values))
    assert set(words.table("styles")) == set(STYLES)
    assert set(SIGNS) == set(get_args(EntityType))
    for key, text in first.texts.items():
        if isinstance(text, str):
            said = words[key]
            assert said
            assert said.count("{") == text.count("{")


def test_what_is_not_recorded_is_never_said_to_be_undone() -> None:
    assert all(
        "evidence" in words or "recorded" in words
        for words in wording("en").table("standings").values()
    )


def test_a_language_is_known_by_its_primary_subtag() -> None:
    assert [wording(tag).tag for tag in ("sl", "es-419", "fr", "und")] == [
        "sl",
        "es",
        "en",
        "en",
    ]


def test_dates_are_written_in_the_language() -> None:
    assert [wording(tag).date("2023-09-28") for tag in ("en", "sl", "es")] == [
        "28 September 2023", "28. september 2023", "28 de septiembre de 2023",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("tag", "said"),
    [
        ("he", "rtl"),
        ("ur-PK", "rtl"),
        ("uz-arab", "rtl"),
        ("ar-Latn", "ltr"),
        ("en-GB", "ltr"),
        ("mul", "auto"),
    ],
)
def test_the_direction_is_that_of_the_script_else_of_the_language(
    tag: str, said: str
) -> None:
    assert direction(tag) == said
