"""Notes: blocks at the ends of pages, or lines that begin with a note's sign, and the calls that belong to them."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from operator import or_

from communique.detect.characters import SUPERSCRIPT_DIGITS, SUPERSCRIPTS
from communique.detect.layout import Layout
from communique.lines import Line
from communique.naming.labels import folded

NAMED = r"\[\^[\w-]{1,40}\]"
"""The marker of a note in Markdown, a number or any word: `[^1]`, `[^draft]`."""
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

    @property
    def round(self) -> bool:
        """Whether its marker is printed in round brackets."""
        return self.marker.startswith("(")


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


def number_of(marker: str) -> str:
    """The marker's number in ASCII digits, or the name or sign that it is, without what stands around it."""
    return folded(re.sub(r"</?sup>|[\s()\[\]^]", "", marker).translate(SUPERSCRIPT_DIGITS))


def find_notes(lines: list[Line], layout: Layout, text: str, stops: Collection[int] = ()) -> NoteBlock:
    """The notes of a document, its furniture already gone. No note reaches over `stops`. Indices count in `lines`."""
    found = NoteBlock()
    pages: dict[int, list[int]] = defaultdict(list)
    for index, line in enumerate(lines):
        pages[line.page].append(index)
    expected = 1
    bounds = [(lines[page[0]].start, lines[page[-1]].end) for page in pages.values()]
    for number, page in enumerate(pages.values()):
        span = (bounds[number][0], bounds[number][1])
        begin = _after_rule(lines, page) if len(pages) > 1 or any(lines[i].rule for i in page) else None
        if begin is None and len(pages) > 1:
            begin = _tail(lines, page, expected, text)
        if begin is not None:
            alone = len(pages) == 1  # a rule without pages says where notes begin, not where they end
            end = next(
                (
                    index
                    for index in page
                    if index > begin and (index in stops or (alone and _leaves(lines[index], layout, index)))
                ),
                page[-1] + 1,
            )
            block = list(range(begin, end))
            notes = _split(lines, block, span)
            found.notes.extend(notes)
            found.lines.update(block)
            numbers = [int(note.number) for note in notes if note.number.isdecimal()]
            expected = numbers[-1] + 1 if numbers else expected
    if not found.notes:
        _signed(lines, layout, found, stops)
    if not found.notes:
        _bracketed(lines, layout, found)
    if not found.notes and len(pages) == 1:
        _strewn(lines, layout, text, found)
    return found


def hinted_notes(lines: list[Line], layout: Layout, forced: Mapping[int, str]) -> NoteBlock:
    """The notes that hints name, by identity of their first line: up to a larger gap, a rule, the page's end or a hint."""
    found = NoteBlock()
    for index, line in enumerate(lines if forced else ()):
        if forced.get(id(line)) != "note":
            continue
        end = index + 1
        while end < len(lines) and not (
            lines[end].rule or lines[end].edge or id(lines[end]) in forced or layout.larger_gap(end)
        ):
            end += 1
        found.notes.append(note_of(lines[index:end], (lines[0].start, line.start)))
        found.lines.update(range(index, end))
    return found


def note_of(lines: list[Line], span: tuple[int, int]) -> Note:
    """The note that lines make, with its marker if it has one."""
    first = lines[0]
    match = _MARKER.match(first.text)
    note = _note(first, match, span) if match else Note("", "", first.start, first.start, [first], span)
    note.lines.extend(lines[1:])
    return note


def _value(line: Line) -> int | None:
    match = _MARKER.match(line.text)
    if match is None:
        return None
    number = number_of(match["marker"])
    return int(number) if number.isdecimal() else 0


def _leaves(line: Line, layout: Layout, index: int) -> bool:
    """Whether the words of notes surely end before a line: a larger gap, and no marker behind it."""
    return layout.larger_gap(index) and not _MARKER.match(line.text)


def _after_rule(lines: list[Line], page: list[int]) -> int | None:
    """The line that begins the notes of a page: the first after a rule that begins with a marker."""
    for index in page:
        if lines[index].rule and _MARKER.match(lines[index].text):
            return index
    return None


def _tail(lines: list[Line], page: list[int], expected: int, text: str) -> int | None:
    """The first line of a tail whose markers count on (from the last page's, or from 1) and are all called above it."""
    tail = [(index, _value(lines[index])) for index in page[1:][-TAIL:]]
    starts = [position for position, (_, value) in enumerate(tail) if value is not None and value in (expected, 1)]
    if not starts:
        return None
    begin, end = lines[page[0]].start, lines[tail[starts[-1]][0] - 1].end
    called, alone = _calls(_GLUED, text, begin, end), _calls(_ALONE, text, begin, end)
    for position in starts:
        index, value = tail[position]
        numbers = [value or 1]
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


def _split(lines: list[Line], block: list[int], span: tuple[int, int]) -> list[Note]:
    """The notes of a block of lines: a line begins one if its marker is the next, or a sign."""
    notes: list[Note] = []
    last: int | None = None
    for index in block:
        line = lines[index]
        match = _MARKER.match(line.text)
        value = _value(line) if match else None
        if match and (last is None or value == last + 1 or (value == 0 and last == 0)):
            last = value
            notes.append(_note(line, match, span))
        elif notes:
            notes[-1].lines.append(line)
    return notes


def _note(line: Line, match: "re.Match[str]", span: tuple[int, int]) -> Note:
    marker = re.sub(r"</?sup>|\s|[\[\]^]", "", match["marker"]).translate(SUPERSCRIPT_DIGITS)
    note = Note(marker, number_of(marker), line.start, line.start + match.end("colon"), [], span)
    rest = Line(line.start + match.end(), line.text[match.end() :], line.indent, 0, line.page)
    if rest.text:
        note.lines.append(rest)
    return note


def _signed(lines: list[Line], layout: Layout, found: NoteBlock, stops: Collection[int]) -> None:
    """Without pages: lines that begin with a sign only notes have, each called somewhere in the text."""
    end = len(lines)
    if not any(_SURE.match(line.text) for line in lines):
        return
    called = _signs_called(lines)
    for begin in range(len(lines) - 1, 0, -1):
        line = lines[begin]
        match = _MARKER.match(line.text) if _SURE.match(line.text) and layout.strong(begin) else None
        if match is None or number_of(match["marker"]) not in called:
            continue
        stop = next((index for index in range(begin + 1, end) if layout.larger_gap(index) or index in stops), end)
        note = _note(line, match, (lines[0].start, lines[-1].end))
        note.lines.extend(lines[begin + 1 : stop])
        found.notes.append(note)
        found.lines.update(range(begin, stop))
        end = begin
    found.notes.reverse()


def _bracketed(lines: list[Line], layout: Layout, found: NoteBlock) -> None:
    """Without pages: the last lines, if they count `(1)`, `(2)`, and each is called behind a letter, bracket or stop.

    Behind a blank or a digit such a number names a paragraph: `Article 2(1)`.
    """
    begin = next((at for at in range(len(lines) - 1, 0, -1) if folded(lines[at].text[:3]) == "(1)"), None)
    if begin is None or not layout.strong(begin):
        return
    notes = _split(lines, list(range(begin, len(lines))), (lines[0].start, lines[begin - 1].end))
    called = {number_of(call) for line in lines[:begin] for call in _BRACKETED.findall(line.text)}
    if all(note.round and note.number in called for note in notes):
        found.notes.extend(notes)
        found.lines.update(range(begin, len(lines)))


def _signs_called(lines: list[Line]) -> set[str]:
    """The numbers and signs that call a note in some line, not at its beginning."""
    return {number_of(match.group()) for line in lines for match in _CALLED.finditer(line.text, 1)}


def _marked(line: Line, number: int) -> "re.Match[str] | None":
    """The marker of a note of that number at the beginning of a line, if words follow it."""
    match = _MARKER.match(line.text) if line.text.startswith(str(number)) else None
    return match if match and match["marker"] == str(number) and match.end() < len(line.text) else None


def _strewn(lines: list[Line], layout: Layout, text: str, found: NoteBlock) -> None:
    """Where page breaks are lost: a line `2 Words` in the text, called shortly before it, up to the next full stop."""
    expected, since = 1, 0
    index = next((at for at in range(1, len(lines)) if _marked(lines[at], expected)), len(lines))
    if index == len(lines):
        return
    calls = _calls(_GLUED, text, lines[0].start, lines[-1].end)
    while index < len(lines):
        line = lines[index]
        match = _marked(line, expected)
        low = max(since, index - 60)
        if match:
            offsets = calls.get(expected, [])
            at = bisect_left(offsets, lines[low].start)
            if at < len(offsets) and offsets[at] < lines[index - 1].end:
                stop = index
                while stop + 1 < len(lines) and stop - index < 8 and not layout.is_finished(stop):
                    stop += 1
                note = _note(line, match, (lines[low].start, line.start))
                note.lines.extend(lines[index + 1 : stop + 1])
                found.notes.append(note)
                found.lines.update(range(index, stop + 1))
                expected, since, index = expected + 1, low, stop
        index += 1
