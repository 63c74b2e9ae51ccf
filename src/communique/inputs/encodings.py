"""The encoding that you name for a file: the file is decoded by it, whatever it says of itself."""

import codecs
from dataclasses import replace

from communique.core.codes import GIVEN_ENCODING
from communique.core.diagnostics import Diagnostic
from communique.core.errors import BadOption
from communique.core.message import say
from communique.core.source import Source
from communique.inputs.notices import lost_characters

_OF_PROGRAMS = frozenset(
    {
        "charmap",
        "idna",
        "punycode",
        "raw-unicode-escape",
        "undefined",
        "unicode-escape",
        "utf-7",
    }
)
"""Codecs of Python that no text file is written in."""


def check_encoding(name: str) -> None:
    """Raises BadOption if no encoding of text files has that name."""
    if not _is_encoding(name):
        raise BadOption(
            f"{name!r} is not the name of an encoding; use a name such as utf-8, "
            "windows-1250, iso-8859-2 or utf-16"
        )


def _is_encoding(name: str) -> bool:
    try:
        "a".encode(name)
        return codecs.lookup(name).name not in _OF_PROGRAMS
    except (LookupError, ValueError):
        return False


def decoded_by(source: Source, encoding: str) -> tuple[Source, list[Diagnostic]]:
    """The same text in UTF-8, and the findings: the encoding that was named, and each letter that
    is lost because the encoding lacks its byte.

    The text begins with a byte order mark, so that a page which names another encoding is read as
    UTF-8 all the same. Lines and columns of the findings are those of the decoded text.
    """
    message = say("the file is decoded as {encoding}, as you asked", encoding=encoding)
    findings = [Diagnostic.of(GIVEN_ENCODING, message)]
    try:
        text = source.data.decode(encoding)
    except UnicodeDecodeError:
        text = source.data.decode(encoding, "replace")
        findings += lost_characters(Source(source.name, text.encode()))
    marked = codecs.BOM_UTF8 + text.removeprefix("\ufeff").encode()
    return Source(source.name, marked), findings


def without_places(findings: list[Diagnostic]) -> list[Diagnostic]:
    """The findings without their places, for a file whose text is taken out: places are of that
    text.
    """
    return [replace(each, span=None) for each in findings]
