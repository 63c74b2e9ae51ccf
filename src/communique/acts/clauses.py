"""Where what is promised, or asked for, begins and ends."""

import re

from communique.acts.found import Text
from communique.acts.phrasebook import folded

ENDING = ' \t\n\u00a0,;:.·،؛।։՝。；，：!–—-*_"”»'
"""The signs with which a clause does not end."""
_BEGINNING = ",:;，：；*_"
"""The signs with which a clause does not begin."""
_EMPHASIS = "*_"
_BETWEEN_COMMAS = re.compile(r"\s*,[^,;:.]{2,90},\s*")
_OPENING_QUOTE = {"”": "“", "»": "«", "’": "‘", '"': '"'}
MAX_TAG = 12
"""The length of a tag of HTML that is left out behind a clause or a sentence, at most."""


def end_of_word(text: Text, at: int) -> int:
    """Where the word ends in which operative words end.

    In the folded text it may be shorter, without its signs for vowels.
    """
    while text.plain[at : at + 1] == " " and not _is_blank(text.words[at]):
        at += 1
    return at


def _is_blank(char: str) -> bool:
    return char.isspace() or char in _EMPHASIS


def behind_particle(text: Text, at: int, stop: int) -> int:
    """Where what is promised begins behind the operative words.

    That is behind `to`, also where something precedes it: `committed, where appropriate, to`.
    """
    pattern = text.book.clauses.particle
    particle = pattern.match(text.plain, at, stop)
    if particle is None:
        return at
    if particle[0].strip():
        return particle.end()
    aside = None
    if not text.book.grammar.inverts:
        aside = _BETWEEN_COMMAS.match(text.plain, at, stop)
    if aside is None:  # `promettiamo solennemente di`
        aside = text.book.clauses.adverbs.match(text.plain, at, stop)
    if aside is None:
        return particle.end()
    later = pattern.match(text.plain, aside.end(), stop)
    if later is not None and later[0].strip():
        return later.end()
    one_word = "," in aside[0] and " " not in aside[0].strip(" ,")
    return aside.end() if one_word else particle.end()  # `support, also, the plan`


def addressed(text: Text, at: int, stop: int) -> tuple[int, str | None]:
    """Where what is asked for begins, and who is asked; None if nobody is named."""
    clauses = text.book.clauses
    for place in _addressee_places(text, at):
        for pattern in clauses.addressee:
            match = pattern.match(text.plain, place, stop)
            if match is None or match.end() <= at:
                continue
            start, end = match.span("who")
            preposition = clauses.before_asked.match(text.plain, start, end)
            if preposition is not None:
                start = preposition.end()
            words = text.words[start:end].strip(ENDING)
            if words:
                return match.end(), words
    particle = clauses.particle.match(text.plain, at, stop)
    return (particle.end() if particle else at), None


def _addressee_places(text: Text, at: int) -> tuple[int, ...]:
    """Where whoever is asked may begin: `chiede a`, whose last word may belong to them."""
    last = text.plain.rfind(" ", 0, at)
    word = text.book.clauses.particle.fullmatch(f"{text.plain[last:at]} ")
    return (at, last) if word and word[0].strip() else (at,)


def ends_with_infinitive_marker(words: str, text: Text) -> bool:
    """Whether words wait for an infinitive, which each point below them begins with."""
    last = folded(words).split()[-1:]
    return bool(last) and last[0] in text.book.verbs.infinitive_markers


def bare(text: str) -> str:
    """A text without the blanks, the signs of emphasis and the short tags at its end."""
    text = text.rstrip(" *_")
    while text.endswith(">"):
        tag = text.rfind("<", max(1, len(text) - MAX_TAG))
        if tag <= 0:
            break
        text = text[:tag].rstrip(" *_")
    return text


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A clause without the blanks and signs around it."""
    end = start + len(bare(text[start : max(start, end)]).rstrip())
    while start < end and (text[start].isspace() or text[start] in _BEGINNING):
        start += 1
    while end > start and text[end - 1] in ENDING:
        opening = _OPENING_QUOTE.get(text[end - 1])
        if opening is not None and opening in text[start : end - 1]:
            break  # it closes what was opened in the clause
        end -= 1
    return start, end
