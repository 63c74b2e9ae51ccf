"""The decoder of roles: one role for each atom of a text, decided as a whole.

A linear chain: what an atom looks like speaks for its role, and each role speaks for the next (Viterbi gives the best row,
forward-backward the probability of each role). The weights are data (`weights.json`, made by `make train`); the constraints
are written here, each with its reason.
"""

import json
from array import array
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import exp, inf
from operator import itemgetter
from types import MappingProxyType
from typing import TypeAlias

from communique.core.errors import BundleDamaged
from communique.detect.features import Group, features_of

ROLES = (
    "letterhead", "title", "subtitle", "dateline", "contents", "opening", "recital", "formula", "heading", "paragraph",
    "point", "continuation", "closing", "signature", "annex", "note", "table", "furniture", "other",
)  # fmt: skip
"""What a block of a text can be."""
DOUBT = 0.6
"""Below this probability a role is in doubt, and that is said."""
MORE = "+"
"""Behind a role: the atom goes on with the block before."""
NEW = "^"
"""Before a role that is barred: only beginning such a block is."""
GOES_ON = frozenset(f"{NEW}{role}" for role in ROLES)
"""What is barred where no block begins."""
FRONT, BODY, END = range(3)
PHASES = {
    "letterhead": (FRONT,), "title": (FRONT,), "subtitle": (FRONT,), "dateline": (FRONT,), "opening": (FRONT,),
    "recital": (FRONT,), "formula": (FRONT,), "annex": (FRONT,), "paragraph": (BODY,), "closing": (END,), "signature": (END,),
}  # fmt: skip
"""Where in a text a role can stand: nothing of a preamble follows the body of the same text. Others stand anywhere."""
BEGINNERS = {
    "annex": (FRONT, BODY, END),
    "title": (BODY, END),
    "letterhead": (END,),
    "opening": (END,),
}
"""Roles that begin another text, and the phases they can do it from: an annex, or the next text of the same file."""
ABOVE = frozenset({"letterhead", "title", "subtitle", "dateline"})
"""What stands above a text."""
BEGUN = frozenset({"opening", "recital"})
"""What begins a text: nothing that stands above it comes next."""
MARGIN = 8.0
"""States that are this much less likely than the best one of an atom, by its look, are not followed."""
MOST_SEEN = 50_000
"""So many groups of features are remembered with their scores."""
BEAM = 7.0
"""Ways to an atom that are this much less likely than the best one are not followed."""
WIDE = 5
"""So many times as far states are followed where a hint fixes one, or the file says that words go on: unlikely ones can become likely."""
ALIKE = ("paragraph", "point", "heading")
"""Of these roles the atoms of one run of labels have the same, as a rule; recitals may count on into paragraphs."""
POOLED = 0.5
"""So much of what speaks for one of them against the others is what speaks for it in all atoms of the run."""
SAID = 4.0
"""What the file itself says of an atom, by a style, makes that more likely by so much: one in fifty styles misleads."""
FAR = 1e6
"""What is barred is so much less likely."""
VERSION = 2


@dataclass(frozen=True, slots=True)
class Weights:
    """What was learnt. States are roles, with `MORE` behind or without; `features` gives each one's weight by state."""

    states: tuple[str, ...]
    features: dict[str, tuple[tuple[int, float], ...]]
    moves: tuple[tuple[float, ...], ...]
    temperature: float = 1.0


@dataclass(slots=True)
class Decision:
    """The state of an atom, its probability, the states that came next with theirs, and whether a hint fixed it."""

    state: str
    odds: float
    others: Sequence[tuple[str, float]] = ()

    @property
    def role(self) -> str:
        """The role."""
        return self.state.removesuffix(MORE)

    @property
    def begins(self) -> bool:
        """Whether a block begins here."""
        return not self.state.endswith(MORE)


def load_weights(data: str) -> Weights:
    """Weights from the text of a weights file, which names states by their place in its list of them.

    Raises BundleDamaged where it is damaged or of another version.
    """
    try:
        given = json.loads(data)
        if given["version"] != VERSION:
            raise BundleDamaged(
                f"weights of version {given['version']!r}, this code reads version {VERSION}"
            )
        states = tuple(given["states"])
        number = {state: index for index, state in enumerate(states)}
        known = {state for state in number if state.removesuffix(MORE) in ROLES}
        if known != set(number) or "paragraph" not in known:
            raise BundleDamaged(
                "the weights are damaged: they name states that this code does not know"
            )
        features = {
            name: tuple(
                (number[states[int(index)]], float(weight)) for index, weight in row.items()
            )
            for name, row in given["features"].items()
        }
        moves = tuple(
            tuple(float(given["moves"].get(a, {}).get(b, 0.0)) for b in states) for a in states
        )
        return Weights(states, features, moves, float(given["temperature"]))
    except (LookupError, TypeError, ValueError, AttributeError) as error:
        raise BundleDamaged(f"the weights are damaged: {error}") from error


@cache
def shipped_weights() -> Weights:
    """The weights that the package ships; read once."""
    return load_weights(files("communique.detect").joinpath("weights.json").read_text("utf-8"))


_Scores: TypeAlias = "array[float]"
"""How much the look of each atom speaks for each state, atom by atom: it takes a quarter of the memory of lists."""
_Nodes = list[tuple[int, float]]
"""Nodes that are followed at a place, each with the score of its state by the look."""


class Decoder:
    """Decides the roles of one row of atoms after another by the same weights."""

    def __init__(self, weights: Weights) -> None:
        """Lay out the lattice: a node is a state in a phase."""
        self.weights = weights
        self.nodes = [
            (index, phase)
            for index, state in enumerate(weights.states)
            for phase in PHASES.get(state.removesuffix(MORE), (FRONT, BODY, END))
        ]
        self.roles = [state.removesuffix(MORE) for state in weights.states]
        self.of_role: dict[str, list[int]] = {role: [] for role in self.roles}
        for index, role in enumerate(self.roles):
            self.of_role[role].append(index)
        for index, state in enumerate(weights.states):
            self.of_role[state if self._goes_on(index) else NEW + state] = [index]
        self.of_state: list[list[int]] = [[] for _ in weights.states]
        for number, (index, _) in enumerate(self.nodes):
            self.of_state[index].append(number)
        self.moves = [[self._move(before, after) for after in self.nodes] for before in self.nodes]
        self.highest = [max(each) for each in zip(*self.moves, strict=True)]
        self.held = {  # what goes on comes from few nodes: those of its own role
            node: [before for before, row in enumerate(self.moves) if row[node] > -inf]
            for node, (index, _) in enumerate(self.nodes)
            if self._goes_on(index)
        }
        self.onward = {before: node for node, befores in self.held.items() for before in befores}
        self.first = [
            0.0
            if phase == min(PHASES.get(self.roles[index], (FRONT,))) and not self._goes_on(index)
            else -inf
            for index, phase in self.nodes
        ]
        heat = weights.temperature
        self.seen: dict[Group, list[float]] = {}
        self.certain = [{node: 1.0} for node in range(len(self.nodes))]
        self.none = [0.0] * len(weights.states)
        self.factors = [
            [exp(each / heat) if each > -inf else 0.0 for each in row] for row in self.moves
        ]

    def _goes_on(self, index: int) -> bool:
        return self.weights.states[index].endswith(MORE)

    def _move(self, before: tuple[int, int], after: tuple[int, int]) -> float:
        (left, here), (right, there) = before, after
        weight = self.weights.moves[left][right]
        if self._goes_on(right):
            same = self.roles[left] == self.roles[right] and here == there
            return weight if same else -inf
        if self.roles[left] in BEGUN and self.roles[right] in ABOVE and here == FRONT:
            return -inf
        if here in BEGINNERS.get(self.roles[right], ()) and there == FRONT:
            return weight
        if there < here and not (here == END and there == BODY):
            return -inf
        return weight

    def scores(self, groups: Iterable[Group]) -> list[float]:
        """How much the look of an atom speaks for each state. A group of features that was met before is not added up again."""
        seen = self.seen
        parts: list[list[float]] = []
        for group in groups:
            part = seen.get(group)
            if part is None:
                part = self.none.copy()
                for feature in features_of(group):
                    for index, weight in self.weights.features.get(feature, ()):
                        part[index] += weight
                if len(seen) < MOST_SEEN:
                    seen[group] = part
            parts.append(part)
        return list(map(sum, zip(*parts, strict=True))) or self.none

    def _pool(self, looks: _Scores, run: Sequence[int]) -> None:
        """Let the atoms of a run speak together for one of the roles that are alike in it; how they do for others stays."""
        columns = [index for index, role in enumerate(self.roles) if role in ALIKE]
        begins = [place * len(self.roles) for place in run]
        levels = [
            sum([looks[begin + index] for index in columns]) / len(columns) for begin in begins
        ]
        for index in columns:
            owns = [
                looks[begin + index] - level for begin, level in zip(begins, levels, strict=True)
            ]
            together = POOLED * (sum(owns) / len(run))
            for begin, level, own in zip(begins, levels, owns, strict=True):
                looks[begin + index] = level + (1 - POOLED) * own + together

    def looks(self, rows: Iterable[Iterable[Group]]) -> "array[float]":
        """The scores of atoms by their features, the features of each in groups: what can be decided on more than once."""
        looks = array("d")
        for row in rows:
            looks.extend(self.scores(row))
        return looks

    def decide(
        self,
        looks: "array[float]",
        allowed: Callable[[int], Sequence[str] | None],
        barred: Mapping[int, frozenset[str]] = MappingProxyType({}),
        runs: Iterable[Sequence[int]] = (),
        said: Mapping[int, str] = MappingProxyType({}),
    ) -> list[Decision]:
        """The decisions for atoms by how they look.

        `allowed(i)` restricts the states of an atom (a hint), or is None; `barred` are roles that an atom cannot have where
        no hint says so. The atoms of each of `runs` (labels that count on) are likely to be alike. `said`: what the file says of atoms, a
        role, or `MORE` where one goes on with the block before: it is evidence, not truth.
        """
        looks = looks[:]
        if not looks:
            return []
        states, size = self.weights.states, len(self.roles)
        for run in runs:
            self._pool(looks, run)
        for place, what in said.items():
            for index, state in enumerate(states):
                looks[place * size + index] += _spoken(state, what)
        closed = {
            each: [at for name in each for at in self.of_role.get(name, ())]
            for each in set(barred.values())
        }
        for place, names in barred.items():
            for index in closed[names]:
                looks[place * size + index] = -FAR
        fixed = {
            place: only
            for place in range(len(looks) // size)
            if (only := allowed(place)) is not None
        }
        width = WIDE if any(len(only) == 1 for only in fixed.values()) else 1

        def followed() -> Iterator[_Nodes]:
            for place in range(len(looks) // size):
                look = looks[place * size : (place + 1) * size].tolist()
                only = fixed.get(place)
                if only is None:
                    floor = max(look) - MARGIN * (WIDE if said.get(place) == MORE else width)
                    yield [
                        (node, own)
                        for own, of in zip(look, self.of_state, strict=True)
                        if own >= floor
                        for node in of
                    ]
                else:
                    known = [states.index(state) for state in only if state in states]
                    yield [(node, look[index]) for index in known for node in self.of_state[index]]

        best, owns = self._best(looks, followed(), fixed, BEAM * width)
        del looks[:]
        odds = self._odds(owns)[::-1]  # those of an atom are let go of once it is decided
        return [self._decision(node, odds.pop()) for node in best]

    def _decision(self, node: int, odds: dict[int, float]) -> Decision:
        index, states = self.nodes[node][0], self.weights.states
        if len(odds) == 1 and node in odds:
            return Decision(states[index], odds[node])
        by_state: dict[int, float] = {}
        for each, value in odds.items():
            of = self.nodes[each][0]
            by_state[of] = by_state.get(of, 0.0) + value
        others = sorted(
            ((value, each) for each, value in by_state.items() if each != index and value > 0.001),
            reverse=True,
        )
        return Decision(
            states[index],
            by_state.get(index, 0.0),
            [(states[each], value) for value, each in others[:3]],
        )

    def _best(
        self, looks: _Scores, lattice: Iterator[_Nodes], fixed: Container[int], beam: float
    ) -> tuple[list[int], list[dict[int, float]]]:
        """The best row of nodes, and the nodes that were followed at each place, with their scores by the look alone.

        Where constraints leave no way, all nodes are followed at a place, or what a hint fixed there.
        """
        row = next(lattice)
        alive = {node: own + self.first[node] for node, own in row}
        alive = {node: score for node, score in alive.items() if score > -inf} or dict.fromkeys(
            alive, 0.0
        )
        rows = [{node: own for node, own in row if node in alive}]
        back: list[dict[int, int]] = []
        for place, row in enumerate(lattice, 1):
            now, came = self._step(alive, row, beam)
            there = row
            if not now and place not in fixed:
                there = [
                    (node, looks[place * len(self.roles) + index])
                    for node, (index, _) in enumerate(self.nodes)
                ]
                now, came = self._step(alive, there, beam)
            if not now:
                there = row
                before = max(alive, key=alive.__getitem__)
                now = {node: alive[before] + own for node, own in row}
                came = dict.fromkeys(now, before)
            rows.append(
                {node: own for node, own in there if node in now}
                if len(now) > 1
                else self.certain[next(iter(now))]
            )
            back.append(came)
            alive = now
        node = max(alive, key=alive.__getitem__)
        path = [node]
        for came in reversed(back):
            node = came[node]
            path.append(node)
        path.reverse()
        return path, rows

    def _step(
        self, alive: dict[int, float], tried: _Nodes, beam: float
    ) -> tuple[dict[int, float], dict[int, int]]:
        """The scores of the best ways that come to nodes, of those that are followed, and where each comes from."""
        moves, held = self.moves, self.held
        likeliest = sorted(alive.items(), key=itemgetter(1), reverse=True)
        reached = [(score, before, moves[before]) for before, score in likeliest]
        found: list[tuple[float, int, int]] = []
        highest = -inf
        for node, own in tried:
            most, top, source = self.highest[node], -inf, 0
            if likeliest[0][1] + most + own < highest - beam:
                continue  # no way to it is followed
            if node in held:
                for before in held[node]:
                    value = alive.get(before, -inf) + moves[before][node]
                    if value > top:
                        top, source = value, before
            else:
                for score, before, row in reached:
                    if score + most <= top:
                        break  # no way behind this one is better
                    value = score + row[node]
                    if value > top:
                        top, source = value, before
            top += own
            if top > highest:
                highest = top
            found.append((top, node, source))
        floor = highest - beam
        kept = [each for each in found if each[0] >= floor and each[0] > -inf]
        return {node: score for score, node, _ in kept}, {node: source for _, node, source in kept}

    def _odds(self, looks: list[dict[int, float]]) -> list[dict[int, float]]:
        """The probability of each node that was followed, at the temperature that was found to be honest.

        `looks`: the scores of nodes by the look alone. A node that was followed alone is certain, whatever its score.
        """
        factors, held, heat = self.factors, self.held, self.weights.temperature
        rows = looks  # each is put in the place of what it was made of, as the odds are below
        forward: list[dict[int, float]] = []
        before: dict[int, float] = {}
        for place, look in enumerate(looks):
            if len(look) == 1:
                before = self.certain[next(iter(look))]
                rows[place] = before
                forward.append(before)
                continue
            top = max(look.values())
            row = {node: exp((own - top) / heat) for node, own in look.items()}
            if not forward:
                now = {node: value for node, value in row.items() if self.first[node] > -inf} or row
            else:
                now = self._forward(before, row)
            total = sum(now.values())
            if total <= 0.0:
                now, total = row, sum(row.values())
            before = {node: value / total for node, value in now.items() if value > 0.0}
            rows[place] = row
            forward.append(before)
        after = dict.fromkeys(forward[-1], 1.0)
        for place in range(len(rows) - 1, -1, -1):
            there = forward[place]
            if len(there) > 1:
                here = {node: value * after.get(node, 0.0) for node, value in there.items()}
                total = sum(here.values())
                if total <= 0.0:
                    here, total = there, 1.0
                forward[place] = {node: value / total for node, value in here.items()}
            if place:
                row = rows[place]
                pulled = {node: row[node] * after.get(node, 0.0) for node in there}
                begun = [(node, value) for node, value in pulled.items() if node not in held]
                after = {}
                for left in forward[place - 1]:
                    factor = factors[left]
                    onward = self.onward.get(left)
                    went = factor[onward] * pulled.get(onward, 0.0) if onward is not None else 0.0
                    for node, value in begun:
                        went += factor[node] * value
                    after[left] = went
                top = max(after.values()) or 1.0
                after = {node: value / top for node, value in after.items()}
        return forward

    def _forward(self, before: dict[int, float], row: dict[int, float]) -> dict[int, float]:
        """How probable nodes are by their look and by all ways that come to them."""
        factors, held = self.factors, self.held
        reached = [(score, factors[left]) for left, score in before.items()]
        now: dict[int, float] = {}
        for node, value in row.items():
            came = 0.0
            if node in held:
                for left in held[node]:
                    came += before.get(left, 0.0) * factors[left][node]
            else:
                for score, factor in reached:
                    came += score * factor[node]
            now[node] = value * came
        return now


def _spoken(state: str, said: str) -> float:
    """How much what the file says of an atom speaks for a state: for its role, for beginning a block or going on."""
    goes_on = state.endswith(MORE)
    if said == MORE:
        return SAID if goes_on else -SAID
    if (
        goes_on and not state == said + MORE == f"title{MORE}"
    ):  # a title is set in several paragraphs
        return -SAID
    if said == "text":
        return (
            -SAID if state == "heading" else -SAID / 4 if state == "point" else 0.0
        )  # points are tagged as items
    return SAID if state.removesuffix(MORE) == said else 0.0


@cache
def decoder() -> Decoder:
    """The decoder with the shipped weights; made once."""
    return Decoder(shipped_weights())
