"""Dates in words and in figures. Every one has a year, so the years are found first and only their surroundings read.

Patterns come from the language's data. Only dates that exist are given; a day without a year is none.
"""

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from communique.detect.mentions.places import Found, chosen
from communique.languages import LanguageData, language

_YEAR = re.compile(r"[12](?:(?<=1)[5-9]|(?<=2)[01])\d\d")
_REACH = 48
"""How far from its year a date reaches, in characters."""
_SHORT = 3
"""Abbreviations as short as this are also words (`mar`, `pro`): as a month they need a day."""
_NO_DATE: dict[str, Any] = {}
"""Said of words that look like a date and are none: `31 February 2023`; no part of them is a date either."""
_ISO = "{year}-{number}-{day}"
_TOKEN = re.compile(r"\{(day|month|number|year)\}|( ?)\[([^\]]{0,400})\]|( )|([^{}\[\] ]{1,400})")
_UP_TO_YEAR = re.compile(r"\}[^{}]*\{year\}.*")
_DASH = r"\s?[-–—]\s?"
_ORDINAL = r"(?:\.?[^\W\d_]{0,2}[.º°ª]?)"
_DAY = r"\d(?<!\d\d)\d?(?!\d)"
_ANY_DAY = re.compile(_DAY)


@dataclass(frozen=True, slots=True)
class DateReader:
    """The expressions of one language, for text in lower case.

    `dates`: whole dates, days, months or years. `days`: days before which no year stands, nor behind them. `year`: a year after a word
    that makes it one. `earlier`: the first day of a range that begins in another month, up to where the second begins. `later`: what
    goes on from a year to the last one of a period.
    """

    dates: tuple[re.Pattern[str], ...]
    days: tuple[re.Pattern[str], ...]
    year: re.Pattern[str] | None
    earlier: re.Pattern[str] | None
    months: dict[str, int]
    later: re.Pattern[str]

    def month(self, name: str) -> int:
        """The number of a month by its name as printed, whatever blanks part its words."""
        return self.months[" ".join(name.split())]


@cache
def date_reader(tag: str) -> DateReader:
    """The expressions of a language, by its tag; an unknown one has dates in ISO 8601 alone."""
    data = language(tag)
    months = {form.lower(): number for number, forms in enumerate(data.months, 1) for form in forms}
    templates = dict.fromkeys((*data.dates, *data.numeric_dates, _ISO))
    year = None
    if data.year_leads:
        leads = _any_of(data.year_leads)
        year = re.compile(
            rf"(?:{leads})(?:(?<=[-’'])|\s{{1,3}})(?P<year>(?:1[89]|20)\d\d)(?![\d%°])(?![.,:/–-]\d)"
        )
    earlier = None
    if data.dates and data.dates[0].startswith("{day}"):
        join = f"(?:{_join(data)})"
        earlier = re.compile(
            rf"(?P<day>\d(?<!\d\d)(?<!\d[./-]\d)\d?){_ORDINAL}\s{{0,2}}(?:\w{{1,2}}[’']?\s)?(?P<month>{_months(data, ' {day}')})\.?{join}\Z"
        )
    days = (_UP_TO_YEAR.sub("}", each) for each in data.dates if "{day}" in each)
    dates, named = (tuple(_compiled(each, data) for each in some) for some in (templates, days))
    joins = _any_of(("-", "–", "—", *data.day_joins))
    later = re.compile(
        rf"(?:\s?\w{{1,4}}\.?)?\s?(?:{joins})\s?(?:\w{{1,5}}\s)?(?P<year>(?:19|20|21)\d\d)(?!\d)"
    )
    return DateReader(dates, named, year, earlier, months, later)


def _any_of(phrases: Iterable[str]) -> str:
    """An expression for one of the phrases, the longest first."""
    longest_first = sorted(phrases, key=lambda each: (-len(each), each))
    return "|".join(re.escape(each.lower()).replace(r"\ ", r"\s") for each in longest_first)


def _join(data: LanguageData) -> str:
    """What stands between the days of a range or list, the last ones."""
    words = _any_of(data.day_joins)
    return rf"{_DASH}|\s(?:{words})\s" if words else _DASH


def _months(data: LanguageData, template: str) -> str:
    forms = {form for month in data.months for form in month}
    if "{day}" not in template:
        forms = {month[0] for month in data.months} | {form for form in forms if len(form) > _SHORT}
    return _any_of(form.lower() for form in forms)


def _compiled(template: str, data: LanguageData) -> re.Pattern[str]:
    """The expression of a template: slots, `[a|b]` for one of these or nothing, blanks and other characters as they are."""
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
                r"\.?" if other == "." and "{month}" in template else re.escape(other.lower())
            )
    return re.compile("".join(parts))


def find_dates(text: str, reader: DateReader) -> list[Found]:
    """The dates in a text. Of a range or list of days each day is one: `12–14 July 2023` holds two."""
    lower = text.lower()
    if len(lower) != len(text):
        lower = text
    found: list[Found] = []
    for start, end in _surroundings(lower):
        day = _ANY_DAY.search(lower, start, end)
        for expression in reader.dates:
            if day is None and "day" in expression.groupindex:
                continue
            for match in expression.finditer(lower, start, end):
                found.extend(_dates_of(match, reader))
        if reader.year is not None:
            years = reader.year.finditer(lower, start, end)
            found.extend(
                _found(*each.span("year"), each["year"])
                for each in years
                if not _word_before(lower, each.start())
            )
    return [each for each in chosen(found) if each.says is not _NO_DATE]


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
    """Whether a character would make a longer word of a date beside it; not in writing that has no spaces, nor in Hangul."""
    return char.isalnum() and not "\u3040" <= char <= "\ud7a3"


def _word_before(text: str, at: int) -> bool:
    """Whether a letter or digit stands right before, or a figure that ends in a sign of its own: `1.12.2023`, `3/4`."""
    return at > 0 and (
        _in_word(text[at - 1]) or (at > 1 and text[at - 1] in "./-,:" and text[at - 2].isdigit())
    )


def _dates_of(match: re.Match[str], reader: DateReader) -> Iterator[Found]:
    text, start, end = match.string, match.start(), match.end()
    if _word_before(text, start) or (end < len(text) and _in_word(text[end])):
        return
    if text[end : end + 1] in {".", "/", "-"} and text[end + 1 : end + 2].isdigit():
        return
    group = match.groupdict()
    year = int(group["year"])
    name = group.get("month")
    month = reader.month(name) if name else int(group.get("number") or 0)
    if "day" not in group:
        yield _found(start, end, f"{year:04}-{month:02}" if month else f"{year:04}")
        return
    first = match.start("days")
    others = (
        (first + each.start(), first + each.end())
        for each in re.finditer(_DAY, match["days"] or "")
    )
    days = [*others, match.span("day")]
    values = [int(text[slice(*each)]) for each in days]
    if values != sorted(set(values)) or not all(_exists(year, month, day) for day in values):
        yield Found(start, end, _NO_DATE)
        return
    for index, (place, value) in enumerate(zip(days, values, strict=True)):
        left = start if index == 0 else place[0]
        right = end if index == len(days) - 1 else place[1]
        yield _found(left, right, f"{year:04}-{month:02}-{value:02}")
    if start == match.start("day"):
        yield from _earlier(text, start, year, month, reader)


def _earlier(text: str, end: int, year: int, month: int, reader: DateReader) -> Iterator[Found]:
    """The first day of a range that begins in an earlier month of the same year: `29 June – 1 July 2023`."""
    match = reader.earlier and reader.earlier.search(text, max(0, end - _REACH), end)
    if match:
        before, day = reader.month(match["month"]), int(match["day"])
        if before < month and _exists(year, before, day):
            yield _found(match.start(), match.end("month"), f"{year:04}-{before:02}-{day:02}")


def _exists(year: int, month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]
