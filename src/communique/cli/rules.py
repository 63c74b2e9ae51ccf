"""`communique rules`."""

import json

import click

from communique.cli import Command
from communique.cli.streams import print_document


@click.command(cls=Command, short_help="List every code that a finding can have.")
@click.option("--output-format", type=click.Choice(["text", "json"]), default="text", show_default=True,
              help="A line for each code, or an array for programs.")  # fmt: skip
def command(output_format: str) -> None:
    """List every code that a finding can have: code, name, usual severity, and what it means."""
    from communique.validate.codes import every_code

    rows = [(each.code, each.name, str(each.severity), each.summary) for each in every_code()]
    if output_format == "json":
        keys = ("code", "name", "severity", "summary")
        print_document(json.dumps([dict(zip(keys, row, strict=True)) for row in rows], indent=2) + "\n")
        return
    wide = max(len(name) for _, name, _, _ in rows)
    for code, name, severity, summary in rows:
        click.echo(f"{code}  {name:{wide}}  {severity:7}  {summary}")
