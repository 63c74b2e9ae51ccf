"""Names of linked data: the context, which every file carries whole, and the addresses of nodes.

Addresses are of the scheme `urn:communique:`: they name, and lead nowhere. None of a resolver is made up.
"""

from functools import lru_cache
from typing import Any
from urllib.parse import quote

NAMESPACE = "urn:communique:"

CONTEXT: dict[str, Any] = {
    "eli": "http://data.europa.eu/eli/ontology#",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "c": f"{NAMESPACE}term:",
    "id": "@id",
    "type": "@type",
    "is_realized_by": {"@id": "eli:is_realized_by", "@type": "@id"},
    "realizes": {"@id": "eli:realizes", "@type": "@id"},
    "type_document": {"@id": "eli:type_document", "@type": "@id"},
    "type_subdivision": {"@id": "eli:type_subdivision", "@type": "@id"},
    "id_local": {"@id": "eli:id_local", "@type": "xsd:string"},
    "number": {"@id": "eli:number", "@type": "xsd:string"},
    "passed_by": {"@id": "eli:passed_by", "@type": "@id"},
    "is_about": {"@id": "eli:is_about", "@type": "@id"},
    "has_part": {"@id": "eli:has_part", "@type": "@id"},
    "has_annex": {"@id": "eli:has_annex", "@type": "@id"},
    "cites": {"@id": "eli:cites", "@type": "@id"},
    "language": {"@id": "eli:language", "@type": "@id"},
    "is_translation_of": {"@id": "eli:is_translation_of", "@type": "@id"},
    "publisher": {"@id": "eli:publisher", "@type": "xsd:string"},
    "sameAs": {"@id": "schema:sameAs", "@type": "@id"},
    "inLanguage": {"@id": "schema:inLanguage", "@type": "xsd:string"},
    "legalValue": {"@id": "schema:legislationLegalValue", "@type": "@id"},
    "legislationType": {"@id": "schema:legislationType", "@type": "xsd:string"},
    "license": {"@id": "schema:license", "@type": "xsd:string"},
    "mentions": {"@id": "schema:mentions", "@type": "@id"},
    "member": {"@id": "schema:member", "@type": "@id"},
    "identifier": "schema:identifier",
    "propertyID": {"@id": "schema:propertyID", "@type": "xsd:string"},
    "value": {"@id": "schema:value", "@type": "xsd:string"},
    "sha256": {"@id": "schema:sha256", "@type": "xsd:string"},
    "isBasedOn": "schema:isBasedOn",
    "url": {"@id": "schema:url", "@type": "@id"},
    "locationCreated": {"@id": "schema:locationCreated", "@type": "@id"},
    "position": "schema:position",
    "act": "c:act",
    "actKind": {"@id": "c:actKind", "@type": "xsd:string"},
    "actor": {"@id": "c:actor", "@type": "@id"},
    "addressee": {"@id": "c:addressee", "@type": "@id"},
    "topic": {"@id": "c:topic", "@type": "@id"},
    "instrument": {"@id": "c:instrument", "@type": "@id"},
    "subject": "c:subject",
    "notation": {"@id": "skos:notation", "@type": "xsd:string"},
    "role": {"@id": "c:role", "@type": "xsd:string"},
    "exactMatch": {"@id": "skos:exactMatch", "@type": "@id"},
    "relatedDocument": "c:relatedDocument",
    "relation": {"@id": "c:relation", "@type": "xsd:string"},
    "sponsor": "c:sponsor",
    "vote": "c:vote",
    "voter": "c:voter",
    "choice": {"@id": "c:choice", "@type": "xsd:string"},
    "inFavour": {"@id": "c:inFavour", "@type": "xsd:integer"},
    "against": {"@id": "c:against", "@type": "xsd:integer"},
    "abstaining": {"@id": "c:abstaining", "@type": "xsd:integer"},
}
"""Short names for the terms that are written. What is written of words in a language is tagged with it."""

ENTITY_TYPES = {
    "organization": "schema:Organization",
    "place": "schema:Place",
    "state": "schema:Country",
    "programme": "schema:Project",
    "instrument": "schema:CreativeWork",
    "meeting": "schema:Event",
    "topic": "schema:DefinedTerm",
    "role": "skos:Concept",
    "person": "schema:Person",
}
"""What each type of entity is to schema.org; a role there is a relation, so here it is a concept."""

LANGUAGES = "http://publications.europa.eu/resource/authority/language/"
"""The authority list of languages that ELI names languages by; its codes are those of ISO 639-2/T in capitals."""

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
    return {"@value": value, "@type": {4: "xsd:gYear", 7: "xsd:gYearMonth"}.get(len(value), "xsd:date")}
