"""Places in a cited work, and in the declaration itself: `paragraph 4 of`, `paragraph 4 above`,
`annex II`.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from communique.core.expressions import compile_late
from communique.languages import language
from communique.model import Declaration
from communique.naming.labels import bare, folded

_REACH = 80
"""How many characters before a citation its place begins at most."""
_ORDINAL = r"(?:\.?[º°]|\.\d{1,2}(?!\d))?"
"""What may follow a number: `6.º`, `6.1`."""
PLACE_NUMBER = rf"\d{{1,3}}{_ORDINAL}(?:[ \u00a0]?\(\w{{1,4}}\)){{0,3}}"
LISTED = rf"{PLACE_NUMBER}(?:(?:,|[ \u00a0]?[–-])?(?:[ \u00a0][^\W\d_]{{1,3}})?[ \u00a0]?{PLACE_NUMBER}){{0,8}}"
"""Numbers of places: `4, 5 and 7 to 9`."""
_LETTER = r"\(?[a-z]\)?(?!\w)"
"""The letter of a point: `f)`."""
_FIGURES = compile_late(r"(?<![\w(])\d{1,3}(?!\w)")
"""The number of one paragraph of a list."""
_IN_BRACKETS = compile_late(r"\d[ \u00a0]?\((\d{1,2})\)")
"""The paragraph of an article in brackets: `5(1)`."""
_BRACKETED = compile_late(r"\(\w{1,4}\)")
_LONGEST_RANGE = 50
"""A range of more paragraphs is none."""
_ANNEX = r"(?:[IVX]{1,5}|\d{1,2}|[A-Z])"
"""The number of an annex."""
_PAGES = ("p.", "pp.", "s.", "str.")
"""Words for pages, in all languages."""
_TO_WORK = r"(?:[ \u00a0][^\W\d_][\w’']{0,10}){0,4}[ \u00a0]"
"""What is between a place and the number of a work: `of its`, `der`."""


class Own(NamedTuple):
    """Words that name a place in the declaration itself: half-open offsets in code points, and the
    eid of the place; None where it has no such place.
    """

    start: int
    end: int
    eid: str | None
    others: tuple[str, ...] = ()
    """The eids of more places that the words name: of `4 to 7` those of 5 and 6."""


@dataclass(frozen=True, slots=True)
class Places:
    """The expressions of one language for places; None where its words are not known."""

    before: re.Pattern[str] | None
    own: re.Pattern[str] | None
    annex: re.Pattern[str] | None
    joining: frozenset[str]
    """Words that part a place from the number behind it: `and`, `above`."""


@cache
def places(tag: str) -> Places:
    """The expressions for places in a language, by its tag."""
    data = language(tag)
    words = data.references
    paragraphs = words.get("paragraph", ())
    articles = words.get("article", ())
    recitals = words.get("recital", ())
    annexes = tuple(name.lower() for name in data.annex)
    here = words.get("here", ())
    named: list[str] = []
    if articles or paragraphs:
        first = rf"(?:{any_of((*articles, *paragraphs))})[ \u00a0]{LISTED}"
        item = rf"(?:\(?{LISTED}\)?|{_LETTER})"
        below = rf"(?:[,.]?[ \u00a0](?:{any_of(paragraphs)})[ \u00a0]{item}){{1,3}},?"
        if paragraphs:
            named.append(first + below)
        named.append(first)
    if articles and paragraphs:
        joined = any_of(tuple(words.get("joining", ())) or ("&",))
        of = rf"[ \u00a0](?!(?:{joined})[ \u00a0])(?:[^\W\d_]{{1,3}}[ \u00a0’']){{1,2}}"
        in_article = rf"(?:{any_of(paragraphs)})[ \u00a0]{PLACE_NUMBER}{of}"
        named.insert(0, rf"{in_article}(?:{any_of(articles)})[ \u00a0]{PLACE_NUMBER}")
    if articles:
        named.append(rf"\d{{1,3}}\.[ \u00a0](?:{any_of(articles)})")
    if recitals:
        named.append(rf"(?:{any_of(recitals)})[ \u00a0]{LISTED}")
    if annexes:
        named.append(rf"(?:{any_of(annexes)})[ \u00a0]{_ANNEX}")
    before = rf"(?<!\w)(?P<place>{'|'.join(named)}){_TO_WORK}\Z"
    paragraph = rf"(?<!\w)(?:{any_of(paragraphs)})[ \u00a0](?P<numbers>{LISTED})"
    own = rf"{paragraph},?[ \u00a0](?:{any_of(here)})(?!\w)"
    annex = rf"(?<!\w)(?:{any_of(annexes)})[ \u00a0](?P<number>{_ANNEX})(?!\w)"
    return Places(
        before=compile_late(before) if named else None,
        own=compile_late(own) if paragraphs and here else None,
        annex=compile_late(annex) if annexes else None,
        joining=frozenset((*here, *words.get("joining", ()))),
    )


def any_of(words: Sequence[str]) -> str:
    """An expression for any of some words, capitalised or not, the longest first."""
    capitalised = [word[0].upper() + word[1:] for word in words]
    longest_first = sorted({*words, *capitalised}, key=lambda word: (-len(word), word))
    return "|".join(map(re.escape, longest_first))


def place_before(text: str, at: int, tag: str, since: int = 0) -> str | None:
    """The place in a work whose number begins at an offset, as printed; None if none is named.

    `since`: where the citation before it ends.
    """
    known = places(tag)
    if known.before is None:
        return None
    match = known.before.search(text, max(since, at - _REACH), at)
    if match is None:
        return None
    between = text[match.end("place") : at].split()
    if not known.joining.isdisjoint(between):
        return None
    return match["place"].rstrip(",")


def place_behind(text: str, at: int, tag: str) -> str | None:
    """The place that is named right behind an offset: `Ibid., paragraph 4`; None if there is none."""
    behind = _behind(tag).match(text, at)
    return None if behind is None else behind["place"]


@cache
def _behind(tag: str) -> re.Pattern[str]:
    """What a place looks like behind `ibid.`, in a language."""
    words = language(tag).references
    names = (*words.get("paragraph", ()), *words.get("article", ()), *_PAGES)
    return compile_late(rf",?[ \u00a0](?P<place>(?:{any_of(names)})[ \u00a0]{LISTED})")


def numbers_of(place: str, tag: str) -> list[str]:
    """The numbers in a printed place, without those in brackets; of a range each number.

    >>> numbers_of("paragraphs 4, 5 (a) and 7 to 9", "en")
    ['4', '5', '7', '8', '9']
    """
    joining = language(tag).references.get("joining", ())
    numbers: list[str] = []
    end = 0
    for match in _FIGURES.finditer(place):
        between = _BRACKETED.sub("", place[end : match.start()]).strip(" \u00a0")
        if numbers and _is_range(between, joining):
            numbers += _between(numbers[-1], match[0])
        numbers.append(match[0])
        end = match.end()
    return numbers


def _is_range(between: str, joining: Sequence[str]) -> bool:
    """Whether what is between two numbers makes a range of them: a dash, or `to` or the like."""
    is_listed = "," in between or between in joining
    return bool(between) and not is_listed


def _between(first: str, last: str) -> list[str]:
    """The numbers between two of a range; none if it is not certain that they are a range."""
    count = int(last) - int(first)
    if not 1 < count <= _LONGEST_RANGE:
        return []
    return [str(number) for number in range(int(first) + 1, int(last))]


def articles_of(place: str, tag: str) -> list[str]:
    """The numbers of the articles in a printed place; none if it names no article.

    >>> (
    ...     articles_of("paragraph 3 of Article 9", "en"),
    ...     articles_of("Articles 5 to 7", "en"),
    ... )
    (['9'], ['5', '6', '7'])
    """
    words = _kinds_of_place(tag).article
    found = None if words is None else words.search(place)
    return [] if found is None else numbers_of(found["numbers"], tag)


def paragraphs_of(place: str, tag: str) -> list[str]:
    """The numbers of the paragraphs in a printed place.

    >>> (
    ...     paragraphs_of("paragraph 3 of Article 9", "en"),
    ...     paragraphs_of("Article 5(1)", "en"),
    ... )
    (['3'], ['1'])
    """
    words = _kinds_of_place(tag)
    found = None if words.paragraph is None else words.paragraph.search(place)
    if found is not None:
        return numbers_of(found["numbers"], tag)
    bracketed = _IN_BRACKETS.search(place)
    return [] if bracketed is None else [bracketed[1]]


class _KindsOfPlace(NamedTuple):
    """The expressions of a language for the numbers of articles and of paragraphs in a place."""

    article: re.Pattern[str] | None
    paragraph: re.Pattern[str] | None


@cache
def _kinds_of_place(tag: str) -> _KindsOfPlace:
    """What articles and paragraphs look like in a place, in a language by its tag."""
    words = language(tag).references
    return _KindsOfPlace(
        _numbers_behind(words.get("article", ())),
        _numbers_behind(words.get("paragraph", ())),
    )


def _numbers_behind(words: Sequence[str]) -> re.Pattern[str] | None:
    """The numbers behind a word; None if there are no words."""
    if not words:
        return None
    return compile_late(rf"(?<!\w)(?:{any_of(words)})[ \u00a0](?P<numbers>{LISTED})")


Numbered = Mapping[str, Sequence[str]]
"""The eids of the paragraphs of a declaration, by their numbers, in the order of the text."""


def numbered(declaration: Declaration) -> Numbered:
    """The operative paragraphs of a declaration by number; recitals where no paragraph has it."""
    found: dict[str, list[str]] = {}
    for nodes in (declaration.commitments, declaration.recitals):
        more: dict[str, list[str]] = {}
        for node in nodes:
            more.setdefault(folded(bare(node.num or "")), []).append(node.eid)
        found = more | found
    return found


def own_places(
    text: str, eid: str, declaration: Declaration, known: Numbered
) -> Iterator[Own]:
    """Where a text names a paragraph or an annex of the declaration that it belongs to.

    `eid` is that of the passage: in a declaration with articles, `paragraph 1 above` is in the same
    article. An annex that the declaration does not have is that of another work.
    """
    words = places(declaration.language)
    if words.own is not None:
        for match in words.own.finditer(text):
            yield from _listed(match, eid, known, declaration.language)
    if words.annex is None or not declaration.annexes:
        return
    for match in words.annex.finditer(text):
        annex = _annex(declaration, match["number"])
        if annex is not None:
            yield Own(match.start(), match.end(), annex)


def _listed(match: re.Match[str], eid: str, known: Numbered, tag: str) -> Iterator[Own]:
    """The paragraphs of a list such as `paragraphs 1 and 2 above`.

    The words of the first begin with `paragraphs`, those of the last end with `above`.
    """
    numbers = list(_FIGURES.finditer(match[0], match.start("numbers") - match.start()))
    before: re.Match[str] | None = None
    for place, number in enumerate(numbers):
        start = match.start() + (number.start() if place else 0)
        is_last = place + 1 == len(numbers)
        end = match.end() if is_last else match.start() + number.end()
        between: list[str] = []
        if before is not None:
            every = numbers_of(match[0][before.start() : number.end()], tag)
            found = [nearest(known.get(each, ()), eid) for each in every[1:-1]]
            between = [each for each in found if each is not None]
        here = nearest(known.get(number[0], ()), eid)
        yield Own(start, end, here, tuple(between))
        before = number


def nearest(candidates: Sequence[str], eid: str) -> str | None:
    """The only paragraph of a number; of several the one in the same article as the passage.

    None if there is none, or it is not certain which is meant.
    """
    if len(candidates) == 1:
        return candidates[0]
    beside = [each for each in candidates if _is_in_same_part(each, eid)]
    return beside[0] if len(beside) == 1 else None


def _is_in_same_part(paragraph: str, eid: str) -> bool:
    """Whether a paragraph is in an article or section that the passage is in too."""
    part, _, _ = paragraph.rpartition("__")
    return bool(part) and eid.startswith(f"{part}__")


def _annex(declaration: Declaration, number: str) -> str | None:
    """The eid of the annex whose label ends with a number; None if there is none."""
    for annex in declaration.annexes:
        label = folded(bare(annex.num or "")).split()
        if label and label[-1] == folded(number):
            return annex.eid
    return None
