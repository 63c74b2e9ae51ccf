"""The names of Akoma Ntoso 3.0 that reader and writer share, and which construct of the record each stands for.

Elements are named as ElementTree names them, `{namespace}local`.
"""

import re

from communique.formats.akn.tree import Element

AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
"""The namespace of the OASIS Standard."""
OURS = "urn:communique:akn:1"
"""The namespace of what the standard has no name for."""
UN = "http://un.org/akn4un"
"""The namespace of what the United Nations add."""
XML = "http://www.w3.org/XML/1998/namespace"

A = f"{{{AKN}}}"
C = f"{{{OURS}}}"
AKN4UN = f"{{{UN}}}"
LANG = f"{{{XML}}}lang"
SPACE = f"{{{XML}}}space"
ID = f"{{{XML}}}id"
META, P = f"{A}meta", f"{A}p"
XINCLUDE = "{http://www.w3.org/2001/XInclude}"

UNKNOWN_DATE = "9999-01-01"
"""The day that says that no day is known (as the UK's drafting templates have it)."""
ONTOLOGY = "/akn/ontology/"
"""How the address of an entity begins that has no address of its own."""
EDITOR = "markupEditor"
UNKNOWN_AUTHOR = "unknownAuthor"
ATTACHED = "att_1__"
"""The prefix of every eId in a declaration that is attached to a cover note."""
COVER = "cover__"
"""The prefix of the cover's eids in the record."""

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
"""The type of an entity, by its entry, of two types with one entry the first; the last two are never written."""
MENTION_OF_NONE = "concept"
"""The inline element for a mention of an entity that the record does not list."""

STYLES = {"bold": "b", "italic": "i", "underline": "u", "superscript": "sup", "subscript": "sub"}
SECTIONS = ("section", "article", "chapter", "part", "title", "division")
FIELD_ELEMENTS = {
    "kind": "docType", "subject": "docTitle", "number": "docNumber", "institution": "docAuthority",
    "procedure": "docketNumber",
}  # fmt: skip
"""The element of a cover field's value, by the field's key; the others have `inline name="value"`."""
ROLES = {"opening": "opening", "formula": "enactingFormula"}
"""A recital's role as the name of a `formula`."""
ATTRIBUTES = {"in_favour": "inFavour", "media_type": "mediaType"}
"""The attributes of `c:record` that are not called as their fields are."""


def name_of(element: Element) -> str:
    """An element's name without a namespace, as messages have it."""
    return element.tag.rpartition("}")[2]


def akn(element: Element) -> str:
    """An element's name if it is in the namespace of Akoma Ntoso, else nothing."""
    tag = element.tag
    return tag[len(A) :] if tag.startswith(A) else ""


def camel(slug: str) -> str:
    """A kind or key as an XML name: a hyphen before a letter goes, and the letter is capital.

    >>> camel("joint-declaration"), camel("annex-2")
    ('jointDeclaration', 'annex-2')
    """
    return re.sub("-([a-z])", lambda match: match[1].upper(), slug) if "-" in slug else slug


def kebab(name: str) -> str:
    """The slug that `camel` made the name of.

    >>> kebab("jointDeclaration"), kebab("annex-2")
    ('joint-declaration', 'annex-2')
    """
    if name.isupper():  # `ANNEX` is one word
        return name.lower()
    return name if name.islower() else re.sub("[A-Z]", lambda match: f"-{match[0].lower()}", name)


def id_of(element: Element) -> str | None:
    """What an element is named by: its `eId`; `xml:id`, as the institutions of the EU name entries; `id`, as drafts did."""
    return element.get("eId") or element.get(ID) or element.get("id")
