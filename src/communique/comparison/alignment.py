"""Which passages of two declarations belong together."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from math import log

from communique.model.passages import Passage

LIKE = 0.5
"""From this likeness on two passages are taken for two versions of one, whatever their numbers."""
NAMESAKES = 0.2
"""From this likeness on they are if they have the same address."""
COMMON = 24
"""A word that stands in more passages than this says nothing about which belong together."""


def words_of(passage: Passage) -> str:
    """The words of a passage, its heading before them."""
    return f"{passage.heading.block.text} {passage.text}" if passage.heading else passage.text


Pairs = dict[int, tuple[int, float]]
"""From the index of an older passage to that of the newer one, and how like they are (0 to 1)."""


class Likeness:
    """How like two texts are: the share of words that both have (Dice), a word weighing the less the more texts have it."""

    def __init__(self, before: Iterable[str], after: Iterable[str]) -> None:
        self.old, self.new = [_bag(each) for each in before], [_bag(each) for each in after]
        known = Counter(word for bag in (*self.old, *self.new) for word in bag)
        count = len(self.old) + len(self.new)
        self.weight = {word: log(1 + count / number) for word, number in known.items()}

    def __call__(self, a: int, b: int) -> float:
        """From 0 to 1, of an older and a newer text by their indices; 1 of two without words."""
        one, other = self.old[a], self.new[b]
        total = self.weigh(one) + self.weigh(other)
        return 2 * self.weigh(one & other) / total if total else 1.0

    def weigh(self, bag: Counter[str]) -> float:
        """What the words of a bag weigh together."""
        return sum(count * self.weight[word] for word, count in bag.items())


def pairs_by_words(before: Sequence[Passage], after: Sequence[Passage], alike: Likeness) -> Pairs:
    """The most alike first; each passage once."""
    index: dict[str, list[int]] = defaultdict(list)
    for b, bag in enumerate(alike.new):
        for word in bag:
            index[word].append(b)
    scored: list[tuple[float, int, int, float]] = []
    for a, bag in enumerate(alike.old):
        near = {b for word in bag if len(index.get(word, ())) <= COMMON for b in index.get(word, ())}
        for b in near:
            if before[a].kind == after[b].kind:
                likeness = alike(a, b)
                bonus = 0.2 if before[a].eid == after[b].eid else 0.0
                if likeness + bonus >= LIKE:
                    scored.append((-(likeness + bonus), a, b, likeness))
    pairs: Pairs = {}
    taken: set[int] = set()
    for _, a, b, likeness in sorted(scored, key=lambda each: (each[0], abs(each[1] - each[2]), each[1])):
        if a not in pairs and b not in taken:
            pairs[a] = (b, likeness)
            taken.add(b)
    return pairs


def add_pairs_by_address(
    before: Sequence[Passage], after: Sequence[Passage], pairs: Pairs, alike: Likeness, least: float,
    parts: tuple[Collection[int], Collection[int]] = ((), ()),
) -> None:  # fmt: skip
    """Pair what is left by kind and address (of passages that share one, by their order), if it is like enough; `parts` are none."""
    taken = {b for b, _ in pairs.values()}.union(parts[1])
    free: dict[tuple[str, str], list[int]] = defaultdict(list)
    for b, passage in enumerate(after):
        if b not in taken:
            free[passage.kind, passage.eid].append(b)
    for a, passage in enumerate(before):
        candidates = free.get((passage.kind, passage.eid))
        if a not in pairs and a not in parts[0] and candidates:
            likeness = alike(a, candidates[0])
            if likeness >= least:
                pairs[a] = (candidates.pop(0), likeness)


def _bag(text: str) -> Counter[str]:
    return Counter(text.casefold().split())


def unmoved(pairs: Mapping[int, int]) -> set[int]:
    """The largest set of older passages whose newer ones stand in the same order (longest increasing subsequence)."""
    tails: list[int] = []
    ends: list[int] = []
    before: dict[int, int | None] = {}
    for a in sorted(pairs):
        at = bisect_left(tails, pairs[a])
        before[a] = ends[at - 1] if at else None
        tails[at : at + 1], ends[at : at + 1] = [pairs[a]], [a]
    still: set[int] = set()
    last: int | None = ends[-1] if ends else None
    while last is not None:
        still.add(last)
        last = before[last]
    return still


def between(pairs: Mapping[int, int], lengths: tuple[int, int]) -> Iterator[tuple[range, range]]:
    """The stretches of two rows of those lengths between the pairs that stand in the same order in both."""
    last = (-1, -1)
    for pair in [*((a, pairs[a]) for a in sorted(unmoved(pairs))), lengths]:
        yield range(last[0] + 1, pair[0]), range(last[1] + 1, pair[1])
        last = pair


def common_ends(one: Sequence[object], other: Sequence[object]) -> tuple[int, int]:
    """How many items two sequences share at the beginning, and how many of the rest at the end.

    >>> common_ends("spring tide", "spring flood tide")
    (7, 4)
    """
    least = min(len(one), len(other))
    head = next((at for at in range(least) if one[at] != other[at]), least)
    return head, next((at for at in range(least - head) if one[-1 - at] != other[-1 - at]), least - head)
