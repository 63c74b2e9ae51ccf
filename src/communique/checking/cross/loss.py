"""CRS: a record against the text that it was made from: which words of the one are not in the
other.

The text is read as raw text is, and the words of both are held against each other in their order,
labels and note markers among them; how they are structured does not matter. What the reader set
aside as part of the page is not a loss.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby
from typing import NamedTuple, TypedDict
from xml.etree.ElementTree import Element

from communique.checking.cross.pair import (
    Disagreement,
    Pair,
    Relation,
    Side,
    crossing,
)
from communique.comparison.alignment import between, beyond, common_ends, once_in_each
from communique.core.scripts import SUPERSCRIPT_DIGITS
from communique.model import Declaration, Node, NoteMark, TextBlock
from communique.model.passages import Passage
from communique.rules.rule import RECORD, UN1
from communique.rules.tree import local

AS_PRINTED = f"{UN1}, 4.1.1 and 4.1.7: content as it appears"
LEAST = 8
"""From this many characters on, a stretch is looked for within longer values too."""


class Carrier(NamedTuple):
    """A value without white space, and what holds it: in words, and the node or element."""

    value: str
    what: str
    subject: Node | Element


def _carriers(pair: Pair) -> list[Carrier]:
    """What holds words outside the text: the attributes of a tree, or the metadata of a record."""
    root = pair.trees["other"]
    if root is None:
        return list(_of_record(pair.other))
    found: list[Carrier] = []
    for element in root.iter():
        tag = local(element)
        for name, value in element.items():
            bare_name = name.rpartition("}")[2]
            what = f"the attribute {bare_name} of {tag}"
            found.append(_carrier_of(value, what, element))
    return found


def _carrier_of(value: str | None, what: str, subject: Node | Element) -> Carrier:
    words = (value or "").split()
    return Carrier("".join(words), what, subject)


def _of_record(declaration: Declaration) -> Iterator[Carrier]:
    yield _carrier_of(declaration.short_title, "the short title", declaration)
    for entity in declaration.entities:
        whose = f"of the entity {entity.id!r}"
        yield _carrier_of(entity.label, f"the label {whose}", entity)
        yield _carrier_of(entity.acronym, f"the acronym {whose}", entity)
    for signatory in declaration.signatories:
        what = f"the signatory {signatory.id!r}"
        for claim in (signatory.name, signatory.role, signatory.party):
            text = None if claim is None else claim.text
            yield _carrier_of(text, what, signatory)
    place = declaration.place
    if place is not None:
        yield _carrier_of(place.text, "the place", place)
    identifiers = list(declaration.identifiers)
    if declaration.cover is not None:
        identifiers.extend(declaration.cover.identifiers)
    for identifier in identifiers:
        yield _carrier_of(identifier.value, "an identifier", identifier)


MOST = 4_000_000
"""Up to this many pairs of words, two stretches are compared word by word."""
SURE = 12
"""This many characters are not in a text by chance."""
_WORD = re.compile(r"\w+|[^\w\s]")


class Token(NamedTuple):
    """A printed word or sign, and where it stands: offsets in a text block; of a label only its
    node.
    """

    word: str
    subject: Node
    start: int | None
    end: int | None


Stretch = Sequence[Token]
"""Words that stand together."""


def printed(passage: Passage, markers: dict[str, str]) -> list[Token]:
    """The words of a passage as they are printed: its label, heading and text, with the markers of
    notes at their calls.
    """
    label = plain(passage.num or "")
    tokens: list[Token] = []
    for word in _WORD.findall(label):
        token = Token(word, passage.node, None, None)
        tokens.append(token)
    for words in passage.words():
        tokens += _tokens(words.block, markers)
    return tokens


def _tokens(block: TextBlock, markers: dict[str, str]) -> Iterator[Token]:
    """The words of a block, with the markers of notes at their calls."""
    text = plain(block.text)
    at = 0
    calls = [mark for mark in block.marks if isinstance(mark, NoteMark)]
    stops = [(call.start, markers.get(call.ref, "")) for call in calls]
    stops.append((len(text), ""))
    for end, marker in stops:
        for found in _WORD.finditer(text, at, end):
            word = found[0]
            start = found.start()
            yield Token(word, block, start, found.end())
        if marker:
            yield Token(plain(marker), block, end, end)
        at = end


def plain(text: str) -> str:
    """With raised digits as digits: a marker may be printed either way."""
    return text.translate(SUPERSCRIPT_DIGITS)


def condensed(tokens: Iterable[Token]) -> str:
    """The words without white space."""
    return "".join(token.word for token in tokens)


def gaps(
    left: Sequence[Stretch], right: Sequence[Stretch]
) -> Iterator[tuple[Stretch, Stretch]]:
    """What is between passages that are equal in both: the words of each side."""
    words = [condensed(each) or None for each in left]
    others_words = [condensed(each) or None for each in right]
    equal = once_in_each(words, others_words)
    taken = set(equal.values())
    for some, others in between(equal, (len(left), len(right))):
        one = [token for at in some if at not in equal for token in left[at]]
        other = [token for at in others if at not in taken for token in right[at]]
        if one or other:
            yield one, other


def differences(one: Stretch, other: Stretch) -> Iterator[tuple[Stretch, Stretch]]:
    """Where two rows of words differ: the words of each."""
    words = [token.word for token in one]
    others = [token.word for token in other]
    head, tail = common_ends(words, others)
    middle = slice(head, len(one) - tail)
    others_middle = slice(head, len(other) - tail)
    one = one[middle]
    other = other[others_middle]
    is_too_long = len(one) * len(other) > MOST
    if not one or not other or is_too_long:
        yield one, other
        return
    matcher = SequenceMatcher(
        None, words[middle], others[others_middle], autojunk=False
    )
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag != "equal":
            yield one[a:b], other[c:d]


def cancelled(
    lost: Iterable[Stretch], added: Iterable[Stretch]
) -> tuple[list[Stretch], list[Stretch]]:
    """Both lists without the stretches that only moved.

    A stretch moved if the other side has the whole of it, or, if it is long, has it within another
    stretch.
    """
    gone = list(lost)
    come = list(added)
    both = Counter(map(condensed, gone)) & Counter(map(condensed, come))
    gone = beyond(gone, both, condensed)
    come = beyond(come, both, condensed)
    pairs = sum(map(len, gone)) * sum(map(len, come))
    if pairs <= MOST:
        gone, come = _taken_out(gone, come)
        come, gone = _taken_out(come, gone)
    return gone, come


def _taken_out(
    some: list[Stretch], others: list[Stretch]
) -> tuple[list[Stretch], list[Stretch]]:
    """The stretches that do not stand within one of the others, and of the others what is left."""
    kept: list[Stretch] = []
    for each in some:
        words = [token.word for token in each]
        is_sure = len(condensed(each)) >= SURE
        for at, other in enumerate(others):
            start = _start_within(words, other) if is_sure else None
            if start is not None:
                end = start + len(words)
                rest = (other[:start], other[end:])
                left = [part for part in rest if part]
                others = [*others[:at], *left, *others[at + 1 :]]
                break
        else:
            kept.append(each)
    return kept, others


def _start_within(words: list[str], stretch: Stretch) -> int | None:
    """The index at which the words stand in a stretch, or None."""
    within = [token.word for token in stretch]
    for start in range(len(within) - len(words) + 1):
        if within[start : start + len(words)] == words:
            return start
    return None


_BROKEN = re.compile(r"(?<!\w)(\w+)[-\u00ad][^\S\n]*\n\s*(\w+)")


@dataclass(frozen=True, slots=True)
class Losses:
    """Stretches of words that only one side has. `unrelated`: that is most of both."""

    lost: tuple[Stretch, ...]
    added: tuple[Stretch, ...]
    unrelated: bool


def losses(pair: Pair) -> Losses:
    """The words of the source that the record lacks, and those that only the record has."""
    left = _printed_in(pair, "one")
    right = _printed_in(pair, "other")
    source = pair.parsed["one"].source
    halves = _BROKEN.findall(source.text)
    broken = {plain(start + end) for start, end in halves}
    all_gone: list[Stretch] = []
    all_come: list[Stretch] = []
    for one, other in gaps(left, right):
        for gone, come in differences(one, other):
            is_same = condensed(gone) == condensed(come)
            if is_same or _is_joined_again(gone, come, broken):
                continue
            if gone:
                all_gone.append(gone)
            if come:
                all_come.append(come)
    lost, added = cancelled(all_gone, all_come)
    if added:
        aside = _set_aside(pair)
        added = [each for each in added if not _is_surely_in(each, aside)]
    most_lost = 2 * _words_in(lost) > _words_in(left)
    most_added = 2 * _words_in(added) > _words_in(right)
    return Losses(tuple(lost), tuple(added), unrelated=most_lost and most_added)


def _printed_in(pair: Pair, side: Side) -> list[list[Token]]:
    """The words of each passage of a file."""
    markers = pair.markers[side]
    return [printed(row, markers) for row in pair.rows[side]]


def _is_surely_in(stretch: Stretch, text: str) -> bool:
    """Whether a text holds a stretch that is too long to be there by chance."""
    words = condensed(stretch)
    return len(words) >= SURE and words in text


def _words_in(stretches: Iterable[Stretch]) -> int:
    """How many words there are. Numbers and signs do not count: all texts share them."""
    return sum(token.word[0].isalpha() for stretch in stretches for token in stretch)


def _is_joined_again(gone: Stretch, come: Stretch, broken: set[str]) -> bool:
    """Whether the two differ only in a hyphen that ends a line of the source.

    `broken` are the words that the source breaks in this way, without the hyphen.
    """
    word = _without_hyphens(gone)
    return word == _without_hyphens(come) and word in broken


def _without_hyphens(stretch: Stretch) -> str:
    return condensed(stretch).replace("-", "").replace("\u00ad", "")


def _set_aside(pair: Pair) -> str:
    """The text of the source that its record does not take up, without white space.

    That is page furniture, and what was left over.
    """
    source = pair.parsed["one"]
    text = source.source.text
    last = 0
    parts: list[str] = []
    spans = [span for places in source.spans.values() for span in places]
    spans.sort(key=lambda span: span.start or 0)
    for span in spans:
        if span.start is not None and span.end is not None:
            parts.append(text[last : span.start])
            last = max(last, span.end)
    parts.append(text[last:])
    words = "".join(parts).split()
    return plain("".join(words))


_SHOWN = 60


def _quoted(tokens: Stretch) -> str:
    """The words of a stretch as they stand in their text blocks."""
    parts: list[str] = []
    for _, group in groupby(tokens, key=lambda token: id(token.subject)):
        run = list(group)
        start = run[0].start
        end = run[-1].end
        subject = run[0].subject
        words = " ".join(token.word for token in run)
        if isinstance(subject, TextBlock):
            parts.append(subject.text[start:end] or words)
        else:  # a label has no offsets, so that all of it is quoted
            parts.append(getattr(subject, "num", None) or words)
    text = " ".join(parts)
    if len(text) <= _SHOWN:
        return repr(text)
    return f"{text[:_SHOWN]!r}… ({len(tokens)} words)"


class Stand(TypedDict):
    """Where words are: the node, and in a text block the offsets."""

    subject: Node
    start: int | None
    end: int | None


def _at(tokens: Stretch) -> Stand:
    """The place of a stretch: the words in its first text block, or else the node of its label."""
    in_text = [token for token in tokens if token.start is not None]
    first = in_text[0] if in_text else tokens[0]
    in_same_node = [token for token in tokens if token.subject is first.subject]
    last = in_same_node[-1]
    return {"subject": first.subject, "start": first.start, "end": last.end}


def _carrier(pair: Pair, stretch: Stretch) -> Carrier | None:
    """The first carrier of the words of a stretch; short words must be all that it holds."""
    words = condensed(stretch)
    is_long = len(words) >= LEAST
    for carrier in pair.once(_carriers):
        if carrier.value == words or (is_long and words in carrier.value):
            return carrier
    return None


@crossing(
    "CRS012", "words-lost", relations=(Relation.SOURCE,), sources=(AS_PRINTED, RECORD)
)
def lost(pair: Pair) -> Iterator[Disagreement]:
    r"""Words of the source are not in the record.

    Why: every word that is printed must be in the record, in the order of the text. Page numbers,
    running heads, white space and the hyphens of broken lines do not count as a loss.

    Fix: put the words into the record; if they are the page's own, a hint (`furniture`) says so to
    the reader.

    Bad:
    {"text": "1. Aware of the tides;\n\n2. recalling the storms –\n\n3. We will meet again in spring.\n",
      "other": {"title": null}}

    Good:
    {"text": "1. Aware of the tides;\n\n2. recalling the storms –\n\n3. We will meet again.\n",
      "other": {"title": null}}
    """
    for stretch in pair.once(losses).lost:
        if _carrier(pair, stretch) is None:
            yield pair.differs(
                "{quoted} is not in {name}",
                "one",
                **_at(stretch),
                quoted=_quoted(stretch),
            )


@crossing(
    "CRS013", "words-added", relations=(Relation.SOURCE,), sources=(AS_PRINTED, RECORD)
)
def added(pair: Pair) -> Iterator[Disagreement]:
    r"""Words of the record are not in the source.

    Why: the words of a declaration are somebody else's. Words that its source does not have do not
    belong in its text.

    Fix: take the words out, or say what they are as metadata or as a mark.

    Bad:
    {"text": "1. Aware of the tides;\n\n2. recalling the storms –\n\n3. We will meet.\n",
      "other": {"title": null}}

    Good:
    {"text": "1. Aware of the tides;\n\n2. recalling the storms –\n\n3. We will meet again.\n",
      "other": {"title": null}}
    """
    for stretch in pair.once(losses).added:
        yield pair.differs(
            "{quoted} is not in {name}",
            "other",
            **_at(stretch),
            quoted=_quoted(stretch),
        )


@crossing(
    "CRS014",
    "words-only-in-metadata",
    relations=(Relation.SOURCE,),
    sources=(UN1, RECORD),
)
def only_in_metadata(pair: Pair) -> Iterator[Disagreement]:
    r"""Printed words are in an attribute or in metadata, but not in the text.

    Why: the printed words must be readable without the markup. If a title is only in `showAs`, or a
    signatory only in `meta`, people who read the text do not see it.

    Fix: put the words into the text where they are printed; the attribute may say them again.

    Bad:
    {"text": "1. Aware of the tides;\n\n2. recalling the storms –\n\n3. We will meet again.\n\nThe Ports\n",
      "other": {"title": null}}

    Good:
    {"text": "1. Aware of the tides;\n\n2. recalling the storms –\n\n3. We will meet again.\n",
      "other": {"title": null}}
    """
    for stretch in pair.once(losses).lost:
        found = _carrier(pair, stretch)
        if found is None:
            continue
        yield pair.differs(
            "{quoted}, which is text in {name}, is only in {what}",
            "other",
            found.subject,
            quote=condensed(stretch),
            quoted=_quoted(stretch),
            what=found.what,
        )
