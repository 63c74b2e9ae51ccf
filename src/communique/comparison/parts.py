"""Texts that became two, and two that became one: whose words stand among those that a pair does not account for."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence

from communique.comparison.alignment import COMMON, Likeness, Pairs

PART = 0.7
"""So much of a text, by the weight of its words, must stand in the rest of another."""
WORDS = 5
"""A text of fewer words than this is no part that could be told."""


def parts(alike: Likeness, pairs: Pairs) -> tuple[dict[int, int], dict[int, int]]:
    """From newer texts to the older ones that they were parted from, and from older texts to the newer ones they went into.

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
    for part in sorted(found, key=lambda part: -bags[part].total()):
        if found[part] not in paired:
            paired[found.pop(part)] = part


def _parted(
    bags: Sequence[Counter[str]], wholes: Sequence[Counter[str]],
    paired: Collection[int], accounted: Mapping[int, int], alike: Likeness,
) -> dict[int, int]:  # fmt: skip
    """For each text without a pair, the whole in whose rest its words stand; the longer texts choose first."""
    free = [at for at in range(len(bags)) if at not in paired and bags[at].total() >= WORDS]
    if not free:
        return {}
    rest = [bag - bags[accounted[at]] if at in accounted else bag for at, bag in enumerate(wholes)]
    index: dict[str, list[int]] = defaultdict(list)
    for at, bag in enumerate(rest):
        for word in bag:
            index[word].append(at)
    found: dict[int, int] = {}
    for part in sorted(free, key=lambda at: -bags[at].total()):
        bag = bags[part]
        near = {at for word in bag if len(index.get(word, ())) <= COMMON for at in index.get(word, ())}
        best = max(near, key=lambda at: (alike.weigh(bag & rest[at]), -at), default=None)
        if best is not None and alike.weigh(bag & rest[best]) >= PART * alike.weigh(bag):
            found[part] = best
            rest[best] = rest[best] - bag
    return found
