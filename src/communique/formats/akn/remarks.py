"""What a reader says of the elements of a file: findings that have no places yet."""

from collections import Counter
from dataclasses import replace
from typing import NamedTuple

from communique.core.diagnostics import Code, Diagnostic, Severity
from communique.core.message import Message, say
from communique.core.source import Source
from communique.formats.akn.places import Number, Part, spans_in
from communique.formats.akn.tree import Element


class Remark(NamedTuple):
    """A finding without a place, and the part of the element that it is about."""

    finding: Diagnostic
    element: Element
    part: Part


class Remarks:
    """The remarks of one reading, in the order in which they are made."""

    def __init__(self) -> None:
        self.made: list[Remark] = []
        self._kinds: dict[tuple[str, str], int] = {}
        self._times: Counter[int] = Counter()

    def say(
        self,
        code: Code,
        message: Message,
        element: Element,
        part: Part = Part.TAG,
        *,
        quote: str | None = None,
        severity: Severity | None = None,
        hint: Message | None = None,
    ) -> None:
        """Make a remark."""
        finding = Diagnostic.of(
            code, message, severity=severity, quote=quote, hint=hint
        )
        self.made.append(Remark(finding, element, part))

    def once(
        self,
        code: Code,
        message: Message,
        element: Element,
        *,
        severity: Severity | None = None,
    ) -> None:
        """Make a remark about a kind of thing: it is said once, with the number of times."""
        at = self._kinds.setdefault((code.code, message), len(self.made))
        self._times[at] += 1
        if at == len(self.made):
            self.say(code, message, element, severity=severity)

    def findings(
        self, source: Source, root: Element, number: Number | None = None
    ) -> list[Diagnostic]:
        """The remarks as findings with exact lines and columns; `number` as in `spans_in`."""
        if not self.made:
            return []
        places = [(remark.element, remark.part) for remark in self.made]
        spans = spans_in(source, root, places, number)
        found: list[Diagnostic] = []
        for at, (remark, span) in enumerate(zip(self.made, spans, strict=True)):
            message = remark.finding.message
            times = self._times[at]
            if times > 1:
                message = say("{message} ({n} times)", message=message, n=times)
            eid = remark.element.get("eId")
            found.append(replace(remark.finding, message=message, span=span, eid=eid))
        return found
