"""Dates in a line that says when: in figures, in words, in Chinese characters, of other calendars.

`dates_in` and `days` try the ways of finding dates in order, the surest first.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from communique.core.expressions import compile_late
from communique.core.numerals import han_number, roman
from communique.core.scripts import COMMAS, SEMICOLONS, CharacterTable, unaccented
from communique.detect.dates.calendar import (
    BUDDHIST_ERA,
    ERAS,
    iso_day,
    other_day,
    persian_day,
)
from communique.detect.dates.patterns import date_reader, find_dates
from communique.detect.wordlists import WORD_LISTS
from communique.languages import LanguageData, all_languages, calendars, months
from communique.languages import language as language_of

WHOLE = len("2024-05-03")
"""The length of a date with its day."""
MAX_DATE_LINE = 60
"""A line of at most this many characters can be a date of any language."""
MAX_RANGE_GAP = 14
"""Two days with at most this many characters between them are the first and last of a meeting."""
MAX_DAY = 31
MAX_YEAR = 2100
MIN_YEAR = 1500
"""A date of an earlier year is not that of a document."""
LONG_MONTH = 5
"""Longer names of months are known without their last letter, which cases change."""
YEAR_REACH = 24
"""The year of a month is within this many characters of it."""
DAY_REACH = YEAR_REACH // 4
OTHER_REACH = 17
"""The day and the year of a month of another calendar are within this many characters of it."""
MAX_FIGURE = 4
"""A figure of a date has at most this many digits."""

_CJK_NUMBER = r"[〇○零元一二三四五六七八九十百千\d]"
_CJK = compile_late(
    r"(令和|平成|昭和|大正|明治|民國|民国|公元|西暦|서기|단기|檀紀)?\s?"
    rf"({_CJK_NUMBER}{{1,6}})\s?[)）]?[年년]\s?({_CJK_NUMBER}{{1,3}})\s?[月월]"
    rf"(?:\s?({_CJK_NUMBER}{{1,3}})\s?[日일])?"
)
_BUDDHIST = compile_late(r"(?:พ\.\s?ศ\.\s?)?\b(2[45]\d\d)\b")
_ERA_LETTERS = compile_late(r"(?<=\d)(?:م|هـ|ه|ء)(?!\w)")
"""Letters that Arabic and Urdu write behind a year without a space."""
_YEAR_WORD = compile_late(r"(?<=\d{4}\.)[gгr](?!\w)")
"""The word for year, abbreviated and set right behind one."""
_DAY, _MONTH, _YEAR = (
    r"(?P<day>\d{1,2})",
    r"(?P<month>\d{1,2})",
    r"(?P<year>(?:19|20)\d\d)",
)
_DAY_FIRST = compile_late(
    rf"(?<![\d/.-]){_DAY}\s?[./-]\s?{_MONTH}\s?[./-]\s?{_YEAR}(?![\d/-])"
)
_YEAR_FIRST = compile_late(
    rf"(?<![\d/.-]){_YEAR}\s?[./-]\s?{_MONTH}\s?[./-]\s?{_DAY}(?![\d/-])"
)
_ROMAN_MONTH = compile_late(
    rf"(?<![\w.]){_DAY}[./ ]\s?(?P<month>[IVX]{{1,4}})[./ ]\s?{_YEAR}(?!\d)"
)
"""A day whose month is a roman number: `18.X.2023`."""
_CLAUSE_MARKS = rf"[{COMMAS}{SEMICOLONS}]"
_DAY_FIGURE = compile_late(r"(?<![\d/.-])(?:[12]\d|3[01]|0?[1-9])(?![\d/])")
_YEAR_FIGURE = compile_late(r"(?<!\d)(?:1[6-9]|20)\d\d(?!\d)")
_OTHER_YEAR = compile_late(r"(?<![\d/.-])\d{4}(?![\d/])")
_PERSIAN = compile_late(
    r"(?<![\d/.-])(1[34]\d\d)/(0?[1-9]|1[0-2])/(0?[1-9]|[12]\d|3[01])(?![\d/-])"
)
_REST_OF_WORD = compile_late(r"[^\W\d_]*")


def _ascii(char: str) -> str:
    if char.isdecimal():
        return str(int(char))
    return "I" if char == "İ" else char  # in lower case it would be two characters


_ASCII = CharacterTable(_ascii)
_BARE = CharacterTable(lambda char: unaccented(char) or " ")
"""Characters without diacritics; a diacritic alone becomes a space."""


class Day(NamedTuple):
    """A date in a text: where it is, and its value in ISO 8601; of an Islamic date the month alone."""

    start: int
    end: int
    value: str

    @property
    def whole(self) -> bool:
        """Whether the day is known, and not the month or year alone."""
        return len(self.value) == WHOLE


def to_ascii(text: str) -> str:
    """A text with ASCII digits, as long as it was; letters for an era glued to a year are blanks."""
    if text.isascii():
        return text
    return _ERA_LETTERS.sub(lambda match: " " * len(match[0]), text.translate(_ASCII))


def days(text: str, words: LanguageData) -> list[Day]:
    """The dates in a text; whole ones are the first choice.

    The decoder has learnt from these. Facts are read by `dates_in`, which knows more.
    """
    plain = _in_common_era(to_ascii(text), words)
    found = _known_forms(plain, words)
    if not any(day.whole for day in found):
        found = [*spoken(plain, words), *loose(plain, words, cut=True), *found]
    return found


@lru_cache(1024)
def dates_in(text: str, words: LanguageData) -> tuple[Day, ...]:
    """The same, with dates of other calendars and months alone.

    A day that is the beginning of a year is not one here.
    """
    plain = _in_common_era(to_ascii(_YEAR_WORD.sub(" ", text)), words)
    found = _known_forms(plain, words)
    if not found:
        found = list(_in_figures(plain, _ROMAN_MONTH)) or _read(plain, words.tag)
    if not any(day.whole for day in found):
        found = [*spoken(plain, words), *loose(plain, words, cut=False), *found]
    if not any(day.whole for day in found):
        found = [*other_dates(plain, words.tag.partition("-")[0]), *found]
    if not found and len(text) <= MAX_DATE_LINE and _YEAR_FIGURE.search(plain):
        found = _of_any_language(plain)
    return tuple(found)


def _of_any_language(plain: str) -> list[Day]:
    """The dates by the first language that finds some: that of the text may not be known."""
    for language in all_languages():
        found = list(loose(plain, language, cut=False))
        if found:
            return found
    return []


def _in_common_era(plain: str, words: LanguageData) -> str:
    """A text in ASCII digits, in which Thai years of the Buddhist era are those of the common era."""
    if words.tag != "th" or _CJK.search(plain):
        return plain

    def common(match: re.Match[str]) -> str:
        before_year = match[0][: -len(match[1])]
        return before_year + str(int(match[1]) - BUDDHIST_ERA)

    return _BUDDHIST.sub(common, plain)


def _known_forms(plain: str, words: LanguageData) -> list[Day]:
    """The dates whose form is known: Chinese, in the text's language, in English, in figures."""
    found = list(_cjk(plain))
    if found or not any(map(str.isdigit, plain)):
        return found
    for tag in (words.tag, "en"):
        found = _read(plain, tag)
        if any(day.whole for day in found):
            return found
    return list(_in_figures(plain, _DAY_FIRST, _YEAR_FIRST)) or found


def _read(text: str, tag: str) -> list[Day]:
    """The dates in a text by the patterns of a language."""
    found = find_dates(text, date_reader(tag))
    return [Day(each.start, each.end, each.says["date"]) for each in found]


def last_of_range(found: Sequence[Day]) -> Day | None:
    """The first date; of a meeting that lasts several days the last one."""
    whole = [day for day in found if day.whole] or list(found)
    if not whole:
        return None
    first = whole[0]
    if len(whole) > 1:
        second = whole[1]
        near = second.start - first.end <= MAX_RANGE_GAP
        if near and second.value > first.value:
            return Day(first.start, second.end, second.value)
    return first


def _in_figures(text: str, *patterns: re.Pattern[str]) -> Iterator[Day]:
    for pattern in patterns:
        for match in pattern.finditer(text):
            printed = match["month"]
            month = int(printed) if printed.isdecimal() else roman(printed.lower()) or 0
            value = iso_day(int(match["year"]), month, int(match["day"]))
            if value:
                yield Day(*match.span(), value)


def _cjk(text: str) -> Iterator[Day]:
    for match in _CJK.finditer(text):
        era, printed_year, printed_month, printed_day = match.groups()
        year = han_number(printed_year) + ERAS.get(era, 0)
        if year <= MIN_YEAR:
            continue
        day = han_number(printed_day) if printed_day else 1
        value = iso_day(year, han_number(printed_month), day)
        if value:
            yield Day(*match.span(), value if printed_day else value[: len("2024-05")])


class Numerals(NamedTuple):
    """How a language writes numbers and months in words, in lower case without accents."""

    values: Mapping[str, int]
    word: re.Pattern[str]
    months: Mapping[str, int]


@cache
def _numerals(tag: str) -> Numerals | None:
    """The words for numbers of a language; None where they are not known."""
    given = WORD_LISTS["numerals"].get(tag)
    if not given:
        return None
    values: dict[str, int] = {}
    for number, forms in given.items():
        for word in forms.split():
            values[unaccented(word)] = int(number)
    longest_first = sorted(map(re.escape, values), key=len, reverse=True)
    named: dict[str, int] = {}
    for month, printed in _months_of(tag):
        if len(printed) > 2:
            named[unaccented(printed)] = month
    return Numerals(values, compile_late("|".join(longest_first)), named)


def _months_of(tag: str) -> Iterator[tuple[int, str]]:
    """The number and a printed form of each month of a language."""
    for number, forms in enumerate(language_of(tag).months or months(tag), 1):
        for form in forms:
            yield number, form


def spoken(text: str, words: LanguageData) -> Iterator[Day]:
    """Dates of which the day, the year or both are in words: `this third day of May two thousand`."""
    numerals = _numerals(words.tag)
    if numerals is None:
        return
    folded = _folded(text)
    for match in re.finditer(r"[^\W\d_]{3,}", folded):
        month = numerals.months.get(match[0])
        if month is None:
            continue
        before = folded[max(0, match.start() - 50) : match.start()]
        after = folded[match.end() : match.end() + 80]
        day_words = re.split(_CLAUSE_MARKS, before)[-1]
        year_words = re.split(_CLAUSE_MARKS, after.lstrip(f" {COMMAS}"))[0]
        day = _spoken_day(day_words, numerals)
        year = _spoken_year(year_words, numerals)
        if day and year > MIN_YEAR:
            value = iso_day(year, month, day)
            if value:
                yield Day(match.start(), match.end(), value)


def _folded(text: str) -> str:
    """A text in lower case, without accents where it stays as long as it was."""
    lower = text.lower()
    if len(lower) != len(text):
        return lower
    bare = lower.translate(_BARE)
    return bare if len(bare) == len(text) else lower


def _spoken_day(text: str, numerals: Numerals) -> int:
    """The day that words before a month say; 0 without one."""
    figures = re.findall(r"\d{1,4}", text)
    if figures:
        return int(figures[-1])
    return _spoken_number(text, numerals, most=MAX_DAY, complete=1)


def _spoken_year(text: str, numerals: Numerals) -> int:
    """The year that words behind a month say; 0 without one."""
    figures = re.findall(r"\d{1,4}", text)
    if figures:
        return int(figures[0])
    return _spoken_number(text, numerals, most=MAX_YEAR, complete=1000)


def _spoken_number(text: str, numerals: Numerals, *, most: int, complete: int) -> int:
    """The number that the words of a text add up to.

    A number of at least `complete` ends before a word that is no part of it; `most` is the largest.
    """
    total = 0
    for word in re.findall(r"[^\W\d_]+", text):
        parts = _number_parts(word, numerals)
        if not parts and total >= complete and len(word) > 3:
            break
        for value in parts:
            total = _with_part(total, value, numerals, most)
    return total


_LONG_JOINS = ("und", "en")
"""Words for `and` between the parts of a number in one word."""
_SHORT_JOINS = ("y", "e", "و")
"""Letters for `and` before the first part."""


def _number_parts(word: str, numerals: Numerals) -> list[int]:
    """The values of the numbers that a word is made of: `vierundzwanzig` is 4 and 20."""
    parts: list[int] = []
    at = 0
    while at < len(word):
        match = numerals.word.match(word, at)
        if match is not None:
            parts.append(numerals.values[match[0]])
            at = match.end()
            continue
        joins = _LONG_JOINS if parts else _SHORT_JOINS
        join = next((each for each in joins if word.startswith(each, at)), None)
        if join is None:
            break
        at += len(join)
    return parts


def _with_part(total: int, value: int, numerals: Numerals, most: int) -> int:
    """A number with one more part."""
    if value == 1000:
        return max(total, 1) * 1000
    if value == 100:
        thousands = total // 1000 * 1000
        return thousands + max(total % 1000, 1) * 100
    four_twenties = (
        value == 20 and total % 20 == 4 and 80 not in numerals.values.values()
    )
    if four_twenties:
        return total + 76
    if total % 10 and value % 10:  # two numbers: `the fifth and eleventh day`
        return value if total <= MAX_DAY else total
    return total + value if total + value <= most else total


@cache
def _month_words(tag: str) -> tuple[dict[str, int], str]:
    """The beginnings of the names of a language's months with their numbers, and a pattern for one.

    Long names are without their last letter. In Latin script, of a language whose patterns of dates
    are known, short names are left out: they are words, too.
    """
    known = language_of(tag)
    forms = {form: number for number, form in _months_of(tag)}
    has_patterns = known.dates and min(map(ord, "".join(forms))) < 0x0250
    least = LONG_MONTH if has_patterns else 2
    long: dict[str, int] = {}
    short: dict[str, int] = {}
    for form, number in forms.items():
        if len(form) > LONG_MONTH:
            long[form.lower()[:-1]] = number
        elif len(form) > least:
            short[form.lower()] = number
    either: list[str] = []
    if long:
        either.append(f"(?:{'|'.join(map(re.escape, long))})")
    if short:
        either.append(rf"(?:{'|'.join(map(re.escape, short))})(?!\w)")
    return long | short, rf"(?<![^\W\d_])(?:{'|'.join(either)})"


def loose(text: str, words: LanguageData, *, cut: bool) -> Iterator[Day]:
    """Dates in no known order: the name of a month in any case, and a day and a year beside it.

    `cut`: a figure is cut where the reach of the month ends, and the ending of its name counts as
    part of that reach. The decoder has learnt from dates that are found in this way.
    """
    forms, expression = _month_words(words.tag.partition("-")[0])
    lower = text.lower()
    if not _YEAR_FIGURE.search(text) or not any(map(lower.__contains__, forms)):
        return
    seen_beyond = 0 if cut else MAX_FIGURE
    for match in re.finditer(expression, lower):
        end = match.end()
        rest = None if cut else _REST_OF_WORD.match(text, end)
        if rest is not None:
            end = rest.end()
        span = (match.start(), end)
        day = _nearest(_DAY_FIGURE, text, span, DAY_REACH, seen_beyond)
        year = _nearest(_YEAR_FIGURE, text, span, YEAR_REACH, seen_beyond)
        if day and year:
            value = iso_day(int(year[0]), forms[match[0]], int(day[0]))
            yield from _spanning(value, match, day, year)


def _spanning(value: str | None, *found: re.Match[str]) -> Iterator[Day]:
    """A date, if it is one, from the first to the last of the words and figures that say it."""
    if value is not None:
        start = min(match.start() for match in found)
        end = max(match.end() for match in found)
        yield Day(start, end, value)


def _nearest(
    pattern: re.Pattern[str],
    text: str,
    span: tuple[int, int],
    reach: int,
    seen_beyond: int,
) -> re.Match[str] | None:
    """The figures nearest to a word within its reach; figures beyond it are seen whole."""
    start, end = span
    last = end + reach
    near = [
        match
        for match in pattern.finditer(text, max(0, start - reach), last + seen_beyond)
        if match.end() <= last
    ]
    return min(
        near,
        key=lambda match: abs(match.end() + match.start() - end - start),
        default=None,
    )


def other_dates(text: str, tag: str) -> Iterator[Day]:
    """The dates of the other calendars that a language uses, in a text with ASCII digits."""
    named, pattern = _other_months(tag)
    if "persian" in dict(calendars(tag)):
        for match in _PERSIAN.finditer(text):
            yield Day(*match.span(), persian_day(*map(int, match.groups())))
    if pattern is None:
        return
    for match in pattern.finditer(text):
        day = _nearest(_DAY_FIGURE, text, match.span(), OTHER_REACH, 0)
        year = _nearest(_OTHER_YEAR, text, match.span(), OTHER_REACH, 0)
        if day and year:
            calendar, month = named[match[0]]
            value = other_day(calendar, int(year[0]), month, int(day[0]))
            yield from _spanning(value, match, day, year)


@cache
def _other_months(
    tag: str,
) -> tuple[Mapping[str, tuple[str, int]], re.Pattern[str] | None]:
    """The months of a language's other calendars by name, and an expression for a name."""
    named: dict[str, tuple[str, int]] = {}
    for calendar, names in calendars(tag):
        for number, forms in enumerate(names, 1):
            for form in forms:
                named[form] = (calendar, number)
    if not named:
        return named, None
    longest_first = "|".join(sorted(map(re.escape, named), key=len, reverse=True))
    return named, compile_late(rf"(?<!\w)(?:{longest_first})(?=\W|\d|$)")
