"""The collections of communique-data are built from their sources: the same bytes twice, and
old ids resolve.
"""

import csv
import io
import json
import subprocess
import sys
import tarfile
from hashlib import sha256
from pathlib import Path

import pytest
from tests.house.checkout import ROOT
from tools.dataset import SOURCES, changes
from tools.dataset.collect import Row
from tools.dataset.collections import COLLECTIONS

from communique import read, write
from communique.edition.stores import NAME, Store, stores_in


def sources(folder: Path, texts: dict[str, str]) -> Path:
    """Sources of one collection, of a few works."""
    folder.mkdir(exist_ok=True)
    with (folder / "unsc.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.DictWriter(file, Row.__dataclass_fields__)
        rows.writeheader()
        for work, text in texts.items():
            digest = sha256(text.encode()).hexdigest()
            row = {"path": f"{work}.xml", "work": work, "language": "en"}
            rows.writerow({**row, "origin": work, "url": "", "sha256": digest})
    with tarfile.open(folder / "unsc.tar.xz", "w:xz") as archive:
        for work, text in texts.items():
            info = tarfile.TarInfo(f"{work}.xml")
            info.size = len(text.encode())
            archive.addfile(info, io.BytesIO(text.encode()))
    return folder


def harbour(verb: str) -> str:
    """A declaration in Akoma Ntoso."""
    words = f"Harbour declaration\n\n1 March 2024\n\n1. We {verb} the ministers.\n"
    return write(read(words.encode(), "text", language="en").require(), "akn")


def built(sources: Path, work: Path, out: Path) -> dict[str, bytes]:
    command = [sys.executable, "-m", "tools.dataset.build", "--jobs", "1"]
    folders = ["--sources", str(sources), "--work", str(work), "--out", str(out)]
    subprocess.run([*command, *folders], cwd=ROOT, check=True)
    files = (path for path in out.rglob("*") if path.is_file())
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in files}


def test_a_build_gives_the_same_bytes_twice_and_names_what_changed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = harbour("met")
    given = sources(tmp_path / "in", {"unsc-1-2024": text, "unsc-2-2024": text})
    first = built(given, tmp_path / "work", tmp_path / "a")
    assert first == built(given, tmp_path / "other", tmp_path / "b")
    store = Store(tmp_path / "a" / "unsc" / NAME)
    assert [work.id for work in store.works()] == ["unsc-1-2024", "unsc-2-2024"]
    packed = tmp_path / "a" / "unsc" / NAME
    before = packed.stat().st_mtime_ns
    assert first == built(given, tmp_path / "work", tmp_path / "a")
    assert packed.stat().st_mtime_ns == before  # nothing changed: not packed again
    source = store.load("unsc-1-2024", "en").source
    assert source is not None
    assert source.licence == "LicenseRef-UN-SCresolutions"

    sources(given, {"unsc-1-2024": harbour("meet"), "unsc-3-2024": text})
    former = {"unsc": {"unsc-2-2024": {"became": "unsc-3-2024", "why": "renumbered"}}}
    (given / "former.json").write_text(json.dumps(former))
    built(given, tmp_path / "work", tmp_path / "b")
    assert changes.main(str(tmp_path / "a"), str(tmp_path / "b")) == 0
    said = capsys.readouterr().out
    assert "1 works added, 1 records added" in said
    assert "unsc-1-2024 en: body, source" in said
    assert "is now unsc-3-2024: renumbered" in said
    assert changes.main(str(tmp_path / "b"), str(tmp_path / "a")) == 1
    assert "unsc-3-2024 no longer resolves" in capsys.readouterr().out
    (store,) = stores_in(tmp_path / "b")
    assert store.load("unsc-2-2024").id == "unsc-3-2024"


@pytest.mark.parametrize("name", [each.name for each in COLLECTIONS])
def test_the_manifest_names_each_file_of_the_archive_with_its_hash(name: str) -> None:
    with (SOURCES / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        listed = {row["path"]: row["sha256"] for row in csv.DictReader(file)}
    found: dict[str, str] = {}
    with tarfile.open(SOURCES / f"{name}.tar.xz") as archive:
        for member in archive:
            content = archive.extractfile(member)
            assert content is not None
            found[member.name] = sha256(content.read()).hexdigest()
    assert found == listed


def test_an_old_id_names_a_work_that_is_there() -> None:
    former = json.loads((SOURCES / "former.json").read_text("utf-8"))
    for name, ids in former.items():
        with (SOURCES / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            works = {row["work"] for row in csv.DictReader(file)}
        became = {what["became"] for what in ids.values()} - {None}
        assert became <= works
        assert not works & ids.keys()
