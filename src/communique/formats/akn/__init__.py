"""Akoma Ntoso 3.0 (OASIS Standard, LegalDocML), both ways; the shape of every construct is in `docs/akoma-ntoso.md`.

The reader and the writer are imported when they are used: who checks a file does not wait for what writes one, and who
asks for a name not even for the model.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from communique.formats.akn.reader import read as read
    from communique.formats.akn.reader import read_with_tree as read_with_tree
    from communique.formats.akn.writer import write as write


def __getattr__(name: str) -> Any:
    """`read`, `read_with_tree`, `write`; raises AttributeError for any other name."""
    if name not in {"read", "read_with_tree", "write"}:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{'writer' if name == 'write' else 'reader'}"), name)
