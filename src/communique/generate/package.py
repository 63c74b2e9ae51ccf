"""The descriptor of the data: `data/datapackage.json`, a Data Package (datapackage.org, version 2).

`data/edition.json` has what no code can know (version, licences, roles). The rest is made from the
files.
"""

import hashlib
import re
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path

from communique.core.json_types import JsonObject
from communique.edition import INDEX
from communique.edition.descriptor import PATH, sealed
from communique.formats.csv.catalog import Column, Table
from communique.generate import (
    Edition,
    Files,
    PartOfEdition,
    edition_of,
    json_file,
    records,
    views,
)
from communique.model import Declaration

PASSAGES = "passages.jsonl"
PASSAGE_FIELDS = {
    "work": ("string", "Id of the work."),
    "language": ("string", "Language of the record, a BCP 47 tag."),
    "eid": ("string", "Address of the passage."),
    "kind": ("string", "Kind of the passage: paragraph, recital, title, ..."),
    "part": ("string", "Part of the document: cover, preface, preamble, body, ..."),
    "annex": ("string", "Address of the annex that holds it."),
    "parent": ("string", "Address of the node that holds it."),
    "role": ("string", "Role of a passage that has one: formula, from, to, ..."),
    "num": ("string", "Label as printed."),
    "number": ("string", "Number without the signs around it."),
    "heading": ("string", "Heading."),
    "text": ("string", "Words."),
    "acts": ("array", "Acts marked in it."),
    "entities": ("array", "Ids of the entities that it names."),
    "notes": ("array", "Addresses of the notes that it calls."),
}
"""The fields of a line of the passages: type of the Table Schema, and meaning."""
PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"

MEDIA_TYPES = {
    ".csv": "text/csv",
    ".json": "application/json",
    ".jsonl": "application/jsonl",
    ".jsonld": "application/ld+json",
    ".md": "text/markdown",
    ".txt": "text/plain",
    ".html": "text/html",
    ".xml": "application/xml",
}

Values = JsonObject


def make(top: Path, generated: Files) -> Files:
    """The descriptor of all files in `data`, with the hashes of those in `akn` and `schema`."""
    return {PATH: json_file(descriptor(top, generated))}


def descriptor(top: Path, generated: Files) -> Values:
    """The descriptor, sealed.

    Raises OSError without `data/edition.json`, ValueError if it is not JSON.
    """
    edition = edition_of(top)
    files = {**_by_hand(top), **generated}
    tables: dict[str, Table] = {}
    for table in views.TABLES_OF_EDITION:
        tables[f"tables/{table.name}.csv"] = table
    resources: list[Values] = []
    derived: list[Values] = []
    schemas: list[Values] = []
    for path, data in sorted(files.items()):
        folder, _, inside = path.partition("/")
        if folder == "data":
            listed = tables.get(inside)
            resources.append(_resource(inside, data, edition, listed))
        elif folder == "akn":
            derived.append(_listed(f"../{path}", data))
        elif folder == "schema":
            schemas.append(_listed(f"../{path}", data))
    sources = list(_sources(top))
    described: Values = {
        "$schema": PROFILE,
        "name": edition["name"],
        "title": edition["title"],
        "description": edition["description"],
        "version": edition["version"],
        "keywords": edition["keywords"],
        "licenses": edition["licenses"],
        "contributors": edition["contributors"],
        "sources": sources,
        "resources": resources,
        "derived": derived,
        "schemas": schemas,
    }
    return sealed(described)


BY_HAND = (
    "data/*.json",
    "data/*.md",
    "data/sources/*/*",
    "data/follow-up/*.json",
    "akn/*.md",
    "schema/*",
)
"""Patterns of the files that the descriptor lists and no maker makes."""


def _by_hand(top: Path) -> Files:
    """The files that people write, by path."""
    files: Files = {}
    for pattern in BY_HAND:
        for path in top.glob(pattern):
            name = path.relative_to(top).as_posix()
            if (
                path.is_file()
                and not path.name.startswith(".")
                and name not in (INDEX, PATH)
            ):
                files[name] = path.read_bytes()
    return files


def _sources(top: Path) -> Iterator[Values]:
    """Where the words come from, each document once."""
    seen: list[Values] = []
    for parsed in records.readings(top).values():
        source = _source_of(parsed.require())
        if source not in seen:
            seen.append(source)
            yield source


def _source_of(declaration: Declaration) -> Values:
    """The title of the document that a record is read from, with its publisher and address."""
    title = declaration.title.text if declaration.title else declaration.id
    source = declaration.source
    if source is None:
        return {"title": title}
    title = source.title or title
    if source.publisher:
        title = f"{source.publisher}: {title}"
    if not source.url:
        return {"title": title}
    return {"title": title, "path": source.url}


def _listed(path: str, data: bytes) -> Values:
    sha256 = hashlib.sha256(data).hexdigest()
    return {"path": path, "bytes": len(data), "hash": f"sha256:{sha256}"}


def _resource(path: str, data: bytes, edition: Edition, table: Table | None) -> Values:
    about = _part_of(path, edition)
    if table is None:
        name = re.sub(r"[^a-z0-9._-]", "-", path.lower())
        title = about.get("title")
        description = about.get("description")
    else:
        name = table.name
        title = table.name.capitalize()
        description = table.about
    licences = [
        each for each in edition["licenses"] if each["name"] in about["licenses"]
    ]
    suffix = Path(path).suffix
    resource: Values = {"name": name, **_listed(path, data)}
    if title is not None:
        resource["title"] = title
    if description is not None:
        resource["description"] = description
    resource["format"] = suffix.removeprefix(".")
    resource["mediatype"] = MEDIA_TYPES.get(suffix, "application/octet-stream")
    resource["encoding"] = "utf-8"
    if licences:
        resource["licenses"] = licences
    if table is not None:
        resource["type"] = "table"
        resource["dialect"] = {"lineTerminator": "\n"}
        resource["schema"] = schema_of(table)
    elif path == PASSAGES:
        resource["type"] = "table"
        resource["schema"] = _schema_of_passages()
    return resource


def _schema_of_passages() -> Values:
    """The Table Schema of the passages as JSON Lines; null is a missing value."""
    fields = []
    for name, (kind, about) in PASSAGE_FIELDS.items():
        field = {"name": name, "type": kind, "description": about}
        fields.append(field)
    return {"fields": fields, "fieldsMatch": "exact"}


def _part_of(path: str, edition: Edition) -> PartOfEdition:
    """What the edition says of the first of its parts that a path belongs to."""
    for part in edition["parts"]:
        if fnmatchcase(path, part["match"]):
            return part
    return {"match": path, "licenses": []}


def schema_of(table: Table) -> Values:
    """The Table Schema of a table: columns in exactly this order, an empty cell a missing value."""
    made: Values = {
        "fields": [_field(column) for column in table.columns],
        "fieldsMatch": "exact",
        "missingValues": [""],
        "primaryKey": list(table.key),
    }
    foreign: list[Values] = []
    for each in table.references:
        reference = {"resource": each.table, "fields": list(each.named)}
        foreign.append({"fields": list(each.columns), "reference": reference})
    if foreign:
        made["foreignKeys"] = foreign
    return made


def _field(column: Column) -> Values:
    """The field of a Table Schema that describes a column."""
    kind = column.type
    made: Values = {"name": column.name, "type": kind, "description": column.about}
    if column.type == "list":
        made["delimiter"] = column.separator
    constraints: Values = {}
    if column.required:
        constraints["required"] = True
    if column.enum:
        constraints["enum"] = list(column.enum)
    if column.pattern is not None:
        constraints["pattern"] = column.pattern
    if constraints:
        made["constraints"] = constraints
    return made
