"""Notes: blocks at the ends of pages, or lines that begin with a note's sign; and their calls in running text, glued to a word,
a year or a bracket, raised or in brackets.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import or_

from communique.core.scripts import SUPERSCRIPT_DIGITS, SUPERSCRIPTS
from communique.detect.claims import Flow
from communique.detect.segments.layout import Layout
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
_WINDOW = 200
"""So many places are looked at for one note."""
SURE, _ROUND, ALONE = 0, 3, 4
"""The best class of places, of signs; the last, of numbers that stand alone."""
_TOKEN = re.compile(
    rf"""<sup>\s*(?P<tag>[\d*†‡]{{1,3}})\s*</sup> | (?P<square>\[\d{{1,3}}\]|{NAMED}) | \^(?P<caret>\d{{1,3}})(?!\d)
      | (?P<sup>[{SUPERSCRIPTS}]{{1,3}}) | (?P<sign>[*]{{1,4}}|[†‡]{{1,3}}) | (?<=\S)\((?P<round>\d{{1,3}})\)
      | (?P<digits>\d+)""",
    re.VERBOSE,
)
_HINT = re.compile(rf"[\d{SUPERSCRIPTS}\[<^*†‡(](?:(?<=\d)\d+)?")
"""Where a marker could begin, the rest of a number with it: cheap to look for, as one class of characters is."""
_GLUE_BEFORE = frozenset(")]}”\"’»“%…'“")
_STOPS = frozenset(".,;:!?")
_YEAR = re.compile(r"[12]\d{3}")


@dataclass(slots=True)
class Note:
    """A note as found: where its marker stands, the lines of its words (the first without the marker), its page.

    `span`: the part of the source in which its call is looked for. `choice`: whether it could be called elsewhere as well.
    `ref`: its eid until it is given one.
    """

    marker: str
    number: str
    start: int
    end: int
    lines: list[Line]
    span: tuple[int, int]
    call: "Call | None" = None
    choice: bool = False
    ref: str = ""


@dataclass(frozen=True, slots=True)
class Call:
    """A place where a marker stands in running text: the flow, the offsets in its text, in the source; its class."""

    place: int
    flow: int
    start: int
    end: int
    rank: int


def number_of(marker: str) -> str:
    """The marker's number in ASCII digits, or the name or sign that it is, without what stands around it."""
    return folded(re.sub(r"</?sup>|[\s()\[\]^]", "", marker).translate(SUPERSCRIPT_DIGITS))


def find_notes(
    lines: list[Line], layout: Layout, text: str, stops: Collection[int] = ()
) -> list[Note]:
    """The notes of a document, its furniture already gone. No note reaches over `stops`, which are indices in `lines`."""
    found: list[Note] = []
    pages = [list(page) for _, page in groupby(range(len(lines)), lambda index: lines[index].page)]
    alone = len(pages) == 1  # a rule without pages says where notes begin, not where they end
    expected = 1
    for page in pages:
        ruled = (index for index in page if lines[index].rule and not _is_listed(lines, index))
        begin = next((index for index in ruled if _MARKER.match(lines[index].text)), None)
        if begin is None and not alone:
            begin = _tail(lines, page, expected, text)
        if begin is None:
            continue
        ends = (
            index
            for index in range(begin + 1, page[-1] + 1)
            if index in stops
            or (alone and layout.larger_gap(index) and not _MARKER.match(lines[index].text))
        )
        end = next(ends, page[-1] + 1)
        notes = _split(lines[begin:end], (lines[page[0]].start, lines[page[-1]].end))
        found += notes
        numbers = [int(note.number) for note in notes if note.number.isdecimal()]
        expected = numbers[-1] + 1 if numbers else expected
    found = found or _signed(lines, layout, stops) or _bracketed(lines, layout)
    return found or (list(_strewn(lines, layout, text)) if alone else [])


def without_notes(lines: list[Line], notes: Iterable[Note]) -> list[Line]:
    """The lines that no note is made of."""
    taken = {
        start for note in notes for start in (note.start, *(line.start for line in note.lines))
    }
    return [line for line in lines if line.start not in taken]


def hinted_notes(lines: list[Line], layout: Layout) -> list[Note]:
    """The notes that hints name by their first line: up to a larger gap, a rule, the page's end or a hint."""
    found: list[Note] = []
    for begin, first in enumerate(lines):
        if first.hint != "note":
            continue
        ends = (
            index
            for index, line in enumerate(lines[begin + 1 :], begin + 1)
            if line.rule or line.edge or line.hint is not None or layout.larger_gap(index)
        )
        end = next(ends, len(lines))
        found.append(note_of(lines[begin:end], (lines[0].start, first.start)))
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
    return Note(
        printed, number_of(marker), first.start, first.start + match.end("colon"), words, span
    )


def _value(line: Line) -> int | None:
    """The number with which a line begins as notes do, 0 for a sign."""
    match = _MARKER.match(line.text)
    number = number_of(match["marker"]) if match else ""
    return int(number) if number.isdecimal() else 0 if match else None


def _tail(lines: list[Line], page: list[int], expected: int, text: str) -> int | None:
    """The first line of a tail whose markers count on (from the last page's, or from 1) and are all called above it."""
    tail = [
        (index, value) for index in page[1:][-TAIL:] if (value := _value(lines[index])) is not None
    ]
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


def _signed(lines: list[Line], layout: Layout, stops: Collection[int]) -> list[Note]:
    """Without pages: lines that begin with a sign only notes have, each called somewhere in the text."""
    found: list[Note] = []
    end = len(lines)
    begun = [
        at for at, line in enumerate(lines) if at and _SURE.match(line.text) and layout.strong(at)
    ]
    begun = [at for at in begun if not _is_listed(lines, at)]
    called = {
        number_of(call.group())
        for line in lines
        if begun
        for call in _CALLED.finditer(line.text, 1)
    }
    for begin in reversed(begun):
        match = _MARKER.match(lines[begin].text)
        if match and (number_of(match["marker"]) in called or _DEFINED.match(match.group())):
            stop = next(
                (
                    index
                    for index in range(begin + 1, end)
                    if layout.larger_gap(index) or index in stops
                ),
                end,
            )
            found.append(note_of(lines[begin:stop], (lines[0].start, lines[-1].end)))
            end = begin
    return found[::-1]


def _is_listed(lines: list[Line], at: int) -> bool:
    """Whether a line with a star stands beside another with one: they are points of a list."""
    starred = [each.text.startswith("* ") for each in lines[max(at - 1, 0) : at + 2]]
    return lines[at].text.startswith("* ") and sum(starred) > 1


def _bracketed(lines: list[Line], layout: Layout) -> list[Note]:
    """Without pages: the last lines, if they count `(1)`, `(2)`, and each is called behind a letter, bracket or stop.

    Behind a blank or a digit such a number names a paragraph: `Article 2(1)`.
    """
    begin = next(
        (at for at in range(len(lines) - 1, 0, -1) if folded(lines[at].text[:3]) == "(1)"), None
    )
    if begin is None or not layout.strong(begin):
        return []
    notes = _split(lines[begin:], (lines[0].start, lines[begin - 1].end))
    called = {number_of(call) for line in lines[:begin] for call in _BRACKETED.findall(line.text)}
    return notes if all(note.number in called for note in notes) else []


def _strewn(lines: list[Line], layout: Layout, text: str) -> Iterator[Note]:
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
                yield note_of(lines[index:stop], (lines[low].start, line.start))
                expected, since, index = expected + 1, low, stop - 1
        index += 1


def index_calls(flows: list[Flow]) -> dict[str, list[Call]]:
    """Every place where a marker could stand, by the marker's number, in document order.

    Classes, best first: 0 superscripts, `<sup>`, `^1`, `[1]`; 1 glued to a letter, bracket, quotation mark or stop; 2
    glued to a year (1000-2999), or to the stop behind it or behind a document's number; 3 `(1)`; 4 alone, behind a word that
    does not begin small (`the Treaty 10 that`, not `on 1 December`). Figures of any other number are never taken apart: in a sample of
    105 such places no note was called.
    """
    index: dict[str, list[Call]] = defaultdict(list)
    for number, flow in enumerate(flows):
        text = flow.text
        position = 0
        for hint in _HINT.finditer(text):
            match = _TOKEN.match(text, hint.start()) if hint.start() >= position else None
            if match is None:
                continue
            start, position = match.span()
            places = [(start, _ROUND if match["round"] else 0)]
            if match["digits"]:
                places = list(_in_digits(text, start, position))
            elif match["sign"] and (start == 0 or text[start - 1].isspace()):
                places = []
            for begin, rank in places:
                call = Call(flow.origin(begin), number, begin, position, rank)
                index[number_of(text[begin:position])].append(call)
    return index


def _in_digits(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where a marker can begin in a row of digits, and its class."""
    if end < len(text) - 1 and text[end] in ".,/" and text[end + 1].isdigit():
        return
    before = text[start - 1] if start else " "
    token = text[max(0, start - 40) : start].rstrip().rpartition(" ")[2]
    if end - start <= 3 and before in _STOPS and text[start - 2 : start - 1].isdigit():
        if "/" in token or _YEAR.fullmatch(folded(token[:-1])):
            yield start, 2
    elif end - start <= 3 and (before.isalpha() or before in _GLUE_BEFORE or before in _STOPS):
        yield start, 1
    elif (
        end - start <= 3
        and before == " "
        and text[start - 2 : start - 1].isalpha()
        and not token[:1].islower()
    ):
        yield start, ALONE
    document = "/" in token and any(map(str.isalpha, token))  # `A/80/L.11`
    if 5 <= end - start <= 7 and not document and _YEAR.match(folded(text[start:end])):
        yield start + 4, 2


def pair_calls(notes: list[Note], flows: list[Flow]) -> tuple[list[tuple[Note, Call]], list[Call]]:
    """Give each note its call, on its page, after the call before it; else anywhere before the note.

    A superscript or bracketed number that is left over calls its note again. Gives these further calls, and signs that call no note.
    """
    again: list[tuple[Note, Call]] = []
    stray: list[Call] = []
    index = index_calls(flows)
    places = {key: [call.place for call in calls] for key, calls in index.items()}
    last = -1
    span: tuple[int, int] | None = None
    for note in notes:
        calls, starts = index.get(note.number, []), places.get(note.number, [])
        low = note.span[0] if note.span != span and last < note.span[0] else last + 1
        best, choice = _best(note, calls, bisect_left(starts, low), note.span[1], ALONE)
        if best is None:
            best, choice = _best(note, calls, bisect_left(starts, last + 1), note.start, 1)
        if best is not None:
            note.call, note.choice, last, span = best, choice, best.place, note.span
    taken = {(note.call.flow, note.call.start) for note in notes if note.call is not None}
    numbered: dict[str, list[Note]] = defaultdict(list)
    for note in notes:
        numbered[note.number].append(note)
    for key, calls in index.items():
        same = numbered.get(key)
        for call in calls:
            text = flows[call.flow].text
            sign, before = text[call.start], text[max(0, call.start - 4) : call.start]
            power = sign in "²³" and not (len(before) == 4 and before.isalpha())  # `m²`, `km³`
            if call.rank != 0 or (call.flow, call.start) in taken or power:
                continue
            if same:
                near = next(
                    (note for note in same if note.span[0] <= call.place < note.span[1]), same[0]
                )
                again.append((near, call))
            elif sign != "*":
                stray.append(call)
    return again, stray


def _best(
    note: Note, calls: list[Call], first: int, stop: int, worst: int
) -> tuple[Call | None, bool]:
    """The call of the best class before `stop`, no worse than `worst`, and whether another of its class was near."""
    best: Call | None = None
    best_rank = choice = 0
    for call in calls[first : first + _WINDOW]:
        if call.place >= stop or (choice > 1 and best_rank == SURE):
            break
        rank = 0 if call.rank == _ROUND and note.marker.startswith("(") else call.rank
        if rank > worst:
            continue
        if best is None or rank < best_rank:
            best, best_rank, choice = call, rank, 1
        elif rank == best_rank:
            choice += 1
    return best, choice > 1 and best_rank > 0
