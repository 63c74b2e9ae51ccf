"""Bytes that were given to be read, and places in them. Standard library only.

Offsets count code points of the decoded text, half-open. Lines and columns count from 1; a line
ends at LF, CRLF or a lone CR, and at nothing else (not at U+2028, U+0085 or a form feed), as
editors and XML parsers count.
"""

import codecs
import re
from array import array
from bisect import bisect_right
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from pathlib import Path

from communique.core.message import Message, say

MAX_BYTES = 64 * 1024 * 1024
"""The largest file that is read, in bytes, unless another limit is given."""
MAX_LINE = 1024 * 1024
"""The longest line of raw text that is read, in code points, unless another limit is given."""
MAX_LINES = 256 * 1024
"""The most lines of raw text that are read, in some 5,000 pages, unless another limit is given."""
MAX_DEPTH = 256
"""The deepest nesting (XML elements, JSON values) that is read, unless another limit is given."""
MAX_SECONDS = 300.0
"""The longest that one file is read, in seconds, unless another limit is given."""


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of a reader: the bytes of a file, the code points in a line of raw
    text, the levels of nesting.

    `lines` is the number of lines of a raw text, where a table cell counts as one; a
    web page may have four times as many tags. `seconds` is the time that reading a file
    may take. Native code reads PDFs, so each PDF is read in its own process, whose
    memory is limited as well. If that process dies or takes too long, you get a
    finding. None switches the time limit and the extra process off.
    """

    size: int = MAX_BYTES
    line: int = MAX_LINE
    depth: int = MAX_DEPTH
    seconds: float | None = MAX_SECONDS
    lines: int = MAX_LINES


Box = tuple[float, float, float, float]
"""A rectangle on a page: left, bottom, right and top, in points from the lower left corner."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A range of a source: lines and columns from 1, with an exclusive end, and offsets
    if they are known.
    """

    line: int
    column: int
    end_line: int
    end_column: int
    start: int | None = None
    end: int | None = None


Pointer = str
"""A JSON pointer (RFC 6901) into the record: `/body/3/content/0/text`."""


def below(pointer: Pointer, part: str | int) -> Pointer:
    """The pointer to a member or an item of what a pointer leads to: `a/b` is `a~1b` there (RFC
    6901).
    """
    return f"{pointer}/{str(part).replace('~', '~0').replace('/', '~1')}"


SpanMap = Mapping[Pointer, tuple[Span, ...]]
"""From a pointer to where its words stand in the source: several spans where a text was joined from
pieces.
"""


@dataclass(frozen=True, slots=True)
class Fault:
    """Why bytes are not text: a sentence, the offset (bytes) where it shows, and what can be done."""

    message: Message
    offset: int
    hint: Message | None = None


@dataclass(frozen=True)
class Source:
    r"""A name and the bytes that were read under it. The library opens nothing else.

    >>> Source("a.txt", "é\nb".encode()).position(2)
    (2, 1)
    """

    name: str
    data: bytes = field(repr=False)

    @classmethod
    def open(cls, path: str | Path, limits: Limits | None = None) -> "Source":
        """Read a file, at most one byte more than the limit, so that a huge file takes
        no memory.

        Raises OSError as `open` does. A file longer than `limits.size` keeps the extra
        byte, so that readers refuse it.
        """
        size = (limits or Limits()).size
        with Path(path).open("rb") as file:
            return cls(str(path), file.read(size + 1))

    def __reduce__(self) -> tuple[type["Source"], tuple[str, bytes]]:
        """What another process is given: name and bytes, not what was worked out from them."""
        return Source, (self.name, self.data)

    @cached_property
    def decoded(self) -> "str | Fault":
        """The text, without a byte order mark, or why there is none. UTF-8 only: anything else is
        named.
        """
        data = self.data
        for mark, name in _BOMS:
            if data.startswith(mark):
                read = _decoded(data, "utf-16") if name == "UTF-16" else ""
                said = say(
                    "the file is {name} by its byte order mark; only UTF-8 is read",
                    name=name,
                )
                return read if isinstance(read, Fault) else Fault(said, 0, _to_utf8())
        for signature, what in _SIGNATURES:
            if data.startswith(signature):
                ends = (
                    data[:4096] + data[-65536:]
                )  # of a ZIP archive the names: its first, and the directory at its end
                zipped = _ZIPPED if what == "ZIP" else ()
                name = next((each for known, each in zipped if known in ends), what)
                hint = say("extract its text with pages and lines, and read the text")
                if name in {"PDF", "DOCX"}:
                    hint = say("name the format that it is in")
                return Fault(
                    say("this is a file in the {name} format, not text", name=name),
                    0,
                    hint,
                )
        nul = data.find(b"\0")
        if nul >= 0:
            even, odd = data[:4096:2].count(0), data[1:4096:2].count(0)
            # Of text of a Latin alphabet in UTF-16 most pairs of bytes have a NUL, always on the
            # same side.
            if max(even, odd) > len(data[:4096]) // 4 and min(even, odd) * 10 < max(
                even, odd
            ):
                return Fault(
                    say(
                        "the file looks like UTF-16 without a byte order mark; only UTF-8 is read"
                    ),
                    nul,
                    _to_utf8(),
                )
            return Fault(say("not text: there is a zero byte here"), nul)
        read = _decoded(data, "utf-8")
        return read if isinstance(read, Fault) else read.removeprefix("\ufeff")

    def in_utf8(self) -> "Source":
        """The same text in UTF-8, its lines and columns too, of UTF-16 with a byte order mark and
        of what is `nearly_utf8`; else itself.

        A file that ends in its only broken character was cut, and more than that may be lost.
        """
        if not isinstance(self.decoded, Fault):
            return self
        with suppress(
            UnicodeDecodeError
        ):  # which it raises where the last character is not the only broken one
            if codecs.utf_8_decode(self.data, "strict", False)[1] < len(self.data):
                return self
        wide = self.data[:2] in WIDE and self.data[:4] != codecs.BOM_UTF32_LE
        with suppress(UnicodeDecodeError):
            text = self.data.decode("utf-16") if wide else nearly_utf8(self.data)
            return self if text is None else Source(self.name, text.encode())
        return self

    @property
    def text(self) -> str:
        """The decoded text. Raises ValueError if the bytes cannot be decoded."""
        if isinstance(self.decoded, Fault):
            raise ValueError(self.decoded.message)
        return self.decoded

    @cached_property
    def line_starts(self) -> "array[int]":
        """The offset of each line's first code point; numbers alone, for a long text has many lines
        and is kept.
        """
        return array(
            "Q", chain((0,), (m.end() for m in re.finditer(r"\r\n?|\n", self.text)))
        )

    def position(self, offset: int) -> tuple[int, int]:
        """The line and column, from 1, of a code point."""
        line = bisect_right(self.line_starts, offset)
        return line, offset - self.line_starts[line - 1] + 1

    def span(self, start: int, end: int) -> Span:
        """The span of the code points from `start` to `end`, exclusive."""
        return Span(*self.position(start), *self.position(end), start, end)


def nearly_utf8(data: bytes) -> str | None:
    """The characters of what is UTF-8 but for some bytes, with U+FFFD where one is lost; None where
    more are lost than are sound.

    In another encoding bytes are UTF-8 by chance only: of 2,942 pairs of a translation of the UDHR
    and an encoding for it none had more than 84 characters that are sound for 100 that are lost.
    """
    text = data.decode("utf-8", "replace")
    lost, others = (
        text.count("\ufffd") - data.count("\ufffd".encode()),
        len(text) - len(data.translate(None, _HIGH)),
    )
    return text if lost * 2 <= others else None


_HIGH = bytes(range(0x80, 0x100))
"""The bytes that are not ASCII."""
WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
"""How UTF-16 begins that says so."""
_BOMS = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)


def _decoded(data: bytes, codec: str) -> str | Fault:
    """The text that bytes are in UTF-8 or UTF-16, or why they are none."""
    try:
        return data.decode(codec)
    except UnicodeDecodeError as error:
        at, byte = error.start, data[error.start]
        hint = None
        if error.reason in {"unexpected end of data", "truncated data"}:
            message = say(
                "byte 0x{data:02X} begins a character, and the file ends in it",
                data=byte,
            )
        elif codec == "utf-16" or (
            byte == 0xED and len(data) > at + 1 and data[at + 1] >= 0xA0
        ):
            message = say(
                "byte 0x{data:02X} begins half of a surrogate pair, which is not a character",
                data=byte,
            )
        else:
            guess = "damaged UTF-8"
            if nearly_utf8(data) is None:
                # Encodings in which all beyond ASCII are letters or usual punctuation: Latin
                # letters, or of other scripts.
                high = bytes(sorted({each for each in data if each >= 0x80}))
                latin = len(re.findall(rb"[A-Za-z]", data)) > len(data) - len(
                    data.translate(None, _HIGH)
                )
                fitting = [
                    name
                    for codec, name in (_LATIN if latin else _OTHER)
                    if _fits(high, codec)
                ]
                guess = " or ".join(fitting) or "another encoding, or damaged UTF-8"
            message = say(
                "byte 0x{data:02X} is not valid UTF-8; the file looks like {guess}",
                data=byte,
                guess=guess,
            )
            hint = _to_utf8()
        return Fault(message, at, hint)


def _to_utf8() -> Message:
    """What can be done about a file in another encoding."""
    return say(
        "write the file in UTF-8; of raw text and web pages --encoding names the encoding"
    )


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How files of older Office formats begin, and newer ones that are locked with a password."""

_SIGNATURES = (
    (b"%PDF-", "PDF"),
    (b"PK\x03\x04", "ZIP"),
    (OLE, "DOC, XLS or PPT"),
    (b"{\\rtf", "RTF"),
    (b"From: <Saved by", "MHTML"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"II*\0", "TIFF"),
    (b"MM\0*", "TIFF"),
    (b"\x1f\x8b", "gzip"),
)
"""How files begin that people take for text, and what they are."""

_ZIPPED = (
    (b"word/", "DOCX"),
    (b"opendocument.text", "ODT"),
    (b"xl/", "XLSX"),
    (b"epub+zip", "EPUB"),
    (b".doc.xml", "Formex package (ZIP)"),
    (b".fmx", "Formex package (ZIP)"),
)


_LATIN = (
    ("cp1252", "Windows-1252"),
    ("iso8859-2", "ISO 8859-2 (Latin-2)"),
    ("cp1250", "Windows-1250"),
)
_OTHER = (("iso8859-7", "ISO 8859-7"), ("cp1251", "Windows-1251"))


def _fits(high: bytes, codec: str) -> bool:
    try:
        text = high.decode(codec)
    except UnicodeDecodeError:
        return False
    return all(char.isalpha() or char in "–—‘’‚“”„…«»§°\xa0·•€©®" for char in text)
