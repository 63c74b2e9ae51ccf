"""Where mentions stand in one text, and which of them stay: the longest, then the first; none
straddles another mark.
"""

from bisect import bisect_left, bisect_right
from operator import attrgetter
from typing import Any, NamedTuple, cast

from communique.core.values import MarkValues, TextValues, Values


class Found(NamedTuple):
    """Words that mention something: from `start` to `end`, exclusive, and the mark in the making:
    its kind and more.
    """

    start: int
    end: int
    says: dict[str, Any]


_start = attrgetter("start")


def chosen(found: list[Found]) -> list[Found]:
    """Those that stay, by their place: of two that overlap the longer one, of two as long the
    first.
    """
    if len(found) < 2:
        return found
    kept: list[Found] = []
    for each in sorted(found, key=lambda each: (each.start - each.end, each.start)):
        at = bisect_left(kept, each.start, key=_start)
        if at < len(kept) and kept[at].start < each.end:
            continue
        if at and kept[at - 1].end > each.start:
            continue
        kept.insert(at, each)
    return kept


def add_marks(block: TextValues | Values, found: list[Found]) -> list[Found]:
    """Add the marks of mentions to a text block in the order of the model; gives those that were
    added.

    A mention that would straddle a mark of the block is left out. Marks that stood there stay as
    they are, outside of new ones that are as long.
    """
    marks = block.get("marks") or []
    wide = [mark for mark in marks if mark["start"] != mark["end"]]
    if wide:
        starts = sorted((mark["start"], mark["end"]) for mark in wide)
        ends = sorted((mark["end"], mark["start"]) for mark in wide)
        found = [each for each in found if not _straddles(each, starts, ends)]
    found = chosen(found)
    new: list[MarkValues] = []
    for each in found:
        each.says["start"] = each.start
        each.says["end"] = each.end
        new.append(cast("MarkValues", each.says))
    if new:
        block["marks"] = sorted([*marks, *new], key=mark_order) if marks else new
    return found


def _straddles(
    found: Found, starts: list[tuple[int, int]], ends: list[tuple[int, int]]
) -> bool:
    after_start = (found.start, FARTHEST)
    before_end = (found.end, 0)
    begun = starts[bisect_right(starts, after_start) : bisect_left(starts, before_end)]
    if any(end > found.end for _, end in begun):
        return True
    ended = ends[bisect_right(ends, after_start) : bisect_left(ends, before_end)]
    return any(start < found.start for _, start in ended)


FARTHEST = 1 << 60
"""Behind any place in a text."""


def mark_order(mark: MarkValues | Values) -> tuple[int, int]:
    """The order of marks in the model: by start, zero width first, longest first."""
    start = mark["start"]
    end = FARTHEST if mark["end"] == start else mark["end"]
    return start, -end
