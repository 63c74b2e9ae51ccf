"""Two declarations, or two versions of one: what was added, removed, reworded, moved, and which acts grew stronger or weaker.

Passages are aligned by their words first, and by their addresses where the words say too little. Time grows with the number
of passages, for only those that share an uncommon word are held against each other.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from typing import Literal

from communique.comparison.acts import Act, ActDifference, act_differences, guessed_acts, marked_acts
from communique.comparison.alignment import (
    NAMESAKES,
    Likeness,
    add_pairs_by_address,
    common_ends,
    pairs_by_words,
    unmoved,
    words_of,
)
from communique.model import Declaration
from communique.passages import Passage, passages

LONG = 2000
"""Of two passages longer than this many words, only what differs between their first and last common words is shown."""


@dataclass(frozen=True, slots=True)
class Edit:
    """Words that stand in both versions, or in one of them."""

    change: Literal["kept", "removed", "added"]
    words: str


@dataclass(frozen=True)
class Difference:
    """Two passages that belong together, or one that has no counterpart. `moved`: its neighbours changed places with it."""

    old: Passage | None
    new: Passage | None
    likeness: float = 0.0
    moved: bool = False
    comparable: bool = True
    old_acts: tuple[Act, ...] = ()
    new_acts: tuple[Act, ...] = ()

    @property
    def change(self) -> Literal["added", "removed", "changed", "same"]:
        """What became of the passage: `changed` if its words did; for its label see `renumbered`, for its place `moved`."""
        if self.old is None:
            return "added"
        if self.new is None:
            return "removed"
        return "changed" if self.comparable and words_of(self.old) != words_of(self.new) else "same"

    @property
    def renumbered(self) -> bool:
        """Whether there are both and their labels differ."""
        return bool(self.old and self.new and self.old.num != self.new.num)

    @property
    def is_none(self) -> bool:
        """Whether there is none: two passages of the same words, labels and acts in the same place."""
        return self.change == "same" and not (self.moved or self.renumbered or self.acts)

    @cached_property
    def edits(self) -> tuple[Edit, ...]:
        """The words of both versions in order, told apart; empty where nothing changed or there is only one version."""
        if self.old is None or self.new is None or self.change == "same":
            return ()
        return tuple(_edits(words_of(self.old).split(), words_of(self.new).split()))

    @cached_property
    def acts(self) -> tuple[ActDifference, ...]:
        """Acts that became stronger or weaker, were added or removed."""
        return tuple(act_differences(self.old_acts, self.new_acts))


@dataclass(frozen=True)
class Comparison:
    """All differences in the order of the newer version; what was removed stands where it had been."""

    old: Declaration
    new: Declaration
    differences: tuple[Difference, ...]

    @property
    def same_language(self) -> bool:
        """Whether words can be compared; else only the addresses of passages are."""
        return _primary(self.old) == _primary(self.new)

    @property
    def equal(self) -> bool:
        """Whether no passage was added, removed, reworded, renumbered or moved, and no act differs."""
        return all(each.is_none for each in self.differences)


def compare(old: Declaration, new: Declaration) -> Comparison:
    """What differs between two declarations; that of marks only in acts.

    Acts are those that the records mark. Where one of them marks none, those of both are what the lead words of their
    languages say: what a person marked, held against a guess, would differ in every paragraph that holds several.
    """
    before, after = passages(old), passages(new)
    comparable = _primary(old) == _primary(new)
    likeness = Likeness(before, after)
    pairs = pairs_by_words(before, after, likeness) if comparable else {}
    add_pairs_by_address(before, after, pairs, likeness, NAMESAKES if comparable else 0.0)
    if old.acts and new.acts:
        old_acts, new_acts = marked_acts(before), marked_acts(after)
    else:
        old_acts, new_acts = guessed_acts(old, before), guessed_acts(new, after)
    still = unmoved({a: b for a, (b, _) in pairs.items()})
    found: list[tuple[tuple[float, int], Difference]] = []
    for a, (b, alike) in pairs.items():
        difference = Difference(before[a], after[b], alike, a not in still, comparable, old_acts[a], new_acts[b])
        found.append(((b, 1), difference))
    paired = {b for b, _ in pairs.values()}
    found += [((b, 1), Difference(None, after[b], new_acts=new_acts[b])) for b in range(len(after)) if b not in paired]
    place = -1.0
    for a in range(len(before)):
        if a in still:
            place = pairs[a][0]
        elif a not in pairs:
            found.append(((place + 0.5, a), Difference(before[a], None, old_acts=old_acts[a])))
    found.sort(key=lambda each: each[0])
    return Comparison(old, new, tuple(difference for _, difference in found))


def _primary(declaration: Declaration) -> str:
    return declaration.language.partition("-")[0]


def _edits(old: list[str], new: list[str]) -> Iterator[Edit]:
    if len(old) + len(new) > LONG:
        yield from _ends(old, new)
        return
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            yield Edit("kept", " ".join(old[a:b]))
            continue
        if b > a:
            yield Edit("removed", " ".join(old[a:b]))
        if d > c:
            yield Edit("added", " ".join(new[c:d]))


def _ends(old: list[str], new: list[str]) -> Iterator[Edit]:
    """What two long texts have in common at both ends, and what stands between."""
    head, tail = common_ends(old, new)
    pieces: list[tuple[Literal["kept", "removed", "added"], list[str]]] = [
        ("kept", old[:head]),
        ("removed", old[head : len(old) - tail]),
        ("added", new[head : len(new) - tail]),
        ("kept", old[len(old) - tail :]),
    ]
    yield from (Edit(change, " ".join(words)) for change, words in pieces if words)
