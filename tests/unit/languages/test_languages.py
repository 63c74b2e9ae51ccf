"""The language files say everything that a language file has to say, and say it once."""

import json
from dataclasses import fields
from importlib.resources import files
from typing import get_args

import pytest
from pydantic import TypeAdapter

from communique.languages import LANGUAGES, LanguageData, all_languages, language, script
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

every_language = pytest.mark.parametrize("data", all_languages(), ids=lambda data: data.tag)


@pytest.mark.parametrize("tag", LANGUAGES)
def test_a_file_has_no_field_but_those_that_are_known(tag: str) -> None:
    raw = json.loads(files("communique.languages").joinpath(f"{tag}.json").read_text("utf-8"))
    assert set(raw) <= {each.name for each in fields(LanguageData)}
    assert raw["tag"] == tag
    assert raw["name"]


def test_the_languages_are_the_files_that_are_there() -> None:
    there = {
        each.name.removesuffix(".json")
        for each in files("communique.languages").iterdir()
        if each.name.endswith(".json")
    }
    assert set(LANGUAGES) == there >= OFFICIAL
    assert list(LANGUAGES) == sorted(LANGUAGES)


@every_language
def test_phrases_are_lines_without_repeats(data: LanguageData) -> None:
    for name in PHRASES:
        phrases = getattr(data, name)
        assert isinstance(phrases, tuple)
        assert len(set(phrases)) == len(phrases), name
        assert all(isinstance(each, str) and each == each.strip() and each for each in phrases), (
            name
        )
    for name in TABLES:
        for key, phrases in getattr(data, name).items():
            SLUG.validate_python(key)
            assert phrases
            assert all(each and each == each.strip() and not each.endswith(":") for each in phrases)


@pytest.mark.parametrize(
    "data", [language(tag) for tag in sorted(OFFICIAL)], ids=lambda data: data.tag
)
def test_what_a_document_of_the_council_needs_is_there_in_its_languages(data: LanguageData) -> None:
    for name in ("name", "institutions", "annex", "article", "preamble_words", "dates", "numeric_dates", "enacting",
                 "recital_leads", "operative_leads", "closing_words", "page_words"):  # fmt: skip
        assert getattr(data, name), name
    assert {"from", "to", "previous-document", "subject"} <= set(data.labels)
    assert {"joint-declaration", "declaration", "resolution", "conclusions"} <= set(
        data.declaration_kinds
    )
    assert {"resolution", "regulation", "decision", "directive", "document"} <= set(data.references)


@every_language
def test_a_language_has_words_by_which_it_is_known_or_none_are_told_by_spaces(
    data: LanguageData,
) -> None:
    assert len(data.words) >= 25 or not data.words


@every_language
def test_kinds_of_acts_are_those_of_the_model(data: LanguageData) -> None:
    for name in LEADS:
        for phrase, kind in getattr(data, name).items():
            assert kind in get_args(ActKind) or (name == "recital_leads" and not kind), phrase
            assert phrase == phrase.lower()


@every_language
def test_no_label_stands_under_two_keys(data: LanguageData) -> None:
    labels = [label for labels in data.labels.values() for label in labels]
    assert len(set(labels)) == len(labels)
    assert data.unverified <= set(data.labels)


@every_language
def test_a_language_has_twelve_months_and_no_form_names_two(data: LanguageData) -> None:
    assert len(data.months) in {0, 12}
    forms = [form for month in data.months for form in month]
    assert len(set(forms)) == len(forms)
    assert all(form == form.lower() and not form.endswith(".") for form in forms)


@every_language
def test_words_are_in_lower_case(data: LanguageData) -> None:
    assert all(word == word.lower() for word in data.words)


@every_language
def test_date_patterns_have_the_slots_that_a_date_has(data: LanguageData) -> None:
    for pattern in data.dates:
        assert "{year}" in pattern
        assert "{month}" in pattern or "{day}" not in pattern
    for pattern in data.numeric_dates:
        assert all(slot in pattern for slot in ("{day}", "{number}", "{year}"))


@pytest.mark.parametrize(
    ("tag", "key", "label"),
    [
        ("sl", "from", "Pošiljatelj"), ("sl", "to", "Prejemnik"), ("sl", "previous-document", "Št. predh. dok."),
        ("sl", "subject", "Zadeva"), ("en", "from", "From"), ("en", "to", "To"), ("en", "subject", "Subject"),
        ("en", "previous-document", "No. prev. doc."), ("en", "commission-document", "No. Cion doc."),
        ("hu", "from", "Küldi"), ("hu", "to", "Címzett"), ("hu", "subject", "Tárgy"),
        ("hu", "date-received", "Az átvétel dátuma"), ("pl", "from", "Od"), ("pl", "to", "Do"),
        ("pl", "subject", "Dotyczy"), ("sv", "from", "från"), ("sv", "to", "till"), ("sv", "subject", "Ärende"),
        ("fi", "from", "Lähettäjä"), ("fi", "subject", "Asia"), ("it", "previous-document", "n. doc. prec."),
        ("it", "subject", "Oggetto"), ("de", "subject", "Betr."),
    ],
)  # fmt: skip
def test_labels_seen_in_stored_documents_are_marked_as_verified(
    tag: str, key: str, label: str
) -> None:
    data = language(tag)
    assert label in data.labels[key]
    assert key not in data.unverified


@pytest.mark.parametrize(
    ("tag", "key"), [("fr", "from"), ("es", "subject"), ("hu", "previous-document"), ("sk", "to")]
)
def test_labels_from_general_knowledge_are_marked_as_unverified(tag: str, key: str) -> None:
    assert key in language(tag).unverified


def test_the_primary_subtag_counts_and_an_unknown_language_is_empty() -> None:
    assert language("sl-SI") is language("SL") is language("sl")
    unknown = language("tlh-Latn")
    assert unknown.tag == "tlh"
    assert not any(
        getattr(unknown, name)
        for name in (*PHRASES, *TABLES, *LEADS, "months", "name", "full", "unverified")
    )


def test_some_languages_are_known_in_full() -> None:
    assert {data.tag for data in all_languages() if data.full} >= {"en", "es", "fr", "sl"}


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
        sum(place in known.levels(piece) for piece in pieces) <= 300 for place in list(places)[:3]
    )
