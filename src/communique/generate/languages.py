"""Which node of a record is which in another language, so that both are called the same."""

from collections import defaultdict
from collections.abc import Sequence
from itertools import count
from math import log

from communique.model import Declaration
from communique.model.passages import Passage, passages
from communique.validate.cross.pair import FRAME, aligned

ALONE = 1.2
"""What it costs that a paragraph has no counterpart; that two are matched of which one is twice as long costs 0.7."""


def counterparts(one: Declaration, other: Declaration) -> dict[str, str]:
    """What the nodes of a record are to be called, to be called as in another of the same work; only those that change.

    Labels and places tell. Siblings without a label, of which there are more in one language, are told by their lengths.
    """
    rows = passages(one), passages(other)
    matches = [(rows[0][a], rows[1][b]) for a, b in aligned(*rows, by_words=False).items()]
    names = {a.eid: b.eid for a, b in matches if a.kind == b.kind and a.kind not in FRAME}
    there = _siblings(rows[1])
    for (parent, name), here in _siblings(rows[0]).items():
        others = there.get((names.get(parent or "", parent), name), [])
        if others and len(here) != len(others):
            names |= _by_length(here, others)
    return {old: new for old, new in names.items() if old != new}


def _siblings(rows: Sequence[Passage]) -> dict[tuple[str | None, str], list[Passage]]:
    """Recitals and paragraphs without a label, by what they stand in and what they are called: `rec`, `formula`, `para`."""
    found: dict[tuple[str | None, str], list[Passage]] = defaultdict(list)
    for row in rows:
        if row.kind in ("recital", "paragraph") and not row.num and row.part in ("preamble", "body"):
            found[row.parent, row.eid.rpartition("__")[2].rpartition("_")[0]].append(row)
    return found


def _by_length(here: list[Passage], there: list[Passage]) -> dict[str, str]:
    """The names of siblings, by the cheapest way to match those of two languages in their order; who is alone counts on."""
    pairs = match_lengths([len(row.text) for row in here], [len(row.text) for row in there])
    stem = there[0].eid.rpartition("_")[0]
    further = (f"{stem}_{number}" for number in count(len(there) + 1))
    return {row.eid: there[pairs[a]].eid if a in pairs else next(further) for a, row in enumerate(here)}


def match_lengths(one: Sequence[int], other: Sequence[int]) -> dict[int, int]:
    """Which texts belong together by how long they are, in their order (after Gale and Church).

    >>> match_lengths([100, 20, 300], [110, 310])
    {0: 0, 2: 1}
    """
    ratio = (sum(other) + 1) / (sum(one) + 1)
    best: dict[tuple[int, int], tuple[float, dict[int, int]]] = {(0, 0): (0.0, {})}
    for a in range(len(one) + 1):
        for b in range(len(other) + 1):
            ways = [(best[x, y][0] + ALONE, best[x, y][1]) for x, y in ((a - 1, b), (a, b - 1)) if (x, y) in best]
            if a and b:
                cost, pairs = best[a - 1, b - 1]
                unlike = abs(log((one[a - 1] * ratio + 1) / (other[b - 1] + 1)))
                ways.append((cost + unlike, {**pairs, a - 1: b - 1}))
            if ways:
                best[a, b] = min(ways, key=lambda way: way[0])
    return best[len(one), len(other)][1]
