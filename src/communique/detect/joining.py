"""Lines joined to running text: with one space, or over a hyphen."""

import re
from collections.abc import Iterable
from functools import cached_property
from unicodedata import east_asian_width

from communique.detect.claims import Claims, Flow
from communique.lines import Line

_BLANKS = re.compile(r"[ \t\x0b\x1c-\x1f]{2,}|[\t\x0b\x1c-\x1f]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1b\ufffe\uffff]+")
_BARE = re.compile("[\x00-\x20\ufffe\uffff]+")
_ODD = re.compile(f"{_BLANKS.pattern}|{_CONTROL.pattern}")
_WORD = re.compile(r"\w+(?:[-\u2010]\w+)*")
_LAST = re.compile(r"(\w{1,60})[-\u2010]$")
_FIRST = re.compile(r"\w+")
SOFT_HYPHEN = "\u00ad"


class Joiner:
    """Adds lines to flows. The document is the dictionary that says whether a hyphen belongs to its word."""

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
                flow.dropped += ((start + match.start(), start + match.end(), "control"),)
                self.control[start + match.start()] = None
            if not control:
                glue = " "
            elif match.start() > position:
                apart = words[match.start() - 1].isalnum() and words[match.end() : match.end() + 1].isalnum()
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
        """What stands between the last line of a flow and the next; drops a hyphen that only broke a word."""
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
            if f"{first}-{second}" in self._words or f"{first}\u2010{second}" in self._words:
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
    """Whether a character is of a script that is written without spaces: Chinese or Japanese, not Korean."""
    return char > "\u2e7f" and not "\uac00" <= char <= "\ud7a3" and east_asian_width(char) in "WF"


def of_lines(joiner: Joiner, lines: Iterable[Line], content: int = 0) -> Flow:
    """Lines as running text, the first one from the words behind its label on (`content`)."""
    flow = Flow(joiner.text)
    for number, line in enumerate(lines):
        joiner.add(flow, line.start + (0 if number else content), line.end)
    return flow
