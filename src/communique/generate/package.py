"""The descriptor of the data: `data/datapackage.json`, a Data Package by version 2 of the standard (datapackage.org).

What no code can know (version, licences, roles) stands in `data/edition.json`; all else is made from the files.
"""

import hashlib
import re
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from communique.edition.making import INDEX, PATH, sealed
from communique.formats.csv.catalog import TABLES, Table
from communique.generate import Files, edition_of, json_file, records, views

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"

MEDIA_TYPES = {
    ".csv": "text/csv", ".json": "application/json", ".jsonl": "application/jsonl", ".jsonld": "application/ld+json",
    ".md": "text/markdown", ".txt": "text/plain", ".html": "text/html", ".xml": "application/xml",
}  # fmt: skip

Values = dict[str, Any]


def make(top: Path, generated: Files) -> Files:
    """The descriptor of all that stands in `data`, written by hand or generated, with hashes of `akn` and `schema`."""
    return {PATH: json_file(descriptor(top, generated))}


def descriptor(top: Path, generated: Files) -> Values:
    """The descriptor. Raises OSError without `data/edition.json`, ValueError if it is not JSON."""
    edition = edition_of(top)
    patterns = (
        "data/*.json",
        "data/*.md",
        "data/sources/*/*",
        "data/follow-up/*.json",
        "akn/*.md",
        "schema/*",
    )
    paths = {path for pattern in patterns for path in top.glob(pattern) if path.is_file()} - {
        top / INDEX,
        top / PATH,
    }
    named = {
        path.relative_to(top).as_posix(): path
        for path in sorted(paths)
        if not path.name.startswith(".")
    }
    files = {**{name: path.read_bytes() for name, path in named.items()}, **generated}
    tables = {f"tables/{table.name}.csv": table for table in (*TABLES, views.EVENTS)}
    inside = {
        path.removeprefix("data/"): data for path, data in files.items() if path.startswith("data/")
    }
    head = {name: edition[name] for name in ("name", "title", "description", "version", "keywords")}
    return sealed({
        "$schema": PROFILE,
        **head,
        "licenses": edition["licenses"],
        "contributors": edition["contributors"],
        "sources": list(_sources(top)),
        "resources": [_resource(path, data, edition, tables.get(path)) for path, data in sorted(inside.items())],
        "derived": [_listed(f"../{path}", data) for path, data in sorted(files.items()) if path.startswith("akn/")],
        "schemas": [_listed(f"../{path}", data) for path, data in sorted(files.items()) if path.startswith("schema/")],
    })  # fmt: skip


def _sources(top: Path) -> Iterator[Values]:
    """Where the words came from, each document once."""
    seen: list[Values] = []
    for parsed in records.readings(top).values():
        declaration = parsed.require()
        title = declaration.title.text if declaration.title else declaration.id
        source = declaration.source
        named = source.title if source and source.title else title
        value: Values = {
            "title": f"{source.publisher}: {named}" if source and source.publisher else named
        }
        if source and source.url:
            value["path"] = source.url
        if value not in seen:
            seen.append(value)
            yield value


def _listed(path: str, data: bytes) -> Values:
    return {"path": path, "bytes": len(data), "hash": f"sha256:{hashlib.sha256(data).hexdigest()}"}


def _resource(path: str, data: bytes, edition: Values, table: Table | None) -> Values:
    about: Values = next(
        (each for each in edition["parts"] if fnmatchcase(path, each["match"])), {"licenses": ()}
    )
    licences = [each for each in edition["licenses"] if each["name"] in about["licenses"]]
    suffix = Path(path).suffix
    resource: Values = {
        "name": table.name if table else re.sub(r"[^a-z0-9._-]", "-", path.lower()),
        **_listed(path, data),
        "title": table.name.capitalize() if table else about.get("title"),
        "description": table.about if table else about.get("description"),
        "format": suffix.removeprefix("."),
        "mediatype": MEDIA_TYPES.get(suffix, "application/octet-stream"),
        "encoding": "utf-8",
        "licenses": licences or None,
    }
    if table is not None:
        resource |= {
            "type": "table",
            "dialect": {"lineTerminator": "\n"},
            "schema": schema_of(table),
        }
    return {key: value for key, value in resource.items() if value is not None}


def schema_of(table: Table) -> Values:
    """The Table Schema of a table. An empty cell is a missing value; columns stand exactly in this order."""
    fields: list[Values] = []
    for each in table.columns:
        constraints = {
            "required": each.required or None,
            "enum": list(each.enum) or None,
            "pattern": each.pattern,
        }
        kept = {key: value for key, value in constraints.items() if value is not None}
        fields.append({"name": each.name, "type": each.type, "description": each.about})
        fields[-1] |= {"delimiter": " "} if each.type == "list" else {}
        fields[-1] |= {"constraints": kept} if kept else {}
    made: Values = {
        "fields": fields,
        "fieldsMatch": "exact",
        "missingValues": [""],
        "primaryKey": list(table.key),
    }
    if table.references:
        made["foreignKeys"] = [
            {
                "fields": list(each.columns),
                "reference": {"resource": each.table, "fields": list(each.named)},
            }
            for each in table.references
        ]
    return made
