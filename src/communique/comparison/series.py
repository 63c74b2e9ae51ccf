"""Promise drift: the promises of a series of declarations, each from where it is first made to where it is dropped."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from communique.acts import Act, promises
from communique.comparison.drift import Drift, drift
from communique.model import Declaration


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


def series(declarations: Sequence[Declaration]) -> Series:
    """The promises of each declaration, held against those before it as they were worded last, be they dropped since or not."""
    threads: list[Thread] = []
    for place, declaration in enumerate(declarations):
        day = declaration.date.value if declaration.date else None
        known = {id(each.last): each for each in threads if not _merged(each)}
        old = [each.last for each in known.values()]
        for each in drift(old, promises(declaration), day):
            if each.old is None or each.change == "split":
                assert each.new is not None
                threads.append(Thread({place: each.new}, {place: each}))
                continue
            thread = known[id(each.old)]
            if each.new is not None and each.change != "merged":
                thread.acts[place] = each.new
            if each.new is not None or max(thread.changes) == max(thread.acts):  # what was dropped is not dropped again
                thread.changes[place] = each
    return Series(tuple(declarations), tuple(threads))


def _merged(thread: Thread) -> bool:
    """Whether a promise goes on in another."""
    return thread.changes[max(thread.changes)].change == "merged"
