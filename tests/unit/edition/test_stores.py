"""A store gives one record by its id, and says what is wrong with a file that is none."""

import hashlib
import json
import sqlite3
from contextlib import closing
from pathlib import Path
from zipfile import Path as ZipPath
from zipfile import ZipFile

import pytest

from communique.core.errors import BundleDamaged, BundleMissing, UnknownDeclaration
from communique.documents import read, write
from communique.edition.stores import (
    NAME,
    Former,
    Packed,
    Store,
    dictionary_of,
    pack,
    stores_in,
    write_store,
)

FORMER = {
    "harbour": Former("harbour-2024", "the year belongs to the id"),
    "harbour-2023": Former(None, "its licence does not allow it"),
}


def packed(id: str, language: str, dictionary: bytes) -> Packed:
    text = f"Harbour statement {id} {language}\n\n1. We keep the tide tables.\n"
    record = read(text.encode(), format="text", language=language).require()
    values = json.loads(write(record, "json")) | {"id": id}
    data = json.dumps(values).encode()
    digest = hashlib.sha256(data).hexdigest()
    return Packed(
        id, language, "statement", None, None, "proposed", "CC0-1.0", f"{id}.txt", "",
        0, digest, pack(data, dictionary),
    )  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    dictionary = dictionary_of([b'{"schema_version": 1, "id": "harbour-2024"}'])
    records = [
        packed(id, language, dictionary)
        for id in ("harbour-2024", "quay-2025")
        for language in ("en", "fr")
    ]
    about = {
        "collection": "ports",
        "distribution": "ports-data",
        "version": "2026.12.1",
    }
    first = {"harbour-2024": "fr", "quay-2025": "en"}
    (tmp_path / "ports").mkdir()
    path = tmp_path / "ports" / NAME
    write_store(path, about, dictionary, records, first, FORMER)
    return tmp_path


@pytest.fixture
def store(folder: Path) -> Store:
    (only,) = stores_in(folder)
    return only


def file_of(store: Store) -> Path:
    assert isinstance(store.file, Path)
    return store.file


def test_a_record_is_loaded_by_its_id_and_language(store: Store) -> None:
    record = store.load("quay-2025", "fr")
    assert (record.id, record.language) == ("quay-2025", "fr")
    assert store.load("quay-2025", "fr") is record
    assert store.load("harbour-2024").language == "fr"
    assert [each.language for each in store.others("quay-2025", "fr")] == ["en"]
    assert record.aligned().languages == ("fr", "en")


def test_works_and_records_are_listed_without_being_read(store: Store) -> None:
    assert [(work.id, work.languages) for work in store.works()] == [
        ("harbour-2024", ("en", "fr")),
        ("quay-2025", ("en", "fr")),
    ]
    held = store.held()[0]
    assert (held.id, held.licence, held.version) == ("harbour-2024", "CC0-1.0", "2026.12.1")  # fmt: skip
    assert len(store.digests()) == 4


def test_an_old_id_resolves_and_a_withdrawn_one_says_why(store: Store) -> None:
    assert store.load("harbour", "en").id == "harbour-2024"
    assert store.has("harbour", "en")
    assert not store.has("harbour-2023")
    assert store.knows("harbour-2023")
    with pytest.raises(UnknownDeclaration, match="withdrawn: its licence"):
        store.load("harbour-2023")


def test_what_is_not_there_is_said(store: Store) -> None:
    with pytest.raises(UnknownDeclaration, match="there are en, fr"):
        store.load("quay-2025", "sl")
    with pytest.raises(UnknownDeclaration, match="no declaration is named 'pier'"):
        store.load("pier")
    with pytest.raises(BundleMissing, match="not its source"):
        store.reading("quay-2025")


@pytest.mark.parametrize("part", [0, 50, 1024, 0.5, 0.99])
def test_a_store_that_is_cut_short_is_refused(store: Store, part: float) -> None:
    file = file_of(store)
    data = file.read_bytes()
    size = part if isinstance(part, int) else int(len(data) * part)
    file.write_bytes(data[:size])
    with pytest.raises(BundleDamaged, match=r"cut short|install it again"):
        store.source("quay-2025", "en")


def test_a_store_of_another_version_and_another_database_are_refused(
    store: Store,
) -> None:
    for pragma, said in (
        ("user_version = 9", "store of version 9"),
        ("application_id = 1", "no store"),
    ):
        with closing(sqlite3.connect(file_of(store))) as database:
            database.execute(f"PRAGMA {pragma}")
            database.commit()
        with pytest.raises(BundleDamaged, match=said):
            store.works()


def test_damaged_bytes_of_a_record_are_an_error(store: Store) -> None:
    with closing(sqlite3.connect(file_of(store))) as database:
        database.execute("UPDATE records SET data = x'00ff00'")
        database.commit()
    with pytest.raises(BundleDamaged, match="damaged"):
        store.source("quay-2025", "en")


def test_a_store_is_read_where_nothing_may_be_written(store: Store) -> None:
    file = file_of(store)
    file.chmod(0o444)
    file.parent.chmod(0o555)
    try:
        assert store.load("quay-2025", "en").id == "quay-2025"
        assert list(file.parent.iterdir()) == [file]
    finally:
        file.parent.chmod(0o755)


def test_a_store_is_read_inside_a_zip_file(folder: Path, tmp_path: Path) -> None:
    archive = tmp_path / "data.zip"
    with ZipFile(archive, "w") as zipped:
        zipped.write(folder / "ports" / NAME, f"collections/ports/{NAME}")
    (inside,) = stores_in(ZipPath(archive, "collections/"))
    assert inside.source("quay-2025", "fr").data.startswith(b"{")
    assert inside.load("quay-2025", "fr").language == "fr"


def test_the_same_records_give_the_same_bytes(store: Store, tmp_path: Path) -> None:
    dictionary = b"harbour"
    for name in ("a", "b"):
        records = [packed("quay-2025", "en", dictionary)]
        write_store(tmp_path / name, {}, dictionary, records, {"quay-2025": "en"}, {})
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
