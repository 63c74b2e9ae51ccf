"""A shipped record, made of its source: read in the format that it is in, and told what its overlay says."""

from importlib.resources.abc import Traversable

from communique.core.source import Source
from communique.core.values import Values, all_blocks, nodes
from communique.draft import Draft, Parsed, ReadOptions, build
from communique.formats import sniff
from communique.model import Declaration
from communique.naming.convention import PROVISIONAL, name_nodes

OVERLAY = ".overlay.json"
"""How the name of an overlay ends, behind the language."""


def source_file(folder: Traversable, language: str) -> Traversable | None:
    """The source of a record in the folder of its work, whatever its format: `sl.txt`, `en.xml`; None if there is none."""
    if not folder.is_dir():
        return None
    files = (file for file in folder.iterdir() if file.name.partition(".")[0] == language and file.is_file())
    return next((file for file in files if not file.name.endswith(OVERLAY)), None)


def record_of(source: Source, language: str, overlay: Source | None) -> Parsed:
    """What a source gives with its overlay. Hints are for raw text; the rest of an overlay fits every format.

    The nodes of marked-up text are named anew by the naming convention: a paragraph is called the same in every language,
    whatever tool numbered the elements of the file.
    """
    format = sniff(source)
    parsed = format.read(source, ReadOptions(language=language, hints=overlay if format.raw else None))
    if format.raw or parsed.declaration is None:
        return parsed
    values = parsed.declaration.model_dump(mode="json")
    nodes_of_file = nodes(values)
    before = [node["eid"] for node in nodes_of_file]
    notes = {note["eid"]: f"{PROVISIONAL}{note['eid']}" for note in values["notes"]}
    for node in nodes_of_file:
        node["eid"] = notes.get(node["eid"])
    _refer(values, notes)
    name_nodes(values)
    renamed = zip(before, nodes_of_file, strict=True)
    _refer(values, {old: node["eid"] for old, node in renamed if old not in notes})
    # Files of others declare whatever their tools know: what nothing names is left out.
    named = set(_named(values))
    values["entities"] = [entity for entity in values["entities"] if entity["id"] in named]
    from communique.detect.overlay import apply_overlay  # with the reader of raw text, which takes long to load

    said = [] if overlay is None else apply_overlay(values, overlay)
    findings = [*parsed.findings, *said]
    return build(Draft(source, values, findings, parsed.ledger, lambda: parsed.spans, named=True))


def named_as(record: Declaration, names: dict[str, str]) -> Declaration:
    """A record whose nodes have other eIds, and what stands in them too; unchanged where two would have the same."""
    values = record.model_dump(mode="json")
    named = nodes(values)
    renamed = {node["eid"]: _renamed(node["eid"], names) for node in named}
    if len(set(renamed.values())) < len(named):
        return record
    for node in named:
        node["eid"] = renamed[node["eid"]]
    _refer(values, renamed)
    return Declaration.model_validate(values)


def _renamed(eid: str, names: dict[str, str]) -> str:
    """Its name by the longest part of it that has one."""
    parts = eid.split("__")
    for count in range(len(parts), 0, -1):
        if (name := names.get("__".join(parts[:count]))) is not None:
            return "__".join((name, *parts[count:]))
    return eid


def _refer(values: Values, renamed: dict[str, str]) -> None:
    """Let marks refer to nodes by their new names."""
    for mark in (mark for block in all_blocks(values) for mark in block["marks"]):
        if mark["kind"] == "note":
            mark["ref"] = renamed.get(mark["ref"], mark["ref"])
        elif mark["kind"] == "reference" and (mark["href"] or "").startswith("#"):
            mark["href"] = "#" + renamed.get(mark["href"][1:], mark["href"][1:])


def _named(value: object) -> "list[str]":
    """Every string that is a value by itself, outside the entities: among them are the ids that are used."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [each for key, inner in value.items() if key != "entities" for each in _named(inner)]
    return [each for inner in value for each in _named(inner)] if isinstance(value, list) else []
