"""What parts the entries of a list of those who signed: one mark for the whole list.

`Norland, represented by Edda Holm` alone says little. Where nearly all entries of a list have a
comma behind a few words, the comma parts them, and what stands before it and behind it is of one
kind in all of them.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from itertools import permutations
from typing import TypeAlias

from communique.core.scripts import COLONS, COMMAS

MIN_ENTRIES = 3
"""Fewer entries do not tell which mark parts them."""
MOST = 0.75
"""A mark parts a list if so many of its entries have it."""
MAX_FIRST = 60
"""What stands before the mark has at most this many characters."""
SEPARATORS: tuple[re.Pattern[str], ...] = (
    re.compile(rf"\s?[{COLONS}]\s+(?=\S)"),
    re.compile(r"\s+[–—-]\s+(?=\S)"),
    re.compile(r"\s+(?=\([^()]+\)\W*$)"),
    re.compile(rf"[{COMMAS}]\s+(?=\S)"),
)
"""The marks that can part entries, the strongest first."""
STRONG_SEPARATORS = SEPARATORS[:2]
"""The marks that part entries without labels: a colon and a dash."""

Looks: TypeAlias = Callable[[str], Mapping[str, float]]
"""How much words look like a name (`N`), a role (`R`) and a party (`P`)."""


def parted_list(
    entries: Sequence[str],
    looks: Looks,
    separators: Sequence[re.Pattern[str]] = SEPARATORS,
) -> tuple[list[int], str]:
    """Where each entry is cut, 0 where it is whole; and which part stands before and behind.

    The parts are letters as in `looks`; empty where no mark parts the list.
    """
    if len(entries) < MIN_ENTRIES:
        return [], ""
    for separator in separators:
        cuts = [_cut(entry, separator) for entry in entries]
        if sum(at > 0 for at in cuts) >= MOST * len(entries):
            return cuts, _parts(entries, cuts, looks)
    return [], ""


def _cut(entry: str, separator: re.Pattern[str]) -> int:
    """Where the words behind the first mark begin; 0 without one."""
    match = separator.search(entry, 1, MAX_FIRST)
    return match.end() if match is not None else 0


def _parts(entries: Sequence[str], cuts: Sequence[int], looks: Looks) -> str:
    """The likeliest parts before and behind the mark, by all entries together."""
    first = dict.fromkeys("NRP", 0.0)
    second = dict(first)
    for entry, at in zip(entries, cuts, strict=True):
        if at:
            _add(first, looks(entry[:at].rstrip(" -–—")))
            _add(second, _looks_behind(entry[at:], looks))
    pairs = list(permutations("NRP", 2))
    before, behind = max(pairs, key=lambda pair: first[pair[0]] + second[pair[1]])
    return before + behind


def _add(sums: dict[str, float], looks: Mapping[str, float]) -> None:
    for part, look in looks.items():
        sums[part] += look


def _looks_behind(words: str, looks: Looks) -> Mapping[str, float]:
    """How much words behind a mark look like each part; a name can have a role behind a comma."""
    found = dict(looks(words))
    name, comma, role = words.partition(", ")
    if comma:
        found["N"] = max(found["N"], looks(name)["N"] + looks(role)["R"])
    return found
