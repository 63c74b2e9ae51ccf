"""`communique promises`."""

import json
from typing import TYPE_CHECKING

import click

from communique.cli import Command, Refused
from communique.cli.completing import declarations
from communique.cli.options import file_options, force_option, output_option
from communique.cli.streams import Reading, put_document

if TYPE_CHECKING:
    from communique.acts import Given

FORMS = ("text", "csv", "json", "md", "html", "svg", "xlsx")


@click.command(cls=Command)
@click.argument("texts", metavar="A [B ...]", nargs=-1, required=True, shell_complete=declarations)
@click.option(
    "--series",
    "serial",
    is_flag=True,
    help="Follow each promise through A, B and those after them.",
)
@click.option(
    "--to",
    "form",
    type=click.Choice(FORMS),
    default="text",
    show_default=True,
    help="Form of the table.",
)
@output_option("File")
@force_option
@file_options
def promises(
    *, texts: tuple[str, ...], serial: bool, form: str, output: str, force: bool, reading: Reading
) -> None:
    """Show the promises of a declaration: who is to do what, for or with whom, by when, on what
    condition, and where it stands.

    A is the id of a shipped declaration, or a file (- for standard input) in any readable format.
    What a record marks is shown as it is; otherwise each promise is proposed by rules, "inferred",
    and the forms for programs say on what it rests. With B, what was strengthened, weakened,
    dropped and added from A to B. With --series, the same through all, from the oldest to the
    newest: as a table, or as a drawing (svg). XLSX is of one declaration, needs the extra xlsx, and
    -o.
    """
    if len(texts) > 2 and not serial:
        raise Refused("use --series to follow more than two declarations")
    if len(texts) == 1 and not serial and form != "svg":
        _show(texts[0], form, output, reading, force=force)
        return
    if len(texts) == 1:
        raise Refused("--series and svg need two declarations or more")
    if form == "xlsx":
        raise Refused("xlsx takes one declaration only")
    from communique.acts import declared

    found = [reading.given(each) for each in texts]
    languages = sorted({declared(each).language.partition("-")[0] for each in found})
    if len(languages) > 1:
        raise Refused(
            f"promises are compared by their words, and these declarations are in several languages: {', '.join(languages)}"
        )
    put_document(
        output, _followed(found, form, serial=serial or form not in {"text", "json"}), force=force
    )


def _show(text: str, form: str, output: str, reading: Reading, *, force: bool) -> None:
    """The promises of one declaration."""
    from communique.acts import promises, summary
    from communique.report.promises import COLUMNS, WRITERS, as_xlsx, rows, sentence

    declaration, parsed = reading.find(text)
    found = promises(parsed or declaration)
    if form == "xlsx":
        if output == "-":
            raise Refused("xlsx is written to a file: name one with -o")
        try:
            data = as_xlsx("promises", COLUMNS, rows(found, parsed))
        except ImportError as error:
            raise Refused('XLSX needs the extra xlsx: pip install "communique[xlsx]"') from error
        put_document(output, data, force=force)
    else:
        said = sentence(summary(declaration, found), declaration.language)
        put_document(output, WRITERS[form](said, rows(found, parsed)), force=force)


def _followed(found: "list[Given]", form: str, *, serial: bool) -> str:
    """What became of promises in later declarations."""
    from communique.comparison.drift import drift, series
    from communique.report.series import WRITERS
    from communique.report.terminal import visible

    if serial:
        said = WRITERS[form](series(found))
        return (
            "".join(f"{visible(line)}\n" for line in said.splitlines()) if form == "text" else said
        )
    from communique.acts import declared, promises
    from communique.report.promises import drift_as_json, of_drift

    old, new = found
    day = declared(new).date
    changes = drift(promises(old), promises(new), day.value if day else None)
    if form == "json":
        return json.dumps(drift_as_json(changes), ensure_ascii=False, indent=2) + "\n"
    return "".join(f"{visible(line)}\n" for line in of_drift(changes))
