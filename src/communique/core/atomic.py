"""Files written whole or not at all: a reader of the same path sees the old bytes or the new ones,
never a part.
"""

import contextlib
import errno
import os
import stat
from collections.abc import Iterator, Mapping
from itertools import count
from pathlib import Path


def write_whole(files: Mapping[Path, bytes]) -> None:
    """Write each file beside its place, and put all in place when the last is on the disk.

    An existing file keeps its permissions; a symbolic link stays one, what it points to is
    replaced. What is no regular file (a pipe, a device) is written straight. Raises OSError, with
    nothing replaced, where one cannot be written: a missing folder, a read-only file, a full disk.
    """
    staged: list[tuple[Path, Path]] = []
    straight: list[tuple[Path, bytes]] = []
    try:
        for path, data in files.items():
            target = _resolved(path)
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


class Changed(OSError):
    """A file that is no longer what was read of it."""


def replace_whole(path: Path, before: bytes, after: bytes) -> None:
    """Put other bytes in the place of those that a file was read as: as `write_whole`, but only if
    it holds them still.

    Raises Changed if it does not, or if another process is replacing it, and OSError as
    `write_whole`; the file is then as it was. A file of several names (hard links) is replaced
    under this one.
    """
    target = _resolved(path)
    if not target.is_file():
        raise OSError(errno.EINVAL, "Not a regular file, it is not replaced", str(path))
    with _alone(target):
        temporary = _stage(target, after)
        try:
            _require(target, before)
            temporary.replace(target)
        except BaseException:
            temporary.unlink()
            raise


def _resolved(path: Path) -> Path:
    """Where a path leads. Raises OSError for a symbolic link that leads to itself."""
    target = Path(os.path.realpath(path))
    if target.is_symlink():
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(path))
    return target


def _require(target: Path, data: bytes) -> None:
    if target.read_bytes() != data:
        raise Changed(
            errno.EBUSY,
            "The file changed since it was read, and is left alone",
            str(target),
        )


@contextlib.contextmanager
def _alone(target: Path) -> Iterator[None]:
    """Keep others out who ask as well, where the system has locks. Raises Changed if one is inside."""
    try:
        import fcntl
    except ImportError:  # there the comparison alone has to do
        yield
        return
    with target.open("rb") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Changed(
                errno.EBUSY,
                "Another process is changing the file, and it is left alone",
                str(target),
            ) from None
        except OSError:  # some network file systems have none
            pass
        yield


def _stage(target: Path, data: bytes) -> Path:
    """The data in a new file in the folder of the target, on the disk, with the permissions it is
    to have.
    """
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
                temporary,
                os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0),
                0o666,
            )
        except FileExistsError:
            continue
        except OSError as error:
            raise type(error)(error.errno, error.strerror, str(target)) from None
    raise AssertionError


def is_same_file(one: Path, other: Path) -> bool:
    """Whether two paths lead to one file: the same path, a symbolic or a hard link, another
    spelling of it.
    """
    try:
        return one.samefile(other)
    except OSError:  # one of them is not there, or a link that leads to itself
        return os.path.realpath(one) == os.path.realpath(other)
