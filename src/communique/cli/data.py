"""`communique data`: the shipped declarations."""

from contextlib import nullcontext
from pathlib import Path

import click

from communique.cli import Command, Refused
from communique.cli.streams import manner_for


@click.command(cls=Command, name="list")
def list_declarations() -> None:
    """List the declarations: id, language, date and title, separated by tabs."""
    from communique.dataset import dataset

    for declaration in dataset().declarations():
        date = declaration.date.value if declaration.date else "-"
        title = " ".join(declaration.title.text.split()) if declaration.title else "-"
        click.echo(f"{declaration.id}\t{declaration.language}\t{date}\t{title}")


@click.command(cls=Command, name="path")
def show_path() -> None:
    """Print the folder that contains the shipped files."""
    from communique.bundle import shipped

    folder = shipped("data")
    if not isinstance(folder, Path):
        raise Refused(f"the data is in no folder: this library runs from the archive {folder}")
    click.echo(str(folder))


@click.command(cls=Command, name="verify")
@click.argument("folder", metavar="[FOLDER]", required=False, type=click.Path(exists=True, file_okay=False))
def verify_data(folder: str | None) -> None:
    """Check that the shipped data is intact.

    Every hash is computed, every generated file is derived again from the sources, and the words of each record are
    compared with the bytes that they were read from. Nothing is downloaded. A file that differs is reported with both
    hashes, and the exit status is 1. FOLDER contains data, akn and schema; by default the installed data is checked.
    """
    from communique.bundle import unpacked
    from communique.report.concise import lines
    from communique.report.summary import counted
    from communique.verification import verify

    with nullcontext(Path(folder)) if folder is not None else unpacked() as top:
        found = verify(top)
    for report in found.reports:
        for line in lines(report, manner_for("stdout")):
            click.echo(line)
    if found.reports:
        raise click.exceptions.Exit(1)
    click.echo(f"edition {found.version}: {found.files} files as they should be, {found.derived} of them derived again")
    click.echo(f"{found.characters} characters of {counted(found.texts, 'source')}, each in its record")


@click.group(short_help="Work with the shipped declarations.")
def command() -> None:
    """Work with the declarations that are shipped with this program."""


for each in (list_declarations, show_path, verify_data):
    command.add_command(each)
