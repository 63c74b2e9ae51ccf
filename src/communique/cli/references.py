"""`communique references`."""

from pathlib import Path
from typing import TYPE_CHECKING, get_args

import click

from communique.cli import Command
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
    from communique.acts.references import CitedAs
    from communique.model import Declaration
    from communique.report.references import CitationRow

FORMS = {".txt": "text", ".csv": "csv", ".json": "json", ".xlsx": "xlsx"}
"""The forms of the table, by the endings of file names that ask for them."""


def relation(
    _: click.Context, __: click.Parameter, value: "CitedAs | None"
) -> "CitedAs | None":
    """A way of citing. Raises BadParameter for one that there is not."""
    if value is None:
        return None
    from communique.model.types import ActKind

    known = (*get_args(ActKind), "under", "cite")
    if value not in known:
        raise click.BadParameter(f"{value!r} is none of {', '.join(known)}")
    return value


@click.command(cls=Command)
@click.argument(
    "texts",
    metavar="FILE|FOLDER ...",
    nargs=-1,
    required=True,
    shell_complete=declarations,
)
@click.option(
    "--scheme", metavar="S", help="List only numbers of this scheme: un, eu-act, ..."
)
@click.option(
    "--relation",
    callback=relation,
    metavar="R",
    help="List only works with this relation: recall, under, cite, ...",
)
@form_option(FORMS)
@output_option("File")
@force_option
@file_options
def references(
    *,
    texts: tuple[str, ...],
    scheme: str | None,
    relation: "CitedAs | None",
    form: str | None,
    output: str,
    force: bool,
    reading: InputOptions,
) -> None:
    """List what declarations cite: resolutions, acts, documents, and places in the text itself.

    A row has the document, the passage, the words as printed, the body that numbered the work, its
    address, and the relation: the act of the sentence (recall, welcome, ...), "under" if something
    is done under the work, or else "cite". If the address is not certain, it is empty, and the row
    says why.

    FILE may also be the id of a shipped declaration, or - for standard input. XLSX needs the extra
    xlsx, and -o.
    """
    from communique.report.references import COLUMNS, WRITERS
    from communique.report.summary import counted

    form = form or form_of(output, FORMS)
    found: list[CitationRow] = []
    folders = [each for each in texts if Path(each).is_dir()]
    documents = Documents(folders, output, reading)
    for text in texts:
        if text not in folders:
            declaration, _ = reading.find(text)
            found.extend(_rows(text, declaration, scheme, relation))
            documents.count += 1
    for name, parsed in documents.read():
        found.extend(_rows(name, parsed.require(), scheme, relation))
    if form == "xlsx":
        put_document(output, sheet("references", output, COLUMNS, found), force=force)
    else:
        put_document(output, WRITERS[form](found), force=force)
    if folders:
        documents.report(counted(len(found), "citation"))


def _rows(
    name: str,
    declaration: "Declaration",
    scheme: str | None,
    relation: "CitedAs | None",
) -> "list[CitationRow]":
    """The rows of a document that the options ask for."""
    from communique.acts.references import references as citations
    from communique.report.references import rows

    found = citations(declaration, scheme=scheme, relation=relation)
    return rows(name, declaration, found)
