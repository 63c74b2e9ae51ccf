"""The findings as workflow commands, which GitHub Actions shows as annotations of a change."""

from collections import Counter
from collections.abc import Iterable, Iterator

from communique.core.diagnostics import Diagnostic, Report, Severity
from communique.report.streaming import inside
from communique.report.terminal import place, visible

SHOWN = 10
"""How many annotations of one kind GitHub shows for a step; the others are in the log only."""

_COMMANDS = {Severity.INFO: "notice", Severity.WARNING: "warning", Severity.ERROR: "error"}


def lines(reports: Iterable[Report], folder: str) -> Iterator[str]:
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
    escaped = (_data(visible(str(value))).replace(":", "%3A").replace(",", "%2C") for value in values.values())
    given = ",".join(f"{name}={value}" for name, value in zip(values, escaped, strict=True))
    hint = f"\nhint: {visible(finding.hint)}" if finding.hint else ""
    return f"::{_COMMANDS[finding.severity]} {given}::{_data(f'{place(path, span)}: {visible(finding.message)}{hint}')}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
