"""Fixes of eIds: by the naming convention, and every reference in the file follows.

A printed label is what an eId is made of, never the other way round. What an element was called
before (`wId`) is not changed.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import partial
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from communique.core.diagnostics import Diagnostic, Edit, Fix
from communique.core.message import Message, say
from communique.naming.convention import ABBREVIATIONS
from communique.naming.labels import eid_number
from communique.rules import eid
from communique.rules.eid import is_held, is_well_formed
from communique.rules.markup import REFERENCES, Markup, in_order
from communique.rules.tree import DOCUMENTS, TRANSPARENT, Unit, local

RULES = (eid.form, eid.prefix, eid.nesting, eid.number, eid.missing)
"""The rules whose findings say that an eId is not by the convention."""

_ALONE = frozenset({"content", "intro", "wrapUp", *TRANSPARENT})
"""Elements of which their parent has one: their eIds have no number."""
_IN_WORDS = frozenset({"ref", "table"})
"""Elements that are named after the clause around them, however its content is laid out."""
_RUNS = frozenset({"list", "blockList", "recitals"})
"""Elements that need no eId: their children are named as if they had one."""
_RUNNING = frozenset({"paragraph", "article"})
"""Elements that may be numbered through a whole document."""
_SCOPES = frozenset({"attachment", "component"})
_PRINTED = frozenset(
    {"showAs", "shortForm", "title", "alt", "marker", "num", "eId", "wId", "GUID"}
)
"""Attributes that hold printed words, or names that are not references."""


def fix_eid(markup: Markup, finding: Diagnostic) -> Fix | None:
    """The eId by the convention, and all that follows from it.

    That is: the eIds of what the element holds, references to them, and a node with that eId.
    None where an eId that is used twice is referred to, since nobody knows which of the two was
    meant, and where the printed number is the one that does not fit its neighbours. Only offered
    where no neighbour says which of the two is right.
    """
    element = markup.element_at(finding.span)
    plan = markup.once(_plan)
    group = None if element is None else plan.groups.get(element)
    if element is None or group is None:
        return None
    if id(group) not in plan.edits:
        own = [markup.put(each.element, "eId", each.new) for each in group.values()]
        followers = references(
            markup, {each.old: each.new for each in group.values() if each.old}
        )
        plan.edits[id(group)] = in_order([*own, *followers])
    sure = plan.doubtful.isdisjoint(group)
    return Fix(title_of(group, element), plan.edits[id(group)], sure=sure)


def fix_wid(markup: Markup, finding: Diagnostic) -> Fix | None:
    """A wId taken out that repeats the eId. None where the eId changes: then the wId says what it
    was.
    """
    element = markup.element_at(finding.span)
    if element is None or not element.get("wId"):
        return None
    is_renamed = element in markup.once(_plan).groups
    if is_renamed:
        return None
    return Fix(say("remove the wId"), (markup.drop(element, "wId"),))


# --- renames --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Rename:
    """An element that gets another eId: the old one (empty if it had none) and the new one.

    `under` is the element whose new eId the new one begins with, if there is one.
    """

    element: Element
    old: str
    new: str
    under: Element | None = None


Group = dict[Element, Rename]
"""Renames that cannot be made one without the other, by their elements."""


@dataclass(frozen=True, slots=True)
class Plan:
    """All renames of a file: the group of each element; the elements whose rename is doubtful;
    edits of a group, by its identity.
    """

    groups: dict[Element, Group]
    doubtful: AbstractSet[Element]
    edits: dict[int, tuple[Edit, ...]] = field(default_factory=dict)


def components(renames: Iterable[Rename]) -> dict[Element, Group]:
    """The group of each rename, by the rename's element; the renames of a group share one.

    A group holds an element and those named after it, and an element and the one that has its new
    eId now.
    """
    every = list(renames)
    root = {each.element: each.element for each in every}

    def find(element: Element) -> Element:
        while root[element] is not element:
            root[element] = root[root[element]]
            element = root[element]
        return element

    owners = {each.old: each.element for each in every if each.old}
    for each in every:
        for other in (each.under, owners.get(each.new)):
            if other is not None and other in root:
                root[find(each.element)] = find(other)
    groups: dict[Element, Group] = defaultdict(dict)
    for each in every:
        groups[find(each.element)][each.element] = each
    return {each.element: groups[find(each.element)] for each in every}


def title_of(group: Group, element: Element) -> Message:
    """One line that says what a group of renames does; it names the rename of the element if there
    is one.
    """
    named = group.get(element) or next(iter(group.values()))
    said = say("give it the eId {new}", new=named.new)
    if named.old:
        said = say("rename {old} to {new}", old=named.old, new=named.new)
    others = len(group) - 1
    if not others:
        return said
    return say("{said}, and {others} more with it", said=said, others=others)


def _plan(markup: Markup) -> Plan:
    every = holders(markup)
    doubtful = _judge(markup, every)
    affected = _affected(every)
    taken = {each.eid for each in every if each.element not in affected}
    renames: list[Rename] = []
    kept: dict[
        Element, Element | None
    ] = {}  # those that were wrong only beside the eId above them
    times: Counter[str] = Counter()
    for holder in every:
        if holder.element not in affected:
            continue
        wanted, above = conventional(holder)
        holder.new = wanted
        while (
            holder.new in taken
        ):  # the eId of a second one of the same number ends in -2
            times[wanted] += 1
            holder.new = f"{wanted}-{times[wanted] + 1}"
        taken.add(holder.new)
        under = None if above is None else above.element
        if holder.new == holder.eid:
            kept[holder.element] = under
        else:
            renames.append(Rename(holder.element, holder.eid, holder.new, under))
    groups = components(renames)
    for element, under in kept.items():
        if under in groups:
            groups[element] = groups[under]
    return Plan(
        groups, {each.element for each in every if id(each.element) in doubtful}
    )


def _affected(every: Iterable["Holder"]) -> set[Element]:
    """The elements whose eId is wrong, and those whose eId begins with one of these."""
    affected: set[Element] = set()
    for holder in every:
        after = holder.named_after
        if holder.wrong or (after is not None and after.element in affected):
            affected.add(holder.element)
    return affected


def _judge(markup: Markup, every: list["Holder"]) -> set[int]:
    """Mark the eIds that are wrong: by the rules, and of those that are used twice the later ones.

    Returns the identities of the elements whose rename is doubtful. Not marked are an eId that is
    used twice and referred to, since the reference does not say which of the two it means, and an
    eId whose printed number does not fit its neighbours.
    """
    wrong = {id(each.subject) for rule in RULES for each in rule.check(markup.tree)}
    doubtful, misprinted = eid.doubts(markup.tree, wrong)
    wrong -= misprinted
    times = Counter(each.eid for each in every if each.eid)
    twice = {eid for eid, number in times.items() if number > 1}
    referred = {eid for eid in twice if any(references(markup, {eid: "?"}))}
    seen: set[str] = set()
    for each in every:
        each.repeated = each.eid in seen
        seen |= {each.eid} & twice
        is_wrong = id(each.element) in wrong or (each.repeated and each.is_unit)
        is_ambiguous = each.eid in referred or id(each.element) in misprinted
        each.wrong = is_wrong and not is_ambiguous and each.name not in DOCUMENTS
    return doubtful


# --- elements and their eIds ----------------------------------------------------------------------


@dataclass(eq=False, slots=True)
class Holder:
    """An element that has an eId or needs one; `new` is the eId that it gets, at first the one that it has.

    `above` is the nearest such element around it, parts of the frame left out; `peers` are those of
    its name; `running`: whether their numbers run through the attachment or the file, once that is
    known. `place` counts it among its peers, from 1: notes in the file, other elements without a
    number within their clause.
    """

    element: Element
    name: str
    eid: str
    num: str | None
    above: "Holder | None"
    is_unit: bool
    peers: "list[Holder]"
    new: str = field(init=False)
    running: bool | None = None
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
        for each in self.chain:
            if each.eid and self.eid.startswith(f"{each.eid}__"):
                return each
        return None

    @property
    def scope(self) -> "Holder | None":
        """The attachment or component around it."""
        return next((each for each in self.chain if each.name in _SCOPES), None)

    @property
    def number(self) -> str | None:
        """The number that is printed on it, as it is written in an eId."""
        return eid_number(self.num) if self.num else None

    @property
    def clause(self) -> "Holder | None":
        """The element that it is named after: the one above; for what is part of the words, the
        clause.
        """
        if self.name not in _IN_WORDS:
            return self.above
        return next(
            (each for each in self.chain if each.name not in _RUNS | _ALONE), None
        )

    @property
    def address(self) -> str:
        """The eId that it gets, or would have if it needed one. Without either, the address above."""
        if self.new:
            return self.new
        above = "" if self.above is None else self.above.address
        if self.name not in _RUNS:
            return above
        return f"{above}__{self.last('')}" if above else self.last("")

    def last(self, said: str) -> str:
        """The last part of its eId: abbreviation and number. `said` is the last part that it has now.

        The number is the printed one, else the number said now, else its place.
        """
        short = ABBREVIATIONS.get(self.name, self.name)
        if self.name in _ALONE:
            return short
        word, _, figure = said.partition("_") if is_well_formed(said) else ("", "", "")
        if self.name == "authorialNote" and word == "note":
            short = word
        may_keep = bool(figure) and not self.repeated
        number = self.number
        if number is None:
            number = figure if may_keep else str(self.place)
        elif may_keep and re.fullmatch(rf"{re.escape(number)}-\d+", figure):
            number = figure
        return f"{short}_{number}"


def holders(markup: Markup) -> list[Holder]:
    """The elements that have an eId or need one, in document order."""
    units: dict[int, Unit] = {id(unit.subject): unit for unit in markup.tree.units}
    peers: dict[str, list[Holder]] = defaultdict(list)
    found: list[Holder] = []
    nearest: dict[
        int, Holder | None
    ] = {}  # by an element's identity, what its children are named after
    places: Counter[object] = Counter()
    for element in markup.elements:
        parent = markup.above.get(id(element))
        above = None if parent is None else nearest[id(parent)]
        nearest[id(element)] = above
        unit = units.get(id(element))
        eid = element.get("eId") or ""
        if unit is None and not eid:
            continue
        name = local(element)
        num = None if unit is None else unit.num
        holder = Holder(element, name, eid, num, above, unit is not None, peers[name])
        if holder.number is None:
            counted_in = None if name == "authorialNote" else id(holder.clause)
            key = (counted_in, ABBREVIATIONS.get(name, name))
            places[key] += 1
            holder.place = places[key]
        found.append(holder)
        is_frame = name in TRANSPARENT or (name in DOCUMENTS and not eid)
        if not is_frame:
            nearest[id(element)] = holder
    return found


def conventional(holder: Holder) -> tuple[str, Holder | None]:
    """The eId that an element needs, once those above it are named, and the element whose eId it begins with.

    An eId that is not wrong only follows the one that it is named after.
    """
    after = holder.named_after
    eid = holder.eid if after is None else after.new + holder.eid[len(after.eid) :]
    if not holder.wrong:
        return eid, after
    before, _, last = eid.rpartition("__")
    if before and is_well_formed(before) and is_held(_as_unit(holder, eid), before):
        named = next((each for each in holder.chain if each.new == before), after)
        return f"{before}__{holder.last(last)}", named
    is_simple = bool(eid) and not before and is_well_formed(last)
    runs_through = holder.name in _RUNNING and (is_simple or _runs(holder))
    above = holder.clause
    if runs_through or holder.name == "authorialNote":
        above = holder.scope
    while above is not None and not is_well_formed(above.address):
        above = above.above  # a name after a foreign one would be foreign too
    if above is None:
        return holder.last(last), None
    return f"{above.address}__{holder.last(last)}", above


def _as_unit(holder: Holder, eid: str) -> Unit:
    """The element as the rules see it, with the new eIds."""
    above: Unit | None = None
    for each in reversed([each for each in holder.chain if each.new]):
        above = Unit(each.name, each.new, each.num, above, each.element)
    return Unit(holder.name, eid, holder.num, above, holder.element)


def _runs(holder: Holder) -> bool:
    """Whether a number is counted through the document: as its peers say, else if no number comes
    twice.
    """
    if holder.number is None:
        return False
    if holder.running is None:
        scope = holder.scope
        together = [each for each in holder.peers if each.scope is scope]
        running = _numbers_run([each for each in together if each.above is not scope])
        for each in together:
            each.running = running
    return bool(holder.running)


def _numbers_run(inside: list[Holder]) -> bool:
    """Whether the numbers of some peers, all inside other elements, run through what holds them."""
    for each in inside:
        above = each.above
        if each.eid and not each.wrong and above is not None and above.eid:
            return not each.eid.startswith(f"{above.eid}__")
    numbers = [each.number for each in inside if each.number]
    return len(numbers) == len(set(numbers))


# --- references -----------------------------------------------------------------------------------


def references(markup: Markup, new: Mapping[str, str]) -> Iterator[Edit]:
    """The edits that turn every reference to the keys of `new`, which are eIds, into one to its
    value.
    """
    index = markup.once(_index)
    places: dict[tuple[int, str], Element] = {}
    for added in new:
        for element, name in index.get(added, ()):
            places[id(element), name] = element
    for (_, attribute), element in places.items():
        bare = attribute in REFERENCES
        yield from markup.swap(
            element, attribute, partial(_renamed, markup, new, bare=bare)
        )


def _renamed(markup: Markup, new: Mapping[str, str], token: str, *, bare: bool) -> str:
    """A token of an attribute with the new eId. `bare`: the attribute may hold an eId without a
    sign before it.
    """
    if bare and new.get(token):
        return new[token]
    for start, name in _meant(markup, token):
        known = new.get(name) or new.get(unquote(name))
        if known is not None:
            return f"{token[:start]}{known}"
    return token


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
                names |= {unquote(name) for name in names}
                if bare:
                    names.add(token)
                for name in names:
                    found[name].append((element, attribute))
    return found


def _meant(markup: Markup, token: str) -> Iterator[tuple[int, str]]:
    """The names that a token may mean, each with its offset: behind `#` or `~`, alone or after an
    IRI of the file.
    """
    for sign in ("#", "~"):
        before, found, name = token.partition(sign)
        is_own = not before or before.rstrip("/") in markup.own_iris
        if found and is_own:
            yield len(before) + 1, name
