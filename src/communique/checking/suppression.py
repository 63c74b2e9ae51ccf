"""Suppressed findings: not reported, but kept beside the findings and counted.

So no finding is ever lost.
"""

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
    r"communique: ?ignore\b"
    r"(?: (?P<codes>\w[\w-]*(?: ?, ?\w[\w-]*)*)(?: -(?: (?P<reason>.+))?)?)?"
    r"(?P<rest>.*)"
)
_FORM = "communique: ignore CODE - reason"
_SUGGESTIONS = 20
"""How many unknown codes of one file get a suggestion. Finding a near code takes time."""

Place = tuple[int, int]
"""A line and a column, from 1."""
_START: Place = (0, 0)
_END: Place = (1 << 60, 0)


@dataclass(slots=True)
class Ignore:
    """A comment that ignores findings.

    `span` is the place of the comment itself. It holds from `start` to `end`, which is exclusive.
    A comment without selectors does not have the expected form.
    """

    selectors: tuple[str, ...]
    reason: str | None
    span: Span
    start: Place = _START
    end: Place = _END


def ignore_by_comments(
    findings: Iterable[Diagnostic], source: Source, choice: Choice, profile: str | None
) -> tuple[list[Diagnostic], list[Suppressed]]:
    """Split the findings: those to report, and those that a comment ignores.

    The findings to report include those about the comments themselves.
    """
    ignores = ignores_of(source)
    every = list(findings)
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
    said = list(_judged(ignores, used, choice, profile))
    if undetermined:
        said = [each for each in said if each.code is not UNUSED_IGNORE]
    return [*kept, *choice.apply(said)], suppressed


def _innermost(
    ignores: Iterable[Ignore], findings: list[Diagnostic]
) -> dict[int, tuple[Ignore, str]]:
    """For the number of each ignored finding: the innermost comment about it, and its selector.

    This is one sweep over the file.
    """
    sweep = _Sweep(ignores)
    about: dict[int, tuple[Ignore, str]] = {}
    for number, finding in sorted(
        enumerate(findings), key=lambda each: _begins(each[1])
    ):
        sweep.advance(_begins(finding))
        innermost = sweep.innermost(finding.code)
        if innermost is not None and not finding.code.fatal:
            about[number] = innermost
    return about


class _Sweep:
    """A place that moves forward through a file, with the comments that hold there.

    Elements nest: of the comments that hold, the last to begin is the first to end.
    """

    def __init__(self, ignores: Iterable[Ignore]) -> None:
        # The next comment to begin is the last in the list. Of two, the outer one begins first.
        self._waiting = sorted(ignores, key=_outer_first, reverse=True)
        self._holding: list[Ignore] = []
        self._by_selector: dict[str, list[tuple[int, Ignore, str]]] = {}

    def advance(self, at: Place) -> None:
        """Move to a place: begin and end comments, in the order of the file."""
        while True:
            begins = self._waiting[-1].start if self._waiting else None
            ends = self._holding[-1].end if self._holding else None
            is_end_next = ends is not None and (begins is None or ends <= begins)
            if is_end_next and ends is not None and ends <= at:
                self._end()
            elif not is_end_next and begins is not None and begins <= at:
                self._begin()
            else:
                return

    def _begin(self) -> None:
        ignore = self._waiting.pop()
        depth = len(self._holding)
        for key, selector in _keys(ignore).items():
            self._by_selector.setdefault(key, []).append((depth, ignore, selector))
        self._holding.append(ignore)

    def _end(self) -> None:
        ignore = self._holding.pop()
        for key in _keys(ignore):
            self._by_selector[key].pop()

    def innermost(self, code: Code) -> tuple[Ignore, str] | None:
        """The innermost comment that holds here and means a code, with the selector that does."""
        keys = (code.name, *_beginnings(code))
        candidates = [
            self._by_selector[key][-1] for key in keys if self._by_selector.get(key)
        ]
        if not candidates:
            return None
        _, ignore, selector = max(candidates, key=lambda each: each[0])
        return ignore, selector


def _outer_first(ignore: Ignore) -> tuple[Place, Place]:
    line, column = ignore.end
    return ignore.start, (-line, -column)


def _begins(finding: Diagnostic) -> Place:
    """Where a finding begins. One without a place begins where only comments on the file hold."""
    return _START if finding.span is None else (finding.span.line, finding.span.column)


def _beginnings(code: Code) -> list[str]:
    return [code.code[:length] for length in range(1, len(code.code) + 1)]


def _keys(ignore: Ignore) -> dict[str, str]:
    """The keys of its selectors: a name as it is, a code or the beginning of one in upper case."""
    keys: dict[str, str] = {}
    for selector in ignore.selectors:
        keys[selector] = selector
        keys[selector.upper()] = selector
    return keys


def _judged(
    ignores: Iterable[Ignore],
    used: set[tuple[int, str]],
    choice: Choice,
    profile: str | None,
) -> Iterator[Diagnostic]:
    """What is wrong with comments.

    A comment may have a wrong form, name an unknown or a fatal code, give no reason, or ignore
    nothing. `used` has the id of a comment and its selector for each that ignores a finding. The
    time does not depend on which codes the comments name.
    """
    every = every_code()
    suggestions = _SUGGESTIONS
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
            of_code = meant.get(selector.upper(), ())
            codes = [*meant.get(selector, ()), *of_code]
            is_used = (id(ignore), selector) in used
            is_asked = any(code.code in asked for code in codes)
            if not codes:
                near = nearest(selector, every) if suggestions > 0 else None
                suggestions -= 1
                yield _unknown(ignore, selector, near)
            elif all(code.fatal for code in codes):
                message = say(
                    "{selector} means that there is no verdict, and cannot be ignored",
                    selector=selector,
                )
                yield Diagnostic.of(WRONG_IGNORE, message, ignore.span, quote=selector)
            elif is_asked and not is_used:
                message = say(
                    "there is no finding of {selector} to ignore", selector=selector
                )
                yield Diagnostic.of(UNUSED_IGNORE, message, ignore.span, quote=selector)
        if ignore.reason is None:
            yield _without_reason(ignore)


def _unknown(ignore: Ignore, selector: str, near: str | None) -> Diagnostic:
    message = say("unknown code or name {selector!r}", selector=selector)
    hint = say("did you mean {near}?", near=near) if near else None
    return Diagnostic.of(WRONG_IGNORE, message, ignore.span, quote=selector, hint=hint)


def _without_reason(ignore: Ignore) -> Diagnostic:
    selectors = ", ".join(ignore.selectors)
    message = say("{selectors} is ignored without a reason", selectors=selectors)
    hint = say("write {form!r}", form=_FORM)
    return Diagnostic.of(
        WITHOUT_REASON, message, ignore.span, quote=selectors, hint=hint
    )


def ignores_of(source: Source) -> list[Ignore]:
    """The comments that ignore findings, in order.

    If the file is not well-formed, these are the comments before it breaks.
    """
    finder = _Finder(without_mark(source.data))
    with contextlib.suppress(expat.ExpatError, ValueError):
        finder.parser.Parse(finder.data, True)
    # The parser and the finder hold each other, and the collector does not count expat's memory.
    del finder.parser
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
        codes = match["codes"] or ""
        has_form = not match["rest"]
        names = [each.strip() for each in codes.split(",")]
        selectors = tuple(name for name in names if name and has_form)
        line, column = self._place()
        lines = f"<!--{text}-->".split("\n")
        last_begins = column if len(lines) == 1 else 1
        last_line = line + len(lines) - 1
        end = last_begins + len(lines[-1])
        span = Span(line, column, last_line, end)
        ignore = Ignore(selectors, match["reason"], span)
        self.found.append(ignore)
        self._waiting.append(ignore)

    def _start(self, _: str, __: dict[str, str]) -> None:
        start = self._place() if self._open else _START
        self._open.append((start, []))
        self._hold()

    def _text(self, text: str) -> None:
        if self._waiting and not text.isspace():
            self._hold()

    def _hold(self) -> None:
        """Let the waiting comments hold for the element that contains them."""
        start, ignores = self._open[-1]
        for ignore in self._waiting:
            ignore.start = start
        ignores.extend(self._waiting)
        self._waiting = []

    def _end(self, _: str) -> None:
        self._hold()
        ignores = self._open.pop()[1]
        is_root = not self._open
        if is_root or not ignores:
            return
        # This is the place of the end tag, whose start is still in the element. For <a/> it is
        # the end of the element.
        line, column = self._place()
        has_end_tag = self.data.startswith(b"</", self.parser.CurrentByteIndex)
        if has_end_tag:
            column += 1
        for ignore in ignores:
            ignore.end = (line, column)


def has_comments(source: Source, format: str) -> bool:
    """Whether a source may have a comment that ignores findings.

    The name of our namespace does not count.
    """
    if format != "akn":
        return False
    mentions = source.data.count(b"communique:")
    namespaces = source.data.count(b"urn:communique:")
    return mentions > namespaces


def may_be_suppressed(source: Source, format: str, choice: Choice) -> bool:
    """Whether findings about a source may be suppressed.

    If so, all findings are needed first; the list is shortened afterwards.
    """
    return choice.known is not None or has_comments(source, format)


def suppress(report: Report, source: Source, format: str, choice: Choice) -> Report:
    """The report without the findings that comments ignore or that the baseline knows.

    No rule has more findings than the limit.
    """
    findings = list(report.findings)
    suppressed: list[Suppressed] = []
    if has_comments(source, format):
        findings, suppressed = ignore_by_comments(
            findings, source, choice, report.profile
        )
    if choice.known is not None:
        findings, known = _without_known(findings, choice.known)
        suppressed += known
    suppressed.sort(key=lambda each: place(each.finding))
    shown = tuple(_shortened(findings, choice.limit))
    return replace(report, findings=shown, suppressed=tuple(suppressed))


def key_of(finding: Diagnostic) -> str:
    """The key of a finding in a baseline: its code and its fingerprint."""
    return f"{finding.code.code} {finding.fingerprint}"


def _without_known(
    findings: Iterable[Diagnostic], known: Mapping[str, int] | Literal["all"]
) -> tuple[list[Diagnostic], list[Suppressed]]:
    """Split the findings into new ones and as many known ones as the baseline has.

    A finding that leaves no verdict is always new.
    """
    left = {} if known == "all" else dict(known)
    new: list[Diagnostic] = []
    suppressed: list[Suppressed] = []
    for finding in findings:
        key = key_of(finding)
        is_known = known == "all" or bool(left.get(key))
        if finding.code.fatal or not is_known:
            new.append(finding)
        else:
            left[key] = left.get(key, 0) - 1
            suppressed.append(Suppressed(finding, "baseline"))
    return new, suppressed


def _shortened(findings: Iterable[Diagnostic], limit: int) -> Iterator[Diagnostic]:
    """At most `limit` findings of each rule, and one more that counts the others."""
    rules = {rule.code.code for rule in every_rule()}
    seen: dict[str, list[Diagnostic]] = {}
    for finding in findings:
        of_code = seen.setdefault(finding.code.code, [])
        of_code.append(finding)
        is_of_rule = finding.code.code in rules
        if len(of_code) <= limit or not is_of_rule:
            yield finding
    for code, of_code in seen.items():
        more = of_code[limit:]
        if not more or code not in rules:
            continue
        worst = max(each.severity for each in more)
        message = counting(len(more))
        last = of_code[limit - 1]
        yield replace(last, message=message, hint=HINT, severity=worst)
