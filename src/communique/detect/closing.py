"""The closing of a text: place and date, and signature blocks, in one column or several."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice

from communique.detect.blocks import Block
from communique.detect.claims import Flow
from communique.detect.joining import Joiner
from communique.languages import LanguageData
from communique.lines import Line

_GUTTER = re.compile(r"[ \t]{3,}")
COLUMN = 12
"""Cells whose columns are no further apart stand one below the other."""
MAX_GAP = 6
"""Room for a signature by hand between a party and a name, in empty lines."""
MAX_NAME = 6


@dataclass(slots=True)
class SignatureBlock:
    """Lines that stand together as a signature, each with its part: party, name, role or other."""

    lines: list[tuple[str, Flow]] = field(default_factory=list)

    def add(self, flow: Flow, language: LanguageData) -> None:
        """Add a line; what stands before it says which part it can be."""
        self.lines.append((_part(flow.text, language, [part for part, _ in self.lines]), flow))


Closing = Flow | SignatureBlock


def read_closing(blocks: Sequence[Block], joiner: Joiner, language: LanguageData) -> tuple[list[Closing], bool]:
    """The closing's lines and signature blocks in order; whether columns were read."""
    closing: list[Closing] = []
    columns = False
    lines: list[tuple[Line, bool]] = []
    for block in (*blocks, None):
        if block is not None and block.role == "signature":
            lines.extend((line, number == 0) for number, line in enumerate(block.lines))
            continue
        found, beside = _signatures(lines, joiner, language)
        closing.extend(found)
        columns = columns or beside
        lines = []
        if block is not None:
            closing.append(block.flow)
    return closing, columns


def _signatures(lines: list[tuple[Line, bool]], joiner: Joiner, language: LanguageData) -> tuple[list[Closing], bool]:
    """The signature blocks of a row of lines, each with whether a block was seen to begin there."""
    closing: list[Closing] = []
    columns = False
    index = 0
    block: SignatureBlock | None = None
    while index < len(lines):
        line, begins = lines[index]
        table = _column_block([each for each, _ in islice(lines, index, None)])
        if table:
            closing.extend(_columns(table, joiner, language))
            index += len(table)
            columns, block = True, None
            continue
        flow = Flow(joiner.text)
        joiner.add(flow, line.start, line.end)
        if block is None or (begins and not _belongs(line, flow.text, block, language)):
            block = SignatureBlock()
            closing.append(block)
        block.add(flow, language)
        index += 1
    return closing, columns


def _belongs(line: Line, text: str, block: SignatureBlock, language: LanguageData) -> bool:
    """Whether a line goes on with a signature block: the party's name, an office below a name, or a name below a party."""
    if _party(text.casefold(), language):
        return False
    parts = [part for part, _ in block.lines]
    return line.gap < MAX_GAP and all(part == "party" for part in parts)


def _party(folded: str, language: LanguageData) -> bool:
    """Whether a line in lower case begins, or ends, with the words for whom somebody signs: `for`, `in the name of`."""
    return any(folded.startswith(f"{word} ") or folded.endswith(f" {word}") for word in language.party_words)


def _part(text: str, language: LanguageData, before: Sequence[str]) -> str:
    if _party(text.casefold(), language):
        return "party"
    words = text.split()
    capital = all(word[:1].isupper() or len(word) <= 3 or not word[:1].isalpha() for word in words)
    named = 1 <= len(words) <= MAX_NAME and capital and not any(map(str.isdigit, text))
    if named and "name" not in before and (len(words) > 1 or "party" in before):
        return "name"
    return "role" if "name" in before else "other"


def _split(line: Line) -> list[tuple[int, int, int]]:
    """The cells of a line: offsets in the source, and the column of each."""
    cells: list[tuple[int, int, int]] = []
    position = 0
    for match in [*_GUTTER.finditer(line.text), None]:
        end = match.start() if match else len(line.text)
        cells.append((line.start + position, line.start + end, line.indent + position))
        position = match.end() if match else end
    return cells


def _column_block(lines: Iterable[Line]) -> list[list[tuple[int, int, int]]]:
    """The first lines that share a gutter: at least two with two cells or more; a line in one column may be among them."""
    rows: list[list[tuple[int, int, int]]] = []
    wide = 0
    second: int | None = None
    for line in lines:
        cells = _split(line)
        if rows and line.gap > MAX_GAP:
            break
        if len(cells) > 1:
            if second is not None and abs(cells[1][2] - second) > COLUMN:
                break
            second = cells[1][2] if second is None else second
            wide += 1
        elif not rows:
            return []
        rows.append(cells)
    while rows and len(rows[-1]) == 1 and second is not None and rows[-1][0][2] < second - COLUMN and wide < 2:
        rows.pop()
    return rows if wide >= 2 else []


def _columns(rows: list[list[tuple[int, int, int]]], joiner: Joiner, language: LanguageData) -> list[Closing]:
    """Signature blocks of rows that stand side by side, column by column, each from top to bottom."""
    heads: list[int] = []
    for row in rows:
        for _, _, column in row if len(row) > 1 else ():
            if all(abs(column - head) > COLUMN for head in heads):
                heads.append(column)
    heads.sort()
    columns: list[list[SignatureBlock]] = [[] for _ in heads]
    for row in rows:
        for start, end, column in row:
            nearest = min(range(len(heads)), key=[abs(head - column) for head in heads].__getitem__)
            flow = Flow(joiner.text)
            joiner.add(flow, start, end)
            blocks = columns[nearest]
            if not blocks or (_party(flow.text.casefold(), language) and any(part == "name" for part, _ in blocks[-1].lines)):
                blocks.append(SignatureBlock())
            blocks[-1].add(flow, language)
    return [block for column in columns for block in column]
