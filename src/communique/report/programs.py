"""The findings for programs, piece by piece: JSON, SARIF 2.1.0, GitHub commands, JUnit XML.

JSON follows `schema/diagnostic.schema.json`, SARIF the OASIS Standard (errata 01), JUnit the schema
of Jenkins (`junit-10.xsd`), which GitLab reads too. GitHub shows workflow commands as annotations
of a change.
"""

import json
import os.path
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from html import escape
from pathlib import PurePath
from urllib.parse import quote

from communique._version import __version__
from communique.checking.codes import check_of
from communique.core.diagnostics import (
    Code,
    Diagnostic,
    Fix,
    Report,
    Severity,
    Suppressed,
    Verdict,
)
from communique.core.json_types import Json, JsonObject
from communique.core.source import Span
from communique.report.terminal import place, visible

_LONE = re.compile("[\ud800-\udfff]")


def dumped(value: Json, indent: int = 0) -> str:
    r"""A value as JSON that UTF-8 can hold; later lines are indented by `indent` columns.

    A lone surrogate, from a file name or a damaged source, is written as its escape.

    >>> dumped(["a\udcff"])
    '[\n  "a\\\\udcff"\n]'
    """
    text = json.dumps(value, ensure_ascii=False, indent=2)
    text = text.replace("\n", "\n" + " " * indent)
    return _LONE.sub(lambda found: f"\\\\u{ord(found[0]):04x}", text)


def array(values: Iterable[Json], indent: int) -> Iterator[str]:
    """A JSON array, an item at a time.

    The items are indented by `indent` columns, the closing bracket by two less.

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
    """A path relative to an absolute folder, with `/`; None if it is outside. The disk is not read.

    >>> (
    ...     inside("./acts/a.xml", "/home"),
    ...     inside("/home/acts/a.xml", "/home"),
    ...     inside("../a.xml", "/home"),
    ... )
    ('acts/a.xml', 'acts/a.xml', None)
    """
    whole = PurePath(os.path.normpath(PurePath(folder, path)))
    return (
        whole.relative_to(folder).as_posix() if whole.is_relative_to(folder) else None
    )


VERSION = 1
"""The version of the JSON format. It changes when programs that read it have to change."""


def as_json(reports: Iterable[Report]) -> Iterator[str]:
    """All reports as one JSON document, piece by piece, a line feed at its end.

    The verdict is the worst of any file. Lines and columns count from 1, in code points, the end
    exclusive; they are null if a finding has no place.
    """
    verdicts: set[Verdict] = set()

    def files() -> Iterator[JsonObject]:
        for report in reports:
            verdicts.add(report.verdict)
            yield _of_report(report)

    yield f'{{\n  "version": {VERSION},\n  "files": '
    yield from array(files(), 4)
    yield f',\n  "verdict": "{overall(verdicts)}"\n}}\n'


def _of_report(report: Report) -> JsonObject:
    findings = [_of_finding(each) for each in report.findings]
    suppressed = [_of_suppressed(each) for each in report.suppressed]
    made: JsonObject = {"path": report.path, "verdict": str(report.verdict)}
    made["profile"] = report.profile
    made["findings"] = findings
    made["suppressed"] = suppressed
    return made


def _of_suppressed(each: Suppressed) -> JsonObject:
    finding = _of_finding(each.finding)
    return {"by": each.by, "reason": each.reason, "finding": finding}


def overall(verdicts: Iterable[Verdict]) -> Verdict:
    """Undetermined if any is, else invalid if any is, else valid."""
    found = set(verdicts)
    if Verdict.UNDETERMINED in found:
        return Verdict.UNDETERMINED
    return Verdict.INVALID if Verdict.INVALID in found else Verdict.VALID


def _of_finding(finding: Diagnostic) -> JsonObject:
    code = finding.code
    made: JsonObject = {"code": code.code, "name": code.name}
    made["severity"] = str(finding.severity)
    made["message"] = finding.message
    made.update(_place_of(finding.span))
    made["eid"] = finding.eid
    made["quote"] = finding.quote
    made["hint"] = finding.hint
    made["url"] = code.page
    made["fix"] = _of_fix(finding.fix) if finding.fix else None
    made["fingerprint"] = finding.fingerprint
    return made


def _of_fix(fix: Fix) -> JsonObject:
    edits = [{**_place_of(each.span), "text": each.text} for each in fix.edits]
    return {"title": fix.title, "sure": fix.sure, "edits": edits}


def _place_of(span: Span | None) -> dict[str, int | None]:
    names = ("line", "column", "end_line", "end_column")
    return {name: getattr(span, name, None) for name in names}


SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
FINGERPRINT = "communique/v1"
"""The name of our fingerprint.

It is not `primaryLocationLineHash`: GitHub's action computes that and warns of any other value.
"""

_BASE = "%SRCROOT%"
_LEVELS = {Severity.INFO: "note", Severity.WARNING: "warning", Severity.ERROR: "error"}
_LINK = re.compile(r"\[(?=[^\[\]]*\]\()")


def as_sarif(reports: Iterable[Report], folder: str) -> Iterator[str]:
    """All reports as one log with one run, piece by piece, a line feed at its end.

    `folder` is the absolute path that file addresses are relative to. A finding that prevents a
    verdict is a result like every other, and a notification of the tool too; the execution of the
    tool then counts as unsuccessful (clause 3.20.14).
    """
    codes: dict[str, Code] = {}
    notifications: list[JsonObject] = []
    determined = True

    def results() -> Iterator[JsonObject]:
        nonlocal determined
        for report in reports:
            determined = determined and report.verdict is not Verdict.UNDETERMINED
            for finding in report.findings:
                codes[finding.code.code] = finding.code
                result = _result(report, finding, folder)
                if finding.code.fatal:
                    told = {
                        key: result[key] for key in ("level", "message", "locations")
                    }
                    notifications.append(
                        {"associatedRule": {"id": result["ruleId"]}, **told}
                    )
                yield result

    base = {_BASE: {"description": {"text": "the folder in which the command was run"}}}
    yield f'{{\n  "$schema": "{SCHEMA}",\n  "version": "2.1.0",\n  "runs": [\n    {{\n'
    yield '      "columnKind": "unicodeCodePoints",\n'
    yield f'      "originalUriBaseIds": {dumped(base, 6)},\n'
    yield '      "results": '
    yield from array(results(), 8)
    invocation: JsonObject = {
        "executionSuccessful": determined,
        "toolExecutionNotifications": notifications,
    }
    driver: JsonObject = {
        "name": "communique",
        "version": __version__,
        "rules": list(_rules(codes)),
    }
    tool = {"driver": driver}
    yield f',\n      "invocations": {dumped([invocation], 6)}'
    yield f',\n      "tool": {dumped(tool, 6)}'
    yield "\n    }\n  ]\n}\n"


def _result(report: Report, finding: Diagnostic, folder: str) -> JsonObject:
    artifact = _artifact(report.path, folder)
    place: JsonObject = {"artifactLocation": artifact}
    if finding.span is not None:
        place["region"] = _region(finding.span)
    location: JsonObject = {"physicalLocation": place}
    if finding.eid is not None:
        location["logicalLocations"] = [{"fullyQualifiedName": finding.eid}]
    known = {
        "profile": report.profile,
        "pointer": finding.pointer,
        "quote": finding.quote,
    }
    message = str(finding.message)
    if finding.hint:
        message = f"{message}\nhint: {finding.hint}"
    result: JsonObject = {
        "ruleId": finding.code.code,
        "level": _LEVELS[finding.severity],
        "message": {"text": _literal(message)},
        "locations": [location],
        "partialFingerprints": {FINGERPRINT: finding.fingerprint},
        "properties": {
            name: value for name, value in known.items() if value is not None
        },
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


def _fix(fix: Fix, artifact: dict[str, str]) -> JsonObject:
    edits: list[Json] = []
    for each in fix.edits:
        content = {"text": each.text}
        edits.append({"deletedRegion": _region(each.span), "insertedContent": content})
    change: JsonObject = {"artifactLocation": artifact, "replacements": edits}
    return {"description": {"text": _literal(fix.title)}, "artifactChanges": [change]}


def _region(span: Span) -> dict[str, int]:
    return {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }


def _literal(text: str) -> str:
    """The text with braces (clause 3.11.5) and links (3.11.6) escaped."""
    escaped = text.replace("{", "{{").replace("}", "}}")
    return _LINK.sub(r"\\[", escaped)


def _percent(path: str) -> str:
    """The path, percent-encoded.

    If a name is not UTF-8, its bytes are encoded; Python keeps them as lone surrogates.
    """
    try:
        return quote(path.encode("utf-8", "surrogateescape"))
    except UnicodeEncodeError:
        return quote(path.encode("utf-8", "surrogatepass"))


def _rules(codes: dict[str, Code]) -> Iterator[JsonObject]:
    """What the codes of the results mean, in the order of the codes.

    The code of a rule or a cross check has its page too. Braces in help are not doubled as they are
    in messages: help has no placeholders, and it holds examples of JSON.
    """
    for name, code in sorted(codes.items()):
        check = check_of(code)
        summary = _sentence(code.summary) + "."
        description = summary
        advice = {"text": summary}
        if check is not None and check.page is not None:
            page = check.page
            description = _sentence(page.why)
            fix = _sentence(page.fix)
            parts = {"Why": description, "Fix": fix, "Bad": page.bad, "Good": page.good}
            sections = "".join(
                f"\n## {title}\n\n{text}\n" for title, text in parts.items()
            )
            advice = {"text": f"{description}\n\nTo fix it: {fix}"}
            advice["markdown"] = f"{page.summary}\n{sections}"
        rule: JsonObject = {"id": name, "name": code.name}
        rule["shortDescription"] = {"text": summary}
        rule["fullDescription"] = {"text": description}
        rule["help"] = advice
        rule["defaultConfiguration"] = {"level": _LEVELS[code.severity]}
        yield rule


def _sentence(text: str) -> str:
    return text[:1].upper() + " ".join(text[1:].split())


SHOWN = 10
"""How many annotations of one kind GitHub shows for a step; the others are in the log only."""

_COMMANDS = {
    Severity.INFO: "notice",
    Severity.WARNING: "warning",
    Severity.ERROR: "error",
}


def as_commands(reports: Iterable[Report], folder: str) -> Iterator[str]:
    """A command for each finding, in order, and a notice at the end if GitHub will not show all.

    `folder` is the absolute path that file names are relative to. The message repeats the place,
    because the log does not show it.
    """
    counts: Counter[Severity] = Counter()
    for report in reports:
        counts.update(finding.severity for finding in report.findings)
        for finding in report.findings:
            yield _command(report.path, finding, folder)
    many: list[str] = []
    for severity, number in sorted(counts.items(), reverse=True):
        if number > SHOWN:
            many.append(f"{number} {severity} findings")
    if many:
        limit = f"GitHub shows the first {SHOWN} of a kind as annotations; the log has all of them"
        yield f"::notice title=communique::{', '.join(many)}: {limit}"


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
    """A suite for each file, with a case for each code that was found in it, or one if none was.

    A case is an error if it prevents a verdict, and a failure if one of its findings is as grave as
    `fail_on`; the findings of other cases are their output. Names have no line numbers, so that a
    case keeps its name after an edit. No times are written: the same findings give the same bytes.
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
    """A text on one line, for content and for attributes in double quotes.

    Characters that XML does not allow become escapes.
    """
    legal = _ILLEGAL.sub(_as_escape, visible(text))
    return escape(legal, quote=False).replace('"', "&quot;")


def _as_escape(illegal: re.Match[str]) -> str:
    return illegal[0].encode("unicode_escape").decode()
