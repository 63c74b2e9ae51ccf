"""Which documents are meant by the sources of a corpus: files, folders, patterns, archives. They
are given one by one, never held.

Nothing is unpacked onto the disk, and no name in an archive becomes a path that is written.
"""

import errno
import lzma
import os
import re
import stat
import tarfile
import time
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path, PurePosixPath
from typing import IO, Any

from communique.checking.patterns import expand, fixed_part, is_pattern, walked
from communique.core.errors import reason
from communique.core.message import Message, say
from communique.core.source import MAX_BYTES
from communique.corpora.tables import require
from communique.formats import format_of


@dataclass(frozen=True, slots=True)
class Document:
    """A document: its name in the corpus, and where its bytes are.

    They are in the file at `path`, or given by `read` at once (a member of an archive). `stamp`: by
    what it shows without reading that nothing changed; empty where nothing shows it. `wrong`: why
    it is not read. `unlisted`: it stands for documents that could not be listed. `source`: the
    source that it was found in.
    """

    name: str
    stamp: str = ""
    path: str | None = None
    read: Callable[[], bytes] | None = None
    wrong: Message | None = None
    unlisted: bool = False
    source: str = ""


NO_FORMAT = "its extension is not that of a format that is read"
"""Why a file is passed over."""


def plain(name: str) -> str:
    r"""A name as it is shown: bytes that are not UTF-8, which systems and archives give as half
    characters, as `\xE9`.
    """
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a document.

    `result` has all that is published of it, packed, None where the bytes are those that were
    known. `settled`: it need not be tried again while its bytes are the same. `about` is what lists
    show of it.
    """

    name: str
    source: str
    stamp: str
    sha256: str
    verdict: str
    seconds: float
    about: dict[str, Any]
    result: bytes | None
    settled: bool = True


BROKEN = (
    OSError, EOFError, ValueError, zipfile.BadZipFile, tarfile.TarError, zlib.error, lzma.LZMAError,
    RuntimeError,  # zipfile's word for encryption; NotImplementedError, that for a method it cannot unpack, is one of these
)  # fmt: skip
"""What the readers of archives raise of bytes that are none, or of what they do not know."""
_TARS = (".tar", ".tar.gz", ".tgz", ".tar.xz", ".txz", ".tar.bz2", ".tbz2")
_DRIVE = re.compile(r"[A-Za-z]:")
_UTF8 = 0x800
"""The flag of a zip member whose name is UTF-8; without it, the encoding is not stated."""

Skip = Callable[[str, str], None]
"""Told of what is passed over: why, and its name."""


def is_archive(path: str) -> bool:
    """Whether a file is an archive by its ending."""
    return path.lower().endswith((".zip", *_TARS))


def members(opened: Callable[[], IO[bytes]], name: str, skip: Skip) -> Iterator[Document]:
    """The documents in an archive, as `name/member`, its kind being told by its name.

    What can be no document is passed over, what must not be read is refused.
    """
    try:
        with opened() as file:
            yield from (_in_zip if name.lower().endswith(".zip") else _in_tar)(file, name, skip)
    except BROKEN as error:
        said = " ".join(str(error).split()) or type(error).__name__
        yield Document(
            name, wrong=say("the archive cannot be read: {error}", error=said), unlisted=True
        )


def _in_zip(file: IO[bytes], name: str, skip: Skip) -> Iterator[Document]:
    with zipfile.ZipFile(file) as archive:
        for info in archive.infolist():
            mode = info.external_attr >> 16
            read = partial(_whole, partial(archive.open, info))
            stamp = f"{info.file_size}-{info.CRC:08x}"
            if not info.filename.endswith("/"):  # `is_dir` fails on a name without a character
                is_file = not stat.S_IFMT(mode) or stat.S_ISREG(mode)
                yield from _member(name, _zip_name(info), stamp, read, skip, is_file=is_file)


def _in_tar(file: IO[bytes], name: str, skip: Skip) -> Iterator[Document]:
    with tarfile.open(fileobj=file, mode="r:*") as archive:
        while (info := archive.next()) is not None:
            inner = plain(info.name)
            read = partial(_whole, partial(archive.extractfile, info))
            if not info.isdir():
                yield from _member(
                    name, inner, f"{info.size}-{info.mtime}", read, skip, is_file=info.isreg()
                )
            archive.members.clear()  # type: ignore[attr-defined]  # typeshed leaves it out; it would keep every member in memory


def _whole(opened: Callable[[], IO[bytes] | None]) -> bytes:
    """One byte more than the limit at most: what a bomb holds is never unpacked whole."""
    file = opened()
    assert file is not None, "a regular file has bytes"
    with file:
        return file.read(MAX_BYTES + 1)


def _member(
    archive: str, inner: str, stamp: str, read: Callable[[], bytes], skip: Skip, *, is_file: bool
) -> Iterator[Document]:
    name = f"{archive}/{inner}".replace("\0", "\\0")
    parts = inner.replace("\\", "/").split("/")
    known = format_of(inner)
    if inner.startswith(("/", "\\")) or ".." in parts or _DRIVE.match(inner) or "\0" in inner:
        yield Document(name, wrong=say("its name leads out of the archive"))
    elif not is_file:
        yield Document(name, wrong=say("a link or a device in an archive is not followed"))
    elif is_archive(inner):
        yield Document(name, wrong=say("an archive in an archive is not opened; unpack it"))
    elif any(part.startswith(".") or part == "__MACOSX" for part in parts):
        skip("hidden in an archive", name)
    elif known is None or not known.reads:
        skip(NO_FORMAT, name)
    else:
        yield Document(f"{archive}/{PurePosixPath(inner)}", stamp, read=read)


def _zip_name(info: zipfile.ZipInfo) -> str:
    """The name of a member; one whose encoding is not stated is UTF-8 if it can be, else as zip has
    it (code page 437).
    """
    if info.flag_bits & _UTF8:
        return info.filename
    try:
        return info.orig_filename.encode("cp437").decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return info.filename


def is_in_store(source: str) -> bool:
    """Whether a source is the address of something in a store."""
    return "://" in source


def stored(source: str, skip: Skip) -> Iterator[Document]:
    """The documents below an address, or of a pattern. Raises OSError where the store cannot be
    listed, or gives way meanwhile.
    """
    require(source, "fsspec")
    from fsspec.core import url_to_fs

    try:
        system, root = url_to_fs(source)
        found = False
        for path, held in _listed(system, root, source):
            found = True
            address, known = system.unstrip_protocol(path), format_of(PurePosixPath(path).name)
            if held.get("type") == "directory":
                continue
            if is_archive(path):
                yield from members(partial(system.open, path, "rb"), plain(address), skip)
            elif not known.reads if known is not None else path != root:
                skip(NO_FORMAT, address)
            else:
                yield Document(plain(address), str(system.ukey(path)), address)
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
    if isinstance(error, OSError):
        return error
    return OSError(
        errno.EIO,
        f"the store failed ({type(error).__name__}: {' '.join(str(error).split())[:200]})",
        address,
    )


_LOOK = 2.0
"""This many seconds are spent on counting documents."""
SHOWN = 3
"""This many names of what was passed over are kept, of each reason."""


@dataclass(slots=True)
class Listing:
    """The documents of some sources. What is passed over is counted; `incomplete`: sources of which
    some part could not be listed.
    """

    sources: tuple[str, ...]
    output: str
    skipped: dict[str, tuple[int, list[str]]] = field(default_factory=dict)
    incomplete: set[str] = field(default_factory=set)

    def documents(self) -> Iterator[Document]:
        """Each document, in the order of sources and names. Raises OSError where a source is not
        there.
        """
        for source in self.sources:
            if not is_in_store(source) and (not is_pattern(source) or os.path.lexists(source)):
                Path(source).stat()  # raises: a source that is not there is a bad call
        for source in self.sources:
            for each in self._of(source):
                if each.unlisted:
                    self.incomplete.add(source_of(source))
                yield replace(each, source=source_of(source))

    def _of(self, source: str) -> Iterator[Document]:
        if is_in_store(source):
            yield from stored(source, self.skip)
            return
        if not is_pattern(source) or os.path.lexists(source):
            root = os.path.realpath(source)
            yield from (
                self._in_folder(source, root) if Path(source).is_dir() else self._file(source)
            )
            return
        root = os.path.realpath(fixed_part(source))
        found = False
        for path in expand(source):
            found = True
            yield from (
                self._in_folder(path, root) if Path(path).is_dir() else self._found(path, root)
            )
        if not found:
            raise FileNotFoundError(2, "no file matches this pattern", source)

    def _in_folder(self, folder: str, root: str) -> Iterator[Document]:
        """What is in a folder, by name. Hidden names, links to folders and out of it, and the
        corpus itself are passed over.
        """
        for found in walked(folder, self._enters):
            if isinstance(found, OSError):
                yield Document(
                    shown(str(found.filename)), wrong=Message(reason(found)), unlisted=True
                )
            else:
                yield from self._found(found, root)

    def _enters(self, folder: str) -> bool:
        if _is_link(folder):
            self.skip("a link to a folder", folder)
            return False
        return os.path.realpath(folder) != self.output

    def _found(self, path: str, root: str) -> Iterator[Document]:
        """A file that was not named itself, if it is to be read."""
        known = format_of(path)
        if not is_archive(path) and known is None:
            self.skip(NO_FORMAT, path)
        elif _is_link(path) and not Path(os.path.realpath(path)).is_relative_to(root):
            self.skip("a link out of the folder", path)
        else:
            yield from self._file(path)

    def _file(self, path: str) -> Iterator[Document]:
        """A file as a document, or an archive as its members."""
        try:
            held = Path(path).stat()
        except OSError as error:
            yield Document(shown(path), wrong=Message(reason(error)))
            return
        known = format_of(path)
        if not stat.S_ISREG(held.st_mode):
            self.skip("not a regular file", path)
        elif known is not None and not known.reads:
            self.skip(NO_FORMAT, path)
        elif is_archive(path):
            yield from members(lambda: Path(path).open("rb"), shown(path), self.skip)  # noqa: SIM115 - it is closed where it is opened
        else:
            yield Document(shown(path), stamp_of(held), str(Path(path).absolute()))

    def skip(self, why: str, path: str) -> None:
        """Count something that is passed over."""
        number, names = self.skipped.get(why, (0, []))
        self.skipped[why] = (
            number + 1,
            [*names, path if is_in_store(path) else shown(path)] if number < SHOWN else names,
        )


def _is_link(path: str) -> bool:
    """Whether a path is a link; a name that is too long is none."""
    return os.path.islink(path)  # noqa: PTH114 - `Path.is_symlink` raises where a name is too long


def number_of(sources: Iterable[str], output: str) -> int | None:
    """How many documents there are, if a short look tells; None where large archives or stores
    would have to be gone through.
    """
    until = time.monotonic() + _LOOK
    number = 0
    for _ in Listing(tuple(sources), output).documents():
        number += 1
        if time.monotonic() > until:
            return None
    return number


def source_of(source: str) -> str:
    """A source as it is noted: `texts/` and `./texts` are `texts`."""
    return source if is_in_store(source) else shown(source)


def shown(path: str) -> str:
    r"""A path as a name in the corpus: `/` between its parts, none doubled, bytes that are not
    UTF-8 as `\xE9`.
    """
    return plain(os.path.normpath(path)).replace(os.sep, "/")


def stamp_of(held: os.stat_result) -> str:
    """By what it shows, without reading a file, that it was not changed: its size and when it was
    written.
    """
    return f"{held.st_size}-{held.st_mtime_ns}"
