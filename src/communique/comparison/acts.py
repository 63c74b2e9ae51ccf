"""What passages do, and how that differs."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal, get_args

from communique.acts import Act, acts_of
from communique.model import Declaration
from communique.model.types import ActKind

STRENGTH: dict[str, int] = {kind: rank for rank, kind in enumerate(get_args(ActKind))}
"""The place of each kind of act in the order of strength: 0 is the strongest."""

ActChange = Literal["strengthened", "weakened", "added", "removed"]
ByPassage = dict[int, tuple[Act, ...]]
"""The acts of each passage that has any, by its position."""


@dataclass(frozen=True, slots=True)
class ActDifference:
    """How an act differs; `old` is None where it was added, `new` where it was removed."""

    change: ActChange
    old: Act | None
    new: Act | None


def comparable_acts(old: Declaration, new: Declaration) -> tuple[ByPassage, ByPassage]:
    """The acts of two declarations: those that both records mark; where one marks none, those that the words of both say.

    What a person marked, held against what rules propose, would differ in every paragraph.
    """
    found = [[act for act in acts_of(each) if act.basis == "marked"] for each in (old, new)]
    if not all(found):
        found = [list(acts_of(each, marked=False)) for each in (old, new)]
    return _by_passage(found[0]), _by_passage(found[1])


def _by_passage(found: list[Act]) -> ByPassage:
    acts: dict[int, tuple[Act, ...]] = defaultdict(tuple)
    for act in found:
        acts[act.passage.position] += (act,)
    return acts


def act_differences(old: tuple[Act, ...], new: tuple[Act, ...]) -> Iterator[ActDifference]:
    """How the acts of two versions of a passage differ.

    Acts of the same kind are the same; those that stand between two of them are held against each other in order.
    """
    matcher = SequenceMatcher(None, [act.kind for act in old], [act.kind for act in new], autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            continue
        paired = min(b - a, d - c)
        for one, other in zip(old[a : a + paired], new[c : c + paired], strict=True):
            stronger = STRENGTH[other.kind] < STRENGTH[one.kind]
            yield ActDifference("strengthened" if stronger else "weakened", one, other)
        yield from (ActDifference("removed", act, None) for act in old[a + paired : b])
        yield from (ActDifference("added", None, act) for act in new[c + paired : d])
