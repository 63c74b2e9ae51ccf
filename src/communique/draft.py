"""The one door into the model: a draft (plain values, and where they came from) becomes a
Declaration, or findings.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from copy import copy
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from typing import TypedDict

from pydantic import ValidationError

from communique.core.diagnostics import Diagnostic, in_order
from communique.core.errors import NotReadable
from communique.core.source import Limits, Source, Span, SpanMap
from communique.core.values import DeclarationValues
from communique.lines import FileLines, Line
from communique.model import Declaration
from communique.model.refusal import findings_of
from communique.naming.convention import name_nodes, slug, work_iri
from communique.places import Decided, SourcePlaces, source_places

# White space beyond ASCII, as `str.isspace` has it, in UTF-8, by its first byte: most text has none
# of them.
_BLANKS = (
    (b"\xc2", re.compile(rb"\xc2[\x85\xa0]")),
    (b"\xe1", re.compile(rb"\xe1\x9a\x80")),
    (b"\xe2", re.compile(rb"\xe2(?:\x80[\x80-\x8a\xa8\xa9\xaf]|\x81\x9f)")),
    (b"\xe3", re.compile(rb"\xe3\x80\x80")),
)
_ASCII_BLANKS = b" \n\t\r\v\f\x1c\x1d\x1e\x1f"
_STRETCH = 1 << 16
"""This many characters are looked at together: two copies of a long text are made of it."""


def weight(text: str) -> int:
    r"""How many characters of a text are not white space (`str.isspace`): what a ledger counts.
    Fast on a whole file.

    >>> weight("a b\u00a0\u2003c\n")
    3
    """
    if len(text) > _STRETCH:
        starts = range(0, len(text), _STRETCH)
        return sum([weight(text[start : start + _STRETCH]) for start in starts])
    data = text.encode("utf-8", "surrogatepass")
    blanks = len(data) - len(data.translate(None, _ASCII_BLANKS))
    if not text.isascii():
        for first, pattern in _BLANKS:
            if first in data:
                blanks += len(pattern.findall(data))
    return len(text) - blanks


class LedgerValues(TypedDict):
    """A ledger as a JSON object: the numbers of `Ledger`."""

    total: int
    document: int
    structure: int
    furniture: dict[str, int]
    left_over: int


@dataclass(slots=True)
class Ledger:
    """The number of characters of a source, white space aside, by what became of them.
    The parts add up to the total.

    `document` counts words of the record, `structure` labels and note markers,
    `furniture` what the page adds, by kind. `left_over` counts the rest. It is never
    silent: each range left over is a finding.
    """

    total: int = 0
    document: int = 0
    structure: int = 0
    furniture: dict[str, int] = field(default_factory=dict)
    left_over: int = 0

    @property
    def balanced(self) -> bool:
        """True if the parts add up to the total."""
        furniture = sum(self.furniture.values())
        return self.total == self.document + self.structure + furniture + self.left_over

    def add(self, other: "Ledger") -> None:
        """Add the counts of another ledger to these."""
        self.total += other.total
        self.document += other.document
        self.structure += other.structure
        self.left_over += other.left_over
        for kind, number in other.furniture.items():
            self.furniture[kind] = self.furniture.get(kind, 0) + number

    def as_json(self) -> LedgerValues:
        """The ledger in the form that `--ledger` writes."""
        return {
            "total": self.total,
            "document": self.document,
            "structure": self.structure,
            "furniture": dict(sorted(self.furniture.items())),
            "left_over": self.left_over,
        }


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What you can tell a reader: limits, the language of a text, and hints that overrule a guess.

    `encoding`: decodes raw text and HTML, whatever the file says of itself. `title`: the title that
    a file gives itself, if it is printed. `lines`: the lines that were taken out of a file; None
    for raw text. `ignore_record`: read the words of a file though it carries a record.
    """

    limits: Limits = field(default_factory=Limits)
    language: str | None = None
    hints: Source | None = None
    title: str = ""
    lines: FileLines | None = None
    ignore_record: bool = False
    encoding: str | None = None

    @property
    def untimed(self) -> "ReadOptions":
        """The same without a limit of time, for a process that another one watches."""
        return replace(self, limits=replace(self.limits, seconds=None))


Places = Callable[[], SpanMap]
"""Where the words of a draft's final values stand. Called only when a place is asked for."""


@dataclass(slots=True)
class Draft:
    """What a reader found: values in the shape of the record, findings, the ledger, and how to find
    places.

    Values may lack eids, `id` and `iri`: `build` supplies them. `named` says that nothing lacks one
    (it saves a walk). `decided`: the role and the odds of each block of a raw text.
    """

    source: Source
    values: DeclarationValues
    findings: list[Diagnostic] = field(default_factory=list)
    ledger: Ledger = field(default_factory=Ledger)
    places: Places = dict
    named: bool = False
    decided: Decided = field(default_factory=Decided)


@dataclass(frozen=True)
class Parsed:
    """The result of reading a source: a declaration or None, the findings in the order
    of their places, and the ledger.

    `hints` are the hints it was read with. `lines` are the lines of the source in
    order, if they come from a file; the `origin` of each says where the file holds it.
    """

    source: Source
    declaration: Declaration | None
    findings: tuple[Diagnostic, ...] = ()
    tally: Callable[[], Ledger] = field(default=Ledger, repr=False, compare=False)
    locate: Callable[[], SpanMap] = field(default=dict, repr=False, compare=False)
    hints: Source | None = None
    lines: tuple[Line, ...] = field(default=(), repr=False, compare=False)
    decided: Decided = field(default_factory=Decided, repr=False, compare=False)

    def __reduce__(self) -> tuple[type["Parsed"], tuple[object, ...]]:
        """What another process is given: what is counted and looked for only when it is asked for
        is so now.
        """
        ledger = self.ledger
        spans = dict(self.spans)
        tally = partial(copy, ledger)
        locate = partial(copy, spans)
        return Parsed, (
            self.source,
            self.declaration,
            self.findings,
            tally,
            locate,
            self.hints,
            self.lines,
            self.decided,
        )

    @cached_property
    def ledger(self) -> Ledger:
        """What became of the source's characters; counted when it is first asked for."""
        return self.tally()

    @cached_property
    def spans(self) -> SpanMap:
        """Where each text of the declaration stands in the source: from pointer to spans."""
        return self.locate()

    @cached_property
    def places(self) -> SourcePlaces:
        """Where each node of the declaration stands in the source, and the odds of its role.

        Raises NotReadable where there is no declaration.
        """
        return source_places(
            self.source, self.require(), self.spans, self.lines_at, self.decided
        )

    def lines_at(self, span: Span) -> tuple[Line, ...]:
        """The lines of the file that overlap a range of the source; none for raw text."""
        if span.start is None or span.end is None:
            return ()
        first = bisect_right(self.lines, span.start, key=lambda line: line.end)
        last = bisect_left(self.lines, span.end, key=lambda line: line.start)
        return self.lines[first:last]

    def require(self) -> Declaration:
        """The declaration. Raises NotReadable, which names the findings, if there is
        none.
        """
        if self.declaration is None:
            said = [finding.message for finding in self.findings[:3]]
            why = "; ".join(said) or "nothing was read"
            raise NotReadable(f"{self.source.name}: {why}")
        return self.declaration


def build(draft: Draft) -> Parsed:
    """Make a Declaration of a draft's values.

    What is wrong with them becomes findings with `MOD` codes.

    Supplies `id`, `iri` and every missing eid, and puts notes in the order of their first calls.
    """
    values = draft.values
    ledger = draft.ledger
    if not values.get("id"):
        title = values.get("title")
        words = values.get("short_title") or (title["text"] if title else "")
        values["id"] = slug(words, values["kind"])
    if not values.get("iri"):
        date = values.get("date")
        day = date["value"] if date else None
        values["iri"] = work_iri("xx", values["kind"], day, values["id"] or "")
    if not draft.named:
        name_nodes(values)
    try:
        declaration = Declaration.model_validate(values)
    except ValidationError as error:
        spans = draft.places()
        draft.findings.extend(findings_of(error, values, spans))
        return Parsed(draft.source, None, in_order(draft.findings), lambda: ledger)
    # Not the draft: its values would be kept for as long as the record.
    return Parsed(
        draft.source,
        declaration,
        in_order(draft.findings),
        lambda: ledger,
        draft.places,
        decided=draft.decided,
    )
