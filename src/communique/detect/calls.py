"""Where a note is called: its marker in running text, glued to a word, a year or a bracket, raised or in brackets."""

import re
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass, field

from communique.detect.characters import SUPERSCRIPTS
from communique.detect.claims import Flow
from communique.detect.notes import NAMED, Call, Note, number_of
from communique.naming.labels import folded

_WINDOW = 200
"""So many places are looked at for one note."""
_ROUND = 4
_ALONE = 5
_TOKEN = re.compile(
    rf"""<sup>\s*(?P<tag>[\d*†‡]{{1,3}})\s*</sup> | (?P<square>\[\d{{1,3}}\]|{NAMED}) | \^(?P<caret>\d{{1,3}})(?!\d)
      | (?P<sup>[{SUPERSCRIPTS}]{{1,3}}) | (?P<sign>[*]{{1,4}}|[†‡]{{1,3}}) | (?<=\S)\((?P<round>\d{{1,3}})\)
      | (?P<digits>\d+)""",
    re.VERBOSE,
)
_HINT = re.compile(rf"[\d{SUPERSCRIPTS}\[<^*†‡(]")
"""Where a marker could begin: cheap to look for, as one class of characters is."""
_GLUE_BEFORE = frozenset(")]}”\"’»“%…'“")
_STOPS = frozenset(".,;:!?")


def index_calls(flows: list[Flow]) -> dict[str, list[Call]]:
    """Every place where a marker could stand, by the marker's number, in document order.

    Classes, best first: 0 superscripts, `<sup>`, `^1`, `[1]`; 1 glued to a letter, bracket, quotation mark or stop; 2
    glued to a year (1000-2999); 3 glued to another number.
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
            start, end = match.span()
            position = end
            if match["digits"]:
                _glued(index, flow, number, text, start, end)
                continue
            key = number_of(match.group())
            if match["sign"] and (start == 0 or text[start - 1].isspace()):
                continue
            index[key].append(Call(flow.origin(start), number, start, end, _ROUND if match["round"] else 0))
    return index


def _glued(index: dict[str, list[Call]], flow: Flow, number: int, text: str, start: int, end: int) -> None:
    if end < len(text) - 1 and text[end] in ".,/" and text[end + 1].isdigit():
        return
    before = text[start - 1] if start else " "
    digits = folded(text[start:end])
    stop = before in _STOPS and not text[start - 2 : start - 1].isdigit()
    if end - start <= 3 and (before.isalpha() or before in _GLUE_BEFORE or stop):
        index[digits].append(Call(flow.origin(start), number, start, end, 1))
    elif end - start <= 3 and before == " " and text[start - 2 : start - 1].isalpha():
        index[digits].append(Call(flow.origin(start), number, start, end, _ALONE))
    token = text[max(0, start - 12) : start].rpartition(" ")[2]
    if "/" in token and any(map(str.isalpha, token)):
        return  # figures of a document's number: `A/80/L.11`
    for width in range(1, min(3, end - start - 1) + 1):
        cut = end - width
        rank = 2 if cut - start == 4 and digits[0] in "12" else 3
        index[digits[-width:]].append(Call(flow.origin(cut), number, cut, end, rank))


@dataclass(slots=True)
class Pairing:
    """What pairing came to: notes that had a choice, further calls of a note, signs that call no note."""

    undecided: list[Note] = field(default_factory=list)
    again: list[tuple[Note, Call]] = field(default_factory=list)
    stray: list[Call] = field(default_factory=list)


def pair_calls(notes: list[Note], flows: list[Flow]) -> Pairing:
    """Give each note its call, note by note, on its page, after the call before it; else anywhere before the note.

    A superscript or bracketed number that is left over calls its note again.
    """
    pairing = Pairing()
    index = index_calls(flows)
    places = {key: [call.place for call in calls] for key, calls in index.items()}
    last = -1
    span: tuple[int, int] | None = None
    for note in notes:
        calls, starts = index.get(note.number, []), places.get(note.number, [])
        low = note.span[0] if note.span != span and last < note.span[0] else last + 1
        best, choice = _best(note, calls, bisect_left(starts, low), note.span[1], _ALONE)
        if best is None:
            best, choice = _best(note, calls, bisect_left(starts, last + 1), note.start, 1)
        if best is not None:
            note.call, last, span = best, best.place, note.span
            if choice:
                pairing.undecided.append(note)
    _call_again(notes, index, flows, pairing)
    return pairing


def _best(note: Note, calls: list[Call], first: int, stop: int, worst: int) -> tuple[Call | None, bool]:
    """The call of the best class before `stop`, no worse than `worst`, and whether another of its class was near."""
    best: Call | None = None
    best_rank = choice = 0
    for call in calls[first : first + _WINDOW]:
        if call.place >= stop or (choice > 1 and best_rank <= 1):
            break
        rank = 0 if call.rank == _ROUND and note.round else call.rank
        if rank > worst:
            continue
        if best is None or rank < best_rank:
            best, best_rank, choice = call, rank, 1
        elif rank == best_rank:
            choice += 1
    return best, choice > 1 and best_rank > 0


def _call_again(notes: list[Note], index: dict[str, list[Call]], flows: list[Flow], pairing: Pairing) -> None:
    taken = {(note.call.flow, note.call.start) for note in notes if note.call is not None}
    by_number: dict[str, list[Note]] = defaultdict(list)
    for note in notes:
        by_number[note.number].append(note)
    for key, calls in index.items():
        for call in calls:
            if call.rank != 0 or (call.flow, call.start) in taken or _unit(flows[call.flow].text, call):
                continue
            same = by_number.get(key)
            if same:
                near = next((note for note in same if note.span[0] <= call.place < note.span[1]), same[0])
                pairing.again.append((near, call))
            elif flows[call.flow].text[call.start] != "*":
                pairing.stray.append(call)


def _unit(text: str, call: Call) -> bool:
    """Whether a superscript stands behind a sign of one to three letters: `m²`, `km³`, and is a power."""
    if text[call.start] not in SUPERSCRIPTS:
        return False
    start = call.start
    while start > 0 and text[start - 1].isalpha():
        start -= 1
    return call.start - start < 4 and text[call.start] in "²³"
