"""DOCX (ECMA-376, Office Open XML): the text of a word processor's file as it is printed, lists
counted, notes in their places.

Its package is bounded, and never followed out of the file.
"""

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from itertools import chain
from xml.sax import SAXException

from lxml import etree
from lxml.etree import _Element as Element

from communique.core import codes
from communique.core.diagnostics import Diagnostic, Severity
from communique.core.message import Message, say
from communique.core.source import OLE, Limits, Source
from communique.inputs import notices
from communique.inputs.blocks import Block, Contents, Extracted, nothing, with_record
from communique.inputs.carried import NAMESPACE, unpacked
from communique.inputs.docx.numbering import Numbering, Styles, W, child, value, whole
from communique.inputs.docx.story import File, Notes, Seen, Story, words_of
from communique.inputs.writing import flat, printed_title, taken_out, without_marker

_RELATIONSHIP = (
    "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
)
_STRICT = b"http://purl.oclc.org/ooxml/%s/%s"
"""The names of the strict form of the standard."""
_USUAL = b"http://schemas.openxmlformats.org/%s/2006/%s"
"""The names of the form that nearly every program writes."""
_SPACES = ((b"wordprocessingml", b"main"), (b"officeDocument", b"relationships"))
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    ValueError,
    OSError,
    KeyError,
    IndexError,
    NotImplementedError,  # of a compression that is not known
)
"""What `zipfile` raises of damaged archives."""
_LINES = tuple(f"{W}{name}" for name in ("p", "br", "cr"))
"""Elements that are lines of a text, whether they have words or not."""
_PART = 1 << 16
"""This many bytes are parsed at once, and their lines counted."""


class Unusable(Exception):
    """Why nothing can be read of the file, as `nothing` takes it: a code, a message, a hint."""


def _locked() -> Unusable:
    message = say("the file is locked with a password")
    return Unusable(codes.ENCRYPTED, message, say("save it without one"))


def _damaged(message: Message) -> Unusable:
    return Unusable(codes.DAMAGED, message)


class Package:
    """The parts of a file by name.

    All parts that are read come to at most `limits.size` bytes and `limits.lines` lines.
    """

    def __init__(self, source: Source, limits: Limits) -> None:
        """Opens the archive; raises Unusable where it is none, or locked."""
        if source.data.startswith(OLE):
            if "EncryptedPackage".encode("utf-16-le") in source.data:
                raise _locked()
            message = say("this is a file of an older Office format, not DOCX")
            hint = say("open it in a word processor and save it as DOCX")
            raise Unusable(codes.DAMAGED, message, hint)
        try:
            self.archive = zipfile.ZipFile(io.BytesIO(source.data))
        except _BROKEN:
            message = say(
                "the file is damaged: it begins or is named like a DOCX, but is not a complete ZIP archive"
            )
            hint = say("get it again, or open and save it in a word processor")
            raise Unusable(codes.DAMAGED, message, hint) from None
        self.limits = limits
        self.left = limits.size
        self.lines_left = limits.lines
        self.names = set(self.archive.namelist())

    def data(self, name: str) -> bytes | None:
        """The bytes of a part, or None if there is no such part.

        Raises Unusable if it is locked, broken or too large.
        """
        if name not in self.names:
            return None
        try:
            with self.archive.open(name) as part:
                found = part.read(self.left + 1)
        except RuntimeError:  # of zipfile: the part is encrypted
            raise _locked() from None
        except _BROKEN:
            message = say(
                "the file is damaged: its part {name} cannot be unpacked", name=name
            )
            raise _damaged(message) from None
        self.left -= len(found)
        if self.left < 0:
            size = self.limits.size
            message = say(
                "the unpacked content of the file is larger than {size} bytes",
                size=size,
            )
            raise Unusable(
                codes.INFLATED, message, say("raise the limit if you trust the file")
            )
        return found

    def tree(self, name: str) -> Element | None:
        """A part as XML, or None if there is no such part.

        Raises Unusable if it is not XML that may be read, or has too many lines.

        Entities are not expanded and nothing outside is opened; a part with a DOCTYPE is refused,
        as no program writes one.
        """
        data = self.data(name)
        if data is None:
            return None
        for space in _SPACES:
            data = data.replace(_STRICT % space, _USUAL % space)
        try:
            root = self._parsed(data)
        except (etree.XMLSyntaxError, SAXException, ValueError):
            message = say("the file is damaged: its part {name} is not XML", name=name)
            raise _damaged(message) from None
        if root.getroottree().docinfo.doctype:
            message = say(
                "the part {name} has a document type declaration, which is never read",
                name=name,
            )
            raise _damaged(message)
        return root

    def _parsed(self, data: bytes) -> Element:
        """The root of XML. Lines are counted as they arrive: too many raise Unusable at once."""
        parser = etree.XMLPullParser(
            ("start",),
            tag=_LINES,
            resolve_entities=False,
            no_network=True,
            remove_comments=True,
            remove_pis=True,
        )
        for begin in range(0, len(data), _PART):
            parser.feed(data[begin : begin + _PART])
            self.lines_left -= sum(1 for _ in parser.read_events())
            if self.lines_left < 0:
                lines = self.limits.lines
                message = say("the file has more than {lines} lines", lines=lines)
                hint = say("raise the limit if you trust the file")
                raise Unusable(codes.TOO_LARGE, message, hint)
        root: Element = parser.close()
        return root

    def relations(self, name: str) -> list[tuple[str, str]]:
        """What a part refers to within the file: the last word of the kind, and the target."""
        folder, file = posixpath.split(name)
        root = self.tree(posixpath.join(folder, "_rels", f"{file}.rels"))
        found: list[tuple[str, str]] = []
        if root is None:
            return found
        for each in root.iter(_RELATIONSHIP):
            if each.get("TargetMode") == "External":
                continue
            kind = each.get("Type", "").rpartition("/")[2]
            path = posixpath.join("/", folder, each.get("Target", ""))
            found.append((kind, posixpath.normpath(path).lstrip("/")))
        return found

    def document(self) -> str:
        """The name of the part that is the document. Raises Unusable if there is none."""
        named = [
            target for kind, target in self.relations("") if kind == "officeDocument"
        ]
        for name in (*named, "word/document.xml"):
            if name in self.names:
                return name
        raise _damaged(say("the ZIP archive holds no document of a word processor"))


_DC = "{http://purl.org/dc/elements/1.1/}"
_KINDS = {
    "chart": say("charts"),
    "relIds": say("diagrams"),
    "altChunk": say("embedded files"),
    "subDoc": say("subdocuments"),
    "OLEObject": say("objects"),
}
"""What can hold words and is no text of the file, by its element."""
Relations = list[tuple[str, str]]


def extract(source: Source, limits: Limits) -> Extracted:
    """The lines of a DOCX file, and what is left out of it.

    Never raises; what cannot be opened is a finding.
    """
    try:
        return _read(Package(source, limits))
    except Unusable as error:
        return nothing(*error.args)


class _Parts:
    """The parts that a document refers to, by the last word of their kind."""

    def __init__(self, package: Package, relations: Relations) -> None:
        self.package = package
        self.relations = relations

    def one(self, kind: str) -> Element | None:
        """The first part of a kind."""
        names = self._names(kind)
        return self.package.tree(names[0]) if names else None

    def all(self, kind: str) -> list[Element]:
        """All parts of a kind, by their names in order."""
        roots = [self.package.tree(name) for name in sorted(self._names(kind))]
        return [root for root in roots if root is not None]

    def _names(self, kind: str) -> list[str]:
        return [target for each, target in self.relations if each == kind]


def _read(package: Package) -> Extracted:
    name = package.document()
    root = package.tree(name)
    if root is None or child(root, "body") is None:
        raise _damaged(
            say("the file is damaged: its part {name} holds no document", name=name)
        )
    relations = package.relations(name)
    parts = _Parts(package, relations)
    styles = Styles(parts.one("styles"))
    notes = Notes(
        {"footnote": parts.one("footnotes"), "endnote": parts.one("endnotes")}
    )
    file = File(styles, Numbering(parts.one("numbering"), styles), notes, Seen())
    file.number(root)
    bodies = root.iterchildren(f"{W}body")  # a damaged file can have several
    contents = Contents(Story(file).blocks(chain.from_iterable(bodies)))
    _put_notes(file, contents)
    contents.title, findings = printed_title(_named(package), contents)
    findings += _of_reading(file, parts.one("settings"))
    findings += _of_words(file, parts)
    findings += _of_parts(
        file.seen, macros=any("vbaProject" in each for each in package.names)
    )
    hint = (
        say("a scanned text has to be recognised first (OCR)")
        if file.seen.pictures
        else None
    )
    found = taken_out(contents, findings, hint)
    record = _record(package, relations)
    return found if record is None else with_record(found, unpacked(record))


def _put_notes(file: File, contents: Contents) -> None:
    """Put in the notes that are called; a note can call another."""
    notes = file.notes
    written = 0
    while written < len(notes.numbers):
        for key, number in list(notes.numbers.items())[written:]:
            contents.notes[number] = Story(file).blocks(notes.elements[key])
            written += 1
    contents.markers = notes.markers
    for number, sign in notes.signs.items():
        without_marker(contents.notes[number], sign)


def _named(package: Package) -> str:
    """The title in the properties of a file; empty without one."""
    for kind, target in package.relations(""):
        if kind == "core-properties":
            properties = package.tree(target)
            if properties is None:
                return ""
            return properties.findtext(f"{_DC}title") or ""
    return ""


def _record(package: Package, relations: Relations) -> str | None:
    """The record in a custom XML part of the file; None where no part holds one.

    What others keep in such parts is not read.
    """
    for kind, target in relations:
        if kind != "customXml":
            continue
        try:
            data = package.data(target) or b""
            root = package.tree(target) if NAMESPACE.encode() in data else None
        except Unusable:
            continue
        if root is not None and root.tag == f"{{{NAMESPACE}}}record":
            return root.text or ""
    return None


def _of_reading(file: File, settings: Element | None) -> Iterator[Diagnostic]:
    """That changes were taken for accepted, and that notes are numbered by us."""
    seen = file.seen
    if seen.deleted or seen.inserted:
        message = say(
            "the file has tracked changes and is read as if all were accepted: {inserted} words come in, {deleted} go",
            inserted=seen.inserted,
            deleted=seen.deleted,
        )
        yield Diagnostic.of(codes.CHANGES, message)
    if _are_renumbered(file.notes, settings):
        yield notices.renumbered()


def _are_renumbered(notes: Notes, settings: Element | None) -> bool:
    """Whether the file prints other numbers of notes than those that are read."""
    kinds = {kind for kind, _ in notes.numbers}
    if "endnote" in kinds or notes.signs.keys() != notes.own.keys():
        return True
    for kind in kinds:
        given = child(settings, f"{kind}Pr")
        form = value(child(given, "numFmt")) or "decimal"
        start = whole(value(child(given, "numStart")), 1)
        if form != "decimal" or start != 1:
            return True
    return False


def _of_words(file: File, parts: _Parts) -> Iterator[Diagnostic]:
    """Words of the file that are not in the text.

    Those of headers and footers each once, but figures alone, which are page numbers.
    """
    aside = File(file.styles, file.numbering, file.notes, Seen())
    headers = {
        "header": say("the words of a page's header"),
        "footer": say("the words of a page's footer"),
    }
    for kind, what in headers.items():
        running = [_in_one_line(Story(aside).blocks(root)) for root in parts.all(kind)]
        for words in dict.fromkeys(running):
            if any(map(str.isalpha, words)):
                yield from notices.set_aside(what, [words])
    seen = file.seen
    notes = file.notes
    uncalled = [
        words_of(note)
        for key, note in notes.elements.items()
        if key not in notes.numbers
    ]
    comments = parts.one("comments")
    for what, found in (
        (say("hidden words"), seen.hidden),
        (say("words within the code of a field"), seen.codes),
        (say("readings above characters"), seen.readings),
        (say("words of another form of the same content"), seen.others),
        (say("words in elements that are not known"), seen.passed),
        (say("a note that nothing calls"), uncalled),
        (say("comments"), [] if comments is None else [words_of(comments)]),
    ):
        yield from notices.set_aside(what, ["".join(found)])


def _in_one_line(blocks: list[Block]) -> str:
    """The words of blocks, white space folded."""
    return " ".join(" ".join(each.text for each in flat(blocks)).split())


def _of_parts(seen: Seen, *, macros: bool) -> Iterator[Diagnostic]:
    for what, number in seen.unread.items():
        yield Diagnostic.of(
            codes.NOT_READ,
            say("{what} that are not read: {n}", what=_KINDS[what], n=number),
        )
    if seen.pictures:
        message = say(
            "{what} that are not read: {n}", what=say("pictures"), n=seen.pictures
        )
        yield Diagnostic.of(codes.NOT_READ, message, severity=Severity.INFO)
    if macros:
        yield Diagnostic.of(
            codes.NOT_READ, say("the file's macros are not run"), severity=Severity.INFO
        )
    for name, number in seen.unknown.items():
        message = say(
            "characters {name} of a symbol font that are not known: {n}",
            name=name,
            n=number,
        )
        yield Diagnostic.of(codes.NOT_READ, message)
