"""Overlays: what a person adds to a text that was read, words for words: facts, entities, signatories, marks.

An overlay never changes a word. It is a JSON object with any of these keys:

- `hints`: see `communique.detect.hints`;
- `document`: fields of the record that the text does not print (`id`, `iri`, `kind`, `date`, `place`, `identifiers`,
  `related_documents`, `subjects`, `sponsors`, `votes`,
  `title` where the text prints none, `short_title`, `authenticity`, `translation_of`, `source`), and `cover` with fields of the cover (`kind`, `iri`, `date`,
  `identifiers`);
- `entities`: entities of the record, each with `forms`: the words that name it, marked wherever they stand as whole words.
  The longest form wins, and inside it are marked only the entities that its own `nests` names by their ids (who is named in
  the name of another). `in` restricts an entity's forms to these nodes. Where entities are given, those that were only
  guessed are dropped;
- `signatories`: signatories of the record;
- `marks`: marks of the record with `in` (the eid of a node; `title`, `closing`, `cover` for what belongs to no node) and
  `words`, exactly as they stand there, once; or with `nth` (from 1) where they stand several times. A mark of an act may have a
  `clause`, words that must stand in the node too, and the act `none`, which says that the words are no act: nothing is marked.

Words that are not there, or are there more often, are findings that name the overlay's line: nothing is marked at a guess.
"""

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NamedTuple

from communique.core.diagnostics import Code, Diagnostic
from communique.core.message import Message, count, say
from communique.core.source import Source
from communique.core.values import Values, all_blocks, content_blocks, nodes
from communique.detect.codes import OVERLAY_UNMATCHED, OVERLAY_WRONG
from communique.detect.hints import places
from communique.detect.marks import mark_order

_OWN = frozenset({"forms", "in", "nests"})
"""What an overlay says of an entity that the record does not hold."""
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


def apply_overlay(values: Values, overlay: Source) -> list[Diagnostic]:
    """Add what an overlay says to a draft's values, whose nodes have their eids; what does not fit is a finding."""
    given = read_overlay(overlay)
    said = _Overlay(values, given)
    said.document()
    if given.entities is not None:
        said.entities(given.entities)
    if given.signatories is not None:
        values["signatories"] = given.signatories
    for mark in given.marks:
        said.mark(mark)
    return given.findings


class _Overlay:
    def __init__(self, values: Values, given: OverlayFile) -> None:
        self.values = values
        self.given = given
        self.blocks = _blocks_by_node(values)

    def document(self) -> None:
        """Fields that the text does not print."""
        title = self.given.document.pop("title", None)
        if title and self.values.get("title"):
            self.given.wrong(1, say("the text prints a title of its own"))
        elif title:
            self.values["title"] = {"kind": "text", "text": title, "marks": []}
        self.values.update(self.given.document)
        if self.given.cover and not self.values.get("cover"):
            self.given.wrong(1, say("the text has no cover"))
        elif self.given.cover:
            self.values["cover"].update(self.given.cover)

    def entities(self, entities: tuple[Item, ...]) -> None:
        """Declare the entities and mark their forms; what was guessed before goes."""
        for block in all_blocks(self.values):
            block["marks"] = [mark for mark in block["marks"] if mark["kind"] != "entity"]
        self.values["entities"] = []
        known = {entity["id"] for entity, _ in entities}
        for entity, line in entities:
            self.values["entities"].append(
                {key: value for key, value in entity.items() if key not in _OWN}
            )
            for key, names, what in (
                ("in", self.blocks, say("node")),
                ("nests", known, say("entity")),
            ):
                for name in (each for each in entity.get(key) or () if each not in names):
                    said = {"key": key, "id": entity["id"], "name": name, "what": what}
                    self.given.wrong(
                        line, say("{key!r} of entity {id!r} names no {what}: {name!r}", **said)
                    )
        used: set[tuple[str, str]] = set()
        near = sorted(entities, key=lambda item: not item.value.get("in"))
        for eid, blocks in self.blocks.items():
            forms: dict[
                str, Item
            ] = {}  # of two entities with one form the first that names the node has it
            for item in near:
                for form in (
                    item.value.get("forms") or () if eid in (item.value.get("in") or (eid,)) else ()
                ):
                    forms.setdefault(form, item)
            for block in blocks:
                for start, end in _forms_in(block["text"], 0, len(block["text"]), forms):
                    form = block["text"][start:end]
                    entity, line = forms[form]
                    used.add((form, entity["id"]))
                    self.add(
                        block,
                        {"kind": "entity", "ref": entity["id"], "start": start, "end": end},
                        eid,
                        line,
                    )
        for entity, line in entities:
            ref = entity["id"]
            for form in (each for each in entity.get("forms") or () if (each, ref) not in used):
                nowhere = say(
                    "{form!r} of entity {id!r} stands nowhere as words of their own",
                    form=form,
                    id=ref,
                )
                self.given.wrong(line, nowhere, OVERLAY_UNMATCHED, quote=form)

    def mark(self, item: Item) -> None:
        """One mark, by the node it stands in and its words."""
        given, line = item
        eid, words, nth = given["in"], given["words"], given.get("nth")
        if eid not in self.blocks:
            self.given.wrong(line, say("'in' of a mark names no node: {eid!r}", eid=eid))
            return
        clause = given.get("clause")
        if clause and not self.holds(eid, clause):
            told = {"words": words, "clause": clause, "eid": eid}
            there = [other for other in self.blocks if self.holds(other, clause)]
            said = say("the words {words!r} with {clause!r} are not in {eid}", **told)
            if len(there) == 1:
                said = say(
                    "the words {words!r} with {clause!r} are not in {eid}, but in {now}",
                    **told,
                    now=there[0],
                )
            self.given.wrong(line, said, OVERLAY_UNMATCHED, eid=eid, quote=words)
            return
        found = [(block, at) for block in self.blocks[eid] for at in places(block["text"], words)]
        if (nth or 1) > len(found) or (nth is None and len(found) > 1) or nth == 0:
            many = count("the words {words!r} stand {n} time in {eid}", "the words {words!r} stand {n} times in {eid}",
                         n=len(found), words=words, eid=eid)  # fmt: skip
            none = say("the words {words!r} are not in {eid}", words=words, eid=eid)
            self.given.wrong(line, many if found else none, OVERLAY_UNMATCHED, eid=eid, quote=words)
            return
        block, at = found[(nth or 1) - 1]
        if given["kind"] == "act" and given.get("act") == "none":
            return
        mark = {
            key: value
            for key, value in given.items()
            if key not in ("in", "words", "nth", "clause")
        }
        self.add(block, {**mark, "start": at, "end": at + len(words)}, eid, line)

    def holds(self, eid: str, words: str) -> bool:
        """Whether words stand in a node."""
        return words in "\n".join(block["text"] for block in self.blocks[eid])

    def add(self, block: Values, mark: Values, eid: str, line: int) -> None:
        """Put a mark in its place; a guessed one of the same kind that it meets gives way, one that it straddles is an error."""
        kept: list[Values] = []
        for other in block["marks"]:
            meets = other["start"] < mark["end"] and mark["start"] < other["end"]
            if meets and other["kind"] == mark["kind"] and mark["kind"] not in ("entity", "act"):
                continue
            if any(
                one["start"] < two["start"] < one["end"] < two["end"]
                for one, two in ((other, mark), (mark, other))
            ):
                words = block["text"][mark["start"] : mark["end"]]
                straddles = say(
                    "the mark on {words!r} straddles another in {eid}", words=words, eid=eid
                )
                self.given.wrong(line, straddles, OVERLAY_UNMATCHED, eid=eid, quote=words)
                return
            kept.append(other)
        block["marks"] = sorted([*kept, mark], key=mark_order)


@lru_cache(256)
def _pattern(forms: tuple[str, ...]) -> re.Pattern[str]:
    longest = sorted(forms, key=lambda form: (-len(form), form))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)")


def _forms_in(text: str, start: int, end: int, forms: dict[str, Item]) -> Iterator[tuple[int, int]]:
    """Where forms stand: the longest, then the first; inside it those that it nests, the outer one first."""
    if not forms:
        return
    for match in _pattern(tuple(forms)).finditer(text, start, end):
        yield match.span()
        form = match.group()
        nested = forms[form].value.get("nests") or ()
        inner = {
            each: item
            for each, item in forms.items()
            if item.value["id"] in nested and len(each) < len(form)
        }
        yield from _forms_in(text, *match.span(), inner)


def _blocks_by_node(values: Values) -> dict[str, list[Values]]:
    """The text blocks of each node by its eid; `title`, `closing` and `cover` for those that belong to no node."""
    found: dict[str, list[Values]] = defaultdict(list)
    cover = values.get("cover") or {}
    found["cover"].extend(field["value"] for field in cover.get("fields", ()))
    for eid, document in _documents(values):
        found[f"{eid}title"].extend(
            filter(None, (document.get("title"), *document.get("subtitles", ())))
        )
        for part in document.get("closing", ()):
            signed = part["kind"] == "signature"
            found[f"{eid}closing"].extend(
                [line["value"] for line in part["lines"]] if signed else [part]
            )
    for node in nodes(values):
        if node.get("heading"):
            found[node["eid"]].append(node["heading"])
        texts = (each for each in node.get("content", ()) if each["kind"] == "text")
        found[node["eid"]].extend(content_blocks((node,)) if node.get("kind") == "table" else texts)
    return found


def _documents(values: Values, scope: str = "") -> Iterator[tuple[str, Values]]:
    yield scope, values
    for annex in values.get("annexes", ()):
        yield from _documents(annex, f"{annex['eid']}__")


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
            overlay.cover = _known(
                overlay, overlay.document.pop("cover", None) or {}, COVER_KEYS, line, "cover"
            )
        elif key == "document":
            overlay.wrong(line, say("document is no object"))
        elif key == "signatories" and isinstance(value, list):
            overlay.signatories = value
        elif key == "signatories":
            overlay.wrong(line, say("signatories are no list"))
        elif key not in KEYS:
            there = ", ".join(KEYS)
            overlay.wrong(
                line,
                say("{key!r} is no key of an overlay; there are {value}", key=key, value=there),
            )
    if given.get("entities") is not None:
        overlay.entities = tuple(
            item for item in items["entities"] if _fits(overlay, item, _wrong_in_entity)
        )
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
            overlay.wrong(
                line, say("{key!r} is no field that an overlay gives a {name}", key=key, name=name)
            )
        elif value is not None and not isinstance(value, kinds[key]):
            kind = _NAMES[kinds[key]]
            overlay.wrong(
                line, say("{key!r} of the {name} is not {NAMES}", key=key, name=name, NAMES=kind)
            )
        else:
            known[key] = value
    return known


def _fits(
    overlay: OverlayFile, item: Item, wrong_in: Callable[[dict[str, Any]], Message | None]
) -> bool:
    """Whether nothing is wrong with an object of a list; what is, is said."""
    wrong = wrong_in(item.value)
    if wrong is not None:
        overlay.wrong(item.line, wrong)
    return wrong is None


def _wrong_in_entity(entity: dict[str, Any]) -> Message | None:
    for key, given in entity.items():
        if key not in ENTITY_KEYS:
            return say(
                "{key!r} is no key of an entity; there are {value}",
                key=key,
                value=", ".join(ENTITY_KEYS),
            )
        if given is not None and not isinstance(given, ENTITY_KEYS[key]):
            return say(
                "{key!r} of an entity is not {NAMES}", key=key, NAMES=_NAMES[ENTITY_KEYS[key]]
            )
        if key in ("forms", "in", "nests") and not all(
            isinstance(each, str) and each for each in entity[key] or ()
        ):
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
