"""Where quoted words stand in a text, as a person sees the text."""

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from itertools import islice

UNSEEN = frozenset("*_#`>\\~\u00ad\u200b\u2060\ufeff")
"""Signs of Markdown and emphasis, and characters that print nothing."""
MAX_LINES = 5000
"""The nearest words are looked for on this many lines."""
LEAST_ALIKE = 0.4
"""Words are near if they share a run of this share of the quoted characters."""


def places(text: str, words: str) -> Iterator[int]:
    """The offsets at which words stand in a text, exactly as they are."""
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + 1)


@dataclass
class Quoting:
    """A text in which a person quotes words."""

    text: str

    def places(self, words: str) -> list[int]:
        """The first two offsets at which words stand; exact ones before those that look the same."""
        exact = list(islice(places(self.text, words), 2))
        if exact:
            return exact
        seen, offsets = self._seen
        wanted = _seen_of(words)[0].strip()
        if not wanted:
            return []
        return [offsets[at] for at in islice(places(seen, wanted), 2)]

    @cached_property
    def _seen(self) -> tuple[str, Sequence[int]]:
        return _seen_of(self.text)

    def nearest(self, words: str) -> tuple[int, str] | None:
        """The line, from 1, and the words on it that are most like quoted words; None if no words
        are like them.
        """
        matcher = SequenceMatcher(autojunk=False, b=words)
        best = LEAST_ALIKE * len(words)
        found: tuple[int, str] | None = None
        for number, line in enumerate(self.text.splitlines()[:MAX_LINES], 1):
            if len(line) < best:
                continue
            matcher.set_seq1(line)
            match = matcher.find_longest_match()
            if match.size > best:
                best = match.size
                begin = max(0, match.a - match.b)
                found = number, line[begin : begin + len(words)].strip()
        return found

    def line_of(self, offset: int) -> int:
        """The line of an offset, from 1."""
        return self.text.count("\n", 0, offset) + 1


def _seen_of(text: str) -> tuple[str, Sequence[int]]:
    """A text as a person sees it, any white space as one blank; and the offset of each character."""
    seen: list[str] = []
    offsets = array("Q")
    blank = True
    for offset, char in enumerate(text):
        if char in UNSEEN:
            continue
        is_blank = char.isspace()
        if not (is_blank and blank):
            seen.append(" " if is_blank else char)
            offsets.append(offset)
        blank = is_blank
    return "".join(seen), offsets
