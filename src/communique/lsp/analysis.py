"""What is to be said of an open document: its findings as the protocol has them, their pages, its outline.

A client counts lines from 0, characters in units of an encoding. Lines end at LF, CRLF or a lone
CR, in the protocol as in a source. A byte order mark is a character of the client's first line, and
none of the source's.
"""

import os
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache, cached_property, reduce
from itertools import accumulate
from pathlib import Path

from lsprotocol import types

from communique.catalogues import Teller, language_of, teller
from communique.checking.choice import ANYTHING, Choice
from communique.checking.configurations import Configurations
from communique.checking.engine import Examined, examine
from communique.checking.settings import Settings
from communique.core.bundle import shipped
from communique.core.codes import NOT_KEPT, OTHER_NAMESPACE
from communique.core.diagnostics import Diagnostic, Severity
from communique.core.errors import BadConfiguration, BadOption, BundleMissing, reason
from communique.core.message import shortened
from communique.core.source import Pointer, Source, Span, SpanMap
from communique.draft import Parsed
from communique.formats import format_named, format_of, sniff
from communique.model.passages import Passage, passages
from communique.rules import RULES

_LINE_END = re.compile(r"\r\n?|\n")
_ENCODINGS = {"utf-8": ("utf-8", 1), "utf-16": ("utf-16-le", 2), "utf-32": ("utf-32-le", 4)}
"""By the protocol's name of an encoding: Python's, and the bytes of a unit."""


def _width(text: str, encoding: str) -> int:
    """How many units of an encoding a text has."""
    codec, size = _ENCODINGS[encoding]
    return len(text) if text.isascii() else len(text.encode(codec, "surrogatepass")) // size


def split_lines(text: str) -> list[str]:
    r"""The lines of a text with their ends; the last one has none, and may be empty.

    >>> split_lines("a\r\nb\x0bc\rd\n")
    ['a\r\n', 'b\x0bc\r', 'd\n', '']
    """
    ends = [match.end() for match in _LINE_END.finditer(text)]
    return [text[start:end] for start, end in zip([0, *ends], [*ends, len(text)], strict=True)]


class Lines:
    """The text of an open document while it is edited; an edit costs what it touches, not what the document holds."""

    def __init__(self, text: str, encoding: str = "utf-16") -> None:
        self.encoding = encoding
        self._lines = split_lines(text)

    @property
    def text(self) -> str:
        """The whole text."""
        return "".join(self._lines)

    def change(self, changes: Iterable[types.TextDocumentContentChangeEvent]) -> None:
        """Make a client's changes, each on what the one before it left. Positions outside the text are its edges."""
        for change in changes:
            if isinstance(change, types.TextDocumentContentChangePartial):
                self._replace(change.range, change.text)
            else:
                self._lines = split_lines(change.text)

    def _replace(self, where: types.Range, text: str) -> None:
        first, start = self.place(where.start)
        last, end = max(self.place(where.end), (first, start))
        new = self._lines[first][:start] + text + self._lines[last][end:]
        # what is put in may be a LF after a CR, which make one line end
        before = max(0, first - 1)
        lines = split_lines("".join([*self._lines[before:first], new]))
        if last + 1 < len(self._lines):
            lines.pop()
        self._lines[before : last + 1] = lines

    def place(self, position: types.Position) -> tuple[int, int]:
        """The line, and how many of its characters stand before a position."""
        if position.line >= len(self._lines):
            return len(self._lines) - 1, len(self._lines[-1])
        line, units = self._lines[position.line].rstrip("\r\n"), position.character
        most = min(len(line), units)
        if line.isascii():
            return position.line, most
        of_whole = (
            bisect_right(
                range(most + 1), units, key=lambda count: _width(line[:count], self.encoding)
            )
            - 1
        )
        return position.line, of_whole


class Text(Lines):
    """A text that stays as it is, with its places in both countings. Positions outside the text are its edges."""

    def source(self, name: str) -> Source:
        """The text as a source of that name. Half of a surrogate pair is not valid UTF-8 there."""
        return Source(name, self.text.encode("utf-8", "surrogatepass"))

    @cached_property
    def _starts(self) -> list[int]:
        """The offset of each line, and of the end."""
        return [0, *accumulate(map(len, self._lines))]

    def offset(self, position: types.Position) -> int:
        """The offset of a position, in code points of the client's text."""
        line, characters = self.place(position)
        return self._starts[line] + characters

    def position(self, offset: int) -> types.Position:
        """The position of an offset, in code points of the client's text."""
        offset = min(max(offset, 0), self._starts[-1])
        line = bisect_right(self._starts, offset, hi=len(self._lines)) - 1
        return types.Position(
            line, _width(self._lines[line][: offset - self._starts[line]], self.encoding)
        )

    def offsets(self, span: Span) -> tuple[int, int]:
        """From where to where, in code points of the client's text, the words of a source's span stand."""
        start = self._offset_of(span.line, span.column)
        return start, max(start, self._offset_of(span.end_line, span.end_column))

    def _offset_of(self, line: int, column: int) -> int:
        if line > len(self._lines):
            return self._starts[-1]
        return min(
            self._starts[line - 1] + column - 1 + (self._mark if line == 1 else 0), self._starts[-1]
        )

    @cached_property
    def _mark(self) -> int:
        """The length of the byte order mark, which the source's text is without."""
        return int(self._lines[0].startswith("\ufeff"))

    def range_of(self, start: int, end: int) -> types.Range:
        """The range of two offsets in the source's text."""
        return self.range(start + self._mark, end + self._mark)

    def range(self, start: int, end: int) -> types.Range:
        """The range of two offsets in the client's text."""
        return types.Range(self.position(start), self.position(end))


_LONGEST = 80
"""How many characters of a passage's words are shown."""
_LABELS = ("num", "label", "marker")
_KINDS = {
    **dict.fromkeys(("recitals", "section", "article", "chapter", "part", "title", "division"), types.SymbolKind.Namespace),
    "annex": types.SymbolKind.Module,
    "field": types.SymbolKind.Field,
    "table": types.SymbolKind.Array,
    "note": types.SymbolKind.Key,
}  # fmt: skip
"""What an editor draws beside a kind of passage; words of any other kind are a string."""

Offsets = tuple[int, int]


@dataclass
class _Entry:
    """A passage, where its labels and words stand, else itself, and the passages in it."""

    passage: Passage
    known: list[Offsets]
    within: "list[_Entry]" = field(default_factory=list)

    @cached_property
    def whole(self) -> Offsets | None:
        """Where it stands, with what is in it."""
        return reduce(_around, (*self.known, *(each.whole for each in self.within)), None)

    @property
    def chosen(self) -> Offsets | None:
        """Which part of that is selected."""
        return next(iter(self.known), None) or next(
            (each.chosen for each in self.within if each.chosen), None
        )

    def holds(self, other: "_Entry") -> bool:
        """Whether it stands around another."""
        return (
            self is not other
            and self.whole is not None
            and self.whole == _around(self.whole, other.whole)
        )


def outline(parsed: Parsed, text: Text) -> list[types.DocumentSymbol]:
    """The outline of what was read, nested as it is; nothing if there is no declaration.

    A range is that of all that is known to be of the passage, points and paragraphs in it included.
    A note stands in the passage that calls it where the file has it there, as Akoma Ntoso does,
    else by itself.
    """
    if parsed.declaration is None:
        return []
    top: list[_Entry] = []
    open_: list[_Entry] = []
    callers: dict[str, _Entry] = {}
    for passage in passages(parsed.declaration):
        while open_ and not passage.pointer.startswith(f"{open_[-1].passage.pointer}/"):
            open_.pop()
        entry = _Entry(passage, _places(passage, parsed.spans, text))
        (open_[-1].within if open_ else top).append(entry)
        open_.append(entry)
        for marked in passage.marks():
            if marked.mark.kind == "note":
                callers.setdefault(marked.mark.ref, entry)
    outermost: list[_Entry] = []
    for entry in top:
        caller = callers.get(entry.passage.eid) if entry.passage.kind == "note" else None
        (outermost if caller is None or not caller.holds(entry) else caller.within).append(entry)
    return [_symbol(entry, text) for entry in outermost if entry.whole is not None]


def _places(passage: Passage, spans: SpanMap, text: Text) -> list[Offsets]:
    def place(pointer: Pointer) -> Offsets | None:
        return reduce(_around, map(text.offsets, spans.get(pointer, ())), None)

    at = passage.pointer
    labels = [place(f"{at}/{name}") for name in _LABELS] if passage.num is not None else []
    words = [place(f"{each.pointer}/text") or place(each.pointer) for each in passage.words()]
    return [each for each in (*labels, *words, place(at)) if each is not None]


def _around(one: Offsets | None, other: Offsets | None) -> Offsets | None:
    if one is None or other is None:
        return one or other
    return min(one[0], other[0]), max(one[1], other[1])


def _symbol(entry: _Entry, text: Text) -> types.DocumentSymbol:
    passage = entry.passage
    assert entry.whole is not None
    assert entry.chosen is not None, "what has a place has one to select"
    words = " ".join(
        f"{passage.num or ''} {' '.join(each.block.text for each in passage.words())}".split()
    )
    within = sorted(
        (each for each in entry.within if each.whole is not None),
        key=lambda each: each.whole or (0, 0),
    )
    return types.DocumentSymbol(
        name=shortened(words, _LONGEST) or passage.eid,
        detail=passage.eid,
        kind=_KINDS.get(passage.kind, types.SymbolKind.String),
        range=text.range(*entry.whole),
        selection_range=text.range(*entry.chosen),
        children=[_symbol(each, text) for each in within],
    )


@dataclass(frozen=True, slots=True)
class Held:
    """What a document is held to, and the language in which it is told what was found.

    `excluded`: it is passed over. `complaint`: why the configuration cannot be used, so that it is
    held to the defaults.
    """

    choice: Choice
    tell: Teller
    excluded: bool = False
    complaint: str | None = None


def held(name: str, locale: str | None = None) -> Held:
    """What a document of that name is held to. The `locale` of its editor counts where the configuration says nothing.

    A name that is not a path is taken as a file in the current folder.
    """
    language = language_of(os.environ if locale is None else {"LC_ALL": locale.replace("-", "_")})
    try:
        configurations = Configurations(Settings())
        excluded = any(
            configurations.excludes(str(each)) for each in (Path(name), *Path(name).parents)
        )
        choice = configurations.choice(name)
        told = configurations.for_file(name).lang or language
    except (BadConfiguration, BadOption) as error:
        return Held(ANYTHING, teller(language), complaint=str(error))
    except OSError as error:
        return Held(ANYTHING, teller(language), complaint=f"{error.filename}: {reason(error)}")
    return Held(choice, teller(told), excluded)


_MARKUP = re.compile(r"[\\`*_{}\[\]()#+\-.!|<>&~:]")


def plain(text: str) -> str:
    r"""Words of a document as Markdown that shows them and does nothing: no link, no picture, no tag.

    >>> plain("![](x) <b>")
    '\\!\\[\\]\\(x\\) \\<b\\>'
    """
    return _MARKUP.sub(r"\\\g<0>", " ".join(text.split()))


def page_of(finding: Diagnostic, tell: Teller = str) -> str:
    """What was found and what its code means; of a rule also why it is one, how to fix it, and both examples.

    What was found is told by `tell`; the page is in English, as the documentation is.
    """
    code = finding.code
    said = [f"**{code.code}** {code.name} ({finding.severity})", plain(tell(finding.message))]
    if finding.hint is not None:
        said.append(plain(tell(finding.hint)))
    page = next((rule.page for rule in RULES if rule.code.code == code.code), None)
    if page is None:
        return "\n\n".join([*said, f"*{plain(tell(code.summary))}*"])
    parts = {"Why": page.why, "Fix": page.fix, "Bad": page.bad, "Good": page.good}
    return "\n\n".join(
        [
            *said,
            page.summary,
            *(f"**{name}**\n\n{words[:1].upper()}{words[1:]}" for name, words in parts.items()),
        ]
    )


@cache
def page_address(page: str | None) -> str | None:
    """The address of a page of the documentation in the installed package, or None where it lies in no folder."""
    try:
        found = None if page is None else shipped(f"docs/{page}")
    except BundleMissing:
        return None
    return found.resolve().as_uri() if isinstance(found, Path) else None


_SEVERITIES = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.INFO: types.DiagnosticSeverity.Information,
}
_TAGS = {
    NOT_KEPT.code: types.DiagnosticTag.Unnecessary,
    OTHER_NAMESPACE.code: types.DiagnosticTag.Deprecated,
    "EID006": types.DiagnosticTag.Unnecessary,  # a wId that repeats the eId
    "ONT005": types.DiagnosticTag.Unnecessary,  # an entity that nothing refers to
}
"""Codes of what nobody reads, which an editor fades, and of what is out of date, which it strikes through."""
_FORMATS = {"xml": "akn", "json": "json", "plaintext": "text", "markdown": "text"}
"""By an editor's name for a language: the format of a document whose name implies none."""


@dataclass(frozen=True)
class Analysis:
    """What was found in one version of a document."""

    text: Text
    format: str
    held: Held
    examined: Examined

    @cached_property
    def diagnostics(self) -> list[types.Diagnostic]:
        """The findings, in the order of their places; one without a place stands at the beginning."""
        return [self._diagnostic(finding) for finding in self.examined.report.findings]

    @cached_property
    def symbols(self) -> list[types.DocumentSymbol]:
        """The outline."""
        parsed = self.examined.parsed
        return [] if parsed is None else outline(parsed, self.text)

    def touched(self, where: types.Range) -> Iterator[tuple[Diagnostic, types.Diagnostic]]:
        """The findings whose place shares a character or an edge with a range."""
        start, end = self.text.offset(where.start), self.text.offset(where.end)
        for finding, diagnostic in zip(
            self.examined.report.findings, self.diagnostics, strict=True
        ):
            first, last = self._offsets(finding)
            if first <= end and start <= last:
                yield finding, diagnostic

    def hover(self, position: types.Position) -> types.Hover | None:
        """The pages of the findings at a position, in Markdown."""
        found = list(self.touched(types.Range(position, position)))
        if not found:
            return None
        content = "\n\n---\n\n".join(
            dict.fromkeys(page_of(finding, self.held.tell) for finding, _ in found)
        )
        return types.Hover(
            types.MarkupContent(types.MarkupKind.Markdown, content), found[0][1].range
        )

    def _diagnostic(self, finding: Diagnostic) -> types.Diagnostic:
        tag = _TAGS.get(finding.code.code)
        address = page_address(finding.code.page)
        return types.Diagnostic(
            range=self.text.range(*self._offsets(finding)),
            message="\n".join(
                self.held.tell(each) for each in (finding.message, finding.hint) if each is not None
            ),
            severity=_SEVERITIES[finding.severity],
            code=finding.code.code,
            code_description=None if address is None else types.CodeDescription(address),
            source="communique",
            tags=None if tag is None else [tag],
        )

    def _offsets(self, finding: Diagnostic) -> tuple[int, int]:
        return (0, 0) if finding.span is None else self.text.offsets(finding.span)


def analyse(text: Text, name: str, language: str, locale: str | None = None) -> Analysis:
    """Read and check a document, and write its diagnostics, so that later nobody waits for them.

    A document that the configuration excludes is read, since it has an outline, and nothing is said
    of it; nor of one whose text has to be taken out of it.
    """
    source, holding = text.source(name), held(name, locale)
    format = format_name(source, language)
    examined = examine(source, None, holding.choice, format=format)
    if (
        holding.excluded or format_named(format).taken_out is not None
    ):  # places would be those of another text
        examined = replace(examined, report=replace(examined.report, findings=()))
    analysis = Analysis(text, format, holding, examined)
    _ = analysis.diagnostics
    return analysis


def format_name(source: Source, language: str) -> str:
    """The format of an open document: by the ending of its name, the editor's name for its language, or a look at it."""
    known = format_of(source.name)
    if known is not None and known.reads:
        return known.name
    return _FORMATS.get(language) or sniff(Source("", source.data)).name
