"""eids of a record by the naming convention, and every reference in the record follows."""

import copy
from collections.abc import Iterator

from communique.diagnostics import Diagnostic, Edit, Fix
from communique.fixes.native.record import RecordText, every
from communique.fixes.renames import Rename, components, title_of
from communique.model.laws import DUPLICATE, LAWS
from communique.model.refusal import CODES as REFUSALS
from communique.model.refusal import MISSING
from communique.naming import PROVISIONAL, name_nodes
from communique.rules import eid
from communique.rules.pointers import places_of
from communique.rules.record import Record
from communique.source import Pointer
from communique.values import Values, all_blocks, nodes

RULES = (eid.form, eid.prefix, eid.nesting, eid.number)
"""The rules whose findings say that an eid is not by the convention."""

Groups = dict[object, tuple[Rename, ...]]


def fix(text: RecordText, finding: Diagnostic) -> Fix | None:
    """The eid by the convention, with those that hang on it, and every reference to one of them.

    None where an eid that stands twice is referred to: nobody knows which of the two was meant.
    """
    groups = text.kept.get("eids")
    if groups is None:
        groups = text.kept["eids"] = _planned(text)
    assert isinstance(groups, dict)
    key = (finding.pointer or "").removesuffix("/eid")
    group: tuple[Rename, ...] | None = groups.get(key)
    if group is None:
        return None
    new = {each.old: each.new for each in group if each.old}
    edits = [_named(text, str(each.key), each) for each in group]
    edits += references(text, new)
    return Fix(title_of(group, key), tuple(sorted(edits, key=lambda each: each.start)))


def _named(text: RecordText, pointer: Pointer, rename: Rename) -> Edit:
    if "eid" in text.at(pointer):
        return text.put(f"{pointer}/eid", rename.new)
    return text.insert(pointer, "eid", rename.new)


def references(text: RecordText, new: dict[str, str]) -> Iterator[Edit]:
    """Every reference to some eids, made one to the new ones: calls of notes, and local links."""
    own = {"", text.values.get("iri"), (text.values.get("cover") or {}).get("iri")}
    for pointer, value in every(text.values):
        href, ref = value.get("href"), value.get("ref")
        if value.get("kind") == "note" and "start" in value and ref in new:
            yield text.put(f"{pointer}/ref", new[ref])
        if not isinstance(href, str):
            continue
        for mark in ("#", "~"):
            before, found, name = href.partition(mark)
            if found and before.rstrip("/") in own and name in new:
                yield text.put(f"{pointer}/href", f"{before}{mark}{new[name]}")
        if href in new:  # it lacks its #
            yield text.put(f"{pointer}/href", new[href])


def _planned(text: RecordText) -> Groups:
    """The renames of the whole record: wrong eids are taken away, and given as `build` gives them."""
    wrong = _wrong(text)
    if not wrong:
        return {}
    values = copy.deepcopy(text.values)
    pointers = {id(value): pointer for pointer, value in every(values)}
    named = {pointers[id(node)]: node for node in nodes(values)}
    old = {pointer: node.get("eid") or "" for pointer, node in named.items()}
    under = _followers(old, wrong)
    for pointer, node in named.items():
        if pointer in wrong:
            _take(values, pointer, node)
    name_nodes(values)
    return components(
        Rename(pointer, old[pointer], node["eid"], under.get(pointer))
        for pointer, node in named.items()
        if node["eid"] != old[pointer]
    )


def _followers(old: dict[Pointer, str], wrong: set[Pointer]) -> dict[Pointer, Pointer]:
    """From nodes that are renamed to those above that are; those whose eid begins with a wrong one are added to the wrong."""
    under: dict[Pointer, Pointer] = {}
    scopes = {name: pointer for pointer, name in old.items() if "/annexes/" in pointer}
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


def _take(values: Values, pointer: Pointer, node: Values) -> None:
    """An eid away; a note's is replaced by one that ties its calls to it."""
    name = node.pop("eid", pointer)
    if node.get("kind") == "note":
        node["eid"] = f"{PROVISIONAL}{name}"
        for block in all_blocks(values):
            for mark in block.get("marks", ()):
                if mark["kind"] == "note" and mark["ref"] == name:
                    mark["ref"] = node["eid"]


def _wrong(text: RecordText) -> set[Pointer]:
    """The nodes whose eids are wrong, or missing. None where the values are in no shape to be named."""
    declaration = text.parsed.declaration
    if declaration is not None:
        said = [each.subject for rule in RULES for each in rule.check(Record(declaration))]
        return {pointer for pointer, _ in places_of(declaration, {id(each) for each in said}).values()}
    broken = [each for each in text.findings if each.code in REFUSALS]
    missing = [each for each in broken if each.code == MISSING]
    if any(each.code not in LAWS and each not in missing for each in broken):
        return set()
    if any(not (each.pointer or "").endswith("/eid") for each in missing):
        return set()
    twice = [each for each in broken if each.code == DUPLICATE and not _is_named(text, each)]
    return {(each.pointer or "").removesuffix("/eid") for each in (*missing, *twice)}


def _is_named(text: RecordText, finding: Diagnostic) -> bool:
    """Whether something refers to the eid that stands twice."""
    name = text.at(finding.pointer or "").get("eid", "")
    return next(references(text, {name: "?"}), None) is not None
