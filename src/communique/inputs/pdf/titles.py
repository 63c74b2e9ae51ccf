"""The title that a PDF itself gives: among its properties, or in large letters in the middle of a title page."""

from collections.abc import Sequence

from communique.inputs.pdf.rows import Row

LARGE = 1.8
"""A title page's title is printed so many times as large as the text, and nothing else on the page is."""
BELOW = 0.2
"""It stands below so much of what is printed: above are letterheads."""
ALIKE = 0.95
FEWEST_LETTERS = 6
HEAD = 40
"""Among so many lines a title is looked for."""


def title_of(rows: Sequence[Row], named: str, size: float) -> str:
    """The title of a document whose first page has these rows, or nothing. `named`: by its properties; `size`: of its text.

    Properties name templates and files as well: only what is printed is taken.
    """
    printed = _folded("".join(row.text for row in rows[:HEAD]))
    if len(_folded(named)) >= FEWEST_LETTERS and _folded(named) in printed:
        return " ".join(named.split())
    least = max(LARGE * size, ALIKE * max((row.size for row in rows), default=0))
    large = [at for at, row in enumerate(rows) if row.size >= least]
    if not large or large[-1] - large[0] >= len(large):
        return ""
    found = rows[large[0] : large[-1] + 1]
    words = " ".join(row.text for row in found)
    middle = rows[0].y - found[0].y > BELOW * (rows[0].y - rows[-1].y)
    return words if middle and len(_folded(words)) >= FEWEST_LETTERS else ""


def _folded(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))
