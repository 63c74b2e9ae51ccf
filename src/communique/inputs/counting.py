"""Numbers as lists print them: in figures, letters, roman figures, and the signs of some scripts."""

import json
from collections.abc import Callable, Mapping
from importlib.resources import files
from typing import TypeVar

_NUMERALS = json.loads(
    files("communique.inputs").joinpath("numerals.json").read_text("utf-8")
)
T = TypeVar("T")


def _by_form(listed: Mapping[str, T]) -> dict[str, T]:
    """Signs by the names of their forms; several names may be listed together."""
    found: dict[str, T] = {}
    for names, signs in listed.items():
        found.update(dict.fromkeys(names.split(), signs))
    return found


_ALPHABETS: dict[str, str] = _by_form(_NUMERALS["alphabets"])
"""Letters one after the other."""
_DIGITS: dict[str, str] = _by_form(_NUMERALS["digits"])
"""Signs for the figures 0 to 9."""
_SPELLED: dict[str, str] = _by_form(_NUMERALS["spelled"])
"""Words from one on."""
_ADDED: dict[str, dict[str, int]] = _by_form(_NUMERALS["added"])
"""Signs whose worth is added up, the largest first."""
MOST_LETTERS = 30


def roman(number: int, signs: Mapping[str, int] = _ADDED["upperRoman"]) -> str:
    """A number in roman figures, or in other signs whose worth is added up.

    >>> roman(14)
    'XIV'
    """
    made = ""
    for sign, worth in signs.items():
        made += sign * (number // worth)
        number %= worth
    return made


def letters(number: int, alphabet: str = _ALPHABETS["lowerLetter"]) -> str:
    """A number as a letter; beyond the alphabet the letter is doubled, as word processors do.

    >>> letters(2), letters(28)
    ('b', 'bb')
    """
    times, at = divmod(number - 1, len(alphabet))
    return alphabet[at] * min(times + 1, MOST_LETTERS)


def columns(number: int) -> str:
    """A number as letters that count on as the columns of a sheet do, as web pages do it.

    >>> columns(26), columns(28)
    ('z', 'ab')
    """
    made = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        made = chr(97 + rest) + made
    return made


_ENDS = {1: "st", 2: "nd", 3: "rd"}
_TEENS = frozenset({11, 12, 13})


def _ordinal(number: int) -> str:
    end = "th" if number % 100 in _TEENS else _ENDS.get(number % 10, "th")
    return f"{number}{end}"


def _hebrew(number: int) -> str:
    return roman(number, _ADDED["hebrew1"])


def _russian(number: int) -> str:
    return letters(number, _ALPHABETS["russianLower"]).upper()


_FORMS: dict[str, Callable[[int], str]] = {
    "upperRoman": roman,
    "hebrew1": _hebrew,
    "hex": "{:X}".format,
    "lowerRoman": lambda number: roman(number).lower(),
    "upperLetter": lambda number: letters(number).upper(),
    "russianUpper": _russian,
    "decimalZero": "{:02}".format,
    "ordinal": _ordinal,
    "decimalEnclosedParen": "({})".format,
    "decimalEnclosedFullstop": "{}.".format,
    "numberInDash": "- {} -".format,
    "none": lambda _: "",
}
"""Forms of numbers by their names in ECMA-376 part 1, 17.18.59; those that are not here are counted
in figures.
"""
_ANY_NUMBER = frozenset({"decimalZero", "ordinal", "none"})
"""Forms that have a sign for zero."""
MOST = 32767
"""Larger numbers are counted in figures."""


def counted(number: int, form: str = "decimal") -> str:
    """A number in a form, `a` and `A` being those of web pages; in figures where the form has no
    sign for it, as there is none for zero.

    >>> counted(4, "lowerRoman"), counted(0, "upperLetter")
    ('iv', '0')
    """
    if form in _DIGITS:
        return str(number).translate(dict(enumerate(_DIGITS[form], ord("0"))))
    if number > 0 and form in _OF_LETTERS:
        return _OF_LETTERS[form](number)
    if number > 0 and form in _ALPHABETS:
        return letters(number, _ALPHABETS[form])
    if form in _SPELLED:
        words = _SPELLED[form].split()
        return words[number - 1] if 0 < number <= len(words) else str(number)
    if form[:1] == "0":
        return str(number).zfill(form.find(","))
    made = _FORMS.get(form)
    if made is None or number > MOST or (number < 1 and form not in _ANY_NUMBER):
        return str(number)
    return made(number)


_OF_LETTERS: dict[str, Callable[[int], str]] = {
    "a": columns,
    "A": lambda number: columns(number).upper(),
}
"""Forms of web pages."""
