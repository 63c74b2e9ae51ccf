"""A document of a corpus before it is converted, and what became of it; those in zip and tar archives.

Nothing is unpacked onto the disk, and no name in an archive becomes a path that is written.
"""

import lzma
import re
import stat
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import PurePosixPath
from typing import IO, Any

from communique.core.message import Message, say
from communique.core.source import MAX_BYTES
from communique.formats import format_of


@dataclass(frozen=True, slots=True)
class Document:
    """A document: its name in the corpus, and where its bytes are.

    They are in the file at `path`, or given by `read` at once (a member of an archive). `stamp`: by what it shows without reading
    that nothing changed; empty where nothing shows it. `wrong`: why it is not read. `unlisted`: it stands for documents that could not be
    listed. `source`: the source that it was found in.
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
    r"""A name as it is shown: bytes that are not UTF-8, which systems and archives give as half characters, as `\xE9`."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a document.

    `result` has all that is published of it, packed, None where the bytes are those that were known. `settled`: it need not be
    tried again while its bytes are the same. `about` is what lists show of it.
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
        yield Document(name, wrong=say("the archive cannot be read: {error}", error=said), unlisted=True)


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
                yield from _member(name, inner, f"{info.size}-{info.mtime}", read, skip, is_file=info.isreg())
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
    """The name of a member; one whose encoding is not stated is UTF-8 if it can be, else as zip has it (code page 437)."""
    if info.flag_bits & _UTF8:
        return info.filename
    try:
        return info.orig_filename.encode("cp437").decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return info.filename
