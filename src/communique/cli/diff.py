"""`communique diff`."""

import json

import click

from communique.cli import Command
from communique.cli.completing import declarations
from communique.cli.lookup import find_declaration
from communique.cli.options import from_option, limit_options, limits, text_options
from communique.cli.streams import print_document


@click.command(cls=Command, short_help="Compare two declarations, or two versions of one.")
@click.argument("old", metavar="A", shell_complete=declarations)
@click.argument("new", metavar="B", shell_complete=declarations)
@click.option("--output-format", type=click.Choice(["text", "json"]), default="text", show_default=True,
              help="Lines to read, or an object for programs.")  # fmt: skip
@from_option
@text_options
@limit_options
def command(
    old: str, new: str, output_format: str, origin: str | None, language: str | None, hints: str | None, max_size: int,
    max_line: int, max_depth: int,
) -> None:  # fmt: skip
    """Say what differs from A to B: paragraphs added, removed, reworded, moved; acts strengthened or weakened.

    A and B are ids of shipped declarations, or files in any format that is read. Exit status 1 if they differ.
    """
    from communique.comparison import compare
    from communique.report.comparison import as_json, of_comparison
    from communique.report.terminal import visible

    bounds = limits(max_size, max_line, max_depth)
    before, _ = find_declaration(old, origin, language, hints, bounds)
    after, _ = find_declaration(new, origin, language, hints, bounds)
    comparison = compare(before, after)
    if output_format == "json":
        print_document(json.dumps(as_json(comparison), ensure_ascii=False, indent=2) + "\n")
    else:
        for line in of_comparison(comparison):
            click.echo(visible(line))
    if not comparison.equal:
        raise click.exceptions.Exit(1)
