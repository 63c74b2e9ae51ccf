"""Acts proposed as marks of an overlay, for somebody to confirm, correct or reject.

A proposal is a mark whose basis is `inferred`. Another basis, or none, confirms it. A passage that
holds a confirmed act is settled, and no later run touches it. The act `none` rejects a proposal,
which is then not made again.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from communique.acts.act import Act
from communique.acts.finding import acts_of
from communique.core.json_types import Json, JsonObject
from communique.draft import Parsed
from communique.model import Declaration

REJECTED = "none"
"""The act of words of which somebody says that they are none."""

Place = tuple[str, str, int]
"""The eId of a node, words in it, and which of the places that have them, from 1."""

Given = Declaration | Parsed
"""A declaration, or what came of reading one, which knows the overlay that it was read with."""


def suggested(
    declaration: Declaration, overlay: Mapping[str, Json] | None = None
) -> dict[str, Any]:
    """An overlay with a mark for each act that is found.

    What an older overlay holds stays, but for its proposals.
    """
    given = dict(overlay or {})
    kept = [mark for mark in _marks_of(given) if not _is_proposal(mark)]
    found = _unrejected(acts_of(declaration), given)
    return {**given, "marks": [*kept, *_proposals(found)]}


def unrejected(given: Given, found: Sequence[Act]) -> tuple[Act, ...]:
    """The acts of a declaration without those that the overlay it was read with says to be none."""
    if isinstance(given, Declaration) or given.hints is None:
        return tuple(found)
    try:
        overlay: Json = json.loads(given.hints.text)
    except (ValueError, RecursionError):  # a table of blocks, which rejects nothing
        return tuple(found)
    if not isinstance(overlay, Mapping):
        return tuple(found)
    return _unrejected(found, overlay)


def declared(given: Given) -> Declaration:
    """The declaration; raises NotReadable where none was read."""
    return given if isinstance(given, Declaration) else given.require()


def _unrejected(found: Sequence[Act], overlay: Mapping[str, Json]) -> tuple[Act, ...]:
    """The acts that nobody has said to be none.

    A rejection that tells the clause rejects these words only.
    """
    rejected = _rejected_clauses(overlay)
    if not rejected:
        return tuple(found)
    return tuple(act for act in found if not _is_rejected(act, rejected))


def _is_rejected(act: Act, rejected: Mapping[Place, str]) -> bool:
    if act.basis == "marked":
        return False
    place, _ = _place(act)
    clause = rejected.get(place)
    return clause is not None and clause in act.lead.text


def _marks_of(overlay: Mapping[str, Json]) -> list[Mapping[str, Json]]:
    """The marks of an overlay; what has not the form of a mark is left out."""
    marks = overlay.get("marks")
    if not isinstance(marks, list):
        return []
    return [mark for mark in marks if isinstance(mark, Mapping)]


def _rejected_clauses(overlay: Mapping[str, Json]) -> dict[Place, str]:
    """The places that an overlay rejects, each with the clause that it tells, or nothing."""
    rejected: dict[Place, str] = {}
    for mark in _marks_of(overlay):
        if mark.get("act") != REJECTED:
            continue
        eid = mark.get("in")
        words = mark.get("words")
        nth = mark.get("nth") or 1
        if isinstance(eid, str) and isinstance(words, str) and isinstance(nth, int):
            rejected[eid, words, nth] = str(mark.get("clause") or "")
    return rejected


def _is_proposal(mark: Mapping[str, Json]) -> bool:
    """Whether a mark of an overlay is one that was proposed and not rejected."""
    is_proposed_act = mark.get("kind") == "act" and mark.get("basis") == "inferred"
    return is_proposed_act and mark.get("act") != REJECTED


def _proposals(found: Sequence[Act]) -> Iterator[JsonObject]:
    """A mark for each place at which an act is proposed."""
    seen: set[Place] = set()
    for act in found:
        place, count = _place(act)
        if act.basis == "marked" or place in seen:
            continue
        seen.add(place)
        mark: JsonObject = {
            "in": place[0],
            "words": act.words,
            "kind": "act",
            "act": act.kind,
            "basis": "inferred",
        }
        if count > 1:
            mark["nth"] = place[2]
        if act.due is not None and act.due.value is not None:
            mark["due"] = act.due.value
        if act.what and act.passage is act.lead:
            mark["clause"] = act.what
        yield mark


def _place(act: Act) -> tuple[Place, int]:
    """Where the operative words of an act are, and how often that node has them."""
    heading = act.lead.heading.block.text if act.lead.heading else ""
    text = f"{heading}\n{act.lead.text}"
    places = [at for at in range(len(text)) if text.startswith(act.words, at)]
    nth = places.index(act.start + len(heading) + 1) + 1
    return (act.lead.eid, act.words, nth), len(places)


def as_json(overlay: Mapping[str, Json]) -> str:
    """An overlay as a file, a mark on each line, so that a change of one is a change of a line."""
    lines = [
        f"    {json.dumps(mark, ensure_ascii=False)}" for mark in _marks_of(overlay)
    ]
    rest = [
        f"  {json.dumps(key)}: {json.dumps(value, ensure_ascii=False)},"
        for key, value in overlay.items()
        if key != "marks"
    ]
    marks = "[\n" + ",\n".join(lines) + "\n  ]" if lines else "[]"
    return "\n".join(["{", *rest, f'  "marks": {marks}', "}"]) + "\n"
