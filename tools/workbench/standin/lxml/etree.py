"""The part of `lxml.etree` that the workbench needs, on the parsers of Python's own library.

DOCX is read with it. A page that communique writes is read back with it, which gives the hash of
its words. Pages of others, which may lack end tags, are refused by the workbench: here they would
come out otherwise than in lxml. As with lxml, comments and processing instructions are left out and
no entity of XML is expanded.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser as Events
from typing import Protocol
from xml.etree import ElementTree as ET
from xml.etree.ElementTree import TreeBuilder, XMLParser


class XMLSyntaxError(SyntaxError):
    """What is parsed is not XML."""


@dataclass
class _Information:
    doctype: str


@dataclass
class _Tree:
    docinfo: _Information


class _Element(ET.Element):
    """An element that knows, as the root, whether a document type was declared."""

    doctype = ""

    def iterchildren(self, tag: str) -> Iterator[ET.Element]:
        """The children of a name."""
        return (child for child in self if child.tag == tag)

    def iter(self, *tags: str) -> Iterator[ET.Element]:  # type: ignore[override]
        """This element and all below it, of these names; without names all of them."""
        every = super().iter()
        return (each for each in every if each.tag in tags) if tags else every

    def getroottree(self) -> _Tree:
        """What lxml knows about the document."""
        return _Tree(_Information(self.doctype))


class _Builder(TreeBuilder):
    """Makes elements; counts the beginnings of those that the caller wants to hear of."""

    def __init__(self, tags: tuple[str, ...]) -> None:
        super().__init__(element_factory=_Element)
        self.tags = tags
        self.begun = 0
        self.named = ""

    def start(self, tag: str, attrs: dict[str, str]) -> ET.Element:
        """An element begins."""
        if tag in self.tags:
            self.begun += 1
        return super().start(tag, attrs)

    def doctype(self, name: str, pubid: str | None, system: str | None) -> None:
        """A document type is declared: nothing else is read of it, and entities stay unknown."""
        del pubid, system
        self.named = name


class XMLPullParser:
    """Parses bytes as they come."""

    def __init__(
        self, events: tuple[str, ...], *, tag: tuple[str, ...] = (), **_: object
    ) -> None:
        del events  # only beginnings are asked for
        self._builder = _Builder(tag)
        self._parser = XMLParser(target=self._builder)  # noqa: S314 - expat bounds entities; a DOCTYPE is refused

    def feed(self, data: bytes) -> None:
        """Take more bytes. Raises XMLSyntaxError."""
        try:
            self._parser.feed(data)
        except ET.ParseError as error:
            raise XMLSyntaxError(str(error)) from None

    def read_events(self) -> Iterator[None]:
        """One event for each wanted element that began since this was last asked."""
        begun = self._builder.begun
        self._builder.begun = 0
        yield from [None] * begun

    def close(self) -> _Element:
        """The root of what was parsed. Raises XMLSyntaxError."""
        try:
            root = self._parser.close()
        except ET.ParseError as error:
            raise XMLSyntaxError(str(error)) from None
        assert isinstance(root, _Element)
        root.doctype = self._builder.named
        return root


class Target(Protocol):
    """Takes what a parser of HTML finds."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """A start tag."""

    def end(self, name: str) -> None:
        """An end tag."""

    def data(self, words: str) -> None:
        """Words."""

    def close(self) -> object:
        """The end of the page; returns what was made of it."""


class HTMLParser:
    """Parses a page whose elements all have their end tags."""

    def __init__(self, target: Target, **_: object) -> None:
        self._target = target
        self._events = _Events(target)

    def feed(self, data: bytes) -> None:
        """Take the bytes of a page, in UTF-8."""
        self._events.feed(data.decode())

    def close(self) -> object:
        """What the target made of the page."""
        self._events.close()
        return self._target.close()


class _Events(Events):
    def __init__(self, target: Target) -> None:
        super().__init__(convert_charrefs=True)
        self._target = target

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A start tag."""
        self._target.start(tag, {name: value or "" for name, value in attrs})

    def handle_endtag(self, tag: str) -> None:
        """An end tag."""
        self._target.end(tag)

    def handle_data(self, data: str) -> None:
        """Words between tags."""
        self._target.data(data)
