"""Questions about paths, which are strings here, as somebody wrote them.

`pathlib` answers two of them in another way. `Path.resolve` follows links, which are to stay as they
were named. And before Python 3.14 `Path.is_dir` and its like raise an error for a name that is too
long, which is only a file that is not there.
"""

import os.path
from pathlib import PurePath


def absolute(path: str) -> str:
    """A path from the root, without `.` and `..`. Links stay as they are."""
    return os.path.abspath(path)  # noqa: PTH100 - `Path.resolve` would follow links


def folder_of(path: str) -> str:
    """The folder that a path names a file or folder in."""
    return str(PurePath(path).parent)


def is_folder(path: str) -> bool:
    """Whether there is a folder of that name."""
    return os.path.isdir(path)  # noqa: PTH112 - `Path.is_dir` raises for a name that is too long


def is_file(path: str) -> bool:
    """Whether there is a regular file of that name."""
    return os.path.isfile(path)  # noqa: PTH113 - `Path.is_file` raises for a name that is too long


def is_there(path: str) -> bool:
    """Whether there is anything of that name."""
    return os.path.exists(path)  # noqa: PTH110 - `Path.exists` raises for a name that is too long


def is_link(path: str) -> bool:
    """Whether a path is a link."""
    return os.path.islink(path)  # noqa: PTH114 - `Path.is_symlink` raises for a name that is too long
