"""Numbers as lists print them: in figures, letters, roman figures, and the signs of some scripts."""

import json
from collections.abc import Callable, Mapping
from importlib.resources import files

_NUMERALS = json.loads(files("communique.inputs").joinpath("numerals.json").read_text("utf-8"))
_ALPHABETS, _DIGITS, _SPELLED, _ADDED = (
    {
        form: signs for forms, signs in _NUMERALS[kind].items() for form in forms.split()
    }  # several may be alike
    for kind in ("alphabets", "digits", "spelled", "added")
)
"""Letters one after the other; signs for the figures 0 to 9; words from one on; signs whose worth
is added up, the largest first.
"""
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
    return alphabet[(number - 1) % len(alphabet)] * min(
        (number - 1) // len(alphabet) + 1, MOST_LETTERS
    )


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
_FORMS: dict[str, Callable[[int], str]] = {
    "upperRoman": roman,
    "hebrew1": lambda number: roman(number, _ADDED["hebrew1"]),
    "hex": lambda number: f"{number:X}",
    "lowerRoman": lambda number: roman(number).lower(),
    "upperLetter": lambda number: letters(number).upper(),
    "russianUpper": lambda number: letters(number, _ALPHABETS["russianLower"]).upper(),
    "decimalZero": lambda number: f"{number:02}",
    "ordinal": lambda n: f"{n}{'th' if n % 100 in {11, 12, 13} else _ENDS.get(n % 10, 'th')}",
    "decimalEnclosedParen": lambda number: f"({number})",
    "decimalEnclosedFullstop": lambda number: f"{number}.",
    "numberInDash": lambda number: f"- {number} -",
    "none": lambda _: "",
}
"""Forms of numbers by their names in ECMA-376 part 1, 17.18.59; those that are not here are counted
in figures.
"""


def counted(number: int, form: str = "decimal") -> str:
    """A number in a form, `a` and `A` being those of web pages; in figures where the form has no
    sign for it, as there is none for zero.

    >>> counted(4, "lowerRoman"), counted(0, "upperLetter")
    ('iv', '0')
    """
    if form in _DIGITS:
        return str(number).translate({48 + digit: sign for digit, sign in enumerate(_DIGITS[form])})
    if form in {"a", "A"} and number > 0:
        return columns(number) if form == "a" else columns(number).upper()
    if form in _ALPHABETS and number > 0:
        return letters(number, _ALPHABETS[form])
    if form in _SPELLED and 0 < number < 100:
        return next(iter(_SPELLED[form].split()[number - 1 : number]), str(number))
    if form[:1] == "0":
        return str(number).zfill(form.find(","))
    made = _FORMS.get(form)
    if (
        made is None
        or (number < 1 and form not in {"decimalZero", "ordinal", "none"})
        or number > 32767
    ):
        return str(number)
    return made(number)
