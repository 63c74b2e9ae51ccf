"""Analyses an open document: its findings in the form of the protocol, their pages, its outline.

A client counts lines from 0, and characters in units of an encoding. Lines end at LF, CRLF or a
lone CR, both in the protocol and in a source. A byte order mark is a character of the client's
first line, but not of the source.
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
_ENCODINGS = {
    "utf-8": ("utf-8", 1),
    "utf-16": ("utf-16-le", 2),
    "utf-32": ("utf-32-le", 4),
}
"""By the protocol's name of an encoding: Python's, and the bytes of a unit."""


def _width(text: str, encoding: str) -> int:
    """How many units of an encoding a text has."""
    if text.isascii():
        return len(text)
    codec, size = _ENCODINGS[encoding]
    encoded = text.encode(codec, "surrogatepass")
    return len(encoded) // size


def split_lines(text: str) -> list[str]:
    r"""The lines of a text with their ends; the last one has none, and may be empty.

    >>> split_lines("a\r\nb\x0bc\rd\n")
    ['a\r\n', 'b\x0bc\r', 'd\n', '']
    """
    lines = []
    start = 0
    for match in _LINE_END.finditer(text):
        end = match.end()
        lines.append(text[start:end])
        start = end
    lines.append(text[start:])
    return lines


class Lines:
    """The text of an open document while it is edited.

    The cost of an edit depends on the lines it touches, not on the length of the document.
    """

    def __init__(self, text: str, encoding: str = "utf-16") -> None:
        self.encoding = encoding
        self._lines = split_lines(text)

    @property
    def text(self) -> str:
        """The whole text."""
        return "".join(self._lines)

    def change(self, changes: Iterable[types.TextDocumentContentChangeEvent]) -> None:
        """Make a client's changes one after the other.

        A position outside the text counts as the nearest edge of the text.
        """
        for change in changes:
            if isinstance(change, types.TextDocumentContentChangePartial):
                self._replace(change.range, change.text)
            else:
                self._lines = split_lines(change.text)

    def _replace(self, where: types.Range, text: str) -> None:
        first, start = self.place(where.start)
        last, end = max(self.place(where.end), (first, start))
        head = self._lines[first][:start]
        tail = self._lines[last][end:]
        # The new text may begin with a LF after a CR, which together end one line.
        before = max(0, first - 1)
        unchanged = "".join(self._lines[before:first])
        lines = split_lines(unchanged + head + text + tail)
        if last + 1 < len(self._lines):
            lines.pop()
        self._lines[before : last + 1] = lines

    def place(self, position: types.Position) -> tuple[int, int]:
        """The line, and how many of its characters stand before a position."""
        if position.line >= len(self._lines):
            last = len(self._lines) - 1
            return last, len(self._lines[last])
        line = self._lines[position.line].rstrip("\r\n")
        most = min(len(line), position.character)
        if line.isascii():
            return position.line, most

        def width_of(count: int) -> int:
            return _width(line[:count], self.encoding)

        too_many = bisect_right(range(most + 1), position.character, key=width_of)
        return position.line, too_many - 1


class Text(Lines):
    """A text that does not change, with conversions between the client's and the source's offsets.

    A position outside the text counts as the nearest edge of the text.
    """

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
        inside = min(max(offset, 0), self._starts[-1])
        line = bisect_right(self._starts, inside, hi=len(self._lines)) - 1
        count = inside - self._starts[line]
        before = self._lines[line][:count]
        return types.Position(line, _width(before, self.encoding))

    def offsets(self, span: Span) -> tuple[int, int]:
        """The offsets of a source's span, half-open, in code points of the client's text."""
        start = self._offset_of(span.line, span.column)
        end = self._offset_of(span.end_line, span.end_column)
        return start, max(start, end)

    def _offset_of(self, line: int, column: int) -> int:
        if line > len(self._lines):
            return self._starts[-1]
        offset = self._starts[line - 1] + column - 1
        if line == 1:
            offset += self._mark
        return min(offset, self._starts[-1])

    @cached_property
    def _mark(self) -> int:
        """The length of the byte order mark, which the source's text is without."""
        return int(self._lines[0].startswith("\ufeff"))

    def range_of(self, start: int, end: int) -> types.Range:
        """The range of two offsets in the source's text."""
        return self.range(start + self._mark, end + self._mark)

    def range(self, start: int, end: int) -> types.Range:
        """The range of two offsets in the client's text."""
        first = self.position(start)
        last = self.position(end)
        return types.Range(first, last)


_LONGEST = 80
"""How many characters of a passage's words are shown."""
_LABELS = ("num", "label", "marker")
_KINDS = {
    "recitals": types.SymbolKind.Namespace,
    "section": types.SymbolKind.Namespace,
    "article": types.SymbolKind.Namespace,
    "chapter": types.SymbolKind.Namespace,
    "part": types.SymbolKind.Namespace,
    "title": types.SymbolKind.Namespace,
    "division": types.SymbolKind.Namespace,
    "annex": types.SymbolKind.Module,
    "field": types.SymbolKind.Field,
    "table": types.SymbolKind.Array,
    "note": types.SymbolKind.Key,
}
"""What an editor draws beside a kind of passage; words of any other kind are a string."""

Offsets = tuple[int, int]


@dataclass
class _Entry:
    """A passage, the known offsets of its labels, words and itself, and the passages in it."""

    passage: Passage
    known: list[Offsets]
    within: "list[_Entry]" = field(default_factory=list)

    @cached_property
    def whole(self) -> Offsets | None:
        """The offsets from the beginning to the end of the passage and the passages in it."""
        within = [each.whole for each in self.within]
        return reduce(_around, [*self.known, *within], None)

    @property
    def chosen(self) -> Offsets | None:
        """The offsets of the part that an editor selects."""
        if self.known:
            return self.known[0]
        for entry in self.within:
            if entry.chosen is not None:
                return entry.chosen
        return None

    def holds(self, other: "_Entry") -> bool:
        """Whether another entry is in this one, by its offsets."""
        if self is other or self.whole is None:
            return False
        return self.whole == _around(self.whole, other.whole)


def outline(parsed: Parsed, text: Text) -> list[types.DocumentSymbol]:
    """The outline of what was read, nested as the passages are. Empty if there is no declaration.

    A range covers all known parts of a passage, with the points and paragraphs in it. A note is
    placed in the passage that calls it if it is there in the file, as in Akoma Ntoso; otherwise it
    is at the top.
    """
    if parsed.declaration is None:
        return []
    entries = []
    for passage in passages(parsed.declaration):
        known = _places(passage, parsed.spans, text)
        entries.append(_Entry(passage, known))
    outermost = _with_notes_in_callers(_nested(entries), _callers_of_notes(entries))
    placed = [entry for entry in outermost if entry.whole is not None]
    return [_symbol(entry, text) for entry in placed]


def _with_notes_in_callers(
    entries: list[_Entry], callers: dict[str, _Entry]
) -> list[_Entry]:
    """Puts each note into the passage that calls it, if it is there in the file. Returns the rest."""
    outermost: list[_Entry] = []
    for entry in entries:
        is_note = entry.passage.kind == "note"
        caller = callers.get(entry.passage.eid)
        if is_note and caller is not None and caller.holds(entry):
            caller.within.append(entry)
        else:
            outermost.append(entry)
    return outermost


def _nested(entries: list[_Entry]) -> list[_Entry]:
    """Puts each entry into the one whose pointer it extends. Returns those that are in none."""
    top: list[_Entry] = []
    ancestors: list[_Entry] = []
    for entry in entries:
        while ancestors and not _is_below(entry, ancestors[-1]):
            ancestors.pop()
        siblings = ancestors[-1].within if ancestors else top
        siblings.append(entry)
        ancestors.append(entry)
    return top


def _is_below(entry: _Entry, other: _Entry) -> bool:
    return entry.passage.pointer.startswith(f"{other.passage.pointer}/")


def _callers_of_notes(entries: list[_Entry]) -> dict[str, _Entry]:
    """From the eId of each note to the first entry that calls it."""
    callers: dict[str, _Entry] = {}
    for entry in entries:
        for marked in entry.passage.marks():
            if marked.mark.kind == "note":
                callers.setdefault(marked.mark.ref, entry)
    return callers


def _places(passage: Passage, spans: SpanMap, text: Text) -> list[Offsets]:
    """The known offsets of a passage: of its labels, then of its words, then of itself."""

    def place(pointer: Pointer) -> Offsets | None:
        known = [text.offsets(span) for span in spans.get(pointer, ())]
        return reduce(_around, known, None)

    places: list[Offsets | None] = []
    if passage.num is not None:
        labels = [f"{passage.pointer}/{name}" for name in _LABELS]
        places.extend(map(place, labels))
    for words in passage.words():
        of_text = place(f"{words.pointer}/text")
        places.append(of_text or place(words.pointer))
    places.append(place(passage.pointer))
    return [each for each in places if each is not None]


def _around(one: Offsets | None, other: Offsets | None) -> Offsets | None:
    if one is None or other is None:
        return one or other
    return min(one[0], other[0]), max(one[1], other[1])


def _symbol(entry: _Entry, text: Text) -> types.DocumentSymbol:
    passage = entry.passage
    assert entry.whole is not None
    assert entry.chosen is not None, "what has a place has one to select"
    parts = [each.block.text for each in passage.words()]
    said = " ".join([passage.num or "", *parts])
    words = " ".join(said.split())
    within = [each for each in entry.within if each.whole is not None]
    within.sort(key=lambda each: each.whole or (0, 0))
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
    """The choice of rules and the language for a document, by its name.

    The `locale` of its editor counts where the configuration names no language.

    A name that is not a path is taken as a file in the current folder.
    """
    environment = os.environ if locale is None else {"LC_ALL": locale.replace("-", "_")}
    language = language_of(environment)
    try:
        configurations = Configurations(Settings())
        path = Path(name)
        inside = [str(each) for each in (path, *path.parents)]
        excluded = any(configurations.excludes(each) for each in inside)
        choice = configurations.choice(name)
        told = configurations.for_file(name).lang or language
    except (BadConfiguration, BadOption) as error:
        return Held(ANYTHING, teller(language), complaint=str(error))
    except OSError as error:
        complaint = f"{error.filename}: {reason(error)}"
        return Held(ANYTHING, teller(language), complaint=complaint)
    return Held(choice, teller(told), excluded)


_MARKUP = re.compile(r"[\\`*_{}\[\]()#+\-.!|<>&~:]")


def plain(text: str) -> str:
    r"""Words of a document as Markdown that only shows them: no link, no picture, no tag.

    >>> plain("![](x) <b>")
    '\\!\\[\\]\\(x\\) \\<b\\>'
    """
    return _MARKUP.sub(r"\\\g<0>", " ".join(text.split()))


def page_of(finding: Diagnostic, tell: Teller = str) -> str:
    """The page of a finding: its message, its hint and the meaning of its code.

    The page of a rule also has its reason, its fix and both examples. `tell` translates the
    message and the hint; the rest is in English, like the documentation.
    """
    code = finding.code
    said = [f"**{code.code}** {code.name} ({finding.severity})"]
    said.append(plain(tell(finding.message)))
    if finding.hint is not None:
        said.append(plain(tell(finding.hint)))
    pages = [rule.page for rule in RULES if rule.code.code == code.code]
    if not pages:
        said.append(f"*{plain(tell(code.summary))}*")
        return "\n\n".join(said)
    page = pages[0]
    parts = {
        "Why": page.why,
        "Fix": page.fix,
        "Bad": page.bad,
        "Good": page.good,
    }
    said.append(page.summary)
    for name, words in parts.items():
        said.append(f"**{name}**\n\n{words[:1].upper()}{words[1:]}")
    return "\n\n".join(said)


@cache
def page_address(page: str | None) -> str | None:
    """The address of a page of the documentation. Only a checkout has pages: else None."""
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
"""An editor fades what nothing reads, and strikes through what is out of date."""
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
        """The findings, in the order of their places; one without a place is at the start."""
        findings = self.examined.report.findings
        return [self._diagnostic(finding) for finding in findings]

    @cached_property
    def symbols(self) -> list[types.DocumentSymbol]:
        """The outline."""
        parsed = self.examined.parsed
        return [] if parsed is None else outline(parsed, self.text)

    def touched(
        self, where: types.Range
    ) -> Iterator[tuple[Diagnostic, types.Diagnostic]]:
        """The findings whose place shares a character or an edge with a range."""
        start = self.text.offset(where.start)
        end = self.text.offset(where.end)
        findings = self.examined.report.findings
        for finding, diagnostic in zip(findings, self.diagnostics, strict=True):
            first, last = self._offsets(finding)
            if first <= end and start <= last:
                yield finding, diagnostic

    def hover(self, position: types.Position) -> types.Hover | None:
        """The pages of the findings at a position, in Markdown."""
        found = list(self.touched(types.Range(position, position)))
        if not found:
            return None
        pages = [page_of(finding, self.held.tell) for finding, _ in found]
        different_pages = dict.fromkeys(pages)
        words = "\n\n---\n\n".join(different_pages)
        content = types.MarkupContent(types.MarkupKind.Markdown, words)
        _, first = found[0]
        return types.Hover(content, first.range)

    def _diagnostic(self, finding: Diagnostic) -> types.Diagnostic:
        tag = _TAGS.get(finding.code.code)
        address = page_address(finding.code.page)
        said = [self.held.tell(finding.message)]
        if finding.hint is not None:
            said.append(self.held.tell(finding.hint))
        start, end = self._offsets(finding)
        diagnostic = types.Diagnostic(
            range=self.text.range(start, end),
            message="\n".join(said),
            severity=_SEVERITIES[finding.severity],
            code=finding.code.code,
            source="communique",
        )
        if address is not None:
            diagnostic.code_description = types.CodeDescription(address)
        if tag is not None:
            diagnostic.tags = [tag]
        return diagnostic

    def _offsets(self, finding: Diagnostic) -> tuple[int, int]:
        if finding.span is None:
            return 0, 0
        return self.text.offsets(finding.span)


def analyse(
    text: Text, name: str, language: str, locale: str | None = None
) -> Analysis:
    """Read and check a document, and write its diagnostics, so that later nobody waits for them.

    A document that the configuration excludes is read, since it has an outline, and nothing is said
    of it; nor of one whose text has to be taken out of it.
    """
    source = text.source(name)
    holding = held(name, locale)
    format = format_name(source, language)
    examined = examine(source, None, holding.choice, format=format)
    # findings in a text taken out of the document would have the places of that other text
    has_other_places = format_named(format).taken_out is not None
    if holding.excluded or has_other_places:
        examined = replace(examined, report=replace(examined.report, findings=()))
    analysis = Analysis(text, format, holding, examined)
    _ = analysis.diagnostics
    return analysis


def format_name(source: Source, language: str) -> str:
    """The format of an open document.

    The ending of its name decides; else the editor's name for its language; else its first bytes.
    """
    known = format_of(source.name)
    if known is not None and known.reads:
        return known.name
    return _FORMATS.get(language) or sniff(Source("", source.data)).name
