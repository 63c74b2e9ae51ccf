"""Where the sentences of a passage begin and end."""

import re
from collections.abc import Iterator
from functools import cache

from communique.acts.phrasebook import Phrasebook, folded


@cache
def _stop(more: str) -> re.Pattern[str]:
    """What ends a sentence, `more` signs too; one character begins all of it, so that the text is searched for that."""
    return re.compile(
        rf"[.!?…؟。！？।։{more}\n](?:(?<=[.!?…؟{more}])[.!?…؟]{{0,8}}[\"”»’')\]*_]{{0,9}}(?:</\w{{1,9}}>){{0,4}}\s{{1,99}}(?=[\"“«‘'(\[*_<]{{0,9}}\w)"
        r"|(?<=[。！？।։])[。！？]{0,8}|(?<=\n)\n{1,8}|(?<=:\n))"
    )


_WORD = re.compile(r"\w+")
_LABEL = re.compile(
    r"(?:[\s\"“«‘'*_\-–•·✔✓►▪■●◆➢]|<[^<>\n]{1,200}>)*(?:\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})(?:[).]|\s[-–—])\s+|[^\W\d_]{4,14}\.[-–—]\s+|[^\W\d_]{3,14}\.?\s\d{1,3}(?:er)?\s?[:–—]\s+|\d{1,2}\s+(?=[\u3040-\u9fff]))?[\s\"“«‘'*_]*",
    re.IGNORECASE,
)


def sentences(text: str, book: Phrasebook) -> Iterator[tuple[int, int]]:
    """The spans of the sentences, without what labels or quotation marks stand before their first words."""
    start = 0
    for match in _stop(book.clauses.stops).finditer(text):
        if _stops(text, match, book):
            yield from _span(text, start, match.end())
            start = match.end()
    yield from _span(text, start, len(text))


def _stops(text: str, match: re.Match[str], book: Phrasebook) -> bool:
    if not match[0].startswith("."):
        return True
    begins = text[match.end() : match.end() + 24].lstrip("\"“«‘'([*_")[:1]
    if begins.islower() or begins.isdigit():
        return False
    word = re.split(r"[\s(\[“\"]", text[max(0, match.start() - 24) : match.start()])[-1]
    if (
        word.isdigit()
        and (after := _WORD.match(text, match.end()))
        and folded(after[0]) in book.terms.months
    ):
        return False  # `bis zum 10. Juli`
    return not (
        word.lower() in book.clauses.abbreviations
        or (len(word) == 1 and word.isalpha())
        or "." in word
    )


def _span(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    label = _LABEL.match(text, start, end)
    start = label.end() if label else start
    while end > start and text[end - 1].isspace():
        end -= 1
    if end > start:
        yield start, end
