"""The record: an immutable tree of pydantic values that knows nothing of files."""

from communique.model.alignment import Aligned, AlignedRow
from communique.model.blocks import Block, Cell, Note, Point, PointList, Row, Table
from communique.model.declaration import Declaration, Hit, Mention
from communique.model.parts import (
    Annex,
    BodyPart,
    Claim,
    ClosingPart,
    Cover,
    CoverField,
    Entity,
    Identifier,
    Member,
    Name,
    Paragraph,
    PartyClaim,
    PlaceClaim,
    PreamblePart,
    Provenance,
    Recital,
    RecitalGroup,
    RelatedDocument,
    Section,
    Signatory,
    Signature,
    SignatureLine,
    Subject,
    Vote,
    Voter,
)  # fmt: skip
from communique.model.text import (
    ActMark,
    DateMark,
    EmphasisMark,
    EntityMark,
    ForeignMark,
    Mark,
    Node,
    NoteMark,
    ReferenceMark,
    TextBlock,
)  # fmt: skip

__all__ = [
    "ActMark", "Aligned", "AlignedRow", "Annex", "Block", "BodyPart", "Cell", "Claim",
    "ClosingPart", "Cover", "CoverField", "DateMark", "Declaration", "EmphasisMark", "Entity",
    "EntityMark", "ForeignMark", "Hit", "Identifier", "Mark", "Member", "Mention", "Name", "Node",
    "Note", "NoteMark", "Paragraph", "PartyClaim", "PlaceClaim", "Point", "PointList",
    "PreamblePart", "Provenance", "Recital", "RecitalGroup", "ReferenceMark", "RelatedDocument",
    "Row", "Section", "Signatory", "Signature", "SignatureLine", "Subject", "Table", "TextBlock",
    "Vote", "Voter",
]  # fmt: skip
