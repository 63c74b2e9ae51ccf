"""`communique rules`."""

import click

from communique.cli import Command
from communique.cli.options import json_option
from communique.cli.streams import print_json


@click.command(cls=Command, short_help="List every code that a finding can have.")
@json_option("an array")
def command(output_format: str) -> None:
    """List every code that a finding can have: code, name, usual severity, whether it can be fixed, and what it means."""
    from communique.fixes import fixable
    from communique.validate.codes import every_code

    every = every_code()
    if output_format == "json":
        from communique.report.codes import as_json

        print_json([as_json(each) for each in every])
        return
    wide = max(len(each.name) for each in every)
    for each in every:
        click.echo(
            f"{each.code}  {each.name:{wide}}  {each.severity!s:7}  {'fix' if each.code in fixable() else '   '}  {each.summary}"
        )
