"""The formats, each a room of its own; none imports another. To add one: add a room, and a line to `FORMATS`."""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, cast

from communique.diagnostics import Diagnostic
from communique.errors import NotWritable, UnknownFormat
from communique.faults import attempted
from communique.message import say
from communique.source import Source

if TYPE_CHECKING:  # which formats there are can be asked without loading the model
    from xml.etree.ElementTree import Element

    from communique.draft import Parsed, ReadOptions
    from communique.model import Declaration


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its name, the file endings that imply it, and the room whose `read` and `write` do the work.

    A room is imported when it is first used. Where a declaration fills `several` files the room has `write_files` too;
    where what is written says from where in its source each part was read (`placed`) it has `write_parsed`.
    """

    name: str
    suffixes: tuple[str, ...]
    room: str
    reads: bool = True
    writes: bool = True
    several: bool = False
    placed: bool = False

    def read(self, source: Source, options: "ReadOptions | None" = None) -> "Parsed":
        """What the source holds; never raises, whatever its bytes. Raises UnknownFormat if the format is not read."""
        return self.read_with_tree(source, options)[0]

    def read_with_tree(self, source: Source, options: "ReadOptions | None" = None) -> "tuple[Parsed, Element | None]":
        """What `read` gives, and the tree it was read from if the format is Akoma Ntoso: rules look at it."""
        if not self.reads:
            raise UnknownFormat(f"{self.name} is written, not read; read the text in it, or what it was written from")
        from communique.draft import Parsed, ReadOptions

        told = options or ReadOptions()
        what = say("the reader of {name}", name=self.name)
        if self.name == "akn":
            found = attempted(what, lambda: self._call("read_with_tree")(source, told))
        else:
            found = attempted(what, lambda: (self._call("read")(source, told), None))
        if isinstance(found, Diagnostic):
            return Parsed(source, None, (found,)), None
        return cast("tuple[Parsed, Element | None]", found)

    def write(self, declaration: "Declaration") -> str:
        """The declaration as text, the same bytes every time. Raises UnknownFormat if the format is not written."""
        if not self.writes:
            raise UnknownFormat(f"{self.name} is read, not written")
        return cast("str", self._written("write", declaration))

    def write_parsed(self, parsed: "Parsed") -> str:
        """What was read as text in this format, with places where the format has them; raises as `Parsed.require` too."""
        parsed.require()
        return cast("str", self._written("write_parsed", parsed)) if self.placed else self.write(parsed.require())

    def write_files(self, declaration: "Declaration") -> dict[str, str]:
        """The declaration as several files, by their names. Raises UnknownFormat if the format is one file."""
        if not self.several:
            raise UnknownFormat(f"{self.name} is one file, not several")
        return cast("dict[str, str]", self._written("write_files", declaration))

    def _call(self, name: str) -> Any:
        return getattr(import_module(f"communique.formats.{self.room}"), name)

    def _written(self, name: str, subject: object) -> Any:
        """What a writer makes. Raises NotWritable where it breaks down."""
        written = attempted(say("the writer of {name}", name=self.name), lambda: self._call(name)(subject))
        if isinstance(written, Diagnostic):
            raise NotWritable(f"{written.message}; {written.hint}")
        return written


FORMATS = (
    Format("akn", (".xml", ".akn"), "akn"),
    Format("json", (".json",), "native"),
    Format("text", (".txt", ".text", ".md", ".markdown"), "text"),
    Format("markdown", (".md", ".markdown"), "markdown", reads=False),
    Format("csv", (".csv",), "tables", reads=False, several=True),
    Format("jsonl", (".jsonl", ".ndjson"), "jsonl", reads=False),
    Format("jsonld", (".jsonld",), "jsonld", reads=False),
    Format("html", (".html", ".htm"), "html", reads=False, placed=True),
)
"""Every format, in the order in which they are tried on a source whose name says nothing."""


def format_named(name: str) -> Format:
    """The format of that name; raises UnknownFormat, listing the names, if there is none."""
    for known in FORMATS:
        if known.name == name:
            return known
    raise UnknownFormat(f"no format is named {name!r}; there are {', '.join(each.name for each in FORMATS)}")


def format_of(path: str) -> Format | None:
    """The format that a file name's ending implies of what is read, or None."""
    return next(_implied(path), None)


def format_to_write(path: str) -> Format | None:
    """The format that a file name's ending implies of what is written, or None: `.md` is read as text, written as Markdown."""
    return max(_implied(path), key=lambda known: not known.reads, default=None)


def format_to(output: str, target: str | None) -> Format:
    """What to write to a path, or to standard output (`-`): the format that is named, else by the ending, else json.

    Raises UnknownFormat where none is named and the path has no ending that implies one.
    """
    if target is not None:
        return format_named(target)
    if output == "-":
        return format_named("json")
    known = format_to_write(output)
    if known is None:
        names = ", ".join(each.name for each in FORMATS if each.writes)
        raise UnknownFormat(f"{output}: the ending implies no format; name one with --to: {names}")
    return known


def _implied(path: str) -> Iterator[Format]:
    suffix = PurePath(path).suffix.lower()
    return (known for known in FORMATS if suffix in known.suffixes)


def sniff(source: Source) -> Format:
    """The format of a source: by its name, else by its first character; text if that says nothing."""
    known = format_of(source.name)
    if known is not None:
        return known
    head = source.data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    return format_named("akn" if head.startswith(b"<") else "json" if head.startswith(b"{") else "text")
