"""Views of the dataset: CSV tables, JSON Lines, JSON-LD of each declaration, an index."""

from collections import defaultdict
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path
from typing import get_args

from communique.acts.follow_up import Document, Effect, FollowUp, Quotation
from communique.core.json_types import JsonObject
from communique.corpora.documents import Row
from communique.corpora.tables import DERIVED, derived
from communique.edition import INDEX
from communique.edition.dataset import Index, IndexedRecord, IndexedWork
from communique.formats import format_named
from communique.formats.csv import csv_of, tables_of
from communique.formats.csv.catalog import (
    TABLES,
    CsvRow,
    Table,
    based,
    day,
    key,
    one_of,
    said,
)
from communique.formats.jsonl import lines_of
from communique.formats.jsonld import NAMESPACE, address, document
from communique.generate import Files, edition_of, json_file
from communique.generate.records import readings
from communique.model import Declaration
from communique.report.promises import CellValue, flat

EVENTS = Table(
    "events",
    "One row for each event of the follow-up and each node that it bears on. "
    "No event says nothing about what was done.",
    (
        key("work", "Id of the work."),
        key("id", "Id of the event."),
        key("eid", "Address of the paragraph or note that it bears on."),
        day("date", "When it was: a day, a month or a year."),
        *based("date_"),
        one_of(
            "effect",
            "The effect of the event on what the paragraph promises.",
            get_args(Effect),
        ),
        said("summary", "One English sentence that says what happened."),
        said("document_title", "Title of the document that tells of it."),
        said(
            "document_numbers",
            "Numbers of the document, each as `scheme value`, separated by `; `.",
        ),
        said("document_url", "Address of the document."),
        said("quotation", "Words of the document, exactly as printed there."),
        said("quotation_language", "Language of the quotation (BCP 47)."),
        *based(),
        said("remark", "A remark for readers."),
    ),
    ("work", "id", "eid"),
)


TABLES_OF_EDITION = (*TABLES, *DERIVED, EVENTS)
"""Every table of an edition."""
Cells = dict[str, CellValue]
"""The cells of a row by the names of their columns."""
DATASET = "data/jsonld/dataset.jsonld"


def make(top: Path) -> Files:
    """Tables, passages and linked data, without what the edition leaves out; `DATASET` and `INDEX`.

    They are `data/tables/*.csv`, `data/passages.jsonl`, `data/jsonld/<work>/<language>.jsonld`.
    """
    read = {key: parsed.require() for key, parsed in readings(top).items()}
    views: dict[str, str] = {}
    for name, text in tables_of(read.values()).items():
        views[f"data/tables/{name}"] = text
    header = EVENTS.header()
    table_of_events = csv_of(header, events(top))
    views[f"data/tables/{EVENTS.name}.csv"] = table_of_events
    for name, table in _derived(top).items():
        views[f"data/tables/{name}.csv"] = table
    views["data/passages.jsonl"] = lines_of(read.values())
    jsonld = format_named("jsonld")
    for (work, language), declaration in read.items():
        views[f"data/jsonld/{work}/{language}.jsonld"] = jsonld.write(declaration)
    left_out = edition_of(top).get("leaves_out", [])
    files: Files = {}
    for path, text in views.items():
        if not any(fnmatchcase(path, pattern) for pattern in left_out):
            files[path] = text.encode()
    files[DATASET] = dataset(top)
    files[INDEX] = index(top)
    return files


def dataset(top: Path) -> bytes:
    """The package as linked data: a schema.org Dataset, and the files of each
    declaration.
    """
    edition = edition_of(top)
    works = dict.fromkeys([work for work, _ in readings(top)])
    whole: JsonObject = {"id": f"{NAMESPACE}dataset", "type": "schema:Dataset"}
    whole["schema:name"] = edition["title"]
    whole["schema:description"] = edition["description"]
    whole["schema:version"] = edition["version"]
    whole["schema:keywords"] = edition["keywords"]
    whole["schema:license"] = [{"id": each["path"]} for each in edition["licenses"]]
    whole["schema:hasPart"] = [{"id": address(work)} for work in works]
    graph: list[JsonObject] = [whole]
    for work, language in readings(top):
        json = _manifestation(work, language, "json", "data/declarations")
        akn = _manifestation(work, language, "xml", "akn")
        graph.append({"id": address(work, language), "eli:is_embodied_by": [json, akn]})
    return document(graph).encode()


def _manifestation(work: str, language: str, suffix: str, folder: str) -> JsonObject:
    """A file of a declaration as linked data."""
    made: JsonObject = {"id": address(work, language, suffix)}
    made["type"] = ["eli:Format", "schema:MediaObject"]
    made["eli:embodies"] = {"id": address(work, language)}
    made["schema:encodingFormat"] = f"application/{suffix}"
    made["schema:contentUrl"] = f"{folder}/{work}/{language}.{suffix}"
    return made


def index(top: Path) -> bytes:
    """The index of an edition: each work with its records, and what other distributions
    have.
    """
    edition = edition_of(top)
    works: dict[str, IndexedWork] = {}
    for (name, language), parsed in readings(top).items():
        work = edition["works"][name]
        quality = work["quality"]
        if name not in works:
            works[name] = {"id": name, "language": work["language"], "records": []}
        about = _about(parsed.require(), quality.get(language) or quality["*"])
        works[name]["records"].append(about)
    whole: Index = {
        "distribution": edition["name"],
        "version": edition["version"],
        "works": list(works.values()),
        "elsewhere": edition.get("elsewhere", {}),
    }
    return json_file(whole, 1)


def _about(record: Declaration, quality: str) -> IndexedRecord:
    """What the index says of a record."""
    date = record.date.value if record.date else None
    title = None
    if record.title:
        words = record.title.text.split()
        title = " ".join(words)
    licence = record.source.licence if record.source else None
    return {
        "language": record.language,
        "date": date,
        "title": title,
        "quality": quality,
        "licence": licence,
    }


def events(top: Path) -> Iterator[CsvRow]:
    """The rows of the events, by work, then in the order of the ledger.

    Raises ValueError if a file is not a ledger.
    """
    folder = top / "data" / "follow-up"
    for path in sorted(folder.glob("*.json")):
        ledger = FollowUp.model_validate_json(path.read_bytes())
        yield from event_rows(ledger)


def _derived(top: Path) -> dict[str, str]:
    """The tables that are made of records, as CSV by their names."""
    rows: dict[str, list[Cells]] = defaultdict(list)
    for parsed in readings(top).values():
        for name, more in derived(parsed).items():
            cells = map(_flat, more)
            rows[name].extend(cells)
    tables: dict[str, str] = {}
    for table in DERIVED:
        header = table.header()
        tables[table.name] = csv_of(header, rows[table.name])
    return tables


def _flat(row: Row) -> Cells:
    """The cells of a row. Topics may have blanks: semicolons separate them."""
    cells: Cells = {}
    for name, value in row.items():
        cells[name] = flat(value)
    return cells


def event_rows(ledger: FollowUp) -> Iterator[CsvRow]:
    """A row for each event of a ledger and each node that it bears on, as they stand
    there.
    """
    for event in ledger.events:
        date = event.date
        document = _of_document(event.document)
        quotation = _of_quotation(event.quotation)
        row = EVENTS.row(
            event,
            eid=None,
            date=date.value,
            date_basis=date.basis,
            date_source=date.source,
            **document,
            **quotation,
        )
        for eid in event.concerns:
            yield {"work": ledger.work, **row, "eid": eid}


def _of_document(document: Document | None) -> dict[str, str | None]:
    """The cells of an event that tell of its document."""
    if document is None:
        return {"document_title": None, "document_numbers": "", "document_url": None}
    numbers = [f"{each.scheme} {each.value}" for each in document.identifiers]
    return {
        "document_title": document.title,
        "document_numbers": "; ".join(numbers),
        "document_url": document.url,
    }


def _of_quotation(quotation: Quotation | None) -> dict[str, str | None]:
    """The cells of an event that tell of its quotation."""
    if quotation is None:
        return {"quotation": None, "quotation_language": None}
    return {"quotation": quotation.text, "quotation_language": quotation.language}
