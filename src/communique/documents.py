"""Read a document, write a declaration: the two verbs, over every format.

A bad call is raised, a bad document is reported: an unknown format or option raises, a path that
cannot be opened raises OSError, and whatever the bytes hold comes back as findings.
"""

import errno
import re
from collections.abc import Sequence
from os import PathLike
from pathlib import Path
from typing import Literal, overload

from communique.core.errors import BadOption
from communique.core.source import Limits, Source
from communique.draft import Parsed, ReadOptions
from communique.formats import Format, format_named, sniff
from communique.inputs.encodings import check_encoding
from communique.model import Declaration
from communique.places import SourcePlaces

BYTES = "<bytes>"
"""The name under which bytes without a path are read; it implies no format."""

Given = str | PathLike[str] | bytes | Source
"""What can be read: a path, the bytes themselves, or a source."""

_NO_NAME = {errno.ENOENT, errno.ENAMETOOLONG, errno.EINVAL, errno.ENOTDIR}
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{1,8})*")


def read(
    given: Given,
    format: str | None = None,
    *,
    language: str | None = None,
    hints: Given | None = None,
    limits: Limits | None = None,
    ignore_record: bool = False,
    encoding: str | None = None,
) -> Parsed:
    """Read a declaration from a path (`str` or path-like), from bytes or from a
    `Source`, in any format that can be read.

    From a PDF, DOCX file or web page, the text is extracted and read as raw text;
    places and ledger refer to that text, `Parsed.source`. If such a file carries the
    record of its declaration and its words are unchanged, the record is used, and a
    finding says so. With `ignore_record` or `hints` the words are read anyway.

    A string is a path. Pass words as bytes: `read(text.encode())`.

    Without `format`, the bytes decide if they are clear (PDF, DOCX, HTML), then the
    file ending, then the first characters. `language` (a BCP 47 tag) and `hints`
    (corrections of the reader's guesses) apply to raw text. `encoding` decodes raw text
    and HTML; a finding says so, and a letter that the encoding lacks is an error.
    Problems with the bytes are among the findings of the result. `Parsed.require` gives
    the declaration or raises.

    Raises UnknownFormat, BadOption (the language is not a tag, the encoding is
    unknown), and OSError if a path cannot be opened.
    """
    options = options_of(
        language=language,
        hints=hints,
        limits=limits,
        ignore_record=ignore_record,
        encoding=encoding,
    )
    source = source_of(given, limits)
    return format_for(source, format).read(source, options)


@overload
def write(  # type: ignore[overload-overlap]  # any other `str` is text
    declaration: Declaration, format: Literal["docx", "pdf"], *, record: bool = True
) -> bytes: ...


@overload
def write(
    declaration: Declaration,
    format: str,
    *,
    beside: Sequence[Declaration] = (),
    record: bool = True,
    places: SourcePlaces | None = None,
) -> str: ...


def write(
    declaration: Declaration,
    format: str,
    *,
    beside: Sequence[Declaration] = (),
    record: bool = True,
    places: SourcePlaces | None = None,
) -> str | bytes:
    """Write a declaration in a format: text with LF line ends, or bytes for `docx` and
    `pdf`. The output is the same every time.

    On a page (`html`), `beside` adds other languages of the same work, paragraph by
    paragraph, matched by eId. A page, `docx` and `pdf` carry the record unless `record`
    is False. With `places` (`Parsed.places`), `json` and `akn` also give the place of
    each node in its source.

    Raises UnknownFormat, and NotWritable if the writer fails or needs a package that is
    not installed.
    """
    known = format_named(format)
    if places is not None:
        return known.write_with_places(declaration, places)
    if beside:
        return known.write_read(declaration, beside, record=record)
    if known.binary:
        return known.write_bytes(declaration, record=record)
    return known.write(declaration, record=record)


def source_of(given: Given, limits: Limits | None = None) -> Source:
    """The bytes of what is given, under a name. Raises OSError where a path cannot be opened or is
    a folder.
    """
    if isinstance(given, Source):
        return given
    if isinstance(given, bytes):
        return Source(BYTES, given)
    try:
        return Source.open(Path(given), limits)
    except (OSError, ValueError) as error:
        if not isinstance(given, str) or not _is_no_name(error):
            raise
        advice = "No such file; words themselves are read as bytes: read(text.encode())"
        raise FileNotFoundError(errno.ENOENT, advice, given[:80]) from error


def _is_no_name(error: OSError | ValueError) -> bool:
    """Whether what was opened cannot be a file: not found, too long, or with a NUL in it."""
    return isinstance(error, ValueError) or error.errno in _NO_NAME


def format_for(source: Source, name: str | None) -> Format:
    """The format of that name, else the one of the source. Raises UnknownFormat."""
    return sniff(source) if name is None else format_named(name)


def options_of(
    *,
    language: str | None = None,
    hints: Given | None = None,
    limits: Limits | None = None,
    ignore_record: bool = False,
    encoding: str | None = None,
) -> ReadOptions:
    """What a reader is told. Raises BadOption if the language is not a tag (BCP 47, `sl`,
    `sr-Latn`) or the encoding is unknown, OSError for hints.
    """
    if language is not None and not _LANGUAGE.fullmatch(language):
        raise BadOption(
            f"{language!r} is not a language tag (BCP 47), such as sl or sr-Latn"
        )
    if encoding is not None:
        check_encoding(encoding)
    overruled = None if hints is None else source_of(hints, limits)
    return ReadOptions(
        limits or Limits(),
        language,
        overruled,
        ignore_record=ignore_record,
        encoding=encoding,
    )
