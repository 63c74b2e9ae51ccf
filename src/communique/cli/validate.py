"""`communique validate`."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import click

from communique.cli import Command
from communique.cli.completing import declarations, files
from communique.cli.lookup import Reading, open_input
from communique.cli.mend import Mender, check_call, mend_options
from communique.cli.options import from_option, reading_options, text_options
from communique.cli.progress import Progress
from communique.cli.settings import settings_options
from communique.cli.streams import STDIN, manner_for, print_document

if TYPE_CHECKING:
    from communique.core.diagnostics import Report, Severity
    from communique.validate.configurations import Configurations
    from communique.validate.cross.crossing import Relation
    from communique.validate.engine import Examined
    from communique.validate.inputs import Input, Listing
    from communique.validate.settings import Settings


@click.command(cls=Command, short_help="Check declarations: files, folders, standard input.")
@click.argument("paths", metavar="PATH...", nargs=-1, shell_complete=declarations)
@click.option(
    "--cross",
    nargs=2,
    metavar="A B",
    shell_complete=files,
    help="Check two files of the same work, and whether they agree.",
)
@click.option(
    "--stdin-filename",
    metavar="PATH",
    default=STDIN,
    help="File name to use for standard input; its extension decides the format.",
)
@from_option
@text_options
@settings_options
@click.option(
    "--update-baseline", is_flag=True, help="Remove fixed findings from the baseline; create it if it does not exist."
)
@mend_options
@reading_options
@click.option("-q", "--quiet", is_flag=True, help="Print nothing about files without findings.")
def command(
    *, paths: tuple[str, ...], cross: tuple[str, str] | None, stdin_filename: str, configurations: "Configurations",
    update_baseline: bool, fix: bool, diff: bool, quiet: bool, reading: Reading,
) -> None:  # fmt: skip
    """Check declarations: files, folders, patterns (*, **), ids of shipped declarations, or - for standard input.

    Akoma Ntoso is checked against the OASIS schema, JSON against the model of the record, and raw text as the
    declaration read from it. Then the rules of the profile apply; "communique rules" lists them. CODE is a code, a code
    prefix or a name; separate several with commas. Exit status 0: no findings at the failing level; 1: findings; 2: no
    verdict on some file.
    """
    from communique.formats import format_named
    from communique.report.terminal import visible
    from communique.validate.baseline import Baselines
    from communique.validate.batch import examine_inputs
    from communique.validate.inputs import Input, listed

    if not paths and cross is None:
        raise click.UsageError("name a file, a folder, or - for standard input")
    check_call(paths, cross, fix=fix, diff=diff)
    if diff and update_baseline:
        raise click.UsageError("--diff changes no file, and --update-baseline does: only one of them can be given")
    origin, options = reading.origin, reading.options(stdin_filename)
    if origin is not None:
        format_named(origin)
    opener = partial(open_input, limits=reading.limits, stdin=stdin_filename)
    settings = configurations.for_folder(str(Path.cwd()))
    listing = listed(paths, configurations.excludes)
    if not quiet:
        _say_skipped(listing)

    baselines = Baselines(configurations, update=update_baseline)

    def held(given: "Input") -> "Input":
        return replace(given, choice=baselines.choice(stdin_filename if given.path == "-" else given.path))

    inputs = [held(given) for given in listing.inputs]
    each = examine_inputs(inputs, opener, options, format=origin, jobs=settings.jobs)
    pair: Iterable[Examined] = ()
    if cross:
        from communique.validate.batch import examine_pair

        on_relation = partial(_say_relation, cross, quiet=quiet)
        one, other = (held(Input(path)) for path in cross)
        pair = examine_pair(one, other, opener, options, format=origin, on_relation=on_relation)
    baselines.require()
    progress = Progress(len(inputs) + (2 if cross else 0), quiet=quiet)
    mender = Mender(options, origin, progress, quiet)
    if diff:
        raise click.exceptions.Exit(mender.diffs(each))
    every = baselines.noting(chain(mender.fixed(each) if fix else each, pair))
    status = _report(every, settings, progress, quiet=quiet)
    for sentence in baselines.finish():
        if not quiet:
            click.echo(visible(sentence), err=True)
    raise click.exceptions.Exit(max(status, mender.status))


def _report(every: "Iterable[Examined]", settings: "Settings", progress: Progress, *, quiet: bool) -> int:
    """Print each report as it comes; gives the exit status."""
    from communique.core.diagnostics import Severity
    from communique.report.rendering import TERMINAL, render

    fail_on, output_format = settings.fail_on or Severity.ERROR, settings.output_format or "full"
    status = 0

    def noted() -> "Iterator[Examined]":
        nonlocal status
        for examined in every:
            status = max(status, _status(examined.report, fail_on))
            progress.step()
            yield examined

    pieces = render(
        noted(),
        output_format,
        folder=str(Path.cwd()),
        fail_on=fail_on,
        manner=manner_for("stdout", settings.lang),
        quiet=quiet,
    )
    for piece in pieces:
        progress.take_back()
        if output_format in TERMINAL:
            click.echo(piece, nl=False)
        else:
            print_document(piece)
    progress.take_back()
    return status


def _status(report: "Report", fail_on: "Severity") -> int:
    from communique.core.diagnostics import Verdict

    if report.verdict is Verdict.UNDETERMINED:
        return 2
    return 1 if any(finding.severity >= fail_on for finding in report.findings) else 0


def _say_relation(paths: tuple[str, str], relation: "Relation", *, quiet: bool) -> None:
    from communique.report.terminal import visible

    if not quiet:
        click.echo(f"{' and '.join(map(visible, paths))}, compared as {relation}", err=True)


def _say_skipped(listing: "Listing") -> None:
    from communique.report.terminal import visible

    for why, paths in listing.skipped.items():
        names = ", ".join(map(visible, paths[:3])) + (", ..." if len(paths) > 3 else "")
        click.echo(f"skipped {len(paths)} ({why}): {names}", err=True)
