"""The quotations in a document: words between quotation marks, and where they are."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from communique.quotation.printed import WORD

if TYPE_CHECKING:
    from communique.core.source import Span
    from communique.draft import Parsed

MIN_WORDS = 4
"""Fewer words between quotation marks are a term or a title, not a quotation."""
_PAIRS = ("“”", "„“", "„”", "«»", "»«", "「」", "『』", '""', "‘’", "‹›")
"""Opening and closing marks."""
QUOTED = re.compile(
    "|".join(f"{pair[0]}([^{pair[0]}{pair[1]}]+){pair[1]}" for pair in _PAIRS)
)


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words between quotation marks, and their place in the source (None where it is not known)."""

    words: str
    span: "Span | None"

    @property
    def line(self) -> int | None:
        """The line of the source, from 1."""
        return self.span.line if self.span is not None else None


def quotations_of(parsed: "Parsed") -> Iterator[Quotation]:
    """The quotations of a document in its order. They are sought in its text, paragraph by
    paragraph.
    """
    text = parsed.source.text
    for paragraph in re.finditer(r"(?:[^\n]|\n(?![ \t]*(?:\n|\Z)))+", text):
        for found in QUOTED.finditer(paragraph[0]):
            words = next(filter(None, found.groups()))
            if len(WORD.findall(words)) < MIN_WORDS:
                continue
            start = paragraph.start() + found.start() + 1
            yield Quotation(words, parsed.source.span(start, start + len(words)))
