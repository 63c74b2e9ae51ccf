"""The names of Akoma Ntoso 3.0 that reader and writer share, and what each is in the record.

Elements are named as ElementTree names them, `{namespace}local`.
"""

import re
from collections.abc import Iterable

from communique.formats.akn.tree import Element
from communique.places import NAMESPACE

AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
"""The namespace of the OASIS Standard."""
OURS = "urn:communique:akn:1"
"""The namespace of our own elements and attributes, for which the standard has no name."""
PLACES = NAMESPACE
"""The namespace of the layer of places."""
UN = "http://un.org/akn4un"
"""The namespace of what the United Nations add."""
XML = "http://www.w3.org/XML/1998/namespace"

A = f"{{{AKN}}}"
P = f"{{{PLACES}}}"
C = f"{{{OURS}}}"
AKN4UN = f"{{{UN}}}"
LANG = f"{{{XML}}}lang"
SPACE = f"{{{XML}}}space"
ID = f"{{{XML}}}id"
META = f"{A}meta"
XINCLUDE = "{http://www.w3.org/2001/XInclude}"

UNKNOWN_DATE = "9999-01-01"
"""The day that stands for an unknown day, as in the drafting templates of the UK."""
ONTOLOGY = "/akn/ontology/"
"""The beginning of the address of an entity that has no address of its own."""
EDITOR = "markupEditor"
UNKNOWN_AUTHOR = "unknownAuthor"
ATTACHED = "att_1__"
"""The prefix of every eId in a declaration that is attached to a cover note."""
COVER = "cover__"
"""The prefix of the eids of a cover note in the record."""

INLINE_OF_TYPE = {
    "organization": "organization", "place": "location", "state": "location", "programme": "process",
    "instrument": "object", "meeting": "event", "topic": "concept", "role": "role", "person": "person",
}  # fmt: skip
"""The inline element for a mention of an entity, by the entity's type."""
TLC_OF_TYPE = {kind: f"TLC{name.capitalize()}" for kind, name in INLINE_OF_TYPE.items()}
"""The entry in `meta/references`, by the entity's type."""
TYPE_OF_TLC = {TLC_OF_TYPE[kind]: kind for kind in reversed(TLC_OF_TYPE)} | {
    "TLCTerm": "topic",
    "TLCReference": "instrument",
}
"""The type of an entity, by its entry. Two types share an entry: it stands for the first of them.

The last two entries are read, never written.
"""
MENTION_OF_NONE = "concept"
"""The inline element for a mention of an entity that the record does not list."""

STYLES = {
    "bold": "b",
    "italic": "i",
    "underline": "u",
    "superscript": "sup",
    "subscript": "sub",
}
SECTIONS = ("section", "article", "chapter", "part", "title", "division")
FIELD_ELEMENTS = {
    "kind": "docType", "subject": "docTitle", "number": "docNumber", "institution": "docAuthority",
    "procedure": "docketNumber",
}  # fmt: skip
"""The element of a cover field's value, by the field's key. Others have `inline name="value"`."""
ROLES = {"opening": "opening", "formula": "enactingFormula"}
"""A recital's role as the name of a `formula`."""
ATTRIBUTES = {"in_favour": "inFavour", "media_type": "mediaType"}
"""The attributes in `c:record` that have another name than the field they hold."""


def name_of(element: Element) -> str:
    """The name of an element without its namespace, as messages show it."""
    return element.tag.rpartition("}")[2]


def akn(element: Element) -> str:
    """The name of an element of Akoma Ntoso; empty for an element of another namespace."""
    tag = element.tag
    return tag[len(A) :] if tag.startswith(A) else ""


def tags(names: Iterable[str], namespace: str = A) -> frozenset[str]:
    """The tags of elements with these names in a namespace."""
    return frozenset(namespace + name for name in names)


def camel(slug: str) -> str:
    """A kind or key as an XML name: each hyphen before a letter goes, the letter becomes a capital.

    >>> camel("joint-declaration"), camel("annex-2")
    ('jointDeclaration', 'annex-2')
    """
    if "-" not in slug:
        return slug
    return re.sub("-([a-z])", lambda match: match[1].upper(), slug)


def kebab(name: str) -> str:
    """The slug that `camel` made the name of.

    >>> kebab("jointDeclaration"), kebab("annex-2")
    ('joint-declaration', 'annex-2')
    """
    if name.isupper():  # `ANNEX` is one word
        return name.lower()
    return re.sub("[A-Z]", lambda match: f"-{match[0].lower()}", name)


def id_of(element: Element) -> str | None:
    """The id of an element: `eId`, else `xml:id` (institutions of the EU), else `id` (old drafts)."""
    return element.get("eId") or element.get(ID) or element.get("id")
