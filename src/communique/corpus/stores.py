"""Documents in stores that fsspec knows: `s3://`, `gs://`, `https://`, `file://`, `memory://`. Each process reads them by itself."""

import errno
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import PurePosixPath
from typing import Any

from communique.corpus.archives import is_archive, members
from communique.corpus.document import NO_FORMAT, Document, plain
from communique.corpus.tables import require
from communique.formats import format_of
from communique.validate.patterns import is_pattern

Skip = Callable[[str, str], None]


def is_in_store(source: str) -> bool:
    """Whether a source is the address of something in a store."""
    return "://" in source


def stored(source: str, skip: Skip) -> Iterator[Document]:
    """The documents below an address, or of a pattern. Raises OSError where the store cannot be listed, or gives way meanwhile."""
    require(source, "fsspec")
    from fsspec.core import url_to_fs

    try:
        system, root = url_to_fs(source)
        found = False
        for path, held in _listed(system, root, source):
            found = True
            yield from _documents(system, path, held, skip, named=path == root)
    except Exception as error:
        raise _gave_way(source, error) from error
    if not found:
        raise FileNotFoundError(errno.ENOENT, "nothing is there", source)


def _listed(system: Any, root: str, address: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each file with what the store says of it, folder by folder, by name."""
    if is_pattern(root):
        yield from sorted(system.glob(root, detail=True).items())
    elif not address.endswith("/") and system.isfile(root):  # of the web everything is a file
        yield root, system.info(root)
    else:
        for folder, below, files in system.walk(root, detail=True):
            for name in [name for name in below if name.startswith(".")]:
                del below[name]
            for name in sorted(files):
                if name and not name.startswith("."):
                    yield files[name].get("name") or f"{folder}/{name}", files[name]


def _documents(system: Any, path: str, held: dict[str, Any], skip: Skip, *, named: bool) -> Iterator[Document]:
    address = system.unstrip_protocol(path)
    known = format_of(PurePosixPath(path).name)
    if held.get("type") == "directory":
        return
    if is_archive(path):
        yield from members(partial(system.open, path, "rb"), plain(address), skip)
    elif not known.reads if known is not None else not named:
        skip(NO_FORMAT, address)
    else:
        yield Document(plain(address), str(system.ukey(path)), address)


def read_stored(address: str, limit: int) -> bytes:
    """The bytes at an address, one more than the limit at most. Raises OSError, whatever the store raises."""
    import fsspec

    try:
        with fsspec.open(address, "rb") as file:
            data: bytes = file.read(limit + 1)
            return data
    except Exception as error:
        raise _gave_way(address, error) from error


def _gave_way(address: str, error: Exception) -> OSError:
    if isinstance(error, OSError):
        return error
    return OSError(
        errno.EIO, f"the store gave way ({type(error).__name__}: {' '.join(str(error).split())[:200]})", address
    )
