"""The outline of a zone: sections, paragraphs and points, from its units."""

from collections.abc import Callable
from dataclasses import dataclass, field

from communique.detect.characters import begins_capital, finished, last_mark
from communique.detect.claims import Flow
from communique.detect.layout import SHORT, Measures
from communique.detect.lists import list_runs
from communique.detect.units import Unit

MAX_HEADING_WORDS = 14
_SENTENCE = frozenset(".!?…。！？؟।॥։")
DEEPEST = 1000
"""The level of a heading that every other section ends: a guess does not swallow the articles that follow its text."""
TAKEN = -1
"""The level of a unit that is the heading of the label above it."""
PREAMBLE = -1
"""The level of a heading that is the word for a preamble: whatever section follows ends it."""


@dataclass(slots=True)
class Item:
    """What becomes a recital, a paragraph or a point: a label, and blocks that are text or items of a list."""

    unit: Unit
    blocks: "list[Flow | list[Item]]" = field(default_factory=list)
    forced: str | None = None

    @property
    def num(self) -> str | None:
        """The label as printed."""
        return printed(self.unit)

    @property
    def last(self) -> str:
        """The mark that its words end with."""
        block = self.blocks[-1]
        return block[-1].last if isinstance(block, list) else last_mark(block.text)

    @property
    def plain(self) -> bool:
        """Whether it has text only, no points."""
        return all(isinstance(block, Flow) for block in self.blocks)


@dataclass(slots=True)
class Division:
    """A section: its label and heading, and what stands in it. `whole`: its label is a line of its own (`Article 3`)."""

    unit: Unit
    heading: Flow | None
    parts: "list[Item | Division]"
    whole: bool = False

    @property
    def num(self) -> str | None:
        """The label as printed."""
        return printed(self.unit)


Part = Item | Division


def printed(unit: Unit) -> str | None:
    """The label of a unit as printed, blanks collapsed; None without one."""
    return None if unit.label is None else " ".join(unit.label.label.printed.split())


class Outline:
    """Arranges units. `guessed`: units taken as headings by their look alone."""

    def __init__(self, measures: Measures, enacts: Callable[[str], bool] = lambda _: False) -> None:
        """With the measures of the document, and what tells an enacting formula from a heading."""
        self.measures = measures
        self.enacts = enacts
        self.guessed: list[Unit] = []
        self.hanging = False

    def arrange(self, units: list[Unit]) -> list[Part]:
        """Sections and paragraphs in order; every unit is in one of them."""
        self.hanging = _hangs(units)
        sections = self._sections(units)
        parts: list[Part] = []
        levels: list[tuple[int, Division]] = []
        run: list[Unit] = []

        def flush() -> None:
            target = levels[-1][1].parts if levels else parts
            target.extend(self._items(run))
            run.clear()

        for index, unit in enumerate(units):
            if id(unit) not in sections:
                run.append(unit)
                continue
            level = sections[id(unit)]
            if level == TAKEN:
                continue
            flush()
            while levels and levels[-1][0] >= level:
                levels.pop()
            whole = unit.label is not None and unit.label.label.whole
            division = Division(unit, unit.flow or None, [], whole)
            if whole and not unit.flow:
                heading = self._heading_below(units, index)
                if heading is not None:
                    division.heading = heading.flow
                    sections[id(heading)] = TAKEN
            (levels[-1][1].parts if levels else parts).append(division)
            levels.append((level, division))
        flush()
        return parts

    def _heading_below(self, units: list[Unit], index: int) -> Unit | None:
        """The heading of an article: a short open line below its label, with something after it in the article."""
        if index + 2 >= len(units):
            return None
        below, after = units[index + 1], units[index + 2]
        ends = after.label is not None and after.label.label.whole
        if below.label is None and not ends and (below.heading or self._like_heading(below)):
            return below
        return None

    def _like_heading(self, unit: Unit) -> bool:
        text = unit.text
        return (
            0 < len(text) <= max(80, int(SHORT * self.measures.width))
            and len(unit.lines) <= 2
            and len(text.split()) <= MAX_HEADING_WORDS
            and not finished(text)
            and last_mark(text) not in ",،、"
            and begins_capital(text)
        )

    def _sections(self, units: list[Unit]) -> dict[int, int]:
        """The units that head a section, by identity, and their level: smaller is outer."""
        runs = self._heading_runs(units)
        self._guess_headings(units)
        found: dict[int, int] = {}
        inside = marked = 0
        guessed = {id(unit) for unit in self.guessed}
        plain = [unit for unit in units if unit.heading and unit.label is None and unit.level == 0]
        if len(plain) == 1:
            guessed.add(id(plain[0]))
        for index, unit in enumerate(units):
            level: int | None = None
            if unit.label is not None and (unit.label.label.whole or id(unit.label.run) in runs):
                level = 100 + 10 * unit.depth
                inside = level
            elif unit.heading:
                if unit.level == PREAMBLE:
                    level = DEEPEST
                elif unit.level:
                    level = marked = 10 * unit.level
                elif unit.label is not None:
                    level = 70 + 10 * min(unit.depth, 2)
                    inside = level
                elif (
                    not marked
                    and id(unit) in guessed
                    and (index + 1 == len(units) or not _heads_section(units[index + 1], runs))
                ):
                    level = DEEPEST
                else:
                    level = inside + 5 if inside else marked or 95
            if level is not None:
                found[id(unit)] = level
        return found

    def _guess_headings(self, units: list[Unit]) -> None:
        """Unlabelled short open lines between a finished sentence and a paragraph are headings: a guess."""
        for index, unit in enumerate(units[:-1]):
            if unit.label is not None or unit.heading or unit.forced or not self._like_heading(unit):
                continue
            before, after = units[index - 1] if index else None, units[index + 1]
            below = after.label is not None or (finished(after.text) and len(after.text) > len(unit.text))
            apart = unit.why in ("gap", "line", "first", "open", "heading", "edge")
            done = before is None or before.heading or last_mark(before.text) in _SENTENCE
            if below and apart and done and not after.heading and not self.enacts(unit.text):
                unit.heading = True
                self.guessed.append(unit)

    def _heading_runs(self, units: list[Unit]) -> set[int]:
        """Runs whose labels head sections: most of their members are short open lines with text below them."""
        score: dict[int, list[int]] = {}
        last = len(units) - 1
        for index, unit in enumerate(units):
            if unit.label is None or unit.label.label.bullet or unit.heading or unit.label.label.whole:
                continue
            below = units[index + 1] if index < last else None
            headed = (
                self._like_heading(unit)
                and below is not None
                and not below.heading
                and (below.label is None or below.depth > unit.depth)
                and (finished(below.text) or len(below.text) > len(unit.text))
                and below.why != "gap"[:0]
            )
            row = score.setdefault(id(unit.label.run), [0, 0])
            row[0] += headed
            row[1] += 1
        return {run for run, (headed, count) in score.items() if headed * 2 > count and count > 1}

    def _items(self, units: list[Unit]) -> list[Item]:
        """Paragraphs of a stretch without section headings."""
        items: list[Item] = []
        chain: list[Item] = []
        lists = list_runs(units, self.enacts)
        for unit in units:
            if unit.label is None:
                owner = _owner(unit, chain, lists, hanging=self.hanging)
                if owner is not None:
                    owner.blocks.append(unit.flow)
                    continue
                chain = []
                items.append(Item(unit, [unit.flow], unit.forced))
                continue
            item = Item(unit, [unit.flow], unit.forced)
            while chain and chain[-1].unit.depth >= unit.depth:
                chain.pop()
            if chain:
                _add_point(chain[-1], item)
            elif items and (id(unit.label.run) in lists or unit.label.label.bullet):
                _add_point(items[-1], item)
            elif unit.label.label.bullet:
                empty = Item(Unit([], Flow(unit.flow.source), unit.first), [])
                _add_point(empty, item)
                items.append(empty)
            else:
                items.append(item)
            chain.append(item)
        return items


def _add_point(owner: Item, point: Item) -> None:
    if owner.blocks and isinstance(owner.blocks[-1], list):
        owner.blocks[-1].append(point)
    else:
        owner.blocks.append([point])


def _owner(unit: Unit, chain: list[Item], lists: set[int], *, hanging: bool) -> Item | None:
    """The numbered item that an unlabelled unit goes on with: the innermost that is further left, else the outermost."""
    if not chain or unit.forced in ("paragraph", "recital", "break"):
        return None
    top = chain[0].unit
    if top.label is not None and (top.label.label.bullet or id(top.label.run) in lists):
        return next((item for item in reversed(chain) if item.unit.indent < unit.indent), None)
    for item in reversed(chain):
        if item.unit.indent < unit.indent:
            return item
    return None if hanging and unit.indent <= top.indent else chain[0]


def _hangs(units: list[Unit]) -> bool:
    """Whether the other lines of labelled units stand further right than their labels."""
    long = [unit for unit in units if unit.label is not None and len(unit.lines) > 1]
    return bool(long) and all(min(line.indent for line in unit.lines[1:]) > unit.indent + 1 for unit in long)


def _heads_section(unit: Unit, runs: set[int]) -> bool:
    """Whether a unit heads a section itself."""
    return unit.heading or (unit.label is not None and (unit.label.label.whole or id(unit.label.run) in runs))
