"""Fixes of records in JSON: eids by the naming convention, items put in order, calls and references put right, marks put back.

A mark has no words of its own. But a date is marked with the day that is printed, and who or what is named here is mostly
named elsewhere in the same words. Where these agree that all words behind one place moved by one distance, so did the
marks there; in every other case nobody knows, and nothing is done.
"""

import copy
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from communique.core.diagnostics import Diagnostic, Edit, Fix
from communique.core.message import say
from communique.core.source import Pointer
from communique.core.values import Values, all_blocks, nodes, notes_in_order
from communique.detect.dates.patterns import date_reader, find_dates
from communique.fixes.native.record import RecordText, every, value_at
from communique.fixes.subject import Plan, Rename, Shown, components
from communique.formats.json import ordered
from communique.model.laws import DUPLICATE, LAWS
from communique.model.nodes import places_of
from communique.model.refusal import CODES as REFUSALS
from communique.model.refusal import MISSING
from communique.naming.convention import PROVISIONAL, name_nodes
from communique.rules import eid
from communique.rules.record import Record

_SAYS = {"entity": "ref", "date": "date", "reference": "href", "act": "act"}
"""What a mark of a kind says of its words."""

Extent = tuple[int, int]
"""Start and end of a mark."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """A mark of which is known what words it may stand on, and where such words begin in the text."""

    start: int
    end: int
    places: frozenset[int]


def fix_shifted(text: RecordText, finding: Diagnostic) -> Fix | None:
    """All marks behind the place of an edit moved by what it added or took."""
    pointer = re.sub(r"/marks/\d+\Z", "", finding.pointer or "")
    block = text.at(pointer)
    places = shifted(block["text"], block["marks"], list(_anchors(text, pointer, block)))
    if places is None:
        return None
    edits = tuple(
        text.put(f"{pointer}/marks/{at}/{name}", value)
        for at, (mark, place) in enumerate(zip(block["marks"], places, strict=True))
        for name, value in zip(("start", "end"), place, strict=True)
        if mark[name] != value
    )
    return Fix(
        say("put the marks back on their words"), tuple(sorted(edits, key=lambda each: each.start))
    )


def shifted(words: str, marks: list[Any], anchors: list[Anchor]) -> list[Extent] | None:
    """The places of marks after the one edit that explains where the anchors are; None if there is none, or several.

    >>> shifted("On this 2 May", [{"start": 3, "end": 8}], [Anchor(3, 8, frozenset({8}))])
    [(8, 13)]
    """
    distances = {place - each.start for each in anchors for place in each.places} - {0}
    found = [
        moved
        for distance in distances
        if (moved := _moved(len(words), marks, anchors, distance)) is not None
    ]
    return found[0] if len(found) == 1 else None


def _moved(
    length: int, marks: list[Any], anchors: list[Anchor], distance: int
) -> list[Extent] | None:
    """The places of marks if all behind some place moved by a distance; None where that leaves an anchor or a mark open."""
    still = [each for each in anchors if each.start in each.places]
    gone = [each for each in anchors if each.start not in each.places]
    if not gone or any(each.start + distance not in each.places for each in gone):
        return None
    last, first = max((each.end for each in still), default=-1), min(each.start for each in gone)
    if last > first:
        return None
    moved: list[Extent] = []
    for mark in marks:
        if any(
            last < mark[name] < first for name in ("start", "end")
        ):  # where the edit is, nobody knows
            return None
        start, end = (
            mark[name] + (0 if mark[name] <= last else distance) for name in ("start", "end")
        )
        if not (0 <= start <= length and 0 <= end <= length):
            return None
        moved.append((start, end))
    return moved


def _anchors(text: RecordText, pointer: Pointer, block: Any) -> Iterator[Anchor]:
    """The marks of a block whose words are known: dates by their day, others by the words that stand for them elsewhere."""
    words = block["text"]
    dates = find_dates(words, date_reader(text.values["language"].partition("-")[0]))
    exact = {(each.start, each.end) for each in dates}
    forms = text.once(_forms)
    for mark in block["marks"]:
        start, width = mark["start"], mark["end"] - mark["start"]
        key = mark["kind"], mark.get(_SAYS.get(mark["kind"], ""))
        if mark["kind"] == "date":
            places = {
                each.start
                for each in dates
                if each.says["date"] == mark["date"] and each.end - each.start == width
            }
            if start not in places and (start, mark["end"]) in exact:
                continue  # it stands on another date: it is the mark that is wrong
        else:
            elsewhere = [
                form
                for form, where in forms[key].items()
                if len(form) == width and where != {pointer}
            ]
            whole = (rf"(?<![^\W_])(?={re.escape(form)}(?![^\W_]))" for form in elsewhere if form)
            places = {found.start() for each in whole for found in re.finditer(each, words)}
        if places:
            yield Anchor(start, mark["end"], frozenset(places))


def _forms(text: RecordText) -> dict[tuple[str, Any], dict[str, set[Pointer]]]:
    """The words that stand for something, by what marks say of them, with the texts where they do; names of entities too."""
    found: dict[tuple[str, Any], dict[str, set[Pointer]]] = defaultdict(lambda: defaultdict(set))
    for pointer, value in every(text.values):
        for mark in value.get("marks", ()) if value.get("kind") == "text" else ():
            says = mark.get(_SAYS.get(mark["kind"], ""))
            if says is not None:
                found[mark["kind"], says][value["text"][mark["start"] : mark["end"]]].add(pointer)
    for entity in text.values.get("entities", ()):
        for name in filter(None, (entity["label"], entity.get("acronym"))):
            found["entity", entity["id"]][name].add("")
    return found


RULES = (eid.form, eid.prefix, eid.nesting, eid.number)
"""The rules whose findings say that an eid is not by the convention."""


def fix_eids(text: RecordText, finding: Diagnostic) -> Fix | None:
    """The eid by the convention, with those that hang on it, and every reference to one of them.

    None where an eid that stands twice is referred to, since nobody knows which of the two was meant, and where the printed
    number is the one that does not go with its neighbours. Offered only where no neighbour says which of the two is right.
    """

    def own(each: Rename) -> Edit:
        key = str(each.key)
        return (
            text.put(f"{key}/eid", each.new)
            if "eid" in text.at(key)
            else text.insert(key, "eid", each.new)
        )

    return text.once(_plan).fix(
        (finding.pointer or "").removesuffix("/eid"), own, partial(references, text)
    )


def references(text: RecordText, new: Mapping[str, str]) -> Iterator[Edit]:
    """Every reference to some eids, made one to the new ones: calls of notes, and local links."""
    index = text.once(_index)
    for old in new:
        for pointer, before in index.get(old, ()):
            yield text.put(pointer, f"{before}{new[old]}")


def _index(text: RecordText) -> dict[str, list[tuple[Pointer, str]]]:
    """From the eids that references name to where these stand, each with what stands in it before the eid."""
    found: dict[str, list[tuple[Pointer, str]]] = defaultdict(list)
    own = {"", text.values.get("iri"), (text.values.get("cover") or {}).get("iri")}
    for pointer, value in every(text.values):
        href, ref = value.get("href"), value.get("ref")
        if value.get("kind") == "note" and "start" in value and isinstance(ref, str):
            found[ref].append((f"{pointer}/ref", ""))
        if not isinstance(href, str):
            continue
        found[href].append((f"{pointer}/href", ""))  # a name that lacks its #
        for mark in ("#", "~"):
            before, sign, name = href.partition(mark)
            if sign and before.rstrip("/") in own:
                found[name].append((f"{pointer}/href", f"{before}{mark}"))
    return found


def _plan(text: RecordText) -> Plan:
    """The renames of the whole record: wrong eids are taken away, and given as `build` gives them."""
    wrong, doubtful = _judged(text)
    if not wrong:
        return Plan({}, doubtful)
    values = copy.deepcopy(text.values)
    pointers = {id(value): pointer for pointer, value in every(values)}
    named = {pointers[id(node)]: node for node in nodes(values)}
    old = {pointer: node.get("eid") or "" for pointer, node in named.items()}
    under = _followers(old, wrong)
    _take(values, {pointer: node for pointer, node in named.items() if pointer in wrong})
    name_nodes(values)
    renamed = (
        (pointer, node["eid"]) for pointer, node in named.items() if node["eid"] != old[pointer]
    )
    return Plan(
        components(Rename(each, old[each], new, under.get(each)) for each, new in renamed), doubtful
    )


def _followers(old: dict[Pointer, str], wrong: set[Pointer]) -> dict[Pointer, Pointer]:
    """From nodes that are renamed to those above that are; those whose eid begins with a wrong one are added to the wrong."""
    under: dict[Pointer, Pointer] = {}
    scopes = {name: pointer for pointer, name in old.items() if name and "/annexes/" in pointer}
    for pointer, name in old.items():
        over = pointer
        while over := over.rpartition("/")[0]:
            if over in wrong:
                under[pointer] = over
                if old[over] and name.startswith(f"{old[over]}__"):
                    wrong.add(pointer)
                break
        scope = scopes.get(name.rpartition("__")[0])
        if pointer.startswith("/notes/") and scope in wrong:
            under[pointer] = scope
            wrong.add(pointer)
    return under


def _take(values: Values, wrong: dict[Pointer, Values]) -> None:
    """The eids of some nodes away; a note's is replaced by one that ties its calls to it."""
    tied: dict[str, str] = {}
    for pointer, node in wrong.items():
        name = node.pop("eid", pointer)
        if node.get("kind") == "note":
            tied[name] = node["eid"] = f"{PROVISIONAL}{name}"
    for block in all_blocks(values) if tied else ():
        for mark in block.get("marks", ()):
            if mark["kind"] == "note":
                mark["ref"] = tied.get(mark["ref"], mark["ref"])


def _judged(text: RecordText) -> tuple[set[Pointer], set[Pointer]]:
    """The nodes whose eids are wrong, or missing, and those of them that nothing beside them speaks for.

    None where the values are in no shape to be named.
    """
    declaration = text.parsed.declaration
    if declaration is None:
        return _unread(text), set()
    record = Record(declaration)
    wrong = {id(each.subject) for rule in RULES for each in rule.check(record)}
    doubtful, misprinted = eid.doubts(record, wrong)
    return (
        {pointer for pointer, _ in places_of(declaration, wrong - misprinted).values()},
        {pointer for pointer, _ in places_of(declaration, doubtful).values()},
    )


def _unread(text: RecordText) -> set[Pointer]:
    """The nodes of a record that is refused whose eids stand twice, or are missing."""
    broken = [each for each in text.findings if each.code in REFUSALS]
    missing = [each for each in broken if each.code == MISSING]
    if any(each.code not in LAWS and each not in missing for each in broken):
        return set()
    if any(not (each.pointer or "").endswith("/eid") for each in missing):
        return set()
    twice = (
        (each, text.at(each.pointer or "").get("eid", ""))
        for each in broken
        if each.code == DUPLICATE
    )
    unnamed = [each for each, name in twice if next(references(text, {name: "?"}), None) is None]
    return {(each.pointer or "").removesuffix("/eid") for each in (*missing, *unnamed)}


def fix_marks(text: RecordText, finding: Diagnostic) -> Fix | None:
    """The marks of a text by start, those of no width first, then the longest; equal ones stay as they stand."""
    pointer = (finding.pointer or "").rpartition("/")[0]
    marks = text.at(pointer)
    order = sorted(range(len(marks)), key=lambda at: place_of(marks[at]))
    return Fix(say("put the marks in the order of the text"), reordered(text, pointer, order))


def fix_notes(text: RecordText, _: Diagnostic) -> Fix | None:
    """The notes in the order of their first calls, those without a call last."""
    order = order_of_notes(text.values)
    return Fix(say("put the notes in the order of their calls"), reordered(text, "/notes", order))


def fix_keys(text: RecordText, _: Diagnostic) -> Fix | None:
    """The keys of every object in the order of the model: one edit for each that is amiss and for what is in it."""
    edits: list[Edit] = []
    whole = text.parsed.require().model_dump(mode="json")
    for pointer, value in every(text.values):
        start, end = text.place(pointer)
        written = value_at(whole, pointer)
        if _order(value, written) != list(range(len(value))) and (
            not edits or edits[-1].end <= start
        ):
            edits.append(text.edit(start, end, _arranged(text, pointer, value, written)))
    return Fix(say("put the keys in the order of the record"), tuple(edits))


def place_of(mark: Any) -> tuple[int, bool, int]:
    """What marks are sorted by."""
    return mark["start"], mark["start"] != mark["end"], -mark["end"]


def order_of_notes(values: Any) -> list[int]:
    """The notes of a record, by their places now, in the order of their calls."""
    numbers = {id(note): at for at, note in enumerate(values["notes"])}
    return [numbers[id(note)] for _, note, _ in notes_in_order(values)]


def reordered(text: RecordText, pointer: Pointer, order: Sequence[int]) -> tuple[Edit, ...]:
    """The items of an array put in another order; what stands between them stays."""
    items = list(text.items(pointer))
    whole = text.source.text
    return tuple(
        text.edit(slot.start, slot.end, whole[items[at].start : items[at].end])
        for slot, at in zip(items, order, strict=True)
        if items[at] is not slot
    )


def _order(value: Any, written: Any) -> list[int]:
    """The items of an array as they stand, the members of an object in the order in which they are written."""
    if isinstance(value, list):
        return list(range(len(value)))
    keys = list(value)
    return [keys.index(key) for key in ordered(value, written)]


def _arranged(text: RecordText, pointer: Pointer, value: Any, written: Any) -> str:
    """The text of a value, with the members of every object in it in order; what stands between them stays."""
    whole, (at, end) = text.source.text, text.place(pointer)
    if not isinstance(value, dict | list):
        return whole[at:end]
    items, inner = (
        list(text.items(pointer)),
        list(value) if isinstance(value, dict) else range(len(value)),
    )
    pieces: list[str] = []
    for slot, number in zip(items, _order(value, written), strict=True):
        item, part = items[number], inner[number]
        key = whole[item.start : text.place(item.pointer)[0]]
        below = None if part == "$schema" else written[part]
        pieces += [whole[at : slot.start], key, _arranged(text, item.pointer, value[part], below)]
        at = slot.end
    return "".join([*pieces, whole[at:end]])


def fix_call(text: RecordText, finding: Diagnostic) -> Fix | None:
    """A call behind the one reference that leads to the note, or the one superscript that is its marker.

    None where there is none, or more than one: what the words leave open is not decided here.
    """
    note = text.at(finding.pointer or "")
    eid, marker = note["eid"], (note.get("marker") or "").strip()
    place = text.once(_shown).place((f"#{eid}",), marker)
    if place is None:
        return None
    pointer, mark = place
    call = {"kind": "note", "start": mark["end"], "end": mark["end"]}
    call |= {"basis": None, "source": None} if "basis" in mark else {}
    call["ref"] = eid
    values = copy.deepcopy(text.values)
    block = value_at(values, pointer)
    at = sum(1 for mark in block["marks"] if place_of(mark) < place_of(call))
    block["marks"].insert(at, call)
    edits = (
        text.insert_item(f"{pointer}/marks", at, call),
        *reordered(text, "/notes", order_of_notes(values)),
    )
    title = say("call the note {marker} where it is linked", marker=note.get("marker") or eid)
    return Fix(title, tuple(sorted(edits, key=lambda each: each.start)))


Place = tuple[Pointer, dict[str, Any]]
"""A text block, by its pointer, and a mark of it."""


def _shown(text: RecordText) -> Shown[Place]:
    found = Shown[Place](
        Counter((note.get("marker") or "").strip() for note in text.values["notes"])
    )
    for pointer, value in every(text.values):
        for mark in value.get("marks", ()) if value.get("kind") == "text" else ():
            if mark["kind"] == "reference" and mark.get("href"):
                found.links[mark["href"]].append((pointer, mark))
            elif mark["kind"] == "emphasis" and mark["style"] == "superscript":
                found.raised[value["text"][mark["start"] : mark["end"]].strip()].append(
                    (pointer, mark)
                )
    return found


def fix_hash(text: RecordText, finding: Diagnostic) -> Fix | None:
    """`#` before the eid of a node of this record."""
    eid = finding.quote
    if not eid or eid not in text.once(_eids):
        return None
    return _linked(text, finding, f"#{eid}")


def _eids(text: RecordText) -> set[str]:
    """The eids of the record."""
    return {node["eid"] for node in nodes(text.values)}


def fix_resolver(text: RecordText, finding: Diagnostic) -> Fix | None:
    """The IRI alone, without the address of a server before it."""
    href = finding.quote or ""
    return _linked(text, finding, href[href.index("/akn/") :]) if "/akn/" in href else None


def _linked(text: RecordText, finding: Diagnostic, href: str) -> Fix | None:
    """The references of a text block to the address that is quoted, made ones to another."""
    pointer = f"{finding.pointer}/marks"
    marks = text.at(pointer)
    wrong = [at for at, mark in enumerate(marks) if mark.get("href") == finding.quote]
    edits = tuple(text.put(f"{pointer}/{at}/href", href) for at in wrong)
    return Fix(say("write {proper}", proper=href), edits) if edits else None


FIXERS: Mapping[str, Callable[[RecordText, Diagnostic], Fix | None]] = {
    **dict.fromkeys(("EID001", "EID002", "EID003", "EID004", "MOD001", "MOD010"), fix_eids),
    **dict.fromkeys(("DAT001", "MOD013", "TXT004"), fix_shifted),
    "JSN006": fix_keys,
    "MOD015": fix_marks,
    "MOD018": fix_notes,
    "NTE004": fix_call,
    "REF002": fix_hash,
    "REF003": fix_resolver,
}
"""By code the function that fixes what is found."""
