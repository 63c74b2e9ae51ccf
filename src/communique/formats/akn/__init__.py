"""Akoma Ntoso 3.0 (OASIS Standard, LegalDocML), both ways; the shape of every construct is in `docs/akoma-ntoso.md`.

The reader and the writer are imported when they are used: who checks a file does not wait for what writes one, and who
asks for a name not even for the model.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from communique.core.source import Source
    from communique.draft import Parsed, ReadOptions
    from communique.model import Declaration


def read(source: "Source", options: "ReadOptions") -> "Parsed":
    """The declaration that an Akoma Ntoso file holds, or the findings that say why there is none. Never raises."""
    from communique.formats.akn.reader import read as read_file

    return read_file(source, options)


def read_with_tree(source: "Source", options: "ReadOptions") -> "tuple[Parsed, Element | None]":
    """What `read` gives, and the tree it was read from, its elements in the standard's namespace."""
    from communique.formats.akn.reader import read_with_tree as read_file

    return read_file(source, options)


def write(declaration: "Declaration") -> str:
    """The declaration as Akoma Ntoso, valid by the OASIS schema; the same bytes every time."""
    from communique.formats.akn.writer import write as write_file

    return write_file(declaration)
