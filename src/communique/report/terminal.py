"""Findings for a terminal: one line each, or with the line of the source they are about; nothing in them moves its cursor."""

import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from communique.core.diagnostics import Diagnostic, Report, Severity
from communique.core.message import count, say
from communique.core.source import Source, Span

Paint = Callable[[str, str], str]
"""From a style (`error`, `warning`, `info`, `place`, `code`) and words to the words in that style."""

Tell = Callable[[str], str]
"""From a sentence to the same in the language of the reader."""

_WORDS = {
    Severity.ERROR: say("error"),
    Severity.WARNING: say("warning"),
    Severity.INFO: say("info"),
}

_HIDDEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}
_JOINERS = "\u200c\u200d\u00ad"  # at home in words of many scripts
_COLOURS = {"error": "31;1", "warning": "33;1", "info": "36;1", "place": "34;1", "code": "1"}


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
    r"""The text on one line, with control characters, direction overrides and surrogates written as escapes.

    >>> visible("a\tb\x1b[31m")
    'a b\\x1b[31m'
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(_shown(char) for char in text)


def place(path: str, span: Span | None) -> str:
    """Where a finding is, as editors and terminals take it: `path:line:column`; without a place the path alone."""
    return visible(path) if span is None else f"{visible(path)}:{span.line}:{span.column}"


def _shown(char: str) -> str:
    if char == "\t":
        return " "
    if unicodedata.category(char) in _HIDDEN and char not in _JOINERS:
        return char.encode("unicode_escape").decode()
    return char


def width(text: str) -> int:
    """How many columns the text takes on a terminal: two for wide characters, none for combining ones."""
    if text.isascii():
        return len(text)
    seen = (
        char
        for char in text
        if not (unicodedata.combining(char) or unicodedata.category(char) in {"Mn", "Me", "Cf"})
    )
    return sum(2 if unicodedata.east_asian_width(char) in {"W", "F"} else 1 for char in seen)


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


QUOTED = 3
"""So many lines of what a finding quotes are shown; programs are given all."""


def of_quote(finding: Diagnostic, manner: Manner = PLAIN) -> Iterator[str]:
    """The words that a finding quotes and does not say, each line once: the first few, and how many more there are."""
    if finding.quote and finding.quote not in str(finding.message):
        first = dict.fromkeys(" ".join(line.split()) for line in finding.quote.split("\n"))
        yield from (f"    {visible(words)}" for words in list(first)[:QUOTED])
        more = len(first) - QUOTED
        if more > 0:
            yield f"    {manner.words(count('and {n} more line', 'and {n} more lines', n=more))}"


_WIDEST = 110
"""How many columns of a source line are shown."""
_LONGEST = 1000
"""How many characters of a line are looked at: a whole file may be one line."""
_BEFORE = 40
"""How many characters are shown before the place, where a line is longer than that."""


def full_lines(
    report: Report, source: Source | None = None, manner: Manner = PLAIN
) -> Iterator[str]:
    """The findings of a report, in their order, each followed by an empty line; frames only if there is a source."""
    paint = manner.paint
    for finding in report.findings:
        code = paint("code", f"{finding.code.code} {finding.code.name}")
        yield f"{manner.severity(finding)} {code}: {manner.words(finding.message)}"
        span, address = finding.span, finding.eid or finding.pointer
        yield f"  {paint('place', '-->')} {place(report.path, span)}{f' ({visible(address)})' if address else ''}"
        if span is not None and source is not None:
            yield from _frame(span, source, paint)
        if finding.hint:
            yield f"   = {manner.words(say('hint: {words}', words=finding.hint))}"
        if finding.fix is not None:
            title = finding.fix.title
            fix = (
                say("fix: {words}", words=title)
                if finding.fix.sure
                else say("possible fix: {words}", words=title)
            )
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
    head, quoted, tail = (
        visible(text[start:first]),
        visible(text[first:last]),
        visible(text[last:stop]),
    )
    head = f"…{head}" if start > begin else head
    shown = _cut(head + quoted + tail)
    number = str(span.line)
    under = min(max(1, width(quoted)), max(1, width(shown) - width(head)))
    gutter = paint("place", "|")
    yield f"{' ' * len(number)}  {gutter}"
    yield f" {paint('place', number)} {gutter} {shown}"
    yield f"{' ' * len(number)}  {gutter} {' ' * width(head)}{paint('place', '^' * under)}"


def _cut(text: str) -> str:
    taken = 0
    for at, char in enumerate(text):
        taken += width(char)
        if taken > _WIDEST:
            return f"{text[:at]}…"
    return text
