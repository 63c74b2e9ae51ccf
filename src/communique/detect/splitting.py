"""A file that holds several texts, cut into one source for each: decisions of a meeting, notes that
were exchanged, two acts.

An annex is no text of its own: it stays with the text before it.
"""

import re
from copy import copy
from dataclasses import replace

from communique.core.source import Source
from communique.detect.reading import TO_RECORD, read
from communique.draft import ReadOptions
from communique.lines import FileLines, Line

_LINE_START = re.compile(r"(?:\A|[\n\r\f])(?=[^\n\r\f]*\Z)")
_NOT_A_LINE_END = re.compile(r"[^\n\r\f]+")


def pieces(source: Source, options: ReadOptions) -> list[tuple[Source, ReadOptions]]:
    """A source for each text of a raw text, and the options to read it with; one if it is one text.

    Each piece has the empty lines and page ends of all that stands before it, so that lines and
    pages are counted as in the whole. Together they hold every word of the whole once.
    """
    text = source.text
    starts = _starts(source, options)
    ends = [*starts[1:], len(text)]
    found: list[tuple[Source, ReadOptions]] = []
    for start, end in zip(starts, ends, strict=True):
        above = _NOT_A_LINE_END.sub("", text[:start])
        piece = Source(source.name, (above + text[start:end]).encode())
        title = "" if start else options.title
        lines = options.lines
        if lines is not None:
            lines = _cut(lines, start, end, piece.text)
        found.append((piece, replace(options, title=title, lines=lines)))
    return found


def _starts(source: Source, options: ReadOptions) -> list[int]:
    """Where the texts begin: each at the start of its first line, the first where the file does."""
    reading = read(source, options, TO_RECORD)
    starts = [0]
    for text in reading.texts[1:]:
        if text.label is None:
            line = _LINE_START.search(source.text[: text.start])
            start = text.start if line is None else line.end()
            if start > starts[-1]:
                starts.append(start)
    return starts


def _cut(whole: FileLines, start: int, end: int, text: str) -> FileLines:
    """The lines of a file from an offset to another, for a text that ends as that stretch does."""
    moved = len(text) - end
    lines = [_moved(line, moved) for line in whole.lines if start <= line.start < end]
    rules = [
        (first + moved, last + moved)
        for first, last in whole.rules
        if start <= first < end
    ]
    signs = whole.signs
    if signs is not None:
        inside = [sign for sign in signs if start <= sign.start < end]
        signs = tuple(
            sign._replace(start=sign.start + moved, end=sign.end + moved)
            for sign in inside
        )
    return replace(
        whole,
        text=text,
        lines=tuple(lines),
        rules=tuple(rules),
        signs=signs,
        metadata=whole.metadata and start == 0,
    )


def _moved(line: Line, by: int) -> Line:
    """The same line, as many characters further on."""
    made = copy(line)
    made.start += by
    return made
