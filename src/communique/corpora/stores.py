"""Documents in stores: at addresses such as `s3://archive/texts`, by fsspec."""

import errno
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import PurePosixPath
from typing import IO, Protocol, cast

from communique.checking.patterns import is_pattern
from communique.core.errors import reason
from communique.core.message import Message
from communique.corpora.archives import is_archive, members
from communique.corpora.arrow import require
from communique.corpora.documents import NO_FORMAT, Document, Skip, plain
from communique.formats import format_of

_Info = Mapping[str, object]
"""What a store says of a file, under names of its own."""
_VERSIONS = ("ETag", "etag", "md5Hash", "content_md5", "generation", "version_id")
"""Under these names a store says which version of a file it holds."""
_TIMES = ("LastModified", "last_modified", "updated", "mtime", "modified")
"""Under these names a store says when a file was written."""


class _Store(Protocol):
    """What is asked of a store."""

    def unstrip_protocol(self, name: str) -> str: ...

    def open(self, path: str, mode: str) -> IO[bytes]: ...

    def isfile(self, path: str) -> bool: ...

    def info(self, path: str) -> _Info: ...

    def glob(self, path: str, *, detail: bool) -> Mapping[str, _Info]: ...

    def ls(self, path: str, *, detail: bool) -> list[_Info]: ...

    def invalidate_cache(self) -> None: ...


def is_in_store(source: str) -> bool:
    """Whether a source is the address of something in a store."""
    return "://" in source


def stored(source: str, skip: Skip) -> Iterator[Document]:
    """The documents below an address, or of a pattern. A folder that cannot be listed is a document
    that stands for what is in it.

    Raises OSError where the store has nothing there, or gives way.
    """
    require(source, "fsspec")
    from fsspec.core import url_to_fs

    errors: list[OSError] = []
    found = False
    try:
        store, root = cast("tuple[_Store, str]", url_to_fs(source))
        store.invalidate_cache()  # what an earlier run listed may have changed
        for path, info in _listed(store, root, source, errors):
            found = True
            if info.get("type") != "directory":
                yield from _documents(store, path, info, skip, is_named=path == root)
    except Exception as error:
        raise _gave_way(source, error) from error
    if not found:
        missing = FileNotFoundError(errno.ENOENT, "nothing is there", source)
        raise errors[0] if errors else missing
    for unlisted in errors:
        where = plain(str(unlisted.filename or source))
        yield Document(where, wrong=Message(reason(unlisted)), unlisted=True)


def _documents(
    store: _Store, path: str, info: _Info, skip: Skip, *, is_named: bool
) -> Iterator[Document]:
    """A file as a document, or an archive as its members."""
    address = store.unstrip_protocol(path)
    known = format_of(PurePosixPath(path).name)
    is_read = is_named if known is None else known.reads
    if is_archive(path):
        yield from members(partial(store.open, path, "rb"), plain(address), skip)
    elif is_read:
        yield Document(plain(address), _stamp(info), address)
    else:
        skip(NO_FORMAT, address)


def _stamp(info: _Info) -> str:
    """What shows that a file in a store is unchanged; nothing where the store does not say it.

    A store's own key for a file is not used: on the web it is the address alone.
    """
    for name in (*_VERSIONS, *_TIMES):
        value = info.get(name)
        if value:
            return f"{info.get('size')}-{value}"
    return ""


def _listed(
    store: _Store, root: str, address: str, errors: list[OSError]
) -> Iterator[tuple[str, _Info]]:
    """Each file with what the store says of it, folder by folder, by name; errors of listing are
    added to `errors`.
    """
    if is_pattern(root):
        yield from sorted(store.glob(root, detail=True).items())
        return
    if not address.endswith("/") and store.isfile(
        root
    ):  # of the web everything is a file
        yield root, store.info(root)
        return
    yield from _walked(store, root, errors)


def _walked(
    store: _Store, root: str, errors: list[OSError]
) -> Iterator[tuple[str, _Info]]:
    """The files below a folder that are not hidden, folder by folder, by name. (The library's own
    walk leaves out silently what it cannot list below the first folder.)
    """
    waiting = [root]
    seen = set()
    while waiting:
        folder = waiting.pop()
        seen.add(folder.rstrip("/"))
        try:
            found = {str(info["name"]): info for info in store.ls(folder, detail=True)}
        except OSError as error:
            errors.append(error)
            continue
        below = []
        for path in sorted(found):
            plain_path = path.rstrip("/")
            if plain_path in seen or PurePosixPath(plain_path).name.startswith("."):
                continue
            if found[path].get("type") == "directory":
                below.append(path)
            else:
                yield path, found[path]
        waiting.extend(reversed(below))


def read_stored(address: str, limit: int) -> bytes:
    """The bytes at an address, one more than the limit at most. Raises OSError, whatever the store
    raises.
    """
    import fsspec

    try:
        with fsspec.open(address, "rb") as file:
            data: bytes = file.read(limit + 1)
            return data
    except Exception as error:
        raise _gave_way(address, error) from error


def _gave_way(address: str, error: Exception) -> OSError:
    """What a store raised, as an OSError that names the address."""
    if isinstance(error, OSError):
        return error
    words = " ".join(str(error).split())[:200]
    return OSError(
        errno.EIO, f"the store failed ({type(error).__name__}: {words})", address
    )
