"""CRS: a record against the text that it was made from: which words of the one are not in the other.

The text is read as raw text is, and the words of both are held against each other in their order, labels and note markers
among them; how they are structured does not matter. What the reader set aside as the page's own is no loss.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby
from typing import Any, NamedTuple

from communique.comparison.alignment import unmoved
from communique.detect.characters import SUPERSCRIPT_DIGITS
from communique.message import say
from communique.model import NoteMark, TextBlock
from communique.passages import Passage
from communique.rule import Finding
from communique.validate.cross.carriers import Carrier, carrier_of, carriers
from communique.validate.cross.crossing import Disagreement, Relation, Side, crossing
from communique.validate.cross.pair import Pair
from communique.validate.profiles import tree_of

RECORD = "the record of communique"
UN1 = "AKN4UN guidelines, part 1, 4.1"
MOST = 4_000_000
"""Up to so many pairs of words two stretches are held against each other word by word."""
_WORD = re.compile(r"\w+|[^\w\s]")
_BROKEN = re.compile(r"(\w+)[-\u00ad]\s*\n\s*(\w+)")


class Token(NamedTuple):
    """A printed word or sign, and where it stands: offsets in a text block; of a label only its node."""

    word: str
    subject: Any
    start: int | None
    end: int | None


@dataclass(frozen=True, slots=True)
class Losses:
    """Stretches of words that only one side has. `unrelated`: that is most of both."""

    lost: tuple[tuple[Token, ...], ...]
    added: tuple[tuple[Token, ...], ...]
    unrelated: bool


def losses(pair: Pair) -> Losses:
    """What of the source's words is not in the record, and the other way round. Worked out once."""
    known = pair.kept.get("losses")
    if not isinstance(known, Losses):
        known = pair.kept["losses"] = _losses(pair)
    return known


def _losses(pair: Pair) -> Losses:
    left, right = ([printed(row, pair.markers[side]) for row in pair.rows[side]] for side in _SOURCE_AND_RECORD)
    lost: list[Sequence[Token]] = []
    added: list[Sequence[Token]] = []
    for one, other in _gaps(left, right):
        for gone, come in _differences(one, other):
            if _condensed(gone) != _condensed(come) and not _joined_again(gone, come, pair):
                lost += [gone] if gone else []
                added += [come] if come else []
    _cancel(lost, added)
    aside = _set_aside(pair) if added else ""
    added = [each for each in added if len(_condensed(each)) < _SURE or _condensed(each) not in aside]
    most = all(
        2 * sum(map(len, some)) > sum(map(len, all_of))
        for some, all_of in ((lost, left), (added, right))
        if any(all_of)
    )
    return Losses(tuple(map(tuple, lost)), tuple(map(tuple, added)), most and bool(lost or added))


_SOURCE_AND_RECORD: tuple[Side, Side] = ("one", "other")
_SURE = 12
"""So many characters do not stand in a text by chance."""


def printed(passage: Passage, markers: dict[str, str]) -> list[Token]:
    """The words of a passage as they are printed: its label, heading and text, with the markers of notes at their calls."""
    label = [Token(word, passage.node, None, None) for word in _WORD.findall(_plain(passage.num or ""))]
    return [*label, *(token for words in passage.words() for token in _tokens(words.block, markers))]


def _tokens(block: TextBlock, markers: dict[str, str]) -> Iterator[Token]:
    text, at = _plain(block.text), 0
    calls = [(mark.start, markers.get(mark.ref, "")) for mark in block.marks if isinstance(mark, NoteMark)]
    for end, marker in [*calls, (len(text), "")]:
        for found in _WORD.finditer(text, at, end):
            yield Token(found[0], block, found.start(), found.end())
        if marker:
            yield Token(_plain(marker), block, end, end)
        at = end


def _plain(text: str) -> str:
    """With raised digits as digits: a marker may be printed either way."""
    return text.translate(SUPERSCRIPT_DIGITS)


def _condensed(tokens: Iterable[Token]) -> str:
    return "".join(token.word for token in tokens)


Tokens = list[Token]


def _gaps(left: list[Tokens], right: list[Tokens]) -> Iterator[tuple[Tokens, Tokens]]:
    """What is between passages that are equal in both: the words of each side."""
    keys = [list(map(_condensed, side)) for side in (left, right)]
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


def _differences(one: Tokens, other: Tokens) -> Iterator[tuple[Tokens, Tokens]]:
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


def _joined_again(gone: Tokens, come: Tokens, pair: Pair) -> bool:
    """Whether only a hyphen differs, which stands at a line's end in the source."""
    plain = [_condensed(each).replace("-", "").replace("\u00ad", "") for each in (gone, come)]
    if plain[0] != plain[1]:
        return False
    broken = pair.kept.get("broken")
    if broken is None:
        found = _BROKEN.findall(pair.parsed["one"].source.text)
        broken = pair.kept["broken"] = {_plain(a + b) for a, b in found}
    return plain[0] in broken


def _cancel(lost: list[Sequence[Token]], added: list[Sequence[Token]]) -> None:
    """Take out what both have, in another order."""
    both = Counter(map(_condensed, lost)) & Counter(map(_condensed, added))
    for side in (lost, added):
        left = Counter(both)
        kept = []
        for each in side:
            key = _condensed(each)
            if left[key]:
                left[key] -= 1
            else:
                kept.append(each)
        side[:] = kept


def _set_aside(pair: Pair) -> str:
    """What of the source is in no text of its record, without white space: page furniture, and what was left over."""
    source = pair.parsed["one"]
    text, last, parts = source.source.text, 0, []
    spans = sorted((span for places in source.spans.values() for span in places), key=lambda span: span.start or 0)
    for span in spans:
        if span.start is not None and span.end is not None:
            parts.append(text[last : max(last, span.start)])
            last = max(last, span.end)
    return "".join("".join([*parts, text[last:]]).split()).translate(SUPERSCRIPT_DIGITS)


_SHOWN = 60


def _quoted(tokens: Sequence[Token]) -> str:
    """The words of a stretch as they stand in their text blocks."""
    parts: list[str] = []
    for _, group in groupby(tokens, key=lambda token: id(token.subject)):
        run = list(group)
        start, end = run[0].start, run[-1].end
        words = " ".join(token.word for token in run)
        parts.append(words if start is None or end is None else run[0].subject.text[start:end] or words)
    text = " ".join(parts)
    return repr(text) if len(text) <= _SHOWN else f"{text[:_SHOWN]!r}… ({len(tokens)} words)"


def _at(tokens: Sequence[Token]) -> dict[str, Any]:
    """The place of a stretch: of a label its node; of words as many as stand in the first one's text block."""
    first = next((token for token in tokens if token.start is not None), tokens[0])
    last = next((each for each in reversed(tokens) if each.subject is first.subject), first)
    return {"subject": first.subject, "start": first.start, "end": last.end}


def _carrier(pair: Pair, stretch: Sequence[Token]) -> Carrier | None:
    """What of the record holds a stretch that its text does not."""
    known = pair.kept.get("carriers")
    if known is None:
        known = pair.kept["carriers"] = carriers(pair.other, tree_of(pair.parsed["other"].source))
    return carrier_of(_condensed(stretch), known)


@crossing(
    "CRS012", "words-lost", relations=(Relation.SOURCE,), sources=(f"{UN1}.1 and 4.1.7: content as it appears", RECORD)
)
def lost(pair: Pair) -> Iterator[Disagreement]:
    r"""Words of the source are not in the record.

    Why: every word that is printed must be in the record, in the order of the text. What a page adds (its number, running
    heads) is no loss, nor are white space and the hyphens of broken lines.

    Mend: put the words into the record; if they are the page's own, a hint (`furniture`) says so to the reader.

    Bad:
    ```json
    {"text": "1. Aware of the tides;\n\n2. recalling the storms –\n\n3. We will meet again in spring.\n", "other": {"title": null}}
    ```

    Good:
    ```json
    {"text": "1. Aware of the tides;\n\n2. recalling the storms –\n\n3. We will meet again.\n", "other": {"title": null}}
    ```
    """
    for stretch in losses(pair).lost:
        if _carrier(pair, stretch) is None:
            message = say("{quoted} is not in {name}", quoted=_quoted(stretch), name=pair.name("other"))
            yield "one", Finding(message, **_at(stretch))


@crossing(
    "CRS013", "words-added", relations=(Relation.SOURCE,), sources=(f"{UN1}.1 and 4.1.7: content as it appears", RECORD)
)
def added(pair: Pair) -> Iterator[Disagreement]:
    r"""Words of the record are not in the source.

    Why: the words of a declaration are somebody else's. What its source does not say does not belong in its text.

    Mend: take the words out, or say what they are as metadata or as a mark.

    Bad:
    ```json
    {"text": "1. Aware of the tides;\n\n2. recalling the storms –\n\n3. We will meet.\n", "other": {"title": null}}
    ```

    Good:
    ```json
    {"text": "1. Aware of the tides;\n\n2. recalling the storms –\n\n3. We will meet again.\n", "other": {"title": null}}
    ```
    """
    for stretch in losses(pair).added:
        yield ("other", Finding(say("{quoted} is not in {name}", quoted=_quoted(stretch),
               name=pair.name("one")), **_at(stretch)))  # fmt: skip


@crossing(
    "CRS014", "words-only-in-metadata", relations=(Relation.SOURCE,), sources=("AKN4UN guidelines, part 1", RECORD)
)
def only_in_metadata(pair: Pair) -> Iterator[Disagreement]:
    r"""Printed words stand in an attribute or in metadata, and nowhere in the text.

    Why: what is printed must be readable without the markup. A title that stands only in `showAs`, or a signatory named only
    in `meta`, is lost to everybody who reads the text.

    Mend: put the words into the text where they are printed; the attribute may say them again.

    Bad:
    ```json
    {"text": "1. Aware of the tides;\n\n2. recalling the storms –\n\n3. We will meet again.\n\nThe Ports\n", "other": {"title": null}}
    ```

    Good:
    ```json
    {"text": "1. Aware of the tides;\n\n2. recalling the storms –\n\n3. We will meet again.\n", "other": {"title": null}}
    ```
    """
    for stretch in losses(pair).lost:
        found = _carrier(pair, stretch)
        if found is not None:
            message = say("{quoted}, as {name} has it, stands only in {what}", quoted=_quoted(stretch),
                          name=pair.name("one"), what=found.what)  # fmt: skip
            yield "other", Finding(message, found.subject, quote=_condensed(stretch))


CROSSINGS = (lost, added, only_in_metadata)
