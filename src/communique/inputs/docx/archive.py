"""The package that a DOCX file is: its parts and what they refer to. Bounded, never followed out of the file."""

import io
import posixpath
import zipfile
import zlib
from typing import TYPE_CHECKING
from xml.sax import SAXException

from communique.core.diagnostics import Code, Diagnostic
from communique.core.message import Message, say
from communique.core.source import OLE, Limits, Source
from communique.inputs import codes

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_STRICT, _USUAL = b"http://purl.oclc.org/ooxml/%s/%s", b"http://schemas.openxmlformats.org/%s/2006/%s"
"""The names of the strict form of the standard, and those of the form that nearly every program writes."""
_SPACES = ((b"wordprocessingml", b"main"), (b"officeDocument", b"relationships"))
_BROKEN = (
    zipfile.BadZipFile, zlib.error, EOFError, ValueError, OSError, KeyError, IndexError,
    NotImplementedError,  # raised of a compression that is not known
)  # fmt: skip
"""What `zipfile` raises of damaged archives."""


class Unusable(Exception):
    """Why nothing can be read of the file."""

    def __init__(self, code: Code, message: Message, hint: Message | None = None) -> None:
        """The finding that says so."""
        super().__init__(message)
        self.finding = Diagnostic.of(code, message, hint=hint)


def _locked() -> Unusable:
    return Unusable(codes.ENCRYPTED, say("the file is locked with a password"), say("save it without one"))


class Package:
    """The parts of a file by name. What is taken out of it comes to at most `limits.size` bytes, all parts together."""

    def __init__(self, source: Source, limits: Limits) -> None:
        """Opens the archive; raises Unusable where it is none, or locked."""
        if source.data.startswith(OLE):
            if "EncryptedPackage".encode("utf-16-le") in source.data:
                raise _locked()
            hint = say("open it in a word processor and save it as DOCX")
            raise Unusable(codes.DAMAGED, say("this is a file of an older Office format, not DOCX"), hint)
        try:
            self.archive = zipfile.ZipFile(io.BytesIO(source.data))
        except _BROKEN:
            message = say("the file is damaged: it begins or is named like a DOCX, and is no whole ZIP archive")
            raise Unusable(
                codes.DAMAGED, message, say("get it again, or open and save it in a word processor")
            ) from None
        self.left = self.size = limits.size
        self.names = set(self.archive.namelist())

    def data(self, name: str) -> bytes | None:
        """The bytes of a part, or None if there is no such part. Raises Unusable if it is locked, broken or too large."""
        if name not in self.names:
            return None
        try:
            with self.archive.open(name) as part:
                found = part.read(self.left + 1)
        except RuntimeError:  # of zipfile: the part is encrypted
            raise _locked() from None
        except _BROKEN:
            raise Unusable(
                codes.DAMAGED, say("the file is damaged: its part {name} cannot be unpacked", name=name)
            ) from None
        self.left -= len(found)
        if self.left < 0:
            message = say("what is packed in the file is larger than {size} bytes", size=self.size)
            raise Unusable(codes.INFLATED, message, say("raise the limit if you trust the file"))
        return found

    def tree(self, name: str) -> "Element | None":
        """A part as XML, or None if there is no such part. Raises Unusable if it is not XML that may be read.

        Entities are not expanded and nothing outside is opened; a part with a DOCTYPE is refused, as no program writes one.
        """
        from lxml import etree

        data = self.data(name)
        if data is None:
            return None
        for space in _SPACES:
            data = data.replace(_STRICT % space, _USUAL % space)
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
        )
        try:
            root = etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, SAXException, ValueError):
            raise Unusable(codes.DAMAGED, say("the file is damaged: its part {name} is not XML", name=name)) from None
        if root.getroottree().docinfo.doctype:
            message = say("the part {name} has a document type declaration, which is never read", name=name)
            raise Unusable(codes.DAMAGED, message)
        return root

    def relations(self, name: str) -> list[tuple[str, str]]:
        """What a part refers to within the file: the last word of the kind, and the target."""
        folder, file = posixpath.split(name)
        root = self.tree(posixpath.join(folder, "_rels", f"{file}.rels"))
        found: list[tuple[str, str]] = []
        for each in root.iter(_RELATIONSHIP) if root is not None else ():
            if each.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, each.get("Target", ""))).lstrip("/")
                found.append((each.get("Type", "").rpartition("/")[2], target))
        return found

    def document(self) -> str:
        """The name of the part that is the document. Raises Unusable if there is none."""
        named = (target for kind, target in self.relations("") if kind == "officeDocument")
        for name in (*named, "word/document.xml"):
            if name in self.names:
                return name
        raise Unusable(codes.DAMAGED, say("the ZIP archive holds no document of a word processor"))
