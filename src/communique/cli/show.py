"""`communique show`."""

from typing import TYPE_CHECKING

import click

from communique.cli import Command, Refused
from communique.cli.completing import declarations
from communique.cli.options import file_options
from communique.cli.streams import InputOptions, echo

if TYPE_CHECKING:
    from communique.draft import Parsed
    from communique.model import Declaration


@click.command(cls=Command)
@click.argument("identity", metavar="ID", shell_complete=declarations)
@click.argument("place", metavar="[EID|NUMBER|LINE]", required=False)
@click.option(
    "--source",
    "view",
    flag_value="source",
    help="Show the place of each part in the source file.",
)
@click.option(
    "--why",
    "view",
    flag_value="why",
    help="Show why the reader gave it its role (raw text only).",
)
@click.option(
    "--cite",
    "style",
    metavar="STYLE",
    help="Print a citation: text, bibtex or csl-json.",
)
@file_options
def show(
    *,
    identity: str,
    place: str | None,
    view: str | None,
    style: str | None,
    reading: InputOptions,
) -> None:
    """Show a summary of a declaration, or one paragraph of it.

    ID is the id of a shipped declaration, or a file (- for standard input) in any readable format.
    NUMBER is a printed number (operative paragraphs come before recitals), EID an address such as
    para_16. --source adds the place of each passage in the source: line:column-line:column, counted
    from 1, and character offsets, counted from 0; the end is exclusive. --why prints the role that
    the block was given, its probability, the next most likely role, and how much each feature
    counted. With --why, you can also give a line of the file.
    """
    from communique.report.summary import of_declaration, of_ledger, of_node, of_places

    if view is not None and place is None:
        raise Refused(f"--{view} needs the number or eid of a paragraph")
    declaration, parsed = reading.find(identity)
    if style is not None:
        try:
            lines = declaration.cite(
                None if place is None else _eid(declaration, place), style=style
            ).splitlines()
        except KeyError as error:  # an entity, which stands in no one place
            raise Refused(error.args[0]) from None
    elif place is None:
        lines = [
            *of_declaration(declaration),
            *([f"  {of_ledger(parsed.ledger)}"] if parsed else []),
        ]
    elif view == "why":
        assert place is not None
        lines = _why(declaration, parsed, place, reading)
    elif view == "source":
        if parsed is None:
            from communique.edition.dataset import holding

            held = holding(identity, reading.language)
            parsed = held.reading(identity, reading.language)
        lines = list(of_places(parsed, _eid(declaration, place)))
    else:
        lines = list(of_node(declaration, _eid(declaration, place)))
    for line in lines:
        echo(line)


def _why(
    declaration: "Declaration",
    parsed: "Parsed | None",
    place: str,
    reading: InputOptions,
) -> list[str]:
    """Why the block at a place is what it is. Raises Refused where nothing was guessed there."""
    from communique.detect import explain
    from communique.documents import format_for
    from communique.report.summary import of_why

    if parsed is None or not format_for(parsed.source, reading.origin).raw:
        raise Refused(
            "--why is for raw text: in other formats the markup says what a paragraph is"
        )
    offset = _offset(declaration, parsed, place)
    why = explain(parsed.source, reading.options(), offset)
    if why is None:
        raise Refused(
            f"{place}: no role was decided there; it is a note, part of a cover, empty, or set aside"
        )
    return list(of_why(why))


def _offset(declaration: "Declaration", parsed: "Parsed", place: str) -> int:
    """Where a place begins in the source: of an eid or printed number, else of a line."""
    from communique.report.summary import spans_of

    try:
        eid = _eid(declaration, place)
    except Refused:
        text, starts = parsed.source.text, parsed.source.line_starts
        if not (place.isascii() and place.isdigit() and 0 < int(place) <= len(starts)):
            raise
        start = starts[int(place) - 1]
        line = text[start:].split("\n", 1)[0]
        return start + len(line) - len(line.lstrip())
    found = [span.start for span in spans_of(parsed, eid) if span.start is not None]
    if not found:
        raise Refused(f"{place}: its place in the source is not known")
    return min(found)


def _eid(declaration: "Declaration", place: str) -> str:
    """The eid that is meant: of the paragraph with that number, else itself."""
    try:
        return declaration.paragraph(place).eid
    except KeyError:
        pass
    try:
        declaration[place]
    except KeyError:
        raise Refused(
            f"{declaration.id} has no paragraph numbered {place!r}, and no eid {place!r}"
        ) from None
    return place
