"""Who signs in a table that has one signatory, or several names, in each row.

Each column says one thing of all who sign: the name, the office or the party. What it
says is told by all of its cells together.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from communique.detect.signatures.listing import Looks
from communique.detect.signing import can_be_signer, leads_to_signers, names_undersigned

MIN_SIGNERS = 3
"""A table with fewer rows is no list of those who sign."""
LIKE_NAME = 1.0
"""A column of names looks so much like names, on average."""
FULL = 0.5
"""A column that says something of those who sign has words in this share of its rows."""
SIGNED_KINDS = frozenset({"open-letter", "petition", "appeal"})
"""Kinds of documents that people sign: a table at the end of one lists who does."""


class Column(NamedTuple):
    """A column of a table: its number, and how its cells look on average, by part."""

    number: int
    looks: Mapping[str, float]


def announces_signers(text: str) -> bool:
    """Whether a block of a text says that a list of those who sign follows."""
    return leads_to_signers(text) or names_undersigned(text)


def signed_list(
    rows: Sequence[Sequence[str]], looks: Looks
) -> list[list[tuple[str, str]]]:
    """The signatures of the rows of a table, each a list of parts and words.

    `rows`: the cells of each row below the head. Columns of names alone have a signatory
    in each cell. Empty where the table has too few rows.
    """
    if len(rows) < MIN_SIGNERS:
        return []
    columns = list(_columns(rows, looks))
    if not columns:
        return []
    if all(map(_holds_names, columns)):
        return [[("name", cell)] for row in rows for cell in row if cell.strip()]
    parts = _parts_of(columns)
    found = [_signature(row, parts) for row in rows]
    signatures = [signature for signature in found if signature]
    names = [words for (_, words), *_ in signatures]
    return signatures if _are_signers(names) else []


def _are_signers(names: Sequence[str]) -> bool:
    """Whether names can be those of all who sign: few have a figure, and none is a clause."""
    numbered = sum(any(map(str.isdigit, name)) for name in names)
    return all(map(can_be_signer, names)) and 2 * numbered < len(names)


def _parts_of(columns: Sequence[Column]) -> dict[int, str]:
    """What each column says, by its number: one has the names, and one of each kind the rest.

    Where no column has names of persons, the first one names the bodies that sign.
    """
    first = max(columns, key=lambda each: each.looks["N"])
    if not _holds_names(first):
        first = columns[0]
    parts = {first.number: "name"}
    for column in columns:
        part = "party"
        if column.looks["R"] > column.looks["P"]:
            part = "role"
        is_new = column.number not in parts and part not in parts.values()
        if is_new:
            parts[column.number] = part
    return parts


def _columns(rows: Sequence[Sequence[str]], looks: Looks) -> list[Column]:
    """The columns that have words in most rows."""
    found: list[Column] = []
    for number in range(max(map(len, rows))):
        cells = [row[number].strip() for row in rows if number < len(row)]
        worded = [cell for cell in cells if any(map(str.isalpha, cell))]
        if len(worded) < FULL * len(rows):
            continue
        sums = dict.fromkeys("NRP", 0.0)
        for cell in worded:
            for part, look in looks(cell).items():
                sums[part] += look / len(worded)
        found.append(Column(number, sums))
    return found


def _holds_names(column: Column) -> bool:
    """Whether the cells of a column are names of persons."""
    look = column.looks["N"]
    return look >= LIKE_NAME and look > max(column.looks["R"], column.looks["P"])


def _signature(row: Sequence[str], parts: Mapping[int, str]) -> list[tuple[str, str]]:
    """The parts of the signature of a row; empty without a name."""
    found: list[tuple[str, str]] = []
    for number, part in parts.items():
        words = ""
        if number < len(row):
            words = row[number].strip()
        if words:
            found.append((part, words))
    has_name = any(part == "name" for part, _ in found)
    return found if has_name else []
