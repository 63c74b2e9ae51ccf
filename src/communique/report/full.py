"""Findings as lines: one for each, with a hint below it; or each with the line of the source it is about, the place underlined."""

from collections.abc import Iterator

from communique.core.diagnostics import Diagnostic, Report
from communique.core.message import say
from communique.core.source import Source, Span
from communique.report.terminal import PLAIN, Manner, Paint, place, visible, width


def concise_lines(report: Report, manner: Manner = PLAIN) -> Iterator[str]:
    """The findings of a report, in their order."""
    for finding in report.findings:
        yield from of_finding(report.path, finding, manner)


def of_finding(path: str, finding: Diagnostic, manner: Manner = PLAIN) -> Iterator[str]:
    """One finding: its line, and that of its hint. Without a place the path stands alone."""
    code = manner.paint("code", finding.code.code)
    yield f"{place(path, finding.span)}: {manner.severity(finding)} {code} {finding.code.name}: {manner.words(finding.message)}"
    if finding.hint:
        yield f"    {manner.words(say('hint: {words}', words=finding.hint))}"


_WIDEST = 110
"""How many columns of a source line are shown."""
_LONGEST = 1000
"""How many characters of a line are looked at: a whole file may be one line."""
_BEFORE = 40
"""How many characters are shown before the place, where a line is longer than that."""


def full_lines(report: Report, source: Source | None = None, manner: Manner = PLAIN) -> Iterator[str]:
    """The findings of a report, in their order, each followed by an empty line; frames only if there is a source."""
    for finding in report.findings:
        yield from _framed(report.path, finding, source, manner)


def _framed(path: str, finding: Diagnostic, source: Source | None, manner: Manner) -> Iterator[str]:
    paint = manner.paint
    code = paint("code", f"{finding.code.code} {finding.code.name}")
    yield f"{manner.severity(finding)} {code}: {manner.words(finding.message)}"
    span = finding.span
    address = finding.eid or finding.pointer
    yield f"  {paint('place', '-->')} {place(path, span)}{f' ({visible(address)})' if address else ''}"
    if span is not None and source is not None:
        yield from _frame(span, source, paint)
    if finding.hint:
        yield f"   = {manner.words(say('hint: {words}', words=finding.hint))}"
    if finding.fix is not None:
        title = finding.fix.title
        fix = say("fix: {words}", words=title) if finding.fix.sure else say("possible fix: {words}", words=title)
        yield f"   = {manner.words(fix)}"
    yield ""


def _frame(span: Span, source: Source, paint: Paint) -> Iterator[str]:
    """The source's line with the place underlined; nothing where the source is not text or has no such line."""
    text = source.decoded
    if not isinstance(text, str) or span.line > len(source.line_starts):
        return
    begin, *following = source.line_starts[span.line - 1 : span.line + 1]
    end = begin + len(text[begin : following[0]].rstrip("\r\n")) if following else len(text)
    first = min(begin + span.column - 1, end)
    last = end if span.end_line > span.line else min(max(begin + span.end_column - 1, first), end)
    long = end - begin > _LONGEST or width(text[begin:end]) > _WIDEST
    start = max(begin, first - _BEFORE) if long else begin
    stop = min(end, start + _LONGEST)
    last = min(last, stop)
    if not text[start:stop].strip():
        return
    head, quoted, tail = visible(text[start:first]), visible(text[first:last]), visible(text[last:stop])
    head = f"…{head}" if start > begin else head
    shown = _cut(head + quoted + tail)
    number = str(span.line)
    under = min(max(1, width(quoted)), max(1, width(shown) - width(head)))
    gutter = paint("place", "|")
    yield f"{' ' * len(number)}  {gutter}"
    yield f" {paint('place', number)} {gutter} {shown}"
    yield f"{' ' * len(number)}  {gutter} {' ' * width(head)}{paint('place', '^' * under)}"


def _cut(text: str) -> str:
    if width(text) <= _WIDEST:
        return text
    taken = 0
    for at, char in enumerate(text):
        taken += width(char)
        if taken > _WIDEST:
            return f"{text[:at]}…"
    return text
