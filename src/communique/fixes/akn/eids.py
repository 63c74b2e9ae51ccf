"""eIds by the naming convention: which elements get which, and every reference in the file follows.

What an element was called before (`wId`) is never touched, and neither are words: a printed label is what an eId is made
of, never the other way.
"""

from collections import Counter
from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from communique.diagnostics import Diagnostic, Edit, Fix
from communique.fixes.akn.markup import REFERENCES, Markup, in_order
from communique.fixes.akn.naming import Holder, conventional, holders
from communique.fixes.renames import Rename, components, title_of
from communique.rules import eid
from communique.rules.tree import DOCUMENTS

RULES = (eid.form, eid.prefix, eid.nesting, eid.number, eid.missing)
"""The rules whose findings say that an eId is not by the convention."""
_PRINTED = frozenset({"showAs", "shortForm", "title", "alt", "marker", "num", "eId", "wId", "GUID"})
"""Attributes that hold printed words, or names that are no reference."""


@dataclass(frozen=True, slots=True)
class _Plan:
    """All renames of a file, by the identity of the element; those that go together."""

    groups: dict[Hashable, tuple[Rename, ...]]
    holders: dict[Hashable, Holder]


def fix(markup: Markup, finding: Diagnostic) -> Fix | None:
    """The eId by the convention, and with it all that hangs on it: what the element holds, references, and whoever has it.

    None where an eId that stands twice is referred to: nobody knows which of the two was meant.
    """
    element = markup.element_at(finding.span)
    plan = _plan(markup)
    group = plan.groups.get(id(element))
    if group is None:
        return None
    new = {each.old: each.new for each in group if each.old}
    edits = [markup.put(plan.holders[each.key].element, "eId", each.new) for each in group]
    return Fix(title_of(group, id(element)), in_order([*edits, *references(markup, new)]))


def is_renamed(markup: Markup, element: Element) -> bool:
    """Whether an element is to get another eId."""
    return id(element) in _plan(markup).groups


def references(markup: Markup, new: dict[str, str]) -> Iterator[Edit]:
    """Every reference in the file to some eIds, made one to the new ones."""
    if not new:
        return
    own = _own_iris(markup)

    def linked(token: str) -> str:
        for mark in ("#", "~"):
            before, found, name = token.partition(mark)
            if found and (not before or before.rstrip("/") in own):
                known = new.get(name) or new.get(unquote(name))
                return token if known is None else f"{before}{mark}{known}"
        return token

    named = _named(markup)
    places = {(id(element), name): element for old in new for element, name in named.get(old, ())}
    for (_, name), element in places.items():
        if name in REFERENCES:
            yield from markup.swap(element, name, lambda token: new.get(token) or linked(token))
        else:
            yield from markup.swap(element, name, linked)


def _named(markup: Markup) -> dict[str, list[tuple[Element, str]]]:
    """Which attributes may name an eId: by what stands in them, or behind a `#` or `~` in them. Looked for once."""
    known = markup.kept.get("named")
    if isinstance(known, dict):
        return known
    found: dict[str, list[tuple[Element, str]]] = {}
    for element in markup.elements:
        for name, value in element.items():
            if name in REFERENCES or (name not in _PRINTED and ("#" in value or "~" in value)):
                for token in value.split():
                    for eid in {token, *(end for mark in "#~" for end in (token.partition(mark)[2],))}:
                        found.setdefault(eid, []).append((element, name))
                        if "%" in eid:
                            found.setdefault(unquote(eid), []).append((element, name))
    markup.kept["named"] = found
    return found


def _own_iris(markup: Markup) -> set[str]:
    """The addresses of the documents of the file: a fragment of one is a place in it."""
    levels = ("FRBRthis", "FRBRuri")
    return {value.rstrip("/") for element in markup.tree.all(*levels) if (value := element.get("value"))}


def _plan(markup: Markup) -> _Plan:
    known = markup.kept.get("eids")
    if not isinstance(known, _Plan):
        known = markup.kept["eids"] = _made(markup)
    return known


def _made(markup: Markup) -> _Plan:
    every = holders(markup)
    _judge(markup, every)
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
    return _Plan(groups, {id(each.element): each for each in every})


def _judge(markup: Markup, every: list[Holder]) -> None:
    """Say which eIds are wrong: by the rules, and of those that stand twice the later ones.

    But both are left alone where something refers to them, which does not say which of the two it means.
    """
    wrong = {id(each.subject) for rule in RULES for each in rule.check(markup.tree)}
    times = Counter(each.eid for each in every if each.eid)
    twice = {eid for eid, number in times.items() if number > 1}
    named = {eid for eid in twice if next(references(markup, {eid: "?"}), None) is not None}
    seen: set[str] = set()
    for each in every:
        each.repeated = each.eid in seen
        seen |= {each.eid} & twice
        said = id(each.element) in wrong or (each.repeated and each.is_unit)
        each.wrong = said and each.eid not in named and each.name not in DOCUMENTS


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
