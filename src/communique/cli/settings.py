"""The options of `validate` that say what is reported and how; a command gets them as one value."""

from collections.abc import Callable
from dataclasses import fields
from functools import wraps
from typing import Any

import click

from communique.catalogues import CATALOGUES
from communique.cli.completing import codes, files
from communique.cli.options import patterns, per_file, selectors, severities, severity
from communique.rules.rule import LIMIT, Profile
from communique.validate.settings import OUTPUT_FORMATS

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
    click.option("--exclude", multiple=True, callback=patterns, metavar="PATTERN",
                 help="Skip matching files and folders, unless named on the command line."),
    click.option("--baseline", metavar="FILE", shell_complete=files, help="File of known findings, which are not reported."),
    click.option("--fail-on", callback=severity, metavar="SEVERITY", show_default="error",
                 help="Exit with status 1 on findings of this severity or higher: info, warning or error."),
    click.option("--output-format", type=click.Choice(OUTPUT_FORMATS), show_default="full",
                 help="Format of the findings: with source lines, one line each, or for programs and services."),
    click.option("--jobs", type=click.IntRange(1), metavar="N",
                 help="Number of worker processes. Default: as many as make it faster."),
    click.option("--lang", type=click.Choice(CATALOGUES), help="Language of messages. Default: that of the locale."),
)  # fmt: skip
_SOURCES = (
    click.option(
        "--config",
        metavar="FILE",
        shell_complete=files,
        help="Use this configuration file instead of the nearest ones.",
    ),
    click.option("--no-config", is_flag=True, help="Ignore configuration files."),
)


def settings_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """The options, given to the command as `configurations`, with those of the configurations that hold for its files."""

    @wraps(function)
    def gathered(*, config: str | None, no_config: bool, **values: Any) -> Any:
        from communique.validate.configurations import Configurations
        from communique.validate.settings import Settings

        if config is not None and no_config:
            raise click.UsageError("--config and --no-config exclude one another")
        said = {each.name: values.pop(each.name) for each in fields(Settings)}
        call = Settings(**{name: value for name, value in said.items() if value not in (None, (), {})})
        return function(configurations=Configurations(call, file=config, search=not no_config), **values)

    for option in reversed((*_OPTIONS, *_SOURCES)):
        gathered = option(gathered)
    return gathered
