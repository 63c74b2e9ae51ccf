"""One line for each finding: `path:line:column: severity CODE name: message`, a hint on an indented line below."""

from collections.abc import Iterator

from communique.diagnostics import Diagnostic, Report
from communique.report.terminal import Paint, place, plain, visible


def lines(report: Report, paint: Paint = plain) -> Iterator[str]:
    """The findings of a report, in their order."""
    for finding in report.findings:
        yield from of_finding(report.path, finding, paint)


def of_finding(path: str, finding: Diagnostic, paint: Paint = plain) -> Iterator[str]:
    """One finding: its line, and that of its hint. Without a place the path stands alone."""
    severity = paint(str(finding.severity), str(finding.severity))
    code = paint("code", finding.code.code)
    yield f"{place(path, finding.span)}: {severity} {code} {finding.code.name}: {visible(finding.message)}"
    if finding.hint:
        yield f"    hint: {visible(finding.hint)}"
