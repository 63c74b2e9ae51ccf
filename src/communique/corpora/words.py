"""An index of words in parts: small files, of which a browser loads those that it needs."""

import json
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from communique.corpora.fulltext import pieces

FOLDER = "words"
_ASCII = 0x80
_NEAR = 5
"""Letters beyond ASCII share a part where their code points agree but for this many bits."""
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def words_in(texts: Iterable[str]) -> frozenset[str]:
    """The words of texts as the index has them: in lower case and without marks.

    >>> sorted(words_in(["Ägypten, naïve", "no. 7"]))
    ['7', 'agypten', 'naive', 'no']
    """
    words: set[str] = set()
    for text in texts:
        words.update(pieces(_plain(text)))
    return frozenset(words)


def _plain(text: str) -> str:
    parted = unicodedata.normalize("NFD", text)
    letters = [char for char in parted if unicodedata.category(char)[0] != "M"]
    return "".join(letters).lower()


def part_of(word: str) -> str:
    """The name of the part that has a word: its first two letters, or a number for others.

    >>> part_of("climate"), part_of("5"), part_of("совет")
    ('words/cl', 'words/5', 'words/u22')
    """
    first = ord(word[0])
    if first >= _ASCII:
        return f"{FOLDER}/u{first >> _NEAR:x}"
    second = word[1:2]
    return f"{FOLDER}/{word[0]}{second if second < chr(_ASCII) else ''}"


def parts_of(documents: Sequence[frozenset[str]]) -> Iterator[tuple[str, str]]:
    """The parts of the index by their names, as scripts: each word with the numbers of the
    documents that have it, each as how much greater it is than the one before, to the base 36.
    """
    numbers: defaultdict[str, list[int]] = defaultdict(list)
    for number, words in enumerate(documents):
        for word in words:
            numbers[word].append(number)
    parts: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for word in sorted(numbers):
        parts[part_of(word)][word] = _shortened(numbers[word])
    for name, content in sorted(parts.items()):
        yield name, script(name, content)


def script(
    name: str,
    content: str | Mapping[str, str],
) -> str:
    """A part of a site as a script, which a browser loads from a disk too."""
    said = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return f"part({json.dumps(name)},{said})\n"


def _shortened(numbers: Sequence[int]) -> str:
    """Numbers in ascending order, as differences."""
    found: list[str] = []
    last = 0
    for number in numbers:
        found.append(_to_36(number - last))
        last = number
    return " ".join(found)


def _to_36(number: int) -> str:
    """A number to the base 36.

    >>> _to_36(0), _to_36(36), _to_36(1295)
    ('0', '10', 'zz')
    """
    digits = _DIGITS[number % 36]
    while number >= 36:
        number //= 36
        digits = _DIGITS[number % 36] + digits
    return digits
