"""What stands above the words of a node: its number and its heading, each of which others write several times."""

from communique.faults import GUESSED
from communique.formats.akn.lenient.kinds import HEADINGS
from communique.formats.akn.lenient.reading import is_akn, name_of
from communique.formats.akn.lenient.text import Run, Text
from communique.formats.akn.tree import Element
from communique.message import say
from communique.values import Values


class Head:
    """The numbers and headings of one node, and the notes that are called in its numbers."""

    def __init__(self, reading: Text) -> None:
        self.reading = reading
        self.numbers: list[str] = []
        self.headings: list[Values] = []
        self.notes: list[Values] = []

    def take(self, element: Element) -> bool:
        """Take an element that is a number or heading; whether it is one."""
        name = name_of(element) if is_akn(element) else ""
        if name == "num":
            self._number(element)
        elif name in HEADINGS:
            self._heading(element, name)
        else:
            return False
        return True

    def _number(self, element: Element) -> None:
        reading = self.reading
        run = Run(reading, preserve=reading.preserves(element))
        run.inside(element)
        read = run.finish()
        marks = read.get("marks", ())
        if any(mark["kind"] != "note" for mark in marks):
            reading.remarks.once(GUESSED, say("what marks a number is not kept"), element)
        exact = reading.ours and "\n" not in read["text"]
        label = read["text"] if exact else reading.line(read["text"])
        if label:
            if self.numbers:
                reading.guess(element, say("more of the number before it"))
            self.numbers.append(label)
        notes = [{**mark, "start": 0, "end": 0} for mark in marks if mark["kind"] == "note"]
        if notes:
            reading.guess(element, say("a number, and the note in it as one on the first words"))
            self.notes += notes

    def _heading(self, element: Element, name: str) -> None:
        if name != "heading":
            self.reading.guess(element, say("a heading"))
        read = self.reading.text(element)
        if self.headings and read["text"]:
            self.reading.guess(element, say("a line of the heading before it"))
        if not self.headings or read["text"] or read.get("marks"):
            self.headings.append(read)

    def give(self, value: Values) -> None:
        """Put the number and the heading into the node: several numbers in a row, several headings as lines of one."""
        if self.numbers:
            value["num"] = " ".join(self.numbers)
        if len(self.headings) == 1:
            value["heading"] = self.headings[0]
        elif self.headings:
            value["heading"] = lines_of(self.headings)

    def give_notes(self, value: Values) -> None:
        """Put the notes on the heading of a node that has no words of its own; an empty heading if it has none."""
        if self.notes:
            heading = value.setdefault("heading", {"kind": "text", "text": ""})
            heading["marks"] = [*self.notes, *heading.get("marks", ())]


def lines_of(blocks: list[Values]) -> Values:
    """Several text blocks as one, a line each."""
    marks: list[Values] = []
    at = 0
    for block in blocks:
        marks += [{**mark, "start": mark["start"] + at, "end": mark["end"] + at} for mark in block.get("marks", ())]
        at += len(block["text"]) + 1
    return {"kind": "text", "text": "\n".join([block["text"] for block in blocks]), "marks": marks}
