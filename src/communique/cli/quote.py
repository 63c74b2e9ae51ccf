"""`communique quote`."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from communique.cli import STATUS, Command, Refused
from communique.cli.completing import declarations
from communique.cli.options import file_options
from communique.cli.streams import (
    InputOptions,
    echo,
    print_document,
    print_json,
    shipped_ids,
)

if TYPE_CHECKING:
    from communique.model import Declaration
    from communique.quotation import Certificate, Library

FORMS = ("text", "json", "line")
NOT_AS_QUOTED = 1
"""The exit status where a quotation is not printed as quoted."""


@click.command(cls=Command)
@click.argument("words", required=False)
@click.option(
    "--in",
    "places",
    metavar="ID",
    multiple=True,
    shell_complete=declarations,
    help="Look in this shipped declaration or file. May be repeated. Default: all shipped ones.",
)
@click.option(
    "--document",
    metavar="FILE",
    help="Check every quotation in a document (Markdown, DOCX, HTML, text) instead of WORDS.",
)
@click.option(
    "--check", "line", metavar="LINE", help="Check the line of a certificate again."
)
@click.option(
    "--to",
    "form",
    type=click.Choice(FORMS),
    default="text",
    show_default=True,
    help="Form of the answer.",
)
@file_options
def quote(
    *,
    words: str | None,
    places: tuple[str, ...],
    document: str | None,
    line: str | None,
    form: str,
    reading: InputOptions,
) -> None:
    """Check a quotation: whether its words are printed in a declaration, and where.

    The answer is verbatim, normalised (only case, spaces, quotation marks or hyphens differ), near
    (with each difference; negations, numbers, names and modal verbs are called out), spliced
    (pieces from several places) or absent. It comes with the eId and a line that anybody can check
    again offline with --check.

    Exit status: 0 if every quotation is verbatim or normalised, 1 if one is not, 2 if a file cannot
    be read.
    """
    given = [each is not None for each in (words, document, line)]
    if sum(given) != 1:
        raise Refused(
            "give the words of one quotation, or --document FILE, or --check LINE"
        )
    if line is not None:
        _check(line, _records(places, reading))
        return
    from communique.quotation import Library

    library = Library(_records(places, reading))
    if document is not None:
        _check_document(document, library, form, reading)
        return
    assert words is not None
    certificate = library.quote(words)
    _print(certificate, form)
    if not certificate.as_printed:
        click.get_current_context().meta[STATUS] = NOT_AS_QUOTED


def _records(places: Iterable[str], reading: InputOptions) -> "list[Declaration]":
    """The declarations to look in: those that are named, else all shipped ones in all their
    languages.
    """
    named = list(places)
    if named:
        return [reading.find(each)[0] for each in named]
    from communique.edition.dataset import datasets, load

    found: list[Declaration] = []
    for each in datasets():
        for work in each.works():
            found.extend(load(work.id, language) for language in work.languages)
    if not found:
        raise Refused(
            f"no declaration is shipped; name a file with --in ({len(shipped_ids())} ids)"
        )
    return found


def _print(certificate: "Certificate", form: str) -> None:
    """A certificate in a form."""
    if form == "line":
        print_document(certificate.line() + "\n")
        return
    if form == "json":
        print_json(certificate.as_json())
        return
    for line in certificate.sentences():
        echo(line)
    echo(f"certificate: {certificate.line()}")


def _check(line: str, records: "list[Declaration]") -> None:
    """Check the line of a certificate; exit status 1 where it does not hold."""
    from communique.quotation import check

    wrong = check(line, records)
    for each in wrong:
        echo(f"not confirmed: {each}")
    if wrong:
        click.get_current_context().meta[STATUS] = NOT_AS_QUOTED
        return
    echo("confirmed: the certificate holds for these words")


def _check_document(
    path: str, library: "Library", form: str, reading: InputOptions
) -> None:
    """Check every quotation of a document; exit status 1 where one is not printed as quoted."""
    from communique.quotation.documents import quotations_of

    parsed = reading.read(reading.source(path))
    checked = [(each, library.quote(each.words)) for each in quotations_of(parsed)]
    if form == "json":
        print_json([{"line": each.line, **found.as_json()} for each, found in checked])
    else:
        for each, found in checked:
            echo(f"{path}:{each.line}: {found.sentences()[0]}")
            for line in found.sentences()[1:]:
                echo(line)
        as_printed = sum(found.as_printed for _, found in checked)
        echo(f"{len(checked)} quotations, {as_printed} as printed")
    if not all(found.as_printed for _, found in checked):
        click.get_current_context().meta[STATUS] = NOT_AS_QUOTED
