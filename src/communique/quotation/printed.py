"""The printed words of a record as one text, with the eId of each stretch, for searching quotations
in.
"""

import hashlib
import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from communique.model import Declaration
from communique.model.passages import passages
from communique.quotation.folding import Folded, fold

_HAN_KANA_THAI = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u312f\u31f0-\u9fff\uf900-\ufaff"
)
"""Scripts that put no space between words: each of their characters counts as a word."""
WORD = re.compile(
    rf"[{_HAN_KANA_THAI}]|[^\W{_HAN_KANA_THAI}]+(?:['’][^\W{_HAN_KANA_THAI}]+)*"
)
"""A word: letters and digits, with apostrophes inside."""


@dataclass(frozen=True)
class Printed:
    """The words of a record: its passages in document order, one line each.

    `starts` are the offsets at which passages begin, `eids` the eIds of their nodes. `edition` is
    the edition of the dataset that the record is from, where it is from one.
    """

    name: str
    language: str
    text: str
    starts: tuple[int, ...]
    eids: tuple[str, ...]
    edition: str | None = None

    @cached_property
    def folded(self) -> Folded:
        """The text without differences of setting."""
        return fold(self.text)

    @cached_property
    def words(self) -> frozenset[str]:
        """The different words of the folded text."""
        return frozenset(WORD.findall(self.folded.text))

    @cached_property
    def sha256(self) -> str:
        """The SHA-256 of the text, in hexadecimal digits."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()

    def eids_between(self, start: int, end: int) -> tuple[str, ...]:
        """The eIds of the nodes whose words are in a stretch of the text."""
        first = bisect_right(self.starts, start) - 1
        last = bisect_right(self.starts, max(start, end - 1)) - 1
        return tuple(dict.fromkeys(self.eids[first : last + 1]))

    def place_in_passage(self, start: int) -> int:
        """The offset of a place of the text within its passage."""
        return start - self.starts[bisect_right(self.starts, start) - 1]


def printed(declaration: Declaration, edition: str | None = None) -> Printed:
    """The words of a declaration: headings and blocks of each passage, without labels."""
    lines: list[str] = []
    starts: list[int] = []
    eids: list[str] = []
    offset = 0
    for passage in passages(declaration):
        for words in passage.words():
            lines.append(words.block.text)
            starts.append(offset)
            eids.append(passage.eid)
            offset += len(words.block.text) + 1
    return Printed(
        declaration.id,
        declaration.language,
        "\n".join(lines),
        tuple(starts) or (0,),
        tuple(eids) or ("",),
        edition,
    )
