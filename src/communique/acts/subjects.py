"""Who acts: the subject before a verb."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from communique.acts.phrasebook import KEPT_PLACES, Phrasebook, folded
from communique.model import Declaration
from communique.model.passages import Passage

_WORD = re.compile(
    r"(?:[A-Z]\.){1,4}(?!\w)|[„“«]?[\w'’.&-]{0,60}[\w’'](?:\([^)]{1,24}\))?[”»]?|\([^)]{1,60}\)|,|/"
)
_FOLDED = re.compile(r"\w+")
_PROPER = re.compile(r"[A-Z](?:(?<=[^\W\d_A-Z] .)|(?<=, .))[\w'’.-]{0,80}\w")
_CAPITAL = re.compile(r"\b[A-Z][\w.-]*\w")
_QUOTES = "„“«”»"
MOST = 24
"""The most words of a subject."""
SHORT = 3
"""What is as short is no name, though it stands in a title."""
STRANGE = 3
"""How many words that are no part of a name may stand between it and its verb."""

OPEN = (":", "：", "՝")
ENDS = (".", "!", "。", "！", "।", "։")
"""What ends a lead, and a sentence."""


class Subject(NamedTuple):
    """The words before a verb. `everyone`: all who speak. `acts`: they name somebody who can act."""

    start: int
    end: int
    words: str
    everyone: bool
    acts: bool = True


class Names(NamedTuple):
    """What is known of names in a declaration: those of who speaks, the words that are capitals inside its sentences, and those
    that its title and first passages capitalise.
    """

    speakers: frozenset[str]
    proper: frozenset[str]
    first: frozenset[str]
    titled: frozenset[str] = frozenset()
    """The words of its title."""
    title: str = ""
    """All of its title."""

    def everyone(self, words: str) -> bool:
        """Whether a row of names is that of all who speak: one of them is a signatory's, or all stand where the text begins."""
        plain, capitals = folded(words), _CAPITAL.findall(words)
        named = any(name in plain for name in self.speakers)
        return named or (len(capitals) > 1 and self.first.issuperset(capitals[1:]))


def names_in(declaration: Declaration, texts: Iterable[str]) -> Names:
    """The names of signatories and their parties as the record has them, and the words that its sentences capitalise."""
    speakers: set[str] = set()
    for signatory in declaration.signatories or ():
        claims = (signatory.name, signatory.party)
        speakers.update(folded(claim.text) for claim in claims if claim is not None and claim.text)
    said = list(texts)
    title = declaration.title.text if declaration.title else ""
    return Names(
        frozenset(speakers),
        frozenset(word for text in said for word in _PROPER.findall(text)),
        frozenset(word for text in (title, *said[:3]) for word in _CAPITAL.findall(text)),
        frozenset(folded(word) for word in _FOLDED.findall(title) if word[0].isupper()),
        folded(title),
    )


@lru_cache(KEPT_PLACES)
def subject_at(
    words: str, plain: str, at: int, end: int, book: Phrasebook, names: Names
) -> Subject | None:
    """The subject that begins there: those who speak, somebody who is named, or what may have something done to it."""
    match = book.subjects.we.match(plain, at, end)
    if match:
        return Subject(at, match.end(), words[at : match.end()], True)
    match = book.subjects.speakers.match(plain, at, end)
    if match:
        stop = match.end()
        if (
            words[stop + 1 : stop + 2].isupper() and words[stop + 2 : stop + 3].islower()
        ):  # `The Presidents A and B`
            named = _end_of_name(words, plain, stop + 1, end, book)
            pair = book.subjects.pairs.fullmatch(plain, at, stop) is not None  # `Both Cities`
            stop = (
                named
                if named and (pair or _several(words[stop:named].rstrip(" ,"), book))
                else stop
            )
        return Subject(at, stop, words[at:stop].rstrip(" ,"), True)
    if match := book.subjects.party.match(plain, at, end):
        return Subject(at, match.end(), words[slice(*match.span("who"))], False)
    name = _end_of_name(words, plain, at, end, book) if book.grammar.spaced else None
    if name is None or name == at:
        return None
    behind = _behind_opener(words, at, name, book)
    if behind > at:
        return subject_at(words, plain, behind, end, book, names)
    text = words[at:name].rstrip(" ,")
    acts = _names_somebody(text, book, names)
    last = text.split()[-1:]
    pair = (
        acts
        and book.subjects.pairs.match(plain, at) is not None
        and book.agent(folded("".join(last)))
    )
    pair = pair or (acts and not book.subjects.signing.isdisjoint(_FOLDED.findall(plain, at, name)))
    return Subject(at, name, text, pair or (_several(text, book) and names.everyone(text)), acts)


def _behind_opener(words: str, at: int, end: int, book: Phrasebook) -> int:
    """Where a subject begins behind words that open a sentence: at its noun, or the article before it: `En Lyon los alcaldes`."""
    first = _WORD.match(words, at, end)
    if first is None or folded(first[0]) not in book.clauses.openers or "," in words[at:end]:
        return at
    every = list(_WORD.finditer(words, at, end))
    plain = [folded(each[0]) for each in every]
    noun = next((index for index, each in enumerate(plain) if book.agent(each)), 0)
    while (
        noun > 1 and every[noun - 1][0][0].isupper() and plain[noun - 1] not in book.subjects.small
    ):
        noun -= 1  # `in addition the United States`
    while (
        noun > 1
        and plain[noun - 1] in book.subjects.small
        and plain[noun - 1] not in book.clauses.openers
    ):
        noun -= 1
    return every[noun].start() if noun > 1 else at


def _end_of_name(words: str, plain: str, at: int, end: int, book: Phrasebook) -> int | None:
    """Where a row of names, nouns of who can act, and small words ends: where the verb should be.

    Behind a name some words more may stand (`the Parties to this Agreement`, `le Gouvernement néerlandais`), if a verb follows them.
    """
    place, count, strange, name, before = at, 0, 0, False, ""
    last: int | None = None
    while place < end and count < MOST:
        match = _WORD.match(words, place, end)
        if match is None or (strange and match[0] == ","):
            break
        word = plain[place : match.end()].strip(_QUOTES)
        small, agent, capital = (
            word in book.subjects.small,
            book.agent(word),
            match[0].strip(_QUOTES)[:1].isupper(),
        )
        inside = capital or small or agent or not word[0].isalpha()
        other = not inside and (name or not _before_agent(words, plain, match.end(), end, book))
        opens = (
            name and not small and word in book.clauses.openers and plain[place - 2 : place] == ", "
        )
        if (other and not name) or opens:
            break  # `the Commission, in particular`
        stands = not match[0].istitle() and _stands(
            plain, place, match.end(), book, small=small, strange=bool(strange)
        )
        if stands:  # but `the Task Force`
            return place if count else None
        adverb = (
            book.clauses.adverbs.match(plain, place) if name and not strange and not small else None
        )
        noun = word in book.subjects.next_articles and before.istitle()  # `die Länder die Brücken`
        if noun or word in book.clauses.breaks or (adverb is not None and adverb.end() > place):
            return last if strange else (place if count else None)
        if other:
            last = last if strange else place
            strange += 1
            if strange > STRANGE:
                break
        name = name or agent or (capital and not small)
        place, count, before = match.end(), count + 1, match[0]
        while place < end and words[place] in " \u00a0\n":
            place += 1
    return last if strange and place < end else (place if count else None)


def _before_agent(words: str, plain: str, at: int, end: int, book: Phrasebook) -> bool:
    """Whether one of the next two words is a noun of who can act, so that those before may be adjectives: `the mixed committee`."""
    first = _WORD.match(words, at + 1, end)
    second = _WORD.match(words, first.end() + 1, end) if first is not None else None
    return any(
        match is not None and book.agent(plain[slice(*match.span())]) for match in (first, second)
    )


def _stands(plain: str, at: int, end: int, book: Phrasebook, *, small: bool, strange: bool) -> bool:
    """Whether the word there is the verb of the subject before: no word of a name (`the requested Party`), nor a noun."""
    lead = book.lead(plain, at)
    if lead is None or (small and lead.end <= end) or (strange and lead.form not in {"it", "past"}):
        return book.verbs.any_future.match(plain, at) is not None
    return True  # `zijn bereid`, and no `zijn`


def _names_somebody(text: str, book: Phrasebook, names: Names) -> bool:
    """Whether the head of a subject can act: a noun of who can, or a name; not an agreement, nor `this`."""
    tokens = _WORD.findall(text)
    plain = [folded(each) for each in tokens]
    head = next(
        (index for index, each in enumerate(plain) if each not in book.subjects.small), None
    )
    if head is None:
        return False
    for each in plain[head:]:
        if each in book.subjects.things:
            return False
        if book.agent(each):
            return True
        if (
            each in book.subjects.small
            and not book.clauses.joins.fullmatch(f" {each} ", 1)
            and each not in {",", "/"}
        ):
            break
    name = tokens[head]
    short = (
        len(name) > 1 and name.isupper() and not "".join(tokens[head + 1 : head + 2]).isupper()
    )  # `USAID`
    known = (
        short
        or name in names.proper
        or plain[head] in book.subjects.lands
        or "'" in plain[head][:2]
    )
    known = known or (len(name) > SHORT and plain[head] in names.titled)
    return name[0].isupper() and (head > 0 or known)


def _several(text: str, book: Phrasebook) -> bool:
    """Whether a subject joins two names."""
    return book.clauses.joins.search(folded(text)) is not None


def opening_of(declaration: Declaration, book: Phrasebook) -> Subject | None:
    """Those who speak in a resolution: `The General Assembly,` before its recitals."""
    for recital in declaration.recitals:
        if recital.role in {"opening", "formula"} and recital.content:
            text = str(recital.content[0])
            words = re.split(r"[,:،，：\n]", text.strip())[0].strip()
            lead = book.lead(folded(words), 0)
            return (
                Subject(0, 0, words, True) if words and lead is None and len(words) < 160 else None
            )
    return None


def going_on(
    inside: Sequence[Passage], opening: Subject | None, book: Phrasebook
) -> dict[int, Subject]:
    """Who acts in paragraphs with which the sentence of a preamble goes on: `We, the mayors, ..., 1. Undertake to ...`"""
    if opening is None or book.subjects.we.match(folded(opening.words)) is None:
        return {}
    above = [each for each in inside if each.part == "preamble"]
    words = [each.text if each.heading is None else each.heading.block.text for each in above]
    ended = any(each.rstrip(" *_").endswith((*ENDS, *OPEN)) for each in words)
    if ended or any(each.role == "formula" for each in above):
        return {}
    body = [
        (each.position, folded(each.text))
        for each in inside
        if each.part == "body" and each.kind == "paragraph"
    ]
    verbs = ((at, book.lead(words, 0), book.future(words, 0)) for at, words in body)
    return {
        at: opening
        for at, lead, will in verbs
        if will is not None or (lead is not None and lead.form == "we")
    }
