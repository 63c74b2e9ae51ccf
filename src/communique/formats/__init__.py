"""The formats, each a package or module of its own; none imports another. To add one: add it, and a
line to `FORMATS`.
"""

import codecs
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import import_module
from pathlib import PurePath
from typing import TYPE_CHECKING, cast

from communique.core.codes import BROKEN_PLUGIN, OTHER_KIND, RECORD_USED
from communique.core.diagnostics import Diagnostic, in_order
from communique.core.errors import NotWritable, UnknownFormat
from communique.core.message import say
from communique.core.plugins import BrokenPlugin, TwoPlugins, plugins
from communique.core.source import OLE, Source
from communique.core.source_errors import attempted, oversized
from communique.inputs.encodings import decoded_by, without_places
from communique.inputs.notices import (
    garbled,
    record_damaged,
    record_set_aside,
    record_used,
)

if TYPE_CHECKING:  # which formats there are can be asked without loading the model
    from xml.etree.ElementTree import Element

    from communique.acts.follow_up import FollowUp
    from communique.draft import Parsed, ReadOptions
    from communique.inputs.carried import Carried
    from communique.model import Declaration
    from communique.places import SourcePlaces


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its name, the file endings that imply it, and the module that reads and
    writes it.

    The module is imported at first use. If the text has to be extracted from the file
    first, `taken_out` names the module of `communique.inputs` that does so, and the
    result is read as raw text. The output is text, or bytes if the format is `binary`.
    Modules of formats with `several` files have `write_files`; modules of formats that
    are `placed` have `write_read`, and those that are `layered` have
    `write_with_places`. A format that `carries` the record is written with or without
    it. `leaves` names the fields of a declaration that the writer leaves out, and
    `shows` the kinds of marks that it shows (None: all). `package` names the package
    that added the format.
    """

    name: str
    suffixes: tuple[str, ...]
    module: str
    reads: bool = True
    writes: bool = True
    binary: bool = False
    several: bool = False
    placed: bool = False
    layered: bool = False
    carries: bool = False
    taken_out: str | None = None
    leaves: frozenset[str] = frozenset()
    shows: frozenset[str] | None = None
    package: str = "communique.formats"

    @property
    def raw(self) -> bool:
        """True if the format is read as raw text, so that the structure is detected and
        hints apply.
        """
        return self.name == "text" or self.taken_out is not None

    def read(self, source: Source, options: "ReadOptions | None" = None) -> "Parsed":
        """Read a source. Never raises an error because of its bytes. Raises
        UnknownFormat if the format cannot be read.
        """
        return self.read_with_tree(source, options, kept=False)[0]

    def read_with_tree(
        self, source: Source, options: "ReadOptions | None" = None, *, kept: bool = True
    ) -> "tuple[Parsed, Element | None]":
        """Read a source, and return the XML tree as well if the format is Akoma Ntoso;
        rules use it.

        If the result is not `kept`, the tree is freed before the garbage collector
        looks at it.
        """
        if not self.reads:
            raise UnknownFormat(
                f"{self.name} is written, not read; read the text in it, or what it was written from"
            )
        from communique.draft import Parsed, ReadOptions

        told = options or ReadOptions()

        def work() -> "tuple[Parsed, Element | None]":
            parsed, root = self._read(source, told)
            return parsed, root if kept else None

        what = say("the reader of {name}", name=self.name)
        found = attempted(what, work, seconds=told.limits.seconds)
        if isinstance(found, Diagnostic):
            return Parsed(source, None, (found,)), None
        parsed, root = found
        return replace(_with_kind(self, source, parsed), hints=told.hints), root

    def read_texts(
        self, source: Source, options: "ReadOptions | None" = None
    ) -> "tuple[Parsed, ...]":
        """Read each text of a file, in order. Findings about the file are among those
        of the first text. A file that is a record, or that gives no declaration,
        counts as one text.

        Lines and pages count from the start of the file, offsets from the start of each
        text. Raises UnknownFormat if the format cannot be read.
        """
        from communique.draft import ReadOptions

        told = options or ReadOptions()
        whole = self.read(source, told)
        about_file = [
            each for each in whole.findings if each.code.code.startswith("INP")
        ]
        is_record = any(each.code == RECORD_USED for each in about_file)
        if whole.declaration is None or is_record or not self.raw:
            return (whole,)
        if self.taken_out is not None:
            told = self._with_lines(source, told)
        pieces = import_module("communique.detect.splitting").pieces(whole.source, told)
        if len(pieces) == 1:
            return (whole,)
        texts = [self._read_piece(piece, told_of_it) for piece, told_of_it in pieces]
        findings = in_order([*about_file, *texts[0].findings])
        texts[0] = replace(texts[0], findings=findings)
        return tuple(texts)

    def _read_piece(self, piece: Source, options: "ReadOptions") -> "Parsed":
        """What one text of a file is read as."""
        from communique.draft import Parsed

        read = import_module("communique.formats.text").read
        what = say("the reader of {name}", name=self.name)
        seconds = options.limits.seconds
        parsed = attempted(
            what, lambda: cast("Parsed", read(piece, options)), seconds=seconds
        )
        if isinstance(parsed, Diagnostic):
            return Parsed(piece, None, (parsed,))
        lines = () if options.lines is None else options.lines.lines
        return replace(parsed, lines=lines)

    def _with_lines(self, source: Source, options: "ReadOptions") -> "ReadOptions":
        """The options with the lines and the title that are taken out of a file."""
        from communique.inputs.apart import taken_out

        if options.encoding is not None and self.name in _ENCODED:
            source, _ = decoded_by(source, options.encoding)
        extracted = taken_out(str(self.taken_out), source, options.limits)
        return replace(options, title=extracted.title, lines=extracted.lines)

    def write(self, declaration: "Declaration", *, record: bool = True) -> str:
        """Write the declaration as text. The output is the same every time. `record`
        includes the record if the format can carry it. Raises UnknownFormat if the
        format cannot be written or is not text.
        """
        if self.binary:
            raise UnknownFormat(
                f"{self.name} is no text: write_bytes gives the bytes of the file"
            )
        return cast("str", self._written("write", declaration, record=record))

    def write_bytes(self, declaration: "Declaration", *, record: bool = True) -> bytes:
        """Write the declaration as the bytes of a file. The output is the same every
        time. `record` includes the record if the format can carry it.

        Raises UnknownFormat if the format cannot be written.
        """
        written = cast(
            "str | bytes", self._written("write", declaration, record=record)
        )
        return written.encode() if isinstance(written, str) else written

    def write_read(
        self,
        one: "Parsed | Declaration",
        beside: "Sequence[Declaration]" = (),
        ledger: "FollowUp | None" = None,
        *,
        record: bool = True,
    ) -> str:
        """Write a declaration, or the result of reading one, as text. The output
        includes places if the format has them.

        `beside` adds the same work in other languages; a ledger adds what became of the
        promises. Raises UnknownFormat if the format has no room for these, and
        NotReadable as `Parsed.require` does.
        """
        if self.placed:
            return cast(
                "str", self._written("write_read", one, beside, ledger, record=record)
            )
        if beside or ledger is not None:
            lacking = "other languages beside the first" if beside else "a follow-up"
            raise UnknownFormat(f"{self.name} has no place for {lacking}; html has")
        from communique.draft import Parsed

        declaration = one.require() if isinstance(one, Parsed) else one
        return self.write(declaration, record=record)

    def write_with_places(
        self, declaration: "Declaration", places: "SourcePlaces"
    ) -> str:
        """Write the declaration as text, with the places of its nodes in the source.
        Raises UnknownFormat if the format cannot hold places.
        """
        if not self.layered:
            able = " and ".join(each.name for each in every_format() if each.layered)
            raise UnknownFormat(
                f"{self.name} cannot hold places in the source; {able} can"
            )
        return cast("str", self._written("write_with_places", declaration, places))

    def write_files(self, declaration: "Declaration") -> dict[str, str]:
        """Write the declaration as several files; returns their contents by name.
        Raises UnknownFormat if the format is a single file.
        """
        if not self.several:
            raise UnknownFormat(f"{self.name} is one file, not several")
        return cast("dict[str, str]", self._written("write_files", declaration))

    def left_out(self, declaration: "Declaration") -> dict[str, int]:
        """Count what the output in this format leaves out of a declaration, by kind.

        A date, place or number that the words themselves state is not counted, since
        the words stay.
        """
        counts: Counter[str] = Counter()
        for _, block in declaration.blocks:
            for mark in block.marks:
                if self.shows is not None and mark.kind not in self.shows:
                    counts[f"{mark.kind} marks"] += 1
        for name in self.leaves:
            held = getattr(declaration, name)
            if held is None:
                continue
            values = held if isinstance(held, tuple) else (held,)
            if name in _PRINTED:
                values = tuple(
                    each for each in values if each.basis not in {None, "text"}
                )
            counts[name] += len(values)
        return {name: number for name, number in sorted(counts.items()) if number}

    def _read(
        self, source: Source, options: "ReadOptions"
    ) -> "tuple[Parsed, Element | None]":
        is_sound = not oversized(source, options.limits)
        if options.encoding is not None and self.name in _ENCODED and is_sound:
            return self._decode(source, options, options.encoding), None
        if self.name == "akn":
            read = import_module("communique.formats.akn.reader").read_with_tree
            return cast("tuple[Parsed, Element | None]", read(source, options))
        if self.taken_out is not None:
            return self._take_out(source, options), None
        parsed = cast("Parsed", self._call("read")(source, options))
        return parsed, None

    def _decode(
        self, source: Source, options: "ReadOptions", encoding: str
    ) -> "Parsed":
        """What a file is read as that is decoded by the encoding that the options name."""
        decoded, findings = decoded_by(source, encoding)
        if self.taken_out is not None:
            findings = without_places(findings)
        parsed, _ = self._read(decoded, replace(options, encoding=None))
        return replace(parsed, findings=in_order([*findings, *parsed.findings]))

    def _take_out(self, source: Source, options: "ReadOptions") -> "Parsed":
        """What the text that a file holds is read as. Its source is that text: places and ledger
        are of it.
        """
        from communique.draft import Parsed
        from communique.inputs.apart import taken_out

        findings = oversized(source, options.limits)
        if findings:
            return Parsed(source, None, tuple(findings))
        extracted = taken_out(str(self.taken_out), source, options.limits)
        text = Source(source.name, extracted.text.encode())
        reads_words = options.ignore_record or options.hints is not None
        carried = None if reads_words else extracted.carried
        about_record: tuple[Diagnostic, ...] = ()
        if carried is not None:
            parsed, finding = _of_record(carried, text, options)
            if parsed is not None:
                return parsed
            about_record = (finding,)
        if not extracted.usable:
            return Parsed(text, None, in_order((*extracted.findings, *about_record)))
        read = import_module("communique.formats.text").read
        told = replace(options, title=extracted.title, lines=extracted.lines)
        parsed = cast("Parsed", read(text, told))
        findings = [*extracted.findings, *about_record]
        if self.taken_out == "pdf" and options.language is None and _is_garbled(parsed):
            findings.append(garbled())
        findings += parsed.findings
        return replace(parsed, findings=in_order(findings), lines=extracted.lines.lines)

    def _call(self, name: str) -> Callable[..., object]:
        module = import_module(f"{self.package}.{self.module}")
        return cast("Callable[..., object]", getattr(module, name))

    def _written(self, name: str, *given: object, record: bool = True) -> object:
        """What a writer makes, without the record if that is asked for. Raises UnknownFormat where
        there is none, NotWritable where it breaks down.
        """
        if not self.writes:
            raise UnknownFormat(f"{self.name} is read, not written")
        options = {"record": record} if self.carries else {}
        who = say("the writer of {name}", name=self.name)
        written = attempted(who, lambda: self._call(name)(*given, **options))
        if isinstance(written, Diagnostic):
            raise NotWritable(f"{written.message}; {written.hint}")
        return written


_A_TEXT = 400
"""From this many characters a PDF must look like some language."""


def _is_garbled(parsed: "Parsed") -> bool:
    """Whether the text of a PDF is long and in no language: its letters may be wrong."""
    if parsed.declaration is None or len(parsed.source.text) <= _A_TEXT:
        return False
    return parsed.declaration.language == "und"


_ENCODED = frozenset({"text", "html"})
"""The formats whose encoding you can name."""
_PRINTED = frozenset({"date", "place", "identifiers"})
"""What the words of a document may state."""
_ABOUT = _PRINTED | {
    "authenticity", "entities", "related_documents", "short_title", "source", "sponsors", "subjects", "translation_of",
    "votes",
}  # fmt: skip
"""The fields of a declaration that are no part of its text."""
_ON_PAPER = frozenset({"emphasis", "foreign", "note"})
"""The kinds of marks that show where words can say which language they are in."""

FORMATS = (
    Format("akn", (".xml", ".akn"), "akn.writer", layered=True),
    Format("formex", (".fmx",), "akn.formex", writes=False),
    Format("json", (".json",), "json", layered=True),
    Format(
        "text",
        (".txt", ".text", ".md", ".markdown"),
        "text",
        leaves=_ABOUT,
        shows=frozenset({"note"}),
    ),
    Format(
        "markdown",
        (".md", ".markdown"),
        "markdown",
        reads=False,
        leaves=_ABOUT,
        shows=frozenset({"emphasis", "note"}),
    ),
    Format("csv", (".csv",), "csv", reads=False, several=True),
    Format(
        "jsonl",
        (".jsonl", ".ndjson"),
        "jsonl",
        reads=False,
        leaves=_ABOUT,
        shows=frozenset({"act", "entity", "note"}),
    ),
    Format("jsonld", (".jsonld",), "jsonld", reads=False),
    Format(
        "html",
        (".html", ".htm", ".xhtml"),
        "html.writer",
        placed=True,
        carries=True,
        taken_out="html",
    ),
    Format(
        "docx",
        (".docx", ".docm", ".dotx"),
        "docx.writer",
        binary=True,
        carries=True,
        taken_out="docx",
        leaves=_ABOUT,
        shows=_ON_PAPER,
    ),
    Format(
        "pdf",
        (".pdf",),
        "html.printed",
        binary=True,
        carries=True,
        taken_out="pdf",
        leaves=_ABOUT,
        shows=_ON_PAPER,
    ),
)
"""Every format, in the order in which they are tried on a source whose name says nothing."""


@dataclass(frozen=True, slots=True)
class Plugged:
    """The formats that packages add by the entry points `communique.formats`, and what is wrong
    with others.
    """

    formats: tuple[Format, ...]
    findings: tuple[Diagnostic, ...]


@cache
def plugged() -> Plugged:
    """The formats that packages add. Raises TwoPlugins where one has the name of another format."""
    formats: list[Format] = []
    findings: list[Diagnostic] = []
    owners = {known.name: "communique" for known in FORMATS}
    for plugin in plugins("communique.formats").values():
        try:
            value = plugin.load()
        except BrokenPlugin as error:
            findings.append(
                Diagnostic.of(BROKEN_PLUGIN, say("{problem}", problem=str(error)))
            )
            continue
        if not isinstance(value, Format):
            problem = f"the plug-in {plugin.name!r} of {plugin.package} is not a Format"
            findings.append(
                Diagnostic.of(BROKEN_PLUGIN, say("{problem}", problem=problem))
            )
            continue
        if value.name in owners:
            raise TwoPlugins(
                f"two formats have the name {value.name!r}: "
                f"one of {owners[value.name]} and one of {plugin.package}"
            )
        owners[value.name] = plugin.package
        formats.append(value)
    return Plugged(tuple(formats), tuple(findings))


def every_format() -> tuple[Format, ...]:
    """The formats of communique, then those that packages add. Raises TwoPlugins."""
    return (*FORMATS, *plugged().formats)


def format_named(name: str) -> Format:
    """The format of that name; raises UnknownFormat, listing the names, if there is none."""
    for known in FORMATS:
        if known.name == name:
            return known
    for known in plugged().formats:
        if known.name == name:
            return known
    names = ", ".join(each.name for each in every_format())
    raise UnknownFormat(f"no format is named {name!r}; there are {names}")


def format_of(path: str) -> Format | None:
    """The format that a file name's ending implies of what is read, or None."""
    return next(_implied(path), None)


def format_to(output: str, target: str | None) -> Format:
    """What to write to a path, or to standard output (`-`): the format that is named, else by the
    ending, else json.

    Raises UnknownFormat where none is named and the path has no ending that implies one.
    """
    if target is not None:
        return format_named(target)
    if output == "-":
        return format_named("json")
    written = [known for known in _implied(output) if known.writes]
    if not written:
        names = ", ".join(each.name for each in every_format() if each.writes)
        raise UnknownFormat(
            f"{output}: its extension is not that of a format; name one with --to: {names}"
        )
    # `.md` is read as text, and written as Markdown.
    only_written = [known for known in written if not known.reads]
    return (only_written or written)[0]


def _implied(path: str) -> Iterator[Format]:
    """The formats that have the ending of a path; those of other packages where communique has
    none.
    """
    suffix = PurePath(path).suffix.lower()
    if not suffix:
        return
    known = [each for each in FORMATS if suffix in each.suffixes]
    yield from known or (each for each in plugged().formats if suffix in each.suffixes)


def sniff(source: Source) -> Format:
    """The format of a source: what its first bytes surely are, else by its name, else by its first
    character; else text.
    """
    sure = _by_bytes(source)
    if sure is not None:
        return format_named(sure)
    known = format_of(source.name)
    if known is not None and known.name not in _SURE:
        return known
    head = source.data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith(b"<"):
        return format_named("akn")
    return format_named("json" if head.startswith(b"{") else "text")


_SURE = frozenset({"docx", "pdf"})
"""Formats that the bytes show for certain, so that a name without them says nothing."""
_ZIP = b"PK\x03\x04"
_PROLOG = re.compile(r"\s+|<\?[^>]*>|<!--.*?-->", re.DOTALL)
_PAGE = re.compile(r"<!doctype\s+html\b|<html\b", re.IGNORECASE)
_FORMEX = re.compile(r"(?P<sure><CONS\.|<[A-Z.]+\s[^>]*/formex-)|<[A-Z.]+[\s>]")
_PART_OF_FORMEX = re.compile(
    r"<(?:BIB\.|TI[>\s]|TI\.ART|PREAMBLE\.|GR\.|ENACTING\.|CONTENTS[>\s.]|NO\.P|ALINEA|TXT>)"
)
_PART = re.compile(r"<(?:head|body|article|main|div|p|h[1-6])[\s>]", re.IGNORECASE)


def _by_bytes(source: Source) -> str | None:
    """The name of the format that the bytes surely are, if they are one that is not told by its
    name.
    """
    data = source.data
    known = format_of(source.name)
    implied = None if known is None else known.name
    if data.startswith(b"%PDF-") or (implied == "pdf" and b"%PDF-" in data[:1024]):
        return "pdf"
    if data.startswith((_ZIP, OLE)):
        return "docx" if implied == "docx" or _holds_docx(data) else None
    head = _head(data)
    at = 0
    while (prolog := _PROLOG.match(head, at)) is not None:
        at = prolog.end()
    if _begins_formex(head, at):
        return "formex"
    if _PAGE.match(head, at) or (known is None and _PART.match(head, at)):
        return "html"
    return "akn" if implied == "html" and "<akomaNtoso" in head else None


def _holds_docx(data: bytes) -> bool:
    """Whether a ZIP archive names parts of DOCX, or an OLE file an encrypted document."""
    if data.startswith(_ZIP):
        return b"word/" in data[:4096] + data[-65536:]
    return "EncryptedPackage".encode("utf-16-le") in data


def _head(data: bytes) -> str:
    """The beginning of a file as text in which signs of ASCII can be looked for."""
    is_wide = data[:2] in {codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE}
    encoding = "utf-16" if is_wide else "latin-1"
    return data[:4096].removeprefix(codecs.BOM_UTF8).decode(encoding, "replace")


def _begins_formex(head: str, at: int) -> bool:
    """Whether an element of Formex begins there: surely, or with a part of Formex in it."""
    root = _FORMEX.match(head, at)
    if root is None:
        return False
    return root["sure"] is not None or _PART_OF_FORMEX.search(head, at) is not None


def _of_record(
    carried: "Carried", text: Source, options: "ReadOptions"
) -> "tuple[Parsed | None, Diagnostic]":
    """What the record that a file carries is read as, and the finding about it; None where the
    words are to be read.

    `text`: what was taken out of the file.
    """
    # The name has no ending: the record is JSON, whatever file carries it.
    parsed = format_named("json").read(
        Source("record", carried.record.encode()), options
    )
    parsed = replace(parsed, source=replace(parsed.source, name=text.name))
    if not carried.words and parsed.declaration and not carried.holds(text.text):
        carried = replace(carried, words=_words_of_page(parsed.declaration))
    difference = carried.difference(text.text)
    # Words that are those of the record, under another hash: somebody changed the record too.
    hash_is_wrong = (
        difference is not None and difference.before == difference.after == ""
    )
    if parsed.declaration is None or hash_is_wrong:
        return None, record_damaged()
    if difference is not None:
        return None, record_set_aside(difference, text)
    used = record_used()
    return replace(parsed, findings=in_order((used, *parsed.findings))), used


def _words_of_page(declaration: "Declaration") -> str:
    """The words of the page of a declaration."""
    from communique.inputs.carried import ANY_SIZE, NAME, printed_words
    from communique.inputs.html import extract

    page = format_named("html").write(declaration, record=False)
    return printed_words(extract(Source(NAME, page.encode()), ANY_SIZE).text)


def _with_kind(known: Format, source: Source, parsed: "Parsed") -> "Parsed":
    """What was read, and that the file's ending says another kind than its bytes if it does."""
    implied = format_of(source.name)
    if implied is None or implied == known:
        return parsed
    if not (known.taken_out or implied.taken_out) or sniff(source) != known:
        return parsed
    if parsed.declaration is None and not known.taken_out:
        return parsed  # it is not that kind either, and what it is has been said
    message = say(
        "the file's ending is {ending}, its bytes are {name}: it is read as that",
        ending=PurePath(source.name).suffix,
        name=known.name,
    )
    other_kind = Diagnostic.of(OTHER_KIND, message)
    return replace(parsed, findings=in_order((other_kind, *parsed.findings)))
