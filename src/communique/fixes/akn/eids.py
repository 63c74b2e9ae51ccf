"""eIds by the naming convention: which elements get which, and every reference in the file follows.

What an element was called before (`wId`) is never touched, and neither are words: a printed label is what an eId is made
of, never the other way.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from communique.core.diagnostics import Diagnostic, Edit, Fix
from communique.fixes.akn.markup import REFERENCES, Markup
from communique.fixes.subject import Plan, Rename, components
from communique.naming.convention import ABBREVIATIONS
from communique.naming.labels import eid_number
from communique.rules import eid
from communique.rules.eid import is_held, is_well_formed
from communique.rules.tree import DOCUMENTS, TRANSPARENT, Unit, local

_ALONE = frozenset({"content", "intro", "wrapUp", *TRANSPARENT})
"""Elements of which there is one in what holds them: their eIds have no number."""
_IN_WORDS = frozenset({"ref", "table"})
"""Elements that hang on the clause they stand in, however its content is laid out."""
_RUNS = frozenset({"list", "blockList", "recitals"})
"""Elements that need no eId, and what they hold is named as if they had one."""
_RUNNING = frozenset({"paragraph", "article"})
"""What may be numbered through a whole document."""
_SCOPES = frozenset({"attachment", "component"})


@dataclass(eq=False, slots=True)
class Holder:
    """An element that has an eId or is to have one; `new` is the eId that it gets, at first the one that it has.

    `above` is the nearest such element that holds it, parts of the frame left out; `peers` are those of its name.
    `place` counts it among its peers, from 1: notes in the file, others of no number where they stand.
    """

    element: Element
    name: str
    eid: str
    num: str | None
    above: "Holder | None"
    is_unit: bool
    peers: "Peers"
    new: str = field(init=False)
    place: int = 0
    wrong: bool = False
    repeated: bool = False

    def __post_init__(self) -> None:
        self.new = self.eid
        self.peers.append(self)

    @property
    def chain(self) -> "Iterator[Holder]":
        """The elements above, the nearest first."""
        above = self.above
        while above is not None:
            yield above
            above = above.above

    @property
    def named_after(self) -> "Holder | None":
        """The nearest element above whose eId this eId begins with."""
        return next((each for each in self.chain if each.eid and self.eid.startswith(f"{each.eid}__")), None)

    @property
    def scope(self) -> "Holder | None":
        """The attachment or component that it stands in."""
        return next((each for each in self.chain if each.name in _SCOPES), None)

    @property
    def number(self) -> str | None:
        """The number that is printed on it, as it stands in an eId."""
        return eid_number(self.num) if self.num else None

    @property
    def clause(self) -> "Holder | None":
        """What it hangs on: above, and of words in a clause the clause."""
        if self.name not in _IN_WORDS:
            return self.above
        return next((each for each in self.chain if each.name not in _RUNS | _ALONE), None)

    @property
    def address(self) -> str:
        """The eId that it gets, or that it would have if it needed one; what has neither is passed over."""
        if self.new:
            return self.new
        over = "" if self.above is None else self.above.address
        if self.name not in _RUNS:
            return over
        return f"{over}__{self.last('')}" if over else self.last("")

    def last(self, said: str) -> str:
        """The last part of its eId: abbreviation and number, the printed one, else the one said before, else its place."""
        short = ABBREVIATIONS.get(self.name, self.name)
        word, _, figure = said.partition("_") if is_well_formed(said) else ("", "", "")
        if self.name in _ALONE:
            return short
        if self.name == "authorialNote" and word == "note":
            short = word
        number = self.number
        if number is None:
            number = figure if figure and not self.repeated else str(self.place)
        elif re.fullmatch(rf"{re.escape(number)}-\d+", figure) and not self.repeated:
            number = figure
        return f"{short}_{number}"


class Peers(list[Holder]):
    """The elements of a name; and, once it is asked for, whether their numbers run through an attachment or the file."""

    def __init__(self) -> None:
        super().__init__()
        self.running: dict[int | None, bool] = {}


def holders(markup: Markup) -> list[Holder]:
    """The elements that have an eId or are to have one, in document order."""
    units: dict[int, Unit] = {id(unit.subject): unit for unit in markup.tree.units}
    peers: dict[str, Peers] = {}
    found: list[Holder] = []
    above: dict[int, Holder | None] = {}
    places: Counter[object] = Counter()
    for element in markup.elements:
        parent = markup.above.get(id(element))
        over = None if parent is None else above[id(parent)]
        unit, eid, name = units.get(id(element)), element.get("eId") or "", local(element)
        if unit is not None or eid:
            num = None if unit is None else unit.num
            holder = Holder(element, name, eid, num, over, unit is not None, peers.setdefault(name, Peers()))
            if holder.number is None:
                counted = None if name == "authorialNote" else id(holder.clause)
                places[counted, ABBREVIATIONS.get(name, name)] += 1
                holder.place = places[counted, ABBREVIATIONS.get(name, name)]
            found.append(holder)
            over = over if name in TRANSPARENT or (name in DOCUMENTS and not eid) else holder
        above[id(element)] = over
    return found


def conventional(holder: Holder) -> tuple[str, Holder | None]:
    """The eId that an element is to have, once those above it are named, and the one whose eId it begins with.

    One that is not wrong only follows what it is named after.
    """
    after = holder.named_after
    eid = holder.eid if after is None else after.new + holder.eid[len(after.eid) :]
    if not holder.wrong:
        return eid, after
    before, _, last = eid.rpartition("__")
    if before and is_well_formed(before) and is_held(_as_unit(holder, eid), before):
        return f"{before}__{holder.last(last)}", next((each for each in holder.chain if each.new == before), after)
    over = holder.clause
    through = holder.name in _RUNNING and (bool(eid and not before and is_well_formed(last)) or _runs(holder))
    if through or holder.name == "authorialNote":
        over = holder.scope
    while over is not None and not is_well_formed(over.address):  # a name after a foreign one would be foreign too
        over = over.above
    return ("" if over is None else f"{over.address}__") + holder.last(last), over


def _as_unit(holder: Holder, eid: str) -> Unit:
    """The element as the rules see it, with the eIds that are to be."""
    above: Unit | None = None
    for each in reversed([each for each in holder.chain if each.new]):
        above = Unit(each.name, each.new, each.num, above, each.element)
    return Unit(holder.name, eid, holder.num, above, holder.element)


def _runs(holder: Holder) -> bool:
    """Whether a number is counted through the document: if others have it so, and else if no number comes twice."""
    if holder.number is None:
        return False
    scope = holder.scope
    key = None if scope is None else id(scope)
    if key not in holder.peers.running:
        holder.peers.running[key] = _are_running(holder.peers, scope)
    return holder.peers.running[key]


def _are_running(peers: Peers, scope: Holder | None) -> bool:
    inside = [each for each in peers if each.scope is scope and each.above is not scope]
    for each in inside:
        if each.eid and not each.wrong and each.above is not None and each.above.eid:
            return not each.eid.startswith(f"{each.above.eid}__")
    numbers = [each.number for each in inside if each.number]
    return len(numbers) == len(set(numbers))


RULES = (eid.form, eid.prefix, eid.nesting, eid.number, eid.missing)
"""The rules whose findings say that an eId is not by the convention."""
_PRINTED = frozenset({"showAs", "shortForm", "title", "alt", "marker", "num", "eId", "wId", "GUID"})
"""Attributes that hold printed words, or names that are not references."""


def fix(markup: Markup, finding: Diagnostic) -> Fix | None:
    """The eId by the convention, and with it all that hangs on it: what the element holds, references, and whoever has it.

    None where an eId that stands twice is referred to, since nobody knows which of the two was meant, and where the printed
    number is the one that does not go with its neighbours. Offered only where no neighbour says which of the two is right.
    """

    def own(each: Rename) -> Edit:
        assert isinstance(each.key, Element), "elements are the keys"
        return markup.put(each.key, "eId", each.new)

    return markup.once(_plan).fix(markup.element_at(finding.span), own, partial(references, markup))


def is_renamed(markup: Markup, element: Element) -> bool:
    """Whether an element is to get another eId."""
    return element in markup.once(_plan).groups


def references(markup: Markup, new: Mapping[str, str]) -> Iterator[Edit]:
    """Every reference in the file to some eIds, made one to the new ones."""
    index = markup.once(_index)

    def replaced(token: str) -> str:
        for start, name in _meant(markup, token):
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
                names = {name for _, name in _meant(markup, token)}
                for name in {*names, *map(unquote, names), *([token] if bare else ())}:
                    found[name].append((element, attribute))
    return found


def _meant(markup: Markup, token: str) -> Iterator[tuple[int, str]]:
    """The names that a token may mean, each with where it begins: behind `#` or `~`, alone or after an IRI of the file."""
    for mark in ("#", "~"):
        before, found, name = token.partition(mark)
        if found and (not before or before.rstrip("/") in markup.own_iris):
            yield len(before) + 1, name


def _plan(markup: Markup) -> Plan:
    every = holders(markup)
    doubtful = _judge(markup, every)
    affected: set[Element] = set()
    for holder in every:  # the wrong ones get another eId, and those whose eId begins with one of theirs
        after = holder.named_after
        if holder.wrong or (after is not None and after.element in affected):
            affected.add(holder.element)
    taken = {each.eid for each in every if each.element not in affected}
    renames: list[Rename] = []
    right: dict[Element, Element | None] = {}
    times: Counter[str] = Counter()
    for holder in every:
        if holder.element not in affected:
            continue
        wanted, over = conventional(holder)
        holder.new = wanted
        while holder.new in taken:  # a second of the same number ends in -2
            times[wanted] += 1
            holder.new = f"{wanted}-{times[wanted] + 1}"
        taken.add(holder.new)
        under = None if over is None else over.element
        if holder.new != holder.eid:
            renames.append(Rename(holder.element, holder.eid, holder.new, under))
        else:  # it was wrong only beside the eId of what holds it
            right[holder.element] = under
    groups = components(renames)
    groups.update({key: groups[under] for key, under in right.items() if under in groups})
    return Plan(groups, {each.element for each in every if id(each.element) in doubtful})


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
