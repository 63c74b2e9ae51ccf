"""JSON Lines: one object for each passage, for searching. Written, not read."""

import json
from collections.abc import Iterable

from communique.core.json_types import JsonObject
from communique.model import Declaration
from communique.model.passages import Passage, passages
from communique.model.text import ActMark, EntityMark, NoteMark

_FIELDS = ("eid", "kind", "part", "annex", "parent", "role", "num", "number")
"""The fields of a passage that are written as they are."""


def write(declaration: Declaration) -> str:
    """A line for each passage, in the order of the text: address, kind, number, words, and marks.

    `text` has the passage's own words, points follow on lines of their own; `heading` stands apart.
    `acts` are kinds, `entities` ids, `notes` addresses, each in the order of the text, entities
    once. Null where there is nothing. Not kept: what is said of the document as a whole (date,
    numbers, signatories, subjects, sponsors, votes).
    """
    lines = [f"{_line(declaration, passage)}\n" for passage in passages(declaration)]
    return "".join(lines)


def _line(declaration: Declaration, passage: Passage) -> str:
    marks = [marked.mark for marked in passage.marks()]
    entities = [mark.ref for mark in marks if isinstance(mark, EntityMark)]
    value: JsonObject = {"work": declaration.id, "language": declaration.language}
    for name in _FIELDS:
        value[name] = getattr(passage, name)
    value["heading"] = passage.heading.block.text if passage.heading else None
    value["text"] = passage.text
    value["acts"] = [mark.act for mark in marks if isinstance(mark, ActMark)]
    value["entities"] = list(dict.fromkeys(entities))
    value["notes"] = [mark.ref for mark in marks if isinstance(mark, NoteMark)]
    return json.dumps(value, ensure_ascii=False)


def lines_of(declarations: Iterable[Declaration]) -> str:
    """The lines of several declarations, one after another."""
    return "".join(map(write, declarations))
