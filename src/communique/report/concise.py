"""One line for each finding: `path:line:column: severity CODE name: message`, a hint on an indented line below."""

from collections.abc import Iterator

from communique.core.diagnostics import Diagnostic, Report
from communique.core.message import say
from communique.report.terminal import PLAIN, Manner, place


def lines(report: Report, manner: Manner = PLAIN) -> Iterator[str]:
    """The findings of a report, in their order."""
    for finding in report.findings:
        yield from of_finding(report.path, finding, manner)


def of_finding(path: str, finding: Diagnostic, manner: Manner = PLAIN) -> Iterator[str]:
    """One finding: its line, and that of its hint. Without a place the path stands alone."""
    code = manner.paint("code", finding.code.code)
    yield f"{place(path, finding.span)}: {manner.severity(finding)} {code} {finding.code.name}: {manner.words(finding.message)}"
    if finding.hint:
        yield f"    {manner.words(say('hint: {words}', words=finding.hint))}"
