"""Atoms: lines that surely go on together. Where layout leaves it open whether a block begins, `roles` decides."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from communique.detect.characters import begins_lower, upper
from communique.detect.labels import label_at
from communique.detect.layout import Layout, Measures
from communique.detect.numbering import Numbering
from communique.detect.runs import Numbered, Setting
from communique.lines import Line

STARTS = frozenset({"break", "heading", "title", "recital", "paragraph", "closing", "label", "note", "annex"})
"""Hints that begin a block."""


@dataclass(slots=True)
class Atom:
    """Lines that surely belong to one block. `reason`: why a block can begin here by layout; empty where it seems to go on.

    `marked`: the level of a heading by the source's own marks (0: without a level), or None. `gap`: whether more empty
    lines than usual stand before it. `forced`: the hint that holds here. `annex`: whether it is the word for an annex.
    """

    lines: list[Line]
    reason: str
    label: Numbered | None = None
    forced: str | None = None
    marked: int | None = None
    gap: bool = False
    annex: bool = False

    @property
    def content(self) -> int:
        """Where the words after the label begin, in the first line."""
        return 0 if self.label is None else self.label.label.content


@dataclass(frozen=True, slots=True)
class Zone:
    """A row of lines that is read as one text, with what is known of it beforehand.

    `headings`: lines that are headings by the source's marks, by index, with their level (0 where none). `capitals`: lines
    in capitals that no stop ends. `forced`: hints by index. `article_words`, `months`: of the text's language, or of all.
    `leads`: lead words of clauses.
    """

    lines: list[Line]
    measures: Measures
    headings: Mapping[int, int] = field(default_factory=dict)
    capitals: frozenset[int] = frozenset()
    forced: Mapping[int, str] = field(default_factory=dict)
    article_words: tuple[str, ...] = ()
    months: frozenset[str] = frozenset()
    leads: tuple[str, ...] = ()


def sure_headings(lines: list[Line]) -> frozenset[int]:
    """Lines wholly in capitals, their label aside, that no comma or stop ends."""
    found: set[int] = set()
    for index, line in enumerate(lines):
        text = line.text
        if text.isupper() or (text[:12].lower() != text[:12].upper() and text[-3:].isupper()):
            label = label_at(text)
            words = text[label.content :] if label else text
            if upper(words) and words[-1] not in ".,;:–—":
                found.add(index)
    return frozenset(found)


def number(zone: Zone, layout: Layout) -> Numbering:
    """The numbering of a zone."""
    setting = Setting(
        breaks=layout.breaks,
        strong=layout.strong,
        finished=layout.finished,
        heading=zone.capitals.union(zone.headings),
        forced=zone.forced,
        article_words=zone.article_words,
        months=zone.months,
    )
    return Numbering(zone.lines, setting)


def atoms_of(zone: Zone) -> tuple[list[Atom], Numbering]:
    """The atoms of a zone in order, and its numbering."""
    layout = Layout(zone.lines, zone.measures, zone.leads)
    numbering = number(zone, layout)
    return list(_Cutter(zone, layout, numbering).atoms()), numbering


class _Cutter:
    """One loop over the lines: what layout alone would take for a block is remembered, to measure the next line by it."""

    def __init__(self, zone: Zone, layout: Layout, numbering: Numbering) -> None:
        self.zone, self.layout, self.numbering = zone, layout, numbering
        self.indent = 0
        self.hanging: int | None = None
        self.empty = False

    def atoms(self) -> Iterable[Atom]:
        """Each atom once it is whole."""
        zone, layout = self.zone, self.layout
        atom: Atom | None = None
        for index, line in enumerate(zone.lines):
            forced = zone.forced.get(index)
            label = None if forced == "join" else self.numbering.accepted.get(index)
            marked = zone.headings.get(index)
            reason = self._reason(index, line, label, forced, marked)
            if atom is not None and not reason and forced is None and self._surely(index, line, atom):
                atom.lines.append(line)
                self.hanging = line.indent if self.hanging is None else min(self.hanging, line.indent)
                continue
            if atom is not None:
                yield atom
            atom = Atom([line], reason, label, forced, marked, bool(index) and layout.larger_gap(index))
            if reason:
                self.indent, self.hanging = line.indent, None
            else:
                self.hanging = line.indent if self.hanging is None else min(self.hanging, line.indent)
            self.empty = label is not None and label.label.content >= len(line.text) and not label.label.whole
        if atom is not None:
            yield atom

    def _reason(self, index: int, line: Line, label: Numbered | None, forced: str | None, marked: int | None) -> str:
        if index == 0:
            return "first"
        if forced == "join":
            return ""
        if forced in STARTS:
            return "forced"
        if label is not None:
            return "label"
        if marked is not None:
            before = self.zone.headings.get(index - 1)
            goes_on = before == marked and self.layout.measures.wrapped and not self.layout.larger_gap(index)
            return "" if goes_on else "heading"
        if self.empty or self.layout.surely_goes_on(index):
            return ""
        return self.layout.begins_unit(index, self.indent, self.hanging) or ""

    def _surely(self, index: int, line: Line, atom: Atom) -> bool:
        """Whether a line goes on with the one before without a doubt."""
        if self.empty and not self.layout.larger_gap(index):
            return True
        if self.zone.headings.get(index) is not None:
            return True
        if atom.marked is not None or line.edge:
            return False
        if self.layout.surely_goes_on(index):
            return True
        return begins_lower(line.text) and not self.layout.is_finished(index - 1) and not self.layout.larger_gap(index)
