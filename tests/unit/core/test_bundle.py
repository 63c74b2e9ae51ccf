"""Where the shipped files lie."""

import zipfile
from pathlib import Path

import pytest

from communique.core import bundle
from communique.core.bundle import shipped, unpacked
from communique.core.errors import BundleMissing


def test_a_file_of_the_checkout_is_found() -> None:
    assert (
        shipped("data/sources/eu-clasi-2023/sl.txt").read_bytes().startswith(b" DOPIS")
    )


def test_a_folder_is_found() -> None:
    assert {
        entry.name for entry in shipped("data/sources").iterdir() if entry.is_dir()
    } == {"eu-clasi-2023"}


@pytest.mark.parametrize("path", ["data/none.json", "nothing", "nothing/at/all"])
def test_what_is_not_shipped_is_missing_by_name(path: str) -> None:
    with pytest.raises(BundleMissing, match=path.partition("/")[0]):
        shipped(path)


def test_what_lies_in_a_folder_is_used_where_it_lies() -> None:
    with unpacked() as top:
        assert top / "data" == shipped("data")


def test_what_lies_in_an_archive_is_copied_for_a_while(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = tmp_path / "a.zip"
    with zipfile.ZipFile(archive, "w") as file:
        for name in ("data/sources/x/en.txt", "akn/x/en.xml", "schema/a.json"):
            file.writestr(name, name)
    monkeypatch.setattr(bundle, "_root", lambda top: zipfile.Path(archive, f"{top}/"))
    with unpacked() as top:
        assert (top / "data" / "sources" / "x" / "en.txt").read_text(
            "utf-8"
        ) == "data/sources/x/en.txt"
        assert (top / "akn" / "x" / "en.xml").is_file()
    assert not top.exists()
