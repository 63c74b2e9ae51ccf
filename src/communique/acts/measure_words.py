"""The words of a language for amounts, frequencies, durations and periods, as expressions."""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files

from communique.acts.expressions import NOTHING, unnamed
from communique.acts.phrasebook import phrasebook
from communique.acts.speech import Speech

Pattern = re.Pattern[str]
Rows = tuple[tuple[Pattern, str], ...]

NUMBER = (
    r"\d{1,3}(?:[ ,.\u00a0\u202f'’]\d{3}){1,5}(?!\d)(?:[.,]\d{1,6})?"
    r"|\d{1,15}(?:[.,]\d{1,6})?"
)
"""A number in digits, with or without signs that part thousands."""


class MeasureWords:
    """How a language says how much, how often, for how long and in which period."""

    def __init__(self, tag: str, speech: Speech) -> None:
        book = phrasebook(tag)
        currencies = _table("currencies.tsv") | speech.table("currencies")
        units = _table("units.tsv") | speech.table("measures")
        of_money = speech.form("of_money") or NOTHING
        self.tag = tag
        self.multipliers = speech.numbers("multipliers")
        self.amount = _amount(self.multipliers, currencies, units, of_money)
        """A number, with a currency before it, or a multiplier, a currency or a unit behind it.

        The groups are `before`, `number`, `many` and `behind`."""
        self.decimal = speech.text("decimal")
        """The sign before the decimals of a number."""
        self.currencies = _by_lower(currencies)
        """Codes of ISO 4217 by the words and signs for them, in lower case."""
        self.units = _by_lower(units)
        """Units by the words and signs for them, in lower case."""
        self.bounds = _behind(speech, "bounds")
        """What precedes a number that is a bound, and which it is."""
        self.changes = _behind(speech, "changes")
        """What precedes the number of a change, and whether it is `by`, `to` or `from`."""
        self.changing = _pattern(speech, "changing")
        """A verb of change: `reduce`."""
        self.per = _rows(speech, "per")
        """What says that an amount is for each year or month, and which."""
        self.factors = _rows(speech, "factors")
        """Verbs that multiply, and by how much: `double`."""
        self.aside = _pattern(speech, "aside")
        """What begins words about something else: `, building on`."""
        self.baseline = _pattern(speech, "baseline")
        """What says with which year something is compared; its groups are years."""
        self.definite = speech.folded_words("definite")
        """Words behind which a number counts what is known: `the 27 members`."""
        self.numbered = speech.folded_words("numbered")
        """Nouns that have numbers: `article`."""
        breaks = [book.subjects.small, book.clauses.breaks, book.clauses.openers]
        joins = speech.folded_words("joins")
        self.noun_breaks = book.terms.months.union(joins, *breaks)
        """Words that no name of counted things goes on with."""
        self.before_noun = speech.folded_words("before_noun")
        """Adjectives between a number and its noun."""
        self.most_words = 4 if speech.flag("noun_last") else 1
        """The most words that a name of counted things has."""
        self.times = book.terms.units
        """Units of time: `day`, `week`, `month` or `year`."""
        self.numbers = book.terms.numbers
        """Numbers in letters."""
        self.frequencies = _rows(speech, "frequencies")
        """How often something is done; groups `n` and `unit` where the form has them."""
        forms = [form for form, *_ in speech.form_rows("frequencies")]
        self.any_frequency = re.compile(unnamed(forms))
        """Any of `frequencies`, looked for once."""
        self.durations = _pattern(speech, "durations")
        """For how long; the groups `n` and `unit`, or `n2` and `unit2`."""
        self.begins = _pattern(speech, "begins")
        """What precedes the date from which something holds."""
        self.ends = _pattern(speech, "ends")
        """How a term begins that says until when."""


@cache
def measure_words(tag: str) -> MeasureWords | None:
    """The words of a language by its tag; None if nothing is known of its amounts."""
    speech = Speech(tag)
    return MeasureWords(tag, speech) if "decimal" in speech else None


def _amount(
    multipliers: Iterable[str],
    currencies: Iterable[str],
    units: Iterable[str],
    of_money: str,
) -> Pattern:
    """An expression for a number with what tells its size, its currency or its unit."""
    many = _any_word(multipliers)
    money = _any_word(currencies)
    sign = _any_word([*currencies, *units])
    blank = "[ \u00a0\u202f-]"
    before = rf"(?<![\w.,/–-])(?:(?P<before>{money}){blank}?)?"
    size = rf"(?:{blank}?(?P<many>{many})(?!\w))?"
    behind = rf"(?:{blank}?(?:{of_money})?(?P<behind>{sign})(?!\w))?"
    return re.compile(rf"{before}(?P<number>{NUMBER})\+?{size}{behind}(?![\d/])")


def _any_word(words: Iterable[str]) -> str:
    """An expression for one of some words, the longest first. Codes of capitals stay capitals."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(map(_word, ordered))


def _word(word: str) -> str:
    escaped = re.escape(word)
    return escaped if word.upper() == word else f"(?i:{escaped})"


def _by_lower(table: Mapping[str, str]) -> dict[str, str]:
    return {word.lower(): meaning for word, meaning in table.items()}


def _table(name: str) -> dict[str, str]:
    """A table of words and what they mean, in any language."""
    text = files("communique.acts").joinpath(name).read_text("utf-8")
    found: dict[str, str] = {}
    for line in text.splitlines():
        meaning, words = line.split("\t")
        found.update((word, meaning) for word in words.split("|"))
    return found


def _pattern(speech: Speech, key: str) -> Pattern:
    return re.compile(speech.form(key) or NOTHING)


def _rows(speech: Speech, key: str) -> Rows:
    return tuple((re.compile(form), means) for form, means in speech.form_rows(key))


def _behind(speech: Speech, key: str) -> Rows:
    """Forms that end where a number begins."""
    rows = speech.form_rows(key)
    return tuple((re.compile(rf"(?:{form})\s*\Z"), means) for form, means in rows)
