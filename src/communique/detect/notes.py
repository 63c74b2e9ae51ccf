"""Notes: blocks at the ends of pages, or lines that begin with a note's sign, and the calls that belong to them."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from operator import or_

from communique.detect.characters import SUPERSCRIPT_DIGITS, SUPERSCRIPTS
from communique.detect.layout import Layout
from communique.lines import Line
from communique.naming.labels import folded

NAMED = r"\[\^[\w-]{1,40}\]"
"""The marker of a note in Markdown, a number or any word: `[^1]`, `[^draft]`."""
_DEFINED = re.compile(rf"{NAMED}:")
"""A note in Markdown, whether or not it is called."""
_UNMARKED = re.compile(r"note-\d+")
"""The name in Markdown that is written here of a note that has no marker."""
_MARKER = re.compile(
    rf"""(?P<marker>\d{{1,3}}|\(\d{{1,3}}\)|\[\d{{1,3}}\]|{NAMED}|\^\d{{1,3}}|<sup>\s*\d{{1,3}}\s*</sup>
        |[{SUPERSCRIPTS}]{{1,3}}|\*{{1,4}}|[†‡]{{1,3}})(?P<colon>:?)(?P<space>\s+|$|(?<=[>\]⁰¹²³⁴-⁹†‡]))""",
    re.VERBOSE,
)
_SURE = re.compile(rf"\[\d{{1,3}}\]|{NAMED}|[{SUPERSCRIPTS}]|<sup>|\^\d|[*†‡]")
_CALLED = re.compile(
    rf"\[\d{{1,3}}\]|{NAMED}|\^\d{{1,3}}(?!\d)|<sup>\s*\d{{1,3}}\s*</sup>|[{SUPERSCRIPTS}]{{1,3}}|(?<=\S)(?:\*{{1,4}}|[†‡]{{1,3}})(?!\w)"
)
_GLUED = re.compile(
    r"(?:(?<=[^\W\d_])|(?<=[)\]”\"’»“%…])|(?<=[^\d\s][.,;:!?])|(?<=[^\W\d_]\d\d\d\d)|(?<=\D[12]\d\d\d))\d{1,3}(?!\d)"
    rf"|\[\^?\d{{1,3}}\]|\(\d{{1,3}}\)|\^\d{{1,3}}(?!\d)|[{SUPERSCRIPTS}]{{1,3}}"
)
_BRACKETED = re.compile(r"(?<=[^\s\d(])\(\d{1,3}\)")
_ALONE = re.compile(r"(?<=[^\W\d_] )\d{1,3}(?=[.,;:)\s])")
TAIL = 100
"""Among so many lines at a page's end its notes are looked for."""


@dataclass(slots=True)
class Note:
    """A note as found: where its marker stands, the lines of its words (the first without the marker), its page.

    `span`: the part of the source in which its call is looked for.
    """

    marker: str
    number: str
    start: int
    end: int
    lines: list[Line]
    span: tuple[int, int]
    call: "Call | None" = None


@dataclass(frozen=True, slots=True)
class Call:
    """A place where a marker stands in running text: the flow, the offsets in its text, in the source; its class."""

    place: int
    flow: int
    start: int
    end: int
    rank: int


@dataclass(slots=True)
class NoteBlock:
    """Lines that are notes, by their index."""

    lines: set[int] = field(default_factory=set)
    notes: list[Note] = field(default_factory=list)

    def take(self, notes: Iterable[Note], begin: int, end: int) -> None:
        """Add notes, and the lines that they are."""
        self.notes.extend(notes)
        self.lines.update(range(begin, end))


def number_of(marker: str) -> str:
    """The marker's number in ASCII digits, or the name or sign that it is, without what stands around it."""
    return folded(re.sub(r"</?sup>|[\s()\[\]^]", "", marker).translate(SUPERSCRIPT_DIGITS))


def find_notes(lines: list[Line], layout: Layout, text: str, stops: Collection[int] = ()) -> NoteBlock:
    """The notes of a document, its furniture already gone. No note reaches over `stops`. Indices count in `lines`."""
    found = NoteBlock()
    pages: dict[int, list[int]] = defaultdict(list)
    for index, line in enumerate(lines):
        pages[line.page].append(index)
    alone = len(pages) == 1  # a rule without pages says where notes begin, not where they end
    expected = 1
    for page in pages.values():
        begin = next((index for index in page if lines[index].rule and _MARKER.match(lines[index].text)), None)
        if begin is None and not alone:
            begin = _tail(lines, page, expected, text)
        if begin is None:
            continue
        ends = (
            index
            for index in range(begin + 1, page[-1] + 1)
            if index in stops or (alone and layout.larger_gap(index) and not _MARKER.match(lines[index].text))
        )
        end = next(ends, page[-1] + 1)
        notes = _split(lines[begin:end], (lines[page[0]].start, lines[page[-1]].end))
        found.take(notes, begin, end)
        numbers = [int(note.number) for note in notes if note.number.isdecimal()]
        expected = numbers[-1] + 1 if numbers else expected
    if not found.notes:
        _signed(lines, layout, found, stops)
    if not found.notes:
        _bracketed(lines, layout, found)
    if not found.notes and alone:
        _strewn(lines, layout, text, found)
    return found


def hinted_notes(lines: list[Line], layout: Layout, forced: Mapping[int, str]) -> NoteBlock:
    """The notes that hints name, by identity of their first line: up to a larger gap, a rule, the page's end or a hint."""
    found = NoteBlock()
    for begin, first in enumerate(lines if forced else ()):
        if forced.get(id(first)) != "note":
            continue
        ends = (
            index
            for index, line in enumerate(lines[begin + 1 :], begin + 1)
            if line.rule or line.edge or id(line) in forced or layout.larger_gap(index)
        )
        end = next(ends, len(lines))
        found.take([note_of(lines[begin:end], (lines[0].start, first.start))], begin, end)
    return found


def note_of(lines: list[Line], span: tuple[int, int]) -> Note:
    """The note that lines make, with its marker if it has one."""
    first = lines[0]
    match = _MARKER.match(first.text)
    if match is None:
        return Note("", "", first.start, first.start, lines[:], span)
    marker = re.sub(r"</?sup>|\s|[\[\]^]", "", match["marker"]).translate(SUPERSCRIPT_DIGITS)
    rest = Line(first.start + match.end(), first.text[match.end() :], first.indent, 0, first.page)
    words = [rest, *lines[1:]] if rest.text else lines[1:]
    printed = "" if _UNMARKED.fullmatch(marker) else marker
    return Note(printed, number_of(marker), first.start, first.start + match.end("colon"), words, span)


def _value(line: Line) -> int | None:
    """The number with which a line begins as notes do, 0 for a sign."""
    match = _MARKER.match(line.text)
    number = number_of(match["marker"]) if match else ""
    return int(number) if number.isdecimal() else 0 if match else None


def _tail(lines: list[Line], page: list[int], expected: int, text: str) -> int | None:
    """The first line of a tail whose markers count on (from the last page's, or from 1) and are all called above it."""
    tail = [(index, value) for index in page[1:][-TAIL:] if (value := _value(lines[index])) is not None]
    starts = [position for position, (_, value) in enumerate(tail) if value in (expected, 1)]
    if not starts:
        return None
    begin, end = lines[page[0]].start, lines[tail[starts[-1]][0] - 1].end
    called, alone = _calls(_GLUED, text, begin, end), _calls(_ALONE, text, begin, end)
    for position in starts:
        index, value = tail[position]
        numbers = [value]
        for _, later in tail[position + 1 :]:
            if later == numbers[-1] + 1:
                numbers.append(later)
        above = [number in called and called[number][0] < lines[index].start for number in numbers]
        apart = [number in alone and alone[number][0] < lines[index].start for number in numbers]
        if any(above) and all(map(or_, above, apart)):
            return index
    return None


def _calls(expression: "re.Pattern[str]", text: str, start: int, end: int) -> dict[int, list[int]]:
    """Where each number is called between two offsets, in order."""
    found: dict[int, list[int]] = defaultdict(list)
    for match in expression.finditer(text, start, end):
        found[int(number_of(match.group()))].append(match.start())
    return found


def _split(block: list[Line], span: tuple[int, int]) -> list[Note]:
    """The notes of a block of lines: a line begins one if its marker is the next, or a sign."""
    notes: list[Note] = []
    last: int | None = None
    for line in block:
        value = _value(line)
        if value is not None and (last is None or value == last + 1 or value == last == 0):
            last = value
            notes.append(note_of([line], span))
        elif notes:
            notes[-1].lines.append(line)
    return notes


def _signed(lines: list[Line], layout: Layout, found: NoteBlock, stops: Collection[int]) -> None:
    """Without pages: lines that begin with a sign only notes have, each called somewhere in the text."""
    end = len(lines)
    begun = [at for at, line in enumerate(lines) if at and _SURE.match(line.text) and layout.strong(at)]
    stars = {at for at in begun if lines[at].text.startswith("* ")}
    begun = [at for at in begun if at not in stars or not stars & {at - 1, at + 1}]  # others are points of a list
    called = {number_of(call.group()) for line in lines if begun for call in _CALLED.finditer(line.text, 1)}
    for begin in reversed(begun):
        match = _MARKER.match(lines[begin].text)
        if match and (number_of(match["marker"]) in called or _DEFINED.match(match.group())):
            stop = next((index for index in range(begin + 1, end) if layout.larger_gap(index) or index in stops), end)
            found.take([note_of(lines[begin:stop], (lines[0].start, lines[-1].end))], begin, stop)
            end = begin
    found.notes.reverse()


def _bracketed(lines: list[Line], layout: Layout, found: NoteBlock) -> None:
    """Without pages: the last lines, if they count `(1)`, `(2)`, and each is called behind a letter, bracket or stop.

    Behind a blank or a digit such a number names a paragraph: `Article 2(1)`.
    """
    begin = next((at for at in range(len(lines) - 1, 0, -1) if folded(lines[at].text[:3]) == "(1)"), None)
    if begin is None or not layout.strong(begin):
        return
    notes = _split(lines[begin:], (lines[0].start, lines[begin - 1].end))
    called = {number_of(call) for line in lines[:begin] for call in _BRACKETED.findall(line.text)}
    if notes and all(note.marker[0] == "(" and note.number in called for note in notes):
        found.take(notes, begin, len(lines))


def _strewn(lines: list[Line], layout: Layout, text: str, found: NoteBlock) -> None:
    """Where page breaks are lost: a line `2 Words` in the text, called shortly before it, up to the next full stop."""
    expected, since, index = 1, 0, 1
    calls: dict[int, list[int]] | None = None
    while index < len(lines):
        line = lines[index]
        match = _MARKER.match(line.text) if line.text.startswith(str(expected)) else None
        if match and match["marker"] == str(expected) and match.end() < len(line.text):
            if calls is None:  # looked for once, also where there are none
                calls = _calls(_GLUED, text, lines[0].start, lines[-1].end)
            low = max(since, index - 60)
            offsets = calls.get(expected, [])
            at = bisect_left(offsets, lines[low].start)
            if at < len(offsets) and offsets[at] < lines[index - 1].end:
                stop = index + 1
                while stop < len(lines) and stop <= index + 8 and not layout.finished(stop):
                    stop += 1
                found.take([note_of(lines[index:stop], (lines[low].start, line.start))], index, stop)
                expected, since, index = expected + 1, low, stop - 1
        index += 1
