"""TXT: what does not belong into running text, and words that were broken."""

import re
from collections.abc import Iterable, Iterator

from communique.core.message import count, say
from communique.languages import language
from communique.model import ActMark, DateMark, EntityMark, Mark, ReferenceMark
from communique.rules.characters import is_unspaced
from communique.rules.record import FIELD, Record
from communique.rules.rule import PRINTED, RECORD, Finding, rule

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
    <paragraph eId="para_3"><num>3.</num>
      <content><p>We will 6123/24 ab/CD/ef 2 meet again.</p></content></paragraph>

    Good:
    <paragraph eId="para_3"><num>3.</num><content><p>We will meet again.</p></content></paragraph>
    """
    for found in _footers(record):
        block, start, number = record.at(found.start())
        if record.zones[number] != FIELD:
            foot = found[0].rstrip()
            message = say("the page footer {foot!r} is in the text", foot=foot)
            yield Finding(message, block, start, start + len(foot))
    words = [
        word.casefold() for word in language(record.declaration.language).page_words
    ]
    yield from _inside_sentences(record, words)
    for at, line in enumerate(record.texts):
        is_short = 0 < len(line) <= _MAX_PAGE_LINE
        if is_short and record.zones[at] != FIELD and _is_page_number(line, words):
            message = say("{value!r} is a page number", value=line.strip())
            yield Finding(message, record.blocks[at], 0, len(line))


_IN_DASHES = re.compile(r"- ?\d{1,3} ?- |– ?\d{1,3} ?– |— ?\d{1,3} ?— ")
_OF_PAGES = re.compile(r" \d{1,3} ?(?:/|[^\W\d_]{1,4}) ?\d{1,3} ")


def _inside_sentences(record: Record, words: list[str]) -> Iterator[Finding]:
    """Page numbers between two words: `- 3 -`, `Page 3 of 12`."""
    text = record.text
    for found in _IN_DASHES.finditer(text):
        if _is_between_words(text, found.start(), found.end()):
            yield _page_number(record, found.start(), found.end() - 1)
    lower = text.lower()
    for word in words:
        at = lower.find(word)
        while at >= 0:
            found_number = _OF_PAGES.match(text, at + len(word))
            if found_number is not None and _is_between_words(
                text, at, found_number.end()
            ):
                yield _page_number(record, at, found_number.end() - 1)
            at = lower.find(word, at + 1)


def _is_between_words(text: str, start: int, end: int) -> bool:
    """Whether a letter and a blank come before a stretch, which ends in a blank, and a letter comes
    after it.
    """
    before = text[max(0, start - 2) : start]
    follows_word = before[-1:] == " " and before[:1].isalpha()
    after = text[end : end + 1]
    return follows_word and after.isalpha()


def _page_number(record: Record, start: int, end: int) -> Finding:
    block, at, _ = record.at(start)
    value = record.text[start:end]
    message = say("the page number {value!r} is in the text", value=value)
    return Finding(message, block, at, at + len(value))


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
        begin = max(0, at - 24, line)
        end = min(len(text), at + 24)
        found = _FOOTER.search(text, begin, end)
        if found is not None:
            yield found
    for limite in _LIMITE.finditer(text):
        at = limite.start()
        found = _CODE.search(text, max(0, at - 12), at + 12)
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
    <paragraph eId="para_3"><num>3.</num>
      <content><p>We will meet in the harb- our again.</p></content></paragraph>

    Good:
    <paragraph eId="para_3"><num>3.</num>
      <content><p>We will meet in the harbour again, in spring- or summertime.</p></content></paragraph>
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


@rule("TXT004", "mark-inside-word", on="record", sources=(RECORD,))
def inside(record: Record) -> Iterator[Finding]:
    """A mark begins or ends inside a word.

    Why: marks point to the words by offsets. If you edit the words and forget the marks, every mark
    after the edit is on the wrong letters: a date on half a word, an act on the end of another.

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
                message = say(
                    "a mark covers {words!r}, which are not whole words", words=words
                )
                yield Finding(message, block, mark.start, mark.end)


def _parted(text: str, at: int) -> bool:
    """Whether a letter or digit follows a place, in a script that parts words by spaces."""
    if at >= len(text) or not text[at].isalnum():
        return False
    return not any(is_unspaced(char) for char in text[max(0, at - 1) : at + 1])


_PLACEHOLDER = re.compile(r"\[[^\[\]]{0,80}(?:…|\.\.\.)\][\s.,;:]{0,3}")
_TO_FILL = re.compile(
    r"\[(?:X{1,4}|x{2,4}|_{2,20}|TB[CDA]|tb[cda]|●|•)\]|TB[CD](?![\w-])"
)


@rule("TXT005", "placeholder", on="record", sources=(RECORD,))
def placeholder(record: Record) -> Iterator[Finding]:
    """A placeholder is in the text: a passage that is only `[…]`, or `[XX]`, `TBC`, `TBD`.

    Why: a skeleton is valid, and says nothing. If one is left in a published document, readers
    think that words are missing.

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
            "{n} passage is a placeholder",
            "{n} passages are placeholders",
            n=len(found),
        )
        yield Finding(message, found[0], 0, len(found[0].text))
    text = record.text
    if "[" not in text and "TB" not in text:
        return
    for each in _TO_FILL.finditer(text):
        before = text[max(0, each.start() - 1) : each.start()]
        if before.isalnum() or before == "-":  # the end of a longer word
            continue
        block, start, _ = record.at(each.start())
        message = say("{words!r} is a placeholder", words=each[0])
        yield Finding(message, block, start, start + len(each[0]))
