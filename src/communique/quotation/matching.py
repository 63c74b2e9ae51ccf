"""Where the words of a quotation are printed: exactly, but for how they are set, nearly, in pieces,
or nowhere.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Literal

from communique.core.errors import BadOption
from communique.quotation.differences import Difference, differences
from communique.quotation.folding import Class, classes_between, fold
from communique.quotation.printed import WORD, Printed

Verdict = Literal["verbatim", "normalised", "near", "spliced", "absent"]
"""How the words of a quotation are printed."""
LIKENESS = 72.0
"""From this likeness on (in percent, of the folded characters) a stretch counts as near."""
SURELY_NEAR = 90.0
"""From this likeness on a stretch is the one quoted; below it, pieces from several places may be."""
MIN_PIECE_WORDS = 4
"""A piece of a spliced quotation has at least this number of words."""
MIN_PIECES_SHARE = 0.9
"""The pieces of a spliced quotation hold at least this share of its words."""
MAX_GAP = 80
"""Pieces that are at most this many characters apart, in order, are one stretch with words left
out.
"""
MAX_CANDIDATES = 5
"""In this number of records, those that share most words with a quotation, a near stretch is
sought.
"""
_ELLIPSIS = re.compile(r"\[\s*(?:…|\.\.\.)\s*\]|\(\s*(?:…|\.\.\.)\s*\)|…|\.\.\.")
_EDGES = " \"'“”„«»‘’‹›「」『』.,;:"


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of the printed words (offsets in the text of the record, half-open)."""

    printed: Printed
    start: int
    end: int

    @property
    def words(self) -> str:
        """The words as printed."""
        return self.printed.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Match:
    """How and where a quotation is printed; `likeness` in percent."""

    verdict: Verdict
    stretches: tuple[Stretch, ...] = ()
    normalised: tuple[Class, ...] = ()
    differences: tuple[Difference, ...] = ()
    likeness: float = 0.0


def match(quoted: str, records: Sequence[Printed]) -> Match:
    """The best match of a quotation in some records; quotation marks around it do not count.

    Raises BadOption where only a near match is possible and the library for it is not installed.
    """
    words = _without_quotation_marks(quoted)
    if not WORD.search(words):
        return Match("absent")
    exact = _verbatim(words, records) or _normalised(words, records)
    if exact is not None:
        return exact
    near = _near(words, records)
    if near is not None and near.likeness >= SURELY_NEAR:
        return near
    return _spliced(words, records) or near or Match("absent")


def _without_quotation_marks(quoted: str) -> str:
    """A quotation without white space and a pair of quotation marks around it."""
    words = quoted.strip()
    opened = words[:1] in "\"'“„«‘‹「『"
    closed = words[-1:] in "\"'”“»’›」』"
    if not opened or not closed:
        return words
    if len(words) == 1:
        return words
    return words[1:-1].strip()


def _verbatim(words: str, records: Iterable[Printed]) -> Match | None:
    """The exact words in a record."""
    for record in records:
        start = _find_whole(record.text, words)
        if start >= 0:
            return Match(
                "verbatim",
                (Stretch(record, start, start + len(words)),),
                likeness=100.0,
            )
    return None


def _normalised(words: str, records: Iterable[Printed]) -> Match | None:
    """The same words in a record, set in another way."""
    wanted = fold(words).text.strip()
    for record in records:
        start = _find_whole(record.folded.text, wanted)
        if start < 0:
            continue
        end = start + len(wanted)
        stretch = _stretch(record, start, end)
        classes = classes_between(words, stretch.words)
        return Match("normalised", (stretch,), normalised=classes, likeness=100.0)
    return None


def _find_whole(text: str, words: str) -> int:
    """Where words are in a text without a part of a word cut off at either end; -1 where they are
    not.
    """
    start = text.find(words)
    while start >= 0:
        end = start + len(words)
        cut = False
        if start > 0:
            cut = _one_word(text[start - 1], words[0])
        if end < len(text) and not cut:
            cut = _one_word(words[-1], text[end])
        if not cut:
            return start
        start = text.find(words, start + 1)
    return -1


def _one_word(before: str, after: str) -> bool:
    """Whether two characters side by side are in the middle of one word."""
    found = WORD.match(before + after)
    return found is not None and found.end() == 2


@dataclass(frozen=True, slots=True)
class _Piece:
    """Words of a quotation, from one to another, that are printed together; offsets in the folded
    text.
    """

    first: int
    last: int
    start: int
    end: int


def _spliced(words: str, records: Sequence[Printed]) -> Match | None:
    """Pieces from several places of one record that together make the quotation."""
    parts = [part for part in _ELLIPSIS.split(words) if WORD.search(part)]
    for record in _most_alike(words, records):
        if len(parts) > 1:
            stretches = _parts(parts, record)
            if stretches is not None:
                return Match("spliced", tuple(stretches), likeness=100.0)
        folded = fold(words).text
        tokens = list(WORD.finditer(folded))
        pieces = _pieces(folded, tokens, record)
        held = sum(piece.last - piece.first for piece in pieces)
        share = held / len(tokens)
        if share >= MIN_PIECES_SHARE and _apart(pieces):
            found = (_stretch(record, each.start, each.end) for each in pieces)
            likeness = 100.0 * share
            return Match("spliced", tuple(found), likeness=likeness)
    return None


def _parts(parts: Sequence[str], record: Printed) -> list[Stretch] | None:
    """Where each part of a quotation with ellipses is printed; None where one is not."""
    found = []
    for part in parts:
        wanted = fold(part).text.strip(_EDGES)
        start = _find_whole(record.folded.text, wanted)
        if start < 0:
            return None
        end = start + len(wanted)
        found.append(_stretch(record, start, end))
    return found


def _stretch(record: Printed, start: int, end: int) -> Stretch:
    """The stretch of a record, by offsets in its folded text."""
    printed_start, printed_end = record.folded.span(start, end)
    return Stretch(record, printed_start, printed_end)


def _pieces(
    folded: str, tokens: Sequence[re.Match[str]], record: Printed
) -> list[_Piece]:
    """The longest runs of a quotation's words that are printed together, from the first word on."""
    found: list[_Piece] = []
    first = 0
    while first + MIN_PIECE_WORDS <= len(tokens):
        piece = _longest_from(folded, tokens, first, record.folded.text)
        if piece is None:
            first += 1
        else:
            found.append(piece)
            first = piece.last
    return found


def _longest_from(
    folded: str, tokens: Sequence[re.Match[str]], first: int, text: str
) -> _Piece | None:
    """The longest run of words from one word on that is printed; None where it would be too short."""
    begin = tokens[first].start()
    last = first + MIN_PIECE_WORDS
    place = _find_whole(text, folded[begin : tokens[last - 1].end()])
    if place < 0:
        return None
    while last < len(tokens):
        longer = _find_whole(text, folded[begin : tokens[last].end()])
        if longer < 0:
            break
        place = longer
        last += 1
    length = tokens[last - 1].end() - begin
    return _Piece(first, last, place, place + length)


def _apart(pieces: Sequence[_Piece]) -> bool:
    """Whether pieces are from different places, and not one stretch with some words left out."""
    gaps = [after.start - before.end for before, after in pairwise(pieces)]
    return any(not 0 <= gap <= MAX_GAP for gap in gaps)


def _most_alike(words: str, records: Sequence[Printed]) -> list[Printed]:
    """The records that share most words with a quotation, the best first."""
    if len(records) <= MAX_CANDIDATES:
        return list(records)
    wanted = set(WORD.findall(fold(words).text))
    ranked = sorted(records, key=lambda record: -len(wanted & record.words))
    return ranked[:MAX_CANDIDATES]


def _near(words: str, records: Sequence[Printed]) -> Match | None:
    """The stretch that is most like a quotation, with the differences; None where nothing is like
    it.
    """
    try:
        from rapidfuzz.fuzz import partial_ratio_alignment  # native code, only for this
    except ImportError as error:
        raise BadOption(
            "these words are not printed as quoted; finding near matches needs rapidfuzz: "
            "pip install 'communique[quote]'"
        ) from error
    wanted = fold(words).text.strip()
    best: Match | None = None
    for record in _most_alike(words, records):
        text = record.folded.text
        if len(text) < len(wanted):
            continue
        floor = best.likeness if best else LIKENESS
        found = partial_ratio_alignment(wanted, text, score_cutoff=floor)
        if found is None or (best is not None and found.score <= best.likeness):
            continue
        start, end = _aligned(wanted, text, found.dest_start, found.dest_end)
        stretch = Stretch(record, *record.folded.span(start, end))
        changed = differences(words, stretch.words, record.language)
        best = Match("near", (stretch,), differences=changed, likeness=found.score)
    return best


def _aligned(wanted: str, text: str, start: int, end: int) -> tuple[int, int]:
    """A stretch that begins and ends with the printed words that a quotation begins and ends with.

    The stretch that is found has the length of the quotation, so words that were left out or put in
    move its ends. It is made longer at both ends, and printed words there that match nothing are
    cut off.
    """
    margin = len(wanted) // 6 + 20
    first = max(0, start - margin)
    last = min(len(text), end + margin)
    while first > 0 and _one_word(text[first - 1], text[first]):
        first -= 1
    while last < len(text) and _one_word(text[last - 1], text[last]):
        last += 1
    printed = list(WORD.finditer(text, first, last))
    wanted_words = WORD.findall(wanted)
    printed_words = [word[0] for word in printed]
    matcher = SequenceMatcher(None, wanted_words, printed_words, autojunk=False)
    matched = [block for block in matcher.get_matching_blocks() if block.size]
    if not matched:
        return start, end
    # A word that is quoted in place of another at an end counts as that other word.
    first_match = matched[0]
    before = min(first_match.a, first_match.b)
    begin = first_match.b - before
    last_match = matched[-1]
    wanted_end = last_match.a + last_match.size
    printed_end = last_match.b + last_match.size
    behind = len(wanted_words) - wanted_end
    finish = min(len(printed), printed_end + behind)
    return printed[begin].start(), printed[finish - 1].end()
