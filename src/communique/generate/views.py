"""Views of the dataset for those who read no records: CSV tables, JSON Lines, JSON-LD of each declaration, an index."""

from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any, get_args

from communique.acts.follow_up import Effect, FollowUp
from communique.edition.making import INDEX
from communique.formats import format_named
from communique.formats.csv import csv_of, tables_of
from communique.formats.csv.catalog import Row, Table, based, day, key, one_of, said
from communique.formats.jsonl import lines_of
from communique.formats.jsonld import NAMESPACE, address, document
from communique.generate import Files, edition_of, json_file
from communique.generate.records import readings

EVENTS = Table(
    "events",
    "One row for each event of the follow-up and each node that it bears on. No event says nothing about what was done.",
    (
        key("work", "Id of the work."),
        key("id", "Id of the event."),
        key("eid", "Address of the paragraph or note that it bears on."),
        day("date", "When it was: a day, a month or a year."),
        *based("date_"),
        one_of("effect", "What it does to what the paragraph says.", get_args(Effect)),
        said("summary", "What happened, in one English sentence."),
        said("document_title", "Title of the document that tells of it."),
        said(
            "document_numbers",
            "Numbers of the document, each as `scheme value`, separated by `; `.",
        ),
        said("document_url", "Address of the document."),
        said("quotation", "Words of the document, exactly as printed there."),
        said("quotation_language", "Language of the quotation (BCP 47)."),
        *based(),
        said("remark", "What a reader should know besides."),
    ),
    ("work", "id", "eid"),
)


DATASET = "data/jsonld/dataset.jsonld"


def make(top: Path) -> Files:
    """`data/tables/*.csv`, `data/passages.jsonl` and `data/jsonld/<work>/<language>.jsonld`, but what the edition leaves out.

    And the two files that say what the edition holds: `DATASET`, `INDEX`.
    """
    edition = edition_of(top)
    read = {edition: parsed.require() for edition, parsed in readings(top).items()}
    tables = {
        **tables_of(read.values()),
        f"{EVENTS.name}.csv": csv_of(EVENTS.header(), events(top)),
    }
    files = {f"data/tables/{name}": text for name, text in tables.items()}
    files["data/passages.jsonl"] = lines_of(read.values())
    for (work, language), declaration in read.items():
        files[f"data/jsonld/{work}/{language}.jsonld"] = format_named("jsonld").write(declaration)
    left_out = edition.get("leaves_out", ())
    kept = {
        path: text
        for path, text in files.items()
        if not any(fnmatchcase(path, each) for each in left_out)
    }
    return {
        **{path: text.encode() for path, text in kept.items()},
        DATASET: dataset(top),
        INDEX: index(top),
    }


def dataset(top: Path) -> bytes:
    """The package as linked data: a schema.org Dataset, and of each declaration the files that embody it."""
    edition = edition_of(top)
    works = list(dict.fromkeys(work for work, _ in readings(top)))
    graph: list[dict[str, Any]] = [
        {
            "id": f"{NAMESPACE}dataset",
            "type": "schema:Dataset",
            "schema:name": edition["title"],
            "schema:description": edition["description"],
            "schema:version": edition["version"],
            "schema:keywords": edition["keywords"],
            "schema:license": [{"id": each["path"]} for each in edition["licenses"]],
            "schema:hasPart": [{"id": address(work)} for work in works],
        }
    ]
    for work, language in readings(top):
        expression = address(work, language)
        files = [
            {
                "id": address(work, language, suffix),
                "type": ["eli:Format", "schema:MediaObject"],
                "eli:embodies": {"id": expression},
                "schema:encodingFormat": f"application/{suffix}",
                "schema:contentUrl": f"{folder}/{work}/{language}.{suffix}",
            }
            for folder, suffix in (("data/declarations", "json"), ("akn", "xml"))
        ]
        graph.append({"id": expression, "eli:is_embodied_by": files})
    return document(graph).encode()


def index(top: Path) -> bytes:
    """What an edition holds, for those who only want to know: each work with its records; and what other distributions have."""
    edition = edition_of(top)
    works: dict[str, dict[str, Any]] = {}
    for (work, language), parsed in readings(top).items():
        about, record = edition["works"][work], parsed.require()
        held = works.setdefault(work, {"id": work, "language": about["language"], "records": []})
        held["records"].append({
            "language": record.language,
            "date": record.date.value if record.date else None,
            "title": " ".join(record.title.text.split()) if record.title else None,
            "quality": about["quality"].get(language) or about["quality"]["*"],
            "licence": record.source.licence if record.source else None,
        })  # fmt: skip
    of = {
        "distribution": edition["name"],
        "version": edition["version"],
        "works": list(works.values()),
    }
    return json_file({**of, "elsewhere": edition.get("elsewhere", {})}, 1)


def events(top: Path) -> Iterator[Row]:
    """The rows of the events, by work, then as they stand in the ledger. Raises ValueError if a ledger is not one."""
    for path in sorted((top / "data" / "follow-up").glob("*.json")):
        yield from event_rows(FollowUp.model_validate_json(path.read_bytes()))


def event_rows(ledger: FollowUp) -> Iterator[Row]:
    """A row for each event of a ledger and each node that it bears on, as they stand there."""
    for event in ledger.events:
        document, quotation = event.document, event.quotation
        numbers = (
            (f"{each.scheme} {each.value}" for each in document.identifiers) if document else ()
        )
        row = EVENTS.row(
            event,
            eid=None,
            date=event.date.value,
            date_basis=event.date.basis,
            date_source=event.date.source,
            document_title=document.title if document else None,
            document_numbers="; ".join(numbers),
            document_url=document.url if document else None,
            quotation=quotation.text if quotation else None,
            quotation_language=quotation.language if quotation else None,
        )
        for eid in event.concerns:
            yield {"work": ledger.work, **row, "eid": eid}
