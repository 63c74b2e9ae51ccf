"""Dates of other calendars, Persian, Islamic and Ethiopic, as days of the common one.

Their months have names of their own, in `languages/calendars.tsv`. They are looked for where a text gives no date of the
common calendar, which is mostly printed beside them.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache, partial
from typing import NamedTuple

from communique.languages import calendars

LONGEST = 31
"""No month has more days."""
REACH = 12
"""The day and the year of a month stand within so many characters of it."""
WIDEST = 5
"""A figure and what stands behind it is no wider."""
_FIGURES = re.compile(r"(?<![\d/.-])\d{1,4}(?![\d/])")
_PERSIAN = re.compile(r"(?<![\d/.-])(1[34]\d\d)/(0?[1-9]|1[0-2])/(0?[1-9]|[12]\d|3[01])(?![\d/-])")
_LEAP = (1, 5, 9, 13, 17, 22, 26, 30)
"""The years among 33 that are leap years of the Persian calendar."""


class Day(NamedTuple):
    """A date in a text: where it stands, and its value in ISO 8601; the month alone where the calendar goes by the moon that was seen."""

    start: int
    end: int
    value: str


def other_dates(text: str, tag: str) -> Iterator[Day]:
    """The dates in a text of the other calendars that are used in its language; figures are those of ASCII."""
    months, pattern = _months(tag)
    for match in _PERSIAN.finditer(text) if "persian" in dict(calendars(tag)) else ():
        yield Day(*match.span(), _persian(*map(int, match.groups())))
    for match in pattern.finditer(text) if pattern is not None else ():
        around = _FIGURES.finditer(text, max(0, match.start() - REACH), match.end() + REACH + WIDEST)
        near = sorted((each for each in around if _apart(match, each) <= REACH), key=partial(_apart, match))
        day = next((each for each in near if 0 < int(each.group()) <= LONGEST), None)
        year = next((each for each in near if len(each.group()) == 4), None)
        if day is None or year is None:
            continue
        calendar, month = months[match.group()]
        value = _value(calendar, int(year.group()), month, int(day.group()))
        if value is not None:
            found = (match, day, year)
            yield Day(min(each.start() for each in found), max(each.end() for each in found), value)


def _apart(one: "re.Match[str]", two: "re.Match[str]") -> int:
    """How many characters stand between two matches."""
    return max(one.start() - two.end(), two.start() - one.end())


@cache
def _months(tag: str) -> tuple[Mapping[str, tuple[str, int]], re.Pattern[str] | None]:
    """The names of the months of a language's other calendars, and an expression for one of them."""
    numbered = ((calendar, *each) for calendar, months in calendars(tag) for each in enumerate(months, 1))
    named = {form: (calendar, number) for calendar, number, forms in numbered for form in forms}
    names = "|".join(sorted(map(re.escape, named), key=len, reverse=True))
    return named, re.compile(rf"(?<!\w)(?:{names})(?=\W|\d|$)") if named else None


def _value(calendar: str, year: int, month: int, day: int) -> str | None:
    """A day of another calendar in ISO 8601, if there can be one.

    In the Ethiopic calendar twelve months have 30 days, the rest is the last one, and every fourth year has a day more; the year 2015
    began on 11 September 2022. Of the Islamic calendar it is the month, since the day depends on where the moon was seen: none where
    it could be in the next one.
    """
    if not (1800 < year < 2100 if calendar == "ethiopic" else 1200 < year < 1500):
        return None
    if calendar == "persian":
        return _persian(year, month, day)
    if calendar == "ethiopic":
        begin = date(2022, 9, 11).toordinal() + 365 * (year - 2015) + year // 4 - 2015 // 4
        return _iso(begin + 30 * (month - 1) + day - 1)
    begin = date(622, 7, 19).toordinal() + 354 * (year - 1) + (11 * year + 3) // 30
    ordinal = begin + 29 * (month - 1) + month // 2 + day - 1
    first, last = _iso(ordinal - 1)[:7], _iso(ordinal + 1)[:7]
    return first if first == last else None


def _iso(ordinal: int) -> str:
    return date.fromordinal(ordinal).isoformat()


def _persian(year: int, month: int, day: int) -> str:
    """The first six months have 31 days, the others 30; the year 1400 began on 21 March 2021."""
    leap = 8 * (year // 33) + sum(each < year % 33 for each in _LEAP)
    of_1400 = 8 * (1400 // 33) + sum(each < 1400 % 33 for each in _LEAP)
    begin = date(2021, 3, 21).toordinal() + 365 * (year - 1400) + leap - of_1400
    return _iso(begin + 30 * (month - 1) + min(month - 1, 6) + day - 1)
