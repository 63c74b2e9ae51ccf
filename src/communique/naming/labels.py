"""What a printed label says: the number in `16.`, `(a)`, `Article 2`, `第３条`, `§ 1`."""

import re
import unicodedata

from communique.core.numerals import roman

_DIGITS = re.compile(r"\d+(?:[.\-]\d+)*")
_SAFE = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.\-]*[A-Za-z0-9])?")

_NUMBER = re.compile(r"\d+")
ROMAN_WORD = re.compile(r"\b[IVXLC]{1,7}\b")
HAN_ORDINAL = re.compile("(?<=第)[〇零一二三四五六七八九十百]{1,7}")
"""A number in Chinese characters behind the sign of an ordinal: `第三十条`."""
MAX_SHAPED = 40
"""A line with a shape has at most this many characters."""
MAX_SHAPED_WORDS = 4
MAX_HAN_SHAPED = 12
"""A line that is an ordinal in Chinese characters and its word has at most this many."""


def bare(label: str) -> str:
    """The label without the punctuation and white space around it; of several words the one that
    counts.

    That is the first word that begins with a digit, else the last word: `Article 2` says `2`, `3.
    člen` says `3`, `CHAPTER I` says `I`. Empty for a bullet or dash.

    >>> [bare(label) for label in ("16.", "(a)", "CHAPTER I", "3. člen", "–")]
    ['16', 'a', 'I', '3', '']
    """
    cut = [word for word in map(_without_edges, label.split()) if word]
    return next((word for word in cut if word[0].isdigit()), cut[-1] if cut else "")


def eid_number(label: str) -> str | None:
    """The number as it stands in an eId, in ASCII; None where the label has none: it is then
    counted by its place.

    Digits of any script are folded to ASCII; inner full stops and hyphens stay (naming convention,
    as `tblock_1.1`).

    >>> [eid_number(label) for label in ("16.", "(a)", "第３条", "٣.", "I.1", "أ", "•")]
    ['16', 'a', '3', '3', 'I.1', None, None]
    """
    if label.isascii() and label[:-1].isdigit() and label[-1] in ".)":
        return label[:-1]
    word = folded(bare(label))
    if _SAFE.fullmatch(word):
        return word
    numbers = _DIGITS.findall(word)
    return folded(numbers[0]) if len(numbers) == 1 else None


def folded(text: str) -> str:
    """Digits of any script as ASCII digits, all else as it is.

    >>> folded("١٦ a")
    '16 a'
    """
    if text.isascii():
        return text
    return "".join(
        str(unicodedata.digit(char)) if char.isdecimal() else char for char in text
    )


def _without_edges(word: str) -> str:
    start, end = 0, len(word)
    while start < end and not word[start].isalnum():
        start += 1
    while end > start and not word[end - 1].isalnum():
        end -= 1
    return word[start:end]


def shape_of(text: str) -> str | None:
    """The shape of a short line that holds one number: `Artikel 3` is `Artikel #`; else None.

    The number is one of digits of any script, a roman one in capitals beside a word (then its sign
    is `@`), or a Chinese ordinal.
    """
    if len(text) > MAX_SHAPED or len(text.split()) > MAX_SHAPED_WORDS:
        return None
    text = text.strip("*# ")
    numbers = _NUMBER.findall(text)
    if len(numbers) > 1:
        return None
    if numbers:
        shape = _NUMBER.sub("#", text)
        has_words = any(map(str.isalpha, shape))
        return shape if has_words else None
    romans = ROMAN_WORD.findall(text)
    if len(romans) == 1 and len(text.split()) > 1 and roman(romans[0].lower()):
        return ROMAN_WORD.sub("@", text)
    if len(text) <= MAX_HAN_SHAPED and HAN_ORDINAL.search(text):
        return HAN_ORDINAL.sub("#", text)
    return None


def stands_alone(label: str | None) -> bool:
    """Whether a label is read only on a line of its own: a word and a number.

    >>> stands_alone("PART I"), stands_alone("1.")
    (True, False)
    """
    return label is not None and " " in label and shape_of(label) is not None
