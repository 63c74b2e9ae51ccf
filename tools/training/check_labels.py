"""Checks labels against the texts that they are about.

    python -m tools.training.check_labels [--corpus FOLDER] [--verbose] [TABLE.tsv TEXT]

Without arguments every document of `data/training` is checked; those whose text may not be given
away only where `--corpus` names a folder with the texts by family. With a table and its text these
are checked. With `--verbose` rows that are allowed but worth a look are listed too: rows that begin
in the middle of a line, and text after a blank line at which no row begins.
"""

import argparse
import hashlib
import html
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tools.training.store import DRAWN, Labelled, Row, read_table, stored

ROLES = frozenset(
    [
        "metadata",
        "letterhead",
        "title",
        "subtitle",
        "dateline",
        "contents",
        "opening",
        "recital",
        "formula",
        "heading",
        "paragraph",
        "point",
        "continuation",
        "closing",
        "signature",
        "annex",
        "note",
        "table",
        "furniture",
        "other",
    ]
)
WITH_LEVEL = frozenset({"heading", "point"})
WITH_NUMBER = frozenset({"heading", "paragraph", "point", "recital", "continuation"})
WITH_MARKUP = frozenset({"metadata", "furniture", "table", "contents"})
WITH_GAPS = frozenset({"metadata", "table", "contents", "signature", "letterhead"})
UNNUMBERED = frozenset({"paragraph", "point", "recital", "note"})
SPACE = " \t\r\n\f\v\u00a0\u1680\u2000-\u200b\u202f\u205f\u2060\u3000\ufeff\u200e\u200f\u00ad"
BLANK = re.compile(f"^[{SPACE}]*$")
LABELLED = re.compile(r"([-\u2013\u2022\u00b7]|\(?(\d+|[ivxlc]+|[a-z])[.)]) ")
QUOTES = ('"', "\u201c", "\u00ab", "(")


@dataclass
class Report:
    """What was found: faults, remarks, and how many rows of each role."""

    faults: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    roles: Counter[str] = field(default_factory=Counter)


def plain(text: str) -> str:
    """A text without emphasis marks, tags and entities, and with single spaces."""
    text = re.sub(r"<!--.*?-->", " ", text, flags=re.DOTALL)
    text = re.sub(r"</?[A-Za-z][^<>]*>", "", text)
    text = html.unescape(text).replace("\u00ad", "")
    text = re.sub(r"[*_\\`]", "", text)
    text = re.sub(r"^[\s>#|\[]*", "", text)
    return re.sub(f"[{SPACE}]+", " ", text).strip()


def where(text: str, num: str, words: str) -> int:
    """The offset at which the block begins, or -1.

    The words stand directly after the label; between the two there may be punctuation and emphasis,
    but no word.
    """
    pattern = re.escape(words).replace(r"\ ", " ?")
    if num:
        label = re.escape(num).replace(r"\ ", " ?")
        pattern = label + r"[\s.:;,)\]\-\u2013\u2014|#>\[(\"\u201c\u00ab]*" + pattern
    found = re.search(pattern, text)
    return found.start() if found else -1


def shape(row: Row) -> Iterator[str]:
    """What is wrong with a row in itself."""
    if row.role not in ROLES:
        yield "unknown role"
    if row.role in WITH_LEVEL and row.level not in {"1", "2", "3"}:
        yield f"the level is {row.level!r}, not 1, 2 or 3"
    if row.role not in WITH_LEVEL and row.level:
        yield f"level {row.level!r} where none belongs"
    if row.words != row.words.strip() or not (row.words or row.num):
        yield f"first words {row.words!r}"
    if not row.num and row.role in WITH_NUMBER and LABELLED.match(row.words):
        yield f"the label stands in the first words: {row.words!r}"
    if len(row.words.split()) > 4 or len(row.words) > 80:
        yield f"more than four first words: {row.words!r}"


class Check:
    """One table beside its text: walks down the rows and says where a row does not stand where it
    says.
    """

    def __init__(self, document: Labelled, data: bytes, report: Report) -> None:
        self.name = document.key
        self.document = document
        self.report = report
        self.lines = data.decode("utf-8", "replace").replace("\r\n", "\n").split("\n")
        self.seen = 0
        self.digest = hashlib.sha256(data).hexdigest()

    def run(self) -> None:
        """Check every row."""
        rows = self.document.rows
        if self.document.sha256 != self.digest:
            self.fault("the hash is not that of the text")
        filled = next(
            (n for n, line in enumerate(self.lines, 1) if not BLANK.match(line)), None
        )
        if filled is not None and rows[0].line != filled:
            self.fault(
                f"the first row is at line {rows[0].line}, the first text at line {filled}"
            )
        before = 0
        for i, row in enumerate(rows):
            self.report.roles[row.role] += 1
            end = (
                next(
                    (other.line for other in rows[i + 1 :] if other.line > row.line),
                    len(self.lines) + 1,
                )
                - 1
            )
            for fault in [*shape(row), *self.place(row, end, before)]:
                self.fault(f"row {i + 2} (line {row.line} {row.role}): {fault}")
            before = row.line
            self.gaps(row, end)

    def fault(self, what: str) -> None:
        """Add a fault."""
        self.report.faults.append(f"{self.name}: {what}")

    def place(self, row: Row, end: int, before: int) -> Iterator[str]:
        """What is wrong with the place of a row; `end` is the last line of its block."""
        if not 1 <= row.line <= len(self.lines) or BLANK.match(
            self.lines[row.line - 1]
        ):
            yield "that line is blank or beyond the end"
            return
        if row.line < before:
            yield f"after line {before}"
        raw = self.lines[row.line - 1]
        text = plain(
            "\n".join(self.lines[row.line - 1 : min(max(end, row.line), row.line + 6)])
        )
        self.seen = self.seen if row.line == before else 0
        words, label = plain(row.words), plain(row.num)
        if row.role in WITH_MARKUP and row.words and row.words in raw:
            position = 0  # `<meta`, `---`, `###` as the source has them
        elif words or label:
            position = where(text[self.seen :], label, words)
        else:  # the block is nothing but marks: `<!-- -->`, `***`
            position = 0 if row.words in raw.replace("\\", "") else -1
        if row.num and not label and row.num not in raw:
            yield f"the label {row.num!r} is not there"
        if position < 0:
            yield f"{f'{row.num} {row.words}'.strip()!r} is not there: {text[self.seen : self.seen + 60]!r}"
        elif self.seen + position > len(plain(raw)):
            yield f"{row.words!r} begins on a later line"
        else:
            if position and row.line != before:
                yield from self.lead(row, text[:position], raw)
            self.seen += position + 1

    def lead(self, row: Row, lead: str, raw: str) -> Iterator[str]:
        """What stands on the line before its first block."""
        column = re.search(
            f"[{SPACE}]{{3,}}{re.escape((row.num or row.words).split()[0])}", raw
        )
        if re.search(r"\w$", lead.rstrip()) and not column:
            yield f"begins in the middle of a sentence, after {lead[-30:]!r}"
        elif re.search(r"\w", lead):
            self.report.remarks.append(
                f"{self.name}:{row.line} begins after {lead[-30:]!r}"
            )
        elif (
            not row.num
            and row.role in UNNUMBERED
            and lead.strip()
            and lead.strip() not in QUOTES
        ):
            self.report.remarks.append(
                f"{self.name}:{row.line} has {lead.strip()!r} before it but no label"
            )

    def gaps(self, row: Row, end: int) -> None:
        """Remark on text after a blank line within a block."""
        if row.role in WITH_GAPS:
            return
        for n in range(row.line + 1, min(end, len(self.lines)) + 1):
            if BLANK.match(self.lines[n - 2]) and not BLANK.match(self.lines[n - 1]):
                self.report.remarks.append(
                    f"{self.name}:{n} stands after a blank line, inside the {row.role} of line {row.line}:"
                    f" {self.lines[n - 1].strip()[:50]!r}"
                )


def by_hand() -> list[Labelled]:
    """The stored documents that people labelled, without those that a program or a golden case
    made.
    """
    return [each for each in stored() if each.family != DRAWN and each.text_at is None]


def check(documents: Iterable[Labelled], corpus: Path | None = None) -> Report:
    """Check documents against their texts; one without a text at hand is passed over."""
    report = Report()
    for document in documents:
        data = document.bytes_of_text(corpus)
        if data is not None:
            Check(document, data, report).run()
    return report


def main(arguments: Sequence[str] | None = None) -> int:
    """Check, print what was found, and give 1 if anything is wrong."""
    parser = argparse.ArgumentParser(description="Check labels against their texts.")
    parser.add_argument(
        "table", nargs="?", type=Path, help="a table, followed by its text"
    )
    parser.add_argument("text", nargs="?", type=Path)
    parser.add_argument("--corpus", type=Path, help="a folder with texts by family")
    parser.add_argument(
        "--verbose", action="store_true", help="list also rows worth a look"
    )
    asked = parser.parse_args(arguments)
    if asked.table is None:
        documents = by_hand()
    elif asked.text is None:
        parser.error("name the text that the table is about")
    else:
        try:
            documents = [
                read_table(asked.table, asked.text.read_bytes(), "given", "none")
            ]
        except ValueError as error:
            print(f"{asked.table}: {error}")
            return 1
    report = check(documents, asked.corpus)
    remarks = report.remarks if asked.verbose else []
    print(*report.faults, *remarks, sep="\n")
    print(
        f"{len(documents)} documents, {report.roles.total()} rows, {len(report.faults)} faults"
    )
    for role, count in report.roles.most_common():
        print(f"{count:6} {role}")
    return 1 if report.faults else 0


if __name__ == "__main__":
    sys.exit(main())
