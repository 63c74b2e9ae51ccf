"""The closing of a text: place and date, and signature blocks, in one column or several."""

import re
from dataclasses import dataclass, field
from itertools import islice

from communique.detect.characters import begins_capital, last_mark
from communique.detect.claims import Flow
from communique.detect.joining import Joiner
from communique.detect.layout import SHORT, Measures
from communique.detect.units import Unit
from communique.languages import LanguageData
from communique.lines import Line

_GUTTER = re.compile(r"[ \t]{3,}")
_DATE = re.compile(r"\d{1,4}")
MAX_LINE = 80
NARROW = 50
"""A line of so many characters is short whatever the width."""
MAX_GAP = 6
"""Room for a signature by hand between a party and a name, in empty lines."""
MAX_UNITS = 60


@dataclass(slots=True)
class SignatureBlock:
    """Lines that stand together as a signature, each with its part: party, name, role or other."""

    lines: list[tuple[str, Flow]] = field(default_factory=list)


Closing = Flow | SignatureBlock


def closing_start(units: list[Unit], measures: Measures, language: LanguageData) -> int:
    """The unit with which the closing begins; `len(units)` where there is none.

    The closing is the unlabelled short lines at the end; the first of them gives a place or date, or names a party, or
    stands off after the last numbered paragraph.
    """
    forced = next((index for index, unit in enumerate(units) if unit.forced == "closing"), None)
    if forced is not None:
        return forced
    start = len(units)
    while start > 1 and len(units) - start < MAX_UNITS and _closes(units[start - 1], measures, language):
        start -= 1
    while start < len(units) and not _opens(units[start], language):
        start += 1
    return start


def _closes(unit: Unit, measures: Measures, language: LanguageData) -> bool:
    if unit.label is not None or unit.level or unit.forced:
        return False
    limit = max(SHORT * measures.width, NARROW) if measures.wrapped else MAX_LINE
    columns = any(_GUTTER.search(line.text) for line in unit.lines)
    if any(len(line.text) > limit for line in unit.lines) and not columns and not _closing_word(unit, language):
        return False
    mark = last_mark(unit.text)
    return mark not in ".;!?:" or _closing_word(unit, language)


def _closing_word(unit: Unit, language: LanguageData) -> bool:
    text = unit.text.casefold()
    return any(text.startswith(word.casefold()) for word in language.closing_words)


def _opens(unit: Unit, language: LanguageData) -> bool:
    """Whether a line can begin a closing: a closing word, or a short line with a place and date, or a gap before it."""
    if _closing_word(unit, language):
        return True
    text = unit.text
    place_and_date = len(text) <= MAX_LINE and bool(re.search(r"(?:19|20)\d\d\.?$", text)) and begins_capital(text)
    return place_and_date or any(_GUTTER.search(line.text) for line in unit.lines)


def read_closing(units: list[Unit], joiner: Joiner, language: LanguageData) -> tuple[list[Closing], bool]:
    """The closing's lines and signature blocks in order; whether columns were read."""
    lines = [line for unit in units for line in unit.lines]
    closing: list[Closing] = []
    columns = False
    index = 0
    while index < len(lines):
        table = _column_block(lines, index)
        if table:
            closing.extend(_columns(table, joiner, language))
            index += len(table)
            columns = True
            continue
        line = lines[index]
        flow = Flow(joiner.text)
        joiner.add(flow, line.start, line.end)
        if _is_text(line.text, language):
            closing.append(flow)
        else:
            last = closing[-1] if closing else None
            if isinstance(last, SignatureBlock) and _belongs(line, last, language):
                last.lines.append((_part(line.text, language, last), flow))
            else:
                block = SignatureBlock()
                block.lines.append((_part(line.text, language, block), flow))
                closing.append(block)
        index += 1
    return closing, columns


def _belongs(line: Line, block: SignatureBlock, language: LanguageData) -> bool:
    """Whether a line goes on with a signature block: no gap before it, or what comes so far is only the party."""
    if _party(line.text.casefold(), language):
        return False
    return line.gap == 0 or (line.gap < MAX_GAP and all(part == "party" for part, _ in block.lines))


def _is_text(text: str, language: LanguageData) -> bool:
    folded = text.casefold()
    if _party(folded, language):
        return False
    return bool(_DATE.search(text)) or any(folded.startswith(word.casefold()) for word in language.closing_words)


def _party(folded: str, language: LanguageData) -> bool:
    """Whether a line in lower case begins, or ends, with the words for whom somebody signs: `for`, `in the name of`."""
    return any(folded.startswith(f"{word} ") or folded.endswith(f" {word}") for word in language.party_words)


def _part(text: str, language: LanguageData, block: SignatureBlock) -> str:
    if _party(text.casefold(), language):
        return "party"
    words = text.split()
    named = 2 <= len(words) <= 5 and all(word[:1].isupper() for word in words) and not any(map(str.isdigit, text))
    if named and all(part != "name" for part, _ in block.lines):
        return "name"
    return "role" if any(part == "name" for part, _ in block.lines) else "other"


def _split(line: Line) -> list[tuple[int, int, int]]:
    """The cells of a line: offsets in the source, and the column of each."""
    cells: list[tuple[int, int, int]] = []
    position = 0
    for match in [*_GUTTER.finditer(line.text), None]:
        end = match.start() if match else len(line.text)
        cells.append((line.start + position, line.start + end, line.indent + position))
        position = match.end() if match else end
    return cells


def _column_block(lines: list[Line], index: int) -> list[list[tuple[int, int, int]]]:
    """Lines from here on that share a gutter: at least two with two cells or more; a line in one column may be among them."""
    rows: list[list[tuple[int, int, int]]] = []
    wide = 0
    second: int | None = None
    for line in islice(lines, index, None):
        cells = _split(line)
        if rows and line.gap > 2:
            break
        if len(cells) > 1:
            if second is not None and abs(cells[1][2] - second) > 12:
                break
            second = cells[1][2] if second is None else second
            wide += 1
        elif not rows:
            return []
        rows.append(cells)
    while rows and len(rows[-1]) == 1 and second is not None and rows[-1][0][2] < second - 12 and wide < 2:
        rows.pop()
    return rows if wide >= 2 else []


def _columns(rows: list[list[tuple[int, int, int]]], joiner: Joiner, language: LanguageData) -> list[Closing]:
    """Signature blocks of rows that stand side by side, column by column, each from top to bottom."""
    heads: list[int] = []
    for row in rows:
        for _, _, column in row if len(row) > 1 else ():
            if all(abs(column - head) > 12 for head in heads):
                heads.append(column)
    heads.sort()
    blocks = [SignatureBlock() for _ in heads]
    for row in rows:
        for start, end, column in row:
            nearest = min(range(len(heads)), key=[abs(head - column) for head in heads].__getitem__)
            flow = Flow(joiner.text)
            joiner.add(flow, start, end)
            block = blocks[nearest]
            block.lines.append((_part(flow.text, language, block), flow))
    return [block for block in blocks if block.lines]
