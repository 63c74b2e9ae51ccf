"""The place of a document: beside its date, in a line of its own, or in the metadata."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from communique.core.expressions import compile_late
from communique.core.scripts import COMMAS, is_small
from communique.core.values import Values
from communique.detect.dates.places import place_beside
from communique.detect.facts.days import (
    DATELINE_RANK,
    EDGE_RANK,
    LETTERHEAD_RANK,
    Candidate,
)
from communique.detect.facts.where import Standing
from communique.detect.lexicon import phrases
from communique.detect.signing import names_city, names_government
from communique.detect.wordlists import word_list
from communique.languages import LanguageData

MAX_PLACE_WORDS = 4
_PLACE_LINE = compile_late(
    rf"([^{COMMAS}(（–—]{{2,30}}?(?:, (?:[A-Z]\.){{2}})?)"
    rf"(?:(?:[{COMMAS}]\s?|\s[–—-]\s)[^{COMMAS}\d:.]{{2,40}}|\s?[(（][^()]{{2,20}}[)）])?\.?"
)
"""A place, perhaps with a country behind it: `Gaborone, Botswana`."""
_PARTED = compile_late(rf"[({COMMAS}]|\s[–—-]\s")


def find_place(
    standing: Standing, dates: Sequence[Candidate], words: LanguageData
) -> Values | None:
    """The place beside the date, in a line that names a city, or in the metadata; None without one.

    `dates`: the candidates for the date, the best one first.
    """
    for date in _where_to_look(dates):
        name = _place_of(date, standing, words)
        if name and _is_place(name):
            return _claim(name, date.basis)
    for printed in (*standing.above, *standing.closing):
        for cell in printed.cells or (printed.text,):
            if names_city(cell):
                return _claim(cell, "text")
    given = standing.metadata.get("place")
    if given is None:
        return None
    return {"text": given.text, "ref": None, "basis": "external", "source": "metadata"}


def _where_to_look(dates: Sequence[Candidate]) -> Iterator[Candidate]:
    """The candidates of the best date and those inside the text; then others that stand alone."""
    best = dates[0].value if dates else None
    own = [date for date in dates if date.value == best or date.rank >= EDGE_RANK]
    yield from own
    for date in dates:
        if date.alone and date not in own:
            yield date


def _place_of(date: Candidate, standing: Standing, words: LanguageData) -> str | None:
    """The place that a text with a date gives, or a line beside or above it."""
    if date.day is None:
        return None
    leads = (*words.closing_words, *word_list("done"))
    name = place_beside(date.text, date.day, leads, alone=date.alone, tag=words.tag)
    if name is not None or not date.alone:
        return name
    for line in date.beside:
        beside = _place_line(line, sure=date.rank == DATELINE_RANK)
        if beside:
            return beside
    if date.rank in (DATELINE_RANK, LETTERHEAD_RANK):
        return _place_above(standing, date.text)
    return None


def _is_place(name: str) -> bool:
    """Whether a name is a place, and not the body or the government that stands beside a day."""
    if "/" in name or not any(map(str.isalpha, name)):
        return False
    return name not in phrases("institutions", fold=str) and not names_government(name)


def _claim(name: str, basis: str) -> Values:
    """A place without the abbreviated word for city."""
    text = name.partition(".")[2].strip() if names_city(name) else name
    return {"text": text, "ref": None, "basis": basis, "source": None}


def _place_above(standing: Standing, dated: str) -> str | None:
    """The place in the block right above the one with the date, if that says no more."""
    for before, printed in pairwise(standing.above):
        has_date = dated in (printed.text, *printed.cells)
        if has_date and before.role in ("letterhead", "dateline", "subtitle"):
            return _place_line(before.text, sure=False)
    return None


def _place_line(line: str, *, sure: bool) -> str | None:
    """The place of a line that says no more than where. Unless `sure`, a mark must part it."""
    match = _PLACE_LINE.fullmatch(line)
    if match is None or any(map(str.isdigit, line)):
        return None
    if not sure and not _PARTED.search(line):
        return None
    words = match[1].split()
    has_small_word = any(is_small(word[0]) and len(word) > 3 for word in words)
    if len(words) > MAX_PLACE_WORDS or has_small_word:
        return None
    return match[1].strip()
