"""The cover note of a Council document, and the lines that head annexes.

A cover note has a masthead and labelled fields; the text begins where it ends.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from itertools import takewhile
from typing import NamedTuple

from communique.core.expressions import compile_late
from communique.core.scripts import begins_capital
from communique.detect.claims import STRUCTURE, Flow, Joiner, of_lines
from communique.detect.lexicon import phrases
from communique.detect.segments.layout import SHORT, Measures, all_months
from communique.languages import in_every_language
from communique.lines import Line
from communique.naming.convention import slug

_SPLIT = compile_late(r"\s{0,20}[:：]\s{0,200}|\s{2,200}")
_GUTTER = compile_late(r"[ \t]{3,}")
NUMBER = compile_late(
    r"(?:(?:ST|SN|EUCO|CONV|PE-CONS|CM)\s{1,4})?\d{1,5}(?:/\d{1,2})?/\d{2}(?:\d{2})?"
    r"(?:\s{1,4}(?:REV|ADD|COR|DCL|INIT|EXT|AMD)(?:\s{0,4}\d{1,2})?){0,4}(?:\s{0,4}\([A-Z]{2}\. [a-z]{2}\))?"
)
"""A Council document's number as printed in a masthead (see the numbers' forms in the
documentation).
"""
_SUFFIX = compile_late(
    r"(?:REV|ADD|COR|DCL|INIT|EXT|AMD)(?:\s{0,4}\d{1,2})?(?:\s{1,4}(?:REV|ADD|COR|DCL|EXT|AMD)(?:\s{0,4}\d{1,2})?){0,4}"
)
_PROCEDURE = compile_late(r"\d{4}/\d{4}\s?\([A-Z]{3}\)")
_ORIGINAL = compile_late(
    r"\((?:OR|Or)\.?\s{0,4}:?\s{0,4}[a-z]{2}(?:[/,]\s?[a-z]{2})*\)"
)
_CODES = compile_late(
    r"[A-Z][A-Z-]{1,11}\s\d{1,4}(?:\s+[A-Z][A-Z-]{1,11}\s\d{1,4}){0,40}"
)
_DISTRIBUTION = compile_late(r"LIMITE|PUBLIC|RESTREINT UE/EU RESTRICTED|EU RESTRICTED")
MASTHEAD_LINES = 80
"""The labels of a cover note are looked for in this many lines from the top."""
MAX_LABEL = 40
MIN_BARE_LABEL = 4
"""A shorter label needs a colon."""
MAX_TITLED = 120
"""A line that has an annex's word and title has at most this many characters."""
MAX_INSTITUTION_LINES = 3
"""The name of an institution fills at most this many cells."""
MAX_SIDE_STEP = 4
"""Cells one below the other begin or end at columns that differ by at most this much."""
MAX_STACK_GAP = 200
"""Cells one below the other are at most this many characters apart in the source."""
MIN_COLUMN_STEP = 12
"""Columns begin further apart than this."""
_ANNEX_NUMBER = r"(?:\d{1,3}|[IVXLC]{1,6}|[A-Z])"
MAX_DATED = 60
"""A place and a date have fewer characters."""
IN_MASTHEAD = frozenset({"interinstitutional-file"})
"""Keys of labels in the masthead, beside and above other columns."""
LETTER = frozenset({"from", "to", "subject", "place-date", "masthead", "kind", "other"})
"""Keys of fields above any letter or memorandum; others are in the manner of the Council."""
_DATED = compile_late(r"[^\W\d_]{2,20}\s?[:：]\s+(?=\S)")


@dataclass(slots=True)
class Field:
    """A field of front matter: its key, where its label is (or None), its words."""

    key: str
    label: tuple[int, int] | None
    flow: Flow


@dataclass(slots=True)
class Front:
    """The front matter of a cover note."""

    fields: list[Field] = field(default_factory=list)
    """In printed order."""
    end: int = 0
    """The index of the line after the last field."""
    kind: str = "note"
    bare: bool = False
    """Whether no field has a label, and the note is its page."""


class _Labelled(NamedTuple):
    """The label that a line begins with."""

    printed: str
    content: int
    """Where the value begins in the line."""
    known: list[tuple[str, str]]
    """The languages that print it, each with the key it stands for."""

    @property
    def key(self) -> str:
        """The key it stands for in the first language."""
        return self.known[0][1]


@cache
def _labels() -> dict[str, list[tuple[str, str]]]:
    """From a label in lower case to the languages that print it and the key it stands for."""
    table: dict[str, list[tuple[str, str]]] = {}
    for tag, key, printed in in_every_language("labels"):
        for each in printed:
            table.setdefault(each.casefold(), []).append((tag, key))
    return table


def _label_of(line: Line) -> _Labelled | None:
    """The label that a line begins with; None without one."""
    match = _SPLIT.search(line.text[: MAX_LABEL + 2])
    table = _labels()
    if match is None:
        if len(line.text) > MAX_LABEL:
            return None
        printed = line.text
        content = len(line.text)
        known = table.get(printed.casefold())
    else:
        printed = line.text[: match.start()]
        content = match.end()
        folded = printed.casefold()
        known = table.get(folded) or table.get(folded.rstrip(". "))
    if not known:
        return None
    has_colon = match is not None and (":" in match[0] or "：" in match[0])
    if len(printed) < MIN_BARE_LABEL and not has_colon:
        return None
    return _Labelled(printed, content, known)


def find_front(
    lines: list[Line], measures: Measures, joiner: Joiner, stop: int
) -> Front | None:
    """The front matter at the head of a document, before line `stop`; None without it.

    It has two labels of one language or more. Below a masthead with a number and codes one is
    enough, and none where all else on its page is in capitals.
    """
    end, text = _bare_masthead(lines[:stop])
    if end:
        front = Front(end=text, bare=True)
        _masthead(lines[:end], joiner, front)
        front.fields.append(Field("subject", None, of_lines(joiner, lines[end:text])))
        return front
    rows = _labelled_rows(lines, min(stop, MASTHEAD_LINES))
    if not rows:
        return None
    front = Front()
    first = min(rows)
    _masthead(lines[:first], joiner, front)
    columns = Counter(
        lines[at].indent + label.content for at, (label, _) in rows.items()
    )
    index = first
    while index in rows:
        label, key = rows[index]
        following = min((each for each in rows if each > index), default=len(lines))
        column = lines[index].indent + label.content
        value = column if columns[column] > 1 else None
        end = _value_end(lines, index, following, stop, measures, value)
        _add_field(front, lines[index:end], label, key, joiner)
        index = end
        if (
            end < following < len(lines)
        ):  # what is between two labelled fields is one of its own
            front.fields.append(
                Field("other", None, of_lines(joiner, lines[end:following]))
            )
            index = following
        front.end = max(front.end, end)
    front.end = max(front.end, min(index, len(lines)))
    return front


def _labelled_rows(lines: list[Line], stop: int) -> dict[int, tuple[_Labelled, str]]:
    """The labels of the language that has most of them, with their keys, by line.

    Empty where there are too few for front matter.
    """
    found: dict[int, _Labelled] = {}
    for index, line in enumerate(lines[:stop]):
        label = _label_of(line)
        if label is not None and label.key not in IN_MASTHEAD:
            found[index] = label
    votes: Counter[str] = Counter()
    for label in found.values():
        votes.update({tag for tag, _ in label.known})
    if not votes:
        return {}
    if max(votes.values()) < 2 and not _is_masthead(lines[: min(found)]):
        return {}
    order = list(votes)
    language = max(votes, key=lambda tag: (votes[tag], -order.index(tag)))
    rows: dict[int, tuple[_Labelled, str]] = {}
    for index, label in found.items():
        for tag, key in label.known:
            if tag == language:
                rows[index] = (label, key)
    return rows


def _keys(lines: Iterable[Line]) -> set[str]:
    return {_key(cell.text) for line in lines for cell in _cells(line)}


def _is_masthead(lines: list[Line]) -> bool:
    """Whether lines hold the number of a Council document and what stands beside it: codes, a
    procedure, the language.
    """
    keys = _keys(lines)
    return "number" in keys and not keys.isdisjoint(
        {"codes", "procedure", "original-language"}
    )


def _bare_masthead(lines: list[Line]) -> tuple[int, int]:
    """Where a masthead ends that fills the first of several pages with words in capitals.

    The other number is where these words end; both are 0 without such a masthead.
    """
    page = [line for line in lines if line.page == lines[0].page]
    end = max(
        (at for at, line in enumerate(page, 1) if "codes" in _keys([line])), default=0
    )
    if len(page) == len(lines) or not _is_masthead(page[:end]):
        return 0, 0
    cells = [cell.text for line in page for cell in _cells(line)]
    number = next(text for text in cells if _key(text) == "number")
    words = list(takewhile(lambda line: not line.text.startswith(number), page[end:]))
    if not words or not all(line.text.isupper() for line in words):
        return 0, 0
    return end, end + len(words)


def _value_end(
    lines: list[Line],
    index: int,
    following: int,
    stop: int,
    measures: Measures,
    value: int | None,
) -> int:
    """Where the value that begins on a line ends.

    It ends at the next label, at a day with one, at a larger gap than inside it, or at a left
    margin. `value`: the column of values that are set beside their labels, where they go on below a
    gap.
    """
    end = index + 1
    inner_gap = 0
    margin = lines[index].indent + 1
    while end < min(following, stop):
        line = lines[end]
        in_column = value is not None and abs(line.indent - value) <= 1
        parted = not in_column and line.gap > max(measures.gap, inner_gap)
        if line.rule or line.edge or parted:
            break
        dated = _DATED.match(line.text)
        if dated and _key(line.text[dated.end() :]) == "place-date":
            break
        short_before = len(lines[end - 1].text) < SHORT * measures.width
        last_field = following == len(lines) and measures.wrapped
        begins_text = last_field and short_before and begins_capital(line.text)
        aside = value is not None or (
            end > index + 1 and lines[end - 1].indent > margin + 3
        )
        if line.indent <= margin and (begins_text or aside):
            break
        inner_gap = max(inner_gap, line.gap)
        end += 1
    return end


def _add_field(
    front: Front, lines: list[Line], label: _Labelled, key: str, joiner: Joiner
) -> None:
    """Add a labelled field; the label and its colon are claimed as structure."""
    start = lines[0].start
    end = start + len(label.printed)
    content = start + label.content
    colon = end
    while colon < content and joiner.text[colon].isspace():
        colon += 1
    if colon < content and joiner.text[colon : colon + 1] in (":", "："):
        end = colon + 1
    joiner.claims.claim(start, end, STRUCTURE)
    front.fields.append(
        Field(key, (start, end), of_lines(joiner, lines, label.content))
    )


def _masthead(lines: list[Line], joiner: Joiner, front: Front) -> None:
    """Add a field for each cell above the first label.

    The cells are institution, place and date, number, codes, kind. A cell that ends in a colon is
    the label of one below it.
    """
    cells = _by_column([cell for line in lines for cell in _cells(line)])
    headings: list[Line] = []
    index = 0
    while index < len(cells):
        cell = cells[index]
        is_last = index + 1 == len(cells)
        if (
            cell.text.endswith((":", "："))
            and len(cell.text) <= MAX_LABEL
            and not is_last
        ):
            headings.append(cell)
            index += 1
            continue
        labelled = _label_of(cell)
        if labelled is not None and labelled.key in IN_MASTHEAD:
            _add_field(front, [cell], labelled, labelled.key, joiner)
            index += 1
            continue
        key, size = _read_cell(cells, index, lines[-1].end, front)
        flow = of_lines(joiner, cells[index : index + size])
        heading = _heading_above(cell, headings)
        if heading is None:
            front.fields.append(Field(key, None, flow))
        else:
            headings.remove(heading)
            known = _label_of(heading)
            joiner.claims.claim(heading.start, heading.end, STRUCTURE)
            place = (heading.start, heading.end)
            front.fields.append(Field(known.key if known else key, place, flow))
        index += size
    for cell in headings:
        front.fields.append(Field("masthead", None, of_lines(joiner, [cell])))


def _heading_above(cell: Line, headings: Iterable[Line]) -> Line | None:
    """The first heading that stands in the column of a cell."""
    return next(
        (each for each in headings if abs(each.indent - cell.indent) <= 3), None
    )


def _read_cell(
    cells: list[Line], index: int, end: int, front: Front
) -> tuple[str, int]:
    """The key of a cell of the masthead, and how many cells belong to it.

    `end`: where the masthead ends. A cell that says the kind of the note sets that of the front.
    """
    size = _institution_size(cells, index)
    if size:
        return "institution", size
    cell = cells[index]
    text = cell.text
    key = _key(text)
    kind = _note_kinds().get(text.casefold())
    ends_in_capitals = cell.end == end and text[:1].isalpha() and text.isupper()
    if kind is not None:
        front.kind = kind
        return "kind", 1
    if key == "masthead" and ends_in_capitals:
        front.kind = slug(text, "note")
        return "kind", 1
    if key in ("codes", "masthead"):
        return key, _stack(cells, index, key, end)
    if (
        key == "number"
        and index + 1 < len(cells)
        and _SUFFIX.fullmatch(cells[index + 1].text)
    ):
        return key, 2
    return key, 1


@cache
def _note_kinds() -> dict[str, str]:
    """The kinds of Council documents by the words at their heads, in all languages."""
    kinds: dict[str, str] = {}
    for _, kind, names in in_every_language("document_kinds"):
        kinds.update((name.casefold(), kind) for name in names)
    return kinds


def _institution_size(cells: list[Line], index: int) -> int:
    """How many cells from here on are the name of an institution; 0 if they are none."""
    institutions = phrases("institutions")
    for size in range(min(MAX_INSTITUTION_LINES, len(cells) - index), 0, -1):
        name = " ".join(cell.text for cell in cells[index : index + size])
        if name.casefold() in institutions:
            return size
    return 0


def _stack(cells: list[Line], index: int, key: str, end: int) -> int:
    """How many cells from here on are one below the other and of the same kind.

    `end`: where the masthead ends; capitals there are the kind of the note.
    """
    size = 1
    while index + size < len(cells):
        above = cells[index + size - 1]
        cell = cells[index + size]
        is_kind = cell.end == end and cell.text.isupper() and key == "masthead"
        if is_kind or not _is_below(cell, above):
            break
        if _key(cell.text) != key or cell.text.endswith((":", "：")):
            break
        size += 1
    return size


def _is_below(cell: Line, above: Line) -> bool:
    """Whether a cell is right below another, at one of its sides."""
    if cell.gap > 0 or cell.start - above.end > MAX_STACK_GAP:
        return False
    left_step = abs(cell.indent - above.indent)
    right_step = abs(cell.indent + len(cell.text) - above.indent - len(above.text))
    return min(left_step, right_step) <= MAX_SIDE_STEP


_PATTERNS = (
    ("number", NUMBER),
    ("procedure", _PROCEDURE),
    ("original-language", _ORIGINAL),
    ("codes", _CODES),
    ("distribution", _DISTRIBUTION),
)


def _key(text: str) -> str:
    """What a cell of a masthead is."""
    for key, pattern in _PATTERNS:
        if pattern.fullmatch(text):
            return key
    return "place-date" if _is_place_and_date(text) else "masthead"


def _is_place_and_date(text: str) -> bool:
    """Whether a short text has a year, and a comma or the name of a month."""
    if len(text) >= MAX_DATED or not re.search(r"\d{4}", text):
        return False
    if "," in text:
        return True
    return any(
        len(word) > 2 and word in all_months() for word in text.casefold().split()
    )


def _by_column(cells: list[Line]) -> list[Line]:
    """Cells in the order of reading: column by column within each block without empty lines."""
    blocks: list[list[Line]] = []
    for cell in cells:
        if not blocks or _begins_block(cell, blocks[-1][-1]):
            blocks.append([])
        blocks[-1].append(cell)
    ordered: list[Line] = []
    for block in blocks:
        columns: list[int] = []
        for indent in sorted({cell.indent for cell in block}):
            if not columns or indent - columns[-1] > MIN_COLUMN_STEP:
                columns.append(indent)
        ordered.extend(
            sorted(block, key=lambda cell: bisect_right(columns, cell.indent))
        )
    return ordered


def _begins_block(cell: Line, left: Line) -> bool:
    """Whether a cell below an empty line is not beside the cell before it."""
    beside = cell.start - left.end < 120 and cell.indent > left.indent + len(left.text)
    return cell.gap > 0 and cell.start != left.start and not beside


def _cells(line: Line) -> list[Line]:
    """The parts of a line that stand in columns of their own, three blanks or more apart."""
    cells: list[Line] = []
    position = 0
    for match in [*_GUTTER.finditer(line.text), None]:
        end = match.start() if match else len(line.text)
        cells.append(
            Line(
                line.start + position,
                line.text[position:end],
                line.indent + position,
                line.gap,
                line.page,
            )
        )
        position = match.end() if match else end
    return cells


def titled_annexes(lines: list[Line]) -> None:
    """Cut `Annex I: Title` behind its colon or dash into two lines, so that the label is alone.

    Changes `lines`.
    """
    for index in range(len(lines) - 2, 0, -1):
        line = lines[index]
        set_off = line.gap or line.edge
        if len(line.text) >= MAX_TITLED or not set_off or line.text[-1] in ".;,:":
            continue
        if not _begins_with_annex(line.text):
            continue
        match = _annexes().titled.match(line.text)
        if match is None or not line.text[match.end()].isupper():
            continue
        at = match.end()
        rest = line.piece(line.start + at, line.text[at:], line.indent + at, 1)
        line.cut(line.start, line.text[: len(match[0].rstrip())])
        lines.insert(index + 1, rest)


class _Annexes(NamedTuple):
    """Expressions for the word for an annex, in all languages."""

    titled: re.Pattern[str]
    """The word, its number and a mark, before a title."""
    alone: re.Pattern[str]
    """A line that is the word and its number, or what it is an annex to."""
    at_end: re.Pattern[str]


@cache
def _annexes() -> _Annexes:
    words = "|".join(sorted(map(re.escape, phrases("annex")), key=len, reverse=True))
    number = rf"(?:\s{{1,8}}{_ANNEX_NUMBER})?"
    mark = rf"(?:{number}\s{{0,8}}[:–—]|\s{{1,8}}{_ANNEX_NUMBER}\.)"
    has_mark = r"(?=(?:[^:–—.]*+[:–—.])+?\s)"
    return _Annexes(
        compile_late(
            rf"{has_mark}[*#\s]{{0,12}}(?:{words}){mark}\s{{1,8}}(?=[^\W\d_])",
            re.IGNORECASE,
        ),
        compile_late(
            rf"[*#\s]{{0,12}}(?P<word>{words}){number}(?P<rest>\s.{{1,48}}?)?\s{{0,8}}[.:–—]?[*\s]{{0,12}}",
            re.IGNORECASE,
        ),
        compile_late(rf"(?:{words}){number}$", re.IGNORECASE),
    )


def _begins_with_annex(text: str) -> bool:
    """Whether a line begins with a word for an annex in any language, perhaps behind emphasis.

    Few lines do, and the expressions for those take long to compile.
    """
    return text.lstrip("*# \t\u00a0").casefold().startswith(_annex_words())


@cache
def _annex_words() -> tuple[str, ...]:
    return tuple(word.casefold() for word in phrases("annex"))


def annex_lines(lines: list[Line]) -> dict[int, int]:
    """Lines that are the word for an annex, by index: 1, or 2 for an annex to an annex.

    The word can have its number behind it and, if all is in capitals, what it is an annex to.
    """
    found: dict[int, int] = {}
    for index, line in enumerate(lines):
        set_off = (
            line.edge or line.gap > 0 or line.text.isupper()
        )  # and not a word of a sentence
        if len(line.text) > MAX_LABEL or not set_off:
            continue
        if not _begins_with_annex(line.text):
            continue
        match = _annexes().alone.fullmatch(line.text)
        if match is None:
            continue
        word = match["word"]
        rest = (match["rest"] or "").strip(" .:*")
        names_annex_again = line.text.isupper() and _same_stem(word, rest)
        if not rest or names_annex_again or _annexes().at_end.search(rest):
            first, _, more = word.partition(" ")
            found[index] = 2 if rest or _same_stem(first, more) else 1
    return found


def _same_stem(word: str, rest: str) -> bool:
    """Whether a form of the word stands in the rest: `ANEXO DEL ANEXO`."""
    return any(
        token[:4].casefold() == word[:4].casefold()
        for token in re.split(r"[\s'’]+", rest)
        if len(token) >= 4
    )
