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
    """A date and its basis."""

    value: Date = Field(description="The day, month or year.")
    basis: Why = Field(default=None)
    source: Cited = Field(default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceClaim(Node):
    """A place: the printed words, the entity and the basis."""

    text: Line | None = Field(
        default=None, description="The place as printed, or null."
    )
    ref: Slug | None = Field(
        default=None, description="The id of the place among the entities, or null."
    )
    basis: Why = Field(default=None)
    source: Cited = Field(default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Identifier(Node):
    """A number of a work. `scheme` says who gave it: `council`, `parliament`, `celex`,
    ...
    """

    scheme: Line = Field(
        description="Who gave the number: `council`, `parliament`, `celex`, ..."
    )
    value: Line = Field(description="The number, as its issuer writes it.")
    basis: Why = Field(default=None)
    source: Cited = Field(default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class RelatedDocument(Node):
    """Another document of the history of this one, by its number: a draft, an earlier
    version, a record of adoption.
    """

    relation: Relation = Field(description="The relation to this document.")
    scheme: Line = Field(description="Who gave the number: `council`, `un`, ...")
    value: Line = Field(description="The number, as its issuer writes it.")
    date: Date | None = Field(default=None, description="The date, or null.")
    basis: Why = Field(default=None)
    source: Cited = Field(default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject(Node):
    """A subject of the document, as a catalogue or thesaurus lists it."""

    scheme: Line = Field(
        description=(
            "The catalogue or thesaurus, as the source writes it: EuroVoc, UNBIS, SDGO."
        )
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
        description="`subject`, an item of the agenda, or a title.",
    )
    basis: Why = Field(default=None)
    source: Cited = Field(default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Name(Node):
    """The name of an entity in another language, and its basis."""

    language: Language = Field(description="The language of the name: a BCP 47 tag.")
    text: Line = Field(description="The name in that language.")
    basis: Why = Field(default=None)
    source: Cited = Field(default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity(Node):
    """A person, body, place or thing that the text names."""

    id: Slug = Field(
        description="The id of the entity in this record. Marks and claims refer to it."
    )
    type: EntityType = Field(description="The type of entity.")
    label: Line = Field(description="The name in the language of the record.")
    acronym: Line | None = Field(default=None, description="The acronym, or null.")
    names: tuple[Name, ...] = Field(
        default=(), description="The known names in other languages."
    )
    same_as: tuple[Uri, ...] = Field(
        default=(),
        description="The addresses in public registers, the most authoritative first.",
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
    """A name, role or party of a signatory, or a sponsor: the printed words, the entity
    and the basis.
    """

    text: Line | None = Field(
        default=None, description="The words as printed, or null."
    )
    ref: Slug | None = Field(default=None, description="The id of the entity, or null.")
    basis: Why = Field(default=None)
    source: Cited = Field(default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Member(Node):
    """A member of a collective signatory, and the basis of that claim."""

    ref: Slug = Field(description="The id of the member entity.")
    basis: Why = Field(default=None)
    source: Cited = Field(default=None)
    remark: Line | None = Field(
        default=None,
        description="A remark for readers, for example that sources disagree.",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Signatory(Node):
    """A signatory: a person, a body or a collective party."""

    id: Slug = Field(
        description="The id of the signatory in this record. Signatures refer to it."
    )
    name: PartyClaim | None = Field(
        default=None, description="The name of the signatory, as printed."
    )
    role: PartyClaim | None = Field(
        default=None, description="The role of the signatory."
    )
    party: PartyClaim | None = Field(
        default=None, description="The party for which the signatory signs."
    )
    members: tuple[Member, ...] = Field(
        default=(),
        description="The members of a collective party, where a source names them.",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Voter(Node):
    """A voter and the choice made."""

    choice: Choice = Field(description="The choice of the voter.")
    text: Line | None = Field(
        default=None, description="The voter as the source names it, or null."
    )
    ref: Slug | None = Field(default=None, description="The id of the entity, or null.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Vote(Node):
    """The adoption of the document: the result in words and in numbers, and who voted,
    as far as each is stated.
    """

    outcome: Line | None = Field(
        default=None,
        description="The result in words, for example `Adopted unanimously`, or null.",
    )
    in_favour: Count | None = Field(
        default=None,
        description="The number of votes in favour, or null if none is stated.",
    )
    against: Count | None = Field(
        default=None,
        description="The number of votes against, or null if none is stated.",
    )
    abstaining: Count | None = Field(
        default=None,
        description="The number of abstentions, or null if none is stated.",
    )
    date: Date | None = Field(
        default=None, description="The date of the vote, or null."
    )
    voters: tuple[Voter, ...] = Field(
        default=(), description="The voters and their choices, if a source names them."
    )
    basis: Why = Field(default=None)
    source: Cited = Field(default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance(Node):
    """The source of the words."""

    url: Uri | None = Field(
        default=None, description="The address at which the text was found."
    )
    title: Line | None = Field(
        default=None, description="The title that the source gives itself."
    )
    publisher: Line | None = Field(default=None, description="The publisher.")
    retrieved: Date | None = Field(default=None, description="The date of retrieval.")
    media_type: Line | None = Field(
        default=None,
        description=(
            "The media type of the file, for example `text/plain` or `application/pdf`."
        ),
    )
    sha256: Sha256 | None = Field(
        default=None, description="The SHA-256 of the file's bytes."
    )
    licence: Line | None = Field(
        default=None,
        description="The licence of the text: an SPDX identifier or a name.",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Recital(Numbered):
    """A clause of the preamble, numbered or not. `role` marks the words that open the
    preamble and the enacting formula.
    """

    kind: Literal["recital"] = Field(default="recital")
    role: Literal["opening", "formula"] | None = Field(
        default=None,
        description=(
            "`opening` for the words that open the preamble, `formula` for the "
            "enacting formula, otherwise null."
        ),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class RecitalGroup(Node):
    """Recitals under a common number or heading; one of the two is given. Groups do not
    nest.
    """

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
    """An operative paragraph, or a paragraph of a cover note or an annex; numbered or
    not.
    """

    kind: Literal["paragraph"] = Field(default="paragraph")


@dataclass(frozen=True, slots=True, kw_only=True)
class Section(Node):
    """A division of the body; `kind` says which. Nested to any depth."""

    kind: Literal["section", "article", "chapter", "part", "title", "division"] = Field(
        description="The kind of division: chapter, part, article, ..."
    )
    eid: Eid = Field()
    num: Line | None = Field(
        default=None,
        description="The label as printed, for example `CHAPTER II`, or null.",
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
    """A printed line of a signature block, and the part of the block that it is."""

    part: Literal["party", "name", "role", "other"] = Field(
        description="The part of the signature block: the name, the office, the party, ..."
    )
    value: TextBlock = Field(description="The line as printed.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature(Node):
    """A signature block as printed. `signatory` is the id of the signatory in this
    record, if it is known.
    """

    kind: Literal["signature"] = Field(default="signature")
    lines: tuple[SignatureLine, ...] = Field(
        min_length=1, description="The printed lines, in their order."
    )
    signatory: Slug | None = Field(
        default=None, description="The id of the signatory in this record, or null."
    )


ClosingPart = Annotated[TextBlock | Signature, Field(discriminator="kind")]


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverField(Node):
    """A line of the front matter: a key, the printed label (or null) and a value."""

    key: Slug = Field(
        description=(
            "The field: `from`, `to`, `subject`, `number`, `kind`, `institution`, "
            "`procedure`, ..."
        )
    )
    label: Line | None = Field(
        default=None, description="The label as printed, for example `From:`, or null."
    )
    value: TextBlock = Field(description="The words after the label.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover(Node):
    """The cover note that transmits the declaration. Its eIds begin with `cover__`."""

    kind: Kind = Field(description="The kind of note: `item-note`, `cover-note`, ...")
    iri: Iri = Field(description="The IRI of the cover note, which is a separate work.")
    date: Claim | None = Field(default=None, description="The date of the note.")
    identifiers: tuple[Identifier, ...] = Field(
        default=(), description="The numbers of the cover note."
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
        """The value of the field "From".

        >>> from communique import load
        >>> load("eu-clasi-2023").cover.sender == load("eu-clasi-2023").cover.field(
        ...     "from"
        ... )
        True
        """
        return self.field("from")

    @property
    def recipients(self) -> tuple[TextBlock, ...]:
        """The values of the fields "To".

        >>> from communique import load
        >>> len(load("eu-clasi-2023").cover.recipients)
        1
        """
        return tuple(field.value for field in self.fields if field.key == "to")

    @property
    def subject(self) -> TextBlock | None:
        """The value of the field "Subject".

        >>> from communique import load
        >>> load("eu-clasi-2023").cover.subject.text == load("eu-clasi-2023").title.text
        True
        """
        return self.field("subject")

    @property
    def previous_documents(self) -> tuple[TextBlock, ...]:
        """The values of the field "No. prev. doc."; never the number of the note
        itself.

        >>> from communique import load
        >>> [str(each) for each in load("eu-clasi-2023").cover.previous_documents]
        ['12517/1/23 REV 1']
        """
        return tuple(
            field.value for field in self.fields if field.key == "previous-document"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Annex(Node):
    """An annex of the declaration. It has the same shape as a declaration. `kind` is
    given if the annex is itself a declaration.
    """

    eid: Eid = Field()
    num: Line | None = Field(
        default=None, description="The label as printed, for example `ANNEX I`."
    )
    kind: Kind | None = Field(
        default=None,
        description="The kind of declaration, if the annex is one; otherwise null.",
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
        default=(), description="The lines and signatures at the end of the annex."
    )
    annexes: "tuple[Annex, ...]" = Field(
        default=(), description="The annexes of the annex."
    )


class Fields(StrictModel, Node):
    """What a declaration consists of. `communique.model.Declaration` is these fields, judged by its
    laws, and asked.
    """

    schema_version: Literal["1"] = Field("1", description="The version of this schema.")
    id: Slug = Field(description="The slug of the work.")
    iri: Iri = Field(
        description="The IRI of the work by the naming convention of Akoma Ntoso."
    )
    language: Language = Field(
        description="The language of the text, as a BCP 47 tag; `und` if it is unknown."
    )
    kind: Kind = Field(
        description=(
            "The kind of document: `declaration`, `joint-declaration`, `communique`, "
            "`resolution`, `statement`, ..."
        )
    )
    authenticity: Authenticity | None = Field(
        None, description="`official` or `unofficial`; null if it is not known."
    )
    translation_of: Language | None = Field(
        None,
        description="The language of the original if this text is a translation, or null.",
    )
    date: Claim | None = Field(None, description="The date of adoption, or null.")
    place: PlaceClaim | None = Field(
        None, description="The place of adoption, or null."
    )
    identifiers: tuple[Identifier, ...] = Field(
        (), description="The numbers of the work."
    )
    related_documents: tuple[RelatedDocument, ...] = Field(
        (),
        description=(
            "Other documents of the work's history: drafts, earlier versions, records"
            " of its adoption."
        ),
    )
    title: TextBlock | None = Field(None, description="The title as printed, or null.")
    subtitles: tuple[TextBlock, ...] = Field(
        (), description="The lines under the title."
    )
    short_title: Line | None = Field(None, description="A short title in use, or null.")
    subjects: tuple[Subject, ...] = Field(
        (), description="The subjects of the document, as catalogues list them."
    )
    sponsors: tuple[PartyClaim, ...] = Field(
        (), description="The sponsors, who put the document forward."
    )
    votes: tuple[Vote, ...] = Field(
        (),
        description="The votes on the document, or the results that it states.",
    )
    signatories: tuple[Signatory, ...] = Field(
        (), description="The signatories of the declaration."
    )
    cover: Cover | None = Field(
        None, description="The cover note that transmits the declaration, or null."
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
        (),
        description=(
            "The notes, in the order of their first calls. Notes without a call come "
            "last."
        ),
    )
    entities: tuple[Entity, ...] = Field(
        (), description="The entities that marks and claims refer to."
    )
    source: Provenance | None = Field(
        None, description="The source of the text, or null."
    )
