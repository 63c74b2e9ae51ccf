"""What is said about a source: findings with a code and a place, and the verdict that follows from
them.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum
from typing import Literal

from communique.core.message import Message
from communique.core.source import Pointer, Span


class Severity(IntEnum):
    """How severe a finding is, in ascending order."""

    INFO = 1
    WARNING = 2
    ERROR = 3

    @classmethod
    def parse(cls, name: str) -> "Severity":
        """`info`, `warning` or `error`; raises KeyError otherwise."""
        return cls[name.upper()]

    def __str__(self) -> str:
        """The name in lower case, as it is printed and written."""
        return self.name.lower()


class Verdict(StrEnum):
    """What a report comes to. `UNDETERMINED`: something could not be checked, so neither of the
    others is said.
    """

    VALID = "valid"
    INVALID = "invalid"
    UNDETERMINED = "undetermined"


@dataclass(frozen=True, slots=True)
class Code:
    """A kind of finding: a code that is never reused, a kebab-case name, the usual severity, one
    sentence.

    `fatal` codes mean that no declaration could be read, or a check could not run: no verdict, exit
    status 2. `page` is the page of the documentation that explains it, relative to the
    documentation's address, or None. `loss` codes say that something of the source is not in the
    record. `echoes` are codes that say the same fault again, less helpfully: they are not reported
    where this one is, of the same node or at the same place.
    """

    code: str
    name: str
    severity: Severity
    summary: str
    fatal: bool = False
    page: str | None = None
    loss: bool = False
    echoes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Edit:
    """A stretch of the source and what is put in its place: nothing to take it out, an empty
    stretch to put in.

    `span` has offsets: code points of the decoded text, half-open.
    """

    span: Span
    text: str

    @property
    def start(self) -> int:
        """The offset of the first code point that is replaced."""
        assert self.span.start is not None, "an edit is made of offsets"
        return self.span.start

    @property
    def end(self) -> int:
        """The offset after the last code point that is replaced."""
        assert self.span.end is not None, "an edit is made of offsets"
        return self.span.end


@dataclass(frozen=True, slots=True)
class Fix:
    """How a finding can be fixed without changing a word of the text.

    `title` is one line that says what is done. `edits` stand in the order of the source, none
    overlaps another; they are made together or not at all. A fix is `sure` where the document
    itself says twice what it says wrongly once; any other is offered and never made without being
    asked for.
    """

    title: Message
    edits: tuple[Edit, ...]
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding. The message is one line, names the value, begins in lower case and has no full
    stop; advice is `hint`.

    `span` is None where the finding has no place (a missing file). `pointer` addresses the record,
    `eid` its node.
    """

    code: Code
    message: Message
    span: Span | None = None
    severity: Severity = field(default=Severity.ERROR)
    eid: str | None = None
    pointer: Pointer | None = None
    quote: str | None = None
    hint: Message | None = None
    fix: Fix | None = None

    @classmethod
    def of(
        cls,
        code: Code,
        message: Message,
        span: Span | None = None,
        *,
        severity: Severity | None = None,
        eid: str | None = None,
        pointer: Pointer | None = None,
        quote: str | None = None,
        hint: Message | None = None,
    ) -> "Diagnostic":
        """A finding with its code's usual severity unless another is given."""
        return cls(
            code, message, span, severity or code.severity, eid, pointer, quote, hint
        )

    @property
    def fingerprint(self) -> str:
        """Stable while the text around it moves: code, eid and quoted words, never the line (16 hex
        digits).
        """
        key = "\0".join((self.code.code, self.eid or "", self.quote or self.message))
        return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Suppressed:
    """A finding that is known and not reported again: by a comment in the file, with its reason, or
    by a baseline.
    """

    finding: Diagnostic
    by: Literal["comment", "baseline"]
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """All findings about one file, and those that are suppressed, each in the order of their
    places.
    """

    path: str
    profile: str | None
    findings: tuple[Diagnostic, ...]
    suppressed: tuple[Suppressed, ...] = ()

    @property
    def verdict(self) -> Verdict:
        """Undetermined if a fatal code is among the findings, invalid if an error is, else valid."""
        if any(finding.code.fatal for finding in self.findings):
            return Verdict.UNDETERMINED
        worst = max(
            (finding.severity for finding in self.findings), default=Severity.INFO
        )
        return Verdict.INVALID if worst is Severity.ERROR else Verdict.VALID


def in_order(findings: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Sorted by place, then code, then message; findings without a place come first."""
    return tuple(sorted(findings, key=place))


def place(finding: Diagnostic) -> tuple[int, int, str, str]:
    """By what findings are sorted."""
    line, column = (finding.span.line, finding.span.column) if finding.span else (0, 0)
    return line, column, finding.code.code, finding.message
