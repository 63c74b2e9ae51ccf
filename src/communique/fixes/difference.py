"""The difference between two states of a file, by lines."""

from collections.abc import Iterator, Sequence
from difflib import Match, SequenceMatcher

from communique.comparison.alignment import between, common_ends, once_in_each, unmoved
from communique.core.source import Source

CONTEXT = 3
"""How many lines that both states share are shown around a difference."""
_NO_END = "\n\\ No newline at end of file\n"
_MAX_PRODUCT = 4096
"""`difflib` compares two stretches of lines if the product of their lengths, which its time grows
with, is at most this.
"""

Pair = tuple[int, int]
"""A line of the old state and the same of the new one, by their numbers from 0."""
Stretch = tuple[int, int, int, int]
"""Lines of the old state, from and up to, and of the new one."""


def unified(before: Source, after: Source) -> str:
    """The difference in unified form, with three lines of context; empty where there is none.

    Lines end at LF: a CR before it, and a byte order mark, are characters like others, and are
    kept. The time grows with the number of lines, however many of them differ or are alike.
    """
    if before.data == after.data:
        return ""
    old = _lines(before)
    new = _lines(after)
    pieces = [f"--- {before.name}\n", f"+++ {after.name}\n"]
    for group in Lines(old, new).get_grouped_opcodes(CONTEXT):
        _, old_start, _, new_start, _ = group[0]
        _, _, old_end, _, new_end = group[-1]
        pieces.append(f"@@ -{_range(old_start, old_end)} +{_range(new_start, new_end)} @@\n")
        for tag, i1, i2, j1, j2 in group:
            if tag == "equal":
                pieces += [f" {line}" for line in old[i1:i2]]
                continue
            pieces += [f"-{line}" for line in old[i1:i2]]
            pieces += [f"+{line}" for line in new[j1:j2]]
    return "".join(each if each.endswith("\n") else f"{each}{_NO_END}" for each in pieces)


def _lines(source: Source) -> list[str]:
    """The lines, each with its LF; the last one without, if the file does not end in one."""
    lines = source.data.decode("utf-8").split("\n")
    last = lines.pop()
    found = [f"{line}\n" for line in lines]
    return [*found, last] if last else found


def _range(start: int, end: int) -> str:
    """Lines as a hunk's head names them: the first, from 1, and their number unless it is one."""
    number = end - start
    if number == 1:
        return f"{start + 1}"
    first = start + 1 if number else start
    return f"{first},{number}"


class Lines(SequenceMatcher[str]):
    """The lines that are the same in both states, found from those that each state has once."""

    def __init__(self, old: list[str], new: list[str]) -> None:
        super().__init__(None, (), (), autojunk=False)
        self.a = old
        self.b = new

    def get_matching_blocks(self) -> list[Match]:
        """Stretches of the same lines, and an empty one at the end, as `difflib` gives them."""
        blocks: list[Match] = []
        for i, j in sorted(_pairs(self.a, self.b)):
            last = blocks[-1] if blocks else None
            if last is not None and (last.a + last.size, last.b + last.size) == (i, j):
                blocks[-1] = last._replace(size=last.size + 1)
            else:
                blocks.append(Match(i, j, 1))
        return [*blocks, Match(len(self.a), len(self.b), 0)]


def _pairs(old: Sequence[str], new: Sequence[str]) -> Iterator[Pair]:
    """The same lines of two states, none crossing another: at both ends, then between those that
    each state has once.
    """
    waiting: list[Stretch] = [(0, len(old), 0, len(new))]
    while waiting:
        i1, i2, j1, j2 = waiting.pop()
        head, tail = common_ends(old[i1:i2], new[j1:j2])
        yield from ((i1 + at, j1 + at) for at in range(head))
        yield from ((i2 - at, j2 - at) for at in range(1, tail + 1))
        middle = (i1 + head, i2 - tail, j1 + head, j2 - tail)
        if middle[0] == middle[1] or middle[2] == middle[3]:
            continue
        anchors = once_in_each(old[middle[0] : middle[1]], new[middle[2] : middle[3]])
        if anchors:
            yield from _anchored(anchors, middle, waiting)
        else:
            yield from _without_anchors(old, new, middle)


def _anchored(anchors: dict[int, int], middle: Stretch, waiting: list[Stretch]) -> Iterator[Pair]:
    """The lines that each state has once and that did not change places; the stretches between them
    wait.
    """
    i1, i2, j1, j2 = middle
    yield from ((i1 + at, j1 + anchors[at]) for at in unmoved(anchors))
    for some, others in between(anchors, (i2 - i1, j2 - j1)):
        waiting.append((i1 + some.start, i1 + some.stop, j1 + others.start, j1 + others.stop))


def _without_anchors(old: Sequence[str], new: Sequence[str], middle: Stretch) -> Iterator[Pair]:
    """The same lines of stretches in which every line is repeated or stands in one state only."""
    i1, i2, j1, j2 = middle
    if (i2 - i1) * (j2 - j1) <= _MAX_PRODUCT:
        matcher = SequenceMatcher(None, old[i1:i2], new[j1:j2], autojunk=False)
        for block in matcher.get_matching_blocks():
            yield from ((i1 + block.a + at, j1 + block.b + at) for at in range(block.size))
    elif i2 - i1 == j2 - j1:
        lines = zip(range(i1, i2), range(j1, j2), strict=True)
        yield from ((i, j) for i, j in lines if old[i] == new[j])
