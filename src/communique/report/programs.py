"""The findings for programs, piece by piece: JSON, SARIF 2.1.0, the commands of GitHub Actions, JUnit XML.

JSON is by `schema/diagnostic.schema.json`, SARIF by the OASIS Standard (errata 01), JUnit in the form that Jenkins checks
(`junit-10.xsd`) and GitLab reads. GitHub shows workflow commands as annotations of a change.
"""

import json
import os.path
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from html import escape
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from communique._version import __version__
from communique.checking.codes import check_of
from communique.core.diagnostics import Code, Diagnostic, Fix, Report, Severity, Verdict
from communique.core.source import Span
from communique.report.terminal import place, visible

_LONE = re.compile("[\ud800-\udfff]")


def dumped(value: Any, indent: int = 0) -> str:
    r"""A value as JSON that UTF-8 can hold; its lines after the first stand `indent` columns further in.

    A lone surrogate, of a file's name or a damaged source, is written as the six characters of its escape.

    >>> dumped(["a\udcff"])
    '[\n  "a\\\\udcff"\n]'
    """
    text = json.dumps(value, ensure_ascii=False, indent=2).replace("\n", "\n" + " " * indent)
    return _LONE.sub(lambda found: f"\\\\u{ord(found[0]):04x}", text)


def array(values: Iterable[Any], indent: int) -> Iterator[str]:
    """A JSON array, an item at a time; the items stand `indent` columns in, the closing bracket two less.

    >>> print("".join(array([1, {"a": 2}], 2)))
    [
      1,
      {
        "a": 2
      }
    ]
    """
    before = "["
    for value in values:
        yield f"{before}\n{' ' * indent}{dumped(value, indent)}"
        before = ","
    yield "[]" if before == "[" else f"\n{' ' * (indent - 2)}]"


def inside(path: str, folder: str) -> str | None:
    """A path relative to an absolute folder, with `/`; None where it leads out of it. Nothing is looked up on the disk.

    >>> (
    ...     inside("./acts/a.xml", "/home"),
    ...     inside("/home/acts/a.xml", "/home"),
    ...     inside("../a.xml", "/home"),
    ... )
    ('acts/a.xml', 'acts/a.xml', None)
    """
    whole = PurePath(os.path.normpath(PurePath(folder, path)))
    return whole.relative_to(folder).as_posix() if whole.is_relative_to(folder) else None


VERSION = 1
"""Of the form of the JSON; it changes when a program that reads it would have to."""


def as_json(reports: Iterable[Report]) -> Iterator[str]:
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
    if Verdict.UNDETERMINED in found:
        return Verdict.UNDETERMINED
    return Verdict.INVALID if Verdict.INVALID in found else Verdict.VALID


def _of_finding(finding: Diagnostic) -> dict[str, Any]:
    return {
        "code": finding.code.code,
        "name": finding.code.name,
        "severity": str(finding.severity),
        "message": finding.message,
        **_place_of(finding.span),
        "eid": finding.eid,
        "quote": finding.quote,
        "hint": finding.hint,
        "url": finding.code.page,
        "fix": None if finding.fix is None else _of_fix(finding.fix),
        "fingerprint": finding.fingerprint,
    }


def _of_fix(fix: Fix) -> dict[str, Any]:
    edits = [{**_place_of(each.span), "text": each.text} for each in fix.edits]
    return {"title": fix.title, "sure": fix.sure, "edits": edits}


def _place_of(span: Span | None) -> dict[str, int | None]:
    names = ("line", "column", "end_line", "end_column")
    return {name: getattr(span, name, None) for name in names}


SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
FINGERPRINT = "communique/v1"
"""The name of our fingerprint. `primaryLocationLineHash` is GitHub's own: its action warns of every other value there."""

_BASE = "%SRCROOT%"
_LEVELS = {Severity.INFO: "note", Severity.WARNING: "warning", Severity.ERROR: "error"}
_LINK = re.compile(r"\[(?=[^\[\]]*\]\()")


def as_sarif(reports: Iterable[Report], folder: str) -> Iterator[str]:
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
    artifact = _artifact(report.path, folder)
    place: dict[str, Any] = {"artifactLocation": artifact}
    if finding.span is not None:
        place["region"] = _region(finding.span)
    location: dict[str, Any] = {"physicalLocation": place}
    if finding.eid is not None:
        location["logicalLocations"] = [{"fullyQualifiedName": finding.eid}]
    known = {"profile": report.profile, "pointer": finding.pointer, "quote": finding.quote}
    message = str(finding.message)
    if finding.hint:
        message = f"{message}\nhint: {finding.hint}"
    result = {
        "ruleId": finding.code.code,
        "level": _LEVELS[finding.severity],
        "message": {"text": _literal(message)},
        "locations": [location],
        "partialFingerprints": {FINGERPRINT: finding.fingerprint},
        "properties": {name: value for name, value in known.items() if value is not None},
    }
    if finding.fix is not None:
        result["fixes"] = [_fix(finding.fix, artifact)]
    return result


def _artifact(path: str, folder: str) -> dict[str, str]:
    """Where a file is: relative to the folder if it is in it, else by its whole path."""
    within = inside(path, folder)
    if within is not None:
        return {"uri": _percent(within), "uriBaseId": _BASE}
    whole = PurePath(os.path.normpath(PurePath(folder, path))).as_posix()
    root = "" if whole.startswith("/") else "/"
    return {"uri": f"file://{root}{_percent(whole)}"}


def _fix(fix: Fix, artifact: dict[str, str]) -> dict[str, Any]:
    edits = []
    for each in fix.edits:
        content = {"text": each.text}
        edits.append({"deletedRegion": _region(each.span), "insertedContent": content})
    change = {"artifactLocation": artifact, "replacements": edits}
    return {"description": {"text": _literal(fix.title)}, "artifactChanges": [change]}


def _region(span: Span) -> dict[str, int]:
    return {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }


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
            advice = {
                "text": f"{why}\n\nTo fix it: {fix}",
                "markdown": f"{page.summary}\n{sections}",
            }
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


SHOWN = 10
"""How many annotations of one kind GitHub shows for a step; the others are in the log only."""

_COMMANDS = {Severity.INFO: "notice", Severity.WARNING: "warning", Severity.ERROR: "error"}


def as_commands(reports: Iterable[Report], folder: str) -> Iterator[str]:
    """A command for each finding, in their order, and a notice at the end if GitHub will not show them all.

    `folder` is the absolute path that files are named in. The message repeats the place, which the log leaves out.
    """
    counts: Counter[Severity] = Counter()
    for report in reports:
        counts.update(finding.severity for finding in report.findings)
        for finding in report.findings:
            yield _command(report.path, finding, folder)
    many = [f"{number} {severity} findings" for severity, number in sorted(counts.items(), reverse=True)
            if number > SHOWN]  # fmt: skip
    if many:
        said = f"{', '.join(many)}: GitHub shows the first {SHOWN} of a kind as annotations; the log has all of them"
        yield f"::notice title=communique::{said}"


def _command(path: str, finding: Diagnostic, folder: str) -> str:
    """Columns only for a place in one line: GitHub takes no others."""
    span = finding.span
    values: dict[str, object] = {"file": inside(path, folder) or path}
    if span is not None:
        values |= {"line": span.line, "endLine": span.end_line}
        if span.line == span.end_line:
            values |= {"col": span.column, "endColumn": span.end_column}
    values["title"] = f"{finding.code.code} {finding.code.name}"
    given = ",".join([f"{name}={_property(value)}" for name, value in values.items()])
    message = f"{place(path, span)}: {visible(finding.message)}"
    if finding.hint:
        message = f"{message}\nhint: {visible(finding.hint)}"
    return f"::{_COMMANDS[finding.severity]} {given}::{_data(message)}"


def _property(value: object) -> str:
    """A value as it stands between the commas of a command."""
    return _data(visible(str(value))).replace(":", "%3A").replace(",", "%2C")


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 does not allow."""


def as_junit(reports: Iterable[Report], fail_on: Severity) -> Iterator[str]:
    """A suite for each file, with a case for each code that was found in it, or one case if none was.

    A case is an error if it leaves no verdict, a failure if one of its findings is as grave as `fail_on`; the findings of
    others are their output. Names have no lines in them, so that a case is the same one after an edit. There is no time
    in it: the same findings are the same bytes.
    """
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="communique">\n'
    for report in reports:
        yield from _suite(report, fail_on)
    yield "</testsuites>\n"


def _suite(report: Report, fail_on: Severity) -> Iterator[str]:
    """The suite of a file."""
    by_code: dict[str, list[Diagnostic]] = {}
    for finding in report.findings:
        by_code.setdefault(finding.code.code, []).append(finding)
    cases = [by_code[code] for code in sorted(by_code)]
    kinds = [_kind(case, fail_on) for case in cases]
    name = _xml(report.path)
    tests = max(1, len(cases))
    counts = f'tests="{tests}" failures="{kinds.count("failure")}" errors="{kinds.count("error")}"'
    yield f'  <testsuite name="{name}" {counts}>\n'
    if not cases:
        yield f'    <testcase classname="{name}" name="no findings"/>\n'
    for case, kind in zip(cases, kinds, strict=True):
        code = case[0].code
        yield f'    <testcase classname="{name}" name="{code.code} {code.name}">\n'
        yield f"      {_outcome(case, kind, report.path)}\n    </testcase>\n"
    yield "  </testsuite>\n"


def _kind(case: list[Diagnostic], fail_on: Severity) -> str:
    """The element that says how a case ended."""
    if any(each.code.fatal for each in case):
        return "error"
    if any(each.severity >= fail_on for each in case):
        return "failure"
    return "system-out"


def _outcome(case: list[Diagnostic], kind: str, path: str) -> str:
    """The findings of a case."""
    lines = []
    for each in case:
        lines.append(f"{place(path, each.span)}: {each.severity}: {each.message}")
        if each.hint:
            lines.append(f"    hint: {each.hint}")
    words = "\n".join([_xml(line) for line in lines])
    if kind == "system-out":
        return f"<{kind}>{words}</{kind}>"
    gravest = max(each.severity for each in case)
    more = f" (and {len(case) - 1} more)" if len(case) > 1 else ""
    return f'<{kind} type="{gravest}" message="{_xml(case[0].message)}{more}">{words}</{kind}>'


def _xml(text: str) -> str:
    """A text on one line, with what XML does not allow as escapes; for content and attributes in double quotes."""
    legal = _ILLEGAL.sub(lambda found: found[0].encode("unicode_escape").decode(), visible(text))
    return escape(legal, quote=False).replace('"', "&quot;")
