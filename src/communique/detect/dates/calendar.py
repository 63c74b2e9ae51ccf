"""Days in ISO 8601, and the arithmetic of the calendars that documents are dated by."""

from calendar import monthrange
from collections.abc import Mapping
from datetime import date, timedelta

ERAS: Mapping[str, int] = {
    "令和": 2018,
    "平成": 1988,
    "昭和": 1925,
    "大正": 1911,
    "明治": 1867,
    "단기": -2333,
    "檀紀": -2333,
    "民國": 1911,
    "民国": 1911,
}
"""The year before the first one of an era."""
BUDDHIST_ERA = 543
"""The Buddhist era is this many years ahead."""
_LEAP_YEARS = (1, 5, 9, 13, 17, 22, 26, 30)
"""The years among 33 that are leap years of the Persian calendar."""


def iso_day(year: int, month: int, day: int) -> str | None:
    """A day in ISO 8601, or None if there is no such day.

    >>> iso_day(2023, 2, 28), iso_day(2023, 2, 31)
    ('2023-02-28', None)
    """
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def later(day: str, number: int, unit: str) -> str | None:
    """The day this many days, weeks, months or years after a day in ISO 8601; None if there is
    none.

    A month later is the same day of the next month, or the last one of a shorter month.

    >>> (
    ...     later("2024-01-31", 1, "month"),
    ...     later("2024-01-31", 2, "week"),
    ...     later("soon", 1, "day"),
    ... )
    ('2024-02-29', '2024-02-14', None)
    """
    try:
        first = date.fromisoformat(day)
        if unit == "day":
            return (first + timedelta(days=number)).isoformat()
        if unit == "week":
            return (first + timedelta(weeks=number)).isoformat()
        months = number * 12 if unit == "year" else number
        year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
        last_day = monthrange(year, month + 1)[1]
        return date(year, month + 1, min(first.day, last_day)).isoformat()
    except (ValueError, OverflowError):
        return None


def persian_day(year: int, month: int, day: int) -> str:
    """A day of the Persian calendar.

    The first six months have 31 days, the others 30. The year 1400 began on 21 March 2021.
    """
    leap_days = _persian_leap_days(year) - _persian_leap_days(1400)
    new_year = date(2021, 3, 21).toordinal() + 365 * (year - 1400) + leap_days
    before_month = 30 * (month - 1) + min(month - 1, 6)
    return _from_ordinal(new_year + before_month + day - 1)


def _persian_leap_days(year: int) -> int:
    cycles, rest = divmod(year, 33)
    return 8 * cycles + sum(leap < rest for leap in _LEAP_YEARS)


def ethiopic_day(year: int, month: int, day: int) -> str:
    """A day of the Ethiopic calendar.

    Twelve months have 30 days, the thirteenth has the rest; every fourth year has a day more. The
    year 2015 began on 11 September 2022.
    """
    leap_days = year // 4 - 2015 // 4
    new_year = date(2022, 9, 11).toordinal() + 365 * (year - 2015) + leap_days
    return _from_ordinal(new_year + 30 * (month - 1) + day - 1)


def islamic_month(year: int, month: int, day: int) -> str | None:
    """The month of a day of the Islamic calendar, or None if it can be one of two.

    The day itself depends on where the moon was seen.
    """
    new_year = date(622, 7, 19).toordinal() + 354 * (year - 1) + (11 * year + 3) // 30
    ordinal = new_year + 29 * (month - 1) + month // 2 + day - 1
    earliest = _from_ordinal(ordinal - 1)[: len("2024-05")]
    latest = _from_ordinal(ordinal + 1)[: len("2024-05")]
    return earliest if earliest == latest else None


def other_day(calendar: str, year: int, month: int, day: int) -> str | None:
    """A day of another calendar (`persian`, `ethiopic`, `islamic`), or None.

    None where the year is not of our time. Of an Islamic day it is the month.
    """
    if calendar == "ethiopic":
        return ethiopic_day(year, month, day) if 1800 < year < 2100 else None
    if not 1200 < year < 1500:
        return None
    if calendar == "persian":
        return persian_day(year, month, day)
    return islamic_month(year, month, day)


def _from_ordinal(ordinal: int) -> str:
    return date.fromordinal(ordinal).isoformat()
