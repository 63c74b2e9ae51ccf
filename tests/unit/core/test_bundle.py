"""Where the shipped files lie."""

import json
import lzma
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import communique
from communique.core import bundle
from communique.core.bundle import COMPANION, data_of, names_of, shipped, unpacked
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


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package in a folder of its own, which a test may fill."""
    folder = tmp_path / "harbours"
    folder.mkdir()
    (folder / "__init__.py").write_text("", "utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    return folder


def test_files_are_read_from_a_pack_as_they_are_from_a_folder(package: Path) -> None:
    words = {"a.json": b'{"a":1}', "b.tsv": "žů\t2".encode()}
    header = json.dumps({name: len(data) for name, data in words.items()}).encode()
    packed = lzma.compress(b"".join(words.values()))
    (package / "packed.xz").write_bytes(header + b"\n" + packed)
    (package / "c.json").write_bytes(b"{}")
    assert data_of("harbours", "a.json") == words["a.json"]
    assert data_of("harbours", "b.tsv") == words["b.tsv"]
    assert data_of("harbours", "c.json") == b"{}"
    assert names_of("harbours", ".json") == ("a.json", "c.json")
    with pytest.raises(BundleMissing, match=r"'d.json' of harbours"):
        data_of("harbours", "d.json")


def test_of_two_versions_of_the_data_the_first_on_the_path_is_asked(
    tmp_path: Path,
) -> None:
    more = Path(communique.__file__).parents[2] / "data" / "more" / COMPANION
    for version in ("2030.1.0", "2031.1.0"):
        copy = tmp_path / version / COMPANION
        shutil.copytree(more / "data", copy / "data", ignore=_only_lists)
        (copy / "akn").mkdir()
        (copy / "__init__.py").write_text("", "utf-8")
        descriptor = copy / "data" / "datapackage.json"
        said = json.loads(descriptor.read_bytes()) | {"version": version}
        descriptor.write_text(json.dumps(said), "utf-8")
    program = "import communique; print(communique.datasets()[1].version)"
    folders = [str(tmp_path / "2031.1.0"), str(tmp_path / "2030.1.0"), *sys.path]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(folders)}
    command = [sys.executable, "-c", program]
    done = subprocess.run(
        command, env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout == "2031.1.0\n"


def _only_lists(folder: str, names: list[str]) -> list[str]:
    """The names in a folder of data that a copy goes without."""
    return [
        name for name in names if not name.endswith(".json") or "declarations" in folder
    ]
