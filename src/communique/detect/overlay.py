"""Overlays: what a person adds to a text that was read, words for words: facts, entities,
signatories, marks.

An overlay never changes a word. It is a JSON object with any of these keys:

- `hints`: see `communique.detect.hints`;
- `document`: fields of the record that the text does not print (`id`, `iri`, `kind`, `date`,
  `place`, `identifiers`, `related_documents`, `subjects`, `sponsors`, `votes`, `title` where the
  text prints none, `short_title`, `authenticity`, `translation_of`, `source`), and `cover` with
  fields of the cover (`kind`, `iri`, `date`, `identifiers`);
- `entities`: entities of the record, each with `forms`: the words that name it, marked wherever
  they stand as whole words. The longest form wins, and inside it are marked only the entities that
  its own `nests` names by their ids (who is named in the name of another). `in` restricts an
  entity's forms to these nodes. Where entities are given, those that were only guessed are dropped;
- `signatories`: signatories of the record;
- `marks`: marks of the record with `in` (the eid of a node; `title`, `closing`, `cover` for what
  belongs to no node) and `words`, exactly as they stand there, once; or with `nth` (from 1) where
  they stand several times. A mark of an act may have a `clause`, words that must stand in the node
  too, and `what`, the words that are promised or asked for, which must stand there as well and are
  kept in the record; and the act `none`, which says that the words are no act: nothing is marked.

Words that are not there, or are there more often, are findings that name the overlay's line:
nothing is marked at a guess.
"""

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NamedTuple, cast

from communique.core.codes import OVERLAY_UNMATCHED, OVERLAY_WRONG
from communique.core.diagnostics import Code, Diagnostic
from communique.core.message import Message, count, say
from communique.core.source import Source
from communique.core.values import (
    DeclarationValues,
    MarkValues,
    TextValues,
    Values,
    all_blocks,
    content_blocks,
    nodes,
)
from communique.detect.marks import mark_order
from communique.detect.quoting import places

_OWN = frozenset({"forms", "in", "nests"})
"""What an overlay says of an entity that the record does not hold."""
KEYS = ("hints", "document", "entities", "signatories", "marks")
DOCUMENT_KEYS = {
    "id": str,
    "iri": str,
    "kind": str,
    "title": str,
    "short_title": str,
    "authenticity": str,
    "translation_of": str,
    "date": dict,
    "place": dict,
    "source": dict,
    "identifiers": list,
    "related_documents": list,
    "subjects": list,
    "sponsors": list,
    "votes": list,
    "cover": dict,
}
COVER_KEYS = {"kind": str, "iri": str, "date": dict, "identifiers": list}
ENTITY_KEYS = {
    "id": str,
    "type": str,
    "label": str,
    "acronym": str,
    "names": list,
    "same_as": list,
    "basis": str,
    "source": str,
    "forms": list,
    "in": list,
    "nests": list,
}
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
    """An overlay as read. `entities` and `signatories` are None where the file does not speak of
    them.
    """

    name: str
    document: dict[str, Any] = field(default_factory=dict)
    cover: dict[str, Any] = field(default_factory=dict)
    entities: tuple[Item, ...] | None = None
    signatories: list[Any] | None = None
    marks: tuple[Item, ...] = ()
    findings: list[Diagnostic] = field(default_factory=list)

    def wrong(
        self, line: int, message: str, code: Code = OVERLAY_WRONG, **more: Any
    ) -> None:
        """Say what is wrong with the file on a line of it."""
        said = say(
            "{name}:{line}: {message}", name=self.name, line=line, message=message
        )
        self.findings.append(Diagnostic.of(code, said, **more))


def apply_overlay(values: Values, overlay: Source) -> list[Diagnostic]:
    """Add what an overlay says to a draft's values, whose nodes have their eids; what does not fit
    is a finding.
    """
    given = read_overlay(overlay)
    said = _Overlay(values, given)
    said.document()
    if given.entities is not None:
        said.entities(given.entities)
    if given.signatories is not None:
        said.signatories(given.signatories)
    for mark in given.marks:
        said.mark(mark)
    return given.findings


class _Overlay:
    """The values of a draft, and the overlay that is put on them."""

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

    def signatories(self, signatories: list[Any]) -> None:
        """Put the signatories in the place of those that were guessed; no signature names one that
        is gone.
        """
        self.values["signatories"] = signatories
        known = [each.get("id") for each in signatories if isinstance(each, dict)]
        for text in (self.values, *self.values.get("annexes", ())):
            for block in text.get("closing", ()):
                if block.get("signatory") not in known:
                    block.pop("signatory", None)

    def entities(self, entities: tuple[Item, ...]) -> None:
        """Declare the entities and mark their forms; what was guessed before goes."""
        for block in all_blocks(cast("DeclarationValues", self.values)):
            block["marks"] = [
                mark for mark in block["marks"] if mark["kind"] != "entity"
            ]
        self.values["entities"] = [
            {key: value for key, value in entity.items() if key not in _OWN}
            for entity, _ in entities
        ]
        self._check_names(entities)
        used: set[tuple[str, str]] = set()
        # Of two entities with one form the first that names the node has it.
        near = sorted(entities, key=lambda item: not item.value.get("in"))
        for eid in self.blocks:
            used |= self._mark_forms(eid, _forms_of(eid, near))
        for entity, line in entities:
            ref = entity["id"]
            for form in entity.get("forms") or ():
                if (form, ref) not in used:
                    message = say(
                        "{form!r} of entity {id!r} is nowhere in the text as whole words",
                        form=form,
                        id=ref,
                    )
                    self.given.wrong(line, message, OVERLAY_UNMATCHED, quote=form)

    def _check_names(self, entities: tuple[Item, ...]) -> None:
        """Say which nodes and entities are named that are not there."""
        known = {entity["id"] for entity, _ in entities}
        for entity, line in entities:
            for eid in entity.get("in") or ():
                if eid not in self.blocks:
                    self._unknown(entity, line, "in", eid, say("node"))
            for ref in entity.get("nests") or ():
                if ref not in known:
                    self._unknown(entity, line, "nests", ref, say("entity"))

    def _unknown(
        self, entity: dict[str, Any], line: int, key: str, name: str, what: Message
    ) -> None:
        told = {"key": key, "id": entity["id"], "name": name, "what": what}
        message = say("{key!r} of entity {id!r} names no {what}: {name!r}", **told)
        self.given.wrong(line, message)

    def _mark_forms(self, eid: str, forms: dict[str, Item]) -> set[tuple[str, str]]:
        """Mark the forms of entities in a node; returns which of them stand there, with the entity."""
        used: set[tuple[str, str]] = set()
        for block in self.blocks[eid]:
            text = block["text"]
            for start, end in _forms_in(text, 0, len(text), forms):
                form = text[start:end]
                entity, line = forms[form]
                used.add((form, entity["id"]))
                mark: MarkValues = {
                    "kind": "entity",
                    "ref": entity["id"],
                    "start": start,
                    "end": end,
                }
                self.add(block, mark, eid, line)
        return used

    def mark(self, item: Item) -> None:
        """One mark, by the node it stands in and its words."""
        given, line = item
        eid = given["in"]
        words = given["words"]
        if eid not in self.blocks:
            self.given.wrong(
                line, say("'in' of a mark names no node: {eid!r}", eid=eid)
            )
            return
        clause = self._missing_clause(eid, given)
        if clause is not None:
            message = self._elsewhere(eid, words, clause)
            self.given.wrong(line, message, OVERLAY_UNMATCHED, eid=eid, quote=words)
            return
        found = [
            (block, at)
            for block in self.blocks[eid]
            for at in places(block["text"], words)
        ]
        nth = given.get("nth")
        wanted = 1 if nth is None else nth
        clear = len(found) == 1 or nth is not None
        if not clear or not 1 <= wanted <= len(found):
            message = say("the words {words!r} are not in {eid}", words=words, eid=eid)
            if found:
                message = count(
                    "the words {words!r} stand {n} time in {eid}",
                    "the words {words!r} stand {n} times in {eid}",
                    n=len(found),
                    words=words,
                    eid=eid,
                )
            self.given.wrong(line, message, OVERLAY_UNMATCHED, eid=eid, quote=words)
            return
        if given["kind"] == "act" and given.get("act") == "none":
            return
        block, at = found[wanted - 1]
        mark = {key: value for key, value in given.items() if key not in MARK_KEYS}
        mark.update(kind=given["kind"], start=at, end=at + len(words))
        self.add(block, cast("MarkValues", mark), eid, line)

    def _missing_clause(self, eid: str, given: Mapping[str, object]) -> str | None:
        """The clause of a mark that is not in its node, if there is one."""
        for key in ("clause", "what"):
            clause = given.get(key)
            if not isinstance(clause, str):
                continue
            if not self.holds(eid, clause):
                return clause
        return None

    def _elsewhere(self, eid: str, words: str, clause: str) -> Message:
        """What is said of a clause that is not in the node of a mark: the one node it is in, if so."""
        told = {"words": words, "clause": clause, "eid": eid}
        there = [other for other in self.blocks if self.holds(other, clause)]
        if len(there) == 1:
            return say(
                "the words {words!r} with {clause!r} are not in {eid}, but in {now}",
                **told,
                now=there[0],
            )
        return say("the words {words!r} with {clause!r} are not in {eid}", **told)

    def holds(self, eid: str, words: str) -> bool:
        """Whether words stand in a node."""
        return words in "\n".join(block["text"] for block in self.blocks[eid])

    def add(self, block: TextValues, mark: MarkValues, eid: str, line: int) -> None:
        """Put a mark in its place; a guessed one of the same kind that it meets gives way, one that
        it straddles is an error.
        """
        kept: list[MarkValues] = []
        for other in block["marks"]:
            meets = other["start"] < mark["end"] and mark["start"] < other["end"]
            guessed = (
                mark["kind"] not in ("entity", "act") and other["kind"] == mark["kind"]
            )
            if meets and guessed:
                continue
            if _straddles(other, mark) or _straddles(mark, other):
                words = block["text"][mark["start"] : mark["end"]]
                message = say(
                    "the mark on {words!r} straddles another in {eid}",
                    words=words,
                    eid=eid,
                )
                self.given.wrong(line, message, OVERLAY_UNMATCHED, eid=eid, quote=words)
                return
            kept.append(other)
        block["marks"] = sorted([*kept, mark], key=mark_order)


def _straddles(first: MarkValues, second: MarkValues) -> bool:
    """Whether one mark begins before another and ends inside it."""
    return bool(first["start"] < second["start"] < first["end"] < second["end"])


def _forms_of(eid: str, entities: list[Item]) -> dict[str, Item]:
    """The forms that are looked for in a node, each with the first entity that has it."""
    found: dict[str, Item] = {}
    for item in entities:
        within = item.value.get("in")
        if within and eid not in within:
            continue
        for form in item.value.get("forms") or ():
            found.setdefault(form, item)
    return found


@lru_cache(256)
def _pattern(forms: tuple[str, ...]) -> re.Pattern[str]:
    longest = sorted(forms, key=lambda form: (-len(form), form))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)")


def _forms_in(
    text: str, start: int, end: int, forms: dict[str, Item]
) -> Iterator[tuple[int, int]]:
    """Where forms stand: the longest, then the first; inside it those that it nests, the outer one
    first.
    """
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


def _blocks_by_node(values: Values) -> dict[str, list[TextValues]]:
    """The text blocks of each node by its eid; `title`, `closing` and `cover` for those that belong
    to no node.
    """
    found: dict[str, list[TextValues]] = defaultdict(list)
    cover = values.get("cover") or {}
    found["cover"].extend(field["value"] for field in cover.get("fields", ()))
    for eid, document in _documents(values):
        titles = [document.get("title"), *document.get("subtitles", ())]
        found[f"{eid}title"].extend(title for title in titles if title)
        for part in document.get("closing", ()):
            if part["kind"] == "signature":
                found[f"{eid}closing"].extend(line["value"] for line in part["lines"])
            else:
                found[f"{eid}closing"].append(part)
    for node in nodes(cast("DeclarationValues", values)):
        blocks = found[node["eid"]]
        heading = node.get("heading")
        if heading:
            blocks.append(heading)
        if node.get("kind") == "table":
            blocks.extend(content_blocks((node,)))
        else:
            for block in node.get("content", ()):
                if block["kind"] == "text":
                    blocks.append(block)
    return found


def _documents(values: Values, scope: str = "") -> Iterator[tuple[str, Values]]:
    yield scope, values
    for annex in values.get("annexes", ()):
        yield from _documents(annex, f"{annex['eid']}__")


def read_overlay(source: Source) -> OverlayFile:
    """The overlay in a file. What has the wrong shape is a finding and is left out; so is a file
    that is no JSON.

    A file that is a list holds hints alone, and a file that is no JSON is reported by those who
    read the hints.
    """
    overlay = OverlayFile(source.name)
    try:
        given = json.loads(source.text)
    except (ValueError, RecursionError):
        return overlay
    if not isinstance(given, dict):
        return overlay
    entities: list[Item] = []
    marks: list[Item] = []
    for key, line, value in _members(source):
        if key == "entities":
            _keep(overlay, entities, key, value, line)
        elif key == "marks":
            _keep(overlay, marks, key, value, line)
        elif key == "document":
            _read_document(overlay, value, line)
        elif key == "signatories":
            _read_signatories(overlay, value, line)
        elif key not in KEYS:
            there = ", ".join(KEYS)
            message = say(
                "{key!r} is not a key of an overlay; the keys are {value}",
                key=key,
                value=there,
            )
            overlay.wrong(line, message)
    if given.get("entities") is not None:
        overlay.entities = tuple(
            item for item in entities if _fits(overlay, item, _wrong_in_entity)
        )
    overlay.marks = tuple(
        item for item in marks if _fits(overlay, item, _wrong_in_mark)
    )
    return overlay


def _keep(
    overlay: OverlayFile, items: list[Item], key: str, value: object, line: int
) -> None:
    """Take in an object of a list; null is none."""
    if isinstance(value, dict):
        items.append(Item(value, line))
    elif value is not None:
        overlay.wrong(line, say("{key} has a value that is not an object", key=key))


def _read_document(overlay: OverlayFile, value: object, line: int) -> None:
    """Take in the fields of the record and its cover."""
    if not isinstance(value, dict):
        overlay.wrong(line, say("document is not an object"))
        return
    overlay.document = _known(overlay, value, DOCUMENT_KEYS, line, "document")
    cover = overlay.document.pop("cover", None) or {}
    overlay.cover = _known(overlay, cover, COVER_KEYS, line, "cover")


def _read_signatories(overlay: OverlayFile, value: object, line: int) -> None:
    """Take in the signatories."""
    if isinstance(value, list):
        overlay.signatories = value
    else:
        overlay.wrong(line, say("signatories is not a list"))


def _members(source: Source) -> Iterator[tuple[str, int, Any]]:
    """Each member of a file's object with its line; of `entities` and `marks`, where they are
    lists, each element.
    """
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
    overlay: OverlayFile,
    given: dict[str, Any],
    kinds: Mapping[str, type],
    line: int,
    name: str,
) -> dict[str, Any]:
    """The fields that an overlay may give, of the kind they have; null says that a fact is not
    known.
    """
    known: dict[str, Any] = {}
    for key, value in given.items():
        if key not in kinds:
            message = say(
                "{key!r} is not a field that an overlay can give a {name}",
                key=key,
                name=name,
            )
            overlay.wrong(line, message)
        elif value is not None and not isinstance(value, kinds[key]):
            told = {"key": key, "name": name, "NAMES": _NAMES[kinds[key]]}
            overlay.wrong(line, say("{key!r} of the {name} is not {NAMES}", **told))
        else:
            known[key] = value
    return known


def _fits(
    overlay: OverlayFile,
    item: Item,
    wrong_in: Callable[[dict[str, Any]], Message | None],
) -> bool:
    """Whether nothing is wrong with an object of a list; what is, is said."""
    wrong = wrong_in(item.value)
    if wrong is not None:
        overlay.wrong(item.line, wrong)
    return wrong is None


def _wrong_in_entity(entity: dict[str, Any]) -> Message | None:
    for key, given in entity.items():
        if key not in ENTITY_KEYS:
            there = ", ".join(ENTITY_KEYS)
            return say(
                "{key!r} is not a key of an entity; the keys are {value}",
                key=key,
                value=there,
            )
        if given is not None and not isinstance(given, ENTITY_KEYS[key]):
            kind = _NAMES[ENTITY_KEYS[key]]
            return say("{key!r} of an entity is not {NAMES}", key=key, NAMES=kind)
        listed = key in _OWN and given is not None
        if listed and not all(isinstance(each, str) and each for each in entity[key]):
            return say("{key!r} of an entity has a value that is not text", key=key)
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
