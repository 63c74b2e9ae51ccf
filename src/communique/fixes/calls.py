"""What may show where a note is called, whatever the format."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

Place = TypeVar("Place")


@dataclass(frozen=True)
class Shown(Generic[Place]):
    """The places of links by their address, of superscripts by their words; and how many notes have a marker."""

    markers: Counter[str]
    links: defaultdict[str, list[Place]] = field(default_factory=lambda: defaultdict(list))
    raised: defaultdict[str, list[Place]] = field(default_factory=lambda: defaultdict(list))

    def place(self, addresses: Iterable[str], marker: str) -> Place | None:
        """The one link to a note, or the one superscript that is its marker and no other note's; None where it is not one.

        What the words leave open is not decided here.
        """
        links = [place for address in addresses for place in self.links[address]]
        places = links or (self.raised[marker] if marker and self.markers[marker] == 1 else [])
        return places[0] if len(places) == 1 else None
