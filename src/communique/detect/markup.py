"""Signs of Markdown in lines: metadata, headings, bold lines.

The signs are furniture, and the lines say what they mean. In raw text signs are guessed; the reader
of a file says where they are.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from communique.core.expressions import compile_late
from communique.detect.claims import Claims
from communique.detect.metadata import Metadata, read_metadata
from communique.detect.segments.labels import label_at
from communique.lines import CLOSING, HEADING, OPENING, FileLines, Line, Sign

_SIGN = compile_late(
    r"#{1,6} \S|#[^\W\d_][^# \n]* [^#\n]*\n[ \t]*\n|\*\*\S|\d{1,4}\\[.)]|\\#|\[\^[\w-]+\]:|(?:> ?)+#{1,6} \S"
    r"|(?:>[^\n]*\n){3}"
)
_SIGN_BELOW = compile_late(rf"\n(?:{_SIGN.pattern})")
"""The same in another line than the first: found faster than by a pattern that begins with `^`."""
_HEADING = compile_late(r"(#(?=\s|[^\W\d_][^# ]* [^#]*$)|#{2,6}(?!#))(.*)$")
_QUOTED = compile_late(r"(?:>[ \t]*)+")
"""What begins a line of a quotation."""
_TEMPLATE = compile_late(r"\{[{%].*[%}]\}|\{:[^{}]*\}|:{3,}\s*(?:\{[^{}]*\})?|&nbsp;")
"""A line for the program that makes the page, without a word of the text."""
_NAMED_FENCE = compile_late(r":{3,}\s*[\w-]+")
"""A line that opens a block of a named kind, which a line of colons closes: `:::note`."""
_TAG = (
    r"</?(?:article|aside|b|blockquote|br|center|div|em|figcaption|figure|footer|h[1-6]"
    r"|header|hr|i|li|main|nav|ol|p|section|small|span|strong|u|ul)"
    r'(?:\s(?:align|class|dir|id|lang|markdown|style|data-[\w-]{1,30})="[^"<>()]*")*(?:\s?/)?>'
)
"""A tag of HTML that says how words are set, and holds none itself."""
_TAGS_BEFORE = compile_late(rf"(?:{_TAG}\s*)+", re.IGNORECASE)
_TAG_BEHIND = compile_late(_TAG, re.IGNORECASE)
_TAG_HEADING = compile_late(r"<h([1-6])\b", re.IGNORECASE)
_BOLD = compile_late(r"\*\*([^*\s](?:[^*]*[^*\s])?)\*\*")
_BOLDS = compile_late(rf"{_BOLD.pattern}(?:\s+{_BOLD.pattern})+")
_BROKEN = compile_late(r"[^\\](?:\\\\)*\\$")
"""A line that Markdown breaks: it ends with a backslash that no other escapes."""
MAX_BOLD_LINES = 6


def read_markup(text: str, lines: list[Line], claims: Claims) -> tuple[bool, Metadata]:
    """Set Markdown's signs aside; lines keep only their words, and what the signs say. Text without
    such signs is left as it is.

    Gives whether there are signs, and the metadata.
    """
    metadata = read_metadata(text)
    begin = metadata.end
    if not (begin > 0 or _SIGN.match(text) or _SIGN_BELOW.search(text)):
        return False, metadata
    _unwrap(lines, claims, begin)
    _split_bold(lines, claims, begin)
    for index, line in enumerate(lines):
        if line.start < begin or line.level is not None:
            continue
        if line.text.startswith("**"):
            _bold_heading(lines, index, claims)
        elif not _heading(line, claims):
            _item(line, claims)
    for line, after in pairwise(lines):
        if line.start >= begin and _is_broken(line, after):
            _cut(line, claims, 0, 1)
    return True, metadata


def place_signs(lines: list[Line], given: FileLines, claims: Claims) -> list[Sign]:
    """Set aside the signs of a file before headings and around bold lines, and say so of the lines.

    Returns the other signs, which are within words.
    """
    signs = given.signs or ()
    starts = {line.start: index for index, line in enumerate(lines)}
    ends = {line.end: index for index, line in enumerate(lines)}
    rest: list[Sign] = []
    closed: Sign | None = None
    for at, sign in enumerate(signs):
        first = starts.get(sign.start)
        if sign is closed:
            continue
        if sign.kind == HEADING and first is not None:
            line = lines[first]
            line.level = sign.end - sign.start
            line.begins = True
            _cut(line, claims, line.level)
            continue
        closing = _partner(signs, at) if _opens_bold(given.text, sign) else None
        last = ends.get(closing.end) if closing is not None else None
        if first is None or last is None or not _are_together(lines[first : last + 1]):
            rest.append(sign)
            continue
        closed = closing
        _cut(lines[last], claims, 0, len(BOLD))
        _cut(lines[first], claims, len(BOLD))
        lines[first].begins = True
        for line in lines[first : last + 1]:
            line.level = 0
    for line in lines:
        if line.level is None:
            _item(line, claims)
    return rest


BOLD = "**"
"""What is around bold words."""


def _opens_bold(text: str, sign: Sign) -> bool:
    return sign.kind == OPENING and text[sign.start : sign.end] == BOLD


def _partner(signs: Sequence[Sign], at: int) -> Sign | None:
    """The sign that closes what the one at a place opens."""
    for sign in signs[at + 1 :]:
        if sign.kind == CLOSING:
            return sign
    return None


def _are_together(lines: Sequence[Line]) -> bool:
    """Whether few lines are below one another without room between them."""
    return len(lines) <= MAX_BOLD_LINES and not any(line.gap for line in lines[1:])


def _heading(line: Line, claims: Claims) -> bool:
    """Set aside the signs of a heading, and say its level; whether it is one."""
    match = _HEADING.match(line.text) if line.text[0] == "#" else None
    if match is None or not match[2].rstrip("#").strip():
        return False
    level = len(match[1])
    _cut(line, claims, level, len(line.text) - len(line.text.rstrip("#")))
    line.level = level
    line.begins = True
    return True


def _is_broken(line: Line, after: Line) -> bool:
    """Whether Markdown breaks a line here."""
    if after.gap or not line.text.endswith("\\"):
        return False
    return _BROKEN.search(line.text) is not None


def _unwrap(lines: list[Line], claims: Claims, begin: int) -> None:
    """Set aside the signs of quotations, the tags of HTML around a line, and lines for the program
    that makes the page.
    """
    gap = 0
    kept: list[Line] = []
    last_fence = _last_fence(lines)
    for line in lines:
        line.gap += gap
        gap = 0
        if line.start >= begin:
            if line.start < last_fence and _NAMED_FENCE.fullmatch(line.text):
                _cut(line, claims, len(line.text))
            elif line.text[0] in ">{:&<":
                _without_signs_before(line, claims)
            _without_tags_behind(line, claims)
        if line.text:
            kept.append(line)
        else:
            gap = line.gap + 1
    lines[:] = kept


def _last_fence(lines: Sequence[Line]) -> int:
    """The start of the last line of colons alone, which closes a block; 0 if there is none."""
    for line in reversed(lines):
        if line.text.startswith(":::") and not line.text.strip(":"):
            return line.start
    return 0


def _without_signs_before(line: Line, claims: Claims) -> None:
    """Set aside signs of a quotation and tags before the words of a line; such a line as a whole."""
    quoted = _QUOTED.match(line.text)
    _cut(line, claims, quoted.end() if quoted else 0)
    template = _TEMPLATE.fullmatch(line.text)
    tags = _TAGS_BEFORE.match(line.text) if line.text[:1] == "<" else None
    heading = _TAG_HEADING.search(tags[0]) if tags else None
    around = template or tags
    _cut(line, claims, around.end() if around else 0)
    if heading and line.text:
        line.level = int(heading[1])
        line.begins = True


def _without_tags_behind(line: Line, claims: Claims) -> None:
    """Set aside the tags at the end of a line."""
    while line.text[-1:] == ">" and _TAG_BEHIND.fullmatch(
        line.text, at := line.text.rfind("<")
    ):
        _cut(line, claims, 0, len(line.text) - at)


def _cut(line: Line, claims: Claims, head: int, tail: int = 0) -> None:
    """Set aside this many characters at the beginning and the end of a line, and the blanks beside
    them.
    """
    inner = line.text[head : len(line.text) - tail]
    words = inner.strip()
    start = line.start + head + len(inner) - len(inner.lstrip())
    claims.furniture(line.start, start, "markup")
    claims.furniture(start + len(words), line.end, "markup")
    line.cut(start, words)


def _item(line: Line, claims: Claims) -> None:
    """The bullet of a list whose items have labels of their own is a sign: `- (a) Words`. The box
    of a task is no label.
    """
    if line.text[0] in "-*+" and line.text[1:2] == " ":
        words = line.text[2:].lstrip()
        if words[:3] not in BOXES and label_at(words) is not None:
            line.indent += len(line.text) - len(words)
            _cut(line, claims, 1)


BOXES = ("[ ]", "[x]", "[X]")
"""How items of a list of tasks begin."""


def _split_bold(lines: list[Line], claims: Claims, begin: int) -> None:
    """A line of several bold stretches and nothing between them is a heading: each stretch becomes
    a line.
    """
    for index in range(len(lines) - 1, -1, -1):
        line = lines[index]
        if (
            line.start < begin
            or not line.text.startswith("**")
            or not _BOLDS.fullmatch(line.text)
        ):
            continue
        pieces: list[Line] = []
        for match in _BOLD.finditer(line.text):
            start, end = match.span(1)
            gap = 0 if pieces else line.gap
            piece = line.piece(line.start + start, match[1], line.indent, gap)
            claims.furniture(line.start + match.start(), line.start + start, "markup")
            claims.furniture(line.start + end, line.start + match.end(), "markup")
            piece.level = 0
            pieces.append(piece)
        pieces[0].rule = line.rule
        pieces[0].edge = line.edge
        pieces[0].begins = True
        lines[index : index + 1] = pieces


def _bold_heading(lines: list[Line], index: int, claims: Claims) -> None:
    """Lines wholly between two `**`: a heading."""
    first = lines[index]
    if not first.text.strip("*_ "):
        return
    stop = _end_of_bold(lines, index)
    if stop is None:
        return
    last = lines[stop]
    _cut(last, claims, 0, 2)
    claims.furniture(first.start, first.start + 2, "markup")
    first.cut(first.start + 2, first.text[2:])
    tags = _TAGS_BEFORE.match(first.text)
    if tags:
        _cut(first, claims, tags.end())
    _without_tags_behind(last, claims)
    for line in lines[index : stop + 1]:
        line.level = 0
    first.begins = True


def _end_of_bold(lines: list[Line], index: int) -> int | None:
    """The line that ends with the `**` which closes the one at the beginning of a line.

    None where there is none, or words follow it.
    """
    for stop in range(index, min(index + MAX_BOLD_LINES, len(lines))):
        last = lines[stop]
        if stop > index and last.gap > 0:
            return None
        found = last.text.find("**", 2 if stop == index else 0)
        if found >= 0:
            is_end = found + 2 == len(last.text) and (stop > index or found > 2)
            return stop if is_end else None
    return None
