"""Notes and their calls.

A note is in a block at the end of a page, or begins with a note's sign. Its call is in running
text, glued to a word, a year or a bracket, raised or in brackets.
"""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby, pairwise
from operator import or_

from communique.core.expressions import compile_late
from communique.core.scripts import SUPERSCRIPT_DIGITS, SUPERSCRIPTS
from communique.detect.claims import Flow
from communique.detect.segments.layout import Layout
from communique.lines import Line
from communique.naming.labels import folded

NAMED = r"\[\^[\w-]{1,40}\]"
"""The marker of a note in Markdown, a number or any word: `[^1]`, `[^draft]`."""
_BACK = (
    r"\[(?:<sup>)?\\?\[?\d{1,3}\\?\]?(?:</sup>)?\]\([^\s()#]{0,200}[#][^\s()]{1,60}\)"
)
"""A note's marker or call that is a link to the other: `[[1]](#_ftnref1)`.

Programs that turn web pages into Markdown write it so.
"""
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_DIGITS = SUPERSCRIPT_DIGITS | {
    ord(sign): str(at) for at, sign in enumerate(_CIRCLED, start=1)
}
_RAISED = rf"<sup>\s*(?:{_BACK}|\d{{1,3}})\s*</sup>"
_SIGNED = (
    rf"{_BACK}|\\?\[\d{{1,3}}\\?\]|{NAMED}|\^\d{{1,3}}(?!\d)\^?|{_RAISED}"
    rf"|[{SUPERSCRIPTS}]{{1,3}}"
)
"""A number that is a sign of a note, as a marker and as a call. Markdown can escape brackets."""
_WITH_SLASH = r"(?:(?<=\S )|(?<=[^\s\d/]))\d{1,3}/(?![\w/])"
_DEFINED = compile_late(rf"{NAMED}:")
"""A note in Markdown, whether or not it is called."""
_UNMARKED = compile_late(r"note-\d+")
"""The name in Markdown that is written here of a note that has no marker."""
_MARKER = compile_late(
    rf"(?P<marker>{_SIGNED}|\d{{1,3}}/?|\(\d{{1,3}}\)|(?:\\?\*){{1,4}}|[†‡]{{1,3}})"
    rf"(?P<colon>:?)(?P<space>\s+|$|(?<=[>\]{SUPERSCRIPTS}†‡]))"
)
_ENUMERATED = compile_late(
    rf"(?P<marker>{_SIGNED}|\(?\d{{1,3}}[.)/]?|[{_CIRCLED}])(?P<colon>:?)\s*(?=[^\s\d])"
)
"""How a note can begin in a list of notes at the end."""
_SURE = compile_late(rf"{_SIGNED}|\d{{1,3}}/\s|\\?[*†‡]")
_CALLED = compile_late(
    rf"{_SIGNED}|{_WITH_SLASH}|(?<=\S)(?:(?:\\?\*){{1,4}}|[†‡]{{1,3}})(?!\w)"
)
_EMPHASISED = compile_late(r"(?<![\w*])\*{1,3}(?=[^\s*])[^*\n]{1,400}\*{1,3}")
"""Emphasised words in Markdown: their last star calls no note."""
_GLUED = compile_late(
    r"(?:(?<=[^\W\d_])|(?<=[)\]”\"’»“%…])|(?<=[^\d\s][.,;:!?])|(?<=[^\W\d_]\d\d\d\d)|(?<=\D[12]\d\d\d))\d{1,3}(?!\d)"
    rf"|\[\^?\d{{1,3}}\]|\(\d{{1,3}}\)|\^\d{{1,3}}(?!\d)|[{SUPERSCRIPTS}]{{1,3}}"
)
_CALLING_SIGN = compile_late(
    rf"{_BACK}|{_RAISED}|[{SUPERSCRIPTS}]{{1,3}}|(?<=\S)(?:\\?\[\d{{1,3}}\\?\]|\^\d{{1,3}})"
    rf"|{_WITH_SLASH}"
)
"""A call of a note in a list at the end: a sign, and no number of the text."""
_CALLING_BRACKET = compile_late(
    r"(?:(?<=\S )|(?<=[^\s\d(/]))\d{1,3}\)|(?:(?<=[^\s\d(])|(?<=[^\W\d_] ))\(\d{1,3}\)"
)
"""A call of a note whose marker has a bracket."""
_CALLING_CIRCLE = compile_late(rf"(?<=\S)[{_CIRCLED}]")
"""A call of a note whose marker is circled."""
MAX_NOTES_HEADING = 40
"""The longest heading of a list of notes, in characters."""
_BRACKETED = compile_late(r"(?<=[^\s\d(])\(\d{1,3}\)")
_ALONE = compile_late(r"(?<=[^\W\d_] )\d{1,3}(?=[.,;:)\s])")
MAX_TAIL = 100
"""The notes of a page are looked for in this many lines at its end."""
MAX_CALLS = 200
"""This many places are looked at for one note."""
STREWN_REACH = 60
"""The call of a note that is strewn in the text is at most this many lines before it."""
MAX_STREWN = 8
"""Such a note has at most this many further lines."""
MAX_MARKER_DIGITS = 3
SURE = 0
"""The best class of places: signs."""
_GLUED_TO_WORD = 1
_GLUED_TO_YEAR = 2
_ROUND = 3
ALONE = 4
"""The last class: numbers that are alone."""
_TOKEN = compile_late(
    rf"""<sup>\s*(?P<tag>[\d*†‡]{{1,3}})\s*</sup> | {_RAISED} | {_BACK} | (?P<square>\[\d{{1,3}}\]|{NAMED}) | \^(?P<caret>\d{{1,3}})(?!\d)\^?
      | (?P<sup>[{SUPERSCRIPTS}]{{1,3}}) | (?P<sign>[*]{{1,4}}|[†‡]{{1,3}}) | (?<=\S)\((?P<round>\d{{1,3}})\)
      | (?P<near>(?<=\S)[{_CIRCLED}]|(?<![\d/.,])\d{{1,3}}/(?![\w/]))
      | (?P<digits>\d+)""",
    re.VERBOSE,
)
_HINT = compile_late(rf"[\d{SUPERSCRIPTS}{_CIRCLED}\[<^*†‡(](?:(?<=\d)\d+)?")
"""Where a marker can begin, with the rest of a number: one class of characters is found fast."""
_GLUE_BEFORE = frozenset(")]}”\"’»“%…'“")
_STOPS = frozenset(".,;:!?")
_YEAR = compile_late(r"[12]\d{3}")


@dataclass(slots=True)
class Note:
    """A note as it is found."""

    marker: str
    number: str
    start: int
    """Where its marker is in the source."""
    end: int
    lines: list[Line]
    """The lines of its words, the first without the marker."""
    span: tuple[int, int]
    """The part of the source in which its call is looked for."""
    call: "Call | None" = None
    choice: bool = False
    """Whether it could be called elsewhere as well."""
    ref: str = ""
    """Its eId, once it has one."""


@dataclass(frozen=True, slots=True)
class Call:
    """A place where a marker can be in running text."""

    place: int
    """Its offset in the source."""
    flow: int
    start: int
    """Its offsets in the text of its flow."""
    end: int
    rank: int
    """Its class: a lower one is better."""


def number_of(marker: str) -> str:
    """The marker's number in ASCII digits, or the name or sign that it is, without what is around
    it.
    """
    bare = re.sub(r"</?sup>|\([^()#]*#[^()]*|[\s()\[\]^\\/.]", "", marker)
    return folded(bare.translate(_DIGITS))


def find_notes(
    lines: list[Line], layout: Layout, text: str, stops: Collection[int] = ()
) -> list[Note]:
    """The notes of a document without its furniture.

    Notes at the ends of pages and notes with a sign can be in one document. Other ways are tried
    one after the other, until one finds some.

    No note reaches over `stops`, which are indices in `lines`.
    """
    pages = [
        list(page)
        for _, page in groupby(range(len(lines)), lambda index: lines[index].page)
    ]
    has_pages = len(pages) > 1
    found = _at_page_ends(lines, layout, text, pages, stops)
    found += _with_signs(lines, layout, stops, found)
    found.sort(key=lambda note: note.start)
    found = found or _bracketed(lines, layout) or _listed(lines, layout, text, stops)
    if not found and not has_pages and pages:
        found = list(_strewn(lines, layout, text))
    return found


def mark_headings(lines: list[Line], notes: Iterable[Note]) -> None:
    """Make the single word above notes a heading: `Notes`, `Quellen`.

    Nothing is left below it, so the decoder would not.
    """
    begun = {note.start for note in notes}
    for above, line in pairwise(lines):
        word = above.text.strip("*_:：")
        if line.start in begun and above.gap and word.isalpha() and above.hint is None:
            above.hint = "heading"


def _at_page_ends(
    lines: list[Line],
    layout: Layout,
    text: str,
    pages: list[list[int]],
    stops: Collection[int],
) -> list[Note]:
    """The notes below a rule, or in the tails of pages, where these count on."""
    has_pages = len(pages) > 1
    found: list[Note] = []
    expected = 1
    for page in pages:
        begins = _below_rules(lines, page)
        if has_pages:
            begins = begins[:1] or _tail(lines, page, expected, text)
        for begin, end in pairwise([*begins, page[-1] + 1]):
            for index in range(begin + 1, end):
                # a rule without pages says where notes begin, not where they end
                parted = not has_pages and layout.larger_gap(index)
                if index in stops or (parted and not _MARKER.match(lines[index].text)):
                    end = index
                    break
            span = (lines[page[0]].start, lines[page[-1]].end)
            notes = _split(lines[begin:end], span)
            found += notes
            numbers = [int(note.number) for note in notes if note.number.isdecimal()]
            if numbers:
                expected = numbers[-1] + 1
    return found


def _below_rules(lines: list[Line], page: list[int]) -> list[int]:
    """The lines of a page that are below a rule and begin with a marker."""
    found: list[int] = []
    for index in page:
        line = lines[index]
        if line.rule and not _is_listed(lines, index) and _MARKER.match(line.text):
            found.append(index)
    return found


def without_notes(lines: list[Line], notes: Iterable[Note]) -> list[Line]:
    """The lines that are not part of a note."""
    taken: set[int] = set()
    for note in notes:
        taken.add(note.start)
        taken.update(line.start for line in note.lines)
    return [line for line in lines if line.start not in taken]


def hinted_notes(lines: list[Line], layout: Layout) -> list[Note]:
    """The notes that hints name by their first line.

    Each goes on up to a larger gap, a rule, the page's end or a hint.
    """
    found: list[Note] = []
    for begin, first in enumerate(lines):
        if first.hint != "note":
            continue
        end = begin + 1
        while end < len(lines) and not _ends_hinted_note(
            lines[end], layout.larger_gap(end)
        ):
            end += 1
        found.append(note_of(lines[begin:end], (lines[0].start, first.start)))
    return found


def _ends_hinted_note(line: Line, larger_gap: bool) -> bool:  # noqa: FBT001 - of this line
    return line.rule or line.edge or line.hint is not None or larger_gap


def note_of(
    lines: list[Line],
    span: tuple[int, int],
    markers: re.Pattern[str] = _MARKER,
) -> Note:
    """The note that lines make, with its marker if it has one of `markers`."""
    first = lines[0]
    match = markers.match(first.text)
    if match is None:
        return Note("", "", first.start, first.start, lines[:], span)
    marker = re.sub(r"</?sup>|\([^()#]*#.*|[\s\[\]^\\]", "", match["marker"]).translate(
        SUPERSCRIPT_DIGITS
    )
    rest = first.piece(
        first.start + match.end(), first.text[match.end() :], first.indent, 0
    )
    words = [rest, *lines[1:]] if rest.text else lines[1:]
    printed = "" if _UNMARKED.fullmatch(marker) else marker
    return Note(
        printed,
        number_of(marker),
        first.start,
        first.start + match.end("colon"),
        words,
        span,
    )


def _value(line: Line) -> int | None:
    """The number with which a line begins as notes do, 0 for a sign."""
    match = _MARKER.match(line.text)
    if match is None:
        return None
    number = number_of(match["marker"])
    return int(number) if number.isdecimal() else 0


def _tail(lines: list[Line], page: list[int], expected: int, text: str) -> list[int]:
    """The first line, if any, of a tail of a page whose markers count on and are all called above it.

    They count on from the last page's, or from 1.
    """
    tail: list[tuple[int, int]] = []
    for index in page[1:][-MAX_TAIL:]:
        value = _value(lines[index])
        if value is not None:
            tail.append((index, value))
    starts = [
        position for position, (_, value) in enumerate(tail) if value in (expected, 1)
    ]
    if not starts:
        return []
    begin = lines[page[0]].start
    end = lines[tail[starts[-1]][0] - 1].end
    glued = _calls(_GLUED, text, begin, end)
    alone = _calls(_ALONE, text, begin, end)
    for position in starts:
        index, value = tail[position]
        limit = lines[index].start
        numbers = [value]
        for _, later in tail[position + 1 :]:
            if later == numbers[-1] + 1:
                numbers.append(later)
        called = [_is_called(number, glued, limit) for number in numbers]
        apart = [_is_called(number, alone, limit) for number in numbers]
        if any(called) and all(map(or_, called, apart)):
            return [index]
    return []


def _is_called(number: int, calls: Mapping[int, list[int]], limit: int) -> bool:
    """Whether a number is called before an offset."""
    return number in calls and calls[number][0] < limit


def _calls(
    expression: "re.Pattern[str]", text: str, start: int, end: int
) -> dict[int, list[int]]:
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
        if value is not None and (
            last is None or value == last + 1 or value == last == 0
        ):
            last = value
            notes.append(note_of([line], span))
        elif notes:
            notes[-1].lines.append(line)
    return notes


def _with_signs(
    lines: list[Line], layout: Layout, stops: Collection[int], known: list[Note]
) -> list[Note]:
    """Lines that begin with a sign only notes have, each called somewhere in the text.

    Such a note ends with its page. `known`: notes that were found already.
    """
    taken = {line.start for note in known for line in note.lines}
    taken.update(note.start for note in known)
    begun: list[int] = []
    for index, line in enumerate(lines):
        if line.start in taken or _is_listed(lines, index):
            continue
        if index > 0 and _SURE.match(line.text) and layout.strong(index):
            begun.append(index)
    if not begun:
        return []
    called: Counter[str] = Counter()
    for line in lines:
        words = _EMPHASISED.sub("", line.text) if "*" in line.text else line.text
        called.update(number_of(call[0]) for call in _CALLED.finditer(words, 1))
    if sum(_is_starred(lines[begin]) for begin in begun) > called["*"]:
        del called["*"]  # the stars are bullets
    found: list[Note] = []
    end = len(lines)
    for begin in reversed(begun):
        match = _MARKER.match(lines[begin].text)
        if match is None:
            continue
        if number_of(match["marker"]) not in called and not _DEFINED.match(match[0]):
            continue
        stop = begin + 1
        while stop < end and not _parts(lines, layout, stop):
            if stop in stops or lines[stop].start in taken:
                break
            stop += 1
        found.append(note_of(lines[begin:stop], (lines[0].start, lines[-1].end)))
        end = begin
    found.reverse()
    return found


def _parts(lines: list[Line], layout: Layout, at: int) -> bool:
    """Whether a larger gap or the edge of a page is before a line."""
    return layout.larger_gap(at) or lines[at].edge


def _listed(
    lines: list[Line], layout: Layout, text: str, stops: Collection[int]
) -> list[Note]:
    """Notes in a list at the end of the text or of what is before an annex."""
    found: list[Note] = []
    top = 0
    for end in (*sorted(stops), len(lines)):
        found += _list_at_end(lines, layout, text, (top, end))
        top = end
    return found


def _list_at_end(
    lines: list[Line], layout: Layout, text: str, part: tuple[int, int]
) -> list[Note]:
    """The last list of a part, if it counts from 1 and signs in the text above call just these
    numbers.
    """
    top, end = part
    begin = end - 1
    while begin > top and _listed_number(lines[begin]) != 1:
        begin -= 1
    if begin <= top or not _is_headed(lines, begin):
        return []
    span = (lines[top].start, lines[begin - 1].end)
    notes: list[Note] = []
    for index in range(begin, end):
        line = lines[index]
        if _listed_number(line) == len(notes) + 1:
            notes.append(note_of([line], span, _ENUMERATED))
        elif not layout.measures.wrapped or _parts(lines, layout, index):
            break
        else:
            notes[-1].lines.append(line)
    calls = _calls_like(lines[begin])
    above = map(_bracketed_number, lines[top:begin])
    if calls is _CALLING_BRACKET and any(above):
        return []  # brackets number the text
    called = {number_of(call[0]) for call in calls.finditer(text, *span)}
    return notes if called == {note.number for note in notes} else []


def _bracketed_number(line: Line) -> bool:
    """Whether a line begins with a number in brackets."""
    return line.text[0] == "(" and _listed_number(line) is not None


def _calls_like(first: Line) -> re.Pattern[str]:
    """The calls of a list whose first line this is: they have the form of its markers."""
    if first.text[0] in _CIRCLED:
        return _CALLING_CIRCLE
    has_bracket = re.match(r"\(?\d{1,3}\)", first.text)
    return _CALLING_BRACKET if has_bracket else _CALLING_SIGN


def _listed_number(line: Line) -> int | None:
    """The number with which a line begins as notes in a list do."""
    match = _ENUMERATED.match(line.text)
    if match is None:
        return None
    number = number_of(match["marker"])
    return int(number) if number.isdecimal() else None


def _is_headed(lines: list[Line], at: int) -> bool:
    """Whether a rule or a short line without a stop is above a line."""
    if lines[at].rule:
        return True
    above = lines[at - 1].text
    return len(above) <= MAX_NOTES_HEADING and above[-1] not in ".,;"


def _is_listed(lines: list[Line], at: int) -> bool:
    """Whether a line with a star is beside another with one: they are points of a list."""
    starred = [_is_starred(each) for each in lines[max(at - 1, 0) : at + 2]]
    return _is_starred(lines[at]) and sum(starred) > 1


def _is_starred(line: Line) -> bool:
    """Whether a star is before a line, as a bullet is. Markdown can escape it."""
    return line.text.startswith(("* ", "\\* "))


def _bracketed(lines: list[Line], layout: Layout) -> list[Note]:
    """Without pages: the last lines, if they count `(1)`, `(2)`, and each is called behind a
    letter, bracket or stop.

    Behind a blank or a digit such a number names a paragraph: `Article 2(1)`.
    """
    begin = next(
        (
            at
            for at in range(len(lines) - 1, 0, -1)
            if folded(lines[at].text[:3]) == "(1)"
        ),
        None,
    )
    if begin is None or not layout.strong(begin):
        return []
    notes = _split(lines[begin:], (lines[0].start, lines[begin - 1].end))
    called = {
        number_of(call)
        for line in lines[:begin]
        for call in _BRACKETED.findall(line.text)
    }
    return notes if all(note.number in called for note in notes) else []


def _strewn(lines: list[Line], layout: Layout, text: str) -> Iterator[Note]:
    """Where page breaks are lost: lines such as `2 Words` in the text, called shortly before them.

    Each goes on up to the next full stop.
    """
    expected = 1
    since = 0
    index = 1
    calls: dict[int, list[int]] | None = None
    while index < len(lines):
        if _begins_strewn(lines[index].text, expected):
            if calls is None:  # looked for once, also where there are none
                calls = _calls(_GLUED, text, lines[0].start, lines[-1].end)
            low = max(since, index - STREWN_REACH)
            offsets = calls.get(expected, [])
            at = bisect_left(offsets, lines[low].start)
            if at < len(offsets) and offsets[at] < lines[index - 1].end:
                stop = index + 1
                last = min(len(lines), index + MAX_STREWN + 1)
                while stop < last and not layout.finished(stop):
                    stop += 1
                yield note_of(lines[index:stop], (lines[low].start, lines[index].start))
                expected += 1
                since = low
                index = stop - 1
        index += 1


def _begins_strewn(text: str, expected: int) -> bool:
    """Whether a line begins with the number that is expected, and has other words."""
    if not text.startswith(str(expected)):
        return False
    match = _MARKER.match(text)
    return (
        match is not None
        and match["marker"] == str(expected)
        and match.end() < len(text)
    )


def index_calls(flows: list[Flow]) -> dict[str, list[Call]]:
    """Every place where a marker can be, by the marker's number, in document order.

    Classes, best first: 0 superscripts, `<sup>`, `^1`, `[1]`; 1 glued to a letter, bracket,
    quotation mark or stop; 2 glued to a year (1000-2999), or to the stop behind it or behind a
    document's number; 3 `(1)`; 4 alone, behind a word that does not begin small (`the Treaty 10
    that`, not `on 1 December`). Figures of any other number are never taken apart: in a sample of
    105 such places no note was called.
    """
    index: dict[str, list[Call]] = defaultdict(list)
    for number, flow in enumerate(flows):
        text = flow.text
        position = 0
        for hint in _HINT.finditer(text):
            if hint.start() < position:
                continue
            match = _TOKEN.match(text, hint.start())
            if match is None:
                continue
            position = match.end()
            for begin, rank in _places_in(match):
                call = Call(flow.origin(begin), number, begin, position, rank)
                index[number_of(text[begin:position])].append(call)
    return index


def _places_in(match: re.Match[str]) -> list[tuple[int, int]]:
    """Where a marker can begin in a token, and its class."""
    text = match.string
    start, end = match.span()
    if match["digits"]:
        return list(_in_digits(text, start, end))
    if match["sign"] and (start == 0 or text[start - 1].isspace()):
        return []
    if match["near"]:
        return [(start, _GLUED_TO_WORD)] if start else []
    return [(start, _ROUND if match["round"] else SURE)]


def _in_digits(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where a marker can begin in a row of digits, and its class."""
    if end < len(text) - 1 and text[end] in ".,/" and text[end + 1].isdigit():
        return
    size = end - start
    token = text[max(0, start - 40) : start].rstrip().rpartition(" ")[2]
    if size <= MAX_MARKER_DIGITS:
        rank = _rank_of_digits(text, start, token)
        if rank is not None:
            yield start, rank
    is_document = "/" in token and any(map(str.isalpha, token))  # `A/80/L.11`
    has_year = 5 <= size <= 7 and _YEAR.match(folded(text[start:end]))
    if has_year and not is_document:
        yield start + len("2024"), _GLUED_TO_YEAR


def _rank_of_digits(text: str, start: int, token: str) -> int | None:
    """The class of a marker of digits alone, by what is before it; None if there can be none."""
    before = text[start - 1] if start else " "
    letter_before = text[start - 2 : start - 1]
    if before in _STOPS and letter_before.isdigit():
        behind_number = "/" in token or _YEAR.fullmatch(folded(token[:-1]))
        return _GLUED_TO_YEAR if behind_number else None
    if before.isalpha() or before in _GLUE_BEFORE or before in _STOPS:
        return _GLUED_TO_WORD
    if before == " " and letter_before.isalpha() and not token[:1].islower():
        return ALONE
    return None


def pair_calls(
    notes: list[Note], flows: list[Flow]
) -> tuple[list[tuple[Note, Call]], list[Call]]:
    """Give each note its call, on its page, after the call before it; else anywhere before the
    note.

    A superscript or bracketed number that is left over calls its note again. Returns these further
    calls, and signs that call no note.
    """
    index = index_calls(flows)
    _give_calls(notes, index)
    taken = {
        (note.call.flow, note.call.start) for note in notes if note.call is not None
    }
    numbered: dict[str, list[Note]] = defaultdict(list)
    for note in notes:
        numbered[note.number].append(note)
    again: list[tuple[Note, Call]] = []
    stray: list[Call] = []
    for number, calls in index.items():
        same = numbered.get(number, [])
        for call in calls:
            text = flows[call.flow].text
            is_left_over = call.rank == SURE and (call.flow, call.start) not in taken
            if not is_left_over or _is_power(text, call.start):
                continue
            if same:
                again.append((_nearest(same, call), call))
            elif text[call.start] != "*":
                stray.append(call)
    return again, stray


def _give_calls(notes: list[Note], index: Mapping[str, list[Call]]) -> None:
    """Give each note the best call behind that of the note before."""
    places = {number: [call.place for call in calls] for number, calls in index.items()}
    last = -1
    span: tuple[int, int] | None = None
    for note in notes:
        calls = index.get(note.number, [])
        starts = places.get(note.number, [])
        begins_page = note.span != span and last < note.span[0]
        low = note.span[0] if begins_page else last + 1
        best, choice = _best(note, calls, bisect_left(starts, low), note.span[1], ALONE)
        if best is None:
            first = bisect_left(starts, last + 1)
            best, choice = _best(note, calls, first, note.start, _GLUED_TO_WORD)
        if best is not None:
            note.call = best
            note.choice = choice
            last = best.place
            span = note.span


def _is_power(text: str, at: int) -> bool:
    """Whether a raised figure is a power and no call: `m²`, `km³`."""
    before = text[max(0, at - 4) : at]
    behind_word = len(before) == 4 and before.isalpha()
    return text[at] in "²³" and not behind_word


def _nearest(same: list[Note], call: Call) -> Note:
    """The note of a number in whose part of the source a call is, or the first one."""
    for note in same:
        if note.span[0] <= call.place < note.span[1]:
            return note
    return same[0]


def _best(
    note: Note, calls: list[Call], first: int, stop: int, worst: int
) -> tuple[Call | None, bool]:
    """The call of the best class before `stop`, and whether another of its class was near.

    It is of no worse class than `worst`.
    """
    best: Call | None = None
    best_rank = 0
    choice = 0
    for call in calls[first : first + MAX_CALLS]:
        if call.place >= stop or (choice > 1 and best_rank == SURE):
            break
        rank = call.rank
        if rank == _ROUND and note.marker.startswith("("):
            rank = SURE
        if rank > worst:
            continue
        if best is None or rank < best_rank:
            best = call
            best_rank = rank
            choice = 1
        elif rank == best_rank:
            choice += 1
    return best, choice > 1 and best_rank > SURE
