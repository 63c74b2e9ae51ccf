"""The parts of a declaration: cover, preamble, body, closing, annexes."""

from typing import Annotated, Literal

from pydantic import Field

from communique.model.blocks import Numbered
from communique.model.text import Node, TextBlock
from communique.model.types import Basis, Date, Eid, EntityType, Iri, Kind, Language, Line, Sha256, Slug, Uri


class Claim(Node):
    """A date that is claimed, and why."""

    value: Date
    basis: Basis | None = None
    source: Line | None = None


class PlaceClaim(Node):
    """A place that is claimed, as printed and as an entity, and why."""

    text: Line | None = None
    ref: Slug | None = None
    basis: Basis | None = None
    source: Line | None = None


class Identifier(Node):
    """A number under which a work is known. `scheme` says whose: council, parliament, celex, ..."""

    scheme: Line
    value: Line
    basis: Basis | None = None
    source: Line | None = None


class Name(Node):
    """What an entity is called in another language, and why it is claimed."""

    language: Language
    text: Line
    basis: Basis | None = None
    source: Line | None = None


class Entity(Node):
    """Somebody or something that the text names."""

    id: Slug
    type: EntityType
    label: Line = Field(description="Its name in the language of the record.")
    acronym: Line | None = None
    names: tuple[Name, ...] = Field((), description="Its names in other languages, where they are known.")
    same_as: tuple[Uri, ...] = ()
    basis: Basis | None = None
    source: Line | None = None

    def name(self, language: str) -> str | None:
        """What it is called in another language than the record's, or None where that is not known.

        >>> from communique import load
        >>> load("eu-clasi-2023").entity("spain").name("en")
        'Spain'
        """
        return next((name.text for name in self.names if name.language == language), None)


class PartyClaim(Node):
    """A name, role or party of a signatory: as printed, as an entity, and why."""

    text: Line | None = None
    ref: Slug | None = None
    basis: Basis | None = None
    source: Line | None = None


class Member(Node):
    """A member of a collective signatory: an entity, and why it is claimed."""

    ref: Slug
    basis: Basis | None = None
    source: Line | None = None
    remark: Line | None = Field(None, description="What a reader should know besides: sources that do not agree.")


class Signatory(Node):
    """Who the declaration is by: a person, a body or a collective party."""

    id: Slug
    name: PartyClaim | None = None
    role: PartyClaim | None = None
    party: PartyClaim | None = None
    members: tuple[Member, ...] = ()


class Provenance(Node):
    """Where the words came from."""

    url: Uri | None = None
    title: Line | None = None
    publisher: Line | None = None
    retrieved: Date | None = None
    media_type: Line | None = None
    sha256: Sha256 | None = None
    licence: Line | None = None


class Recital(Numbered):
    """A clause of the preamble, numbered or not. `role`: it opens the preamble, or is the enacting formula."""

    kind: Literal["recital"] = "recital"
    role: Literal["opening", "formula"] | None = None


class RecitalGroup(Node):
    """Recitals under a common number or heading; groups do not nest. One of the two is given."""

    kind: Literal["recitals"] = "recitals"
    eid: Eid
    num: Line | None = None
    heading: TextBlock | None = None
    recitals: tuple[Recital, ...] = Field(min_length=1)


PreamblePart = Annotated[Recital | RecitalGroup, Field(discriminator="kind")]


class Paragraph(Numbered):
    """An operative paragraph, or a paragraph of a cover note or an annex; numbered or not."""

    kind: Literal["paragraph"] = "paragraph"


class Section(Node):
    """A division of the body; `kind` says which. Nested to any depth."""

    kind: Literal["section", "article", "chapter", "part", "title", "division"]
    eid: Eid
    num: Line | None = None
    heading: TextBlock | None = None
    body: "tuple[BodyPart, ...]" = ()


BodyPart = Annotated[Section | Paragraph, Field(discriminator="kind")]


class SignatureLine(Node):
    """A printed line of a signature block, and which part of it it is."""

    part: Literal["party", "name", "role", "other"]
    value: TextBlock


class Signature(Node):
    """A signature block as printed; `signatory` is the id of the signatory of the record, if known."""

    kind: Literal["signature"] = "signature"
    lines: tuple[SignatureLine, ...] = Field(min_length=1)
    signatory: Slug | None = None


ClosingPart = Annotated[TextBlock | Signature, Field(discriminator="kind")]


class CoverField(Node):
    """A line of front matter: its key, the label as printed (or null), the value."""

    key: Slug
    label: Line | None = None
    value: TextBlock


class Cover(Node):
    """The note that transmits the declaration. Its eids begin with `cover__`."""

    kind: Kind
    iri: Iri
    date: Claim | None = None
    identifiers: tuple[Identifier, ...] = ()
    fields: tuple[CoverField, ...] = ()
    paragraphs: tuple[Paragraph, ...] = ()
    annex_label: TextBlock | None = Field(None, description="The word above the declaration, as printed: `ANNEX`.")

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
        >>> load("eu-clasi-2023").cover.sender == load("eu-clasi-2023").cover.field("from")
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
        return tuple(field.value for field in self.fields if field.key == "previous-document")


class Annex(Node):
    """An annex of the declaration, of the same shape again. `kind` is given if it is a declaration itself."""

    eid: Eid
    num: Line | None = Field(None, description="The label as printed: ANNEX I.")
    kind: Kind | None = None
    title: TextBlock | None = None
    subtitles: tuple[TextBlock, ...] = ()
    preamble: tuple[PreamblePart, ...] = ()
    body: tuple[BodyPart, ...] = ()
    closing: tuple[ClosingPart, ...] = ()
    annexes: "tuple[Annex, ...]" = ()
