"""Findings for a terminal: one line each, or with the source line they are about.

Nothing in them moves the cursor.
"""

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from communique.core.diagnostics import Diagnostic, Fix, Report, Severity
from communique.core.message import Message, count, say
from communique.core.source import Source, Span

Paint = Callable[[str, str], str]
"""From a style (a key of `_COLOURS`) and words to the words in that style."""

Tell = Callable[[str], str]
"""From a sentence to the same in the language of the reader."""

_WORDS = {
    Severity.ERROR: say("error"),
    Severity.WARNING: say("warning"),
    Severity.INFO: say("info"),
}

_HIDDEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}
_JOINERS = "\u200c\u200d\u00ad"  # at home in words of many scripts
_COLOURS = {
    "error": "31;1",
    "warning": "33;1",
    "info": "36;1",
    "place": "34;1",
    "code": "1",
}


def plain(_: str, words: str) -> str:
    """The words as they are."""
    return words


def coloured(style: str, words: str) -> str:
    """The words in colour, by ANSI escapes."""
    return f"\x1b[{_COLOURS[style]}m{words}\x1b[0m"


@dataclass(frozen=True, slots=True)
class Manner:
    """How findings are shown on a terminal: in which colours, and in which language."""

    paint: Paint = plain
    tell: Tell = str

    def severity(self, finding: Diagnostic) -> str:
        """The word for the severity of a finding."""
        return self.paint(str(finding.severity), self.tell(_WORDS[finding.severity]))

    def words(self, text: str) -> str:
        """A sentence on one line, with nothing that moves the cursor."""
        return visible(self.tell(text))


PLAIN = Manner()
"""Without colours, in English."""


def visible(text: str) -> str:
    r"""The text on one line, with control characters and surrogates written as escapes.

    Direction overrides are escaped too.

    >>> visible("a\tb\x1b[31m")
    'a b\\x1b[31m'
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(_shown(char) for char in text)


def place(path: str, span: Span | None) -> str:
    """`path:line:column`, as editors and terminals read it; only the path if there is no place."""
    name = visible(path)
    if span is None:
        return name
    return f"{name}:{span.line}:{span.column}"


def _shown(char: str) -> str:
    if char == "\t":
        return " "
    if unicodedata.category(char) in _HIDDEN and char not in _JOINERS:
        return char.encode("unicode_escape").decode()
    return char


def width(text: str) -> int:
    """The columns that a text takes on a terminal: two for wide characters, 0 for combining."""
    if text.isascii():
        return len(text)
    return sum(_columns(char) for char in text)


def _columns(char: str) -> int:
    if unicodedata.combining(char) or unicodedata.category(char) in {"Mn", "Me", "Cf"}:
        return 0
    is_wide = unicodedata.east_asian_width(char) in {"W", "F"}
    return 2 if is_wide else 1


def concise_lines(report: Report, manner: Manner = PLAIN) -> Iterator[str]:
    """The findings of a report, in their order."""
    for finding in report.findings:
        yield from of_finding(report.path, finding, manner)


def of_finding(path: str, finding: Diagnostic, manner: Manner = PLAIN) -> Iterator[str]:
    """One finding: its line, then the line of its hint."""
    where = place(path, finding.span)
    severity = manner.severity(finding)
    code = manner.paint("code", finding.code.code)
    message = manner.words(finding.message)
    yield f"{where}: {severity} {code} {finding.code.name}: {message}"
    if finding.hint:
        hint = say("hint: {words}", words=finding.hint)
        yield f"    {manner.words(hint)}"


QUOTED = 3
"""How many lines of a quote are shown. Reports for programs have all."""


def of_quote(finding: Diagnostic, manner: Manner = PLAIN) -> Iterator[str]:
    """The first lines of a finding's quote, each line once, and how many more there are.

    Nothing if the message has the quote already.
    """
    if not finding.quote or finding.quote in str(finding.message):
        return
    quoted = [" ".join(line.split()) for line in finding.quote.split("\n")]
    lines = list(dict.fromkeys(quoted))
    for line in lines[:QUOTED]:
        yield f"    {visible(line)}"
    more = len(lines) - QUOTED
    if more > 0:
        rest = count("and {n} more line", "and {n} more lines", n=more)
        yield f"    {manner.words(rest)}"


_WIDEST = 110
"""How many columns of a source line are shown."""
_LONGEST = 1000
"""How many characters of a line are looked at: a whole file may be one line."""
_BEFORE = 40
"""How many characters are shown before the place, where a line is longer than that."""


def full_lines(
    report: Report, source: Source | None = None, manner: Manner = PLAIN
) -> Iterator[str]:
    """The findings of a report, in their order, each followed by an empty line.

    Source lines are shown only if there is a source.
    """
    paint = manner.paint
    for finding in report.findings:
        code = paint("code", f"{finding.code.code} {finding.code.name}")
        yield f"{manner.severity(finding)} {code}: {manner.words(finding.message)}"
        span = finding.span
        where = place(report.path, span)
        address = finding.eid or finding.pointer
        if address:
            where = f"{where} ({visible(address)})"
        yield f"  {paint('place', '-->')} {where}"
        if span is not None and source is not None:
            yield from _frame(span, source, paint)
        if finding.hint:
            hint = say("hint: {words}", words=finding.hint)
            yield f"   = {manner.words(hint)}"
        if finding.fix is not None:
            yield f"   = {manner.words(_fix(finding.fix))}"
        yield ""


def _fix(fix: Fix) -> Message:
    if fix.sure:
        return say("fix: {words}", words=fix.title)
    return say("possible fix: {words}", words=fix.title)


def _frame(span: Span, source: Source, paint: Paint) -> Iterator[str]:
    """The source's line with the place underlined.

    Nothing if the source is not text or has no such line.
    """
    text = source.decoded
    if not isinstance(text, str) or span.line > len(source.line_starts):
        return
    begin = source.line_starts[span.line - 1]
    end = _line_end(text, source.line_starts, span.line)
    first = min(begin + span.column - 1, end)
    last = end
    if span.end_line == span.line:
        last = min(max(begin + span.end_column - 1, first), end)
    is_long = end - begin > _LONGEST or width(text[begin:end]) > _WIDEST
    start = max(begin, first - _BEFORE) if is_long else begin
    stop = min(end, start + _LONGEST)
    last = min(last, stop)
    if not text[start:stop].strip():
        return
    head = visible(text[start:first])
    quoted = visible(text[first:last])
    tail = visible(text[last:stop])
    if start > begin:
        head = f"…{head}"
    shown = _cut(head + quoted + tail)
    number = str(span.line)
    room = max(1, width(shown) - width(head))
    underline = "^" * min(max(1, width(quoted)), room)
    gutter = paint("place", "|")
    margin = " " * len(number)
    before = " " * width(head)
    yield f"{margin}  {gutter}"
    yield f" {paint('place', number)} {gutter} {shown}"
    yield f"{margin}  {gutter} {before}{paint('place', underline)}"


def _line_end(text: str, line_starts: Sequence[int], line: int) -> int:
    """The offset at which a line (from 1) ends, before its line feed."""
    if line == len(line_starts):
        return len(text)
    begin = line_starts[line - 1]
    following = line_starts[line]
    return begin + len(text[begin:following].rstrip("\r\n"))


def _cut(text: str) -> str:
    taken = 0
    for at, char in enumerate(text):
        taken += width(char)
        if taken > _WIDEST:
            return f"{text[:at]}…"
    return text
