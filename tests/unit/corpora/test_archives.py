"""Whatever an archive holds, and however it is damaged, its documents are listed and read, or it is
said why not.
"""

import io
import tarfile
import zipfile
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.corpora.conftest import text

from communique.corpora.archives import members
from communique.corpora.building import task_of
from communique.corpora.conversion import Task

NAMES = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\0"),
    min_size=1,
    max_size=20,
)


def tasks(data: bytes, name: str) -> list[Task]:
    return [
        task_of(each, None, 1 << 26)
        for each in members(lambda: io.BytesIO(data), name, lambda *_: None)
    ]


@cache
def archive(kind: str) -> bytes:
    file = io.BytesIO()
    if kind == ".zip":
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            for n in range(4):
                archive.writestr(f"{n}é.txt", text(n))
    else:
        mode = {".tar": "w", ".tgz": "w:gz", ".txz": "w:xz", ".tbz2": "w:bz2"}[kind]
        with tarfile.open(fileobj=file, mode=mode) as tar:  # type: ignore[call-overload]
            for n in range(4):
                info = tarfile.TarInfo(f"{n}é.txt")
                info.size = len(text(n))
                tar.addfile(info, io.BytesIO(text(n)))
    return file.getvalue()


@pytest.mark.parametrize("kind", [".zip", ".tar", ".tgz", ".txz", ".tbz2"])
@given(st.data())
def test_a_damaged_archive_raises_nothing(kind: str, data: st.DataObject) -> None:
    held = bytearray(archive(kind))
    for _ in range(data.draw(st.integers(0, 4))):
        held[data.draw(st.integers(0, len(held) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(held)) | st.just(len(held)))
    tasks(bytes(held[:cut]), f"a{kind}")


@given(st.lists(NAMES.map(lambda name: f"{name}.txt") | NAMES, max_size=5))
def test_any_name_in_an_archive_is_a_document_or_is_refused_or_passed_over(
    names: list[str],
) -> None:
    zipped, tarred = io.BytesIO(), io.BytesIO()
    with (
        zipfile.ZipFile(zipped, "w") as archive,
        tarfile.open(fileobj=tarred, mode="w") as tar,
    ):
        for name in dict.fromkeys(names):
            archive.writestr(zipfile.ZipInfo(name), b"x")
            tar.addfile(tarfile.TarInfo(name))
    for file, name in ((zipped, "a.zip"), (tarred, "a.tar")):
        for task in tasks(file.getvalue(), name):
            task.document.name.encode()
            assert (
                task.document.wrong is not None
                or ".." not in task.document.name.split("/")
            )


def test_a_name_that_begins_with_nul_is_refused() -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("Qx.txt", b"")
        archive.writestr("good.txt", b"x")
    found = tasks(held.getvalue().replace(b"Qx.txt", b"\0x.txt"), "a.zip")
    assert [(task.document.name, task.document.wrong is None) for task in found] == [
        ("a.zip/\\0x.txt", False),
        ("a.zip/good.txt", True),
    ]
