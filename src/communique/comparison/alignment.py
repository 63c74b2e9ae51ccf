"""Which passages, promises or texts of two declarations belong together.

They are paired by words, by address, as parts of one another, and by pieces of words, of which rare
ones weigh more (TF-IDF over character n-grams, cosine). Only texts that share a rare word or piece
are compared, so that time grows with their number.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import (
    Callable,
    Collection,
    Hashable,
    Iterable,
    Iterator,
    Mapping,
    Sequence,
)
from math import log, sqrt
from typing import NamedTuple, TypeVar

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
        return sum([count * self.weight[word] for word, count in bag.items()])


def _weights(bags: Sequence[Counter[str]]) -> dict[str, float]:
    """How much each word or piece weighs: the less, the more texts have it."""
    texts_with: Counter[str] = Counter()
    for bag in bags:
        texts_with.update(bag.keys())
    weights: dict[str, float] = {}
    for word, number in texts_with.items():
        weights[word] = log(1 + len(bags) / number)
    return weights


SAME_ADDRESS = 0.2
"""How much likeness the same address is worth."""


class Candidate(NamedTuple):
    """A pair that may be made, in the order in which they are: the best score, then the nearest."""

    minus_score: float
    distance: int
    older: int
    newer: int
    likeness: float


def pairs_by_words(
    before: Sequence[Passage], after: Sequence[Passage], alike: Likeness
) -> Pairs:
    """The most alike first; each passage once."""
    near = _sharing(enumerate(alike.new), COMMON)
    candidates: list[Candidate] = []
    for a, bag in enumerate(alike.old):
        older = before[a]
        for b in near(bag):
            newer = after[b]
            if older.kind != newer.kind:
                continue
            likeness = alike(a, b)
            score = likeness
            if older.eid == newer.eid:
                score += SAME_ADDRESS
            if score >= LIKE:
                candidates.append(Candidate(-score, abs(a - b), a, b, likeness))
    return _each_once(candidates)


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


def _each_once(candidates: Iterable[Candidate]) -> Pairs:
    """The best pairs, without those of which one has another already."""
    pairs: Pairs = {}
    taken: set[int] = set()
    for each in sorted(candidates):
        if each.older not in pairs and each.newer not in taken:
            pairs[each.older] = (each.newer, each.likeness)
            taken.add(each.newer)
    return pairs


def add_pairs_by_address(
    before: Sequence[Passage],
    after: Sequence[Passage],
    pairs: Pairs,
    alike: Likeness,
    least: float,
    *,
    old_parts: Collection[int] = (),
    new_parts: Collection[int] = (),
) -> None:
    """Pair what is left by kind and address, if it is like enough; of those that share one, by
    order.

    Passages that are parts of others are not paired.
    """
    taken = newer_in(pairs).union(new_parts)
    free: dict[tuple[str, str], list[int]] = defaultdict(list)
    for b, passage in enumerate(after):
        if b not in taken:
            address = (passage.kind, passage.eid)
            free[address].append(b)
    for a, passage in enumerate(before):
        namesakes = free.get((passage.kind, passage.eid))
        if not namesakes or a in pairs or a in old_parts:
            continue
        likeness = alike(a, namesakes[0])
        if likeness >= least:
            pairs[a] = (namesakes.pop(0), likeness)


def newer_in(pairs: Pairs) -> set[int]:
    """The newer passages that have a pair."""
    return {newer for newer, _ in pairs.values()}


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
    places = {each: b for b, each in enumerate(other)}
    other_counts = Counter(other)
    found: dict[int, int] = {}
    for a, each in enumerate(one):
        is_once = counts[each] == other_counts[each] == 1
        if is_once and each is not None:
            found[a] = places[each]
    return found


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


def between(
    pairs: Mapping[int, int], lengths: tuple[int, int]
) -> Iterator[tuple[range, range]]:
    """The stretches of two rows of these lengths between the pairs in the same order in both."""
    next_a = 0
    next_b = 0
    in_order = [(a, pairs[a]) for a in sorted(unmoved(pairs))]
    for a, b in [*in_order, lengths]:
        yield range(next_a, a), range(next_b, b)
        next_a = a + 1
        next_b = b + 1


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
    newer_of = {older: newer for older, (newer, _) in pairs.items()}
    split = _parted(alike.new, alike.old, _turned(newer_of), newer_of, alike)
    _promote(split, newer_of, alike.new)
    older_of = _turned(newer_of)
    merged = _parted(alike.old, alike.new, newer_of, older_of, alike)
    merged = {older: newer for older, newer in merged.items() if newer not in split}
    _promote(merged, older_of, alike.old)
    for newer, older in older_of.items():
        if older not in pairs:
            pairs[older] = (newer, alike(older, newer))
    return split, merged


def _turned(pairs: Mapping[int, int]) -> dict[int, int]:
    return {newer: older for older, newer in pairs.items()}


def _promote(
    found: dict[int, int], paired: dict[int, int], bags: Sequence[Counter[str]]
) -> None:
    """Pair the largest part with a whole that has no counterpart otherwise."""
    for part in sorted(found, key=lambda part: -bags[part].total()):
        if found[part] not in paired:
            paired[found.pop(part)] = part


def _parted(
    bags: Sequence[Counter[str]],
    wholes: Sequence[Counter[str]],
    paired: Collection[int],
    accounted: Mapping[int, int],
    alike: Likeness,
) -> dict[int, int]:
    """For each text without a pair, the whole that has its words; longer texts choose first.

    `accounted`: the text whose words a whole has anyway, because they are a pair.
    """
    lengths = {at: bag.total() for at, bag in enumerate(bags) if at not in paired}
    free = [at for at, length in lengths.items() if length >= WORDS]
    if not free:
        return {}
    rest = list(wholes)
    for whole, counterpart in accounted.items():
        rest[whole] = wholes[whole] - bags[counterpart]
    near = _sharing(enumerate(rest), COMMON)
    found: dict[int, int] = {}
    for part in sorted(free, key=lambda at: -lengths[at]):
        bag = bags[part]
        shared = [(alike.weigh(bag & rest[at]), -at) for at in near(bag)]
        if not shared:
            continue
        weight, minus_best = max(shared)
        if weight >= PART * alike.weigh(bag):
            best = -minus_best
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
    worth: Callable[[int, int], float] | None = None,
) -> Pairs:
    """Pairs of texts that are at least so alike, the most alike first, each text once.

    Of pairs that are equally alike the nearest come first. With `left` only these are paired.
    `worth` says what the likeness of a pair counts, from 0 to 1.
    """
    before, after = left or (range(len(old)), range(len(new)))
    if not before or not after:
        return {}
    old_bags = [_pieces(text) for text in old]
    new_bags = [_pieces(text) for text in new]
    weights = _weights([*old_bags, *new_bags])
    new_vectors = {b: _vector(new_bags[b], weights) for b in after}
    near = _sharing(new_vectors.items(), RARE)
    candidates: list[Candidate] = []
    for a in before:
        vector = _vector(old_bags[a], weights)
        for b in near(vector):
            likeness = _cosine(vector, new_vectors[b])
            if worth is not None:
                likeness *= worth(a, b)
            if likeness >= least:
                candidates.append(Candidate(-likeness, abs(a - b), a, b, likeness))
    return _each_once(candidates)


def _pieces(text: str) -> Counter[str]:
    """All pieces of a text, from its first character on, case and white space folded."""
    padded = f" {' '.join(text.casefold().split())} "
    last = max(1, len(padded) - SIZE + 1)
    return Counter(padded[at : at + SIZE] for at in range(last))


def _cosine(one: dict[str, float], other: dict[str, float]) -> float:
    """How much two vectors of length 1 point the same way."""
    small, large = sorted((one, other), key=len)
    return sum([value * large.get(piece, 0.0) for piece, value in small.items()])


def _vector(bag: Counter[str], weights: dict[str, float]) -> dict[str, float]:
    """The weights of the pieces of a text, as a vector of length 1."""
    raw: dict[str, float] = {}
    for piece, count in bag.items():
        raw[piece] = (1 + log(count)) * weights[piece]
    squares = [value * value for value in raw.values()]
    length = sqrt(sum(squares)) or 1.0
    return {piece: value / length for piece, value in raw.items()}
