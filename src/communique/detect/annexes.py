"""The lines that head annexes: the word for an annex, with its number, what it is an annex to, or its title."""

import re
from functools import cache

from communique.detect.front import MAX_LABEL
from communique.languages import LanguageData
from communique.lines import Line

MAX_TITLED = 120
"""A line that holds an annex's word and title has so many characters at most."""
_ANNEX_NUMBER = r"(?:\d{1,3}|[IVXLC]{1,6}|[A-Z])"


def titled_annexes(lines: list[Line], languages: tuple[LanguageData, ...]) -> None:
    """Cut `Annex I: Title` behind its colon or dash into two lines, so that the label stands alone. Changes `lines`."""
    titled = _patterns(languages)[0]
    for index in range(len(lines) - 2, 0, -1):
        line = lines[index]
        if len(line.text) >= MAX_TITLED or not (line.gap or line.edge) or line.text[-1] in ".;,:":
            continue
        match = titled.match(line.text)
        if match is None or not line.text[match.end()].isupper():
            continue
        rest = Line(line.start + match.end(), line.text[match.end() :], line.indent + match.end(), 1, line.page)
        end = len(match.group().rstrip())
        line.cut(line.start, line.text[:end])
        lines.insert(index + 1, rest)


@cache
def _patterns(languages: tuple[LanguageData, ...]) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """What begins a line with an annex's label and title; a whole line that is the word for one; that word at an end."""
    words = "|".join(sorted({re.escape(word) for each in languages for word in each.annex}, key=len, reverse=True))
    number = rf"(?:\s{{1,8}}{_ANNEX_NUMBER})?"
    expressions = (
        rf"(?=(?:[^:–—.]*+[:–—.])+?\s)[*#\s]{{0,12}}(?:{words or '(?!)'})(?:{number}\s{{0,8}}[:–—]|\s{{1,8}}{_ANNEX_NUMBER}\.)\s{{1,8}}(?=[^\W\d_])",
        rf"[*#\s]{{0,12}}(?P<word>{words or '(?!)'}){number}(?P<rest>\s.{{1,48}}?)?\s{{0,8}}[.:–—]?[*\s]{{0,12}}",
        rf"(?:{words or '(?!)'}){number}$",
    )
    titled, alone, other = (re.compile(each, re.IGNORECASE) for each in expressions)
    return titled, alone, other


def annex_lines(lines: list[Line], languages: tuple[LanguageData, ...]) -> dict[int, int]:
    """Lines that are the word for an annex, by index: 1, or 2 for an annex to an annex.

    Behind the word its number, and if all is in capitals, what it is an annex to.
    """
    _, alone, other = _patterns(languages)
    found: dict[int, int] = {}
    for index, line in enumerate(lines):
        match = alone.fullmatch(line.text) if len(line.text) <= MAX_LABEL and _set_off(line) else None
        if match is None:
            continue
        rest = (match["rest"] or "").strip(" .:*")
        if not rest or other.search(rest) or (line.text.isupper() and _same_stem(match["word"], rest)):
            first, _, more = match["word"].partition(" ")
            found[index] = 2 if rest or _same_stem(first, more) else 1
    return found


def _same_stem(word: str, rest: str) -> bool:
    """Whether a form of the word stands in the rest: `ANEXO DEL ANEXO`."""
    return any(token[:4].casefold() == word[:4].casefold() for token in re.split(r"[\s'’]+", rest) if len(token) >= 4)


def _set_off(line: Line) -> bool:
    """An annex word in capitals, at a page's edge, or with an empty line before it; not a word of a sentence."""
    return line.edge or line.gap > 0 or line.text.isupper()
