"""The words of two declarations as they are printed, held against each other in their order; where they differ."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import Any, NamedTuple

from communique.comparison.alignment import unmoved
from communique.detect.characters import SUPERSCRIPT_DIGITS
from communique.model import NoteMark, TextBlock
from communique.passages import Passage

MOST = 4_000_000
"""Up to so many pairs of words two stretches are held against each other word by word."""
SURE = 12
"""So many characters do not stand in a text by chance."""
_WORD = re.compile(r"\w+|[^\w\s]")


class Token(NamedTuple):
    """A printed word or sign, and where it stands: offsets in a text block; of a label only its node."""

    word: str
    subject: Any
    start: int | None
    end: int | None


Stretch = Sequence[Token]
"""Words that stand together."""


def printed(passage: Passage, markers: dict[str, str]) -> list[Token]:
    """The words of a passage as they are printed: its label, heading and text, with the markers of notes at their calls."""
    label = [Token(word, passage.node, None, None) for word in _WORD.findall(plain(passage.num or ""))]
    return [*label, *(token for words in passage.words() for token in _tokens(words.block, markers))]


def _tokens(block: TextBlock, markers: dict[str, str]) -> Iterator[Token]:
    text, at = plain(block.text), 0
    calls = [(mark.start, markers.get(mark.ref, "")) for mark in block.marks if isinstance(mark, NoteMark)]
    for end, marker in [*calls, (len(text), "")]:
        for found in _WORD.finditer(text, at, end):
            yield Token(found[0], block, found.start(), found.end())
        if marker:
            yield Token(plain(marker), block, end, end)
        at = end


def plain(text: str) -> str:
    """With raised digits as digits: a marker may be printed either way."""
    return text.translate(SUPERSCRIPT_DIGITS)


def condensed(tokens: Iterable[Token]) -> str:
    """The words without white space."""
    return "".join(token.word for token in tokens)


def gaps(left: Sequence[Stretch], right: Sequence[Stretch]) -> Iterator[tuple[Stretch, Stretch]]:
    """What is between passages that are equal in both: the words of each side."""
    keys = [list(map(condensed, side)) for side in (left, right)]
    counts = [Counter(side) for side in keys]
    where = {key: b for b, key in enumerate(keys[1]) if counts[1][key] == 1}
    equal = {a: where[key] for a, key in enumerate(keys[0]) if key and counts[0][key] == 1 and key in where}
    still = unmoved({a: (b, 1.0) for a, b in equal.items()})
    taken = set(equal.values())
    last = (-1, -1)
    for a, b in [*((a, equal[a]) for a in sorted(still)), (len(left), len(right))]:
        one = [token for at in range(last[0] + 1, a) if at not in equal for token in left[at]]
        other = [token for at in range(last[1] + 1, b) if at not in taken for token in right[at]]
        if one or other:
            yield one, other
        last = a, b


def differences(one: Stretch, other: Stretch) -> Iterator[tuple[Stretch, Stretch]]:
    """Where two rows of words differ: the words of each."""
    words, others = [token.word for token in one], [token.word for token in other]
    head = next((at for at, (a, b) in enumerate(zip(words, others, strict=False)) if a != b), min(len(one), len(other)))
    most = min(len(one), len(other)) - head
    tail = next((at for at in range(most) if words[-1 - at] != others[-1 - at]), most)
    one, other = one[head : len(one) - tail], other[head : len(other) - tail]
    words, others = words[head : len(words) - tail], others[head : len(others) - tail]
    if not one or not other or len(one) * len(other) > MOST:
        yield one, other
        return
    for tag, a, b, c, d in SequenceMatcher(None, words, others, autojunk=False).get_opcodes():
        if tag != "equal":
            yield one[a:b], other[c:d]


def cancelled(lost: Iterable[Stretch], added: Iterable[Stretch]) -> tuple[list[Stretch], list[Stretch]]:
    """Both without what the two have in another order: whole stretches, and long ones within others."""
    gone, come = list(lost), list(added)
    both = Counter(map(condensed, gone)) & Counter(map(condensed, come))
    gone, come = _without(gone, Counter(both)), _without(come, Counter(both))
    if sum(map(len, gone)) * sum(map(len, come)) <= MOST:
        gone, come = _taken_out(gone, come)
        come, gone = _taken_out(come, gone)
    return gone, come


def _without(stretches: list[Stretch], known: Counter[str]) -> list[Stretch]:
    kept = []
    for each in stretches:
        key = condensed(each)
        if known[key]:
            known[key] -= 1
        else:
            kept.append(each)
    return kept


def _taken_out(some: list[Stretch], others: list[Stretch]) -> tuple[list[Stretch], list[Stretch]]:
    """The stretches that do not stand within one of the others, and of the others what is left."""
    kept: list[Stretch] = []
    for each in some:
        words = [token.word for token in each]
        for at, other in enumerate(others):
            start = _find(words, [token.word for token in other]) if len(condensed(each)) >= SURE else None
            if start is not None:
                rest = (other[:start], other[start + len(words) :])
                others = [*others[:at], *(part for part in rest if part), *others[at + 1 :]]
                break
        else:
            kept.append(each)
    return kept, others


def _find(words: list[str], within: list[str]) -> int | None:
    last = len(within) - len(words)
    return next((at for at in range(last + 1) if within[at : at + len(words)] == words), None)
