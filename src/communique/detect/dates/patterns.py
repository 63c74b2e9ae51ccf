"""Dates in words and in figures, by the patterns of a language's data.

Every date here has a year, so `find_dates` finds the years first and reads only their surroundings.
Only days that exist are dates.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from communique.core.expressions import compile_late
from communique.detect.dates.calendar import iso_day
from communique.detect.marks import Found, chosen
from communique.languages import LanguageData, language

_YEAR = compile_late(r"[12](?:(?<=1)[5-9]|(?<=2)[01])\d\d")
_REACH = 48
"""A date reaches at most this many characters from its year."""
_MAX_ABBREVIATION = 3
"""Names of months as short as this are also words (`mar`, `pro`): they need a day."""
_NO_DATE: dict[str, Any] = {}
"""The value of words that look like a date and are none: `31 February 2023`."""
_ISO = "{year}-{number}-{day}"
_TOKEN = compile_late(
    r"\{(day|month|number|year)\}|( ?)\[([^\]]{0,400})\]|( )|([^{}\[\] ]{1,400})"
)
_UP_TO_YEAR = compile_late(r"\}[^{}]*\{year\}.*")
_DASH = r"\s?[-–—]\s?"
_ORDINAL = r"(?:\.?[^\W\d_]{0,2}[.º°ª]?)"
_DAY = r"\d(?<!\d\d)\d?(?!\d)"
_ANY_DAY = compile_late(_DAY)


@dataclass(frozen=True, slots=True)
class DateReader:
    """The expressions of one language, for text in lower case."""

    dates: tuple[re.Pattern[str], ...]
    """Whole dates, months with a year, and years."""
    days: tuple[re.Pattern[str], ...]
    """Days of a month without a year beside them."""
    year: re.Pattern[str] | None
    """A year behind a word that makes it one."""
    earlier: re.Pattern[str] | None
    """The first day of a range that begins in another month, up to its second day."""
    months: dict[str, int]
    later: re.Pattern[str]
    """The way from a year to the last year of a period."""

    def month(self, name: str) -> int:
        """The number of a month by its name as printed, with any blanks between its words."""
        return self.months[" ".join(name.split())]


@cache
def date_reader(tag: str) -> DateReader:
    """The expressions of a language, by its tag; an unknown one has dates in ISO 8601 alone."""
    data = language(tag)
    months: dict[str, int] = {}
    for number, forms in enumerate(data.months, 1):
        for form in forms:
            months[form.lower()] = number
    templates = dict.fromkeys((*data.dates, *data.numeric_dates, _ISO))
    day_templates = [
        _UP_TO_YEAR.sub("}", each) for each in data.dates if "{day}" in each
    ]
    return DateReader(
        dates=tuple(_compiled(each, data) for each in templates),
        days=tuple(_compiled(each, data) for each in day_templates),
        year=_year_behind_word(data),
        earlier=_first_of_range(data),
        months=months,
        later=_last_of_period(data),
    )


def _year_behind_word(data: LanguageData) -> re.Pattern[str] | None:
    if not data.year_leads:
        return None
    leads = _any_of(data.year_leads)
    return compile_late(
        rf"(?:{leads})(?:(?<=[-’'])|\s{{1,3}})(?P<year>(?:1[89]|20)\d\d)(?![\d%°])(?![.,:/–-]\d)"
    )


def _first_of_range(data: LanguageData) -> re.Pattern[str] | None:
    if not (data.dates and data.dates[0].startswith("{day}")):
        return None
    join = f"(?:{_join(data)})"
    month = _months(data, " {day}")
    day = rf"(?P<day>\d(?<!\d\d)(?<!\d[./-]\d)\d?){_ORDINAL}"
    return compile_late(
        rf"{day}\s{{0,2}}(?:\w{{1,2}}[’']?\s)?(?P<month>{month})\.?{join}\Z"
    )


def _last_of_period(data: LanguageData) -> re.Pattern[str]:
    joins = _any_of(("-", "–", "—", *data.day_joins))
    return compile_late(
        rf"(?:\s?\w{{1,4}}\.?)?\s?(?:{joins})\s?(?:\w{{1,5}}\s)?(?P<year>(?:19|20|21)\d\d)(?!\d)"
    )


def _any_of(phrases: Iterable[str]) -> str:
    """A pattern for one of the phrases, the longest first."""
    longest_first = sorted(phrases, key=lambda each: (-len(each), each))
    return "|".join(
        re.escape(each.lower()).replace(r"\ ", r"\s") for each in longest_first
    )


def _join(data: LanguageData) -> str:
    """A pattern for what joins the last two days of a range or list."""
    words = _any_of(data.day_joins)
    return rf"{_DASH}|\s(?:{words})\s" if words else _DASH


def _months(data: LanguageData, template: str) -> str:
    """A pattern for the name of a month; without a day beside it, no short abbreviation."""
    forms = {form for month in data.months for form in month}
    if "{day}" not in template:
        full_names = {month[0] for month in data.months}
        forms = full_names | {form for form in forms if len(form) > _MAX_ABBREVIATION}
    return _any_of(form.lower() for form in forms)


def _compiled(template: str, data: LanguageData) -> re.Pattern[str]:
    """The expression of a template.

    It has slots, `[a|b]` for one of these or nothing, and blanks and other characters as they are.
    """
    more = rf"(?:{_DAY}{_ORDINAL}(?:,\s)){{0,4}}{_DAY}{_ORDINAL}(?:{_join(data)})"
    slots = {
        "day": rf"(?P<days>{more})?(?P<day>{_DAY})",
        "month": rf"(?P<month>{_months(data, template)})(?:\.(?=\s))?",
        "number": r"(?P<number>\d{1,2})",
        "year": r"(?P<year>(?:1[5-9]|2[01])\d\d)",
    }
    parts: list[str] = []
    for match in _TOKEN.finditer(template):
        slot, before, options, blank, other = match.groups()
        if slot:
            parts.append(slots[slot])
        elif options is not None:
            space = r"\s{1,3}" if before else ""
            parts.append(rf"(?:{space}(?:{_any_of(options.split('|'))}))?")
        elif blank:
            parts.append(r"\s{0,3}" if parts and parts[-1] == r"\.?" else r"\s{1,3}")
        else:
            parts.append(
                r"\.?"
                if other == "." and "{month}" in template
                else re.escape(other.lower())
            )
    return compile_late("".join(parts))


def find_dates(text: str, reader: DateReader) -> list[Found]:
    """The dates in a text. Of a range or list of days each day is one: `12–14 July 2023` holds two."""
    lower = text.lower()
    if len(lower) != len(text):
        lower = text
    found: list[Found] = []
    for start, end in _surroundings(lower):
        found.extend(_in_stretch(lower, start, end, reader))
    return [each for each in chosen(found) if each.says is not _NO_DATE]


def _in_stretch(
    lower: str, start: int, end: int, reader: DateReader
) -> Iterator[Found]:
    """All readings of the dates in a stretch of text; they may overlap."""
    has_day = _ANY_DAY.search(lower, start, end) is not None
    for expression in reader.dates:
        if "day" in expression.groupindex and not has_day:
            continue
        for match in expression.finditer(lower, start, end):
            yield from _dates_of(match, reader)
    if reader.year is not None:
        for match in reader.year.finditer(lower, start, end):
            if not _word_before(lower, match.start()):
                yield _found(*match.span("year"), match["year"])


def _surroundings(text: str) -> Iterator[tuple[int, int]]:
    """The stretches around years, merged where they meet."""
    start = end = -1
    for match in _YEAR.finditer(text):
        at = match.start()
        if at - _REACH > end:
            if end >= 0:
                yield start, end
            start = max(0, at - _REACH)
        end = min(len(text), at + _REACH)
    if end >= 0:
        yield start, end


def _found(start: int, end: int, value: str) -> Found:
    return Found(start, end, {"kind": "date", "date": value})


def _in_word(char: str) -> bool:
    """Whether a character would make a longer word of a date beside it; not in writing that has no
    spaces, nor in Hangul.
    """
    return char.isalnum() and not "\u3040" <= char <= "\ud7a3"


def _word_before(text: str, at: int) -> bool:
    """Whether a letter or digit is right before a place, or a figure and a sign: `1.12.2023`,
    `3/4`.
    """
    if at == 0:
        return False
    if _in_word(text[at - 1]):
        return True
    return at > 1 and text[at - 1] in "./-,:" and text[at - 2].isdigit()


def _goes_on(text: str, end: int) -> bool:
    """Whether a word or a figure goes on behind a match, so that it is no date."""
    if end < len(text) and _in_word(text[end]):
        return True
    return text[end : end + 1] in {".", "/", "-"} and text[end + 1 : end + 2].isdigit()


def _dates_of(match: re.Match[str], reader: DateReader) -> Iterator[Found]:
    text = match.string
    start, end = match.span()
    if _word_before(text, start) or _goes_on(text, end):
        return
    group = match.groupdict()
    year = int(group["year"])
    name = group.get("month")
    month = reader.month(name) if name else int(group.get("number") or 0)
    if "day" not in group:
        yield _found(start, end, f"{year:04}-{month:02}" if month else f"{year:04}")
        return
    places = _days_of(match)
    days = [int(text[slice(*place)]) for place in places]
    values = [iso_day(year, month, day) for day in days]
    in_order = days == sorted(set(days))
    if not in_order or None in values:
        yield Found(start, end, _NO_DATE)
        return
    edges = [start, *(left for left, _ in places[1:])]
    ends = [*(right for _, right in places[:-1]), end]
    for left, right, value in zip(edges, ends, values, strict=True):
        assert value is not None
        yield _found(left, right, value)
    if start == match.start("day"):
        yield from _earlier(text, start, year, month, reader)


def _days_of(match: re.Match[str]) -> list[tuple[int, int]]:
    """Where the days of a list or range are, in order."""
    first = match.start("days")
    places = [
        (first + each.start(), first + each.end())
        for each in re.finditer(_DAY, match["days"] or "")
    ]
    return [*places, match.span("day")]


def _earlier(
    text: str, end: int, year: int, month: int, reader: DateReader
) -> Iterator[Found]:
    """The first day of a range that begins in an earlier month of the same year: `29 June – 1 July
    2023`.
    """
    if reader.earlier is None:
        return
    match = reader.earlier.search(text, max(0, end - _REACH), end)
    if match is None:
        return
    before = reader.month(match["month"])
    value = iso_day(year, before, int(match["day"]))
    if before < month and value is not None:
        yield _found(match.start(), match.end("month"), value)
