"""Why a block was taken for what it is: the role, what came next, and the features that decided between the two."""

from dataclasses import dataclass

from communique.core.source import Source
from communique.detect.features import Views
from communique.detect.reading import BEFORE_BLOCKS, read
from communique.detect.roles import MORE, Decision, Weights, decoder
from communique.draft import ReadOptions

MOST = 8
"""So many features are named."""
LEAST = 0.05
"""A feature that weighs less decides nothing."""


@dataclass(frozen=True, slots=True)
class Why:
    """What was decided of a block, and by what.

    `state` and `other` are roles, with `+` behind where the lines go on with the block before. `odds` and `less` are their
    probabilities. `features`: by name, how much each spoke for the role against the other, the strongest first.
    `hinted`: whether a person said what it is. `line` and `words`: where it begins.
    """

    line: int
    words: str
    state: str
    odds: float
    other: str
    less: float
    features: tuple[tuple[str, float], ...]
    hinted: bool = False


def explain(source: Source, options: ReadOptions, offset: int) -> Why | None:
    """Why the block at an offset of a raw text is what it is; None where no block was decided (notes, page numbers, covers)."""
    reading = read(source, options, BEFORE_BLOCKS)
    atoms, decisions = reading.atoms, reading.decisions
    at = next((index for index, atom in enumerate(atoms) if offset < atom.lines[-1].end), None)
    if at is None:
        return None
    begin = atoms[at].lines[0].start
    if begin > offset and source.position(begin)[0] != source.position(offset)[0]:
        return None  # and where it is the same line, signs of Markdown stand before the words
    while at and not decisions[at].begins:
        at -= 1
    weights = decoder().weights
    decision = decisions[at]
    features = list(Views(atoms, reading.spoken).named())[at]
    other, less = _other(weights, decision, features)
    index, against = weights.states.index(decision.state), weights.states.index(other)
    found: dict[str, float] = {}
    for feature in features:
        row = dict(weights.features.get(feature, ()))
        found[feature] = found.get(feature, 0.0) + row.get(index, 0.0) - row.get(against, 0.0)
    if at:
        before = weights.states.index(decisions[at - 1].state)
        found[f"after {decisions[at - 1].state}"] = weights.moves[before][index] - weights.moves[before][against]
    if at + 1 < len(atoms):
        after = weights.states.index(decisions[at + 1].state)
        found[f"before {decisions[at + 1].state}"] = weights.moves[index][after] - weights.moves[against][after]
    strongest = sorted(found.items(), key=lambda each: (-abs(each[1]), each[0]))[:MOST]
    line = atoms[at].lines[0]
    return Why(
        source.position(line.start)[0], line.text, decision.state, decision.odds, other, less,
        tuple((name, round(weight, 2)) for name, weight in strongest if abs(weight) >= LEAST),
        id(line) in reading.forced,
    )  # fmt: skip


def _other(weights: Weights, decision: Decision, features: list[str]) -> tuple[str, float]:
    """The state that came next; where none was likely, the one for which the look of the block speaks most."""
    if decision.others:
        return decision.others[0]
    total = dict.fromkeys(weights.states, 0.0)
    for feature in features:
        for index, weight in weights.features.get(feature, ()):
            total[weights.states[index]] += weight
    del total[decision.state]
    total.pop(decision.role + MORE, None)
    return max(total, key=total.__getitem__), 0.0
