"""`communique label`."""

from pathlib import Path

import click

from communique.cli import Command, Refused
from communique.cli.completing import files
from communique.cli.lookup import find_declaration
from communique.cli.options import limit_options, limits, output_option, text_options


@click.command(cls=Command, short_help="Write what each block of a raw text was taken for, to be corrected.")
@click.argument("file", metavar="FILE", shell_complete=files)
@output_option("File")
@click.option("--force", is_flag=True, help="Write over a file that exists.")
@text_options
@limit_options
def command(
    *, file: str, output: str, language: str | None, hints: str | None, force: bool, max_size: int, max_line: int, max_depth: int,
) -> None:  # fmt: skip
    """Write a table of the blocks of a raw text (- for standard input) and what each was taken for.

    After the hash of the text each row is a block: the line it begins on, its role, level, label and first words, separated
    by tabs. Correct roles, add rows and delete rows in any editor; --hints, here and in convert, reads the table back.
    """
    from communique.atomic import write_whole
    from communique.cli.streams import print_document
    from communique.detect import label
    from communique.documents import format_for, options_of

    bounds = limits(max_size, max_line, max_depth)
    _, parsed = find_declaration(file, None, language, hints, bounds)
    if parsed is None or not format_for(parsed.source, None).raw:
        raise Refused(f"{file} is not raw text: its markup says what each paragraph is")
    table = label(parsed.source, options_of(language=language, hints=hints, limits=bounds))
    if output == "-":
        print_document(table)
        return
    if not force and Path(output).exists():
        raise Refused(f"{output} exists; with --force it is written over")
    write_whole({Path(output): table.encode()})
