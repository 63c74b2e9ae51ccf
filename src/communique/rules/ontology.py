"""ONT: who and what the document names, and where that is declared."""

from collections.abc import Iterator

from communique.core.diagnostics import Severity
from communique.core.message import say
from communique.model import ActMark, EntityMark
from communique.rules.authorities import authority, other_type, unknown_code, unsourced
from communique.rules.record import Record
from communique.rules.rule import EVERY, OTHERS, OURS, RECORD, REST, STRICT, UN1, Finding, rule
from communique.rules.tree import A, C, Tree


@rule(
    "ONT001", "undeclared-entity", on="either", sources=(f"{UN1}, refersTo", "OASIS Akoma Ntoso 3.0 XSD, refersTo"),
    error=STRICT, warning=REST,
)  # fmt: skip
def undeclared(subject: Record | Tree) -> Iterator[Finding]:
    """The text refers to an entity that the document does not declare.

    Why: `refersTo="#ports"` says who is meant only if there is an entry for `ports`, with a name and an address. The schema
    demands the attribute, not the entry.

    Fix: add the entry to `references` (the record's `entities`), or correct the id. It begins with `#`.

    Bad:
    <paragraph eId="para_3"><num>3.</num><content><p>We will meet <organization refersTo="#pilots">the Pilots</organization> again.</p></content></paragraph>

    Good:
    <paragraph eId="para_3"><num>3.</num><content><p>We will meet <organization refersTo="#ports">the Ports</organization> again.</p></content></paragraph>
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
            yield Finding(say("{token!r} names an entry, but lacks the # before it", token=token), element, quote=token,
                          hint=say("write #{token}", token=token), severity=Severity.WARNING)  # fmt: skip
        elif ":" not in token and "/" not in token and name == "refersTo":
            yield Finding(say("{token!r} is declared nowhere in the file", token=token), element, quote=token)


def _undeclared_in_record(record: Record) -> Iterator[Finding]:
    declared = {entity.id for entity in record.declaration.entities}
    for block, mark, _ in record.marks(EntityMark):
        if mark.ref not in declared:
            yield Finding(say("{ref!r} is not among the record's entities", ref=mark.ref), block, mark.start, mark.end)
    for block, act, _ in record.marks(ActMark):
        for ref in (*act.actors, *act.addressees, *act.topics, *act.instruments):
            if ref not in declared:
                yield Finding(say("{ref!r} is not among the record's entities", ref=ref), block, act.start, act.end)
    for claimed, node in record.claims():
        if claimed is not None and claimed not in declared:
            yield Finding(say("{claimed!r} is not among the record's entities", claimed=claimed), node, quote=claimed)


@rule(
    "ONT002", "undeclared-agent", on="tree", sources=("OASIS Akoma Ntoso 3.0 XSD, agentRef and source", UN1),
    error=OURS, warning=OTHERS,
)  # fmt: skip
def undeclared_agent(tree: Tree) -> Iterator[Finding]:
    """An author, or the source of what `meta` says, is declared nowhere.

    Why: `FRBRauthor`, its role (`as`) and every `source` name somebody by the id of an entry. Without the entry nobody is
    named.

    Fix: add a `TLCOrganization`, `TLCPerson` or `TLCRole` to `references`, and write its id with `#` before it.

    Bad:
    <FRBRauthor href="#pilots"/>

    Good:
    <FRBRauthor href="#ports"/>
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
            message = say("the {what} {token!r} is declared nowhere in the file", what=what, token=token)
            yield Finding(message, element, quote=token or None)


@rule("ONT005", "unused-entity", on="either", sources=(RECORD,), info=EVERY)
def unused(subject: Record | Tree) -> Iterator[Finding]:
    """Nothing in the document refers to an entity that it declares.

    Why: an entry that nothing uses is mostly left from an earlier version, or the words that name it are not marked.

    Fix: mark the words that name it, or remove the entry.

    Bad:
    <TLCOrganization eId="pilots" href="/akn/ontology/organization/pilots" showAs="The Pilots"/>

    Good:
    <TLCOrganization eId="pilots" href="/akn/ontology/organization/pilots" showAs="The Pilots"/>
    <paragraph eId="para_3"><num>3.</num><content><p>We will meet <organization refersTo="#pilots">the Pilots</organization> again.</p></content></paragraph>
    """
    if isinstance(subject, Record):
        used = {mark.ref for _, mark, _ in subject.marks(EntityMark)} | {ref for ref, _ in subject.claims()}
        for _, act, _ in subject.marks(ActMark):
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


RULES = (undeclared, undeclared_agent, authority, unknown_code, unused, other_type, unsourced)
