"""How a quotation differs from the words as printed, word by word; differences that change the
meaning are called out.
"""

import json
import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from importlib.resources import files
from typing import Literal

from communique.quotation.folding import fold
from communique.quotation.printed import WORD

Kind = Literal["negation", "number", "modal verb", "name", "word"]
"""What a difference is about; all but `word` change what is said."""
_DIGITS = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Difference:
    """Words that the quotation has in place of others: `quoted` is empty where it leaves words out,
    `printed` where it adds some.
    """

    kind: Kind
    quoted: str
    printed: str

    def __str__(self) -> str:
        """The difference in one clause."""
        if not self.quoted:
            return f"{self.kind}: the quotation leaves out {self.printed!r}"
        if not self.printed:
            return f"{self.kind}: the quotation adds {self.quoted!r}"
        return f"{self.kind}: the quotation has {self.quoted!r} for {self.printed!r}"

    def as_json(self) -> dict[str, str]:
        """The difference as plain values for JSON."""
        return {"kind": self.kind, "quoted": self.quoted, "printed": self.printed}


@dataclass(frozen=True, slots=True)
class Weighty:
    """The words of a language that change what a sentence says."""

    negations: frozenset[str]
    modals: frozenset[str]
    numbers: frozenset[str]


@cache
def _tables() -> dict[str, dict[str, list[str]]]:
    """The word lists of all languages, by kind and language."""
    text = files("communique.quotation").joinpath("words.json").read_text("utf-8")
    tables: dict[str, dict[str, list[str]]] = json.loads(text)
    return tables


@cache
def weighty_words(language: str) -> Weighty:
    """The words of a language that change what a sentence says; those of all languages for one
    without a list.
    """
    tag = language.partition("-")[0]
    found = {}
    for kind, by_language in _tables().items():
        known = by_language.get(tag)
        lists = [known] if known is not None else list(by_language.values())
        folded = (fold(word) for words in lists for word in words)
        found[kind] = frozenset(each.text for each in folded)
    return Weighty(found["negations"], found["modals"], found["numbers"])


def _is_negation(word: str, weighty: Weighty) -> bool:
    return word in weighty.negations or word.endswith(("n't", "n’t"))


def _kind_of(
    quoted: list[str], printed: list[str], weighty: Weighty, *, first: bool
) -> Kind:
    """What the differing words are about; `first`: they begin the sentence, where a capital is no
    name.
    """
    words = [fold(word).text for word in (*quoted, *printed)]
    if any(_is_negation(word, weighty) for word in words):
        return "negation"
    if any(_DIGITS.search(word) or word in weighty.numbers for word in words):
        return "number"
    if any(word in weighty.modals for word in words):
        return "modal verb"
    if first:
        return "word"
    for word in (*quoted, *printed):
        if word[:1].isupper():
            return "name"
    return "word"


def _stretch(text: str, words: list[re.Match[str]]) -> str:
    """The text from the first of some words to the last."""
    if not words:
        return ""
    start = words[0].start()
    end = words[-1].end()
    return text[start:end]


def differences(quoted: str, printed: str, language: str) -> tuple[Difference, ...]:
    """The differences between a quotation and the printed words it is nearest to, in their order."""
    weighty = weighty_words(language)
    ours = list(WORD.finditer(quoted))
    theirs = list(WORD.finditer(printed))
    our_words = [fold(word[0]).text for word in ours]
    their_words = [fold(word[0]).text for word in theirs]
    matcher = SequenceMatcher(None, our_words, their_words, autojunk=False)
    found = []
    for operation, a, b, c, d in matcher.get_opcodes():
        if operation == "equal":
            continue
        quoted_words = [word[0] for word in ours[a:b]]
        printed_words = [word[0] for word in theirs[c:d]]
        begins = a == 0 and c == 0
        kind = _kind_of(quoted_words, printed_words, weighty, first=begins)
        quoted_stretch = _stretch(quoted, ours[a:b])
        printed_stretch = _stretch(printed, theirs[c:d])
        found.append(Difference(kind, quoted_stretch, printed_stretch))
    return tuple(found)
