"""`communique data`: the shipped declarations."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from communique.cli import Command, Group, Refused
from communique.cli.answers import (
    answer_option,
    asked_words,
    limit_option,
    print_answer,
    print_exported,
    print_found,
)
from communique.cli.options import force_option, json_option
from communique.cli.streams import print_finding

if TYPE_CHECKING:
    from communique.edition.held import Held


def _list(records: "Iterable[Held]", listed: set[tuple[str, str]]) -> None:
    """Print a line for each record that is not listed yet."""
    from communique.report.terminal import visible

    for each in records:
        key = (each.id, each.language)
        if key in listed:
            continue
        listed.add(key)
        cells = [each.id, each.language]
        for value in (each.date, each.title, each.quality, each.licence):
            shown = visible(value) if value else "-"
            cells.append(shown)
        cells.append(each.distribution)
        cells.append(each.version)
        click.echo("\t".join(cells))


@click.command(cls=Command, name="list")
def list_declarations() -> None:
    """List the declarations that are installed, one record a line.

    The columns, separated by tabs, are: id, language, date, title, quality, licence, distribution
    and its version. The quality is "reviewed" (every annotation was checked against the text), "proposed" (found
    by a program) or "structure only". Standard error names the distribution that has more.
    """
    from communique.edition.dataset import datasets, elsewhere
    from communique.edition.stores import stores

    listed: set[tuple[str, str]] = set()
    for data in datasets():
        _list(data.held(), listed)
    for store in stores():
        _list(store.held(), listed)
    for name, works in elsewhere().items():
        contains = f"it contains {', '.join(works)}"
        click.echo(f"{name} is not installed; {contains}: pip install {name}", err=True)


@click.command(
    cls=Command, name="path", short_help="Print the folder of the shipped files."
)
@click.argument("work", metavar="[ID]", required=False)
def show_path(work: str | None) -> None:
    """Print the folder that contains the shipped files; with ID, that of the distribution that
    contains this declaration.
    """
    from communique.edition.dataset import dataset, holding

    held = dataset() if work is None else holding(work)
    folder = held.folder
    if not isinstance(folder, Path):
        raise Refused(
            f"the data is in no folder: this library runs from the archive {folder}"
        )
    click.echo(str(folder))


@click.command(cls=Command, name="verify")
@click.argument(
    "folder",
    metavar="[FOLDER]",
    required=False,
    type=click.Path(exists=True, file_okay=False),
)
def verify_data(folder: str | None) -> None:
    """Check that the shipped data is intact.

    communique computes every hash, derives records and tables from the sources again, and compares
    the words of each record with the bytes of its source. It downloads nothing. If a file differs,
    it prints both hashes, and the exit status is 1. FOLDER contains data, akn and schema; the
    default is the installed data.
    """
    from communique.core.bundle import editions, unpacked
    from communique.generate.verification import verify
    from communique.report.summary import counted

    if folder is not None:
        found = [verify(Path(folder))]
    else:
        found = []
        for edition in editions():
            with unpacked(edition) as top:
                found.append(verify(top))
    for each in found:
        for report in each.reports:
            for finding in report.findings:
                print_finding(report.path, finding)
        if not each.reports:
            files = f"{each.files} files as they should be, {each.derived} of them derived again"
            click.echo(f"edition {each.version} of {each.name}: {files}")
            sources = counted(each.texts, "source")
            click.echo(f"{each.characters} characters of {sources}, each in its record")
    if any(each.reports for each in found):
        raise click.exceptions.Exit(1)


@click.command(
    cls=Command, name="query", short_help="Ask the tables of the shipped data in SQL."
)
@click.argument("sql", metavar="SQL")
@answer_option
def query_data(*, sql: str, output_format: str) -> None:
    """Ask one SELECT, which DuckDB answers from the tables of all installed data.

    A question only reads, and opens no other file. Each table is a view: declarations, paragraphs,
    promises, acts, mentions, entities, signatories, ..., and records (quality, licence and
    distribution of each record). Join them by path, or by work and language.
    """
    from communique.corpora.shipped import data

    print_answer(data().query(sql), output_format, "no rows")


@click.command(
    cls=Command, name="search", short_help="Find passages of the shipped declarations."
)
@click.argument("words", metavar="WORDS...", nargs=-1, required=True)
@click.option("--language", metavar="TAG", help="Only records in this language.")
@limit_option
@json_option()
def search_data(
    *, words: tuple[str, ...], language: str | None, limit: int, output_format: str
) -> None:
    """Find the passages of the installed data that have all of the words, the best first.
    Diacritics and capitals do not count.

    "Words in quotation marks" stand side by side; begin* has any ending. Each passage comes with
    its work, its language and its eId, as `communique show` takes them.
    """
    from communique.corpora.shipped import data

    found = data().search(asked_words(words), language=language, limit=limit)
    print_found(found, output_format)


@click.command(
    cls=Command, name="promises", short_help="List the promises in the shipped data."
)
@click.option(
    "--who", metavar="WORDS", help="Whoever promises or asks has these words."
)
@click.option("--what", metavar="WORDS", help="What is promised has these words.")
@click.option(
    "--since", metavar="DATE", help="Declarations from this year, month or day on."
)
@click.option(
    "--until", metavar="DATE", help="Declarations up to this year, month or day."
)
@click.option("--language", metavar="TAG", help="Only records in this language.")
@answer_option
def list_promises(
    *,
    who: str | None,
    what: str | None,
    since: str | None,
    until: str | None,
    language: str | None,
    output_format: str,
) -> None:
    """List the promises in all installed data, by date of the declaration: who is to do what, for
    whom, by when.

    Diacritics and capitals of the words do not count. For conditions of another kind, ask the view
    promises with `communique data query`.
    """
    from communique.corpora.shipped import data

    answer = data().promises(
        who=who, what=what, since=since, until=until, language=language
    )
    print_answer(answer, output_format, "no promise fits")


@click.command(
    cls=Command, name="export", short_help="Write the tables of the shipped data."
)
@click.argument("folder", metavar="FOLDER")
@force_option
def export_data(*, folder: str, force: bool) -> None:
    """Write the tables of all installed data into a folder: each as Parquet and as CSV, described
    for catalogues by Croissant, RO-Crate, DCAT and a data card (README.md).

    The same data gives the same bytes.
    """
    from communique.corpora.shipped import data

    print_exported(data().export(folder, force=force))


@click.group(
    cls=Group,
    commands=[
        list_declarations,
        show_path,
        verify_data,
        query_data,
        search_data,
        list_promises,
        export_data,
    ],
)
def data() -> None:
    """Work with the declarations that are shipped with this program."""
