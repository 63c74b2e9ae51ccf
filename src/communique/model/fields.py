"""The fields of a record, without what can be asked of it."""

from typing import Literal

from pydantic import Field

from communique.model import parts
from communique.model.blocks import Note
from communique.model.text import Node, StrictModel, TextBlock
from communique.model.types import Authenticity, Iri, Kind, Language, Line, Slug


class Fields(StrictModel, Node):
    """What a declaration consists of. `communique.model.Declaration` is these fields, judged by its laws, and asked."""

    schema_version: Literal["1"] = Field("1", description="The version of this schema.")
    id: Slug = Field(description="Slug of the work.")
    iri: Iri = Field(description="The IRI of the work by the naming convention of Akoma Ntoso.")
    language: Language = Field(description="The language of the words: a BCP 47 tag; und where it is not known.")
    kind: Kind = Field(description="declaration, joint-declaration, communique, resolution, statement, ...")
    authenticity: Authenticity | None = Field(None, description="Whether it is an official text, or null.")
    translation_of: Language | None = Field(None, description="The language it was translated from, or null.")
    date: parts.Claim | None = Field(None, description="When it was adopted, or null.")
    place: parts.PlaceClaim | None = Field(None, description="Where it was adopted, or null.")
    identifiers: tuple[parts.Identifier, ...] = Field((), description="The numbers under which the work is known.")
    related_documents: tuple[parts.RelatedDocument, ...] = Field(
        (), description="Other documents of its history: drafts, earlier versions, records of its adoption."
    )
    title: TextBlock | None = Field(None, description="The title as printed, or null.")
    subtitles: tuple[TextBlock, ...] = Field((), description="The lines under the title.")
    short_title: Line | None = Field(None, description="A short title that is in use, or null.")
    subjects: tuple[parts.Subject, ...] = Field((), description="What it is about, as catalogues have it.")
    sponsors: tuple[parts.PartyClaim, ...] = Field((), description="Who put it forward.")
    votes: tuple[parts.Vote, ...] = Field(
        (), description="How it was adopted, where there was a vote or its result is stated."
    )
    signatories: tuple[parts.Signatory, ...] = Field((), description="Who the declaration is by.")
    cover: parts.Cover | None = Field(None, description="The note that transmits it, or null.")
    preamble: tuple[parts.PreamblePart, ...] = Field((), description="The recitals, alone or in groups.")
    body: tuple[parts.BodyPart, ...] = Field(
        (), description="The operative paragraphs and the sections that hold them."
    )
    closing: tuple[parts.ClosingPart, ...] = Field((), description="The lines and signatures at the end.")
    annexes: tuple[parts.Annex, ...] = Field((), description="The annexes, in their order.")
    notes: tuple[Note, ...] = Field((), description="Notes, in the order of their first calls; without a call last.")
    entities: tuple[parts.Entity, ...] = Field((), description="Whom and what its marks and claims name.")
    source: parts.Provenance | None = Field(None, description="Where the words came from, or null.")
