"""The options of `validate` that say what is reported and how; a command gets them as one value."""

from collections.abc import Callable
from functools import wraps
from typing import Any

import click

from communique.catalogues import CATALOGUES
from communique.cli.options import selectors, severities, severity
from communique.rule import LIMIT, Profile
from communique.validate.settings import OUTPUT_FORMATS

_OPTIONS = (
    click.option("--profile", type=click.Choice([str(each) for each in Profile]),
                 help="Hold to these rules. Default: by what the document is."),
    click.option("--select", multiple=True, callback=selectors, metavar="CODE",
                 help="Report only these: codes, beginnings of codes, or names."),
    click.option("--extend-select", multiple=True, callback=selectors, metavar="CODE",
                 help="Report these too, also where the profile leaves them out."),
    click.option("--ignore", multiple=True, callback=selectors, metavar="CODE", help="Do not report these."),
    click.option("--severity", multiple=True, callback=severities, metavar="CODE=SEVERITY",
                 help="Report these as graver or lighter."),
    click.option("--max-findings", type=click.IntRange(1), show_default=str(LIMIT), metavar="N",
                 help="Of each rule show so many for a file, and count the rest."),
    click.option("--fail-on", callback=severity, metavar="SEVERITY", show_default="error",
                 help="Exit with 1 from this severity on: info, warning or error."),
    click.option("--output-format", type=click.Choice(OUTPUT_FORMATS), show_default="full",
                 help="With the source lines, one line each, or for programs and services."),
    click.option("--lang", type=click.Choice(CATALOGUES), help="Say it in this language. Default: the locale's."),
)  # fmt: skip
_NAMES = (
    "profile",
    "select",
    "extend_select",
    "ignore",
    "severity",
    "max_findings",
    "fail_on",
    "output_format",
    "lang",
)


def settings_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """The options, given to the command as `settings`: None where the call does not say."""

    @wraps(function)
    def gathered(**values: Any) -> Any:
        from communique.validate.settings import Settings

        said = {name: values.pop(name) for name in _NAMES}
        said |= {name: value or None for name, value in said.items() if isinstance(value, tuple | dict)}
        return function(settings=Settings(**said), **values)

    for option in reversed(_OPTIONS):
        gathered = option(gathered)
    return gathered
