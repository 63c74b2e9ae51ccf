"""Words and the marks that stand off from them."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from communique.model.types import ActKind, Basis, Date, Eid, Language, Line, Offset, Reference, Slug, Text


class Node(BaseModel):
    """An immutable value of the record: unknown keys are refused, scalars are never converted."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class _Mark(Node):
    kind: str  # each mark says which; it stands here because fields are written in the order of their first naming
    start: Offset = Field(description="First code point of the marked words.")
    end: Offset = Field(description="One past the last code point of the marked words.")
    basis: Basis | None = Field(None, description="Why it is claimed; null where the words say it.")
    source: Line | None = Field(None, description="The source that is the basis, or null.")


class EntityMark(_Mark):
    """The words name an entity of the record."""

    kind: Literal["entity"] = "entity"
    ref: Slug = Field(description="Id of an entity of this record.")


class DateMark(_Mark):
    """The words are a date."""

    kind: Literal["date"] = "date"
    date: Date = Field(description="The day, the month or the year that the words say.")


class ReferenceMark(_Mark):
    """The words refer to a document, or to a place in this one (`#para_16`)."""

    kind: Literal["reference"] = "reference"
    scheme: Slug | None = Field(None, description="Whose number it is: council, com, parliament, un, akn.")
    href: Reference | None = Field(None, description="Address, or null where none is known.")


class NoteMark(_Mark):
    """A footnote is called here. The only mark of zero width."""

    kind: Literal["note"] = "note"
    ref: Eid = Field(description="Eid of the note.")


class EmphasisMark(_Mark):
    """The words are set apart by their type."""

    kind: Literal["emphasis"] = "emphasis"
    style: Literal["bold", "italic", "underline", "superscript", "subscript"] = Field(
        description="How the type differs from the rest."
    )


class ForeignMark(_Mark):
    """The words are in another language than the text."""

    kind: Literal["foreign"] = "foreign"
    language: Language = Field(description="The language of the words: a BCP 47 tag.")


class ActMark(_Mark):
    """The operative words of a commitment, or the lead words of a recital, and what they do."""

    kind: Literal["act"] = "act"
    act: ActKind = Field(description="What the words do; the kinds are in the order of their strength.")
    actors: tuple[Slug, ...] = Field((), description="Ids of the entities that act.")
    addressees: tuple[Slug, ...] = Field((), description="Ids of the entities that are to act, or are acted upon.")
    topics: tuple[Slug, ...] = Field((), description="Ids of the topics.")
    instruments: tuple[Slug, ...] = Field(
        (), description="Ids of the instruments, programmes, meetings and bodies by which, or about which."
    )
    due: Date | None = Field(None, description="By when; null where the text gives no date.")


Mark = Annotated[
    EntityMark | DateMark | ReferenceMark | NoteMark | EmphasisMark | ForeignMark | ActMark,
    Field(discriminator="kind"),
]
"""Something said about a stretch of words, with its basis."""


class TextBlock(Node):
    """Words exactly as printed, and the marks on them.

    Offsets of marks count code points. Marks stand by start, zero width first, then longest
    first; equal spans outer first; they nest and never straddle; a note at a mark's edge lies outside it.
    """

    kind: Literal["text"] = "text"
    text: Text
    marks: tuple[Mark, ...] = Field(
        (), description="What is said about stretches of the words, in the order of the text."
    )

    def __str__(self) -> str:
        """The words.

        >>> from communique import load
        >>> str(load("eu-clasi-2023").footnotes[0].content[0])
        '11301/23.'
        """
        return self.text

    def quoted(self, mark: Any) -> str:
        """The words that a mark of this block stands on.

        >>> from communique import load
        >>> date = load("eu-clasi-2023").dates[-1]
        >>> date.block.quoted(date.mark)
        '3. marec 2022'
        """
        return self.text[mark.start : mark.end]
