"""Blocks: the atoms of a text put together by the states that were decided."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from communique.detect.atoms import Atom
from communique.detect.claims import Claims, Flow
from communique.detect.grids import Grid
from communique.detect.joining import Joiner
from communique.detect.roles import ABOVE, MORE, ROLES, Decision
from communique.detect.runs import Numbered
from communique.lines import Line

NUMBERED = frozenset({"heading", "lead", "opening", "recital", "formula", "paragraph", "point"})
"""Roles whose label is a number of its own. In all others what looks like a label is a word of the text."""
CLAMPS = {
    "join": tuple(role + MORE for role in ROLES),
    "heading": ("heading",), "title": ("title",), "recital": ("recital",), "paragraph": ("paragraph",), "annex": ("annex",),
    "closing": ("closing",), "label": ("recital", "paragraph", "point", "heading"), "note": ("note",),
    "break": tuple(ROLES),
    **{role: (role,) for role in ("letterhead", "subtitle", "dateline", "contents", "opening", "formula", "point",
                                  "continuation", "signature", "table", "other")},
}  # fmt: skip
"""What a hint allows an atom to be."""
PROSE = frozenset({"recital", "paragraph", "point", "continuation", "closing", "other"})
"""Roles of whole paragraphs: a hint of one holds up to the empty line. Recitals can stand one below the other without any."""
SOFT = frozenset({"", "short", "open", "clause", "outdent", "indent"})
"""Reasons for a block to begin that are none inside a paragraph which stands between empty lines."""
ANNEX_WORD = ("annex", "heading", "title", "letterhead", "furniture")
"""What a line can be that is the word for an annex: it never signs, and is no sentence."""


@dataclass(slots=True)
class Block:
    """A stretch of lines that belongs together, and what it is.

    `marked`: the level of a heading by the source's own marks (0: none), or None. `decision`: of its first atom. `grid`:
    the table that it is. `held`: a hint says what it is. `start`: where it begins in the source, its label included; of running
    text lines are let go of. `level`: how deep it is nested, where the file itself says that.
    """

    role: str
    lines: list[Line]
    flow: Flow
    label: Numbered | None = None
    marked: int | None = None
    decision: Decision | None = None
    grid: Grid | None = None
    held: bool = False
    start: int = 0
    level: int | None = None

    @property
    def text(self) -> str:
        """Its words, without the label."""
        return self.flow.text

    @property
    def depth(self) -> int:
        """How deep it is nested: as the file says, or its label; -1 without either."""
        if self.level is not None:
            return self.level
        return -1 if self.label is None else self.label.run.depth

    @property
    def indent(self) -> int:
        """The column of its first line."""
        return self.lines[0].indent

    @property
    def num(self) -> str | None:
        """The label as printed, blanks collapsed; None without one."""
        return None if self.label is None else " ".join(self.label.label.printed.split())


DIVIDING = tuple(
    role for role in ROLES if role not in {"opening", "recital", "formula", "point", "continuation", "signature"}
)
"""What a line can be that begins with the number of an article: a block of its own, and none inside another; it never signs."""


def clamps(atoms: Sequence[Atom]) -> dict[int, Sequence[str]]:
    """What hints allow atoms to be, by index. A role of prose holds for the whole paragraph; without a hint the word for an
    annex on a line of its own can be few things.
    """
    found: dict[int, Sequence[str]] = {}
    holds, reasons = "", frozenset[str]()
    for index, atom in enumerate(atoms):
        said = atom.forced is not None and atom.forced != "text"
        if said:
            holds = atom.forced if atom.forced in PROSE else ""
            reasons = SOFT if atom.gap or atom.reason == "first" else frozenset({""})
        elif atom.reason not in reasons or atom.label is not None or atom.annex:
            holds = ""
        if said and atom.forced in CLAMPS:
            found[index] = CLAMPS[atom.forced]
        elif holds:
            found[index] = (holds, holds + MORE) if holds == "recital" else (holds + MORE,)
        elif atom.annex and not said:
            found[index] = ANNEX_WORD
        elif atom.kept and not said:
            found[index] = CLAMPS["join"]
        elif atom.worded and not said:
            found[index] = DIVIDING
        elif not said and in_brackets(atom.lines[0].text) and _divides(atoms[index + 1 : index + 2]):
            found[index] = ("heading",)
    return found


def _divides(atoms: Sequence[Atom]) -> bool:
    """Whether an atom begins with the word for an article and its number."""
    return any(each is not None and each.label.whole for atom in atoms for each in (atom.worded, atom.label))


def in_brackets(text: str) -> bool:
    """Whether words stand in brackets as a whole: a remark, or the heading of an article."""
    return _BRACKETED.fullmatch(text) is not None


_BRACKETED = re.compile(r"[(（][^()（）]{2,80}[)）]")


def is_held(atom: Atom) -> bool:
    """Whether a hint says what an atom is, and not only that a block begins there."""
    return atom.forced not in (None, "break")


def make_blocks(atoms: Sequence[Atom], decisions: Sequence[Decision], joiner: Joiner, claims: Claims) -> list[Block]:
    """The blocks in order; claims their labels."""
    found: list[Block] = []
    for atom, decision in zip(atoms, decisions, strict=True):
        if found and not decision.begins:
            block = found[-1]
            block.lines.extend(atom.lines)
            for line in atom.lines:
                joiner.add(block.flow, line.start, line.end)
            continue
        flow, held = Flow(joiner.text), is_held(atom)
        block = Block(decision.role, list(atom.lines), flow, marked=atom.marked, decision=decision, held=held)
        block.start = atom.lines[0].start
        content = 0
        block.label = (atom.label or atom.worded) if block.role in NUMBERED else None
        if block.label is not None:
            label = block.label.label
            content, signs = label.content, label.start if atom.worded else 0
            claims.label(block.start + label.start, block.start + label.end)
            for sign in (0, label.end) if signs else ():
                claims.furniture(block.start + sign, block.start + sign + signs, "markup")
        for number, line in enumerate(atom.lines):
            joiner.add(block.flow, line.start + (0 if number else content), line.end)
        found.append(block)
    return found


def put_grid(blocks: list[Block], grid: Grid, text: str) -> None:
    """Put a table at its place among the blocks of a text; one above the title, with nothing but a letterhead there, is part of it."""
    title = next((block.start for block in blocks if block.role == "title"), -1)
    at = next((index for index, block in enumerate(blocks) if block.start > grid.start), len(blocks))
    block = Block("table", grid.lines, Flow(text), grid=grid, start=grid.start)
    if grid.start < title and all(each.role in ABOVE for each in blocks[:at]):
        block = Block("letterhead", grid.lines, Flow(text), start=grid.start)
        for start, end, glue in (piece for flow in grid.flows() for piece in flow.pieces):
            block.flow.add(start, end, glue or " ")
    blocks.insert(at, block)


def split(block: Block, at: int) -> tuple[Block, Block]:
    """A block cut in two before one of its lines."""
    edge = block.lines[at].start
    flows = Flow(block.flow.source), Flow(block.flow.source)
    for piece in block.flow.pieces:
        flows[piece[0] >= edge].add(*piece)
    for drop in block.flow.dropped:
        flows[drop[0] >= edge].dropped += (drop,)
    return replace(block, lines=block.lines[:at], flow=flows[0]), replace(
        block, lines=block.lines[at:], flow=flows[1], start=edge
    )
