"""`communique validate`."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields, replace
from functools import partial, wraps
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from communique.catalogues import CATALOGUES
from communique.checking.batch import Input, examine_inputs, examine_pair, listed
from communique.checking.configurations import Configurations
from communique.checking.engine import Examined
from communique.checking.settings import OUTPUT_FORMATS, Settings
from communique.cli import Command
from communique.cli.completing import codes, declarations, files
from communique.cli.options import (
    from_option,
    pattern,
    per_file,
    reading_options,
    selectors,
    severities,
    severity,
    text_options,
)
from communique.cli.streams import (
    STDIN,
    Progress,
    Reading,
    echo,
    manner_for,
    open_input,
    print_document,
)
from communique.core.atomic import replace_whole
from communique.core.diagnostics import Severity, Verdict
from communique.core.errors import reason
from communique.draft import ReadOptions
from communique.formats import format_named
from communique.report.rendering import TERMINAL, render
from communique.report.summary import counted
from communique.rules.rule import LIMIT, Profile

if TYPE_CHECKING:  # what makes fixes and what compares are asked for by few calls
    from communique.checking.cross.pair import Relation
    from communique.fixes.apply import Fixed

_OPTIONS = (
    click.option("--profile", type=click.Choice([str(each) for each in Profile]),
                 help="Rules to check against. Default: chosen by what the document is."),
    click.option("--select", multiple=True, callback=selectors, metavar="CODE", shell_complete=codes,
                 help="Report only these codes, code prefixes or names."),
    click.option("--extend-select", multiple=True, callback=selectors, metavar="CODE", shell_complete=codes,
                 help="Report these as well, even where the profile leaves them out."),
    click.option("--ignore", multiple=True, callback=selectors, metavar="CODE", shell_complete=codes, help="Do not report these."),
    click.option("--per-file-ignores", multiple=True, callback=per_file, metavar="PATTERN:CODE",
                 help="Do not report these in the files that match a pattern."),
    click.option("--severity", multiple=True, callback=severities, metavar="CODE=SEVERITY", shell_complete=codes,
                 help="Change the severity of these."),
    click.option("--max-findings", type=click.IntRange(1), show_default=str(LIMIT), metavar="N",
                 help="Show at most N findings of each rule per file, and count the rest."),
    click.option("--exclude", multiple=True, type=pattern, metavar="PATTERN",
                 help="Skip matching files and folders, unless named on the command line."),
    click.option("--baseline", metavar="FILE", shell_complete=files, help="File of known findings, which are not reported."),
    click.option("--fail-on", type=severity, metavar="SEVERITY", show_default="error",
                 help="Exit with status 1 on findings of this severity or higher: info, warning or error."),
    click.option("--output-format", type=click.Choice(OUTPUT_FORMATS), show_default="full",
                 help="Format of the findings: with source lines, one line each, or for programs and services."),
    click.option("--jobs", type=click.IntRange(1), metavar="N",
                 help="Number of worker processes. Default: as many as make it faster."),
    click.option("--lang", type=click.Choice(CATALOGUES), help="Language of messages. Default: that of the locale."),
)  # fmt: skip
_SOURCES = (
    click.option("--config", metavar="FILE", shell_complete=files,
                 help="Use this configuration file instead of the nearest ones."),
    click.option("--no-config", is_flag=True, help="Ignore configuration files."),
    click.option("--update-baseline", is_flag=True,
                 help="Remove fixed findings from the baseline; create it if it does not exist."),
)  # fmt: skip


def settings_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """The options, given to the command as `configurations`, with those of the configurations that hold for its files."""

    @wraps(function)
    def gathered(
        *, config: str | None, no_config: bool, update_baseline: bool, **values: Any
    ) -> Any:
        if config is not None and no_config:
            raise click.UsageError("--config and --no-config cannot be used together")
        said = {each.name: values.pop(each.name) for each in fields(Settings)}
        call = Settings(
            **{name: value for name, value in said.items() if value not in (None, (), {})}
        )
        configurations = Configurations(
            call, file=config, search=not no_config, update=update_baseline
        )
        return function(configurations=configurations, **values)

    for option in reversed((*_OPTIONS, *_SOURCES)):
        gathered = option(gathered)
    return gathered


@dataclass(slots=True)
class Mender:
    """What a call says of mending; `status` becomes 2 where a file could not be replaced."""

    options: ReadOptions
    format: str | None
    progress: "Progress"
    quiet: bool
    status: int = 0

    def fixed(self, every: Iterable[Examined]) -> Iterator[Examined]:
        """Mend each file and put it in the place of the old one: what is left to say of it, or all if that fails."""
        for examined in every:
            mended = self._mended(examined)
            try:
                if mended.changed:
                    replace_whole(
                        Path(mended.before.name), mended.before.data, mended.after.source.data
                    )
            except OSError as error:
                self.progress.take_back()
                echo(f"communique: {mended.before.name}: not fixed: {reason(error)}", err=True)
                self.status = 2
                yield examined
            else:
                self._say(mended, "fixed")
                yield mended.after

    def diffs(self, every: Iterable[Examined]) -> int:
        """Print what would be changed in each file, as a unified diff; gives the exit status."""
        from communique.fixes.difference import unified

        status = 0
        for examined in every:
            mended = self._mended(examined)
            print_document(unified(mended.before, mended.after.source))
            self._say(mended, "would fix")
            status = max(
                status, int(mended.changed), 2 * (examined.report.verdict is Verdict.UNDETERMINED)
            )
        return status

    def _mended(self, examined: Examined) -> "Fixed":
        from communique.fixes.apply import apply

        return apply(examined, self.options, format=self.format)

    def _say(self, mended: "Fixed", verb: str) -> None:
        """On standard error how many findings of which code, and how many fixes were not made, and why."""
        if self.quiet:
            return
        self.progress.take_back()
        path = mended.before.name
        if mended.fixed:
            codes = ", ".join(f"{code} {number}" for code, number in mended.fixed.items())
            echo(
                f"{path}: {verb} {counted(sum(mended.fixed.values()), 'finding')} ({codes})",
                err=True,
            )
        for why, number in Counter(each.why for each in mended.refused).items():
            echo(f"{path}: {counted(number, 'fix', 'fixes')} not made: {why}", err=True)


@click.command(cls=Command, short_help="Check declarations: files, folders, standard input.")
@click.argument("paths", metavar="PATH...", nargs=-1, shell_complete=declarations)
@click.option("--cross", nargs=2, metavar="A B", shell_complete=files,
              help="Check two files of the same work, and whether they agree.")  # fmt: skip
@click.option("--stdin-filename", metavar="PATH", default=STDIN,
              help="File name to use for standard input; its extension decides the format.")  # fmt: skip
@from_option
@text_options
@settings_options
@click.option(
    "--fix", is_flag=True, help="Fix what can be fixed without changing a word of the text."
)
@click.option(
    "--diff", is_flag=True, help="Print what --fix would change, without changing anything."
)
@reading_options
@click.option("-q", "--quiet", is_flag=True, help="Print nothing about files without findings.")
def validate(
    *, paths: tuple[str, ...], cross: tuple[str, str] | None, stdin_filename: str, configurations: Configurations,
    fix: bool, diff: bool, quiet: bool, reading: Reading,
) -> None:  # fmt: skip
    """Check declarations: files, folders, patterns (*, **), ids of shipped declarations, or - for standard input.

    Akoma Ntoso is checked against the OASIS schema, JSON against the model of the record, and raw text as the
    declaration read from it. Then the rules of the profile apply; "communique rules" lists them. CODE is a code, a code
    prefix or a name; separate several with commas. Exit status 0: no findings at the failing level; 1: findings; 2: no
    verdict on some file.
    """
    for wrong, why in (
        (not paths and cross is None, "name a file, a folder, or - for standard input"),
        (fix and diff, "--fix changes files and --diff does not: only one of them can be given"),
        (
            (fix or diff) and cross,
            "--cross compares files as they are; --fix and --diff go with PATH",
        ),
        (
            fix and "-" in paths,
            "--fix changes files; with --diff, what it would do to standard input is printed",
        ),
        (
            diff and configurations.update,
            "--diff changes no file, and --update-baseline does: only one of them can be given",
        ),
    ):
        if wrong:
            raise click.UsageError(why)
    origin, options = reading.origin, reading.options(stdin_filename)
    if origin is not None:
        format_named(origin)
    opener = partial(open_input, limits=reading.limits, stdin=stdin_filename)
    settings = configurations.for_folder(str(Path.cwd()))
    listing = listed(paths, configurations.excludes)
    for why, skipped in listing.skipped.items() if not quiet else ():
        names = ", ".join(skipped[:3]) + (", ..." if len(skipped) > 3 else "")
        echo(f"skipped {len(skipped)} ({why}): {names}", err=True)

    def held(given: Input) -> Input:
        return replace(
            given, choice=configurations.choice(stdin_filename if given.path == "-" else given.path)
        )

    inputs = [held(given) for given in listing.inputs]
    each = examine_inputs(inputs, opener, options, format=origin, jobs=settings.jobs)
    pair: Iterable[Examined] = ()
    if cross:

        def on_relation(relation: "Relation") -> None:
            if not quiet:
                echo(f"{' and '.join(cross)}, compared as {relation}", err=True)

        one, other = (held(Input(path)) for path in cross)
        pair = examine_pair(one, other, opener, options, format=origin, on_relation=on_relation)
    configurations.require_baseline()
    progress = Progress(len(inputs) + (2 if cross else 0), quiet=quiet)
    mender = Mender(options, origin, progress, quiet)
    if diff:
        raise click.exceptions.Exit(mender.diffs(each))
    every = configurations.noting(chain(mender.fixed(each) if fix else each, pair))
    status = _report(every, settings, progress, quiet=quiet)
    for sentence in configurations.finish():
        if not quiet:
            echo(sentence, err=True)
    raise click.exceptions.Exit(max(status, mender.status))


def _report(
    every: Iterable[Examined], settings: Settings, progress: Progress, *, quiet: bool
) -> int:
    """Print each report as it comes; gives the exit status."""
    fail_on, output_format = settings.fail_on or Severity.ERROR, settings.output_format or "full"
    status = 0

    def noted() -> Iterator[Examined]:
        nonlocal status
        for examined in every:
            report = examined.report
            fails = any(finding.severity >= fail_on for finding in report.findings)
            status = max(status, 2 if report.verdict is Verdict.UNDETERMINED else int(fails))
            progress.step()
            yield examined

    folder, manner = str(Path.cwd()), manner_for("stdout", settings.lang)
    pieces = render(
        noted(), output_format, folder=folder, fail_on=fail_on, manner=manner, quiet=quiet
    )
    for piece in pieces:
        progress.take_back()
        if output_format in TERMINAL:
            click.echo(piece, nl=False)
        else:
            print_document(piece)
    progress.take_back()
    return status
