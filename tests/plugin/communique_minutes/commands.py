"""The command `communique minutes`."""

import click

from communique import read, write


@click.command()
@click.argument("path")
def minutes(path: str) -> None:
    """Print the minutes of a declaration."""
    click.echo(write(read(path).require(), "minutes"), nl=False)
