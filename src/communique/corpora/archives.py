"""The documents in a zip or tar archive. Nothing is unpacked onto the disk.

What an archive says of itself is not trusted: names are normalised, its end must be there, and the
size and time of a member do not show that it is unchanged.
"""

import lzma
import re
import stat
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import PurePosixPath
from typing import IO

from communique.core.message import Message, say
from communique.corpora.documents import NO_FORMAT, Document, Reader, Skip, plain
from communique.formats import format_of

BROKEN = (
    OSError, EOFError, ValueError, zipfile.BadZipFile, tarfile.TarError, zlib.error, lzma.LZMAError,
    # zipfile's word for encryption. NotImplementedError, its word for a method that it cannot
    # unpack, is one of these.
    RuntimeError,
)  # fmt: skip
"""What the readers of archives raise of bytes that are none, or of what they do not know."""
_TARS = (".tar", ".tar.gz", ".tgz", ".tar.xz", ".txz", ".tar.bz2", ".tbz2")
_DRIVE = re.compile(r"[A-Za-z]:")
_UTF8 = 0x800
"""The flag of a zip member whose name is UTF-8; without it, the encoding is not stated."""
_PADDING = 1 << 20
"""Bytes that are looked at behind the last member of a tar archive."""
_ZIP_END = b"PK\x05\x06"
_ZIP_END_SIZE = 22
"""The bytes of the last record of a zip archive, before its comment."""
_LONGEST_COMMENT = 0xFFFF
_MANY = 0xFFFF
"""The number that stands for a number of members that the last record has no room for."""


def is_archive(path: str) -> bool:
    """Whether a file is an archive by its ending."""
    return path.lower().endswith((".zip", *_TARS))


def members(
    opened: Callable[[], IO[bytes]], name: str, skip: Skip
) -> Iterator[Document]:
    """The documents in an archive, as `name/member`; the ending of its name tells its kind.

    What can be no document is passed over, what must not be read is refused. If some of the archive
    cannot be read, the last document stands for it.
    """
    listed = _in_zip if name.lower().endswith(".zip") else _in_tar
    try:
        with opened() as file:
            yield from listed(file, name, skip)
    except BROKEN as error:
        yield Document(name, wrong=cannot_be_read(error), unlisted=True)


def cannot_be_read(error: BaseException) -> Message:
    """Why an archive cannot be read, in one line."""
    words = " ".join(str(error).split())
    return say(
        "the archive cannot be read: {error}", error=words or type(error).__name__
    )


def _in_zip(file: IO[bytes], name: str, skip: Skip) -> Iterator[Document]:
    with zipfile.ZipFile(file) as archive:
        found = archive.infolist()
        for info in found:
            if info.filename.endswith(
                "/"
            ):  # `is_dir` fails on a name without a character
                continue
            kind = stat.S_IFMT(info.external_attr >> 16)
            is_file = kind in {0, stat.S_IFREG}
            read = partial(_read, partial(archive.open, info))
            yield from _member(name, _zip_name(info), read, skip, is_file=is_file)
        _require_zip_end(file, len(found))


def _require_zip_end(file: IO[bytes], listed: int) -> None:
    """Raise BadZipFile unless the archive ends with the file, and counts as many members as it
    lists.

    Otherwise an archive that was cut off inside a member that is a zip file itself, such as a DOCX,
    would be taken for that member.
    """
    size = file.seek(0, 2)
    file.seek(max(0, size - _ZIP_END_SIZE - _LONGEST_COMMENT))
    tail = file.read()
    end = tail[tail.rfind(_ZIP_END) :]
    members = int.from_bytes(end[10:12], "little")
    comment = int.from_bytes(end[20:22], "little")
    if len(end) != _ZIP_END_SIZE + comment:
        raise zipfile.BadZipFile("the file does not end where the archive does")
    if members not in {_MANY, listed & _MANY}:
        raise zipfile.BadZipFile(f"it lists {listed} members and counts {members}")


def _in_tar(file: IO[bytes], name: str, skip: Skip) -> Iterator[Document]:
    with tarfile.open(fileobj=file, mode="r:*") as archive:
        while (info := archive.next()) is not None:
            if not info.isdir():
                read = partial(_read, partial(archive.extractfile, info))
                yield from _member(
                    name, plain(info.name), read, skip, is_file=info.isreg()
                )
            # It would keep every member in memory; typeshed leaves the attribute out.
            archive.members.clear()  # type: ignore[attr-defined]
        _require_tar_end(archive)


def _require_tar_end(archive: tarfile.TarFile) -> None:
    """Raise ReadError unless zeros follow the last member, and nothing else.

    The library takes a header that is damaged or cut off for the end.
    """
    file = archive.fileobj
    assert file is not None, "the archive is open"
    file.seek(archive.offset)
    rest = file.read(_PADDING)
    if rest.strip(b"\0"):
        raise tarfile.ReadError(
            "a member is damaged or cut off, and what follows it is lost"
        )
    if len(rest) < tarfile.BLOCKSIZE:
        raise tarfile.ReadError("its end is missing")


def _read(opened: Callable[[], IO[bytes] | None], limit: int) -> bytes:
    """One byte more than the limit at most: what a bomb holds is never unpacked whole."""
    file = opened()
    assert file is not None, "a regular file has bytes"
    with file:
        return file.read(limit + 1)


def _member(
    archive: str, inner: str, read: Reader, skip: Skip, *, is_file: bool
) -> Iterator[Document]:
    """A member as a document, if it is to be read or refused."""
    name = f"{archive}/{inner}".replace("\0", "\\0")
    path = PurePosixPath(inner)  # without `.` and doubled slashes
    parts = str(path).replace("\\", "/").split("/")
    known = format_of(inner)
    if _leads_out(inner, parts):
        yield Document(name, wrong=say("its name leads out of the archive"))
    elif not is_file:
        yield Document(
            name, wrong=say("a link or a device in an archive is not followed")
        )
    elif is_archive(inner):
        yield Document(
            name, wrong=say("an archive in an archive is not opened; unpack it")
        )
    elif any(part.startswith(".") or part == "__MACOSX" for part in parts):
        skip("hidden in an archive", name)
    elif known is None or not known.reads:
        skip(NO_FORMAT, name)
    else:
        yield Document(f"{archive}/{path}", read=read)


def _leads_out(inner: str, parts: list[str]) -> bool:
    is_absolute = inner.startswith(("/", "\\")) or _DRIVE.match(inner) is not None
    return is_absolute or ".." in parts or "\0" in inner


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
