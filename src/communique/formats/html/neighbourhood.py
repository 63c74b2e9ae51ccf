"""The panel of a page of a corpus: which works of the corpus cite the text, its chain, and a picture
of the works around it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from communique.formats.html.markup import Wording, attribute, foreign, link
from communique.formats.html.panel import MAX_OPEN_ROWS, panel
from communique.model.text import escaped


class Neighbour(NamedTuple):
    """A work: its name, and its address; None where it has none. The address of a page of the
    corpus is relative and begins with a dot.
    """

    name: str
    href: str | None


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """The works around a declaration in its corpus."""

    name: str
    """How the declaration is called among them."""
    cited_by: Mapping[str, Sequence[Neighbour]] = field(default_factory=dict)
    """The passages that cite a paragraph, by its eid; with an empty eid those that cite the whole."""
    citing: Sequence[Neighbour] = ()
    """The works that cite the declaration, the newest first."""
    cited: Sequence[Neighbour] = ()
    """The works that it cites, the newest first."""
    chain: Sequence[Neighbour] = ()
    """The works that lead to it and go on from it, the oldest first, with itself."""


_DRAWN = 10
"""This many works are drawn on each side; the lists have all."""
_ROW = 26
_WIDTH = 600
_BOX = 190
_LETTERS = 24
"""A name in the picture has this many letters at most."""


def cited_by(cited: Sequence[Neighbour], wording: Wording, ui: str) -> str:
    """The line below a paragraph that says which passages cite it."""
    names = ", ".join([_link(each) for each in cited])
    return f"<p{ui}><small>{wording.said('cited-by')}: {names}</small></p>"


def neighbours(around: Neighbourhood, wording: Wording) -> str:
    """The panel; empty where no work is around the declaration."""
    if not (around.citing or around.cited):
        return ""
    parts = [_picture(around, wording)]
    whole = around.cited_by.get("", ())
    if whole:
        parts.append(_list("cited-by", whole, wording, "ul"))
    if len(around.chain) > 1:
        parts.append(_list("chain", around.chain, wording, "ol"))
    return panel("neighbours", wording, *parts)


def _list(name: str, works: Sequence[Neighbour], wording: Wording, of: str) -> str:
    """A list of works below its name. A long list is closed."""
    rows = "".join([f"<li>{_link(each)}</li>" for each in works])
    is_open = " open" if len(works) <= MAX_OPEN_ROWS else ""
    summary = f"<summary>{wording.said(name)}: {len(works)}</summary>"
    return f"<details{is_open}>{summary}<{of}>{rows}</{of}></details>\n"


def _link(work: Neighbour) -> str:
    """The name of a work as a link to its page."""
    href = _href(work)
    name = foreign(work.name)
    return name if href is None else f'<a href="{href}">{name}</a>'


def _href(work: Neighbour) -> str | None:
    """The address of a page of the corpus, which begins with a dot, or one of the web."""
    if work.href is not None and work.href.startswith("."):
        return attribute(work.href)
    return link(work.href)


def _picture(around: Neighbourhood, wording: Wording) -> str:
    """The works around the declaration as a picture: those that cite it on the left, those that it
    cites on the right. Each name is a link, which the keyboard reaches.
    """
    left = around.citing[:_DRAWN]
    right = around.cited[:_DRAWN]
    height = _ROW * (max(len(left), len(right), 1) + 1)
    middle = height // 2
    drawn: list[str] = []
    right_edge = _WIDTH - _BOX
    for row, work in enumerate(left):
        drawn.append(_drawn(work, 0, _height_of(row, len(left), middle), _BOX, middle))
    for row, work in enumerate(right):
        at = _height_of(row, len(right), middle)
        drawn.append(_drawn(work, right_edge, at, right_edge, middle))
    centre = _WIDTH // 2
    name = escaped(_short(around.name))
    own = f'<text x="{centre}" y="{middle + 5}" text-anchor="middle">{name}</text>'
    label = wording.label("neighbours-picture")
    return (
        f'<div class="wide" role="group" tabindex="0"{label}>'
        f'<svg viewBox="0 0 {_WIDTH} {height}" width="{_WIDTH}" height="{height}" '
        f'fill="currentColor" font-size="13">{"".join(drawn)}{own}</svg></div>\n'
    )


def _height_of(row: int, count: int, middle: int) -> int:
    """Where a row of so many is, around the middle."""
    return middle + _ROW * row - _ROW * (count - 1) // 2


def _drawn(work: Neighbour, x: int, y: int, joint: int, middle: int) -> str:
    """A work at its place, and the line from it to the declaration in the middle."""
    side = 1 if x == 0 else -1
    end = _WIDTH // 2 - side * (_BOX // 2)
    line = (
        f'<line x1="{joint}" y1="{y}" x2="{end}" y2="{middle}" '
        'stroke="currentColor" stroke-opacity=".4"/>'
    )
    at, anchor = (x + 4, "start") if side < 0 else (joint - 4, "end")
    href = _href(work)
    underlined = "" if href is None else ' text-decoration="underline"'
    words = (
        f'<text x="{at}" y="{y + 5}" text-anchor="{anchor}"{underlined}>'
        f"{escaped(_short(work.name))}</text>"
    )
    if href is not None:
        name = attribute(work.name)
        words = f'<a href="{href}" aria-label="{name}">{words}</a>'
    return f"<g>{line}{words}</g>"


def _short(name: str) -> str:
    """A name that fits into the picture."""
    if len(name) <= _LETTERS:
        return name
    return f"{name[: _LETTERS - 1].rstrip()}…"
