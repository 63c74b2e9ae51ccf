"""Units: the lines that make a recital, a paragraph, a point or a heading, joined."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from communique.detect.characters import upper
from communique.detect.claims import STRUCTURE, Claims, Flow
from communique.detect.joining import Joiner
from communique.detect.labels import label_at
from communique.detect.layout import Layout
from communique.detect.numbering import Numbering
from communique.detect.runs import Numbered, Setting
from communique.lines import Line

STARTS = frozenset({"break", "heading", "title", "recital", "paragraph", "closing", "label", "note", "annex"})
"""Hints that begin a unit."""


@dataclass(slots=True)
class Unit:
    """A stretch of lines that belongs together. `why`: what made it begin; `level`: of a heading in marked-up text.

    `hanging`: the leftmost column of its lines after the first, if it has any.
    """

    lines: list[Line]
    flow: Flow
    first: int
    label: Numbered | None = None
    heading: bool = False
    level: int = 0
    why: str = ""
    forced: str | None = None
    hanging: int | None = None

    @property
    def text(self) -> str:
        """Its words, without the label."""
        return self.flow.text

    @property
    def depth(self) -> int:
        """How deep its label is nested; -1 without a label."""
        return -1 if self.label is None else self.label.run.depth

    @property
    def indent(self) -> int:
        """The column of its first line."""
        return self.lines[0].indent


@dataclass(frozen=True, slots=True)
class Zone:
    """A row of lines that is read as one text, with what is known of it beforehand.

    `headings`: lines that are headings for certain, by index, with their level in marked-up text (0 where none).
    `forced`: hints by index. `article_words`, `months`: of the text's language, or of all.
    """

    lines: list[Line]
    headings: Mapping[int, int] = field(default_factory=dict)
    forced: Mapping[int, str] = field(default_factory=dict)
    article_words: tuple[str, ...] = ()
    months: frozenset[str] = frozenset()


def sure_headings(lines: list[Line]) -> set[int]:
    """Lines wholly in capitals, their label aside, that no comma or stop ends."""
    found: set[int] = set()
    for index, line in enumerate(lines):
        text = line.text
        if text.isupper() or (text[:12].lower() != text[:12].upper() and text[-3:].isupper()):
            label = label_at(text)
            words = text[label.content :] if label else text
            if upper(words) and words[-1] not in ".,;:–—":
                found.add(index)
    return found


def number(zone: Zone, layout: Layout) -> Numbering:
    """The numbering of a zone."""
    setting = Setting(
        breaks=layout.breaks,
        strong=layout.strong,
        finished=layout.finished,
        heading=frozenset(zone.headings),
        forced=zone.forced,
        article_words=zone.article_words,
        months=zone.months,
    )
    return Numbering(zone.lines, setting)


class Units:
    """The units of a zone in order."""

    def __init__(self, zone: Zone, layout: Layout, numbering: Numbering, joiner: Joiner, claims: Claims) -> None:
        """Cut the lines into units; claims the labels."""
        self.zone, self.layout, self.joiner, self.claims = zone, layout, joiner, claims
        self.found: list[Unit] = []
        self.guessed: list[Unit] = []
        accepted = numbering.accepted
        self.headings = numbering.headings
        for index, line in enumerate(zone.lines):
            numbered = accepted.get(index)
            forced = zone.forced.get(index)
            if numbered is not None and forced != "join":
                self._labelled(index, line, numbered, forced)
            elif index in numbering.headings and forced != "join":
                self._heading(index, line, forced)
            elif forced in STARTS:
                self._begin(index, line, str(forced), forced)
            else:
                self._plain(index, line, forced)
        for unit in self.found:
            if unit.label is not None:
                self._claim_label(unit)

    def _begin(self, index: int, line: Line, why: str, forced: str | None = None) -> Unit:
        unit = Unit([line], Flow(self.joiner.text), index, why=why, forced=forced)
        self.joiner.add(unit.flow, line.start, line.end)
        self.found.append(unit)
        if forced == "heading":
            unit.heading = True
        return unit

    def _labelled(self, index: int, line: Line, numbered: Numbered, forced: str | None) -> None:
        unit = Unit([line], Flow(self.joiner.text), index, numbered, why="label", forced=forced)
        unit.heading = index in self.headings
        unit.level = self.zone.headings.get(index, 0)
        self.joiner.add(unit.flow, line.start + numbered.label.content, line.end)
        self.found.append(unit)

    def _heading(self, index: int, line: Line, forced: str | None) -> None:
        last = self.found[-1] if self.found else None
        goes_on = (
            last is not None
            and last.heading
            and last.first + len(last.lines) == index
            and not self.layout.larger_gap(index)
            and self.zone.headings.get(index, 0) == last.level
            and self.layout.measures.wrapped
            and forced not in STARTS
        )
        if goes_on and last is not None:
            last.lines.append(line)
            self.joiner.add(last.flow, line.start, line.end)
            return
        unit = self._begin(index, line, "heading", forced)
        unit.heading = True
        unit.level = self.zone.headings.get(index, 0)

    def _plain(self, index: int, line: Line, forced: str | None) -> None:
        if not self.found:
            self._begin(index, line, "first")
            return
        last = self.found[-1]
        if forced == "join" or (last.flow and not last.heading and self.layout.surely_goes_on(index)):
            reason = None
        elif last.label is not None and not last.flow:
            reason = "content" if last.label.label.whole else None
        elif last.heading:
            reason = "heading"
        else:
            reason = self.layout.begins_unit(index, last.lines[0].indent, last.hanging)
        if reason is None:
            last.lines.append(line)
            last.hanging = line.indent if last.hanging is None else min(last.hanging, line.indent)
            self.joiner.add(last.flow, line.start, line.end)
            return
        unit = self._begin(index, line, reason)
        if reason == "edge":
            self.guessed.append(unit)

    def _claim_label(self, unit: Unit) -> None:
        assert unit.label is not None
        label = unit.label.label
        begin = unit.lines[0].start
        source = self.joiner.text
        position = begin + label.start
        for offset in range(begin + label.start, begin + label.end):
            if source[offset] == "\\":
                self.claims.claim(position, offset, STRUCTURE)
                self.claims.furniture(offset, offset + 1, "markup")
                position = offset + 1
        self.claims.claim(position, begin + label.end, STRUCTURE)
