"""Labelled documents: texts, and the role of each of their blocks, from hand labels, tags of Akoma
Ntoso and texts of our own.

A document belongs to a family (where it comes from, what it is) and to a work: what is the same
text in another language or another layout never stands on both sides of a split.
"""

import hashlib
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from tools.training.store import DRAWN, ROOT, Labelled, file_of, load, stored
from tools.training.store import Row as Row

from communique.core.scripts import begins_lower
from communique.detect.roles import MORE


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
    """The documents with hand labels whose texts are at hand: in the store, or in a folder of
    texts.

    Raises SystemExit where a text is not the one that was labelled.
    """
    for each in stored():
        data = each.bytes_of_text(corpus)
        if data is None or each.family == DRAWN:
            continue
        if hashlib.sha256(data).hexdigest() != each.sha256:
            raise SystemExit(f"{each.key}: the text is not the one that was labelled")
        document = _document(each, data)
        yield replace(document, rows=tuple(mended(document)))


def drawn() -> Iterator[Document]:
    """Invented declarations that were drawn at random and printed in random layouts, as the laws of
    the tests draw them.
    """
    for each in load(file_of(DRAWN)):
        document = _document(each, (each.text or "").encode())
        yield replace(document, work=f"{DRAWN}/{int(each.name)}")


def _document(each: Labelled, data: bytes) -> Document:
    return Document(
        each.family,
        work_of(each.family, each.name),
        each.name,
        data.decode("utf-8"),
        each.rows,
        each.complete,
        each.language,
        _hints_beside(each.text_at),
    )


def _hints_beside(text_at: str | None) -> bytes | None:
    """The hints of a golden case, which are in the folder of its text."""
    if text_at is None:
        return None
    path = (ROOT / text_at).with_name("hints.json")
    return path.read_bytes() if path.is_file() else None


def mended(document: Document) -> Iterator[Row]:
    """The rows, where a continuation goes on in the middle of a sentence as more of its block: a
    page broke it.
    """
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
    """Where each block begins and ends, and its row. What a page broke is one block, with what the
    page set between.
    """
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
    """Where in its line a row begins: at the line's first word, or further on if other blocks stand
    before it there.
    """
    first = row.num or row.words
    line = text[begin:end]
    lead = _LEAD.match(line) if row.num not in ("-", "*", "–", "•") else None
    at = lead.end() if lead else 0
    if first and begin > 0 and text[begin - 1] != "\n":
        marked = re.search(
            _SIGNS.join(map(re.escape, re.sub(r"[\s*_\\]", "", first))), line
        )
        if marked is not None:
            return begin + marked.start()
    return begin + (at if at < len(line) else 0)


def texts(documents: Sequence[Document]) -> dict[str, int]:
    """How many documents each family has."""
    count: dict[str, int] = {}
    for each in documents:
        count[each.family] = count.get(each.family, 0) + 1
    return count
