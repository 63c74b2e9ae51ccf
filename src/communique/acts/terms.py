"""What belongs to an act besides what is done: by when, under what condition, with whom."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from communique.acts.act import Due
from communique.acts.found import Text
from communique.acts.phrasebook import Phrasebook, folded
from communique.acts.sessions import number_of, session_calendars
from communique.detect.dates.calendar import later
from communique.detect.dates.patterns import DateReader, find_dates
from communique.detect.marks import Found

BINDING = frozenset({"decide", "commit", "undertake", "agree", "review", "support"})
"""The kinds of acts by which those who speak bind themselves, from the strongest."""
ASKING = frozenset({"request", "urge", "call", "invite", "encourage"})
"""The kinds by which they ask somebody else."""

_YEAR = re.compile(r"(?:19|20|21)\d\d")
_IMPOSSIBLE = re.compile(r"\d{1,2}\W[^,;.%]{2,20}?(?:19|20)\d\d")
"""A day that no calendar may have; in `by 10 per cent by 2030` another term begins in it."""
_WORD = re.compile(r"\w+")
_BRACKET = re.compile(r"\s?\((?P<inside>[^()]{4,40})\)")
_MONTH_AND_YEAR = re.compile(r"(?P<month>\w+) (?P<year>(?:19|20|21)\d\d)")
_AROUND = " ,;"
"""The signs around words that are given."""
MAX_MONTHS_AHEAD = 6
"""How many months ahead a month without a year may be, behind a weak word."""
MAX_DEED_BEFORE_DATE = 80
"""How far before a date is what was done at it, at most."""
MAX_PREPOSITION = 3
"""The letters of words like `in` and `by`, at most."""
MAX_YET = 3
"""How many words before what is done another may say that it is yet to be done, at most."""
MAX_BEFORE_DATE = 2
"""The number of characters between a word like `by` and its date, at most."""
YEAR_DIGITS = 4
MAX_OCCASION = 60
"""How far before a date words like `taking place` make it that of an occasion, at most."""
MAX_RELATIVE = 3
"""How many words before a date a relative pronoun may be, at most."""
MAX_MORE_TERMS = 5
"""How many terms behind the first an act may have, at most."""


class Clause(NamedTuple):
    """A part of a text in which terms are looked for."""

    text: Text
    start: int
    end: int

    @property
    def plain(self) -> str:
        """All of the text, folded."""
        return self.text.plain

    def words(self, start: int, end: int) -> str:
        """Some words of the text as they are given."""
        return self.text.words[start:end].strip(_AROUND)


@dataclass(frozen=True, slots=True)
class Calendar:
    """By what dates are understood."""

    book: Phrasebook
    reader: DateReader
    """How the language writes dates."""
    day: str | None
    """The day of the declaration, or its month or year."""
    lasting: bool = False
    """The text goes on to hold, so that `within a month` counts from each occasion."""
    speakers: str = ""
    """Those who speak in a resolution, folded: whose session `its session` is."""

    def opening_of_session(self, session: re.Match[str], clause: Clause) -> str | None:
        """The month in which a numbered session of a known body opens; None for any other.

        It is the body that is named last before the session, else those who speak.
        """
        terms = self.book.terms
        words = session[0].split()
        if words[-1] not in terms.sessions:
            return None
        number = number_of(words[-2], terms.ordinals)
        if number is None:
            return None
        before = clause.plain[: session.start()]
        named = [(before.rfind(name), body) for name, body in terms.bodies.items()]
        at, body = max(named, default=(-1, ""))
        if at < 0:
            body = next(
                (body for name, body in terms.bodies.items() if name in self.speakers),
                "",
            )
        calendar = session_calendars().get(body)
        return calendar.opening(number) if calendar is not None else None


class Terms(NamedTuple):
    """What belongs to an act."""

    due: Due | None = None
    condition: str | None = None
    partner: str | None = None
    beneficiary: str | None = None
    more: tuple[Due, ...] = ()
    """The terms behind the first."""


def terms(clause: Clause, when: Calendar) -> Terms:
    """What a clause says of time, condition, partners and beneficiaries."""
    book = when.book.terms
    absolute = _absolute(clause, when)
    more = _more_terms(absolute, clause, when)
    term = book.any_term.search(clause.plain, clause.start, clause.end)
    if term is None:
        return Terms(absolute, more=more)
    rest = clause._replace(start=term.start())
    condition = book.condition.search(rest.plain, rest.start, rest.end)
    return Terms(
        absolute or _relative(rest, when),
        rest.words(*condition.span()) if condition else None,
        _partner(rest, when),
        _beneficiary(rest, when),
        more,
    )


def _more_terms(first: Due | None, clause: Clause, when: Calendar) -> tuple[Due, ...]:
    """The dates behind the first that are terms too: `by a third by 2030 and by half by 2035`."""
    found: list[Due] = []
    due = first
    start = clause.start
    while due is not None and len(found) < MAX_MORE_TERMS:
        start = clause.text.words.find(due.words, start, clause.end) + len(due.words)
        if not _YEAR.search(clause.plain, start, clause.end):
            break
        due = _absolute(clause._replace(start=start), when)
        if due is not None:
            found.append(due)
    return tuple(found)


def untimed(who: str | None, due: Due | None) -> str | None:
    """Who is named, without the term behind the name: `all ports by 2030`."""
    if not who or due is None:
        return who
    return who.removesuffix(due.words).rstrip(_AROUND) or None


def _beneficiary(clause: Clause, when: Calendar) -> str | None:
    """For whom something is done: somebody with a name or an article, and no `aid to rebuild`."""
    subjects = when.book.subjects
    for pattern in when.book.terms.beneficiary:
        for match in pattern.finditer(clause.plain, clause.start, clause.end):
            who = clause.words(*match.span("who"))
            words = match["who"].split()
            named = who[:1].isupper() or words[0] in subjects.small
            if named or any(map(when.book.agent, words)):
                return who
    return None


def _partner(clause: Clause, when: Calendar) -> str | None:
    """With whom something is done."""
    for pattern in when.book.terms.partner:
        match = pattern.search(clause.plain, clause.start, clause.end)
        if match:
            return clause.words(*match.span("who"))
    return None


# --- dates
# -----------------------------------------------------------------------------------------


class _Date(NamedTuple):
    """A date behind a word like `by`: its end, and the day, month or year that it is."""

    end: int
    value: str


def _absolute(clause: Clause, when: Calendar) -> Due | None:
    """The first date that is a term: by the word before it, else by the word behind it."""
    if not _YEAR.search(clause.text.words, clause.start, clause.end):
        return _without_year(clause, when)
    words = clause.text.words[clause.start : clause.end].replace("\u00a0", " ")
    dates = {clause.start + date.start: date for date in find_dates(words, when.reader)}
    leads = when.book.terms.before_date.finditer(clause.plain, clause.start, clause.end)
    for lead in sorted(leads, key=lambda match: not match[0]):  # a bare day last
        if _is_about_noun(lead, clause, when.book):
            continue
        due = _due_behind(lead, dates, clause, when)
        if due is not None:
            return due
    return _due_before(clause, when, list(dates.values()))


def _due_behind(
    lead: re.Match[str], dates: Mapping[int, Found], clause: Clause, when: Calendar
) -> Due | None:
    """The term that a word like `by` makes of the date behind it."""
    date = _date_behind(lead.end(), dates, clause)
    year = _year_behind(lead.end(), clause, when) if date is None else None
    date = date or year
    if date is None:
        return _impossible_day(lead, clause, when)
    if _is_weak(lead):
        date = _end_of_period(date, clause, when)
    end = _end_of_days(date.end, dates, clause)
    words = clause.text.words
    names_year = lead[0].rstrip().endswith("the") and words[end + 1 : end + 2].isupper()
    if year is not None and names_year:
        return None  # `through the 2050 Strategy`
    if not _is_to_come(_Date(end, date.value), lead, clause, when):
        return None
    return Due(words[lead.start() : end].strip(), date.value, "text")


def _is_about_noun(lead: re.Match[str], clause: Clause, book: Phrasebook) -> bool:
    """Whether a date says something of a noun: `Norway, which hosts it in 2026`."""
    if lead.groupdict().get("faint") and _is_in_name(lead, clause):
        return True
    return _says_of_other(lead.start(), clause, book, near=not _is_weak(lead))


def _says_of_other(at: int, clause: Clause, book: Phrasebook, *, near: bool) -> bool:
    """Whether the words before a date say something of somebody else.

    `the office which opens in 2027`; `as the Union takes the chair in 2023`. With `near` a relative
    pronoun counts only close to the date: behind `by` it is a term of the act more often.
    """
    start = clause.plain.rfind(",", clause.start, at) + 1
    start = max(start, clause.start)
    words = clause.plain[start:at].split()
    if not words:
        return False
    told = [words[0], *words[-MAX_RELATIVE:]] if near else words
    if not book.terms.relative_pronouns.isdisjoint(told):
        return True
    near_date = max(start, at - MAX_OCCASION)
    if book.terms.occasion.search(clause.plain, near_date, at):
        return True
    return not near and _is_subordinate(clause.text.words[start:at].split(), book)


def _is_subordinate(words: Sequence[str], book: Phrasebook) -> bool:
    """Whether words have a clause with a subject of its own: `while the Union takes the chair`."""
    for word, behind in pairwise(words):
        if word not in book.clauses.whenever:
            continue
        if behind[:1].isupper() or behind in book.subjects.articles:
            return True
    return False


def _is_in_name(lead: re.Match[str], clause: Clause) -> bool:
    """Whether a date is part of a name: `the Strategy for 2022-2025`."""
    before = clause.text.words[clause.start : lead.start()].split()
    return len(before) > 1 and before[-1][0].isupper()


def _is_weak(lead: re.Match[str]) -> bool:
    """Whether a word makes a term only of a date that is to come: `in`, and no `by`."""
    return lead.groupdict().get("weak") is not None


def _date_behind(at: int, dates: Mapping[int, Found], clause: Clause) -> _Date | None:
    for start in range(at, at + MAX_BEFORE_DATE + 1):
        date = dates.get(start)
        if date is not None:
            return _Date(clause.start + date.end, str(date.says["date"]))
    return None


def _year_behind(at: int, clause: Clause, when: Calendar) -> _Date | None:
    year = _YEAR.match(clause.plain, at, clause.end)
    if year is None:
        return None
    in_word = clause.plain[year.end() : year.end() + 1].isalnum()
    return None if in_word and when.book.grammar.spaced else _Date(year.end(), year[0])


def _impossible_day(lead: re.Match[str], clause: Clause, when: Calendar) -> Due | None:
    """A day that is in no calendar: 30 February. It is given as printed."""
    if _is_weak(lead):
        return None
    day = _IMPOSSIBLE.match(clause.plain, lead.end(), clause.end)
    if day is None or when.book.terms.before_date.search(
        clause.plain, lead.end(), day.end()
    ):
        return None
    return Due(clause.text.words[lead.start() : day.end()].strip(), None, "text")


def _end_of_period(date: _Date, clause: Clause, when: Calendar) -> _Date:
    """The later year of a period: `over the period 2026-2030`."""
    last = when.reader.later.match(clause.plain, date.end, clause.end)
    if last is None or last["year"] <= date.value:
        return date
    return _Date(last.end(), last["year"])


def _end_of_days(end: int, dates: Mapping[int, Found], clause: Clause) -> int:
    """Where the last of several days ends: `from 3 to 5 July 2022`."""
    for start in sorted(dates):
        if end <= start <= end + len(" until "):
            end = clause.start + dates[start].end
    return end


def _is_to_come(
    date: _Date, lead: re.Match[str], clause: Clause, when: Calendar
) -> bool:
    """Whether a date may be a term: one that is not over.

    Behind a weak word it is not one at which something was done. Where the day of the declaration
    is not known, or in the same month or year, only the words tell that: `signed in 2015`.
    """
    day = when.day[: len(date.value)] if when.day is not None else ""
    if not _is_weak(lead) or (day and date.value != day):
        return date.value >= day
    faint = lead.groupdict().get("faint")
    if faint or date.value == when.day or not when.book.terms.tells_past:
        return False
    return not _was_done(clause.plain, clause.start, lead.start(), date.end, when.book)


def _was_done(plain: str, start: int, at: int, end: int, book: Phrasebook) -> bool:
    """Whether something was done at a date, which is between `at` and `end`.

    `adopted by all in 2015`; not what is yet to be done: `be opened in 2030`.
    """
    terms = book.terms
    near = plain[max(start, at - MAX_DEED_BEFORE_DATE) : at]
    words = near.rpartition(",")[2].split()
    for index, word in enumerate(words):
        behind = words[index + 1 : index + 2]
        joined = not behind or len(behind[0]) <= MAX_PREPOSITION
        if not joined or terms.past.fullmatch(word) is None:
            continue
        if terms.yet.isdisjoint(words[max(0, index - MAX_YET) : index]):
            return True
    return terms.done.match(plain, end) is not None


def _due_before(clause: Clause, when: Calendar, dates: list[Found]) -> Due | None:
    """The first date before a word that makes it a term: `2030年までに`."""
    ends = {clause.start + date.end: date for date in dates}
    for behind in when.book.terms.after_date.finditer(
        clause.plain, clause.start, clause.end
    ):
        date = ends.get(behind.start())
        if date is not None:
            start = clause.start + date.start
            value = str(date.says["date"])
        else:
            start = max(clause.start, behind.start() - YEAR_DIGITS)
            value = clause.plain[start : behind.start()]
            if _YEAR.fullmatch(value) is None:
                continue
        is_over = when.day is not None and value < when.day[: len(value)]
        if not is_over:
            return Due(clause.text.words[start : behind.end()].strip(), value, "text")
    return None


# --- days and months without a year
# ----------------------------------------------------------------


def _without_year(clause: Clause, when: Calendar) -> Due | None:
    """The next day or month of its name: `by 31 October`. In a treaty it comes back each year."""
    if when.lasting:
        return None
    if not when.book.terms.any_month.search(clause.plain, clause.start, clause.end):
        return None
    leads = when.book.terms.before_date.finditer(clause.plain, clause.start, clause.end)
    for lead in leads:
        day = _day_behind(lead.end(), clause, when)
        due = (
            _next_month(lead, clause, when)
            if day is None
            else _next_day(lead, day, clause, when)
        )
        if due is not None:
            return due
    return None


def _day_behind(at: int, clause: Clause, when: Calendar) -> re.Match[str] | None:
    days: Iterator[re.Match[str] | None] = (
        pattern.match(clause.plain, at, clause.end) for pattern in when.reader.days
    )
    return next(filter(None, days), None)


def _next_day(
    lead: re.Match[str], found: re.Match[str], clause: Clause, when: Calendar
) -> Due | None:
    """The next day of its name, behind a word that is not weak."""
    if _is_weak(lead):
        return None
    name = f"-{when.reader.month(found['month']):02}-{int(found['day']):02}"
    today = when.day or "0000"
    year = int(today[:4]) + (name < today[4:])
    value = later(f"{year:04}{name}", 0, "day")
    words = clause.text.words[lead.start() : found.end()].strip()
    return Due(words, value, "inferred" if value else "text")


def _next_month(lead: re.Match[str], clause: Clause, when: Calendar) -> Due | None:
    """The next month of its name.

    Behind a weak word it is the next one if no other of its name is nearer, and nothing was done in
    it: `adopted in June`.
    """
    plain = clause.plain
    word = _WORD.match(plain, lead.end(), clause.end)
    month = when.reader.months.get(word[0]) if word else None
    if word is None or not month or when.day is None:
        return None
    if when.book.terms.recurring.search(plain, clause.start, lead.start()):
        return None  # `each year in May`
    now = int(when.day[5:7])
    if _is_weak(lead):
        far = (month - now) % 12 > MAX_MONTHS_AHEAD
        if far or _was_done(plain, 0, lead.start(), word.end(), when.book):
            return None
    year = int(when.day[:4]) + (month < now)
    words = clause.text.words[lead.start() : word.end()].strip()
    return Due(words, f"{year:04}-{month:02}", "inferred")


# --- terms that count from something
# -----------------------------------------------------------------


def _relative(clause: Clause, when: Calendar) -> Due | None:
    """A term that counts from something: `within a month of the adoption of this resolution`.

    From the declaration itself it is reckoned, else only told.
    """
    for pattern in when.book.terms.relative:
        for match in pattern.finditer(clause.plain, clause.start, clause.end):
            found = {
                name: value
                for name, value in match.groupdict().items()
                if value is not None
            }
            if _says_of_other(match.start(), clause, when.book, near=True):
                continue
            number = found.get("n", "1")
            if not (number.isdigit() or number in when.book.terms.numbers):
                continue
            bracket = _bracketed(match.end(), clause, when)
            if bracket is not None:
                words = clause.text.words[match.start() : bracket.end]
                return Due(words.strip(), bracket.value, "text")
            value = _reckoned(found, when)
            if value is None:
                value = when.opening_of_session(match, clause)
            words = clause.words(*match.span())
            return Due(words, value, "text" if value is None else "inferred")
    return None


def _bracketed(at: int, clause: Clause, when: Calendar) -> _Date | None:
    """The date in brackets right behind a term: `at its next session (June 2027)`."""
    bracket = _BRACKET.match(clause.text.words, at)
    if bracket is None:
        return None
    dates = find_dates(bracket["inside"], when.reader)
    if dates:
        return _Date(bracket.end(), str(dates[0].says["date"]))
    month = _MONTH_AND_YEAR.fullmatch(folded(bracket["inside"]))
    number = when.reader.months.get(month["month"]) if month else None
    if month is None or not number:
        return None
    return _Date(bracket.end(), f"{month['year']}-{number:02}")


def _reckoned(found: Mapping[str, str], when: Calendar) -> str | None:
    """The day, month or year that is meant, where it can be told."""
    if when.day is None:
        return None
    book = when.book.terms
    unit = book.units.get(found.get("unit", ""))
    from_declaration = not when.lasting and "anchor" not in found
    if unit is not None and ("own" in found or from_declaration):
        number = found["n"]
        return later(
            when.day, int(number) if number.isdigit() else book.numbers[number], unit
        )
    span = book.units.get(found.get("span", ""))
    if span == "year" and ("this" in found or "next" in found):
        year = int(when.day[:4]) + ("this" not in found)
        return f"{year:04}"
    return None
