"""Labelled documents: texts, and the role of each of their blocks, from hand labels, tags of Akoma Ntoso and texts of our own.

A document belongs to a family (where it comes from, what it is) and to a work: what is the same text in another language or
another layout never stands on both sides of a split.
"""

import hashlib
import json
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from communique.core.scripts import begins_lower
from communique.detect.roles import MORE

HERE = Path(__file__).parent
LABELS = HERE / "labels"
TEXTS = HERE / "texts"
GOLDEN = HERE.parents[1] / "tests/golden"
SHIPPED = HERE.parents[1] / "data/sources/eu-clasi-2023"
PRINTED = HERE / "printed.jsonl"


@dataclass(frozen=True, slots=True)
class Row:
    """Where a block begins: its line (from 1), role, level, label and first words. With `MORE` behind its role it goes on: a page broke it."""

    line: int
    role: str
    level: str = ""
    num: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A text with its truth. `complete`: every block is labelled."""

    family: str
    work: str
    name: str
    text: str
    rows: tuple[Row, ...]
    complete: bool = True
    language: str = ""
    hints: bytes | None = None


def labelled(corpus: Path | None) -> Iterator[Document]:
    """The documents with hand labels whose texts are here: our own always, those of a corpus where it is given."""
    for table in sorted(LABELS.glob("*/*.tsv")):
        family, name = table.parent.name, table.name.removesuffix(".tsv")
        places = [
            TEXTS / family / name,
            GOLDEN / name.removesuffix(".txt") / "source.txt",
            SHIPPED / name,
        ]
        places.extend([corpus / family / name] if corpus else [])
        path = next((place for place in places if place.is_file()), None)
        if path is None:
            continue
        data = path.read_bytes()
        first, *lines = table.read_text("utf-8").splitlines()
        if hashlib.sha256(data).hexdigest() not in first:
            raise SystemExit(f"{table}: the text is not the one that was labelled")
        rows = [
            (*line.split("\t"), "", "", "", "")[:5]
            for line in lines
            if line and not line.startswith("#")
        ]
        document = Document(
            family,
            work_of(family, name),
            name,
            data.decode("utf-8"),
            tuple(
                Row(int(line), role, level, num, words) for line, role, level, num, words in rows
            ),
            "complete" in first,
            hints=_hints(path.parent / "hints.json"),
        )
        yield replace(document, rows=tuple(mended(document)))


def mended(document: Document) -> Iterator[Row]:
    """The rows, where a continuation goes on in the middle of a sentence as more of its block: a page broke it."""
    role = last = ""
    for start, end, row in _begun(document):
        words = document.text[start:end].strip(" \n*_")
        if (
            row.role == "continuation"
            and not row.num
            and last[-1:].isalnum()
            and begins_lower(words)
        ):
            row = replace(row, role=role + MORE)
        yield row
        if row.role != "furniture":
            role, last = row.role.removesuffix(MORE), words


def _hints(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def drawn() -> Iterator[Document]:
    """Invented declarations that were drawn at random and printed in random layouts, as the laws of the tests draw them."""
    for number, line in enumerate(PRINTED.read_text("utf-8").splitlines()):
        given = json.loads(line)
        rows = tuple(
            Row(line, role, level, "", words) for line, role, level, words in given["rows"]
        )
        yield Document(
            "drawn",
            f"drawn/{number}",
            f"{number:03}",
            given["text"],
            rows,
            language=given["language"],
        )


_WORKS = ("debian-social-contract", "antywojenne", "human-heritage-contract")


def work_of(family: str, name: str) -> str:
    """The work that a document is a version of."""
    for each in _WORKS:
        if each in name:
            return each
    return f"{family}/{name}"


def folded(work: str, folds: int) -> int:
    """In which of so many folds a work is, by its name alone."""
    return int(hashlib.sha256(work.encode()).hexdigest()[:8], 16) % folds


def shuffled(seed: str) -> random.Random:
    """Chance that is the same each time, by a name."""
    return random.Random(hashlib.sha256(seed.encode()).hexdigest())  # noqa: S311 - no secret hangs on it


def starts(document: Document) -> dict[int, Row]:
    """The offset at which each block begins. Rows that cannot be found in the text are left out."""
    found: dict[int, Row] = {}
    offsets = [0]
    for line in document.text.split("\n"):
        offsets.append(offsets[-1] + len(line) + 1)
    last = -1
    for row in document.rows:
        if row.line >= len(offsets):
            continue
        begin, end = offsets[row.line - 1], offsets[row.line]
        at = _place(document.text, max(begin, last + 1), end, row)
        if at <= last:
            at = max(begin, last + 1)
        found[at] = row
        last = at
    return found


def _begun(document: Document) -> Iterator[tuple[int, int, Row]]:
    """Where each row begins and the next one does."""
    begun = sorted(starts(document).items())
    for (start, row), end in zip(
        begun, [*(at for at, _ in begun[1:]), len(document.text)], strict=True
    ):
        yield start, end, row


def stretches(document: Document) -> list[tuple[int, int, Row]]:
    """Where each block begins and ends, and its row. What a page broke is one block, with what the page set between."""
    found: list[tuple[int, int, Row]] = []
    last = 0
    for start, end, row in _begun(document):
        if row.role.endswith(MORE):
            found[last] = (found[last][0], end, found[last][2])
        else:
            last = last if row.role == "furniture" else len(found)
            found.append((start, end, row))
    return found


_LEAD = re.compile(r"[\s*_#>|\\-]*")
_SIGNS = r"[\s*_\\]*"
"""What can stand between the letters of words that are printed with emphasis."""


def _place(text: str, begin: int, end: int, row: Row) -> int:
    """Where in its line a row begins: at the line's first word, or further on if other blocks stand before it there."""
    first = row.num or row.words
    line = text[begin:end]
    lead = _LEAD.match(line) if row.num not in ("-", "*", "–", "•") else None
    at = lead.end() if lead else 0
    if first and begin > 0 and text[begin - 1] != "\n":
        marked = re.search(_SIGNS.join(map(re.escape, re.sub(r"[\s*_\\]", "", first))), line)
        if marked is not None:
            return begin + marked.start()
    return begin + (at if at < len(line) else 0)


def texts(documents: Sequence[Document]) -> dict[str, int]:
    """How many documents each family has."""
    count: dict[str, int] = {}
    for each in documents:
        count[each.family] = count.get(each.family, 0) + 1
    return count
