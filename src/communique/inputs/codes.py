"""What is said of a file whose text is taken out: what was left out, what could not be opened, what is not as it says."""

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from communique.core.diagnostics import Code, Diagnostic, Severity
from communique.core.message import Message, say
from communique.core.source import Source
from communique.inputs.carried import Difference

_ERROR, _WARNING, _INFO = Severity.ERROR, Severity.WARNING, Severity.INFO


def _code(
    number: int,
    name: str,
    severity: Severity,
    summary: str,
    *,
    fatal: bool = False,
    loss: bool = False,
) -> Code:
    return Code(f"INP{number:03}", name, severity, summary, fatal, loss=loss)


DAMAGED = _code(1, "damaged-input", _ERROR, "the file cannot be opened as what it is", fatal=True)
ENCRYPTED = _code(2, "encrypted-file", _ERROR, "the file is locked with a password", fatal=True)
INFLATED = _code(
    3, "inflated", _ERROR, "what is packed in the file is larger than the limit", fatal=True
)
WITHOUT_WORDS = _code(
    4, "without-words", _ERROR, "the file holds no words that can be read", fatal=True
)
OTHER_KIND = _code(5, "other-kind", _WARNING, "the file's ending says one kind, its bytes another")
OTHER_ENCODING = _code(
    6, "other-encoding", _WARNING, "the bytes are in another encoding than the file says"
)
SET_ASIDE = _code(
    7,
    "set-aside",
    _WARNING,
    "words of the file that are no part of its text: headers, menus, what is hidden",
    loss=True,
)
CHANGES = _code(
    8,
    "tracked-changes",
    _WARNING,
    "the file has tracked changes; it is read as if all were accepted",
    loss=True,
)
NOT_READ = _code(
    9, "not-read", _WARNING, "a part of the file that can hold words and is not read", loss=True
)
OTHER_TITLE = _code(
    11, "other-title", _INFO, "the file's properties give it a title that is not printed in it"
)
NOTE_NUMBERS = _code(10, "numbered-notes", _INFO, "notes were numbered in their order")
NOT_INSTALLED = _code(
    21, "not-installed", _ERROR, "what opens this kind of file is not installed", fatal=True
)
NO_TEXT_LAYER = _code(
    22, "no-text-layer", _ERROR, "the pages are pictures, or empty, and hold no text", fatal=True
)
PAGES_WITHOUT_TEXT = _code(23, "pages-without-text", _WARNING, "some pages hold no text", loss=True)
UNREADABLE_LETTERS = _code(
    24, "unreadable-letters", _WARNING, "letters that the file has no character for", loss=True
)
COLUMNS_IN_TURN = _code(
    25, "columns-in-turn", _INFO, "columns of running text were read one after the other"
)
TURNED_WORDS = _code(
    26, "turned-words", _INFO, "words that stand at an angle were put at their page's end"
)
PAGES_LEFT_OUT = _code(
    27, "pages-left-out", _ERROR, "pages that could not be read, or are beyond the limit"
)
MARGIN_NOTES = _code(28, "margin-notes", _INFO, "notes in the margins were put behind the text")
CUT_OFF = _code(
    29, "cut-off", _WARNING, "the file's end is missing, so that pages may be", loss=True
)
READER_DIED = _code(
    30,
    "reader-died",
    _ERROR,
    "the process that read the file crashed, or lasted too long",
    fatal=True,
)
GARBLED = _code(
    31, "garbled-text", _WARNING, "the letters of the file's text look like no language's"
)
RECORD_USED = _code(
    32, "record-used", _INFO, "the record that the file carries was read, and not the words"
)
RECORD_SET_ASIDE = _code(
    33,
    "record-set-aside",
    _WARNING,
    "the words were changed since the record that the file carries was printed: they were read",
)
RECORD_DAMAGED = _code(
    34,
    "record-damaged",
    _WARNING,
    "the record that the file carries cannot be read: the words were read",
)

CODES = tuple(each for each in tuple(globals().values()) if isinstance(each, Code))


def garbled() -> Diagnostic:
    """The finding that the text of a PDF is not what its pages show, as it seems."""
    hint = say(
        "compare it with the pages; if it is garbled, make it anew with OCR, else name its language with --language"
    )
    message = say("the letters look like no known language's: the text in the file may be garbled")
    return Diagnostic.of(GARBLED, message, hint=hint)


def renumbered() -> Diagnostic:
    """The finding that numbers of notes are ours where the file prints others."""
    return Diagnostic.of(
        NOTE_NUMBERS, say("notes are numbered in the order of their calls, not as they are printed")
    )


def record_used() -> Diagnostic:
    """The finding that the record of a file was read."""
    message = say(
        "the file carries its record, which is read: its words are those that were printed"
    )
    hint = say("to read the words instead, use --ignore-record")
    return Diagnostic.of(RECORD_USED, message, hint=hint)


def record_set_aside(difference: Difference, text: Source) -> Diagnostic:
    """The finding that words of a file are others than those of its record. `text`: that was taken out of the file."""
    message = say(
        "the file carries a record, and its words were changed since: {before!r} is now {after!r}",
        before=difference.before,
        after=difference.after,
    )
    hint = say(
        "the words are read, and the record is not; write the file anew to put the two together"
    )
    span = text.span(difference.start, difference.end)
    return Diagnostic.of(RECORD_SET_ASIDE, message, span, quote=difference.after, hint=hint)


def record_damaged() -> Diagnostic:
    """The finding that a file carries a record that is none."""
    message = say("the file carries a record that cannot be read: its words are read")
    return Diagnostic.of(RECORD_DAMAGED, message)


def lost_characters(source: Source) -> Iterator[Diagnostic]:
    """A finding for each of the first hundred words in which U+FFFD stands for a lost character, and how many more there are."""
    words = (
        word
        for word in _WORD.finditer(source.text if LOST in source.text else "")
        if LOST in word[0]
    )
    for word in islice(words, _MOST_NAMED):
        span = source.span(word.start() + word[0].index(LOST), word.end())
        place = {"line": span.line, "column": span.column}
        message = say(
            "a character is lost in line {line}, column {column}: {word!r}",
            word=word[0][:60],
            **place,
        )
        yield Diagnostic.of(UNREADABLE_LETTERS, message, span, quote=word[0])
    more = sum(1 for _ in words)
    if more:
        yield Diagnostic.of(
            UNREADABLE_LETTERS, say("more words in which a character is lost: {more}", more=more)
        )


LOST = "\ufffd"
"""What stands for bytes that are no character, and for what is drawn and not named."""
_WORD = re.compile(r"[^\s<>]+")
_MOST_NAMED = 100


def set_aside(what: Message, words: Iterable[str]) -> Iterator[Diagnostic]:
    """The finding that words of the file are not in its text, if there are any; it quotes them all."""
    said = " ".join(" ".join(words).split())
    if said:
        yield Diagnostic.of(
            SET_ASIDE, say("{what}: {words!r} is set aside", what=what, words=said[:60]), quote=said
        )
