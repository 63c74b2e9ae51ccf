"""The records of the dataset, made of sources and overlays."""

import json
from pathlib import Path

import pytest

from communique.core.errors import NotReadable
from communique.generate.records import make, readings

TEXT = "Joint statement of the ministers\n\n1. We welcome the report.\n\n2. We agree.\n"


def checkout(folder: Path, overlay: object, text: str = TEXT) -> Path:
    source = folder / "data" / "sources" / "a-work"
    source.mkdir(parents=True)
    (source / "en.txt").write_text(text, "utf-8")
    (source / "en.overlay.json").write_text(json.dumps(overlay), "utf-8")
    return folder


def test_a_source_with_its_overlay_gives_a_record_and_an_akoma_ntoso_file(
    tmp_path: Path,
) -> None:
    files = make(checkout(tmp_path, {"document": {"id": "a-work"}}))
    assert sorted(files) == ["akn/a-work/en.xml", "data/declarations/a-work/en.json"]
    assert json.loads(files["data/declarations/a-work/en.json"])["language"] == "en"


def test_words_that_are_not_in_the_source_are_refused_with_their_place(
    tmp_path: Path,
) -> None:
    overlay = {
        "document": {"id": "a-work"},
        "marks": [{"in": "para_1", "words": "absent", "kind": "reference"}],
    }
    with pytest.raises(
        NotReadable, match=r"en\.overlay\.json:1: the words 'absent' are not in para_1"
    ):
        readings(checkout(tmp_path, overlay))


def test_a_record_of_another_name_than_its_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(
        NotReadable, match="record is 'b-work' in 'en', its path says 'a-work' in 'en'"
    ):
        make(checkout(tmp_path, {"document": {"id": "b-work"}}))


def test_languages_of_a_work_call_a_node_as_the_language_does_that_the_edition_names(
    tmp_path: Path,
) -> None:
    top = checkout(
        tmp_path,
        {"document": {"id": "a-work"}},
        "Article 1\n\nWe meet.\n\nArticle 2\n\nWe part.\n",
    )
    folder = top / "data" / "sources" / "a-work"
    words = (
        "Article premier\n\nNous nous réunissons.\n\nArticle 2\n\nNous nous quittons.\n"
    )
    (folder / "fr.txt").write_text(words, "utf-8")
    (folder / "fr.overlay.json").write_text('{"document": {"id": "a-work"}}', "utf-8")
    edition = {
        "works": {"a-work": {"language": "en", "quality": {"*": "structure only"}}}
    }
    (top / "data" / "edition.json").write_text(json.dumps(edition), "utf-8")
    read = readings(top)
    assert [part.eid for part in read["a-work", "fr"].require().body] == [
        "art_1",
        "art_2",
    ]
    assert read["a-work", "fr"].require()["art_1"].num == "Article premier"  # type: ignore[attr-defined]
    assert (
        read["a-work", "en"].require().aligned(read["a-work", "fr"].require()).gaps
        == ()
    )


def test_a_source_that_is_no_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotReadable, match=r"data/sources/a-work/en\.txt: "):
        make(checkout(tmp_path, {}, "\0"))
