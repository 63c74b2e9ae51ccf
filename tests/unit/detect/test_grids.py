"""Tables that are set with pipes."""

import pytest

from communique import read
from communique.formats import format_named
from communique.model import Declaration, Paragraph, Table

HEAD = "# Declaration on harbours\n\nThe towns of both shores met at Drumhaven.\n\n1. They raise the walls.\n\n"
PIPES = "| Port | Lamps |\n| --- | ---: |\n| North | 14 |\n|  | 9 |\n"
CELLS = [["Port", "Lamps"], ["North", "14"], ["", "9"]]


def declared(text: str) -> Declaration:
    parsed = read(text.encode())
    assert parsed.ledger.balanced
    assert not parsed.ledger.left_over
    return parsed.require()


def tables(declaration: Declaration) -> list[list[list[str]]]:
    paragraphs = [part for part in declaration.body if isinstance(part, Paragraph)]
    return [
        [
            [" ".join(text.text for text in cell.content) for cell in row.cells]
            for row in block.rows
        ]
        for paragraph in paragraphs
        for block in paragraph.content
        if isinstance(block, Table)
    ]


def test_a_table_is_part_of_the_paragraph_before_it_and_ends_it() -> None:
    declaration = declared(
        f"{HEAD}{PIPES}\nand the lamps burn at night.\n\n2. They meet again.\n"
    )
    _, first, *others = declaration.body
    assert isinstance(first, Paragraph)
    assert [block.kind for block in first.content][:2] == ["text", "table"]
    assert tables(declaration) == [CELLS]
    assert [part.num for part in others][-1] == "2."


@pytest.mark.parametrize(
    "text",
    [
        "| Port | Lamps |\n| North | 14 |\n",  # no rule
        "| Port | Lamps |\n| --- |\n| North | 14 |\n",  # of another width
        "| Port | Lamps |\n\n| --- | --- |\n",  # apart from it
        "|  |  |\n| --- | --- |\n|  |  |\n",  # no words
        "Port | Lamps\n--- | ---\n",  # no pipes outside
    ],
)
def test_what_has_no_rule_below_its_first_row_is_none(text: str) -> None:
    assert tables(declared(f"{HEAD}{text}\n2. They meet again.\n")) == []


def test_an_empty_head_is_no_row() -> None:
    declaration = declared(f"{HEAD}|  |  |\n| --- | --- |\n| North | 14 |\n")
    assert tables(declaration) == [[["North", "14"]]]
    assert "header=True" not in repr(declaration.body)


@pytest.mark.parametrize("head", [HEAD, HEAD.replace("# ", "")])
def test_a_pipe_that_is_escaped_is_a_word(head: str) -> None:
    assert tables(
        declared(f"{head}| Port | Sign |\n| --- | --- |\n| North | a\\|b \\| |\n")
    ) == [[["Port", "Sign"], ["North", "a|b |"]]]


def test_cells_call_notes() -> None:
    declaration = declared(
        f"{HEAD}| Port[^1] | Lamps |\n| --- | --- |\n| North | 14 |\n\n[^1]: As of May.\n"
    )
    (note,) = declaration.notes
    assert tables(declaration)[0][0] == ["Port", "Lamps"]
    assert f"ref='{note.eid}'" in repr(declaration.body)


def test_a_table_above_the_title_is_a_letterhead() -> None:
    declaration = declared(
        f"| Ministry of Ports | Ref. 12 |\n| --- | --- |\n| 3 May 2024 |  |\n\n{HEAD}"
    )
    assert declaration.title is not None
    assert declaration.title.text == "Declaration on harbours"
    assert [block.text for block in declaration.subtitles] == [
        "Ministry of Ports Ref. 12 3 May 2024"
    ]


def test_what_is_written_as_markdown_is_read_back() -> None:
    declaration = declared(f"{HEAD}{PIPES}\n2. They meet again.\n")
    written = format_named("markdown").write(declaration)
    assert tables(declared(written)) == [CELLS]


def test_a_hint_says_that_it_is_none() -> None:
    hints = b'[{"at": "| Port | Lamps |", "is": "paragraph"}]'
    found = read(f"{HEAD}{PIPES}".encode(), hints=hints)
    assert tables(found.require()) == []
