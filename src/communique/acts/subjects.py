"""Who acts: the subject before a verb."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from communique.acts.phrasebook import KEPT_PLACES, KEPT_WORDS, Phrasebook, folded
from communique.model import Declaration
from communique.model.passages import Passage

_WORD = re.compile(
    r"(?:[A-Z]\.){1,4}(?!\w)"  # `U.S.`
    r"|[„“«]?[\w'’.&-]{0,60}[\w’'](?:\([^)]{1,24}\))?[”»]?"  # `“Minister(s)”`
    r"|\([^)]{1,60}\)|,|/"
)
"""A word of a name, a part in brackets, or a sign between names."""
_FOLDED = re.compile(r"\w+")
_PROPER = re.compile(r"[A-Z](?:(?<=[^\W\d_A-Z] .)|(?<=, .))[\w'’.-]{0,80}\w")
"""A word that is a capital inside a sentence."""
_CAPITAL = re.compile(r"\b[A-Z][\w.-]*\w")
_FIRST_PHRASE_END = re.compile(r"[,:،，：\n]")
_QUOTES = "„“«”»"
_BLANKS = " \u00a0\n"
MAX_WORDS = 24
"""The number of words of a subject, at most."""
MAX_STRANGE = 3
"""The number of words that are no part of a name between it and its verb, at most."""
MIN_NAME = 4
"""The letters of a word of the title that counts as a name, at least."""
MAX_OPENING = 159
"""The length of those who speak at the head of a resolution, at most."""

OPEN = (":", "：", "՝")
"""The signs with which a lead ends."""
ENDS = (".", "!", "。", "！", "।", "։")
"""The signs with which a sentence ends."""


class Subject(NamedTuple):
    """The words before a verb that say who acts."""

    start: int
    end: int
    words: str
    everyone: bool
    """They are all who speak."""
    acts: bool = True
    """They name somebody who can act."""


class Names(NamedTuple):
    """What is known of names in a declaration."""

    speakers: frozenset[str]
    """Names of signatories and their parties, folded."""
    proper: frozenset[str]
    """Words that are capitals inside its sentences."""
    first: frozenset[str]
    """Capitals of its title and its first passages."""
    titled: frozenset[str] = frozenset()
    """Capitals of its title, folded."""
    title: str = ""
    """Its title, folded."""

    def everyone(self, words: str) -> bool:
        """Whether a row of names is that of all who speak.

        One of them is a signatory's, or the text begins with all of them.
        """
        plain = folded(words)
        if any(name in plain for name in self.speakers):
            return True
        capitals = _CAPITAL.findall(words)
        return len(capitals) > 1 and self.first.issuperset(capitals[1:])


def names_in(declaration: Declaration, texts: Iterable[str]) -> Names:
    """The names in a declaration, of which these are the texts in which somebody acts."""
    speakers: set[str] = set()
    for signatory in declaration.signatories or ():
        for claim in (signatory.name, signatory.party):
            if claim is not None and claim.text:
                speakers.add(folded(claim.text))
    said = list(texts)
    title = declaration.title.text if declaration.title else ""
    return Names(
        speakers=frozenset(speakers),
        proper=frozenset(word for text in said for word in _PROPER.findall(text)),
        first=frozenset(
            word for text in (title, *said[:3]) for word in _CAPITAL.findall(text)
        ),
        titled=frozenset(
            folded(word) for word in _FOLDED.findall(title) if word[0].isupper()
        ),
        title=folded(title),
    )


@lru_cache(KEPT_PLACES)
def subject_at(
    words: str, plain: str, at: int, end: int, book: Phrasebook, names: Names
) -> Subject | None:
    """The subject that begins at a place of a text: `words` as printed, `plain` folded.

    It is those who speak, somebody who is named, or a thing that may have something done to it.
    """
    we = book.subjects.we.match(plain, at, end)
    if we:
        return Subject(at, we.end(), words[at : we.end()], everyone=True)
    speakers = book.subjects.speakers.match(plain, at, end)
    if speakers:
        stop = _end_of_speakers(words, plain, at, speakers.end(), end, book)
        return Subject(at, stop, words[at:stop].rstrip(" ,"), everyone=True)
    party = book.subjects.party.match(plain, at, end)
    if party:
        return Subject(
            at, party.end(), words[slice(*party.span("who"))], everyone=False
        )
    stop = _end_of_name(words, plain, at, end, book) if book.grammar.spaced else at
    if stop == at:
        return None
    behind = _behind_opener(words, at, stop, book)
    if behind > at:
        return subject_at(words, plain, behind, end, book, names)
    return _named(words, plain, at, stop, book, names)


def _end_of_speakers(
    words: str, plain: str, at: int, stop: int, end: int, book: Phrasebook
) -> int:
    """Where the speakers end: their names may follow them: `The Presidents A and B`."""
    capitalised = (
        words[stop + 1 : stop + 2].isupper() and words[stop + 2 : stop + 3].islower()
    )
    if not capitalised:
        return stop
    named = _end_of_name(words, plain, stop + 1, end, book)
    if named == stop + 1:
        return stop
    pair = book.subjects.pairs.fullmatch(plain, at, stop) is not None  # `Both Cities`
    return named if pair or _several(words[stop:named].rstrip(" ,"), book) else stop


def _named(
    words: str, plain: str, at: int, stop: int, book: Phrasebook, names: Names
) -> Subject:
    """A subject that is a row of names or nouns."""
    text = words[at:stop].rstrip(" ,")
    acts = _names_somebody(text, book, names)
    if acts and (_is_pair(text, plain, at, book) or _signs(plain, at, stop, book)):
        return Subject(at, stop, text, everyone=True)
    everyone = _several(text, book) and names.everyone(text)
    return Subject(at, stop, text, everyone, acts)


def _is_pair(text: str, plain: str, at: int, book: Phrasebook) -> bool:
    """Whether a subject is both of those who can act: `both Ministers`."""
    last = text.split()[-1:]
    pair = book.subjects.pairs.match(plain, at) is not None
    return pair and book.agent(folded("".join(last)))


def _signs(plain: str, at: int, stop: int, book: Phrasebook) -> bool:
    """Whether a subject is whoever signs: `the undersigned mayors`."""
    return not book.subjects.signing.isdisjoint(_FOLDED.findall(plain, at, stop))


def _behind_opener(words: str, at: int, end: int, book: Phrasebook) -> int:
    """Where a subject begins behind words that open a sentence: `En Lyon los alcaldes`.

    It begins at its noun, or at names and articles before it.
    """
    first = _WORD.match(words, at, end)
    openers = book.clauses.openers
    if first is None or folded(first[0]) not in openers or "," in words[at:end]:
        return at
    every = list(_WORD.finditer(words, at, end))
    plain = [folded(each[0]) for each in every]
    small = book.subjects.small
    noun = next((index for index, word in enumerate(plain) if book.agent(word)), 0)
    while noun > 1 and every[noun - 1][0][0].isupper() and plain[noun - 1] not in small:
        noun -= 1  # `in addition the United States`
    while noun > 1 and plain[noun - 1] in small and plain[noun - 1] not in openers:
        noun -= 1
    return every[noun].start() if noun > 1 else at


class _Part(NamedTuple):
    """What a word may be in a name."""

    small: bool
    """It may be part of any subject: `the`."""
    names: bool
    """It is a noun of who can act, or a capital."""
    strange: bool
    """It is no part of a name."""
    opens: bool
    """It opens a phrase, if a comma precedes it: `in`."""
    titled: bool
    """It is printed as a name is."""


@lru_cache(KEPT_WORDS)
def _part(printed: str, word: str, book: Phrasebook) -> _Part:
    """What a word, as printed and folded, may be in a name."""
    small = word in book.subjects.small
    agent = book.agent(word)
    capital = printed.strip(_QUOTES)[:1].isupper()
    return _Part(
        small=small,
        names=agent or (capital and not small),
        strange=word[0].isalpha() and not (capital or small or agent),
        opens=not small and word in book.clauses.openers,
        titled=printed.istitle(),
    )


def _end_of_name(words: str, plain: str, at: int, end: int, book: Phrasebook) -> int:
    """Where a row of names, nouns of who can act, and small words ends: where the verb should be.

    A few strange words may follow a name (`the Parties to this Agreement`, `le Gouvernement
    néerlandais`), if a verb follows them. Where there is no name, this is the place itself.
    """
    place = at
    before = ""
    named = False
    name_end = at
    strange = 0
    for _ in range(MAX_WORDS):
        match = _WORD.match(words, place, end) if place < end else None
        if match is None or (strange and match[0] == ","):
            break
        word = plain[place : match.end()].strip(_QUOTES)
        part = _part(match[0], word, book)
        if (
            part.strange
            and not named
            and not _before_agent(words, plain, match.end(), end, book)
        ):
            break
        if named and part.opens and _behind_comma(plain, place):
            break  # `the Commission, in particular`
        if _is_verb(plain, place, match.end(), before, book, part, strange=strange > 0):
            return place
        if _ends_name(word, before, book):
            return name_end if strange else place
        if named and not strange:
            if not part.small and _adverb_at(plain, place, book):
                return place
            name_end = _behind_name(name_end, place, before, book)
        if part.strange and named:
            strange += 1
            if strange > MAX_STRANGE:
                break
        named = named or part.names
        before = match[0]
        place = _behind_blanks(words, match.end(), end)
    return name_end if strange and place < end else place


def _behind_name(name_end: int, place: int, before: str, book: Phrasebook) -> int:
    """Where a name ends that goes on up to a place: not behind an article."""
    return name_end if _is_article(before, book) else place


def _is_article(word: str, book: Phrasebook) -> bool:
    """Whether a noun follows a word, and no verb: `the`, `the Minister's`."""
    plain = folded(word)
    if not book.subjects.articles:
        return False
    return plain in book.subjects.articles or plain.endswith("'s")


def _behind_blanks(words: str, at: int, end: int) -> int:
    while at < end and words[at] in _BLANKS:
        at += 1
    return at


def _behind_comma(plain: str, at: int) -> bool:
    return plain[at - 2 : at] == ", "


def _ends_name(word: str, before: str, book: Phrasebook) -> bool:
    """Whether a word is no part of a name: one of a clause, or an article behind a name.

    `die Länder die Brücken`.
    """
    if word in book.clauses.breaks:
        return True
    return word in book.subjects.next_articles and before.istitle()


def _adverb_at(plain: str, at: int, book: Phrasebook) -> bool:
    adverb = book.clauses.adverbs.match(plain, at)
    return adverb is not None and adverb.end() > at


def _before_agent(words: str, plain: str, at: int, end: int, book: Phrasebook) -> bool:
    """Whether one of the next two words is a noun of who can act.

    Those before it may then be adjectives: `the mixed committee`.
    """
    first = _WORD.match(words, at + 1, end)
    if first is None:
        return False
    if book.agent(plain[first.start() : first.end()]):
        return True
    second = _WORD.match(words, first.end() + 1, end)
    return second is not None and book.agent(plain[second.start() : second.end()])


def _is_verb(
    plain: str,
    at: int,
    end: int,
    before: str,
    book: Phrasebook,
    part: _Part,
    *,
    strange: bool,
) -> bool:
    """Whether a word is the verb of the subject before it.

    It is not if it is a word of a name (`the requested Party`, `the Task Force`), or a noun.
    """
    if part.titled or _is_article(before, book):
        return False
    lead = book.lead(plain, at)
    if lead is not None:
        only_small = (
            part.small and lead.end <= end
        )  # `zijn bereid` is a verb, and `zijn` is none
        finite = lead.form in {"it", "past"}
        if not only_small and (finite or not strange):
            return True
    return book.verbs.any_future.match(plain, at) is not None


def _names_somebody(text: str, book: Phrasebook, names: Names) -> bool:
    """Whether the head of a subject can act: a noun of who can, or a name.

    An agreement cannot, nor `this`.
    """
    tokens = _WORD.findall(text)
    plain = [folded(token) for token in tokens]
    small = book.subjects.small
    head = next((index for index, word in enumerate(plain) if word not in small), None)
    if head is None:
        return False
    for token, word in zip(tokens[head:], plain[head:], strict=True):
        if word in book.subjects.bodies and token[0].isupper():
            return True
        if word in book.subjects.things:
            return False
        if book.agent(word):
            return True
        if word in small and not _joins_names(word, book):
            break
    return _is_name(tokens, plain, head, book, names)


def _joins_names(word: str, book: Phrasebook) -> bool:
    """Whether a small word joins two names: `and`, a comma."""
    return (
        word in {",", "/"} or book.clauses.joins.fullmatch(f" {word} ", 1) is not None
    )


def _is_name(
    tokens: Sequence[str],
    plain: Sequence[str],
    head: int,
    book: Phrasebook,
    names: Names,
) -> bool:
    """Whether the head of a subject is a name; at its very beginning any word is a capital."""
    name = tokens[head]
    word = plain[head]
    if not name[0].isupper():
        return False
    if word in book.subjects.half_lands and len(tokens) == 1:
        return False  # `New pledges`, and no `New Zealand pledges`
    if (
        head > 0
        or name in names.proper
        or word in book.subjects.lands
        or "'" in word[:2]
    ):
        return True
    if len(name) >= MIN_NAME and word in names.titled:
        return True
    next_capitals = "".join(tokens[head + 1 : head + 2]).isupper()
    return len(name) > 1 and name.isupper() and not next_capitals  # `USAID`


def _several(text: str, book: Phrasebook) -> bool:
    """Whether a subject joins two names."""
    return book.clauses.joins.search(folded(text)) is not None


def opening_of(declaration: Declaration, book: Phrasebook) -> Subject | None:
    """Those who speak in a resolution: `The General Assembly,` before its recitals."""
    for recital in declaration.recitals:
        if recital.role not in {"opening", "formula"} or not recital.content:
            continue
        text = str(recital.content[0]).strip()
        words = _FIRST_PHRASE_END.split(text)[0].strip()
        lead = book.lead(folded(words), 0)
        if not words or lead is not None or len(words) > MAX_OPENING:
            return None
        return Subject(0, 0, words, everyone=True)
    return None


def going_on(
    inside: Sequence[Passage], opening: Subject | None, book: Phrasebook
) -> dict[int, Subject]:
    """Who acts in paragraphs with which the sentence of a preamble goes on, by their position.

    `We, the mayors, ..., 1. Undertake to ...`
    """
    if opening is None or book.subjects.we.match(folded(opening.words)) is None:
        return {}
    for passage in inside:
        if passage.part == "preamble" and _ends_preamble(passage):
            return {}
    return {
        passage.position: opening
        for passage in inside
        if passage.part == "body"
        and passage.kind == "paragraph"
        and _begins_with_verb(passage, book)
    }


def _ends_preamble(passage: Passage) -> bool:
    """Whether a passage of a preamble ends its sentence, so that it does not go on below."""
    heading = passage.heading
    words = passage.text if heading is None else heading.block.text
    return passage.role == "formula" or words.rstrip(" *_").endswith((*ENDS, *OPEN))


def _begins_with_verb(passage: Passage, book: Phrasebook) -> bool:
    words = folded(passage.text)
    lead = book.lead(words, 0)
    by_lead = lead is not None and lead.form == "we"
    return by_lead or book.future(words, 0) is not None
