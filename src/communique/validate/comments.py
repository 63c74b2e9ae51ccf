"""Comments in an Akoma Ntoso file that ignore findings: `<!-- communique: ignore EID004, NUM - as the original has it -->`.

Such a comment holds for the element that begins right after it, with nothing but white space and other comments between;
else for the element that it stands in. Before or after the outermost element it holds for the whole file. It holds for
findings whose place begins in its element; of several comments about one finding the innermost counts.
"""

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from xml.parsers import expat

from communique.diagnostics import Diagnostic, Suppressed
from communique.formats.akn.tree import without_mark
from communique.source import Source, Span
from communique.validate.choice import Choice
from communique.validate.codes import UNUSED_IGNORE, WITHOUT_REASON, WRONG_IGNORE, every_code, matches, unknown

_MARK = b"communique:"
_COMMENT = re.compile(
    r"communique: ?ignore\b(?: (?P<codes>\w[\w-]*(?: ?, ?\w[\w-]*)*)(?: -(?: (?P<reason>.+))?)?)?(?P<rest>.*)"
)
_FORM = "communique: ignore CODE - reason"

Place = tuple[int, int]
"""A line and a column, from 1."""
_START: Place = (0, 0)
_END: Place = (1 << 60, 0)


@dataclass(slots=True)
class Ignore:
    """A comment that ignores findings: its selectors, the reason, its own place, and from where to where it holds, the end
    exclusive. Without selectors it is not of the form that is understood.
    """

    selectors: tuple[str, ...]
    reason: str | None
    span: Span
    start: Place = _START
    end: Place = _END

    def holds_for(self, finding: Diagnostic) -> bool:
        """Whether the finding begins where the comment holds; one without a place, only where that is the whole file."""
        place = _START if finding.span is None else (finding.span.line, finding.span.column)
        return not finding.code.fatal and self.start <= place < self.end


def has_comments(source: Source) -> bool:
    """Whether there may be such a comment in a source."""
    return _MARK in source.data


def ignore_by_comments(
    findings: Iterable[Diagnostic], source: Source, choice: Choice, profile: str | None
) -> tuple[list[Diagnostic], list[Suppressed]]:
    """The findings that no comment is about, with those about the comments themselves, and those that one is about."""
    ignores = ignores_of(source)
    used: set[tuple[int, str]] = set()
    kept: list[Diagnostic] = []
    suppressed: list[Suppressed] = []
    for finding in findings:
        about = [
            (each.start, number, selector)
            for number, each in enumerate(ignores)
            if each.holds_for(finding)
            for selector in each.selectors
            if matches(selector, finding.code)
        ]
        if about:
            _, number, selector = max(about)
            used.add((number, selector))
            suppressed.append(Suppressed(finding, "comment", ignores[number].reason))
        else:
            kept.append(finding)
    undetermined = any(finding.code.fatal for finding in kept)
    said = [
        each
        for number, ignore in enumerate(ignores)
        for each in _judged(ignore, {selector for at, selector in used if at == number}, choice, profile)
        if not (undetermined and each.code is UNUSED_IGNORE)
    ]
    return [*kept, *choice.apply(said)], suppressed


def _judged(ignore: Ignore, used: set[str], choice: Choice, profile: str | None) -> Iterator[Diagnostic]:
    """What is wrong with a comment: its form, a code that there is not or that is fatal, no reason, nothing to ignore."""
    if not ignore.selectors:
        yield Diagnostic.of(WRONG_IGNORE, f"the comment is not of the form {_FORM!r}", ignore.span)
        return
    every = every_code()
    for selector in ignore.selectors:
        codes = [code for code in every if matches(selector, code)]
        if not codes:
            yield Diagnostic.of(WRONG_IGNORE, str(unknown(selector, every)), ignore.span, quote=selector)
        elif all(code.fatal for code in codes):
            message = f"{selector} leaves no verdict, and cannot be ignored"
            yield Diagnostic.of(WRONG_IGNORE, message, ignore.span, quote=selector)
        elif selector not in used and any(choice.asks(code, profile) for code in codes):
            yield Diagnostic.of(
                UNUSED_IGNORE, f"there is no finding of {selector} to ignore", ignore.span, quote=selector
            )
    if ignore.reason is None:
        selectors = ", ".join(ignore.selectors)
        hint = f"write '{_FORM}'"
        yield Diagnostic.of(WITHOUT_REASON, f"{selectors} is ignored without a reason", ignore.span, quote=selectors,
                            hint=hint)  # fmt: skip


def ignores_of(source: Source) -> list[Ignore]:
    """The comments that ignore findings, in their order; of a file that is not well-formed, those before it breaks."""
    finder = _Finder(without_mark(source.data))
    with suppress(expat.ExpatError, ValueError):
        finder.parser.Parse(finder.data, True)
    return finder.found


class _Finder:
    """What expat meets: a comment waits until it is known what comes after it."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.found: list[Ignore] = []
        self._waiting: list[Ignore] = []
        self._open: list[tuple[Place, list[Ignore]]] = []
        self.parser = expat.ParserCreate("utf-8")
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.CommentHandler = self._comment

    def _place(self) -> Place:
        return self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1

    def _comment(self, text: str) -> None:
        match = _COMMENT.fullmatch(" ".join(text.split()))
        if match is None:
            return
        selectors = [each.strip() for each in (match["codes"] or "").split(",")] if not match["rest"] else []
        line, column = self._place()
        lines = f"<!--{text}-->".split("\n")
        end = len(lines[-1]) + (column if len(lines) == 1 else 1)
        span = Span(line, column, line + len(lines) - 1, end)
        ignore = Ignore(tuple(filter(None, selectors)), match["reason"], span)
        self.found.append(ignore)
        self._waiting.append(ignore)

    def _start(self, _: str, __: dict[str, str]) -> None:
        whole = not self._open
        start = _START if whole else self._place()
        self._open.append((start, self._waiting))
        for ignore in self._waiting:
            ignore.start = start
        self._waiting = []

    def _text(self, text: str) -> None:
        if self._waiting and not text.isspace():
            self._hold()

    def _hold(self) -> None:
        """The comments that wait hold for the element that they stand in."""
        start, ignores = self._open[-1]
        for ignore in self._waiting:
            ignore.start = start
        ignores.extend(self._waiting)
        self._waiting = []

    def _end(self, _: str) -> None:
        self._hold()
        ignores = self._open.pop()[1]
        if ignores and self._open:
            line, column = self._place()  # of the end tag, whose start is still in the element; of <a/> where it ends
            tag = self.data.startswith(b"</", self.parser.CurrentByteIndex)
            for ignore in ignores:
                ignore.end = (line, column + 1 if tag else column)
