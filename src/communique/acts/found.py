"""The words of a passage as they are looked through, and what is found in them."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from communique.acts.phrasebook import Lead, Phrasebook, folded
from communique.acts.subjects import Names, Subject, subject_at
from communique.model.passages import Marked

WORD = re.compile(r"\b[^\W\d_]+")
PAUSE = re.compile(r"[,;:–—]")
"""The signs that part a subject from what follows it."""
MAX_SENTENCE = 2000
"""A sentence of more characters is none. It is not looked through for places where operative words
may begin, because an expression could take too long."""
MAX_LOOK_AHEAD = 300
"""How far an expression looks beyond a sentence, at most."""
MAX_SUBJECT = 200
"""The length of a subject, at most."""
MIN_CAPITALS = 4
"""The number of capitals that make a verb of a word, and no name: `The Council INVITES`."""

FORM = "the form of the verb"
"""What an act rests on whose verb is of no list."""
FORM_AFTER_SUBJECT = "the form of the verb after its subject"
FORM_BEFORE_SUBJECT = "the form of the verb before its subject"
FORM_JOINED = "the form of the verb, joined to one before"
TREATY = "the present of a treaty"
PURPOSE = "what they have met for"
"""What an act rests on of which only points below a purpose tell: `We met to:`."""


class Found(NamedTuple):
    """Operative words in a text, who acts, and what they rest on."""

    start: int
    lead: Lead
    subject: Subject | None
    why: str
    clause: int
    """Where what is promised begins.

    It begins with the verb where the form of the verb is the operative word, and before it where
    the verb is last."""
    begins: int = 0
    """Where the act begins in its sentence, with its subject."""
    opener: int = 0
    """Where the words before it begin that belong to no act: at the head of the sentence, or at the
    end of the act before."""

    @property
    def verb_in_clause(self) -> bool:
        """Whether the operative words are part of what is promised."""
        return self.clause < self.lead.end


class Text(NamedTuple):
    """The words of a passage as they are looked through."""

    words: str
    plain: str
    """The same words, folded."""
    book: Phrasebook
    names: Names
    led: Subject | None
    """The subject that a lead before these words left open: `We:`."""
    italic: frozenset[int]
    """Where words in italics begin."""
    marked: Sequence[Marked] = ()
    """The acts in them that somebody has confirmed."""
    norms: bool = False
    """Whether they are in a treaty, whose present tense binds: `Les Parties coopèrent`."""
    named: Subject | None = None
    """Who acts where a noun may name an act, because words before these say so:
    `Declaramos: Nuestra voluntad de`."""
    opening: Subject | None = None
    """Those who speak in a resolution, whose verb may be at the head: `6. WILL return to the
    matter`.
    """

    def in_main_clause(self, start: int, at: int, near: int = 0) -> bool:
        """Whether the words before a verb leave its clause a main clause.

        The last `near` words before it do not count: `es así que lucharemos`.
        """
        start = max(start, at - MAX_LOOK_AHEAD)
        pauses = [self.plain.rfind(sign, start, at) for sign in ",;:"]
        words = WORD.findall(self.plain, max(start, *pauses), at)
        counted = words[: len(words) - near]
        return self.book.clauses.main_breaks.isdisjoint(counted)

    def breaks_between(self, start: int, end: int) -> bool:
        """Whether a word of a subordinate clause, or an auxiliary, is between two places."""
        words = WORD.findall(self.plain, start, end)
        return not self.book.clauses.breaks.isdisjoint(words)

    def capitals_at(self, at: int) -> bool:
        """Whether a word in capitals begins there."""
        return self.words[at : at + MIN_CAPITALS].isupper()

    def says_not(self, lead: Lead) -> bool:
        """Whether what follows a future says that nobody does anything: `will have the right`."""
        return self.book.verbs.no_deed.match(self.plain, lead.end) is not None


def unnamed_speakers(at: int) -> Subject:
    """Those who speak, whom the form of a verb tells."""
    return Subject(at, at, "", everyone=True)


def by_lead_words(text: Text, at: int, lead: Lead, subject: Subject | None) -> Found:
    """An act by lead words that begin there."""
    why = f"lead words {text.words[at : lead.end]!r}"
    return Found(at, lead, subject, why, lead.end)


def known(subject: Subject, text: Text) -> bool:
    """Whether a subject can act beyond doubt.

    All who speak can, and one of them, and whoever a noun of who can act names.
    """
    if subject.everyone or text.book.subjects.party.match(text.plain, subject.start):
        return True
    words = set(folded(subject.words).split())
    if any(map(text.book.agent, words)):
        return True
    if words <= text.book.subjects.small:
        return False
    return any(words <= set(speaker.split()) for speaker in text.names.speakers)


def opens(text: Text, start: int) -> str:
    """The first word of a sentence, if it precedes a subject: `In view of ..., the Government
    will`.
    """
    first = WORD.match(text.plain, start)
    if first is None or first[0] not in text.book.clauses.openers:
        return ""
    return first[0]


def we_at(text: Text, at: int) -> Subject | None:
    """Those who speak, if the word for them begins there."""
    match = text.book.subjects.we.match(text.plain, at)
    if match is None:
        return None
    return Subject(at, match.end(), text.words[at : match.end()], everyone=True)


def behind_verb(
    text: Text, at: int, end: int, *, only_speakers: bool
) -> Subject | None:
    """Who acts, behind a verb that ends there and precedes its subject."""
    subject = subject_in(text, at + 1, end)
    if subject is None or not subject.acts or not known(subject, text):
        return None
    return subject if subject.everyone or not only_speakers else None


def subject_in(text: Text, at: int, end: int) -> Subject | None:
    """The subject that begins at a place of a text."""
    return subject_at(text.words, text.plain, at, end, text.book, text.names)


def beginnings(text: Text, start: int, end: int) -> list[int]:
    """Where in a sentence operative words may begin, in order.

    That is at its head, at words that begin some, and at words in italics.
    """
    found = [start]
    if text.italic:
        found.extend(at for at in text.italic if start <= at < end)
    for match in text.book.clauses.begins.finditer(
        text.plain, start, end + MAX_LOOK_AHEAD
    ):
        at = match.end()
        if at > end:
            break
        found.append(at)
    return sorted(found) if text.italic else found
