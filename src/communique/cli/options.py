"""The options that several commands share, and the types of their values."""

from collections.abc import Callable, Mapping
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from communique.cli import Refused
from communique.cli.completing import files
from communique.cli.streams import InputOptions

if TYPE_CHECKING:
    from communique.checking.patterns import Pattern
    from communique.core.diagnostics import Severity

F = TypeVar("F", bound=Callable[..., object])

_FACTORS = {"K": 1024, "M": 1024**2, "G": 1024**3}


def size(_: click.Context, __: click.Parameter, value: str) -> int:
    """A number of bytes, characters or lines: `1000`, `64K`, `64M`, `1G`, in powers of 1,024."""
    digits = value
    factor = 1
    unit = digits[-1:].upper()
    if unit in _FACTORS:
        digits = digits[:-1]
        factor = _FACTORS[unit]
    is_number = digits.isascii() and digits.isdigit()
    is_size = is_number and len(digits) < 13 and int(digits) > 0
    if not is_size:
        raise click.BadParameter(
            f"{value!r} is not a size; write it as 1000, 64K or 64M"
        )
    return int(digits) * factor


def severities(
    _: click.Context, __: click.Parameter, values: tuple[str, ...]
) -> "dict[str, Severity]":
    """Each `CODE=SEVERITY`, where CODE is a code, the beginning of one, or a name; the last of one
    CODE counts.
    """
    found = {}
    for value in values:
        code, equals, name = value.partition("=")
        if not (code and equals):
            raise click.BadParameter(f"{value!r} is not of the form CODE=SEVERITY")
        found[code] = severity(name)
    return found


def selectors(
    _: click.Context, __: click.Parameter, values: tuple[str, ...]
) -> tuple[str, ...]:
    """Codes given one by one or separated by commas."""
    return tuple(each.strip() for value in values for each in value.split(","))


def per_file(
    _: click.Context, __: click.Parameter, values: tuple[str, ...]
) -> "tuple[tuple[Pattern, tuple[str, ...]], ...]":
    """Each `PATTERN:CODE`, several codes separated by commas."""
    found = []
    for value in values:
        text, colon, codes = value.rpartition(":")
        if not (colon and codes):
            raise click.BadParameter(f"{value!r} is not of the form PATTERN:CODE")
        found.append((pattern(text), tuple(each.strip() for each in codes.split(","))))
    return tuple(found)


def pattern(text: str) -> "Pattern":
    """A pattern of paths, from the folder that the command is run in."""
    from communique.checking.patterns import Pattern

    if not text:
        raise click.BadParameter("empty pattern")
    return Pattern(text, ".")


def severity(name: str) -> "Severity":
    """`info`, `warning` or `error`."""
    from communique.core.diagnostics import Severity

    try:
        return Severity.parse(name)
    except KeyError:
        raise click.BadParameter(
            f"{name!r} is not a severity; use info, warning or error"
        ) from None


READABLE = ("akn", "formex", "json", "text", "html", "docx", "pdf")
"""The formats that are read. A copy: the table of formats takes long to import. A test compares the
two.
"""
DEPTH = 256
"""The default of `--max-depth`. A copy of `core.source.MAX_DEPTH`, for the same reason."""

SECONDS = 300
"""The default of `--max-seconds`. A copy of `core.source.MAX_SECONDS`, for the same reason."""

from_option = click.option(
    "--from",
    "origin",
    metavar="FORMAT",
    help=f"Input format: {', '.join(READABLE[:-1])} or {READABLE[-1]}. Default: detected from content or file name.",
)


def text_options(function: F) -> F:
    """`--language`, `--hints` and `--encoding`: what you can say about raw text."""
    for option in (
        click.option(
            "--encoding",
            metavar="NAME",
            help="Encoding of raw text or HTML, such as windows-1250. Default: UTF-8, or "
            "what the page says.",
        ),
        click.option(
            "--hints",
            metavar="FILE",
            shell_complete=files,
            help="File of corrections to the reader's guesses, or a table from "
            "`label` (raw text only).",
        ),
        click.option(
            "--language",
            metavar="TAG",
            help="Language of raw text (BCP 47: sl, en, sr-Latn).",
        ),
    ):
        function = option(function)
    return function


force_option = click.option("--force", is_flag=True, help="Overwrite an existing file.")


def form_option(forms: Mapping[str, str]) -> Callable[[F], F]:
    """`--to`: the form of a table, `forms` being those that there are, by endings of file names."""
    names = list(forms.values())
    return click.option(
        "--to",
        "form",
        type=click.Choice(names),
        help="Form of the table. Default: the ending of OUT decides; else text.",
    )


def form_of(output: str, forms: Mapping[str, str]) -> str:
    """The form that the ending of a file name asks for; `text` for standard output.

    Raises Refused where no form has the ending.
    """
    if output == "-":
        return "text"
    ending = Path(output).suffix.lower()
    if ending not in forms:
        endings = ", ".join(forms)
        raise Refused(
            f"{output}: end its name in one of {endings}, or name a form with --to"
        )
    return forms[ending]


def output_option(what: str) -> Callable[[F], F]:
    """`-o`: where to write, `what` being what can be: "File", "File or folder"."""
    return click.option(
        "-o",
        "--output",
        metavar="OUT",
        default="-",
        shell_complete=files,
        help=f"{what} to write. Default: standard output (-).",
    )


def reading_options(function: Callable[..., None]) -> Callable[..., None]:
    """`--max-size`, `--max-lines`, `--max-line`, `--max-depth`, `--max-seconds`, `--ignore-record`;
    they and the options above are given to the command as one `reading`.
    """

    @wraps(function)
    def gathered(
        *,
        language: str | None,
        max_size: int,
        max_lines: int,
        max_line: int,
        max_depth: int,
        max_seconds: float,
        ignore_record: bool,
        hints: str | None = None,
        encoding: str | None = None,
        origin: str | None = None,
        **values: object,
    ) -> None:
        from communique.core.bounds import bind
        from communique.core.source import Limits

        seconds = max_seconds or None
        if seconds is not None:
            bind(None)
        reading = InputOptions(
            origin,
            language,
            hints,
            Limits(max_size, max_line, max_depth, seconds, max_lines),
            ignore_record,
            encoding,
        )
        function(reading=reading, **values)

    for option in (
        click.option(
            "--ignore-record",
            is_flag=True,
            help="Read the words of a PDF, DOCX or HTML, even if the file carries the "
            "record of its declaration.",
        ),
        click.option(
            "--max-seconds",
            type=click.FloatRange(min=0),
            default=SECONDS,
            show_default=True,
            metavar="N",
            help="Stop reading a file after N seconds, or when it takes 4 GiB of "
            "memory; 0 lifts both limits.",
        ),
        click.option(
            "--max-depth",
            type=click.IntRange(1, 1000),
            default=DEPTH,
            show_default=True,
            metavar="N",
            help="Maximum nesting depth of elements or values.",
        ),
        click.option(
            "--max-line",
            callback=size,
            default="1M",
            show_default=True,
            metavar="SIZE",
            help="Maximum line length of raw text, in characters.",
        ),
        click.option(
            "--max-lines",
            callback=size,
            default="256K",
            show_default=True,
            metavar="SIZE",
            help="Maximum number of lines of raw text and cells of its tables; HTML may "
            "have four times as many tags.",
        ),
        click.option(
            "--max-size",
            callback=size,
            default="64M",
            show_default=True,
            metavar="SIZE",
            help="Maximum file size, in bytes.",
        ),
    ):
        gathered = option(gathered)
    return gathered


def file_options(function: Callable[..., None]) -> Callable[..., None]:
    """All that you can say of a file that is read: `--from`, `--language`, `--hints`, `--encoding`
    and the limits, given as one `reading`.
    """
    return from_option(text_options(reading_options(function)))


def json_option(many: str = "an object") -> Callable[[F], F]:
    """`--output-format`: text or JSON, of which `many` says what is printed."""
    return click.option(
        "--output-format",
        type=click.Choice(["text", "json"]),
        default="text",
        show_default=True,
        help=f"Plain text, or {many} for programs.",
    )


def _fail_on(
    context: click.Context, _: click.Parameter, value: str
) -> "Severity | None":
    """The severity that is named. The shell's completion needs none, and does not wait for the
    import.
    """
    return None if context.resilient_parsing else severity(value)


fail_on_option = click.option(
    "--fail-on",
    callback=_fail_on,
    default="error",
    metavar="SEVERITY",
    show_default=True,
    help="Exit with status 1 on findings of this severity or higher: info, warning or error.",
)
