"""`communique promises`."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from communique.cli import Command, Refused
from communique.cli.completing import declarations
from communique.cli.listing import Documents, sheet
from communique.cli.options import (
    file_options,
    force_option,
    form_of,
    form_option,
    output_option,
)
from communique.cli.streams import InputOptions, put_document

if TYPE_CHECKING:
    from communique.acts import Act, Given
    from communique.report.promises import ListedRow

FORMS = {
    ".txt": "text",
    ".csv": "csv",
    ".json": "json",
    ".md": "md",
    ".html": "html",
    ".svg": "svg",
    ".xlsx": "xlsx",
}
"""The forms of the table, by the endings of file names that ask for them."""
FORMS_OF_MANY = ("text", "csv", "json", "xlsx")
"""The forms in which the promises of several documents are listed."""


@click.command(cls=Command)
@click.argument(
    "texts", metavar="A [B ...]", nargs=-1, required=True, shell_complete=declarations
)
@click.option(
    "--series",
    "serial",
    is_flag=True,
    help="Follow each promise through A, B and the files after them.",
)
@click.option(
    "--count",
    "counter",
    type=click.Choice(["g7rg"]),
    help="List only what others would count: g7rg, the G7 and G20 Research Groups.",
)
@form_option(FORMS)
@output_option("File")
@force_option
@file_options
def promises(
    *,
    texts: tuple[str, ...],
    serial: bool,
    counter: str | None,
    form: str | None,
    output: str,
    force: bool,
    reading: InputOptions,
) -> None:
    """List the promises of a declaration: who promises what, for or with whom, by when, on what
    condition, and in which paragraph.

    A is the id of a shipped declaration, or a file (- for standard input) in any readable format.
    communique lists the promises that the record marks. If it marks none, rules find them, and their
    basis is "inferred". If you name B too, you see which promises are stronger, weaker, not said again
    or new in B. --series follows them through more than two files, from the oldest to the newest, as a
    table or as a drawing (svg).

    If you name a folder, you get one table of the promises of all its documents. Each row has the
    path, title, date and address of its document. XLSX needs the extra xlsx, and -o.
    """
    form = form or form_of(output, FORMS)
    if any(Path(each).is_dir() for each in texts):
        if serial:
            raise Refused(
                "--series follows files, not folders: name the files from old to new"
            )
        _list(texts, form, output, reading, counter, force=force)
        return
    if len(texts) > 2 and not serial:
        raise Refused(
            "use --series to follow promises through more than two declarations; "
            "to list the promises of all of them, put them in a folder and name the folder"
        )
    if len(texts) == 1 and not serial and form != "svg":
        _show(texts[0], form, output, reading, counter, force=force)
        return
    if counter is not None:
        raise Refused("--count lists the promises of one text or of folders")
    if len(texts) == 1:
        raise Refused("--series and svg need two declarations or more")
    if form == "xlsx":
        raise Refused("a comparison is not written as xlsx: use --to csv")
    found = [reading.given(each) for each in texts]
    _require_one_language(found)
    is_table = serial or form not in {"text", "json"}
    put_document(output, _followed(found, form, serial=is_table), force=force)


def _require_one_language(found: "Sequence[Given]") -> None:
    """Raise Refused for texts in several languages."""
    from communique.acts import declared

    languages = sorted({declared(each).language.partition("-")[0] for each in found})
    if len(languages) > 1:
        why = "promises are compared by their words, and these declarations are in several languages"
        raise Refused(f"{why}: {', '.join(languages)}")


def _counted(found: "tuple[Act, ...]", counter: str | None) -> "tuple[Act, ...]":
    """The promises that somebody would count; all of them if nobody is named."""
    from communique.acts import COUNTS

    if counter is None:
        return found
    return tuple(filter(COUNTS[counter], found))


def _show(
    text: str,
    form: str,
    output: str,
    reading: InputOptions,
    counter: str | None,
    *,
    force: bool,
) -> None:
    """The promises of one declaration."""
    from communique.acts import promises, summary
    from communique.report.promises import COLUMNS, WRITERS, rows, sentence

    declaration, parsed = reading.find(text)
    found = _counted(promises(parsed or declaration), counter)
    if form == "xlsx":
        put_document(
            output, sheet("promises", output, COLUMNS, rows(found, parsed)), force=force
        )
    else:
        said = sentence(summary(declaration, found), declaration.language)
        text = WRITERS[form](said, rows(found, parsed))
        put_document(output, text, force=force)


def _list(
    places: Sequence[str],
    form: str,
    output: str,
    reading: InputOptions,
    counter: str | None,
    *,
    force: bool,
) -> None:
    """The promises of all documents in some places, in one table."""
    from communique.acts import promises
    from communique.report.promises import LISTED, LISTS, listed, rows
    from communique.report.summary import counted

    if form not in FORMS_OF_MANY:
        raise Refused(
            f"a list of several documents is {', '.join(FORMS_OF_MANY)}, not {form};"
            " --series compares files that you name one by one, and draws them as svg"
        )
    found: list[ListedRow] = []
    documents = Documents(places, output, reading)
    for name, parsed in documents.read():
        of_it = rows(_counted(promises(parsed), counter), parsed)
        found.extend(listed(name, parsed.require(), of_it))
    if form == "xlsx":
        put_document(output, sheet("promises", output, LISTED, found), force=force)
    else:
        put_document(output, LISTS[form](found), force=force)
    documents.report(counted(len(found), "promise"))


def _followed(found: "list[Given]", form: str, *, serial: bool) -> str:
    """What became of promises in later declarations."""
    from communique.comparison.drift import drift, series
    from communique.report.series import WRITERS
    from communique.report.terminal import visible

    if serial:
        said = WRITERS[form](series(found))
        if form != "text":
            return said
        return "".join([f"{visible(line)}\n" for line in said.splitlines()])
    from communique.acts import declared, promises
    from communique.report.promises import drift_as_json, of_drift

    old, new = found
    day = declared(new).date
    changes = drift(promises(old), promises(new), day.value if day else None)
    if form == "json":
        return json.dumps(drift_as_json(changes), ensure_ascii=False, indent=2) + "\n"
    return "".join([f"{visible(line)}\n" for line in of_drift(changes)])
