"""The closing of a text: lines, and signature blocks in one column or several, each line with its part.

Who signs, in which role and for whom is decided for a whole list of signatures at once: each signature follows a pattern
(party, name, role; name, role; ...), the next one likes to follow the same, and each line says by its words and by the room
before it which part it can be (Viterbi over patterns).
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import NamedTuple

from communique.detect.blocks import Block
from communique.detect.characters import COMMAS, is_small
from communique.detect.claims import Flow
from communique.detect.joining import Joiner
from communique.detect.signing import (
    EDGES,
    LONGEST,
    OF,
    SIGNED,
    SIGNED_BEHIND,
    WITNESS,
    glued,
    in_a_row,
    is_clause,
    is_sentence,
    name_look,
    named,
    names_city,
    names_office,
    names_party,
    names_state,
    party_of,
    says_signed,
    titled,
)  # fmt: skip
from communique.languages import LanguageData
from communique.lines import Line

GUTTER = re.compile(r"[ \t\u3000]{3,}|\t")
"""What parts two columns of signatures."""
_BESIDE = re.compile(r"[ \t\u3000]{3,}")
"""What parts two columns of one line that were cut apart."""
COLUMN = 12
"""Cells whose columns are no further apart stand one below the other."""
PATTERNS = {
    "N": 0.0,
    "NR": 0.0,
    "PN": 0.0,
    "PNR": 0.3,
    "RN": 0.0,
    "RNP": 0.0,
    "PRN": 0.0,
    "NRP": 0.5,
    "NP": -0.3,
    "P": -0.2,
    "PR": -0.4,
    "RP": -1.0,
    "PRNR": -0.5,
    "R": -1.5,
}
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
_UNSPACED = "\u2e80"
"""From here on scripts stand that have no spaces between words."""
UNSIGNED = 1.5
"""How unlikely it is that the last party has nobody who signs for it where others have."""
BELOW_MARK = 1.8
"""How much a mark of signing right above speaks for a name."""
CHANGE = 1.5
"""How unlikely it is that a signature has another order than the one before."""


@dataclass(slots=True)
class SignatureBlock:
    """Lines that stand together as a signature, each with its part: party, name, role or other."""

    lines: list[tuple[str, Flow]] = field(default_factory=list)


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


def read_closing(blocks: Sequence[Block], joiner: Joiner, language: LanguageData) -> tuple[list[Closing], bool]:
    """The closing's lines and signature blocks in order; whether columns were read."""
    closing: list[Closing] = []
    columns = False
    rows: list[list[Cell]] = []
    for block in (*blocks, None):
        if block is not None and block.role == "signature" and block.level is not None:
            if not block.level or not closing or isinstance(closing[-1], Flow):
                closing.append(SignatureBlock())
            assert isinstance(closing[-1], SignatureBlock)
            closing[-1].lines.append(("other", block.flow))
            continue
        if block is not None and block.role == "signature":
            for number, line in enumerate(block.lines):
                last = rows[-1][-1] if rows and rows[-1] else None
                if last is not None and _BESIDE.fullmatch(joiner.text, last.end, line.start):
                    cells = _cells(line, last.column + line.start - last.start, len(rows) - 1, begins=False)
                    rows[-1].extend(replace(cell, gap=rows[-1][0].gap) for cell in cells)
                else:
                    rows.append(_cells(line, line.indent, len(rows), begins=number == 0))
            continue
        if rows:
            side = _columns(rows)
            columns = columns or len(side) > 1
            closing.extend(_signatures(side, joiner, language))
            rows = []
        if block is not None:
            closing.append(block.flow)
    for part in closing if any(block.level is not None for block in blocks) else ():
        if isinstance(part, SignatureBlock):
            cells = [Cell(flow.start, flow.end, flow.text, 0, row) for row, (_, flow) in enumerate(part.lines)]
            part.lines = [
                (name, flow) for (_, flow), (_, name) in zip(part.lines, _decided(cells, language), strict=True)
            ]
    return closing, columns


def signed_table(rows: Sequence[Sequence[str]], language: LanguageData) -> list[list[tuple[str, str]]]:
    """The signatures in the columns of a table, part by part, if it is nothing but signatures: each column has an office or a party, and a name."""
    found: list[list[tuple[str, str]]] = []
    for number in range(max(map(len, rows), default=0)):
        column = [(index, row[number]) for index, row in enumerate(rows) if number < len(row) and row[number].strip()]
        cells = [Cell(index, index + 1, text, 0, index) for index, text in column]
        if any(len(text) > 2 * LONGEST or is_clause(text) or any(map(str.isdigit, text)) for _, text in column):
            return []
        decided = _decided(cells, language) if cells else []
        own = {part for _, part in decided}
        if "name" not in own or not own & {"party", "role"} or sum(new for new, _ in decided) > 1:
            return []
        found.append([(part, cell.text) for (_, part), cell in zip(decided, cells, strict=True)])
    return found if len(found) > 1 else []


def _cells(line: Line, indent: int, row: int, *, begins: bool) -> list[Cell]:
    """The cells of a line, or of a piece of one, that begins at a column."""
    cuts = [0, *(edge for match in GUTTER.finditer(line.text) for edge in match.span()), len(line.text)]
    return [
        Cell(line.start + start, line.start + end, line.text[start:end], indent + start, row, line.gap, begins)
        for start, end in zip(cuts[::2], cuts[1::2], strict=True)
        if end > start
    ]


def _columns(rows: list[list[Cell]]) -> list[list[Cell]]:
    """The cells column by column, each from top to bottom; row by row where each row is one signature."""
    wide = [row for row in rows if len(row) > 1]
    if not wide or all(len({names_office(cell.text) for cell in row}) == 2 for row in wide):
        return [[cell for row in rows for cell in row]]
    heads: list[int] = []
    for row in wide:
        heads.extend(cell.column for cell in row if all(abs(cell.column - head) > COLUMN for head in heads))
    heads.sort()
    columns: list[list[Cell]] = [[] for _ in heads]
    gaps = [max(cell.gap for cell in row) if row else 0 for row in rows]
    begun = [any(cell.begins for cell in row) for row in rows]
    for row in rows:
        for cell in row:
            column = columns[min(range(len(heads)), key=[abs(head - cell.column) for head in heads].__getitem__)]
            since = slice(column[-1].row + 1 if column else cell.row, cell.row + 1)
            gap, begins = max(gaps[since], default=cell.gap), any(begun[since])
            column.append(replace(cell, gap=gap, begins=begins))
    return columns


def _signatures(columns: list[list[Cell]], joiner: Joiner, language: LanguageData) -> Iterator[SignatureBlock]:
    """The signature blocks of columns, in the order in which they begin."""
    found: list[tuple[int, int, SignatureBlock]] = []
    for number, column in enumerate(columns):
        before = [cell.text.partition(",")[0] for cell in column if "," in cell.text.rstrip(" ,*")]
        listed = (
            len(before) * 3 >= len(column) * 2
            and len(column) > 2
            and all(name_look(each, language) >= 1 for each in before)
        )
        above = [None, *column[:-1]]
        cells = [
            part
            for before_it, cell in zip(above, column, strict=True)
            for part in _parted(cell, language, listed=listed, above=before_it)
        ]
        for cell, (new, part) in zip(cells, _decided(cells, language), strict=True):
            if new or not found or found[-1][1] != number:
                found.append((cell.row, number, SignatureBlock()))
            flow = Flow(joiner.text)
            joiner.add(flow, cell.start, cell.end)
            found[-1][2].lines.append((part, flow))
    found.sort(key=lambda each: each[:2])
    return (block for _, _, block in found)


def _parted(cell: Cell, language: LanguageData, *, listed: bool, above: Cell | None) -> list[Cell]:
    """A cell cut where several parts stand in it: `Edda Holm, Mayor of the Ports`, `For the Isles: (sgd.) P. WICK`.

    `listed`: all lines of the list have a name before a comma. Right below a name (`above`) stands an office, and no other name
    without a comma behind it: `Ostu Asamblejas prezidents`.
    """
    text = cell.text
    row = in_a_row(text)
    cuts = row or glued(text, language)
    if not cuts and not says_signed(text) and not names_party(text, language):
        cuts = titled(text) or named(text, language, listed=listed)
        named_above = above is not None and not cell.gap and name_look(above.text, language) >= SURE_NAME
        cuts = [at for at in cuts if not named_above or text[:at].rstrip()[-1:] in COMMAS]
    found: list[Cell] = []
    for start, end in pairwise([0, *cuts, len(text)]):
        words = text[start:end]
        lead = len(words) - len(words.lstrip())
        if words.strip(EDGES):
            at = cell.start + start + lead
            gap, begins = (0, bool(row)) if found else (cell.gap, cell.begins)
            found.append(
                Cell(at, at + len(words.strip()), words.strip(), cell.column, cell.row, gap, begins, bool(row))
            )
        elif found and words.strip():
            last = found[-1]
            found[-1] = replace(
                last,
                end=cell.start + start + len(words.rstrip()),
                text=text[last.start - cell.start : start + len(words.rstrip())],
            )
    return found or [cell]


def _looks(cell: Cell, language: LanguageData) -> dict[str, float]:
    """How much a cell looks like each part."""
    if cell.single or SIGNED.match(cell.text) or SIGNED_BEHIND.search(cell.text):
        return {"N": 3.0, "R": -3.0, "P": -3.0}
    text = cell.text.strip(EDGES)
    office = names_office(text)
    party = names_party(text, language)
    small = bool(text) and is_small(text[0])
    return {
        "N": name_look(cell.text, language),
        "R": -3.0 if party else (2.5 if office else 0.0 if small else -1.5),
        "P": PARTY if party else (1.0 if (names_state(text) or OF.match(f" {text}")) and not office else -1.2),
    }


State = tuple[str, int]
"""A pattern, and the part of it that is reached."""


class Way(NamedTuple):
    """The best way to a state: its score, the state before, and whether a signature begins."""

    score: float
    before: State | None
    new: bool


def _decided(cells: Sequence[Cell], language: LanguageData) -> list[tuple[bool, str]]:
    """For each cell whether a signature begins with it, and its part. A body that nobody signs for signs itself."""
    silent = {
        index
        for index, cell in enumerate(cells)
        if says_signed(cell.text.strip())
        or is_clause(cell.text)
        or is_sentence(cell.text)
        or WITNESS.match(cell.text)
        or names_city(cell.text.strip())
    }
    worded = [index for index in range(len(cells)) if index not in silent]
    if not worded:
        return [(index == 0, "other") for index in range(len(cells))]
    longest = max(len(cells[index].text) for index in worded)
    rows: list[dict[State, Way]] = []
    for before, index in pairwise([-1, *worded]):
        looks = _looks(cells[index], language)
        if any(says_signed(cell.text.strip()) for cell in cells[before + 1 : index]):
            looks["N"] += BELOW_MARK
        if before >= 0 and looks["P"] == PARTY and not cells[index].gap and names_office(cells[index].text):
            looks |= {"P": 0.0, "R": 2.5} if _looks(cells[before], language)["P"] == PARTY else {}
        if not rows:
            rows.append(
                {(pattern, 0): Way(usual + looks[pattern[0]], None, new=True) for pattern, usual in PATTERNS.items()}
            )
            continue
        between = cells[before + 1 : index]
        long = len(cells[before].text) >= FULL * longest
        signed = SIGNED.match(cells[index].text) is not None
        room = _room(cells[before], cells[index], long=long, marked=bool(between) or signed)
        text = cells[index].text.strip(EDGES)
        if is_small(text[:1]) and looks["P"] < PARTY:
            room["new"] -= 1.5
        elif looks["P"] == PARTY and text.startswith(party_of(text, language)):
            room["on"] += BEHIND
        above = cells[before].text.strip(EDGES)
        if names_party(above, language) and above.startswith(party_of(above, language)):
            room["on"] -= (
                BEHIND  # the words for whom somebody signs end it, and an office follows, perhaps with its body
            )
            looks["R"] = max(looks["R"], 0.5 if looks["P"] > 0 and text[:1] > _UNSPACED else looks["R"])
        witnesses = any(WITNESS.match(cell.text) for cell in between)
        row: dict[State, Way] = {}
        for state, way in rows[-1].items():
            for to, score, new in _steps(state, looks, room, long=long, witnesses=witnesses):
                if to not in row or way.score + score > row[to].score:
                    row[to] = Way(way.score + score, state, new)
        rows.append(row)
    whole = [state for state in rows[-1] if state[1] + 1 == len(state[0])]
    signed = any(_looks(cells[index], language)["N"] >= SURE_NAME for index in worded)
    at: State | None = max(
        whole or rows[-1], key=lambda state: rows[-1][state].score - (UNSIGNED if signed and state[0] == "P" else 0.0)
    )
    decided: dict[int, tuple[bool, str]] = {}
    for row, index in zip(reversed(rows), reversed(worded), strict=True):
        assert at is not None
        decided[index] = (row[at].new, PARTS[at[0][at[1]]])
        at = row[at].before
    return list(_with_marks(len(cells), dict(_own_names(cells, decided, language))))


def _own_names(
    cells: Sequence[Cell], decided: Mapping[int, tuple[bool, str]], language: LanguageData
) -> Iterator[tuple[int, tuple[bool, str]]]:
    """A party for which nobody signs, by no word for whom, is the name of a body that signs itself."""
    groups: list[list[int]] = []
    for index in sorted(decided):
        if decided[index][0] or not groups:
            groups.append([])
        groups[-1].append(index)
    for group in groups:
        words = " ".join(cells[index].text for index in group)
        own = {decided[index][1] for index in group} == {"party"} and not names_party(words, language)
        yield from ((index, (decided[index][0], "name" if own else decided[index][1])) for index in group)


def _steps(
    state: State, looks: Mapping[str, float], room: Mapping[str, float], *, long: bool, witnesses: bool
) -> Iterator[tuple[State, float, bool]]:
    """Where a cell can lead from a state, how well, and whether a new signature begins: after the word for witnesses it does."""
    pattern, index = state
    part = pattern[index]
    if not witnesses:
        on = room["on"] - (1.5 if part == "N" else 0.0) + (2.0 if part == "P" and 0 < looks["P"] < PARTY else 0.0)
        yield state, on, False
        if index + 1 < len(pattern):
            following = pattern[index + 1]
            score = room["name" if following == "N" else "next"] - (1.5 if following == "P" and long else 0.0)
            yield (pattern, index + 1), looks[following] + score, False
    if index + 1 == len(pattern):
        for other, usual in PATTERNS.items():
            same = 0.0 if witnesses else 0.5 if other == pattern else -CHANGE
            yield (other, 0), usual + looks[other[0]] + room["new"] + same, True


def _with_marks(count: int, decided: dict[int, tuple[bool, str]]) -> Iterator[tuple[bool, str]]:
    """What only says that somebody signs goes with what is before it; before a new signature it begins that."""
    begun = False
    for index in range(count):
        if index in decided:
            new, part = decided[index]
            yield new and not begun, part
            begun = False
        else:
            after = next((decided[each][0] for each in range(index, count) if each in decided), False)
            yield after and not begun, "other"
            begun = begun or after


def _room(before: Cell, cell: Cell, *, long: bool, marked: bool) -> dict[str, float]:
    """How well a cell goes on with the part before it, begins the next part (a name: below room to sign), or a signature."""
    small = is_small(cell.text.strip(EDGES)[:1])
    last = before.text.split()[-1:] or [""]
    small_word = is_small(last[0][:1]) or (before.text.isupper() and len(before.text.split()) > 1)
    open_end = small_word and len(last[0]) <= 3 and last[0][-1:].isalpha()
    beside = cell.row == before.row
    apart = 2.0 if beside and not cell.begins else 0.0
    on = (
        (0.0 if long else -1.5)
        + (1.5 if small else 0.0)
        + (2.0 if open_end else 0.0)
        - (5.0 if cell.gap or beside or marked else 0.0)
        - (1.0 if cell.begins else 0.0)
    )
    if cell.gap and not open_end:
        return {"on": on, "next": -1.0 - cell.begins, "name": -0.3, "new": 1.5 if cell.begins else 0.5 - apart}
    return {"on": on, "next": -0.3 * cell.begins - 2.0 * open_end, "name": -0.3 * cell.begins - 2.0 * open_end,
            "new": 0.0 if cell.begins else -1.0 - apart}  # fmt: skip
