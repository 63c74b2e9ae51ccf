"""Running text in columns that stand side by side: it is read line by line, and that is said."""

import re
from collections import defaultdict
from collections.abc import Iterable

from communique.lines import Line

GUTTER = 3
"""So many blanks between words part two columns."""
FEWEST = 3
"""So many lines near one another, with a gap before one column, are no accident of justified type."""
NEAR = 4
"""So many lines further the next may stand: one column is often shorter, or has an empty line."""
LABEL = 8
"""What stands before a gap is a label, not a column, if it is no longer than this."""
_GAP = re.compile(rf"\S[ \u00a0]{{{GUTTER},}}(?=\S)")


def beside(lines: Iterable[Line]) -> list[Line]:
    """The lines with words on both sides of a gap that ends at one column in at least `FEWEST` lines near one another."""
    columns: dict[int, list[tuple[int, Line]]] = defaultdict(list)
    for index, line in enumerate(lines):
        if "   " in line.text:
            for match in _GAP.finditer(line.text, LABEL):
                columns[line.indent + match.end()].append((index, line))
    found: dict[int, Line] = {}
    for places in columns.values():
        near: list[tuple[int, Line]] = []
        for place in [*places, (1 << 60, places[0][1])]:
            if near and place[0] - near[-1][0] > NEAR:
                found.update(near if len(near) >= FEWEST else ())
                near = []
            near.append(place)
    return [line for _, line in sorted(found.items(), key=lambda each: each[0])]
