"""Which files are meant by the paths of a call: a file is itself, a folder is what can be read in it."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from communique.formats import format_of


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder's files, sorted by path: those to be read, and those whose ending implies no format that is read."""

    path: str
    files: tuple[str, ...]
    skipped: tuple[str, ...]


def folder(path: str) -> Folder:
    """Look through a folder and those below it; hidden ones, and links that lead out of it, are not followed.

    Raises OSError where the folder itself cannot be listed.
    """
    os.listdir(path)  # noqa: PTH208 - `walk` would pass over a folder that cannot be read
    root = Path(path).resolve()
    files: list[str] = []
    skipped: list[str] = []
    for name in _names(path):
        known = format_of(name)
        inside = not Path(name).is_symlink() or Path(name).resolve().is_relative_to(root)
        (files if known is not None and known.reads and inside else skipped).append(name)
    return Folder(path, tuple(files), tuple(skipped))


def _names(path: str) -> Iterator[str]:
    for top, folders, names in os.walk(path):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith("."):
                yield str(Path(top, name))
