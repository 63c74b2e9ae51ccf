"""A document of a corpus: where its bytes are, what became of it, what is kept of it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import NotRequired, TypedDict

from communique.core.json_types import Json, JsonScalar
from communique.core.message import Message

Reader = Callable[[int], bytes]
"""Gives the bytes of a document, one more than the given limit at most. Raises OSError and what
`archives.BROKEN` names.
"""
Row = Mapping[str, Json]
"""A row of a table, by the names of its columns."""
About = dict[str, JsonScalar]
"""What lists show of a document: its size, its findings, its work, its title."""
Skip = Callable[[str, str], None]
"""Told of what is passed over: why, and its name."""

NO_FORMAT = "its extension is not that of a format that is read"
"""Why a file is passed over."""


@dataclass(frozen=True, slots=True)
class Document:
    """A document: its name in the corpus, and where its bytes are.

    They are in the file or the store at `path`, or `read` gives them at once (a member of an
    archive). `stamp`: while it is the same, the bytes are the same; empty where only the bytes can
    tell. `wrong`: why it is not read. `unlisted`: it stands for documents that could not be listed.
    `source`: the source that it was found in.
    """

    name: str
    stamp: str = ""
    path: str | None = None
    read: Reader | None = None
    wrong: Message | None = None
    unlisted: bool = False
    source: str = ""


class Made(TypedDict):
    """All that is published of a document. A document that gave no record has findings only."""

    findings: list[Row]
    record: NotRequired[str]
    files: NotRequired[dict[str, str]]
    rows: NotRequired[dict[str, Sequence[Row]]]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a document.

    `result`: what is published of it, packed; None where its bytes are those that were known.
    `settled`: it need not be tried again while its bytes are the same. `about`: what lists show of
    it. `unread`: why its bytes could not be read; empty where they were.
    """

    name: str
    source: str
    stamp: str
    sha256: str
    verdict: str
    seconds: float
    about: About
    result: bytes | None
    settled: bool = True
    unread: str = ""


def plain(name: str) -> str:
    r"""A name as it is shown: bytes that are not UTF-8, which systems and archives give as half
    characters, as `\xE9`.
    """
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
