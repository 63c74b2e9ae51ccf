"""The decoder of roles: one role for each atom of a text, decided as a whole.

A linear chain: what an atom looks like speaks for its role, and each role speaks for the next.
Viterbi gives the best row, forward-backward the probability of each role. The weights are data
(`weights`); what an atom cannot be is said by its place in a text (`Lattice`) and by `constraints`.
"""

from array import array
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from functools import cache
from math import exp, inf
from operator import itemgetter
from types import MappingProxyType
from typing import TypeAlias

from communique.detect.features import Group, features_of
from communique.detect.roles import ABOVE, ALIKE, MORE, NEW, Decision
from communique.detect.weights import Weights, shipped_weights

FRONT, BODY, END = range(3)
ANYWHERE = (FRONT, BODY, END)
PHASES = {
    "letterhead": (FRONT,), "title": (FRONT,), "subtitle": (FRONT,), "dateline": (FRONT,),
    "opening": (FRONT,), "recital": (FRONT,), "formula": (FRONT,), "annex": (FRONT,),
    "paragraph": (BODY,), "closing": (END,), "signature": (END,),
}  # fmt: skip
"""Where in a text a role can stand: nothing of a preamble follows the body of the same text.

Others stand anywhere.
"""
BEGINNERS = {
    "annex": (FRONT, BODY, END),
    "title": (BODY, END),
    "letterhead": (END,),
    "opening": (END,),
}
"""Roles that begin another text, and the phases they can do it from: an annex, or the next text of
the same file.
"""
BEGUN = frozenset({"opening", "recital"})
"""What begins a text: nothing that stands above it comes next."""
MARGIN = 8.0
"""States that are this much less likely than the best one of an atom, by its look, are not
followed.
"""
BEAM = 7.0
"""Ways to an atom that are this much less likely than the best one are not followed."""
WIDE = 5
"""This many times as far states are followed where a hint fixes one, or the file says that words go
on: unlikely ones can become likely.
"""
MAX_SEEN = 50_000
"""This many groups of features are remembered with their scores."""
POOLED = 0.5
"""So much of what speaks for a role of `ALIKE` against the others is what speaks for it in all
atoms of the run.
"""
SAID = 4.0
"""What the file itself says of an atom, by a style, makes that more likely by so much: one in fifty
styles misleads.
"""
SAID_TEXT = SAID / 4
"""What it calls text is so much less likely a point: points are tagged as items."""
FAR = 1e6
"""What is barred is so much less likely."""
MAX_OTHERS, LEAST_OTHER = 3, 0.001
"""This many other states are named with a decision, if they are likelier than this."""

Allowed: TypeAlias = Callable[[int], Sequence[str] | None]
"""The states that an atom can have by a hint; None where it says nothing."""
Scores: TypeAlias = "array[float]"
"""How much the look of each atom speaks for each state, atom by atom: it takes a quarter of the
memory of lists.
"""
Nodes: TypeAlias = list[tuple[int, float]]
"""Nodes that are followed at a place, each with the score of its state by the look."""
Odds: TypeAlias = dict[int, float]
"""By node, a score or a probability."""


class Lattice:
    """The states in the phases of a text, and what it costs to move from one to another.

    A node is a state in a phase. `of_role`: the numbers of the states of each role, and under `^`
    and the role only that which begins a block. `of_state`: the nodes of each state. `moves`: the
    weight of each node behind each other, minus infinity where that cannot be. `highest`: of each
    node the highest weight behind any. `held`: nodes that go on with a block, and the few nodes
    that they can come from; `onward` the other way round. `first`: 0 for nodes that a text can
    begin with. `factors`: the weights of moves as factors of a probability.
    """

    def __init__(self, weights: Weights) -> None:
        """Lay out the nodes."""
        self.weights = weights
        self.roles = [state.removesuffix(MORE) for state in weights.states]
        self.nodes = [
            (index, phase)
            for index, role in enumerate(self.roles)
            for phase in PHASES.get(role, ANYWHERE)
        ]
        self.of_role = self._numbers()
        self.of_state: list[list[int]] = [[] for _ in weights.states]
        for number, (index, _) in enumerate(self.nodes):
            self.of_state[index].append(number)
        self.moves = [
            [self._move(before, after) for after in self.nodes] for before in self.nodes
        ]
        self.highest = [max(each) for each in zip(*self.moves, strict=True)]
        self.held: dict[int, list[int]] = {}
        for node, (index, _) in enumerate(self.nodes):
            if self._goes_on(index):
                befores = [at for at, row in enumerate(self.moves) if row[node] > -inf]
                self.held[node] = befores
        self.onward = {
            before: node for node, befores in self.held.items() for before in befores
        }
        self.first = [0.0 if self._can_be_first(node) else -inf for node in self.nodes]
        self.factors = [[self._factor(weight) for weight in row] for row in self.moves]

    def _goes_on(self, index: int) -> bool:
        return self.weights.states[index].endswith(MORE)

    def _numbers(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for index, role in enumerate(self.roles):
            found.setdefault(role, []).append(index)
        for index, state in enumerate(self.weights.states):
            found[state if self._goes_on(index) else NEW + state] = [index]
        return found

    def _can_be_first(self, node: tuple[int, int]) -> bool:
        index, phase = node
        earliest = min(PHASES.get(self.roles[index], ANYWHERE))
        return phase == earliest and not self._goes_on(index)

    def _factor(self, weight: float) -> float:
        return exp(weight / self.weights.temperature) if weight > -inf else 0.0

    def _move(self, before: tuple[int, int], after: tuple[int, int]) -> float:
        """The weight of one node behind another."""
        left, here = before
        right, there = after
        role = self.roles[right]
        weight = self.weights.moves[left][right]
        if self._goes_on(right):
            same = self.roles[left] == role and here == there
            return weight if same else -inf
        if self.roles[left] in BEGUN and role in ABOVE and here == FRONT:
            return -inf
        if here in BEGINNERS.get(role, ()) and there == FRONT:
            return weight
        resumed = here == END and there == BODY
        return -inf if there < here and not resumed else weight


class Decoder:
    """Decides the roles of one row of atoms after another by the same weights."""

    def __init__(self, weights: Weights) -> None:
        """Lay out the lattice; no group of features was met yet."""
        self.weights = weights
        self.lattice = Lattice(weights)
        self.seen: dict[Group, list[float]] = {}
        self.none = [0.0] * len(weights.states)
        self.certain = [{node: 1.0} for node in range(len(self.lattice.nodes))]

    def scores(self, groups: Iterable[Group]) -> list[float]:
        """How much the look of an atom speaks for each state. A group of features that was met
        before is not added up again.
        """
        parts = [self.seen.get(group) or self._added_up(group) for group in groups]
        return list(map(sum, zip(*parts, strict=True))) or self.none

    def _added_up(self, group: Group) -> list[float]:
        found = self.none.copy()
        for feature in features_of(group):
            for index, weight in self.weights.features.get(feature, ()):
                found[index] += weight
        if len(self.seen) < MAX_SEEN:
            self.seen[group] = found
        return found

    def looks(self, rows: Iterable[Iterable[Group]]) -> Scores:
        """The scores of atoms by their features, the features of each in groups: what can be
        decided on more than once.
        """
        looks = array("d")
        for row in rows:
            looks.extend(self.scores(row))
        return looks

    def decide(
        self,
        looks: Scores,
        allowed: Allowed,
        barred: Mapping[int, frozenset[str]] = MappingProxyType({}),
        runs: Iterable[Sequence[int]] = (),
        said: Mapping[int, str] = MappingProxyType({}),
    ) -> list[Decision]:
        """The decisions for atoms by how they look.

        `allowed(i)` restricts the states of an atom (a hint), or is None; `barred` are roles that
        an atom cannot have where no hint says so. The atoms of each of `runs` (labels that count
        on) are likely to be alike. `said`: what the file says of atoms, a role, or `MORE` where one
        goes on with the block before: it is evidence, not truth.
        """
        if not looks:
            return []
        looks = looks[:]
        for run in runs:
            self._pool(looks, run)
        self._hear(looks, said)
        self._bar(looks, barred)
        fixed: dict[int, Sequence[str]] = {}
        for place in range(len(looks) // len(self.none)):
            only = allowed(place)
            if only is not None:
                fixed[place] = only
        width = WIDE if any(len(only) == 1 for only in fixed.values()) else 1
        followed = self._followed(looks, fixed, said, width)
        best, rows = self._best(looks, followed, fixed, BEAM * width)
        del looks[:]
        odds = self._odds(rows)
        odds.reverse()  # those of an atom are let go of once it is decided
        return [self._decision(node, odds.pop()) for node in best]

    def _pool(self, looks: Scores, run: Sequence[int]) -> None:
        """Let the atoms of a run speak together for one of the roles that are alike in it; how they
        do for others stays.
        """
        columns = [
            index for index, role in enumerate(self.lattice.roles) if role in ALIKE
        ]
        begins = [place * len(self.none) for place in run]
        levels = [
            sum([looks[begin + index] for index in columns]) / len(columns)
            for begin in begins
        ]
        for index in columns:
            owns = [
                looks[begin + index] - level
                for begin, level in zip(begins, levels, strict=True)
            ]
            together = POOLED * (sum(owns) / len(run))
            for begin, level, own in zip(begins, levels, owns, strict=True):
                looks[begin + index] = level + (1 - POOLED) * own + together

    def _hear(self, looks: Scores, said: Mapping[int, str]) -> None:
        """Add what the file says of atoms."""
        for place, what in said.items():
            begin = place * len(self.none)
            for index, state in enumerate(self.weights.states):
                looks[begin + index] += _spoken(state, what)

    def _bar(self, looks: Scores, barred: Mapping[int, frozenset[str]]) -> None:
        """Make what is barred unlikely."""
        of_role = self.lattice.of_role
        closed: dict[frozenset[str], list[int]] = {}
        for names in set(barred.values()):
            closed[names] = [index for name in names for index in of_role.get(name, ())]
        for place, names in barred.items():
            begin = place * len(self.none)
            for index in closed[names]:
                looks[begin + index] = -FAR

    def _followed(
        self,
        looks: Scores,
        fixed: Mapping[int, Sequence[str]],
        said: Mapping[int, str],
        width: int,
    ) -> Iterator[Nodes]:
        """The nodes that are followed at each place: those of likely states, or what a hint fixed."""
        states = self.weights.states
        size = len(states)
        of_state = self.lattice.of_state
        for place in range(len(looks) // size):
            look = looks[place * size : (place + 1) * size].tolist()
            only = fixed.get(place)
            if only is not None:
                known = [states.index(state) for state in only if state in states]
                yield [
                    (node, look[index]) for index in known for node in of_state[index]
                ]
                continue
            floor = max(look) - MARGIN * (WIDE if said.get(place) == MORE else width)
            yield [
                (node, own)
                for own, nodes in zip(look, of_state, strict=True)
                if own >= floor
                for node in nodes
            ]

    def _decision(self, node: int, odds: Odds) -> Decision:
        states = self.weights.states
        nodes = self.lattice.nodes
        chosen, _ = nodes[node]
        if len(odds) == 1 and node in odds:
            return Decision(states[chosen], odds[node])
        by_state: dict[int, float] = {}
        for each, value in odds.items():
            index, _ = nodes[each]
            by_state[index] = by_state.get(index, 0.0) + value
        others = [
            (value, index)
            for index, value in by_state.items()
            if index != chosen and value > LEAST_OTHER
        ]
        others.sort(reverse=True)
        named = [(states[index], value) for value, index in others[:MAX_OTHERS]]
        return Decision(states[chosen], by_state.get(chosen, 0.0), named)

    def _best(
        self,
        looks: Scores,
        followed: Iterator[Nodes],
        fixed: Container[int],
        beam: float,
    ) -> tuple[list[int], list[Odds]]:
        """The best row of nodes, and the nodes that were followed at each place, with their scores
        by the look alone.

        Where constraints leave no way, all nodes are followed at a place, or what a hint fixed
        there.
        """
        row = next(followed)
        first = self.lattice.first
        alive = {node: own + first[node] for node, own in row if first[node] > -inf}
        if not alive:
            alive = dict.fromkeys([node for node, _ in row], 0.0)
        rows = [{node: own for node, own in row if node in alive}]
        back: list[dict[int, int]] = []
        for place, tried in enumerate(followed, 1):
            there = tried
            now, came = self._step(alive, there, beam)
            if not now and place not in fixed:
                there = self._all_nodes(looks, place)
                now, came = self._step(alive, there, beam)
            if not now:
                there = tried
                before = max(alive, key=alive.__getitem__)
                now = {node: alive[before] + own for node, own in there}
                came = dict.fromkeys(now, before)
            if len(now) > 1:
                rows.append({node: own for node, own in there if node in now})
            else:
                rows.append(self.certain[next(iter(now))])
            back.append(came)
            alive = now
        return _path(max(alive, key=alive.__getitem__), back), rows

    def _all_nodes(self, looks: Scores, place: int) -> Nodes:
        begin = place * len(self.none)
        return [
            (node, looks[begin + index])
            for node, (index, _) in enumerate(self.lattice.nodes)
        ]

    def _step(
        self, alive: Odds, tried: Nodes, beam: float
    ) -> tuple[Odds, dict[int, int]]:
        """The scores of the best ways that come to nodes, of those that are followed, and where
        each comes from.
        """
        moves = self.lattice.moves
        held = self.lattice.held
        likeliest = sorted(alive.items(), key=itemgetter(1), reverse=True)
        reached = [(score, before, moves[before]) for before, score in likeliest]
        found: list[tuple[float, int, int]] = []
        highest = -inf
        for node, own in tried:
            most = self.lattice.highest[node]
            if likeliest[0][1] + most + own < highest - beam:
                continue  # no way to it is followed
            top = -inf
            source = 0
            if node in held:
                for before in held[node]:
                    value = alive.get(before, -inf) + moves[before][node]
                    if value > top:
                        top = value
                        source = before
            else:
                for score, before, row in reached:
                    if score + most <= top:
                        break  # no way behind this one is better
                    value = score + row[node]
                    if value > top:
                        top = value
                        source = before
            top += own
            highest = max(highest, top)
            found.append((top, node, source))
        floor = highest - beam
        kept = [each for each in found if each[0] >= floor and each[0] > -inf]
        return {node: score for score, node, _ in kept}, {
            node: source for _, node, source in kept
        }

    def _odds(self, rows: list[Odds]) -> list[Odds]:
        """The probability of each node that was followed, at the temperature that was found to be
        honest.

        `rows`: the scores of nodes by the look alone. A node that was followed alone is certain,
        whatever its score. Each list is put in the place of what it was made of: for a long text
        they take much memory.
        """
        forward = self._forward(rows)
        after = dict.fromkeys(forward[-1], 1.0)
        for place in range(len(rows) - 1, -1, -1):
            there = forward[place]
            if len(there) > 1:
                here = {
                    node: value * after.get(node, 0.0) for node, value in there.items()
                }
                total = sum(here.values())
                if total <= 0.0:
                    here = there
                    total = 1.0
                forward[place] = {node: value / total for node, value in here.items()}
            if place:
                row = rows[place]
                pulled = {node: row[node] * after.get(node, 0.0) for node in there}
                after = self._pulled(forward[place - 1], pulled)
        return forward

    def _forward(self, rows: list[Odds]) -> list[Odds]:
        """How probable nodes are by their look and by all ways that come to them; the scores in
        `rows` become factors.
        """
        heat = self.weights.temperature
        first = self.lattice.first
        forward: list[Odds] = []
        before: Odds = {}
        for place, look in enumerate(rows):
            if len(look) == 1:
                before = self.certain[next(iter(look))]
                rows[place] = before
                forward.append(before)
                continue
            top = max(look.values())
            row = {node: exp((own - top) / heat) for node, own in look.items()}
            if place:
                now = self._reached(before, row)
            else:
                now = {
                    node: value for node, value in row.items() if first[node] > -inf
                } or row
            total = sum(now.values())
            if total <= 0.0:
                now = row
                total = sum(row.values())
            before = {node: value / total for node, value in now.items() if value > 0.0}
            rows[place] = row
            forward.append(before)
        return forward

    def _reached(self, before: Odds, row: Odds) -> Odds:
        """How probable nodes are by their look and by all ways that come to them from those before."""
        factors = self.lattice.factors
        held = self.lattice.held
        reached = [(score, factors[left]) for left, score in before.items()]
        now: Odds = {}
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

    def _pulled(self, before: Odds, pulled: Odds) -> Odds:
        """How much the nodes behind speak for those before, the highest as 1."""
        held = self.lattice.held
        begun = [(node, value) for node, value in pulled.items() if node not in held]
        found: Odds = {}
        for left in before:
            factor = self.lattice.factors[left]
            onward = self.lattice.onward.get(left)
            went = 0.0
            if onward is not None:
                went = factor[onward] * pulled.get(onward, 0.0)
            for node, value in begun:
                went += factor[node] * value
            found[left] = went
        top = max(found.values()) or 1.0
        return {node: value / top for node, value in found.items()}


def _path(node: int, back: list[dict[int, int]]) -> list[int]:
    """The row of nodes that ends in one, by where each came from."""
    path = [node]
    for came in reversed(back):
        node = came[node]
        path.append(node)
    path.reverse()
    return path


def _spoken(state: str, said: str) -> float:
    """How much what the file says of an atom speaks for a state: for its role, for beginning a
    block or going on.
    """
    goes_on = state.endswith(MORE)
    if said == MORE:
        return SAID if goes_on else -SAID
    more_of_title = (
        state == said + MORE == f"title{MORE}"
    )  # a title is set in several paragraphs
    if goes_on and not more_of_title:
        return -SAID
    if said == "text":
        if state == "heading":
            return -SAID
        return -SAID_TEXT if state == "point" else 0.0
    return SAID if state.removesuffix(MORE) == said else 0.0


@cache
def decoder() -> Decoder:
    """The decoder with the shipped weights; made once."""
    return Decoder(shipped_weights())
