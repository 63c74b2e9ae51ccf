"""What is published of a corpus: files that depend on the documents and nothing else, no clock, no
order of work.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from communique.core.atomic import write_whole
from communique.core.json_types import JsonObject
from communique.corpora.conversion import unpacked
from communique.corpora.documents import Row
from communique.corpora.journal import SLOTS, Entry, results
from communique.formats import format_named
from communique.formats.csv import guarded

PER_SHARD = 500
"""About this many documents are in a shard, between half as many and as many."""
RECORDS, FINDINGS, MANIFEST = "records", "findings", "manifest.csv"
FINDING = (
    "path",
    "code",
    "name",
    "severity",
    "message",
    "line",
    "column",
    "eid",
    "quote",
)
ABOUT = (
    "path", "sha256", "bytes", "verdict", "errors", "warnings", "work", "language", "kind", "date", "title", "version",
)  # fmt: skip
_STRANGE = re.compile(r'[<>:"|?*\\\x00-\x1f\x7f]')
_QUOTED = re.compile(r'[",\r\n]')
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Shard:
    """A part of a corpus: its number and how many there are, which its name says."""

    number: int
    of: int

    @property
    def name(self) -> str:
        """What its files are called."""
        return f"{self.number:05}-of-{self.of:05}"

    @property
    def slots(self) -> tuple[int, int]:
        """The slots it has, the last exclusive."""
        return self.number * SLOTS // self.of, (self.number + 1) * SLOTS // self.of

    @classmethod
    def named(cls, name: str) -> "Shard":
        """The shard of that name."""
        number, _, of = name.partition("-of-")
        return cls(int(number), int(of))


def shards(documents: int) -> list[Shard]:
    """The shards of this many documents: a power of two, so that a corpus that grows is seldom
    dealt out anew.
    """
    of = min(1 << max(0, (documents - 1) // PER_SHARD).bit_length(), SLOTS)
    return [Shard(number, of) for number in range(of)]


def write_shard(shard: Shard, folder: Path, to: tuple[str, ...]) -> Shard:
    """Write the files of a shard: records as JSON Lines, findings, files of other formats, tables."""
    records: list[str] = []
    findings: list[Row] = []
    rows: dict[str, list[Row]] = {}
    for entry, result in results(folder, shard.slots):
        held = unpacked(result)
        findings += [{"path": entry.name, **each} for each in held["findings"]]
        if "record" in held and "json" in to:
            about = json.dumps(
                {"path": entry.name, "sha256": entry.sha256}, ensure_ascii=False
            )
            records.append(f'{about[:-1]}, "record": {held["record"]}}}\n')
        for name in files_of(to):
            put(file_of(folder, entry.name, name), held.get("files", {}).get(name))
        if "parquet" in to:
            for table, more in held.get("rows", {}).items():
                rows.setdefault(table, []).extend(
                    {"path": entry.name, **row} for row in more
                )
    if "json" in to:
        write_in(folder / RECORDS / f"{shard.name}.jsonl", "".join(records))
    write_in(
        folder / FINDINGS / f"{shard.name}.csv", "".join(lines_of(FINDING, findings))
    )
    if "parquet" in to:
        from communique.corpora.tables import write_tables

        write_tables(shard.name, folder, rows)
    return shard


def files_of(to: tuple[str, ...]) -> list[str]:
    """The formats of which each document has a file of its own."""
    return [name for name in to if name not in {"json", "parquet"}]


def lines_of(header: tuple[str, ...], rows: Iterable[Row]) -> Iterator[str]:
    """The lines of CSV, the header first."""
    yield line_of(header)
    for row in rows:
        yield line_of([row[name] for name in header])


def line_of(values: Iterable[object]) -> str:
    """A line of CSV. (The `csv` module leaves a CR without quotation marks where lines end with
    LF.)
    """
    cells = [_cell(value) for value in values]
    return ",".join(cells) + "\n"


def _cell(value: object) -> str:
    """A value as a cell of CSV, which no spreadsheet takes for a formula."""
    text = "" if value is None else str(value)
    if isinstance(value, str):
        text = guarded(text)
    if not _QUOTED.search(text):
        return text
    doubled = text.replace('"', '""')
    return f'"{doubled}"'


def file_name(name: str, ending: str) -> str:
    """Where the file of a document lies: by its name, without what would lead elsewhere or what
    some system does not take.

    >>> file_name("un/2020/a.txt", ".xml"), file_name("../a:b.txt", ".xml")
    ('un/2020/a.txt.xml', 'a_b.txt-a3531f09.xml')
    """
    parts = [part for part in name.replace("://", "/", 1).split("/") if part]
    kept = [_safe(part) for part in parts]
    path = "/".join(part for part in kept if part) or "_"
    if kept == parts:
        return f"{path}{ending}"
    # Two names must not become one.
    digest = hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()
    return f"{path}-{digest[:8]}{ending}"


def _safe(part: str) -> str:
    """A part of a path that every system takes."""
    plain = _STRANGE.sub("_", part).rstrip(". ")
    return plain.encode("utf-8", "replace")[:_LONGEST].decode("utf-8", "ignore")


def file_of(folder: Path, name: str, format: str) -> Path:
    """The file of a document in a format."""
    return folder / format / file_name(name, format_named(format).suffixes[0])


def write_in(path: Path, text: str) -> None:
    """Write a file whole, and the folders that it needs."""
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole({path: text.encode("utf-8", "backslashreplace")})


def put(path: Path, text: str | None) -> None:
    """Write the file of a document, or take it away where nothing is written of it any more.

    It is not forced onto the disk one by one: a shard is noted as published when all its files are
    there.
    """
    if text is None:
        path.unlink(missing_ok=True)
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8", newline="\n")


def write_manifest(folder: Path, entries: Iterator[Entry]) -> None:
    """Write the list of all documents, by name: line by line, as they may be many."""
    temporary = folder / f"{MANIFEST}.tmp"
    with temporary.open(
        "w", encoding="utf-8", errors="backslashreplace", newline=""
    ) as file:
        file.writelines(lines_of(ABOUT, map(_listed, entries)))
    temporary.replace(folder / MANIFEST)


def _listed(entry: Entry) -> JsonObject:
    """The row of a document in the list."""
    return {
        "path": entry.name,
        "sha256": entry.sha256,
        "verdict": entry.verdict,
        "version": entry.version,
        **entry.about,
    }
