"""What a reader has to say about elements of a file, kept until there are places for it."""

from dataclasses import dataclass

from communique.core.diagnostics import Code, Diagnostic, Severity
from communique.core.message import Message, say
from communique.core.source import Source
from communique.formats.akn.places import Number, Part, spans_in
from communique.formats.akn.tree import Element


@dataclass(slots=True)
class Remark:
    """Something about a part of an element; said so many times of as many elements, this being the first."""

    code: Code
    message: Message
    element: Element
    part: Part = Part.TAG
    severity: Severity | None = None
    quote: str | None = None
    hint: Message | None = None
    times: int = 1


class Remarks:
    """The remarks of one reading, in the order in which they were made."""

    def __init__(self) -> None:
        self.made: list[Remark] = []
        self._kinds: dict[tuple[str, str], Remark] = {}

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
        self.made.append(Remark(code, message, element, part, severity, quote, hint))

    def once(self, code: Code, message: Message, element: Element, *, severity: Severity | None = None) -> None:
        """Make a remark about a kind of thing: the same message is said once, with how often it was true."""
        known = self._kinds.get((code.code, message))
        if known is not None:
            known.times += 1
            return
        remark = self._kinds[code.code, message] = Remark(code, message, element, severity=severity)
        self.made.append(remark)

    def findings(self, source: Source, root: Element, number: Number | None = None) -> list[Diagnostic]:
        """The remarks as findings with exact lines and columns; `number` where the tree is no longer as in the file."""
        if not self.made:
            return []
        spans = spans_in(source, root, [(remark.element, remark.part) for remark in self.made], number)
        return [
            Diagnostic.of(
                remark.code,
                remark.message
                if remark.times == 1
                else say("{message} ({n} times)", message=remark.message, n=remark.times),
                span,
                severity=remark.severity,
                eid=remark.element.get("eId"),
                quote=remark.quote,
                hint=remark.hint,
            )
            for remark, span in zip(self.made, spans, strict=True)
        ]
