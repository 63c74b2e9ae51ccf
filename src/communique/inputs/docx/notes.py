"""Footnotes and endnotes: numbered in the order in which they are called, footnotes and endnotes in one row.

A note that somebody gave a sign of its own is called by that, and is not counted.
"""

from typing import TYPE_CHECKING

from communique.inputs.docx.properties import W, value

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_NO_NOTES = {"separator", "continuationSeparator", "continuationNotice"}


class Notes:
    """The notes of a file by kind (`footnote`, `endnote`) and id, and the numbers of those that were called."""

    def __init__(self, roots: "dict[str, Element | None]") -> None:
        """Of the parts `footnotes.xml` and `endnotes.xml`, by kind."""
        self.elements: dict[tuple[str, str], Element] = {}
        self.numbers: dict[tuple[str, str], int] = {}
        self.signs: dict[int, str] = {}
        self.own: dict[int, str] = {}
        for kind, root in roots.items():
            for note in root.iter(f"{W}{kind}") if root is not None else ():
                if value(note, "type") not in _NO_NOTES:
                    self.elements.setdefault((kind, value(note, "id") or ""), note)

    def call(self, kind: str, identity: str) -> int | None:
        """The place of a note among those that are called; None where the file has no such note."""
        if (kind, identity) not in self.elements:
            return None
        return self.numbers.setdefault((kind, identity), len(self.numbers) + 1)

    def mark(self, place: int, sign: str) -> None:
        """Note the sign that a note was given. One that another has, or can have, could not tell the two apart."""
        self.signs[place] = sign
        if sign and not sign[0].isdigit() and sign not in self.own.values():
            self.own[place] = sign

    @property
    def markers(self) -> dict[int, str]:
        """The sign of each note by its place, where that is not its number: those without a sign of their own are counted."""
        counted = (place for place in self.numbers.values() if place not in self.own)
        numbers = {place: f"^{number}" for number, place in enumerate(counted, 1) if number != place}
        return self.own | numbers

    @property
    def uncalled(self) -> "list[Element]":
        """Notes that nothing calls."""
        return [note for key, note in self.elements.items() if key not in self.numbers]

    @property
    def kinds(self) -> set[str]:
        """The kinds of notes that were called."""
        return {kind for kind, _ in self.numbers}
