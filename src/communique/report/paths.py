"""Paths of files as services name them: relative to the folder in which the command was run."""

import os.path
from pathlib import PurePath


def inside(path: str, folder: str) -> str | None:
    """A path relative to an absolute folder, with `/`; None where it leads out of it. Nothing is looked up on the disk.

    >>> inside("./acts/a.xml", "/home"), inside("/home/acts/a.xml", "/home"), inside("../a.xml", "/home")
    ('acts/a.xml', 'acts/a.xml', None)
    """
    whole = PurePath(os.path.normpath(PurePath(folder, path)))
    return whole.relative_to(folder).as_posix() if whole.is_relative_to(folder) else None
