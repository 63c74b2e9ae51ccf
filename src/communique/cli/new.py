"""`communique new`."""

import click

from communique.cli import Command
from communique.cli.options import output_option
from communique.cli.streams import put_document


@click.command(cls=Command, short_help="Write a skeleton of a new declaration.")
@click.option("--title", required=True, metavar="TITLE", help="Title, exactly as printed.")
@click.option("--language", required=True, metavar="TAG", help="Language of the text (BCP 47: sl, en, sr-Latn).")
@click.option("--kind", default="declaration", show_default=True, metavar="KIND",
              help="Kind of document: declaration, joint-declaration, communique, resolution, conclusions, statement.")  # fmt: skip
@click.option("--date", metavar="DATE", help="Date of adoption: a day, a month or a year (ISO 8601). Default: null.")
@output_option("File")
@click.option(
    "--to",
    "target",
    metavar="FORMAT",
    help="Output format: json or akn. Default: by the extension of OUT; json on standard output.",
)
@click.option("--force", is_flag=True, help="Overwrite an existing file.")
def command(
    *, title: str, language: str, kind: str, date: str | None, output: str, target: str | None, force: bool,
) -> None:  # fmt: skip
    """Write a valid skeleton of a declaration, with placeholders in square brackets to replace.

    Where a usual phrase of the language is known, the placeholder begins with it. What is not given stays null; nothing
    is invented. Akoma Ntoso output has comments; JSON has none.
    """
    from communique.edition.skeleton import skeleton, write_skeleton
    from communique.formats import format_to
    from communique.languages import language as language_data

    name = format_to(output, target).name
    text = write_skeleton(skeleton(title, language=language, kind=kind, date=date), name)
    if not language_data(language).name:
        click.echo(f"no phrases are known of the language {language!r}: its placeholders are empty", err=True)
    put_document(output, text, force=force)
