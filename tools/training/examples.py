"""From a labelled document to what is learnt from: the features of each atom and the state it is
in.
"""

from bisect import bisect_right

from tools.training.truth import Document, starts

from communique.core.source import Source
from communique.detect.features import Views
from communique.detect.reading import PASSES, read
from communique.detect.roles import MORE
from communique.detect.state import Reading
from communique.draft import ReadOptions

BEFORE_ROLES = PASSES[: [each.__name__ for each in PASSES].index("roles")]
"""The passes that make the atoms."""
UNSEEN = frozenset({"metadata"})
"""Roles of blocks that never reach the decoder."""


def reading_of(document: Document) -> Reading:
    """The reading of a document up to the decoder."""
    hints = Source("hints.json", document.hints) if document.hints is not None else None
    return read(
        Source(document.name, document.text.encode()),
        ReadOptions(hints=hints),
        BEFORE_ROLES,
    )


def states(document: Document, reading: Reading) -> list[str]:
    """The true state of each atom; empty where the document is not labelled."""
    taken = {
        note.start for note in reading.notes
    }  # what follows such a note goes on with the block before it
    begun = [
        each
        for each in sorted(starts(document).items())
        if each[1].role != "note" or each[0] not in taken
    ]
    offsets = [offset for offset, _ in begun]
    found: list[str] = []
    used = -1
    for atom in reading.atoms:
        last = bisect_right(offsets, atom.lines[-1].end - 1) - 1
        first = bisect_right(offsets, atom.lines[0].start) - 1
        row = max(first, used + 1) if max(first, used + 1) <= last else first
        role = begun[row][1].role if row >= 0 else "other"
        if role in UNSEEN:
            role = "other"
        begins = row > used and row >= 0
        found.append(role if begins or role.endswith(MORE) else role + MORE)
        used = max(used, last)
    return found


def example(
    document: Document, *, lexicon: bool = True
) -> tuple[list[list[str]], list[str]]:
    """The features and states of a document; without a lexicon as a language without a file has
    them.
    """
    reading = reading_of(document)
    views = Views(reading.atoms, reading.spoken, lexicon=lexicon)
    return list(views.named()), states(document, reading)
