"""A file that is to be mended, and what the fixers of it share."""

from collections.abc import Callable, Iterable
from typing import Any, Self, TypeVar

from communique.diagnostics import Edit
from communique.source import Source

T = TypeVar("T")


class Subject:
    """A source that edits can be made to."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self._kept: dict[Callable[[Any], Any], Any] = {}

    def once(self, make: Callable[[Self], T]) -> T:
        """What a function makes of this, made when it is first asked for: many findings are mended by one look at a file."""
        if make not in self._kept:
            self._kept[make] = make(self)
        made: T = self._kept[make]
        return made

    def edit(self, start: int, end: int, text: str) -> Edit:
        """A stretch, by offsets, replaced."""
        return Edit(self.source.span(start, end), text)


def in_order(edits: Iterable[Edit]) -> tuple[Edit, ...]:
    """Edits in the order of the source."""
    return tuple(sorted(edits, key=lambda each: (each.start, each.end)))
