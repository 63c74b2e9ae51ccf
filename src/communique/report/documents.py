"""What a table of several documents says of each: the columns before those of the table."""

from typing import TypedDict

from communique.model import Declaration

DOCUMENT_COLUMNS = ("path", "work", "title", "language", "day", "url")
"""The columns, in order."""


class DocumentCells(TypedDict):
    """`path`: its file, or its id if it is a shipped one. `day`: its date. `url`: its own address."""

    path: str
    work: str
    title: str
    language: str
    day: str | None
    url: str | None


def cells_of(path: str, declaration: Declaration) -> DocumentCells:
    """The cells of a document."""
    title = declaration.title
    date = declaration.date
    source = declaration.source
    return {
        "path": path,
        "work": declaration.id,
        "title": title.text if title else "",
        "language": declaration.language,
        "day": date.value if date else None,
        "url": source.url if source else None,
    }
