"""TXT: letters that were read in another encoding or come from another script, and odd characters."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

from communique.core.diagnostics import Severity
from communique.core.message import say
from communique.rules.record import Record
from communique.rules.rule import RECORD, Finding, rule

_CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\ufffd\u00ad\u200b\u2060\ufeff]")


# Bytes of UTF-8 that are in no character the rule could say something about: ASCII but controls, the letters before
# U+0300, which compose with nothing before them, and what follows a first byte.
_USUAL = bytes([0x0A, *range(0x20, 0x7F), *range(0x80, 0xCC)])
_DASHES = {0xE2}
"""The first byte of dashes and quotation marks."""
_DIRECTIONS = "\u200e\u200f\u061c\u200c\u200d"
"""What scripts need that are written from the right, or whose letters join."""
_NEVER = "\u200b\u2060\u2000\u2001\u2126\u212a\u212b\u2329\u232a\u2adc"
"""Of the characters that begin with that byte those that never stand in form C."""
_LATIN = re.compile(rb"\xc2[\x80-\x9f\xad]")


@rule(
    "TXT003",
    "odd-character",
    on="record",
    sources=("Unicode Standard Annex 15", RECORD),
)
def odd(record: Record) -> Iterator[Finding]:
    """A text is not in Unicode's normal form C, or holds control, replacement or invisible characters.

    Why: the same word in two forms is two words to a search. U+FFFD is there because a character
    was lost. A soft hyphen or a zero-width space in a word is invisible, and no search finds the
    word. Between words such a character does less harm.

    Fix: look in the source for the character that was lost. Composed forms can be made by any
    program that normalises.

    Bad:
    <paragraph eId="para_3"><num>3.</num>
      <content><p>We will meet in the ca&#xAD;f&#x65;&#x301; again.</p></content></paragraph>

    Good:
    <paragraph eId="para_3"><num>3.</num>
      <content><p>We will meet in the café again.</p></content></paragraph>
    """
    yield from _hidden_in_labels(record)
    text = record.text
    rare = set(record.data.translate(None, _USUAL))
    has_rare = bool(rare - _DASHES) or any(map(text.__contains__, _NEVER))
    if not has_rare and _LATIN.search(record.data) is None:
        return
    for found in _CONTROL.finditer(text):
        block, start, _ = record.at(found.start())
        message = say("the character U+{value:04X} is in the text", value=ord(found[0]))
        severity = (
            Severity.WARNING if _parts_word(text, found.start()) else Severity.INFO
        )
        yield Finding(message, block, start, start + 1, severity=severity)
    if unicodedata.is_normalized("NFC", text):
        return
    for block in record.blocks:
        at = _first_decomposed(block.text)
        if at is not None:
            message = say(
                "{words!r} is not in normal form C", words=block.text[at : at + 2]
            )
            yield Finding(message, block, at, at + 2, severity=Severity.INFO)


def _parts_word(text: str, at: int) -> bool:
    """Whether the character is in a word, or took the place of a letter."""
    if text[at] == "\ufffd":
        return True
    before = text[max(0, at - 1) : at]
    after = text[at + 1 : at + 2]
    if not (before.isalnum() and after.isalnum()):
        return False
    # Thai and Khmer part their words with zero-width spaces.
    return not (is_unspaced(before) or is_unspaced(after))


def _hidden_in_labels(record: Record) -> Iterator[Finding]:
    """The control and invisible characters in labels, the first of each."""
    for unit in record.units:
        if unit.num is None or unit.num.isprintable():
            continue
        hidden = [
            each for each in unit.num if unicodedata.category(each) in ("Cf", "Cc")
        ]
        if hidden and hidden[0] not in _DIRECTIONS:
            message = say(
                "the character U+{value:04X} is in the label {num!r}",
                value=ord(hidden[0]),
                num=unit.num,
            )
            yield Finding(message, unit.subject, quote=unit.num, severity=Severity.INFO)


def _first_decomposed(text: str) -> int | None:
    """The offset of the first character that is another in normal form C; None where there is none."""
    if unicodedata.is_normalized("NFC", text):
        return None
    proper = unicodedata.normalize("NFC", text)
    only_reordered = len(proper) == len(text) and Counter(proper) == Counter(text)
    if (
        only_reordered
    ):  # marks in the order in which they are typed: shadda before its vowel
        return None
    for at, (given, wanted) in enumerate(zip(text, f"{proper}\0", strict=False)):
        if given != wanted:
            return at
    return None


_ENDS = "\"'«»‘’‚‛“”„‟‹›–—\u00a0"
"""Quotation marks, dashes and blanks, which can stand behind a capital letter."""
_LEADS = "ÂÃÄÅÎÏÐÑØÙ"
"""What the first bytes of accented Latin, Greek, Cyrillic and Arabic letters in UTF-8 are in
Windows-1252. Those of dashes and quotation marks are `â`.
"""


def _bytes_in_windows() -> dict[str, int]:
    """The byte behind each character that Windows-1252 or Latin-1 has between 0x80 and 0xBF."""
    found = {chr(byte): byte for byte in range(0x80, 0xC0)}
    for byte in range(0x80, 0xA0):
        char = bytes([byte]).decode("cp1252", "ignore")
        if char:
            found[char] = byte
    return found


_BYTE_OF = _bytes_in_windows()
_NEXT = f"[{re.escape(''.join(_BYTE_OF))}]"
_MISREAD = re.compile(f"[{_LEADS}]{_NEXT}|â{_NEXT}{_NEXT}")


@rule(
    "TXT006",
    "misread-letters",
    on="record",
    sources=("The Unicode Standard, 3.9: UTF-8",),
)
def misread(record: Record) -> Iterator[Finding]:
    """Letters of the text were read in another encoding than they were written in.

    Why: `trÃ¤de â€“` is what is left of `träde –` when UTF-8 is read as Windows-1252. The words are
    found by no search, and each program that reads them makes it worse.

    Fix: read the source again as UTF-8, or write the letters that are meant.

    Bad:
    {"body": [{"kind": "paragraph", "num": "3.", "content": [{"kind": "text",
      "text": "We will meet in the cafÃ© again."}]}]}

    Good:
    {"body": [{"kind": "paragraph", "num": "3.", "content": [{"kind": "text",
      "text": "We will meet in the café again."}]}]}
    """
    text = record.text
    if text.isascii():
        return
    said: set[int] = set()
    for found in _MISREAD.finditer(text):
        meant = _meant(found, text)
        if meant is None:
            continue
        block, start, number = record.at(found.start())
        if (
            number not in said
        ):  # what is wrong with a block is mostly wrong with all of it
            said.add(number)
            message = say(
                "{words!r} is {meant!r} in another encoding",
                words=found[0],
                meant=meant,
            )
            yield Finding(message, block, start, start + len(found[0]))


def _meant(found: re.Match[str], text: str) -> str | None:
    """What the characters are if their bytes are read as UTF-8; None if they may be meant so."""
    words = found[0]
    is_accented_letter = (
        len(words) == 2
    )  # else it is a dash or a quotation mark, which is sure
    if is_accented_letter and words[1] in _ENDS:
        before = text[max(0, found.start() - 1) : found.start()]
        after = text[found.end() : found.end() + 1]
        if not (before.islower() and after.islower()):
            return None
    try:
        return bytes([ord(words[0]), *(_BYTE_OF[char] for char in words[1:])]).decode(
            "utf-8"
        )
    except UnicodeDecodeError:
        return None


_LATIN_LETTER = "A-Za-zÀ-ÖØ-öø-ɏ"
_OTHER_LETTER = "\u0370-\u0373\u0376\u0377\u037b-\u037d\u0386\u0388-\u03ff\u0400-\u0481\u048a-\u052f"
"""Greek and Cyrillic letters."""
_TWO_SCRIPTS = re.compile(
    f"[{_LATIN_LETTER}][{_OTHER_LETTER}]|[{_OTHER_LETTER}][{_LATIN_LETTER}]"
)
_OTHER = re.compile(f"[{_OTHER_LETTER}]")
_WORD = re.compile(r"[^\W\d_]+")
_UNITS = frozenset("μΩ")
"""Greek letters that stand before or behind the sign of a unit."""
_MAX_UNIT = 4
_MAX_WORD = 60


@rule(
    "TXT007",
    "two-scripts",
    on="record",
    sources=("Unicode Technical Standard 39, 5.1",),
)
def two_scripts(record: Record) -> Iterator[Finding]:
    """A word has letters of two scripts, which mostly look alike.

    Why: a Cyrillic `а` in a Latin word cannot be seen. No search finds the word, and whoever
    compares two versions finds a difference that nobody can see.

    Fix: write the word in letters of one script.

    Bad:
    <paragraph eId="para_3"><num>3.</num>
      <content><p>We will meet in the h&#x430;rbour again.</p></content></paragraph>

    Good:
    <paragraph eId="para_3"><num>3.</num>
      <content><p>We will meet in the harbour again.</p></content></paragraph>
    """
    text = record.text
    if text.isascii() or _OTHER.search(text) is None:
        return
    last = -1
    for found in _TWO_SCRIPTS.finditer(text):
        block, at, _ = record.at(found.start())
        start, end = _word_around(block.text, at)
        word = block.text[start:end]
        is_same_word = found.start() - at + start == last
        is_unit = len(word) <= _MAX_UNIT and not _UNITS.isdisjoint(word)
        if is_same_word or is_unit:
            continue
        last = found.start() - at + start
        message = say("the word {word!r} has letters of two scripts", word=word)
        yield Finding(message, block, start, end)


def _word_around(text: str, at: int) -> tuple[int, int]:
    """The edges of the word that a letter is in, not further away than a long word is."""
    start = at
    while start > 0 and at - start < _MAX_WORD and text[start - 1].isalpha():
        start -= 1
    found = _WORD.match(text, start, at + _MAX_WORD)
    return start, at + 2 if found is None else found.end()


_UNSPACED = (
    (0x0E00, 0x0EFF),
    (0x1000, 0x109F),
    (0x1780, 0x17FF),
    (0x2E80, 0x9FFF),
    (0xAC00, 0xD7AF),
    (0xF900, 0xFAFF),
    (0x20000, 0x3FFFF),
)
"""Characters of scripts that write words without spaces, or put endings straight behind a name:
Thai to Khmer, CJK, Hangul.
"""


def is_unspaced(char: str) -> bool:
    """Whether a character belongs to a script that writes words without spaces."""
    return any(first <= ord(char) <= last for first, last in _UNSPACED)
