"""Regular expressions for one of many phrases or forms."""

import re
from collections.abc import Iterable
from itertools import groupby
from operator import itemgetter

from communique.acts.folding import folded

NOTHING = "(?!)"
"""An expression that nothing matches."""


def one_of(phrases: Iterable[str]) -> str:
    """An expression for one of some phrases, the longest first. Blanks in a phrase may be several."""
    expression = _by_letter(sorted({folded(phrase) for phrase in phrases}))
    return expression.replace(r"\ ", r"\s+")


def _by_letter(tails: list[str]) -> str:
    """An expression for one of some words: those that begin with the same letter stand together."""
    rows: list[str] = [
        re.escape(first) + _by_letter([word[1:] for word in words])
        for first, words in groupby(filter(None, tails), itemgetter(0))
    ]
    if "" in tails:
        rows.append("")
    if len(rows) == 1:
        return rows[0]
    return f"(?:{'|'.join(rows) or NOTHING})"


def any_form(forms: Iterable[str]) -> str:
    """An expression for one of some forms, the first first."""
    joined = "|".join(f"(?:{form})" for form in forms)
    return f"(?:{joined or NOTHING})"


def unnamed(forms: Iterable[str]) -> str:
    """An expression for one of some forms that does not say what is what in it."""
    return any_form(re.sub(r"\(\?P<\w+>", "(?:", form) for form in forms)
