"""From the order in which characters stand on a line to the order in which they are read, where words run to the left."""

import unicodedata
from collections.abc import Iterable
from functools import cache

_LEFTWARD = frozenset({"R", "AL"})
_RIGHTWARD = frozenset({"L", "EN", "AN"})
_MIRRORED = str.maketrans("()[]{}<>«»", ")(][}{><»«")
_LAST = frozenset("ךםןףץةىﺓﺔﻯﻰ")
"""Letters of Hebrew and Arabic that stand at the ends of words alone."""
_OPENING, _CLOSING = "([{<", ")]}>"


@cache
def _side(char: str) -> str:
    kind = unicodedata.bidirectional(char)
    return "R" if kind in _LEFTWARD else "L" if kind == "L" else "N" if kind in _RIGHTWARD else ""


@cache
def is_mark(char: str) -> bool:
    """Whether a character stands over or under another."""
    return unicodedata.category(char) == "Mn"


def runs_left(text: Iterable[str]) -> bool:
    """Whether more letters of a text run from right to left than the other way."""
    sides = [_side(char) for char in text]
    return sides.count("R") > sides.count("L")


def drawn_as_read(lines: Iterable[list[str]]) -> bool:
    """Whether letters of a script that runs to the left are drawn from left to right all the same.

    Some letters only end words: if words seem to begin with them, taken from the right, they were drawn as they are read.
    """
    ends = starts = 0
    for units in lines:
        for word in "".join(unit[0] for unit in units).split(" "):
            ends += word[:1] in _LAST and len(word) > 1
            starts += word[-1:] in _LAST and len(word) > 1
    return starts > ends


def logical(units: list[str], *, leftward: bool) -> str:
    """The text of a line whose characters (each with its marks) are given from left to right.

    `leftward`: the page's words run to the left. Figures, and words of the other direction, keep their own.
    """
    sides = [_side(unit[0]) for unit in units]
    if "R" not in sides and not (leftward and "L" not in sides and "".join(units).strip("().:-").isdecimal()):
        return "".join(units)  # a number with signs around it is a label, and runs to the left
    if not leftward:
        return "".join(_reversed_runs(units, sides, "R"))
    turned = _reversed_runs(units[::-1], sides[::-1], "LN")
    text = "".join(turned)
    marks = [char for char in text if char in _OPENING or char in _CLOSING]
    wrong = bool(marks) and marks[0] in _CLOSING and any(char in _OPENING for char in marks)
    return text.translate(_MIRRORED) if wrong else text  # some files give brackets as they look, some as they open


def _reversed_runs(units: list[str], sides: list[str], of: str) -> list[str]:
    """The units with each run of some sides turned; what has no side goes with the run that it stands in."""
    found: list[str] = []
    index = 0
    while index < len(units):
        if not sides[index] or sides[index] not in of:
            found.append(units[index])
            index += 1
            continue
        last = index
        at = index + 1
        while at < len(units) and (not sides[at] or sides[at] in of):
            if sides[at]:
                figures = "N" in (sides[at], sides[last]) and at - last > 1
                if figures and of != "R" and any(units[each] == " " for each in range(last + 1, at)):
                    break  # two numbers with a blank between are two words
                last = at
            at += 1
        found.extend(reversed(units[index : last + 1]))
        index = last + 1
    return found
