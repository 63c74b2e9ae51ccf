"""`communique data`: the shipped declarations."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from communique.cli import Command, Group, Refused
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
    and its version. The quality is "reviewed" (a person read every annotation), "proposed" (found
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


@click.group(
    cls=Group,
    commands=[list_declarations, show_path, verify_data],
)
def data() -> None:
    """Work with the declarations that are shipped with this program."""
