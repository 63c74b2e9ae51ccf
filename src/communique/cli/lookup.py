"""What is meant by the ID of a command: a shipped declaration, or a file."""

from typing import TYPE_CHECKING

import click

from communique.cli.streams import manner_for, open_source

if TYPE_CHECKING:
    from communique.draft import Parsed
    from communique.model import Declaration
    from communique.source import Limits


def find_declaration(
    identity: str, origin: str | None, language: str | None, hints: str | None, bounds: "Limits"
) -> "tuple[Declaration, Parsed | None]":
    """The shipped declaration of that id, else what the file holds, and the reading of it.

    Raises UnknownDeclaration if it is neither. Where a file gives no declaration its findings are printed, and the command
    ends with status 2.
    """
    from communique.dataset import dataset
    from communique.documents import read
    from communique.errors import BundleMissing, UnknownDeclaration

    try:
        works = {work.id for work in dataset().works()}
    except BundleMissing:
        works = set()
    if identity in works:
        return dataset().load(identity, language), None
    try:
        source = open_source(identity, bounds)
    except FileNotFoundError:
        listed = ", ".join(sorted(works)) or "none"
        raise UnknownDeclaration(f"{identity}: neither a file nor a shipped declaration; there are {listed}") from None
    overruled = None if hints is None else open_source(hints, bounds)
    parsed = read(source, origin, language=language, hints=overruled, limits=bounds)
    if parsed.declaration is None:
        from communique.report.concise import of_finding

        for finding in parsed.findings:
            for line in of_finding(source.name, finding, manner_for("stderr")):
                click.echo(line, err=True)
        raise click.exceptions.Exit(2)
    return parsed.declaration, parsed
