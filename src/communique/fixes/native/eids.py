"""eids of a record by the naming convention, and every reference in the record follows."""

import copy
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import partial

from communique.core.diagnostics import Diagnostic, Edit, Fix
from communique.core.source import Pointer
from communique.core.values import Values, all_blocks, nodes
from communique.fixes.native.record import RecordText, every
from communique.fixes.subject import Plan, Rename, components
from communique.model.laws import DUPLICATE, LAWS
from communique.model.nodes import places_of
from communique.model.refusal import CODES as REFUSALS
from communique.model.refusal import MISSING
from communique.naming.convention import PROVISIONAL, name_nodes
from communique.rules import eid
from communique.rules.record import Record

RULES = (eid.form, eid.prefix, eid.nesting, eid.number)
"""The rules whose findings say that an eid is not by the convention."""


def fix(text: RecordText, finding: Diagnostic) -> Fix | None:
    """The eid by the convention, with those that hang on it, and every reference to one of them.

    None where an eid that stands twice is referred to, since nobody knows which of the two was meant, and where the printed
    number is the one that does not go with its neighbours. Offered only where no neighbour says which of the two is right.
    """

    def own(each: Rename) -> Edit:
        key = str(each.key)
        return text.put(f"{key}/eid", each.new) if "eid" in text.at(key) else text.insert(key, "eid", each.new)

    return text.once(_plan).fix((finding.pointer or "").removesuffix("/eid"), own, partial(references, text))


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
    renamed = ((pointer, node["eid"]) for pointer, node in named.items() if node["eid"] != old[pointer])
    return Plan(components(Rename(each, old[each], new, under.get(each)) for each, new in renamed), doubtful)


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
    twice = ((each, text.at(each.pointer or "").get("eid", "")) for each in broken if each.code == DUPLICATE)
    unnamed = [each for each, name in twice if next(references(text, {name: "?"}), None) is None]
    return {(each.pointer or "").removesuffix("/eid") for each in (*missing, *unnamed)}
