"""Akoma Ntoso 3.0 (OASIS Standard, LegalDocML), both ways; the shape of every construct is in `docs/akoma-ntoso.md`."""

from communique.formats.akn.reader import read
from communique.formats.akn.writer import write

__all__ = ["read", "write"]
