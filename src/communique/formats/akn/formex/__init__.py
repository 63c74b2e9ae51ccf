"""Formex 4 to 6, in which the Publications Office of the European Union keeps the Official Journal: read, never written.

A file is turned into the Akoma Ntoso that says the same, each element where it stood, and read as that.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from communique.core.source import Source
    from communique.draft import Parsed, ReadOptions


def read(source: "Source", options: "ReadOptions") -> "Parsed":
    """The declaration that a Formex file holds, or the findings that say why there is none. Never raises."""
    from communique.formats.akn.formex.reader import read as read_file

    return read_file(source, options)
