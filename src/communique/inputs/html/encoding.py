"""From the bytes of a page to its characters: by the byte order mark, by what the page says of itself, by a look at them."""

import codecs
import re
from dataclasses import replace

from communique.core.diagnostics import Diagnostic
from communique.core.message import say
from communique.core.source import Source, nearly_utf8
from communique.inputs.codes import LOST, OTHER_ENCODING, lost_characters

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_DECLARED = re.compile(rb"""<\?xml\b[^>]{0,200}|<meta\b[^>]{0,400}""", re.IGNORECASE)
_CHARSET = re.compile(rb"""(?:encoding|charset)\s*=[\s"']*([\w.:-]+)""", re.IGNORECASE)
_KNOWN = re.compile(
    r"utf-?8|utf-?16\w*|iso-?8859-?\d{1,2}|latin-?\d|windows-?(?:125\d|874)|cp(?:125\d|874|866)|koi8-?[ru]|gbk|gb2312|gb18030|big5\w*|"
    r"euc-?(?:jp|kr)|shift-?_?jis|iso-?2022-?jp|tis-?620|mac(?:intosh|-?cyrillic)?|us-?ascii|ascii|ibm866"
)
_WIDER = {"ascii": "cp1252", "us-ascii": "cp1252", "iso8859-1": "cp1252", "iso-8859-1": "cp1252", "latin-1": "cp1252",
          "utf-16": "utf-8", "utf-16-le": "utf-8", "utf-16-be": "utf-8", "iso8859-9": "cp1254", "gb2312": "gb18030", "gbk": "gb18030", "tis-620": "cp874", "mac-roman": "mac-roman"}  # fmt: skip
"""What browsers read in place of a named encoding: one that has more characters. What says UTF-16 in single bytes is not."""
HEAD = 4096


def decoded(data: bytes) -> tuple[str, list[Diagnostic]]:
    """The characters of a page, and that they are in another encoding than it says if they are. Never raises."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _read(data[len(mark) :], name, name)
    found = (_CHARSET.search(element[0]) for element in _DECLARED.finditer(data[:HEAD]))
    said = next((match[1].decode("ascii", "replace").lower() for match in found if match), "")
    declared = _codec(said)
    text = nearly_utf8(data)
    lost = [*lost_characters(Source("", (text or "").replace("\0", LOST).encode()))]
    if declared not in {None, "utf-8"}:
        if text is None or lost or data.isascii():
            return _read(data, said, str(declared))
        message = say("the page says that it is {said}, and its bytes are UTF-8: they are read as that", said=said)
        return text, [Diagnostic.of(OTHER_ENCODING, message)]
    if text is None:
        return _guessed(data, said, "cp1252")
    findings = [replace(each, span=None) for each in lost]
    if said and declared is None:
        message = say(
            "the page says that it is {said}, which is not known: it is read as {taken}", said=said, taken="utf-8"
        )
        findings.append(Diagnostic.of(OTHER_ENCODING, message))
    return text, findings


def _codec(said: str) -> str | None:
    """The codec of an encoding that pages are written in; None for any other name."""
    if not said or not _KNOWN.fullmatch(said):
        return None
    try:
        name = codecs.lookup(said).name
    except LookupError:
        return None
    return _WIDER.get(name, name)


def _read(data: bytes, said: str, codec: str) -> tuple[str, list[Diagnostic]]:
    try:
        return data.decode(codec), []
    except UnicodeDecodeError:
        return _guessed(data, said, codec)


def _guessed(data: bytes, said: str, codec: str) -> tuple[str, list[Diagnostic]]:
    """Read all the same, with U+FFFD where a byte means nothing."""
    text = data.decode(codec, "replace")
    if said:
        message = say(
            "the page says that it is {said}, and its bytes are not: they are read as {taken}", said=said, taken=codec
        )
    else:
        message = say("the page does not say its encoding; it is read as {taken}", taken=codec)
    return text, [Diagnostic.of(OTHER_ENCODING, message, quote=f"{text.count(chr(0xFFFD))} × U+FFFD")]
