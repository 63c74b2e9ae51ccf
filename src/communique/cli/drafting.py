"""`communique new`, `label` and `suggest`: what a person writes or corrects by hand, begun."""

import click

from communique.cli import Command, Refused
from communique.cli.completing import files
from communique.cli.options import (
    force_option,
    output_option,
    reading_options,
    text_options,
)
from communique.cli.streams import InputOptions, put_document


@click.command(cls=Command)
@click.option(
    "--title", required=True, metavar="TITLE", help="Title, exactly as printed."
)
@click.option(
    "--language",
    required=True,
    metavar="TAG",
    help="Language of the text (BCP 47: sl, en, sr-Latn).",
)
@click.option(
    "--kind",
    default="declaration",
    show_default=True,
    metavar="KIND",
    help="Kind of document: declaration, joint-declaration, communique, resolution, "
    "conclusions, statement.",
)
@click.option(
    "--date",
    metavar="DATE",
    help="Date of adoption: a day, a month or a year (ISO 8601). Default: null.",
)
@output_option("File")
@click.option(
    "--to",
    "target",
    metavar="FORMAT",
    help="Output format: json or akn. Default: by the extension of OUT; json on "
    "standard output.",
)
@force_option
def new(
    *,
    title: str,
    language: str,
    kind: str,
    date: str | None,
    output: str,
    target: str | None,
    force: bool,
) -> None:
    """Write a valid skeleton of a declaration, with placeholders in square brackets to replace.

    Where a usual phrase of the language is known, the placeholder begins with it. What is not given
    stays null; nothing is invented. Akoma Ntoso output has comments; JSON has none.
    """
    from communique.edition.skeleton import skeleton, write_skeleton
    from communique.formats import format_to
    from communique.languages import language as language_data

    name = format_to(output, target).name
    text = write_skeleton(
        skeleton(title, language=language, kind=kind, date=date), name
    )
    if not language_data(language).name:
        click.echo(
            f"no phrases are known of the language {language!r}: its placeholders are empty",
            err=True,
        )
    put_document(output, text, force=force)


@click.command(cls=Command)
@click.argument("file", metavar="FILE", shell_complete=files)
@output_option("File")
@force_option
@text_options
@reading_options
def label(*, file: str, output: str, force: bool, reading: InputOptions) -> None:
    """Write a table of the blocks of a raw text (- for standard input) with the role that each was
    given.

    After the hash of the text, each row is a block: its first line, role, level, label and first
    words, separated by tabs. Correct roles, add rows and delete rows in any editor; --hints, here
    and in convert, reads the table back.
    """
    from communique.detect import label
    from communique.documents import format_for

    _, parsed = reading.find(file)
    if parsed is None or not format_for(parsed.source, None).raw:
        raise Refused(f"{file} is not raw text: its markup says what each paragraph is")
    put_document(output, label(parsed.source, reading.options()), force=force)


@click.command(cls=Command)
@click.argument("file", metavar="FILE", shell_complete=files)
@output_option("File")
@force_option
@text_options
@reading_options
def suggest(*, file: str, output: str, force: bool, reading: InputOptions) -> None:
    """Write an overlay with a mark for each act that is found in a raw text (- for standard input).

    The basis of each is "inferred". Correct the kind or the words, delete the basis of what is
    right, and set the act of what is none to "none"; --hints, here and in the other commands, reads
    the overlay back. What has another basis, or is said to be no act, is never touched or proposed
    again, and a passage that holds a confirmed mark gets no further proposals.
    """
    from communique.acts.suggesting import as_json, suggested

    overlay = reading.overlay()
    put_document(
        output, as_json(suggested(reading.find(file)[0], overlay)), force=force
    )
