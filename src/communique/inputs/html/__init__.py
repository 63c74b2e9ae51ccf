"""HTML: the words of a web page as they are shown, in whatever encoding; lists counted, notes in their places, menus set aside."""

import codecs
import re
from dataclasses import replace
from itertools import chain, starmap

from communique.core.diagnostics import Diagnostic
from communique.core.faults import TOO_LARGE
from communique.core.message import say
from communique.core.source import Limits, Source, nearly_utf8
from communique.inputs import codes
from communique.inputs.blocks import Contents, Extracted, nothing
from communique.inputs.codes import LOST, OTHER_ENCODING, lost_characters
from communique.inputs.html.notes import AROUND, Aside, Notes, main_part
from communique.inputs.html.tree import Node, tree
from communique.inputs.html.walk import Walk
from communique.inputs.writing import printed_title, taken_out, without_marker

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_TITLES = ("dcterms.title", "dc.title", "og:title")
_DATES = ("dcterms.date", "dc.date", "dcterms.issued", "article:published_time", "pubdate", "date")
_SOURCES = ("canonical", "og:url", "dcterms.source", "dc.source")
_ADDRESS = re.compile(r"https?://\S+$")
TAGS = 4
"""A page may have so many tags for each line that a text may have."""
_SITE = re.compile(r"(?<=\s)[|–—·»-](?=\s)")


def extract(source: Source, limits: Limits) -> Extracted:
    """The text of a web page as Markdown, and what is left out of it. Never raises.

    Of a page that communique wrote it is the record that the page carries.
    """
    text, findings = decoded(source.data)
    if text.count("<") > TAGS * limits.lines:
        message = say("the page has more than {tags} tags", tags=TAGS * limits.lines)
        hint = say("raise the limit if you trust the file")
        return nothing(TOO_LARGE, message, hint)
    root = tree(text)
    scripts = (node for node in root.walk() if node.name == "script" and node.get("id") == "[json]")
    carried = next((each for each in scripts if each.get("type") == "application/json"), None)
    if carried is not None:
        record = "".join(child for child in carried.children if isinstance(child, str))
        return Extracted("", tuple(findings), record=record)
    part = main_part(root)
    notes, aside = Notes(part), Aside()
    if part is not root:
        _around(root, part, aside)
    contents = Contents(Walk(notes, aside).blocks(part))
    for holder, number in notes.holders.items():
        contents.notes[number] = without_marker(Walk(notes, aside, number).blocks(holder), notes.markers[number])
    head = _head(root)
    given = next((head[key] for key in _TITLES if head.get(key)), head.get("title", ""))
    contents.title, unprinted = printed_title(given, contents)
    if unprinted:  # as where the name of the site stands behind it
        first = _SITE.split(given)[0].strip()
        contents.title, still = printed_title(first, contents) if len(first) > 12 else ("", unprinted)
        unprinted = unprinted if still else []
    contents.date = next((match[0] for key in _DATES if (match := _DAY.match(head.get(key, "")))), "")
    contents.source_url = next((head[key] for key in _SOURCES if _ADDRESS.match(head.get(key, ""))), "")
    findings += [*unprinted, *chain.from_iterable(starmap(codes.set_aside, aside.words.items()))]
    if any(marker != str(number) for number, marker in notes.markers.items()):
        findings.append(codes.renumbered())
    return taken_out(contents, findings)


def _around(body: Node, part: Node, aside: Aside) -> None:
    """Keep the words outside the part of a page that is read."""
    above = set(part.above())
    waiting: list[Node | str] = list(reversed(body.children))
    while waiting:
        node = waiting.pop()
        if isinstance(node, str):
            aside.keep(AROUND, node)
        elif node is part:
            continue
        elif node in above:
            waiting.extend(reversed(node.children))
        elif not aside.takes(node):
            aside.keep(AROUND, node.text)


def _head(root: Node) -> dict[str, str]:
    """What the page says of itself: its title, its own address, and the contents of its `meta` elements by name."""
    found: dict[str, str] = {}
    for node in root.walk():
        if node.name == "title" and node.parent is not None and node.parent.name != "svg":
            found.setdefault("title", " ".join(node.text.split()))
        elif node.name == "link" and node.get("rel").lower() == "canonical":
            found.setdefault("canonical", node.get("href").strip())
        elif node.name == "meta":
            name = (node.get("name") or node.get("property")).lower()
            if name:
                found.setdefault(name, " ".join(node.get("content").split()))
    return found


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
