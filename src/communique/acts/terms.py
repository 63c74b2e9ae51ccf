"""What belongs to an act besides what is done: by when, under what condition, with whom."""

import re
from dataclasses import dataclass
from typing import NamedTuple

from communique.acts.act import Due
from communique.acts.phrasebook import Phrasebook
from communique.detect.dates.calendar import later
from communique.detect.dates.patterns import DateReader, find_dates
from communique.detect.marks import Found

BINDING = frozenset({"decide", "commit", "undertake", "agree", "review", "support"})
"""The kinds of acts by which those who speak bind themselves, from the strongest."""
ASKING = frozenset({"request", "urge", "call", "invite", "encourage"})
"""The kinds by which they ask somebody else."""

_YEAR = re.compile(r"(?:19|20|21)\d\d")
_ODD = re.compile(r"\d{1,2}\W[^,;.%]{2,20}?(?:19|20)\d\d")
"""A day that no calendar may have; in `by 10 per cent by 2030` another term begins in it."""
_WORD = re.compile(r"\w+")
_HALF = 6
"""So many months ahead at most is a month that is only named, and nearer than the last of its name."""
_REACH, _SHORT = 80, 3
"""So far before a date stands what was done at it at most, and so many letters have words like `in` and `by` between them."""
_NEAR = 3
"""How many characters may stand between a word like `by` and its date."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """By what dates are understood: the words of a language, how it writes dates, and the day of the declaration."""

    book: Phrasebook
    reader: DateReader
    day: str | None
    lasting: bool = False
    """Whether the text goes on to hold, so that `within a month` counts from each occasion, and not from its day."""


class Terms(NamedTuple):
    """What belongs to an act."""

    due: Due | None = None
    condition: str | None = None
    partner: str | None = None


def terms(words: str, plain: str, clause: tuple[int, int], when: Calendar) -> Terms:
    """What a clause says of time, condition and partners."""
    start, end = clause
    term = when.book.terms.any_term.search(plain, start, end)
    if term is None:
        return Terms(_absolute(words, plain, clause, when))
    first = term.start()
    condition = when.book.terms.condition.search(plain, first, end)
    partners = (pattern.search(plain, first, end) for pattern in when.book.terms.partner)
    partner = next((match for match in partners if match), None)
    return Terms(
        _absolute(words, plain, clause, when) or _relative(words, plain, (first, end), when),
        words[slice(*condition.span())].strip(" ,;") if condition else None,
        words[slice(*partner.span("who"))].strip(" ,;") if partner else None,
    )


def untimed(who: str | None, due: Due | None) -> str | None:
    """Who is named without the term behind the name: `all ports by 2030`."""
    return who.removesuffix(due.words).rstrip(" ,;") or None if who and due else who


def _absolute(words: str, plain: str, clause: tuple[int, int], when: Calendar) -> Due | None:
    """The first date behind a word that makes it a term; behind a weak one (`in`) only a date that is to come."""
    start, end = clause
    if not _YEAR.search(words, start, end):
        return _coming(words, plain, clause, when)
    dates = {
        start + each.start: each
        for each in find_dates(words[start:end].replace("\u00a0", " "), when.reader)
    }
    for match in sorted(
        when.book.terms.before_date.finditer(plain, start, end), key=lambda each: not each[0]
    ):  # a bare day last
        at = next(
            (match.end() + more for more in range(_NEAR) if match.end() + more in dates), None
        )
        year = None if at is not None else _YEAR.match(plain, match.end(), end)
        weak = match.groupdict().get("weak") is not None
        if at is not None:
            last, value = start + dates[at].end, str(dates[at].says["date"])
        elif year and not (
            plain[year.end() : year.end() + 1].isalnum() and when.book.grammar.spaced
        ):
            last, value = year.end(), year[0]
        else:
            near = None if weak else _ODD.match(plain, match.end(), end)
            if near and not when.book.terms.before_date.search(plain, match.end(), near.end()):
                return Due(words[match.start() : near.end()].strip(), None, "text")  # 30 February
            continue
        if (
            weak
            and (later_year := when.reader.later.match(plain, last, end))
            and later_year["year"] > value
        ):
            last, value = later_year.end(), later_year["year"]  # `over the period 2026-2030`
        for other in sorted(dates):  # `from 3 to 5 July 2022`
            last = start + dates[other].end if last <= other <= last + len(" until ") else last
        if year and match[0].rstrip().endswith("the") and words[last + 1 : last + 2].isupper():
            continue  # `through the 2050 Strategy`
        if _is_to_come(value, plain, (start, last), match, when):
            return Due(words[match.start() : last].strip(), value, "text")
    return _before(words, plain, clause, when, list(dates.values()))


def _is_to_come(
    value: str, plain: str, span: tuple[int, int], match: re.Match[str], when: Calendar
) -> bool:
    """Whether a date may be a term: not one that is over, nor behind a weak word (`in`, and no `by`) one at which something was done.

    Where the day of the declaration is not known, or in the same month or year, only the words tell that: `signed in 2015`.
    """
    day, said = when.day[: len(value)] if when.day is not None else "", match.groupdict()
    if said.get("weak") is None or (day and value != day):
        return value >= day
    faint = said.get("faint") or value == when.day or not when.book.terms.tells_past
    return not (faint or _told(plain, span[0], match.start(), span[1], when.book))


def _told(plain: str, start: int, at: int, end: int, book: Phrasebook) -> bool:
    """Whether something was done at a date: `adopted by all in 2015`; not what is yet to be done: `be opened in 2030`."""
    words = plain[max(start, at - _REACH) : at].rpartition(",")[2].split()
    for index, word in enumerate(words):
        joins = index + 1 == len(words) or len(words[index + 1]) <= _SHORT
        if (
            joins
            and book.terms.past.fullmatch(word)
            and book.terms.yet.isdisjoint(words[max(0, index - _SHORT) : index])
        ):
            return True
    return book.terms.done.match(plain, end) is not None


def _coming(words: str, plain: str, clause: tuple[int, int], when: Calendar) -> Due | None:
    """The next day or month of its name, where it has no year: `by 31 October`. In a treaty such a day comes back each year.

    Behind a weak word a month is the next one if no other of its name is nearer, and nothing was done in it: `adopted in June`.
    """
    if when.lasting or not when.book.terms.any_month.search(plain, *clause):
        return None
    for match in when.book.terms.before_date.finditer(plain, *clause):
        days = (each.match(plain, match.end(), clause[1]) for each in when.reader.days)
        found, weak = (
            next((each for each in days if each), None),
            match.groupdict().get("weak") is not None,
        )
        word = _WORD.match(plain, match.end(), clause[1])
        again = found or when.book.terms.recurring.search(
            plain, clause[0], match.start()
        )  # `each year in May`
        month = when.reader.months.get(word[0]) if word and not again else None
        if word and month and when.day is not None:
            now = int(when.day[5:7])
            if not (
                weak
                and (
                    (month - now) % 12 > _HALF
                    or _told(plain, 0, match.start(), word.end(), when.book)
                )
            ):
                said = f"{int(when.day[:4]) + (month < now):04}-{month:02}"
                return Due(words[match.start() : word.end()].strip(), said, "inferred")
        if found and not weak:
            name, day = (
                f"-{when.reader.month(found['month']):02}-{int(found['day']):02}",
                when.day or "0000",
            )
            value = later(f"{int(day[:4]) + (name < day[4:]):04}{name}", 0, "day")
            return Due(
                words[match.start() : found.end()].strip(), value, "inferred" if value else "text"
            )
    return None


def _before(
    words: str, plain: str, clause: tuple[int, int], when: Calendar, dates: list[Found]
) -> Due | None:
    """The first date before a word that makes it a term: `2030年までに`."""
    ends = {clause[0] + each.end: each for each in dates}
    for match in when.book.terms.after_date.finditer(plain, *clause):
        date, year = ends.get(match.start()), max(clause[0], match.start() - len("2030"))
        value = str(date.says["date"]) if date else plain[year : match.start()]
        if (date or _YEAR.fullmatch(value)) and not (
            when.day is not None and value < when.day[: len(value)]
        ):
            return Due(
                words[clause[0] + date.start if date else year : match.end()].strip(), value, "text"
            )
    return None


def _relative(words: str, plain: str, clause: tuple[int, int], when: Calendar) -> Due | None:
    """A term that counts from something: from the declaration itself it is reckoned, else only told."""
    for pattern in when.book.terms.relative:
        for match in pattern.finditer(plain, *clause):
            found = {name: value for name, value in match.groupdict().items() if value is not None}
            if "n" not in found or found["n"].isdigit() or found["n"] in when.book.terms.numbers:
                value = _reckoned(found, when)
                return Due(
                    words[slice(*match.span())].strip(" ,;"),
                    value,
                    "text" if value is None else "inferred",
                )
    return None


def _reckoned(found: dict[str, str], when: Calendar) -> str | None:
    """The day, month or year that is meant, where it can be told."""
    if when.day is None:
        return None
    unit = when.book.terms.units.get(found.get("unit", ""))
    if unit is not None and ("own" in found or not (when.lasting or "anchor" in found)):
        number = int(found["n"]) if found["n"].isdigit() else when.book.terms.numbers[found["n"]]
        return later(when.day, number, unit)
    span = when.book.terms.units.get(found.get("span", ""))
    if span == "year" and ("this" in found or "next" in found):
        return f"{int(when.day[:4]) + ('this' not in found):04}"
    return None
