"""Where what is promised, or asked for, begins and ends."""

import re

from communique.acts.found import Text

ENDING = ' \t\n\u00a0,;:.·،؛।։՝。；，：!–—-*_"”»'
"""What a clause does not end with."""
_BETWEEN = re.compile(r"\s*,[^,;:.]{2,90},\s*")
TAG = 12
"""So long at most is a tag of HTML that is left out behind a clause, or a sentence."""
_QUOTES = {"”": "“", "»": "«", "’": "‘", '"': '"'}


def end_of_word(text: Text, at: int) -> int:
    """Where the word ends in which operative words end: in the folded text it may be shorter, without its signs for vowels."""
    while text.plain[at : at + 1] == " " and not (
        text.words[at].isspace() or text.words[at] in "*_"
    ):
        at += 1
    return at


def behind_particle(text: Text, at: int, stop: int) -> int:
    """Where what is promised begins behind the operative words: behind `to`, also where something stands before it."""
    particle = text.book.clauses.particle.match(text.plain, at, stop)
    if particle is None or particle[0].strip():
        return particle.end() if particle else at
    aside = (
        None if text.book.grammar.inverts else _BETWEEN.match(text.plain, at, stop)
    )  # `committed, where appropriate, to`
    aside = aside or text.book.clauses.adverbs.match(
        text.plain, at, stop
    )  # `promettiamo solennemente di`
    later = text.book.clauses.particle.match(text.plain, aside.end(), stop) if aside else None
    left = (
        aside is not None and "," in aside[0] and " " not in aside[0].strip(" ,")
    )  # `support, also, the plan`
    if later is not None and later[0].strip():
        return later.end()
    return aside.end() if aside is not None and left else particle.end()


def addressed(text: Text, at: int, stop: int) -> tuple[int, str | None]:
    """Where what is asked for begins, and who is asked."""
    last = text.plain.rfind(" ", 0, at)  # `chiede a`, whose last word may belong to who is asked
    word = text.book.clauses.particle.fullmatch(f"{text.plain[last:at]} ")
    for place in (at, last) if word and word[0].strip() else (at,):
        for pattern in text.book.clauses.addressee:
            match = pattern.match(text.plain, place, stop)
            if (
                match
                and match.end() > at
                and (words := text.words[slice(*match.span("who"))].strip(ENDING))
            ):
                return match.end(), words
    particle = text.book.clauses.particle.match(text.plain, at, stop)
    return (particle.end() if particle else at), None


def bare(text: str) -> str:
    """A text without the blanks, the signs of emphasis and the short tags at its end."""
    while (text := text.rstrip(" *_")).endswith(">") and (
        tag := text.rfind("<", max(1, len(text) - TAG))
    ) > 0:
        text = text[:tag]
    return text


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A clause without the blanks and signs around it."""
    end = start + len(bare(text[start : max(start, end)]).rstrip())
    while start < end and (text[start].isspace() or text[start] in ",:;，：；*_"):
        start += 1
    while end > start and text[end - 1] in ENDING:
        opening = _QUOTES.get(text[end - 1])
        if opening is not None and opening in text[start : end - 1]:
            break  # it closes what was opened in the clause
        end -= 1
    return start, end
