"""A corpus packed into a collection: its records in one store, each found by its id, and its
tables as one Parquet file each.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from communique.core.atomic import write_whole
from communique.core.json_types import Json
from communique.corpora.conversion import unpacked
from communique.corpora.documents import Row
from communique.corpora.journal import Entry, entries, published, results_of
from communique.corpora.labels import Label
from communique.corpora.shards import ABOUT, FINDING, FINDINGS, MANIFEST, Shard
from communique.corpora.shards import lines_of as csv_lines
from communique.corpora.tables import FOLDER as TABLES
from communique.edition.stores import (
    NAME,
    Packed,
    dictionary_of,
    pack,
    sample,
    write_store,
)

if TYPE_CHECKING:
    import pyarrow as pa

OMISSION = ("path", "work", "language", "reason")
OMISSIONS = "omissions"
CORRECTIONS = "corrections"
_NUMBERS = {"bytes", "errors", "warnings", "line", "column"}
_PLACE = "_place"
"""A column that keeps the rows of a document in their order."""
_GROUP = 1 << 15
"""Rows that a reader of a Parquet file takes at once."""


@dataclass(slots=True)
class PackedCorpus:
    """What was packed: numbers, and the documents that were left out, each with the reason."""

    works: int
    records: int
    languages: int
    size: int
    omissions: list[Row]


def pack_corpus(
    corpus: Path,
    folder: Path,
    label: Label,
) -> PackedCorpus:
    """Pack the records of a corpus that are valid into a collection in a folder.

    The collection has the store, `records.sqlite`; `omissions.csv`, which names each document
    that is not in it and says why; and, if the corpus has tables, those of the records in it.
    The same corpus gives the same bytes.

    Raises OSError, FileNotFoundError if there is no corpus.
    """
    published(corpus)  # there is a corpus
    chosen, omissions = _chosen(corpus)
    names = [entry.name for entry in chosen]
    dictionary = dictionary_of(_record(corpus, name) for name in sample(names))
    languages = _languages(chosen)
    first: dict[str, str] = {}
    for work, tags in languages.items():
        first[work] = _first(tags, label.languages)
    folder.mkdir(parents=True, exist_ok=True)
    records = _packed(
        corpus,
        chosen,
        dictionary,
        label.quality,
    )
    store = folder / NAME
    write_store(store, _about(label), dictionary, records, first, label.former)
    _write_omissions(folder, omissions)
    if (corpus / TABLES).is_dir():
        _write_tables(corpus, folder / TABLES, set(names), omissions)
    every = {tag for tags in languages.values() for tag in tags}
    size = _size(folder)
    return PackedCorpus(len(languages), len(chosen), len(every), size, omissions)


def _languages(chosen: list[Entry]) -> dict[str, list[str]]:
    """The languages of each work."""
    languages: dict[str, list[str]] = {}
    for entry in chosen:
        work = _said(entry, "work")
        language = _said(entry, "language")
        languages.setdefault(work, []).append(language)
    return languages


def _about(label: Label) -> dict[str, str]:
    """What a store says of itself."""
    about = {"collection": label.collection}
    about["distribution"] = label.distribution
    about["version"] = label.version
    return about


def _write_omissions(
    folder: Path,
    omissions: list[Row],
) -> None:
    text = "".join(csv_lines(OMISSION, omissions))
    data = text.encode("utf-8", "backslashreplace")
    write_whole({folder / f"{OMISSIONS}.csv": data})


def _size(folder: Path) -> int:
    """The bytes of the files in a folder."""
    size = 0
    for path in folder.rglob("*"):
        if path.is_file():
            size += path.stat().st_size
    return size


def _chosen(corpus: Path) -> tuple[list[Entry], list[Row]]:
    """The documents whose records are packed, in order of work and language, and the others,
    each with the reason.
    """
    chosen: dict[tuple[str, str], Entry] = {}
    omissions: list[Row] = []
    for entry in entries(corpus):
        work = _said(entry, "work")
        language = _said(entry, "language")
        before = chosen.get((work, language))
        reason = _why_not(
            corpus,
            entry,
            before,
        )
        if reason is None:
            chosen[work, language] = entry
            continue
        omission = {"path": entry.name, "reason": reason}
        omission["work"] = work
        omission["language"] = language
        omissions.append(omission)
    return [chosen[key] for key in sorted(chosen)], omissions


def _why_not(
    corpus: Path,
    entry: Entry,
    before: Entry | None,
) -> str | None:
    """Why a document is left out; None if it is not."""
    if not entry.about["work"]:
        error = _first_error(corpus, entry.name)
        return f"it gave no record: {error}"
    if entry.verdict != "valid":
        error = _first_error(corpus, entry.name)
        return f"it is {entry.verdict}: {error}"
    if before is not None:
        return f"the same work and language as {before.name}"
    return None


def _first_error(
    corpus: Path,
    name: str,
) -> str:
    """The first error that was found in a document, or its first finding."""
    findings = unpacked(results_of(corpus, name))["findings"]
    errors = [each for each in findings if each["severity"] == "error"]
    for each in errors or findings:
        return f"{each['code']} {each['message']}"
    return "no finding"


def _said(
    entry: Entry,
    name: str,
) -> str:
    return str(entry.about[name] or "")


def _first(
    languages: list[str],
    wanted: tuple[str, ...],
) -> str:
    """The language that is given if none is asked for."""
    for each in wanted:
        if each in languages:
            return each
    return languages[0]


def _record(
    corpus: Path,
    name: str,
) -> bytes:
    return unpacked(results_of(corpus, name))["record"].encode()


def _packed(
    corpus: Path, chosen: list[Entry], dictionary: bytes, quality: str
) -> Iterator[Packed]:
    """The rows of a store, one at a time."""
    for entry in chosen:
        data = _record(corpus, entry.name)
        about = entry.about
        warnings = about["warnings"]
        assert isinstance(warnings, int), "the journal counts them"
        work = _said(entry, "work")
        language = _said(entry, "language")
        kind = _said(entry, "kind")
        date = _text(about["date"])
        title = _text(about["title"])
        licence = _text(about.get("licence"))
        digest = hashlib.sha256(data).hexdigest()
        packed = pack(data, dictionary)
        yield Packed(
            work,
            language,
            kind,
            date,
            title,
            quality,
            licence,
            entry.name,
            entry.sha256,
            warnings,
            digest,
            packed,
        )


def _text(value: Json) -> str | None:
    return None if value is None else str(value)


def _write_tables(
    corpus: Path, folder: Path, names: set[str], omissions: list[Row]
) -> None:
    """Write each table of the corpus as one Parquet file, without the rows of documents that
    are left out; besides the manifest, the findings and the omissions.
    """
    import pyarrow as pa
    from pyarrow import parquet

    kept = pa.array(sorted(names), pa.string())
    tables: dict[str, pa.Table] = {}
    for part in sorted((corpus / TABLES).iterdir()):
        paths = sorted(part.glob("*.parquet"))
        shards = [parquet.read_table(path) for path in paths]
        tables[part.name] = pa.concat_tables(shards)
    tables["manifest"] = _read_csv(corpus / MANIFEST, ABOUT)
    paths = sorted((corpus / FINDINGS).glob("*.csv"))
    found = [_read_csv(path, FINDING) for path in paths]
    tables["findings"] = pa.concat_tables(found)
    for name, table in tables.items():
        rows = _only(table, kept)
        _write_table(
            folder,
            name,
            rows,
        )
    types = pa.schema([(name, pa.string()) for name in OMISSION])
    rows = pa.Table.from_pylist(list(omissions), types)
    _write_table(
        folder,
        OMISSIONS,
        rows,
    )


def _read_csv(
    path: Path,
    names: tuple[str, ...],
) -> "pa.Table":
    """A CSV file of the corpus as a table; an empty cell has no value."""
    import pyarrow as pa
    from pyarrow import csv

    types: dict[str, pa.DataType] = {}
    for name in names:
        types[name] = pa.int64() if name in _NUMBERS else pa.string()
    parsing = csv.ParseOptions(newlines_in_values=True)
    converting = csv.ConvertOptions(
        column_types=types, null_values=[""], strings_can_be_null=True
    )
    return csv.read_csv(
        path,
        parse_options=parsing,
        convert_options=converting,
    )


def _only(
    table: "pa.Table",
    paths: "pa.Array",
) -> "pa.Table":
    """The rows of these documents, in order of their paths."""
    import pyarrow as pa
    from pyarrow import compute

    is_kept = compute.is_in(table["path"], value_set=paths)
    rows = table.filter(is_kept)
    places = pa.array(range(len(rows)), pa.int64())
    placed = rows.append_column(_PLACE, places)
    in_order = placed.sort_by([("path", "ascending"), (_PLACE, "ascending")])
    return in_order.drop([_PLACE])


def _write_table(
    folder: Path,
    name: str,
    table: "pa.Table",
) -> None:
    """Write a table where a corpus has it, as the only shard."""
    from io import BytesIO

    from pyarrow import parquet

    file = BytesIO()
    parquet.write_table(
        table, file, compression="zstd", compression_level=19, row_group_size=_GROUP
    )
    path = folder / name / f"{Shard(0, 1).name}.parquet"
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole({path: file.getvalue()})
