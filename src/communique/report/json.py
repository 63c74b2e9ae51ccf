"""The findings as JSON, by `schema/diagnostic.schema.json`: for other programs."""

from collections.abc import Iterable, Iterator
from typing import Any

from communique.core.diagnostics import Diagnostic, Report, Verdict
from communique.core.source import Span
from communique.report.streaming import array

VERSION = 1
"""Of the form of the JSON; it changes when a program that reads it would have to."""


def document(reports: Iterable[Report]) -> Iterator[str]:
    """All reports as one JSON document, piece by piece, a line feed at its end. The verdict is the worst of the files'.

    Lines and columns count from 1, in code points, the end exclusive; null where a finding has no place.
    """
    verdicts: set[Verdict] = set()

    def files() -> Iterator[dict[str, Any]]:
        for report in reports:
            verdicts.add(report.verdict)
            yield {
                "path": report.path,
                "verdict": str(report.verdict),
                "profile": report.profile,
                "findings": [_of_finding(each) for each in report.findings],
                "suppressed": [
                    {"by": each.by, "reason": each.reason, "finding": _of_finding(each.finding)}
                    for each in report.suppressed
                ],
            }

    yield f'{{\n  "version": {VERSION},\n  "files": '
    yield from array(files(), 4)
    yield f',\n  "verdict": "{overall(verdicts)}"\n}}\n'


def overall(verdicts: Iterable[Verdict]) -> Verdict:
    """Undetermined if any is, else invalid if any is, else valid."""
    found = set(verdicts)
    return next((each for each in (Verdict.UNDETERMINED, Verdict.INVALID) if each in found), Verdict.VALID)


def _of_finding(finding: Diagnostic) -> dict[str, Any]:
    fix = finding.fix
    edits = [{**_place(each.span), "text": each.text} for each in fix.edits] if fix else []
    return {
        "code": finding.code.code,
        "name": finding.code.name,
        "severity": str(finding.severity),
        "message": finding.message,
        **_place(finding.span),
        "eid": finding.eid,
        "quote": finding.quote,
        "hint": finding.hint,
        "url": finding.code.page,
        "fix": fix and {"title": fix.title, "sure": fix.sure, "edits": edits},
        "fingerprint": finding.fingerprint,
    }


def _place(span: Span | None) -> dict[str, int | None]:
    return {name: getattr(span, name, None) for name in ("line", "column", "end_line", "end_column")}
