"""ONT: who and what the document names, and where that is declared."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal, NotRequired, TypedDict
from xml.etree.ElementTree import Element

from communique.core.bundle import folder_of, shipped
from communique.core.diagnostics import Severity
from communique.core.message import Message, say
from communique.model import ActMark, Entity, EntityMark, Node
from communique.naming.iso639 import is_alpha3
from communique.rules.record import Record
from communique.rules.rule import EVERY, NC, OURS, RECORD, UN1, Finding, Profile, rule
from communique.rules.tree import A, C, Tree, local

NAL = "named authority lists of the Publications Office of the European Union"
EUROVOC = "EuroVoc, the thesaurus of the European Union"
_AUTHORITY = "http://publications.europa.eu/resource/authority/"
_EUROVOC = "http://eurovoc.europa.eu/"
_LISTS = {"state": "country", "organization": "corporate-body", "person": "person"}
"""The list in which what is of a type stands."""
_TYPES = {"country": {"state", "place"}, "corporate-body": {"organization"}}
"""The types of what stands in a list."""


@dataclass(frozen=True, slots=True)
class _Known:
    """What the shipped list knows: addresses by type and name in any language; of a body that is
    new its day and names.
    """

    addresses: dict[tuple[str, str], str]
    new: dict[str, tuple[str, frozenset[str]]]


class _Vocabulary(TypedDict):
    uri: str
    labels: dict[str, str]


class _Listed(TypedDict):
    same_as: list[str]
    labels: dict[str, str]
    since: NotRequired[str]
    forms: NotRequired[dict[str, list[str]]]


class _File(TypedDict):
    """The shipped list of bodies, states and topics."""

    eurovoc: _Vocabulary
    organisations: list[_Listed]
    states: list[_Listed]


@cache
def countries(of: Literal["authority", "convention"]) -> frozenset[str]:
    """The codes of countries: of the Publications Office's list, or those that the naming
    convention takes.
    """
    codes: dict[str, list[str]] = json.loads(
        folder_of("communique.rules").joinpath("countries.json").read_text("utf-8")
    )
    return frozenset(codes[of])


@cache
def _authorities() -> _Known:
    known: _File = json.loads(shipped("data/authorities.json").read_text("utf-8"))
    uri = known["eurovoc"]["uri"]
    addresses = {
        ("topic", label.casefold()): uri.format(id=key)
        for key, label in known["eurovoc"]["labels"].items()
    }
    new: dict[str, tuple[str, frozenset[str]]] = {}
    groups = {"organization": known["organisations"], "state": known["states"]}
    for kind, group in groups.items():
        for each in group:
            address = next(
                (uri for uri in each["same_as"] if uri.startswith(_AUTHORITY)), None
            )
            if address is None:
                continue
            names = {label.casefold() for label in each["labels"].values()}
            addresses.update({(kind, name): address for name in names})
            if "since" in each:
                forms = {
                    form.casefold()
                    for forms in each.get("forms", {}).values()
                    for form in forms
                }
                new[address] = (each["since"], frozenset(names | forms))
    return _Known(addresses, new)


@rule("ONT003", "authority-not-named", on="record", sources=(NAL, EUROVOC), info=EVERY)
def authority(record: Record) -> Iterator[Finding]:
    """An entity has an entry in an authority list, but the document does not name it.

    Why: "Colombia" is written in many ways; its address in the Publications Office's list is one,
    and all who use it can be joined. The authority lists have bodies and states; EuroVoc has
    topics.

    Fix: add the address to the entity's `same_as` (in Akoma Ntoso its `href`).

    Bad:
    {"title": {"kind": "text", "text": "Declaration of The Ports and Colombia", "marks": [
       {"kind": "entity", "start": 15, "end": 24, "ref": "ports"}, {"kind": "entity", "start": 29,
         "end": 37, "ref": "colombia"}]},
     "entities": [{"id": "ports", "type": "organization", "label": "The Ports"}, {"id": "colombia",
       "type": "state", "label": "Colombia"}]}

    Good:
    {"title": {"kind": "text", "text": "Declaration of The Ports and Colombia", "marks": [
       {"kind": "entity", "start": 15, "end": 24, "ref": "ports"}, {"kind": "entity", "start": 29,
         "end": 37, "ref": "colombia"}]},
     "entities": [{"id": "ports", "type": "organization", "label": "The Ports"}, {"id": "colombia",
       "type": "state", "label": "Colombia",
                   "same_as": ["http://publications.europa.eu/resource/authority/country/COL"]}]}
    """
    known = _authorities().addresses
    for entity in record.declaration.entities:
        lists = _EUROVOC if entity.type == "topic" else _AUTHORITY
        if any(uri.startswith(lists) for uri in entity.same_as):
            continue
        found = [
            known[entity.type, name]
            for name in _names(entity)
            if (entity.type, name) in known
        ]
        if found:
            message = say(
                "{label!r} has the address {value}", label=entity.label, value=found[0]
            )
            yield Finding(message, entity, quote=entity.label)


_ALPHA3 = re.compile("[A-Z]{3}")
_ADDRESS = re.compile(
    re.escape(_AUTHORITY)
    + r"(?P<list>[a-z]+(?:-[a-z]+)*)/(?P<code>[A-Z0-9][A-Z0-9_.-]*)"
)


@rule(
    "ONT004",
    "unknown-authority-code",
    on="record",
    sources=(NAL, "ISO 639-2/T", "ISO 3166-1"),
)
def unknown_code(record: Record) -> Iterator[Finding]:
    """An authority address does not exist, is for another kind of thing, or was not valid on the document's date.

    Why: `.../country/SLO` looks like Slovenia and is nothing; data joined by it lose the country.
    Codes of countries and languages are ISO's, in capitals, so that they can be checked offline; of
    other lists only the form can. And a body that was founded later is not the one that an older
    document names, though it may have succeeded it.

    Fix: look the code up in the list. Countries have three letters (`SVN`), languages those of ISO
    639-2/T (`SLV`). If a body has no address for that day, leave the address out.

    Bad:
    {"entities": [{"id": "ports", "type": "state", "label": "The Ports",
      "same_as": ["http://publications.europa.eu/resource/authority/country/SLO"]}]}

    Good:
    {"entities": [{"id": "ports", "type": "state", "label": "The Ports",
      "same_as": ["http://publications.europa.eu/resource/authority/country/SVN"]}]}
    """
    date = record.declaration.date
    for entity in record.declaration.entities:
        for uri in entity.same_as:
            if not uri.startswith(_AUTHORITY):
                continue
            wrong = _wrong(uri, entity)
            if wrong is not None:
                yield Finding(wrong, entity, quote=uri)
            since, names = _authorities().new.get(uri, ("", frozenset()))
            is_too_new = date is not None and date.value < since[: len(date.value)]
            if date is not None and is_too_new and entity.label.casefold() not in names:
                message = say(
                    "{label!r} did not have this address on {date}: it is valid since {since}",
                    label=entity.label,
                    date=date.value,
                    since=since,
                )
                yield Finding(message, entity, quote=uri)


def _wrong(uri: str, entity: Entity) -> Message | None:
    """What is wrong with an address on any day; None if nothing is."""
    found = _ADDRESS.fullmatch(uri)
    if found is None:
        return say("{uri!r} is not in the form of an authority list", uri=uri)
    name = found["list"]
    proper = _LISTS.get(entity.type)
    if proper is not None and name != proper and name in _TYPES:
        return say(
            "{label!r} is on the list {name!r}, but entities of its type are on {known!r}",
            label=entity.label,
            name=name,
            known=proper,
        )
    if proper is None and entity.type not in _TYPES.get(name, {entity.type}):
        return say(
            "{label!r} has the type {type}, but its address is on the list {name!r}",
            label=entity.label,
            type=entity.type,
            name=name,
        )
    if name == "country":
        return _wrong_country(uri, found["code"], entity)
    if name == "language":
        code = found["code"]
        if _ALPHA3.fullmatch(code) and not is_alpha3(code.lower()):
            return say("{code!r} is not a language code", code=code)
    return None


def _wrong_country(uri: str, code: str, entity: Entity) -> Message | None:
    if entity.type == "state":
        addresses = _authorities().addresses
        named = [("state", name) for name in _names(entity)]
        proper = {addresses[each] for each in named if each in addresses}
        if proper and uri not in proper:
            return say(
                "{label!r} has the address {value}",
                label=entity.label,
                value=min(proper),
            )
    if _ALPHA3.fullmatch(code) and code not in countries("authority"):
        return say("{code!r} is not a country code", code=code)
    return None


def _names(entity: Entity) -> list[str]:
    return [
        name.casefold()
        for name in (entity.label, *(each.text for each in entity.names))
    ]


@rule("ONT006", "entity-of-another-type", on="record", sources=(NAL, RECORD))
def other_type(record: Record) -> Iterator[Finding]:
    """The type of an entity contradicts its name, its acronym or its part in the document.

    Why: an organisation that is a person, or a state that is a place, is in no list of
    organisations or of states, and its address in an authority list is not found.

    Fix: give it its real type: in Akoma Ntoso, the element `TLCOrganization`, `TLCPerson` or
    `TLCLocation`.

    Bad:
    {"entities": [{"id": "ports", "type": "person", "label": "Association of the Ports",
      "acronym": "AP"}]}

    Good:
    {"entities": [{"id": "ports", "type": "organization", "label": "Association of the Ports",
      "acronym": "AP"}]}
    """
    parties = {
        each.party.ref
        for each in record.declaration.signatories
        if each.party is not None
    }
    for entity in record.declaration.entities:
        kinds = _kinds_by_name(entity)
        is_no_person = bool(kinds) or entity.acronym is not None or entity.id in parties
        if entity.type == "person" and is_no_person:
            message = say(
                "{label!r} has the type person, but is not a person", label=entity.label
            )
            yield Finding(message, entity, quote=entity.label)
        elif (
            kinds
            and entity.type in ("state", "organization")
            and entity.type not in kinds
        ):
            message = say(
                "{label!r} has the type {type}, but is on the list of another type",
                label=entity.label,
                type=entity.type,
            )
            yield Finding(message, entity, quote=entity.label)


def _kinds_by_name(entity: Entity) -> set[str]:
    """The types under which the shipped list has one of its names."""
    addresses = _authorities().addresses
    found: set[str] = set()
    for name in _names(entity):
        found |= {
            kind for kind in ("state", "organization") if (kind, name) in addresses
        }
    return found


@rule("ONT007", "external-without-source", on="record", sources=(RECORD,))
def unsourced(record: Record) -> Iterator[Finding]:
    """A claim from outside the document does not name its source.

    Why: a basis of `external` says that the words do not show it, and somebody else does. The file
    must say who that is, so that readers can look it up.

    Fix: name the source, or give the claim the basis `inferred`.

    Bad:
    {"date": {"value": "2024-03-01", "basis": "external"}}

    Good:
    {"date": {"value": "2024-03-01", "basis": "external", "source": "the minutes of the meeting"}}
    """
    declaration = record.declaration
    nodes: list[Node | None] = [declaration.date]
    if declaration.cover is not None:
        nodes.append(declaration.cover.date)
    nodes += record.identifiers()
    for entity in declaration.entities:
        nodes += [entity, *entity.names]
    nodes += [node for _, node in record.claims()]
    # Marks are left out: those of one block have the block's place.
    for node in nodes:
        is_external = getattr(node, "basis", None) == "external"
        if is_external and not (getattr(node, "source", None) or "").strip():
            message = say("the basis is external, but no source is named")
            yield Finding(message, node, quote=_called(node))


def _called(node: object) -> str | None:
    """The value, id or words that a node is quoted by."""
    for key in ("value", "ref", "id", "text"):
        value = getattr(node, key, None)
        if isinstance(value, str):
            return value
    return None


@rule(
    "ONT001",
    "undeclared-entity",
    on="either",
    sources=(f"{UN1}, refersTo", "OASIS Akoma Ntoso 3.0 XSD, refersTo"),
    error=(Profile.GENERIC, *OURS),
    about="ref",
)
def undeclared(subject: Record | Tree) -> Iterator[Finding]:
    """The text refers to an entity that the document does not declare.

    Why: `refersTo="#ports"` says who is meant only if there is an entry for `ports`, with a name
    and an address. The schema demands the attribute, not the entry.

    Fix: add the entry to `references` (the record's `entities`), or correct the id. It begins with
    `#`.

    Bad:
    <paragraph eId="para_3"><num>3.</num>
      <content><p>We will meet <organization
        refersTo="#pilots">the Pilots</organization> again.</p></content></paragraph>

    Good:
    <paragraph eId="para_3"><num>3.</num>
      <content><p>We will meet <organization
        refersTo="#ports">the Ports</organization> again.</p></content></paragraph>
    """
    if isinstance(subject, Record):
        yield from _undeclared_in_record(subject)
        return
    declared = subject.declared
    unknown = {
        token
        for token in subject.tokens
        if token[1:] not in declared or token[0] not in "#~"
    }
    if not unknown:
        return
    for element, name, token in subject.named:
        if token not in unknown:
            continue
        may_be_foreign = ":" in token or "/" in token or name != "refersTo"
        if token[:1] in ("#", "~") or (token not in declared and not may_be_foreign):
            message = say("{token!r} is declared nowhere in the file", token=token)
            yield Finding(message, element, quote=token)
        elif token in declared:
            message = say(
                "{token!r} names an entry, but lacks the # before it", token=token
            )
            hint = say("write #{token}", token=token)
            yield Finding(
                message, element, quote=token, hint=hint, severity=Severity.WARNING
            )


def _undeclared_in_record(record: Record) -> Iterator[Finding]:
    declared = {entity.id for entity in record.declaration.entities}
    for block, mark, _ in record.marks(EntityMark):
        if mark.ref not in declared:
            message = say("{ref!r} is not among the record's entities", ref=mark.ref)
            yield Finding(
                message,
                block,
                mark.start,
                mark.end,
            )
    for block, act, _ in record.marks(ActMark):
        for ref in (*act.actors, *act.addressees, *act.topics, *act.instruments):
            if ref not in declared:
                message = say("{ref!r} is not among the record's entities", ref=ref)
                yield Finding(
                    message,
                    block,
                    act.start,
                    act.end,
                )
    for claimed, node in record.claims():
        if claimed is not None and claimed not in declared:
            message = say(
                "{claimed!r} is not among the record's entities", claimed=claimed
            )
            yield Finding(
                message,
                node,
                quote=claimed,
            )


@rule(
    "ONT002",
    "undeclared-agent",
    on="tree",
    sources=("OASIS Akoma Ntoso 3.0 XSD, agentRef and source", UN1),
    error=OURS,
)
def undeclared_agent(tree: Tree) -> Iterator[Finding]:
    """An author, or the source of what `meta` says, is declared nowhere.

    Why: `FRBRauthor`, its role (`as`) and every `source` name somebody by the id of an entry.
    Without the entry nobody is named.

    Fix: add a `TLCOrganization`, `TLCPerson` or `TLCRole` to `references`, and write its id with
    `#` before it.

    Bad:
    <FRBRauthor href="#pilots"/>

    Good:
    <FRBRauthor href="#ports"/>
    """
    declared = tree.declared
    for element, token, what in _agents(tree):
        name = token.removeprefix("#").removeprefix("~")
        lacks_hash = token == name
        if lacks_hash and (":" in token or "/" in token):  # an address
            continue
        if name not in declared:
            message = say(
                "the file does not declare the {what} {token!r}",
                what=what,
                token=token,
            )
            yield Finding(message, element, quote=token or None)
        elif lacks_hash:
            message = say(
                "the {what} {token!r} lacks the # before it", what=what, token=token
            )
            hint = say("write #{token}", token=token)
            yield Finding(
                message, element, quote=token, hint=hint, severity=Severity.WARNING
            )


def _agents(tree: Tree) -> Iterator[tuple[Element, str, str]]:
    """What names an author, a role, a translator or a source: the element, the name, and which it
    is.
    """
    for element in tree.all("FRBRauthor"):
        yield element, element.get("href") or "", "author"
    for element, role in tree.having("as"):
        if element.tag == f"{A}FRBRauthor":
            yield element, role, "role"
    for element, translator in tree.having("by"):
        if element.tag == f"{A}FRBRtranslation":
            yield element, translator, "translator"
    for element, source in tree.having("source"):
        if not element.tag.startswith(C):
            yield element, source, "source"


@rule("ONT005", "unused-entity", on="either", sources=(RECORD,), info=EVERY)
def unused(subject: Record | Tree) -> Iterator[Finding]:
    """Nothing in the document refers to an entity that it declares.

    Why: an unused entry is usually left over from an earlier version, or the words that name it are
    not marked.

    Fix: mark the words that name it, or remove the entry.

    Bad:
    <TLCOrganization eId="pilots" href="/akn/ontology/organization/pilots" showAs="The Pilots"/>

    Good:
    <TLCOrganization eId="pilots" href="/akn/ontology/organization/pilots" showAs="The Pilots"/>
    <paragraph eId="para_3"><num>3.</num>
      <content><p>We will meet <organization
        refersTo="#pilots">the Pilots</organization> again.</p></content></paragraph>
    """
    if isinstance(subject, Record):
        yield from _unused_in_record(subject)
    else:
        yield from _unused_in_tree(subject)


def _unused_in_record(record: Record) -> Iterator[Finding]:
    used = {mark.ref for _, mark, _ in record.marks(EntityMark)}
    used |= {ref for ref, _ in record.claims() if ref is not None}
    for _, act, _ in record.marks(ActMark):
        used.update(act.actors, act.addressees, act.topics, act.instruments)
    for entity in record.declaration.entities:
        if entity.id not in used:
            message = say("nothing refers to {id!r}", id=entity.id)
            yield Finding(message, entity, quote=entity.id)


def _unused_in_tree(tree: Tree) -> Iterator[Finding]:
    tokens = list(tree.tokens)
    for attribute in ("href", "source", "as", "by", "dictionary", "scope"):
        tokens += [value for _, value in tree.having(attribute)]
    named = {token.removeprefix("#").removeprefix("~") for token in tokens}
    # An attached document declares again what its carrier names.
    named |= {name.rpartition("__")[2] for name in named}
    for eid, element in tree.eids.items():
        is_named = eid in named or eid.rpartition("__")[2] in named
        if eid in tree.declared and not is_named:
            message = say("nothing refers to {eid!r}", eid=eid)
            yield Finding(message, element, quote=eid)


_ONTOLOGY = re.compile(r"(?:^|/)(?:akn/)?ontology/([A-Za-z]+)/")
_CLASSES = frozenset({"event", "location", "object", "organization", "person"})
"""The classes of entries that nobody confuses: other entries are written under any class."""


@rule(
    "ONT008",
    "class-disagrees",
    on="tree",
    sources=("OASIS Akoma Ntoso 3.0 XSD, TLCPerson", NC),
)
def other_class(tree: Tree) -> Iterator[Finding]:
    """The element of an entry says another class than its address.

    Why: `TLCPerson` with an address under `/ontology/organization/` is a person to one program and
    a body to another.

    Fix: use the element of the class that the address names, or correct the address.

    Bad:
    <TLCOrganization eId="pilot" href="/akn/ontology/person/pilot" showAs="The Pilot"/>
    <paragraph eId="para_3"><num>3.</num>
      <content><p>We will meet <organization
          refersTo="#pilot">the Pilot</organization>.</p></content></paragraph>

    Good:
    <TLCPerson eId="pilot" href="/akn/ontology/person/pilot" showAs="The Pilot"/>
    <paragraph eId="para_3"><num>3.</num>
      <content><p>We will meet <person
          refersTo="#pilot">the Pilot</person>.</p></content></paragraph>
    """
    for element, href in tree.having("href"):
        name = local(element)
        found = _ONTOLOGY.search(href) if name.startswith("TLC") else None
        if found is None:
            continue
        named = found[1].casefold()
        own = name.removeprefix("TLC").casefold()
        if named != own and {named, own} <= _CLASSES:
            message = say(
                "the entry is a <{name}>, its address says {named}",
                name=name,
                named=named,
            )
            yield Finding(message, element, quote=href)
