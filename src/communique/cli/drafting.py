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

    A placeholder begins with the usual phrase of the language, if communique knows one. Fields that
    you do not give stay empty. Akoma Ntoso output explains each part in comments; JSON has none.
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
    """Write a table that says how communique read each block of a raw text (- for standard input).

    Each row is a block: its first line, role, level, label and first words, separated by tabs.
    Correct the table in any editor: change a role, add a row or delete one. Then give it back with
    --hints, here or in convert.
    """
    from communique.detect import label
    from communique.documents import format_for

    _, parsed = reading.find(file)
    if parsed is None or not format_for(parsed.source, None).raw:
        raise Refused(
            f"{file} says itself what each paragraph is, so there is nothing to label;"
            " if it is a PDF, DOCX or HTML that carries its record,"
            " --ignore-record labels its words"
        )
    put_document(output, label(parsed.source, reading.options()), force=force)


@click.command(cls=Command)
@click.argument("file", metavar="FILE", shell_complete=files)
@output_option("File")
@force_option
@text_options
@reading_options
def suggest(*, file: str, output: str, force: bool, reading: InputOptions) -> None:
    """Write an overlay that proposes a mark for each act in a raw text (- for standard input).

    Each proposal has the basis "inferred". If it is right, delete the basis. If the kind or the words
    are wrong, correct them. If it is not an act, set the act to "none". Then give the overlay back
    with --hints, here or in another command. communique keeps your decisions, and makes no further
    proposals for a passage with a confirmed mark.
    """
    from communique.acts.suggesting import as_json, suggested

    overlay = reading.overlay()
    put_document(
        output, as_json(suggested(reading.find(file)[0], overlay)), force=force
    )
