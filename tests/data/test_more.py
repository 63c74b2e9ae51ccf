"""What communique-data holds, as far as one law over all of it says it; that every byte is right
`data verify` shows.
"""

import json
from pathlib import Path

import pytest

from communique import load, read, validate
from communique.checking.cross import compare
from communique.core.bundle import companion
from communique.edition.dataset import Dataset, dataset, datasets
from communique.generate.verification import _unprinted

MORE = datasets()[1]
TOP = Path(str(companion()))
SEVERAL = [work.id for work in MORE.works() if len(work.languages) > 1]


def test_the_first_distribution_knows_which_works_the_second_has() -> None:
    assert MORE.distribution == "communique-data"
    assert dataset().index["elsewhere"] == {
        "communique-data": [work.id for work in MORE.works()]
    }


def test_there_are_resolutions_in_seven_languages_and_the_universal_declaration_in_thirty() -> (
    None
):
    languages = {work.id: len(work.languages) for work in MORE.works()}
    assert languages.pop("udhr-1948") == 30
    assert sorted(languages.values()) == [1, 1, 1, 1, 7, 7, 7, 7, 7]


def test_of_each_record_is_said_where_it_comes_from_under_which_licence_and_how_far_it_was_read() -> (
    None
):
    held = {(each.id, each.language): each for each in MORE.held()}
    assert list(held) == [
        (work.id, language) for work in MORE.works() for language in work.languages
    ]
    assert {each.quality for each in held.values()} == {"proposed", "structure only"}
    licences = {
        each["name"]
        for each in json.loads((TOP / "data" / "edition.json").read_text("utf-8"))[
            "licenses"
        ]
    }
    for (work, language), each in held.items():
        source = MORE.load(work, language).source
        assert source is not None
        assert source.url
        assert source.publisher
        assert source.sha256
        assert source.licence == each.licence
        assert each.licence in licences


@pytest.mark.parametrize("work", SEVERAL)
def test_what_follows_the_preamble_is_aligned_in_every_language(work: str) -> None:
    aligned = load(work).aligned()
    assert aligned.languages[0] == "en"
    gaps = {row.eid for row in aligned.gaps}
    assert {eid for eid in gaps if not eid.startswith(("recs_", "formula_"))} == set()
    assert len(aligned.rows) - len(gaps) >= 15


def differences(work: str, language: str) -> set[str]:
    crossed = compare(read(MORE.source(work, "en")), read(MORE.source(work, language)))
    return {
        f"{finding.code.code} {finding.eid}"
        for finding in (*crossed.one, *crossed.other)
    }


def test_what_the_languages_of_a_resolution_do_not_agree_in_is_found() -> None:
    assert differences("unsc-2601-2021", "fr") == set()
    assert differences("unsc-2601-2021", "de") == {
        "CRS005 para_27"
    }  # printed as 29 in the German file
    assert differences("unsc-2573-2021", "es") == {
        "CRS004 formula_1"
    }  # the English file has no opening line


def test_another_number_of_recitals_is_a_finding() -> None:
    assert differences("udhr-1948", "sv") == set()
    assert differences("udhr-1948", "sl") == {"CRS004 recs_1__rec_8"}


@pytest.mark.parametrize(
    ("work", "language"),
    [
        ("udhr-1948", "hi"),
        ("unsc-2585-2021", "ar"),
        ("wilmington-declaration-2024", "en"),
    ],
)
def test_records_of_each_kind_are_valid_in_both_forms(work: str, language: str) -> None:
    for path in (
        f"data/declarations/{work}/{language}.json",
        f"akn/{work}/{language}.xml",
    ):
        assert validate(TOP / path).verdict == "valid"
    assert read(TOP / "akn" / work / f"{language}.xml").require() == MORE.load(
        work, language
    )


def test_places_in_a_source_are_found_whatever_its_format() -> None:
    assert MORE.reading("udhr-1948", "fr").spans["/body/0/num"]
    parsed = MORE.reading("unsc-2601-2021", "fr")
    assert parsed.require() == MORE.load("unsc-2601-2021", "fr")
    assert parsed.spans


def test_words_that_do_not_stand_between_the_tags_of_a_source_are_named() -> None:
    parsed = MORE.reading("unsc-2585-2021", "fr")
    record = parsed.require()
    assert list(_unprinted(record, parsed.source)) == []
    other = MORE.load("unsc-2585-2021", "es")
    assert any(
        "para_1 is 'Exige que" in message
        for message in _unprinted(other, parsed.source)
    )


def test_a_folder_of_data_without_an_index_holds_what_it_holds(tmp_path: Path) -> None:
    assert (Dataset(tmp_path).held(), Dataset(tmp_path).distribution) == ((), None)
