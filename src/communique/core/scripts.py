"""Letters, case, digits and classes of punctuation, in the scripts of the world.

No function here knows a language: a comma is a comma in every script.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import lru_cache

COMMAS = ",،、，፣"
SEMICOLONS = ";؛；፤"
COLONS = ":：፦՝"
CLAUSES = tuple(COMMAS + SEMICOLONS)
"""Marks that end a clause but not the sentence."""
TERMINAL = frozenset(f".!?–—…。！？؟۔।॥।։‥⁇⁈⁉·\u0387{SEMICOLONS}{COLONS}")
"""Marks that finish a line."""
CLOSERS = "”’“\"'»›«‹)]}」』】》〉*_ \u00a0\u200f\u200e"
"""Characters that can follow the mark that finishes a line."""
HYPHENS = "-\u2010\u00ad"
"""Characters that break a word at the end of a line."""
BULLETS = "–—•·▪●■◆❖◦‣∙►▸➢✓✔☑⁃*-"
"""Signs that begin an item of a list."""
TATWEEL = "\u0640"
"""Stretches an Arabic word to fill a line. It is not a letter."""

SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
SUPERSCRIPT_DIGITS = str.maketrans(SUPERSCRIPTS, "0123456789")

_NOTE_MARKER = re.compile(
    rf"(?<=[.;:!?,”“\"'»)\]–—…])(?:\d{{1,3}}|[{SUPERSCRIPTS}]+|\[\^?\d{{1,3}}\]|\^\d{{1,3}})$"
)
"""The marker of a note at the end of a line, glued to the mark before it."""
_YEAR_AT_END = re.compile(r"(?<!\d)[12]\d{3}$")
_CONJUNCTION_AT_END = re.compile(r";\s+\w{1,5}$")
_CONJUNCTION_REACH = 8
_ARMENIAN_SMALL = ("\u0561", "\u0587")
"""The first and the last small letter of Armenian."""


class CharacterTable(dict[int, str]):
    """A table for `str.translate` that works out the value of a character when it first meets it."""

    def __init__(self, value_of: Callable[[str], str]) -> None:
        """A table in which each character becomes what `value_of` returns for it."""
        self.value_of = value_of

    def __missing__(self, code: int) -> str:
        value = self.value_of(chr(code))
        self[code] = value
        return value


def last_mark(text: str) -> str:
    """The last character before closing quotes, brackets and the marker of a note; else empty.

    A colon after an Armenian letter counts as that script's full stop, as which it is typed.
    """
    bare = text.rstrip(CLOSERS)
    if bare and bare[-1].isdigit():
        bare = _without_note_marker(text, bare)
    first, last = _ARMENIAN_SMALL
    if bare[-1:] == ":" and first <= bare[-2:-1] <= last:
        return "։"
    return bare[-1:]


def _without_note_marker(text: str, bare: str) -> str:
    """The bare text without the note marker at its end, if the digits there are one."""
    marker = _NOTE_MARKER.search(text.rstrip()) or _NOTE_MARKER.search(bare)
    if marker is None:
        return bare
    before = bare[: marker.start()]
    if before[-1] in ".," and before[:-1][-1:].isdigit():
        ends_with_year = _YEAR_AT_END.search(before[:-1]) is not None
        if not ends_with_year:
            return bare  # a decimal: `1.5`
    return before.rstrip(CLOSERS)


def finished(text: str) -> bool:
    """Whether a line ends a sentence or clause: with `. ! ? ; : – —` or their like, or `; and`."""
    if text[-1:].isalpha():
        end = text[-_CONJUNCTION_REACH:]
        if ";" not in end:
            return False
        start = max(0, len(text) - _CONJUNCTION_REACH)
        return _CONJUNCTION_AT_END.search(text, start) is not None
    return last_mark(text) in TERMINAL


def upper(text: str) -> bool:
    """Whether a text is wholly in capitals.

    It has at least three capitals, at least half of its letters are capitals (others are of a
    script without case), and none is small.
    """
    if not text.isupper():
        return False
    head = text[:40]
    capitals = sum(map(str.isupper, head))
    letters = sum(map(str.isalpha, head))
    return capitals >= 3 and capitals * 2 >= letters


@lru_cache(4096)
def is_small(char: str) -> bool:
    """Whether a character is a small letter of a script that begins sentences with capitals.

    Georgian has capitals but does not begin sentences with them, so its letters are not small.
    """
    return char.islower() and char.title() != char


def begins_capital(text: str) -> bool:
    """Whether the first letter or digit is a digit, a capital, or of a script without capitals."""
    for char in text:
        if char.isdigit():
            return True
        if char.isalpha():
            return not is_small(char)
    return False


def begins_lower(text: str) -> bool:
    """Whether the first letter or digit is a small letter."""
    return is_small(next(filter(str.isalnum, text), ""))


MAX_REMEMBERED = 400
"""`unaccented` remembers the words of a text up to this length: they come again."""


def unaccented(text: str) -> str:
    """The text in lower case without diacritics: capitals are often printed without them."""
    if text.isascii():
        return text.lower()
    if len(text) > MAX_REMEMBERED:
        return _unaccented.__wrapped__(text)
    return " ".join(map(_unaccented, text.split(" ")))


def unaccented_each(phrases: Iterable[str]) -> list[str]:
    """Many phrases without diacritics, in one pass: thousands are read when a process starts."""
    given = list(phrases)
    return _unaccented.__wrapped__("\n".join(given)).split("\n") if given else []


@lru_cache(20_000)
def _unaccented(text: str) -> str:
    return unicodedata.normalize("NFD", text.casefold()).translate(_WITHOUT_MARKS)


def _without_mark(char: str) -> str:
    return "" if unicodedata.combining(char) or char == TATWEEL else char


_WITHOUT_MARKS = CharacterTable(_without_mark)
