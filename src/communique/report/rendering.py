"""The formats of reports, by their names. All report the same findings."""

from collections.abc import Iterable, Iterator

from communique.checking.engine import Examined
from communique.core.diagnostics import Severity
from communique.report.terminal import PLAIN, Manner, concise_lines, full_lines

TERMINAL = frozenset({"full", "concise"})
"""Forms for a person at a terminal; all others are documents in UTF-8."""


def render(
    every: Iterable[Examined],
    output_format: str,
    *,
    folder: str,
    fail_on: Severity = Severity.ERROR,
    manner: Manner = PLAIN,
    quiet: bool = False,
) -> Iterator[str]:
    """The reports in one of the formats, in pieces, each as soon as its file is examined.

    The pieces include their line ends. `folder` is the absolute path that file names are relative
    to in reports for services; `fail_on` is the least severity that fails; `quiet` leaves out the
    files without findings. Raises KeyError if there is no such format.
    """
    if output_format in TERMINAL:
        return _for_terminal(every, output_format, manner, quiet=quiet)
    from communique.report import programs

    reports = (each.report for each in every)
    if output_format == "json":
        return programs.as_json(reports)
    if output_format == "sarif":
        return programs.as_sarif(reports, folder)
    if output_format == "github":
        return _with_line_ends(programs.as_commands(reports, folder))
    if output_format == "junit":
        return programs.as_junit(reports, fail_on)
    raise KeyError(output_format)


def _with_line_ends(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        yield f"{line}\n"


def _for_terminal(
    every: Iterable[Examined], output_format: str, manner: Manner, *, quiet: bool
) -> Iterator[str]:
    from communique.report.summary import of_report

    for each in every:
        report = each.report
        if output_format == "concise":
            lines = concise_lines(report, manner)
        else:
            # Places are in the text that was taken from a file, if the file is no text itself.
            source = each.source if each.parsed is None else each.parsed.source
            lines = full_lines(report, source, manner)
        yield from _with_line_ends(lines)
        if report.findings or not quiet:
            yield f"{of_report(report, manner.tell)}\n"
