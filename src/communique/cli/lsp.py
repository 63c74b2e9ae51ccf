"""`communique lsp`."""

import os
import sys

import click

from communique.cli import Command, Refused


@click.command(cls=Command)
def lsp() -> None:
    """Start the language server (LSP) on standard input and output; the editor starts and stops it.

    Needs the extra lsp: pip install "communique[lsp]".
    """
    try:
        from communique.lsp.server import serve
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in {"pygls", "lsprotocol"}:
            raise
        raise Refused(
            'the language server needs the extra lsp: pip install "communique[lsp]"'
        ) from error

    # the messages have standard output to themselves: whatever else is printed goes to standard
    # error
    with os.fdopen(os.dup(sys.stdout.fileno()), "wb") as stdout:
        os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
        status = serve(sys.stdin.buffer, stdout)
    raise click.exceptions.Exit(status)
