"""Asking the rules: which are asked, in what order, and how many times one may speak."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from itertools import islice

from communique.core.diagnostics import Code, Severity
from communique.core.message import Message, count, say
from communique.rules.record import Record
from communique.rules.rule import LIMIT, Finding, Profile, Rule
from communique.rules.tree import Tree


@dataclass(frozen=True, slots=True)
class Said:
    """A finding, its code, and its severity under the profile."""

    code: Code
    severity: Severity
    finding: Finding


def ask(
    rules: Iterable[Rule],
    record: Record | None,
    tree: Tree | None,
    profile: Profile,
    *,
    limit: int | None = LIMIT,
    wants: Callable[[Code], bool] = lambda _: True,
    extends: Callable[[Code], bool] = lambda _: False,
) -> list[Said]:
    """What the rules say about a document, in their order: up to `limit` findings of each, and one that counts the others.

    Without a limit all are given. A rule is not asked if nobody wants its code, if the profile leaves it out (unless it
    `extends` to it: then with its usual severity), or if its
    subject is missing. Raises what a rule raises: a fault of the program.
    """
    said: list[Said] = []
    for rule in rules:
        severity = rule.severities.get(profile) or (rule.code.severity if extends(rule.code) else None)
        if severity is None or not wants(rule.code):
            continue
        subject: Record | Tree | None = (
            tree if rule.on == "tree" or (rule.on == "either" and tree is not None) else record
        )
        if subject is None:
            continue
        said += limited((_said(rule, severity, each) for each in rule.check(subject)), limit)
    return said


def limited(said: Iterable[Said], limit: int | None) -> list[Said]:
    """No more findings of one check than the limit; the last stands for those left out, with the severity of the worst."""
    found = iter(said)
    kept = list(islice(found, limit))
    more = [each.severity for each in found]  # there may be very many: nothing else is kept of them
    if more:
        counted = replace(kept[-1].finding, message=counting(len(more)), hint=HINT, severity=None)
        kept.append(Said(kept[-1].code, max(more), counted))
    return kept


def _said(rule: Rule, severity: Severity, finding: Finding) -> Said:
    """A finding of a rule; without a hint of its own it has the rule's."""
    hinted = finding if finding.hint is not None else replace(finding, hint=rule.hint)
    return Said(rule.code, min(severity, finding.severity or severity), hinted)


HINT = say("only this many findings of each rule are shown per file; raise the limit to see more")


def counting(more: int) -> Message:
    """The message of the finding that stands for others.

    >>> counting(1)
    '… and 1 more like this is not shown'
    """
    return count("… and {n} more like this is not shown", "… and {n} more like this are not shown", n=more)
