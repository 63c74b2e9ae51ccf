"""Acts proposed as marks of an overlay, for somebody to confirm, correct or delete.

A proposal is a mark whose basis is `inferred`. It is confirmed by another basis, or none; a passage that holds a confirmed act is
settled, and no later run touches it.
"""

import json
from collections.abc import Iterator
from typing import Any

from communique.acts.act import Act
from communique.acts.finding import acts_of
from communique.model import Declaration


def suggested(declaration: Declaration, overlay: dict[str, Any] | None = None) -> dict[str, Any]:
    """An overlay with a mark for each act that is found; what an older overlay holds stays, but for its proposals."""
    given = dict(overlay or {})
    kept = [mark for mark in given.get("marks") or () if not _proposal(mark)]
    return {**given, "marks": [*kept, *_marks(acts_of(declaration))]}


def _proposal(mark: Any) -> bool:
    return isinstance(mark, dict) and mark.get("kind") == "act" and mark.get("basis") == "inferred"


def _marks(found: tuple[Act, ...]) -> Iterator[dict[str, Any]]:
    seen: set[tuple[int, int]] = set()
    for act in found:
        place = act.lead.position, act.start
        if act.basis == "marked" or place in seen:
            continue
        seen.add(place)
        mark: dict[str, Any] = {
            "in": act.lead.eid,
            "words": act.words,
            "kind": "act",
            "act": act.kind,
            "basis": "inferred",
        }
        nth, all_of_them = _nth(act)
        if all_of_them > 1:
            mark["nth"] = nth
        if act.due is not None and act.due.value is not None:
            mark["due"] = act.due.value
        yield mark


def _nth(act: Act) -> tuple[int, int]:
    """Which of the places where its operative words stand in their node is the act's, from 1, and how many there are."""
    heading = act.lead.heading.block.text if act.lead.heading else ""
    text = f"{heading}\n{act.lead.text}"
    places = [at for at in range(len(text)) if text.startswith(act.words, at)]
    return places.index(act.start + len(heading) + 1) + 1, len(places)


def as_json(overlay: dict[str, Any]) -> str:
    """An overlay as a file, a mark on each line, so that a change of one is a change of a line."""
    lines = [f"    {json.dumps(mark, ensure_ascii=False)}" for mark in overlay["marks"]]
    rest = [
        f"  {json.dumps(key)}: {json.dumps(value, ensure_ascii=False)},"
        for key, value in overlay.items()
        if key != "marks"
    ]
    marks = "[\n" + ",\n".join(lines) + "\n  ]" if lines else "[]"
    return "\n".join(["{", *rest, f'  "marks": {marks}', "}"]) + "\n"
