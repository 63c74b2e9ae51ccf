import json
import socket
from inspect import isfunction
from pathlib import Path
from typing import Any

import pytest
from tests.samples import declaration

import communique
from communique.core.errors import (
    BadOption,
    BundleMissing,
    NotReadable,
    UnknownDeclaration,
)
from communique.documents import read, write
from communique.edition.dataset import Dataset, Work, dataset, load, schema


def held(folder: Path, **languages: dict[str, Any]) -> Dataset:
    """A dataset of one work in those languages."""
    work = folder / "declarations" / "harbour-declaration"
    work.mkdir(parents=True)
    for language, changed in languages.items():
        text = write(declaration(language=language, **changed), "json")
        (work / f"{language}.json").write_text(text, "utf-8")
    return Dataset(folder)


def test_works_are_listed_with_their_languages(tmp_path: Path) -> None:
    data = held(tmp_path, sl={}, en={})
    (tmp_path / "declarations" / "empty").mkdir()
    (tmp_path / "declarations" / "README.md").write_text("words", "utf-8")
    assert data.works() == (Work("harbour-declaration", ("en", "sl")),)


def test_declarations_are_all_records_in_order(tmp_path: Path) -> None:
    assert [each.language for each in held(tmp_path, sl={}, en={}).declarations()] == [
        "en",
        "sl",
    ]


def test_without_a_language_the_original_is_loaded(tmp_path: Path) -> None:
    data = held(tmp_path, en={"translation_of": "sl"}, sl={})
    assert data.load("harbour-declaration").language == "sl"
    assert data.load("harbour-declaration", "en").language == "en"


def test_a_record_is_read_once(tmp_path: Path) -> None:
    data = held(tmp_path, en={})
    assert data.load("harbour-declaration") is data.load("harbour-declaration", "en")


def test_an_unknown_work_or_language_lists_what_there_is(tmp_path: Path) -> None:
    data = held(tmp_path, sl={}, en={})
    with pytest.raises(
        UnknownDeclaration, match=r"'other'; there are harbour-declaration$"
    ):
        data.load("other")
    with pytest.raises(UnknownDeclaration, match=r"'fr'; there are en, sl$"):
        data.load("harbour-declaration", "fr")


@pytest.mark.parametrize(
    "name", ["../harbour-declaration", ".", "", "harbour-declaration/en"]
)
def test_a_path_is_no_name_of_a_work(name: str, tmp_path: Path) -> None:
    with pytest.raises(UnknownDeclaration):
        held(tmp_path, en={}).load(name)


def test_a_damaged_record_is_named(tmp_path: Path) -> None:
    data = held(tmp_path, en={})
    (tmp_path / "declarations" / "harbour-declaration" / "en.json").write_bytes(b"{")
    with pytest.raises(NotReadable, match=r"declarations/harbour-declaration/en\.json"):
        data.load("harbour-declaration")


def test_the_edition_is_what_the_descriptor_says_or_none(tmp_path: Path) -> None:
    assert Dataset(tmp_path).version is None
    (tmp_path / "datapackage.json").write_text(
        json.dumps({"version": "2026.11"}), "utf-8"
    )
    assert Dataset(tmp_path).version == "2026.11"


def test_a_folder_without_records_holds_none(tmp_path: Path) -> None:
    assert Dataset(tmp_path).works() == ()


def test_loading_opens_no_connection_and_does_not_look_where_it_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket, "socket", refused)
    (tmp_path / "data").mkdir()
    monkeypatch.chdir(tmp_path)
    assert Path("data").is_dir()
    for work in dataset().works():
        assert communique.load(work.id).id == work.id
    with pytest.raises(UnknownDeclaration):
        communique.load("no-such-work")


def test_shipped_works_are_found() -> None:
    assert all(work.languages for work in communique.dataset().works())


def test_the_source_of_a_record_is_read_again_with_its_overlay(tmp_path: Path) -> None:
    data = held(tmp_path, en={})
    with pytest.raises(
        BundleMissing, match=r"sources/harbour-declaration/en\.\* is missing"
    ):
        data.reading("harbour-declaration")
    folder = tmp_path / "sources" / "harbour-declaration"
    folder.mkdir(parents=True)
    (folder / "en.txt").write_text("Joint statement\n\n1. We agree.\n", "utf-8")
    assert data.reading("harbour-declaration").require().title is not None
    (folder / "en.overlay.json").write_text(
        '{"document": {"kind": "communique"}}', "utf-8"
    )
    parsed = data.reading("harbour-declaration", "en")
    assert (parsed.require().kind, parsed.source.name) == (
        "communique",
        "sources/harbour-declaration/en.txt",
    )
    with pytest.raises(UnknownDeclaration):
        data.reading("harbour-declaration", "tlh")


def test_the_bytes_of_a_record_are_had_as_a_source() -> None:
    source = dataset().source("eu-clasi-2023")
    assert read(source).require() == load("eu-clasi-2023")
    with pytest.raises(UnknownDeclaration):
        dataset().source("nothing")


def test_the_dataset_is_the_same_object_every_time_and_a_plain_function_gives_it() -> (
    None
):
    assert dataset() is dataset()
    assert isfunction(dataset)


def test_a_schema_is_given_by_its_name() -> None:
    assert (
        schema("overlay")["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    )
    with pytest.raises(BadOption, match="there are baseline, config, declaration"):
        schema("nothing")
