"""The options of `validate` that say what is reported and how; a command gets them as one value."""

from collections.abc import Callable
from dataclasses import fields
from functools import wraps
from typing import Any

import click

from communique.catalogues import CATALOGUES
from communique.cli.completing import codes, files
from communique.cli.options import patterns, per_file, selectors, severities, severity
from communique.rule import LIMIT, Profile
from communique.validate.settings import OUTPUT_FORMATS

_OPTIONS = (
    click.option("--profile", type=click.Choice([str(each) for each in Profile]),
                 help="Hold to these rules. Default: by what the document is."),
    click.option("--select", multiple=True, callback=selectors, metavar="CODE", shell_complete=codes,
                 help="Report only these: codes, beginnings of codes, or names."),
    click.option("--extend-select", multiple=True, callback=selectors, metavar="CODE", shell_complete=codes,
                 help="Report these too, also where the profile leaves them out."),
    click.option("--ignore", multiple=True, callback=selectors, metavar="CODE", shell_complete=codes, help="Do not report these."),
    click.option("--per-file-ignores", multiple=True, callback=per_file, metavar="PATTERN:CODE",
                 help="Do not report these of the files that a pattern means."),
    click.option("--severity", multiple=True, callback=severities, metavar="CODE=SEVERITY", shell_complete=codes,
                 help="Report these as graver or lighter."),
    click.option("--max-findings", type=click.IntRange(1), show_default=str(LIMIT), metavar="N",
                 help="Of each rule show so many for a file, and count the rest."),
    click.option("--exclude", multiple=True, callback=patterns, metavar="PATTERN",
                 help="Pass over files and folders that are found, not named."),
    click.option("--baseline", metavar="FILE", shell_complete=files, help="Do not report findings that are in this file."),
    click.option("--fail-on", callback=severity, metavar="SEVERITY", show_default="error",
                 help="Exit with 1 from this severity on: info, warning or error."),
    click.option("--output-format", type=click.Choice(OUTPUT_FORMATS), show_default="full",
                 help="With the source lines, one line each, or for programs and services."),
    click.option("--jobs", type=click.IntRange(1), metavar="N",
                 help="Check in so many processes. Default: as many as pay."),
    click.option("--lang", type=click.Choice(CATALOGUES), help="Say it in this language. Default: the locale's."),
)  # fmt: skip
_SOURCES = (
    click.option(
        "--config", metavar="FILE", shell_complete=files, help="Take this configuration, not those near the files."
    ),
    click.option("--no-config", is_flag=True, help="Take no configuration."),
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
