"""What became of the promises of one declaration in another, or in a series of them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, get_args

from communique.acts import Act, Given, declared, promises
from communique.comparison import STRENGTH
from communique.comparison.alignment import (
    CLAUSES,
    Likeness,
    newer_in,
    pairs_by_pieces,
    parts,
)
from communique.comparison.substance import amounts, kinship, substance
from communique.model import Declaration

Change = Literal[
    "strengthened",
    "weakened",
    "same",
    "perhaps",
    "split",
    "merged",
    "not said again",
    "added",
]
CHANGES: tuple[Change, ...] = get_args(Change)

SURE = 0.5
"""From this likeness on two promises are taken for one; below it, perhaps."""
FORCES = ("shall", "will", None, "intend", "should")
"""What the form of a verb adds to a kind, from the strongest."""


@dataclass(frozen=True, slots=True)
class Drift:
    """What became of a promise, and why it is called so.

    `old` is None where it was added, `new` where it is not said again. `perhaps`: the two are too
    little alike to be sure that they are one. `split`: `new` was part of `old`,
    which is still promised. `merged`: `old` is promised as a part of `new`.
    """

    change: Change
    old: Act | None
    new: Act | None
    likeness: float
    why: str


def drift(
    old: Sequence[Act], new: Sequence[Act], day: str | None = None
) -> tuple[Drift, ...]:
    """What became of each promise of an older declaration, in its order; then what the newer one
    adds.

    `day` is that of the newer declaration. A term that had passed by then counts as renewed.
    """
    old_clauses = list(map(substance, old))
    new_clauses = list(map(substance, new))

    def worth(a: int, b: int) -> float:
        return kinship(old[a], new[b])

    pairs = pairs_by_pieces(old_clauses, new_clauses, CLAUSES, worth=worth)
    split, merged = parts(Likeness(old_clauses, new_clauses), pairs)
    found = []
    for index, act in enumerate(old):
        if index in pairs:
            place, likeness = pairs[index]
            version = new[place]
            judgement = judged(act, version, day)
            change = judgement.change if likeness >= SURE else "perhaps"
            found.append(Drift(change, act, version, likeness, judgement.why))
        elif index in merged:
            whole = new[merged[index]]
            found.append(
                Drift("merged", act, whole, 0.0, "another promise now has its words")
            )
        else:
            found.append(
                Drift(
                    "not said again", act, None, 0.0, "nothing like it is in the other"
                )
            )
    paired = newer_in(pairs)
    for index, act in enumerate(new):
        if index in split:
            whole = old[split[index]]
            found.append(
                Drift("split", whole, act, 0.0, "another promise had its words before")
            )
        elif index not in paired:
            found.append(
                Drift("added", None, act, 0.0, "nothing like it is in the other")
            )
    return tuple(found)


class Judgement(NamedTuple):
    """What became of a promise, and why."""

    change: Change
    why: str


def judged(old: Act, new: Act, day: str | None) -> Judgement:
    """Whether a promise binds more now: the first of the comparisons that tells decides."""
    for compared in COMPARISONS:
        judgement = compared(old, new, day)
        if judgement is not None:
            return judgement
    return Judgement("same", "it binds as before")


def _by_negation(old: Act, new: Act, _: str | None) -> Judgement | None:
    if old.negative == new.negative:
        return None
    if new.negative:
        return Judgement("weakened", "it is denied now")
    return Judgement("strengthened", "it was denied before")


def _by_force(old: Act, new: Act, _: str | None) -> Judgement | None:
    """By the kind of act, then by the form of its verb."""
    old_rank = (STRENGTH[old.kind], FORCES.index(old.force))
    new_rank = (STRENGTH[new.kind], FORCES.index(new.force))
    if old_rank == new_rank:
        return None
    change: Change = "strengthened" if new_rank < old_rank else "weakened"
    return Judgement(change, f"{_said(old)} is {_said(new)} now")


def _by_term(old: Act, new: Act, day: str | None) -> Judgement | None:
    """By whether it has a date, then by the date."""
    if old.due is None and new.due is None:
        return None
    if old.due is None:
        return Judgement("strengthened", "it has a date now")
    if new.due is None:
        return Judgement("weakened", "it has no date any more")
    before = old.due.value
    now = new.due.value
    if not before or not now or before == now:
        return None
    why = f"{before} is {now} now"
    if day is not None and before < day[: len(before)]:
        return Judgement("same", f"{why}, the term having passed")
    return Judgement("strengthened" if now < before else "weakened", why)


def _by_amount(old: Act, new: Act, _: str | None) -> Judgement | None:
    """By the amounts of the same unit or currency."""
    before = amounts(old)
    now = amounts(new)
    for unit in before.keys() & now.keys():
        if before[unit] == now[unit]:
            continue
        why = f"{before[unit]:,.12g} {unit} is {now[unit]:,.12g} now"
        is_more = now[unit] > before[unit]
        return Judgement("strengthened" if is_more else "weakened", why)
    return None


def _by_condition(old: Act, new: Act, _: str | None) -> Judgement | None:
    """A condition is told. Whether it binds more or less, nobody can say of all of them."""
    if (old.condition is None) == (new.condition is None):
        return None
    if new.condition is not None:
        return Judgement("same", "it has a condition now")
    return Judgement("same", "its condition is gone")


Compare = Callable[[Act, Act, str | None], Judgement | None]
"""What compares an older and a newer version, on a day; None where they do not differ."""

COMPARISONS: tuple[Compare, ...] = (
    _by_negation,
    _by_force,
    _by_term,
    _by_amount,
    _by_condition,
)
"""In what two versions of a promise are compared, in the order in which it counts."""


def _said(act: Act) -> str:
    return f"{act.kind} ({act.force})" if act.force else act.kind


@dataclass(slots=True)
class Thread:
    """One promise through a series, by the place of each declaration in it, from 0."""

    acts: dict[int, Act] = field(default_factory=dict)
    changes: dict[int, Drift] = field(default_factory=dict)

    @property
    def last(self) -> Act:
        """The promise as it was worded last."""
        return self.acts[max(self.acts)]

    @property
    def goes_on(self) -> bool:
        """Whether it is a promise of its own still, and not part of another one."""
        return self.changes[max(self.changes)].change != "merged"

    def add(self, place: int, change: Drift) -> None:
        """Add what became of it in a declaration. Silence is told once."""
        silent_before = max(self.changes) != max(self.acts)
        if change.new is not None and change.change != "merged":
            self.acts[place] = change.new
        if change.new is not None or not silent_before:
            self.changes[place] = change


@dataclass(frozen=True, slots=True)
class Series:
    """Declarations in the order in which they were given, and the threads of their promises."""

    declarations: tuple[Declaration, ...]
    threads: tuple[Thread, ...]


def series(texts: Sequence[Given]) -> Series:
    """The promises of each declaration, compared with those before it as they were worded last.

    A promise that is not said again can come back: it is compared too.
    """
    threads: list[Thread] = []
    declarations = [declared(each) for each in texts]
    for place, declaration in enumerate(declarations):
        day = declaration.date.value if declaration.date else None
        known = {id(each.last): each for each in threads if each.goes_on}
        worded_last = [each.last for each in known.values()]
        for change in drift(worded_last, promises(texts[place]), day):
            thread = known.get(id(change.old)) if change.old is not None else None
            if thread is None or change.change == "split":
                assert change.new is not None
                threads.append(Thread({place: change.new}, {place: change}))
            else:
                thread.add(place, change)
    return Series(tuple(declarations), tuple(threads))
