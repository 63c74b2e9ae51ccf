"""Two declarations, or two versions of one: what was added, removed, reworded, moved, and which acts grew stronger or weaker.

Passages are aligned by their words first; then those that were parted or put together, by their words too; then by their addresses
where the words say too little; then what is left, by pieces of words, as two declarations that say alike things. Time grows with the
number of passages, for only those that share an uncommon word are held against each other.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from typing import Literal, get_args

from communique.acts import Act, Given, acts_of, declared, unrejected
from communique.comparison.alignment import (
    NAMESAKES,
    PASSAGES,
    Likeness,
    Pairs,
    add_pairs_by_address,
    common_ends,
    pairs_by_pieces,
    pairs_by_words,
    parts,
    unmoved,
    words_of,
)
from communique.model import Declaration
from communique.model.passages import Passage, passages
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


def comparable_acts(old: Given, new: Given) -> tuple[ByPassage, ByPassage]:
    """The acts of two declarations: those that both records mark; where one marks none, those that the words of both say.

    What a person marked, held against what rules propose, would differ in every paragraph.
    """
    found = [
        [act for act in acts_of(declared(each)) if act.basis == "marked"] for each in (old, new)
    ]
    if not all(found):
        found = [
            list(unrejected(each, acts_of(declared(each), marked=False))) for each in (old, new)
        ]
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
    matcher = SequenceMatcher(
        None, [act.kind for act in old], [act.kind for act in new], autojunk=False
    )
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            continue
        paired = min(b - a, d - c)
        for one, other in zip(old[a : a + paired], new[c : c + paired], strict=True):
            stronger = STRENGTH[other.kind] < STRENGTH[one.kind]
            yield ActDifference("strengthened" if stronger else "weakened", one, other)
        yield from (ActDifference("removed", act, None) for act in old[a + paired : b])
        yield from (ActDifference("added", None, act) for act in new[c + paired : d])


LONG = 2000
"""Of two passages longer than this many words, only what differs between their first and last common words is shown."""


@dataclass(frozen=True, slots=True)
class Edit:
    """Words that stand in both versions, or in one of them."""

    change: Literal["kept", "removed", "added"]
    words: str


@dataclass(frozen=True)
class Difference:
    """Two passages that belong together, or one that has no counterpart. `moved`: its neighbours changed places with it.

    `alike`: they are no versions of one, but say alike things. `whole`: of a passage without a counterpart, the one of the other
    declaration in which its words stand; its acts are then told with those of that one.
    """

    old: Passage | None
    new: Passage | None
    likeness: float = 0.0
    moved: bool = False
    comparable: bool = True
    old_acts: tuple[Act, ...] = ()
    new_acts: tuple[Act, ...] = ()
    alike: bool = False
    whole: Passage | None = None

    @property
    def change(self) -> Literal["added", "removed", "split", "merged", "alike", "changed", "same"]:
        """What became of the passage: `changed` if its words did; for its label see `renumbered`, for its place `moved`.

        `split`: a new passage, parted from an older one that stands on. `merged`: an old one, whose words stand in another now.
        """
        if self.old is None:
            return "split" if self.whole else "added"
        if self.new is None:
            return "merged" if self.whole else "removed"
        if self.alike:
            return "alike"
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
        """The words of both versions in order, told apart; empty where nothing changed or there are no two versions."""
        if self.old is None or self.new is None or self.change != "changed":
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


def compare(one: Given, other: Given) -> Comparison:
    """What differs between two declarations, the older one first; that of marks only in acts.

    Acts are those that the records mark, or, where one of them marks none, those that the words of both say.
    """
    old, new = declared(one), declared(other)
    before, after = passages(old), passages(new)
    comparable = _primary(old) == _primary(new)
    pairs, alike, split, merged = _aligned(before, after, comparable=comparable)
    acts = comparable_acts(one, other)
    old_acts = [acts[0].get(each.position, ()) for each in before]
    new_acts = [acts[1].get(each.position, ()) for each in after]
    back = {b: a for a, (b, _) in pairs.items()}
    _told_together(split, pairs, new_acts)
    _told_together(merged, {b: (a, 0.0) for b, a in back.items()}, old_acts)
    still = unmoved({a: b for a, (b, _) in pairs.items()})
    differences: list[tuple[tuple[float, int], Difference]] = []
    for a, (b, likeness) in pairs.items():
        difference = Difference(
            before[a],
            after[b],
            likeness,
            a not in still,
            comparable,
            old_acts[a],
            new_acts[b],
            a in alike,
        )
        differences.append(((b, 1), difference))
    for b in sorted(set(range(len(after))) - back.keys()):
        whole = before[split[b]] if b in split else None
        differences.append(((b, 1), Difference(None, after[b], new_acts=new_acts[b], whole=whole)))
    place = -1.0
    for a in range(len(before)):
        if a in still:
            place = pairs[a][0]
        elif a not in pairs:
            whole = after[merged[a]] if a in merged else None
            differences.append(
                ((place + 0.5, a), Difference(before[a], None, old_acts=old_acts[a], whole=whole))
            )
    differences.sort(key=lambda each: each[0])
    return Comparison(old, new, tuple(difference for _, difference in differences))


def _aligned(
    before: Sequence[Passage], after: Sequence[Passage], *, comparable: bool
) -> tuple[Pairs, Pairs, dict[int, int], dict[int, int]]:
    """Which passages belong together, by index; which of these are only alike; which were parted or put together."""
    words = [words_of(each) for each in before], [words_of(each) for each in after]
    likeness = Likeness(*words)
    pairs: Pairs = {}
    if not comparable:
        add_pairs_by_address(before, after, pairs, likeness, 0.0)
        return pairs, {}, {}, {}
    pairs.update(pairs_by_words(before, after, likeness))
    split, merged = parts(likeness, pairs)
    add_pairs_by_address(before, after, pairs, likeness, NAMESAKES, (merged, split))
    left = set(range(len(before))) - pairs.keys() - merged.keys()
    free = set(range(len(after))) - {b for b, _ in pairs.values()} - split.keys()
    alike = pairs_by_pieces(*words, PASSAGES, (sorted(left), sorted(free)))
    return {**pairs, **alike}, alike, split, merged


def _told_together(parted: dict[int, int], pairs: Pairs, acts: list[tuple[Act, ...]]) -> None:
    """Give the acts of parts to the passage that their whole is paired with, in the order of the text."""
    for part in sorted(parted):
        other = pairs[parted[part]][0]
        acts[other] = acts[other] + acts[part] if other < part else acts[part] + acts[other]
        acts[part] = ()


def _primary(declaration: Declaration) -> str:
    return declaration.language.partition("-")[0]


def _edits(old: list[str], new: list[str]) -> Iterator[Edit]:
    if len(old) + len(new) > LONG:  # what they have in common at both ends, and what stands between
        head, tail = common_ends(old, new)
        last, end = len(old) - tail, len(new) - tail
        found = [
            ("equal", 0, head, 0, head),
            ("replace", head, last, head, end),
            ("equal", last, len(old), end, len(new)),
        ]
    else:
        found = [*SequenceMatcher(None, old, new, autojunk=False).get_opcodes()]
    for tag, a, b, c, d in found:
        if tag == "equal" and b > a:
            yield Edit("kept", " ".join(old[a:b]))
        if tag != "equal" and b > a:
            yield Edit("removed", " ".join(old[a:b]))
        if tag != "equal" and d > c:
            yield Edit("added", " ".join(new[c:d]))
