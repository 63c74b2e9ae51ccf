"""The closing of a text: lines, and signature blocks in one column or several, each line with its part.

Who signs, in which role and for whom is decided for a whole list of signatures at once: each signature follows a pattern
(party, name, role; name, role; ...), the next one likes to follow the same, and each line says by its words and by the room
before it which part it can be (Viterbi over patterns).
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, groupby, pairwise
from typing import NamedTuple

from communique.core.scripts import COLONS, COMMAS, is_small
from communique.detect.blocks import Block, in_brackets
from communique.detect.claims import Flow, Joiner
from communique.detect.signatures.signing import (
    EDGES,
    MAX_NAME,
    OF,
    SIGNED,
    SIGNED_BEHIND,
    WITNESS,
    glued,
    in_a_row,
    is_clause,
    name_look,
    named,
    names_city,
    names_office,
    names_party,
    names_state,
    pair_of,
    party_of,
    says_signed,
    shape_of,
    titled,
)
from communique.detect.wordlists import word_list  # fmt: skip
from communique.languages import LanguageData
from communique.lines import Line

GUTTER = re.compile(r"[ \t\u3000]{3,}|\t|\u3000{2,}")
"""What parts two columns of signatures."""
WIDE = 3
"""So many blanks space out a name only where its characters stand one by one."""
_BESIDE = re.compile(r"[ \t\u3000]{3,}")
"""What parts two columns of one line that were cut apart."""
COLUMN = 12
"""Cells whose columns are no further apart stand one below the other."""
PATTERNS = {
    "N": 0.0, "NR": 0.0, "PN": 0.0, "PNR": 0.3, "RN": 0.0, "RNP": 0.0, "PRN": 0.0, "NRP": 0.5, "NP": -0.3, "P": -0.2,
    "PR": -0.4, "RP": -1.0, "PRNR": -0.5, "R": -1.5,
}  # fmt: skip
"""The orders of party, name and role, and how usual they are."""
PARTS = {"P": "party", "N": "name", "R": "role"}
PARTY = 4.0
"""How much the words for whom somebody signs speak for a party."""
BEHIND = 4.0
"""How much words for whom somebody signs that stand behind a party speak for its having begun in the line above."""
FULL = 0.75
"""A line goes on below when it is as long as this, of the longest one."""
SURE_NAME = 2.0
"""A line looks so much like a name that it is one."""
BELOW_MARK = 1.8
"""How much a mark of signing right above speaks for a name."""
NOUNS = frozenset(word_list("languages of capital nouns"))
CHANGE = 1.5
"""How unlikely it is that a signature has another order than the one before."""


SignatureBlock = list[tuple[str, Flow]]
"""Lines that stand together as a signature, each with its part: party, name, role or other."""
Closing = Flow | SignatureBlock


@dataclass(frozen=True, slots=True)
class Cell:
    """A stretch of a line that is one column's: where it stands, its words, the room before it, whether a block begins.

    `single`: it is one of many names in a row.
    """

    start: int
    end: int
    text: str
    column: int
    row: int = 0
    gap: int = 0
    begins: bool = False
    single: bool = False


def read_closing(
    blocks: Sequence[Block], joiner: Joiner, language: LanguageData
) -> tuple[list[Closing], bool]:
    """The closing's lines and signature blocks in order; whether columns were read."""
    closing: list[Closing] = []
    columns = False
    for signed, those in groupby(blocks, lambda block: block.role == "signature"):
        if not signed:
            closing.extend(block.flow for block in those)
        else:
            side = _columns(_rows(those, joiner))
            columns = columns or len(side) > 1
            closing.extend(_signatures(side, joiner, language))
    return closing, columns


def _rows(blocks: Iterable[Block], joiner: Joiner) -> list[list[Cell]]:
    """The cells of lines, row by row; of lines that were cut apart in one row."""
    rows: list[list[Cell]] = []
    for number, line in (
        (number, line) for block in blocks for number, line in enumerate(block.lines)
    ):
        last = rows[-1][-1] if rows and rows[-1] else None
        if last is not None and _BESIDE.fullmatch(joiner.text, last.end, line.start):
            cells = _cells(line, last.column + line.start - last.start, len(rows) - 1, begins=False)
            rows[-1].extend(replace(cell, gap=rows[-1][0].gap) for cell in cells)
        else:
            rows.append(_cells(line, line.indent, len(rows), begins=number == 0))
    for names, offices in pairwise(rows):
        single = len(names) == len(offices) == 1 and not offices[0].gap
        cuts = pair_of(names[0].text, offices[0].text) if single else None
        for row, at in zip(
            (names, offices), cuts or (), strict=False
        ):  # two columns with one blank between them
            cell, left = row[0], row[0].text[:at].rstrip()
            right = replace(
                cell, start=cell.start + at, text=cell.text[at:], column=cell.column + 10 * COLUMN
            )
            row[:] = [replace(cell, end=cell.start + len(left), text=left), right]
    return rows


def signed_table(
    rows: Sequence[Sequence[str]], language: LanguageData
) -> list[list[tuple[str, str]]]:
    """The signatures in the columns of a table, part by part, if it is nothing but signatures: each column has an office or a party, and a name."""
    found: list[list[tuple[str, str]]] = []
    for number in range(max(map(len, rows), default=0)):
        column = [
            (index, row[number])
            for index, row in enumerate(rows)
            if number < len(row) and row[number].strip()
        ]
        cells = [Cell(index, index + 1, text, 0, index) for index, text in column]
        if any(
            len(text) > 2 * MAX_NAME or is_clause(text) or any(map(str.isdigit, text))
            for _, text in column
        ):
            return []
        decided = _decided(cells, language)
        own = {part for _, part in decided}
        if not {"name"} < own & {"name", "party", "role"} or sum(new for new, _ in decided) > 1:
            return []
        found.append([(part, cell.text) for (_, part), cell in zip(decided, cells, strict=True)])
    return found if len(found) > 1 else []


def _cells(line: Line, indent: int, row: int, *, begins: bool) -> list[Cell]:
    """The cells of a line, or of a piece of one, that begins at a column."""
    gutters = [
        match.span()
        for match in GUTTER.finditer(line.text)
        if not _is_spaced(line.text, *match.span())
    ]
    cuts = [0, *chain.from_iterable(gutters), len(line.text)]
    return [
        Cell(
            line.start + start,
            line.start + end,
            line.text[start:end],
            indent + start,
            row,
            line.gap,
            begins,
        )
        for start, end in zip(cuts[::2], cuts[1::2], strict=True)
        if end > start
    ]


def _is_spaced(text: str, start: int, end: int) -> bool:
    """Whether blanks only space out a name in a script without them: few characters stand on either side, or one by one."""
    left, right = text[:start].rsplit(maxsplit=1)[-1], text[end:].split(maxsplit=1)[0]
    few = 1 if end - start >= WIDE else 3 if end - start == 1 else 2
    return max(len(left), len(right)) <= few and left > "\u2e7f" and right > "\u2e7f"


def _columns(rows: list[list[Cell]]) -> list[list[Cell]]:
    """The cells column by column, each from top to bottom; one signature after the other where each has its name beside its office."""
    wide = [row for row in rows if len(row) > 1]
    for above in (True, False) if wide else ():
        beside = _beside(rows, above=above)
        heads = ((left[0].text, right[0].text) for left, right in beside if left and right)
        named = any(min(map(name_look, texts)) >= SURE_NAME for texts in heads)
        held = (
            [names_office(" ".join(cell.text for cell in side)) for side in both if side]
            for both in beside
        )
        if not named and all(sorted(each) == [False, True] for each in held):
            return [
                [
                    replace(cell, begins=not number)
                    for sides in beside
                    for number, cell in enumerate(chain(*sides))
                ]
            ]
    if all(
        len({names_office(cell.text) for cell in row}) == 2 or in_brackets(row[-1].text)
        for row in wide
    ):
        return [[replace(cell, gap=cell.gap * (cell is row[0])) for row in rows for cell in row]]
    places: list[int] = []
    for row in wide:
        places.extend(
            cell.column
            for cell in row
            if all(abs(cell.column - place) > COLUMN for place in places)
        )
    places.sort()
    columns: list[list[Cell]] = [[] for _ in places]
    for row in rows:
        begins = any(cell.begins for cell in row)
        for cell in row:
            nearest = min(
                range(len(places)), key=[abs(place - cell.column) for place in places].__getitem__
            )
            columns[nearest].append(replace(cell, begins=begins))
    return columns


def _beside(rows: list[list[Cell]], *, above: bool) -> list[tuple[list[Cell], list[Cell]]]:
    """The cells left and right of the gutter of each signature: the other lines of a row with both are those above it, or below."""
    edge = max(row[1].column for row in rows if len(row) > 1) - COLUMN
    found: list[tuple[list[Cell], list[Cell]]] = []
    for before, row in pairwise([[], *rows]):
        if not found or row[0].gap or len(before if above else row) > 1:
            found.append(([], []))
        for cell in row:
            found[-1][cell.column >= edge].append(cell)
    return found


def _signatures(
    columns: list[list[Cell]], joiner: Joiner, language: LanguageData
) -> Iterator[SignatureBlock]:
    """The signature blocks of columns, in the order in which they begin."""
    found: list[tuple[int, int, SignatureBlock]] = []
    for number, column in enumerate(columns):
        shapes = [shape_of(cell.text) for cell in column]
        listed = frozenset(
            shape for shape in shapes if shape and shapes.count(shape) * 2 > len(column)
        )
        rows = zip([None, *column], column, strict=False)
        cells = [
            part
            for above, cell in rows
            for part in _parted(cell, language, listed=listed, above=above)
        ]
        for cell, (new, part) in zip(cells, _decided(cells, language), strict=True):
            if new or not found or found[-1][1] != number:
                found.append((cell.row, number, []))
            flow = Flow(joiner.text)
            joiner.add(flow, cell.start, cell.end)
            found[-1][2].append((part, flow))
    found.sort(key=lambda each: each[:2])
    return (block for _, _, block in found)


def _parted(
    cell: Cell,
    language: LanguageData,
    *,
    listed: frozenset[str],
    above: Cell | None,
    inside: bool = False,
) -> list[Cell]:
    """A cell cut where several parts stand in it: `Edda Holm, Mayor of the Ports`, `For the Isles: (sgd.) P. WICK`.

    `listed`: the shapes that half of the lines of the list have. `inside`: it is one of a row of several. Right below a name (`above`) stands an office, and no other name
    without a comma or a colon: `Ostu Asamblejas prezidents`.
    """
    text = cell.text
    handle = _HANDLE.search(text)
    row = [] if inside or handle else in_a_row(text)
    cuts = row or ([handle.end()] if handle else glued(text, language))
    if not cuts and not says_signed(text) and not names_party(text, language):
        alike = shape_of(text) in listed
        bold = _BOLD.match(text)
        cuts = (
            [bold.end()]
            if bold is not None
            else titled(text, listed=alike) or named(text, listed=alike)
        )
        named_above = above is not None and not cell.gap and name_look(above.text) >= SURE_NAME
        cuts = [
            at
            for at in cuts
            if not named_above or alike or text[:at].rstrip()[-1:] in COMMAS + COLONS
        ]
    edges = [0]
    for at in (*cuts, len(text)):
        if text[edges[-1] : at].strip(EDGES):
            edges.append(at)
    if len(edges) == 1:
        return [cell]
    edges[-1] = len(text)
    found: list[Cell] = []
    for start, end in pairwise(edges):
        words = text[start:end].strip()
        at = cell.start + start + text[start:end].index(words)
        gap, begins = (0, bool(row)) if start else (cell.gap, cell.begins)
        sure = bool(row) or (not start and shape_of(text) in listed & {*COMMAS})
        part = Cell(at, at + len(words), words, cell.column, cell.row, gap, begins, sure)
        shapes = frozenset({shape_of(words)})
        more = bool(row) and (
            any(mark in words[:-1] for mark in COMMAS) or _BOLD.match(words) is not None
        )
        found.extend(
            _parted(part, language, listed=shapes, above=None, inside=True) if more else [part]
        )
    return found


_HANDLE = re.compile(r"@[\w-]+,?\s*(?=\()")
"""What a site calls somebody, before who that is in brackets."""
_BOLD = re.compile(r"\*\*[^*]+\*\*\s+(?=\w)")
"""A name in bold before what somebody is."""


def _looks(cell: Cell, language: LanguageData) -> dict[str, float]:
    """How much a cell looks like each part."""
    if cell.single or SIGNED.match(cell.text) or SIGNED_BEHIND.search(cell.text):
        return {"N": 3.0, "R": -3.0, "P": -3.0}
    text = cell.text.strip(EDGES)
    office = names_office(text)
    party = names_party(text, language) and not (
        office and text > "\u2e7f" and not names_state(text)
    )
    if in_brackets(cell.text.strip()):  # `Edda Holm (Isles)`
        return {"N": -3.0, "R": 2.5 if office else -3.0, "P": -3.0 if office else 2.5}
    small = bool(text) and is_small(text[0])
    state = names_state(text.split()[0] if small else text) or OF.match(f" {text}")
    asks = cell.text.rstrip(" *_")[-1:] in {*COLONS}  # `Chair:`, and a name behind it
    return {
        "N": name_look(cell.text) - 2.0 * party - 4.0 * asks,
        "R": -3.0 if party else (2.5 if office else 0.0 if small or asks else -1.5),
        "P": PARTY if party else (1.0 if state and not office else -1.2),
    }


State = tuple[str, int]
"""A pattern, and the part of it that is reached."""


class Way(NamedTuple):
    """The best way to a state: its score, the state before, and whether a signature begins."""

    score: float
    before: State | None
    new: bool


def _decided(cells: Sequence[Cell], language: LanguageData) -> list[tuple[bool, str]]:
    """For each cell whether a signature begins with it, and its part. A body that nobody signs for signs itself.

    What only says that somebody signs goes with what is before it; before a new signature it begins that.
    """
    marks = [says_signed(cell.text.strip()) for cell in cells]
    worded = [
        index for index, cell in enumerate(cells) if not (marks[index] or _is_silent(cell.text))
    ]
    longest = max((len(cells[index].text) for index in worded), default=0)
    led = any(names_party(cells[index].text, language) for index in worded)
    usual = min((cells[index].gap for index in worded[1:]), default=0)
    rows: list[dict[State, Way]] = []
    for before, index in pairwise([-1, *worded]):
        looks = _looks(cells[index], language)
        if any(marks[before + 1 : index]):
            looks["N"] += BELOW_MARK
        if before < 0:
            rows.append(
                {
                    (pattern, 0): Way(odds + looks[pattern[0]], None, new=True)
                    for pattern, odds in PATTERNS.items()
                }
            )
            continue
        long = len(cells[before].text) >= FULL * longest
        moves = _moves(cells[before : index + 1], looks, language, long=long, usual=usual)
        moves["shared"] = moves["new" if led else "other"]
        row: dict[State, Way] = {}
        for state, way in rows[-1].items():
            for to, score, new in _steps(state, looks, moves):
                if to not in row or way.score + score > row[to].score:
                    row[to] = Way(way.score + score, state, new)
        rows.append(row)
    made = [(index == 0, "other") for index in range(len(cells))]
    whole = [state for state in rows[-1] if state[1] + 1 == len(state[0])] if rows else []
    at = max(whole or rows[-1], key=lambda state: rows[-1][state].score) if rows else None
    group: list[int] = []
    for row, index in zip(reversed(rows), reversed(worded), strict=True):
        assert at is not None
        made[index] = (row[at].new, PARTS[at[0][at[1]]])
        at = row[at].before
        group.insert(0, index)
        if made[index][0]:
            words = " ".join(cells[each].text for each in group)
            if {made[each][1] for each in group} == {"party"} and not names_party(words, language):
                for each in group:
                    made[each] = (made[each][0], "name")
            group = []
    for index in reversed(range(len(cells) - 1)):
        if index not in worded and made[index + 1][0]:
            made[index], made[index + 1] = (True, "other"), (False, made[index + 1][1])
    return made


def _is_silent(text: str) -> bool:
    """Whether words are no part of a signature: a clause, a sentence, the word for witnesses, a city."""
    words = text.split() or [""]
    first, last = words[0], words[-1]
    house = (len(first) > 1 and first.isdigit()) or (
        len(last) > 2 and last[:3].isdigit()
    )  # a postcode, so many others
    numbers = house and not (names_office(text) or names_state(text) or SIGNED.match(text))
    clause = is_clause(text) or len(text) > 2 * MAX_NAME or WITNESS.match(text) is not None
    return numbers or clause or names_city(text.strip())


def _steps(
    state: State, looks: Mapping[str, float], moves: Mapping[str, float]
) -> Iterator[tuple[State, float, bool]]:
    """Where a cell can lead from a state, how well, and whether a new signature begins."""
    pattern, index = state
    part, following = pattern[index], pattern[index + 1 : index + 2]
    if "on" in moves:
        vague = part == "P" and 0 < looks["P"] < PARTY and moves["shared"] == moves["new"]
        yield state, moves["on"] - (1.5 if part == "N" else 0.0) + (2.0 if vague else 0.0), False
        if following:
            yield (pattern, index + 1), looks[following] + moves[following], False
    if not following:
        for other, usual in PATTERNS.items():
            shared = (
                other == f"P{pattern}" or pattern == f"P{other}"
            )  # the party stands above several of them
            to = (
                "new"
                if other == pattern
                else "shared"
                if shared and looks[other[0]] > 0
                else "other"
            )
            yield (other, 0), usual + looks[other[0]] + moves[to], True


def _moves(
    cells: Sequence[Cell],
    looks: dict[str, float],
    language: LanguageData,
    *,
    long: bool,
    usual: int,
) -> dict[str, float]:
    """How well the last of these cells goes on with the part of the first, begins the next part, or begins a signature.

    Behind the word for witnesses only a signature begins. `long`: the first one fills its line. `usual`: so many empty lines are
    between all of them.
    """
    before, *between, cell = cells
    text, above = cell.text.strip(EDGES), before.text.strip(EDGES)
    last = before.text.split()[-1]
    open_end = is_small(last[0]) and len(last) <= 3 and last[-1].isalpha()
    beside = cell.row == before.row
    apart = cell.gap > usual and not open_end
    comma = before.text.strip(" *_")[-1:] in {*COMMAS}
    new = (0.5 if apart else -1.0) + (1.0 if cell.begins else -2.0 * beside) - 2.0 * comma
    if any(WITNESS.match(each.text) for each in between):
        return {"new": new, "other": new}
    following = -1.0 if apart else 0.0
    moves = {
        "N": -0.3 if apart else 0.0,
        "R": following,
        "P": following - 1.5 * (long and looks["P"] <= 0),
        "new": new + 0.5,
        "other": new - CHANGE,
    }
    moves["on"] = 1.5 * is_small(text[:1]) + 2.0 * open_end - 1.5 * (not long)
    if cell.gap or beside or between or SIGNED.match(cell.text):
        moves["on"] -= 5.0
    if in_brackets(cell.text.strip()):
        moves |= {"new": -5.0, "other": -5.0}
    if looks["P"] == PARTY and text.startswith(party_of(text, language)):
        moves["on"] += BEHIND
    if names_party(above, language) and not party_of(above, language):
        moves["on"] += 2 * BEHIND
    if (
        beside and comma and text[:1].isupper() and not names_office(text)
    ):  # `Edda Holm, Isles`, `Edda Holm, Bäckerin`
        part = "P" if " " in text or language.tag not in NOUNS else "R"
        looks[part] = max(looks[part], 1.0)
    if (
        looks["P"] == PARTY
        and not cell.gap
        and names_office(cell.text)
        and names_party(above, language)
    ):
        looks |= {"P": 0.0, "R": 2.5}
    return moves
