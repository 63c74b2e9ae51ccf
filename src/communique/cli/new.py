"""`communique new`."""

import click

from communique.cli import Command
from communique.cli.options import output_option
from communique.cli.streams import put_document


@click.command(cls=Command, short_help="Write a declaration to begin with.")
@click.option("--title", required=True, metavar="TITLE", help="The title, as it is printed.")
@click.option("--language", required=True, metavar="TAG", help="The language of its words (BCP 47: sl, en, sr-Latn).")
@click.option("--kind", default="declaration", show_default=True, metavar="KIND",
              help="What it is: declaration, joint-declaration, communique, resolution, conclusions, statement.")  # fmt: skip
@click.option("--date", metavar="DATE", help="When it was adopted: a day, a month or a year (ISO 8601). Default: null.")
@output_option("File")
@click.option(
    "--to", "target", metavar="FORMAT", help="json or akn. Default: by the ending of OUT; json on standard output."
)
@click.option("--force", is_flag=True, help="Write over a file that exists.")
def command(
    *, title: str, language: str, kind: str, date: str | None, output: str, target: str | None, force: bool,
) -> None:  # fmt: skip
    """Write a skeleton of a declaration that is valid: what stands in square brackets is to be replaced.

    The brackets begin with a phrase of the language where one is known. What is not given stays null; nothing is
    invented. Akoma Ntoso has comments, JSON cannot have any.
    """
    from communique.formats import format_to
    from communique.languages import language as language_data
    from communique.skeleton import skeleton, write_skeleton

    name = format_to(output, target).name
    text = write_skeleton(skeleton(title, language=language, kind=kind, date=date), name)
    if not language_data(language).name:
        click.echo(f"no phrases are known of the language {language!r}: its placeholders are empty", err=True)
    put_document(output, text, force=force)
