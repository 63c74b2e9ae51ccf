"""Words that say that a text was done, adopted or dated, and no more than when and where."""

from collections.abc import Iterator, Sequence
from functools import cache

from communique.core.expressions import compile_late
from communique.core.scripts import COLONS, COMMAS, SEMICOLONS, is_small, last_mark
from communique.detect.dates.lines import (
    Day,
    dates_in,
    last_of_range,
    other_dates,
    to_ascii,
)
from communique.detect.facts.where import MAX_EDGE
from communique.detect.kinds import names_kind
from communique.detect.signing import begins_adopted
from communique.detect.wordlists import word_list, word_set
from communique.languages import LanguageData

MAX_BESIDE_DAY = 44
"""A line that says no more than when and where has at most this many characters beside the day."""
MAX_SMALL = 4
"""Words of at most this many letters stand before a day in any text: `of`, `z dnia`."""
_CLAUSE_MARKS = frozenset(COMMAS + SEMICOLONS + COLONS)
_SYMBOL = compile_late(
    r"(?:Doc\. ?)?(?=[^(]\S*\d)[\w.&()-]{1,18}(?:/[\w.&()-]{1,18}){1,5}(?: ?\([\w-]{2,12}\))?"
)
"""The number of a document in any organisation's manner."""


def says_only_when(text: str, day: Day | None, words: LanguageData) -> bool:
    """Whether a text says no more than when and where.

    It has few characters beside the day, and in a script with capitals none but names.
    """
    if day is None or last_mark(text) in _CLAUSE_MARKS:
        return False
    rest = " ".join((text[: day.start] + text[day.end :]).split())
    again = next(other_dates(to_ascii(rest), words.tag.partition("-")[0]), None)
    if again is not None:  # the same day in another calendar
        rest = rest[: again.start] + rest[again.end :]
    if rest.upper() == rest.lower():
        return len(rest) <= MAX_BESIDE_DAY // 3 and last_mark(text) not in "。।۔"
    if len(rest) > MAX_BESIDE_DAY:
        return False
    small = [
        word.strip(COMMAS)
        for word in rest.split()
        if is_small(word[0]) and len(word) > 3
    ]
    return all(word in word_set("city behind") for word in small)


def says_adopted(text: str, words: LanguageData) -> bool:
    """Whether words beside a title say no more than its number, or when and where it was adopted.

    As in `(Adopted on 3 May 2024)`.
    """
    text = text.strip(" *_#")
    if len(text) >= MAX_EDGE:
        return _SYMBOL.fullmatch(text) is not None
    day = last_of_range(dates_in(text, words))
    adopted = begins_adopted(text.lstrip("(（[")) and not names_kind(text)
    if day is None or not day.whole:
        return _SYMBOL.fullmatch(text) is not None or (adopted and " " in text)
    if adopted or text[:1] in "([（" or _begins_with_verb(text, day):
        return True
    return says_only_when(text, day, words) or text in done(text, (words,))


def _begins_with_verb(text: str, day: Day) -> bool:
    """Whether a small word begins a text, and one before the day is longer than `of`."""
    longest = max(map(len, text[: day.start].split()), default=0)
    return is_small(text[:1]) and longest > MAX_SMALL


def done(
    text: str, spoken: Sequence[LanguageData], *, last: bool = False
) -> Iterator[str]:
    """The words from each word on that says that a text was done: `Done at the Ports, 3 May 2024`.

    `last`: the text is so near the end of the document that in a script without capitals the word
    can stand anywhere in it; then the whole text is given.
    """
    folded = text.casefold()
    if len(folded) != len(text):
        return
    leads = [lead for lead in _done_leads(tuple(spoken)) if lead in folded]
    for lead in leads:
        at = folded.index(lead)
        caseless = lead.upper() == lead
        if caseless and last:
            yield text
        elif not caseless and not is_small(text[at]):
            yield text[at:]


@cache
def _done_leads(spoken: tuple[LanguageData, ...]) -> tuple[str, ...]:
    """The words that say that a text was done, and not for whom somebody signs it."""
    parties = {word for language in spoken for word in language.party_words}
    words: list[str] = []
    for language in spoken:
        words.extend(
            word.casefold() for word in language.closing_words if len(word) > 1
        )
    words.extend(word_list("done"))
    leads = [
        word for word in words if word not in parties and word.split()[0] not in parties
    ]
    return tuple(dict.fromkeys(leads))
