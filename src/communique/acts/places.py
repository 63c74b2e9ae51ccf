"""The places in a sentence where an act may begin."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import NamedTuple

from communique.acts.found import MAX_SENTENCE, MAX_SUBJECT, WORD, Text, beginnings
from communique.acts.phrasebook import Lead

UNJOINED = "  "
"""The mark of a place that nothing joins to the act before, behind words that open a sentence."""
BY_WORD = " "
"""The mark of a place that a word joins, where the form of a verb says "we"."""


class Sentence(NamedTuple):
    """A sentence of a text."""

    text: Text
    start: int
    end: int
    begun: Sequence[int] | None
    """Where operative words may begin behind its head; None where it is too long to look for that."""
    last_verb: int
    """Where the last operative words begin, at most; -1 if there are none."""


class Place(NamedTuple):
    """A place in a sentence where an act may begin."""

    text: Text
    at: int
    verb: int
    """The place behind adverbs."""
    starts: tuple[int, ...]
    """Every place where lead words count as beginning there: behind adverbs, behind a particle."""
    end: int
    """The end of the sentence."""
    before: Lead | None = None
    """The act before it in the sentence."""
    head: bool = True
    """It is the head of the sentence."""
    mark: str = ""
    """The sign that joins it to the act before; `BY_WORD`, `UNJOINED`, or nothing."""
    opened: str = ""
    """The word that opens the sentence before its subject: `In view of ..., the Government will`."""
    begun: Sequence[int] = ()
    """Where operative words may begin behind it."""
    verb_follows: bool = True
    """Operative words are at this place or behind it."""

    @property
    def goes_on(self) -> bool:
        """Whether it follows a future or present of somebody who is named, with a force."""
        before = self.before
        return before is not None and before.form == "it" and before.force is not None


def sentence_at(text: Text, start: int, end: int) -> Sentence:
    """A sentence, with the places where operative words may begin in it."""
    if end - start >= MAX_SENTENCE:
        return Sentence(text, start, end, None, end)
    begun = beginnings(text, start, end)
    if text.norms:  # whose verbs may be of no list
        return Sentence(text, start, end, begun, end)
    acts = partial(text.book.acts, text.plain)
    return Sentence(text, start, end, begun, next(filter(acts, reversed(begun)), -1))


def place_at(
    text: Text,
    at: int,
    end: int,
    *,
    head: bool = True,
    before: Lead | None = None,
    mark: str = "",
    opened: str = "",
    begun: Sequence[int] = (),
    verb_follows: bool = True,
) -> Place:
    """A place of a text; if nothing else is said, one that follows no act."""
    skipped = text.book.clauses.adverbs.match(text.plain, at, end)
    verb = skipped.end() if skipped else at
    starts: tuple[int, ...] = (at,) if verb == at else (at, verb)
    if head:
        starts = _with_joined(starts, text, end)
    return Place(
        text, at, verb, starts, end, before, head, mark, opened, begun, verb_follows
    )


def _with_joined(starts: tuple[int, ...], text: Text, end: int) -> tuple[int, ...]:
    """Where lead words may begin at the head of a sentence: behind "and" or a particle too."""
    clauses = text.book.clauses
    if clauses.prefix is not None:
        joined = clauses.prefix.match(text.plain, starts[-1], end)  # `واتفق`
        if joined and joined.end() not in starts:
            starts = (*starts, joined.end())
    if text.named:
        particle = clauses.particle.match(
            text.plain, starts[0], end
        )  # `Décide : De charger`
        if particle and particle.end() not in starts:
            starts = (*starts, particle.end())
    return starts


def heads(sentence: Sentence) -> Iterator[tuple[int, str]]:
    """Where an act may begin, each with its mark, in order.

    That is at the head of the sentence, behind what joins an act to another, and at words in
    italics; in some languages at more places.
    """
    text, start, end, _, last_verb = sentence
    grammar = text.book.grammar
    found = {start: ","}
    between = BY_WORD if grammar.drops_subject else ""
    for match in text.book.clauses.joins.finditer(text.plain, start, end):
        if match.end() > last_verb:
            break
        found.setdefault(match.end(), match[1] or between)
    joined = len(found)
    for at in text.italic:
        if start <= at < end:
            found[at] = ","
    for at in _unjoined(sentence):
        found.setdefault(at, "" if grammar.free else UNJOINED)
    yield from found.items() if len(found) == joined else sorted(found.items())


def _unjoined(sentence: Sentence) -> Iterator[int]:
    """Where verbs may be that nothing joins.

    In a free language that is anywhere; else behind words that open a sentence: `Today we welcome`.
    """
    text, start, end, begun, _ = sentence
    if not text.book.grammar.free:
        yield from _behind_opener(sentence)
    elif begun is not None:
        yield from begun
    else:
        yield from (word.start() for word in WORD.finditer(text.plain, start, end))


def _behind_opener(sentence: Sentence) -> Iterator[int]:
    """Words behind one that opens a sentence, up to a word of a subordinate clause."""
    text, start, end, _, _ = sentence
    book = text.book
    opener = WORD.match(text.plain, start)
    if opener is None or opener[0] not in book.clauses.openers:
        return
    words = WORD if book.grammar.drops_subject else book.subjects.speaking
    for word in words.finditer(text.plain, opener.end(), min(end, start + MAX_SUBJECT)):
        if word[0] in book.clauses.breaks:
            return
        if text.plain[word.start() - 1] == " ":
            yield word.start()
