"""Where and when: days in a line, in figures, in words, in Chinese characters, of other calendars; and the place beside a day."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from communique.core.numerals import han_number, roman
from communique.core.scripts import COLONS, COMMAS, SEMICOLONS, CharacterTable, is_small, unaccented
from communique.detect.mentions.dates import date_reader, find_dates
from communique.detect.signatures.signing import SIGNING, any_of, word_list
from communique.languages import LanguageData, all_languages, calendars, months
from communique.languages import language as language_of

_CJK_NUMBER = r"[〇○零元一二三四五六七八九十百千\d]"
_CJK = re.compile(
    rf"(令和|平成|昭和|大正|明治|民國|民国|公元|西暦|서기|단기|檀紀)?\s?({_CJK_NUMBER}{{1,6}})\s?[)）]?[年년]\s?({_CJK_NUMBER}{{1,3}})\s?[月월](?:\s?({_CJK_NUMBER}{{1,3}})\s?[日일])?"
)
ERAS = {
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
_BUDDHIST = re.compile(r"(?:พ\.\s?ศ\.\s?)?\b(2[45]\d\d)\b")
_GLUED = re.compile(r"(?<=\d)(?:م|هـ|ه|ء)(?!\w)")
"""What Arabic and Urdu write behind a year without a space."""
_YEAR_WORD = re.compile(r"(?<=\d{4}\.)[gгr](?!\w)")
"""The word for year, shortened and set right behind one."""
_ERA_BEHIND = re.compile(r"^\s?(?:م|هـ|ه|ء)(?!\w)")
BUDDHIST = 543
_DAY, _MONTH, _YEAR = r"(?P<day>\d{1,2})", r"(?P<month>\d{1,2})", r"(?P<year>(?:19|20)\d\d)"
_FIGURES = re.compile(rf"(?<![\d/.-]){_DAY}\s?[./-]\s?{_MONTH}\s?[./-]\s?{_YEAR}(?![\d/-])")
_FIRST_YEAR = re.compile(rf"(?<![\d/.-]){_YEAR}\s?[./-]\s?{_MONTH}\s?[./-]\s?{_DAY}(?![\d/-])")
_ROMAN_MONTH = re.compile(rf"(?<![\w.]){_DAY}[./ ]\s?(?P<month>[IVX]{{1,4}})[./ ]\s?{_YEAR}(?!\d)")
"""A day whose month is a roman number: `18.X.2023`."""
WHOLE = 10
"""A date with its day has so many characters."""
LINE = 60
"""A line up to so long can be a date of any language."""
MAX_DAY = 31
MAX_PLACE = 5
"""A place has so many words at most."""
RANGE = 14
"""Two days with no more than so much between them are the first and the last of a meeting."""
_CLAUSES = rf"[{COMMAS}{SEMICOLONS}]"
_ASCII = CharacterTable(
    lambda char: str(int(char)) if char.isdecimal() else "I" if char == "İ" else char
)
"""Digits of all scripts become those of ASCII, a capital with two characters in lower case one with one."""
_BARE = CharacterTable(lambda char: unaccented(char) or " ")
"""Characters lose their diacritics, and those that are nothing else are a space."""


class Day(NamedTuple):
    """A date in a text: where it stands, and its value in ISO 8601; the month alone where the calendar goes by the moon that was seen."""

    start: int
    end: int
    value: str


def to_ascii(text: str) -> str:
    """A text with the figures of ASCII, as long as it was; the letters that Arabic and Urdu glue to a year are blanks."""
    return (
        text
        if text.isascii()
        else _GLUED.sub(lambda match: " " * len(match.group()), text.translate(_ASCII))
    )


def days(text: str, words: LanguageData) -> list[Day]:
    """The dates in a text, whole ones first choice: in its language, in figures, in words, and in English.

    It is what the decoder has learnt from; facts are read by `dates_in`, which knows more.
    """
    plain, found = _sure(text, words)
    if not any(len(each.value) == WHOLE for each in found):
        found = [*spoken(plain, words), *loose(plain, words, cut=True), *found]
    return found


@lru_cache(1024)
def dates_in(text: str, words: LanguageData) -> tuple[Day, ...]:
    """The same with dates of other calendars and months alone, and without days that are the beginning of a year."""
    plain, found = _sure(_YEAR_WORD.sub(" ", text), words)
    found = found or list(_in_figures(plain, _ROMAN_MONTH)) or _read(plain, words.tag)
    if not any(len(each.value) == WHOLE for each in found):
        found = [*spoken(plain, words), *loose(plain, words, cut=False), *found]
    if not any(len(each.value) == WHOLE for each in found):
        found = [*other_dates(plain, words.tag.partition("-")[0]), *found]
    if len(text) <= LINE and not found and _YEAR_FIGURE.search(plain):
        others = (list(loose(plain, each, cut=False)) for each in all_languages())
        found = next(
            filter(None, others), found
        )  # the language of the text may not be known, or another like it
    return tuple(found)


def _sure(text: str, words: LanguageData) -> tuple[str, list[Day]]:
    """A text with the figures of ASCII and years of the common era, and the dates in it whose form is known."""
    plain = to_ascii(text)
    found = list(_cjk(plain))
    if not found and any(map(str.isdigit, plain)):
        if words.tag == "th":
            plain = _BUDDHIST.sub(
                lambda match: match[0][: -len(match[1])] + str(int(match[1]) - BUDDHIST), plain
            )
        for tag in (words.tag, "en"):
            found = _read(plain, tag)
            if any(len(each.value) == WHOLE for each in found):
                return plain, found
        found = list(_in_figures(plain, _FIGURES, _FIRST_YEAR)) or found
    return plain, found


def _read(text: str, tag: str) -> list[Day]:
    """The dates in a text by the patterns of a language."""
    read = find_dates(text, date_reader(tag))
    return [
        Day(each.start, each.end, each.says["date"])
        for each in read
        if each.says.get("kind") == "date"
    ]


def last_of_range(found: Sequence[Day]) -> Day | None:
    """The first date, or of a meeting that lasts several days the last one."""
    whole = [each for each in found if len(each.value) == 10] or found
    best = whole[0] if whole else None
    for one, two in pairwise(whole):
        if one is best and two.start - one.end <= RANGE and two.value > one.value:
            best = Day(one.start, two.end, two.value)
            break
    return best


def _in_figures(text: str, *patterns: re.Pattern[str]) -> Iterator[Day]:
    for match in (match for pattern in patterns for match in pattern.finditer(text)):
        month = match["month"]
        number = int(month) if month.isdecimal() else roman(month.lower()) or 0
        value = _iso(int(match["year"]), number, int(match["day"]))
        if value:
            yield Day(*match.span(), value)


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _cjk(text: str) -> Iterator[Day]:
    for match in _CJK.finditer(text):
        era, year, month, day = match.groups()
        number = han_number(year) + ERAS.get(era, 0)
        value = (
            _iso(number, han_number(month), han_number(day) if day else 1)
            if number > 1500
            else None
        )
        if value:
            yield Day(*match.span(), value if day else value[:7])


@cache
def _listed(kind: str) -> frozenset[str]:
    """`places`: words before the name of a place; `place particles`: small words inside; `between place and day`: others;
    `no places`: days of the week, and what is written for the press, which stand beside a day too.
    """
    return frozenset(word_list(kind))


@cache
def _numerals(tag: str) -> tuple[dict[str, int], re.Pattern[str] | None, dict[str, int]]:
    """The words for numbers of a language, an expression for one of them, and the names of its months."""
    given = SIGNING["numerals"].get(tag, {})
    values = {
        unaccented(word): int(number) for number, forms in given.items() for word in forms.split()
    }
    pattern = "|".join(sorted(map(re.escape, values), key=len, reverse=True))
    named = language_of(tag).months or months(tag)
    known = {
        unaccented(form): number
        for number, forms in enumerate(named, 1)
        for form in forms
        if len(form) > 2
    }
    return values, re.compile(pattern) if values else None, known


def spoken(text: str, words: LanguageData) -> Iterator[Day]:
    """Dates of which the day, the year or both are words: `this third day of May two thousand and four`."""
    values, pattern, known = _numerals(words.tag)
    if pattern is None:
        return
    lower = text.lower()
    folded = lower.translate(_BARE) if len(lower) == len(text) else ""
    if len(folded) != len(text):
        folded = lower
    for match in re.finditer(r"[^\W\d_]{3,}", folded):
        month = known.get(match.group())
        if month is None:
            continue
        before, after = (
            folded[max(0, match.start() - 50) : match.start()],
            folded[match.end() : match.end() + 80],
        )
        day = _spoken_number(re.split(_CLAUSES, before)[-1], values, pattern, MAX_DAY)
        year = _spoken_number(
            re.split(_CLAUSES, after.lstrip(f" {COMMAS}"))[0], values, pattern, 2100
        )
        if day and year and year > 1500:
            value = _iso(year, month, day)
            if value:
                yield Day(match.start(), match.end(), value)


@cache
def _month_words(tag: str) -> tuple[dict[str, int], str]:
    """The names of the months of a language, long ones without the last letter, which cases change; an expression for one,
    which is compiled where one stands in a text. Of a language whose patterns of dates are known short ones are left out: they are words, too.
    """
    known = language_of(tag)
    forms = {
        form: number
        for number, names in enumerate(known.months or months(tag), 1)
        for form in names
    }
    long = {form.lower()[:-1]: number for form, number in forms.items() if len(form) > LONG_MONTH}
    least = LONG_MONTH if known.dates and min(map(ord, "".join(forms))) < 0x0250 else 2
    short = {
        form.lower(): number for form, number in forms.items() if least < len(form) <= LONG_MONTH
    }
    either = (
        rf"(?:{'|'.join(map(re.escape, names))}){end}"
        for names, end in ((long, ""), (short, r"(?!\w)"))
        if names
    )
    return long | short, rf"(?<![^\W\d_])(?:{'|'.join(either)})"


LONG_MONTH = 5
REACH = 24
"""The year of a month stands within so many characters of it, the day within a quarter of that."""
_DAY_FIGURE = re.compile(r"(?<![\d/.-])(?:[12]\d|3[01]|0?[1-9])(?![\d/])")
OVER = 4
"""A figure is no longer."""
_REST = re.compile(r"[^\W\d_]*")
"""The rest of a word of which the beginning is known."""
_YEAR_FIGURE = re.compile(r"(?<!\d)(?:1[6-9]|20)\d\d(?!\d)")


def loose(text: str, words: LanguageData, *, cut: bool) -> Iterator[Day]:
    """Dates in no known order: the name of a month in any case, and beside it the figures of a day and a year.

    `cut`: a figure can be cut where the reach of the month ends, and the ending of its name counts as more than it.
    """
    forms, expression = _month_words(words.tag.partition("-")[0])
    lower = text.lower()
    if not _YEAR_FIGURE.search(text) or not any(map(lower.__contains__, forms)):
        return
    over = 0 if cut else OVER
    for match in re.finditer(expression, lower):
        rest = None if cut else _REST.match(text, match.end())
        end = (rest or match).end()
        day = _nearest(_DAY_FIGURE, text, match.start(), end, REACH // 4, over)
        year = _nearest(_YEAR_FIGURE, text, match.start(), end, REACH, over)
        value = (
            _iso(int(year.group()), forms[match.group()], int(day.group()))
            if day and year
            else None
        )
        yield from _spanning(value, match, day, year)


def _spanning(value: str | None, *found: re.Match[str] | None) -> Iterator[Day]:
    """A date, if it is one, from the first to the last of the words and figures that say it."""
    those = [each for each in found if each is not None]
    if value is not None:
        yield Day(min(each.start() for each in those), max(each.end() for each in those), value)


def _nearest(
    pattern: re.Pattern[str], text: str, start: int, end: int, reach: int, over: int
) -> re.Match[str] | None:
    """The figures that stand nearest to a word, within reach of it; `over`: so many characters more are seen."""
    found = pattern.finditer(text, max(0, start - reach), end + reach + over)
    near = (each for each in found if each.end() <= end + reach)
    return min(near, key=lambda each: abs(each.end() + each.start() - end - start), default=None)


_OTHER_YEAR = re.compile(r"(?<![\d/.-])\d{4}(?![\d/])")
_PERSIAN = re.compile(r"(?<![\d/.-])(1[34]\d\d)/(0?[1-9]|1[0-2])/(0?[1-9]|[12]\d|3[01])(?![\d/-])")
_LEAP = (1, 5, 9, 13, 17, 22, 26, 30)
"""The years among 33 that are leap years of the Persian calendar."""
NEARBY = 17
"""The day and the year of a month of another calendar stand within so many characters of it."""


def other_dates(text: str, tag: str) -> Iterator[Day]:
    """The dates in a text of the other calendars that are used in its language; figures are those of ASCII."""
    months, pattern = _other_months(tag)
    for match in _PERSIAN.finditer(text) if "persian" in dict(calendars(tag)) else ():
        yield Day(*match.span(), _persian(*map(int, match.groups())))
    for match in pattern.finditer(text) if pattern is not None else ():
        day, year = (
            _nearest(each, text, *match.span(), NEARBY, 0) for each in (_DAY_FIGURE, _OTHER_YEAR)
        )
        calendar, month = months[match.group()]
        value = (
            _value(calendar, int(year.group()), month, int(day.group())) if day and year else None
        )
        yield from _spanning(value, match, day, year)


@cache
def _other_months(tag: str) -> tuple[Mapping[str, tuple[str, int]], re.Pattern[str] | None]:
    """The names of the months of a language's other calendars, and an expression for one of them."""
    numbered = (
        (calendar, *each) for calendar, months in calendars(tag) for each in enumerate(months, 1)
    )
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
        return _day_of(begin + 30 * (month - 1) + day - 1)
    begin = date(622, 7, 19).toordinal() + 354 * (year - 1) + (11 * year + 3) // 30
    ordinal = begin + 29 * (month - 1) + month // 2 + day - 1
    first, last = _day_of(ordinal - 1)[:7], _day_of(ordinal + 1)[:7]
    return first if first == last else None


def _day_of(ordinal: int) -> str:
    return date.fromordinal(ordinal).isoformat()


def _persian(year: int, month: int, day: int) -> str:
    """The first six months have 31 days, the others 30; the year 1400 began on 21 March 2021."""
    leap = 8 * (year // 33) + sum(each < year % 33 for each in _LEAP)
    of_1400 = 8 * (1400 // 33) + sum(each < 1400 % 33 for each in _LEAP)
    begin = date(2021, 3, 21).toordinal() + 365 * (year - 1400) + leap - of_1400
    return _day_of(begin + 30 * (month - 1) + min(month - 1, 6) + day - 1)


JOINS = ("und", "en", "y", "e", "و")
"""Words for `and` inside a number in words: long ones between its parts, a letter before the first."""


def _spoken_number(text: str, values: dict[str, int], pattern: re.Pattern[str], most: int) -> int:
    """The number that the words of a text add up to, up to the first sentence's end; 0 without one."""
    figures = re.findall(r"\d{1,4}", text)
    if figures:
        return int(figures[-1 if most == MAX_DAY else 0])
    total = 0
    for word in re.findall(r"[^\W\d_]+", text):
        parts: list[int] = []
        at = 0
        while at < len(word):
            match = pattern.match(word, at)
            if match is None:
                joins = (
                    each
                    for each in JOINS
                    if word.startswith(each, at) and bool(parts) == (len(each) > 1)
                )
                at += len(next(joins, word))
                continue
            parts.append(values[match.group()])
            at = match.end()
        if not parts and total >= (1000 if most > MAX_DAY else 1) and len(word) > 3:
            break
        for value in parts:
            if value in (100, 1000):
                total = (
                    (total // 1000 * 1000 + max(total % 1000, 1) * 100)
                    if value == 100
                    else max(total, 1) * 1000
                )
            elif value == 20 and total % 20 == 4 and 80 not in values.values():
                total += 76
            elif total + value <= most:
                total += value
    return total


_FILE_WORDS = re.compile(rf"(?<![^\W\d_])(?:{any_of('file words')})[^.;\d]{{0,12}}$", re.IGNORECASE)


def of_file(before: str) -> bool:
    """Whether a day is said of the file and not of the document: `PDF generated: 3 May 2024`, `Accessed on`."""
    return _FILE_WORDS.search(before) is not None


_BREAKS = rf"[{COMMAS}(（\n]"
_CITY_WORDS = any_of("city behind")
_AFTER = re.compile(
    rf"^\s{{0,3}}(?:、?[にの]?([^\s、]{{1,14}}?)(?:で|において)|[{COMMAS}]?\s?[于於](\S{{1,12}}?)[。\s]*$"
    rf"|\S{{0,12}}?在(.{{1,12}}?)(?:签|通过|举行|订|簽|發|发)|[{COMMAS}]?\s*(\S{{1,10}}?)에서|ณ\s?(\S{{2,40}})"
    r"|(?:\S{2,12}\s)?([^\W\d_][\w-]{1,30})['’][dt][ae]\b|\sدر\s(?:شهر\s)?(\S{2,30})\s|\s?मा\s(\S{2,30}?)मा\s"
    rf"|(?:\S{{1,12}}\s){{0,3}}([^\W\d_][\w-]{{1,30}}),?\s(?:{_CITY_WORDS})(?!\w))"
)
"""How a place stands behind a date in languages that have words or endings for it there."""
_SENTENCE = re.compile(r"(?<=[^\W\d_]{3})[.;]\s*(?=[^\W\d_])")
_CITY = re.compile(
    r"\s(?:the\s|la\s)?(?:city|town|ciudad|villa|cidade|vila|ville|città|oraș\w*|miasto|stad)\s(?:of|de|di|van)\s",
    re.IGNORECASE,
)
_CASE = re.compile(
    rf"\b([^\W\d_][\w-]{{1,30}})(?:['’][dt][ae]|,?\s(?:{_CITY_WORDS}))[\s,]{{0,3}}$", re.IGNORECASE
)
"""A name before the word for city, or with the ending for in."""
_IN_CITY = re.compile(r"(?:في مدينة|بمدينة|في العاصمة|در شهر|بمقام|ณ)\s?(\S+)\s")
_PREFIXED = re.compile(r"\S+\s[بב](?!تاريخ|مدينة)([^\W\d_]{3,})\s")
"""In Arabic and Hebrew the word for `in` is a letter before the name."""


def place_beside(
    text: str, day: Day, leads: Iterable[str] = (), *, alone: bool, tag: str = ""
) -> str | None:
    """The place that stands beside a date: before it, `Done at Geneva, 3 May 2024`, or behind it.

    `leads`: words that come before it: `Done at`. `alone`: the line says when and where and no more; else a word must say that a
    place follows: `in`, `at`. `tag`: of the language, some of which have words for it that in others are part of names.
    """
    before, after = _SENTENCE.split(text[: day.start])[-1], _ERA_BEHIND.sub("", text[day.end :])
    lead = next(
        (each for each in leads if before.casefold().startswith(each.casefold() + " ")), None
    )
    rest = before[len(lead) :].lstrip() if lead is not None else ""
    if rest[:1].isalpha() and not is_small(rest[0]):
        if text.lower() == text.upper():
            return rest.split()[0].strip(COMMAS)
        before = f"in {rest}"
    elif lead is not None and lead[-1].isalpha():
        before = rest
    match = _CASE.search(before) or _AFTER.match(after)
    if match is not None:
        return next(group for group in match.groups() if group)
    cased = text.lower() != text.upper()
    places = _listed("places").union(
        SIGNING["places of one language"].get(tag.partition("-")[0], ())
    )
    name = _before(before, places, alone=alone) if cased else _uncased(before, alone=alone)
    if name is None and cased and _places_follow(after.split()[0] if after.strip() else "", places):
        name = _before(after, places, alone=False)
    if name is None and alone and not re.search(r"[.。]\s*$", after):
        rest = re.split(rf"{_BREAKS}|\s[–—-]\s", after.strip(f" \t.　-–*_{COMMAS}"))[0].strip()
        short = 20 if cased else 8 if rest > "\u2e7f" else 16
        name = (
            rest
            if 0 < len(rest) <= 2 * short and (cased or len(rest) <= short) and not _saying(rest)
            else None
        )
    return name


def _saying(text: str) -> bool:
    """Whether words are none of a name: a figure, or a small word that is no particle."""
    return (
        any(map(str.isdigit, text))
        or any(is_small(word[0]) and len(word) > 3 for word in text.split())
        or len(text.split()) > MAX_PLACE
        or is_small(text[0])
        or text.endswith(("会議", "会议", "通过", "可決"))
        or text.casefold() in _listed("no places")
    )


def _before(before: str, leads: frozenset[str], *, alone: bool) -> str | None:
    """The name before a date: of the last words that begin with a capital, up to the comma behind them.

    Without a word for `in` before it, one of `leads`, the name is all that stands there.
    """
    particles = _listed("place particles") - leads
    before = _CITY.sub(" at ", before.rpartition(":")[2])
    for part in re.split(r"[,;(（\n]", before.strip(" \t*_([")):
        words = [
            word.strip('*_"“”«»)') for word in part.rstrip(" \t*_.").split()
        ]  # and the stop of `St. Gallen`
        if words and words[0].lower() in _listed("rooms"):
            continue  # the place is behind it: `Sala de Sesiones, Lima`
        end = len(words)
        while end and (
            is_small(words[end - 1][:1]) or words[end - 1][:1].isdigit()
        ):  # `Geneva on this 3rd day of`
            end -= 1
        start = end
        while start and (
            not is_small(words[start - 1][:1]) or (start > 1 and words[start - 1] in particles)
        ):
            start -= 1
        led = words[start - 1] if start else ""
        while start < end and (
            is_small(words[start][:1]) or (end - start > 1 and _places_follow(words[start], leads))
        ):
            if start + 1 < end and words[start + 1] in particles and not is_small(words[start][0]):
                break  # `Ciudad de las Rocas`
            led, start = words[start], start + 1
        name = " ".join(words[start:end])
        whole = (
            alone
            and not led
            and all(word in _listed("between place and day") for word in words[end:])
        )
        worded = any(map(str.isalpha, name)) and not any(map(str.isdigit, name))
        known = (
            0 < end - start <= MAX_PLACE and worded and name.casefold() not in _listed("no places")
        )
        if known and (whole or _places_follow(led, leads)):
            return name
    return None


def _places_follow(word: str, leads: frozenset[str]) -> bool:
    """Whether the name of a place comes behind a word: `in`, `at`."""
    return word.lower().rstrip(".") in leads


def _uncased(before: str, *, alone: bool) -> str | None:
    """The same in scripts without capitals."""
    prefixed = _PREFIXED.match(before)
    match = prefixed or _IN_CITY.search(before)
    if match is not None:
        return match[1].strip(COMMAS)
    *words, last = re.split(_BREAKS, before.strip(f" \t*_([၊{COMMAS}"))[0].split() or [""]
    if last in _listed("in behind") and 0 < len(words) <= 3:
        return " ".join(words)
    joins = _listed("between place and day")
    part = " ".join(words if last in joins else [*words, last])
    if part.startswith(tuple(joins)):
        return None  # the word for day, and of what: no place
    short = (
        len(part.split()) <= 3 and not any(map(str.isdigit, part)) and any(map(str.isalpha, part))
    )
    return part if alone and short and part[-1:] not in COLONS else None
