"""Citations as a table: for people, for spreadsheets, for programs."""

import json
from collections.abc import Callable, Sequence

from communique.acts.references import Citation
from communique.model import Declaration
from communique.report.documents import DOCUMENT_COLUMNS, DocumentCells, cells_of
from communique.report.promises import csv_of

COLUMNS = (
    *DOCUMENT_COLUMNS,
    "eid", "number", "words", "at", "scheme", "value", "cited", "href", "relation",
    "basis", "missing",
)  # fmt: skip
"""The columns of the table, in order."""


class CitationRow(DocumentCells):
    """What a table says of one citation. `COLUMNS` has the keys in order; `at` is the place in the
    cited work, `value` its number, `cited` its address in all languages, `missing` says why there is no address.
    """

    eid: str
    number: str | None
    words: str
    at: str | None
    scheme: str | None
    value: str
    cited: str | None
    href: str | None
    relation: str
    basis: str | None
    missing: str | None


def rows(
    path: str, declaration: Declaration, found: Sequence[Citation]
) -> list[CitationRow]:
    """A row for each citation of a document."""
    document = cells_of(path, declaration)
    return [
        {
            **document,
            "eid": each.eid,
            "number": each.number,
            "words": each.words,
            "at": each.at,
            "scheme": each.scheme,
            "value": each.value,
            "cited": each.work,
            "href": each.href,
            "relation": each.relation,
            "basis": each.basis,
            "missing": each.missing,
        }
        for each in found
    ]


def as_text(found: Sequence[CitationRow]) -> str:
    """The path and title of each document, and a line for each of its citations."""
    if not found:
        return "no citation was found\n"
    lines: list[str] = []
    path = None
    for row in found:
        if row["path"] != path:
            path = row["path"]
            lines.append(f"{path}: {' '.join(row['title'].split())}")
        words = row["words"]
        if row["at"]:
            words = f"{row['at']}, {words}"
        words = " ".join(words.split())
        address = row["href"]
        if address is None:
            address = f"no address: {row['missing']}"
        lines.append(f"  {row['eid']}  {row['relation']}  {words}  {address}")
    return "".join(f"{line}\n" for line in lines)


def as_csv(found: Sequence[CitationRow]) -> str:
    """Every column, by RFC 4180."""
    return csv_of(COLUMNS, found)


def as_json(found: Sequence[CitationRow]) -> str:
    """An array of all rows."""
    return json.dumps(list(found), ensure_ascii=False, indent=2) + "\n"


WRITERS: dict[str, Callable[[Sequence[CitationRow]], str]] = {
    "text": as_text,
    "csv": as_csv,
    "json": as_json,
}
"""The writers of the table, by the name of the format."""
