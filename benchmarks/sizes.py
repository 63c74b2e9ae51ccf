"""The shipped declaration at other sizes: its recitals and commitments repeated and numbered
through, as one text.
"""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from communique import Declaration, read, write

SOURCE = (
    Path(__file__).resolve().parents[1]
    / "data"
    / "sources"
    / "eu-clasi-2023"
    / "sl.txt"
)
LANGUAGE = "sl"
RECITALS, COMMITMENTS = 15, 11
TIMES = (1, 39, 385)
"""How often the 26 paragraphs stand in a text: 26, 1,014 and 10,010 paragraphs."""

_LABEL = re.compile(r"^( ?)(\d{1,2})\. (?=\w)")
_NOTE = re.compile(r"^([23]) (?=\w)")
_CALL = re.compile(r"(?<=[)\w])([23])(?=[\s,])")
_YEAR = re.compile(r"\d{4}")


@dataclass(frozen=True, slots=True)
class Size:
    """The declaration at one size, in each form that something is measured on."""

    paragraphs: int
    text: bytes
    declaration: Declaration
    akn: bytes
    json: bytes


def _parts() -> tuple[list[str], list[str], list[str], list[str]]:
    """What stands before paragraph 1, the recitals, the same for a copy, the commitments; lines
    with their ends.

    A copy has the second recital in the place of the first, which names who speaks and so begins a
    preamble.
    """
    lines = SOURCE.read_text("utf-8").splitlines(keepends=True)
    starts: list[int] = []
    for index, line in enumerate(lines):
        label = _LABEL.match(line)
        if label and int(label[2]) == len(starts) + 1:
            starts.append(index)
    second = [
        _LABEL.sub(r"\g<1>1. ", lines[starts[1]]),
        *lines[starts[1] + 1 : starts[2]],
    ]
    copied = second + lines[starts[1] : starts[RECITALS]]
    return (
        lines[: starts[0]],
        lines[starts[0] : starts[RECITALS]],
        copied,
        lines[starts[RECITALS] :],
    )


def _moved(part: list[str], *, labels: int, note: int) -> list[str]:
    """A copy of a part with its labels moved on by so many, and its one note and the call of it
    numbered anew.
    """

    def moved(line: str) -> str:
        if label := _LABEL.match(line):
            line = f"{label[1]}{int(label[2]) + labels}. {line[label.end() :]}"
        if called := _NOTE.match(line):
            return f"{note} {line[called.end() :]}"
        years = {match.end() - 1 for match in _YEAR.finditer(line)}
        return _CALL.sub(
            lambda call: call[0] if call.start() in years else str(note), line
        )

    return [moved(line) for line in part]


def _going_on(part: list[str], end: str) -> list[str]:
    """The lines of a copy that others follow: its clauses end with a semicolon, its last line with
    a line end.
    """
    return [
        re.sub(rf"{re.escape(end)} $", "; ", line) if line != " " else "\n"
        for line in part
    ]


def text(times: int) -> str:
    """The source text with its paragraphs so many times."""
    head, recitals, copied, commitments = _parts()
    lines = list(head)
    for copy in range(times):
        part = _moved(
            copied if copy else recitals, labels=copy * RECITALS, note=2 + copy
        )
        lines += part if copy == times - 1 else _going_on(part, " –")
    for copy in range(times):
        part = _moved(
            commitments,
            labels=(times - 1) * RECITALS + copy * COMMITMENTS,
            note=2 + times + copy,
        )
        lines += part if copy == times - 1 else [*part[:-4], *_going_on(part[-4:], ".")]
    return "".join(lines)


@cache
def size(times: int) -> Size:
    """The declaration with its paragraphs so many times. Raises AssertionError where a paragraph or
    note got lost.
    """
    data = text(times).encode()
    parsed = read(data, format="text", language=LANGUAGE)
    declaration = parsed.require()
    assert len(declaration.recitals) == RECITALS * times, len(declaration.recitals)
    assert len(declaration.commitments) == COMMITMENTS * times, len(
        declaration.commitments
    )
    assert len(declaration.footnotes) == 1 + 2 * times, len(declaration.footnotes)
    assert parsed.ledger.left_over == 0
    akn, json = (write(declaration, form).encode() for form in ("akn", "json"))
    return Size(
        len(declaration.recitals) + len(declaration.commitments),
        data,
        declaration,
        akn,
        json,
    )
