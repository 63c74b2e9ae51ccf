"""A document of a corpus before it is converted, and what became of it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from communique.core.message import Message


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


def refused(name: str, why: Message, *, unlisted: bool = False) -> Document:
    """A document that is not read, and why; or a folder or archive that could not be listed."""
    return Document(name, wrong=why, unlisted=unlisted)


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
