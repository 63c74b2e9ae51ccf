"""The findings as SARIF 2.1.0 (OASIS Standard, errata 01): for code scanning and for viewers."""

import os.path
import re
from collections.abc import Iterable, Iterator
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from communique._version import __version__
from communique.core.diagnostics import Code, Diagnostic, Report, Severity, Verdict
from communique.core.source import Span
from communique.report.streaming import array, dumped, inside
from communique.validate.codes import check_of

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
FINGERPRINT = "communique/v1"
"""The name of our fingerprint. `primaryLocationLineHash` is GitHub's own: its action warns of every other value there."""

_BASE = "%SRCROOT%"
_LEVELS = {Severity.INFO: "note", Severity.WARNING: "warning", Severity.ERROR: "error"}
_LINK = re.compile(r"\[(?=[^\[\]]*\]\()")


def document(reports: Iterable[Report], folder: str) -> Iterator[str]:
    """All reports as one log with one run, piece by piece, a line feed at its end.

    `folder` is the absolute path that addresses of files are relative to. What leaves no verdict is a result like every
    finding, and a notification of the tool too, whose execution has then not been successful (clause 3.20.14).
    """
    codes: dict[str, Code] = {}
    notifications: list[dict[str, Any]] = []
    determined = True

    def results() -> Iterator[dict[str, Any]]:
        nonlocal determined
        for report in reports:
            determined = determined and report.verdict is not Verdict.UNDETERMINED
            for finding in report.findings:
                codes[finding.code.code] = finding.code
                result = _result(report, finding, folder)
                if finding.code.fatal:
                    told = {key: result[key] for key in ("level", "message", "locations")}
                    notifications.append({"associatedRule": {"id": result["ruleId"]}, **told})
                yield result

    base = {_BASE: {"description": {"text": "the folder in which the command was run"}}}
    yield f'{{\n  "$schema": "{SCHEMA}",\n  "version": "2.1.0",\n  "runs": [\n    {{\n'
    yield f'      "columnKind": "unicodeCodePoints",\n      "originalUriBaseIds": {dumped(base, 6)},\n      "results": '
    yield from array(results(), 8)
    invocation = {"executionSuccessful": determined, "toolExecutionNotifications": notifications}
    driver = {"name": "communique", "version": __version__, "rules": list(_rules(codes))}
    yield f',\n      "invocations": {dumped([invocation], 6)},\n      "tool": {dumped({"driver": driver}, 6)}'
    yield "\n    }\n  ]\n}\n"


def _result(report: Report, finding: Diagnostic, folder: str) -> dict[str, Any]:
    within = inside(report.path, folder)
    if within is not None:
        artifact = {"uri": _percent(within), "uriBaseId": _BASE}
    else:
        whole = PurePath(os.path.normpath(PurePath(folder, report.path))).as_posix()
        artifact = {"uri": f"file://{'' if whole.startswith('/') else '/'}{_percent(whole)}"}
    place: dict[str, Any] = {"artifactLocation": artifact}
    if finding.span is not None:
        place["region"] = _region(finding.span)
    location: dict[str, Any] = {"physicalLocation": place}
    if finding.eid is not None:
        location["logicalLocations"] = [{"fullyQualifiedName": finding.eid}]
    known = {"profile": report.profile, "pointer": finding.pointer, "quote": finding.quote}
    fixes: dict[str, Any] = {}
    if (fix := finding.fix) is not None:
        edits = [{"deletedRegion": _region(each.span), "insertedContent": {"text": each.text}} for each in fix.edits]
        change = {"artifactLocation": artifact, "replacements": edits}
        fixes["fixes"] = [{"description": {"text": _literal(fix.title)}, "artifactChanges": [change]}]
    return {
        "ruleId": finding.code.code,
        "level": _LEVELS[finding.severity],
        "message": {"text": _literal("\nhint: ".join(filter(None, (finding.message, finding.hint))))},
        "locations": [location],
        "partialFingerprints": {FINGERPRINT: finding.fingerprint},
        "properties": {name: value for name, value in known.items() if value is not None},
        **fixes,
    }


def _region(span: Span) -> dict[str, int]:
    return {"startLine": span.line, "startColumn": span.column, "endLine": span.end_line, "endColumn": span.end_column}


def _literal(text: str) -> str:
    """A text in which braces (clause 3.11.5) and what would be a link (3.11.6) stand for themselves."""
    return _LINK.sub(r"\\[", text.replace("{", "{{").replace("}", "}}"))


def _percent(path: str) -> str:
    """A path percent-encoded; for a name that is not UTF-8, its bytes, which Python keeps as lone surrogates."""
    try:
        return quote(path.encode("utf-8", "surrogateescape"))
    except UnicodeEncodeError:
        return quote(path.encode("utf-8", "surrogatepass"))


def _rules(codes: dict[str, Code]) -> Iterator[dict[str, Any]]:
    """What each code means that a result has, by code; of a rule or cross check also its page.

    Help keeps its braces single, other than messages: nothing is ever put into it, and it holds examples of JSON.
    """
    for name, code in sorted(codes.items()):
        check = check_of(code)
        page = None if check is None else check.page
        summary = _sentence(code.summary) + "."
        advice = {"text": summary}
        if page is not None:
            why, fix = _sentence(page.why), _sentence(page.fix)
            parts = {"Why": why, "Fix": fix, "Bad": page.bad, "Good": page.good}
            sections = "".join(f"\n## {title}\n\n{text}\n" for title, text in parts.items())
            advice = {"text": f"{why}\n\nTo fix it: {fix}", "markdown": f"{page.summary}\n{sections}"}
        yield {
            "id": name,
            "name": code.name,
            "shortDescription": {"text": summary},
            "fullDescription": {"text": _sentence(page.why) if page else summary},
            "help": advice,
            "defaultConfiguration": {"level": _LEVELS[code.severity]},
        }


def _sentence(text: str) -> str:
    return text[:1].upper() + " ".join(text[1:].split())
