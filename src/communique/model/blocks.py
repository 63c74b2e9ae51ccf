"""What a paragraph is made of: text, lists of points, tables; and notes, which hold the
same.
"""

from typing import Annotated, Literal

from pydantic import Field
from pydantic.dataclasses import dataclass

from communique.model.text import ActMark, Node, TextBlock
from communique.model.types import Columns, Eid, Line, Rows
from communique.naming.labels import bare


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell(Node):
    """A cell of a table."""

    header: bool = Field(
        default=False,
        strict=True,
        description="True if the cell is the heading of its row or column.",
    )
    colspan: Columns = Field(default=1)
    rowspan: Rows = Field(default=1)
    content: tuple[TextBlock, ...] = Field(
        default=(), description="The text blocks of the cell; may be empty."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Row(Node):
    """A row of a table."""

    cells: tuple[Cell, ...] = Field(
        min_length=1, description="The cells, in reading order."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Table(Node):
    """A table, with its caption as printed."""

    kind: Literal["table"] = Field(default="table")
    eid: Eid = Field()
    caption: TextBlock | None = Field(
        default=None, description="The caption as printed, or null."
    )
    rows: tuple[Row, ...] = Field(
        min_length=1, description="The rows, from top to bottom."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class PointList(Node):
    """A list of points."""

    kind: Literal["points"] = Field(default="points")
    points: "tuple[Point, ...]" = Field(
        min_length=1, description="The points, in their order."
    )


Block = Annotated[TextBlock | PointList | Table, Field(discriminator="kind")]
"""A part of a paragraph."""


class _Calling(Node):
    """What calls notes: the notes of its record that it calls have a place in it, and
    are no field.
    """

    __slots__ = ("_footnotes",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbered(_Calling):
    """What a point, a recital and an operative paragraph have in common."""

    kind: str  # each says which; it is here so that it is written first
    eid: Eid = Field()
    num: Line | None = Field(
        default=None, description="The label exactly as printed, or null."
    )
    heading: TextBlock | None = Field(
        default=None, description="The heading as printed, or null."
    )
    content: tuple[Block, ...] = Field(
        min_length=1, description="The contents, in printed order."
    )

    @property
    def text(self) -> str:
        """All the words below the label and heading, blocks and points joined by line feeds.

        >>> from communique import load
        >>> len(load("eu-clasi-2023").paragraph(17).text)
        63
        """
        return "\n".join(text_of(self.content))

    @property
    def number(self) -> str | None:
        """What the printed label counts: `16.` is `16`, `(a)` is `a`, `Article 2` is `2`; null for
        a bullet.

        >>> from communique import load
        >>> load("eu-clasi-2023")["para_16"].number
        '16'
        """
        return None if self.num is None else bare(self.num) or None

    @property
    def acts(self) -> tuple[ActMark, ...]:
        """The acts marked in it, points included, in the order of the text.

        >>> from communique import load
        >>> [act.act for act in load("eu-clasi-2023").paragraph(22).acts]
        ['welcome', 'call', 'stress']
        """
        acts: list[ActMark] = []
        for block in text_blocks(self.content):
            acts += [mark for mark in block.marks if isinstance(mark, ActMark)]
        return tuple(acts)

    @property
    def footnotes(self) -> "tuple[Note, ...]":
        """The notes called in it, in the order of their calls. Known once it is part of a
        Declaration, else empty.

        >>> from communique import load
        >>> [note.marker for note in load("eu-clasi-2023").paragraph(22).footnotes]
        ['3']
        """
        return getattr(self, "_footnotes", ())


@dataclass(frozen=True, slots=True, kw_only=True)
class Point(Numbered):
    """An item of a list in a paragraph or recital; nested to any depth."""

    kind: Literal["point"] = Field(default="point")


@dataclass(frozen=True, slots=True, kw_only=True)
class Note(Node):
    """A footnote or endnote."""

    kind: Literal["note"] = Field(default="note")
    eid: Eid = Field()
    marker: Line | None = Field(
        default=None, description="The marker as printed, or null."
    )
    content: tuple[Block, ...] = Field(
        min_length=1, description="The text of the note."
    )

    @property
    def text(self) -> str:
        """The words of the note, with blocks joined by line feeds.

        >>> from communique import load
        >>> load("eu-clasi-2023").footnotes[0].text
        '11301/23.'
        """
        return "\n".join(text_of(self.content))


def text_blocks(content: "tuple[Block, ...]") -> list[TextBlock]:
    """Every text block below, in the order of the text: headings of points, captions and cells
    included.
    """
    found: list[TextBlock] = []
    for block in content:
        if isinstance(block, TextBlock):
            found.append(block)
        elif isinstance(block, PointList):
            for point in block.points:
                if point.heading is not None:
                    found.append(point.heading)
                found.extend(text_blocks(point.content))
        else:
            if block.caption is not None:
                found.append(block.caption)
            for row in block.rows:
                for cell in row.cells:
                    found += cell.content
    return found


def text_of(content: "tuple[Block, ...]") -> list[str]:
    """The words of each block in order; a point's label stands before its first words."""
    lines: list[str] = []
    for block in content:
        if isinstance(block, PointList):
            for point in block.points:
                lines += _lines_of(point)
        else:
            lines += [text.text for text in text_blocks((block,))]
    return lines


def _lines_of(point: Point) -> list[str]:
    words = text_of(point.content)
    if point.heading is not None:
        words.insert(0, point.heading.text)
    if point.num:
        label = point.num
        words[:1] = [f"{label} {words[0]}" if words else label]
    return words
