"""The closing of a text: lines, and signature blocks in one column or several, each line with its
part.

Who signs, in which role and for whom is decided for a whole list of signatures at once: each
signature follows a pattern (party, name, role; name, role; ...), the next one likes to follow the
same, and each line says by its words and by the room before it which part it can be (Viterbi over
patterns).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain, groupby, pairwise
from typing import NamedTuple

from communique.core.expressions import compile_late
from communique.core.scripts import COLONS, COMMAS, is_small
from communique.detect.blocks import Block, in_brackets
from communique.detect.claims import Flow, Joiner
from communique.detect.mentions.names import names_country
from communique.detect.signatures.listing import (
    SEPARATORS,
    STRONG_SEPARATORS,
    parted_list,
)
from communique.detect.signing import (
    EDGES,
    LISTED,
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
    without_label,
)
from communique.detect.wordlists import word_list
from communique.languages import LanguageData
from communique.lines import Line

GUTTER = compile_late(r"[ \t\u3000]{3,}|\t|\u3000{2,}")
"""What parts two columns of signatures."""
WIDE = 3
"""This many blanks space out a name only where its characters stand one by one."""
_BESIDE = compile_late(r"[ \t\u3000]{3,}")
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
"""How much words for whom somebody signs that stand behind a party speak for its having begun in
the line above.
"""
FULL = 0.75
"""A line goes on below when it is as long as this, of the longest one."""
SURE_NAME = 2.0
"""A line looks so much like a name that it is one."""
BELOW_MARK = 1.8
"""How much a mark of signing right above speaks for a name."""
NOUNS = frozenset(word_list("languages of capital nouns"))
OPEN_END = 4.0
"""How much a line that ends in a word for of, or for and, speaks for going on."""
CHANGE = 1.5
"""How unlikely it is that a signature has another order than the one before."""
NEVER = -5.0
"""How unlikely it is that a signature begins in brackets."""
MAX_OPEN_WORD = 3
"""A line that ends in a small word of at most this many letters goes on: `of the`."""
_FIRST_HAN = "\u2e7f"


SignatureBlock = list[tuple[str, Flow]]
"""Lines that stand together as a signature, each with its part: party, name, role or other."""
Closing = Flow | SignatureBlock


@dataclass(frozen=True, slots=True)
class Cell:
    """A stretch of a line that is one column's: where it stands, its words, the room before it,
    whether a block begins.

    `single`: it is one of many names in a row. `part`: what it is in a list whose entries are
    alike.
    """

    start: int
    end: int
    text: str
    column: int
    row: int = 0
    gap: int = 0
    begins: bool = False
    single: bool = False
    part: str = ""


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
    for block in blocks:
        for number, line in enumerate(block.lines):
            last = rows[-1][-1] if rows and rows[-1] else None
            if last is not None and _BESIDE.fullmatch(
                joiner.text, last.end, line.start
            ):
                column = last.column + line.start - last.start
                cells = _cells(line, column, len(rows) - 1, begins=False)
                rows[-1].extend(replace(cell, gap=rows[-1][0].gap) for cell in cells)
            else:
                rows.append(_cells(line, line.indent, len(rows), begins=number == 0))
    for names, offices in pairwise(rows):
        _cut_pair(names, offices)
    return rows


def _cut_pair(names: list[Cell], offices: list[Cell]) -> None:
    """Cut two names and the two offices below them apart, if they stood in columns."""
    if len(names) != 1 or len(offices) != 1 or offices[0].gap:
        return
    cuts = pair_of(names[0].text, offices[0].text)
    if cuts is None:
        return
    for row, at in zip((names, offices), cuts, strict=True):
        cell = row[0]
        left = cell.text[:at].rstrip()
        row[:] = [
            replace(cell, end=cell.start + len(left), text=left),
            replace(
                cell,
                start=cell.start + at,
                text=cell.text[at:],
                column=cell.column + 10 * COLUMN,
            ),
        ]


def signed_table(
    rows: Sequence[Sequence[str]], language: LanguageData
) -> list[list[tuple[str, str]]]:
    """The signatures in the columns of a table, part by part, if it is nothing but signatures.

    Then each of at least two columns has a name and an office or a party, of one signature.
    """
    found: list[list[tuple[str, str]]] = []
    for number in range(max(map(len, rows), default=0)):
        texts = [
            (index, row[number]) for index, row in enumerate(rows) if number < len(row)
        ]
        cells = [Cell(at, at + 1, text, 0, at) for at, text in texts if text.strip()]
        if not all(_can_be_signed(cell.text) for cell in cells):
            return []
        decided = _decided(cells, language)
        parts = {part for _, part in decided}
        has_name_and_more = {"name"} < parts & {"name", "party", "role"}
        if not has_name_and_more or sum(new for new, _ in decided) > 1:
            return []
        found.append(
            [(part, cell.text) for (_, part), cell in zip(decided, cells, strict=True)]
        )
    return found if len(found) > 1 else []


def looks_of(text: str, language: LanguageData) -> Mapping[str, float]:
    """How much words look like a name (`N`), a role (`R`) and a party (`P`)."""
    return _looks(Cell(0, 0, text, 0), language)


def _can_be_signed(text: str) -> bool:
    """Whether a cell of a table can be part of a signature."""
    return (
        len(text) <= 2 * MAX_NAME
        and not is_clause(text)
        and not any(map(str.isdigit, text))
    )


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
    """Whether blanks only space out a name in a script without them: few characters stand on either
    side, or one by one.
    """
    left, right = text[:start].rsplit(maxsplit=1)[-1], text[end:].split(maxsplit=1)[0]
    gap = end - start
    few = 2
    if gap >= WIDE:
        few = 1
    elif gap == 1:
        few = 3
    both_short = max(len(left), len(right)) <= few
    return both_short and left > "\u2e7f" and right > "\u2e7f"


def _columns(rows: list[list[Cell]]) -> list[list[Cell]]:
    """The cells column by column, each from top to bottom.

    Where each signature has its name beside its office, all are in one column, one after the other.
    """
    wide = [row for row in rows if len(row) > 1]
    if wide:
        for above in (True, False):
            signatures = _beside(rows, above=above)
            if _have_name_beside_office(signatures):
                return [_in_turn(signatures)]
    if all(map(_is_one_signature, wide)):
        column = [
            replace(cell, gap=cell.gap if cell is row[0] else 0)
            for row in rows
            for cell in row
        ]
        return [column]
    places = _places_of_columns(wide)
    columns: list[list[Cell]] = [[] for _ in places]
    for row in rows:
        begins = any(cell.begins for cell in row)
        for cell in row:
            columns[_nearest(places, cell.column)].append(replace(cell, begins=begins))
    return columns


Sides = tuple[list[Cell], list[Cell]]
"""The cells of a signature left and right of the gutter."""


def _have_name_beside_office(signatures: Iterable[Sides]) -> bool:
    """Whether one side of each signature has an office and the other none, and no two names face."""
    for left, right in signatures:
        if left and right and _are_both_names(left[0], right[0]):
            return False
        held = [
            names_office(" ".join(cell.text for cell in side))
            for side in (left, right)
            if side
        ]
        if sorted(held) != [False, True]:
            return False
    return True


def _are_both_names(left: Cell, right: Cell) -> bool:
    return min(name_look(left.text), name_look(right.text)) >= SURE_NAME


def _in_turn(signatures: Iterable[Sides]) -> list[Cell]:
    """The cells of signatures one after the other; the first of each begins it."""
    cells: list[Cell] = []
    for left, right in signatures:
        first, *others = (*left, *right)
        cells.append(replace(first, begins=True))
        cells.extend(replace(cell, begins=False) for cell in others)
    return cells


def _is_one_signature(row: Sequence[Cell]) -> bool:
    """Whether cells side by side are of one signature: only some name an office, or brackets end
    it.
    """
    return len({names_office(cell.text) for cell in row}) == 2 or in_brackets(
        row[-1].text
    )


def _places_of_columns(wide: Iterable[Sequence[Cell]]) -> list[int]:
    """Where columns begin, by the rows of several cells."""
    places: list[int] = []
    for row in wide:
        for cell in row:
            if all(abs(cell.column - place) > COLUMN for place in places):
                places.append(cell.column)
    return sorted(places)


def _nearest(places: Sequence[int], column: int) -> int:
    """The index of the place that is nearest to a column."""
    distances = [abs(place - column) for place in places]
    return distances.index(min(distances))


def _beside(
    rows: list[list[Cell]], *, above: bool
) -> list[tuple[list[Cell], list[Cell]]]:
    """The cells left and right of the gutter of each signature: the other lines of a row with both
    are those above it, or below.
    """
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
        cells = _cells_of_list(column, language) if not listed else []
        if not cells:
            for above, cell in zip([None, *column], column, strict=False):
                cells += _parted(cell, language, listed=listed, above=above)
        for cell, (new, part) in zip(cells, _decided(cells, language), strict=True):
            if new or not found or found[-1][1] != number:
                found.append((cell.row, number, []))
            flow = Flow(joiner.text)
            joiner.add(flow, cell.start, cell.end)
            found[-1][2].append((part, flow))
    found.sort(key=lambda each: each[:2])
    return (block for _, _, block in found)


def _cells_of_list(column: Sequence[Cell], language: LanguageData) -> list[Cell]:
    """The cells of a list, cut at the mark that parts all of its entries; empty where none does.

    Only a colon or a dash parts the entries of a list without labels.
    """
    entries = [cell for cell in column if LISTED.match(cell.text)]
    separators = SEPARATORS
    if not entries:
        entries = [cell for cell in column if len(cell.text) <= 2 * MAX_NAME]
        separators = STRONG_SEPARATORS
    looks = partial(looks_of, language=language)
    words = [without_label(cell.text) for cell in entries]
    cuts, parts = parted_list(words, looks, separators)
    if not cuts:
        return []
    at_entry = dict(zip(entries, cuts, strict=True))
    found: list[Cell] = []
    for cell in column:
        at = at_entry.get(cell, 0)
        if not at:
            found.append(cell)
            continue
        at += len(cell.text) - len(without_label(cell.text))
        left = cell.text[:at].rstrip()
        first = parts[0]
        is_office = names_office(left) and not names_party(left, language)
        if first == "P" and is_office:
            first = "R"
        found.append(replace(cell, end=cell.start + len(left), text=left, part=first))
        behind = replace(
            cell, start=cell.start + at, text=cell.text[at:], gap=0, begins=False
        )
        person = _parted(behind, language, listed=frozenset(COMMAS), above=None)
        if (
            parts[0] == "P" and len(person) > 1
        ):  # `Norland: Edda Holm, Minister of Ports`
            found.extend(person)
        else:
            found.append(replace(behind, part=parts[1]))
    return found


def _parted(
    cell: Cell,
    language: LanguageData,
    *,
    listed: frozenset[str],
    above: Cell | None,
    inside: bool = False,
) -> list[Cell]:
    """A cell cut where several parts stand in it: `Edda Holm, Mayor of the Ports`.

    `listed`: the shapes that half of the lines of the list have. `above`: the cell above it.
    `inside`: it is one of a row of several.
    """
    text = cell.text
    words = without_label(text)
    before = len(text) - len(words)
    handle = _HANDLE.search(text)
    row = [] if inside or handle else [before + at for at in in_a_row(words)]
    cuts = row or (
        [handle.end()] if handle else [before + at for at in glued(words, language)]
    )
    if not cuts and not says_signed(words) and not names_party(words, language):
        cuts = _cuts_at_a_name(cell, listed, above)
    edges = [0]
    for at in (*cuts, len(text)):
        if text[edges[-1] : at].strip(EDGES):
            edges.append(at)
    if len(edges) == 1:
        return [cell]
    edges[-1] = len(text)
    leads_list = shape_of(text) in listed & {*COMMAS}
    found: list[Cell] = []
    for start, end in pairwise(edges):
        first = start == 0
        words = text[start:end].strip()
        at = cell.start + start + text[start:end].index(words)
        part = replace(
            cell,
            start=at,
            end=at + len(words),
            text=words,
            gap=cell.gap if first else 0,
            begins=cell.begins if first else bool(row),
            single=bool(row) or (first and leads_list),
        )
        if row and _has_parts(words):
            shapes = frozenset({shape_of(words)})
            found.extend(
                _parted(part, language, listed=shapes, above=None, inside=True)
            )
        else:
            found.append(part)
    return found


def _has_parts(words: str) -> bool:
    """Whether one of a row of names has parts of its own."""
    return any(mark in words[:-1] for mark in COMMAS) or _BOLD.match(words) is not None


def _cuts_at_a_name(
    cell: Cell, listed: frozenset[str], above: Cell | None
) -> list[int]:
    """Where a name and what somebody is part.

    Right below a name is an office, `Ostu Asamblejas prezidents`, and no other name without a comma
    or a colon, unless the lines of the list are alike.
    """
    text = cell.text
    alike = shape_of(text) in listed
    bold = _BOLD.match(text)
    if bold is not None:
        cuts = [bold.end()]
    else:
        cuts = titled(text, listed=alike) or named(text, listed=alike)
    below_name = (
        above is not None and not cell.gap and name_look(above.text) >= SURE_NAME
    )
    if not below_name or alike:
        return cuts
    return [at for at in cuts if text[:at].rstrip()[-1:] in COMMAS + COLONS]


_HANDLE = compile_late(r"@[\w-]+,?\s*(?=\()")
"""What a site calls somebody, before who that is in brackets."""
_BOLD = compile_late(r"\*\*[^*]+\*\*\s+(?=\w)")
"""A name in bold before what somebody is."""


UNLIKE = -3.0
"""How little a cell looks like a part that it cannot be."""
LIKE_OFFICE = 2.5


def _looks(cell: Cell, language: LanguageData) -> dict[str, float]:
    """How much a cell looks like each part."""
    if cell.part:
        return {**dict.fromkeys("NRP", UNLIKE), cell.part: 3.0}
    words = without_label(cell.text)
    if cell.single or SIGNED.match(words) or SIGNED_BEHIND.search(cell.text):
        return {"N": 3.0, "R": UNLIKE, "P": UNLIKE}
    text = words.strip(EDGES)
    office = names_office(text)
    party = names_party(text, language)
    if party and office and text > _FIRST_HAN and not names_state(text):
        party = False
    if in_brackets(words.strip()):  # `Edda Holm (Isles)`
        return {
            "N": UNLIKE,
            "R": LIKE_OFFICE if office else UNLIKE,
            "P": UNLIKE if office else LIKE_OFFICE,
        }
    asks = cell.text.rstrip(" *_")[-1:] in {*COLONS}  # `Chair:`, and a name behind it
    look = name_look(cell.text)
    if party:
        return {"N": look - 2.0 - 4.0 * asks, "R": UNLIKE, "P": PARTY}
    small = bool(text) and is_small(text[0])
    state = names_state(text.split()[0] if small else text) or OF.match(f" {text}")
    if office:
        role = LIKE_OFFICE
    elif small or asks:
        role = 0.0
    else:
        role = -1.5
    return {
        "N": look - 4.0 * asks,
        "R": role,
        "P": 1.0 if state and not office else -1.2,
    }


State = tuple[str, int]
"""A pattern, and the part of it that is reached."""


class Way(NamedTuple):
    """The best way to a state: its score, the state before, and whether a signature begins."""

    score: float
    before: State | None
    new: bool


def _decided(cells: Sequence[Cell], language: LanguageData) -> list[tuple[bool, str]]:
    """For each cell whether a signature begins with it, and its part.

    A body that nobody signs for signs itself. A cell that only says that somebody signs goes with
    what is before it; before a new signature it begins that.
    """
    marks = [says_signed(cell.text.strip()) for cell in cells]
    silent = {at for at, cell in enumerate(cells) if marks[at] or _is_silent(cell.text)}
    worded = [at for at in range(len(cells)) if at not in silent]
    made = [(index == 0, "other") for index in range(len(cells))]
    ways = _ways(cells, marks, worded, language)
    for index, decision in zip(worded, _best_parts(ways), strict=True):
        made[index] = decision
    _name_bodies_that_sign(made, cells, worded, language)
    for index in reversed(range(len(cells) - 1)):
        begins, part = made[index + 1]
        if index in silent and begins:
            made[index] = (True, "other")
            made[index + 1] = (False, part)
    return made


def _ways(
    cells: Sequence[Cell],
    marks: Sequence[bool],
    worded: Sequence[int],
    language: LanguageData,
) -> list[dict[State, Way]]:
    """The best way to each state, for each of the cells with words."""
    longest = max((len(cells[index].text) for index in worded), default=0)
    has_party = any(names_party(cells[index].text, language) for index in worded)
    usual_gap = min((cells[index].gap for index in worded[1:]), default=0)
    rows: list[dict[State, Way]] = []
    for before, index in pairwise([-1, *worded]):
        looks = _looks(cells[index], language)
        if any(marks[before + 1 : index]):
            looks["N"] += BELOW_MARK
        if before < 0:
            first = {
                (pattern, 0): Way(odds + looks[pattern[0]], None, new=True)
                for pattern, odds in PATTERNS.items()
            }
            rows.append(first)
            continue
        long = len(cells[before].text) >= FULL * longest
        stretch = cells[before : index + 1]
        moves = _moves(stretch, looks, language, long=long, usual=usual_gap)
        moves["shared"] = moves["new" if has_party else "other"]
        row: dict[State, Way] = {}
        for state, way in rows[-1].items():
            for to, score, new in _steps(state, looks, moves):
                if to not in row or way.score + score > row[to].score:
                    row[to] = Way(way.score + score, state, new)
        rows.append(row)
    return rows


def _best_parts(ways: Sequence[Mapping[State, Way]]) -> list[tuple[bool, str]]:
    """Whether a signature begins, and the part, along the best way; a whole pattern ends it if it
    can.
    """
    if not ways:
        return []
    last = ways[-1]
    whole = [state for state in last if state[1] + 1 == len(state[0])]
    at: State | None = max(whole or last, key=lambda state: last[state].score)
    found: list[tuple[bool, str]] = []
    for row in reversed(ways):
        assert at is not None
        pattern, index = at
        found.append((row[at].new, PARTS[pattern[index]]))
        at = row[at].before
    found.reverse()
    return found


def _name_bodies_that_sign(
    made: list[tuple[bool, str]],
    cells: Sequence[Cell],
    worded: Sequence[int],
    language: LanguageData,
) -> None:
    """Make the party of each signature of nobody its name."""
    group: list[int] = []
    for index in reversed(worded):
        group.insert(0, index)
        if not made[index][0]:
            continue
        words = " ".join(without_label(cells[each].text) for each in group)
        only_party = {made[each][1] for each in group} == {"party"}
        if only_party and not names_party(words, language):
            for each in group:
                made[each] = (made[each][0], "name")
        group = []


def _is_silent(text: str) -> bool:
    """Whether words are no part of a signature: a clause, the word for witnesses, a city, an
    address.
    """
    if is_clause(text) or len(text) > 2 * MAX_NAME or WITNESS.match(text):
        return True
    if names_city(text.strip()):
        return True
    return _has_house_number(text) and not (
        names_office(text) or names_state(text) or SIGNED.match(text)
    )


def _has_house_number(text: str) -> bool:
    """Whether a number begins words, or one of three digits ends them: a postcode."""
    words = text.split()
    if not words:
        return False
    first = words[0]
    last = words[-1]
    return (len(first) > 1 and first.isdigit()) or (
        len(last) > 2 and last[:3].isdigit()
    )


def _steps(
    state: State, looks: Mapping[str, float], moves: Mapping[str, float]
) -> Iterator[tuple[State, float, bool]]:
    """Where a cell can lead from a state, how well, and whether a new signature begins."""
    pattern, index = state
    part = pattern[index]
    following = pattern[index + 1 : index + 2]
    if "on" in moves:
        score = moves["on"]
        if part == "N":
            score -= 1.5
        if part == "P" and 0 < looks["P"] < PARTY and moves["shared"] == moves["new"]:
            score += 2.0
        yield state, score, False
        if following:
            yield (pattern, index + 1), looks[following] + moves[following], False
    if not following:
        for other, usual in PATTERNS.items():
            move = moves[_move_between(pattern, other, looks)]
            yield (other, 0), usual + looks[other[0]] + move, True


def _move_between(pattern: str, other: str, looks: Mapping[str, float]) -> str:
    """The move from one signature to the next, by their patterns."""
    if other == pattern:
        return "new"
    has_shared_party = other == f"P{pattern}" or pattern == f"P{other}"
    return "shared" if has_shared_party and looks[other[0]] > 0 else "other"


def _moves(
    cells: Sequence[Cell],
    looks: dict[str, float],
    language: LanguageData,
    *,
    long: bool,
    usual: int,
) -> dict[str, float]:
    """How well the last of these cells goes on with the part of the first, or begins another.

    Behind the word for witnesses, and with the label of a list, only a signature begins. `long`:
    the first one fills its line. `usual`: the number of empty lines between all of them. Changes
    `looks` where the cell before tells more.
    """
    before, *between, cell = cells
    open_end = _ends_open(before.text) or _is_country_behind_of(cell, language)
    apart = cell.gap > usual and not open_end
    new = _new_signature(before, cell, apart=apart)
    if any(WITNESS.match(each.text) for each in between):
        return {"new": new, "other": new}
    if LISTED.match(cell.text):
        return {"new": new, "other": new - CHANGE}
    text = cell.text.strip(EDGES)
    following = -1.0 if apart else 0.0
    goes_on = 1.5 * is_small(text[:1]) + OPEN_END * open_end - 1.5 * (not long)
    if cell.gap or cell.row == before.row or between or SIGNED.match(cell.text):
        goes_on -= 5.0
    moves = {
        "N": -0.3 if apart else 0.0,
        "R": following,
        "P": following - 1.5 * (long and looks["P"] <= 0),
        "new": new + 0.5,
        "other": new - CHANGE,
        "on": goes_on,
    }
    if in_brackets(cell.text.strip()):
        moves["new"] = NEVER
        moves["other"] = NEVER
    if looks["P"] == PARTY and text.startswith(party_of(text, language)):
        moves["on"] += BEHIND
    above = before.text.strip(EDGES)
    party_above = names_party(above, language)
    if party_above and not party_of(above, language):
        moves["on"] += 2 * BEHIND
    _look_again(before, cell, looks, language, party_above=party_above)
    return moves


def _is_country_behind_of(cell: Cell, language: LanguageData) -> bool:
    """Whether a cell is a word for of and the name of a state, as `DE CHILE` below `POR LA ARMADA`."""
    text = cell.text.strip(EDGES)
    behind = OF.match(f" {text.casefold()}")
    if behind is None:
        return False
    name = text[behind.end() - 1 :]
    return names_country(name, language.tag.partition("-")[0])


def _ends_open(text: str) -> bool:
    """Whether a line ends in a short small word, so that it goes on: `of the`."""
    last = text.rsplit(maxsplit=1)[-1]
    return is_small(last[0]) and len(last) <= MAX_OPEN_WORD and last[-1].isalpha()


def _ends_in_comma(text: str) -> bool:
    return text.strip(" *_")[-1:] in {*COMMAS}


def _new_signature(before: Cell, cell: Cell, *, apart: bool) -> float:
    """How well a signature begins with a cell, by its place. `apart`: a gap is before it."""
    new = 0.5 if apart else -1.0
    if cell.begins:
        new += 1.0
    elif cell.row == before.row:
        new -= 2.0
    if _ends_in_comma(before.text):
        new -= 2.0
    return new


def _look_again(
    before: Cell,
    cell: Cell,
    looks: dict[str, float],
    language: LanguageData,
    *,
    party_above: bool,
) -> None:
    """Change the looks of a cell by the cell before."""
    text = cell.text.strip(EDGES)
    office = names_office(cell.text)
    beside_comma = cell.row == before.row and _ends_in_comma(before.text)
    if beside_comma and text[:1].isupper() and not names_office(text):
        # `Edda Holm, Isles`, `Edda Holm, Bäckerin`
        part = "P" if " " in text or language.tag not in NOUNS else "R"
        looks[part] = max(looks[part], 1.0)
    if looks["P"] == PARTY and not cell.gap and party_above and office:
        looks["P"] = 0.0
        looks["R"] = LIKE_OFFICE
