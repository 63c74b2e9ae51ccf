"""Words found in a text whatever their case and diacritics."""

import unicodedata
from collections.abc import Iterator
from functools import lru_cache


@lru_cache(4096)
def _plain(char: str) -> str:
    """A character without case and diacritics: none, one or several."""
    pieces = unicodedata.normalize("NFKD", char.casefold()).casefold()
    return "".join(piece for piece in pieces if not unicodedata.combining(piece))


def without_accents(text: str) -> str:
    """The text without case and diacritics.

    >>> without_accents("Čad, MAÑANA, Straße")
    'cad, manana, strasse'
    """
    return text.lower() if text.isascii() else "".join(map(_plain, text))


def occurrences(text: str, words: str) -> Iterator[tuple[int, int]]:
    """Where the words stand in the text, case and diacritics ignored: offsets in code points, half-open.

    Accents that follow the last character belong to it. Occurrences do not overlap.

    >>> list(occurrences("Évora and e\u0301vora", "EVORA"))
    [(0, 5), (10, 16)]
    """
    wanted, plain = without_accents(words), without_accents(text)
    at = plain.find(wanted) if wanted else -1
    if at < 0:
        return
    # Which character each piece came from, and at the end what follows the last.
    origin = [offset for offset, char in enumerate(text) for _ in _plain(char)]
    origin.append(len(text))
    while at >= 0:
        last = at + len(wanted)
        yield origin[at], max(origin[last - 1] + 1, origin[last])
        at = plain.find(wanted, last)
