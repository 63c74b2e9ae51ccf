"""What became of the promises of one declaration in another: strengthened, weakened, dropped, added.

Promises are held against each other by the words that they have in common, counted as pieces of words, the rarer the weightier
(TF-IDF over character n-grams, cosine). Only those that share a rare piece are compared, so that time grows with their number.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from math import log, sqrt
from typing import Literal, get_args

from communique.acts.act import Act
from communique.acts.phrasebook import folded
from communique.model.types import ActKind

Change = Literal["strengthened", "weakened", "same", "dropped", "added"]

LIKE = 0.3
"""From this likeness on two clauses are taken for one promise."""
RARE = 40
"""A piece that stands in more clauses than this leads to no pair."""
SIZE = 4
"""How many characters a piece has."""
KINDS: tuple[str, ...] = get_args(ActKind)
FORCES = ("shall", "will", None, "intend", "should")
"""What the form of a verb adds to a kind, from the strongest."""


@dataclass(frozen=True, slots=True)
class Drift:
    """What became of a promise: `old` is None where it was added, `new` where it was dropped; and why it is so called."""

    change: Change
    old: Act | None
    new: Act | None
    likeness: float
    why: str


def drift(old: Sequence[Act], new: Sequence[Act]) -> tuple[Drift, ...]:
    """What became of each promise of an older declaration, in its order; then what the newer one adds, in its order."""
    pairs = _pairs(old, new)
    taken = {b for b, _ in pairs.values()}
    found = []
    for a, act in enumerate(old):
        if a in pairs:
            b, likeness = pairs[a]
            change, why = _judged(act, new[b])
            found.append(Drift(change, act, new[b], likeness, why))
        else:
            found.append(Drift("dropped", act, None, 0.0, "nothing like it is in the other"))
    found.extend(
        Drift("added", None, act, 0.0, "nothing like it is in the other") for b, act in enumerate(new) if b not in taken
    )
    return tuple(found)


def _judged(old: Act, new: Act) -> tuple[Change, str]:
    """Whether a promise binds more now: by its kind, then the form of its verb, then its term and its condition."""
    ranks = (KINDS.index(old.kind), FORCES.index(old.force)), (KINDS.index(new.kind), FORCES.index(new.force))
    if old.negative != new.negative:
        return ("weakened", "it is denied now") if new.negative else ("strengthened", "it was denied before")
    if ranks[0] != ranks[1]:
        said = f"{_said(old)} is {_said(new)} now"
        return ("strengthened", said) if ranks[1] < ranks[0] else ("weakened", said)
    if (old.due is None) != (new.due is None):
        return ("strengthened", "it has a date now") if new.due else ("weakened", "it has no date any more")
    if old.due and new.due and old.due.value and new.due.value and old.due.value != new.due.value:
        said = f"{old.due.value} is {new.due.value} now"
        return ("strengthened", said) if new.due.value < old.due.value else ("weakened", said)
    if (old.condition is None) != (new.condition is None):
        return ("weakened", "it has a condition now") if new.condition else ("strengthened", "its condition is gone")
    return "same", "it binds as before"


def _said(act: Act) -> str:
    return f"{act.kind} ({act.force})" if act.force else act.kind


def _pairs(old: Sequence[Act], new: Sequence[Act]) -> dict[int, tuple[int, float]]:
    """The most alike first, each once; of equals those that stand nearest."""
    bags = [_pieces(act) for act in (*old, *new)]
    known = Counter(piece for bag in bags for piece in bag)
    weights = {piece: log(1 + len(bags) / number) for piece, number in known.items()}
    vectors = [_vector(bag, weights) for bag in bags]
    index: dict[str, list[int]] = defaultdict(list)
    for b in range(len(new)):
        for piece in vectors[len(old) + b]:
            index[piece].append(b)
    scored = []
    for a in range(len(old)):
        near = {b for piece in vectors[a] if len(index[piece]) <= RARE for b in index[piece]}
        for b in near:
            likeness = _cosine(vectors[a], vectors[len(old) + b])
            if likeness >= LIKE:
                scored.append((-likeness, abs(a - b), a, b))
    pairs: dict[int, tuple[int, float]] = {}
    taken: set[int] = set()
    for negative, _, a, b in sorted(scored):
        if a not in pairs and b not in taken:
            pairs[a] = b, -negative
            taken.add(b)
    return pairs


def _pieces(act: Act) -> Counter[str]:
    words = f" {' '.join(folded(act.what).split())} "
    return Counter(words[at : at + SIZE] for at in range(max(1, len(words) - SIZE + 1)))


def _vector(bag: Counter[str], weights: dict[str, float]) -> dict[str, float]:
    raw = {piece: (1 + log(count)) * weights[piece] for piece, count in bag.items()}
    length = sqrt(sum(value * value for value in raw.values())) or 1.0
    return {piece: value / length for piece, value in raw.items()}


def _cosine(one: dict[str, float], other: dict[str, float]) -> float:
    small, large = sorted((one, other), key=len)
    return sum(value * large.get(piece, 0.0) for piece, value in small.items())
