"""Which language a text is in, of several hundred: its script first, then the letters of its words; else `und`."""

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain, repeat
from operator import add, mul

from communique.core.scripts import CharacterTable
from communique.languages import RAREST, Profile, Script, language, script

UNDETERMINED = "und"
_SAMPLES, _SHORTEST, _LONGEST = 8, 150, 400
"""So many samples of a text, so long each, at equal distances: a quotation or a letterhead fills one or two of them."""
_FEWEST = 40
"""A sample has so many different pieces of words at least; `Declaration` has fewer, and so has a column of dates."""
_WORD = 12
"""A word for so many pieces where no spaces are between words."""
_CANDIDATES = 10
"""Profiles of a script that are compared in full: those that share most with the text."""
_KNOWN, _WORDS = 0.1, 1.0
"""A language that has a file is likelier than its neighbours, and the more so the more of the words are in the file."""
_CLIP = 3.0
"""No sample speaks more against a language than this: what is quoted in another one is no reason to leave it."""
_ALIKE = 0.3
"""Languages so close in one sample are told apart by all samples together."""
_ABOUT = 1.75
"""Two languages side by side, neither with so many times the words of the other: the one in which the text begins, its
first sample aside, where a title can stand in another one."""
_MARGIN, _RARE = 20.0, 50.0
"""By how much the second best is worse at least, over all samples of the best; else nobody can say. A language without
a file, of which no word is known, needs more: a few words of English look like Pidgin or Scots."""
_FIT = 4.5
"""A sample whose pieces of words are rarer by more than in the text that a profile was made of is in no language."""
_STRANGE = 1.3
"""A whole text may be rarer by so much, and by more where it is short or its script has thousands of signs: else it is
in a language without a profile."""
_NO_TEXT = re.compile(r"<[^<>]{1,400}>|\bhttps?://\S+|\bwww\.\S+")
_ONE_SCRIPT = {"HIRAGANA": "CJK", "KATAKANA": "CJK", "KATAKANA-HIRAGANA": "CJK"}
_SCRIPTS = CharacterTable(
    lambda char: _ONE_SCRIPT.get(name := unicodedata.name(char, "?").split()[0], name)
)


@dataclass(frozen=True, slots=True)
class _Sample:
    """One sample: how many words and pieces it has, how ill each language fits it, by piece, and how ill it may."""

    words: int
    size: int
    costs: dict[str, float]
    usual: dict[str, float]


def detect_language(text: str) -> tuple[str, dict[str, int]]:
    """The BCP 47 tag of the language, or `und`, and how many words of a sample read like each language, most first.

    The tag names the script where it is not the usual one of the language: `sr-Latn`, `zh-Hant`. Variants of a
    macrolanguage with a code of two letters count as that language.

    >>> detect_language("We, the ministers, have agreed on the following and will meet again")[0]
    'en'
    >>> detect_language("12517/1/23 REV 1")[0]
    'und'
    """
    samples = [each for each in _samples(text) if each.costs]
    tags = sorted({tag for sample in samples for tag in sample.costs})
    least = [(sample, min(sample.costs.values())) for sample in samples]
    totals = {  # how much the samples speak against each language, within bounds
        tag: sum(min(each.costs.get(tag, RAREST) - low, _CLIP) * each.size for each, low in least)
        for tag in tags
    }
    votes: dict[str, list[_Sample]] = {}
    again: dict[str, int] = {}
    for number, sample in enumerate(samples):
        if all(cost > sample.usual[tag] + _FIT for tag, cost in sample.costs.items()):
            continue
        most = min(sample.costs.values()) + _ALIKE
        tag = min(
            (tag for tag, cost in sample.costs.items() if cost <= most), key=totals.__getitem__
        )
        votes.setdefault(tag, []).append(sample)
        if len(votes[tag]) == 2:
            again[tag] = number
    words = {tag: sum(sample.words for sample in those) for tag, those in votes.items()}
    found = dict(sorted(words.items(), key=lambda each: (-each[1], each[0])))
    if not words:
        return UNDETERMINED, found
    about = (tag for tag in found if words[tag] * _ABOUT >= max(words.values()))
    best = min(about, key=lambda tag: again.get(tag, _SAMPLES))
    return (best if _clear(best, votes[best], tags) else UNDETERMINED), found


def _clear(best: str, samples: list[_Sample], tags: list[str]) -> bool:
    """Whether samples fit their language, and no other as well."""
    size = sum(sample.size for sample in samples)
    cost = sum(sample.costs[best] * sample.size for sample in samples)
    others = (
        sum(each.costs.get(tag, RAREST) * each.size for each in samples)
        for tag in tags
        if tag != best
    )
    usual = sum(sample.usual[best] * sample.size for sample in samples) / size
    strange = max(_STRANGE, (usual - 15) / 2) + 30 / math.sqrt(size)
    margin = _MARGIN if language(best).words else _RARE
    return cost <= (usual + strange) * size and min(others, default=cost + margin) - cost >= margin


def _samples(text: str) -> list[_Sample]:
    counted = []
    length = min(_LONGEST, max(_SHORTEST, -(-len(text) // _SAMPLES)))
    for index in range(min(_SAMPLES, -(-len(text) // length))):
        start = max(index * length, index * (len(text) - length) // (_SAMPLES - 1))
        letters = letters_of(text[start : start + length])
        pieces = pieces_in(letters)
        if len(pieces) >= _FEWEST:
            counted.append((script_of(letters), letters.split(), pieces))
    of_script: dict[str, Counter[str]] = {}
    for name, _, pieces in counted:
        of_script.setdefault(name, Counter()).update(pieces)
    compared = {name: _compared(script(name), pieces) for name, pieces in of_script.items()}
    return [
        _sample(*compared[name], words, pieces)
        for name, words, pieces in counted
        if script(name).profiles
    ]


def _compared(
    known: Script, pieces: Counter[str]
) -> tuple[list[Profile], dict[str, tuple[int, ...]]]:
    """The profiles of a script that have most of the commonest pieces of a text, and how rare each piece is in them."""
    shared = Counter(
        chain.from_iterable(known.levels(piece) for piece, _ in pieces.most_common(300))
    )
    places = range(len(known.profiles))
    nearest = sorted(places, key=lambda place: (-shared[place], known.profiles[place].tag))[
        :_CANDIDATES
    ]
    levels = {
        piece: tuple(map(known.levels(piece).get, nearest, repeat(RAREST))) for piece in pieces
    }
    return [known.profiles[place] for place in nearest], levels


def _sample(
    candidates: list[Profile],
    levels: Mapping[str, tuple[int, ...]],
    words: list[str],
    pieces: Counter[str],
) -> _Sample:
    """How rare the pieces are on the average in each language, by its best profile."""
    costs: dict[str, float] = {}
    usual: dict[str, float] = {}
    size, often = pieces.total(), Counter(words)
    columns = zip(*map(levels.__getitem__, pieces), strict=True)
    for (tag, fits), column in zip(candidates, columns, strict=True):
        cost = sum(map(mul, pieces.values(), column)) / size
        if cost < costs.get(tag, RAREST):
            costs[tag], usual[tag] = cost, fits
    for tag in costs:
        function_words = language(tag).words
        if function_words:
            costs[tag] -= _KNOWN + _WORDS * sum(map(often.get, function_words, repeat(0))) / len(
                words
            )
    return _Sample(max(len(words), size // _WORD), size, costs, usual)


_LETTERS = CharacterTable(
    lambda char: (
        "'" if char in "'’‘ʼʻ`´" else char if unicodedata.category(char)[0] in "LM" else " "
    )
)
"""Letters and their marks stay, one apostrophe stands for all, everything else parts words."""


def letters_of(text: str) -> str:
    """The words of a text in lower case, with one space between, before and after them."""
    folded = unicodedata.normalize("NFKC", _NO_TEXT.sub(" ", text)).lower().replace("i\u0307", "i")
    return f" {' '.join(folded.translate(_LETTERS).split())} "


def pieces_in(letters: str) -> Counter[str]:
    """The pieces of one to three letters that words are made of; `_` is where a word begins or ends."""
    joined = letters.replace(" ", "_")
    pairs = list(map(add, joined, joined[1:]))
    counts = Counter(chain(joined, pairs, map(add, pairs, joined[2:])))
    for across in [each for each in counts if each == "_" or (len(each) == 3 and each[1] == "_")]:
        del counts[across]
    return counts


def script_of(letters: str) -> str:
    """The script that most letters are of, by the first word of their names in Unicode; empty without a letter."""
    counts: Counter[str] = Counter()
    for char, count in Counter(letters).items():
        if char.isalpha():
            counts[_SCRIPTS[ord(char)]] += count
    return min(counts, key=lambda script: (-counts[script], script)) if counts else ""
