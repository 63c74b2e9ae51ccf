"""What commands share that make one table of several documents."""

import os
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import click

from communique.cli import STATUS, Refused
from communique.cli.streams import InputOptions, echo

if TYPE_CHECKING:
    from communique.core.source import Source
    from communique.corpora.documents import Document
    from communique.draft import Parsed


class Documents:
    """The documents in some files and folders, read one after the other; and how many were read."""

    def __init__(
        self, places: Sequence[str], output: str, reading: InputOptions
    ) -> None:
        self.places = tuple(places)
        self.output = output
        self.reading = reading
        self.count = 0
        self.unread = 0

    def read(self) -> Iterator[tuple[str, "Parsed"]]:
        """The name of each document and what it holds.

        Of a document that cannot be read a line on standard error says why. Raises OSError where a
        place is not there.
        """
        from communique.corpora.sources import Listing

        for document in Listing(self.places, os.path.realpath(self.output)).documents():
            parsed = _read(document, self.reading)
            if parsed is None:
                self.unread += 1
                continue
            self.count += 1
            yield document.name, parsed

    def report(self, found: str) -> None:
        """Print on standard error how many documents were read, what was found in them, and how
        many files were not read. If there are such files, the command ends with status 1.
        """
        from communique.report.summary import counted

        if self.unread:
            click.get_current_context().meta[STATUS] = 1
        missing = f"; {counted(self.unread, 'file')} not read" if self.unread else ""
        echo(f"{counted(self.count, 'document')}, {found}{missing}", err=True)


def sheet(
    title: str,
    output: str,
    columns: Sequence[str],
    rows: Sequence[Mapping[str, object]],
) -> bytes:
    """A workbook of a table."""
    from communique.report.promises import as_xlsx

    if output == "-":
        raise Refused("xlsx is written to a file: name one with -o")
    try:
        return as_xlsx(title, columns, rows)
    except ImportError as error:
        raise Refused(
            'XLSX needs the extra xlsx: pip install "communique[xlsx]"'
        ) from error


def _read(document: "Document", reading: InputOptions) -> "Parsed | None":
    """What a document holds, or None with a line on standard error that says why not."""
    from communique.core.diagnostics import Severity
    from communique.core.errors import CommuniqueError, reason
    from communique.corpora.archives import BROKEN, cannot_be_read

    if document.wrong is not None:
        echo(f"{document.name}: {document.wrong}", err=True)
        return None
    try:
        parsed = reading.read(_source(document, reading))
    except OSError as error:
        echo(f"{document.name}: {reason(error)}", err=True)
        return None
    except CommuniqueError as error:
        echo(f"{document.name}: {error}", err=True)
        return None
    except BROKEN as error:  # a member of an archive that is damaged
        echo(f"{document.name}: {cannot_be_read(error)}", err=True)
        return None
    if parsed.declaration is not None:
        return parsed
    errors = [each for each in parsed.findings if each.severity is Severity.ERROR]
    echo(
        f"{document.name}: {errors[0].message if errors else 'no declaration'}",
        err=True,
    )
    return None


def _source(document: "Document", reading: InputOptions) -> "Source":
    """The bytes of a document under its name. Raises OSError."""
    from communique.core.source import Source

    if document.read is not None:
        return Source(document.name, document.read(reading.limits.size))
    assert document.path is not None, "a document is a file or a member of an archive"
    return Source.open(document.path, reading.limits)
