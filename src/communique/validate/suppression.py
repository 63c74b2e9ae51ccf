"""What is found and not reported: it is kept beside the findings, and counted, so that it is never lost."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Literal

from communique.diagnostics import Diagnostic, Report, Suppressed, place
from communique.rules import RULES
from communique.rules.running import HINT, counting
from communique.source import Source
from communique.validate.choice import Choice


def has_comments(source: Source, format: str) -> bool:  # noqa: A002 - the word users know it by
    """Whether there may be a comment in a source that ignores findings. The name of our namespace is none."""
    return format == "akn" and source.data.count(b"communique:") > source.data.count(b"urn:communique:")


def may_be_suppressed(source: Source, format: str, choice: Choice) -> bool:  # noqa: A002 - the word users know it by
    """Whether a finding about a source may be suppressed: then all are looked at, and cut short only after that."""
    return choice.known is not None or has_comments(source, format)


def suppress(report: Report, source: Source, format: str, choice: Choice) -> Report:  # noqa: A002 - the word users know it by
    """The report without what comments in the file ignore and the baseline knows; of each rule no more than the limit."""
    findings = list(report.findings)
    suppressed: list[Suppressed] = []
    if has_comments(source, format):
        from communique.validate.comments import ignore_by_comments  # most files have none

        findings, suppressed = ignore_by_comments(findings, source, choice, report.profile)
    if choice.known is not None:
        findings, known = _without_known(findings, choice.known)
        suppressed += known
    suppressed.sort(key=lambda each: place(each.finding))
    return replace(report, findings=tuple(_shortened(findings, choice.limit)), suppressed=tuple(suppressed))


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
    rules = {rule.code.code for rule in RULES}
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
            yield replace(of_code[limit - 1], message=counting(len(more)), hint=HINT, severity=worst)
