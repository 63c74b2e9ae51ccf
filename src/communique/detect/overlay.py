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

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache

from communique.core.diagnostics import Diagnostic
from communique.core.message import count, say
from communique.core.source import Source
from communique.core.values import Values, all_blocks, content_blocks, nodes
from communique.detect.codes import OVERLAY_UNMATCHED
from communique.detect.hints import places
from communique.detect.mentions.places import mark_order
from communique.detect.overlay_file import Item, OverlayFile, read_overlay

_OWN = frozenset({"forms", "in", "nests"})
"""What an overlay says of an entity that the record does not hold."""


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
            self.values["entities"].append({key: value for key, value in entity.items() if key not in _OWN})
            for key, names, what in (("in", self.blocks, say("node")), ("nests", known, say("entity"))):
                for name in (each for each in entity.get(key) or () if each not in names):
                    said = {"key": key, "id": entity["id"], "name": name, "what": what}
                    self.given.wrong(line, say("{key!r} of entity {id!r} names no {what}: {name!r}", **said))
        used: set[tuple[str, str]] = set()
        for eid, blocks in self.blocks.items():
            forms: dict[str, Item] = {}  # of two entities with one form the first that names the node has it
            for item in sorted(entities, key=lambda item: not item.value.get("in")):
                for form in item.value.get("forms") or () if eid in (item.value.get("in") or (eid,)) else ():
                    forms.setdefault(form, item)
            for block in blocks:
                for start, end in _forms_in(block["text"], 0, len(block["text"]), forms):
                    form = block["text"][start:end]
                    entity, line = forms[form]
                    used.add((form, entity["id"]))
                    self.add(block, {"kind": "entity", "ref": entity["id"], "start": start, "end": end}, eid, line)
        for entity, line in entities:
            ref = entity["id"]
            for form in (each for each in entity.get("forms") or () if (each, ref) not in used):
                nowhere = say("{form!r} of entity {id!r} stands nowhere as words of their own", form=form, id=ref)
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
                said = say("the words {words!r} with {clause!r} are not in {eid}, but in {now}", **told, now=there[0])
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
        mark = {key: value for key, value in given.items() if key not in ("in", "words", "nth", "clause")}
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
                one["start"] < two["start"] < one["end"] < two["end"] for one, two in ((other, mark), (mark, other))
            ):
                words = block["text"][mark["start"] : mark["end"]]
                straddles = say("the mark on {words!r} straddles another in {eid}", words=words, eid=eid)
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
        inner = {each: item for each, item in forms.items() if item.value["id"] in nested and len(each) < len(form)}
        yield from _forms_in(text, *match.span(), inner)


def _blocks_by_node(values: Values) -> dict[str, list[Values]]:
    """The text blocks of each node by its eid; `title`, `closing` and `cover` for those that belong to no node."""
    found: dict[str, list[Values]] = defaultdict(list)
    cover = values.get("cover") or {}
    found["cover"].extend(field["value"] for field in cover.get("fields", ()))
    for eid, document in _documents(values):
        found[f"{eid}title"].extend(filter(None, (document.get("title"), *document.get("subtitles", ()))))
        for part in document.get("closing", ()):
            signed = part["kind"] == "signature"
            found[f"{eid}closing"].extend([line["value"] for line in part["lines"]] if signed else [part])
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
