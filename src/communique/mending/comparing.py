"""Which findings about a changed source are new: neither said before nor at a place where the same was said."""

from collections import Counter
from collections.abc import Iterable

from communique.diagnostics import Diagnostic
from communique.mending.edits import Shift

_WITHOUT_RECORD = ("SRC", "MOD", "XSD", "JSN")
"""The families whose findings are seen although no declaration could be read."""


def new_findings(
    before: Iterable[Diagnostic], after: Iterable[Diagnostic], shift: Shift, *, unread: bool = False
) -> list[Diagnostic]:
    """The findings after edits that are not those from before, moved with the text.

    A finding is one from before if it says the same, or stands where one of its code and severity stood: what it calls
    a node may have changed. `unread`: only now a declaration can be read, and what only a record shows is not new.
    """
    old, new = list(before), [each for each in after if not unread or each.code.code[:3] in _WITHOUT_RECORD]
    both = Counter(map(_said, old)) & Counter(map(_said, new))
    places: dict[tuple[object, ...], list[int]] = {}
    for index, each in enumerate(_without(old, both)):
        for place in (None,) if each.span is None or each.span.start is None else shift.after(each.span.start):
            places.setdefault((each.code, each.severity, place), []).append(index)
    used: set[int] = set()
    found: list[Diagnostic] = []
    for each in _without(new, both):
        place = None if each.span is None else each.span.start
        stood = next((at for at in places.get((each.code, each.severity, place), ()) if at not in used), None)
        if stood is None:
            found.append(each)
        else:
            used.add(stood)
    return found


def _said(finding: Diagnostic) -> tuple[object, ...]:
    return finding.code, finding.severity, finding.message, finding.eid


def _without(findings: list[Diagnostic], some: Counter[tuple[object, ...]]) -> list[Diagnostic]:
    """The findings, so many of each left out."""
    left = Counter(some)
    found: list[Diagnostic] = []
    for each in findings:
        if left[_said(each)]:
            left[_said(each)] -= 1
        else:
            found.append(each)
    return found
