"""What is meant by the ID of a command: a shipped declaration, or a file."""

from typing import TYPE_CHECKING

import click

from communique.cli.streams import manner_for, open_source

if TYPE_CHECKING:
    from communique.draft import Parsed
    from communique.model import Declaration
    from communique.source import Limits, Source


def shipped_ids() -> list[str]:
    """The ids of the shipped declarations, in order; none where an installation lacks them."""
    from communique.dataset import dataset
    from communique.errors import BundleMissing

    try:
        return [work.id for work in dataset().works()]
    except BundleMissing:
        return []


def source_of(identity: str, language: str | None, bounds: "Limits") -> "Source":
    """The record of a shipped declaration, else the file of that name; raises UnknownDeclaration if it is neither."""
    from communique.dataset import dataset
    from communique.errors import UnknownDeclaration

    works = shipped_ids()
    if identity in works:
        return dataset().source(identity, language)
    try:
        return open_source(identity, bounds)
    except FileNotFoundError:
        listed = ", ".join(works) or "none"
        raise UnknownDeclaration(f"{identity}: neither a file nor a shipped declaration; there are {listed}") from None


def open_input(path: str, limits: "Limits", stdin: str) -> "Source":
    """The file of that name, else the record of a shipped declaration. Raises OSError if it is neither."""
    from communique.dataset import dataset

    try:
        return open_source(path, limits, stdin)
    except FileNotFoundError:
        if path not in shipped_ids():
            raise
        return dataset().source(path)


def find_declaration(
    identity: str, origin: str | None, language: str | None, hints: str | None, bounds: "Limits"
) -> "tuple[Declaration, Parsed | None]":
    """The shipped declaration of that id, else what the file holds, and the reading of it.

    Raises UnknownDeclaration if it is neither. Where a file gives no declaration its findings are printed, and the command
    ends with status 2.
    """
    from communique.dataset import dataset
    from communique.documents import read

    if identity in shipped_ids():
        return dataset().load(identity, language), None
    source = source_of(identity, language, bounds)
    overruled = None if hints is None else open_source(hints, bounds)
    parsed = read(source, origin, language=language, hints=overruled, limits=bounds)
    if parsed.declaration is None:
        from communique.report.concise import of_finding

        for finding in parsed.findings:
            for line in of_finding(source.name, finding, manner_for("stderr")):
                click.echo(line, err=True)
        raise click.exceptions.Exit(2)
    return parsed.declaration, parsed
