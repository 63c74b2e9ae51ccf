"""Signs within words: stars and backslashes go, emphasis and calls of notes become marks."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from communique.core.expressions import compile_late
from communique.core.values import MarkValues
from communique.detect.claims import Claims, Flow
from communique.detect.marks import mark_order
from communique.lines import CLOSING, OPENING, Sign

_SIGNS = compile_late(r"\*{1,3}|_{1,2}")
_ESCAPE = compile_late(r"\\(?=[!-/:-@\[-`{-~])")
_STYLES = {
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
_TAG = compile_late(
    r"(?<!\\)<(?P<closing>/?)(?P<name>abbr|b|cite|em|i|ins|mark|small|span|strong|sub|sup|u)"
    r'(?:\s(?:class|dir|id|lang|style)="[^"<>()]{0,99}"){0,9}\s?/?>',
    re.IGNORECASE,
)
"""A tag of HTML within words that holds no words itself: the address of a link is words."""
MAX_NESTED = 6
"""This many signs of emphasis wait for their partners."""
Stretch = tuple[int, int]
Call = tuple[int, int, str]
"""Where the marker of a note is in a text, and the note's provisional eId."""


@dataclass(slots=True)
class Found:
    """The signs in a text: pairs that emphasise what is between them, and others."""

    pairs: list[tuple[Stretch, Stretch, str]] = field(default_factory=list)
    others: list[Stretch] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Cut:
    """A stretch that goes. `ref`: it calls that note. `opens`, `closes`: signs of emphasis."""

    start: int
    end: int
    ref: str = ""
    opens: str = ""
    closes: str = ""


def signs_in(text: str) -> Found:
    """The signs of Markdown in a text, and the tags of HTML, as they are guessed.

    A sign without a partner is a character; a tag without one goes.
    """
    found = Found()
    if "*" in text or "_" in text:
        found.pairs.extend(_pairs(text))
    if "\\" in text:
        found.others.extend(match.span() for match in _ESCAPE.finditer(text))
    if "<" in text:
        _find_tags(text, found)
    return found


def _find_tags(text: str, found: Found) -> None:
    """Add the tags of HTML within words: pairs where they have a meaning for the words."""
    waiting: list[tuple[str, Stretch]] = []
    for match in _TAG.finditer(text):
        name = match["name"].lower()
        is_closing = bool(match["closing"])
        if name in _STYLES and not is_closing and len(waiting) < MAX_NESTED:
            waiting.append((name, match.span()))
        elif is_closing and waiting and waiting[-1][0] == name:
            _, opening = waiting.pop()
            found.pairs.append((opening, match.span(), name))
        else:
            found.others.append(match.span())
    found.others.extend(opening for _, opening in waiting)


def placed_signs(flow: Flow, signs: Sequence[Sign]) -> Found:
    """Those of the signs of a file that are in a flow. `signs`: in order."""
    found = Found()
    opened: Stretch | None = None
    for sign, stretch in _within(flow, signs):
        if sign.kind == CLOSING and opened is not None:
            found.pairs.append((opened, stretch, flow.source[sign.start : sign.end]))
            opened = None
        elif sign.kind == OPENING:
            opened = stretch
        else:
            found.others.append(stretch)
    if opened is not None:
        found.others.append(opened)
    return found


def _within(flow: Flow, signs: Sequence[Sign]) -> Iterator[tuple[Sign, Stretch]]:
    """The signs in a flow, and where they are in its text. A sign can begin in one span of the
    source and end in the next.
    """
    if not flow:
        return
    at = bisect_left(signs, flow.start, key=lambda sign: sign.start)
    starts: list[int] = []
    while at < len(signs) and signs[at].start < flow.end:
        sign = signs[at]
        starts = starts or [low for low, _, _ in flow.pieces]
        begin = _place(flow, starts, sign.start)
        last = _place(flow, starts, sign.end - 1)
        if begin is not None and last is not None:
            yield sign, (begin, last + 1)
        at += 1


def _place(flow: Flow, starts: list[int], offset: int) -> int | None:
    """Where a character of the source is in the text of a flow; None where it is not in it."""
    index = bisect_right(starts, offset) - 1
    low, high, _ = flow.pieces[index]
    return flow.bases[index] + offset - low if low <= offset < high else None


def emphasis(
    flow: Flow, calls: list[Call], claims: Claims, signs: Found
) -> tuple[Flow, list[MarkValues]]:
    """The flow without its signs and note markers, and the marks that they become.

    Signs around a part of a marker stay characters of the text.
    """
    cuts = [_Cut(start, end, ref=ref) for start, end, ref in calls]
    for opening, closing, sign in signs.pairs:
        if not _straddles(opening, closing, calls):
            cuts.append(_Cut(*opening, opens=sign))
            cuts.append(_Cut(*closing, closes=sign))
    cuts.extend(_Cut(*stretch) for stretch in signs.others)
    if not cuts:
        return flow, []
    cuts = _apart(cuts)
    kept, places = flow.without([(cut.start, cut.end) for cut in cuts])
    marks: list[MarkValues] = []
    open_at: dict[str, int] = {}
    for place, cut in zip(places, cuts, strict=True):
        if cut.ref:
            marks.append({"kind": "note", "start": place, "end": place, "ref": cut.ref})
            continue
        for low, high in flow.spans(cut.start, cut.end):
            claims.furniture(low, high, "markup")
        if cut.opens:
            # The space that joins it to the line before is not emphasised.
            open_at[cut.opens] = place + (kept.text[place : place + 1] == " ")
        elif cut.closes in open_at:
            begin = open_at.pop(cut.closes)
            if begin < place:
                marks.extend(_emphasised(begin, place, cut.closes))
    return kept, sorted(marks, key=mark_order)


def _straddles(opening: Stretch, closing: Stretch, calls: Iterable[Call]) -> bool:
    """Whether a marker is neither between two signs nor outside them."""
    for start, end, _ in calls:
        inside = opening[1] <= start and end <= closing[0]
        outside = end <= opening[0] or closing[1] <= start
        if not inside and not outside:
            return True
    return False


def _apart(cuts: list[_Cut]) -> list[_Cut]:
    """Cuts in order, without those that begin within the one before them."""
    ordered = sorted(cuts, key=lambda cut: (cut.start, cut.end, _rank(cut)))
    kept: list[_Cut] = []
    end = 0
    for cut in ordered:
        if not kept or end <= cut.start:
            kept.append(cut)
        end = cut.end
    return kept


def _rank(cut: _Cut) -> str:
    """The order of cuts of one stretch."""
    if cut.closes:
        return f"close {cut.closes}"
    if cut.opens:
        return f"open {cut.opens}"
    return f"note {cut.ref}" if cut.ref else "escape"


def _emphasised(start: int, end: int, sign: str) -> Iterator[MarkValues]:
    for style in _STYLES[sign]:
        yield {"kind": "emphasis", "start": start, "end": end, "style": style}


def _pairs(text: str) -> Iterator[tuple[Stretch, Stretch, str]]:
    """Signs of emphasis that open and close a stretch, in the order in which they close; they nest."""
    waiting: list[tuple[str, int, int]] = []
    for match in _SIGNS.finditer(text):
        start, end = match.span()
        sign = match.group()
        before = text[start - 1 : start] or " "
        after = text[end : end + 1] or " "
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
