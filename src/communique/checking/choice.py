"""Which findings are reported, and with which severity."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from communique.checking.codes import check_of, check_selectors
from communique.checking.profiles import Selection, matches
from communique.core.diagnostics import Code, Diagnostic, Severity
from communique.core.errors import BadOption
from communique.rules.rule import LIMIT, Profile, Rule


@dataclass(frozen=True, slots=True)
class Choice(Selection):
    """A selection of codes, and severities by selector; made by `of`, which refuses bad ones.

    Without a profile, the one that fits the document is used. At most `limit` findings of each rule
    are given. `known`: how many findings of each key the baseline has for the file, which are not
    reported; None where there is no baseline.
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
        """A choice by codes, beginnings of codes or names. Raises BadOption, with a suggestion, if
        one means nothing.
        """
        if profile is not None and profile not in tuple(Profile):
            raise BadOption(
                f"unknown profile {profile!r}; the profiles are {', '.join(Profile)}"
            )
        if limit < 1:
            raise BadOption(f"the limit must be at least 1, not {limit}")
        held_to = None if profile is None else Profile(profile)
        choice = cls(
            _selectors(select),
            _selectors(extend_select),
            _selectors(ignore),
            dict(severity or {}),
            held_to,
            limit,
        )
        for selector, each in choice.severity.items():
            if not isinstance(each, Severity):
                raise BadOption(f"{each!r}, for {selector}, is not a Severity")
        check_selectors(
            (*choice.select, *choice.extend, *choice.ignore, *choice.severity)
        )
        return choice

    def apply(self, findings: Iterable[Diagnostic]) -> list[Diagnostic]:
        """The findings that are chosen. Fatal ones stay as they are: without them the verdict would
        be wrong.
        """
        chosen: list[Diagnostic] = []
        for each in findings:
            if each.code.fatal:
                chosen.append(each)
            elif self.wants(each.code):
                chosen.append(self._graded(each))
        return chosen

    def _graded(self, finding: Diagnostic) -> Diagnostic:
        """With the severity of the longest selector that means its code; a name is longer than any
        code.
        """
        meant = [each for each in self.severity if matches(each, finding.code)]
        longest = max(
            meant, key=lambda each: (each == finding.code.name, len(each)), default=None
        )
        if longest is None:
            return finding
        return replace(finding, severity=self.severity[longest])

    def asks(self, code: Code, profile: str | None) -> bool:
        """Whether a finding of that code would be reported, if there were one, where a document is
        held to a profile.
        """
        check = check_of(code)
        is_in_profile = not isinstance(check, Rule) or profile in check.severities
        return self.wants(code) and (is_in_profile or self.extends(code))


def _selectors(given: Iterable[str]) -> tuple[str, ...]:
    """Selectors as a tuple. A single string is one selector, not its letters."""
    return (given,) if isinstance(given, str) else tuple(given)


ANYTHING = Choice()
"""The choice if nothing is asked for: all findings, as severe as their profile has it."""
