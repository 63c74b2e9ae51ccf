"""What is known of one source while it is read: each pass of `reading` adds to it."""

from dataclasses import dataclass
from typing import Any

from communique.core.diagnostics import Code, Diagnostic
from communique.core.message import Message
from communique.core.source import Source
from communique.detect.blocks import Block
from communique.detect.claims import Claims, Joiner
from communique.detect.front import Front
from communique.detect.metadata import Metadata
from communique.detect.notes import Note
from communique.detect.outline import Item, Text
from communique.detect.roles import Decision
from communique.detect.segments.atoms import Atom
from communique.detect.segments.layout import Measures
from communique.draft import ReadOptions
from communique.languages import LanguageData, language
from communique.lines import Line, Sign
from communique.places import Decided

RUNNING = frozenset({"recital", "paragraph", "point", "continuation"})
"""Roles of running text: it never stands above a text, nor closes one."""


@dataclass(slots=True)
class Corrected:
    """What a table says of a text: hints where it says other than was decided, and the role of each
    block by its offset.
    """

    hints: dict[int, str]
    roles: dict[int, str]
    complete: bool


class Reading:
    """What is known of one source so far: each pass reads what those before it left, and adds its
    own.

    `lines`: the lines that are still to be read. `cover`: those of a transmitting note behind its
    labelled fields. `atoms` and `decisions` run side by side. `annexes`: their levels, by where the
    lines with the word for one begin. `signs`: it has signs of Markdown. `placed`: where the reader
    of a file says that they are within words. `contents`: the entries of tables of contents, which
    the passes behind do not see. `capitals`: no sign tells headings, so that capitals
    may.
    """

    def __init__(self, source: Source, options: ReadOptions) -> None:
        """Nothing is known yet but the text and what a person says of it."""
        self.source, self.options, self.text = source, options, source.text
        self.findings: list[Diagnostic] = []
        self.claims = Claims(self.text)
        self.joiner = Joiner(self.text, self.claims)
        self.table: Corrected | None = None
        self.given: dict[str, str] = {}
        """Facts that a person gives, by name."""
        self.lines: list[Line] = []
        self.signs = False
        self.placed: list[Sign] | None = None
        self.capitals = True
        self.metadata = Metadata()
        self.measures = Measures(0, 0, False)
        self.notes: list[Note] = []
        self.set_aside: list[Line] = []
        self.front: Front | None = None
        self.annex_label: Line | None = None
        self.cover: list[Line] = []
        self.tag = "und"
        self.words: LanguageData = language("und")
        self.spoken: tuple[LanguageData, ...] = ()
        self.annexes: dict[int, int] = {}
        self.atoms: list[Atom] = []
        self.decisions: list[Decision] = []
        self.decided = Decided()
        self.side_by_side: list[Line] = []
        """Lines with words on both sides of a gap."""
        self.grids: list[list[Line]] = []
        self.contents: list[list[Line]] = []
        self.blocks: list[Block] = []
        self.texts: list[Text] = []
        self.cover_items: list[Item] = []

    def let_go(self) -> None:
        """Let go of what only decided. Of running text the flow and its place are enough: lines
        take more memory than the text.
        """
        self.lines, self.cover = [], []
        for block in self.blocks:
            if block.role in RUNNING:
                block.lines, block.decision = self.lines, None
        self.blocks = []

    def let_go_of_atoms(self) -> None:
        """Let go of what blocks were made of, and keep what was decided of each block."""
        for atom, decision in zip(self.atoms, self.decisions, strict=True):
            if decision.begins:
                self.decided.add(atom.lines[0].start, decision.role, decision.odds)
        self.atoms, self.decisions = [], []

    def say(
        self,
        code: Code,
        message: Message,
        offset: int | None = None,
        end: int | None = None,
        **more: Any,
    ) -> None:
        """Add a finding at a place of the source."""
        span = None
        if offset is not None:
            span = self.source.span(
                offset, end if end is not None else min(offset + 1, len(self.text))
            )
        self.findings.append(Diagnostic.of(code, message, span, **more))
