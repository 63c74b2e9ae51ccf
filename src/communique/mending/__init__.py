"""Fixes made: to the text of a source, in rounds, each read and validated again before the next.

A fix is refused if the words of the text are not what they were, or if the result has a finding which the source had
not. Each round leaves fewer findings than the one before, so that there is a last one, and a second call finds nothing
left to do.
"""

import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace

from communique.core.diagnostics import Diagnostic, Verdict
from communique.core.source import Source
from communique.documents import format_for
from communique.draft import ReadOptions
from communique.fixes import Fixer, fixers
from communique.mending.edits import (
    Shift,
    applied,
    edits_of,
    fixes_of,
    new_findings,
    without_overlap,
    words_of,
    words_of_values,
)
from communique.model import Declaration
from communique.rules.rule import Profile
from communique.rules.running import HINT
from communique.validate.codes import Choice
from communique.validate.engine import Examined, examine

PATIENCE = 20
"""After this many refusals of one kind the others of that kind are not tried."""
_GRAVITY = (Verdict.VALID, Verdict.INVALID, Verdict.UNDETERMINED)


@dataclass(frozen=True, slots=True)
class Refusal:
    """A fix that was not made, and why."""

    finding: Diagnostic
    why: str


@dataclass(frozen=True, slots=True)
class Mended:
    """What became of a source: what it was, what it is now and what is left to say of it.

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


class _Mender:
    """The rounds over one source."""

    def __init__(self, first: Examined, options: ReadOptions, choice: Choice, format: str) -> None:
        self.options = options
        self.format = format
        self.fixers = fixers(format)
        profile = choice.profile if first.report.profile is None else Profile(first.report.profile)
        self.choice = replace(choice, limit=sys.maxsize, profile=profile)
        self.whole = Choice(profile=profile, limit=sys.maxsize)
        known = self.choice == self.whole and all(each.hint != HINT for each in first.report.findings)
        self.state, self.words = self._read(first.source, first if known and first.parsed is not None else None)
        self.fixed: Counter[str] = Counter()
        self.refused: dict[tuple[str, str, str], Refusal] = {}
        self.patience: Counter[Fixer] = Counter()

    def _read(self, source: Source, known: Examined | None = None) -> tuple[Examined, object]:
        """All there is to say, chosen or not: what was not asked for must not be made worse. And the words."""
        everything = known or examine(source, self.options, self.whole, format=self.format)
        return everything, words_of(source, self.format)

    def next(self) -> list[Diagnostic]:
        """The findings of the next round: those of one fixer, none of whose fixes overlap."""
        chosen = self.state
        if self.choice != self.whole:
            chosen = examine(self.state.source, self.options, self.choice, format=self.format)
        waiting = [
            each
            for each in chosen.report.findings
            if each.fix is not None
            and each.fix.sure
            and _key(each) not in self.refused
            and self.patience[self.fixers[each.code.code]] < PATIENCE
        ]
        kind = self.fixers[waiting[0].code.code] if waiting else None
        return without_overlap(each for each in waiting if self.fixers[each.code.code] is kind)

    def round(self, findings: list[Diagnostic]) -> None:
        """Make all fixes, or if they are refused the first half of them, and so on; one that is refused alone is left."""
        while True:
            edits = edits_of(findings)
            source, why = applied(self.state.source, edits), "the file could not be read any more"
            with suppress(ValueError):
                state, words = self._read(source)
                why = next(self._against(state, words, Shift(edits)), "")
            if not why:
                self.state, self.words = state, words
                self.fixed.update(each.code.code for each in findings)
                return
            if len(fixes_of(findings)) == 1:
                self.refused.update((_key(each), Refusal(each, why)) for each in findings)
                self.patience[self.fixers[findings[0].code.code]] += 1
                return
            findings = findings[: len(findings) // 2]

    def _against(self, new: Examined, words: object, shift: Shift) -> Iterator[str]:
        """What speaks against a change."""
        one, other = (None if each.parsed is None else each.parsed.declaration for each in (self.state, new))
        if self.words != words:
            yield "the words of the text would change"
        if one is not None and other is None:
            yield "no declaration could be read any more"
        if one is not None and other is not None and _spoken(one) != _spoken(other):
            yield "the words that are read would change"
        before, after = self.state.report, new.report
        if _GRAVITY.index(after.verdict) > _GRAVITY.index(before.verdict) and one is not None:
            yield f"the file would be {after.verdict}"
        found = new_findings(before.findings, after.findings, shift, unread=one is None and other is not None)
        if found:
            yield f"there would be a finding that is not there now: {found[0].message}"
        elif len(after.findings) >= len(before.findings) and not (one is None and other is not None):
            yield "the finding would stay"


def _spoken(declaration: Declaration) -> object:
    return words_of_values(declaration.model_dump(mode="json"))


def _key(finding: Diagnostic) -> tuple[str, str, str]:
    """What tells a fix that was refused from the others, while lines above it move."""
    return finding.code.code, finding.message, "" if finding.fix is None else finding.fix.title


def mend(examined: Examined, options: ReadOptions | None = None, *, format: str | None = None) -> Mended:
    """Make the fixes of the findings that were reported of a source, by the choice that it was examined by.

    Nothing is written. A fix that is only offered (`Fix.sure`) is left to whoever asked.

    Raises UnknownFormat.
    """
    known, chosen = format_for(examined.source, format).name, examined.choice
    if all(each.code.code not in fixers(known) for each in examined.report.findings):
        return Mended(examined.source, examined, {}, ())
    try:
        mender = _Mender(examined, options or ReadOptions(), chosen, known)
    except (
        ValueError
    ):  # words cannot be compared with those of a file that is not read whole, as where a key stands twice
        return Mended(examined.source, examined, {}, ())
    while findings := mender.next():
        mender.round(findings)
    after = examined
    if mender.state.source.data != examined.source.data:
        after = examine(mender.state.source, options, chosen, format=known)
    return Mended(examined.source, after, dict(sorted(mender.fixed.items())), tuple(mender.refused.values()))
