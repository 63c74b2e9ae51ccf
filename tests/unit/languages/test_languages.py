"""The language files say everything that a language file has to say, and say it once."""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import fields
from importlib.resources import files
from typing import get_args

import pytest
from pydantic import TypeAdapter, ValidationError

from communique.languages import (
    LANGUAGES,
    LanguageData,
    all_languages,
    language,
    script,
)
from communique.model.types import ActKind, Slug

SLUG = TypeAdapter[str](Slug)
PHRASES = (
    "institutions", "annex", "article", "preamble_words", "dates", "numeric_dates", "day_joins", "year_leads",
    "enacting", "closing_words", "page_words", "words",
)  # fmt: skip
TABLES = ("labels", "document_kinds", "declaration_kinds", "references")
LEADS = ("recital_leads", "operative_leads")

OFFICIAL = {"bg", "cs", "da", "de", "el", "en", "es", "et", "fi", "fr", "ga", "hr", "hu", "it", "lt", "lv", "mt", "nl", "pl", "pt", "ro",
            "sk", "sl", "sv"}  # fmt: skip
"""The official languages of the European Union: in these a document of the Council can be read."""

COUNCIL_FIELDS = (
    "name", "institutions", "annex", "article", "preamble_words", "dates", "numeric_dates", "enacting",
    "recital_leads", "operative_leads", "closing_words", "page_words",
)  # fmt: skip
COUNCIL_LABELS = {"from", "to", "previous-document", "subject"}
COUNCIL_KINDS = {"joint-declaration", "declaration", "resolution", "conclusions"}
COUNCIL_REFERENCES = {"resolution", "regulation", "decision", "directive", "document"}


def repeated(words: Iterable[str]) -> list[str]:
    """Return the words that occur more than once."""
    return [word for word, times in Counter(words).items() if times > 1]


def is_slug(key: str) -> bool:
    """Tell whether a key can be the name of a kind or a field."""
    try:
        SLUG.validate_python(key)
    except ValidationError:
        return False
    return True


def is_phrase(phrase: object) -> bool:
    """Tell whether a value is a text that is not empty and has no blanks around it."""
    return isinstance(phrase, str) and phrase != "" and phrase == phrase.strip()


def test_each_file_has_only_known_fields_and_says_its_tag_and_name() -> None:
    known = {each.name for each in fields(LanguageData)}
    offenders: list[tuple[str, str]] = []
    for tag in LANGUAGES:
        raw = json.loads(
            files("communique.languages").joinpath(f"{tag}.json").read_text("utf-8")
        )
        offenders += [(tag, key) for key in raw if key not in known]
        if raw.get("tag") != tag:
            offenders.append((tag, "its tag"))
        if not raw.get("name"):
            offenders.append((tag, "its name"))
    assert offenders == []


def test_the_languages_are_the_files_that_are_there() -> None:
    there = {
        each.name.removesuffix(".json")
        for each in files("communique.languages").iterdir()
        if each.name.endswith(".json")
    }
    assert set(LANGUAGES) == there >= OFFICIAL
    assert list(LANGUAGES) == sorted(LANGUAGES)


def test_lists_of_phrases_are_tuples_of_phrases_without_repeats() -> None:
    offenders: list[tuple[str, str, object]] = []
    for data in all_languages():
        for name in PHRASES:
            phrases = getattr(data, name)
            if not isinstance(phrases, tuple):
                offenders.append((data.tag, name, phrases))
                continue
            wrong = [phrase for phrase in phrases if not is_phrase(phrase)]
            offenders += [
                (data.tag, name, each) for each in (*wrong, *repeated(phrases))
            ]
    assert offenders == []


def test_tables_of_phrases_have_slugs_as_keys_and_phrases_without_a_colon() -> None:
    offenders: list[tuple[str, str, str, object]] = []
    for data in all_languages():
        for name in TABLES:
            for key, phrases in getattr(data, name).items():
                if not is_slug(key) or not phrases:
                    offenders.append((data.tag, name, key, phrases))
                wrong = [
                    each
                    for each in phrases
                    if not is_phrase(each) or each.endswith(":")
                ]
                offenders += [(data.tag, name, key, each) for each in wrong]
    assert offenders == []


def test_official_languages_have_all_that_a_document_of_the_council_needs() -> None:
    missing: list[tuple[str, str]] = []
    for tag in sorted(OFFICIAL):
        data = language(tag)
        absent = {name for name in COUNCIL_FIELDS if not getattr(data, name)}
        absent |= COUNCIL_LABELS - set(data.labels)
        absent |= COUNCIL_KINDS - set(data.declaration_kinds)
        absent |= COUNCIL_REFERENCES - set(data.references)
        missing += [(tag, name) for name in sorted(absent)]
    assert missing == []


def test_a_language_has_words_by_which_it_is_known_or_none_are_told_by_spaces() -> None:
    assert [data.tag for data in all_languages() if 0 < len(data.words) < 25] == []


def test_kinds_of_acts_are_those_of_the_model() -> None:
    kinds = set(get_args(ActKind))
    offenders: list[tuple[str, str, str, str | None]] = []
    for data in all_languages():
        for phrase, kind in data.recital_leads.items():
            if kind and kind not in kinds:
                offenders.append((data.tag, "recital_leads", phrase, kind))
        for phrase, kind in data.operative_leads.items():
            if kind not in kinds:
                offenders.append((data.tag, "operative_leads", phrase, kind))
    assert offenders == []


def test_leads_are_in_lower_case() -> None:
    offenders = [
        (data.tag, name, phrase)
        for data in all_languages()
        for name in LEADS
        for phrase in getattr(data, name)
        if phrase != phrase.lower()
    ]
    assert offenders == []


def test_no_label_is_listed_under_two_keys() -> None:
    offenders: list[tuple[str, str]] = []
    for data in all_languages():
        labels = [label for labels in data.labels.values() for label in labels]
        offenders += [(data.tag, label) for label in repeated(labels)]
    assert offenders == []


def test_only_labels_of_the_language_are_marked_as_unverified() -> None:
    offenders = [
        (data.tag, key)
        for data in all_languages()
        for key in sorted(data.unverified - set(data.labels))
    ]
    assert offenders == []


def test_a_language_has_twelve_months_or_none() -> None:
    assert [
        data.tag for data in all_languages() if len(data.months) not in {0, 12}
    ] == []


def test_forms_of_months_name_one_month_in_lower_case_without_a_full_stop() -> None:
    offenders: list[tuple[str, str]] = []
    for data in all_languages():
        forms = [form for month in data.months for form in month]
        wrong = [form for form in forms if form != form.lower() or form.endswith(".")]
        offenders += [(data.tag, form) for form in (*wrong, *repeated(forms))]
    assert offenders == []


def test_words_are_in_lower_case() -> None:
    offenders = [
        (data.tag, word)
        for data in all_languages()
        for word in data.words
        if word != word.lower()
    ]
    assert offenders == []


def test_date_patterns_have_the_slots_that_a_date_has() -> None:
    offenders: list[tuple[str, str]] = []
    for data in all_languages():
        for pattern in data.dates:
            day_without_month = "{day}" in pattern and "{month}" not in pattern
            if "{year}" not in pattern or day_without_month:
                offenders.append((data.tag, pattern))
        offenders += [
            (data.tag, pattern)
            for pattern in data.numeric_dates
            if not all(slot in pattern for slot in ("{day}", "{number}", "{year}"))
        ]
    assert offenders == []


VERIFIED = [
    ("sl", "from", "Pošiljatelj"), ("sl", "to", "Prejemnik"), ("sl", "previous-document", "Št. predh. dok."),
    ("sl", "subject", "Zadeva"), ("en", "from", "From"), ("en", "to", "To"), ("en", "subject", "Subject"),
    ("en", "previous-document", "No. prev. doc."), ("en", "commission-document", "No. Cion doc."),
    ("hu", "from", "Küldi"), ("hu", "to", "Címzett"), ("hu", "subject", "Tárgy"),
    ("hu", "date-received", "Az átvétel dátuma"), ("pl", "from", "Od"), ("pl", "to", "Do"),
    ("pl", "subject", "Dotyczy"), ("sv", "from", "från"), ("sv", "to", "till"), ("sv", "subject", "Ärende"),
    ("fi", "from", "Lähettäjä"), ("fi", "subject", "Asia"), ("it", "previous-document", "n. doc. prec."),
    ("it", "subject", "Oggetto"), ("de", "subject", "Betr."),
]  # fmt: skip
"""Labels seen in stored documents."""


def test_labels_seen_in_stored_documents_are_marked_as_verified() -> None:
    missing = [row for row in VERIFIED if row[2] not in language(row[0]).labels[row[1]]]
    unverified = [row for row in VERIFIED if row[1] in language(row[0]).unverified]
    assert (missing, unverified) == ([], [])


def test_labels_from_general_knowledge_are_marked_as_unverified() -> None:
    known = [
        ("fr", "from"),
        ("es", "subject"),
        ("hu", "previous-document"),
        ("sk", "to"),
    ]
    assert [
        (tag, key) for tag, key in known if key not in language(tag).unverified
    ] == []


def test_the_primary_subtag_counts_and_an_unknown_language_is_empty() -> None:
    assert language("sl-SI") is language("SL") is language("sl")
    unknown = language("tlh-Latn")
    assert unknown.tag == "tlh"
    assert not any(
        getattr(unknown, name)
        for name in (*PHRASES, *TABLES, *LEADS, "months", "name", "full", "unverified")
    )


def test_some_languages_are_known_in_full() -> None:
    assert {data.tag for data in all_languages() if data.full} >= {
        "en",
        "es",
        "fr",
        "sl",
    }


def test_the_slovene_genitive_of_legal_texts_is_known() -> None:
    assert [month[2] for month in language("sl").months][8] == "septembra"


@pytest.mark.parametrize("name", ["LATIN", "THAI", "YI"])
def test_each_piece_of_a_script_is_there_once_with_its_levels_and_has_three_letters_at_most(
    name: str,
) -> None:
    known = script(name)
    pieces = list(known.rows)
    places = {place for piece in pieces for place in known.levels(piece)}
    assert pieces == sorted(set(pieces))
    assert {len(piece) for piece in pieces} == {1, 2, 3}
    assert all(known.levels(piece) for piece in pieces)
    assert places == set(range(len(known.profiles)))
    assert all(
        sum(place in known.levels(piece) for piece in pieces) <= 300
        for place in list(places)[:3]
    )
