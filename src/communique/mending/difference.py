"""Two states of a source as a unified diff, as `patch` and `git apply` take it."""

from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import Match, SequenceMatcher

from communique.comparison.alignment import unmoved
from communique.core.source import Source

CONTEXT = 3
"""How many lines that both states share are shown around what differs."""
_NO_END = "\n\\ No newline at end of file\n"
_SMALL = 4096
"""Stretches of lines are compared by `difflib`, whose time grows with the product of their lengths, up to this product."""

Pair = tuple[int, int]
"""A line of the old state and the same of the new one, by their numbers from 0."""
Stretch = tuple[int, int, int, int]
"""Lines of the old state, from and up to, and of the new one."""


def unified(before: Source, after: Source) -> str:
    """The difference, three lines of context around it; empty where there is none.

    Lines end at LF: a CR before it, and a byte order mark, are characters like others, and are kept. The time grows with
    the number of lines, however many of them differ or are alike.
    """
    if before.data == after.data:
        return ""
    old, new = _lines(before), _lines(after)
    pieces = [f"--- {before.name}\n", f"+++ {after.name}\n"]
    for group in Lines(old, new).get_grouped_opcodes(CONTEXT):
        (_, i1, _, j1, _), (_, _, i2, _, j2) = group[0], group[-1]
        pieces.append(f"@@ -{_range(i1, i2)} +{_range(j1, j2)} @@\n")
        for tag, i1, i2, j1, j2 in group:
            if tag == "equal":
                pieces += map(" ".__add__, old[i1:i2])
            else:
                pieces += [*map("-".__add__, old[i1:i2]), *map("+".__add__, new[j1:j2])]
    return "".join(each if each.endswith("\n") else f"{each}{_NO_END}" for each in pieces)


def _lines(source: Source) -> list[str]:
    lines = source.data.decode("utf-8").split("\n")
    last = lines.pop()
    return [*(f"{line}\n" for line in lines), *([last] if last else [])]


def _range(start: int, end: int) -> str:
    """Lines as a hunk's head names them: the first, from 1, and their number unless it is one."""
    number = end - start
    return f"{start + 1}" if number == 1 else f"{start + (number > 0)},{number}"


class Lines(SequenceMatcher[str]):
    """Lines that are the same in both states, found from those that stand there once."""

    def __init__(self, old: list[str], new: list[str]) -> None:
        super().__init__(None, (), (), autojunk=False)
        self.a, self.b = old, new

    def get_matching_blocks(self) -> list[Match]:
        """Stretches of the same lines, and an empty one at the end, as `difflib` gives them."""
        blocks: list[Match] = []
        for i, j in sorted(_pairs(self.a, self.b)):
            if blocks and (blocks[-1].a + blocks[-1].size, blocks[-1].b + blocks[-1].size) == (i, j):
                blocks[-1] = blocks[-1]._replace(size=blocks[-1].size + 1)
            else:
                blocks.append(Match(i, j, 1))
        return [*blocks, Match(len(self.a), len(self.b), 0)]


def _pairs(old: Sequence[str], new: Sequence[str]) -> Iterator[Pair]:
    """The same lines of two states, none crossing another: at both ends, then between those that stand once in each."""
    waiting: list[Stretch] = [(0, len(old), 0, len(new))]
    while waiting:
        i1, i2, j1, j2 = waiting.pop()
        while i1 < i2 and j1 < j2 and old[i1] == new[j1]:
            yield i1, j1
            i1, j1 = i1 + 1, j1 + 1
        while i1 < i2 and j1 < j2 and old[i2 - 1] == new[j2 - 1]:
            i2, j2 = i2 - 1, j2 - 1
            yield i2, j2
        if i1 == i2 or j1 == j2:
            continue
        anchors = _anchors(old, new, (i1, i2, j1, j2))
        if anchors:
            starts = [(i1, j1), *((i + 1, j + 1) for i, j in anchors)]
            waiting += [(i, k, j, m) for (i, j), (k, m) in zip(starts, [*anchors, (i2, j2)], strict=True)]
            yield from anchors
        elif (i2 - i1) * (j2 - j1) <= _SMALL:
            for block in SequenceMatcher(None, old[i1:i2], new[j1:j2], autojunk=False).get_matching_blocks():
                yield from ((i1 + block.a + at, j1 + block.b + at) for at in range(block.size))
        elif i2 - i1 == j2 - j1:
            yield from ((i, j) for i, j in zip(range(i1, i2), range(j1, j2), strict=True) if old[i] == new[j])


def _anchors(old: Sequence[str], new: Sequence[str], stretch: Stretch) -> list[Pair]:
    """Of the lines that stand once in either stretch the most that stand in the same order (patience sorting)."""
    i1, i2, j1, j2 = stretch
    one, other = Counter(old[i1:i2]), Counter(new[j1:j2])
    places = {new[j]: j for j in range(j1, j2) if other[new[j]] == 1}
    pairs = {i: places[old[i]] for i in range(i1, i2) if one[old[i]] == 1 and old[i] in places}
    return [(i, pairs[i]) for i in sorted(unmoved(pairs))]
