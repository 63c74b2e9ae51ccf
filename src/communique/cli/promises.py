"""`communique promises`."""

from pathlib import Path
from typing import Any

import click

from communique.cli import Command, Refused
from communique.cli.completing import declarations
from communique.cli.lookup import Reading
from communique.cli.options import from_option, output_option, reading_options, text_options
from communique.cli.streams import print_json, put_document

FORMS = ("text", "csv", "json", "md", "html", "xlsx")


@click.command(cls=Command, short_help="Show who promises what, to whom, by when; or how two texts differ in that.")
@click.argument("one", metavar="A", shell_complete=declarations)
@click.argument("other", metavar="[B]", required=False, shell_complete=declarations)
@click.option("--to", "form", type=click.Choice(FORMS), default="text", show_default=True, help="Form of the table.")
@output_option("File")
@click.option("--force", is_flag=True, help="Overwrite an existing file.")
@from_option
@text_options
@reading_options
def command(*, one: str, other: str | None, form: str, output: str, force: bool, reading: Reading) -> None:
    """Show the promises of a declaration: who is to do what, for or with whom, by when, on what condition, and where it stands.

    A is the id of a shipped declaration, or a file (- for standard input) in any readable format. What a record marks is
    shown as it is; otherwise each promise is proposed by rules, "inferred", and the forms for programs say on what it
    rests. With B, what was strengthened, weakened, dropped and added from A to B (as text or json). XLSX needs the extra xlsx, and -o.
    """
    from communique.acts import promises, summary
    from communique.report.promises import WRITERS, rows, sentence

    declaration, parsed = reading.find(one)
    found = promises(declaration)
    if other is None:
        said = sentence(summary(declaration, found), declaration.language)
        if form == "xlsx":
            _put_spreadsheet(output, rows(found, parsed), force=force)
        else:
            put_document(output, WRITERS[form](said, rows(found, parsed)), force=force)
        return
    from communique.acts.drift import drift
    from communique.report.promises import drift_as_json, of_drift
    from communique.report.terminal import visible

    if form not in {"text", "json"}:
        raise Refused("two declarations are compared as text or json")
    changes = drift(found, promises(reading.find(other)[0]))
    if form == "json":
        print_json(drift_as_json(changes))
    else:
        put_document(output, "".join(f"{visible(line)}\n" for line in of_drift(changes)), force=force)


def _put_spreadsheet(output: str, found: "list[dict[str, Any]]", *, force: bool) -> None:
    from communique.atomic import write_whole
    from communique.report.promises import COLUMNS
    from communique.report.spreadsheet import as_xlsx

    if output == "-":
        raise Refused("a spreadsheet is written to a file: give -o FILE")
    if not force and Path(output).exists():
        raise Refused(f"{output} already exists; use --force to overwrite it")
    try:
        data = as_xlsx("promises", COLUMNS, found)
    except ImportError as error:
        raise Refused('XLSX needs the extra xlsx: pip install "communique[xlsx]"') from error
    write_whole({Path(output): data})
