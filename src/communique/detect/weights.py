"""The weights of the decoder: data that `make train` writes."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeAlias

from communique.core.bundle import data_of
from communique.core.errors import BundleDamaged
from communique.detect.roles import MORE, ROLES

VERSION = 2


Features: TypeAlias = dict[str, dict[str, float]]
"""The weight of each state, by feature."""
Columns: TypeAlias = tuple[list[str], list[list[str]], list[list[int]]]
"""Names of features, and for each its states and their weights in hundredths."""


@dataclass(frozen=True, slots=True)
class Weights:
    """What was learnt.

    `states`: roles, with `MORE` behind or without. `features`: by name, the weight for each state
    by its number. `moves`: the weight of each state behind each other. `temperature`: how much
    flatter probabilities are made, so that they are honest.
    """

    states: tuple[str, ...]
    features: dict[str, tuple[tuple[int, float], ...]]
    moves: tuple[tuple[float, ...], ...]
    temperature: float = 1.0


def load_weights(data: str) -> Weights:
    """Weights from the text of a weights file, which names states by their place in its list of
    them.

    Raises BundleDamaged where it is damaged or of another version.
    """
    try:
        given = json.loads(data)
        if given["version"] != VERSION:
            raise BundleDamaged(
                f"weights of version {given['version']!r}, this code reads version {VERSION}"
            )
        return _weights(given)
    except (LookupError, TypeError, ValueError, AttributeError) as error:
        raise BundleDamaged(f"the weights are damaged: {error}") from error


def _weights(given: dict[str, Any]) -> Weights:
    states = tuple(given["states"])
    known = all(state.removesuffix(MORE) in ROLES for state in states)
    if not known or "paragraph" not in states:
        raise BundleDamaged(
            "the weights are damaged: they name states that this code does not know"
        )
    number = {str(index): index for index in range(len(states))}
    features: dict[str, tuple[tuple[int, float], ...]] = {}
    for name, row in _rows(given["features"]):
        numbers = map(number.__getitem__, row)
        features[name] = tuple(zip(numbers, map(float, row.values()), strict=True))
    moves: list[tuple[float, ...]] = []
    for before in states:
        row = given["moves"].get(before, {})
        moves.append(tuple(float(row.get(after, 0.0)) for after in states))
    return Weights(states, features, tuple(moves), float(given["temperature"]))


def _rows(features: Features | Columns) -> Iterator[tuple[str, dict[str, float]]]:
    """The features with their rows: an object, or three columns (names, states, hundredths), as
    a wheel has them.
    """
    if isinstance(features, dict):
        yield from features.items()
        return
    names, states, hundredths = features
    for name, row, numbers in zip(names, states, hundredths, strict=True):
        weights = [number / 100 for number in numbers]
        yield name, dict(zip(row, weights, strict=True))


@cache
def shipped_weights() -> Weights:
    """The weights that the package ships; read once."""
    return load_weights(data_of("communique.detect", "weights.json").decode())
