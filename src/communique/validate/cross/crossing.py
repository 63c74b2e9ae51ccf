"""What a cross check is: a value with a code, the relations of two files under which it is asked, and a page.

It is made from a function by the decorator `crossing`, as a rule is; the examples `Bad` and `Good` hold what differs from a
good pair of files: an object with the keys `one` and `other`, or `text` for a source; or elements of these names in XML.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from inspect import cleandoc
from typing import Any, Literal

from communique.core.diagnostics import Code, Severity
from communique.rules.rule import Finding, Page, page_of


class Relation(StrEnum):
    """How two files belong together; what must agree follows from it."""

    FORMATS = "one text in two files: everything must agree"
    LANGUAGES = "one work in two languages: everything but the words must agree"
    SOURCE = "a record and its source: the words must agree"


BOTH = (Relation.FORMATS, Relation.LANGUAGES)
"""All but the relation of a record to its source."""

Side = Literal["one", "other"]
"""Which of the two files."""
SIDES: tuple[tuple[Side, Side], ...] = (("one", "other"), ("other", "one"))
"""Each side with the one across from it."""
Disagreement = tuple[Side, Finding]
"""What does not agree, and the file in which it has its place."""
Check = Callable[[Any], Iterable[Disagreement]]
"""A cross check's function: from the pair to what does not agree."""


@dataclass(frozen=True)
class Crossing:
    """A cross check. `relations`: under which it is asked. `sources`: the clauses it follows."""

    code: Code
    relations: tuple[Relation, ...]
    sources: tuple[str, ...]
    since: str
    check: Check

    @cached_property
    def page(self) -> Page:
        """The docstring, taken apart. Raises ValueError where a section is missing."""
        return page_of(self.check.__doc__ or "")


def crossing(
    code: str,
    name: str,
    *,
    relations: tuple[Relation, ...],
    sources: tuple[str, ...],
    since: str = "0.1.0",
) -> Callable[[Check], Crossing]:
    """Make a cross check of a function; what it finds is an error."""

    def made(check: Check) -> Crossing:
        summary = cleandoc(check.__doc__ or "").partition("\n")[0]
        said = summary[:1].lower() + summary[1:].rstrip(".")
        known = Code(code, name, Severity.ERROR, said, page=f"rules/{code}.md")
        return Crossing(known, relations, sources, since, check)

    return made
