"""Blocks: the atoms of a text put together by the states that were decided; and tables that are set
with pipes, as Markdown has them.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from communique.detect.claims import Claims, Flow, Joiner, of_lines
from communique.detect.roles import ABOVE, MORE, ROLES, Decision
from communique.detect.segments.atoms import Atom
from communique.detect.segments.numbering import Numbered
from communique.lines import Line

NUMBERED = frozenset({"heading", "opening", "recital", "formula", "paragraph", "point"})
"""Roles whose label is a number of its own. In all others what looks like a label is a word of the
text.
"""
CLAMPS = {
    "join": tuple(role + MORE for role in ROLES),
    "heading": ("heading",), "title": ("title",), "recital": ("recital",),
    "paragraph": ("paragraph",), "annex": ("annex",), "closing": ("closing",),
    "label": ("recital", "paragraph", "point", "heading"), "note": ("note",),
    "break": tuple(ROLES),
    **{role: (role,) for role in ("letterhead", "subtitle", "dateline", "contents", "opening", "formula", "point",
                                  "continuation", "signature", "table", "other")},
}  # fmt: skip
"""What a hint allows an atom to be."""
PROSE = frozenset({"recital", "paragraph", "point", "continuation", "closing", "other"})
"""Roles of whole paragraphs: a hint of one holds up to the empty line. Recitals can stand one below
the other without any.
"""
SOFT = frozenset({"", "short", "open", "clause", "outdent", "indent"})
"""Reasons for a block to begin that are none inside a paragraph which stands between empty lines."""
ANNEX_WORD = ("annex", "heading", "title", "letterhead", "furniture")
"""What a line can be that is the word for an annex: it never signs, and is no sentence."""
_RULE = re.compile(r"\|(?:\s*:?-+:?\s*\|)+")
_PIPE = re.compile(r"(?<!\\)\|")
_ESCAPED = re.compile(r"\\(?=\|)")


@dataclass(slots=True)
class Grid:
    """A table: its lines, and its rows of cells, of which some may be empty. `headed`: whether the
    first row is its head.
    """

    lines: list[Line]
    rows: list[list[Flow]] = field(default_factory=list)
    headed: bool = False

    @property
    def start(self) -> int:
        """Where it begins in the source."""
        return self.lines[0].start

    def flows(self) -> Iterator[Flow]:
        """The words of its cells in order."""
        for row in self.rows:
            yield from filter(None, row)


@dataclass(slots=True)
class Block:
    """A stretch of lines that belongs together, and what it is.

    `marked`: the level of a heading by the source's own marks (0: none), or None. `decision`: of
    its first atom. `grid`: the table that it is. `held`: a hint says what it is. `start`: where it
    begins in the source, its label included; of running text lines are let go of.
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

    @property
    def text(self) -> str:
        """Its words, without the label."""
        return self.flow.text

    @property
    def depth(self) -> int:
        """How deep it is nested, by its label; -1 without one."""
        return -1 if self.label is None else self.label.run.depth

    @property
    def content(self) -> int:
        """Where the words behind its label begin, in the first line."""
        return 0 if self.label is None else self.label.label.content

    @property
    def num(self) -> str | None:
        """The label as printed, blanks collapsed; None without one."""
        return (
            None if self.label is None else " ".join(self.label.label.printed.split())
        )


_UNDIVIDED = {"opening", "recital", "formula", "point", "continuation", "signature"}
DIVIDING = tuple(role for role in ROLES if role not in _UNDIVIDED)
"""What a line can be that begins with the number of an article: a block of its own, and none inside
another; it never signs.
"""


def clamps(atoms: Sequence[Atom]) -> dict[int, Sequence[str]]:
    """What hints allow atoms to be, by index; and what some lines can be without a hint.

    A role of prose holds for the whole paragraph.
    """
    found: dict[int, Sequence[str]] = {}
    holds = ""
    inside: frozenset[str] = frozenset()
    for index, atom in enumerate(atoms):
        hint = atom.forced if atom.forced != "text" else None
        if hint is not None:
            holds = hint if hint in PROSE else ""
            inside = SOFT if atom.gap or atom.reason == "first" else frozenset({""})
        elif atom.reason not in inside or atom.label is not None or atom.annex:
            holds = ""
        allowed: Sequence[str] | None
        if hint in CLAMPS:
            allowed = CLAMPS[hint]
        elif holds:
            allowed = (holds, holds + MORE) if holds == "recital" else (holds + MORE,)
        else:
            allowed = _without_hint(atoms, index) if hint is None else None
        if allowed is not None:
            found[index] = allowed
    return found


def _without_hint(atoms: Sequence[Atom], index: int) -> Sequence[str] | None:
    """What an atom can be without a hint, where its form alone says that."""
    atom = atoms[index]
    if atom.annex:
        return ANNEX_WORD
    if atom.kept:
        return CLAMPS["join"]
    if atom.worded:
        return DIVIDING
    if in_brackets(atom.lines[0].text) and _is_article(atoms[index + 1 : index + 2]):
        return ("heading",)
    return None


def _is_article(atoms: Sequence[Atom]) -> bool:
    """Whether an atom has the number of an article."""
    labels = [label for atom in atoms for label in (atom.worded, atom.label)]
    return any(label is not None and label.label.whole for label in labels)


def in_brackets(text: str) -> bool:
    """Whether words stand in brackets as a whole: a remark, or the heading of an article."""
    return _BRACKETED.fullmatch(text) is not None


_BRACKETED = re.compile(r"[(（][^()（）]{2,80}[)）]")


def is_held(atom: Atom) -> bool:
    """Whether a hint says what an atom is, and not only that a block begins there."""
    return atom.forced not in (None, "break")


def make_blocks(
    atoms: Sequence[Atom], decisions: Sequence[Decision], joiner: Joiner
) -> list[Block]:
    """The blocks in order; claims their labels."""
    found: list[Block] = []
    for atom, decision in zip(atoms, decisions, strict=True):
        if not found or decision.begins:
            found.append(_begun(atom, decision, joiner))
            continue
        block = found[-1]
        block.lines.extend(atom.lines)
        for line in atom.lines:
            joiner.add(block.flow, line.start, line.end)
    return found


def _begun(atom: Atom, decision: Decision, joiner: Joiner) -> Block:
    """A block that begins with an atom; claims its label, and the signs of emphasis around that."""
    role = decision.role
    start = atom.lines[0].start
    block = Block(
        role, list(atom.lines), Flow(joiner.text), marked=atom.marked, start=start
    )
    block.decision = decision
    block.held = is_held(atom)
    block.label = (atom.label or atom.worded) if role in NUMBERED else None
    if block.label is not None:
        label = block.label.label
        joiner.claims.label(start + label.start, start + label.end)
        signs = label.start if atom.worded else 0
        if signs:
            joiner.claims.furniture(start, start + signs, "markup")
            end = start + label.end
            joiner.claims.furniture(end, end + signs, "markup")
    block.flow = of_lines(joiner, atom.lines, block.content)
    return block


def with_label_in_words(block: Block, claims: Claims) -> None:
    """Make the label of a block, or the cells of its table, words of the block.

    Above a text nothing has a number of its own, and nothing is a table.
    """
    if block.grid is not None:
        block.flow = _in_a_row(block.grid, block.flow.source)
        block.grid = None
    if block.label is None:
        return
    start = block.start + block.label.label.start
    end = block.start + block.label.label.end
    claims.let_go(start, end)
    pieces = [(low, high, glue or " ") for low, high, glue in block.flow.pieces]
    block.flow = Flow(
        block.flow.source, [(start, end, ""), *pieces], block.flow.dropped
    )
    block.label = None


def _in_a_row(grid: Grid, source: str) -> Flow:
    """The words of a table as one text."""
    pieces = [
        (start, end, glue or " ")
        for flow in grid.flows()
        for start, end, glue in flow.pieces
    ]
    return Flow(source, pieces)


def put_grid(blocks: list[Block], grid: Grid, text: str) -> None:
    """Put a table at its place among the blocks of a text; one above the title, with nothing but a
    letterhead there, is part of it.
    """
    title = next((block.start for block in blocks if block.role == "title"), -1)
    at = sum(block.start <= grid.start for block in blocks)
    block = Block("table", grid.lines, Flow(text), grid=grid, start=grid.start)
    if grid.start < title and all(each.role in ABOVE for each in blocks[:at]):
        flow = _in_a_row(grid, text)
        block = Block("letterhead", grid.lines, flow, start=grid.start)
    blocks.insert(at, block)


def split(block: Block, at: int) -> tuple[Block, Block]:
    """A block cut in two before one of its lines."""
    edge = block.lines[at].start
    flow = block.flow
    piece = sum(start < edge for start, _, _ in flow.pieces)
    drop = sum(start < edge for start, _, _ in flow.dropped)
    above = Flow(flow.source, flow.pieces[:piece], flow.dropped[:drop])
    below = Flow(flow.source, flow.pieces[piece:], flow.dropped[drop:])
    head = replace(block, lines=block.lines[:at], flow=above)
    return head, replace(block, lines=block.lines[at:], flow=below, start=edge)


def grids_of(lines: Sequence[Line]) -> list[list[Line]]:
    """The lines of each table: a row of cells, a rule of as many cells below it, and rows. What a
    hint is about is none.
    """
    found: list[list[Line]] = []
    index = 0
    while index + 1 < len(lines):
        if not _is_rule(lines[index + 1], head=lines[index]):
            index += 1
            continue
        end = index + 2
        while end < len(lines) and not lines[end].gap and _width(lines[end]):
            end += 1
        grid = list(lines[index:end])
        if any(map(_worded, grid)) and not any(line.hint for line in grid):
            found.append(grid)
        index = end
    return found


def _is_rule(line: Line, *, head: Line) -> bool:
    """Whether a line is the rule right below the head of a table, with as many cells as that."""
    if line.gap or not _RULE.fullmatch(line.text):
        return False
    return _width(head) == line.text.count("|") - 1


def _width(line: Line) -> int:
    """How many cells a line has; none if it is no row of a table."""
    text = line.text
    if not text.startswith("|") or not text.endswith("|") or text.endswith("\\|"):
        return 0
    return len(_PIPE.findall(text)) - 1


def _worded(line: Line) -> bool:
    return any(map(str.isalnum, line.text))


def grid_of(lines: list[Line], joiner: Joiner, *, marked_up: bool) -> Grid:
    """The table that lines are; its pipes are claimed, and its rule. `marked_up`: whoever reads the
    cells takes escapes out.
    """
    grid = Grid(lines, headed=_worded(lines[0]))
    joiner.claims.furniture(lines[1].start, lines[1].end, "markup")
    for line in (lines[0], *lines[2:]):
        pipes = [line.start + match.start() for match in _PIPE.finditer(line.text)]
        for pipe in pipes:
            joiner.claims.furniture(pipe, pipe + 1, "markup")
        row = [
            _cell(joiner, begin + 1, end, marked_up=marked_up)
            for begin, end in pairwise(pipes)
        ]
        if any(row):
            grid.rows.append(row)
    return grid


def _cell(joiner: Joiner, begin: int, end: int, *, marked_up: bool) -> Flow:
    """The words of a cell between two pipes, without blanks around them."""
    words = joiner.text[begin:end]
    end = begin + len(words.rstrip())
    begin += len(words) - len(words.lstrip())
    flow = Flow(joiner.text)
    if not marked_up:
        for match in _ESCAPED.finditer(joiner.text, begin, end):
            joiner.claims.furniture(match.start(), match.end(), "markup")
            if begin < match.start():
                flow.add(begin, match.start(), "")
            begin = match.end()
    if begin < end and flow:
        flow.add(begin, end, "")
    else:
        joiner.add(flow, begin, end)
    return flow
