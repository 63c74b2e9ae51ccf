"""The labelled documents of `data/training`: one JSON Lines file for each family, one document on
each line.

`data/training/LABELS.md` explains the labels. Documents whose text may not be given away are in
`withheld.jsonl`, with the SHA-256 of the text in place of the text.

    python -m tools.training.store keep TABLE.tsv --text FILE --family NAME --licence SPDX
    python -m tools.training.store show FAMILY/NAME
"""

import argparse
import hashlib
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "data" / "training"
DRAWN = "drawn"
"""The family of invented declarations that were drawn at random and printed in random layouts."""
WITHHELD = "withheld"
"""The file of the documents whose text may not be given away."""


@dataclass(frozen=True, slots=True)
class Row:
    """A block: its line (from 1), role, level, label as printed, and first words."""

    line: int
    role: str
    level: str = ""
    num: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Labelled:
    """A document and its labels.

    `text` is None where the text is elsewhere: in the checkout at `text_at`, or only with whoever
    has it. `made_by` is the command that makes the text from a file that is not text. `invented`
    texts were written for training. `facts` are those that people read in the document, or None.
    `origin` says where the text was found (repository, path, commit), and whether it was cut.
    """

    family: str
    name: str
    sha256: str
    complete: bool
    rows: tuple[Row, ...]
    text: str | None = None
    text_at: str | None = None
    made_by: str | None = None
    licence: str | None = None
    invented: bool = False
    language: str = ""
    facts: dict[str, Any] | None = None
    origin: dict[str, Any] | None = None

    @property
    def key(self) -> str:
        """The family and the name, as facts and messages give them."""
        return f"{self.family}/{self.name}"

    def bytes_of_text(self, corpus: Path | None = None) -> bytes | None:
        """The text: from the store, the checkout, or a folder of texts by family; None where it is
        in none.
        """
        if self.text is not None:
            return self.text.encode()
        path = ROOT / self.text_at if self.text_at else None
        if path is None and corpus is not None:
            path = corpus / self.family / self.name
        return path.read_bytes() if path is not None and path.is_file() else None


def from_json(value: dict[str, Any]) -> Labelled:
    """The document of one line of a file."""
    rows = tuple(Row(*row) for row in value["rows"])
    return Labelled(**{**value, "rows": rows})


def to_json(document: Labelled) -> dict[str, Any]:
    """One line of a file, without the fields that are not set."""
    value: dict[str, Any] = {
        "family": document.family,
        "name": document.name,
        "sha256": document.sha256,
        "complete": document.complete,
    }
    for name in ("made_by", "licence", "language", "text_at", "text"):
        if getattr(document, name):
            value[name] = getattr(document, name)
    if document.text is not None:
        value["invented"] = document.invented
    if document.origin is not None:
        value["origin"] = document.origin
    value["facts"] = document.facts
    value["rows"] = [
        [row.line, row.role, row.level, row.num, row.words] for row in document.rows
    ]
    return value


def file_of(family: str, folder: Path = FOLDER) -> Path:
    """The file of a family, or of the documents that are withheld."""
    return folder / f"{family}.jsonl"


def load(path: Path) -> list[Labelled]:
    """The documents of one file, in their order."""
    if not path.exists():
        return []
    lines = path.read_text("utf-8").split("\n")
    return [from_json(json.loads(line)) for line in lines if line]


def save(path: Path, documents: Iterable[Labelled]) -> None:
    """Write a file: its documents in the order of their families and names."""
    ordered = sorted(documents, key=lambda each: (each.family, each.name))
    lines = [json.dumps(to_json(each), ensure_ascii=False) for each in ordered]
    path.write_text("".join(f"{line}\n" for line in lines), "utf-8")


def stored(folder: Path = FOLDER) -> Iterator[Labelled]:
    """Every document, in the order of families and names."""
    documents = [each for path in folder.glob("*.jsonl") for each in load(path)]
    yield from sorted(documents, key=lambda each: (each.family, each.name))


def keep(document: Labelled, folder: Path = FOLDER) -> Path:
    """Put a document in the file of its family, in place of one with the same name; returns the
    file.
    """
    has_text = document.text is not None or document.text_at is not None
    path = file_of(document.family if has_text else WITHHELD, folder)
    others = [each for each in load(path) if each.key != document.key]
    save(path, [*others, document])
    return path


def rows_of(table: str) -> tuple[str, bool, str | None, tuple[Row, ...]]:
    """What a table of labels says: the hash of the text, whether it is complete, what made the
    text, the rows.

    Raises ValueError, naming the row, where the text is not a table.
    """
    if "\r" in table:
        raise ValueError("carriage returns")
    header, *lines = table.rstrip("\n").split("\n")
    words = header.split(" ", 4)
    well_formed = words[:2] == ["#", "sha256"] and len(words) > 3
    if not well_formed or words[3] not in {"complete", "partial"}:
        raise ValueError("the first line is not '# sha256 <hash> complete|partial'")
    rows = []
    for number, line in enumerate(lines, 2):
        cells = line.split("\t")
        if len(cells) != 5 or not cells[0].isdigit():
            raise ValueError(
                f"row {number}: not five columns of which the first is a line number"
            )
        rows.append(Row(int(cells[0]), *cells[1:]))
    if not rows:
        raise ValueError("no rows")
    command = words[4] if len(words) > 4 else None
    return words[2], words[3] == "complete", command, tuple(rows)


def table_of(document: Labelled) -> str:
    """The labels of a document as a table, as `communique label` writes one."""
    extent = "complete" if document.complete else "partial"
    command = f" {document.made_by}" if document.made_by else ""
    header = f"# sha256 {document.sha256} {extent}{command}\n"
    rows = [
        f"{row.line}\t{row.role}\t{row.level}\t{row.num}\t{row.words}\n"
        for row in document.rows
    ]
    return header + "".join(rows)


def read_table(path: Path, text: bytes, family: str, licence: str | None) -> Labelled:
    """The document of a table and its text; without a licence the text is withheld.

    Raises ValueError where the table is not one, or is about another text.
    """
    digest, complete, command, rows = rows_of(path.read_bytes().decode("utf-8"))
    if digest != hashlib.sha256(text).hexdigest():
        raise ValueError("the hash is not that of the text")
    return Labelled(
        family=family,
        name=path.name.removesuffix(".tsv"),
        sha256=digest,
        complete=complete,
        rows=rows,
        text=text.decode("utf-8") if licence else None,
        made_by=command,
        licence=licence,
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Keep a table that a person corrected, or print the table of a document."""
    parser = argparse.ArgumentParser(
        description="The labelled documents of data/training."
    )
    commands = parser.add_subparsers(dest="command", required=True)
    keeping = commands.add_parser(
        "keep", help="put a table and its text into the store"
    )
    keeping.add_argument("table", type=Path)
    keeping.add_argument("--text", type=Path, required=True)
    keeping.add_argument("--family", required=True)
    keeping.add_argument(
        "--licence", help="an SPDX identifier; without it the text is withheld"
    )
    showing = commands.add_parser("show", help="print the table of a document")
    showing.add_argument("key", metavar="FAMILY/NAME")
    asked = parser.parse_args(arguments)
    if asked.command == "show":
        found = [each for each in stored() if each.key == asked.key]
        if not found:
            print(f"no document is named {asked.key}", file=sys.stderr)
            return 1
        print(table_of(found[0]), end="")
        return 0
    try:
        document = read_table(
            asked.table, asked.text.read_bytes(), asked.family, asked.licence
        )
    except ValueError as error:
        print(f"{asked.table}: {error}", file=sys.stderr)
        return 1
    print(f"kept in {keep(document).relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
