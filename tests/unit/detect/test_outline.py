"""Blocks arranged: sections, paragraphs, points."""

from functools import partial
from itertools import pairwise

import pytest
from tests.unit.detect.read import lines, reading

from communique.detect.blocks import Block
from communique.detect.claims import Flow
from communique.detect.facts import says_adopted
from communique.detect.outline import Division, Item, Part, Text, promote, titled
from communique.detect.roles import Decision
from communique.languages import language


def shape(parts: "list[Part] | list[Item]") -> list[object]:
    """Each paragraph as its label, or its first word; what stands in it behind it, in a list."""
    made: list[object] = []
    for part in parts:
        inner: list[object] = []
        if isinstance(part, Division):
            head = part.heading.text if part.heading else ""
            made.append(" ".join(filter(None, (part.block.num, head))))
            inner = shape(part.parts)
        else:
            texts = [block.text.split()[0] for block in part.blocks if isinstance(block, Flow)]
            made.append(part.block.num or texts[0])
            for block in part.blocks:
                inner.extend(shape(block) if isinstance(block, list) else [])
            inner.extend(f"+{word}" for word in texts[1:])
        if inner:
            made.append(inner)
    return made


OUTLINES = {
    "paragraphs": ("1. Lamps.\n\n2. Nets.", ["1.", "2."]),
    "points": ("1. Lamps:\n\n(a) oil;\n\n(b) wicks.\n\n2. Nets.", ["1.", ["(a)", "(b)"], "2."]),
    "points of points": ("1. Lamps:\n(a) oil:\n(i) red;\n(ii) blue;\n(b) wicks.", ["1.", ["(a)", ["(i)", "(ii)"], "(b)"]]),
    "points of an unnumbered paragraph": ("They bring:\n\n– oil,\n\n– wicks.\n\nThey sing.", ["They", ["–", "–"], "They"]),
    "headings in capitals": ("OUR LAMPS\n\n1. Oil.\n\nOUR NETS\n\n2. Hemp.", ["OUR LAMPS", ["1."], "OUR NETS", ["2."]]),
    "numbered headings": ("I. OUR LAMPS\n\n1. Oil.\n\nII. OUR NETS\n\n2. Hemp.", ["I. OUR LAMPS", ["1."], "II. OUR NETS", ["2."]]),
    "articles": ("Article 1\n\nOil.\n\nArticle 2\n\n1. Hemp.\n\n2. Flax.", ["Article 1", ["Oil."], "Article 2", ["1.", "2."]]),
    "articles with headings": (
        "Article 1\nOn oil\n\nOil is bought.\n\nArticle 2\nOn hemp\n\nHemp is grown.", ["Article 1 On oil", ["Oil"], "Article 2 On hemp", ["Hemp"]],
    ),
    "guessed headings": ("We met.\n\nOil\n\nOil is bought by all.\n\nHemp\n\nHemp is grown by some.", ["We", "Oil", ["Oil"], "Hemp", ["Hemp"]]),
}  # fmt: skip


@pytest.mark.parametrize(("text", "outline"), OUTLINES.values(), ids=OUTLINES)
def test_blocks_are_arranged(text: str, outline: list[object]) -> None:
    made = reading(f"Statement of the Ports\n\n{text}\n").texts[0]
    assert shape([*made.preamble, *made.body]) == outline


TITLES = {
    "a kind alone": ([("title", "AGREEMENT"), ("letterhead", "between the Ports and"), ("title", "THE ISLES")], ["AGREEMENT between the Ports and THE ISLES"]),
    "a kind alone, then a body": ([("title", "DECLARATION"), ("letterhead", "Council of the Ports")], ["DECLARATION", "Council of the Ports"]),
    "a kind alone, then a day": ([("title", "DECLARATION"), ("dateline", "3 May 2024")], ["DECLARATION", "3 May 2024"]),
    "more than a kind": ([("title", "Agreement on Nets"), ("letterhead", "adopted by the Ports")], ["Agreement on Nets", "adopted by the Ports"]),
}  # fmt: skip


@pytest.mark.parametrize(("lines", "above"), TITLES.values(), ids=TITLES)
def test_a_title_that_says_only_a_kind_goes_on(lines: list[tuple[str, str]], above: list[str]) -> None:
    text, blocks = "".join(words for _, words in lines), []
    for role, words in lines:
        flow = Flow(text)
        flow.add(text.index(words), text.index(words) + len(words))
        blocks.append(Block(role, [], flow))
    assert [block.text for block in titled(blocks, lambda _: False)] == above


TITLED = {
    "when it was adopted": ("Agreement on Nets\n\n(adopted on 3 May 2024)", [], "Agreement on Nets"),
    "its number on the next line": ("Agreement on Nets\nDoc. NET/17(XX)", [], "Agreement on Nets"),
    "its number on the line before": ("NET/17/X\nAgreement on Nets", [], "Agreement on Nets"),
    "a body apart from the kind": ("COUNCIL OF THE PORTS\n\nAgreement on Nets", [], "Agreement on Nets"),
    "a body with the kind": ("The Ports' own\nAgreement on Nets", [], "The Ports' own Agreement on Nets"),
    "a doubtful title, and a line with a kind": ("COUNCIL OF THE PORTS\n\nAgreement on Nets", ["letterhead"], "Agreement on Nets"),
    "a title of which a hint says so": ("COUNCIL OF THE PORTS\n\nAgreement on Nets", ["held"], "COUNCIL OF THE PORTS Agreement on Nets"),
    "the same words again": ("Agreement\n\non Nets\n\nAGREEMENT\n\nON NETS", [], "Agreement on Nets"),
    "an open end": ("Agreement of\nthe Ports", ["letterhead"], "Agreement of the Ports"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "last", "title"), TITLED.values(), ids=TITLED)
def test_a_title_is_neither_less_nor_more(text: str, last: list[str], title: str) -> None:
    """Each paragraph, or each line if the last one has a role of its own, is a title that the decoder is in doubt of."""
    rows, blocks = lines(text), []
    starts = [index for index, row in enumerate(rows) if row.gap or not index or "letterhead" in last]
    for begin, end in pairwise([*starts, len(rows)]):
        flow = Flow(text)
        for row in rows[begin:end]:
            flow.add(row.start, row.end)
        role = "letterhead" if "letterhead" in last and end == len(rows) else "title"
        decision = Decision(role, 0.5, [("title", 0.2)])
        blocks.append(Block(role, rows[begin:end], flow, decision=decision, held="held" in last))
    made = titled(blocks, lambda words: "agreement" in words.casefold(), partial(says_adopted, words=language("en")))
    assert [block.text for block in made if block.role == "title"] == [title]


def test_a_point_without_a_label_holds_none_that_counts_on() -> None:
    text = "1. We agree on:\n\na) Minutes of the ports.\n\nb) Rules of rank.\n\nThe only rule is of rank.\n\nc) Documents.\n\n2. We part.\n"
    made = reading(f"Statement of the Ports\n\n{text}", The_only_rule="point")
    (first, *_) = made.texts[0].body
    assert isinstance(first, Item)
    (points,) = (each for each in first.blocks if isinstance(each, list))
    assert len(points) == 4


@pytest.mark.parametrize(("odds", "role"), [(0.3, "title"), (0.05, "letterhead")])
def test_a_line_that_was_nearly_a_title_becomes_one_where_there_is_none(odds: float, role: str) -> None:
    flow = Flow("Lamps")
    flow.add(0, 5)
    text = Text(above=[Block("letterhead", [], flow, decision=Decision("letterhead", 1 - odds, [("title", odds)]))])
    promote(text, lambda _: True, 0.1)
    assert text.above[0].role == role
