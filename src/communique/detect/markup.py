"""Text with Markdown's signs: metadata, headings, emphasis. The signs are furniture; what they say
becomes structure.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from operator import or_

from communique.core.expressions import compile_late
from communique.core.values import MarkValues
from communique.detect.claims import Claims, Flow
from communique.detect.marks import mark_order
from communique.detect.metadata import Metadata, read_metadata
from communique.detect.segments.labels import label_at
from communique.lines import Line

_SIGN = compile_late(
    r"#{1,6} \S|#[^\W\d_][^# \n]* [^#\n]*\n[ \t]*\n|\*\*\S|\d{1,4}\\[.)]|\\#|\[\^[\w-]+\]:|(?:> ?)+#{1,6} \S"
    r"|(?:>[^\n]*\n){3}"
)
_SIGN_BELOW = compile_late(rf"\n(?:{_SIGN.pattern})")
"""The same in another line than the first: found faster than by a pattern that begins with `^`."""
_HEADING = compile_late(r"(#(?=\s|[^\W\d_][^# ]* [^#]*$)|#{2,6}(?!#))(.*)$")
_SIGNS = compile_late(r"\*{1,3}|_{1,2}")
_ESCAPE = compile_late(r"\\(?=[!-/:-@\[-`{-~])")
_QUOTED = compile_late(r"(?:>[ \t]*)+")
"""What begins a line of a quotation."""
_TEMPLATE = compile_late(r"\{[{%].*[%}]\}|\{:[^{}]*\}|:::.*|&nbsp;")
"""A line for the program that makes the page, without a word of the text."""
_TAG = (
    r"</?(?:article|aside|b|blockquote|br|center|div|em|figcaption|figure|footer|h[1-6]|header|hr|i|li|main|nav|ol|p|section"
    r'|small|span|strong|u|ul)(?:\s(?:align|class|dir|id|lang|markdown|style|data-[\w-]{1,30})="[^"<>()]*")*(?:\s?/)?>'
)
"""A tag of HTML that says how words are set, and holds none itself."""
_TAGS_BEFORE = compile_late(rf"(?:{_TAG}\s*)+", re.IGNORECASE)
_TAG_BEHIND = compile_late(_TAG, re.IGNORECASE)
_TAG_HEADING = compile_late(r"<h([1-6])\b", re.IGNORECASE)
_STYLE = {
    "*": ("italic",),
    "_": ("italic",),
    "**": ("bold",),
    "__": ("bold",),
    "***": ("bold", "italic"),
    "b": ("bold",),
    "strong": ("bold",),
    "em": ("italic",),
    "i": ("italic",),
    "sub": ("subscript",),
    "sup": ("superscript",),
    "u": ("underline",),
}
"""What signs and tags say of the words between them."""
_TAG_INSIDE = compile_late(
    r"(?<!\\)<(?P<closing>/?)(?P<name>a|abbr|b|cite|em|i|ins|mark|small|span|strong|sub|sup|u)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
"""A tag of HTML within words."""
_BOLD = compile_late(r"\*\*([^*\s](?:[^*]*[^*\s])?)\*\*")
_BOLDS = compile_late(rf"{_BOLD.pattern}(?:\s+{_BOLD.pattern})+")
_BROKEN = compile_late(r"[^\\](?:\\\\)*\\$")
"""A line that Markdown breaks: it ends with a backslash that no other escapes."""
MAX_NESTED = 6
"""This many signs of emphasis wait for their partners."""
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
        heading = _HEADING.match(line.text) if line.text[0] == "#" else None
        if heading and heading[2].rstrip("#").strip():
            _cut(line, claims, len(heading[1]), len(line.text) - len(line.text.rstrip("#")))
            line.level, line.begins = len(heading[1]), True
        elif line.text.startswith("**"):
            _bold_heading(lines, index, claims)
        else:
            _item(line, claims)
    for line, after in pairwise(lines):
        if (
            line.text.endswith("\\")
            and after.gap == 0
            and line.start >= begin
            and _BROKEN.search(line.text)
        ):
            _cut(line, claims, 0, 1)
    return True, metadata


def _unwrap(lines: list[Line], claims: Claims, begin: int) -> None:
    """Set aside the signs of quotations, the tags of HTML around a line, and lines for the program
    that makes the page.
    """
    gap = 0
    kept: list[Line] = []
    for line in lines:
        line.gap += gap
        gap = 0
        if line.start >= begin and line.text[0] in ">{:&<":
            quoted = _QUOTED.match(line.text)
            _cut(line, claims, quoted.end() if quoted else 0)
            tags = _TAGS_BEFORE.match(line.text) if line.text[:1] == "<" else None
            heading = _TAG_HEADING.search(tags[0]) if tags else None
            around = _TEMPLATE.fullmatch(line.text) or tags
            _cut(line, claims, around.end() if around else 0)
            if heading and line.text:
                line.level, line.begins = int(heading[1]), True
        if line.start >= begin:
            _without_tags_behind(line, claims)
        if line.text:
            kept.append(line)
        else:
            gap = line.gap + 1
    lines[:] = kept


def _without_tags_behind(line: Line, claims: Claims) -> None:
    """Set aside the tags at the end of a line."""
    while line.text[-1:] == ">" and _TAG_BEHIND.fullmatch(line.text, at := line.text.rfind("<")):
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
        if line.start < begin or not line.text.startswith("**") or not _BOLDS.fullmatch(line.text):
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
        pieces[0].rule, pieces[0].edge, pieces[0].begins = line.rule, line.edge, True
        lines[index : index + 1] = pieces


def _bold_heading(lines: list[Line], index: int, claims: Claims) -> None:
    """Lines wholly between two `**`: a heading."""
    first = lines[index]
    if not first.text.strip("*_ "):
        return
    for stop in range(index, min(index + MAX_BOLD_LINES, len(lines))):
        last = lines[stop]
        if stop > index and last.gap > 0:
            return
        found = last.text.find("**", 2 if stop == index else 0)
        if found < 0:
            continue
        if found + 2 != len(last.text) or (stop == index and found <= 2):
            return
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
        return


def emphasis(
    flow: Flow, calls: list[tuple[int, int, str]], claims: Claims, *, signs: bool = True
) -> tuple[Flow, list[MarkValues]]:
    """The flow without its signs of emphasis and note markers, and the marks that they become.

    Backslashes before punctuation go too. A sign that has no partner stays a character of the text;
    so do all without `signs`.
    """
    text = flow.text
    cuts: list[tuple[int, int, str]] = [(start, end, f"note {ref}") for start, end, ref in calls]
    has_signs = signs and ("*" in text or "_" in text)
    pairs = list(_pairs(text)) if has_signs else []
    for opening, closing, sign in pairs:
        inside = (opening[1] <= start and end <= closing[0] for start, end, _ in calls)
        outside = (end <= opening[0] or closing[1] <= start for start, end, _ in calls)
        if all(map(or_, inside, outside)):
            cuts.extend(((*opening, f"open {sign}"), (*closing, f"close {sign}")))
    if signs:
        cuts.extend((match.start(), match.end(), "escape") for match in _ESCAPE.finditer(text))
        cuts.extend(_tags(text) if "<" in text else ())
    cuts.sort()
    cuts = [cut for number, cut in enumerate(cuts) if number == 0 or cuts[number - 1][1] <= cut[0]]
    kept, places = flow.without([(start, end) for start, end, _ in cuts])
    marks: list[MarkValues] = []
    open_at: dict[str, int] = {}
    for place, (start, end, what) in zip(places, cuts, strict=True):
        word, _, rest = what.partition(" ")
        if word == "note":
            marks.append({"kind": "note", "start": place, "end": place, "ref": rest})
            continue
        for low, high in flow.spans(start, end):
            claims.furniture(low, high, "markup")
        if word == "open":
            open_at[rest] = place + (
                kept.text[place : place + 1] == " "
            )  # the space that joins it to the line before
        elif word == "close" and rest in open_at:
            begin = open_at.pop(rest)
            if begin < place:
                marks.extend(
                    {"kind": "emphasis", "start": begin, "end": place, "style": style}
                    for style in _STYLE[rest]
                )
    return kept, sorted(marks, key=mark_order)


def _tags(text: str) -> Iterator[tuple[int, int, str]]:
    """The tags of HTML within words, each with what it opens or closes; those without a partner
    and without a meaning for the words are only cut.
    """
    waiting: list[tuple[str, int, int]] = []
    for match in _TAG_INSIDE.finditer(text):
        name = match["name"].lower()
        start, end = match.span()
        if name not in _STYLE:
            yield start, end, "tag"
        elif not match["closing"] and len(waiting) < MAX_NESTED:
            waiting.append((name, start, end))
        elif match["closing"] and waiting and waiting[-1][0] == name:
            _, opened, begin = waiting.pop()
            yield opened, begin, f"open {name}"
            yield start, end, f"close {name}"
        else:
            yield start, end, "tag"
    for _, start, end in waiting:
        yield start, end, "tag"


Stretch = tuple[int, int]


def _pairs(text: str) -> Iterator[tuple[Stretch, Stretch, str]]:
    """Signs of emphasis that open and close a stretch, in the order in which they close; they nest."""
    waiting: list[tuple[str, int, int]] = []
    for match in _SIGNS.finditer(text):
        start, end = match.span()
        sign = match.group()
        before, after = text[start - 1 : start] or " ", text[end : end + 1] or " "
        inner = sign[0] == "_" and (before + after).isalnum()
        if inner or before == "\\":
            continue
        if not before.isspace() and any(sign == each for each, _, _ in waiting):
            while waiting:
                each, low, high = waiting.pop()
                if each == sign:
                    if high < start:
                        yield (low, high), (start, end), sign
                    break
        elif not after.isspace() and len(waiting) < MAX_NESTED:
            waiting.append((sign, start, end))
