"""Who has which character of the source, and text made of claimed spans: lines joined with one
space, or over a hyphen.

The source is a row of characters. Every pass claims spans of it, once, for one role. The text of a
block is never built from strings but from claimed spans, so that nothing is invented and every
offset leads back to its place.
"""

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cached_property
from heapq import merge
from itertools import accumulate, pairwise, repeat
from unicodedata import east_asian_width

from communique.draft import Ledger, weight
from communique.lines import Line

DOCUMENT, STRUCTURE, FURNITURE = "document", "structure", "furniture"
_BLANKS = re.compile(r"[ \t\x0b\x1c-\x1f]{2,}|[\t\x0b\x1c-\x1f]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1b\ufffe\uffff]+")
_UNSEEN = "\u200b\u2060\ufeff"
"""Zero-width spaces, word joiners and byte order marks: they print nothing, alone they are no words."""
_BARE = re.compile(f"[\x00-\x20{_UNSEEN}\ufffe\uffff]+")
_UNPRINTED = re.compile(rf"[\s{_UNSEEN}]+")
_ODD = re.compile(f"{_BLANKS.pattern}|{_CONTROL.pattern}")
_WORD = re.compile(r"\w+(?:[-\u2010]\w+)*")
_LAST = re.compile(r"(\w{1,60})[-\u2010]$")
_FIRST = re.compile(r"\w+")
SOFT_HYPHEN = "\u00ad"
_STOPS = ".,;:!?)]}’”»…"
Claim = tuple[int, int, str, str]
"""A span of the source, from where to where, and what it is: a role, and for furniture its kind."""


class Claims:
    """All claims on one text. `words`: those on the words of the document, which are most: starts
    and ends in turn.
    """

    def __init__(self, text: str) -> None:
        """No claims yet on `text`."""
        self.text = text
        self.made: list[Claim] = []
        self.words = array("Q")
        self.unprinted: list[tuple[int, int]] = []
        """Spans that nobody claimed and that print nothing, as zero-width spaces: `settle` finds
        them.
        """

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

    def let_go(self, start: int, end: int) -> None:
        """Take back what `label` claimed from `start` to `end`: structure, and backslashes."""
        kept = []
        for claim in self.made:
            low, high, role, _ = claim
            is_inside = start <= low and high <= end
            is_of_label = role == STRUCTURE or self.text[low:high] == "\\"
            if not (is_inside and is_of_label):
                kept.append(claim)
        self.made = kept

    def settle(self) -> tuple[Ledger, list[tuple[int, int]]]:
        """The ledger, and the spans that nobody claimed and that hold more than white space.

        Raises AssertionError if a span is claimed twice: a defect of the program, never of a
        document.
        """
        text = self.text
        ledger = Ledger(total=weight(text))
        loose: list[tuple[int, int]] = []
        position = 0
        words, size = self.words, len(self.words)
        rows = [
            0,
            *(at for at in range(2, size, 2) if words[at] < words[at - 1]),
            size,
        ]  # each is in order
        spans = (
            zip(words[a:b:2], words[a + 1 : b : 2], repeat(DOCUMENT), repeat(""))
            for a, b in pairwise(rows)
        )
        for start, end, role, kind in merge(
            *spans, sorted(self.made)
        ):  # a list of all takes as much as the text
            if start < position:
                raise AssertionError(
                    f"claimed twice: {(start, end, role, kind)} {text[start:end]!r}"
                )
            if start > position:
                loose += self._unclaimed(position, start)
            if role != DOCUMENT:
                count = weight(text[start:end])
                if role == STRUCTURE:
                    ledger.structure += count
                elif count:
                    ledger.furniture[kind] = ledger.furniture.get(kind, 0) + count
            position = end
        loose += self._unclaimed(position, len(text))
        unprinted = sum(weight(text[start:end]) for start, end in self.unprinted)
        if unprinted:
            ledger.furniture["control"] = ledger.furniture.get("control", 0) + unprinted
        ledger.left_over = sum(weight(text[start:end]) for start, end in loose)
        # Claims are disjoint and gaps are left over, so that the words of the document are the
        # rest.
        ledger.document = (
            ledger.total
            - ledger.structure
            - sum(ledger.furniture.values())
            - ledger.left_over
        )
        return ledger, loose

    def _unclaimed(self, start: int, end: int) -> list[tuple[int, int]]:
        """The span, if it holds words; what prints nothing is noted in `unprinted`."""
        gap = self.text[start:end]
        if not gap or gap.isspace():
            return []
        if _UNPRINTED.fullmatch(gap):
            self.unprinted.append((start + len(gap) - len(gap.lstrip()), end))
            return []
        return [(start, end)]


class Flow:
    """Running text: spans of the source in order, each joined to the one before by one space or by
    nothing.

    `dropped`: what was left out in joining, and its kind of furniture; claimed together with the
    words.
    """

    __slots__ = ("_bases", "_text", "dropped", "pieces", "source")

    def __init__(
        self,
        source: str,
        pieces: Iterable[tuple[int, int, str]] = (),
        dropped: Iterable[tuple[int, int, str]] = (),
    ) -> None:
        """Over the text of a source; each of the pieces is a span and what stands before it."""
        self.source = source
        self.pieces: list[tuple[int, int, str]] = []
        self.dropped = tuple(dropped)
        self._text: str | None = None
        self._bases: list[int] | None = None
        for piece in pieces:
            self.add(*piece)

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
            self._text = "".join(
                [glue + source[start:end] for start, end, glue in self.pieces]
            )
            self._bases = None
        return self._text

    @property
    def places(self) -> "array[int]":
        """Where its spans begin and end in the source, in turn."""
        return array(
            "Q", [offset for start, end, _ in self.pieces for offset in (start, end)]
        )

    @property
    def bases(self) -> list[int]:
        """Where in the text each span begins; worked out when it is first asked for, which for most
        it never is.
        """
        _ = self.text
        if self._bases is None:
            lengths = [len(glue) + end - start for start, end, glue in self.pieces]
            ends = accumulate(lengths)
            self._bases = [
                end - (high - low)
                for end, (low, high, _) in zip(ends, self.pieces, strict=True)
            ]
        return self._bases

    def origin(self, offset: int) -> int:
        """The place in the source of the character at an offset of the text (of a joining space:
        what follows it).
        """
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
        """The same with what stands before each; one that is empty where no more than that is in
        the stretch.
        """
        bases = self.bases
        for index in range(max(0, bisect_right(bases, start) - 1), len(self.pieces)):
            base, (low, high, glue) = bases[index], self.pieces[index]
            if base - len(glue) >= end:
                break
            first = max(start, base)
            yield (
                low + first - base,
                low + min(end, base + high - low) - base,
                glue if start < base else "",
            )

    def without(self, cuts: list[tuple[int, int]]) -> "tuple[Flow, list[int]]":
        """The flow without some stretches of its text (disjoint, in order), and where each of them
        stood in the new one.

        A space before a cut goes with it if a stop, a space or nothing follows; so does one that
        joins two lines before it. Not before a backslash: that stands for the sign behind it.
        """
        text = self.text
        gone: list[tuple[int, int]] = []
        follows = begun = len(text) + 1
        for (_, before), (low, high) in reversed(list(pairwise([(0, 0), *cuts]))):
            follows = follows if high == begun else high
            begun = low
            after = text[follows : follows + 1]
            spare = (
                before < low
                and text[low - 1] == " "
                and text[low] != "\\"
                and (after in _STOPS or after.isspace())
            )
            gone.append((low - spare, high))
        kept = Flow(self.source, dropped=self.dropped)
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


class Joiner:
    """Adds lines to flows. The document is the dictionary that says whether a hyphen belongs to its
    word.
    """

    def __init__(self, text: str, claims: Claims) -> None:
        """Over the text of a source; claims what a joining drops."""
        self.text = text
        self.claims = claims
        self.kept: dict[int, None] = {}
        self.control: dict[int, None] = {}

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(_WORD.findall(self.text.casefold()))

    def add(self, flow: Flow, start: int, end: int) -> None:
        """Append the words from `start` to `end` of the source, runs of blanks collapsed."""
        if start >= end:
            return
        glue = " "
        if flow.pieces:
            glue = self._glue(flow, start, end)
        words = self.text[start:end]
        if ("  " not in words and words.isprintable()) or not _ODD.search(words):
            flow.add(start, end, glue)
            return
        position = 0
        for match in _ODD.finditer(words):
            if match.start() > position:
                flow.add(start + position, start + match.start(), glue)
            control = _CONTROL.fullmatch(match.group()) is not None
            if control:
                flow.dropped += (
                    (start + match.start(), start + match.end(), "control"),
                )
                self.control[start + match.start()] = None
            if not control:
                glue = " "
            elif match.start() > position:
                apart = (
                    words[match.start() - 1].isalnum()
                    and words[match.end() : match.end() + 1].isalnum()
                )
                glue = " " if apart else ""  # it never makes one word of two
            position = match.end()
        if position < len(words):
            flow.add(start + position, end, glue)

    def sets_aside(self, start: int, end: int) -> bool:
        """Whether nothing but control characters stands there; they are claimed."""
        if _BARE.fullmatch(self.text, start, end) is None:
            return False
        self.claims.furniture(start, end, "control")
        self.control[start] = None
        return True

    def _glue(self, flow: Flow, start: int, end: int) -> str:
        """What stands between the last line of a flow and the next; drops a hyphen that only broke
        a word.
        """
        low, high, before = flow.pieces[-1]
        if start == high:
            return ""
        last = self.text[high - 1]
        if last == SOFT_HYPHEN:
            self._drop(flow, low, high, before)
            return ""
        if last > "\u2e7f" and _unspaced(last) and _unspaced(self.text[start]):
            return ""
        if last not in "-\u2010" or high - low < 2 or not self.text[high - 2].isalnum():
            return " "
        following = self.text[start]
        if not following.isalpha():
            return "" if following.isdigit() else " "
        if following.isupper():
            return ""
        left = _LAST.search(self.text, max(low, high - 60), high)
        right = _FIRST.match(self.text, start, end)
        if left and right:
            first, second = left.group(1).casefold(), right.group().casefold()
            if (
                f"{first}-{second}" in self._words
                or f"{first}\u2010{second}" in self._words
            ):
                return ""
            if first + second in self._words:
                self._drop(flow, low, high, before)
                return ""
        self.kept[high - 1] = None
        return ""

    def _drop(self, flow: Flow, low: int, high: int, glue: str) -> None:
        flow.dropped += ((high - 1, high, "hyphen"),)
        flow.pieces.pop()
        if high - 1 > low:
            flow.add(low, high - 1, glue)


def _unspaced(char: str) -> bool:
    """Whether a character is of a script that is written without spaces: Chinese or Japanese, not
    Korean.
    """
    return (
        char > "\u2e7f"
        and not "\uac00" <= char <= "\ud7a3"
        and east_asian_width(char) in "WF"
    )


def of_lines(joiner: Joiner, lines: Iterable[Line], content: int = 0) -> Flow:
    """Lines as running text, the first one from the words behind its label on (`content`)."""
    flow = Flow(joiner.text)
    for number, line in enumerate(lines):
        joiner.add(flow, line.start + (0 if number else content), line.end)
    return flow
