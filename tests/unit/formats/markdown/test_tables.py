"""Tables in Markdown: see also the writer's tests, where they stand in a document."""

import pytest

from communique.core.values import Values
from communique.formats.markdown import escaped, table
from communique.model import Table


def made(*rows: list[Values]) -> str:
    return table(
        Table.model_validate({"eid": "t", "rows": [{"cells": row} for row in rows]}),
        lambda block: escaped(block.text),
    )


def cell(*texts: str, **values: object) -> Values:
    return {"content": [{"kind": "text", "text": text} for text in texts], **values}


@pytest.mark.parametrize(
    "rows",
    [
        ([cell("a", "b")],),
        ([cell("a\nb")],),
        ([cell("a")], [cell("b"), cell("c")]),
        ([cell("a", rowspan=2)],),
        ([cell("a"), cell("b", header=True)],),
        ([cell("a")], [cell("b", header=True)]),
    ],
)
def test_what_pipes_cannot_say_is_html(rows: list[list[Values]]) -> None:
    assert made(*rows).startswith("<table>\n<tr>\n<t")


def test_an_empty_cell_is_empty() -> None:
    assert made([cell(), cell("b")]) == "|  |  |\n| --- | --- |\n|  | b |"
    assert "<td>\n</td>" in made([cell(), cell("b", colspan=2)])
