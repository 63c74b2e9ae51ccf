"""The findings as JSON, by `schema/diagnostic.schema.json`: for other programs."""

import json
from collections.abc import Iterable
from typing import Any

from communique.diagnostics import Diagnostic, Fix, Report, Verdict

VERSION = 1
"""Of the form of the JSON; it changes when a program that reads it would have to."""


def document(reports: Iterable[Report]) -> str:
    """All reports as one JSON document, a line feed at its end. The verdict is the worst of the files'.

    Lines and columns count from 1, in code points, the end exclusive; null where a finding has no place.
    """
    files = list(reports)
    content = {"version": VERSION, "verdict": str(overall(files)), "files": [_of_file(each) for each in files]}
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def overall(reports: Iterable[Report]) -> Verdict:
    """Undetermined if any is, else invalid if any is, else valid."""
    verdicts = {each.verdict for each in reports}
    return next((each for each in (Verdict.UNDETERMINED, Verdict.INVALID) if each in verdicts), Verdict.VALID)


def _of_file(report: Report) -> dict[str, Any]:
    findings = [_of_finding(each) for each in report.findings]
    return {
        "path": _clean(report.path), "verdict": str(report.verdict), "profile": report.profile, "findings": findings,
    }  # fmt: skip


def _of_finding(finding: Diagnostic) -> dict[str, Any]:
    span = finding.span
    return {
        "code": finding.code.code,
        "name": finding.code.name,
        "severity": str(finding.severity),
        "message": _clean(finding.message),
        "line": span and span.line,
        "column": span and span.column,
        "end_line": span and span.end_line,
        "end_column": span and span.end_column,
        "eid": _clean(finding.eid),
        "quote": _clean(finding.quote),
        "hint": _clean(finding.hint),
        "url": finding.code.page,
        "fix": finding.fix and _of_fix(finding.fix),
        "fingerprint": finding.fingerprint,
    }


def _of_fix(fix: Fix) -> dict[str, Any]:
    return {
        "title": _clean(fix.title),
        "edits": [
            {
                "line": each.span.line,
                "column": each.span.column,
                "end_line": each.span.end_line,
                "end_column": each.span.end_column,
                "text": _clean(each.text),
            }
            for each in fix.edits
        ],
    }


def _clean(text: Any) -> Any:
    """A text that UTF-8 can hold: a lone surrogate, of a file's name or a damaged source, is written as its escape."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8") if isinstance(text, str) else text
