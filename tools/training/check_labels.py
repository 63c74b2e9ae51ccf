"""Checks the label tables against the texts they are about.

    python tools/training/check_labels.py --corpus FOLDER [--corpus FOLDER ...] [--verbose] [TABLE ...]

`labels/<family>/<file>.tsv` is about `<family>/<file>` in one of the corpus folders; the texts that the project
itself holds (`texts/` beside this file) are always looked at. `LABELS.md` says what a table holds. Without tables
all of `labels/` is checked. With `--verbose` what is allowed but worth a look is listed too: rows that begin in the
middle of a line, and text after a blank line at which no row begins.
"""

import argparse
import hashlib
import html
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).resolve().parent
LABELS = HERE / "labels"
TEXTS = HERE / "texts"

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
HEADER = re.compile(
    r"^# sha256 (?P<digest>[0-9a-f]{64}) (?P<extent>complete|partial)(?: (?P<command>pdftotext .+))?$"
)
LABELLED = re.compile(r"([-\u2013\u2022\u00b7]|\(?(\d+|[ivxlc]+|[a-z])[.)]) ")
QUOTES = ('"', "\u201c", "\u00ab", "(")


@dataclass(frozen=True)
class Row:
    """A block: where it begins, what it is, its level and label, its first words."""

    line: int
    role: str
    level: str
    num: str
    words: str


@dataclass(frozen=True)
class Table:
    """The blocks of one text, in order; `command` is what made the text from a file that is not text itself."""

    digest: str
    complete: bool
    command: str | None
    rows: tuple[Row, ...]

    @classmethod
    def read(cls, path: Path) -> "Table":
        """The table of a file; a `ValueError` says in which row it is no table."""
        content = path.read_bytes().decode("utf-8")
        if "\r" in content:
            raise ValueError("carriage returns")
        first, *others = content.rstrip("\n").split("\n")
        header = HEADER.match(first)
        if header is None:
            raise ValueError("the first line is not '# sha256 <hash> complete|partial'")
        rows = []
        for n, cells in enumerate((other.split("\t") for other in others), 2):
            if len(cells) != 5 or not cells[0].isdigit():
                raise ValueError(f"row {n}: not five columns of which the first is a line number")
            rows.append(Row(int(cells[0]), *cells[1:]))
        if not rows:
            raise ValueError("no rows")
        return cls(header["digest"], header["extent"] == "complete", header["command"], tuple(rows))

    def text(self, source: Path) -> bytes:
        """The bytes whose lines the rows count: those of the source, or what the command makes of it."""
        if self.command is None:
            return source.read_bytes()
        return subprocess.run(
            [*self.command.split(), source, "-"], check=True, capture_output=True
        ).stdout


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

    The words stand directly after the label; between the two there may be punctuation and emphasis, but no word.
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
    """One table beside its text: walks down the rows and says where a row does not stand where it says."""

    def __init__(self, name: str, table: Table, data: bytes, report: Report) -> None:
        self.name, self.table, self.report = name, table, report
        self.lines = data.decode("utf-8", "replace").replace("\r\n", "\n").split("\n")
        self.seen = 0
        self.digest = hashlib.sha256(data).hexdigest()

    def run(self) -> None:
        """Check every row."""
        rows = self.table.rows
        if self.table.digest != self.digest:
            self.fault("the hash is not that of the text")
        filled = next((n for n, line in enumerate(self.lines, 1) if not BLANK.match(line)), None)
        if filled is not None and rows[0].line != filled:
            self.fault(f"the first row is at line {rows[0].line}, the first text at line {filled}")
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
        if not 1 <= row.line <= len(self.lines) or BLANK.match(self.lines[row.line - 1]):
            yield "that line is blank or beyond the end"
            return
        if row.line < before:
            yield f"after line {before}"
        raw = self.lines[row.line - 1]
        text = plain("\n".join(self.lines[row.line - 1 : min(max(end, row.line), row.line + 6)]))
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
        column = re.search(f"[{SPACE}]{{3,}}{re.escape((row.num or row.words).split()[0])}", raw)
        if re.search(r"\w$", lead.rstrip()) and not column:
            yield f"begins in the middle of a sentence, after {lead[-30:]!r}"
        elif re.search(r"\w", lead):
            self.report.remarks.append(f"{self.name}:{row.line} begins after {lead[-30:]!r}")
        elif not row.num and row.role in UNNUMBERED and lead.strip() and lead.strip() not in QUOTES:
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


def source_of(table: Path, corpora: Sequence[Path]) -> Path | None:
    """The file that a table is about: of the same family and name in the first corpus that has it."""
    family = table.resolve().relative_to(LABELS).with_suffix("")
    return next((folder / family for folder in corpora if (folder / family).is_file()), None)


def check(tables: Sequence[Path], corpora: Sequence[Path]) -> Report:
    """Check tables against the texts of some corpora."""
    report = Report()
    for path in tables:
        name = path.resolve().relative_to(LABELS).with_suffix("").as_posix()
        source = source_of(path, corpora)
        if source is None:
            report.faults.append(f"{name}: no such text in any corpus")
            continue
        try:
            table = Table.read(path)
        except ValueError as error:
            report.faults.append(f"{name}: {error}")
            continue
        Check(name, table, table.text(source), report).run()
    return report


def main(arguments: Sequence[str] | None = None) -> int:
    """Check, print what was found, and give 1 if anything is wrong."""
    parser = argparse.ArgumentParser(description="Check label tables against their texts.")
    parser.add_argument(
        "tables", nargs="*", type=Path, metavar="TABLE", help="instead of all tables"
    )
    parser.add_argument(
        "--corpus", action="append", default=[], type=Path, help="a folder with families of texts"
    )
    parser.add_argument(
        "--verbose", action="store_true", help="list also what is allowed but worth a look"
    )
    options = parser.parse_args(arguments)
    tables = options.tables or sorted(LABELS.rglob("*.tsv"))
    report = check(tables, [*options.corpus, TEXTS])
    print(*report.faults, *(report.remarks if options.verbose else ()), sep="\n")
    print(f"{len(tables)} tables, {report.roles.total()} rows, {len(report.faults)} faults")
    for role, count in report.roles.most_common():
        print(f"{count:6} {role}")
    return 1 if report.faults or not tables else 0


if __name__ == "__main__":
    sys.exit(main())
