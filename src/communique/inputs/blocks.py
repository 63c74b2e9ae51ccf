"""What a file holds, whatever its kind: blocks of words with what its markup and the names of its
styles say of them, filled by a walk; and the text written of them.
"""

import json
import unicodedata
from dataclasses import dataclass, field, replace
from importlib.resources import files

from communique.core.diagnostics import Code, Diagnostic
from communique.core.message import Message
from communique.inputs.carried import Carried
from communique.inputs.notices import record_damaged
from communique.lines import FileLines


@dataclass(slots=True)
class Piece:
    """Words in one style. `call`: it calls the note of that number, and has no words of its own."""

    text: str
    bold: bool = False
    italic: bool = False
    call: int | None = None


@dataclass(slots=True)
class Paragraph:
    """A paragraph: its words (a line feed where a line is broken), its label if that is counted,
    how deep it is nested.

    `level`: of a heading, from 1; the title of a file has level 0. None: it is no heading. `apart`:
    it stands well below what is before it. `role`: what its style says that it is, "" where that is
    any paragraph; None: what is a paragraph is not known. `element`, `tag`, `style`: as in `Origin`.
    """

    pieces: list[Piece] = field(default_factory=list)
    label: str = ""
    depth: int = 0
    level: int | None = None
    apart: bool = False
    role: str | None = None
    element: str = ""
    tag: str = ""
    style: str = ""

    @property
    def text(self) -> str:
        """The words alone."""
        return "".join(piece.text for piece in self.pieces)

    @property
    def empty(self) -> bool:
        """Whether it has neither words nor calls."""
        return not any(
            piece.call is not None or piece.text.strip() for piece in self.pieces
        )


@dataclass(slots=True)
class Table:
    """Rows of cells, each cell a row of blocks. `open`: no line is drawn between its columns.

    `element`, `tag`: as in `Origin`.
    """

    rows: list[list[list["Block"]]] = field(default_factory=list)
    depth: int = 0
    open: bool = False
    element: str = ""
    tag: str = ""
    below: dict[int, int] = field(default_factory=dict)
    """In how many more rows a cell of a column above still stands."""

    def put(
        self,
        row: list[list["Block"]],
        cell: list["Block"],
        *,
        columns: int = 1,
        rows: int = 1,
    ) -> None:
        """Put a cell behind those of a row.

        Where it stands in several columns or rows, the others of them are empty.
        """
        self.skip(row)
        for _ in range(min(max(columns, 1), WIDEST)):
            if rows > 1:
                self.below[len(row)] = rows - 1
            row.append(cell)
            cell = []

    def skip(self, row: list[list["Block"]]) -> None:
        """Leave empty in a row what a cell of the rows above still takes up, up to the next column
        that is free.
        """
        while self.below.get(len(row), 0):
            self.below[len(row)] -= 1
            row.append([])


WIDEST = 64
"""A cell stands in this many columns at most, whatever the file says."""


Block = Paragraph | Table


@dataclass(slots=True)
class Contents:
    """All of a file: its blocks, the blocks of its notes by their numbers, the title, date and
    address that its metadata give it.

    `markers`: the sign that a note is printed with, where that is not its number.
    """

    blocks: list[Block] = field(default_factory=list)
    notes: dict[int, list[Block]] = field(default_factory=dict)
    markers: dict[int, str] = field(default_factory=dict)
    title: str = ""
    date: str = ""
    source_url: str = ""


@dataclass(frozen=True, slots=True)
class Extracted:
    """The lines of a file, and what is to be said of it.

    `findings`: what was left out, guessed or refused, so that no words go missing in silence.
    `usable`: whether anything could be read at all. `carried`: the record that the file carries, if
    it does. `title`: what the file itself gives as the title, if that is printed in the text.
    """

    lines: FileLines
    findings: tuple[Diagnostic, ...] = ()
    usable: bool = True
    carried: Carried | None = None
    title: str = ""

    @property
    def text(self) -> str:
        """The text of the lines; Markdown's signs where the file has such structure."""
        return self.lines.text


def nothing(code: Code, message: Message, hint: Message | None = None) -> Extracted:
    """Of a file of which nothing can be read why that is."""
    return Extracted(
        FileLines(), (Diagnostic.of(code, message, hint=hint),), usable=False
    )


def with_record(found: Extracted, carried: Carried | None) -> Extracted:
    """What was taken out of a file that carries a record.

    None: of one that is damaged, which is a finding.
    """
    if carried is None:
        return replace(found, findings=(*found.findings, record_damaged()))
    return replace(found, carried=carried)


_NAMES: dict[str, list[str]] = json.loads(
    files("communique.inputs").joinpath("styles.json").read_text("utf-8")
)
_ROLES = {name: role for role, names in _NAMES.items() for name in names}
"""Roles by names: those that every word processor has, and those of the institutions' templates and
pages.
"""


def role_of(name: str) -> str | None:
    """The role that a name says, by its letters without accents; None where it says none.

    >>> role_of("Manual Considérant"), role_of("Normal")
    ('recital', None)
    """
    letters = "".join(
        filter(str.isalpha, unicodedata.normalize("NFD", name.casefold()))
    )
    return _ROLES.get(letters.removeprefix("mso").removeprefix("oj"))
