"""Tables that are set with pipes, as Markdown has them: each is one block, and no line of it is asked for its role."""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from communique.detect.claims import Flow, Joiner
from communique.lines import Line

_RULE = re.compile(r"\|(?:\s*:?-+:?\s*\|)+")
_PIPE = re.compile(r"(?<!\\)\|")
_ESCAPED = re.compile(r"\\(?=\|)")


@dataclass(slots=True)
class Grid:
    """A table: its lines, and its rows of cells, of which some may be empty. `headed`: whether the first row is its head."""

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


def grids_of(lines: Sequence[Line], forced: dict[int, str]) -> list[list[Line]]:
    """The lines of each table: a row of cells, a rule of as many cells below it, and rows. What a hint is about is none."""
    found: list[list[Line]] = []
    index = 0
    while index + 1 < len(lines):
        head, rule = lines[index], lines[index + 1]
        if rule.gap or not _RULE.fullmatch(rule.text) or _width(head) != rule.text.count("|") - 1:
            index += 1
            continue
        end = index + 2
        while end < len(lines) and not lines[end].gap and _width(lines[end]):
            end += 1
        if not any(id(line) in forced for line in lines[index:end]) and any(map(_worded, lines[index:end])):
            found.append(list(lines[index:end]))
        index = end
    return found


def _width(line: Line) -> int:
    """How many cells a line has; none if it is no row of a table."""
    text = line.text
    return len(_PIPE.findall(text)) - 1 if text[0] == "|" == text[-1] and not text.endswith("\\|") else 0


def _worded(line: Line) -> bool:
    return any(map(str.isalnum, line.text))


def grid_of(lines: list[Line], joiner: Joiner, *, marked_up: bool) -> Grid:
    """The table that lines are; its pipes are claimed, and its rule. `marked_up`: whoever reads the cells takes escapes out."""
    grid = Grid(lines, headed=_worded(lines[0]))
    joiner.claims.furniture(lines[1].start, lines[1].end, "markup")
    for line in (lines[0], *lines[2:]):
        pipes = [line.start + match.start() for match in _PIPE.finditer(line.text)]
        for pipe in pipes:
            joiner.claims.furniture(pipe, pipe + 1, "markup")
        row = [_cell(joiner, begin + 1, end, marked_up=marked_up) for begin, end in itertools.pairwise(pipes)]
        if any(row):
            grid.rows.append(row)
    return grid


def _cell(joiner: Joiner, begin: int, end: int, *, marked_up: bool) -> Flow:
    words = joiner.text[begin:end]
    begin, end = begin + len(words) - len(words.lstrip()), begin + len(words.rstrip())
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
