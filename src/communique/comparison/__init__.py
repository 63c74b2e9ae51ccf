"""What differs between two declarations, or two versions of one.

Passages were added, removed, reworded or moved; acts became stronger or weaker. Passages are
aligned in this order: by their words; those that were parted or put together, by their words too;
by their addresses where the words say too little; and what is left by pieces of words, as two
declarations that say alike things. Only passages that share an uncommon word are compared, so that
time grows with their number.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from typing import Literal, NamedTuple, get_args

from communique.acts import Act, Given, acts_of, declared, unrejected
from communique.comparison.alignment import (
    NAMESAKES,
    PASSAGES,
    Likeness,
    Pairs,
    add_pairs_by_address,
    common_ends,
    newer_in,
    pairs_by_pieces,
    pairs_by_words,
    parts,
    unmoved,
    words_of,
)
from communique.model import Declaration
from communique.model.passages import Passage, passages
from communique.model.types import ActKind

_KINDS: tuple[str, ...] = get_args(ActKind)
STRENGTH = {kind: rank for rank, kind in enumerate(_KINDS)}
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
    """The acts of two declarations.

    These are the acts that both records mark; where one marks none, those that the words of both
    say. What a person marked would differ in every paragraph from what rules propose.
    """
    old_marked = [act for act in acts_of(declared(old)) if act.basis == "marked"]
    new_marked = [act for act in acts_of(declared(new)) if act.basis == "marked"]
    if old_marked and new_marked:
        return _by_passage(old_marked), _by_passage(new_marked)
    old_said = list(unrejected(old, acts_of(declared(old), marked=False)))
    new_said = list(unrejected(new, acts_of(declared(new), marked=False)))
    return _by_passage(old_said), _by_passage(new_said)


def _by_passage(found: list[Act]) -> ByPassage:
    acts: dict[int, tuple[Act, ...]] = defaultdict(tuple)
    for act in found:
        acts[act.passage.position] += (act,)
    return acts


def act_differences(
    old: tuple[Act, ...], new: tuple[Act, ...]
) -> Iterator[ActDifference]:
    """How the acts of two versions of a passage differ.

    Acts of the same kind are the same. Those between two of them are compared in order.
    """
    old_kinds = [act.kind for act in old]
    new_kinds = [act.kind for act in new]
    matcher = SequenceMatcher(None, old_kinds, new_kinds, autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            continue
        paired = min(b - a, d - c)
        for one, other in zip(old[a : a + paired], new[c : c + paired], strict=True):
            stronger = STRENGTH[other.kind] < STRENGTH[one.kind]
            yield ActDifference("strengthened" if stronger else "weakened", one, other)
        for act in old[a + paired : b]:
            yield ActDifference("removed", act, None)
        for act in new[c + paired : d]:
            yield ActDifference("added", None, act)


LONG = 2000
"""Two passages with more words than this are compared only between their common ends."""


@dataclass(frozen=True, slots=True)
class Edit:
    """Words of both versions, or of one of them."""

    change: Literal["kept", "removed", "added"]
    words: str


@dataclass(frozen=True)
class Difference:
    """Two passages that belong together, or one that has no counterpart."""

    old: Passage | None
    new: Passage | None
    likeness: float = 0.0
    moved: bool = False
    """Its neighbours changed places with it."""
    comparable: bool = True
    """Both are in one language."""
    old_acts: tuple[Act, ...] = ()
    new_acts: tuple[Act, ...] = ()
    alike: bool = False
    """They are no versions of one, but say alike things."""
    whole: Passage | None = None
    """The passage of the other declaration that has the words of one without a counterpart.

    The acts of the part are then told with those of this one."""

    @property
    def change(
        self,
    ) -> Literal["added", "removed", "split", "merged", "alike", "changed", "same"]:
        """What became of the passage: `changed` if its words did.

        `split`: a new passage that was part of an older one, which is still there. `merged`: an old
        one, whose words another has now. `renumbered` tells of its label, `moved` of its place.
        """
        if self.old is None:
            return "split" if self.whole else "added"
        if self.new is None:
            return "merged" if self.whole else "removed"
        if self.alike:
            return "alike"
        reworded = self.comparable and words_of(self.old) != words_of(self.new)
        return "changed" if reworded else "same"

    @property
    def renumbered(self) -> bool:
        """Whether there are both and their labels differ."""
        if self.old is None or self.new is None:
            return False
        return self.old.num != self.new.num

    @property
    def is_none(self) -> bool:
        """Whether there is none: two passages of the same words, labels and acts in the same place."""
        differs = self.moved or self.renumbered or self.acts
        return self.change == "same" and not differs

    @cached_property
    def edits(self) -> tuple[Edit, ...]:
        """The words of both versions in order; empty where nothing changed or there is one version."""
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


class Pairing(NamedTuple):
    """Which passages of two declarations belong together, by their indices."""

    pairs: Pairs
    """Versions of one passage, or passages that say alike things."""
    alike: Pairs
    """Those of `pairs` that only say alike things."""
    split: dict[int, int]
    """Newer passages that were part of an older one."""
    merged: dict[int, int]
    """Older passages whose words are in a newer one."""


def compare(one: Given, other: Given) -> Comparison:
    """What differs between two declarations, the older one first; of marks only the acts count.

    Acts are those that the records mark; where one of them marks none, those that the words say.
    """
    old = declared(one)
    new = declared(other)
    before = passages(old)
    after = passages(new)
    comparable = _primary(old) == _primary(new)
    aligned = _aligned(before, after, comparable=comparable)
    old_by_passage, new_by_passage = comparable_acts(one, other)
    old_acts = [old_by_passage.get(each.position, ()) for each in before]
    new_acts = [new_by_passage.get(each.position, ()) for each in after]
    newer_of = {a: b for a, (b, _) in aligned.pairs.items()}
    older_of = {b: a for a, b in newer_of.items()}
    _told_together(aligned.split, newer_of, new_acts)
    _told_together(aligned.merged, older_of, old_acts)
    still = unmoved(newer_of)

    # An old passage without a counterpart is told behind the last one before it that did not move.
    removed: dict[int, list[Difference]] = defaultdict(list)
    last_still = -1
    for a, passage in enumerate(before):
        if a in still:
            last_still = newer_of[a]
        elif a not in newer_of:
            whole = after[aligned.merged[a]] if a in aligned.merged else None
            difference = Difference(passage, None, old_acts=old_acts[a], whole=whole)
            removed[last_still].append(difference)
    differences = [*removed[-1]]
    for b, passage in enumerate(after):
        if b in older_of:
            a = older_of[b]
            _, likeness = aligned.pairs[a]
            difference = Difference(
                before[a],
                passage,
                likeness,
                moved=a not in still,
                comparable=comparable,
                old_acts=old_acts[a],
                new_acts=new_acts[b],
                alike=a in aligned.alike,
            )
        else:
            whole = before[aligned.split[b]] if b in aligned.split else None
            difference = Difference(None, passage, new_acts=new_acts[b], whole=whole)
        differences.append(difference)
        differences += removed[b]
    return Comparison(old, new, tuple(differences))


def _aligned(
    before: Sequence[Passage], after: Sequence[Passage], *, comparable: bool
) -> Pairing:
    """Which passages belong together. Passages in two languages are paired by their addresses only."""
    old_words = [words_of(each) for each in before]
    new_words = [words_of(each) for each in after]
    likeness = Likeness(old_words, new_words)
    pairs: Pairs = {}
    if not comparable:
        add_pairs_by_address(before, after, pairs, likeness, 0.0)
        return Pairing(pairs, {}, {}, {})
    pairs.update(pairs_by_words(before, after, likeness))
    split, merged = parts(likeness, pairs)
    add_pairs_by_address(
        before, after, pairs, likeness, NAMESAKES, old_parts=merged, new_parts=split
    )
    old_done = pairs.keys() | merged.keys()
    new_done = newer_in(pairs) | split.keys()
    old_left = [a for a in range(len(before)) if a not in old_done]
    new_left = [b for b in range(len(after)) if b not in new_done]
    alike = pairs_by_pieces(old_words, new_words, PASSAGES, (old_left, new_left))
    return Pairing({**pairs, **alike}, alike, split, merged)


def _told_together(
    parted: dict[int, int], counterparts: dict[int, int], acts: list[tuple[Act, ...]]
) -> None:
    """Give the acts of parts to the counterpart of their whole, in the order of the text."""
    for part in sorted(parted):
        other = counterparts[parted[part]]
        if other < part:
            acts[other] = acts[other] + acts[part]
        else:
            acts[other] = acts[part] + acts[other]
        acts[part] = ()


def _primary(declaration: Declaration) -> str:
    return declaration.language.partition("-")[0]


Opcode = tuple[str, int, int, int, int]
"""What is done to a stretch of one row to get a stretch of another, as `difflib` gives it."""


def _edits(old: list[str], new: list[str]) -> Iterator[Edit]:
    """The words that both have, and those that only one has, in the order of the text."""
    for tag, a, b, c, d in _opcodes(old, new):
        old_words = " ".join(old[a:b])
        new_words = " ".join(new[c:d])
        if tag == "equal":
            if old_words:
                yield Edit("kept", old_words)
            continue
        if old_words:
            yield Edit("removed", old_words)
        if new_words:
            yield Edit("added", new_words)


def _opcodes(old: list[str], new: list[str]) -> Sequence[Opcode]:
    """How the words of one text become those of another; of long ones only between common ends."""
    if len(old) + len(new) <= LONG:
        return SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    head, tail = common_ends(old, new)
    old_end = len(old) - tail
    new_end = len(new) - tail
    return [
        ("equal", 0, head, 0, head),
        ("replace", head, old_end, head, new_end),
        ("equal", old_end, len(old), new_end, len(new)),
    ]
