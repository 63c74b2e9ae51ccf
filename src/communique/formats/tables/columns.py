"""What the tables are: their columns, each with its type and what it says; the documentation is made of this."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Value = str | int | None | tuple[str, ...]
"""What a cell holds: words, a whole number, nothing, or a list of words without blanks."""

Row = dict[str, Value]
"""The values of a row by the names of their columns."""

DATE = r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?"
"""A day, a month or a year. (Frictionless calls only a day a date.)"""


@dataclass(frozen=True, slots=True)
class Column:
    """A column. `list`: words separated by one blank each. `required`: no cell is empty. `enum`: all values there are."""

    name: str
    about: str
    type: Literal["string", "integer", "list"] = "string"
    required: bool = False
    enum: tuple[str, ...] = ()
    pattern: str | None = None


@dataclass(frozen=True, slots=True)
class Reference:
    """Columns that together name a row of another table by its columns."""

    columns: tuple[str, ...]
    table: str
    named: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its name (that of its file, without `.csv`), what a row is, the columns in order, the key of a row."""

    name: str
    about: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    references: tuple[Reference, ...] = ()

    def header(self) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(column.name for column in self.columns)


def said(name: str, about: str) -> Column:
    """A column of words."""
    return Column(name, about)


def count(name: str, about: str) -> Column:
    """A column of whole numbers, none missing."""
    return Column(name, about, "integer", required=True)


def counted(name: str, about: str) -> Column:
    """A column of whole numbers, some missing."""
    return Column(name, about, "integer")


def listed(name: str, about: str) -> Column:
    """A column of lists."""
    return Column(name, about, "list")


def one_of(name: str, about: str, values: Iterable[str]) -> Column:
    """A column that has one of so many values, none missing."""
    return Column(name, about, required=True, enum=tuple(values))


def day(name: str, about: str) -> Column:
    """A column of ISO dates: a day, a month or a year."""
    return Column(name, about, pattern=DATE)


def key(name: str, about: str) -> Column:
    """A column of words, none missing."""
    return Column(name, about, required=True)


def claimed(name: str, what: str) -> tuple[Column, ...]:
    """A claim: as printed, the entity, why, by which source."""
    return (
        said(name, f"{what}, as printed."),
        said(f"{name}_ref", f"{what}: id of the entity."),
        *based(f"{name}_"),
    )


BASES = ("text", "external", "inferred")


def based(prefix: str = "") -> tuple[Column, ...]:
    """Why something is claimed."""
    return (
        Column(f"{prefix}basis", "Why it is claimed: `text`, `external` or `inferred`. Empty: the words say it.",
               enum=BASES),
        said(f"{prefix}source", "The source that is the basis."),
    )  # fmt: skip


EXPRESSION = (key("work", "Id of the work."), key("language", "Language of the record (BCP 47)."))
"""The columns that every table of declarations begins with."""

PLACED = (
    Column("field", "Where the words stand in the passage: its `heading` or its `text`.", required=True,
           enum=("heading", "text")),
    count("start", "Offset of the first character of the words, in code points, from 0."),
    count("end", "Offset after the last character."),
)  # fmt: skip
"""Where in a passage words stand."""
