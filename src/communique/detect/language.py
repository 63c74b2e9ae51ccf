"""Which language a text is in: the one whose words it is made of, of those that have a file; else `und`."""

from collections import Counter
from functools import cache

from communique.languages import LanguageData, all_languages

UNDETERMINED = "und"
_HEAD, _MIDDLE = 8000, 4000
_MOST = 8
"""How often a word counts at most: no single word decides."""
_FEWEST = 3
_AHEAD = 1.15
_SHARE = 0.18
"""So large a part of a text must be words that tell its language: in the 24 languages it is more than a quarter."""
_SHORT = 150
"""In a text of fewer words half that part is enough: titles, labels and names say little of the language."""
_FIGURES = "0123456789./-,()[]"
_FOREIGN = 0.12
"""Letters of other alphabets, by word: more of them than this, and the language is another one."""


def detect_language(text: str) -> tuple[str, dict[str, int]]:
    """The tag of the language, or `und`, and how many words of each language were found, most first.

    A bounded sample is looked at: the beginning, and a piece from the middle of a long text. A word that several
    languages have counts for each of them, but less. The language needs three words at least, a clear lead,
    and a fair part of the text.

    >>> detect_language("We, the ministers, have agreed on the following and will meet again")[0]
    'en'
    >>> detect_language("12517/1/23 REV 1")[0]
    'und'
    """
    sample = _sample(text).lower()
    words = Counter(sample.split())
    index = _index()
    hits: Counter[str] = Counter()
    scores: dict[str, float] = {}
    for word in words.keys() & index.keys():
        count = min(words[word], _MOST)
        tags = index[word]
        for tag in tags:
            hits[tag] += count
            scores[tag] = scores.get(tag, 0.0) + count / len(tags)
    if not scores:
        return UNDETERMINED, {}
    found = dict(sorted(hits.items(), key=lambda each: (-each[1], each[0])))
    foreign = _foreign_letters(sample, words.total())
    for tag in scores:
        scores[tag] *= max(0.0, 1.0 - 2.0 * foreign[tag])
    best, *others = sorted(scores, key=lambda tag: (-scores[tag], tag))
    clear = all(scores[best] >= _AHEAD * scores[other] for other in others[:1])
    if hits[best] < _FEWEST or not clear or foreign[best] > _FOREIGN or not _made_of(best, words, index):
        return UNDETERMINED, found
    return best, found


def _made_of(tag: str, words: Counter[str], index: dict[str, tuple[str, ...]]) -> bool:
    """Whether a text is made of a language's words: large enough a part of it, and many different ones in a long text.

    In a language that has no file but shares some words with this one it is a few words, or only rarely one.
    """
    known = [word for word in words if tag in index.get(word, ())]
    total = sum(count for word, count in words.items() if word.strip(_FIGURES))
    share = _SHARE if total > _SHORT else _SHARE / 2
    return sum(words[word] for word in known) >= share * total and len(known) >= min(24, 3 + len(words) // 20)


def _sample(text: str) -> str:
    if len(text) <= _HEAD + _MIDDLE:
        return text
    middle = len(text) // 2
    return f"{text[:_HEAD]} {text[middle : middle + _MIDDLE]}"


def _foreign_letters(sample: str, words: int) -> dict[str, float]:
    """For each language: how many letters are not in its alphabet, by word."""
    letters = {char: sample.count(char) for char in set(sample) if not char.isascii() and char.isalpha()}
    return {
        data.tag: _weight(data) * sum(count for char, count in letters.items() if char not in data.letters) / words
        for data in all_languages()
    }


def _weight(data: LanguageData) -> int:
    """Names are written as they are in Latin letters, and spelt anew in others: there a foreign letter says more."""
    return 1 if data.letters[:1] < "\u0370" else 3


@cache
def _index() -> dict[str, tuple[str, ...]]:
    """From a word to the languages that have it."""
    index: dict[str, list[str]] = {}
    for data in all_languages():
        for word in _telling(data):
            index.setdefault(word, []).append(data.tag)
    return {word: tuple(tags) for word, tags in index.items()}


def _telling(data: LanguageData) -> set[str]:
    """The words that tell a language: function words, months, and lead words and labels of one word."""
    phrases = (*data.recital_leads, *data.operative_leads)
    labels = [label.lower() for labels in data.labels.values() for label in labels]
    months = [form for forms in data.months for form in forms if len(form) > 3]
    one_word = [phrase for phrase in phrases if " " not in phrase]
    return {*data.words, *months, *one_word, *(f"{label}:" for label in labels if " " not in label)}
