"""`communique diff`."""

import click

from communique.cli import Command
from communique.cli.completing import declarations
from communique.cli.options import file_options, json_option
from communique.cli.streams import InputOptions, echo, print_json


@click.command(cls=Command)
@click.argument("old", metavar="A", shell_complete=declarations)
@click.argument("new", metavar="B", shell_complete=declarations)
@json_option()
@file_options
def diff(*, old: str, new: str, output_format: str, reading: InputOptions) -> None:
    """Show what changed from A to B: paragraphs added, removed, reworded or moved; acts
    strengthened or weakened.

    A and B are ids of shipped declarations, or files in any readable format. Exit status 1 if they
    differ.
    """
    from communique.comparison import compare
    from communique.report.comparison import as_json, of_comparison

    comparison = compare(reading.given(old), reading.given(new))
    if output_format == "json":
        print_json(as_json(comparison))
    else:
        for line in of_comparison(comparison):
            echo(line)
    if not comparison.equal:
        raise click.exceptions.Exit(1)
