"""TXT: what does not belong into running text, and words that were broken."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator

from communique.core.message import count, say
from communique.languages import language
from communique.model import ActMark, DateMark, EntityMark, Mark, ReferenceMark
from communique.rules.record import FIELD, Record
from communique.rules.rule import EVERY, PRINTED, RECORD, Finding, rule

_FOOTER = re.compile(
    r"\d{4,5}/\d\d(?: [A-Z]{3} \d)? +[a-z]{2,4}(?:/[A-Za-z]{2,4}){1,2}(?:/[a-z]{2,3})? *\d*"
    r"|(?<![A-Z])[A-Z]{3,5}[ .]\d(?:[ .][A-Z])? +(?:LIMITE +)?[A-Z]{2}(?![A-Z])"
)
_CODE = re.compile(r"[A-Z]{3,5}\.\d(?:\.[A-Z])? +(?:LIMITE +)?[A-Z]{2}(?![A-Za-z])")
_LIMITE = re.compile(" LIMITE ")
_PAGED = re.compile(r"\.? ?\d{1,4}(?: ?(?:/|[a-z]{1,4}) ?\d{1,4})?")
_ALONE = re.compile(r"(\d{1,4}) ?/ ?(\d{1,4})")


@rule("TXT001", "page-furniture", on="record", sources=(PRINTED,))
def furniture(record: Record) -> Iterator[Finding]:
    """A page number, a running head or a page footer is in the text.

    Why: `6123/24  ab/CD/ef  2` in the middle of a sentence is the foot of a page. Quoted, searched
    and translated with the sentence, it becomes a part of what was declared.

    Fix: remove it from the text, and join what it separated.

    Bad:
    <paragraph eId="para_3"><num>3.</num><content><p>We will 6123/24 ab/CD/ef 2 meet again.</p></content></paragraph>

    Good:
    <paragraph eId="para_3"><num>3.</num><content><p>We will meet again.</p></content></paragraph>
    """
    for found in _footers(record):
        block, start, number = record.at(found.start())
        if record.zones[number] != FIELD:
            foot = found[0].rstrip()
            message = say("the page footer {foot!r} is in the text", foot=foot)
            yield Finding(message, block, start, start + len(foot))
    words = [word.casefold() for word in language(record.declaration.language).page_words]
    for at, line in enumerate(record.texts):
        is_short = 0 < len(line) <= _MAX_PAGE_LINE
        if is_short and record.zones[at] != FIELD and _is_page_number(line, words):
            message = say("{value!r} is a page number", value=line.strip())
            yield Finding(message, record.blocks[at], 0, len(line))


_MAX_PAGE_LINE = 24
"""A line with a page number has no more characters."""


def _is_page_number(line: str, words: Iterable[str]) -> bool:
    """Whether a line is `3/12`, or a word for page and a number."""
    head = line.strip().casefold()
    page = _ALONE.fullmatch(head)
    if page is not None and int(page[1]) <= int(page[2]):
        return True
    rests = [head.removeprefix(word) for word in words if head.startswith(word)]
    return bool(head) and any(map(_PAGED.fullmatch, rests))


def _footers(record: Record) -> Iterator[re.Match[str]]:
    """What looks like the foot of a Council document's page."""
    text = record.text
    for at in record.find_shape(b"a/aa/a", 1):
        line = text.rfind("\n", 0, at) + 1
        found = _FOOTER.search(text, max(0, at - 24, line), min(len(text), at + 24))
        if found is not None:
            yield found
    for limite in _LIMITE.finditer(text):
        found = _CODE.search(text, max(0, limite.start() - 12), limite.start() + 12)
        if found is not None:
            yield found


# After a hyphen that stands for the rest of a compound comes one of these: "Haupt- und Nebensache".
_WORDS = """
and or to und oder bzw sowie bis in ali ter oziroma ne do et ou à y o e u ni a i lub oraz albo czy aj nebo či ani
och eller samt og en of ja tai sekä és vagy ir ar vai un jew u agus nó și sau и или и/или και ή vs. but nor noch
auch
"""
_JOINS = frozenset(_WORDS.split())


@rule("TXT002", "broken-word", on="record", sources=(PRINTED,))
def broken(record: Record) -> Iterator[Finding]:
    """A word was broken at a line's end and not joined again, or a compound was joined with a space.

    Why: `EU- LAC` and `harb- our` are found by no search, and read out wrongly.

    Fix: join the word; keep the hyphen if it belongs to the word.

    Bad:
    <paragraph eId="para_3"><num>3.</num><content><p>We will meet in the harb- our again.</p></content></paragraph>

    Good:
    <paragraph eId="para_3"><num>3.</num><content><p>We will meet in the harbour again, in spring- or summertime.</p></content></paragraph>
    """
    text = record.text
    at = text.find("- ")
    while at >= 0:
        before = text[max(0, at - 24) : at].rsplit(" ", 1)[-1]
        following = text[at + 2 : at + 24].split(" ", 1)[0]
        between_letters = before[-1:].isalpha() and following[:1].isalpha()
        if between_letters and following.rstrip(",;.").casefold() not in _JOINS:
            block, place, _ = record.at(at)
            word = f"{before}- {following}".rstrip(",;.")
            start = place - len(before)
            message = say("the word {word!r} is split", word=word)
            yield Finding(message, block, start, start + len(word))
        at = text.find("- ", at + 2)


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
    info=EVERY,
)
def odd(record: Record) -> Iterator[Finding]:
    """A text is not in Unicode's normal form C, or holds control, replacement or invisible characters.

    Why: the same word in two forms is two words to a search. U+FFFD stands where a character was
    lost, a soft hyphen where a line ended once.

    Fix: look in the source for the character that was lost. Composed forms can be made by any
    program that normalises.

    Bad:
    <paragraph eId="para_3"><num>3.</num><content><p>We will meet in the ca&#xAD;f&#x65;&#x301; again.</p></content></paragraph>

    Good:
    <paragraph eId="para_3"><num>3.</num><content><p>We will meet in the café again.</p></content></paragraph>
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
        yield Finding(message, block, start, start + 1)
    if unicodedata.is_normalized("NFC", text):
        return
    for block in record.blocks:
        at = _first_decomposed(block.text)
        if at is not None:
            message = say("{words!r} is not in normal form C", words=block.text[at : at + 2])
            yield Finding(message, block, at, at + 2)


def _hidden_in_labels(record: Record) -> Iterator[Finding]:
    """The control and invisible characters in labels, the first of each."""
    for unit in record.units:
        if unit.num is None or unit.num.isprintable():
            continue
        hidden = [each for each in unit.num if unicodedata.category(each) in ("Cf", "Cc")]
        if hidden and hidden[0] not in _DIRECTIONS:
            message = say(
                "the character U+{value:04X} is in the label {num!r}",
                value=ord(hidden[0]),
                num=unit.num,
            )
            yield Finding(message, unit.subject, quote=unit.num)


def _first_decomposed(text: str) -> int | None:
    """The offset of the first character that is another in normal form C; None where there is none."""
    if unicodedata.is_normalized("NFC", text):
        return None
    proper = unicodedata.normalize("NFC", text)
    only_reordered = len(proper) == len(text) and Counter(proper) == Counter(text)
    if only_reordered:  # marks in the order in which they are typed: shadda before its vowel
        return None
    for at, (given, wanted) in enumerate(zip(text, f"{proper}\0", strict=False)):
        if given != wanted:
            return at
    return None


_UNSPACED = (
    (0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x2E80, 0x9FFF), (0xAC00, 0xD7AF), (0xF900, 0xFAFF),
    (0x20000, 0x3FFFF),
)  # fmt: skip
"""Characters of scripts that write words without spaces, or put endings straight behind a name: Thai to Khmer, CJK, Hangul."""


@rule("TXT004", "mark-inside-word", on="record", sources=(RECORD,))
def inside(record: Record) -> Iterator[Finding]:
    """A mark begins or ends inside a word.

    Why: marks stand off the words by offsets. Whoever edits the words and forgets the marks leaves
    all behind the edit on the wrong letters: the date on half a word, the act on the end of
    another.

    Fix: move the marks of the text by the number of characters that were added or removed before
    them.

    Bad:
    {"body": [{"kind": "paragraph", "num": "3.", "content": [{"kind": "text",
      "text": "We really will meet again.", "marks": [
       {"kind": "act", "start": 8, "end": 12, "act": "agree"}]}]}]}

    Good:
    {"body": [{"kind": "paragraph", "num": "3.", "content": [{"kind": "text",
      "text": "We really will meet again.", "marks": [
       {"kind": "act", "start": 15, "end": 19, "act": "agree"}]}]}]}
    """
    kinds: tuple[type[Mark], ...] = (EntityMark, DateMark, ReferenceMark, ActMark)
    for kind in kinds:
        for block, mark, _ in record.marks(kind):
            follows_letter = mark.start > 0 and block.text[mark.start - 1].isalnum()
            begins_inside = follows_letter and _parted(block.text, mark.start)
            if begins_inside or _parted(block.text, mark.end):
                words = block.text[mark.start : mark.end]
                message = say("a mark covers {words!r}, which are not whole words", words=words)
                yield Finding(message, block, mark.start, mark.end)


def _parted(text: str, at: int) -> bool:
    """Whether a letter or digit follows a place, in a script that parts words by spaces."""
    if at >= len(text) or not text[at].isalnum():
        return False
    return not any(_is_unspaced(ord(char)) for char in text[max(0, at - 1) : at + 1])


def _is_unspaced(code: int) -> bool:
    """Whether a character belongs to a script that writes words without spaces."""
    return any(first <= code <= last for first, last in _UNSPACED)


_PLACEHOLDER = re.compile(r"\[[^\[\]]{0,80}(?:…|\.\.\.)\][\s.,;:]{0,3}")


@rule("TXT005", "placeholder", on="record", sources=(RECORD,))
def placeholder(record: Record) -> Iterator[Finding]:
    """A passage is a placeholder: nothing but `[…]`.

    Why: a skeleton is valid, and says nothing. What is left of it in a document that is given away
    looks like lost words.

    Fix: put the words in place of the brackets, or delete what the document does not have.

    Bad:
    <paragraph eId="para_3"><num>3.</num><content><p>[We will …].</p></content></paragraph>

    Good:
    <paragraph eId="para_3"><num>3.</num><content><p>We will meet again.</p></content></paragraph>
    """
    found = [
        block
        for block in record.blocks
        if block.text[:1] == "[" and _PLACEHOLDER.fullmatch(block.text)
    ]
    if found:
        message = count(
            "{n} passage is a placeholder", "{n} passages are placeholders", n=len(found)
        )
        yield Finding(message, found[0], 0, len(found[0].text))
