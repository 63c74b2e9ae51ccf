"""Text folded so that quotations match in spite of how they are set: case, spaces, quotation marks,
hyphens.
"""

import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal, get_args

Class = Literal["case", "spaces", "quotation marks", "hyphens", "forms of letters"]
"""What may differ between a quotation and the words as printed without changing a word."""
CLASSES: tuple[Class, ...] = get_args(Class)

_DOUBLE_QUOTES = frozenset('"“”„‟«»″〝〞「」『』＂')
_SINGLE_QUOTES = frozenset("'‘’‚‛‹›′＇`´")
_HYPHENS = frozenset("-‐‑‒–—―−﹣－")
_INVISIBLE = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")
"""Soft hyphens, zero-width spaces and joiners: they show no sign."""


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text, and for each of its characters the offset of the one it was made of."""

    text: str
    offsets: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the original text (half-open) that a stretch of the folded text was made
        of.
        """
        return self.offsets[start], self.offsets[end - 1] + 1


def _folded_character(character: str, folds: Collection[Class]) -> str:
    """What one character becomes: nothing, one character, or several."""
    if character in _INVISIBLE:
        return "" if "hyphens" in folds else character
    if character.isspace():
        return " " if "spaces" in folds else character
    if "quotation marks" in folds:
        if character in _DOUBLE_QUOTES:
            return '"'
        if character in _SINGLE_QUOTES:
            return "'"
    if character in _HYPHENS:
        return "-" if "hyphens" in folds else character
    return character.casefold() if "case" in folds else character


def fold(text: str, folds: Collection[Class] = CLASSES) -> Folded:
    """A text with the differences of some classes taken out; spaces in a row become one."""
    characters: list[str] = []
    offsets: list[int] = []
    for offset, character in enumerate(text):
        forms = character
        if "forms of letters" in folds:
            forms = unicodedata.normalize("NFKC", character)
        for form in forms:
            made = _folded_character(form, folds)
            repeated_space = (
                made == " " and "spaces" in folds and characters[-1:] == [" "]
            )
            if repeated_space:
                continue
            characters.extend(made)
            offsets.extend([offset] * len(made))
    return Folded("".join(characters), tuple(offsets))


def classes_between(quoted: str, printed: str) -> tuple[Class, ...]:
    """The classes in which two texts differ that are equal once they are folded."""
    found: list[Class] = []
    for each in CLASSES:
        others = [other for other in CLASSES if other != each]
        if fold(quoted, others).text.strip() != fold(printed, others).text.strip():
            found.append(each)
    return tuple(found)
