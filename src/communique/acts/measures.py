"""How much, how often, for how long and in which period: derived from the words of an act.

No record stores any of it. It is worked out when you ask, and known in the languages whose words
`measure_words` has.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from communique.acts.act import Act
from communique.acts.folding import folded
from communique.acts.measure_words import MeasureWords, Rows, measure_words
from communique.detect.dates.patterns import date_reader, find_dates

_YEAR = re.compile(r"(?:19|20|21)\d\d(?!\d)")
_PLAIN_YEAR = re.compile(r"(?:19|20)\d\d")
_DIGIT = re.compile(r"\d")
_DIGITS = re.compile(r"\D")
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
MAX_BEFORE = 60
"""How far before a number its bound begins, at most."""
MAX_BETWEEN = 60
"""How far behind a number "per year" ends, at most."""
MAX_TO_DATE = 2
"""The number of characters between a word like `from` and its date, at most."""
DATE_LENGTH = 40
"""How many characters a date has, at most."""
GROUP = 3
"""How many digits a sign for thousands parts off."""
UNITS = {"day": "D", "week": "W", "month": "M", "year": "Y"}
"""The letters of ISO 8601 for units of time."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount that an act promises or asks for."""

    words: str
    value: Decimal
    unit: str | None = None
    """The unit, or what is counted; None for money."""
    currency: str | None = None
    """The code of ISO 4217; None for what is no money."""
    bound: str | None = None
    """`at-least`, `more-than`, `at-most`, `less-than` or `about`; None if it is exact."""
    change: str | None = None
    """`by`, `to`, `from` or `times`, where a change is promised."""
    baseline: str | None = None
    """The year with which the change is compared."""
    target: str | None = None
    """The year of the term that follows."""
    per: str | None = None
    """`year`, `month`, `week` or `day`, if it is meant for each of them."""


@dataclass(frozen=True, slots=True)
class Measures:
    """The amounts and times of an act."""

    quantities: tuple[Quantity, ...] = ()
    frequency: str | None = None
    """`once`, `annual`, `biennial`, `continuous`, or `every` with a number and a unit."""
    duration: str | None = None
    """For how long, by ISO 8601: `P3Y`."""
    begins: str | None = None
    """The day, month or year from which it holds."""
    ends: str | None = None
    """The day, month or year until which it holds."""


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of an act, as they are looked through."""

    known: MeasureWords
    text: str
    plain: str
    """The same words, folded."""
    act: Act
    begin: int
    """Where what is promised begins, behind the words before it."""


def _without_aside(what: str, known: MeasureWords) -> str:
    """What is promised, up to words about something else."""
    aside = known.aside.search(folded(what))
    return what[: aside.start()] if aside else what


def measures(act: Act) -> Measures:
    """The amounts and times of an act; empty if the language is not supported."""
    known = measure_words(act.language)
    if known is None:
        return Measures()
    ahead = act.lead.text[slice(*act.before)]
    text = f"{ahead} {_without_aside(act.what, known)}"
    words = _Words(known, text, folded(text), act, len(ahead))
    return Measures(
        quantities=tuple(_quantities(words)),
        frequency=_frequency(words),
        duration=_duration(words),
        begins=_begins(words),
        ends=_ends(words),
    )


# --- amounts


def _quantities(words: _Words) -> Iterator[Quantity]:
    """The amounts of an act in their order."""
    if _DIGIT.search(words.text, words.begin) is None:
        yield from _factors(words)
        return
    dates = find_dates(words.text, date_reader(words.known.tag))
    in_dates = [(date.start, date.end) for date in dates]
    found = list(words.known.amount.finditer(words.text, words.begin))
    for index, match in enumerate(found):
        number = match.start("number")
        if any(start <= number < end for start, end in in_dates):
            continue
        stop = found[index + 1].start() if index + 1 < len(found) else len(words.text)
        quantity = _quantity(match, stop, words)
        if quantity is not None:
            yield quantity
    yield from _factors(words)


def _quantity(match: re.Match[str], stop: int, words: _Words) -> Quantity | None:
    """The amount that a number is; None if it counts nothing that is promised."""
    known = words.known
    sign = (match["before"] or match["behind"] or "").lower()
    currency = known.currencies.get(sign)
    unit = known.units.get(sign) if currency is None else None
    end = match.end()
    if currency is None and unit is None:
        if not _may_count(match, words):
            return None
        unit = _counted(end, words)
        if unit is None:
            return None
        end = words.plain.find(unit, end) + len(unit)
    start = match.start()
    bound, from_bound = _before(start, known.bounds, words)
    change, _ = _before(from_bound, known.changes, words)
    if change and known.changing.search(words.plain, 0, start) is None:
        change = None
    if change == "to" and not _has_measure(unit, known):
        change = None
    return Quantity(
        words=" ".join(words.text[from_bound:end].split()),
        value=_value(match, known),
        unit=unit,
        currency=currency,
        bound=bound,
        change=change,
        baseline=_baseline(words),
        target=_target(match.end(), words),
        per=_per(end, min(stop, end + MAX_BETWEEN), words),
    )


def _has_measure(unit: str | None, known: MeasureWords) -> bool:
    """Whether a unit is money or a measure, and not counted people: `training to 500 pilots`."""
    return unit is None or unit in known.units.values()


def _value(match: re.Match[str], known: MeasureWords) -> Decimal:
    """The value of a number, by the signs of its language for thousands and decimals."""
    digits = match["number"]
    last = _DIGITS.split(digits)[-1]
    whole = digits[: -len(last)]
    is_group = len(last) == GROUP and not whole.endswith(known.decimal)
    point = "" if is_group or not whole else "."
    value = Decimal(_DIGITS.sub("", whole) + point + last)
    many = match["many"]
    if many:
        value *= known.multipliers[many.lower()]
    whole = int(value)
    return Decimal(whole) if whole == value else value


def _may_count(match: re.Match[str], words: _Words) -> bool:
    """Whether a number without a unit may count something: not in a name, a list or a date."""
    known = words.known
    number = match["number"]
    if match["many"] is None and _PLAIN_YEAR.fullmatch(number):
        return False
    before = words.text[words.begin : match.start()].split()
    if not before:
        return True
    last = before[-1]
    is_known = last.lower() in known.definite or last.lower() in known.numbered
    is_name = len(before) > 1 and last[:1].isupper()
    is_item = last.endswith(("(", "[", "/"))
    return not (is_known or is_name or is_item)


def _counted(at: int, words: _Words) -> str | None:
    """The name of what a number counts, behind it; None if no noun follows."""
    known = words.known
    found: list[str] = []
    while words.plain[at : at + 1] == " ":
        word = _WORD.match(words.plain, at + 1)
        if word is None or word[0] in known.noun_breaks or word[0] in known.times:
            break
        if word[0] not in known.before_noun and len(_nouns(found, known)) == (
            known.most_words
        ):
            break
        found.append(word[0])
        at = word.end()
    if not _nouns(found, known):
        return None
    return " ".join(found)


def _nouns(found: Sequence[str], known: MeasureWords) -> list[str]:
    return [word for word in found if word not in known.before_noun]


def _before(at: int, rows: Rows, words: _Words) -> tuple[str | None, int]:
    """What is said right before a place, and where that begins."""
    near = words.plain[max(0, at - MAX_BEFORE) : at]
    for pattern, meaning in rows:
        match = pattern.search(near)
        if match is not None:
            return meaning, at - len(near) + match.start()
    return None, at


def _per(start: int, end: int, words: _Words) -> str | None:
    for pattern, unit in words.known.per:
        if pattern.search(words.plain, start, end):
            return unit
    return None


def _baseline(words: _Words) -> str | None:
    match = words.known.baseline.search(words.plain)
    if match is None:
        return None
    return next(value for value in match.groupdict().values() if value)


def _target(at: int, words: _Words) -> str | None:
    """The year of the first term behind a place, else of one before it in the same part of the
    sentence.
    """
    nearest = None
    for due in words.act.terms:
        if due.value is None:
            continue
        year = due.value[:4]
        if words.text.find(due.words, at) >= 0:
            return year
        said = words.text.find(due.words) + len(due.words)
        if said <= words.begin or "," not in words.text[said:at]:
            nearest = year
    return nearest


def _factors(words: _Words) -> Iterator[Quantity]:
    """What verbs multiply by: `double the number of ports`."""
    for pattern, factor in words.known.factors:
        match = pattern.search(words.plain, words.begin)
        if match is None or (words.text[match.start()].isupper() and match.start() > 1):
            continue  # `the Triple I`
        yield Quantity(
            words=words.text[slice(*match.span())].strip(),
            value=Decimal(factor),
            unit="times",
            change="times",
            baseline=_baseline(words),
            target=_target(match.end(), words),
        )


# --- times


def _said(pattern: re.Pattern[str], words: _Words) -> Iterator[re.Match[str]]:
    """Where something is said of what is promised: in it, or at the head of the sentence."""
    for match in pattern.finditer(words.plain):
        if match.start() >= words.begin or match.start() == 0:
            yield match


def _frequency(words: _Words) -> str | None:
    if words.known.any_frequency.search(words.plain) is None:
        return None
    for pattern, value in words.known.frequencies:
        for match in _said(pattern, words):
            if value:
                return value
            every = _span(match, words.known)
            if every is None:
                continue
            number, unit = every
            if unit == "year" and number <= 2:
                return "annual" if number == 1 else "biennial"
            return f"every {number} {unit}s" if number > 1 else f"every {unit}"
    return None


def _duration(words: _Words) -> str | None:
    for match in _said(words.known.durations, words):
        span = _span(match, words.known)
        if span is not None:
            number, unit = span
            return f"P{number}{UNITS[unit]}"
    return None


def _span(match: re.Match[str], known: MeasureWords) -> tuple[int, str] | None:
    """A number and a unit of time; None if the words are none."""
    said = match.groupdict()
    number = said.get("n") or said.get("n2") or "1"
    unit = known.times.get(said["unit"] or said["unit2"] or "")
    value = int(number) if number.isdecimal() else known.numbers.get(number)
    if unit is None or not value:
        return None
    return value, unit


def _begins(words: _Words) -> str | None:
    """From when it holds."""
    reader = date_reader(words.known.tag)
    for match in _said(words.known.begins, words):
        near = words.text[match.end() : match.end() + DATE_LENGTH]
        for date in find_dates(near, reader):
            if date.start <= MAX_TO_DATE:
                return str(date.says["date"])
        year = _YEAR.match(near)
        if year is not None and not near[year.end() + 1 :][:1].isupper():
            return year[0]  # and no `from the 2021 Summit`
    return None


def _ends(words: _Words) -> str | None:
    """Until when it holds."""
    for due in words.act.terms:
        if due.value and words.known.ends.match(folded(due.words)):
            return due.value
    return None
