"""The outline of a declaration: its recitals, paragraphs, sections, annexes and notes, where they stand in the file."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain

from lsprotocol import types

from communique.core.source import Pointer, SpanMap
from communique.draft import Parsed
from communique.lsp.positions import Text
from communique.model.passages import Passage, passages

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


@dataclass(slots=True)
class _Entry:
    """A passage, where it stands, which part of that is selected, and the passages in it."""

    passage: Passage
    whole: Offsets | None
    chosen: Offsets | None
    within: "list[_Entry]" = field(default_factory=list)

    def holds(self, other: "_Entry") -> bool:
        """Whether it stands around another."""
        mine, its = self.whole, other.whole
        return mine is not None and its is not None and mine[0] <= its[0] and its[1] <= mine[1]

    def take(self, other: "_Entry") -> None:
        """Put another in it, around which it stands from now on."""
        self.within.append(other)
        self.whole = _around(self.whole, other.whole)
        self.chosen = self.chosen or other.chosen


def outline(parsed: Parsed, text: Text) -> list[types.DocumentSymbol]:
    """The outline of what was read, nested as it is; nothing if there is no declaration.

    A range is that of all that is known to be of the passage, points and paragraphs in it included. A note stands in the
    passage that calls it where the file has it there, as Akoma Ntoso does, else by itself.
    """
    if parsed.declaration is None:
        return []
    top: list[_Entry] = []
    open_: list[_Entry] = []
    callers: dict[str, _Entry] = {}

    def close() -> None:
        done = open_.pop()
        if open_:
            open_[-1].take(done)

    for passage in passages(parsed.declaration):
        while open_ and not passage.pointer.startswith(f"{open_[-1].passage.pointer}/"):
            close()
        entry = _entry(passage, parsed.spans, text)
        if not open_:
            top.append(entry)
        open_.append(entry)
        for marked in passage.marks():
            if marked.mark.kind == "note":
                callers.setdefault(marked.mark.ref, entry)
    while open_:
        close()
    return [_symbol(entry, text) for entry in list(_with_notes_inside(top, callers)) if entry.whole is not None]


def _with_notes_inside(top: list[_Entry], callers: dict[str, _Entry]) -> Iterator[_Entry]:
    """The outermost entries; a note that stands in its caller is moved there."""
    for entry in top:
        caller = callers.get(entry.passage.eid) if entry.passage.kind == "note" else None
        if caller is not None and caller is not entry and caller.holds(entry):
            caller.take(entry)
        else:
            yield entry


def _entry(passage: Passage, spans: SpanMap, text: Text) -> _Entry:
    def place(pointer: Pointer) -> Offsets | None:
        found: Offsets | None = None
        for span in spans.get(pointer, ()):
            found = _around(found, text.offsets(span))
        return found

    at = passage.pointer
    own = place(at)
    labels = [place(f"{at}/{name}") for name in _LABELS] if passage.num is not None else []
    words = [place(f"{each.pointer}/text") or place(each.pointer) for each in passage.words()]
    known = [each for each in chain(labels, words, (own,)) if each is not None]
    whole: Offsets | None = None
    for each in known:
        whole = _around(whole, each)
    return _Entry(passage, whole, known[0] if known else None)


def _around(one: Offsets | None, other: Offsets | None) -> Offsets | None:
    if one is None or other is None:
        return one or other
    return min(one[0], other[0]), max(one[1], other[1])


def _symbol(entry: _Entry, text: Text) -> types.DocumentSymbol:
    passage = entry.passage
    assert entry.whole is not None
    assert entry.chosen is not None, "what has a place has one to select"
    words = " ".join(f"{passage.num or ''} {' '.join(each.block.text for each in passage.words())}".split())
    name = words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"
    within = sorted((each for each in entry.within if each.whole is not None), key=lambda each: each.whole or (0, 0))
    return types.DocumentSymbol(
        name=name or passage.eid,
        detail=passage.eid,
        kind=_KINDS.get(passage.kind, types.SymbolKind.String),
        range=text.range(*entry.whole),
        selection_range=text.range(*entry.chosen),
        children=[_symbol(each, text) for each in within],
    )
