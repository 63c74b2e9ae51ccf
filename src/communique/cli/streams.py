"""Standard input, standard output, and files, as commands use them."""

import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from communique.cli import Refused

if TYPE_CHECKING:
    from communique.core.source import Limits, Source
    from communique.report.terminal import Manner, Paint


STDIN = "<stdin>"
"""The name of what is read from standard input."""


def open_source(path: str, limits: "Limits", stdin: str = STDIN) -> "Source":
    """A file, or standard input for `-`, under the name `stdin`; one byte more than the limit at most. Raises OSError."""
    from communique.core.source import Source

    if path != "-":
        return Source.open(path, limits)
    return Source(stdin, sys.stdin.buffer.read(limits.size + 1))


def print_document(text: str) -> None:
    """A document on standard output: UTF-8 and LF, whatever the locale and the system."""
    print_bytes(text.encode())


def print_bytes(data: bytes) -> None:
    """Bytes on standard output, as they are."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def print_json(value: Any) -> None:
    """A value as JSON on standard output."""
    print_document(json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def put_document(output: str, text: str, *, force: bool) -> None:
    """A document on standard output (`-`) or in a new file. Raises Refused if the file exists, unless `force`."""
    from communique.core.atomic import write_whole

    if output == "-":
        print_document(text)
        return
    if not force and Path(output).exists():
        raise Refused(f"{output} already exists; use --force to overwrite it")
    write_whole({Path(output): text.encode()})


def paint_for(stream: str) -> "Paint":
    """Colours for standard output or error if it is a terminal, unless NO_COLOR is set."""
    from communique.report.terminal import coloured, plain

    to_terminal = getattr(sys, stream).isatty()
    return coloured if to_terminal and not os.environ.get("NO_COLOR") else plain


def manner_for(stream: str, language: str | None = None) -> "Manner":
    """Colours as `paint_for` has them, and the language: the one that is named, else the locale's."""
    from communique.catalogues import language_of, teller
    from communique.report.terminal import Manner

    return Manner(paint_for(stream), teller(language or language_of(os.environ)))
