"""eIds by the naming convention: which elements get which, and every reference in the file follows.

What an element was called before (`wId`) is never touched, and neither are words: a printed label is what an eId is made
of, never the other way.
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from communique.core.diagnostics import Diagnostic, Edit, Fix
from communique.fixes.akn.markup import REFERENCES, Markup
from communique.fixes.akn.naming import Holder, conventional, holders
from communique.fixes.subject import Group, Rename, components, in_order, title_of
from communique.rules import eid
from communique.rules.tree import DOCUMENTS

RULES = (eid.form, eid.prefix, eid.nesting, eid.number, eid.missing)
"""The rules whose findings say that an eId is not by the convention."""
_PRINTED = frozenset({"showAs", "shortForm", "title", "alt", "marker", "num", "eId", "wId", "GUID"})
"""Attributes that hold printed words, or names that are not references."""


@dataclass(frozen=True, slots=True)
class _Plan:
    """All renames of a file, by the identity of the element, those together that go together; and the edits of each group."""

    groups: dict[Hashable, Group]
    elements: dict[Hashable, Element]
    doubtful: set[int]
    edits: dict[int, tuple[Edit, ...]] = field(default_factory=dict)


def fix(markup: Markup, finding: Diagnostic) -> Fix | None:
    """The eId by the convention, and with it all that hangs on it: what the element holds, references, and whoever has it.

    None where an eId that stands twice is referred to, since nobody knows which of the two was meant, and where the printed
    number is the one that does not go with its neighbours. Offered only where no neighbour says which of the two is right.
    """
    element = markup.element_at(finding.span)
    plan = markup.once(_plan)
    group = plan.groups.get(id(element))
    if group is None:
        return None
    edits = plan.edits.get(id(group))
    if edits is None:
        own = [markup.put(plan.elements[each.key], "eId", each.new) for each in group.values()]
        followers = references(markup, {each.old: each.new for each in group.values() if each.old})
        edits = plan.edits[id(group)] = in_order([*own, *followers])
    return Fix(title_of(group, id(element)), edits, sure=plan.doubtful.isdisjoint(group))


def is_renamed(markup: Markup, element: Element) -> bool:
    """Whether an element is to get another eId."""
    return id(element) in markup.once(_plan).groups


def references(markup: Markup, new: Mapping[str, str]) -> Iterator[Edit]:
    """Every reference in the file to some eIds, made one to the new ones."""
    index = markup.once(_index)

    def replaced(token: str) -> str:
        for start, name in _names(markup, token):
            known = new.get(name) or new.get(unquote(name))
            if known is not None:
                return f"{token[:start]}{known}"
        return token

    places = {(id(element), name): element for eid in new for element, name in index.get(eid, ())}
    for (_, name), element in places.items():
        yield from markup.swap(
            element, name, replaced if name not in REFERENCES else lambda token: new.get(token) or replaced(token)
        )


def _index(markup: Markup) -> dict[str, list[tuple[Element, str]]]:
    """From the names that references may mean to the elements and attributes that have them."""
    found: dict[str, list[tuple[Element, str]]] = defaultdict(list)
    for element in markup.elements:
        for attribute, value in element.items():
            bare = attribute in REFERENCES
            if attribute in _PRINTED or not (bare or "#" in value or "~" in value):
                continue
            for token in value.split():
                names = {name for _, name in _names(markup, token)}
                for name in {*names, *map(unquote, names), *([token] if bare else ())}:
                    found[name].append((element, attribute))
    return found


def _names(markup: Markup, token: str) -> Iterator[tuple[int, str]]:
    """The names that a token may mean, each with where it begins: behind `#` or `~`, alone or after an IRI of the file."""
    for mark in ("#", "~"):
        before, found, name = token.partition(mark)
        if found and (not before or before.rstrip("/") in markup.own_iris):
            yield len(before) + 1, name


def _plan(markup: Markup) -> _Plan:
    every = holders(markup)
    doubtful = _judge(markup, every)
    affected = _affected(every)
    taken = {each.eid for each in every if id(each.element) not in affected}
    renames: list[Rename] = []
    right: dict[int, int | None] = {}
    times: Counter[str] = Counter()
    for holder in every:
        if id(holder.element) not in affected:
            continue
        wanted, over = conventional(holder)
        holder.new = _free(wanted, taken, times)
        taken.add(holder.new)
        under = None if over is None else id(over.element)
        if holder.new != holder.eid:
            renames.append(Rename(id(holder.element), holder.eid, holder.new, under))
        else:  # it was wrong only beside the eId of what holds it
            right[id(holder.element)] = under
    groups = components(renames)
    groups.update({key: groups[under] for key, under in right.items() if under in groups})
    return _Plan(groups, {id(each.element): each.element for each in every}, doubtful)


def _judge(markup: Markup, every: list[Holder]) -> set[int]:
    """Say which eIds are wrong: by the rules, and of those that stand twice the later ones; gives those it is not sure of.

    But both are left alone where something refers to them, which does not say which of the two it means, and so is an eId
    whose element has a printed number that its neighbours speak against.
    """
    wrong = {id(each.subject) for rule in RULES for each in rule.check(markup.tree)}
    doubtful, misprinted = eid.doubts(markup.tree, wrong)
    wrong -= misprinted
    times = Counter(each.eid for each in every if each.eid)
    twice = {eid for eid, number in times.items() if number > 1}
    named = {eid for eid in twice if next(references(markup, {eid: "?"}), None) is not None}
    seen: set[str] = set()
    for each in every:
        each.repeated = each.eid in seen
        seen |= {each.eid} & twice
        said = id(each.element) in wrong or (each.repeated and each.is_unit)
        each.wrong = (
            said and each.eid not in named and each.name not in DOCUMENTS and id(each.element) not in misprinted
        )
    return doubtful


def _affected(every: list[Holder]) -> set[int]:
    """The elements that get another eId: the wrong ones, and those whose eId begins with one of theirs."""
    found: set[int] = set()
    for holder in every:
        after = holder.named_after
        if holder.wrong or (after is not None and id(after.element) in found):
            found.add(id(holder.element))
    return found


def _free(wanted: str, taken: set[str], times: Counter[str]) -> str:
    """The eId, or if it is taken the next one that is not: a second of the same number ends in `-2`.

    `times`: how many of each were tried before.
    """
    eid = wanted
    while eid in taken:
        times[wanted] += 1
        eid = f"{wanted}-{times[wanted] + 1}"
    return eid
