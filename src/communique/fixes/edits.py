"""Edits of a source: which can be made together, what comes of them, and where other text is after
them.
"""

from bisect import bisect_right, insort
from collections.abc import Iterable
from itertools import accumulate

from communique.core.diagnostics import Diagnostic, Edit
from communique.core.source import Source


def without_overlap(findings: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The findings whose fixes can be made together: of two that overlap the first. A fix that
    several share is one.
    """
    chosen: list[Diagnostic] = []
    known: set[int] = set()
    taken: list[tuple[int, int]] = []
    for finding in findings:
        if finding.fix is None:
            continue
        edits = finding.fix.edits
        if id(edits) not in known:
            stretches = [(edit.start, edit.end) for edit in edits]
            if any(_overlaps(each, taken) for each in stretches):
                continue
            known.add(id(edits))
            for each in stretches:
                insort(taken, each)
        chosen.append(finding)
    return chosen


def _overlaps(stretch: tuple[int, int], taken: list[tuple[int, int]]) -> bool:
    """Whether a stretch shares a character with another, or one of the two is an insertion at the
    edge of the other or in it.
    """
    start, end = stretch
    at = bisect_right(taken, stretch)
    first = max(0, at - 1)
    for other_start, other_end in taken[first : at + 1]:
        if other_start <= end and start <= other_end:
            return True
    return False


def fixes_of(findings: Iterable[Diagnostic]) -> list[tuple[Edit, ...]]:
    """The edits of each fix. A fix that several findings share comes once: it is one object, so
    identity is enough.
    """
    found: dict[int, tuple[Edit, ...]] = {}
    for finding in findings:
        if finding.fix is None:
            continue
        edits = finding.fix.edits
        found[id(edits)] = edits
    return list(found.values())


def edits_of(findings: Iterable[Diagnostic]) -> list[Edit]:
    """The edits of fixes that can be made together, in the order of the source."""
    edits = [edit for fix in fixes_of(findings) for edit in fix]
    return sorted(edits, key=lambda each: each.start)


def applied(source: Source, edits: Iterable[Edit]) -> Source:
    """The source with edits made, which come in its order. A byte order mark and line ends stay as
    they are.
    """
    text = source.text
    pieces: list[str] = []
    at = 0
    for edit in edits:
        pieces.append(text[at : edit.start])
        pieces.append(edit.text)
        at = edit.end
    pieces.append(text[at:])
    made = "".join(pieces).encode()
    size_of_mark = len(source.data) - len(text.encode())
    mark = source.data[:size_of_mark]
    return Source(source.name, mark + made)


class Shift:
    """From offsets before some edits to offsets after them."""

    def __init__(self, edits: list[Edit]) -> None:
        self._starts = [each.start for each in edits]
        self._ends = [each.end for each in edits]
        growth = (len(each.text) - (each.end - each.start) for each in edits)
        self._moved = [0, *accumulate(growth)]

    def after(self, offset: int) -> set[int]:
        """The offset of a character after the edits; two where something was inserted directly
        before it.
        """
        before = bisect_right(self._ends, offset)
        found = {offset + self._moved[before]}
        if before == 0:
            return found
        last = before - 1
        is_insertion = self._starts[last] == self._ends[last]
        if is_insertion and self._ends[last] == offset:
            found.add(offset + self._moved[last])
        return found
