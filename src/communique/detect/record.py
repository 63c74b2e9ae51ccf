"""From what was detected to a draft's values, and back to the places they came from."""

from array import array
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from communique.core.source import Pointer, Source, Span, SpanMap
from communique.core.values import Values
from communique.detect.blocks import Block
from communique.detect.claims import Claims, Flow
from communique.detect.closing import Closing, SignatureBlock
from communique.detect.grids import Grid
from communique.detect.markup import emphasis
from communique.detect.outline import Division, Item, Part
from communique.languages import LanguageData


@dataclass(slots=True)
class Places:
    """Where texts and labels stand in the source, by identity of the values that hold them.

    `texts`: starts and ends of the pieces of a text, in turn. `labels`: the key of a label, its start and end.
    """

    texts: "dict[int, array[int]]" = field(default_factory=dict)
    labels: dict[int, tuple[str, int, int]] = field(default_factory=dict)

    def spans(self, values: Values, source: Source) -> SpanMap:
        """From the pointer of each text to its places in the source, piece by piece; and of each label to its place."""
        found: dict[Pointer, tuple[Span, ...]] = {}
        stack: list[tuple[Pointer, Any]] = [("", values)]
        while stack:
            pointer, value = stack.pop()
            label = self.labels.get(id(value))
            if label is not None:
                key, start, end = label
                found[f"{pointer}/{key}"] = (source.span(start, end),)
            pieces = self.texts.get(id(value))
            if pieces is not None:
                found[f"{pointer}/text"] = tuple(map(source.span, pieces[::2], pieces[1::2]))
            elif isinstance(value, dict):
                stack.extend((f"{pointer}/{key}", each) for key, each in value.items())
            elif isinstance(value, list):
                stack.extend((f"{pointer}/{index}", each) for index, each in enumerate(value))
        return found


@dataclass(slots=True)
class Writing:
    """Values in the making, and the places that they come from.

    `cuts`: by identity of a flow, where note markers stand in its text, and the note's provisional eid.
    """

    claims: Claims
    marked_up: bool
    cuts: dict[int, list[tuple[int, int, str]]] = field(default_factory=dict)
    places: Places = field(default_factory=Places)

    def block(self, flow: Flow) -> Values:
        """A text block of a flow: note markers become marks, emphasis of marked-up text too; claims its words."""
        marks: list[Values] = []
        cuts = self.cuts.get(id(flow), [])
        if cuts or self.marked_up:
            flow, marks = emphasis(flow, cuts, self.claims, signs=self.marked_up)
        self.claims.words.extend(flow.places)
        for dropped in flow.dropped:
            self.claims.furniture(*dropped)
        block: Values = {"kind": "text", "text": flow.text, "marks": marks}
        self.places.texts[id(block)] = flow.places
        del flow.pieces[1:]  # its words are enough from here on
        return block

    def content(self, blocks: Iterable["Flow | Grid | list[Item]"]) -> list[Values]:
        """Blocks of a paragraph; at least one, empty if need be."""
        made: list[Values] = []
        for block in blocks:
            if isinstance(block, list):
                made.append({"kind": "points", "points": [self.numbered(item, "point") for item in block]})
            elif isinstance(block, Grid):
                made.append({"kind": "table", "caption": None, "rows": self.rows(block)})
            elif block:
                made.append(self.block(block))
        return made or [{"kind": "text", "text": "", "marks": []}]

    def rows(self, grid: Grid) -> list[Values]:
        """The rows of a table; the cells of its head say so."""
        return [
            {"cells": [{"header": grid.headed and row is grid.rows[0], "content": [self.block(flow)] if flow else []}
                       for flow in row]}
            for row in grid.rows
        ]  # fmt: skip

    def numbered(self, item: Item, kind: str) -> Values:
        """A recital, paragraph or point."""
        heading = self.block(item.heading) if item.heading else None
        made: Values = {"kind": kind, "num": item.block.num, "heading": heading, "content": self.content(item.blocks)}
        return self.labelled(made, item.block)

    def labelled(self, values: Values, block: Block) -> Values:
        """The values of a block, remembering where its label stands."""
        if block.label is not None:
            label = block.label.label
            self.places.labels[id(values)] = ("num", block.start + label.start, block.start + label.end)
        return values

    def body(self, parts: Iterable[Part], language: LanguageData) -> list[Values]:
        """Sections and paragraphs."""
        made: list[Values] = []
        for part in parts:
            if isinstance(part, Item):
                made.append(self.numbered(part, "paragraph"))
                continue
            heading = self.block(part.heading) if part.heading else None
            section: Values = {"kind": section_kind(part, language), "num": part.block.num, "heading": heading,
                               "body": self.body(part.parts, language)}  # fmt: skip
            made.append(self.labelled(section, part.block))
        return made

    def preamble(self, parts: Iterable[Part]) -> list[Values]:
        """Recitals, and groups of them under a heading; groups do not nest."""
        made: list[Values] = []
        for part in parts:
            if isinstance(part, Item):
                made.append(self.recital(part))
                continue
            heading = self.block(part.heading) if part.heading else None
            items = [self.recital(each) for each in part.parts if isinstance(each, Item)]
            group: Values = {"kind": "recitals", "num": part.block.num, "heading": heading, "recitals": items}
            if not items:  # a heading with nothing of its own below it: its words are kept as a clause
                words = heading or {"kind": "text", "text": "", "marks": []}
                group = {"kind": "recital", "num": part.block.num, "heading": None, "role": None, "content": [words]}
            made.append(self.labelled(group, part.block))
            made.extend(self.preamble(each for each in part.parts if isinstance(each, Division)))
        return made

    def recital(self, item: Item) -> Values:
        """A recital with its role."""
        made = self.numbered(item, "recital")
        role = item.block.role
        made["role"] = role if role in ("opening", "formula") else None
        return made

    def closing(self, parts: Iterable[Closing]) -> list[Values]:
        """Closing lines and signatures."""
        made: list[Values] = []
        for part in parts:
            if isinstance(part, SignatureBlock):
                lines = [{"part": name, "value": self.block(flow)} for name, flow in part.lines]
                made.append({"kind": "signature", "lines": lines, "signatory": None})
            else:
                made.append(self.block(part))
        return made


def section_kind(division: Division, language: LanguageData) -> str:
    """`article` where the label holds the language's word for it, else `section`.

    In a language whose word is not known a label on a line of its own is an article's, unless sections stand in it.
    """
    if not language.article and division.whole and not any(isinstance(part, Division) for part in division.parts):
        return "article"
    words = {word.strip(".:").casefold() for word in (division.block.num or "").split()}
    words |= {word[-1:] for word in words}  # `第３条`, `제3조`
    known = [word.strip(".").casefold() for word in language.article]
    # the first two are an article's, and what shortens the first: `Art.`
    articles = {word for at, word in enumerate(known) if at < 2 or known[0].startswith(word)}
    return "article" if words & articles else "section"
