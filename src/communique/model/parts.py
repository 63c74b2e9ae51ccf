"""The parts of a declaration: cover, preamble, body, closing, annexes; and the fields of a record,
without what can be asked of it.
"""

from collections.abc import Iterable, Iterator
from typing import Annotated, Literal

from pydantic import Field
from pydantic.dataclasses import dataclass

from communique.model.blocks import Note, Numbered
from communique.model.text import Node, StrictModel, TextBlock
from communique.model.types import (
    Authenticity,
    Choice,
    Cited,
    Count,
    Date,
    Eid,
    EntityType,
    Iri,
    Kind,
    Language,
    Line,
    Relation,
    Sha256,
    Slug,
    SubjectRole,
    Uri,
    Why,
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim(Node):
    """A date that is claimed, and why."""

    value: Date = Field(description="The day, the month or the year that is claimed.")
    basis: Why = Field(default=None)
    source: Cited = Field(default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceClaim(Node):
    """A place that is claimed, as printed and as an entity, and why."""

    text: Line | None = Field(
        default=None, description="The place as printed, or null."
    )
    ref: Slug | None = Field(
        default=None, description="Id of the place among the entities, or null."
    )
    basis: Why = Field(default=None)
    source: Cited = Field(default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Identifier(Node):
    """A number under which a work is known. `scheme` says whose: council, parliament, celex, ..."""

    scheme: Line = Field(
        description="Whose number it is: council, parliament, celex, ..."
    )
    value: Line = Field(description="The number, as those write it whose it is.")
    basis: Why = Field(default=None)
    source: Cited = Field(default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class RelatedDocument(Node):
    """Another document that belongs to the history of this one, by its number: the draft, an
    earlier version, the record.
    """

    relation: Relation = Field(description="What it is to this document.")
    scheme: Line = Field(description="Whose number it is: council, un, ...")
    value: Line = Field(description="The number, as those write it whose it is.")
    date: Date | None = Field(default=None, description="Its date, or null.")
    basis: Why = Field(default=None)
    source: Cited = Field(default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject(Node):
    """What the document is about, as a catalogue or thesaurus has it."""

    scheme: Line = Field(
        description="The catalogue or thesaurus, as the source writes it: EuroVoc, UNBIS, SDGO."
    )
    code: Line | None = Field(
        default=None,
        description="The number or notation of the subject in it, or null.",
    )
    label: Line = Field(description="The subject in words.")
    uri: Uri | None = Field(
        default=None,
        description="The address of the subject in the thesaurus, or null.",
    )
    role: SubjectRole = Field(
        default="subject",
        description="Whether it is a subject, an item of the agenda, or a title.",
    )
    basis: Why = Field(default=None)
    source: Cited = Field(default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Name(Node):
    """What an entity is called in another language, and why it is claimed."""

    language: Language = Field(description="The language of the name: a BCP 47 tag.")
    text: Line = Field(description="The name in that language.")
    basis: Why = Field(default=None)
    source: Cited = Field(default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity(Node):
    """Somebody or something that the text names."""

    id: Slug = Field(
        description="Its id in this record, by which marks and claims name it."
    )
    type: EntityType = Field(description="What kind of thing it is.")
    label: Line = Field(description="Its name in the language of the record.")
    acronym: Line | None = Field(default=None, description="Its acronym, or null.")
    names: tuple[Name, ...] = Field(
        default=(), description="Its names in other languages, where they are known."
    )
    same_as: tuple[Uri, ...] = Field(
        default=(),
        description="Its addresses in public registers, the most authoritative first.",
    )
    basis: Why = Field(default=None)
    source: Cited = Field(default=None)

    def name(self, language: str) -> str | None:
        """What it is called in another language than the record's, or None where that is not known.

        >>> from communique import load
        >>> load("eu-clasi-2023").entity("spain").name("en")
        'Spain'
        """
        return next(
            (name.text for name in self.names if name.language == language), None
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyClaim(Node):
    """A name, role or party of a signatory, or a sponsor: as printed, as an entity, and why."""

    text: Line | None = Field(
        default=None, description="The words as printed, or null."
    )
    ref: Slug | None = Field(
        default=None, description="Id of the entity that is meant, or null."
    )
    basis: Why = Field(default=None)
    source: Cited = Field(default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Member(Node):
    """A member of a collective signatory: an entity, and why it is claimed."""

    ref: Slug = Field(description="Id of the entity that is a member.")
    basis: Why = Field(default=None)
    source: Cited = Field(default=None)
    remark: Line | None = Field(
        default=None,
        description="What a reader should know besides: sources that do not agree.",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Signatory(Node):
    """Who the declaration is by: a person, a body or a collective party."""

    id: Slug = Field(
        description="Its id in this record, by which a signature names it."
    )
    name: PartyClaim | None = Field(default=None, description="Who signs, as printed.")
    role: PartyClaim | None = Field(
        default=None, description="In which role they sign."
    )
    party: PartyClaim | None = Field(default=None, description="For whom they sign.")
    members: tuple[Member, ...] = Field(
        default=(),
        description="The members of a collective party, where a source names them.",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Voter(Node):
    """One who voted, and how."""

    choice: Choice = Field(description="How they voted.")
    text: Line | None = Field(
        default=None, description="Who, as the source names them, or null."
    )
    ref: Slug | None = Field(
        default=None, description="Id of the entity that is meant, or null."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Vote(Node):
    """How the document was adopted: in words, in numbers, by whom, as far as each is stated."""

    outcome: Line | None = Field(
        default=None, description="The result in words: Adopted unanimously; or null."
    )
    in_favour: Count | None = Field(
        default=None,
        description="Number of votes in favour, or null where none is stated.",
    )
    against: Count | None = Field(
        default=None,
        description="Number of votes against, or null where none is stated.",
    )
    abstaining: Count | None = Field(
        default=None, description="Number of abstentions, or null where none is stated."
    )
    date: Date | None = Field(
        default=None, description="When the vote was taken, or null."
    )
    voters: tuple[Voter, ...] = Field(
        default=(), description="Who voted how, where a source names them."
    )
    basis: Why = Field(default=None)
    source: Cited = Field(default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance(Node):
    """Where the words came from."""

    url: Uri | None = Field(default=None, description="Where the words were found.")
    title: Line | None = Field(
        default=None, description="What the source calls itself."
    )
    publisher: Line | None = Field(default=None, description="Who published it.")
    retrieved: Date | None = Field(default=None, description="When it was retrieved.")
    media_type: Line | None = Field(
        default=None,
        description="The media type of the file: text/plain, application/pdf.",
    )
    sha256: Sha256 | None = Field(default=None, description="The SHA-256 of its bytes.")
    licence: Line | None = Field(
        default=None,
        description="The licence of the words: an SPDX identifier or a name.",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Recital(Numbered):
    """A clause of the preamble, numbered or not. `role`: it opens the preamble, or is the enacting
    formula.
    """

    kind: Literal["recital"] = Field(default="recital")
    role: Literal["opening", "formula"] | None = Field(
        default=None,
        description="Whether it opens the preamble or leads over to the body.",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class RecitalGroup(Node):
    """Recitals under a common number or heading; groups do not nest. One of the two is given."""

    kind: Literal["recitals"] = Field(default="recitals")
    eid: Eid = Field()
    num: Line | None = Field(
        default=None, description="The label of the group as printed, or null."
    )
    heading: TextBlock | None = Field(
        default=None, description="The heading of the group as printed, or null."
    )
    recitals: tuple[Recital, ...] = Field(
        min_length=1, description="The recitals of the group, in their order."
    )


PreamblePart = Annotated[Recital | RecitalGroup, Field(discriminator="kind")]


def recitals_in(preamble: Iterable[PreamblePart]) -> Iterator[Recital]:
    """The recitals of a preamble, groups opened."""
    for part in preamble:
        yield from part.recitals if isinstance(part, RecitalGroup) else (part,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph(Numbered):
    """An operative paragraph, or a paragraph of a cover note or an annex; numbered or not."""

    kind: Literal["paragraph"] = Field(default="paragraph")


@dataclass(frozen=True, slots=True, kw_only=True)
class Section(Node):
    """A division of the body; `kind` says which. Nested to any depth."""

    kind: Literal["section", "article", "chapter", "part", "title", "division"] = Field(
        description="Which division of the body it is."
    )
    eid: Eid = Field()
    num: Line | None = Field(
        default=None, description="The label as printed: CHAPTER II; or null."
    )
    heading: TextBlock | None = Field(
        default=None, description="The heading as printed, or null."
    )
    body: "tuple[BodyPart, ...]" = Field(
        default=(), description="The paragraphs and sections in it, in their order."
    )


BodyPart = Annotated[Section | Paragraph, Field(discriminator="kind")]


def paragraphs_in(body: Iterable[BodyPart]) -> Iterator[Paragraph]:
    """The paragraphs of a body, sections opened."""
    for part in body:
        yield from paragraphs_in(part.body) if isinstance(part, Section) else (part,)


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureLine(Node):
    """A printed line of a signature block, and which part of it it is."""

    part: Literal["party", "name", "role", "other"] = Field(
        description="What the line says of who signs."
    )
    value: TextBlock = Field(description="The line as printed.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature(Node):
    """A signature block as printed; `signatory` is the id of the signatory of the record, if known."""

    kind: Literal["signature"] = Field(default="signature")
    lines: tuple[SignatureLine, ...] = Field(
        min_length=1, description="The printed lines, in their order."
    )
    signatory: Slug | None = Field(
        default=None, description="Id of the signatory of this record, or null."
    )


ClosingPart = Annotated[TextBlock | Signature, Field(discriminator="kind")]


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverField(Node):
    """A line of front matter: its key, the label as printed (or null), the value."""

    key: Slug = Field(
        description="Which field it is: from, to, subject, number, kind, institution, procedure, ..."
    )
    label: Line | None = Field(
        default=None, description="The label as printed: From:; or null."
    )
    value: TextBlock = Field(description="What stands behind the label.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover(Node):
    """The note that transmits the declaration. Its eids begin with `cover__`."""

    kind: Kind = Field(description="What the note is: item-note, cover-note, ...")
    iri: Iri = Field(description="The IRI of the note, which is a work of its own.")
    date: Claim | None = Field(default=None, description="The date of the note.")
    identifiers: tuple[Identifier, ...] = Field(
        default=(), description="The numbers of the note."
    )
    fields: tuple[CoverField, ...] = Field(
        default=(), description="The front matter, in printed order."
    )
    paragraphs: tuple[Paragraph, ...] = Field(
        default=(), description="The paragraphs of the note."
    )
    annex_label: TextBlock | None = Field(
        default=None, description="The word above the declaration, as printed: `ANNEX`."
    )

    def field(self, key: str) -> TextBlock | None:
        """The first field of that key, or None.

        >>> from communique import load
        >>> str(load("eu-clasi-2023").cover.field("previous-document"))
        '12517/1/23 REV 1'
        """
        return next((field.value for field in self.fields if field.key == key), None)

    @property
    def sender(self) -> TextBlock | None:
        """What stands behind "From".

        >>> from communique import load
        >>> load("eu-clasi-2023").cover.sender == load("eu-clasi-2023").cover.field(
        ...     "from"
        ... )
        True
        """
        return self.field("from")

    @property
    def recipients(self) -> tuple[TextBlock, ...]:
        """What stands behind each "To".

        >>> from communique import load
        >>> len(load("eu-clasi-2023").cover.recipients)
        1
        """
        return tuple(field.value for field in self.fields if field.key == "to")

    @property
    def subject(self) -> TextBlock | None:
        """What stands behind "Subject".

        >>> from communique import load
        >>> load("eu-clasi-2023").cover.subject.text == load("eu-clasi-2023").title.text
        True
        """
        return self.field("subject")

    @property
    def previous_documents(self) -> tuple[TextBlock, ...]:
        """What stands behind "No. prev. doc."; never the note's own number.

        >>> from communique import load
        >>> [str(each) for each in load("eu-clasi-2023").cover.previous_documents]
        ['12517/1/23 REV 1']
        """
        return tuple(
            field.value for field in self.fields if field.key == "previous-document"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Annex(Node):
    """An annex of the declaration, of the same shape again. `kind` is given if it is a declaration
    itself.
    """

    eid: Eid = Field()
    num: Line | None = Field(default=None, description="The label as printed: ANNEX I.")
    kind: Kind | None = Field(
        default=None, description="The kind of declaration that it is itself, or null."
    )
    title: TextBlock | None = Field(
        default=None, description="The title as printed, or null."
    )
    subtitles: tuple[TextBlock, ...] = Field(
        default=(), description="The lines under the title."
    )
    preamble: tuple[PreamblePart, ...] = Field(
        default=(), description="The recitals, alone or in groups."
    )
    body: tuple[BodyPart, ...] = Field(
        default=(), description="The paragraphs and sections, in their order."
    )
    closing: tuple[ClosingPart, ...] = Field(
        default=(), description="The lines and signatures at its end."
    )
    annexes: "tuple[Annex, ...]" = Field(
        default=(), description="The annexes of the annex."
    )


class Fields(StrictModel, Node):
    """What a declaration consists of. `communique.model.Declaration` is these fields, judged by its
    laws, and asked.
    """

    schema_version: Literal["1"] = Field("1", description="The version of this schema.")
    id: Slug = Field(description="Slug of the work.")
    iri: Iri = Field(
        description="The IRI of the work by the naming convention of Akoma Ntoso."
    )
    language: Language = Field(
        description="The language of the words: a BCP 47 tag; und where it is not known."
    )
    kind: Kind = Field(
        description="declaration, joint-declaration, communique, resolution, statement, ..."
    )
    authenticity: Authenticity | None = Field(
        None, description="Whether it is an official text, or null."
    )
    translation_of: Language | None = Field(
        None, description="The language it was translated from, or null."
    )
    date: Claim | None = Field(None, description="When it was adopted, or null.")
    place: PlaceClaim | None = Field(None, description="Where it was adopted, or null.")
    identifiers: tuple[Identifier, ...] = Field(
        (), description="The numbers under which the work is known."
    )
    related_documents: tuple[RelatedDocument, ...] = Field(
        (),
        description="Other documents of its history: drafts, earlier versions, records of its adoption.",
    )
    title: TextBlock | None = Field(None, description="The title as printed, or null.")
    subtitles: tuple[TextBlock, ...] = Field(
        (), description="The lines under the title."
    )
    short_title: Line | None = Field(
        None, description="A short title that is in use, or null."
    )
    subjects: tuple[Subject, ...] = Field(
        (), description="What it is about, as catalogues have it."
    )
    sponsors: tuple[PartyClaim, ...] = Field((), description="Who put it forward.")
    votes: tuple[Vote, ...] = Field(
        (),
        description="How it was adopted, where there was a vote or its result is stated.",
    )
    signatories: tuple[Signatory, ...] = Field(
        (), description="Who the declaration is by."
    )
    cover: Cover | None = Field(
        None, description="The note that transmits it, or null."
    )
    preamble: tuple[PreamblePart, ...] = Field(
        (), description="The recitals, alone or in groups."
    )
    body: tuple[BodyPart, ...] = Field(
        (), description="The operative paragraphs and the sections that hold them."
    )
    closing: tuple[ClosingPart, ...] = Field(
        (), description="The lines and signatures at the end."
    )
    annexes: tuple[Annex, ...] = Field((), description="The annexes, in their order.")
    notes: tuple[Note, ...] = Field(
        (), description="Notes, in the order of their first calls; without a call last."
    )
    entities: tuple[Entity, ...] = Field(
        (), description="Whom and what its marks and claims name."
    )
    source: Provenance | None = Field(
        None, description="Where the words came from, or null."
    )
