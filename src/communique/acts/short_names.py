"""Short ways of citing a work again: names that a text gives to works, and words such as `ibid.`.

`Regulation (EU) 2016/679 (hereinafter "the Regulation")` defines a name. Only names with a word for
a kind of work are looked at: `hereinafter "the Committee"` names a body.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from communique.core.expressions import compile_late
from communique.languages import LanguageData, language

_NAME = r"[^\"“”„«»‘’()\n;:]{3,60}"
_QUOTED = compile_late(
    rf"[\"“”„«‘‚»'][ \u00a0\u202f]?(?P<name>{_NAME})(?<![ \u00a0\u202f])[ \u00a0\u202f]?[\"“”»’'«]"
)
"""A quoted name."""
_BEFORE = 60
"""How many characters before a name the words that define it begin at most."""
_WORDS = r",?(?:[ \u00a0][^\W\d_]{1,12}){0,4}:?[ \u00a0]?"
"""What may be between `hereinafter` and the name: `referred to as`."""
_ELIDED = frozenset({"l'", "l’", "d'", "d’"})
"""Articles that are joined to a name."""
_PART_OF_NAME = compile_late(r"[^\W\d_][\w’'.-]*")
_LAST_WORD = compile_late(r"(?P<word>[^\W\d_]{1,20})[ \u00a0]\Z")
_END_OF_SENTENCE = compile_late(r"[;\n]|[^\W\d_]{4}[.][ \u00a0](?=[^\W\d_])")
_LONGEST_ARTICLE = 3
"""The articles of languages have so many letters at most: `The`, `Das`."""
_ACTS = ("regulation", "directive", "decision", "resolution")
"""Keys of words that begin citations by number."""


class Definition(NamedTuple):
    """Words that define a name: half-open offsets in code points, the name, and the word for the
    kind of work that is in it, in small letters.
    """

    start: int
    end: int
    name: str
    noun: str


def definitions(text: str, tag: str) -> Iterator[Definition]:
    """The names that a text gives to works, in the order of the text."""
    before, in_brackets = _defining(tag)
    found: list[tuple[int, int, str]] = []
    if '"' in text or not text.isascii() or "'" in text:
        for match in _QUOTED.finditer(text):
            lead = before.search(text, max(0, match.start() - _BEFORE), match.start())
            if lead is not None:
                found.append((lead.start(), match.end(), match["name"]))
    if in_brackets is not None:
        matches = in_brackets.finditer(text)
        found += [(match.start(), match.end(), match["name"]) for match in matches]
    for start, end, words in sorted(found):
        name = _capitalised(words)
        noun = _noun_in(name, tag)
        if noun is not None:
            yield Definition(start, end, name, noun)


@cache
def _defining(tag: str) -> tuple[re.Pattern[str], re.Pattern[str] | None]:
    """What is before a quoted name that a text defines, and an unquoted one with what is before it."""
    heads = language(tag).references.get("hereinafter", ())
    article = r"(?:[^\W\d_]{1,3}[ \u00a0]|[LlDd]['’])?"
    if not heads:
        return compile_late(rf"\({article}\Z"), None
    head = rf"(?:{'|'.join(map(re.escape, heads))})"
    before = compile_late(rf"(?:\({head}{_WORDS}|{head}{_WORDS}|\(){article}\Z")
    return before, compile_late(rf"\({head}(?P<name>[^\"“”„«»‘’()\n]{{3,80}})\)")


def _capitalised(words: str) -> str:
    """A name without the words before its first capital: `referred to as the Convention`."""
    for match in _PART_OF_NAME.finditer(words):
        part = match[0]
        if part[:2].lower() in _ELIDED and part[2:3].isupper():
            return words[match.start() + 2 :].strip()
        if part[0].isupper():
            return words[match.start() :].strip()
    return ""


def _noun_in(name: str, tag: str) -> str | None:
    """The word of a name that says what kind of work it is of; None where there is none."""
    nouns = _nouns(tag)
    for word in _PART_OF_NAME.findall(name.casefold()):
        for noun in nouns:
            if word.startswith(noun) or word.endswith(noun):
                return noun
    return None


@cache
def _nouns(tag: str) -> tuple[str, ...]:
    """Words for kinds of works, without an ending."""
    data = language(tag)
    found: set[str] = set()
    for words in (*data.declaration_kinds.values(), *_more_nouns(data)):
        for word in words:
            if word.isalpha() and len(word) > _LONGEST_ARTICLE:
                found.add(_stem(word.casefold(), tag))
    return tuple(sorted(found))


def _more_nouns(data: LanguageData) -> Iterator[tuple[str, ...]]:
    """Words for acts that are cited by number, and for works that are no declarations."""
    for key in (*_ACTS, "works"):
        yield data.references.get(key, ())


def _stem(word: str, tag: str) -> str:
    """A word without the ending that the cases of its language change."""
    for ending in _endings(tag):
        if word.endswith(ending):
            return word[: -len(ending)]
    return word


@cache
def _endings(tag: str) -> tuple[str, ...]:
    endings = language(tag).references.get("endings", ())
    return tuple(sorted(endings, key=len, reverse=True))


def name_begins(before: str, noun: str, tag: str) -> int | None:
    """Where the name of a work begins in the words before a definition; None where it is not there,
    or where the text names itself.

    `noun` is the word for the kind of work in the defined name: `the Vienna Convention on Ports
    (hereinafter "the Convention")`.
    """
    since = _sentence(before)
    at = before.casefold().rfind(noun, since)
    if at < 0 or len(before.casefold()) != len(before):
        return None
    begin = before.rfind(" ", since, at) + 1
    begin = max(begin, since)
    while True:
        word = _LAST_WORD.search(before, since, begin)
        if word is None or not word["word"][0].isupper():
            break
        begin = word.start()
    this = language(tag).references.get("this", ())
    word = _LAST_WORD.search(before, since, begin)
    if word is not None:
        names_itself = word["word"].casefold() in this
        if names_itself:
            return None
    return begin


def _sentence(before: str) -> int:
    """Where the last sentence begins."""
    since = 0
    for match in _END_OF_SENTENCE.finditer(before):
        since = match.end()
    return since


def uses(text: str, name: str, tag: str, since: int = 0) -> Iterator[tuple[int, int]]:
    """Where a text uses a name that was defined: half-open offsets in code points.

    `the Geneva Convention` and `the Convention on Ports` are names of other works.
    """
    first_word, _, _ = name.partition(" ")
    if _stem(first_word, tag) not in text:
        return
    for match in _using(name, tag).finditer(text, since):
        word = _LAST_WORD.search(text, max(0, match.start() - 24), match.start())
        if word is None or not _is_part_of_name(word["word"]):
            yield match.span()


def _is_part_of_name(word: str) -> bool:
    """Whether a word before a name makes it another name: `Geneva`, but not `The`."""
    return word[0].isupper() and len(word) > _LONGEST_ARTICLE


@cache
def _using(name: str, tag: str) -> re.Pattern[str]:
    """A name in all cases of its language, with nothing behind it that makes it longer."""
    any_ending = "|".join(map(re.escape, _endings(tag)))
    ending = f"(?:{any_ending})?"
    words = [re.escape(_stem(word, tag)) + ending for word in name.split()]
    about = "|".join(map(re.escape, language(tag).references.get("about", ())))
    longer = rf"(?![ \u00a0](?:{about})(?!\w))" if about else ""
    spaced = r"[ \u00a0]".join(words)
    return compile_late(rf"(?<![\w-]){spaced}(?![\w-]){longer}")


def repeats(text: str, tag: str) -> Iterator[tuple[int, int]]:
    """Where a text has a word such as `ibid.`: half-open offsets in code points."""
    words = _repeating(tag)
    if words is not None:
        yield from (match.span() for match in words.finditer(text))


@cache
def _repeating(tag: str) -> re.Pattern[str] | None:
    words = language(tag).references.get("ibid", ())
    if not words:
        return None
    escaped = [re.escape(word) for word in words]
    escaped.sort(key=len)
    escaped.reverse()
    alternatives = "|".join(escaped)
    return compile_late(rf"(?<!\w)(?:{alternatives})(?!\w)", re.IGNORECASE)
