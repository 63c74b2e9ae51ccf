"""Make the fixes of an Akoma Ntoso file, in rounds. Each result is read and validated before the
next round.

A fix is refused if a word of the text would change, or if the result has a finding that the source
did not have. Each round leaves fewer findings than the one before it. So there is a last round, and
a second call finds nothing to do.
"""

import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from communique.checking.choice import Choice
from communique.checking.engine import Examined, examine
from communique.comparison.alignment import beyond
from communique.core.codes import KEY_ORDER
from communique.core.diagnostics import Diagnostic, Verdict
from communique.core.source import Source
from communique.documents import format_for
from communique.draft import ReadOptions
from communique.fixes.edits import Shift, applied, edits_of, fixes_of, without_overlap
from communique.fixes.words import words_of, words_read
from communique.model import Declaration
from communique.rules.fixers import FIXERS
from communique.rules.markup import Fixer
from communique.rules.rule import Profile
from communique.rules.running import HINT

PATIENCE = 20
"""After this many refusals of one fixer, its other fixes are not tried."""
_GRAVITY = (Verdict.VALID, Verdict.INVALID, Verdict.UNDETERMINED)
_WITHOUT_RECORD = ("SRC", "MOD", "XSD", "JSN")
"""The families of codes that a file can have from which no declaration could be read."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A fix that was not made, and why."""

    finding: Diagnostic
    why: str


@dataclass(frozen=True, slots=True)
class Fixed:
    """The source before, its state now with what is left to say of it, and what was done.

    `fixed` counts by code the findings whose fixes were made, in the order of the codes.
    """

    before: Source
    after: Examined
    fixed: Mapping[str, int]
    refused: tuple[Refusal, ...]

    @property
    def changed(self) -> bool:
        """Whether anything was done."""
        return self.before.data != self.after.source.data


def apply(
    examined: Examined, options: ReadOptions | None = None, *, format: str | None = None
) -> Fixed:
    """Make the fixes of the findings that were reported of a source, by the choice that it was
    examined by.

    Nothing is written to disk. A fix that is only offered (`Fix.sure` is false) is not made.

    Raises UnknownFormat.
    """
    known = format_for(examined.source, format).name
    codes = {each.code.code for each in examined.report.findings}
    if known != "akn" or codes.isdisjoint(FIXERS):
        return Fixed(examined.source, examined, {}, ())
    try:
        rounds = _Rounds(examined, options or ReadOptions())
    except ValueError:  # a file that is not well-formed has no words to compare
        return Fixed(examined.source, examined, {}, ())
    while findings := rounds.next_findings():
        rounds.make(findings)
    after = examined
    if rounds.state.source.data != examined.source.data:
        after = examine(rounds.state.source, options, examined.choice, format=known)
    fixed = dict(sorted(rounds.fixed.items()))
    return Fixed(examined.source, after, fixed, tuple(rounds.refused.values()))


class _Rounds:
    """The rounds over one source. `state` has all that can be said of it, chosen or not."""

    def __init__(self, first: Examined, options: ReadOptions) -> None:
        self.options = options
        choice = first.choice
        profile = choice.profile
        if first.report.profile is not None:
            profile = Profile(first.report.profile)
        self.choice = replace(choice, limit=sys.maxsize, profile=profile)
        # What was not asked for must not become worse either.
        self.whole = Choice(profile=profile, limit=sys.maxsize)
        shows_all = all(each.hint != HINT for each in first.report.findings)
        is_whole = self.choice == self.whole and shows_all and first.parsed is not None
        self.state = first if is_whole else self._examine(first.source, self.whole)
        self.words = words_of(first.source)
        self.fixed: Counter[str] = Counter()
        self.refused: dict[tuple[str, str, str], Refusal] = {}
        self.refusals: Counter[Fixer] = Counter()

    def _examine(self, source: Source, choice: Choice) -> Examined:
        return examine(source, self.options, choice, format="akn")

    def next_findings(self) -> list[Diagnostic]:
        """The findings of the next round: those of one fixer, none of whose fixes overlap."""
        chosen = self.state
        if self.choice != self.whole:
            chosen = self._examine(self.state.source, self.choice)
        waiting = [each for each in chosen.report.findings if self._may_be_made(each)]
        if not waiting:
            return []
        fixer = _fixer(waiting[0])
        return without_overlap(each for each in waiting if _fixer(each) is fixer)

    def _may_be_made(self, finding: Diagnostic) -> bool:
        if finding.fix is None or not finding.fix.sure:
            return False
        return (
            _key(finding) not in self.refused
            and self.refusals[_fixer(finding)] < PATIENCE
        )

    def make(self, findings: list[Diagnostic]) -> None:
        """Make all fixes. If they are refused, make the first half of them, and so on; a fix that
        is refused alone is left.
        """
        while True:
            edits = edits_of(findings)
            source = applied(self.state.source, edits)
            state: Examined | None = None
            try:
                words = words_of(source)
                state = self._examine(source, self.whole)
            except ValueError:
                why = "the file could not be read any more"
            else:
                why = self._why_not(state, words, Shift(edits))
            if state is not None and not why:
                self.state = state
                self.fixed.update(each.code.code for each in findings)
                return
            if len(fixes_of(findings)) == 1:
                self._refuse(findings, why)
                return
            findings = findings[: len(findings) // 2]

    def _refuse(self, findings: list[Diagnostic], why: str) -> None:
        for each in findings:
            self.refused[_key(each)] = Refusal(each, why)
        self.refusals[_fixer(findings[0])] += 1

    def _why_not(self, new: Examined, words: tuple[str, ...], shift: Shift) -> str:
        """Why a change is refused; empty if it is not."""
        if self.words != words:
            return "the words of the text would change"
        before = _declaration(self.state)
        after = _declaration(new)
        if before is not None:
            if after is None:
                return "no declaration could be read any more"
            if words_read(before) != words_read(after):
                return "the words that are read would change"
            verdict = new.report.verdict
            gravity_before = _GRAVITY.index(self.state.report.verdict)
            if _GRAVITY.index(verdict) > gravity_before:
                return f"the file would be {verdict}"
        only_now_read = before is None and after is not None
        old_findings = self.state.report.findings
        findings = new.report.findings
        found = new_findings(
            old_findings,
            findings,
            shift,
            only_now_read=only_now_read,
        )
        if found:
            message = found[0].message
            return f"there would be a finding that is not there now: {message}"
        if len(findings) >= len(old_findings) and not only_now_read:
            return "the finding would stay"
        return ""


def _declaration(examined: Examined) -> Declaration | None:
    """What was read of a source, if a declaration was."""
    if examined.parsed is None:
        return None
    return examined.parsed.declaration


def _key(finding: Diagnostic) -> tuple[str, str, str]:
    """Identifies a fix that was refused, while the lines above it move."""
    title = "" if finding.fix is None else finding.fix.title
    return finding.code.code, finding.message, title


def _fixer(finding: Diagnostic) -> Fixer:
    """The fixer of a finding's code."""
    return FIXERS[finding.code.code]


def new_findings(
    before: Iterable[Diagnostic],
    after: Iterable[Diagnostic],
    shift: Shift,
    *,
    only_now_read: bool = False,
) -> list[Diagnostic]:
    """The findings after edits that were not there before, as far as that can be told.

    A finding is an old one if it stands where one of its code and severity stood, moved with the
    text (it may name a node by its new eId), or if it says the same as an old one that has moved
    otherwise. `only_now_read`: only now a declaration can be read, and what only a record shows is
    not new.
    """
    old = list(before)
    new = list(after)
    if only_now_read:
        new = [each for each in new if _needs_no_record(each)]
    places = _places_after(old, shift)
    used: set[int] = set()
    left: list[Diagnostic] = []
    for each in new:
        waiting = places.get(_place(each, _start(each)), [])
        while waiting and waiting[-1] in used:
            waiting.pop()
        if waiting:
            used.add(waiting.pop())
        else:
            left.append(each)
    unused: Counter[tuple[object, ...]] = Counter()
    for index, each in enumerate(old):
        if index not in used:
            unused[_said(each)] += 1
    return beyond(left, unused, _said)


def _places_after(
    findings: Iterable[Diagnostic], shift: Shift
) -> dict[tuple[object, ...], list[int]]:
    """The numbers of findings by the places to which edits move them."""
    places: dict[tuple[object, ...], list[int]] = {}
    for index, each in enumerate(findings):
        start = _start(each)
        moved: Iterable[int | None] = [None]
        if start is not None:
            moved = shift.after(start)
        for place in moved:
            numbers = places.setdefault(_place(each, place), [])
            numbers.append(index)
    return places


def _place(finding: Diagnostic, start: int | None) -> tuple[object, ...]:
    """What two findings of one fault in one place have in common."""
    return finding.code, finding.severity, start


def _start(finding: Diagnostic) -> int | None:
    return None if finding.span is None else finding.span.start


def _needs_no_record(finding: Diagnostic) -> bool:
    return finding.code.code.startswith(_WITHOUT_RECORD) and finding.code != KEY_ORDER


def _said(finding: Diagnostic) -> tuple[object, ...]:
    return finding.code, finding.severity, finding.message
