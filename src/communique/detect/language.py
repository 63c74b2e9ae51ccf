"""Detects the language of a text among several hundred.

Its script is compared first, then the letters of its words. A text in no known language gets the
tag `und`.
"""

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
_MAX_SAMPLES = 8
"""How many samples of a text are compared, at equal distances.

A quotation or a letterhead fills only one or two of them.
"""
_MIN_SAMPLE_LENGTH = 150
_MAX_SAMPLE_LENGTH = 400
_MIN_PIECES = 40
"""How many different pieces of words a sample needs. One word has fewer, a column of dates too."""
_PIECES_PER_WORD = 12
"""How many pieces count as one word where no spaces separate words."""
_CANDIDATES = 10
"""How many profiles of a script are compared in full: those that share most with the text."""
_COMPARED_PIECES = 300
"""How many of the commonest pieces of a text are used to choose these profiles."""
_KNOWN_LANGUAGE_BONUS = 0.1
"""A language with a language file is likelier than its neighbours."""
_FUNCTION_WORDS_BONUS = 1.0
"""It is likelier still the more words of the sample are in its file."""
_MAX_EXTRA_COST = 3.0
"""No sample counts more than this against a language, since it may quote another language."""
_SIMILAR_COST = 0.3
"""Languages whose costs in a sample differ by at most this are told apart by all the samples."""
_SIMILAR_WORDS = 1.75
"""Two languages are side by side if neither has this many times the words of the other.

The text is then in the one that is first found in two samples: the first sample of a text may hold
a title in another language.
"""
_MIN_MARGIN = 20.0
"""How much worse than the best language the second best has to be, over all samples of the best."""
_MIN_MARGIN_WITHOUT_WORDS = 50.0
"""The same for a language without a file: a few words of English look like Pidgin or Scots."""
_MAX_EXCESS_OF_SAMPLE = 4.5
"""A sample is in no known language if its pieces are rarer by more than this than is usual."""
_MAX_EXCESS_OF_TEXT = 1.3
"""The same for a whole text. A short text, or a script with thousands of signs, may exceed it."""
_NO_TEXT = re.compile(r"<[^<>]{1,400}>|\bhttps?://\S+|\bwww\.\S+")
_APOSTROPHES = "'’‘ʼʻ`´"
_ONE_SCRIPT = {"HIRAGANA": "CJK", "KATAKANA": "CJK", "KATAKANA-HIRAGANA": "CJK"}


def _script_of_character(char: str) -> str:
    name = unicodedata.name(char, "?").split()[0]
    return _ONE_SCRIPT.get(name, name)


_SCRIPTS = CharacterTable(_script_of_character)


@dataclass(frozen=True, slots=True)
class _Sample:
    """One sample of a text, and how it compares with the candidate languages.

    `words` and `size`: how many words and pieces it has. `costs`: how rare its pieces are on
    average in each language, by tag. `usual`: how rare the pieces of that language usually are.
    """

    words: int
    size: int
    costs: dict[str, float]
    usual: dict[str, float]

    @property
    def lowest_cost(self) -> float:
        return min(self.costs.values())

    @property
    def is_strange(self) -> bool:
        """Whether the sample is in none of the candidate languages."""
        return all(
            cost > self.usual[tag] + _MAX_EXCESS_OF_SAMPLE
            for tag, cost in self.costs.items()
        )

    def cost_in(self, tag: str) -> float:
        """How rare the pieces are on average in a language."""
        return self.costs.get(tag, RAREST)


def detect_language(text: str) -> tuple[str, dict[str, int]]:
    """The BCP 47 tag of the language, or `und`, and how many words read like each language.

    The words are those of samples; the language with most words comes first. The tag names the
    script where it is not the usual one of the language: `sr-Latn`, `zh-Hant`. Variants of a
    macrolanguage with a code of two letters count as that language.

    >>> detect_language(
    ...     "We, the ministers, have agreed on the following and will meet again"
    ... )[0]
    'en'
    >>> detect_language("12517/1/23 REV 1")[0]
    'und'
    """
    samples = [sample for sample in _samples(text) if sample.costs]
    tags = sorted({tag for sample in samples for tag in sample.costs})
    places = _places_of_languages(samples, _total_costs(samples, tags))
    words = {
        tag: sum(samples[place].words for place in at) for tag, at in places.items()
    }
    found = dict(sorted(words.items(), key=lambda item: (-item[1], item[0])))
    if not found:
        return UNDETERMINED, found
    best = _first_of_the_commonest(found, places)
    samples_of_best = [samples[place] for place in places[best]]
    if not _is_clear(best, samples_of_best, tags):
        return UNDETERMINED, found
    return best, found


def _total_costs(samples: list[_Sample], tags: list[str]) -> dict[str, float]:
    """How much all samples together count against each language."""
    totals = dict.fromkeys(tags, 0.0)
    for sample in samples:
        lowest = sample.lowest_cost
        for tag in tags:
            extra = min(sample.cost_in(tag) - lowest, _MAX_EXTRA_COST)
            totals[tag] += extra * sample.size
    return totals


def _places_of_languages(
    samples: list[_Sample], totals: Mapping[str, float]
) -> dict[str, list[int]]:
    """From each language found to the places of the samples in it, in the order of the text."""
    places: dict[str, list[int]] = {}
    for place, sample in enumerate(samples):
        if sample.is_strange:
            continue
        highest = sample.lowest_cost + _SIMILAR_COST
        similar = [tag for tag, cost in sample.costs.items() if cost <= highest]
        tag = min(similar, key=totals.__getitem__)
        places.setdefault(tag, []).append(place)
    return places


def _first_of_the_commonest(
    words: Mapping[str, int], places: Mapping[str, list[int]]
) -> str:
    """Of the languages with most words, the one that is first found in two samples."""

    def second_place(tag: str) -> int:
        at = places[tag]
        return at[1] if len(at) > 1 else _MAX_SAMPLES

    most = max(words.values())
    commonest = [tag for tag, count in words.items() if count * _SIMILAR_WORDS >= most]
    return min(commonest, key=second_place)


def _is_clear(best: str, samples: list[_Sample], tags: list[str]) -> bool:
    """Whether samples fit their language, and no other one nearly as well."""
    costs = dict.fromkeys(tags, 0.0)
    for sample in samples:
        for tag in tags:
            costs[tag] += sample.cost_in(tag) * sample.size
    cost = costs.pop(best)
    size = sum(sample.size for sample in samples)
    usual = sum(sample.usual[best] * sample.size for sample in samples) / size
    excess = max(_MAX_EXCESS_OF_TEXT, (usual - 15) / 2) + 30 / math.sqrt(size)
    if cost > (usual + excess) * size:
        return False
    if not costs:
        return True
    margin = _MIN_MARGIN if language(best).words else _MIN_MARGIN_WITHOUT_WORDS
    return min(costs.values()) - cost >= margin


def _samples(text: str) -> list[_Sample]:
    """The samples of a text that have enough pieces, in a script that has profiles."""
    counted = []
    for stretch in _stretches(text):
        letters = letters_of(stretch)
        pieces = pieces_in(letters)
        if len(pieces) >= _MIN_PIECES:
            counted.append((script_of(letters), letters.split(), pieces))
    of_script: dict[str, Counter[str]] = {}
    for name, _, pieces in counted:
        of_script.setdefault(name, Counter()).update(pieces)
    compared = {
        name: _compared(script(name), pieces) for name, pieces in of_script.items()
    }
    samples = []
    for name, words, pieces in counted:
        candidates, levels = compared[name]
        if candidates:
            samples.append(_sample(candidates, levels, words, pieces))
    return samples


def _stretches(text: str) -> list[str]:
    """Stretches of a text at equal distances, or all of a short text."""
    eighth = math.ceil(len(text) / _MAX_SAMPLES)
    length = min(_MAX_SAMPLE_LENGTH, max(_MIN_SAMPLE_LENGTH, eighth))
    count = min(_MAX_SAMPLES, math.ceil(len(text) / length))
    stretches = []
    for index in range(count):
        spread = index * (len(text) - length) // (_MAX_SAMPLES - 1)
        start = max(index * length, spread)
        stretches.append(text[start : start + length])
    return stretches


def _compared(
    known: Script, pieces: Counter[str]
) -> tuple[list[Profile], dict[str, tuple[int, ...]]]:
    """The profiles of a script that have most of the commonest pieces of a text.

    Also returns how rare each piece is in these profiles, in their order.
    """
    shared: Counter[int] = Counter()
    for piece, _ in pieces.most_common(_COMPARED_PIECES):
        shared.update(known.levels(piece).keys())

    def rank(place: int) -> tuple[int, str]:
        return -shared[place], known.profiles[place].tag

    nearest = sorted(range(len(known.profiles)), key=rank)[:_CANDIDATES]
    levels = {}
    for piece in pieces:
        level_in = known.levels(piece)
        levels[piece] = tuple(map(level_in.get, nearest, repeat(RAREST)))
    return [known.profiles[place] for place in nearest], levels


def _sample(
    candidates: list[Profile],
    levels: Mapping[str, tuple[int, ...]],
    words: list[str],
    pieces: Counter[str],
) -> _Sample:
    """A sample, compared with each language by the profile of that language that fits best."""
    costs: dict[str, float] = {}
    usual: dict[str, float] = {}
    size = pieces.total()
    columns = zip(*map(levels.__getitem__, pieces), strict=True)
    for profile, column in zip(candidates, columns, strict=True):
        cost = sum(map(mul, pieces.values(), column)) / size
        if cost < costs.get(profile.tag, RAREST):
            costs[profile.tag] = cost
            usual[profile.tag] = profile.usual
    frequency = Counter(words)
    for tag in costs:
        function_words = language(tag).words
        if function_words:
            known = sum(map(frequency.get, function_words, repeat(0)))
            share = known / len(words)
            costs[tag] -= _KNOWN_LANGUAGE_BONUS + _FUNCTION_WORDS_BONUS * share
    word_count = max(len(words), size // _PIECES_PER_WORD)
    return _Sample(word_count, size, costs, usual)


def _letter(char: str) -> str:
    if char in _APOSTROPHES:
        return "'"
    is_letter_or_mark = unicodedata.category(char)[0] in "LM"
    return char if is_letter_or_mark else " "


_LETTERS = CharacterTable(_letter)
"""Keeps letters and their marks, makes all apostrophes one, and puts a space for the rest."""


def letters_of(text: str) -> str:
    """The words of a text in lower case, with one space between, before and after them."""
    words = _NO_TEXT.sub(" ", text)
    lower = unicodedata.normalize("NFKC", words).lower().replace("i\u0307", "i")
    return f" {' '.join(lower.translate(_LETTERS).split())} "


def pieces_in(letters: str) -> Counter[str]:
    """Counts the pieces of one to three letters in words; `_` marks where a word begins or ends."""
    joined = letters.replace(" ", "_")
    pairs = list(map(add, joined, joined[1:]))
    triples = map(add, pairs, joined[2:])
    counts = Counter(chain(joined, pairs, triples))
    del counts["_"]
    across_words = [piece for piece in counts if len(piece) == 3 and piece[1] == "_"]
    for piece in across_words:
        del counts[piece]
    return counts


def script_of(letters: str) -> str:
    """The script of most of the letters, by the first word of their names in Unicode.

    Empty if there is no letter. Of two equally frequent scripts, the first in the alphabet.
    """
    counts: Counter[str] = Counter()
    for char, count in Counter(letters).items():
        if char.isalpha():
            counts[_SCRIPTS[ord(char)]] += count
    if not counts:
        return ""
    return min(counts, key=lambda name: (-counts[name], name))
