"""Lists of words in many languages that `signing.json` holds, by kind.

They say who signs, where and when; they also hold the alphabets of labels, how organisations number
their documents, and the keys of metadata.
"""

import json
import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from communique.core.bundle import data_of

WORD_LISTS: Mapping[str, Any] = json.loads(data_of("communique.detect", "signing.json"))


@cache
def word_list(kind: str) -> tuple[str, ...]:
    """The words of a kind."""
    return tuple(WORD_LISTS[kind])


@cache
def word_set(kind: str) -> frozenset[str]:
    """The words of a kind, to ask whether it has a word."""
    return frozenset(WORD_LISTS[kind])


def any_of(kind: str) -> str:
    """A pattern for one of the words of a kind; stops inside a word are optional."""
    return "|".join(
        re.escape(word).replace(r"\.", r"\.?\s?") for word in word_list(kind)
    )
