"""Words that a file holds outside its text: in attributes of its markup, or in the metadata of its record."""

from collections.abc import Iterator
from typing import Any, NamedTuple
from xml.etree.ElementTree import Element

from communique.model import Declaration
from communique.rules.tree import local

LEAST = 8
"""A stretch of at least so many characters is looked for within longer values too."""


class Carrier(NamedTuple):
    """A value without white space, and what holds it: in words, and the node or element."""

    value: str
    what: str
    subject: Any


def carriers(declaration: Declaration, root: Element | None) -> list[Carrier]:
    """What holds words outside the text: of a tree its attributes, of a record its metadata."""
    found = _of_record(declaration) if root is None else _of_tree(root)
    return [Carrier("".join(value.split()), what, subject) for value, what, subject in found]


def carrier_of(stretch: str, known: list[Carrier]) -> Carrier | None:
    """The first that holds a stretch of words, which has no white space; a short one must be all that it holds."""
    return next(
        (each for each in known if each.value == stretch or (len(stretch) >= LEAST and stretch in each.value)), None
    )


def _of_tree(root: Element) -> Iterator[tuple[str, str, Any]]:
    for element in root.iter():
        for name, value in element.items():
            yield value, f"the attribute {name.rpartition('}')[2]} of {local(element)}", element


def _of_record(declaration: Declaration) -> Iterator[tuple[str, str, Any]]:
    yield declaration.short_title or "", "the short title", declaration
    for entity in declaration.entities:
        yield entity.label, f"the label of the entity {entity.id!r}", entity
        yield entity.acronym or "", f"the acronym of the entity {entity.id!r}", entity
    for signatory in declaration.signatories:
        for claim in (signatory.name, signatory.role, signatory.party):
            yield (claim and claim.text) or "", f"the signatory {signatory.id!r}", signatory
    if declaration.place is not None:
        yield declaration.place.text or "", "the place", declaration.place
    for identifier in (*declaration.identifiers, *(declaration.cover.identifiers if declaration.cover else ())):
        yield identifier.value, "an identifier", identifier
