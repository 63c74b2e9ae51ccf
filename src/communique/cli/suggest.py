"""`communique suggest`."""

import click

from communique.cli import Command
from communique.cli.completing import files
from communique.cli.options import output_option, reading_options, text_options
from communique.cli.streams import Reading, put_document


@click.command(cls=Command, short_help="Propose the acts of a raw text as marks of an overlay, for correction.")
@click.argument("file", metavar="FILE", shell_complete=files)
@output_option("File")
@click.option("--force", is_flag=True, help="Overwrite an existing file.")
@text_options
@reading_options
def command(*, file: str, output: str, force: bool, reading: Reading) -> None:
    """Write an overlay with a mark for each act that is found in a raw text (- for standard input).

    The basis of each is "inferred". Correct the kind or the words, delete the basis of what is right, and set the act of what is
    none to "none"; --hints, here and in the other commands, reads the overlay back. What has another basis, or is said to be
    no act, is never touched or proposed again, and a passage that holds a confirmed mark gets no further proposals.
    """
    from communique.acts.suggesting import as_json, suggested

    overlay = reading.overlay()
    put_document(output, as_json(suggested(reading.find(file)[0], overlay)), force=force)
