"""The terms of JSON-LD, and the addresses of works, expressions, nodes and entities."""

import json
from functools import lru_cache
from importlib.resources import files
from urllib.parse import quote

from communique.core.json_types import JsonObject

Node = JsonObject
"""A node of the graph, as JSON has it."""

NAMESPACE = "urn:communique:"
"""The scheme of addresses."""

CONTEXT: JsonObject = json.loads(
    files("communique.formats.jsonld").joinpath("context.json").read_text("utf-8")
)
"""Short names for the terms that are written. Words in a language are tagged with it."""

ENTITY_TYPES = {
    "organization": "schema:Organization", "place": "schema:Place", "state": "schema:Country",
    "programme": "schema:Project", "instrument": "schema:CreativeWork", "meeting": "schema:Event",
    "topic": "schema:DefinedTerm", "role": "skos:Concept", "person": "schema:Person",
}  # fmt: skip
"""The type of each type of entity in schema.org.

A role there is a relation, so here it is a concept.
"""

LANGUAGES = "http://publications.europa.eu/resource/authority/language/"
"""The authority list of languages that ELI uses; its codes are those of ISO 639-2/T in capitals."""

_TYPE_OF_DATE = {4: "xsd:gYear", 7: "xsd:gYearMonth", 10: "xsd:date"}
"""The type of a date, by its code points."""
_KEPT = "!$&'()*+,;=:@/~"


@lru_cache(4096)
def _quoted(part: str) -> str:
    return quote(part, safe=_KEPT)


def address(*parts: str) -> str:
    """The address of what the parts name, by the scheme of this library.

    >>> address("harbour-declaration", "en")
    'urn:communique:harbour-declaration:en'
    """
    return NAMESPACE + ":".join(map(_quoted, parts))


def within(work: str, name: str) -> str:
    """The address of a node or entity of a work, by its eid or id.

    >>> within("harbour-declaration", "para_16")
    'urn:communique:harbour-declaration#para_16'
    """
    return f"{address(work)}#{_quoted(name)}"


def dated(value: str) -> dict[str, str]:
    """A date as a literal whose type is its precision: a day, a month or a year.

    >>> dated("2024-03")
    {'@value': '2024-03', '@type': 'xsd:gYearMonth'}
    """
    return {"@value": value, "@type": _TYPE_OF_DATE[len(value)]}
