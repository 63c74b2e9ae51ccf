"""Whether the characters that a PDF gives for its pages are all in the text that is made of them."""

from collections import Counter
from collections.abc import Iterable, Sequence

from communique.inputs.pdf.printing import Page, Printed

_OF_TABLES = str.maketrans("", "", "|-\\")
"""What rows of a table are printed with: it is not counted, whoever wrote it."""


def size_of(text: str) -> int:
    """How many characters a text has, without blanks and what tables are printed with."""
    return len("".join(text.translate(_OF_TABLES).split()))


def lost_by_page(
    pages: Sequence[Page], made: Sequence[Printed], heads: Iterable[list[str]]
) -> list[tuple[int, int]]:
    """The pages that have more characters than their lines, each with how many, if the whole text
    lacks any.

    `heads`: the heads of tables that are left out, because they are printed again.
    """
    read: Counter[int] = Counter()
    for each in made:
        for line in each.all_lines():
            read[line.page] += size_of(line.text)
    left_out = sum(size_of(cell) for cells in heads for cell in cells)
    given = sum(page.given for page in pages)
    if given <= read.total() + left_out:
        return []
    found: list[tuple[int, int]] = []
    for number, page in enumerate(pages, 1):
        rest = page.given - read[number]
        if rest > 0:
            found.append((number, rest))
    return found
