"""Where a note is called: its marker in running text, glued to a word, a year or a bracket, raised or in brackets."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from communique.detect.characters import SUPERSCRIPTS
from communique.detect.claims import Flow
from communique.detect.notes import NAMED, Call, Note, number_of
from communique.naming.labels import folded

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
_HINT = re.compile(rf"[\d{SUPERSCRIPTS}\[<^*†‡(]")
"""Where a marker could begin: cheap to look for, as one class of characters is."""
_GLUE_BEFORE = frozenset(")]}”\"’»“%…'“")
_STOPS = frozenset(".,;:!?")
_YEAR = re.compile(r"[12]\d{3}")


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
    elif end - start <= 3 and before == " " and text[start - 2 : start - 1].isalpha() and not token[:1].islower():
        yield start, ALONE
    document = "/" in token and any(map(str.isalpha, token))  # `A/80/L.11`
    if 5 <= end - start <= 7 and not document and _YEAR.match(folded(text[start:end])):
        yield start + 4, 2


@dataclass(slots=True)
class Pairing:
    """What pairing came to: notes that had a choice, further calls of a note, signs that call no note."""

    undecided: list[Note] = field(default_factory=list)
    again: list[tuple[Note, Call]] = field(default_factory=list)
    stray: list[Call] = field(default_factory=list)


def pair_calls(notes: list[Note], flows: list[Flow], worst: int = ALONE) -> Pairing:
    """Give each note its call, of no class worse than `worst`, on its page, after the call before it; else anywhere before the note.

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
        best, choice = _best(note, calls, bisect_left(starts, low), note.span[1], worst)
        if best is None:
            best, choice = _best(note, calls, bisect_left(starts, last + 1), note.start, min(worst, 1))
        if best is not None:
            note.call, last, span = best, best.place, note.span
            if choice:
                pairing.undecided.append(note)
    taken = {(note.call.flow, note.call.start) for note in notes if note.call is not None}
    numbered: dict[str, list[Note]] = defaultdict(list)
    for note in notes:
        numbered[note.number].append(note)
    for key, calls in index.items():
        same = numbered.get(key)
        for call in calls:
            text = flows[call.flow].text
            if call.rank != 0 or (call.flow, call.start) in taken or _is_power(text, call.start):
                continue
            if same:
                near = next((note for note in same if note.span[0] <= call.place < note.span[1]), same[0])
                pairing.again.append((near, call))
            elif text[call.start] != "*":
                pairing.stray.append(call)
    return pairing


def _best(note: Note, calls: list[Call], first: int, stop: int, worst: int) -> tuple[Call | None, bool]:
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


def _is_power(text: str, at: int) -> bool:
    """Whether a raised figure stands behind a sign of one to three letters: `m²`, `km³`."""
    before = text[max(0, at - 4) : at]
    return text[at] in "²³" and not (len(before) == 4 and before.isalpha())
