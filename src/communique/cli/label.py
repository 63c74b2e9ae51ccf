"""`communique label`."""

import click

from communique.cli import Command, Refused
from communique.cli.completing import files
from communique.cli.options import output_option, reading_options, text_options
from communique.cli.streams import Reading, put_document


@click.command(cls=Command, short_help="Write a table of how a raw text was read, for correction.")
@click.argument("file", metavar="FILE", shell_complete=files)
@output_option("File")
@click.option("--force", is_flag=True, help="Overwrite an existing file.")
@text_options
@reading_options
def command(*, file: str, output: str, force: bool, reading: Reading) -> None:
    """Write a table of the blocks of a raw text (- for standard input) with the role that each was given.

    After the hash of the text, each row is a block: its first line, role, level, label and first words, separated by
    tabs. Correct roles, add rows and delete rows in any editor; --hints, here and in convert, reads the table back.
    """
    from communique.detect import label
    from communique.documents import format_for

    _, parsed = reading.find(file)
    if parsed is None or not format_for(parsed.source, None).raw:
        raise Refused(f"{file} is not raw text: its markup says what each paragraph is")
    put_document(output, label(parsed.source, reading.options()), force=force)
