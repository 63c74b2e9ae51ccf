"""What a printed label says: the number in `16.`, `(a)`, `Article 2`, `第３条`, `§ 1`."""

import re
import unicodedata

_DIGITS = re.compile(r"\d+(?:[.\-]\d+)*")
_SAFE = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.\-]*[A-Za-z0-9])?")


def bare(label: str) -> str:
    """The label without the punctuation and white space around it; of several words the one that counts.

    That is the first word that begins with a digit, else the last word: `Article 2` says `2`, `3. člen` says `3`,
    `CHAPTER I` says `I`. Empty for a bullet or dash.

    >>> [bare(label) for label in ("16.", "(a)", "CHAPTER I", "3. člen", "–")]
    ['16', 'a', 'I', '3', '']
    """
    cut = [word for word in map(_without_edges, label.split()) if word]
    return next((word for word in cut if word[0].isdigit()), cut[-1] if cut else "")


def eid_number(label: str) -> str | None:
    """The number as it stands in an eId, in ASCII; None where the label has none: it is then counted by its place.

    Digits of any script are folded to ASCII; inner full stops and hyphens stay (naming convention, as `tblock_1.1`).

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
    return "".join(str(unicodedata.digit(char)) if char.isdecimal() else char for char in text)


def _without_edges(word: str) -> str:
    start, end = 0, len(word)
    while start < end and not word[start].isalnum():
        start += 1
    while end > start and not word[end - 1].isalnum():
        end -= 1
    return word[start:end]
