"""Subjects whose noun is not known for one of who can act: their verbs tell that they can."""

import re

from communique.acts.found import PAUSE, WORD, Found, Text, by_lead_words
from communique.acts.phrasebook import Lead, folded
from communique.acts.places import UNJOINED, Place
from communique.acts.subjects import OPEN, Subject
from communique.acts.terms import ASKING, BINDING

MAX_BEFORE_VERB = 90
"""How far behind the head of a sentence its verb is, at most."""
MAX_WORDS = 3
"""The number of words of a subject that is known by its verb alone, at most."""
SPOKEN = frozenset(
    {
        "agree",
        "commit",
        "reaffirm",
        "welcome",
        "request",
        "urge",
        "call",
        "invite",
        "condemn",
        "support",
    }
)
"""The kinds whose verbs nobody has but somebody who speaks."""
_NEXT = re.compile(r"\s+(\S+)")
_CLOSES = re.compile(r"^[^„«“]*[“”»]")
"""The end of a quotation that began in a sentence before."""


def unknown_subject(place: Place) -> Found | None:
    """The act of a subject whose noun is not known: `Los sindicatos exigen`."""
    text = place.text
    start = place.verb
    at, lead = _first_lead(place)
    if lead is None:
        return None
    subject = Subject(start, at, text.words[start:at].rstrip(), everyone=False)
    paused = PAUSE.search(text.plain, start, at)
    negated = text.book.verbs.negation.search(text.plain, start, at)
    if paused or negated or _CLOSES.search(subject.words):
        return None
    rest = text.plain[lead.end : place.end].strip(" *_")
    leads_points = rest in OPEN  # `The council of the town decided:`
    if not leads_points and not spoken(lead, subject, text, noun=True):
        return None
    return by_lead_words(text, at, lead, subject)


def _first_lead(place: Place) -> tuple[int, Lead | None]:
    """The first lead words behind a place, close to it."""
    text = place.text
    for at in place.begun:
        if place.verb < at <= place.verb + MAX_BEFORE_VERB:
            lead = text.book.lead(text.plain, at)
            if lead is not None:
                return at, lead
    return place.verb, None


def spoken(lead: Lead, subject: Subject, text: Text, *, noun: bool = False) -> bool:
    """Whether only somebody who speaks has such a verb, so that its subject is one.

    With `noun`, words in lower case behind the first may be part of the subject.
    """
    words = folded(subject.words).split()
    if not _is_performed(lead, text) or _weight(lead, words, text) > MAX_WORDS:
        return False
    if "," in subject.words or _is_thing(lead, words, text):
        return False
    if _may_be_noun(lead, subject, text):
        return False
    small = text.book.subjects.small
    if not noun:
        rest = subject.words.split()[1:]
        if any(word.islower() and word not in small for word in rest):
            return False
    skipped = text.book.clauses.adverbs.match(text.plain, subject.start)
    return not (skipped and skipped.end() > subject.start)  # `Also, both delegations`


def _may_be_noun(lead: Lead, subject: Subject, text: Text) -> bool:
    """Whether lead words may be a noun: `New pledges amounting to`, and no `pledges to`."""
    verb = text.plain[subject.end : lead.end].strip()
    if verb not in text.book.verbs.nouns:
        return False
    behind = _NEXT.match(text.words, lead.end)
    if behind is None:
        return False
    word = behind[1]
    objects = text.book.subjects.small | text.book.verbs.infinitive_markers
    begins_object = folded(word) in objects - {"of", "for"}
    return not (begins_object or word[0].isupper() or not word[0].isalpha())


def _is_performed(lead: Lead, text: Text) -> bool:
    """Whether whoever does it says the verb, in the present or in a past with a form of its own."""
    grammar = text.book.grammar
    presently = lead.form == "it" or (text.book.verbs.one_form and lead.form == "we")
    past = lead.form == "past" and grammar.finite  # `Two years ago our nations pledged`
    if lead.kind in SPOKEN:
        return presently or past
    return lead.kind == "decide" and presently


def _weight(lead: Lead, words: list[str], text: Text) -> int:
    """How much a subject says: its words; of verbs that no thing has only those that are not small."""
    if not text.book.grammar.spaced:
        return len("".join(words)) // 2
    if lead.kind not in BINDING:
        return len(words)
    return sum(word not in text.book.subjects.small for word in words)


def _is_thing(lead: Lead, words: list[str], text: Text) -> bool:
    """Whether a subject is a thing, a clause, or nothing but small words."""
    subjects = text.book.subjects
    clauses = text.book.clauses
    if subjects.small.issuperset(words) or words[0] in clauses.openers:
        return True
    if words[0] in subjects.pointing:
        return True  # `this effort extends from here to there`
    nouns = [word for word in words if word not in subjects.small]
    if not clauses.breaks.isdisjoint(nouns):
        return True
    # `This document calls on States:`
    leads_points = lead.kind in ASKING and text.plain.rstrip().endswith(":")
    return not leads_points and not subjects.things.isdisjoint(nouns)


def in_phrase(subject: Subject, text: Text, opened: str, mark: str) -> bool:
    """Whether words that nothing joins belong to another phrase: `para las Partes`."""
    if mark != UNJOINED:
        return False
    start = max(0, subject.start - MAX_BEFORE_VERB)
    before = text.words[start : subject.start].split()
    last = folded(before[-1]) if before else ""
    if last == opened:
        return False
    small = text.book.subjects.small
    openers = text.book.clauses.openers
    first = folded(subject.words).split()[:1]
    if last in openers or last in small or not openers.isdisjoint(first):
        return True
    return bool(before) and before[-1].istitle() and small.isdisjoint(first)


def stays(text: Text, before: Lead, at: int) -> bool:
    """Whether a second verb is no infinitive, and has the subject of the first.

    `we will help and are determined to stay`.
    """
    first = WORD.match(text.plain, at)
    if first is None or first[0] not in text.book.verbs.stays:
        return False
    verb_before = before.form in {"we", "full", "it", "past"}
    return verb_before and not text.breaks_between(before.end, at)
