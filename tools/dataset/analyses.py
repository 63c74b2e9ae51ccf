"""Ask the questions of docs/tutorials/dataset.md again, and draw its plots.

    python -m tools.dataset.analyses [--out FOLDER]

The page has the questions: each block of SQL, and behind it the plot that shows the answer.
"""

import argparse
import re
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path
from typing import NamedTuple

PAGE = Path(__file__).resolve().parents[2] / "docs" / "tutorials" / "dataset.md"
COLOURS = ("#00449e", "#3f7fd0", "#8fb8ea", "#e0a030", "#a03c28")
"""Of the series of a plot, in their order."""
SHARES = ("verbs",)
"""The plots that show shares of a column, not numbers."""
WIDTH = 760
HEIGHT = 300
_LEFT = 50
_TOP = 50
_LEGEND = 140
_QUESTION = re.compile(r"```sql\n(.*?)```\n+!\[(.*?)\]\((\w+)\.svg\)", re.DOTALL)


class Question(NamedTuple):
    """A question of the page: its SQL, the title of its plot and the name of that file."""

    sql: str
    title: str
    name: str


class Cell(NamedTuple):
    """A number of a plot: in which column, and of which series."""

    column: str
    series: str
    number: float


def questions(page: str) -> list[Question]:
    """The questions of a page, in order."""
    return [Question(*each) for each in _QUESTION.findall(page)]


def cells_of(rows: Sequence[Sequence[object]]) -> list[Cell]:
    """The cells that rows are: a column, perhaps a series, and a number, which is last."""
    cells: list[Cell] = []
    for row in rows:
        series = str(row[1]) if len(row) > 2 else ""
        number = float(str(row[-1]))
        cells.append(Cell(str(row[0]), series, number))
    return cells


def shares(cells: Sequence[Cell]) -> list[Cell]:
    """The cells as percentages of their columns."""
    sums: dict[str, float] = {}
    for cell in cells:
        sums[cell.column] = sums.get(cell.column, 0) + cell.number
    found: list[Cell] = []
    for cell in cells:
        percent = 100 * cell.number / sums[cell.column]
        found.append(cell._replace(number=percent))
    return found


def plot(title: str, cells: Sequence[Cell]) -> str:
    """Cells as an SVG file: a column for each, with its series on top of each other."""
    names = list(dict.fromkeys(cell.column for cell in cells))
    series = list(dict.fromkeys(cell.series for cell in cells))
    heights = dict.fromkeys(names, 0.0)
    for cell in cells:
        heights[cell.column] += cell.number
    highest = max(heights.values(), default=1)
    width = (WIDTH - _LEFT - _LEGEND) / max(len(names), 1)
    lines = list(_frame(title, highest))
    bottoms = dict.fromkeys(names, float(HEIGHT - _TOP))
    for cell in cells:
        height = (HEIGHT - 2 * _TOP) * cell.number / highest
        bottoms[cell.column] -= height
        x = _LEFT + names.index(cell.column) * width
        colour = COLOURS[series.index(cell.series) % len(COLOURS)]
        label = f"{cell.column} {cell.series}".strip()
        lines.append(
            f'<rect x="{x:.1f}" y="{bottoms[cell.column]:.1f}" width="{width * 0.8:.1f}" '
            f'height="{height:.1f}" fill="{colour}"><title>{escape(label)}: '
            f"{cell.number:.0f}</title></rect>"
        )
    lines += _labels(names, width)
    lines += _legend(series)
    lines.append("</svg>")
    return "\n".join(lines) + "\n"


def _frame(title: str, highest: float) -> Iterator[str]:
    """The head of a plot: ground, title and the highest number."""
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        'font-family="sans-serif" font-size="11" role="img">'
    )
    yield f"<title>{escape(title)}</title>"
    yield f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>'
    yield f'<text x="{_LEFT}" y="24" font-size="14">{escape(title)}</text>'
    yield f'<text x="{_LEFT - 6}" y="{_TOP + 4}" text-anchor="end">{highest:.0f}</text>'
    bottom = HEIGHT - _TOP
    yield f'<text x="{_LEFT - 6}" y="{bottom}" text-anchor="end">0</text>'
    right = WIDTH - _LEGEND
    yield f'<path d="M{_LEFT} {bottom}H{right}" stroke="#161616" fill="none"/>'


def _labels(names: Sequence[str], width: float) -> Iterator[str]:
    """The names of the columns below them, on a slant."""
    y = HEIGHT - _TOP + 12
    for number, name in enumerate(names):
        x = _LEFT + (number + 0.4) * width
        turn = f'transform="rotate(-35 {x:.1f} {y})"'
        short = name.removeprefix("S/RES/")
        yield f'<text x="{x:.1f}" y="{y}" text-anchor="end" {turn}>{escape(short)}</text>'


def _legend(series: Sequence[str]) -> Iterator[str]:
    """What each colour means, the uppermost first."""
    x = WIDTH - _LEGEND + 10
    for number, name in enumerate(reversed(series)):
        if not name:
            continue
        y = _TOP + 20 * number
        colour = COLOURS[series.index(name) % len(COLOURS)]
        yield f'<rect x="{x}" y="{y}" width="12" height="12" fill="{colour}"/>'
        yield f'<text x="{x + 18}" y="{y + 10}">{escape(name)}</text>'


def draw(question: Question, rows: Sequence[Sequence[object]]) -> str:
    """The plot of an answer."""
    cells = cells_of(rows)
    if question.name in SHARES:
        cells = shares(cells)
    return plot(question.title, cells)


def main() -> None:
    """Ask the installed data, and write the plots."""
    from communique import data

    options = argparse.ArgumentParser(description="Draw the plots of the tutorial.")
    options.add_argument("--out", type=Path, default=PAGE.parent)
    given = options.parse_args()
    for question in questions(PAGE.read_text("utf-8")):
        rows = list(data().query(question.sql).rows)
        file = given.out / f"{question.name}.svg"
        file.write_text(draw(question, rows), "utf-8")


if __name__ == "__main__":
    main()
