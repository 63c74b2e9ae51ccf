"""Words in Markdown: nothing in them is taken for markup but what is written here."""

import re
from collections.abc import Callable, Iterator

from communique.model import EmphasisMark, NoteMark, TextBlock

_SPECIAL = re.compile(r"[\\`*_^\[\]<#|~${]|&(?=[#A-Za-z])")
"""What means something anywhere in a line."""
_FIRST = re.compile(r"[-+=>:]|(?P<digits>\d{1,9})(?=[.)])", re.ASCII)
"""What means something where a line begins: lists, rules, underlines, quotations, definitions."""
_SIGNS = {"bold": "**", "italic": "*"}


def escaped(text: str) -> str:
    """The text so that no character of it is markup within a line."""
    return _SPECIAL.sub(r"\\\g<0>", text)


def lines_of(text: str) -> list[str]:
    r"""The lines of escaped text, each safe where a line begins; without white space around, no empty ones at the ends.

    >>> lines_of("16. Words")
    ['16\\. Words']
    """
    return [_begun(line.strip()) for line in text.strip().split("\n")] if text.strip() else []


def words(block: TextBlock, call: Callable[[str], str]) -> str:
    """The escaped text with bold and italics, and with what `call` gives for the eid of each note that is called."""
    parts: list[str] = []
    position = 0
    called = False
    for at, sign in _signs(block, call):
        parts += [_after(block.text[position:at], called=called), sign]
        position, called = at, sign.endswith("]")
    return "".join([*parts, _after(block.text[position:], called=called)])


def _begun(line: str) -> str:
    first = _FIRST.match(line)
    if first is None:
        return line
    return f"{first['digits']}\\{line[first.end() :]}" if first["digits"] else f"\\{line}"


def _after(text: str, *, called: bool) -> str:
    """Text behind a call: a bracket would make a link of the two, a colon a definition."""
    return f"\\{escaped(text)}" if called and text[:1] in {"(", ":"} else escaped(text)


def _signs(block: TextBlock, call: Callable[[str], str]) -> Iterator[tuple[int, str]]:
    """Signs by their offsets: at one place emphasis ends, then notes are called, then emphasis begins."""
    found: list[tuple[int, int, str]] = []
    end = -1
    for mark in block.marks:
        if isinstance(mark, NoteMark):
            found.append((mark.start, 1, call(mark.ref)))
        elif isinstance(mark, EmphasisMark) and mark.style in _SIGNS and mark.start > end and _is_clear(block, mark):
            end = mark.end
            found += [(mark.start, 2, _SIGNS[mark.style]), (mark.end, 0, _SIGNS[mark.style])]
    for at, _, sign in sorted(found, key=lambda each: each[:2]):
        yield at, sign


def _is_clear(block: TextBlock, mark: EmphasisMark) -> bool:
    """Whether CommonMark takes a star for emphasis at both ends, whatever stands outside."""
    return block.text[mark.start].isalnum() and block.text[mark.end - 1].isalnum()
