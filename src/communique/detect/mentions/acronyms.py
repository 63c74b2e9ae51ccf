"""Acronyms introduced in brackets: `World Health Organization (WHO)`, and the words that they stand for.

Which of the words before the bracket they are is settled by initials, by quotation marks or by capitals; where none of
these settles it, nothing is claimed and the acronym is its own label.
"""

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple

_BRACKET = re.compile(r"\(([^()\n]{2,250})\)")
_HEAD = re.compile(
    r"[„“”\"«»'‘’]?([^\W\d_][\w&/-]{1,15}(?: [^\W\d_][\w-]{1,15})?)[„“”\"«»'‘’]?(?=\Z|[,;:]|\s?[–—-]\s)"
)
_LAST_WORD = re.compile(r"[^\W\d_][\w&/-]{1,15}\s\Z")
_ROMAN = re.compile(r"[IVXLCDM]+")
_EDGE = re.compile(r"[.;:!?()\n]\s?|\s[–—-]\s")
_TOKEN = re.compile(r"(?:(?:[dlnDLN]|dell|nell|all|dall|sull)[’'])?([^\s,„“”\"«»]+)")
"""A word, without an elided article or preposition."""
_OPENING = {"“": "„“", "”": "“„", '"': '"', "»": "«", "«": "»", "’": "‘", "‘": "‚"}
_NUMBER = re.compile(r"\s(?:\w{1,3}[.º°]{0,2}\s)?\d")
_REACH, _BY_LETTER = 200, 25
"""How far before its bracket a long form begins at most, in characters, and for each letter of the acronym."""
_SHORT = 3
"""Words as short as this may have no letter in an acronym."""


class Introduction(NamedTuple):
    """An acronym where it is introduced, and the words it stands for, or None: where they stand, and themselves."""

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
        """The first letter of the word and of what follows a hyphen in it."""
        return "".join(part[0].casefold() for part in re.split(r"[-/]", self.text) if part)


def introductions(text: str, known: Mapping[str, str | None]) -> Iterator[Introduction]:
    """The acronyms that a text introduces in brackets, or explains in them: `WHO (World Health Organization)`.

    `known`: from acronyms to their long forms, looked for first, since documents say the same again; None: no more is to
    be looked for.
    """
    for match in _BRACKET.finditer(text):
        inner, start = match[1], match.start()
        head = _HEAD.match(inner)
        if head and all(map(is_acronym, head[1].split())):
            acronym = head[1]
            long = known.get(acronym)
            if long is not None and (before := _again(text, start, long)):
                yield Introduction(acronym, *before, long)
            elif long or acronym not in known:
                figures = text[max(0, start - 3) : start].rstrip()[-1:].isdigit() or _NUMBER.match(
                    text, match.end()
                )
                if (
                    not figures
                ):  # no brackets of a number: `Regulation (EU) 2016/794`, `2012/0207 (NLE)`
                    yield from _introduced(text, start, acronym)
        else:
            yield from _explained(text, match)


def is_acronym(word: str) -> bool:
    """Whether a word looks like an acronym: two capitals or more, and most of its letters; or one and a digit (`G7`)."""
    letters = [char for char in word if char.isalpha()]
    capitals = sum(char.isupper() for char in letters)
    if capitals == 1:
        return len(letters) == 1 and 2 <= len(word) <= 3 and word[1:].isdigit()
    return capitals >= 2 and capitals * 2 > len(letters)


def _again(text: str, bracket: int, long: str) -> tuple[int, int] | None:
    """Where the long form stands again before the bracket, with one blank between."""
    start = bracket - 1 - len(long)
    whole = start == 0 or (start > 0 and not text[start - 1].isalnum())
    return (
        (start, bracket - 1)
        if whole and text.startswith(long, start) and text[bracket - 1].isspace()
        else None
    )


def _introduced(text: str, bracket: int, acronym: str) -> Iterator[Introduction]:
    reach = min(_REACH, 20 + _BY_LETTER * len(acronym))
    before = text[max(0, bracket - reach) : bracket]
    offset = bracket - len(before)
    words = _words(before)
    if not words:
        return
    roman = _ROMAN.fullmatch(acronym)
    span = (
        _quoted(before)
        or _by_initials(words, acronym)
        or (None if roman else _by_capitals(words, before, acronym))
    )
    if span is not None:
        start, end = span
        if before.endswith(("’s", "'s"), start, end):
            end -= 2
        yield Introduction(
            acronym, offset + start, offset + end, " ".join(before[start:end].split())
        )
    elif len(acronym) > 2 and not roman and before.rstrip()[-1] not in ",;:.":
        yield Introduction(acronym, bracket + 1, bracket + 1 + len(acronym), None)


def _explained(text: str, match: "re.Match[str]") -> Iterator[Introduction]:
    """`WHO (World Health Organization)`: only where the initials of all the words in the brackets say so."""
    start = match.start()
    last = _LAST_WORD.search(text, max(0, start - 20), start)
    acronym = last[0].strip() if last else ""
    if not is_acronym(acronym):
        return
    words = _words(match[1])
    span = _by_initials(words, acronym) if words else None
    if span is not None and span[0] == words[0].start:
        yield Introduction(
            acronym,
            start + 1 + span[0],
            start + 1 + span[1],
            " ".join(match[1][slice(*span)].split()),
        )


def _words(before: str) -> list[_Word]:
    """The words after the last edge of a clause."""
    last = len(before.rstrip())
    edge = max((match.end() for match in _EDGE.finditer(before) if match.end() < last), default=0)
    return [_Word(match[1], *match.span(1)) for match in _TOKEN.finditer(before, edge)]


def _quoted(before: str) -> tuple[int, int] | None:
    """What stands in quotation marks right before the bracket."""
    trimmed = before.rstrip()
    for opening in _OPENING.get(trimmed[-1:], ""):
        at = trimmed.rfind(opening, 0, len(trimmed) - 1)
        if at >= 0 and trimmed[at + 1 : -1].strip():
            return at + 1, len(trimmed) - 1
    return None


def _by_initials(words: list[_Word], acronym: str) -> tuple[int, int] | None:
    """The shortest run of words, up to the bracket, whose initials are the letters of the acronym in their order.

    Short words may have no letter in it; they have one only where it does not come out otherwise.
    """
    letters = [char.casefold() for char in acronym if char.isupper() or char.isdigit()]
    for short_count in (False, True):
        left = len(letters)
        for word in reversed(words):
            silent = len(word.text) <= _SHORT and not word.capital
            if silent and not short_count:
                continue
            initials = word.initials
            if left >= len(initials) and "".join(letters[left - len(initials) : left]) == initials:
                left -= len(initials)
            elif initials and letters[left - 1] == initials[0]:
                left -= 1
            elif not silent:
                break
            if left == 0:
                return word.start, words[-1].end
    return None


def _by_capitals(words: list[_Word], before: str, acronym: str) -> tuple[int, int] | None:
    """From the last capitalised word before the bracket, and those right before it, if that may be the whole name.

    It may be if its first letter is the acronym's, or it has about as many words as the acronym has letters. In running
    text two names joined by a word (`between Europe and Asia for ...`) leave open where the long form begins.
    """
    first = next((at for at in reversed(range(len(words))) if words[at].capital), -1)
    if first < 0 or any(
        "," in before[left.end : right.start] for left, right in pairwise(words[first:])
    ):
        return None
    title_case = words[-1].capital
    while first and "," not in before[words[first - 1].end : words[first].start]:
        if words[first - 1].capital:
            first -= 1
            continue
        linked = first - 1
        while (
            linked >= 0
            and not words[linked].capital
            and len(words[linked].text) <= _SHORT + 3
            and first - linked < 3
        ):
            linked -= 1
        if (
            linked < 0
            or not words[linked].capital
            or "," in before[words[linked].end : words[first].start]
        ):
            break
        if not title_case:
            return None
        first = linked
    name = words[first:]
    capitals = sum(char.isupper() for char in acronym)
    weighty = sum(len(word.text) > _SHORT for word in name)
    same = name[0].text[0].casefold() == acronym[0].casefold()
    if same or 0.6 * capitals <= weighty <= 1.6 * capitals:
        return name[0].start, name[-1].end
    return None
