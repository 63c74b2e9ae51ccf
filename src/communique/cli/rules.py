"""`communique rules`."""

import json

import click

from communique.cli import Command
from communique.cli.streams import print_document


@click.command(cls=Command, short_help="List every code that a finding can have.")
@click.option("--output-format", type=click.Choice(["text", "json"]), default="text", show_default=True,
              help="A line for each code, or an array for programs.")  # fmt: skip
def command(output_format: str) -> None:
    """List every code that a finding can have: code, name, usual severity, whether it can be mended, and what it means."""
    from communique.fixes import FIXABLE
    from communique.validate.codes import every_code

    every = every_code()
    if output_format == "json":
        from communique.report.codes import as_json

        print_document(json.dumps([as_json(each) for each in every], ensure_ascii=False, indent=2) + "\n")
        return
    wide = max(len(each.name) for each in every)
    for each in every:
        click.echo(
            f"{each.code}  {each.name:{wide}}  {each.severity!s:7}  {'fix' if each.code in FIXABLE else '   '}  {each.summary}"
        )
