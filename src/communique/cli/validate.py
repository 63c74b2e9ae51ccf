"""`communique validate`."""

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any

import click

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
from communique.cli.streams import STDIN, InputOptions

if TYPE_CHECKING:
    from communique.checking.configurations import Configurations

PROFILES = ("generic", "declaration", "council", "akn4un", "akn4eu")
OUTPUT_FORMATS = ("full", "concise", "json", "sarif", "github", "junit")
LANGUAGES = ("en", "es", "sl")
"""Copies of lists that take long to import. A test compares them with `Profile`, `OUTPUT_FORMATS`
and `CATALOGUES`.
"""

_OPTIONS = (
    click.option(
        "--profile",
        type=click.Choice(PROFILES),
        help="Rules to check against. Default: chosen by the kind of document.",
    ),
    click.option(
        "--select",
        multiple=True,
        callback=selectors,
        metavar="CODE",
        shell_complete=codes,
        help="Report only these codes, code prefixes or names.",
    ),
    click.option(
        "--extend-select",
        multiple=True,
        callback=selectors,
        metavar="CODE",
        shell_complete=codes,
        help="Report these codes too, even if the profile leaves them out.",
    ),
    click.option(
        "--ignore",
        multiple=True,
        callback=selectors,
        metavar="CODE",
        shell_complete=codes,
        help="Codes that are not reported.",
    ),
    click.option(
        "--per-file-ignores",
        multiple=True,
        callback=per_file,
        metavar="PATTERN:CODE",
        help="Codes that are not reported in files that match a pattern.",
    ),
    click.option(
        "--severity",
        multiple=True,
        callback=severities,
        metavar="CODE=SEVERITY",
        shell_complete=codes,
        help="Change the severity of these codes.",
    ),
    click.option(
        "--max-findings",
        type=click.IntRange(1),
        show_default="20",
        metavar="N",
        help="Show at most N findings of each rule per file, and count the rest.",
    ),
    click.option(
        "--exclude",
        multiple=True,
        type=pattern,
        metavar="PATTERN",
        help="Skip matching files and folders, unless named on the command line.",
    ),
    click.option(
        "--baseline",
        metavar="FILE",
        shell_complete=files,
        help="File of known findings, which are not reported.",
    ),
    click.option(
        "--fail-on",
        type=severity,
        metavar="SEVERITY",
        show_default="error",
        help="Exit with status 1 on findings of this severity or higher: info, "
        "warning or error.",
    ),
    click.option(
        "--output-format",
        type=click.Choice(OUTPUT_FORMATS),
        show_default="full",
        help="Format of the findings: with source lines, one line each, or for "
        "programs and services.",
    ),
    click.option(
        "--jobs",
        type=click.IntRange(1),
        metavar="N",
        help="Number of worker processes. Default: as many as save time.",
    ),
    click.option(
        "--lang",
        type=click.Choice(LANGUAGES),
        help="Language of messages. Default: that of the locale.",
    ),
)
_SOURCES = (
    click.option(
        "--config",
        metavar="FILE",
        shell_complete=files,
        help="Use this configuration file instead of the nearest ones.",
    ),
    click.option("--no-config", is_flag=True, help="Ignore configuration files."),
    click.option(
        "--update-baseline",
        is_flag=True,
        help="Remove fixed findings from the baseline; create it if it does not exist.",
    ),
)


def settings_options(function: Callable[..., None]) -> Callable[..., None]:
    """Add the options of checking. The command gets them as `configurations`, together with the
    configuration files.
    """

    @wraps(function)
    def gathered(
        *, config: str | None, no_config: bool, update_baseline: bool, **values: Any
    ) -> None:
        from dataclasses import fields

        from communique.checking.configurations import Configurations
        from communique.checking.settings import Settings

        if config is not None and no_config:
            raise click.UsageError("--config and --no-config cannot be used together")
        given = {}
        for each in fields(Settings):
            value = values.pop(each.name)
            if value not in (None, (), {}):
                given[each.name] = value
        settings = Settings(**given)
        configurations = Configurations(
            settings, file=config, search=not no_config, update=update_baseline
        )
        function(configurations=configurations, **values)

    for option in reversed((*_OPTIONS, *_SOURCES)):
        gathered = option(gathered)
    return gathered


@click.command(cls=Command)
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
    "--fix",
    is_flag=True,
    help="Fix what can be fixed without changing a word of the text.",
)
@click.option(
    "--diff",
    is_flag=True,
    help="Print what --fix would change, without changing anything.",
)
@reading_options
@click.option(
    "-q", "--quiet", is_flag=True, help="Print nothing about files without findings."
)
def validate(
    *,
    paths: tuple[str, ...],
    cross: tuple[str, str] | None,
    stdin_filename: str,
    configurations: "Configurations",
    fix: bool,
    diff: bool,
    quiet: bool,
    reading: InputOptions,
) -> None:
    """Check declarations: files, folders, patterns (*, **), ids of shipped declarations, or - for
    standard input.

    Akoma Ntoso is checked against the OASIS schema, JSON against the model of the record, and raw
    text as the declaration read from it. Then the rules of the profile apply; "communique rules"
    lists them. CODE is a code, a code prefix or a name; separate several with commas. Exit status
    0: no findings at the failing level; 1: findings; 2: no verdict on some file.
    """
    if not paths and cross is None:
        raise click.UsageError("name a file, a folder, or - for standard input")
    if fix and diff:
        raise click.UsageError(
            "--fix changes files and --diff does not: only one of them can be given"
        )
    if cross and (fix or diff):
        raise click.UsageError(
            "--cross compares files as they are; --fix and --diff go with PATH"
        )
    if fix and "-" in paths:
        raise click.UsageError(
            "--fix changes files; with --diff, what it would do to standard input is printed"
        )
    if diff and configurations.update:
        raise click.UsageError(
            "--diff changes no file, and --update-baseline does: only one of them can be given"
        )
    from communique.cli.examining import Run

    run = Run(reading, configurations, stdin=stdin_filename, quiet=quiet)
    if diff:
        raise click.exceptions.Exit(run.print_diffs(paths))
    raise click.exceptions.Exit(run.report(paths, cross, fix=fix))
