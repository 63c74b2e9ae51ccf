"""A file that is to be fixed, and what the fixers of every format share: edits, renames, where a note is called."""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from communique.core.diagnostics import Edit, Fix
from communique.core.message import Message, say
from communique.core.source import Source
from communique.rules.record import Keeping


class Subject(Keeping):
    """A source that edits can be made to."""

    def __init__(self, source: Source) -> None:
        super().__init__()
        self.source = source

    def edit(self, start: int, end: int, text: str) -> Edit:
        """A stretch, by offsets, replaced."""
        return Edit(self.source.span(start, end), text)


def in_order(edits: Iterable[Edit]) -> tuple[Edit, ...]:
    """Edits in the order of the source."""
    return tuple(sorted(edits, key=lambda each: (each.start, each.end)))


@dataclass(frozen=True, slots=True)
class Rename:
    """A node that gets another eId: the node's key, the old eId (empty if it had none), the new one.

    `under` is the key of the node whose new eId the new one begins with, if that is renamed too.
    """

    key: Hashable
    old: str
    new: str
    under: Hashable | None = None


Group = dict[Hashable, Rename]
"""Renames that cannot be made one without the other, by their keys."""


def components(renames: Iterable[Rename]) -> dict[Hashable, Group]:
    """From each key to the group that its rename belongs to; those of a group share one.

    Those are a node and what hangs on it, and a node and the one that has its new eId now.
    """
    every = list(renames)
    root = {each.key: each.key for each in every}

    def find(key: Hashable) -> Hashable:
        while root[key] != key:
            root[key] = root[root[key]]
            key = root[key]
        return key

    holders = {each.old: each.key for each in every if each.old}
    for each in every:
        for other in (each.under, holders.get(each.new)):
            if other is not None and other in root:
                root[find(each.key)] = find(other)
    groups: dict[Hashable, Group] = {}
    for each in every:
        groups.setdefault(find(each.key), {})[each.key] = each
    return {each.key: groups[find(each.key)] for each in every}


def title_of(group: Group, key: Hashable) -> Message:
    """One line that says what a group of renames does, that of the key before others."""
    named = group.get(key) or next(iter(group.values()))
    said = say("give it the eId {new}", new=named.new)
    if named.old:
        said = say("rename {old} to {new}", old=named.old, new=named.new)
    others = len(group) - 1
    return say("{said}, and {others} more with it", said=said, others=others) if others else said


@dataclass(frozen=True, slots=True)
class Plan:
    """All renames of a file by their keys, and the edits of each group that was asked for; `doubtful`: the keys of those not sure of."""

    groups: dict[Hashable, Group]
    doubtful: AbstractSet[Hashable]
    edits: dict[int, tuple[Edit, ...]] = field(default_factory=dict)

    def fix(
        self,
        key: Hashable,
        own: Callable[[Rename], Edit],
        references: Callable[[Mapping[str, str]], Iterable[Edit]],
    ) -> Fix | None:
        """The rename of a node with all that go with it: `own` makes the edit of one, `references` those of what names it."""
        group = self.groups.get(key)
        if group is None:
            return None
        if id(group) not in self.edits:
            followers = references({each.old: each.new for each in group.values() if each.old})
            self.edits[id(group)] = in_order([*map(own, group.values()), *followers])
        return Fix(
            title_of(group, key), self.edits[id(group)], sure=self.doubtful.isdisjoint(group)
        )


Place = TypeVar("Place")


@dataclass(frozen=True)
class Shown(Generic[Place]):
    """The places of links by their address, of superscripts by their words; and how many notes have a marker."""

    markers: Counter[str]
    links: defaultdict[str, list[Place]] = field(default_factory=lambda: defaultdict(list))
    raised: defaultdict[str, list[Place]] = field(default_factory=lambda: defaultdict(list))

    def place(self, addresses: Iterable[str], marker: str) -> Place | None:
        """The one link to a note, or the one superscript that is its marker and no other note's; None where it is not one.

        What the words leave open is not decided here.
        """
        links = [place for address in addresses for place in self.links[address]]
        places = links or (self.raised[marker] if marker and self.markers[marker] == 1 else [])
        return places[0] if len(places) == 1 else None
