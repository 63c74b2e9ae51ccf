"""`communique explain`."""

import click

from communique.cli import Command


@click.command(cls=Command, short_help="Say what the code or name of a finding means.")
@click.argument("code", metavar="CODE|NAME")
def command(code: str) -> None:
    """Say what a finding's code or name means."""
    from communique.validate.codes import find

    found = find(code)
    click.echo(f"{found.code} {found.name}")
    click.echo(f"  {found.summary}")
    click.echo(f"  severity: {found.severity}{', and no verdict can be given' if found.fatal else ''}")
