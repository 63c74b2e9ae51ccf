"""Files written whole or not at all: a reader of the same path sees the old bytes or the new ones, never a part."""

import contextlib
import os
import stat
from collections.abc import Mapping
from itertools import count
from pathlib import Path


def write_whole(files: Mapping[Path, bytes]) -> None:
    """Write each file beside its place, and put all in place when the last is on the disk.

    An existing file keeps its permissions; a symbolic link stays one, what it points to is replaced. What is no
    regular file (a pipe, a device) is written straight. Raises OSError, with nothing replaced, where one cannot be
    written: a missing folder, a read-only file, a full disk.
    """
    staged: list[tuple[Path, Path]] = []
    straight: list[tuple[Path, bytes]] = []
    try:
        for path, data in files.items():
            target = path.resolve()
            if target.exists() and not target.is_file():
                straight.append((path, data))
                continue
            temporary = _stage(target, data)
            staged.append((temporary, target))
        for path, data in straight:
            path.write_bytes(data)
        while staged:
            temporary, target = staged[0]
            temporary.replace(target)
            staged.pop(0)
    finally:
        for temporary, _ in staged:
            with contextlib.suppress(OSError):
                temporary.unlink()


def _stage(target: Path, data: bytes) -> Path:
    """The data in a new file in the folder of the target, on the disk, with the permissions it is to have."""
    if target.exists() and not os.access(target, os.W_OK):
        raise PermissionError(13, "Permission denied", str(target))
    temporary, descriptor = _open_beside(target)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            temporary.chmod(stat.S_IMODE(target.stat().st_mode))
    except BaseException:
        temporary.unlink()
        raise
    return temporary


def _open_beside(target: Path) -> tuple[Path, int]:
    """A new file in the target's folder: its name depends on nothing random, and is nobody's yet."""
    for attempt in count():
        temporary = target.parent / f".communique-{os.getpid()}-{attempt}.tmp"
        try:
            return temporary, os.open(
                temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666
            )
        except FileExistsError:
            continue
        except OSError as error:
            raise type(error)(error.errno, error.strerror, str(target)) from None
    raise AssertionError


def is_same_file(one: Path, other: Path) -> bool:
    """Whether two paths lead to one file: the same path, a symbolic or a hard link, another spelling of it."""
    try:
        return one.samefile(other)
    except OSError:
        return one.resolve() == other.resolve()
