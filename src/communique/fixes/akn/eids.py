"""An Akoma Ntoso file as text that can be edited; eIds by the naming convention, which every reference in the file follows.

What an element was called before (`wId`) is never touched, and neither are words: a printed label is what an eId is made
of, never the other way.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, partial
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from communique.core.diagnostics import Diagnostic, Edit, Fix
from communique.core.source import Source, Span
from communique.fixes.subject import Plan, Rename, Subject, components
from communique.formats.akn.names import C
from communique.formats.akn.tree import Part, layout_of
from communique.naming.convention import ABBREVIATIONS
from communique.naming.labels import eid_number
from communique.rules import eid
from communique.rules.eid import is_held, is_well_formed
from communique.rules.tree import DOCUMENTS, TRANSPARENT, Tree, Unit, local

_NAME = re.compile(r"<[^\s/>]+")
_ATTRIBUTE = re.compile(r"""\s([^\s=<>/"']+)\s*=\s*("[^"]*"|'[^']*')""")
_ESCAPES = {
    "&": "&amp;",
    "<": "&lt;",
    '"': "&quot;",
    "'": "&apos;",
    "\t": "&#9;",
    "\n": "&#10;",
    "\r": "&#13;",
}

REFERENCES = frozenset({
    "refersTo", "href", "source", "as", "by", "ref", f"{C}actors", f"{C}addressees", f"{C}topics", f"{C}instruments",
})  # fmt: skip
"""Attributes that name elements and entries of the file, by `#` and the eId."""


class Markup(Subject):
    """The text of a file, its tree, and the edits that can be made. All is found when it is first asked for."""

    def __init__(self, source: Source, root: Element) -> None:
        super().__init__(source)
        self.root = root
        self.tree = Tree(root)

    @cached_property
    def elements(self) -> list[Element]:
        """All elements, in document order."""
        return list(self.root.iter())

    @cached_property
    def tags(self) -> dict[int, Span]:
        """The start tag of each element, by its identity."""
        return self._spans(Part.TAG)

    @cached_property
    def contents(self) -> dict[int, Span]:
        """What stands between start tag and end tag of each element, by its identity, without white space at the edges."""
        return self._spans(Part.CONTENT)

    def _spans(self, part: Part) -> dict[int, Span]:
        layout = layout_of(self.source, self.root)
        spans = layout.spans([(number, part) for number in range(len(self.elements))])
        return {id(element): span for element, span in zip(self.elements, spans, strict=True)}

    @cached_property
    def _starts(self) -> dict[int | None, Element]:
        return {self.tags[id(element)].start: element for element in self.elements}

    @cached_property
    def above(self) -> dict[int, Element]:
        """What holds each element, by its identity."""
        return {id(child): element for element in self.elements for child in element}

    @cached_property
    def own_iris(self) -> set[str]:
        """The addresses of the documents of the file, at every level: a fragment of one is a place in it."""
        return {
            value.rstrip("/")
            for each in self.tree.all("FRBRthis", "FRBRuri")
            if (value := each.get("value"))
        }

    def element_at(self, span: Span | None) -> Element | None:
        """The element whose start tag stands at a place."""
        return None if span is None else self._starts.get(span.start)

    def after(self, element: Element) -> int:
        """The offset behind an element's end tag."""
        start, tag = self._tag(element)
        if tag.endswith("/>"):
            return start + len(tag)
        return self.source.text.index(">", self.contents[id(element)].end) + 1

    # --- edits -------------------------------------------------------------------------------------------------------

    def values(self, element: Element) -> dict[str, tuple[int, int]]:
        """Where the value of each attribute stands, without its quotation marks; by ElementTree's names."""
        start, text = self._tag(element)
        found = [
            match for match in _ATTRIBUTE.finditer(text) if match[1].partition(":")[0] != "xmlns"
        ]
        return {
            name: (start + match.start(2) + 1, start + match.end(2) - 1)
            for name, match in zip(
                element.keys(), found, strict=True
            )  # both are in the order of the file
        }

    def _tag(self, element: Element) -> tuple[int, str]:
        span = self.tags[id(element)]
        assert span.start is not None, "a layout knows offsets"
        return span.start, self.source.text[span.start : span.end]

    def put(self, element: Element, name: str, value: str) -> Edit:
        """An attribute without a namespace given a value; a new `eId` stands first in the tag, other new ones last."""
        known = self.values(element).get(name)
        if known is not None:
            return self.edit(*known, self._escaped(value, known))
        start, tag = self._tag(element)
        opening = _NAME.match(tag)
        assert opening is not None, "a start tag begins with a name"
        at = opening.end() if name == "eId" else len(re.sub(r"(?<!\s)\s*/?>\Z", "", tag))
        return self.edit(start + at, start + at, f' {name}="{_escaped(value, chr(34))}"')

    def drop(self, element: Element, name: str) -> Edit:
        """An attribute taken out, with the white space before it."""
        start, tag = self._tag(element)
        value = self.values(element)[name][0] - 1 - start
        match = next(each for each in _ATTRIBUTE.finditer(tag) if each.start(2) == value)
        before = len(tag[: match.start() + 1].rstrip())
        return self.edit(start + before, start + match.end(), "")

    def swap(self, element: Element, name: str, replaced: Callable[[str], str]) -> Iterator[Edit]:
        """The tokens of an attribute's value, a list with white space between, each as the function has it."""
        start, end = place = self.values(element)[name]
        raw, value = self.source.text[start:end], element.get(name) or ""
        if raw != value:  # written with references to characters: it is written anew
            new = re.sub(r"\S+", lambda match: replaced(match[0]), value)
            if new != value:
                yield self.edit(start, end, self._escaped(new, place))
            return
        for match in re.finditer(r"\S+", raw):
            new = replaced(match[0])
            if new != match[0]:
                yield self.edit(
                    start + match.start(), start + match.end(), self._escaped(new, place)
                )

    def _escaped(self, value: str, place: tuple[int, int]) -> str:
        return _escaped(value, self.source.text[place[1]])


def _escaped(value: str, quote: str) -> str:
    other = {'"': "'", "'": '"'}[quote]
    return "".join(char if char == other else _ESCAPES.get(char, char) for char in value)


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

    `above` is the nearest such element that holds it, parts of the frame left out; `peers` are those of its name; `running`: whether
    their numbers run through the attachment or the file, once it is asked for.
    `place` counts it among its peers, from 1: notes in the file, others of no number where they stand.
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
        return next(
            (each for each in self.chain if each.eid and self.eid.startswith(f"{each.eid}__")), None
        )

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


def holders(markup: Markup) -> list[Holder]:
    """The elements that have an eId or are to have one, in document order."""
    units: dict[int, Unit] = {id(unit.subject): unit for unit in markup.tree.units}
    peers: dict[str, list[Holder]] = defaultdict(list)
    found: list[Holder] = []
    above: dict[int, Holder | None] = {}
    places: Counter[object] = Counter()
    for element in markup.elements:
        parent = markup.above.get(id(element))
        over = None if parent is None else above[id(parent)]
        unit, eid, name = units.get(id(element)), element.get("eId") or "", local(element)
        if unit is not None or eid:
            num = None if unit is None else unit.num
            holder = Holder(element, name, eid, num, over, unit is not None, peers[name])
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
        return f"{before}__{holder.last(last)}", next(
            (each for each in holder.chain if each.new == before), after
        )
    over = holder.clause
    through = holder.name in _RUNNING and (
        bool(eid and not before and is_well_formed(last)) or _runs(holder)
    )
    if through or holder.name == "authorialNote":
        over = holder.scope
    while over is not None and not is_well_formed(
        over.address
    ):  # a name after a foreign one would be foreign too
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
    if holder.running is None:
        scope = holder.scope
        together = [each for each in holder.peers if each.scope is scope]
        inside = [each for each in together if each.above is not scope]
        told = [
            (each.eid, over.eid)
            for each in inside
            if not each.wrong and (over := each.above) and each.eid and over.eid
        ]
        numbers = [each.number for each in inside if each.number]
        running = len(numbers) == len(set(numbers))
        if told:
            running = not told[0][0].startswith(f"{told[0][1]}__")
        for each in together:
            each.running = running
    return bool(holder.running)


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
            element,
            name,
            replaced if name not in REFERENCES else lambda token: new.get(token) or replaced(token),
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
    for (
        holder
    ) in every:  # the wrong ones get another eId, and those whose eId begins with one of theirs
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
            said
            and each.eid not in named
            and each.name not in DOCUMENTS
            and id(each.element) not in misprinted
        )
    return doubtful
