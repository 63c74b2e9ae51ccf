"""Texts for the passes: their lines, and one whole reading, looked into."""

import json

from communique.core.source import Source
from communique.detect.blocks import Block
from communique.detect.claims import Claims, Flow, Joiner
from communique.detect.reading import read
from communique.detect.segments.layout import Layout, measure
from communique.detect.state import Reading
from communique.draft import Parsed, ReadOptions
from communique.formats import format_named
from communique.lines import Line, split_lines


def lines(text: str) -> list[Line]:
    return split_lines(text)[0]


def layout(text: str, leads: tuple[str, ...] = ()) -> Layout:
    found = lines(text)
    return Layout(found, measure(found), leads)


def joiner(text: str) -> Joiner:
    return Joiner(text, Claims(text))


def flow(text: str) -> Flow:
    """A flow that is the text as it is."""
    made = Flow(text)
    made.add(0, len(text))
    return made


def reading(text: str, language: str = "en", **hints: str) -> Reading:
    given = [{"at": at.replace("_", " "), "is": what} for at, what in hints.items()]
    source = Source("hints", json.dumps(given).encode()) if given else None
    return read(
        Source("text", text.encode()), ReadOptions(language=language, hints=source)
    )


def blocks(text: str, language: str = "en") -> list[Block]:
    """The blocks of a text, as they were decided."""
    return reading(text, language).blocks


def labels(text: str, language: str = "en") -> list[tuple[str, int]]:
    """The labels of a text that were taken for labels, and how deep each is nested."""
    return [
        (atom.label.label.printed, atom.label.run.depth)
        for atom in reading(text, language).atoms
        if atom.label
    ]


def parsed(text: str, language: str | None = "en") -> Parsed:
    return format_named("text").read(
        Source("text", text.encode()), ReadOptions(language=language)
    )
