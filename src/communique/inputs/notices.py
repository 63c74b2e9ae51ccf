"""Findings that several readers of files share: lost characters, words set aside, notes numbered
anew, a record that is carried.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from communique.core.codes import (
    GARBLED,
    NOTE_NUMBERS,
    RECORD_DAMAGED,
    RECORD_SET_ASIDE,
    RECORD_USED,
    SET_ASIDE,
    UNREADABLE_LETTERS,
)
from communique.core.diagnostics import Diagnostic
from communique.core.message import Message, say
from communique.core.source import Source
from communique.inputs.carried import Difference


def garbled() -> Diagnostic:
    """The finding that the text of a PDF is not what its pages show, as it seems."""
    hint = say(
        "compare it with the pages; if it is garbled, make it anew with OCR, else name its language with --language"
    )
    message = say(
        "the letters look like no known language's: the text in the file may be garbled"
    )
    return Diagnostic.of(GARBLED, message, hint=hint)


def renumbered() -> Diagnostic:
    """The finding that numbers of notes are ours where the file prints others."""
    return Diagnostic.of(
        NOTE_NUMBERS,
        say("notes are numbered in the order of their calls, not as they are printed"),
    )


def record_used() -> Diagnostic:
    """The finding that the record of a file was read."""
    message = say(
        "the file carries its record, which is read: its words are those that were printed"
    )
    hint = say("to read the words instead, use --ignore-record")
    return Diagnostic.of(RECORD_USED, message, hint=hint)


def record_set_aside(difference: Difference, text: Source) -> Diagnostic:
    """The finding that words of a file are others than those of its record.

    `text`: that was taken out of the file.
    """
    message = say(
        "the file carries a record, and its words were changed since: {before!r} is now {after!r}",
        before=difference.before,
        after=difference.after,
    )
    hint = say(
        "the words are read, and the record is not; write the file anew to put the two together"
    )
    span = text.span(difference.start, difference.end)
    return Diagnostic.of(
        RECORD_SET_ASIDE, message, span, quote=difference.after, hint=hint
    )


def record_damaged() -> Diagnostic:
    """The finding that a file carries a record that cannot be trusted."""
    message = say(
        "the file carries a record that is damaged or was changed: its words are read instead"
    )
    return Diagnostic.of(RECORD_DAMAGED, message)


def lost_characters(source: Source) -> Iterator[Diagnostic]:
    """A finding for each of the first hundred words in which U+FFFD stands for a lost character,
    and how many more there are.
    """
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
        hint = say("look up the letter in the original, and write the file in UTF-8")
        yield Diagnostic.of(UNREADABLE_LETTERS, message, span, quote=word[0], hint=hint)
    more = sum(1 for _ in words)
    if more:
        yield Diagnostic.of(
            UNREADABLE_LETTERS,
            say("more words in which a character is lost: {more}", more=more),
        )


LOST = "\ufffd"
"""What stands for bytes that are no character, and for what is drawn and not named."""
_WORD = re.compile(r"[^\s<>]+")
_MOST_NAMED = 100


def set_aside(what: Message, words: Iterable[str]) -> Iterator[Diagnostic]:
    """The finding that words of the file are not in its text, if there are any.

    It quotes them all.
    """
    said = " ".join(" ".join(words).split())
    if said:
        yield Diagnostic.of(
            SET_ASIDE,
            say("{what}: {words!r} is set aside", what=what, words=said[:60]),
            quote=said,
        )
