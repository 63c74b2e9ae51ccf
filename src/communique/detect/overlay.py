"""Overlays: what a person adds to a text that was read, words for words: facts, entities, signatories, marks.

An overlay never changes a word. It is a JSON object with any of these keys:

- `hints`: see `communique.detect.hints`;
- `document`: fields of the record that the text does not print (`id`, `iri`, `kind`, `date`, `place`, `identifiers`,
  `short_title`, `authenticity`, `translation_of`, `source`), and `cover` with fields of the cover;
- `entities`: entities of the record, each with `forms`: the words that name it, marked wherever they stand as whole words
  (`in`: only in these nodes; the longest form wins). Where it is given, entities that were only guessed are dropped;
- `signatories`: signatories of the record;
- `marks`: marks of the record with `in` (the eid of a node, or `title`) and `words`, exactly as they stand there, once; or
  with `nth` (from 1) where they stand several times.

Words that are not there, or are there more often, are findings: nothing is marked at a guess.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from communique.detect.codes import OVERLAY_UNMATCHED, OVERLAY_WRONG
from communique.diagnostics import Diagnostic
from communique.source import Source
from communique.values import Values, all_blocks, content_blocks, nodes

KEYS = ("hints", "document", "entities", "signatories", "marks")
DOCUMENT_KEYS = frozenset({"id", "iri", "kind", "date", "place", "identifiers", "short_title", "authenticity",
                           "translation_of", "source", "cover"})  # fmt: skip
COVER_KEYS = frozenset({"kind", "iri", "date", "identifiers"})


def apply_overlay(values: Values, overlay: Source) -> list[Diagnostic]:
    """Add what an overlay says to a draft's values, whose nodes have their eids; what does not fit is a finding."""
    try:
        given = json.loads(overlay.data.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        return [Diagnostic.of(OVERLAY_WRONG, f"{overlay.name} is no JSON: {error}")]
    if not isinstance(given, dict):
        return []
    said = _Overlay(values, overlay.name)
    for key in given:
        if key not in KEYS:
            said.wrong(f"{key!r} is no key of an overlay; there are {', '.join(KEYS)}")
    said.document(given.get("document") or {})
    if given.get("entities") is not None:
        said.entities(given["entities"])
    if given.get("signatories") is not None:
        values["signatories"] = given["signatories"]
    for mark in given.get("marks") or ():
        said.mark(mark)
    return said.findings


class _Overlay:
    def __init__(self, values: Values, name: str) -> None:
        self.values = values
        self.name = name
        self.findings: list[Diagnostic] = []
        self.blocks = _blocks_by_node(values)

    def wrong(self, message: str) -> None:
        self.findings.append(Diagnostic.of(OVERLAY_WRONG, f"{self.name}: {message}"))

    def unmatched(self, message: str, eid: str | None, words: str) -> None:
        self.findings.append(Diagnostic.of(OVERLAY_UNMATCHED, f"{self.name}: {message}", eid=eid, quote=words))

    def document(self, facts: Any) -> None:
        """Fields that the text does not print."""
        for key, value in facts.items():
            if key not in DOCUMENT_KEYS:
                self.wrong(f"{key!r} is no field that an overlay gives a document")
            elif key != "cover":
                self.values[key] = value
            elif not self.values.get("cover"):
                self.wrong("the text has no cover")
            else:
                for inner, fact in value.items():
                    if inner in COVER_KEYS:
                        self.values["cover"][inner] = fact
                    else:
                        self.wrong(f"{inner!r} is no field that an overlay gives a cover")

    def entities(self, entities: Any) -> None:
        """Declare the entities and mark their forms; what was guessed before goes."""
        for block in all_blocks(self.values):
            block["marks"] = [mark for mark in block["marks"] if mark["kind"] != "entity"]
        self.values["entities"] = [
            {key: value for key, value in entity.items() if key not in ("forms", "in")} for entity in entities
        ]
        forms: dict[str, list[tuple[str, frozenset[str] | None]]] = defaultdict(list)
        for entity in entities:
            where = frozenset(entity["in"]) if entity.get("in") else None
            for form in entity.get("forms", ()):
                forms[form].append((entity["id"], where))
        if not forms:
            return
        longest = sorted(forms, key=lambda form: (-len(form), form))
        pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)")
        unused = {(form, entity) for form, claims in forms.items() for entity, _ in claims}
        for eid, blocks in self.blocks.items():
            for block in blocks:
                for match in pattern.finditer(block["text"]):
                    for entity, where in forms[match.group()]:
                        if where is None or eid in where:
                            unused.discard((match.group(), entity))
                            self.add(
                                block,
                                {"kind": "entity", "ref": entity, "start": match.start(), "end": match.end()},
                                eid,
                            )
                            break
        for form, entity in sorted(unused):
            self.unmatched(f"{form!r} of entity {entity!r} stands nowhere as words of their own", None, form)

    def mark(self, given: Any) -> None:
        """One mark, by the node it stands in and its words."""
        eid, words = given.get("in"), given.get("words")
        if not isinstance(words, str) or not words or eid not in self.blocks:
            self.wrong(f"a mark names no node or no words: in {eid!r}, words {words!r}")
            return
        places = [(block, at) for block in self.blocks[eid] for at in _places(block["text"], words)]
        nth = given.get("nth")
        if not places or (nth is None and len(places) > 1) or (nth is not None and not 1 <= nth <= len(places)):
            count = "are not" if not places else f"stand {len(places)} times"
            self.unmatched(f"{words!r} {count} in {eid}", eid, words)
            return
        block, at = places[(nth or 1) - 1]
        mark = {key: value for key, value in given.items() if key not in ("in", "words", "nth")}
        self.add(block, {**mark, "start": at, "end": at + len(words)}, eid)

    def add(self, block: Values, mark: Values, eid: str) -> None:
        """Put a mark in its place; a guessed one of the same kind that it meets gives way, one that it straddles is an error."""
        kept: list[Values] = []
        for other in block["marks"]:
            meets = other["start"] < mark["end"] and mark["start"] < other["end"]
            if meets and other["kind"] == mark["kind"] and mark["kind"] != "entity" and mark["kind"] != "act":
                continue
            straddles = meets and not (
                (other["start"] <= mark["start"] and mark["end"] <= other["end"])
                or (mark["start"] <= other["start"] and other["end"] <= mark["end"])
            )
            if straddles:
                words = block["text"][mark["start"] : mark["end"]]
                self.unmatched(f"the mark on {words!r} straddles another in {eid}", eid, words)
                return
            kept.append(other)
        kept.append(mark)
        kept.sort(key=lambda each: (each["start"], -(1 << 60) if each["start"] == each["end"] else -each["end"]))
        block["marks"] = kept


def _places(text: str, words: str) -> list[int]:
    found: list[int] = []
    at = text.find(words)
    while at >= 0:
        found.append(at)
        at = text.find(words, at + 1)
    return found


def _blocks_by_node(values: Values) -> dict[str, list[Values]]:
    """The text blocks of each node by its eid; `title`, `closing` and `cover` for those that belong to no node."""
    found: dict[str, list[Values]] = defaultdict(list)
    cover = values.get("cover") or {}
    found["cover"].extend(field["value"] for field in cover.get("fields", ()))
    for eid, document in _documents(values):
        titles = [document["title"]] if document.get("title") else []
        found[f"{eid}title"].extend([*titles, *document.get("subtitles", ())])
        for part in document.get("closing", ()):
            found[f"{eid}closing"].extend(
                [line["value"] for line in part["lines"]] if part["kind"] == "signature" else [part]
            )
    for node in nodes(values):
        if node.get("heading"):
            found[node["eid"]].append(node["heading"])
        if node.get("kind") == "table":
            found[node["eid"]].extend(content_blocks((node,)))
        else:
            found[node["eid"]].extend(block for block in node.get("content", ()) if block["kind"] == "text")
    return found


def _documents(values: Values, scope: str = "") -> Iterator[tuple[str, Values]]:
    yield scope, values
    for annex in values.get("annexes", ()):
        yield from _documents(annex, f"{annex['eid']}__")
