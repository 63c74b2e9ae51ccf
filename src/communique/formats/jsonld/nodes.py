"""The nodes of the graph: work, expression, signatories, subdivisions, entities."""

import re
from collections.abc import Iterable, Iterator

from communique.acts.references import references
from communique.formats.jsonld.record import OF_COVER, Record, is_subdivision
from communique.formats.jsonld.terms import (
    ENTITY_TYPES,
    LANGUAGES,
    Node,
    address,
    dated,
)
from communique.model import Annex, Cover, Declaration, Entity
from communique.model.parts import (
    Identifier,
    PartyClaim,
    RelatedDocument,
    Signatory,
    Subject,
    Vote,
    Voter,
)
from communique.model.passages import Marked, Passage
from communique.model.text import ActMark, EntityMark, Mark, ReferenceMark
from communique.naming.iso639 import alpha3

_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_LENGTH_OF_CODE = 3


def graph_of(declaration: Declaration) -> Iterator[Node]:
    """The nodes of a declaration, without the keys that say nothing."""
    return map(_given, _nodes(Record(declaration)))


def _nodes(record: Record) -> Iterator[Node]:
    declaration = record.declaration
    if declaration.cover is not None:
        yield _cover(record, declaration.cover)
    yield _work(record)
    yield _expression(record)
    for signatory in declaration.signatories:
        yield _signatory(record, signatory)
    for passage in record.passages:
        if is_subdivision(passage):
            yield _subdivision(record, passage)
    for entity in declaration.entities:
        yield _entity(record, entity)


def _given(node: Node) -> Node:
    """The node without the keys that say nothing."""
    return {
        key: value for key, value in node.items() if value is not None and value != []
    }


def _date(value: str | None) -> dict[str, str] | None:
    """A date as a literal, if there is one."""
    return None if value is None else dated(value)


# --- documents ------------------------------------------------------------------------------------


def _cover(record: Record, cover: Cover) -> Node:
    return {
        "id": address(record.declaration.id, "cover"),
        "type": "eli:LegalResource",
        "id_local": cover.iri,
        "type_document": address("kind", cover.kind),
        "eli:date_document": _date(cover.date.value if cover.date else None),
        "identifier": [_identifier(each) for each in cover.identifiers],
        "schema:text": record.loose_in(OF_COVER),
        "has_part": record.parts_of(OF_COVER),
        "has_annex": [address(record.declaration.id)],
    }


def _work(record: Record) -> Node:
    declaration = record.declaration
    day = _date(declaration.date.value if declaration.date else None)
    topics = [entity.id for entity in declaration.entities if entity.type == "topic"]
    annexes = [annex.eid for annex in declaration.annexes]
    return {
        "id": address(declaration.id),
        "type": ["eli:LegalResource", "schema:Legislation"],
        "id_local": declaration.iri,
        "type_document": address("kind", declaration.kind),
        "legislationType": declaration.kind,
        "eli:date_document": day,
        "schema:legislationDate": day,
        "schema:name": _title(record),
        "identifier": [_identifier(each) for each in declaration.identifiers],
        "passed_by": [record.party(signatory) for signatory in declaration.signatories],
        "locationCreated": _place(record),
        "relatedDocument": [_related(each) for each in declaration.related_documents],
        "subject": [_subject(each) for each in declaration.subjects],
        "sponsor": [_party(record, each) for each in declaration.sponsors],
        "vote": [_vote(record, each) for each in declaration.votes],
        "is_about": record.all_within(topics),
        "cites": _links(_marks_of_texts(record)),
        "based_on": _based_on(declaration),
        "has_part": record.parts_of(None),
        "has_annex": record.all_within(annexes),
        "is_realized_by": record.expression(declaration.language),
    }


def _title(record: Record) -> Node | None:
    title = record.declaration.title
    return record.said(title.text) if title else None


def _place(record: Record) -> Node | str | None:
    """Where it was made: an entity, or a place of which only the name is known."""
    place = record.declaration.place
    if place is None:
        return None
    if place.ref:
        return record.within(place.ref)
    return {"type": "schema:Place", "schema:name": record.said(place.text)}


def _marks_of_texts(record: Record) -> Iterator[Mark]:
    """Every mark of a declaration, headings included."""
    for passage in record.passages:
        for words in passage.words():
            yield from words.block.marks


def _links(marks: Iterable[Mark]) -> list[str]:
    """The absolute addresses that references point to, each once."""
    links: dict[str, None] = {}
    for mark in marks:
        if isinstance(mark, ReferenceMark) and mark.href and _ABSOLUTE.match(mark.href):
            links[mark.href] = None
    return list(links)


def _based_on(declaration: Declaration) -> list[str]:
    """The works under which the declaration acts: `pursuant to resolution 1540 (2004)`."""
    works: dict[str, None] = {}
    for each in references(declaration):
        if each.relation == "under" and each.work and each.work != declaration.iri:
            works[each.work] = None
    return list(works)


def _expression(record: Record) -> Node:
    declaration = record.declaration
    source = declaration.source
    origin = declaration.translation_of
    return {
        "id": record.expression(declaration.language),
        "type": ["eli:LegalExpression", "schema:Legislation"],
        "realizes": address(declaration.id),
        "language": _language(declaration.language),
        "inLanguage": declaration.language,
        "eli:title": _title(record),
        "eli:title_short": record.said(declaration.short_title),
        "schema:text": record.loose_in(None),
        "is_translation_of": record.expression(origin) if origin else None,
        "legalValue": "schema:UnofficialLegalValue",
        "publisher": source.publisher if source else None,
        "license": source.licence if source else None,
        "isBasedOn": _source(declaration),
    }


def _language(tag: str) -> str | None:
    """A language by its entry in the authority list; None where it has no code there."""
    code = alpha3(tag)
    if len(code) != _LENGTH_OF_CODE or code == "und":
        return None
    return f"{LANGUAGES}{code.upper()}"


def _source(declaration: Declaration) -> Node | None:
    source = declaration.source
    if source is None:
        return None
    return _given(
        {
            "type": "schema:MediaObject",
            "schema:name": source.title,
            "url": source.url,
            "sha256": source.sha256,
            "schema:encodingFormat": source.media_type,
        }
    )


# --- history --------------------------------------------------------------------------------------


def _identifier(identifier: Identifier | RelatedDocument) -> Node:
    return {
        "type": "schema:PropertyValue",
        "propertyID": identifier.scheme,
        "value": identifier.value,
    }


def _related(document: RelatedDocument) -> Node:
    return _given(
        {
            "type": "schema:CreativeWork",
            "relation": document.relation,
            "eli:date_document": _date(document.date),
            "identifier": _identifier(document),
        }
    )


def _subject(subject: Subject) -> Node:
    """A subject. Its words are those of a catalogue, in whatever language: they have no tag."""
    return _given(
        {
            "type": "skos:Concept",
            "role": subject.role,
            "skos:prefLabel": subject.label,
            "notation": subject.code,
            "propertyID": subject.scheme,
            "exactMatch": subject.uri,
        }
    )


def _party(record: Record, claim: PartyClaim | Voter) -> Node:
    """Who is named, in the words of the source, and which entity that is."""
    return _given(
        {
            "type": "eli:Agent",
            "schema:name": claim.text,
            "mentions": record.within(claim.ref) if claim.ref else None,
            "choice": claim.choice if isinstance(claim, Voter) else None,
        }
    )


def _vote(record: Record, vote: Vote) -> Node:
    return _given(
        {
            "type": "c:Vote",
            "c:outcome": vote.outcome,
            "inFavour": vote.in_favour,
            "against": vote.against,
            "abstaining": vote.abstaining,
            "c:date": _date(vote.date),
            "voter": [_party(record, each) for each in vote.voters],
        }
    )


def _signatory(record: Record, signatory: Signatory) -> Node:
    claims = (signatory.name, signatory.role, signatory.party)
    refs = [claim.ref for claim in claims if claim and claim.ref]
    members = [member.ref for member in signatory.members]
    return {
        "id": record.party(signatory),
        "type": "schema:Organization" if signatory.members else "eli:Agent",
        "schema:name": record.said(signatory.name.text if signatory.name else None),
        "mentions": record.all_within(dict.fromkeys(refs)),
        "member": record.all_within(members),
    }


# --- text -----------------------------------------------------------------------------------------


def _subdivision(record: Record, passage: Passage) -> Node:
    marked = list(passage.marks())
    mentions = [each.mark.ref for each in marked if isinstance(each.mark, EntityMark)]
    annexes = passage.node.annexes if isinstance(passage.node, Annex) else ()
    return {
        "id": record.within(passage.eid),
        "type": ["eli:LegalResourceSubdivision", "schema:Legislation"],
        "type_subdivision": address("subdivision", passage.kind),
        "id_local": passage.eid,
        "number": passage.num,
        "position": passage.position,
        "schema:name": record.said(_name(record, passage)),
        "schema:text": _words(record, passage),
        "mentions": record.all_within(dict.fromkeys(mentions)),
        "cites": _links(each.mark for each in marked),
        "act": _acts(record, marked),
        "has_part": record.parts_of(passage.eid),
        "has_annex": record.all_within(each.eid for each in annexes),
    }


def _name(record: Record, passage: Passage) -> str | None:
    """The title of an annex, the heading of another subdivision."""
    if passage.kind == "annex":
        return record.titles.get(passage.eid)
    return passage.heading.block.text if passage.heading else None


def _words(record: Record, passage: Passage) -> Node | list[Node] | None:
    """The words of a subdivision; of an annex those that are in none of its parts."""
    if passage.kind == "annex":
        return record.loose_in(passage.eid)
    return record.said(passage.text or None)


def _acts(record: Record, marked: Iterable[Marked]) -> list[Node]:
    """The acts of a passage, each with its position among them, from 1."""
    acts: list[Node] = []
    for each in marked:
        if isinstance(each.mark, ActMark):
            acts.append(_act(record, len(acts) + 1, each, each.mark))
    return acts


def _act(record: Record, position: int, marked: Marked, mark: ActMark) -> Node:
    return _given(
        {
            "type": "c:Act",
            "actKind": mark.act,
            "position": position,
            "schema:text": record.said(marked.words),
            "actor": record.all_within(mark.actors),
            "addressee": record.all_within(mark.addressees),
            "topic": record.all_within(mark.topics),
            "instrument": record.all_within(mark.instruments),
            "c:due": _date(mark.due),
            "c:what": record.said(mark.what),
            "c:who": record.said(mark.who),
            "c:whom": record.said(mark.whom),
        }
    )


def _entity(record: Record, entity: Entity) -> Node:
    names = [{"@value": name.text, "@language": name.language} for name in entity.names]
    return {
        "id": record.within(entity.id),
        "type": ENTITY_TYPES[entity.type],
        "schema:name": [record.said(entity.label), *names],
        "schema:alternateName": record.said(entity.acronym),
        "sameAs": list(entity.same_as),
    }
