"""A declaration as Markdown."""

from copy import deepcopy
from typing import Any, cast

import pytest
from tests.samples import block, declaration, numbered

from communique.core.source import Source
from communique.core.values import DeclarationValues, Values
from communique.draft import Draft, build
from communique.formats.markdown import write
from communique.model import Declaration


def made(**values: object) -> Declaration:
    base: Values = deepcopy({"kind": "declaration", "language": "en", **values})
    return build(Draft(Source("made", b""), cast("DeclarationValues", base))).require()


def test_a_declaration_is_written_block_by_block() -> None:
    assert write(declaration()) == (
        "# Harbour Declaration\n\n1\\. Aware[^1] of the tides,\n\n2\\. recalling the storms,\n\n"
        "3\\. We commit by 1 March 2024.\n\n4\\. We meet again:\n\n* (a) at sea,\n\n[^1]: See the annual report.\n"
    )


def test_points_are_lists_in_lists_with_their_labels() -> None:
    inner = {
        "kind": "points",
        "points": [
            numbered("point", "1.", block("red;")),
            numbered("point", None, block("blue")),
        ],
    }
    outer = {
        "kind": "points",
        "points": [numbered("point", "–", block("lamps:"), inner)],
    }
    more = {"kind": "points", "points": [numbered("point", None, deepcopy(inner))]}
    written = write(
        made(body=[numbered("paragraph", "5", block("We light"), outer, more)])
    )
    assert written == (
        "5  We light\n\n* – lamps:\n\n  - 1\\. red;\n\n  - blue\n\n- * 1\\. red;\n\n  * blue\n"
    )


def note(eid: str, marker: str | None, text: str, *marks: Values) -> Values:
    return {
        "kind": "note",
        "eid": eid,
        "marker": marker,
        "content": [{"kind": "text", "text": text, "marks": list(marks)}],
    }


def call(at: int, ref: str) -> Values:
    return {"kind": "note", "start": at, "end": at, "ref": ref}


@pytest.mark.parametrize(
    ("markers", "definitions"),
    [
        (("1", "2"), ["[^1]: Nine.", "[^2]: Ten."]),
        (("a", "A"), ["[^a]: Nine.", "[^note-2]: A Ten."]),
        (("*", None), ["[^note-1]: \\* Nine.", "[^note-2]: Ten."]),
        (("(1)", "1"), ["[^note-1]: (1) Nine.", "[^1]: Ten."]),
    ],
)
def test_a_note_is_called_by_its_marker_if_that_can_be_and_keeps_it_anyway(
    markers: tuple[str | None, str | None], definitions: list[str]
) -> None:
    text = {"kind": "text", "text": "Lit", "marks": [call(3, "n1"), call(3, "n2")]}
    notes = [note("n1", markers[0], "Nine."), note("n2", markers[1], "Ten.")]
    written = write(made(body=[numbered("paragraph", None, text)], notes=notes))
    labels = "".join(line.partition(":")[0] for line in definitions)
    assert written.split("\n\n") == [
        f"Lit{labels}",
        *definitions[:1],
        f"{definitions[1]}\n",
    ]


def test_a_note_that_nothing_calls_is_called_behind_the_last_words() -> None:
    notes = [
        note("n1", "1", "Nine.", call(5, "n2")),
        note("n2", "2", "Ten.", call(3, "n1")),
        note("n3", "3", "Eleven."),
    ]
    assert write(made(closing=[block("Done.")], notes=notes)) == (
        "Done.\n\n[^1] [^3]\n\n[^1]: Nine.[^2]\n\n[^2]: Ten[^1].\n\n[^3]: Eleven.\n"
    )


def cells(*texts: str, **values: Any) -> Values:
    return {"cells": [{"content": [block(text)], **values} for text in texts]}


def test_a_table_is_one_of_pipes_where_that_says_all_of_it() -> None:
    plain = {
        "kind": "table",
        "caption": block("Berths"),
        "rows": [cells("Port", "Berths", header=True), cells("A|B", "1")],
    }
    assert "Berths\n\n| Port | Berths |\n| --- | --- |\n| A\\|B | 1 |\n" in write(
        made(body=[numbered("paragraph", None, plain)])
    )
    headless = {"kind": "table", "rows": [cells("A")]}
    assert "|  |\n| --- |\n| A |\n" in write(
        made(body=[numbered("paragraph", None, headless)])
    )


def test_another_table_is_html_whose_cells_are_markdown() -> None:
    table = {
        "kind": "table",
        "rows": [cells("A\nB", colspan=2), cells("<i>", header=True)],
    }
    assert write(made(body=[numbered("paragraph", None, table)])) == (
        '<table>\n<tr>\n<td colspan="2">\n\nA\\\nB\n\n</td>\n</tr>\n<tr>\n<th>\n\n\\<i>\n\n</th>\n</tr>\n</table>\n'
    )


def test_sections_and_annexes_are_headings_by_their_depth() -> None:
    deep = {
        "kind": "section",
        "num": "B",
        "body": [
            numbered("paragraph", "1.", block("Lit.")) | {"heading": block("Lamps")}
        ],
    }
    section = {
        "kind": "chapter",
        "num": "A",
        "heading": block("North\nand south"),
        "body": [deep],
    }
    annex = {"num": "ANNEX I", "title": block("Ports"), "body": [deepcopy(deep)]}
    assert write(made(title=block("T #"), body=[section], annexes=[annex])) == (
        "# T \\#\n\n## A North and south\n\n### B\n\n#### 1. Lamps\n\nLit.\n\n"
        "## ANNEX I\n\n### Ports\n\n#### B\n\n##### 1. Lamps\n\nLit.\n"
    )


def test_an_article_has_its_label_and_its_heading_one_below_the_other() -> None:
    article = {
        "kind": "article",
        "num": "1. člen",
        "heading": block("Ports"),
        "body": [],
    }
    assert write(made(body=[article])) == "## 1. člen\n\n## Ports\n"


def test_a_cover_stands_above_a_rule() -> None:
    fields = [
        {"key": "from", "label": "From:", "value": block("Port")},
        {"key": "kind", "value": block("NOTE")},
    ]
    cover = {
        "kind": "item-note",
        "iri": "/akn/eu/doc/item-note/9999/x",
        "fields": fields,
        "annex_label": block("ANNEX"),
    }
    assert write(made(cover=cover)) == "From: Port\n\nNOTE\n\nANNEX\n\n***\n"
