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
    """The result of a report. `UNDETERMINED` means that something could not be checked,
    so the file is neither valid nor invalid.
    """

    VALID = "valid"
    INVALID = "invalid"
    UNDETERMINED = "undetermined"


@dataclass(frozen=True, slots=True)
class Code:
    """A kind of finding: a code that is never reused, a name in kebab-case, the usual
    severity and one sentence.

    `fatal` codes mean that no declaration could be read or a check could not run: there
    is no verdict, and the exit status is 2. `page` is the documentation page that
    explains the code, relative to the address of the documentation, or None. `loss`
    codes say that something of the source is missing from the record. `echoes` lists
    codes that report the same fault less helpfully. They are left out if this code is
    reported for the same node or place.
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
    """A range of the source and the text that replaces it. An empty text deletes the
    range; an empty range inserts the text.

    The offsets of `span` count code points of the decoded text, half-open.
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
    """A fix for a finding that changes no word of the text.

    `title` describes the fix in one line. The `edits` are in the order of the source
    and do not overlap. They are made together or not at all. A fix is `sure` if the
    document itself shows which side is right. Any other fix is only offered.
    """

    title: Message
    edits: tuple[Edit, ...]
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding. The message is one line that names the value, begins in lower case
    and has no full stop. `hint` gives advice.

    `span` is None if the finding has no place, for example if a file is missing.
    `pointer` is the JSON pointer into the record, `eid` the eId of the node.
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
        """16 hexadecimal digits made from the code, the eId and the quoted words. They
        stay the same when the text around the finding moves.
        """
        key = "\0".join((self.code.code, self.eid or "", self.quote or self.message))
        return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Suppressed:
    """A finding that is known and not reported again, because of a comment in the file
    (with its reason) or a baseline.
    """

    finding: Diagnostic
    by: Literal["comment", "baseline"]
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """All findings about one file, and the suppressed ones, each in the order of their
    places.
    """

    path: str
    profile: str | None
    findings: tuple[Diagnostic, ...]
    suppressed: tuple[Suppressed, ...] = ()

    @property
    def verdict(self) -> Verdict:
        """Undetermined if there is a fatal finding, invalid if there is an error,
        otherwise valid.
        """
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
