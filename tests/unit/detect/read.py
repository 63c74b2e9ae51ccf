"""Texts for the passes: their lines, and one whole reading, looked into."""

import json

from communique.detect.claims import Claims, Flow
from communique.detect.joining import Joiner
from communique.detect.layout import Layout, measure
from communique.detect.reading import Reading
from communique.detect.units import Unit
from communique.draft import Parsed, ReadOptions
from communique.formats import format_named
from communique.lines import Line, split_lines
from communique.source import Source


def lines(text: str) -> list[Line]:
    return split_lines(text)[0]


def layout(text: str) -> Layout:
    found = lines(text)
    return Layout(found, measure(found))


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
    return Reading(Source("text", text.encode()), ReadOptions(language=language, hints=source))


def units(text: str, language: str = "en") -> list[Unit]:
    """The units of a text that is one zone."""
    made = reading(text, language)
    return made.units(made.zones.declaration)


def labels(text: str, language: str = "en") -> list[tuple[str, int]]:
    """The labels of a text that were taken for labels, and how deep each is nested."""
    return [(unit.label.label.printed, unit.depth) for unit in units(text, language) if unit.label]


def parsed(text: str, language: str | None = "en") -> Parsed:
    return format_named("text").read(Source("text", text.encode()), ReadOptions(language=language))
