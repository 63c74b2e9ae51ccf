"""Asking the rules: which are asked, in what order, and how many times one may speak."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from itertools import islice

from communique.diagnostics import Code, Severity
from communique.rule import LIMIT, Finding, Profile, Rule
from communique.rules.record import Record
from communique.rules.tree import Tree


@dataclass(frozen=True, slots=True)
class Said:
    """A finding, whose code it has, and its gravity under the profile."""

    code: Code
    severity: Severity
    finding: Finding


def ask(
    rules: Iterable[Rule],
    record: Record | None,
    tree: Tree | None,
    profile: Profile,
    *,
    limit: int = LIMIT,
    already: Collection[str] = (),
    wanted: Callable[[Rule], bool] | None = None,
) -> list[Said]:
    """What the rules say about a document, in their order: so many findings of each, and one that counts the others.

    A rule is not asked if the profile leaves it out, `wanted` does not want it, its subject is missing, or a reader has
    already said the same (`already` are the codes of its findings). Raises what a rule raises: a fault of the program.
    """
    said: list[Said] = []
    for rule in rules:
        severity = rule.severities.get(profile)
        if severity is None or (wanted is not None and not wanted(rule)) or not rule.said_by.isdisjoint(already):
            continue
        subject: Record | Tree | None = (
            tree if rule.on == "tree" or (rule.on == "either" and tree is not None) else record
        )
        if subject is None:
            continue
        findings = iter(rule.check(subject))
        last = None
        for finding in islice(findings, limit):
            last = finding.subject
            said.append(Said(rule.code, min(severity, finding.severity or severity), finding))
        more = sum(1 for _ in findings)
        if more:
            counted = f"… and {more} more like this {'is' if more == 1 else 'are'} not shown"
            hint = f"{limit} of each rule are shown for a file; another limit shows more"
            said.append(Said(rule.code, severity, Finding(counted, last, hint=hint)))
    return said
