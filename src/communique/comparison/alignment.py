"""Which passages, promises or texts of two declarations belong together.

They are paired by words, by address, as parts of one another, and by pieces of words, of which rare
ones weigh more (TF-IDF over character n-grams, cosine). Only texts that share a rare word or piece
are compared, so that time grows with their number.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from math import log, sqrt
from typing import TypeVar

from communique.model.passages import Passage

T = TypeVar("T")
K = TypeVar("K", bound=Hashable)

LIKE = 0.5
"""From this likeness on two passages are taken for two versions of one, whatever their numbers."""
NAMESAKES = 0.2
"""From this likeness on they are if they have the same address."""
COMMON = 24
"""A word that stands in more passages than this says nothing about which belong together."""


def words_of(passage: Passage) -> str:
    """The words of a passage, its heading before them."""
    if passage.heading is None:
        return passage.text
    return f"{passage.heading.block.text} {passage.text}"


Pairs = dict[int, tuple[int, float]]
"""From the index of an older passage to that of the newer one, and how like they are (0 to 1)."""


class Likeness:
    """How like two texts are: the share of words that both have (Dice). A word of many texts weighs
    less.
    """

    def __init__(self, before: Iterable[str], after: Iterable[str]) -> None:
        self.old = [Counter(each.casefold().split()) for each in before]
        self.new = [Counter(each.casefold().split()) for each in after]
        texts = [*self.old, *self.new]
        self.weight = _weights(texts)

    def __call__(self, a: int, b: int) -> float:
        """From 0 to 1, of an older and a newer text by their indices; 1 of two without words."""
        one = self.old[a]
        other = self.new[b]
        total = self.weigh(one) + self.weigh(other)
        if not total:
            return 1.0
        return 2 * self.weigh(one & other) / total

    def weigh(self, bag: Counter[str]) -> float:
        """What the words of a bag weigh together."""
        return sum(count * self.weight[word] for word, count in bag.items())


def _weights(bags: Sequence[Counter[str]]) -> dict[str, float]:
    """How much each word or piece weighs: the less, the more texts have it."""
    known: Counter[str] = Counter()
    for bag in bags:
        known.update(bag.keys())
    return {word: log(1 + len(bags) / number) for word, number in known.items()}


SAME_ADDRESS = 0.2
"""How much likeness the same address is worth."""


def pairs_by_words(before: Sequence[Passage], after: Sequence[Passage], alike: Likeness) -> Pairs:
    """The most alike first; each passage once."""
    near = _sharing(enumerate(alike.new), COMMON)
    scored: list[tuple[float, int, int, int, float]] = []
    for a, bag in enumerate(alike.old):
        for b in near(bag):
            if before[a].kind != after[b].kind:
                continue
            likeness = alike(a, b)
            bonus = SAME_ADDRESS if before[a].eid == after[b].eid else 0.0
            score = likeness + bonus
            if score >= LIKE:
                scored.append((-score, abs(a - b), a, b, likeness))
    scored.sort()
    return _each_once((a, b, likeness) for _, _, a, b, likeness in scored)


def _sharing(
    bags: Iterable[tuple[int, Iterable[str]]], most: int
) -> Callable[[Iterable[str]], set[int]]:
    """A function from words to the numbers of the bags that share one with them.

    A word that more than `most` bags have does not count.
    """
    index: dict[str, list[int]] = defaultdict(list)
    for at, bag in bags:
        for word in bag:
            index[word].append(at)

    def sharing(words: Iterable[str]) -> set[int]:
        found: set[int] = set()
        for word in words:
            having = index.get(word, [])
            if len(having) <= most:
                found.update(having)
        return found

    return sharing


def _each_once(scored: Iterable[tuple[int, int, float]]) -> Pairs:
    """The pairs, the best first, without those of which one has another already."""
    pairs: Pairs = {}
    taken: set[int] = set()
    for a, b, likeness in scored:
        if a not in pairs and b not in taken:
            pairs[a] = b, likeness
            taken.add(b)
    return pairs


def add_pairs_by_address(
    before: Sequence[Passage], after: Sequence[Passage], pairs: Pairs, alike: Likeness, least: float,
    parts: tuple[Collection[int], Collection[int]] = ((), ()),
) -> None:  # fmt: skip
    """Pair what is left by kind and address, if it is like enough; of those that share one, by
    order.

    Passages that are `parts` are not paired.
    """
    taken = {b for b, _ in pairs.values()}.union(parts[1])
    free: dict[tuple[str, str], list[int]] = defaultdict(list)
    for b, passage in enumerate(after):
        if b not in taken:
            free[passage.kind, passage.eid].append(b)
    for a, passage in enumerate(before):
        candidates = free.get((passage.kind, passage.eid))
        if not candidates or a in pairs or a in parts[0]:
            continue
        likeness = alike(a, candidates[0])
        if likeness >= least:
            pairs[a] = (candidates.pop(0), likeness)


def unmoved(pairs: Mapping[int, int]) -> set[int]:
    """The largest set of older passages whose newer ones are in the same order.

    That is the longest increasing subsequence.
    """
    tails: list[int] = []
    ends: list[int] = []
    before: dict[int, int | None] = {}
    for a in sorted(pairs):
        at = bisect_left(tails, pairs[a])
        before[a] = ends[at - 1] if at else None
        tails[at : at + 1] = [pairs[a]]
        ends[at : at + 1] = [a]
    still: set[int] = set()
    last: int | None = ends[-1] if ends else None
    while last is not None:
        still.add(last)
        last = before[last]
    return still


def once_in_each(one: Sequence[Hashable], other: Sequence[Hashable]) -> dict[int, int]:
    """From indices of one row to those of another, of what stands once in each; None is nothing."""
    counts = Counter(one)
    other_counts = Counter(other)
    once = [(each, b) for b, each in enumerate(other) if other_counts[each] == 1]
    places = {each: b for each, b in once if each is not None}
    return {a: places[each] for a, each in enumerate(one) if counts[each] == 1 and each in places}


def beyond(some: Iterable[T], known: Counter[K], key: Callable[[T], K]) -> list[T]:
    """What there is more of than is known, by its key: of each key the first ones are known."""
    left = Counter(known)
    kept: list[T] = []
    for each in some:
        if left[key(each)]:
            left[key(each)] -= 1
        else:
            kept.append(each)
    return kept


def between(pairs: Mapping[int, int], lengths: tuple[int, int]) -> Iterator[tuple[range, range]]:
    """The stretches of two rows of these lengths between the pairs in the same order in both."""
    last = (-1, -1)
    in_order = [(a, pairs[a]) for a in sorted(unmoved(pairs))]
    for pair in [*in_order, lengths]:
        yield range(last[0] + 1, pair[0]), range(last[1] + 1, pair[1])
        last = pair


def common_ends(one: Sequence[object], other: Sequence[object]) -> tuple[int, int]:
    """How many items two sequences share at the beginning, and how many of the rest at the end.

    >>> common_ends("spring tide", "spring flood tide")
    (7, 4)
    """
    shorter = min(len(one), len(other))
    head = 0
    while head < shorter and one[head] == other[head]:
        head += 1
    tail = 0
    while tail < shorter - head and one[-1 - tail] == other[-1 - tail]:
        tail += 1
    return head, tail


PART = 0.7
"""So much of a text, by the weight of its words, must stand in the rest of another."""
WORDS = 5
"""A text of fewer words than this is no part that could be told."""


def parts(alike: Likeness, pairs: Pairs) -> tuple[dict[int, int], dict[int, int]]:
    """The older text of which each newer one was part, and the newer text that has each older one.

    A text all of whose parts are without a pair is paired with the largest of them.
    """
    there = {a: b for a, (b, _) in pairs.items()}
    split = _parted(alike.new, alike.old, {b: a for a, b in there.items()}, there, alike)
    _promote(split, there, alike.new)
    back = {b: a for a, b in there.items()}
    merged = _parted(alike.old, alike.new, there, back, alike)
    merged = {a: b for a, b in merged.items() if b not in split}
    _promote(merged, back, alike.old)
    pairs.update({a: (b, alike(a, b)) for b, a in back.items() if a not in pairs})
    return split, merged


def _promote(found: dict[int, int], paired: dict[int, int], bags: Sequence[Counter[str]]) -> None:
    """Pair the largest part with a whole that has no counterpart otherwise."""
    for part in sorted(found, key=lambda part: -bags[part].total()):
        if found[part] not in paired:
            paired[found.pop(part)] = part


def _parted(
    bags: Sequence[Counter[str]], wholes: Sequence[Counter[str]],
    paired: Collection[int], accounted: Mapping[int, int], alike: Likeness,
) -> dict[int, int]:  # fmt: skip
    """For each text without a pair, the whole that has its words; longer texts choose first."""
    free = [at for at in range(len(bags)) if at not in paired and bags[at].total() >= WORDS]
    if not free:
        return {}
    rest = [bag - bags[accounted[at]] if at in accounted else bag for at, bag in enumerate(wholes)]
    near = _sharing(enumerate(rest), COMMON)
    found: dict[int, int] = {}
    for part in sorted(free, key=lambda at: -bags[at].total()):
        bag = bags[part]
        best = max(near(bag), key=lambda at: (alike.weigh(bag & rest[at]), -at), default=None)
        if best is not None and alike.weigh(bag & rest[best]) >= PART * alike.weigh(bag):
            found[part] = best
            rest[best] = rest[best] - bag
    return found


CLAUSES = 0.3
"""From this likeness on two clauses are taken for one promise."""
PASSAGES = 0.2
"""From this likeness on two passages, which are longer, are taken to be about one thing."""
RARE = 40
"""A piece that stands in more texts than this leads to no pair."""
SIZE = 4
"""How many characters a piece has."""


def pairs_by_pieces(
    old: Sequence[str],
    new: Sequence[str],
    least: float,
    left: tuple[Collection[int], Collection[int]] | None = None,
) -> Pairs:
    """Pairs of texts that are at least so alike, the most alike first, each text once.

    Of pairs that are equally alike the nearest come first. With `left` only these are paired.
    """
    before: Collection[int] = range(len(old)) if left is None else left[0]
    after: Collection[int] = range(len(new)) if left is None else left[1]
    if not before or not after:
        return {}
    bags = [_pieces(text) for text in (*old, *new)]
    weights = _weights(bags)
    old_vectors = {a: _vector(bags[a], weights) for a in before}
    new_vectors = {b: _vector(bags[len(old) + b], weights) for b in after}
    near = _sharing(new_vectors.items(), RARE)
    scored = []
    for a in before:
        for b in near(old_vectors[a]):
            likeness = _cosine(old_vectors[a], new_vectors[b])
            if likeness >= least:
                scored.append((-likeness, abs(a - b), a, b))
    scored.sort()
    return _each_once((a, b, -negative) for negative, _, a, b in scored)


def _pieces(text: str) -> Counter[str]:
    """All pieces of a text, from its first character on, case and white space folded."""
    padded = f" {' '.join(text.casefold().split())} "
    last = max(1, len(padded) - SIZE + 1)
    return Counter(padded[at : at + SIZE] for at in range(last))


def _cosine(one: dict[str, float], other: dict[str, float]) -> float:
    """How much two vectors of length 1 point the same way."""
    small, large = sorted((one, other), key=len)
    return sum(value * large.get(piece, 0.0) for piece, value in small.items())


def _vector(bag: Counter[str], weights: dict[str, float]) -> dict[str, float]:
    """The weights of the pieces of a text, as a vector of length 1."""
    raw = {piece: (1 + log(count)) * weights[piece] for piece, count in bag.items()}
    length = sqrt(sum(value * value for value in raw.values())) or 1.0
    return {piece: value / length for piece, value in raw.items()}
