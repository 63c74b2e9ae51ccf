"""Edits made to a source: chosen so that none overlaps another, put into its text as it stands, and which findings are new then."""

from bisect import bisect_right, insort
from collections import Counter
from collections.abc import Iterable
from itertools import accumulate

from communique.core.diagnostics import Diagnostic, Edit
from communique.core.source import Source
from communique.validate.json import KEY_ORDER


def without_overlap(findings: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The findings whose fixes can be made together: of two that overlap the first; a fix that several share is one."""
    chosen: list[Diagnostic] = []
    known: set[int] = set()
    taken: list[tuple[int, int]] = []
    for finding in findings:
        if finding.fix is None:
            continue
        edits = finding.fix.edits
        if id(edits) not in known:
            if any(_overlaps((edit.start, edit.end), taken) for edit in edits):
                continue
            known.add(id(edits))
            for edit in edits:
                insort(taken, (edit.start, edit.end))
        chosen.append(finding)
    return chosen


def _overlaps(stretch: tuple[int, int], taken: list[tuple[int, int]]) -> bool:
    """Whether a stretch shares a character with one that is taken, or is put in at its edge or inside it."""
    start, end = stretch
    at = bisect_right(taken, stretch)
    return any(other[0] <= end and start <= other[1] for other in taken[max(0, at - 1) : at + 1])


def fixes_of(findings: Iterable[Diagnostic]) -> list[tuple[Edit, ...]]:
    """The edits of each fix, of one that several findings share once: it is then one object, and has not to be compared."""
    return list({id(each.fix.edits): each.fix.edits for each in findings if each.fix is not None}.values())


def edits_of(findings: Iterable[Diagnostic]) -> list[Edit]:
    """The edits of fixes that can be made together, in the order of the source."""
    return sorted((edit for edits in fixes_of(findings) for edit in edits), key=lambda each: each.start)


def applied(source: Source, edits: Iterable[Edit]) -> Source:
    """The source with edits made, which stand in its order: a byte order mark, line ends, all else as they are."""
    text, at, pieces = source.text, 0, []
    for edit in edits:
        pieces += [text[at : edit.start], edit.text]
        at = edit.end
    mark = source.data[: len(source.data) - len(text.encode())]
    return Source(source.name, mark + "".join([*pieces, text[at:]]).encode())


class Shift:
    """From offsets before some edits to offsets after them."""

    def __init__(self, edits: list[Edit]) -> None:
        self._starts = [each.start for each in edits]
        self._ends = [each.end for each in edits]
        self._moved = [0, *accumulate(len(each.text) - (each.end - each.start) for each in edits)]

    def after(self, offset: int) -> set[int]:
        """Where a character stands now; two places where something was put in straight before it."""
        before = bisect_right(self._ends, offset)
        found = {offset + self._moved[before]}
        if before and self._ends[before - 1] == offset == self._starts[before - 1]:
            found.add(offset + self._moved[before - 1])
        return found


_WITHOUT_RECORD = ("SRC", "MOD", "XSD", "JSN")
"""The families whose findings are seen although no declaration could be read; all but one that is of good records only."""


def new_findings(
    before: Iterable[Diagnostic], after: Iterable[Diagnostic], shift: Shift, *, unread: bool = False
) -> list[Diagnostic]:
    """The findings after edits that are not those from before, moved with the text.

    A finding is one from before if it stands where one of its code and severity stood (what it calls a node may have
    changed), or if it says the same of what was moved, or was placed by a search for its words. `unread`: only now a declaration can be read, and what
    only a record shows is not new.
    """
    old = list(before)
    new = [each for each in after if not unread or (each.code.code[:3] in _WITHOUT_RECORD and each.code != KEY_ORDER)]
    places: dict[tuple[object, ...], list[int]] = {}
    for index, each in enumerate(old):
        for place in (None,) if each.span is None or each.span.start is None else shift.after(each.span.start):
            places.setdefault((each.code, each.severity, place), []).append(index)
    used: set[int] = set()
    left: list[Diagnostic] = []
    for each in new:
        place = None if each.span is None else each.span.start
        waiting = places.get((each.code, each.severity, place), [])
        while waiting and waiting[-1] in used:
            waiting.pop()
        if waiting:
            used.add(waiting.pop())
        else:
            left.append(each)
    said = Counter(_said(each) for index, each in enumerate(old) if index not in used)
    found: list[Diagnostic] = []
    for each in left:
        if said[_said(each)]:
            said[_said(each)] -= 1
        else:
            found.append(each)
    return found


def _said(finding: Diagnostic) -> tuple[object, ...]:
    return finding.code, finding.severity, finding.message
