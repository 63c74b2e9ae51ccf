"""The zones of a document: cover note, declaration, annexes; and the lines that belong to none of them."""

from dataclasses import dataclass, field

from communique.detect.annexes import annex_lines, titled_annexes
from communique.detect.claims import Claims
from communique.detect.front import Front, find_front
from communique.detect.furniture import furniture
from communique.detect.joining import Joiner
from communique.detect.layout import Layout, Measures, measure
from communique.detect.markup import Marked, read_markup
from communique.detect.notes import Note, find_notes, hinted_notes
from communique.languages import LanguageData, all_languages
from communique.lines import Line, split_lines

ANNEX_AT_TOP = 3
"""An annex word within so many lines of the top heads a text that was cut from behind its cover."""


@dataclass(slots=True)
class Zones:
    """The lines of a document by zone. `annexes`: the label of each annex, its level from 1, its lines."""

    measures: Measures
    marked: Marked
    notes: list[Note]
    front: Front | None = None
    cover: list[Line] = field(default_factory=list)
    annex_label: Line | None = None
    declaration: list[Line] = field(default_factory=list)
    annexes: list[tuple[Line, int, list[Line]]] = field(default_factory=list)
    guessed_end: Line | None = None
    set_aside: list[Line] = field(default_factory=list)
    forced: dict[int, str] = field(default_factory=dict)


def find_zones(text: str, claims: Claims, joiner: Joiner, hints: dict[int, str]) -> Zones:
    """Lines, furniture, notes, cover and annexes of a text."""
    lines, rules = split_lines(text)
    for start, end in rules:
        claims.furniture(start, end, "rule")
    marked = read_markup(text, lines, claims)
    lines = [line for line in lines if line.start >= marked.begin and not joiner.sets_aside(line.start, line.end)]
    lines, forced = _hinted(lines, hints)
    set_aside = _furniture(lines, forced, claims)
    gone = {id(line) for line in set_aside}
    lines = [line for line in lines if id(line) not in gone]
    _edges(lines)
    measures = measure(lines)
    hinted = hinted_notes(lines, Layout(lines, measures), forced)
    lines = [line for index, line in enumerate(lines) if index not in hinted.lines]
    block = find_notes(lines, Layout(lines, measures), text, annex_lines(lines, all_languages()))
    lines = [line for index, line in enumerate(lines) if index not in block.lines]
    notes = sorted([*hinted.notes, *block.notes], key=lambda note: note.start)
    _edges(lines)
    measures = measure(lines)
    zones = Zones(measures, marked, notes, set_aside=set_aside, forced=forced)
    _divide(lines, zones, joiner, claims)
    return zones


def _hinted(lines: list[Line], hints: dict[int, str]) -> tuple[list[Line], dict[int, str]]:
    """Lines cut where a hint begins inside one; the hints by identity of the line that begins there."""
    if not hints:
        return lines, {}
    made: list[Line] = []
    forced: dict[int, str] = {}
    rest = sorted(hints.items())
    for line in lines:
        while rest and rest[0][0] < line.end:
            offset, kind = rest.pop(0)
            cut = offset - line.start
            if cut > 0 and line.text[:cut].strip():
                head = Line(line.start, line.text[:cut].rstrip(), line.indent, line.gap, line.page)
                head.rule, head.edge = line.rule, line.edge
                made.append(head)
                tail = line.text[cut:]
                line = Line(offset, tail, line.indent + cut, 0, line.page)
            forced[id(line)] = kind
        made.append(line)
    return made, forced


def _furniture(lines: list[Line], forced: dict[int, str], claims: Claims) -> list[Line]:
    """Set aside what the page adds: returning lines at its edges, lines without a letter or digit, what hints say."""
    returning = furniture(lines)
    aside: list[Line] = []
    for index, line in enumerate(lines):
        if index in returning or forced.get(id(line)) == "furniture":
            claims.furniture(
                line.start, line.end, "header-footer" if any(map(str.isalpha, line.text)) else "page-number"
            )
            aside.append(line)
        elif not line.text[0].isalnum() and len(line.text) > 2 and not any(map(str.isalnum, line.text)):
            claims.furniture(line.start, line.end, "rule")
            aside.append(line)
    return aside


def _edges(lines: list[Line]) -> None:
    """The first line left on each page is at its edge."""
    page = -1
    for line in lines:
        line.edge = line.edge or line.page != page
        page = line.page


def _divide(lines: list[Line], zones: Zones, joiner: Joiner, claims: Claims) -> None:
    """The cover up to the first annex word behind its fields, then the declaration, then an annex at each further word."""
    levels = _annexes(lines, zones)
    stop = next((index for index in levels if index >= ANNEX_AT_TOP), len(lines))
    front = zones.front = find_front(lines, zones.measures, joiner, claims, stop)
    begin = 0
    if front is not None:
        word = next((index for index in levels if index >= front.end), None)
        if word is not None:
            zones.annex_label = lines[word]
            begin = word + 1
        else:
            word = begin = _cover_end(lines, front, zones)
        zones.cover = lines[front.end : word]
        _footer(front, zones, claims)
    elif 0 in levels:
        zones.annex_label = lines[0]
        begin = 1
    rest = lines[begin:]
    titled_annexes(rest, all_languages())
    levels = _annexes(rest, zones)
    ends = [*levels, len(rest)]
    zones.declaration = rest[: ends[0]]
    for index, end in zip(levels, ends[1:], strict=True):
        level = levels[index] if zones.annexes else 1
        zones.annexes.append((rest[index], level, rest[index + 1 : end]))


def _annexes(lines: list[Line], zones: Zones) -> dict[int, int]:
    """The lines that head an annex, by index in order, and their level; hints are heeded."""
    found = annex_lines(lines, all_languages())
    for index, line in enumerate(lines) if zones.forced else ():
        if zones.forced.get(id(line)) == "annex":
            found.setdefault(index, 1)
    return dict(sorted(found.items()))


def _footer(front: Front, zones: Zones, claims: Claims) -> None:
    """The foot of a cover's only page: lines from the one that begins with the note's own number on."""
    own = next((field.flow.text for field in front.fields if field.key == "number"), None)
    tail = zones.cover[-3:]
    for index, line in enumerate(tail):
        if own and line.text.startswith(own) and all(each.page == line.page for each in tail[index:]):
            for each in tail[index:]:
                claims.furniture(each.start, each.end, "header-footer")
                zones.set_aside.append(each)
            del zones.cover[len(zones.cover) - len(tail) + index :]
            return


def _cover_end(lines: list[Line], front: Front, zones: Zones) -> int:
    """Where a cover note without an annex word ends: with its page, if it has words and another page follows."""
    if front.end >= len(lines):
        return front.end
    page = lines[front.end].page
    after = next((index for index in range(front.end, len(lines)) if lines[index].page > page), None)
    if after is None or lines[front.end].edge:
        return front.end
    zones.guessed_end = lines[after]
    return after


def language_words(language: LanguageData) -> tuple[tuple[str, ...], frozenset[str]]:
    """The words for an article, and all months, of a language; of all languages where it is not known."""
    known = [language] if language.months else list(all_languages())
    articles = tuple(word for each in known for word in each.article)
    months = frozenset(form.casefold() for each in all_languages() for names in each.months for form in names)
    return articles, months
