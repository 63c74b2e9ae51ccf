"""The dictionary of the tables in `docs/tables.md`: below its marker, from the columns; above it,
as a person wrote it.
"""

from pathlib import Path

from communique.core.errors import NotReadable
from communique.formats.csv.catalog import Column, Table
from communique.generate import Files
from communique.generate.views import TABLES_OF_EDITION

PATH = "docs/tables.md"
MARKER = "<!-- below this line: made by tools.generate -->\n"


def make(top: Path) -> Files:
    """The page. Raises NotReadable if it has no marker."""
    head, marker, _ = (top / PATH).read_text("utf-8").partition(MARKER)
    if not marker:
        raise NotReadable(f"{PATH}: the line {MARKER.strip()!r} is missing")
    return {PATH: (head + marker + "".join(map(_section, TABLES_OF_EDITION))).encode()}


def _section(table: Table) -> str:
    key = ", ".join(f"`{name}`" for name in table.key)
    rows = "".join(
        f"| `{column.name}` | {_type(column)} | {_cell(column.about)}{_values(column)} |\n"
        for column in table.columns
    )
    refers = "".join(
        f"\n{', '.join(f'`{name}`' for name in each.columns)} name a row of [`{each.table}`](#{each.table}).\n"
        for each in table.references
    )
    return f"\n## {table.name}\n\n{table.about} Key: {key}.\n\n| Column | Type | What it says |\n| --- | --- | --- |\n{rows}{refers}"


def _type(column: Column) -> str:
    return f"{column.type}{', never empty' if column.required else ''}"


def _values(column: Column) -> str:
    """The values there are, where the sentence does not say them."""
    listed = ", ".join(f"`{value}`" for value in column.enum)
    return (
        f" One of {listed}."
        if listed and f"`{column.enum[0]}`" not in column.about
        else ""
    )


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
