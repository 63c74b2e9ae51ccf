"""New names for nodes, and which of them must be given together."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass

from communique.message import Message, say


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
