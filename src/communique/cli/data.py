"""`communique data`: the shipped declarations."""

from pathlib import Path

import click

from communique.cli import Command, Refused


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
    """Print the folder that the shipped files lie in."""
    from communique.bundle import shipped

    folder = shipped("data")
    if not isinstance(folder, Path):
        raise Refused(f"the data is in no folder: this library runs from the archive {folder}")
    click.echo(str(folder))


@click.group(short_help="The shipped declarations.")
def command() -> None:
    """The declarations that are shipped with this program."""


for each in (list_declarations, show_path):
    command.add_command(each)
