"""Fixes made: to the text of a source, in rounds, each read and validated again before the next.

A fix is refused if the words of the text are not what they were, or if the result has a finding which the source had
not. Each round leaves fewer findings than the one before, so that there is a last one, and a second call finds nothing
left to do.
"""

import json
import sys
from bisect import bisect_right, insort
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from difflib import Match, SequenceMatcher
from itertools import accumulate
from typing import Any
from xml.etree.ElementTree import Element

from communique.checking.codes import Choice
from communique.checking.engine import Examined, examine
from communique.checking.json import KEY_ORDER, each_once
from communique.comparison.alignment import between, beyond, common_ends, once_in_each, unmoved
from communique.core.diagnostics import Diagnostic, Edit, Verdict
from communique.core.source import Limits, Source
from communique.documents import format_for
from communique.draft import ReadOptions
from communique.fixes import Fixer, fixers
from communique.formats.akn.names import A
from communique.formats.akn.tree import parse
from communique.formats.json.scanning import DEEPEST, scan
from communique.model import Declaration
from communique.rules.rule import Profile
from communique.rules.running import HINT

Said = tuple[Any, ...]
"""The words of a file in their order, notes last and in the order of their words; equal if nothing was changed."""

_KEYS = frozenset({"text", "num", "label", "marker", "short_title", "acronym"})
"""The keys of a record that hold printed words."""
_ATTRIBUTES = ("marker", "showAs", "shortForm", "title", "alt")
"""The attributes of Akoma Ntoso that hold printed words."""
_NOTES = (f"{A}authorialNote", f"{A}note")
_TREE = 1000  # no tree that is deeper has been read


def words_of(source: Source, format: str) -> Said:
    """The words of a source that is JSON or XML. Raises ValueError where it is neither.

    The place of a note is not a word: it may be called elsewhere. White space counts, except that of the frame of `meta`.
    """
    if format == "json":
        try:
            return words_of_values(
                json.loads(source.text, object_pairs_hook=each_once, parse_int=float)
            )
        except RecursionError:  # deeper than the parser in C goes
            return words_of_values(scan(source, depth=DEEPEST).value)
    root = parse(source, Limits(len(source.data), depth=_TREE))
    if isinstance(root, list):
        raise ValueError(root[0].message)
    waiting, notes = [root], []
    while waiting:
        notes.append(tuple(_gathered(waiting.pop(), waiting)))
    return (notes[0], *sorted(notes[1:]))


def words_of_values(values: Any) -> Said:
    """The words of a record's plain values."""
    notes = values.get("notes") if isinstance(values, dict) else None
    if not isinstance(notes, list):
        return tuple(_of_value(values))
    rest = {key: value for key, value in values.items() if key != "notes"}
    return (*_of_value(rest), *sorted(tuple(_of_value(note)) for note in notes))


def _of_value(value: Any) -> Iterator[tuple[str, str]]:
    """Keys and words; members in the order of their keys, since that of the file does not matter."""
    waiting: list[tuple[str, Any]] = [("", value)]
    while waiting:
        key, each = waiting.pop()
        if isinstance(each, str) and key in _KEYS:
            yield key, each
        elif isinstance(each, list | tuple):
            waiting += [("", item) for item in reversed(each)]
        elif isinstance(each, dict):
            waiting += [
                (name, each[name]) for name in sorted(each, reverse=True) if name != "marks"
            ]


def _gathered(element: Element, notes: list[Element]) -> Iterator[str]:
    """The words of an element in their order; the notes in it are put aside."""
    stack: list[tuple[Element, bool, bool]] = [(element, False, False)]
    pieces: list[str] = []
    while stack:
        each, in_meta, done = stack.pop()
        if done:
            pieces.append("" if in_meta and not (each.tail or "").strip() else each.tail or "")
            continue
        if each is not element:
            stack.append((each, in_meta, True))
            if each.tag in _NOTES:
                notes.append(each)
                continue
        pieces.extend(
            f"\0{value}\0" for name in _ATTRIBUTES if (value := each.get(name)) is not None
        )
        below = in_meta or each.tag == f"{A}meta"
        pieces.append("" if below and not (each.text or "").strip() else each.text or "")
        stack.extend((child, below, False) for child in reversed(each))
    yield "".join(pieces)


CONTEXT = 3
"""How many lines that both states share are shown around what differs."""
_NO_END = "\n\\ No newline at end of file\n"
_SMALL = 4096
"""Stretches of lines are compared by `difflib`, whose time grows with the product of their lengths, up to this product."""

Pair = tuple[int, int]
"""A line of the old state and the same of the new one, by their numbers from 0."""
Stretch = tuple[int, int, int, int]
"""Lines of the old state, from and up to, and of the new one."""


def unified(before: Source, after: Source) -> str:
    """The difference, three lines of context around it; empty where there is none.

    Lines end at LF: a CR before it, and a byte order mark, are characters like others, and are kept. The time grows with
    the number of lines, however many of them differ or are alike.
    """
    if before.data == after.data:
        return ""
    old, new = _lines(before), _lines(after)
    pieces = [f"--- {before.name}\n", f"+++ {after.name}\n"]
    for group in Lines(old, new).get_grouped_opcodes(CONTEXT):
        (_, i1, _, j1, _), (_, _, i2, _, j2) = group[0], group[-1]
        pieces.append(f"@@ -{_range(i1, i2)} +{_range(j1, j2)} @@\n")
        for tag, i1, i2, j1, j2 in group:
            if tag == "equal":
                pieces += map(" ".__add__, old[i1:i2])
            else:
                pieces += [*map("-".__add__, old[i1:i2]), *map("+".__add__, new[j1:j2])]
    return "".join(each if each.endswith("\n") else f"{each}{_NO_END}" for each in pieces)


def _lines(source: Source) -> list[str]:
    lines = source.data.decode("utf-8").split("\n")
    last = lines.pop()
    return [*(f"{line}\n" for line in lines), *([last] if last else [])]


def _range(start: int, end: int) -> str:
    """Lines as a hunk's head names them: the first, from 1, and their number unless it is one."""
    number = end - start
    return f"{start + 1}" if number == 1 else f"{start + (number > 0)},{number}"


class Lines(SequenceMatcher[str]):
    """Lines that are the same in both states, found from those that stand there once."""

    def __init__(self, old: list[str], new: list[str]) -> None:
        super().__init__(None, (), (), autojunk=False)
        self.a, self.b = old, new

    def get_matching_blocks(self) -> list[Match]:
        """Stretches of the same lines, and an empty one at the end, as `difflib` gives them."""
        blocks: list[Match] = []
        for i, j in sorted(_pairs(self.a, self.b)):
            if blocks and (blocks[-1].a + blocks[-1].size, blocks[-1].b + blocks[-1].size) == (
                i,
                j,
            ):
                blocks[-1] = blocks[-1]._replace(size=blocks[-1].size + 1)
            else:
                blocks.append(Match(i, j, 1))
        return [*blocks, Match(len(self.a), len(self.b), 0)]


def _pairs(old: Sequence[str], new: Sequence[str]) -> Iterator[Pair]:
    """The same lines of two states, none crossing another: at both ends, then between those that stand once in each."""
    waiting: list[Stretch] = [(0, len(old), 0, len(new))]
    while waiting:
        i1, i2, j1, j2 = waiting.pop()
        head, tail = common_ends(old[i1:i2], new[j1:j2])
        yield from ((i1 + at, j1 + at) for at in range(head))
        yield from ((i2 - at, j2 - at) for at in range(1, tail + 1))
        i1, i2, j1, j2 = i1 + head, i2 - tail, j1 + head, j2 - tail
        if i1 == i2 or j1 == j2:
            continue
        pairs = once_in_each(old[i1:i2], new[j1:j2])
        if pairs:
            yield from ((i1 + at, j1 + pairs[at]) for at in unmoved(pairs))
            for some, others in between(pairs, (i2 - i1, j2 - j1)):
                waiting.append(
                    (i1 + some.start, i1 + some.stop, j1 + others.start, j1 + others.stop)
                )
        elif (i2 - i1) * (j2 - j1) <= _SMALL:
            for block in SequenceMatcher(
                None, old[i1:i2], new[j1:j2], autojunk=False
            ).get_matching_blocks():
                yield from ((i1 + block.a + at, j1 + block.b + at) for at in range(block.size))
        elif i2 - i1 == j2 - j1:
            yield from (
                (i, j)
                for i, j in zip(range(i1, i2), range(j1, j2), strict=True)
                if old[i] == new[j]
            )


def without_overlap(findings: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The findings whose fixes can be made together: of two that overlap the first; a fix that several share is one."""
    chosen: list[Diagnostic] = []
    known: set[int] = set()
    taken: list[tuple[int, int]] = []
    for finding in findings:
        if finding.fix is None:
            continue
        edits = finding.fix.edits
        if id(edits) not in known:
            # Two overlap that share a character, or of which one is put in at the edge of the other or inside it.
            stretches = [(edit.start, edit.end) for edit in edits]
            near = ((each, bisect_right(taken, each)) for each in stretches)
            if any(
                o[0] <= each[1] and each[0] <= o[1]
                for each, at in near
                for o in taken[max(0, at - 1) : at + 1]
            ):
                continue
            known.add(id(edits))
            for each in stretches:
                insort(taken, each)
        chosen.append(finding)
    return chosen


def fixes_of(findings: Iterable[Diagnostic]) -> list[tuple[Edit, ...]]:
    """The edits of each fix, of one that several findings share once: it is then one object, and has not to be compared."""
    return list(
        {id(each.fix.edits): each.fix.edits for each in findings if each.fix is not None}.values()
    )


def edits_of(findings: Iterable[Diagnostic]) -> list[Edit]:
    """The edits of fixes that can be made together, in the order of the source."""
    return sorted(
        (edit for edits in fixes_of(findings) for edit in edits), key=lambda each: each.start
    )


def applied(source: Source, edits: Iterable[Edit]) -> Source:
    """The source with edits made, which stand in its order: a byte order mark, line ends, all else as they are."""
    text, at, pieces = source.text, 0, []
    for edit in edits:
        pieces += [text[at : edit.start], edit.text]
        at = edit.end
    mark = source.data[: len(source.data) - len(text.encode())]
    return Source(source.name, mark + "".join([*pieces, text[at:]]).encode())


class Shift:
    """From offsets before some edits to offsets after them."""

    def __init__(self, edits: list[Edit]) -> None:
        self._starts = [each.start for each in edits]
        self._ends = [each.end for each in edits]
        self._moved = [0, *accumulate(len(each.text) - (each.end - each.start) for each in edits)]

    def after(self, offset: int) -> set[int]:
        """Where a character stands now; two places where something was put in straight before it."""
        before = bisect_right(self._ends, offset)
        found = {offset + self._moved[before]}
        if before and self._ends[before - 1] == offset == self._starts[before - 1]:
            found.add(offset + self._moved[before - 1])
        return found


_WITHOUT_RECORD = ("SRC", "MOD", "XSD", "JSN")
"""The families whose findings are seen although no declaration could be read; all but one that is of good records only."""


def new_findings(
    before: Iterable[Diagnostic], after: Iterable[Diagnostic], shift: Shift, *, unread: bool = False
) -> list[Diagnostic]:
    """The findings after edits that are not those from before, moved with the text.

    A finding is one from before if it stands where one of its code and severity stood (what it calls a node may have
    changed), or if it says the same of what was moved, or was placed by a search for its words. `unread`: only now a declaration can be read, and what
    only a record shows is not new.
    """
    old = list(before)
    new = [
        each
        for each in after
        if not unread or (each.code.code[:3] in _WITHOUT_RECORD and each.code != KEY_ORDER)
    ]
    places: dict[tuple[object, ...], list[int]] = {}
    for index, each in enumerate(old):
        for place in (
            (None,)
            if each.span is None or each.span.start is None
            else shift.after(each.span.start)
        ):
            places.setdefault((each.code, each.severity, place), []).append(index)
    used: set[int] = set()
    left: list[Diagnostic] = []
    for each in new:
        place = None if each.span is None else each.span.start
        waiting = places.get((each.code, each.severity, place), [])
        while waiting and waiting[-1] in used:
            waiting.pop()
        if waiting:
            used.add(waiting.pop())
        else:
            left.append(each)
    return beyond(
        left, Counter(_said(each) for index, each in enumerate(old) if index not in used), _said
    )


def _said(finding: Diagnostic) -> tuple[object, ...]:
    return finding.code, finding.severity, finding.message


PATIENCE = 20
"""After this many refusals of one kind the others of that kind are not tried."""
_GRAVITY = (Verdict.VALID, Verdict.INVALID, Verdict.UNDETERMINED)


@dataclass(frozen=True, slots=True)
class Refusal:
    """A fix that was not made, and why."""

    finding: Diagnostic
    why: str


@dataclass(frozen=True, slots=True)
class Mended:
    """What became of a source: what it was, what it is now and what is left to say of it.

    `fixed` counts by code the findings whose fixes were made, in the order of the codes.
    """

    before: Source
    after: Examined
    fixed: Mapping[str, int]
    refused: tuple[Refusal, ...]

    @property
    def changed(self) -> bool:
        """Whether anything was done."""
        return self.before.data != self.after.source.data


class _Mender:
    """The rounds over one source."""

    def __init__(self, first: Examined, options: ReadOptions, choice: Choice, format: str) -> None:
        self.options = options
        self.format = format
        self.fixers = fixers(format)
        profile = choice.profile if first.report.profile is None else Profile(first.report.profile)
        self.choice = replace(choice, limit=sys.maxsize, profile=profile)
        self.whole = Choice(profile=profile, limit=sys.maxsize)
        known = self.choice == self.whole and all(
            each.hint != HINT for each in first.report.findings
        )
        self.state, self.words = self._read(
            first.source, first if known and first.parsed is not None else None
        )
        self.fixed: Counter[str] = Counter()
        self.refused: dict[tuple[str, str, str], Refusal] = {}
        self.patience: Counter[Fixer] = Counter()

    def _read(self, source: Source, known: Examined | None = None) -> tuple[Examined, object]:
        """All there is to say, chosen or not: what was not asked for must not be made worse. And the words."""
        everything = known or examine(source, self.options, self.whole, format=self.format)
        return everything, words_of(source, self.format)

    def next(self) -> list[Diagnostic]:
        """The findings of the next round: those of one fixer, none of whose fixes overlap."""
        chosen = self.state
        if self.choice != self.whole:
            chosen = examine(self.state.source, self.options, self.choice, format=self.format)
        waiting = [
            each
            for each in chosen.report.findings
            if each.fix is not None
            and each.fix.sure
            and _key(each) not in self.refused
            and self.patience[self.fixers[each.code.code]] < PATIENCE
        ]
        kind = self.fixers[waiting[0].code.code] if waiting else None
        return without_overlap(each for each in waiting if self.fixers[each.code.code] is kind)

    def round(self, findings: list[Diagnostic]) -> None:
        """Make all fixes, or if they are refused the first half of them, and so on; one that is refused alone is left."""
        while True:
            edits = edits_of(findings)
            source, why = applied(self.state.source, edits), "the file could not be read any more"
            with suppress(ValueError):
                state, words = self._read(source)
                why = next(self._against(state, words, Shift(edits)), "")
            if not why:
                self.state, self.words = state, words
                self.fixed.update(each.code.code for each in findings)
                return
            if len(fixes_of(findings)) == 1:
                self.refused.update((_key(each), Refusal(each, why)) for each in findings)
                self.patience[self.fixers[findings[0].code.code]] += 1
                return
            findings = findings[: len(findings) // 2]

    def _against(self, new: Examined, words: object, shift: Shift) -> Iterator[str]:
        """What speaks against a change."""
        one, other = (
            None if each.parsed is None else each.parsed.declaration for each in (self.state, new)
        )
        if self.words != words:
            yield "the words of the text would change"
        if one is not None and other is None:
            yield "no declaration could be read any more"
        if one is not None and other is not None and _spoken(one) != _spoken(other):
            yield "the words that are read would change"
        before, after = self.state.report, new.report
        if _GRAVITY.index(after.verdict) > _GRAVITY.index(before.verdict) and one is not None:
            yield f"the file would be {after.verdict}"
        found = new_findings(
            before.findings, after.findings, shift, unread=one is None and other is not None
        )
        if found:
            yield f"there would be a finding that is not there now: {found[0].message}"
        elif len(after.findings) >= len(before.findings) and not (
            one is None and other is not None
        ):
            yield "the finding would stay"


def _spoken(declaration: Declaration) -> object:
    return words_of_values(declaration.model_dump(mode="json"))


def _key(finding: Diagnostic) -> tuple[str, str, str]:
    """What tells a fix that was refused from the others, while lines above it move."""
    return finding.code.code, finding.message, "" if finding.fix is None else finding.fix.title


def mend(
    examined: Examined, options: ReadOptions | None = None, *, format: str | None = None
) -> Mended:
    """Make the fixes of the findings that were reported of a source, by the choice that it was examined by.

    Nothing is written. A fix that is only offered (`Fix.sure`) is left to whoever asked.

    Raises UnknownFormat.
    """
    known, chosen = format_for(examined.source, format).name, examined.choice
    if all(each.code.code not in fixers(known) for each in examined.report.findings):
        return Mended(examined.source, examined, {}, ())
    try:
        mender = _Mender(examined, options or ReadOptions(), chosen, known)
    except ValueError:  # words cannot be compared with those of a file that is not read whole, as where a key stands twice
        return Mended(examined.source, examined, {}, ())
    while findings := mender.next():
        mender.round(findings)
    after = examined
    if mender.state.source.data != examined.source.data:
        after = examine(mender.state.source, options, chosen, format=known)
    return Mended(
        examined.source, after, dict(sorted(mender.fixed.items())), tuple(mender.refused.values())
    )
