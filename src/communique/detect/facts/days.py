"""The candidates for the date of a document, from each place where one can stand, with a rank."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from communique.core.scripts import BULLETS, begins_capital, is_small
from communique.core.values import Values
from communique.detect.dates.lines import WHOLE, Day, dates_in, last_of_range
from communique.detect.dates.places import of_file
from communique.detect.facts.adoption import (
    MAX_BESIDE_DAY,
    MAX_SMALL,
    done,
    says_only_when,
)
from communique.detect.facts.where import MAX_EDGE, Printed, Standing
from communique.languages import LanguageData

CLOSING_RANK = 0
DATELINE_RANK = 1
DONE_RANK = 2
"""That of a sentence that says what was done on a day."""
NOTED_RANK = 3
LETTERHEAD_RANK = 4
TITLE_RANK = 5
ELSEWHERE_RANK = 6
EDGE_RANK = 7
"""From this rank on dates stand inside a text."""
OPENING_RANK = 8
FIRST_BLOCK_RANK = 11
LETTER_RANK = 12
FIRST_EDGES = 5
"""The head of a letter is among so many first blocks."""
LETTER_HEAD = 120
"""It has at most this many characters."""
_RANKS = {
    "dateline": DATELINE_RANK,
    "letterhead": LETTERHEAD_RANK,
    "subtitle": LETTERHEAD_RANK,
    "title": TITLE_RANK,
    "contents": 9,
}
MAX_BESIDE_DATE_ABOVE = 24
"""A line above a text with more characters beside the day says what was done on that day."""

BRACKETED = re.compile(r"\(([^()]{3,80})\)[.\s]*$")
_SET_OFF = re.compile(
    r"(?:\s[–—-]\s|[(（])([^–—()（）]{6,80}?)[)）]?\s*$|,\s((?-i:[^\W\d_a-z])[^,–—()（）]{6,60})$"
)
"""What is set off at the end of a title: `Joint declaration – Lisbon, 10 June 2013`."""
_YEAR = re.compile(r"(?<![\w/])(?:1[89]|20)\d\d(?![\w/])")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A date that can be the document's. A lower rank is better."""

    value: str
    rank: float
    basis: str = "text"
    text: str = ""
    day: Day | None = None
    """Where in the text it is."""
    alone: bool = False
    """Whether the text says little more than when, and perhaps where."""
    beside: tuple[str, ...] = ()
    """The other lines of its block."""

    @property
    def whole(self) -> bool:
        """Whether the day is known, and not the month or year alone."""
        return len(self.value) == WHOLE


def cover_days(cover: Values, words: LanguageData) -> Iterator[Candidate]:
    """The days that a cover gives.

    The day of its place and date counts for the text where that has none; the other is in brackets
    at the end of the subject: `Council conclusions (16 June 2022)`.
    """
    for field in cover["fields"]:
        text = field["value"]["text"]
        if field["key"] == "subject":
            bracketed = BRACKETED.search(text)
            day = last_of_range(dates_in(bracketed[1], words)) if bracketed else None
            if day is not None and day.whole:
                yield Candidate(day.value, ELSEWHERE_RANK)
        elif field["key"] in ("place-date", "masthead") and len(text) < MAX_BESIDE_DAY:
            found = dates_in(text, words)
            if len({day.value for day in found}) == 1:
                yield Candidate(
                    found[0].value, EDGE_RANK, "inferred", text, found[0], alone=True
                )


def day_candidates(standing: Standing, words: LanguageData) -> Iterator[Candidate]:
    """The days that a document gives, from each place in order."""
    for find in DAY_FINDERS:
        yield from find(standing, words)


def _in_the_end(standing: Standing, words: LanguageData) -> Iterator[Candidate]:
    for language in standing.spoken or (words,):
        for printed in standing.closing:
            yield from _closing_days(printed.text, language)
        for text in standing.ending:
            yield from _days_of((text,), DONE_RANK, language)


def _above(standing: Standing, words: LanguageData) -> Iterator[Candidate]:
    for printed in standing.above:
        yield from _days_above(printed, words)


def _days_above(printed: Printed, words: LanguageData) -> list[Candidate]:
    """The days of the cells of a block, or of the block as a whole if no cell has one."""
    rank = _RANKS.get(printed.role, ELSEWHERE_RANK)
    by_cell = list(_days_of(printed.cells, rank, words))
    if any(candidate.whole for candidate in by_cell):
        return by_cell
    return list(_days_of((printed.text,), rank, words)) or by_cell


def _in_notes(standing: Standing, words: LanguageData) -> Iterator[Candidate]:
    for text in standing.noted:
        said = {day.value for day in dates_in(text, words) if day.whole}
        if len(said) == 1:
            yield Candidate(said.pop(), NOTED_RANK, "text", text)


def _at_the_edges(standing: Standing, words: LanguageData) -> Iterator[Candidate]:
    for text in standing.edges:
        if len(text) >= MAX_EDGE:
            continue
        for candidate in _days_of((text,), EDGE_RANK, words):
            if candidate.whole and says_only_when(text, candidate.day, words):
                yield replace(candidate, alone=True)


def _in_metadata(standing: Standing, words: LanguageData) -> Iterator[Candidate]:
    given = standing.metadata.get("date")
    if given is not None:
        day = last_of_range(dates_in(given.text, words))
        if day is not None:
            yield Candidate(day.value, NOTED_RANK, "external")


def _in_the_beginning(standing: Standing, words: LanguageData) -> Iterator[Candidate]:
    for number, printed in enumerate(standing.openings[:3]):
        yield from _days_of((printed.text,), OPENING_RANK + number, words)
    if not standing.openings:
        for candidate in _days_of(standing.edges[:1], FIRST_BLOCK_RANK, words):
            if candidate.whole:
                yield candidate


def _at_the_head_of_a_letter(
    standing: Standing, words: LanguageData
) -> Iterator[Candidate]:
    """The day behind the sender and the place with which one of the first blocks begins.

    Such as `Embassy of the Isles Wick, 3 May 2024 Sir, I have the honour ...`.
    """
    for text in standing.edges[:FIRST_EDGES]:
        head = text[:LETTER_HEAD]
        day = next((each for each in dates_in(head, words) if each.whole), None)
        if day is not None and _names_only(head[: day.start]):
            yield Candidate(day.value, LETTER_RANK, "text", head, day)


def _names_only(before: str) -> bool:
    """Whether words before a day are names, figures and short words, the first and the last of
    them a name.
    """
    words = before.split()
    if not words or not begins_capital(words[0]) or is_small(words[-1][0]):
        return False
    has_name = any(len(word) > MAX_SMALL for word in words)
    return has_name and not any(
        is_small(word[0]) and len(word) > MAX_SMALL for word in words
    )


DAY_FINDERS = (
    _in_the_end,
    _above,
    _in_notes,
    _at_the_edges,
    _in_metadata,
    _in_the_beginning,
    _at_the_head_of_a_letter,
)
"""The places where a day is looked for. Of two candidates of one rank the first counts."""


def _closing_days(text: str, language: LanguageData) -> Iterator[Candidate]:
    """The days of a block of the closing.

    One that says more than that the text was done may be a promise with a day; an item of a list
    is.
    """
    says_done = any(done(text, (language,), last=True))
    for candidate in _days_of((text,), CLOSING_RANK, language):
        day = candidate.day
        if says_done or says_only_when(text, day, language):
            yield candidate
        elif begins_capital(text) and text[0] not in BULLETS:
            # `51st plenary meeting 26 November 2025` ends with its day
            ends_with_day = (
                day is not None
                and day.end == len(text)
                and day.start <= MAX_BESIDE_DATE_ABOVE
            )
            yield (
                candidate if ends_with_day else replace(candidate, rank=ELSEWHERE_RANK)
            )


def _days_of(
    texts: Sequence[str], rank: float, words: LanguageData
) -> Iterator[Candidate]:
    """The day of each of the lines of a block.

    In a line above a text that says what was done, and in what is set off in a title, it counts
    more.
    """
    for line in texts:
        text = _set_off(line, words) if rank == TITLE_RANK else line
        day = last_of_range(dates_in(text, words))
        if day is None or of_file(text[: day.start]) or _is_one_of_years(day, text):
            continue
        more = len(text) - (day.end - day.start)
        says_what = rank == LETTERHEAD_RANK and more > MAX_BESIDE_DATE_ABOVE
        can_be_alone = (
            rank in (CLOSING_RANK, DATELINE_RANK, LETTERHEAD_RANK) or text is not line
        )
        beside: tuple[str, ...] = ()
        if rank in (DATELINE_RANK, LETTERHEAD_RANK):
            beside = tuple(other for other in texts if other is not line)
        yield Candidate(
            day.value,
            DONE_RANK if says_what else rank,
            "text",
            text,
            day,
            alone=can_be_alone and more <= MAX_BESIDE_DAY and not says_what,
            beside=beside,
        )


def _set_off(title: str, words: LanguageData) -> str:
    """What is set off at the end of a title, if it has a date; else the title."""
    match = _SET_OFF.search(title)
    apart = (match[1] or match[2]) if match is not None else ""
    return apart if dates_in(apart, words) else title


def _is_one_of_years(day: Day, text: str) -> bool:
    """Whether a date is a year among several, none of which says when."""
    return len(day.value) == len("2024") and len(set(_YEAR.findall(text))) > 1
