"""Where the facts of a document can stand: above its text, in its openings, its closing, its
metadata.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from communique.core.expressions import compile_late
from communique.core.values import TextValues
from communique.detect.metadata import Metadata
from communique.languages import LanguageData
from communique.lines import Line

MAX_EDGE = 240
"""A block at an edge of a text that is longer says more than when it was done."""
_GUTTER = compile_late(r"[ \t\u3000]{3,}")
_CELL_EDGES = " \t*_#\u3000"


@dataclass(frozen=True, slots=True)
class Printed:
    """A text block of the record that can hold facts, and the role in which it was read."""

    role: str
    block: TextValues
    cells: tuple[str, ...] = ()
    """Its lines, column by column."""
    twin: bool = False
    """Whether it was read as another title of the text, as in another language."""

    @property
    def text(self) -> str:
        """Its words."""
        return self.block["text"]


def cells_of(lines: Iterable[Line]) -> tuple[str, ...]:
    """The words of lines, those of each column by themselves."""
    cells: list[str] = []
    for line in lines:
        cells.extend(cell.strip(_CELL_EDGES) for cell in _GUTTER.split(line.text))
    return tuple(cell for cell in cells if cell)


@dataclass(slots=True)
class Standing:
    """Where facts can stand in a document."""

    above: list[Printed] = field(default_factory=list)
    """Blocks above the text, its titles among them."""
    noted: list[str] = field(default_factory=list)
    """The notes to what is above the text."""
    openings: list[Printed] = field(default_factory=list)
    closing: list[Printed] = field(default_factory=list)
    ending: list[str] = field(default_factory=list)
    """Sentences of the body that say that the text was done."""
    edges: list[str] = field(default_factory=list)
    """The first and last blocks of the text without a number, whatever they were taken for."""
    spoken: tuple[LanguageData, ...] = ()
    """The languages of the text, the first one first."""
    metadata: Metadata = field(default_factory=Metadata)
    council: bool = False
    """Whether it has the front matter of the Council."""
