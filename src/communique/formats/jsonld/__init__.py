"""JSON-LD: a declaration as linked data, in the words of ELI and schema.org. Written, not read.

One document: work, expression, subdivisions, entities, each a node of one graph. Addresses are of the scheme
`urn:communique:`: they name, and lead nowhere. None of a resolver is made up.
"""

import json
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib.resources import files
from typing import Any, assert_never
from urllib.parse import quote

from pydantic_core import to_json

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
from communique.model.passages import KINDS, Marked, Passage, passages
from communique.model.text import ActMark, EntityMark, Mark
from communique.naming.iso639 import alpha3

NAMESPACE = "urn:communique:"

CONTEXT: dict[str, Any] = json.loads(
    files("communique.formats.jsonld").joinpath("context.json").read_text("utf-8")
)
"""Short names for the terms that are written. What is written of words in a language is tagged with it."""

ENTITY_TYPES = {
    "organization": "schema:Organization", "place": "schema:Place", "state": "schema:Country",
    "programme": "schema:Project", "instrument": "schema:CreativeWork", "meeting": "schema:Event",
    "topic": "schema:DefinedTerm", "role": "skos:Concept", "person": "schema:Person",
}  # fmt: skip
"""What each type of entity is to schema.org; a role there is a relation, so here it is a concept."""

LANGUAGES = "http://publications.europa.eu/resource/authority/language/"
"""The authority list of languages that ELI names languages by; its codes are those of ISO 639-2/T in capitals."""

_KEPT = "!$&'()*+,;=:@/~"


@lru_cache(4096)
def _quoted(part: str) -> str:
    return quote(part, safe=_KEPT)


def address(*parts: str) -> str:
    """The address of what the parts name, by the scheme of this library.

    >>> address("harbour-declaration", "en")
    'urn:communique:harbour-declaration:en'
    """
    return NAMESPACE + ":".join(map(_quoted, parts))


def within(work: str, name: str) -> str:
    """The address of a node or entity of a work, by its eid or id.

    >>> within("harbour-declaration", "para_16")
    'urn:communique:harbour-declaration#para_16'
    """
    return f"{address(work)}#{_quoted(name)}"


def dated(value: str) -> dict[str, str]:
    """A date as a literal whose type is its precision: a day, a month or a year.

    >>> dated("2024-03")
    {'@value': '2024-03', '@type': 'xsd:gYearMonth'}
    """
    return {
        "@value": value,
        "@type": {4: "xsd:gYear", 7: "xsd:gYearMonth"}.get(len(value), "xsd:date"),
    }


_SUBDIVISIONS = frozenset(KINDS) - {
    "field",
    "annex-label",
    "title",
    "subtitle",
    "closing",
    "signature",
}

_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")

Node = dict[str, Any]


class _Record:
    """A declaration, its passages, what stands directly in each of its nodes, the titles of its annexes, and words in none."""

    def __init__(self, declaration: Declaration) -> None:
        self.declaration, self.found = declaration, passages(declaration)
        self.parts: dict[str | None, list[str]] = {}
        self.titles: dict[str | None, str] = {}
        self.loose: dict[str | None, list[str]] = {}
        for passage in self.found:
            outermost = _COVER if passage.part == "cover" else passage.annex
            if passage.part == "preface" and passage.kind == "title":
                self.titles[passage.annex] = passage.text
            elif not _is_subdivision(passage):
                self.loose.setdefault(outermost, []).append(
                    " ".join(filter(None, (passage.num, passage.text)))
                )
            elif passage.kind not in ("annex", "note"):
                self.parts.setdefault(passage.parent or outermost, []).append(
                    self.within(passage.eid)
                )

    def within(self, name: str) -> str:
        return within(self.declaration.id, name)

    def all_within(self, names: Iterable[str]) -> list[str]:
        return [self.within(name) for name in names]

    def said(self, words: str | None) -> Node | None:
        """Words in the language of the record; without a tag where that is not known."""
        if words is None:
            return None
        language = self.declaration.language
        return {"@value": words} if language == "und" else {"@value": words, "@language": language}

    def loose_in(self, node: str | None) -> list[Node | None]:
        """What stands in a document and in no part of it, as its letterhead and its signatures do."""
        return [self.said(words) for words in self.loose.get(node, ())]

    def expression(self, language: str) -> str:
        return address(self.declaration.id, language)

    def party(self, signatory: Signatory) -> str:
        return address(self.declaration.id, "signatory", signatory.id)


def write(declaration: Declaration) -> str:
    """The declaration as JSON-LD 1.1, its context inside: nothing remote is needed to read it.

    The work is an `eli:LegalResource`, the record its `eli:LegalExpression`, and every recital, section, paragraph,
    point, table, annex and note an `eli:LegalResourceSubdivision` with its words in their language; other words (letterhead,
    closing lines, signatures) are with the document they stand in. Entities carry their
    names and `schema:sameAs`, acts the terms of this library. The text is unofficial (`schema:UnofficialLegalValue`):
    it is a machine-readable edition, whatever it was read from. Left out: offsets, emphasis, claims' bases.
    """
    return document(graph_of(declaration))


def document(graph: Iterable[Node]) -> str:
    """A JSON-LD document of nodes, with the context; keys without a value are left out."""
    return to_json({"@context": CONTEXT, "@graph": list(graph)}, indent=2).decode() + "\n"


def graph_of(declaration: Declaration) -> Iterator[Node]:
    """The nodes of a declaration."""
    record, cover = _Record(declaration), declaration.cover
    nodes = [
        *([] if cover is None else [_cover(record, cover)]), _work(record), _expression(record),
        *(_signatory(record, each) for each in declaration.signatories),
        *(_subdivision(record, each) for each in record.found if _is_subdivision(each)),
        *(_entity(record, each) for each in declaration.entities),
    ]  # fmt: skip
    return map(_given, nodes)


_COVER = ""  # no node has this eid


def _is_subdivision(passage: Passage) -> bool:
    """Whether it is a node of its own. A division of a body that is called a title is one, a document's title is not."""
    return passage.kind in _SUBDIVISIONS or (passage.kind == "title" and passage.part == "body")


def _given(node: Node) -> Node:
    """The node without the keys that say nothing."""
    return {key: value for key, value in node.items() if value is not None and value != []}


def _cover(record: _Record, cover: Cover) -> Node:
    return {
        "id": address(record.declaration.id, "cover"),
        "type": "eli:LegalResource",
        "id_local": cover.iri,
        "type_document": address("kind", cover.kind),
        "eli:date_document": dated(cover.date.value) if cover.date else None,
        "identifier": [_identifier(each) for each in cover.identifiers],
        "schema:text": record.loose_in(_COVER),
        "has_part": record.parts.get(_COVER, []),
        "has_annex": [address(record.declaration.id)],
    }


def _work(record: _Record) -> Node:
    declaration = record.declaration
    day = dated(declaration.date.value) if declaration.date else None
    place = declaration.place
    unlisted = place and {
        "type": "schema:Place",
        "schema:name": record.said(place.text),
    }  # only its name is known
    marks = [
        mark for passage in record.found for words in passage.words() for mark in words.block.marks
    ]
    return {
        "id": address(declaration.id),
        "type": ["eli:LegalResource", "schema:Legislation"],
        "id_local": declaration.iri,
        "type_document": address("kind", declaration.kind),
        "legislationType": declaration.kind,
        "eli:date_document": day,
        "schema:legislationDate": day,
        "schema:name": record.said(declaration.title.text if declaration.title else None),
        "identifier": [_identifier(each) for each in declaration.identifiers],
        "passed_by": [record.party(signatory) for signatory in declaration.signatories],
        "locationCreated": place and (record.within(place.ref) if place.ref else unlisted),
        "relatedDocument": [_related(each) for each in declaration.related_documents],
        "subject": [_subject(each) for each in declaration.subjects],
        "sponsor": [_party(record, each) for each in declaration.sponsors],
        "vote": [_vote(record, each) for each in declaration.votes],
        "is_about": record.all_within(
            entity.id for entity in declaration.entities if entity.type == "topic"
        ),
        "cites": _links(marks),
        "has_part": record.parts.get(None, []),
        "has_annex": record.all_within(annex.eid for annex in declaration.annexes),
        "is_realized_by": record.expression(declaration.language),
    }


def _links(marks: Iterable[Mark]) -> list[str]:
    """The absolute addresses that references point to, each once."""
    links: dict[str, None] = {}
    for mark in marks:
        match mark.kind:
            case "reference":
                if mark.href is not None and _ABSOLUTE.match(mark.href):
                    links[mark.href] = None
            case "entity" | "date" | "note" | "emphasis" | "foreign" | "act":
                pass  # no address: entities have their own, and the rest is no property of the text as a whole
            case _:
                assert_never(mark)
    return list(links)


def _expression(record: _Record) -> Node:
    declaration = record.declaration
    source = declaration.source
    code = alpha3(declaration.language)
    origin = declaration.translation_of
    return {
        "id": record.expression(declaration.language),
        "type": ["eli:LegalExpression", "schema:Legislation"],
        "realizes": address(declaration.id),
        "language": f"{LANGUAGES}{code.upper()}" if len(code) == 3 and code != "und" else None,
        "inLanguage": declaration.language,
        "eli:title": record.said(declaration.title.text if declaration.title else None),
        "eli:title_short": record.said(declaration.short_title),
        "schema:text": record.loose_in(None),
        "is_translation_of": record.expression(origin) if origin else None,
        "legalValue": "schema:UnofficialLegalValue",
        "publisher": source.publisher if source else None,
        "license": source.licence if source else None,
        "isBasedOn": source and _given({
            "type": "schema:MediaObject",
            "schema:name": source.title,
            "url": source.url,
            "sha256": source.sha256,
            "schema:encodingFormat": source.media_type,
        }),
    }  # fmt: skip


def _identifier(identifier: Identifier | RelatedDocument) -> Node:
    return {
        "type": "schema:PropertyValue",
        "propertyID": identifier.scheme,
        "value": identifier.value,
    }


def _related(each: RelatedDocument) -> Node:
    return _given({
        "type": "schema:CreativeWork",
        "relation": each.relation,
        "eli:date_document": dated(each.date) if each.date else None,
        "identifier": _identifier(each),
    })  # fmt: skip


def _subject(each: Subject) -> Node:
    """A subject. Its words are those of a catalogue, in whatever language: they have no tag."""
    return _given({
        "type": "skos:Concept",
        "role": each.role,
        "skos:prefLabel": each.label,
        "notation": each.code,
        "propertyID": each.scheme,
        "exactMatch": each.uri,
    })  # fmt: skip


def _party(record: _Record, each: PartyClaim | Voter) -> Node:
    """Who is named, in the words of the source, and which entity that is."""
    return _given({
        "type": "eli:Agent",
        "schema:name": each.text,
        "mentions": record.within(each.ref) if each.ref else None,
        "choice": each.choice if isinstance(each, Voter) else None,
    })  # fmt: skip


def _vote(record: _Record, vote: Vote) -> Node:
    return _given({
        "type": "c:Vote",
        "c:outcome": vote.outcome,
        "inFavour": vote.in_favour,
        "against": vote.against,
        "abstaining": vote.abstaining,
        "c:date": dated(vote.date) if vote.date else None,
        "voter": [_party(record, each) for each in vote.voters],
    })  # fmt: skip


def _signatory(record: _Record, signatory: Signatory) -> Node:
    claims = (signatory.name, signatory.role, signatory.party)
    return {
        "id": record.party(signatory),
        "type": "schema:Organization" if signatory.members else "eli:Agent",
        "schema:name": record.said(signatory.name.text if signatory.name else None),
        "mentions": record.all_within(
            dict.fromkeys(claim.ref for claim in claims if claim and claim.ref)
        ),
        "member": record.all_within(member.ref for member in signatory.members),
    }


def _subdivision(record: _Record, passage: Passage) -> Node:
    marked, node = list(passage.marks()), passage.node
    named = dict.fromkeys(each.mark.ref for each in marked if isinstance(each.mark, EntityMark))
    heading = passage.heading.block.text if passage.heading else None
    acts = [(each, each.mark) for each in marked if isinstance(each.mark, ActMark)]
    return {
        "id": record.within(passage.eid),
        "type": ["eli:LegalResourceSubdivision", "schema:Legislation"],
        "type_subdivision": address("subdivision", passage.kind),
        "id_local": passage.eid,
        "number": passage.num,
        "position": passage.position,
        "schema:name": record.said(
            record.titles.get(passage.eid) if passage.kind == "annex" else heading
        ),
        "schema:text": record.loose_in(passage.eid)
        if passage.kind == "annex"
        else record.said(passage.text or None),
        "mentions": record.all_within(named),
        "cites": _links(each.mark for each in marked),
        "act": [
            _act(record, position, each, mark) for position, (each, mark) in enumerate(acts, 1)
        ],
        "has_part": record.parts.get(passage.eid, []),
        "has_annex": record.all_within(each.eid for each in node.annexes)
        if isinstance(node, Annex)
        else [],
    }


def _act(record: _Record, position: int, marked: Marked, mark: ActMark) -> Node:
    return _given({
        "type": "c:Act",
        "actKind": mark.act,
        "position": position,
        "schema:text": record.said(marked.words),
        "actor": record.all_within(mark.actors),
        "addressee": record.all_within(mark.addressees),
        "topic": record.all_within(mark.topics),
        "instrument": record.all_within(mark.instruments),
        "c:due": dated(mark.due) if mark.due else None,
    })  # fmt: skip


def _entity(record: _Record, entity: Entity) -> Node:
    return {
        "id": record.within(entity.id),
        "type": ENTITY_TYPES[entity.type],
        "schema:name": [
            record.said(entity.label),
            *({"@value": name.text, "@language": name.language} for name in entity.names),
        ],
        "schema:alternateName": record.said(entity.acronym),
        "sameAs": list(entity.same_as),
    }
