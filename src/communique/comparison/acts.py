"""What passages do: the acts that are marked, or that lead words say, and how they differ."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal, get_args

from communique.languages import language
from communique.model import Declaration
from communique.model.text import ActMark
from communique.model.types import ActKind
from communique.passages import Passage

STRENGTH: dict[str, int] = {kind: rank for rank, kind in enumerate(get_args(ActKind))}
"""The place of each kind of act in the order of strength: 0 is the strongest."""

ActChange = Literal["strengthened", "weakened", "added", "removed"]


@dataclass(frozen=True, slots=True)
class Act:
    """An act of a passage: its kind, its words, and whether it is marked in the record or guessed from lead words."""

    kind: str
    words: str
    basis: Literal["marked", "guessed"]


@dataclass(frozen=True, slots=True)
class ActDifference:
    """How an act differs; `old` is None where it was added, `new` where it was removed."""

    change: ActChange
    old: Act | None
    new: Act | None


def marked_acts(found: Sequence[Passage]) -> list[tuple[Act, ...]]:
    """The acts of each passage that the record marks."""
    return [
        tuple(Act(each.mark.act, each.words, "marked") for each in passage.marks() if isinstance(each.mark, ActMark))
        for passage in found
    ]


def guessed_acts(declaration: Declaration, found: Sequence[Passage]) -> list[tuple[Act, ...]]:
    """The act of each passage that its lead words say in the language of the record, at most one."""
    data = language(declaration.language)
    leads = {"recital": dict(data.recital_leads), "paragraph": dict(data.operative_leads)}
    leads["point"] = leads["paragraph"]
    return [tuple(_guessed(passage, leads.get(passage.kind, {}))) for passage in found]


def _guessed(passage: Passage, leads: dict[str, str]) -> Iterator[Act]:
    """The act that the longest lead phrase at the head of a passage says: within its first eight words."""
    head = [word.strip(",;:.–—") for word in passage.text.split()[:8]]
    plain = [word.casefold() for word in head]
    for size in range(min(5, len(plain)), 0, -1):
        for start in range(len(plain) - size + 1):
            kind = leads.get(" ".join(plain[start : start + size]))
            if kind is not None:
                yield Act(kind, " ".join(head[start : start + size]), "guessed")
                return


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
