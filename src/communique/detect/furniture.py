"""What a page adds to the words: running headers, footers, page numbers."""

import re
from collections import Counter, defaultdict
from functools import cache
from itertools import pairwise

from communique.detect.characters import BULLETS
from communique.languages import LANGUAGES, all_languages
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
_NUMBER = re.compile(r"\d+")
_HYPHEN = re.compile(r"(?<=\w) ?- ?(?=\w)")
_CLAUSE = re.compile(r"(?:[(\[]?(?:#|[^\W\d_]|[ivxIVX]{1,5})[)\]]|(?:#|[ivxIVX]{1,5})(?:\.|º|°))\s*(?=.*[^\W\d_]{2})")
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
    pages: dict[int, list[int]] = defaultdict(list)
    for index, line in enumerate(lines):
        pages[line.page].append(index)
    if len(pages) < 2:
        return set()
    found: set[int] = set()
    inside: Counter[str] = Counter()
    for page in pages.values():
        inside.update(_inside(lines, page))
    for forward in (True, False):
        _from_edge(lines, list(pages.values()), found, inside, forward=forward)
    if 1 not in found and _titles(lines[0].text):
        found.discard(0)
    return found


def _titles(text: str) -> bool:
    """Whether a running head can be the title where it stands first: words without a figure, as books repeat their titles."""
    return len(text.split()) > 1 and not any(map(str.isdigit, text)) and not _GUTTER.search(text)


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
    lines: list[Line], pages: list[list[int]], found: set[int], inside: Counter[str], *, forward: bool
) -> None:
    open_pages = [page if forward else page[::-1] for page in pages]
    depth_of = [0] * len(open_pages)
    limit = 0.8 * max(len(line.text) for line in lines)
    for _ in range(EDGE_DEPTH):
        at: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for number, page in enumerate(open_pages):
            depth = depth_of[number]
            if depth < len(page):
                at[mask_of(lines[page[depth]])].append((number, page[depth]))
        returning = _returning(lines, at, max(2, RETURNS * len(open_pages)), limit)
        returning -= {mask for mask in returning if inside[mask] * 2 >= len(at[mask])}
        for mask, places in at.items():
            if mask in returning or any(_variant(mask, other) for other in returning):
                for number, index in places:
                    found.add(index)
                    depth_of[number] += 1
        if not returning:
            break
    if not forward:
        found.update(page[depth] for page, depth in zip(open_pages, depth_of, strict=True)
                     if depth < len(page) and _tongue(lines[page[depth]].text))  # fmt: skip


def _returning(lines: list[Line], at: dict[str, list[tuple[int, int]]], enough: float, limit: float) -> set[str]:
    """The masks at one depth that are furniture: those that return often enough, variants of one line counted together."""
    found: set[str] = set()
    for mask, places in at.items():
        item = mask[:1] in BULLETS and any(map(str.isalpha, mask))
        item = item or _article(mask) or _CLAUSE.match(mask) is not None or mask[-1] in ",;"
        item = item or (mask[:2] == "# " and any(lines[index].rule or _called(lines, index) for _, index in places))
        if item or _runs_on(lines, places, limit) or _signs(lines[places[0][1]].text):
            continue
        alike = [other for other in at if other != mask and "#" in mask and len(at) <= 40 and _variant(mask, other)]
        count = len(places) + sum(len(at[other]) for other in alike)
        if mask[-1] in ".:" and (("#" not in mask and count < 3) or _hangs_on(lines, places)):
            continue  # the end of a sentence that pages happen to end with
        if count >= enough and _explained([(number, lines[index].text) for number, index in places], count):
            found.add(mask)
    return found


def _called(lines: list[Line], index: int) -> bool:
    """Whether the number that a line begins with is glued to a word above on the page: it is a note's marker."""
    number = _NUMBER.match(lines[index].text)
    if number is None:
        return False
    glued = re.compile(rf"[^\W\d_]{number.group()}(?!\d)")
    above = range(index - 1, max(-1, index - MAX_PAGE), -1)
    return any(glued.search(lines[each].text) for each in above if lines[each].page == lines[index].page)


@cache
def _article_words() -> frozenset[str]:
    return frozenset(word.casefold().strip(".") for each in all_languages() for word in each.article)


def _article(mask: str) -> bool:
    """Whether a mask is a number and the word for an article in some language: a heading wherever it stands."""
    words = [word.strip(".") for word in mask.casefold().split()]
    return len(words) == 2 and "#" in words and (words[0] in _article_words() or words[1] in _article_words())


def _runs_on(lines: list[Line], places: list[tuple[int, int]], limit: float) -> bool:
    """Whether lines are as long as wrapped text and have no gap in them: words of the text that happen to return."""
    return any(len(lines[index].text) > limit and "   " not in lines[index].text for _, index in places)


def _hangs_on(lines: list[Line], places: list[tuple[int, int]]) -> bool:
    """Whether lines go on with the one above them on their page."""
    return any(lines[index].gap == 0 and not lines[index].edge and any(map(str.isalpha, lines[index].text))
               for _, index in places)  # fmt: skip


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


def _tongue(text: str) -> bool:
    """Whether a line is nothing but the sign of a language, as it stands at the foot of a page: `EN`."""
    words = text.split()
    return 0 < len(words) <= 2 and all(word.isupper() and word.lower() in LANGUAGES for word in words)


@cache
def _party_words() -> tuple[str, ...]:
    return tuple(f"{word.casefold()} " for each in all_languages() for word in each.party_words)


def _signs(text: str) -> bool:
    """Whether a line begins with the words for whom somebody signs: it stands above each signature."""
    return f"{text.casefold()} ".startswith(_party_words())


def _explained(places: list[tuple[int, str]], count: int) -> bool:
    """Whether pages explain lines of one mask: their figures are the same or count with the pages, and words alone return thrice.

    `places`: the number of the page and the line. The number of a document (`HL/D/7`) explains two pages. Pages may begin to count anew a few times; figures that go their own way are
    the text's, as in the votes at the end of each page.
    """
    rows = [(page, [int(folded(number[:9])) for number in _NUMBER.findall(text)]) for page, text in places]
    if len({len(row) for _, row in rows}) != 1:
        return False
    counted = False
    for column in range(len(rows[0][1])):
        values = [(page, row[column]) for page, row in rows]
        if len({value for _, value in values}) == 1:
            continue
        steps = [(then[0] - now[0], then[1] - now[1]) for now, then in pairwise(values)]
        odd = sum(pages != more for pages, more in steps)
        if odd > max(0, len(steps) // 4):
            return False
        counted = True
    text = places[0][1]
    numbered = any("/" in word and any(map(str.isdigit, word)) for word in text.split())
    return counted or numbered or count > min(2, len(places)) or not any(map(str.isalpha, text)) or text.isupper()
