"""JSON Lines: one object for each passage, for searching and for programs that read a line at a time. Written, not read."""

import json
from collections.abc import Iterable
from typing import Any, assert_never

from communique.model import Declaration
from communique.model.passages import Passage, passages


def write(declaration: Declaration) -> str:
    """A line for each passage, in the order of the text: address, kind, number, words, and what is marked in them.

    `text` has the passage's own words, points follow on lines of their own; `heading` stands apart. `acts` are kinds,
    `entities` ids, `notes` addresses, each in the order of the text, entities once. Null where there is nothing.
    Not kept: what is said of the document as a whole (date, numbers, signatories, subjects, sponsors, votes).
    """
    return "".join(f"{_line(declaration, passage)}\n" for passage in passages(declaration))


def _line(declaration: Declaration, passage: Passage) -> str:
    acts: list[str] = []
    entities: dict[str, None] = {}
    notes: list[str] = []
    for mark in (marked.mark for marked in passage.marks()):
        match mark.kind:
            case "act":
                acts.append(mark.act)
            case "entity":
                entities[mark.ref] = None
            case "note":
                notes.append(mark.ref)
            case "date" | "reference" | "emphasis" | "foreign":
                pass  # has no key
            case _:
                assert_never(mark)
    names = ("eid", "kind", "part", "annex", "parent", "role", "num", "number")
    value: dict[str, Any] = {
        "work": declaration.id,
        "language": declaration.language,
        **{name: getattr(passage, name) for name in names},
        "heading": passage.heading.block.text if passage.heading else None,
        "text": passage.text,
        "acts": acts,
        "entities": list(entities),
        "notes": notes,
    }
    return json.dumps(value, ensure_ascii=False)


def lines_of(declarations: Iterable[Declaration]) -> str:
    """The lines of several declarations, one after another."""
    return "".join(map(write, declarations))
