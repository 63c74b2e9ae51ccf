"""Finds acronyms introduced in brackets, and their long forms: `World Health Organization (WHO)`.

Quotation marks, initials or capitals show which words before the bracket are the long form. Where
none of them does, no long form is claimed and the acronym is its own label.
"""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from communique.core.expressions import compile_late

_BRACKET = compile_late(r"\(([^()\n]{2,250})\)")
_HEAD = compile_late(
    r"[„“”\"«»'‘’]?([^\W\d_][\w&/-]{1,15}(?: [^\W\d_][\w-]{1,15})?)[„“”\"«»'‘’]?(?=\Z|[,;:]|\s?[–—-]\s)"
)
_SYMBOL = compile_late(r"/\w*\d")
"""What the symbol of a document has, `S/PRST/2011/16`, and no acronym."""
_LAST_WORD = compile_late(r"[^\W\d_][\w&/-]{1,15}\s\Z")
_ROMAN = compile_late(r"[IVXLCDM]+")
_EDGE = compile_late(r"[.;:!?()\n]\s?|\s[–—-]\s")
_TOKEN = compile_late(r"(?:(?:[dlnDLN]|dell|nell|all|dall|sull)[’'])?([^\s,„“”\"«»]+)")
"""A word, without an elided article or preposition."""
_OPENING = {"“": "„“", "”": "“„", '"': '"', "»": "«", "«": "»", "’": "‘", "‘": "‚"}
_NUMBER = compile_late(r"\s(?:\w{1,3}[.º°]{0,2}\s)?\d")
_MAX_REACH = 200
"""How many characters before its bracket a long form begins at most."""
_REACH_PER_LETTER = 25
"""How many more characters each letter of an acronym lets its long form have, up to that."""
_MAX_SHORT_WORD = 3
"""Words of at most this many characters may have no letter in an acronym."""
_MAX_LINK = 6
"""How many characters a word has at most that links two capitalised words of a name."""
_MAX_LINKS = 2
"""How many such words there are at most between two capitalised words."""
_Range = tuple[int, int]
"""Half-open offsets, in code points."""


class Introduction(NamedTuple):
    """An acronym and its long form where they are introduced.

    The offsets are those of the long form. If it is unknown, `long` is None and the offsets are
    those of the acronym.
    """

    acronym: str
    start: int
    end: int
    long: str | None


class _Word(NamedTuple):
    text: str
    start: int
    end: int

    @property
    def capital(self) -> bool:
        return self.text[0].isupper()

    @property
    def initials(self) -> str:
        """The first letter of each part of the word, in lower case; hyphens separate parts."""
        return "".join(
            part[0].casefold() for part in re.split(r"[-/]", self.text) if part
        )

    @property
    def is_small(self) -> bool:
        """Whether it is short and in lower case, as articles and prepositions are."""
        return len(self.text) <= _MAX_SHORT_WORD and not self.capital


def introductions(text: str, known: Mapping[str, str | None]) -> Iterator[Introduction]:
    """The acronyms that a text introduces in brackets, or explains in them.

    An explained one is `WHO (World Health Organization)`. `known`: from acronyms to their long
    forms. A known long form is looked for first, since documents repeat it; an acronym whose long
    form is None is not looked for.
    """
    for match in _BRACKET.finditer(text):
        acronym = _acronym_of(match[1])
        if acronym is None:
            yield from _explained(text, match)
            continue
        long = known.get(acronym)
        if acronym in known and long is None:
            continue
        repeated = None if long is None else _repeated(text, match.start(), long)
        if repeated is not None:
            yield Introduction(acronym, *repeated, long)
        elif not _is_part_of_number(text, match):
            yield from _introduced(text, match.start(), acronym)


def _acronym_of(inner: str) -> str | None:
    """The acronym with which the words in a bracket begin."""
    head = _HEAD.match(inner)
    if head is None or not all(map(is_acronym, head[1].split())):
        return None
    is_symbol = _SYMBOL.search(head[1]) is not None
    return None if is_symbol else head[1]


def is_acronym(word: str) -> bool:
    """Whether a word looks like an acronym.

    It has at least two capitals, and more capitals than other letters; or it is one capital with a
    digit or two (`G7`).
    """
    letters = [char for char in word if char.isalpha()]
    capitals = sum(char.isupper() for char in letters)
    if capitals == 1:
        return len(letters) == 1 and 2 <= len(word) <= 3 and word[1:].isdigit()
    return capitals >= 2 and capitals * 2 > len(letters)


def _is_part_of_number(text: str, bracket: "re.Match[str]") -> bool:
    """Whether a bracket is part of a number: `Regulation (EU) 2016/794`, `2012/0207 (NLE)`."""
    start = bracket.start()
    before = text[max(0, start - 3) : start].rstrip()
    if before[-1:].isdigit():
        return True
    return _NUMBER.match(text, bracket.end()) is not None


def _repeated(text: str, bracket: int, long: str) -> _Range | None:
    """Where a long form is repeated before a bracket, with one blank between them."""
    end = bracket - 1
    start = end - len(long)
    if start < 0 or not text.startswith(long, start) or not text[end].isspace():
        return None
    if start > 0 and text[start - 1].isalnum():
        return None
    return start, end


def _introduced(text: str, bracket: int, acronym: str) -> Iterator[Introduction]:
    """An acronym in a bracket at an offset, with its long form if that is clear."""
    reach = min(_MAX_REACH, 20 + _REACH_PER_LETTER * len(acronym))
    offset = max(0, bracket - reach)
    before = text[offset:bracket]
    words = _words(before)
    if not words:
        return
    may_be_numeral = _ROMAN.fullmatch(acronym) is not None
    span = _quoted(before) or _by_initials(words, acronym)
    if span is None and not may_be_numeral:
        span = _by_capitals(words, before, acronym)
    if span is not None:
        start, end = span
        if before.endswith(("’s", "'s"), start, end):
            end -= 2
        long = " ".join(before[start:end].split())
        yield Introduction(acronym, offset + start, offset + end, long)
        return
    follows_mark = before.rstrip()[-1] in ",;:."
    if len(acronym) > 2 and not may_be_numeral and not follows_mark:
        start = bracket + 1
        yield Introduction(acronym, start, start + len(acronym), None)


def _explained(text: str, bracket: "re.Match[str]") -> Iterator[Introduction]:
    """An acronym before its long form: `WHO (World Health Organization)`.

    All the words in the bracket together must have its letters as initials.
    """
    start = bracket.start()
    last = _LAST_WORD.search(text, max(0, start - 20), start)
    if last is None:
        return
    acronym = last[0].strip()
    if not is_acronym(acronym):
        return
    inner = bracket[1]
    words = _words(inner)
    span = _by_initials(words, acronym)
    if span is None or span[0] != words[0].start:
        return
    first, end = span
    offset = start + 1
    long = " ".join(inner[first:end].split())
    yield Introduction(acronym, offset + first, offset + end, long)


def _words(before: str) -> list[_Word]:
    """The words after the last edge of a clause."""
    last = len(before.rstrip())
    edges = [match.end() for match in _EDGE.finditer(before) if match.end() < last]
    start = edges[-1] if edges else 0
    return [_Word(match[1], *match.span(1)) for match in _TOKEN.finditer(before, start)]


def _quoted(before: str) -> _Range | None:
    """What is in quotation marks right before the bracket."""
    trimmed = before.rstrip()
    end = len(trimmed) - 1
    for opening in _OPENING.get(trimmed[-1:], ""):
        at = trimmed.rfind(opening, 0, end)
        if at >= 0 and trimmed[at + 1 : end].strip():
            return at + 1, end
    return None


def _by_initials(words: list[_Word], acronym: str) -> _Range | None:
    """The shortest run of words, up to the bracket, with the letters of the acronym as initials.

    Small words are skipped; they count only if no run is found without them.
    """
    letters = [char.casefold() for char in acronym if char.isupper() or char.isdigit()]
    for skip_small in (True, False):
        first = _first_word(words, letters, skip_small=skip_small)
        if first is not None:
            return first.start, words[-1].end
    return None


def _first_word(
    words: list[_Word], letters: list[str], *, skip_small: bool
) -> _Word | None:
    """The word at which the run begins that ends with the last word and gives all letters."""
    left = len(letters)
    for word in reversed(words):
        if word.is_small and skip_small:
            continue
        given = _given_letters(word, letters[:left])
        if given is not None:
            left -= given
        elif not word.is_small:
            return None
        if left == 0:
            return word
    return None


def _given_letters(word: _Word, letters: list[str]) -> int | None:
    """How many of the last letters a word gives: its initials or its first one. None if neither."""
    initials = word.initials
    if not initials:
        return 0
    count = len(initials)
    if count <= len(letters) and "".join(letters[-count:]) == initials:
        return count
    if letters[-1] == initials[0]:
        return 1
    return None


def _by_capitals(words: list[_Word], before: str, acronym: str) -> _Range | None:
    """The name in capitals that ends at the bracket, if it may be all of the long form.

    In running text, two names joined by a word (`between Europe and Asia for ...`) leave open where
    the long form begins.
    """
    capitalised = [place for place, word in enumerate(words) if word.capital]
    if not capitalised:
        return None
    first = capitalised[-1]
    last = words[-1]
    if _comma_between(words[first], last, before):
        return None
    while first > 0 and not _comma_between(words[first - 1], words[first], before):
        if words[first - 1].capital:
            first -= 1
            continue
        linked = _linked(words, first)
        if linked is None or _comma_between(words[linked], words[first], before):
            break
        if not last.capital:
            return None
        first = linked
    if not _may_be_long_form(words[first:], acronym):
        return None
    return words[first].start, last.end


def _comma_between(left: _Word, right: _Word, before: str) -> bool:
    return "," in before[left.end : right.start]


def _linked(words: list[_Word], first: int) -> int | None:
    """The place of the capitalised word that short words link to the word at a place."""
    for place in range(first - 1, max(-1, first - _MAX_LINKS - 2), -1):
        if words[place].capital:
            return place
        if len(words[place].text) > _MAX_LINK:
            return None
    return None


def _may_be_long_form(name: list[_Word], acronym: str) -> bool:
    """Whether a name begins as the acronym does, or has about as many words as that has letters."""
    if name[0].text[0].casefold() == acronym[0].casefold():
        return True
    capitals = sum(char.isupper() for char in acronym)
    long_words = sum(len(word.text) > _MAX_SHORT_WORD for word in name)
    return 0.6 * capitals <= long_words <= 1.6 * capitals
