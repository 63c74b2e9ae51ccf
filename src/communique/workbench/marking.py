"""What a person marks on the page, as a step of corrections in the words of an overlay."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from communique.core.json_types import Json, JsonObject
from communique.detect.quoting import places
from communique.model import Declaration
from communique.model.passages import Passage, passages
from communique.naming.convention import slug

TITLES = frozenset({"title", "subtitle"})
CLOSINGS = frozenset({"closing", "signature"})


@dataclass(frozen=True, slots=True)
class Marking:
    """Words that a person selected, and what they are.

    `block`: which passage they are in, from 0. `field`: its heading or its text. `before`: the words
    of the field before them. `choice` and `value` depend on the kind: the type and the name of an
    entity, the date, the address, the kind of an act.
    """

    block: int
    field: str
    words: str
    before: str
    kind: str
    choice: str
    value: str


def step_of(marking: Marking, declaration: Declaration) -> JsonObject:
    """A step with a mark, or with all entities where an entity is marked: an overlay that names one
    names them all.
    """
    if marking.kind == "entity":
        return {"entities": _entities_with(marking, declaration)}
    every = passages(declaration)
    node = node_of(every[marking.block])
    mark: JsonObject = {"in": node, "words": marking.words, "kind": marking.kind}
    nth, count = _nth(marking, every, node)
    if count > 1:
        mark["nth"] = nth
    match marking.kind:
        case "date":
            mark["date"] = marking.value
        case "reference":
            mark["href"] = marking.value or None
        case "act":
            mark["act"] = marking.choice
    return {"mark": mark}


def node_of(passage: Passage) -> str:
    """The name by which an overlay knows the node of a passage."""
    scope = f"{passage.annex}__" if passage.annex else ""
    if passage.kind == "field":
        return "cover"
    if passage.kind in TITLES and passage.part != "body":
        return f"{scope}title"
    if passage.kind in CLOSINGS:
        return f"{scope}closing"
    return passage.eid


def _nth(marking: Marking, every: Sequence[Passage], node: str) -> tuple[int, int]:
    """Which of their places in the node the words have, from 1, and how many places there are."""
    before = 0
    count = 0
    chosen = every[marking.block]
    for passage in every:
        if node_of(passage) != node:
            continue
        for name, text in _fields(passage):
            found = list(places(text, marking.words))
            if passage is chosen and name == marking.field:
                start = len(marking.before)
                before = count + sum(at < start for at in found)
            count += len(found)
    return before + 1, count


def _fields(passage: Passage) -> Iterator[tuple[str, str]]:
    if passage.heading is not None:
        yield "heading", passage.heading.block.text
    yield "text", passage.text


def _entities_with(marking: Marking, declaration: Declaration) -> list[Json]:
    """The entities of a record with the forms that name them, and the one that is marked."""
    forms = _forms(declaration)
    found: list[Json] = []
    is_known = False
    for entity in declaration.entities:
        own = list(forms.get(entity.id, ()))
        if entity.label == marking.value:
            is_known = True
            own = list(dict.fromkeys([*own, marking.words]))
        values: JsonObject = {"id": entity.id, "type": entity.type}
        values["label"] = entity.label
        values["forms"] = own
        if entity.acronym:
            values["acronym"] = entity.acronym
        if entity.same_as:
            values["same_as"] = list(entity.same_as)
        if entity.basis:
            values["basis"] = entity.basis
        if entity.source:
            values["source"] = entity.source
        if entity.names:
            values["names"] = [
                {"language": name.language, "text": name.text} for name in entity.names
            ]
        found.append(values)
    if not is_known:
        ids = {entity.id for entity in declaration.entities}
        new: JsonObject = {"id": _free_id(marking.value or marking.words, ids)}
        new["type"] = marking.choice
        new["label"] = marking.value or marking.words
        new["forms"] = [marking.words]
        found.append(new)
    return found


def _forms(declaration: Declaration) -> dict[str, dict[str, None]]:
    """The words that name each entity in the text, in their order."""
    found: dict[str, dict[str, None]] = {}
    for _, block in declaration.blocks:
        for mark in block.marks:
            if mark.kind == "entity":
                found.setdefault(mark.ref, {})[block.quoted(mark)] = None
    return found


def _free_id(words: str, taken: set[str]) -> str:
    """An id made of words that no entity has."""
    base = slug(words, "entity")
    found = base
    number = 1
    while found in taken:
        number += 1
        found = f"{base}-{number}"
    return found
