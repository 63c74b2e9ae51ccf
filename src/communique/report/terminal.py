"""What a terminal is shown: nothing that moves its cursor, and the width that characters take on it."""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from communique.core.diagnostics import Diagnostic, Severity
from communique.core.message import say
from communique.core.source import Span

Paint = Callable[[str, str], str]
"""From a style (`error`, `warning`, `info`, `place`, `code`) and words to the words in that style."""

Tell = Callable[[str], str]
"""From a sentence to the same in the language of the reader."""

_WORDS = {Severity.ERROR: say("error"), Severity.WARNING: say("warning"), Severity.INFO: say("info")}

_HIDDEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}
_JOINERS = "\u200c\u200d\u00ad"  # at home in words of many scripts
_COLOURS = {"error": "31;1", "warning": "33;1", "info": "36;1", "place": "34;1", "code": "1"}


def plain(_: str, words: str) -> str:
    """The words as they are."""
    return words


def coloured(style: str, words: str) -> str:
    """The words in colour, by ANSI escapes."""
    return f"\x1b[{_COLOURS[style]}m{words}\x1b[0m"


@dataclass(frozen=True, slots=True)
class Manner:
    """How findings are shown on a terminal: in which colours, and in which language."""

    paint: Paint = plain
    tell: Tell = str

    def severity(self, finding: Diagnostic) -> str:
        """The word for the severity of a finding."""
        return self.paint(str(finding.severity), self.tell(_WORDS[finding.severity]))

    def words(self, text: str) -> str:
        """A sentence on one line, with nothing that moves the cursor."""
        return visible(self.tell(text))


PLAIN = Manner()
"""Without colours, in English."""


def visible(text: str) -> str:
    r"""The text on one line, with control characters, direction overrides and surrogates written as escapes.

    >>> visible("a\tb\x1b[31m")
    'a b\\x1b[31m'
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(_shown(char) for char in text)


def place(path: str, span: Span | None) -> str:
    """Where a finding is, as editors and terminals take it: `path:line:column`; without a place the path alone."""
    return visible(path) if span is None else f"{visible(path)}:{span.line}:{span.column}"


def _shown(char: str) -> str:
    if char == "\t":
        return " "
    if unicodedata.category(char) in _HIDDEN and char not in _JOINERS:
        return char.encode("unicode_escape").decode()
    return char


def width(text: str) -> int:
    """How many columns the text takes on a terminal: two for wide characters, none for combining ones."""
    if text.isascii():
        return len(text)
    return sum(_width(char) for char in text)


def _width(char: str) -> int:
    if unicodedata.combining(char) or unicodedata.category(char) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(char) in {"W", "F"} else 1
