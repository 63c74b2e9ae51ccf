"""Tables in Markdown: with pipes where that says all, else as HTML whose cells hold Markdown."""

from collections.abc import Callable, Iterator

from communique.formats.markdown.inline import lines_of
from communique.model import Cell, Table, TextBlock

Words = Callable[[TextBlock], str]
"""What gives the escaped text of a block."""


def table(table: Table, words: Words) -> str:
    """The rows of a table, without its caption."""
    cells = [
        [[line for block in cell.content for line in lines_of(words(block))] for cell in row.cells]
        for row in table.rows
    ]
    first, *others = table.rows
    heads = {cell.header for cell in first.cells}
    flat = (
        len({len(row) for row in cells}) == len(heads) == 1
        and all(cell.colspan == cell.rowspan == 1 for row in table.rows for cell in row.cells)
        and not any(cell.header for row in others for cell in row.cells)
        and all(len(lines) < 2 for row in cells for lines in row)
    )
    if not flat:
        return "\n".join(_html(table, words))
    empty: list[list[str]] = [[] for _ in first.cells]
    head, *rows = cells if True in heads else [empty, *cells]
    return "\n".join([_row(head), f"|{' --- |' * len(head)}", *map(_row, rows)])


def _row(cells: list[list[str]]) -> str:
    return f"| {' | '.join(''.join(lines) for lines in cells)} |"


def _html(table: Table, words: Words) -> Iterator[str]:
    """Tags on lines of their own; between empty lines the words of a cell are Markdown again."""
    yield "<table>"
    for row in table.rows:
        yield "<tr>"
        for cell in row.cells:
            name = "th" if cell.header else "td"
            yield f"<{name}{_spans(cell)}>"
            for block in cell.content:
                lines = lines_of(words(block))
                if lines:
                    yield from ("", "\\\n".join(lines), "")
            yield f"</{name}>"
        yield "</tr>"
    yield "</table>"


def _spans(cell: Cell) -> str:
    spans = {"colspan": cell.colspan, "rowspan": cell.rowspan}
    return "".join(f' {name}="{count}"' for name, count in spans.items() if count > 1)
