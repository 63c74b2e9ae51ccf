"""Which rules a document is checked against, and which findings are reported, with which severity."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Literal

from communique.core.diagnostics import Code, Diagnostic, Severity
from communique.core.errors import BadOption
from communique.rules.rule import LIMIT, Profile
from communique.validate.codes import check_selectors
from communique.validate.selection import Selection, matches


@dataclass(frozen=True, slots=True)
class Choice(Selection):
    """A selection of codes, and severities by selector; made by `of`, which refuses bad ones.

    Without a profile, the one that fits the document is used. At most `limit` findings of each rule are given. `known`:
    how many findings of each key the baseline has for the file, which are not reported; None where there is no baseline.
    """

    severity: Mapping[str, Severity] = field(default_factory=dict)
    profile: Profile | None = None
    limit: int = LIMIT
    known: Mapping[str, int] | Literal["all"] | None = None

    @classmethod
    def of(
        cls,
        *,
        select: Iterable[str] = (),
        extend_select: Iterable[str] = (),
        ignore: Iterable[str] = (),
        severity: Mapping[str, Severity] | None = None,
        profile: str | None = None,
        limit: int = LIMIT,
    ) -> "Choice":
        """A choice by codes, beginnings of codes or names; raises BadOption, with a suggestion, if one means nothing."""
        if profile is not None and profile not in tuple(Profile):
            raise BadOption(f"unknown profile {profile!r}; the profiles are {', '.join(Profile)}")
        if limit < 1:
            raise BadOption(f"the limit must be at least 1, not {limit}")
        held_to = None if profile is None else Profile(profile)
        choice = cls(tuple(select), tuple(extend_select), tuple(ignore), dict(severity or {}), held_to, limit)
        check_selectors((*choice.select, *choice.extend, *choice.ignore, *choice.severity))
        return choice

    def apply(self, findings: Iterable[Diagnostic]) -> list[Diagnostic]:
        """The findings that are chosen. Fatal ones stay as they are: without them no verdict is honest."""
        return [each if each.code.fatal else self._graded(each) for each in findings
                if each.code.fatal or self.wants(each.code)]  # fmt: skip

    def _graded(self, finding: Diagnostic) -> Diagnostic:
        """With the severity of the longest selector that means its code; a name is longer than any code."""
        meant = [each for each in self.severity if matches(each, finding.code)]
        if not meant:
            return finding
        return replace(
            finding, severity=self.severity[max(meant, key=lambda each: (each == finding.code.name, len(each)))]
        )

    def asks(self, code: Code, profile: str | None) -> bool:
        """Whether a finding of that code would be reported, if there were one, where a document is held to a profile."""
        severities = _severities().get(code.code)
        left_out = severities is not None and profile not in severities and not self.extends(code)
        return self.wants(code) and not left_out


@cache
def _severities() -> dict[str, Mapping[Profile, Severity]]:
    """The profiles that ask each rule, by its code. Where nothing is suppressed the rules need not be imported for it."""
    from communique.rules import RULES

    return {rule.code.code: rule.severities for rule in RULES}


ANYTHING = Choice()
"""The choice where nothing is said."""
