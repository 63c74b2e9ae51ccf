"""Which findings about a changed source are new: neither at a place where the same was said before, nor said before."""

from collections import Counter
from collections.abc import Iterable

from communique.core.diagnostics import Diagnostic
from communique.mending.edits import Shift
from communique.validate.json import KEY_ORDER

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
