"""Texts held against each other by the words that they have in common, counted as pieces of words, the rarer the weightier
(TF-IDF over character n-grams, cosine). Only those that share a rare piece are compared, so that time grows with their number.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from math import log, sqrt

from communique.comparison.alignment import Pairs

CLAUSES = 0.3
"""From this likeness on two clauses are taken for one promise."""
PASSAGES = 0.2
"""From this likeness on two passages, which are longer, are taken to be about one thing."""
RARE = 40
"""A piece that stands in more texts than this leads to no pair."""
SIZE = 4
"""How many characters a piece has."""


def pairs_by_pieces(
    old: Sequence[str], new: Sequence[str], least: float, left: tuple[Collection[int], Collection[int]] | None = None
) -> Pairs:
    """The most alike first, each once; of equals those that stand nearest; none less alike than `least`. `left`: the only ones that are to be paired."""
    before, after = (range(len(old)), range(len(new))) if left is None else left
    if not before or not after:
        return {}
    bags = [_pieces(text) for text in (*old, *new)]
    known = Counter(piece for bag in bags for piece in bag)
    weights = {piece: log(1 + len(bags) / number) for piece, number in known.items()}
    vectors = {at: _vector(bags[at], weights) for at in (*before, *(len(old) + b for b in after))}
    index: dict[str, list[int]] = defaultdict(list)
    for b in after:
        for piece in vectors[len(old) + b]:
            index[piece].append(b)
    scored = []
    for a in before:
        near = {b for piece in vectors[a] if len(index[piece]) <= RARE for b in index[piece]}
        for b in near:
            likeness = _cosine(vectors[a], vectors[len(old) + b])
            if likeness >= least:
                scored.append((-likeness, abs(a - b), a, b))
    pairs: Pairs = {}
    taken: set[int] = set()
    for negative, _, a, b in sorted(scored):
        if a not in pairs and b not in taken:
            pairs[a] = b, -negative
            taken.add(b)
    return pairs


def _pieces(text: str) -> Counter[str]:
    words = f" {' '.join(text.casefold().split())} "
    return Counter(words[at : at + SIZE] for at in range(max(1, len(words) - SIZE + 1)))


def _vector(bag: Counter[str], weights: dict[str, float]) -> dict[str, float]:
    raw = {piece: (1 + log(count)) * weights[piece] for piece, count in bag.items()}
    length = sqrt(sum(value * value for value in raw.values())) or 1.0
    return {piece: value / length for piece, value in raw.items()}


def _cosine(one: dict[str, float], other: dict[str, float]) -> float:
    small, large = sorted((one, other), key=len)
    return sum(value * large.get(piece, 0.0) for piece, value in small.items())
