"""What an overlay's file says, its shape checked, each thing with the line it stands on."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from communique.core.diagnostics import Code, Diagnostic
from communique.core.message import Message, say
from communique.core.source import Source
from communique.detect.codes import OVERLAY_WRONG

KEYS = ("hints", "document", "entities", "signatories", "marks")
DOCUMENT_KEYS = {"id": str, "iri": str, "kind": str, "title": str, "short_title": str, "authenticity": str, "translation_of": str,
                 "date": dict, "place": dict, "source": dict, "identifiers": list, "related_documents": list,
                 "subjects": list, "sponsors": list, "votes": list, "cover": dict}  # fmt: skip
COVER_KEYS = {"kind": str, "iri": str, "date": dict, "identifiers": list}
ENTITY_KEYS = {"id": str, "type": str, "label": str, "acronym": str, "names": list, "same_as": list, "basis": str, "source": str,
               "forms": list, "in": list, "nests": list}  # fmt: skip
MARK_KEYS = {"in": str, "words": str, "kind": str, "nth": int, "clause": str}
"""The keys that place a mark; whatever else it has is the mark's own, and the record judges it."""

_NAMES = {str: "a text", dict: "an object", list: "a list", int: "a number"}
_BETWEEN = re.compile(r"[ \t\r\n,:]*")
"""What stands between the parts of a file that is known to be JSON."""
_DECODE = json.JSONDecoder().raw_decode


class Item(NamedTuple):
    """An object of one of an overlay's lists, and the line it begins on."""

    value: dict[str, Any]
    line: int


@dataclass(slots=True)
class OverlayFile:
    """An overlay as read. `entities` and `signatories` are None where the file does not speak of them."""

    name: str
    document: dict[str, Any] = field(default_factory=dict)
    cover: dict[str, Any] = field(default_factory=dict)
    entities: tuple[Item, ...] | None = None
    signatories: list[Any] | None = None
    marks: tuple[Item, ...] = ()
    findings: list[Diagnostic] = field(default_factory=list)

    def wrong(self, line: int, message: str, code: Code = OVERLAY_WRONG, **more: Any) -> None:
        """Say what is wrong with the file on a line of it."""
        said = say("{name}:{line}: {message}", name=self.name, line=line, message=message)
        self.findings.append(Diagnostic.of(code, said, **more))


def read_overlay(source: Source) -> OverlayFile:
    """The overlay in a file. What has the wrong shape is a finding and is left out; so is a file that is no JSON.

    A file that is a list holds hints alone, and a file that is no JSON is reported by those who read the hints.
    """
    overlay = OverlayFile(source.name)
    try:
        given = json.loads(source.text)
    except (ValueError, RecursionError):
        return overlay
    if not isinstance(given, dict):
        return overlay
    items: dict[str, list[Item]] = {"entities": [], "marks": []}
    for key, line, value in _members(source):
        if key in items and isinstance(value, dict):
            items[key].append(Item(value, line))
        elif key in items and value is not None:
            overlay.wrong(line, say("{key} holds something that is no object", key=key))
        elif key == "document" and isinstance(value, dict):
            overlay.document = _known(overlay, value, DOCUMENT_KEYS, line, key)
            overlay.cover = _known(overlay, overlay.document.pop("cover", None) or {}, COVER_KEYS, line, "cover")
        elif key == "document":
            overlay.wrong(line, say("document is no object"))
        elif key == "signatories" and isinstance(value, list):
            overlay.signatories = value
        elif key == "signatories":
            overlay.wrong(line, say("signatories are no list"))
        elif key not in KEYS:
            there = ", ".join(KEYS)
            overlay.wrong(line, say("{key!r} is no key of an overlay; there are {value}", key=key, value=there))
    if given.get("entities") is not None:
        overlay.entities = tuple(item for item in items["entities"] if _fits(overlay, item, _wrong_in_entity))
    overlay.marks = tuple(item for item in items["marks"] if _fits(overlay, item, _wrong_in_mark))
    return overlay


def _members(source: Source) -> Iterator[tuple[str, int, Any]]:
    """Each member of a file's object with its line; of `entities` and `marks`, where they are lists, each element."""
    text = source.text
    at = _past(text, text.index("{") + 1)
    while text[at] != "}":
        key, at = _DECODE(text, at)
        at = _past(text, at)
        listed = key in ("entities", "marks") and text[at] == "["
        at = _past(text, at + listed)
        more = not listed or text[at] != "]"
        while more:
            value, end = _DECODE(text, at)
            yield key, source.position(at)[0], value
            at = _past(text, end)
            more = listed and text[at] != "]"
        at = _past(text, at + listed)


def _past(text: str, at: int) -> int:
    match = _BETWEEN.match(text, at)
    return match.end() if match else at


def _known(
    overlay: OverlayFile, given: dict[str, Any], kinds: Mapping[str, type], line: int, name: str
) -> dict[str, Any]:
    """The fields that an overlay may give, of the kind they have; null says that a fact is not known."""
    known: dict[str, Any] = {}
    for key, value in given.items():
        if key not in kinds:
            overlay.wrong(line, say("{key!r} is no field that an overlay gives a {name}", key=key, name=name))
        elif value is not None and not isinstance(value, kinds[key]):
            kind = _NAMES[kinds[key]]
            overlay.wrong(line, say("{key!r} of the {name} is not {NAMES}", key=key, name=name, NAMES=kind))
        else:
            known[key] = value
    return known


def _fits(overlay: OverlayFile, item: Item, wrong_in: Callable[[dict[str, Any]], Message | None]) -> bool:
    """Whether nothing is wrong with an object of a list; what is, is said."""
    wrong = wrong_in(item.value)
    if wrong is not None:
        overlay.wrong(item.line, wrong)
    return wrong is None


def _wrong_in_entity(entity: dict[str, Any]) -> Message | None:
    for key, given in entity.items():
        if key not in ENTITY_KEYS:
            return say("{key!r} is no key of an entity; there are {value}", key=key, value=", ".join(ENTITY_KEYS))
        if given is not None and not isinstance(given, ENTITY_KEYS[key]):
            return say("{key!r} of an entity is not {NAMES}", key=key, NAMES=_NAMES[ENTITY_KEYS[key]])
        if key in ("forms", "in", "nests") and not all(isinstance(each, str) and each for each in entity[key] or ()):
            return say("{key!r} of an entity holds something that is no text", key=key)
    return None if isinstance(entity.get("id"), str) else say("an entity has no 'id'")


def _wrong_in_mark(mark: dict[str, Any]) -> Message | None:
    for key, kind in MARK_KEYS.items():
        given = mark.get(key)
        if given is None and key in ("nth", "clause"):
            continue
        if key not in mark:
            return say("a mark has no {key!r}", key=key)
        if not isinstance(given, kind) or isinstance(given, bool) or given == "":
            return say("{key!r} of a mark is not {NAMES}", key=key, NAMES=_NAMES[kind])
    return None
