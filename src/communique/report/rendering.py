"""Every form in which findings are reported, by its name. The findings are the same in all of them."""

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
    """The reports in a form of `OUTPUT_FORMATS`, in pieces with their line ends, each as soon as its file is examined.

    `folder` is the absolute path that services are given files relative to; `fail_on` the severity from which a finding
    fails; `quiet` says nothing about files without findings. Raises KeyError if there is no such form.
    """
    if output_format in TERMINAL:
        return _for_terminal(every, output_format, manner, quiet=quiet)
    from communique.report import programs

    reports = (each.report for each in every)
    return {
        "json": programs.as_json(reports),
        "sarif": programs.as_sarif(reports, folder),
        "github": (f"{line}\n" for line in programs.as_commands(reports, folder)),
        "junit": programs.as_junit(reports, fail_on),
    }[output_format]


def _for_terminal(
    every: Iterable[Examined], output_format: str, manner: Manner, *, quiet: bool
) -> Iterator[str]:
    from communique.report.summary import of_report

    for each in every:
        report = each.report
        source = (
            each.source if each.parsed is None else each.parsed.source
        )  # of a file that holds a text: that text
        lines = (
            full_lines(report, source, manner)
            if output_format == "full"
            else concise_lines(report, manner)
        )
        yield from (f"{line}\n" for line in lines)
        if report.findings or not quiet:
            yield f"{of_report(report, manner.tell)}\n"
