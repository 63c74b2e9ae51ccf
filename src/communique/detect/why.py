"""Why a block of a text is what it is: the features that decided."""

from collections.abc import Iterable
from dataclasses import dataclass

from communique.core.source import Source
from communique.detect.decoder import decoder
from communique.detect.features import Views
from communique.detect.reading import BEFORE_BLOCKS, read
from communique.detect.roles import MORE, Decision
from communique.detect.state import Reading
from communique.detect.weights import Weights
from communique.draft import ReadOptions

MAX_FEATURES = 8
"""This many features are named."""
LEAST_WEIGHT = 0.05
"""A feature that weighs less decides nothing."""


@dataclass(frozen=True, slots=True)
class Why:
    """What was decided of a block, and by what.

    `state` and `other` are roles, with `+` behind where the lines go on with the block before.
    `odds` and `less` are their probabilities. `features`: by name, how much each spoke for the role
    against the other, the strongest first. `hinted`: whether a person said what it is. `line` and
    `words`: where it begins.
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
    """Why the block at an offset of a raw text is what it is; None where no block was decided
    (notes, page numbers, covers).
    """
    reading = read(source, options, BEFORE_BLOCKS)
    at = _block_at(reading, offset)
    if at is None:
        return None
    weights = decoder().weights
    decision = reading.decisions[at]
    features = list(Views(reading.atoms, reading.spoken).named())[at]
    other, less = _other(weights, decision, features)
    found = _spoken_by(weights, features, decision.state, other)
    found.update(_neighbours(weights, reading, at, other))
    strongest = sorted(found.items(), key=lambda each: (-abs(each[1]), each[0]))[
        :MAX_FEATURES
    ]
    line = reading.atoms[at].lines[0]
    return Why(
        line=source.position(line.start)[0],
        words=line.text,
        state=decision.state,
        odds=decision.odds,
        other=other,
        less=less,
        features=tuple(
            (name, round(weight, 2))
            for name, weight in strongest
            if abs(weight) >= LEAST_WEIGHT
        ),
        hinted=line.hint is not None,
    )


def _block_at(reading: Reading, offset: int) -> int | None:
    """The first atom of the block at an offset; None where none stands there."""
    for at, atom in enumerate(reading.atoms):
        if offset >= atom.lines[-1].end:
            continue
        begin = atom.lines[0].start
        position = reading.source.position
        # on the same line, signs of Markdown stand before the words
        if begin > offset and position(begin)[0] != position(offset)[0]:
            return None
        while at and not reading.decisions[at].begins:
            at -= 1
        return at
    return None


def _spoken_by(
    weights: Weights, features: Iterable[str], state: str, other: str
) -> dict[str, float]:
    """How much each feature speaks for a state against another."""
    index = weights.states.index(state)
    against = weights.states.index(other)
    found: dict[str, float] = {}
    for feature in features:
        row = dict(weights.features.get(feature, ()))
        found[feature] = (
            found.get(feature, 0.0) + row.get(index, 0.0) - row.get(against, 0.0)
        )
    return found


def _neighbours(
    weights: Weights, reading: Reading, at: int, other: str
) -> dict[str, float]:
    """How much the states before and behind an atom speak for its own against another."""
    decisions = reading.decisions
    index = weights.states.index(decisions[at].state)
    against = weights.states.index(other)
    found: dict[str, float] = {}
    if at:
        state = decisions[at - 1].state
        row = weights.moves[weights.states.index(state)]
        found[f"after {state}"] = row[index] - row[against]
    if at + 1 < len(decisions):
        state = decisions[at + 1].state
        after = weights.states.index(state)
        found[f"before {state}"] = (
            weights.moves[index][after] - weights.moves[against][after]
        )
    return found


def _other(
    weights: Weights, decision: Decision, features: list[str]
) -> tuple[str, float]:
    """The state that came next; where none was likely, the one for which the look of the block
    speaks most.
    """
    if decision.others:
        return decision.others[0]
    total = dict.fromkeys(weights.states, 0.0)
    for feature in features:
        for index, weight in weights.features.get(feature, ()):
            total[weights.states[index]] += weight
    del total[decision.state]
    total.pop(decision.role + MORE, None)
    return max(total, key=total.__getitem__), 0.0
