"""What became of the promises of one declaration in another, or in a series of them: strengthened, weakened, dropped, added."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, get_args

from communique.acts import Act, Given, declared, promises
from communique.comparison import STRENGTH
from communique.comparison.alignment import CLAUSES, Likeness, pairs_by_pieces, parts
from communique.model import Declaration

Change = Literal["strengthened", "weakened", "same", "split", "merged", "dropped", "added"]
CHANGES: tuple[Change, ...] = get_args(Change)

FORCES = ("shall", "will", None, "intend", "should")
"""What the form of a verb adds to a kind, from the strongest."""


@dataclass(frozen=True, slots=True)
class Drift:
    """What became of a promise: `old` is None where it was added, `new` where it was dropped; and why it is so called.

    `split`: `new` was parted from `old`, which is promised on. `merged`: `old` is promised as a part of `new`.
    """

    change: Change
    old: Act | None
    new: Act | None
    likeness: float
    why: str


def drift(old: Sequence[Act], new: Sequence[Act], day: str | None = None) -> tuple[Drift, ...]:
    """What became of each promise of an older declaration, in its order; then what the newer one adds, in its order.

    `day`: that of the newer one. A term that had passed by then is renewed, not put off.
    """
    words = [act.what for act in old], [act.what for act in new]
    pairs = pairs_by_pieces(*words, CLAUSES)
    split, merged = parts(Likeness(*words), pairs)
    found = []
    for a, act in enumerate(old):
        if a in pairs:
            b, likeness = pairs[a]
            change, why = _judged(act, new[b], day)
            found.append(Drift(change, act, new[b], likeness, why))
        elif a in merged:
            found.append(
                Drift("merged", act, new[merged[a]], 0.0, "its words stand in another promise now")
            )
        else:
            found.append(Drift("dropped", act, None, 0.0, "nothing like it is in the other"))
    taken = {b for b, _ in pairs.values()}
    for b, act in enumerate(new):
        if b in split:
            found.append(
                Drift("split", old[split[b]], act, 0.0, "its words stood in another promise before")
            )
        elif b not in taken:
            found.append(Drift("added", None, act, 0.0, "nothing like it is in the other"))
    return tuple(found)


def _judged(old: Act, new: Act, day: str | None) -> tuple[Change, str]:
    """Whether a promise binds more now: by its kind, then the form of its verb, then its term and its condition."""
    ranks = (
        (STRENGTH[old.kind], FORCES.index(old.force)),
        (STRENGTH[new.kind], FORCES.index(new.force)),
    )
    if old.negative != new.negative:
        return (
            ("weakened", "it is denied now")
            if new.negative
            else ("strengthened", "it was denied before")
        )
    if ranks[0] != ranks[1]:
        said = f"{_said(old)} is {_said(new)} now"
        return ("strengthened", said) if ranks[1] < ranks[0] else ("weakened", said)
    if (old.due is None) != (new.due is None):
        return (
            ("strengthened", "it has a date now")
            if new.due
            else ("weakened", "it has no date any more")
        )
    if old.due and new.due and old.due.value and new.due.value and old.due.value != new.due.value:
        said = f"{old.due.value} is {new.due.value} now"
        if day is not None and old.due.value < day[: len(old.due.value)]:
            return "same", f"{said}, the term having passed"
        return ("strengthened", said) if new.due.value < old.due.value else ("weakened", said)
    if (old.condition is None) != (new.condition is None):
        return (
            ("weakened", "it has a condition now")
            if new.condition
            else ("strengthened", "its condition is gone")
        )
    return "same", "it binds as before"


def _said(act: Act) -> str:
    return f"{act.kind} ({act.force})" if act.force else act.kind


@dataclass(slots=True)
class Thread:
    """One promise through a series: what is promised, and what became of it, by the place of a declaration in it, from 0."""

    acts: dict[int, Act] = field(default_factory=dict)
    changes: dict[int, Drift] = field(default_factory=dict)

    @property
    def last(self) -> Act:
        """The promise as it was worded last."""
        return self.acts[max(self.acts)]


@dataclass(frozen=True, slots=True)
class Series:
    """Declarations in the order in which they were given, and the threads of their promises."""

    declarations: tuple[Declaration, ...]
    threads: tuple[Thread, ...]


def series(texts: Sequence[Given]) -> Series:
    """The promises of each declaration, held against those before it as they were worded last, be they dropped since or not."""
    threads: list[Thread] = []
    declarations = [declared(each) for each in texts]
    for place, declaration in enumerate(declarations):
        day = declaration.date.value if declaration.date else None
        known = {
            id(each.last): each
            for each in threads
            if each.changes[max(each.changes)].change != "merged"
        }
        old = [each.last for each in known.values()]
        for each in drift(old, promises(texts[place]), day):
            if each.old is None or each.change == "split":
                assert each.new is not None
                threads.append(Thread({place: each.new}, {place: each}))
                continue
            thread = known[id(each.old)]
            if each.new is not None and each.change != "merged":
                thread.acts[place] = each.new
            if each.new is not None or max(thread.changes) == max(
                thread.acts
            ):  # what was dropped is not dropped again
                thread.changes[place] = each
    return Series(tuple(declarations), tuple(threads))
