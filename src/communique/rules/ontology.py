"""ONT: who and what the document names, and where that is declared."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from communique.diagnostics import Severity
from communique.iso639 import is_alpha3
from communique.message import say
from communique.rule import EVERY, OTHERS, OURS, Finding, rule
from communique.rules.record import Record
from communique.rules.tree import A, C, Tree

UN1 = "AKN4UN guidelines, part 1"
NAL = "named authority lists of the Publications Office of the European Union"
_AUTHORITY = "http://publications.europa.eu/resource/authority/"


@rule(
    "ONT001", "undeclared-entity", on="either", sources=(f"{UN1}, refersTo", "OASIS Akoma Ntoso 3.0 XSD, refersTo"),
    error=OURS, warning=OTHERS,
)  # fmt: skip
def undeclared(subject: Record | Tree) -> Iterator[Finding]:
    """Words refer to an entity that the document does not declare.

    Why: `refersTo="#ports"` says who is meant only if there is an entry for `ports`, with a name and an address. The schema
    demands the attribute, not the entry.

    Mend: add the entry to `references` (the record's `entities`), or correct the id. It begins with `#`.

    Bad:
    ```xml
    <paragraph eId="para_3"><num>3.</num><content><p>We will meet <organization refersTo="#pilots">the Pilots</organization> again.</p></content></paragraph>
    ```

    Good:
    ```xml
    <paragraph eId="para_3"><num>3.</num><content><p>We will meet <organization refersTo="#ports">the Ports</organization> again.</p></content></paragraph>
    ```
    """
    if isinstance(subject, Record):
        yield from _undeclared_in_record(subject)
        return
    declared = subject.declared
    if all(token[1:] in declared and token[0] in "#~" for token in subject.tokens):
        return
    for element, name, token in subject.named:
        if token[1:] in declared and token[0] in "#~":
            continue
        if token[:1] in ("#", "~"):
            yield Finding(say("{token!r} is declared nowhere in the file", token=token), element, quote=token)
        elif token in declared:
            yield Finding(say("{token!r} names an entry without the # before it", token=token), element, quote=token,
                          hint=say("write #{token}", token=token), severity=Severity.WARNING)  # fmt: skip
        elif ":" not in token and "/" not in token and name == "refersTo":
            yield Finding(say("{token!r} is declared nowhere in the file", token=token), element, quote=token)


def _undeclared_in_record(record: Record) -> Iterator[Finding]:
    declared = {entity.id for entity in record.declaration.entities}
    for block, mark, _ in record.entity_marks:
        if mark.ref not in declared:
            yield Finding(say("{ref!r} is none of the record's entities", ref=mark.ref), block, mark.start, mark.end)
    for block, act, _ in record.act_marks:
        for ref in (*act.actors, *act.addressees, *act.topics, *act.instruments):
            if ref not in declared:
                yield Finding(say("{ref!r} is none of the record's entities", ref=ref), block, act.start, act.end)
    for claimed, node in record.claims():
        if claimed is not None and claimed not in declared:
            yield Finding(say("{claimed!r} is none of the record's entities", claimed=claimed), node, quote=claimed)


@rule(
    "ONT002", "undeclared-agent", on="tree", sources=("OASIS Akoma Ntoso 3.0 XSD, agentRef and source", UN1),
    error=OURS, warning=OTHERS,
)  # fmt: skip
def undeclared_agent(tree: Tree) -> Iterator[Finding]:
    """An author, or the source of what `meta` says, is declared nowhere.

    Why: `FRBRauthor`, its role (`as`) and every `source` name somebody by the id of an entry. Without the entry nobody is
    named.

    Mend: add a `TLCOrganization`, `TLCPerson` or `TLCRole` to `references`, and write its id with `#` before it.

    Bad:
    ```xml
    <FRBRauthor href="#pilots"/>
    ```

    Good:
    ```xml
    <FRBRauthor href="#ports"/>
    ```
    """
    declared = tree.declared
    tokens = [(each, each.get("href") or "", "author") for each in tree.all("FRBRauthor")]
    tokens += [(each, role, "role") for each, role in tree.having("as") if each.tag == f"{A}FRBRauthor"]
    tokens += [(each, by, "translator") for each, by in tree.having("by") if each.tag == f"{A}FRBRtranslation"]
    tokens += [(each, source, "source") for each, source in tree.having("source") if each.tag[: len(C)] != C]
    for element, token, what in tokens:
        name = token.removeprefix("#").removeprefix("~")
        if name in declared and token != name:
            continue
        if token == name and (":" in token or "/" in token):
            continue
        if name in declared:
            yield Finding(say("the {what} {token!r} lacks the # before it", what=what, token=token), element, quote=token, hint=say("write #{token}", token=token),
                          severity=Severity.WARNING)  # fmt: skip
        else:
            yield Finding(
                say("the {what} {token!r} is declared nowhere in the file", what=what, token=token),
                element,
                quote=token or None,
            )


@cache
def _authorities() -> dict[str, tuple[str, str]]:
    """From names, in every language, to the id and the authority address of who has it."""
    import json

    from communique.bundle import shipped

    known: Any = json.loads(shipped("data/authorities.json").read_text("utf-8"))
    found: dict[str, tuple[str, str]] = {}
    for each in (*known["organisations"], *known["states"]):
        address = next((uri for uri in each.get("same_as", ()) if uri.startswith(_AUTHORITY)), None)
        if address is not None:
            found.update({label.casefold(): (each["id"], address) for label in each.get("labels", {}).values()})
    return found


@rule(
    "ONT003", "authority-not-named", on="record", sources=(NAL,),
    info=EVERY,
)  # fmt: skip
def authority(record: Record) -> Iterator[Finding]:
    """An entity has an entry in an authority list, and the document does not name it.

    Why: "Colombia" is written in many ways; its address in the Publications Office's list is one, and all who use it can
    be joined.

    Mend: add the address to the entity's `same_as` (in Akoma Ntoso its `href`).

    Bad:
    ```json
    {"title": {"kind": "text", "text": "Declaration of The Ports and Colombia", "marks": [
       {"kind": "entity", "start": 15, "end": 24, "ref": "ports"}, {"kind": "entity", "start": 29, "end": 37, "ref": "colombia"}]},
     "entities": [{"id": "ports", "type": "organization", "label": "The Ports"}, {"id": "colombia", "type": "state", "label": "Colombia"}]}
    ```

    Good:
    ```json
    {"title": {"kind": "text", "text": "Declaration of The Ports and Colombia", "marks": [
       {"kind": "entity", "start": 15, "end": 24, "ref": "ports"}, {"kind": "entity", "start": 29, "end": 37, "ref": "colombia"}]},
     "entities": [{"id": "ports", "type": "organization", "label": "The Ports"}, {"id": "colombia", "type": "state", "label": "Colombia",
                   "same_as": ["http://publications.europa.eu/resource/authority/country/COL"]}]}
    ```
    """
    entities = [each for each in record.declaration.entities if each.type in ("organization", "state")]
    for entity in entities:
        if any(uri.startswith(_AUTHORITY) for uri in entity.same_as):
            continue
        known = _authorities().get(entity.label.casefold())
        if known is not None:
            yield Finding(
                say("{label!r} has the address {value}", label=entity.label, value=known[1]), entity, quote=entity.label
            )


_ADDRESS = re.compile(re.escape(_AUTHORITY) + r"(?P<list>[a-z]+(?:-[a-z]+)*)/(?P<code>[A-Z0-9][A-Z0-9_.-]*)")
_OF_COUNTRIES = """
ABW AFG AGO AIA ALA ALB AND ANT ARE ARG ARM ASM ATA ATF ATG AUS AUT AZE BDI BEL BEN BES BFA BGD BGR BHR BHS BIH
BLM BLR BLZ BMU BOL BRA BRB BRN BTN BUR BVT BWA CAF CAN CCK CHE CHL CHN CIV CMR COD COG COK COL COM CPV CRI CSK
CUB CUW CXR CYM CYP CZE DDR DEU DJI DMA DNK DOM DZA ECU EGY ERI ESH ESP EST ETH EUE EUR FIN FJI FLK FRA FRO FSM
GAB GBR GEO GGY GHA GIB GIN GLP GMB GNB GNQ GRC GRD GRL GTM GUF GUM GUY HKG HMD HND HRV HTI HUN IDN IMN IND IOT
IRL IRN IRQ ISL ISR ITA JAM JEY JOR JPN KAZ KEN KGZ KHM KIR KNA KOR KWT LAO LBN LBR LBY LCA LIE LKA LSO LTU LUX
LVA MAC MAF MAR MCO MDA MDG MDV MEX MHL MKD MLI MLT MMR MNE MNG MNP MOZ MRT MSR MTQ MUS MWI MYS MYT NAM NCL NER
NFK NGA NIC NIU NLD NOR NPL NRU NZL OMN PAK PAN PCN PER PHL PLW PNG POL PRI PRK PRT PRY PSE PYF QAT QUU REU ROU
RUS RWA SAU SCG SDN SEN SGP SGS SHN SJM SLB SLE SLV SMR SOM SPM SRB SSD STP SUN SUR SVK SVN SWE SWZ SXM SYC SYR
TCA TCD TGO THA TJK TKL TKM TLS TMP TON TTO TUN TUR TUV TWN TZA UGA UKR UMI URY USA UZB VAT VCT VEN VGB VIR VNM
VUT WLF WSM XKK XXX YEM YMD YUG ZAF ZAR ZMB ZWE
"""
_COUNTRIES = frozenset(_OF_COUNTRIES.split())


@rule(
    "ONT004", "unknown-authority-code", on="record", sources=(NAL, "ISO 639-2/T", "ISO 3166-1"),
    warning=EVERY,
)  # fmt: skip
def unknown_code(record: Record) -> Iterator[Finding]:
    """An address in an authority list is not in the lists' form, or has a code that no such list has.

    Why: `.../country/SLO` looks like Slovenia and is nothing; data joined by it lose the country. Codes of countries and
    languages are ISO's, in capitals, so that they can be checked offline; of other lists only the form can.

    Mend: look the code up in the list. Countries have three letters (`SVN`), languages those of ISO 639-2/T (`SLV`).

    Bad:
    ```json
    {"entities": [{"id": "ports", "type": "state", "label": "The Ports", "same_as": ["http://publications.europa.eu/resource/authority/country/SLO"]}]}
    ```

    Good:
    ```json
    {"entities": [{"id": "ports", "type": "state", "label": "The Ports", "same_as": ["http://publications.europa.eu/resource/authority/country/SVN"]}]}
    ```
    """
    for entity in record.declaration.entities:
        for uri in entity.same_as:
            if not uri.startswith(_AUTHORITY):
                continue
            found = _ADDRESS.fullmatch(uri)
            code = "" if found is None else found["code"]
            if found is None:
                yield Finding(say("{uri!r} is not in the form of an authority list", uri=uri), entity, quote=uri)
            elif found["list"] == "country" and re.fullmatch("[A-Z]{3}", code) and code not in _COUNTRIES:
                yield Finding(say("{code!r} is no country's code", code=code), entity, quote=uri)
            elif found["list"] == "language" and re.fullmatch("[A-Z]{3}", code) and not is_alpha3(code.lower()):
                yield Finding(say("{code!r} is no language's code", code=code), entity, quote=uri)


@rule(
    "ONT005", "unused-entity", on="either", sources=("the record of communique",),
    info=EVERY,
)  # fmt: skip
def unused(subject: Record | Tree) -> Iterator[Finding]:
    """Nothing in the document refers to an entity that it declares.

    Why: an entry that nothing uses is mostly left from an earlier version, or the words that name it are not marked.

    Mend: mark the words that name it, or take the entry out.

    Bad:
    ```xml
    <TLCOrganization eId="pilots" href="/akn/ontology/organization/pilots" showAs="The Pilots"/>
    ```

    Good:
    ```xml
    <TLCOrganization eId="pilots" href="/akn/ontology/organization/pilots" showAs="The Pilots"/>
    <paragraph eId="para_3"><num>3.</num><content><p>We will meet <organization refersTo="#pilots">the Pilots</organization> again.</p></content></paragraph>
    ```
    """
    if isinstance(subject, Record):
        used = {mark.ref for _, mark, _ in subject.entity_marks} | {ref for ref, _ in subject.claims()}
        for _, act, _ in subject.act_marks:
            used.update(act.actors, act.addressees, act.topics, act.instruments)
        for entity in subject.declaration.entities:
            if entity.id not in used:
                yield Finding(say("nothing refers to {id!r}", id=entity.id), entity, quote=entity.id)
        return
    named = {token.removeprefix("#").removeprefix("~") for token in subject.tokens}
    for attribute in ("href", "source", "as", "by", "dictionary", "scope"):
        named.update(value.removeprefix("#").removeprefix("~") for _, value in subject.having(attribute))
    named |= {name.rpartition("__")[2] for name in named}  # an attached document declares what its carrier names again
    for eid, element in subject.eids.items():
        if eid in subject.declared and eid not in named and eid.rpartition("__")[2] not in named:
            yield Finding(say("nothing refers to {eid!r}", eid=eid), element, quote=eid)


RULES = (undeclared, undeclared_agent, authority, unknown_code, unused)
