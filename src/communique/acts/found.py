"""The words of a passage as they are looked through, and what is found in them."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from communique.acts.phrasebook import Lead, Phrasebook, folded
from communique.acts.subjects import Names, Subject
from communique.model.passages import Marked

WORD = re.compile(r"\b[^\W\d_]+")
SENTENCE = 2000
"""What is as long is no sentence, and is not looked through for where operative words may begin: an expression could take too long."""
BEYOND = 300
"""So far beyond a sentence an expression looks ahead at most."""
LONGEST = 200
"""How long a subject is at most, in characters."""

FORM = "the form of the verb"
"""What an act rests on whose verb is of no list."""

PURPOSE = "what they have met for"
"""What an act rests on that only points below a purpose tell: `We met to:`."""


class Found(NamedTuple):
    """Operative words in a text, who acts, and what they rest on."""

    start: int
    lead: Lead
    subject: Subject | None
    why: str
    clause: int
    """Where what is promised begins: with the verb where the form of the verb is the operative word; before it where it is last."""
    begins: int = 0
    """Where the act begins in its sentence, with its subject."""
    opener: int = 0
    """Where the words before it begin, that belong to no act: the head of the sentence, or the end of the act before."""


class Text(NamedTuple):
    """The words of a passage as they are looked through."""

    words: str
    plain: str
    book: Phrasebook
    names: Names
    led: Subject | None
    """The subject that a lead before these words left open: `We:`."""
    italic: frozenset[int]
    marked: Sequence[Marked] = ()
    """The acts in them that somebody stands for."""
    norms: bool = False
    """Whether they stand in a treaty, whose present tense binds: `Les Parties coopèrent`."""
    named: Subject | None = None
    """Who acts where an act may be named by a noun, since words before these say so: `Declaramos: Nuestra voluntad de`."""
    opening: Subject | None = None
    """Those who speak in a resolution, of whom a verb at the head tells: `6. WILL return to the matter`."""

    def in_main_clause(self, start: int, at: int, near: int = 0) -> bool:
        """Whether nothing before a verb makes its clause a subordinate one; words right before it may: `es así que lucharemos`."""
        start = max(start, at - BEYOND)
        pause = max(start, *(self.plain.rfind(sign, start, at) for sign in ",;:"))
        words = WORD.findall(self.plain, pause, at)
        breaks = (
            self.book.clauses.breaks - self.book.verbs.infinitive_markers
            if self.book.grammar.inverts
            else self.book.clauses.breaks
        )
        return breaks.isdisjoint(words[: len(words) - near])


def known(subject: Subject, text: Text) -> bool:
    """Whether a subject can act beyond doubt: all who speak, one of them, or a noun of who can."""
    if subject.everyone or text.book.subjects.party.match(text.plain, subject.start):
        return True
    words = set(folded(subject.words).split())
    if any(map(text.book.agent, words)):
        return True
    return not words <= text.book.subjects.small and any(
        words <= set(party.split()) for party in text.names.speakers
    )


def opens(text: Text, start: int) -> str:
    """The word with which a sentence begins, if it is one that stands before no subject: `In view of ..., the Government will`."""
    first = WORD.match(text.plain, start)
    return first[0] if first is not None and first[0] in text.book.clauses.openers else ""


def we_at(text: Text, place: int) -> Subject | None:
    """Those who speak, if they stand there."""
    match = text.book.subjects.we.match(text.plain, place)
    return (
        Subject(match.start(), match.end(), text.words[slice(*match.span())], True)
        if match
        else None
    )


def beginnings(text: Text, start: int, end: int) -> list[int]:
    """Where in a sentence operative words may begin, in order: at its head, at words that are known to begin some, and in italics."""
    found = [start, *(at for at in text.italic if start <= at < end)]
    for match in text.book.clauses.begins.finditer(text.plain, start, end + BEYOND):
        if (at := match.end()) > end:
            break
        found.append(at)
    return sorted(found) if text.italic else found
