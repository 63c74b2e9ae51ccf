"""`communique suggest`."""

import json

import click

from communique.cli import Command, Refused
from communique.cli.completing import files
from communique.cli.lookup import Reading
from communique.cli.options import output_option, reading_options, text_options
from communique.cli.streams import open_source, put_document


@click.command(cls=Command, short_help="Propose the acts of a raw text as marks of an overlay, for correction.")
@click.argument("file", metavar="FILE", shell_complete=files)
@output_option("File")
@click.option("--force", is_flag=True, help="Overwrite an existing file.")
@text_options
@reading_options
def command(*, file: str, output: str, force: bool, reading: Reading) -> None:
    """Write an overlay with a mark for each act that is found in a raw text (- for standard input).

    The basis of each is "inferred". Correct the kind or the words, delete the basis of what is right, delete what is no act;
    --hints, here and in the other commands, reads the overlay back. What has another basis is never touched, and a
    passage that holds such a mark gets no further proposals.
    """
    from communique.acts.suggesting import as_json, suggested

    declaration, _ = reading.find(file)
    overlay = None
    if reading.hints is not None:
        try:
            overlay = json.loads(open_source(reading.hints, reading.limits).text)
        except ValueError:
            overlay = None
        if not isinstance(overlay, dict):
            raise Refused(f"{reading.hints} is no overlay: it holds no JSON object")
    put_document(output, as_json(suggested(declaration, overlay)), force=force)
