"""Runs of labels, and what is known of a zone when they are settled."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from communique.detect.labels import Label
from communique.detect.layout import Measures
from communique.lines import Line


@dataclass(slots=True)
class Run:
    """Labels of one shape that count on. `last`: by sequence, the place reached in it.

    `whole`: they are lines of their own, often centred, so that their column says nothing. `bullet`: they do not count.
    """

    mask: str
    last: dict[str, int]
    indent: int
    depth: int
    section: bool = False
    whole: bool = False
    bullet: bool = False
    members: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Numbered:
    """A label that was accepted, and the run that it belongs to."""

    label: Label
    run: Run


@dataclass(frozen=True, slots=True)
class Oddity:
    """A label that is out of its row: the line, and what is odd: `repeats`, `skips`, `restarts` or `begins`."""

    line: int
    what: str
    label: Label


@dataclass(frozen=True, slots=True)
class Zone:
    """A row of lines that is read as one text, with what is known of it beforehand.

    `headings`: lines that are headings by the source's marks, by index, with their level (0 where none). `capitals`: lines
    in capitals that no stop ends. `forced`: hints by index. `article_words`, `months`: of the text's language, or of all.
    `leads`: lead words of clauses. `glued`: lines that were cut from the one before. `worded`: labels that are a word and its number
    before other words. `begun`: lines with which the file itself says that a block begins.
    """

    lines: list[Line]
    measures: Measures
    headings: Mapping[int, int] = field(default_factory=dict)
    capitals: frozenset[int] = frozenset()
    forced: Mapping[int, str] = field(default_factory=dict)
    article_words: tuple[str, ...] = ()
    months: frozenset[str] = frozenset()
    leads: tuple[str, ...] = ()
    glued: frozenset[int] = frozenset()
    worded: Mapping[int, Label] = field(default_factory=dict)
    begun: frozenset[int] = frozenset()

    def sure(self, index: int) -> bool:
        """Whether a hint or the words say that a label stands at the beginning of a line."""
        return index in self.worded or self.forced.get(index) == "label"


def odd_step(run: Run, label: Label) -> str:
    """What is odd about a label that does not follow the last one of its run."""
    values = dict(label.readings)
    if 1 in values.values():
        return "restarts"
    return "skips" if any(values.get(name, 0) > last for name, last in run.last.items()) else "repeats"
