"""What a page adds to the words: running headers, footers, page numbers."""

import re
from collections import Counter, defaultdict
from itertools import groupby, pairwise

from communique.core.scripts import BULLETS
from communique.detect.lexicon import phrases
from communique.languages import LANGUAGES
from communique.lines import Line
from communique.naming.labels import folded

EDGE_DEPTH = 6
"""How many lines from a page's edge furniture is looked for."""
BRIEF = 60
"""Headings are shorter than this: a line that stands in mid-page too is one, not what the page adds."""
MAX_MORE = 12
"""So many characters in capitals may stand beside a running line on some pages."""
MAX_PAGE = 120
"""So many lines of a page are looked at."""
RETURNS = 0.4
"""On this part of the pages a line must return to be furniture."""
RUN = 3
"""Or on so many pages running: a file can hold several documents."""
_NUMBER = re.compile(r"\d+")
_HYPHEN = re.compile(r"(?<=\w) ?- ?(?=\w)")
_CLAUSE = re.compile(
    r"(?:[(\[]?(?:#|[^\W\d_]|[ivxIVX]{1,5})[)\]]|(?:#|[ivxIVX]{1,5})(?:\.|º|°))\s*(?=.*[^\W\d_]{2})"
)
"""A label with its punctuation, and words: a clause or a point, whatever page it stands on."""
_GUTTER = re.compile(r"\S\s{3,}\S")


def mask_of(line: Line) -> str:
    """A line with each number as `#`, its blanks as one and none at hyphens, so that a page's lines can be told to return."""
    words = " ".join(line.text.split())
    return _NUMBER.sub("#", _HYPHEN.sub("-", words) if "-" in words else words)


def furniture(lines: list[Line]) -> set[int]:
    """Indices of running headers, footers and page numbers: lines that return at the same depth from a page's edge.

    Looked for from the edge inwards, in documents of two pages or more. Their numbers are constant or grow with the page.
    """
    pages = [list(page) for _, page in groupby(range(len(lines)), lambda index: lines[index].page)]
    if len(pages) < 2:
        return set()
    found: set[int] = set()
    inside: Counter[str] = Counter()
    for page in pages:
        inside.update(_inside(lines, page))
    for forward in (True, False):
        _from_edge(lines, pages, found, inside, forward=forward)
    first = lines[0].text
    if (
        1 not in found
        and len(first.split()) > 1
        and not any(map(str.isdigit, first))
        and not _GUTTER.search(first)
    ):
        found.discard(0)  # words without a figure are the title: books repeat it as a running head
    return found


def _inside(lines: list[Line], page: list[int]) -> Counter[str]:
    """How often each short mask of a page stands away from its edges, or more often than once at each edge."""
    places: dict[str, list[int]] = defaultdict(list)
    for place, index in enumerate(page):
        if len(lines[index].text) < BRIEF:
            places[mask_of(lines[index])].append(place)
    last = len(page) - EDGE_DEPTH
    return Counter({mask: len(each) - (each[0] < EDGE_DEPTH) - (len(each) > 1 and each[-1] >= last)
                    for mask, each in places.items() if len(each) > 1 or EDGE_DEPTH <= each[0] < last})  # fmt: skip


def _from_edge(
    lines: list[Line],
    pages: list[list[int]],
    found: set[int],
    inside: Counter[str],
    *,
    forward: bool,
) -> None:
    edges = [page[:] if forward else page[::-1] for page in pages]
    limit = 0.8 * max(len(line.text) for line in lines)
    for _ in range(EDGE_DEPTH):
        at: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for number, page in enumerate(edges):
            if page:
                at[mask_of(lines[page[0]])].append((number, page[0]))
        returning = _returning(lines, at, max(2, RETURNS * len(edges)), limit)
        returning -= {mask for mask in returning if inside[mask] * 2 >= len(at[mask])}
        if not returning:
            break
        for mask, places in at.items():
            if mask in returning or any(_variant(mask, other) for other in returning):
                found.update(edges[number].pop(0) for number, _ in places)
    heads = {"".join(lines[index].text.split()) for index in pages[0][: 2 * EDGE_DEPTH]}
    tops = [page[0] for page in edges[1:] if page and _numbered(lines[page[0]].text)]
    found.update(index for index in tops if "".join(lines[index].text.split()) in heads)
    for page in edges if not forward else ():
        words = lines[page[0]].text.split() if page else []
        if 0 < len(words) <= 2 and all(
            word.isupper() and word.lower() in LANGUAGES for word in words
        ):
            found.add(
                page[0]
            )  # nothing but the sign of a language stands at the foot of the page: `EN`


def _returning(
    lines: list[Line], at: dict[str, list[tuple[int, int]]], enough: float, limit: float
) -> set[str]:
    """The masks at one depth that are furniture: those that return often enough, variants of one line counted together."""
    found: set[str] = set()
    for mask, places in at.items():
        those = [lines[index] for _, index in places]
        if _stays(mask, those, limit) or (
            mask[:2] == "# " and any(_is_note(lines, index) for _, index in places)
        ):
            continue
        alike = [
            other
            for other in at
            if other != mask and "#" in mask and len(at) <= 40 and _variant(mask, other)
        ]
        count = len(places) + sum(len(at[other]) for other in alike)
        goes_on = any(
            not line.gap and not line.edge and any(map(str.isalpha, line.text)) for line in those
        )
        if mask[-1] in ".:" and (goes_on or (count < 3 and "#" not in mask)):
            continue  # the end of a sentence that pages happen to end with
        said = [(number, lines[index].text) for number, index in places]
        here = {number for number, _ in said}
        same = said[0][1].isupper() and len({tuple(text.split()) for _, text in said}) == 1
        # of a part of the file, whose own number or same capitals they are
        runs = (same or _numbered(said[0][1])) and any(
            {*range(first, first + RUN)} <= here for first in here
        )
        if (count >= enough or runs) and _explained(said, count):
            found.add(mask)
    return found


def _numbered(text: str) -> bool:
    """Whether the number of a document is in a line: `HL/D/7`."""
    return any("/" in word and any(map(str.isdigit, word)) for word in text.split())


def _stays(mask: str, those: list[Line], limit: float) -> bool:
    """Whether lines are words of the text that happen to return.

    They are an item of a list, the heading of an article, a clause, somebody's signature, or as long as wrapped text and without a gap.
    """
    words = [word.strip(".") for word in mask.casefold().split()]
    signed, parties = f"{those[0].text.casefold()} ", phrases("party_words")
    return (
        (mask[0] in BULLETS and any(map(str.isalpha, mask)))
        or (
            len(words) == 2
            and "#" in words
            and any(word.strip(".") in words for word in phrases("article"))
        )
        or _CLAUSE.match(mask) is not None
        or mask[-1] in ",;"
        or any(len(line.text) > limit and "   " not in line.text for line in those)
        or (signed.startswith(parties) and any(signed.startswith(f"{word} ") for word in parties))
    )


def _is_note(lines: list[Line], index: int) -> bool:
    """Whether the number that a line begins with is a note's: below a rule, or glued to a word above on the page."""
    number = _NUMBER.match(lines[index].text)
    glued = re.compile(rf"[^\W\d_]{number.group() if number else '#'}(?!\d)")
    above = range(index - 1, max(-1, index - MAX_PAGE), -1)
    return lines[index].rule or any(
        glued.search(lines[at].text) for at in above if lines[at].page == lines[index].page
    )


def _variant(mask: str, other: str) -> bool:
    """Whether one line is the other with a number or a word in capitals before or after it.

    A first page's footer has no number, an annex's has its name. What ends as a sentence does is no footer.
    """
    short, long = sorted((mask, other), key=len)
    known = len(short) >= 6 and any(map(str.isalpha, short)) and ("#" in short or short.isupper())
    if not known or short[-1] in ".;,:)" or not (long.startswith(short) or long.endswith(short)):
        return False
    more = (long[len(short) :] if long.startswith(short) else long[: -len(short)]).strip()
    return more == "#" or (more.isupper() and len(more) <= MAX_MORE)


def _explained(places: list[tuple[int, str]], count: int) -> bool:
    """Whether pages explain lines of one mask: their figures are the same or count with the pages, and words alone return thrice.

    `places`: the number of the page and the line. The number of a document (`HL/D/7`) explains two pages. Pages may begin to count anew a few times; figures that go their own way are
    the text's, as in the votes at the end of each page.
    """
    pages = [page for page, _ in places]
    figures = ([int(folded(number[:9])) for number in _NUMBER.findall(text)] for _, text in places)
    counted = False
    for column in zip(*figures, strict=False):
        if len(set(column)) > 1:
            steps = zip(pairwise(pages), pairwise(column), strict=True)
            odd = sum(after - before != more - less for (before, after), (less, more) in steps)
            if odd > (len(pages) - 1) // 4:
                return False
            counted = True
    text = places[0][1]
    told = counted or _numbered(text) or text.isupper()
    return told or count > min(2, len(places)) or not any(map(str.isalpha, text))
