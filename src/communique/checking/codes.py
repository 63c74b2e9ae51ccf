"""The list of every code there is, what is said about a check itself, and which findings are reported, with which severity."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING, Literal

from communique.checking.profiles import Selection, matches
from communique.core import source_errors
from communique.core.diagnostics import Code, Diagnostic, Severity
from communique.core.errors import BadOption
from communique.core.source_errors import ENGINE_FAULT
from communique.model import refusal
from communique.rules import RULES
from communique.rules.rule import LIMIT, Profile, Rule

if TYPE_CHECKING:
    from communique.checking.cross.pair import Crossing


CANNOT_OPEN = Code(
    "RUN001", "cannot-open", Severity.ERROR, "a file cannot be opened or read", fatal=True
)
SCHEMA_ONLY = Code("RUN003", "schema-only", Severity.INFO,
                   "not a declaration: only the schema and the rules that need no record were used")  # fmt: skip
WITHOUT_REASON = Code(
    "RUN004",
    "ignore-without-reason",
    Severity.WARNING,
    "a comment ignores findings and does not say why",
)
UNUSED_IGNORE = Code(
    "RUN005", "unused-ignore", Severity.WARNING, "a comment ignores findings that are not there"
)
WRONG_IGNORE = Code("RUN006", "wrong-ignore", Severity.WARNING,
                    "a comment is meant to ignore findings, but names none that can be ignored")  # fmt: skip

CODES = (CANNOT_OPEN, ENGINE_FAULT, SCHEMA_ONLY, WITHOUT_REASON, UNUSED_IGNORE, WRONG_IGNORE)


def every_code() -> tuple[Code, ...]:
    """Every code that a finding can have, in order. Imports all that can say something."""
    from communique.acts import follow_up
    from communique.checking import cross, json, xsd
    from communique.detect import codes as detect
    from communique.edition import descriptor as package
    from communique.inputs import codes as inputs

    said: Iterable[Code] = (
        *source_errors.CODES, *refusal.CODES, *detect.CODES, *inputs.CODES, *xsd.CODES, *json.CODES, *package.CODES,
        *follow_up.CODES, *cross.CODES, *CODES, *(rule.code for rule in RULES),
    )  # fmt: skip
    return tuple(sorted(said, key=lambda code: code.code))


@cache
def check_of(code: Code) -> "Rule | Crossing | None":
    """The rule or the cross check that says a code; None where a reader, a schema or the run itself does."""
    from communique.checking.cross import CROSSINGS

    every: tuple[Rule | Crossing, ...] = (*RULES, *CROSSINGS)
    return next((each for each in every if each.code.code == code.code), None)


def check_selectors(selectors: Collection[str]) -> None:
    """Raises BadOption, with a suggestion, if one of some selectors means no code."""
    if not selectors:  # then what can say something need not be imported
        return
    every = every_code()
    for selector in selectors:
        if not any(matches(selector, code) for code in every):
            raise unknown(selector, every)


def find(wanted: str) -> Code:
    """The code of that code or name; raises BadOption, with a suggestion, if there is none."""
    every = every_code()
    found = next(
        (code for code in every if wanted.upper() == code.code or wanted == code.name), None
    )
    if found is None:
        raise unknown(wanted, every)
    return found


def unknown(selector: str, every: Iterable[Code]) -> BadOption:
    """What to raise for a selector that means no code: it suggests the nearest."""
    near = nearest(selector, every)
    return BadOption(
        f"unknown code or name {selector!r}" + (f"; did you mean {near}?" if near else "")
    )


def nearest(selector: str, every: Iterable[Code]) -> str | None:
    """The code or name that is spelt most like a selector, if one is."""
    from difflib import get_close_matches

    names = [name for code in every for name in (code.code, code.name)]
    return next(
        iter(
            get_close_matches(selector, names, 1) or get_close_matches(selector.lower(), names, 1)
        ),
        None,
    )


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
        """A choice by codes, beginnings of codes or names; raises BadOption, with a suggestion, if one means nothing.

        A single string is one code, not its letters, each of which would be the beginning of some.
        """
        if profile is not None and profile not in tuple(Profile):
            raise BadOption(f"unknown profile {profile!r}; the profiles are {', '.join(Profile)}")
        if limit < 1:
            raise BadOption(f"the limit must be at least 1, not {limit}")
        held_to = None if profile is None else Profile(profile)
        chosen, more, less = (
            (each,) if isinstance(each, str) else tuple(each)
            for each in (select, extend_select, ignore)
        )
        choice = cls(chosen, more, less, dict(severity or {}), held_to, limit)
        for selector, each in choice.severity.items():
            if not isinstance(each, Severity):
                raise BadOption(f"{each!r}, for {selector}, is not a Severity")
        check_selectors((*choice.select, *choice.extend, *choice.ignore, *choice.severity))
        return choice

    def apply(self, findings: Iterable[Diagnostic]) -> list[Diagnostic]:
        """The findings that are chosen. Fatal ones stay as they are: without them no verdict is honest."""
        return [each if each.code.fatal else self._graded(each) for each in findings
                if each.code.fatal or self.wants(each.code)]  # fmt: skip

    def _graded(self, finding: Diagnostic) -> Diagnostic:
        """With the severity of the longest selector that means its code; a name is longer than any code."""
        meant = [each for each in self.severity if matches(each, finding.code)]
        longest = max(meant, key=lambda each: (each == finding.code.name, len(each)), default=None)
        return finding if longest is None else replace(finding, severity=self.severity[longest])

    def asks(self, code: Code, profile: str | None) -> bool:
        """Whether a finding of that code would be reported, if there were one, where a document is held to a profile."""
        severities = getattr(check_of(code), "severities", None)
        return self.wants(code) and (
            severities is None or profile in severities or self.extends(code)
        )


ANYTHING = Choice()
"""The choice where nothing is said."""
