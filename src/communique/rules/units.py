"""Nodes as the naming convention sees them: what each is called in Akoma Ntoso, its eId, its number, what holds it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

ABBREVIATIONS = {
    "alinea": "al", "amendmentBody": "body", "article": "art", "attachment": "att", "blockList": "list", "body": "body",
    "chapter": "chp", "citation": "cit", "citations": "cits", "clause": "cl", "component": "cmp",
    "components": "cmpnts", "componentRef": "cref", "debateBody": "body", "debateSection": "dbsect",
    "division": "dvs", "documentRef": "dref", "eventRef": "eref", "judgmentBody": "body", "listIntroduction": "intro",
    "listWrapUp": "wrapup", "mainBody": "body", "paragraph": "para", "quotedStructure": "qstr", "quotedText": "qtext",
    "recital": "rec", "recitals": "recs", "section": "sec", "subchapter": "subchp", "subclause": "subcl",
    "subdivision": "subdvs", "subparagraph": "subpara", "subsection": "subsec", "temporalGroup": "tmpg",
    "wrapUp": "wrapup",
}  # fmt: skip
"""The first half of an eId's last part, by element (naming convention, 5.4); all others are named in full."""

TRANSPARENT = frozenset({"preamble", "mainBody", "body", "preface", "conclusions", "attachments", "components"})
"""Elements whose eId is not a prefix of what they hold."""


@dataclass(slots=True)
class Unit:
    """A node with an eId: its element's name, the eId (without `cover__`), its label, the unit that holds it."""

    name: str
    eid: str
    num: str | None
    above: "Unit | None"
    subject: Any


def oddly_named(units: Iterable[Unit]) -> list[tuple[Unit, str, str]]:
    """The units whose eId is not the expected one at first sight, each with what stands before its last part, and that."""
    found: list[tuple[Unit, str, str]] = []
    abbreviations = ABBREVIATIONS
    for unit in units:
        eid = unit.eid
        if not eid:
            continue
        name, above = unit.name, unit.above
        short = abbreviations.get(name, name)
        if unit.num is None:
            if eid == (short if above is None else f"{above.eid}__{short}"):
                continue
        else:
            number = unit.num.rstrip(".")
            if eid == f"{short}_{number}" or (above is not None and eid == f"{above.eid}__{short}_{number}"):
                continue
        before, _, last = eid.rpartition("__")
        found.append((unit, before, last))
    return found
