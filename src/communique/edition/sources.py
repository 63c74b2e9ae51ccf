"""How a record of an edition is derived: its source is read in its own format, then its overlay is
applied.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, cast

from communique.core.source import Source
from communique.core.values import DeclarationValues, Values, all_blocks, nodes
from communique.draft import Draft, Parsed, ReadOptions, build
from communique.formats import sniff
from communique.model import Declaration
from communique.naming.convention import PROVISIONAL, name_nodes

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

OVERLAY = ".overlay.json"
"""How the name of an overlay ends, behind the language."""


def source_file(folder: "Traversable", language: str) -> "Traversable | None":
    """The source of a record in the folder of its work, in any format: `sl.txt`, `en.xml`; else
    None.
    """
    if not folder.is_dir():
        return None
    for file in folder.iterdir():
        of_language = file.name.partition(".")[0] == language
        if of_language and file.is_file() and not file.name.endswith(OVERLAY):
            return file
    return None


def record_of(source: Source, language: str, overlay: Source | None) -> Parsed:
    """What a source gives with its overlay. Hints are for raw text; the rest of an overlay fits
    every format.

    The nodes of marked-up text are named anew by the naming convention, so that a paragraph has the
    same eid in every language, whatever tool numbered the elements of the file.
    """
    format = sniff(source)
    if format.raw:
        return format.read(source, ReadOptions(language=language, hints=overlay))
    return overlaid(format.read(source, ReadOptions(language=language)), overlay)


def overlaid(parsed: Parsed, overlay: Source | None) -> Parsed:
    """What was read of marked-up text, with its nodes named by the naming convention, and with
    what an overlay says.
    """
    if parsed.declaration is None:
        return parsed
    values = cast("DeclarationValues", parsed.declaration.model_dump(mode="json"))
    _name_anew(values)
    # Files of others declare whatever their tools know. Entities that nothing names are left out.
    named = set(_strings(values))
    values["entities"] = [
        entity for entity in values["entities"] if entity["id"] in named
    ]
    findings = [*parsed.findings]
    if overlay is not None:
        from communique.detect.overlay import (
            apply_overlay,
        )  # it loads the reader of raw text

        findings += apply_overlay(cast("Values", values), overlay)
    draft = Draft(
        parsed.source,
        values,
        findings,
        parsed.ledger,
        lambda: parsed.spans,
        named=True,
    )
    return build(draft)


def _name_anew(values: DeclarationValues) -> None:
    """Replaces the eids of nodes by those of the naming convention, and those that marks refer to."""
    every = nodes(values)
    before = [node["eid"] for node in every]
    notes = {note["eid"]: f"{PROVISIONAL}{note['eid']}" for note in values["notes"]}
    for node in every:
        eid = node.pop("eid")
        if eid in notes:
            node["eid"] = notes[eid]
    _refer(values, notes)
    name_nodes(values)
    renamed: dict[str, str] = {}
    for old, node in zip(before, every, strict=True):
        if old not in notes:
            renamed[old] = node["eid"]
    _refer(values, renamed)


def named_as(record: Declaration, names: dict[str, str]) -> Declaration:
    """A record in which nodes, and what is in them, have other eids; the same record if two nodes
    would share one.
    """
    values = cast("DeclarationValues", record.model_dump(mode="json"))
    every = nodes(values)
    renamed = {node["eid"]: _renamed(node["eid"], names) for node in every}
    if len(set(renamed.values())) < len(every):
        return record
    for node in every:
        node["eid"] = renamed[node["eid"]]
    _refer(values, renamed)
    return Declaration.model_validate(values)


def _renamed(eid: str, names: dict[str, str]) -> str:
    """The eid with its longest beginning that has another name replaced."""
    parts = eid.split("__")
    for count in range(len(parts), 0, -1):
        name = names.get("__".join(parts[:count]))
        if name is not None:
            return "__".join([name, *parts[count:]])
    return eid


def _refer(values: DeclarationValues, renamed: dict[str, str]) -> None:
    """Lets marks refer to nodes by their new eids."""
    for block in all_blocks(values):
        for mark in block["marks"]:
            if mark["kind"] == "note":
                mark["ref"] = renamed.get(mark["ref"], mark["ref"])
            href = mark.get("href")
            if href is not None and href.startswith("#"):
                eid = href.removeprefix("#")
                mark["href"] = "#" + renamed.get(eid, eid)


def _strings(value: object) -> Iterator[str]:
    """Every string that is a value outside the entities. The ids that are used are among them."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            if key != "entities":
                yield from _strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner)
