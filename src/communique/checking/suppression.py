"""What is found and not reported: it is kept beside the findings, and counted, so that it is never lost."""

import contextlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal
from xml.parsers import expat

from communique.checking.choice import Choice
from communique.checking.codes import every_code, nearest
from communique.core.codes import UNUSED_IGNORE, WITHOUT_REASON, WRONG_IGNORE
from communique.core.diagnostics import Code, Diagnostic, Report, Suppressed, place
from communique.core.message import say
from communique.core.source import Source, Span
from communique.formats.akn.tree import without_mark
from communique.rules.plugged import every_rule
from communique.rules.running import HINT, counting

_COMMENT = re.compile(
    r"communique: ?ignore\b(?: (?P<codes>\w[\w-]*(?: ?, ?\w[\w-]*)*)(?: -(?: (?P<reason>.+))?)?)?(?P<rest>.*)"
)
_FORM = "communique: ignore CODE - reason"
_SUGGESTIONS = 20
"""For so many codes that there are not a near one is looked for in one file, which takes its time."""

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


def ignore_by_comments(
    findings: Iterable[Diagnostic], source: Source, choice: Choice, profile: str | None
) -> tuple[list[Diagnostic], list[Suppressed]]:
    """The findings that no comment is about, with those about the comments themselves, and those that one is about."""
    ignores, every = ignores_of(source), list(findings)
    if not ignores:
        return every, []
    about = _innermost(ignores, every)
    kept = [finding for number, finding in enumerate(every) if number not in about]
    suppressed = [
        Suppressed(every[number], "comment", ignore.reason)
        for number, (ignore, _) in sorted(about.items())
    ]
    used = {(id(ignore), selector) for ignore, selector in about.values()}
    undetermined = any(finding.code.fatal for finding in kept)
    said = _judged(ignores, used, choice, profile)
    said = (each for each in said if not (undetermined and each.code is UNUSED_IGNORE))
    return [*kept, *choice.apply(said)], suppressed


def _innermost(
    ignores: Iterable[Ignore], findings: list[Diagnostic]
) -> dict[int, tuple[Ignore, str]]:
    """By the number of a finding the innermost comment that is about it, and by which of its selectors.

    One sweep over the file: elements nest, so that of the comments that hold the last to begin is
    the first to end.
    """
    waiting = sorted(
        ignores, key=lambda each: (each.start, (-each.end[0], -each.end[1])), reverse=True
    )
    holding: list[Ignore] = []
    by_selector: dict[str, list[tuple[int, Ignore, str]]] = {}
    about: dict[int, tuple[Ignore, str]] = {}
    for number, finding in sorted(enumerate(findings), key=lambda each: _begins(each[1])):
        at = _begins(finding)
        while (waiting and waiting[-1].start <= at) or (holding and holding[-1].end <= at):
            if holding and (not waiting or holding[-1].end <= waiting[-1].start):
                ended = holding.pop()
                for key in _keys(ended):
                    by_selector[key].pop()
                continue
            begun = waiting.pop()
            for key, selector in _keys(begun).items():
                by_selector.setdefault(key, []).append((len(holding), begun, selector))
            holding.append(begun)
        keys = (finding.code.name, *_beginnings(finding.code))
        tops = [by_selector[key][-1] for key in keys if by_selector.get(key)]
        if tops and not finding.code.fatal:
            _, ignore, selector = max(tops, key=lambda each: each[0])
            about[number] = (ignore, selector)
    return about


def _begins(finding: Diagnostic) -> Place:
    """Where a finding begins; without a place, where only a comment about the whole file holds."""
    return _START if finding.span is None else (finding.span.line, finding.span.column)


def _beginnings(code: Code) -> list[str]:
    return [code.code[:length] for length in range(1, len(code.code) + 1)]


def _keys(ignore: Ignore) -> dict[str, str]:
    """What its selectors are looked up by: a name as it is, codes and beginnings of codes in upper case."""
    return {key: selector for selector in ignore.selectors for key in (selector, selector.upper())}


def _judged(
    ignores: Iterable[Ignore], used: set[tuple[int, str]], choice: Choice, profile: str | None
) -> Iterator[Diagnostic]:
    """What is wrong with comments: the form, a code that there is not or that is fatal, no reason, nothing to ignore.

    The time does not grow with what they name. `used`: of which comments which selectors a finding
    is about.
    """
    every, suggestions = every_code(), _SUGGESTIONS
    asked = {code.code for code in every if choice.asks(code, profile)}
    meant: dict[str, list[Code]] = {}
    for code in every:
        for key in (code.name, *_beginnings(code)):
            meant.setdefault(key, []).append(code)
    for ignore in ignores:
        if not ignore.selectors:
            message = say("the comment does not have the form {form!r}", form=_FORM)
            yield Diagnostic.of(WRONG_IGNORE, message, ignore.span)
            continue
        for selector in ignore.selectors:
            codes = [*meant.get(selector, ()), *meant.get(selector.upper(), ())]
            if not codes:
                suggestions -= 1
                near = nearest(selector, every) if suggestions >= 0 else None
                message = say("unknown code or name {selector!r}", selector=selector)
                hint = say("did you mean {near}?", near=near) if near else None
                yield Diagnostic.of(WRONG_IGNORE, message, ignore.span, quote=selector, hint=hint)
            elif all(code.fatal for code in codes):
                message = say(
                    "{selector} means that there is no verdict, and cannot be ignored",
                    selector=selector,
                )
                yield Diagnostic.of(WRONG_IGNORE, message, ignore.span, quote=selector)
            elif (id(ignore), selector) not in used and any(code.code in asked for code in codes):
                message = say("there is no finding of {selector} to ignore", selector=selector)
                yield Diagnostic.of(UNUSED_IGNORE, message, ignore.span, quote=selector)
        if ignore.reason is None:
            selectors = ", ".join(ignore.selectors)
            message = say("{selectors} is ignored without a reason", selectors=selectors)
            hint = say("write {form!r}", form=_FORM)
            yield Diagnostic.of(WITHOUT_REASON, message, ignore.span, quote=selectors, hint=hint)


def ignores_of(source: Source) -> list[Ignore]:
    """The comments that ignore findings, in their order; of a file that is not well-formed, those before it breaks."""
    finder = _Finder(without_mark(source.data))
    with contextlib.suppress(expat.ExpatError, ValueError):
        finder.parser.Parse(finder.data, True)
    del (
        finder.parser
    )  # it and the finder hold each other, and its memory is none that a collector counts
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
        match = _COMMENT.match(" ".join(text.split()))
        if match is None:
            return
        selectors = (
            [each.strip() for each in (match["codes"] or "").split(",")]
            if not match["rest"]
            else []
        )
        line, column = self._place()
        lines = f"<!--{text}-->".split("\n")
        end = len(lines[-1]) + (column if len(lines) == 1 else 1)
        span = Span(line, column, line + len(lines) - 1, end)
        ignore = Ignore(tuple(filter(None, selectors)), match["reason"], span)
        self.found.append(ignore)
        self._waiting.append(ignore)

    def _start(self, _: str, __: dict[str, str]) -> None:
        self._open.append((self._place() if self._open else _START, []))
        self._hold()

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
            line, column = (
                self._place()
            )  # of the end tag, whose start is still in the element; of <a/> where it ends
            tag = self.data.startswith(b"</", self.parser.CurrentByteIndex)
            for ignore in ignores:
                ignore.end = (line, column + 1 if tag else column)


def has_comments(source: Source, format: str) -> bool:
    """Whether there may be a comment in a source that ignores findings. The name of our namespace is not one."""
    return format == "akn" and source.data.count(b"communique:") > source.data.count(
        b"urn:communique:"
    )


def may_be_suppressed(source: Source, format: str, choice: Choice) -> bool:
    """Whether a finding about a source may be suppressed: then all are looked at, and cut short only after that."""
    return choice.known is not None or has_comments(source, format)


def suppress(report: Report, source: Source, format: str, choice: Choice) -> Report:
    """The report without what comments in the file ignore and the baseline knows; of each rule no more than the limit."""
    findings = list(report.findings)
    suppressed: list[Suppressed] = []
    if has_comments(source, format):
        findings, suppressed = ignore_by_comments(findings, source, choice, report.profile)
    if choice.known is not None:
        findings, known = _without_known(findings, choice.known)
        suppressed += known
    suppressed.sort(key=lambda each: place(each.finding))
    return replace(
        report, findings=tuple(_shortened(findings, choice.limit)), suppressed=tuple(suppressed)
    )


def key_of(finding: Diagnostic) -> str:
    """What stands for a finding in a baseline: its code and its fingerprint."""
    return f"{finding.code.code} {finding.fingerprint}"


def _without_known(
    findings: Iterable[Diagnostic], known: Mapping[str, int] | Literal["all"]
) -> tuple[list[Diagnostic], list[Suppressed]]:
    """The findings beyond the known number of each, and those up to it. What leaves no verdict is never known."""
    left = {} if known == "all" else dict(known)
    new: list[Diagnostic] = []
    suppressed: list[Suppressed] = []
    for finding in findings:
        key = key_of(finding)
        if finding.code.fatal or (known != "all" and not left.get(key)):
            new.append(finding)
        else:
            left[key] = left.get(key, 0) - 1
            suppressed.append(Suppressed(finding, "baseline"))
    return new, suppressed


def _shortened(findings: Iterable[Diagnostic], limit: int) -> Iterator[Diagnostic]:
    """So many findings of each rule, and one that counts the others, as where nothing is suppressed."""
    rules = {rule.code.code for rule in every_rule()}
    seen: dict[str, list[Diagnostic]] = {}
    for finding in findings:
        of_code = seen.setdefault(finding.code.code, [])
        of_code.append(finding)
        if len(of_code) <= limit or finding.code.code not in rules:
            yield finding
    for code, of_code in seen.items():
        more = of_code[limit:]
        if more and code in rules:
            worst = max(each.severity for each in more)
            yield replace(
                of_code[limit - 1], message=counting(len(more)), hint=HINT, severity=worst
            )
