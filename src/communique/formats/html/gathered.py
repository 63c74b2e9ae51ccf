"""What is met on the way through the text, for the tables and pictures below it."""

from dataclasses import dataclass, field
from typing import NamedTuple

from communique.formats.html.markup import fragment


class Place(NamedTuple):
    """A passage that can be named in a table: the link to it, and how it is called (escaped)."""

    href: str
    label: str


class Dated(NamedTuple):
    """A date stands in a place: as a value, and as printed; by when something is due has no words."""

    date: str
    words: str | None
    place: int


@dataclass(slots=True)
class Gathered:
    """The places of a declaration in the order of the text, and what is marked in each."""

    places: list[Place] = field(default_factory=list)
    named: dict[str, list[int]] = field(default_factory=dict)
    """By entity the numbers of the places, once for each time that it is named."""
    dated: list[Dated] = field(default_factory=list)
    numbers: dict[str, int] = field(default_factory=dict)
    """The numbers of the places by their links."""
    here: int = -1
    """The number of the place that was opened last."""

    def open(self, place: Place) -> None:
        """What is met from now on stands there."""
        self.here += 1
        self.places.append(place)
        self.numbers.setdefault(place.href, self.here)

    def around(self, eid: str) -> int | None:
        """The number of the place in which a node stands: its own, or that of the nearest around it."""
        while eid:
            number = self.numbers.get(fragment(eid))
            if number is not None:
                return number
            eid = eid.rpartition("__")[0]
        return None
