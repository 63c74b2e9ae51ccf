"""What a cross check is, the two declarations it is asked of, and which passage of the one is which
of the other.

A check is a value with a code, the relations of two files under which it is asked, and a page. It
is made from a function by the decorator `crossing`, as a rule is; the examples `Bad` and `Good`
hold what differs from a good pair of files: an object with the keys `one` and `other`, or `text`
for a source; or elements of these names in XML.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import zip_longest
from typing import Literal, TypeVar
from xml.etree.ElementTree import Element

from communique.checking.profiles import tree_of
from communique.comparison.alignment import between, common_ends, once_in_each, unmoved
from communique.core.diagnostics import Severity
from communique.core.json_types import Json
from communique.core.message import Message
from communique.core.source import Pointer
from communique.draft import Parsed
from communique.model import Declaration, Node, NoteMark
from communique.model.passages import Passage, passages
from communique.rules.record import Keeping
from communique.rules.rule import Checking, Finding, code_of


class Relation(StrEnum):
    """How two files belong together; what must agree follows from it."""

    FORMATS = "one text in two files: everything must agree"
    LANGUAGES = "one work in two languages: everything but the words must agree"
    SOURCE = "a record and its source: the words must agree"


BOTH = (Relation.FORMATS, Relation.LANGUAGES)
"""All but the relation of a record to its source."""

Side = Literal["one", "other"]
"""Which of the two files."""
SIDES: tuple[tuple[Side, Side], ...] = (("one", "other"), ("other", "one"))
"""Each side with the one across from it."""
Disagreement = tuple[Side, Finding]
"""What does not agree, and the file in which it has its place."""
Check = Callable[["Pair"], Iterable[Disagreement]]
"""A cross check's function: from the pair to what does not agree."""


@dataclass(frozen=True)
class Crossing(Checking):
    """A cross check. `relations`: under which it is asked."""

    check: Check
    relations: tuple[Relation, ...]


def crossing(
    code: str, name: str, *, relations: tuple[Relation, ...], sources: tuple[str, ...]
) -> Callable[[Check], Crossing]:
    """Make a cross check of a function; what it finds is an error."""

    def made(check: Check) -> Crossing:
        known_as = code_of(code, name, Severity.ERROR, check)
        return Crossing(known_as, sources, check, relations)

    return made


_SHOWN = 60
"""How many characters of a value a message shows."""


def first_difference(
    one: Json, other: Json, pointer: Pointer = ""
) -> tuple[Pointer, Json, Json] | None:
    """The first place at which two JSON values differ, with both values there.

    A value that is missing there is None. The result is None if the two are equal.

    >>> first_difference({"a": [1, 2]}, {"a": [1, 3]})
    ('/a/1', 2, 3)
    """
    if one == other:
        return None
    pairs: list[tuple[str | int, Json, Json]] = []
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        keys = {**one, **other}  # a set would lose their order
        for name in keys:
            value = one.get(name)
            pairs.append((name, value, other.get(name)))
    elif isinstance(one, list) and isinstance(other, list):
        items = enumerate(zip_longest(one, other))
        pairs += [(at, left, right) for at, (left, right) in items]
    else:
        return pointer, one, other
    for key, left, right in pairs:
        found = first_difference(left, right, f"{pointer}/{key}")
        if found is not None:
            return found
    return None


def shown(value: object, against: object = None) -> str:
    """A value in a message: of a long text the part at which it differs from the other."""
    match value:
        case None:
            return "missing"
        case str():
            return _shown_text(value, against)
        case list():
            return f"a list of {len(value)}"
        case dict():
            keys = list(value)[:4]
            return f"an object with {', '.join(keys)}"
        case _:
            return repr(value)


def _shown_text(text: str, against: object) -> str:
    """At most `_SHOWN` characters of a text, with some words before it begins to differ."""
    differs = 0
    if isinstance(against, str):
        differs, _ = common_ends(text, against)
    start = max(0, differs - _SHOWN // 3)
    end = start + _SHOWN
    before = "…" if start else ""
    after = "…" if end < len(text) else ""
    return f"{before}{text[start:end]!r}{after}"


FRAME = frozenset({"field", "annex-label", "title", "subtitle", "closing", "signature"})
"""Kinds of passages that share an eId with others."""

T = TypeVar("T")
Match = tuple[Passage, Passage]
"""A passage, and its counterpart in the other file."""


class Pair(Keeping):
    """Two files of one work, and how they belong together. What is asked of them is worked out
    once.

    `one` and `other` are the records, `parsed` what was read, by side. `is_raw`: one of the two is
    raw text, whose metadata are made up of its words.
    """

    def __init__(
        self, one: Parsed, other: Parsed, relation: Relation, *, is_raw: bool = False
    ) -> None:
        super().__init__()
        self.parsed: dict[Side, Parsed] = {"one": one, "other": other}
        self.one: Declaration = one.require()
        self.other: Declaration = other.require()
        self.relation = relation
        self.is_raw = is_raw

    def record(self, side: Side) -> Declaration:
        """The record of a file."""
        return self.one if side == "one" else self.other

    @property
    def worded(self) -> bool:
        """Whether the words must be equal."""
        return self.relation is not Relation.LANGUAGES

    def name(self, side: Side) -> str:
        """The name of a file."""
        return self.parsed[side].source.name

    def differs(
        self,
        template: str,
        side: Side,
        /,
        subject: object,
        start: int | None = None,
        end: int | None = None,
        *,
        quote: str | None = None,
        **values: object,
    ) -> Disagreement:
        """A disagreement, found in the file of `side`.

        `template` and `values` make the message, as in `say`. `{name}` in it is the other file.
        """
        elsewhere: Side = "other" if side == "one" else "one"
        values["name"] = self.name(elsewhere)
        message = Message(template.format_map(values), template, values)
        return side, Finding(message, subject, start, end, quote)

    @cached_property
    def trees(self) -> dict[Side, Element | None]:
        """The tree of each that is Akoma Ntoso."""
        return {side: tree_of(parsed.source) for side, parsed in self.parsed.items()}

    @cached_property
    def rows(self) -> dict[Side, tuple[Passage, ...]]:
        """The passages of each."""
        return {"one": passages(self.one), "other": passages(self.other)}

    @cached_property
    def indices(self) -> dict[int, int]:
        """From the index of a passage of the one to that of its counterpart."""
        return aligned(self.rows["one"], self.rows["other"], by_words=self.worded)

    @cached_property
    def matches(self) -> list[tuple[int, Match]]:
        """The passages that have a counterpart, in the order of the other file.

        The number of each is its index in the other file.
        """
        one = self.rows["one"]
        other = self.rows["other"]
        by_other = {b: a for a, b in self.indices.items()}
        found = []
        for b in sorted(by_other):
            match = (one[by_other[b]], other[b])
            found.append((b, match))
        return found

    def alone(self, side: Side) -> list[tuple[int, Passage]]:
        """The passages of a file that have no counterpart."""
        matched = self.indices.keys() if side == "one" else self.indices.values()
        taken = set(matched)
        rows = enumerate(self.rows[side])
        return [(index, row) for index, row in rows if index not in taken]

    @cached_property
    def whole(self) -> dict[int, bool]:
        """For each matched passage of the other file: whether all its children, and those of its
        counterpart, are matched too.
        """
        above_one = {row.parent for _, row in self.alone("one")}
        above_other = {row.parent for _, row in self.alone("other")}
        found: dict[int, bool] = {}
        for at, (one, other) in self.matches:
            found[at] = one.eid not in above_one and other.eid not in above_other
        return found

    @cached_property
    def still(self) -> set[int]:
        """The indices in the other file of those that stand in the same order in both, the others
        being moved.
        """
        return {self.indices[a] for a in unmoved(self.indices)}

    @cached_property
    def renamed(self) -> dict[str | None, str]:
        """From the eids of nodes of the one to what these are called in the other."""
        found: dict[str | None, str] = {}
        for _, (one, other) in self.matches:
            if one.kind not in FRAME:
                found[one.eid] = other.eid
        return found

    @cached_property
    def markers(self) -> dict[Side, dict[str, str]]:
        """The marker of each note, by its eid."""
        found: dict[Side, dict[str, str]] = {}
        for side, _ in SIDES:
            notes = self.record(side).notes
            found[side] = {note.eid: note.marker or "" for note in notes}
        return found


def runs(found: Iterable[tuple[int, T]]) -> Iterator[list[T]]:
    """Groups of values whose numbers follow each other without a gap.

    >>> list(runs([(1, "a"), (2, "b"), (5, "c")]))
    [['a', 'b'], ['c']]
    """
    run: list[T] = []
    last: int | None = None
    for number, value in found:
        if last is not None and number != last + 1:
            yield run
            run = []
        run.append(value)
        last = number
    if run:
        yield run


def subject_of(passage: Passage) -> Node:
    """The node that a finding about a passage is about: of a line of the frame the line."""
    if passage.kind in FRAME and passage.content:
        return passage.content[0].block
    return passage.node


def calls_in(passage: Passage) -> list[tuple[str, str, int]]:
    """The calls of notes in a passage: the eid of the note, whether in heading or text, the offset
    there.
    """
    return [
        (each.mark.ref, each.field, each.start)
        for each in passage.marks()
        if isinstance(each.mark, NoteMark)
    ]


def texts_of(passage: Passage) -> list[str]:
    """The words of a passage, block by block, the heading first."""
    return [words.block.text for words in passage.words()]


def aligned(
    one: Sequence[Passage], other: Sequence[Passage], *, by_words: bool
) -> dict[int, int]:
    """From the index of a passage in `one` to that of its counterpart in `other`.

    Passages are matched by words (if they can be compared), then by address, and what is left
    between two matches by its place. Time grows with the number of passages.
    """
    found: dict[int, int] = {}
    if by_words:
        _match_once(one, other, found, _words_with_eid)
        _match_once(one, other, found, _words_of)
    known = {key: b for b, key in enumerate(_address(other))}
    taken = set(found.values())
    for a, key in enumerate(_address(one)):
        match = known.get(key)
        if a not in found and match is not None and match not in taken:
            found[a] = match
    _match_once(one, other, found, _eid_alone)
    _match_between(one, other, found)
    return found


def _words_with_eid(row: Passage) -> tuple[str, ...]:
    return (row.kind, row.eid, *texts_of(row))


def _eid_alone(row: Passage) -> tuple[str, ...] | None:
    """The eId of a passage; None for lines of the frame, which share one."""
    return None if row.kind in FRAME else (row.eid,)


def _words_of(row: Passage) -> tuple[str, ...] | None:
    """The kind and the words of a passage; None without words."""
    texts = texts_of(row)
    return (row.kind, *texts) if any(texts) else None


def _address(rows: Sequence[Passage]) -> list[tuple[str, str, str | None, int]]:
    """The kind, eId and role of each passage, and which of several with these it is.

    Only fields have a role: other lines of the frame share an eId with passages of other kinds.
    """
    seen: Counter[tuple[str, str, str | None]] = Counter()
    keys = []
    for row in rows:
        role = row.role if row.kind == "field" else None
        key = (row.kind, row.eid, role)
        keys.append((*key, seen[key]))
        seen[key] += 1
    return keys


def _match_once(
    one: Sequence[Passage],
    other: Sequence[Passage],
    found: dict[int, int],
    key_of: Callable[[Passage], tuple[str, ...] | None],
) -> None:
    """Pair what is left and has a key that stands once in each."""
    left = _keys_without(one, found.keys(), key_of)
    right = _keys_without(other, set(found.values()), key_of)
    found.update(once_in_each(left, right))


def _keys_without(
    rows: Sequence[Passage],
    taken: AbstractSet[int],
    key_of: Callable[[Passage], tuple[str, ...] | None],
) -> list[tuple[str, ...] | None]:
    """The key of each passage; None for those that are taken."""
    return [None if at in taken else key_of(row) for at, row in enumerate(rows)]


def _match_between(
    one: Sequence[Passage], other: Sequence[Passage], found: dict[int, int]
) -> None:
    """Pair what is left between two pairs, kind by kind, where there is as much of it on both
    sides.
    """
    taken = set(found.values())
    for some, others in between(dict(found), (len(one), len(other))):
        here = _by_kind(one, (a for a in some if a not in found))
        there = _by_kind(other, (b for b in others if b not in taken))
        for kind, left in here.items():
            right = there.get(kind, [])
            if len(left) == len(right):
                found.update(zip(left, right, strict=True))


def _by_kind(rows: Sequence[Passage], indices: Iterable[int]) -> dict[str, list[int]]:
    """The indices of passages by the kind of these."""
    found: dict[str, list[int]] = {}
    for at in indices:
        found.setdefault(rows[at].kind, []).append(at)
    return found
