"""Where the sentences of a passage begin and end."""

import re
from collections.abc import Iterator
from functools import cache

from communique.acts.phrasebook import Phrasebook, folded

_WORD = re.compile(r"\w+")
_BEFORE_WORD = re.compile(r"[\s(\[“\"]")
"""What precedes the last word of a sentence."""
_LABEL = re.compile(
    r"(?:[\s\"“«‘'*_\-–•·✔✓►▪■●◆➢]|<[^<>\n]{1,200}>)*"
    r"(?:\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})(?:[).]|\s[-–—])\s+"  # `(a) `, `3. `, `ii - `
    r"|[^\W\d_]{4,14}\.[-–—]\s+"  # `Primero.- `
    r"|[^\W\d_]{3,14}\.?\s\d{1,3}(?:er)?\s?[:–—]\s+"  # `Article 1er : `
    r"|\d{1,2}\s+(?=[\u3040-\u9fff]))?"
    r"[\s\"“«‘'*_]*",
    re.IGNORECASE,
)
"""Labels and quotation marks before the first word of a sentence."""
_QUOTES = "\"“«‘'([*_"
MAX_LAST_WORD = 24
"""How far the last word of a sentence is looked for, and the first of the next."""


@cache
def _stop(more: str) -> re.Pattern[str]:
    """What ends a sentence, with `more` signs of a language.

    One character begins all of it, because a search for one character is quick.
    """
    return re.compile(
        rf"[.!?…؟。！？।։{more}\n](?:"
        rf"(?<=[.!?…؟{more}])[.!?…؟]{{0,8}}[\"”»’')\]*_]{{0,9}}(?:</\w{{1,9}}>){{0,4}}\s{{1,99}}"
        r"(?=[\"“«‘'(\[*_<]{0,9}\w)"
        r"|(?<=[。！？।։])[。！？]{0,8}|(?<=\n)\n{1,8}|(?<=:\n))"
    )


def sentences(text: str, book: Phrasebook) -> Iterator[tuple[int, int]]:
    """The spans of the sentences, without labels or quotation marks before their first words."""
    start = 0
    for match in _stop(book.clauses.stops).finditer(text):
        if _stops(text, match, book):
            yield from _span(text, start, match.end())
            start = match.end()
    yield from _span(text, start, len(text))


def _stops(text: str, match: re.Match[str], book: Phrasebook) -> bool:
    """Whether a sign ends a sentence: a full stop may belong to a word or a number."""
    if not match[0].startswith("."):
        return True
    behind = text[match.end() : match.end() + MAX_LAST_WORD].lstrip(_QUOTES)[:1]
    if behind.islower() or behind.isdigit():
        return False
    before = text[max(0, match.start() - MAX_LAST_WORD) : match.start()]
    word = _BEFORE_WORD.split(before)[-1]
    if word.isdigit() and _is_month(text, match.end(), book):  # `bis zum 10. Juli`
        return False
    initial = len(word) == 1 and word.isalpha()
    return not (initial or "." in word or word.lower() in book.clauses.abbreviations)


def _is_month(text: str, at: int, book: Phrasebook) -> bool:
    word = _WORD.match(text, at)
    return word is not None and folded(word[0]) in book.terms.months


def _span(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence without its label and the blanks behind it; nothing if nothing is left."""
    label = _LABEL.match(text, start, end)
    start = label.end() if label else start
    while end > start and text[end - 1].isspace():
        end -= 1
    if end > start:
        yield start, end
