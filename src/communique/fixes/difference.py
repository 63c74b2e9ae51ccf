"""The difference between two states of a file, by lines."""

from collections.abc import Iterable, Iterator, Sequence
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
Stretch = tuple[range, range]
"""The numbers of lines in a row: of the old state, and of the new one."""


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
        old_range = _range(old_start, old_end)
        new_range = _range(new_start, new_end)
        pieces.append(f"@@ -{old_range} +{new_range} @@\n")
        for tag, i1, i2, j1, j2 in group:
            if tag == "equal":
                pieces += _marked(" ", old[i1:i2])
            else:
                pieces += _marked("-", old[i1:i2])
                pieces += _marked("+", new[j1:j2])
    return "".join(pieces)


def _marked(sign: str, lines: Iterable[str]) -> Iterator[str]:
    """Lines with a sign before each; of one that does not end it is said."""
    for line in lines:
        end = "" if line.endswith("\n") else _NO_END
        yield f"{sign}{line}{end}"


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
            if not blocks:
                blocks.append(Match(i, j, 1))
                continue
            last = blocks[-1]
            ends = (last.a + last.size, last.b + last.size)
            if ends == (i, j):
                blocks[-1] = last._replace(size=last.size + 1)
            else:
                blocks.append(Match(i, j, 1))
        blocks.append(Match(len(self.a), len(self.b), 0))
        return blocks


def _pairs(old: Sequence[str], new: Sequence[str]) -> Iterator[Pair]:
    """The same lines of two states, none crossing another: at both ends, then between those that
    each state has once.
    """
    waiting: list[Stretch] = [(range(len(old)), range(len(new)))]
    while waiting:
        here, there = waiting.pop()
        old_lines = _lines_of(old, here)
        new_lines = _lines_of(new, there)
        head, tail = common_ends(old_lines, new_lines)
        yield from zip(here[:head], there[:head], strict=True)
        here = here[head:]
        there = there[head:]
        last_here = len(here) - tail
        last_there = len(there) - tail
        yield from zip(here[last_here:], there[last_there:], strict=True)
        here = here[:last_here]
        there = there[:last_there]
        if not here or not there:
            continue
        old_lines = _lines_of(old, here)
        new_lines = _lines_of(new, there)
        anchors = once_in_each(old_lines, new_lines)
        if anchors:
            yield from _anchored(anchors, (here, there), waiting)
        else:
            yield from _without_anchors(old, new, (here, there))


def _lines_of(lines: Sequence[str], numbers: range) -> Sequence[str]:
    return lines[numbers.start : numbers.stop]


def _anchored(
    anchors: dict[int, int], middle: Stretch, waiting: list[Stretch]
) -> Iterator[Pair]:
    """The lines that each state has once and that did not change places; the stretches between them
    wait.
    """
    here, there = middle
    for at in unmoved(anchors):
        yield here[at], there[anchors[at]]
    for some, others in between(anchors, (len(here), len(there))):
        old_lines = here[some.start : some.stop]
        new_lines = there[others.start : others.stop]
        waiting.append((old_lines, new_lines))


def _without_anchors(
    old: Sequence[str], new: Sequence[str], middle: Stretch
) -> Iterator[Pair]:
    """The same lines of stretches in which every line is repeated or stands in one state only."""
    here, there = middle
    if len(here) * len(there) <= _MAX_PRODUCT:
        old_lines = _lines_of(old, here)
        new_lines = _lines_of(new, there)
        matcher = SequenceMatcher(None, old_lines, new_lines, autojunk=False)
        for block in matcher.get_matching_blocks():
            for at in range(block.size):
                yield here[block.a + at], there[block.b + at]
    elif len(here) == len(there):
        for number, other in zip(here, there, strict=True):
            if old[number] == new[other]:
                yield number, other
