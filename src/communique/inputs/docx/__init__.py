"""DOCX (ECMA-376, Office Open XML): the text of a word processor's file as it is printed, lists
counted, notes in their places.

Its package is bounded, and never followed out of the file.
"""

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from xml.sax import SAXException

from lxml import etree
from lxml.etree import _Element as Element

from communique.core import codes
from communique.core.diagnostics import Diagnostic, Severity
from communique.core.message import say
from communique.core.source import OLE, Limits, Source
from communique.inputs import notices
from communique.inputs.blocks import Contents, Extracted, nothing, with_record
from communique.inputs.carried import NAMESPACE, unpacked
from communique.inputs.docx.numbering import Numbering, Styles, child, value, whole
from communique.inputs.docx.story import File, Notes, Seen, Story, words_of
from communique.inputs.writing import flat, printed_title, taken_out, without_marker

_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_STRICT, _USUAL = (
    b"http://purl.oclc.org/ooxml/%s/%s",
    b"http://schemas.openxmlformats.org/%s/2006/%s",
)
"""The names of the strict form of the standard, and those of the form that nearly every program
writes.
"""
_SPACES = ((b"wordprocessingml", b"main"), (b"officeDocument", b"relationships"))
_BROKEN = (
    zipfile.BadZipFile, zlib.error, EOFError, ValueError, OSError, KeyError, IndexError,
    NotImplementedError,  # raised of a compression that is not known
)  # fmt: skip
"""What `zipfile` raises of damaged archives."""


class Unusable(Exception):
    """Why nothing can be read of the file, as `nothing` takes it: a code, a message, a hint."""


def _locked() -> Unusable:
    return Unusable(
        codes.ENCRYPTED, say("the file is locked with a password"), say("save it without one")
    )


class Package:
    """The parts of a file by name.

    What is taken out of it comes to at most `limits.size` bytes, all parts together.
    """

    def __init__(self, source: Source, limits: Limits) -> None:
        """Opens the archive; raises Unusable where it is none, or locked."""
        if source.data.startswith(OLE):
            if "EncryptedPackage".encode("utf-16-le") in source.data:
                raise _locked()
            hint = say("open it in a word processor and save it as DOCX")
            raise Unusable(
                codes.DAMAGED, say("this is a file of an older Office format, not DOCX"), hint
            )
        try:
            self.archive = zipfile.ZipFile(io.BytesIO(source.data))
        except _BROKEN:
            message = say(
                "the file is damaged: it begins or is named like a DOCX, and is no whole ZIP archive"
            )
            hint = say("get it again, or open and save it in a word processor")
            raise Unusable(codes.DAMAGED, message, hint) from None
        self.left = self.size = limits.size
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
            message = say("the file is damaged: its part {name} cannot be unpacked", name=name)
            raise Unusable(codes.DAMAGED, message) from None
        self.left -= len(found)
        if self.left < 0:
            message = say("what is packed in the file is larger than {size} bytes", size=self.size)
            raise Unusable(codes.INFLATED, message, say("raise the limit if you trust the file"))
        return found

    def tree(self, name: str) -> Element | None:
        """A part as XML, or None if there is no such part.

        Raises Unusable if it is not XML that may be read.

        Entities are not expanded and nothing outside is opened; a part with a DOCTYPE is refused,
        as no program writes one.
        """
        data = self.data(name)
        if data is None:
            return None
        for space in _SPACES:
            data = data.replace(_STRICT % space, _USUAL % space)
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
        )
        try:
            root = etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, SAXException, ValueError):
            raise Unusable(
                codes.DAMAGED, say("the file is damaged: its part {name} is not XML", name=name)
            ) from None
        if root.getroottree().docinfo.doctype:
            message = say(
                "the part {name} has a document type declaration, which is never read", name=name
            )
            raise Unusable(codes.DAMAGED, message)
        return root

    def relations(self, name: str) -> list[tuple[str, str]]:
        """What a part refers to within the file: the last word of the kind, and the target."""
        folder, file = posixpath.split(name)
        root = self.tree(posixpath.join(folder, "_rels", f"{file}.rels"))
        found: list[tuple[str, str]] = []
        if root is None:
            return found
        for each in root.iter(_RELATIONSHIP):
            if each.get("TargetMode") != "External":
                target = posixpath.normpath(
                    posixpath.join("/", folder, each.get("Target", ""))
                ).lstrip("/")
                found.append((each.get("Type", "").rpartition("/")[2], target))
        return found

    def document(self) -> str:
        """The name of the part that is the document. Raises Unusable if there is none."""
        named = (target for kind, target in self.relations("") if kind == "officeDocument")
        for name in (*named, "word/document.xml"):
            if name in self.names:
                return name
        raise Unusable(codes.DAMAGED, say("the ZIP archive holds no document of a word processor"))


_DC = "{http://purl.org/dc/elements/1.1/}"
_KINDS = {
    "chart": say("charts"), "relIds": say("diagrams"), "altChunk": say("embedded files"), "subDoc": say("subdocuments"),
    "OLEObject": say("objects"),
}  # fmt: skip
"""What can hold words and is no text of the file, by its element."""
Relations = list[tuple[str, str]]


def extract(source: Source, limits: Limits) -> Extracted:
    """The text of a DOCX file as Markdown, and what is left out of it.

    Never raises; what cannot be opened is a finding.
    """
    try:
        return _read(Package(source, limits))
    except Unusable as error:
        return nothing(*error.args)


def _read(package: Package) -> Extracted:
    name = package.document()
    root = package.tree(name)
    relations = package.relations(name)
    body = child(root, "body")
    if root is None or body is None:
        message = say("the file is damaged: its part {name} holds no document", name=name)
        raise Unusable(codes.DAMAGED, message)
    parts = dict(reversed(relations))

    def part(kind: str) -> Element | None:
        return package.tree(parts[kind]) if kind in parts else None

    styles = Styles(part("styles"))
    notes = Notes({"footnote": part("footnotes"), "endnote": part("endnotes")})
    file = File(styles, Numbering(part("numbering"), styles), notes, Seen())
    file.number(root)
    contents = Contents(Story(file).blocks(body))
    written = 0
    while written < len(notes.numbers):  # a note can call another
        for key, number in list(notes.numbers.items())[written:]:
            contents.notes[number] = Story(file).blocks(notes.elements[key])
            written += 1
    contents.markers = notes.markers
    for number, sign in notes.signs.items():
        without_marker(contents.notes[number], sign)
    targets = (target for kind, target in package.relations("") if kind == "core-properties")
    properties = package.tree(next(targets, ""))
    title = properties.findtext(f"{_DC}title") if properties is not None else ""
    contents.title, unprinted = printed_title(title or "", contents)
    findings = (
        *unprinted,
        *_of_reading(file, part("settings")),
        *_of_words(file, package, relations, part("comments")),
        *_of_parts(file.seen, macros=any("vbaProject" in each for each in package.names)),
    )
    hint = say("a scanned text has to be recognised first (OCR)") if file.seen.pictures else None
    found = taken_out(contents, findings, hint)
    record = _record(package, relations)
    return found if record is None else with_record(found, unpacked(record))


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
    """That changes were taken for accepted.

    That numbers of notes are ours where the file prints others.
    """
    seen, notes = file.seen, file.notes
    if seen.deleted + seen.inserted:
        message = say(
            "the file has tracked changes and is read as if all were accepted: {inserted} words come in, {deleted} go",
            inserted=seen.inserted,
            deleted=seen.deleted,
        )
        yield Diagnostic.of(codes.CHANGES, message)
    kinds = {kind for kind, _ in notes.numbers}
    given = [child(settings, f"{kind}Pr") for kind in kinds]
    own = any(
        (value(child(each, "numFmt")) or "decimal") != "decimal"
        or whole(value(child(each, "numStart")), 1) != 1
        for each in given
    )
    if own or "endnote" in kinds or notes.signs.keys() != notes.own.keys():
        yield notices.renumbered()


def _of_words(
    file: File, package: Package, relations: Relations, comments: Element | None
) -> Iterator[Diagnostic]:
    """Words of the file that are not in the text: of headers and footers each once, but figures
    alone, which are page numbers.
    """
    aside = File(file.styles, file.numbering, file.notes, Seen())
    headers = {
        "header": say("the words of a page's header"),
        "footer": say("the words of a page's footer"),
    }
    for kind, what in headers.items():
        roots = [
            package.tree(target)
            for target in sorted(target for each, target in relations if each == kind)
        ]
        parts = [Story(aside).blocks(root) for root in roots if root is not None]
        running = [
            " ".join(" ".join(each.text for each in flat(blocks)).split()) for blocks in parts
        ]
        for words in dict.fromkeys(running):
            yield from notices.set_aside(what, [words] if any(map(str.isalpha, words)) else [])
    seen, notes = file.seen, file.notes
    uncalled = [words_of(note) for key, note in notes.elements.items() if key not in notes.numbers]
    for what, found in (
        (say("hidden words"), seen.hidden),
        (say("words within the code of a field"), seen.codes),
        (say("readings above characters"), seen.readings),
        (say("a note that nothing calls"), uncalled),
        (say("comments"), [words_of(comments)] if comments is not None else []),
    ):
        yield from notices.set_aside(what, ["".join(found)])


def _of_parts(seen: Seen, *, macros: bool) -> Iterator[Diagnostic]:
    for what, number in seen.unread.items():
        yield Diagnostic.of(
            codes.NOT_READ, say("{what} that are not read: {n}", what=_KINDS[what], n=number)
        )
    if seen.pictures:
        message = say("{what} that are not read: {n}", what=say("pictures"), n=seen.pictures)
        yield Diagnostic.of(codes.NOT_READ, message, severity=Severity.INFO)
    if macros:
        yield Diagnostic.of(
            codes.NOT_READ, say("the file's macros are not run"), severity=Severity.INFO
        )
    for name, number in seen.unknown.items():
        message = say(
            "characters {name} of a symbol font that are not known: {n}", name=name, n=number
        )
        yield Diagnostic.of(codes.NOT_READ, message)
