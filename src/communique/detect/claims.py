"""Who has which character of the source, and text made of claimed spans.

The source is a row of characters. Every pass claims spans of it, once, for one role. The text of a block is never built
from strings but from claimed spans, so that nothing is invented and every offset leads back to its place.
"""

from array import array
from bisect import bisect_right
from collections.abc import Iterator
from heapq import merge
from itertools import accumulate, pairwise, repeat

from communique.draft import Ledger, weight

DOCUMENT, STRUCTURE, FURNITURE = "document", "structure", "furniture"


_STOPS = ".,;:!?)]}’”»…"


Claim = tuple[int, int, str, str]
"""A span of the source, from where to where, and what it is: a role, and for furniture its kind."""


class Claims:
    """All claims on one text. `words`: those on the words of the document, which are most: starts and ends in turn."""

    def __init__(self, text: str) -> None:
        """No claims yet on `text`."""
        self.text = text
        self.made: list[Claim] = []
        self.words = array("Q")

    def claim(self, start: int, end: int, role: str, kind: str = "") -> None:
        """Claim the code points from `start` to `end`."""
        if start < end and role == DOCUMENT:
            self.words.extend((start, end))
        elif start < end:
            self.made.append((start, end, role, kind))

    def furniture(self, start: int, end: int, kind: str) -> None:
        """Claim what the page adds to the words."""
        self.claim(start, end, FURNITURE, kind)

    def label(self, start: int, end: int) -> None:
        """Claim a label, which is structure; a backslash that Markdown wants in it is markup."""
        position = start
        for offset in range(start, end):
            if self.text[offset] == "\\":
                self.claim(position, offset, STRUCTURE)
                self.furniture(offset, offset + 1, "markup")
                position = offset + 1
        self.claim(position, end, STRUCTURE)

    def settle(self) -> tuple[Ledger, list[tuple[int, int]]]:
        """The ledger, and the spans that nobody claimed and that hold more than white space.

        Raises AssertionError if a span is claimed twice: a defect of the program, never of a document.
        """
        text = self.text
        ledger = Ledger(total=weight(text))
        loose: list[tuple[int, int]] = []
        position = 0
        words, size = self.words, len(self.words)
        rows = [0, *(at for at in range(2, size, 2) if words[at] < words[at - 1]), size]  # each is in order
        spans = (zip(words[a:b:2], words[a + 1 : b : 2], repeat(DOCUMENT), repeat("")) for a, b in pairwise(rows))
        for start, end, role, kind in merge(*spans, sorted(self.made)):  # a list of all takes as much as the text
            if start < position:
                raise AssertionError(f"claimed twice: {(start, end, role, kind)} {text[start:end]!r}")
            if start > position and not text[position:start].isspace():
                loose.append((position, start))
            if role != DOCUMENT:
                count = weight(text[start:end])
                if role == STRUCTURE:
                    ledger.structure += count
                elif count:
                    ledger.furniture[kind] = ledger.furniture.get(kind, 0) + count
            position = end
        if text[position:].strip():
            loose.append((position, len(text)))
        ledger.left_over = sum(weight(text[start:end]) for start, end in loose)
        # Claims are disjoint and gaps are left over, so that the words of the document are the rest.
        ledger.document = ledger.total - ledger.structure - sum(ledger.furniture.values()) - ledger.left_over
        return ledger, loose


class Flow:
    """Running text: spans of the source in order, each joined to the one before by one space or by nothing.

    `dropped`: what was left out in joining, and its kind of furniture; claimed together with the words.
    """

    __slots__ = ("_bases", "_text", "dropped", "pieces", "source")

    def __init__(self, source: str) -> None:
        """Empty, over the text of a source."""
        self.source = source
        self.pieces: list[tuple[int, int, str]] = []
        self.dropped: tuple[tuple[int, int, str], ...] = ()
        self._text: str | None = None
        self._bases: list[int] | None = None

    def __bool__(self) -> bool:
        """Whether anything stands in it."""
        return bool(self.pieces)

    def add(self, start: int, end: int, glue: str = " ") -> None:
        """Append a span; `glue` stands before it unless it is the first."""
        self.pieces.append((start, end, glue if self.pieces else ""))
        self._text = None

    @property
    def start(self) -> int:
        """Where it begins in the source."""
        return self.pieces[0][0]

    @property
    def end(self) -> int:
        """Where it ends in the source."""
        return self.pieces[-1][1]

    @property
    def text(self) -> str:
        """The words."""
        if self._text is None:
            source = self.source
            self._text = "".join([glue + source[start:end] for start, end, glue in self.pieces])
            self._bases = None
        return self._text

    @property
    def places(self) -> "array[int]":
        """Where its spans begin and end in the source, in turn."""
        return array("Q", [offset for start, end, _ in self.pieces for offset in (start, end)])

    @property
    def bases(self) -> list[int]:
        """Where in the text each span begins; worked out when it is first asked for, which for most it never is."""
        _ = self.text
        if self._bases is None:
            lengths = [len(glue) + end - start for start, end, glue in self.pieces]
            ends = accumulate(lengths)
            self._bases = [end - (high - low) for end, (low, high, _) in zip(ends, self.pieces, strict=True)]
        return self._bases

    def origin(self, offset: int) -> int:
        """The place in the source of the character at an offset of the text (of a joining space: what follows it)."""
        bases = self.bases
        index = max(0, bisect_right(bases, offset) - 1)
        start, end, _ = self.pieces[index]
        at = start + offset - bases[index]
        if at >= end and index + 1 < len(self.pieces):
            return self.pieces[index + 1][0]
        return at

    def spans(self, start: int, end: int) -> list[tuple[int, int]]:
        """The spans of the source that the characters from `start` to `end` of the text come from."""
        return [(low, high) for low, high, _ in self._within(start, end) if low < high]

    def _within(self, start: int, end: int) -> Iterator[tuple[int, int, str]]:
        """The same with what stands before each; one that is empty where no more than that is in the stretch."""
        bases = self.bases
        for index in range(max(0, bisect_right(bases, start) - 1), len(self.pieces)):
            base, (low, high, glue) = bases[index], self.pieces[index]
            if base - len(glue) >= end:
                break
            first = max(start, base)
            yield low + first - base, low + min(end, base + high - low) - base, glue if start < base else ""

    def without(self, cuts: list[tuple[int, int]]) -> "tuple[Flow, list[int]]":
        """The flow without some stretches of its text (disjoint, in order), and where each of them stood in the new one.

        A space before a cut goes with it if a stop, a space or nothing follows; so does one that joins two lines before it. Not
        before a backslash: that stands for the sign behind it.
        """
        text = self.text
        gone: list[tuple[int, int]] = []
        follows = begun = len(text) + 1
        for (_, before), (low, high) in reversed(list(pairwise([(0, 0), *cuts]))):
            follows = follows if high == begun else high
            begun = low
            after = text[follows : follows + 1]
            spare = before < low and text[low - 1] == " " and text[low] != "\\" and (after in _STOPS or after.isspace())
            gone.append((low - spare, high))
        kept = Flow(self.source)
        kept.dropped = self.dropped
        places: list[int] = []
        length, glue = 0, ""
        for (_, begin), (end, _) in pairwise([(0, 0), *reversed(gone), (len(text), 0)]):
            for low, high, joined in self._within(begin, end):
                glue = glue or joined
                if low < high:
                    length += high - low + (len(glue) if kept else 0)
                    kept.add(low, high, glue)
                    glue = ""
            places.append(length)
        return kept, places[:-1]
