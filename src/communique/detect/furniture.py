"""What a page adds to the words: running headers, footers, page numbers."""

from collections import Counter, defaultdict
from itertools import groupby, pairwise

from communique.core.expressions import compile_late
from communique.core.scripts import BULLETS
from communique.detect.lexicon import phrases
from communique.languages import LANGUAGES
from communique.lines import Line
from communique.naming.labels import folded

EDGE_DEPTH = 6
"""Furniture is looked for in this many lines from a page's edge."""
MAX_HEADING = 60
"""A shorter line that is in mid-page too is a heading, and not what the page adds."""
MAX_CAPITALS_BESIDE = 12
"""This many characters in capitals can be beside a running line on some pages."""
MAX_PAGE_LINES = 120
"""This many lines of a page are looked at."""
MIN_SHARE = 0.4
"""A line must return on this part of the pages to be furniture,"""
MIN_RUN = 3
"""or on this many pages running: a file can hold several documents."""
MAX_VARIED = 40
"""Among more masks at one depth no variants are looked for."""
MIN_VARIANT = 6
"""A shorter mask has no variants."""
_NUMBER = compile_late(r"\d+")
_HYPHEN = compile_late(r"(?<=\w) ?- ?(?=\w)")
_CLAUSE = compile_late(
    r"(?:[(\[]?(?:#|[^\W\d_]|[ivxIVX]{1,5})[)\]]|(?:#|[ivxIVX]{1,5})(?:\.|º|°))\s*(?=.*[^\W\d_]{2})"
)
"""A label with its punctuation, and words: a clause or a point, whatever page it stands on."""
_GUTTER = compile_late(r"\S\s{3,}\S")


def mask_of(line: Line) -> str:
    """A line by which those of other pages are compared.

    Each number is `#`, blanks are one, and none are at hyphens.
    """
    words = " ".join(line.text.split())
    if "-" in words:
        words = _HYPHEN.sub("-", words)
    return _NUMBER.sub("#", words)


def furniture(lines: list[Line]) -> set[int]:
    """Indices of running headers, footers and page numbers.

    They are lines that return at the same depth from a page's edge, looked for from the edge
    inwards, in documents of two pages or more. Their numbers are constant or grow with the page.
    """
    pages = [
        list(page)
        for _, page in groupby(range(len(lines)), lambda index: lines[index].page)
    ]
    if len(pages) < 2:
        return set()
    found: set[int] = set()
    inside: Counter[str] = Counter()
    for page in pages:
        inside.update(_inside(lines, page))
    for forward in (True, False):
        _from_edge(lines, pages, found, inside, forward=forward)
    if 1 not in found and _can_be_title(lines[0].text):
        found.discard(0)
    return found


def _can_be_title(text: str) -> bool:
    """Whether a line has words and no figure: books repeat the title as a running head."""
    has_figure = any(map(str.isdigit, text))
    return len(text.split()) > 1 and not has_figure and _GUTTER.search(text) is None


def _inside(lines: list[Line], page: list[int]) -> dict[str, int]:
    """How often each short mask of a page is away from its edges, beyond once at each edge."""
    places: dict[str, list[int]] = defaultdict(list)
    for place, index in enumerate(page):
        if len(lines[index].text) < MAX_HEADING:
            places[mask_of(lines[index])].append(place)
    last = len(page) - EDGE_DEPTH
    found: dict[str, int] = {}
    for mask, at in places.items():
        if len(at) == 1 and not EDGE_DEPTH <= at[0] < last:
            continue
        count = len(at)
        if at[0] < EDGE_DEPTH:
            count -= 1
        if len(at) > 1 and at[-1] >= last:
            count -= 1
        found[mask] = count
    return found


Places = list[tuple[int, int]]
"""The lines of one mask at one depth: the number of the page, the index of the line."""


def _from_edge(
    lines: list[Line],
    pages: list[list[int]],
    found: set[int],
    inside: Counter[str],
    *,
    forward: bool,
) -> None:
    """Add the furniture at the tops of pages (`forward`), or at their feet."""
    edges = [page[:] if forward else page[::-1] for page in pages]
    limit = 0.8 * max(len(line.text) for line in lines)
    enough = max(2, MIN_SHARE * len(edges))
    for _ in range(EDGE_DEPTH):
        at: dict[str, Places] = defaultdict(list)
        for number, page in enumerate(edges):
            if page:
                at[mask_of(lines[page[0]])].append((number, page[0]))
        returning = _returning(lines, at, enough, limit)
        returning = {mask for mask in returning if inside[mask] * 2 < len(at[mask])}
        if not returning:
            break
        for mask, places in at.items():
            if mask in returning or any(
                _is_variant(mask, other) for other in returning
            ):
                found.update(edges[number].pop(0) for number, _ in places)
    found.update(_repeated_heads(lines, pages[0], edges[1:]))
    if not forward:
        feet = [page[0] for page in edges if page]
        found.update(index for index in feet if _is_language_sign(lines[index].text))


def _repeated_heads(
    lines: list[Line], first_page: list[int], others: list[list[int]]
) -> set[int]:
    """The lines with the number of a document at the edges of later pages that the first one has
    too.
    """
    heads = {
        "".join(lines[index].text.split()) for index in first_page[: 2 * EDGE_DEPTH]
    }
    edges = [page[0] for page in others if page]
    numbered = [index for index in edges if _has_document_number(lines[index].text)]
    return {index for index in numbered if "".join(lines[index].text.split()) in heads}


def _is_language_sign(text: str) -> bool:
    """Whether a line is the sign of one or two languages and no more: `EN`."""
    words = text.split()
    return len(words) <= 2 and all(
        word.isupper() and word.lower() in LANGUAGES for word in words
    )


def _returning(
    lines: list[Line], at: dict[str, Places], enough: float, limit: float
) -> set[str]:
    """The masks at one depth that are furniture: those that return often enough.

    Variants of one line are counted together.
    """
    return {mask for mask in at if _is_furniture(mask, lines, at, enough, limit)}


def _is_furniture(
    mask: str, lines: list[Line], at: dict[str, Places], enough: float, limit: float
) -> bool:
    places = at[mask]
    those = [lines[index] for _, index in places]
    if _is_text(mask, those, limit):
        return False
    if mask.startswith("# ") and any(_is_note(lines, index) for _, index in places):
        return False
    count = len(places)
    if "#" in mask and len(at) <= MAX_VARIED:
        variants = [other for other in at if other != mask and _is_variant(mask, other)]
        count += sum(len(at[other]) for other in variants)
    if mask[-1] in ".:" and (_goes_on(those) or (count < 3 and "#" not in mask)):
        return False  # the end of a sentence that pages happen to end with
    said = [(number, lines[index].text) for number, index in places]
    return (count >= enough or _is_of_a_part(said)) and _explained(said, count)


def _goes_on(those: list[Line]) -> bool:
    """Whether one of the lines is words right below others."""
    return any(
        not line.gap and not line.edge and any(map(str.isalpha, line.text))
        for line in those
    )


def _is_of_a_part(said: list[tuple[int, str]]) -> bool:
    """Whether lines are of a part of the file: its own number, or the same capitals, on pages
    running.
    """
    first_text = said[0][1]
    wordings = {tuple(text.split()) for _, text in said}
    same_capitals = first_text.isupper() and len(wordings) == 1
    if not same_capitals and not _has_document_number(first_text):
        return False
    pages = {number for number, _ in said}
    return any({*range(first, first + MIN_RUN)} <= pages for first in pages)


def _has_document_number(text: str) -> bool:
    """Whether the number of a document is in a line: `HL/D/7`."""
    return any("/" in word and any(map(str.isdigit, word)) for word in text.split())


def _is_text(mask: str, those: list[Line], limit: float) -> bool:
    """Whether lines are words of the text that happen to return.

    They are an item of a list, the heading of an article, a clause, somebody's signature, or as
    long as wrapped text and without a gap.
    """
    if mask[0] in BULLETS and any(map(str.isalpha, mask)):
        return True
    if mask[-1] in ",;" or _CLAUSE.match(mask) or _is_article(mask):
        return True
    if any(len(line.text) > limit and "   " not in line.text for line in those):
        return True
    signed = f"{those[0].text.casefold()} "
    parties = phrases("party_words")
    return signed.startswith(parties) and any(
        signed.startswith(f"{word} ") for word in parties
    )


def _is_article(mask: str) -> bool:
    """Whether a mask is a word for article and a number."""
    words = [word.strip(".") for word in mask.casefold().split()]
    if len(words) != 2 or "#" not in words:
        return False
    return any(word.strip(".") in words for word in phrases("article"))


def _is_note(lines: list[Line], index: int) -> bool:
    """Whether the number that a line begins with is that of a note.

    The line is below a rule, or the number is glued to a word above on the page.
    """
    line = lines[index]
    if line.rule:
        return True
    number = _NUMBER.match(line.text)
    call = compile_late(rf"[^\W\d_]{number[0] if number else '#'}(?!\d)")
    for at in range(index - 1, max(-1, index - MAX_PAGE_LINES), -1):
        if lines[at].page == line.page and call.search(lines[at].text):
            return True
    return False


def _is_variant(mask: str, other: str) -> bool:
    """Whether one line is the other with a number or a word in capitals before or after it.

    The footer of a first page has no number, that of an annex has its name. What ends as a sentence
    does is no footer.
    """
    short, long = sorted((mask, other), key=len)
    if (
        len(short) < MIN_VARIANT
        or short[-1] in ".;,:)"
        or not any(map(str.isalpha, short))
    ):
        return False
    if "#" not in short and not short.isupper():
        return False
    if long.startswith(short):
        more = long[len(short) :].strip()
    elif long.endswith(short):
        more = long[: -len(short)].strip()
    else:
        return False
    return more == "#" or (more.isupper() and len(more) <= MAX_CAPITALS_BESIDE)


def _explained(places: list[tuple[int, str]], count: int) -> bool:
    """Whether pages explain lines of one mask, which `count` lines and their variants have.

    Their figures are the same or count with the pages, and words alone return three times. The
    number of a document (`HL/D/7`) explains two pages. Pages may begin to count anew a few times.
    Figures that go their own way are the text's, as in the votes at the end of each page. `places`:
    the number of the page and the line.
    """
    pages = [page for page, _ in places]
    figures = [
        [int(folded(each[:9])) for each in _NUMBER.findall(text)] for _, text in places
    ]
    counted = False
    for column in zip(*figures, strict=False):
        if len(set(column)) > 1:
            if _odd_steps(pages, column) > (len(pages) - 1) // 4:
                return False
            counted = True
    text = places[0][1]
    if counted or text.isupper() or _has_document_number(text):
        return True
    return count > min(2, len(places)) or not any(map(str.isalpha, text))


def _odd_steps(pages: list[int], figures: tuple[int, ...]) -> int:
    """How many figures do not grow as the numbers of their pages do."""
    odd = 0
    for (page, next_page), (figure, next_figure) in zip(
        pairwise(pages), pairwise(figures), strict=True
    ):
        if next_page - page != next_figure - figure:
            odd += 1
    return odd
