"""JSON-LD: a declaration as linked data, in the words of ELI and schema.org. Written, not read.

One document: work, expression, subdivisions, entities, each a node of one graph. Addresses are of
the scheme `urn:communique:`: they name, and lead nowhere. None of a resolver is made up.
"""

from collections.abc import Iterable

from pydantic_core import to_json

from communique.formats.jsonld.nodes import graph_of
from communique.formats.jsonld.terms import (
    CONTEXT,
    ENTITY_TYPES,
    NAMESPACE,
    Node,
    address,
    dated,
    within,
)
from communique.model import Declaration

__all__ = [
    "CONTEXT",
    "ENTITY_TYPES",
    "NAMESPACE",
    "address",
    "dated",
    "document",
    "graph_of",
    "within",
    "write",
]


def write(declaration: Declaration) -> str:
    """The declaration as JSON-LD 1.1, its context inside: nothing remote is needed to read it.

    The work is an `eli:LegalResource`, the record its `eli:LegalExpression`, and every recital,
    section, paragraph, point, table, annex and note an `eli:LegalResourceSubdivision` with its
    words in their language; other words (letterhead, closing lines, signatures) are with the
    document they stand in. Entities carry their names and `schema:sameAs`, acts the terms of this
    library. The text is unofficial (`schema:UnofficialLegalValue`): it is a machine-readable
    edition, whatever it was read from. Left out: offsets, emphasis, the basis of claims.
    """
    return document(graph_of(declaration))


def document(graph: Iterable[Node]) -> str:
    """A JSON-LD document of nodes, with the context."""
    return (
        to_json({"@context": CONTEXT, "@graph": list(graph)}, indent=2).decode() + "\n"
    )
