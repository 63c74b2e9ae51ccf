"""The package as linked data: `data/jsonld/dataset.jsonld`, a schema.org Dataset with its files and declarations."""

from pathlib import Path
from typing import Any

from communique.formats.jsonld import NAMESPACE, address, document
from communique.generate import Files, edition_of
from communique.generate.records import make as make_records
from communique.generate.records import readings

PATH = "data/jsonld/dataset.jsonld"
FORMATS = {"json": "application/json", "xml": "application/xml"}


def make(top: Path) -> Files:
    """The file: the Dataset, and of each declaration the files that embody it."""
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
    files = make_records(top)
    for work, language in readings(top):
        paths = (f"data/declarations/{work}/{language}.json", f"akn/{work}/{language}.xml")
        graph.append(
            {
                "id": address(work, language),
                "eli:is_embodied_by": [_format(path, work, language) for path in paths if path in files],
            }
        )
    return {PATH: document(graph).encode()}


def _format(path: str, work: str, language: str) -> dict[str, Any]:
    suffix = path.rpartition(".")[2]
    return {
        "id": address(work, language, suffix),
        "type": ["eli:Format", "schema:MediaObject"],
        "eli:embodies": {"id": address(work, language)},
        "schema:encodingFormat": FORMATS[suffix],
        "schema:contentUrl": path,
    }
