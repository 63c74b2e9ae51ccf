"""Text as it is compared with phrases: lower case, plain apostrophes and plain blanks."""

import re
from functools import lru_cache

_SAME = {
    "’": "'",
    "‘": "'",
    "\u00a0": " ",
    "\u202f": " ",
    "\n": " ",
    "*": " ",
    "_": " ",
}
_SAME |= dict(zip("άέήίόύώ", "αεηιουω", strict=True))  # Greek capitals have no accents
_SAME_ASCII = {char: same for char, same in _SAME.items() if char.isascii()}
_VOWEL_SIGN = re.compile("[\u064b-\u0652\u0640]")
_VOWELLED_WORD = re.compile("[\\w\u064b-\u0652\u0640]+")


@lru_cache(8192)
def folded(text: str) -> str:
    """A text in lower case with plain apostrophes and blanks, and Greek without accents.

    Each code point stays where it is. Arabic signs for vowels are left out; blanks behind the word
    take their place.

    >>> folded("We’re in İzmir")
    "we're in İzmir"
    """
    plain = text.lower()
    if len(plain) != len(text):
        plain = "".join(_lower(char) for char in text)
    if "ا" in plain and _VOWEL_SIGN.search(plain):
        plain = _VOWELLED_WORD.sub(_without_vowel_signs, plain)
    # `str.translate` with a table takes four times as long.
    for char, same in (_SAME_ASCII if plain.isascii() else _SAME).items():
        plain = plain.replace(char, same)
    return plain


def _lower(char: str) -> str:
    """A character in lower case, if that is one character too."""
    lower = char.lower()
    return lower if len(lower) == 1 else char


def _without_vowel_signs(word: re.Match[str]) -> str:
    return _VOWEL_SIGN.sub("", word[0]).ljust(len(word[0]))
