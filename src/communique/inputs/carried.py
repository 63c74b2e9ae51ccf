"""The record of a declaration that a file carries beside the words: in a PDF, a DOCX and a web
page.

A copy of the record is of use only as long as the words of the file are those that it was printed
with. So the words stand beside it, with their SHA-256. The words are those that the extractor of
`communique.inputs` gets from the file.
"""

import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from itertools import zip_longest

from communique.core.source import Limits

NAME = "communique.json"
"""The name of the attachment in a PDF."""
NAMESPACE = "urn:x-communique:record"
"""The namespace of the custom XML part in a DOCX."""
TEXT = "[text]"
"""The id of the element that holds the text in a page that is written here."""
RECORD = "[json]"
PRINTED = "[printed]"
"""The ids of the scripts in a web page that hold the record, and what is stated beside it."""
VERSION = 1
"""The version of what stands beside a record; it changes when the words of a file are counted in
another way.
"""
_LARGEST = sys.maxsize // 2
ANY_SIZE = Limits(size=_LARGEST, lines=_LARGEST)
"""The limits under which a writer takes the words out of the file that it has just written."""
SHOWN = 5
"""How many words a difference is shown with."""
_SIGNS = str.maketrans("", "", "*_\\#|\ufeff")
"""What the extractors write for emphasis, headings and tables, and the byte order mark: none of
them is printed, and a byte order mark that begins a text is lost when the text is decoded.
"""
_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Word:
    """A printed word, and where it stands in the text that was taken out of the file."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Difference:
    """The first place at which words are others: some words from there on, `before` and `after`,
    and where that is in the text.
    """

    before: str
    after: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Carried:
    """A record as JSON, the words that it was printed with, white space folded, and their SHA-256.

    The words are empty in a page: the record says them all.
    """

    record: str
    words: str
    sha256: str

    def holds(self, text: str) -> bool:
        """Whether a text has the words that the record was printed with."""
        return summed(printed_words(text)) == self.sha256

    def difference(self, text: str) -> Difference | None:
        """Where the words of a text are others than those the record was printed with; None where
        they are the same.
        """
        if self.holds(text):
            return None
        found = list(words_of(text))
        before = self.words.split()
        at = 0
        for old, new in zip_longest(before, found):
            if old is None or new is None or old != new.text:
                break
            at += 1
        after = found[at : at + SHOWN]
        start = after[0].start if after else len(text)
        end = after[-1].end if after else len(text)
        words = " ".join(word.text for word in after)
        return Difference(" ".join(before[at : at + SHOWN]), words, start, end)


def words_of(text: str) -> Iterator[Word]:
    """The printed words of a text that was taken out of a file, without the signs that the
    extractors add.
    """
    for match in _WORD.finditer(text):
        word = match[0].translate(_SIGNS)
        if word:
            yield Word(word, match.start(), match.end())


def printed_words(text: str) -> str:
    r"""The printed words of a text with a blank between them: what the hash of a record is made of.

    >>> printed_words("# *Rules*  of\n\nthe port")
    'Rules of the port'
    """
    return " ".join(word.text for word in words_of(text))


def summed(words: str) -> str:
    """The SHA-256 of words, in hexadecimal digits."""
    return sha256(words.encode("utf-8", "surrogatepass")).hexdigest()


def stated(text: str, *, with_words: bool = True) -> str:
    """What stands beside a record in a file that holds this text: JSON, without the record."""
    words = printed_words(text)
    said = {"communique": VERSION, "sha256": summed(words)}
    if with_words:
        said["words"] = words
    return json.dumps(said, ensure_ascii=False)


def packed(record: str, text: str) -> str:
    """A record as JSON together with the words of the file that it is put into, as one JSON object."""
    return f'{stated(text)[:-1]}, "record": {record}}}'


def unpacked(data: str | bytes) -> Carried | None:
    """What `packed` made; None where it is anything else, or of another version."""
    try:
        values = json.loads(data)
    except (ValueError, RecursionError):
        return None
    if not isinstance(values, dict) or not isinstance(values.get("record"), dict):
        return None
    return _carried(json.dumps(values["record"], ensure_ascii=False), values)


def joined(record: str, beside: str) -> Carried | None:
    """A record and what is `stated` beside it; None where that is not such a statement."""
    try:
        values = json.loads(beside)
    except (ValueError, RecursionError):
        return None
    return _carried(record, values)


def _carried(record: str, values: object) -> Carried | None:
    if not isinstance(values, dict) or values.get("communique") != VERSION:
        return None
    words = values.get("words", "")
    digest = values.get("sha256")
    if not isinstance(words, str) or not isinstance(digest, str):
        return None
    return Carried(record, words, digest)
