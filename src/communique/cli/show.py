"""`communique show`."""

from typing import TYPE_CHECKING

import click

from communique.cli import Command, Refused
from communique.cli.completing import declarations
from communique.cli.lookup import find_declaration
from communique.cli.options import from_option, limit_options, limits, text_options

if TYPE_CHECKING:
    from communique.model import Declaration


@click.command(cls=Command, short_help="Print what a declaration is, or one paragraph of it.")
@click.argument("identity", metavar="ID", shell_complete=declarations)
@click.argument("place", metavar="[EID|NUMBER]", required=False)
@click.option("--source", "view", flag_value="source", help="Print where in the source file each part of it stands.")
@click.option("--cite", "style", metavar="STYLE", help="Print how to cite it: text, bibtex or csl-json.")
@from_option
@text_options
@limit_options
def command(
    identity: str, place: str | None, view: str | None, style: str | None, origin: str | None, language: str | None,
    hints: str | None, max_size: int, max_line: int, max_depth: int,
) -> None:  # fmt: skip
    """Print what a declaration is, or one paragraph of it.

    ID is the id of a shipped declaration, or a file (- for standard input) in any format that is read. NUMBER is a
    printed number (a commitment's before a recital's), EID an address such as para_16. With --source each stretch of
    the source is printed as line:column-line:column, from 1, and its offsets in characters, from 0, ends exclusive.
    """
    from communique.report.places import of_places
    from communique.report.summary import of_declaration, of_ledger, of_node
    from communique.report.terminal import visible

    if view is not None and place is None:
        raise Refused("--source needs the number or eid of a paragraph")
    declaration, parsed = find_declaration(identity, origin, language, hints, limits(max_size, max_line, max_depth))
    if style is not None:
        lines = _citation(declaration, place, style)
    elif place is None:
        lines = [*of_declaration(declaration), *([f"  {of_ledger(parsed.ledger)}"] if parsed else [])]
    elif view == "source":
        if parsed is None:
            from communique.dataset import dataset

            parsed = dataset().reading(identity, language)
        lines = list(of_places(parsed, _eid(declaration, place)))
    else:
        lines = list(of_node(declaration, _eid(declaration, place)))
    for line in lines:
        click.echo(visible(line))


def _citation(declaration: "Declaration", place: str | None, style: str) -> list[str]:
    try:
        return declaration.cite(None if place is None else _eid(declaration, place), style=style).splitlines()
    except KeyError as error:  # an entity, which stands in no one place
        raise Refused(error.args[0]) from None


def _eid(declaration: "Declaration", place: str) -> str:
    """The eid that is meant: of the paragraph with that number, else itself."""
    try:
        return declaration.paragraph(place).eid
    except KeyError:
        pass
    try:
        declaration[place]
    except KeyError:
        raise Refused(f"{declaration.id} has no paragraph numbered {place!r}, and no eid {place!r}") from None
    return place
