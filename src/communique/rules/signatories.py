"""SIG: who the declaration is by. ACT: what is committed."""

from collections import Counter
from collections.abc import Iterator

from communique.core.message import say
from communique.model import ActMark, EntityMark
from communique.rules.record import BODY, Record, plain
from communique.rules.rule import RECORD, STRICT, Finding, rule


@rule("SIG001", "signatory-without-basis", on="record", sources=(RECORD,), error=STRICT)
def without_basis(record: Record) -> Iterator[Finding]:
    """Nothing says why a signatory is taken for one.

    Why: a declaration binds who made it. The basis says how you know who signed: from the words
    (`text`), from a named source (`external`), or because it follows from them (`inferred`).

    Fix: give one of its claims a basis, and name the source if it is external.

    Bad:
    {"signatories": [{"id": "the-ports", "name": {"text": "The Ports", "ref": "ports"}}]}

    Good:
    {"signatories": [{"id": "the-ports", "name": {"text": "The Ports", "ref": "ports",
      "basis": "text"}}]}
    """
    for signatory in record.declaration.signatories:
        claims = (signatory.name, signatory.role, signatory.party, *signatory.members)
        if all(claim is None or claim.basis is None for claim in claims):
            message = say("signatory {id!r} has no basis", id=signatory.id)
            yield Finding(message, signatory, quote=signatory.id)


@rule("SIG002", "signatory-not-in-text", on="record", sources=(RECORD,))
def not_in_text(record: Record) -> Iterator[Finding]:
    """A signatory is said to be named in the text, but the text does not name it.

    Why: a basis of `text` promises that whoever reads the document finds the name there, as it is
    printed.

    Fix: write the name as it is printed, or correct the basis of the claim.

    Bad:
    {"signatories": [{"id": "the-pilots", "name": {"text": "The Pilots", "ref": "ports",
      "basis": "text"}}]}

    Good:
    {"signatories": [{"id": "the-ports", "name": {"text": "The Ports", "ref": "ports",
      "basis": "text"}}]}
    """
    for signatory in record.declaration.signatories:
        for claim in (signatory.name, signatory.role, signatory.party):
            if claim is None or claim.basis != "text" or claim.text is None:
                continue
            if record.holds(claim.text):
                continue
            message = say("{text!r} is not in the text", text=claim.text)
            yield Finding(message, claim, quote=claim.text)


@rule("SIG003", "signatory-twice", on="record", sources=(RECORD,))
def twice(record: Record) -> Iterator[Finding]:
    """A signatory, or a member of one, is listed twice.

    Why: a count of the parties counts it twice, and facts about one of the two are missing from the
    other.

    Fix: keep one of them, with the claims of both.

    Bad:
    {"signatories": [{"id": "the-ports", "name": {"text": "The Ports", "ref": "ports",
      "basis": "text"}},
                     {"id": "harbours", "name": {"text": "The Ports", "ref": "ports",
                       "basis": "text"}}]}

    Good:
    {"signatories": [{"id": "the-ports", "name": {"text": "The Ports", "ref": "ports",
      "basis": "text"}}]}
    """
    signed: set[str] = set()
    for signatory in record.declaration.signatories:
        name = signatory.name
        called = None if name is None else name.ref or (name.text and plain(name.text))
        if called is not None and called in signed:
            message = say("{id!r} is listed twice as a signatory", id=signatory.id)
            yield Finding(message, signatory, quote=signatory.id)
        if called:
            signed.add(called)
        members: set[str] = set()
        for member in signatory.members:
            if member.ref in members:
                message = say(
                    "{ref!r} is listed twice as a member of {id!r}",
                    ref=member.ref,
                    id=signatory.id,
                )
                yield Finding(message, member, quote=member.ref)
            members.add(member.ref)


_MIN_MEMBERS = 3
"""This many members must be of one type before another type among them is odd."""


@rule("SIG004", "member-of-another-type", on="record", sources=(RECORD,))
def odd_member(record: Record) -> Iterator[Finding]:
    """A member of a signatory is of another type than the other members.

    Why: the members of a party are its states, or its cities, or its bodies. An agency among 27
    states was taken from another list, or the wrong id was written.

    Fix: name the member that is meant, or correct the type of the entity.

    Bad:
    {"signatories": [{"id": "the-ports", "name": {"text": "The Ports", "ref": "ports",
      "basis": "text"}, "members": [
       {"ref": "north", "basis": "text"}, {"ref": "south", "basis": "text"}, {"ref": "east",
         "basis": "text"}, {"ref": "pilots", "basis": "text"}]}],
     "entities": [{"id": "ports", "type": "organization", "label": "The Ports"}, {"id": "north",
       "type": "state", "label": "North"},
       {"id": "south", "type": "state", "label": "South"}, {"id": "east", "type": "state",
         "label": "East"}, {"id": "pilots", "type": "organization", "label": "Pilots' Office"}]}

    Good:
    {"signatories": [{"id": "the-ports", "name": {"text": "The Ports", "ref": "ports",
      "basis": "text"}, "members": [
       {"ref": "north", "basis": "text"}, {"ref": "south", "basis": "text"}, {"ref": "east",
         "basis": "text"}]}],
     "entities": [{"id": "ports", "type": "organization", "label": "The Ports"}, {"id": "north",
       "type": "state", "label": "North"},
       {"id": "south", "type": "state", "label": "South"}, {"id": "east", "type": "state",
         "label": "East"}]}
    """
    types = {entity.id: entity.type for entity in record.declaration.entities}
    for signatory in record.declaration.signatories:
        known = Counter(
            types[member.ref] for member in signatory.members if member.ref in types
        )
        if not known:
            continue
        usual, times = known.most_common(1)[0]
        if times < max(_MIN_MEMBERS, known.total() * 3 / 4):
            continue
        for member in signatory.members:
            type_ = types.get(member.ref, usual)
            if type_ != usual:
                message = say(
                    "the member {ref!r} is of type {type}, the others are of type {usual}",
                    ref=member.ref,
                    type=type_,
                    usual=usual,
                )
                yield Finding(message, member, quote=member.ref)


@rule("SIG005", "party-not-in-name", on="record", sources=(RECORD,))
def other_party(record: Record) -> Iterator[Finding]:
    """A signatory is assigned to a party, but its own words name another.

    Why: "the ministers of the Ports" sign for the Ports. A party that is set to the other side of
    the table turns around who has promised what.

    Fix: make the party the one that the signatory's name, or the words of the claim, are marked as
    elsewhere in the text.

    Bad:
    {"title": {"kind": "text", "text": "Declaration of The Ports and The Isles", "marks": [
       {"kind": "entity", "start": 15, "end": 24, "ref": "ports"}, {"kind": "entity", "start": 29,
         "end": 38, "ref": "isles"}]},
     "entities": [{"id": "ports", "type": "organization", "label": "The Ports"}, {"id": "isles",
       "type": "organization", "label": "The Isles"}],
     "signatories": [{"id": "ports", "name": {"text": "The Ports", "basis": "text"},
       "party": {"ref": "isles", "basis": "text"}}]}

    Good:
    {"title": {"kind": "text", "text": "Declaration of The Ports and The Isles", "marks": [
       {"kind": "entity", "start": 15, "end": 24, "ref": "ports"}, {"kind": "entity", "start": 29,
         "end": 38, "ref": "isles"}]},
     "entities": [{"id": "ports", "type": "organization", "label": "The Ports"}, {"id": "isles",
       "type": "organization", "label": "The Isles"}],
     "signatories": [{"id": "ports", "name": {"text": "The Ports", "basis": "text"},
       "party": {"ref": "ports", "basis": "text"}}]}
    """
    forms = record.once(_forms_of_parties)
    for signatory in record.declaration.signatories:
        party = signatory.party
        if party is None or party.ref is None:
            continue
        for claim in (party, signatory.name):
            if claim is None or not claim.text:
                continue
            named = _named_in(claim.text, forms)
            if named and party.ref not in named:
                message = say(
                    "the party of {id!r} is {ref!r}, and its words name {named!r}",
                    id=signatory.id,
                    ref=party.ref,
                    named=min(named),
                )
                yield Finding(message, party, quote=party.ref)
                break


def _forms_of_parties(record: Record) -> dict[str, set[str]]:
    """The names of organisations, states and parties, as they are declared and marked; none where
    nobody has a party.
    """
    parties = {
        each.party.ref
        for each in record.declaration.signatories
        if each.party is not None
    }
    if not parties - {None}:
        return {}
    forms: dict[str, set[str]] = {}
    for each in record.declaration.entities:
        if each.type in ("organization", "state") or each.id in parties:
            forms[each.id] = {plain(each.label), plain(each.acronym or each.label)}
    for block, mark, _ in record.marks(EntityMark):
        if mark.ref in forms:
            forms[mark.ref].add(plain(block.text[mark.start : mark.end]))
    return forms


def _named_in(text: str, forms: dict[str, set[str]]) -> set[str]:
    """The ids of those whose name is among the words, alone or in brackets."""
    words = f" {plain(text)} "
    found: set[str] = set()
    for ref, names in forms.items():
        if any(f" {name} " in words or f" ({name}) " in words for name in names):
            found.add(ref)
    return found


@rule("ACT001", "commitment-without-act", on="record", sources=(RECORD,))
def without_act(record: Record) -> Iterator[Finding]:
    """A commitment has no act, though other commitments have.

    Why: acts are what a declaration is followed up by. A paragraph without one drops out of every
    list of who has committed to what. If no commitment has an act, nobody has annotated them yet,
    and this rule reports nothing.

    Fix: mark the operative words ("will meet") as an act of their kind. Paragraphs that commit to
    nothing can be ignored.

    Bad:
    <paragraph eId="para_3"><num>3.</num>
      <content><p>We <inline name="act"
        c:act="commit">will meet</inline> again.</p></content></paragraph>
    <paragraph eId="para_4"><num>4.</num>
      <content><p>We will write to each other.</p></content></paragraph>

    Good:
    <paragraph eId="para_3"><num>3.</num>
      <content><p>We <inline name="act"
        c:act="commit">will meet</inline> again.</p></content></paragraph>
    <paragraph eId="para_4"><num>4.</num>
      <content><p>We <inline name="act"
        c:act="commit">will write</inline> to each other.</p></content></paragraph>
    """
    acting = {
        id(block) for block, _, at in record.marks(ActMark) if record.zones[at] == BODY
    }
    if not acting:
        return
    for paragraph in record.paragraphs:
        has_act = bool(paragraph.acts) or any(
            id(block) in acting for block in paragraph.content
        )
        if has_act:
            continue
        called = say("the paragraph")
        if paragraph.num:
            called = say("paragraph {num!r}", num=paragraph.num)
        message = say("no act is marked in {called}", called=called)
        yield Finding(message, paragraph)
