"""Blocks arranged: sections, paragraphs, points."""

import pytest
from tests.unit.detect.read import reading

from communique.detect.claims import Flow
from communique.detect.outline import Division, Item, Part


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
            texts = [
                block.text.split()[0]
                for block in part.blocks
                if isinstance(block, Flow)
            ]
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


def test_a_point_without_a_label_holds_none_that_counts_on() -> None:
    text = "1. We agree on:\n\na) Minutes of the ports.\n\nb) Rules of rank.\n\nThe only rule is of rank.\n\nc) Documents.\n\n2. We part.\n"
    made = reading(f"Statement of the Ports\n\n{text}", The_only_rule="point")
    (first, *_) = made.texts[0].body
    assert isinstance(first, Item)
    (points,) = (each for each in first.blocks if isinstance(each, list))
    assert len(points) == 4


def test_what_stands_between_signatures_and_is_nothing_else_keeps_its_place() -> None:
    text = (
        "1. We light the lamps.\n\nDone at Ulva.\n\nFor the record\n\nDone at Skerry.\n"
    )
    made = reading(
        f"Statement of the Ports\n\n{text}",
        Done_at_Ulva="closing",
        For_the="other",
        Done_at_Skerry="closing",
    )
    assert [block.text for block in made.texts[0].closing] == [
        "Done at Ulva.",
        "For the record",
        "Done at Skerry.",
    ]
    assert [flow.text for flow in made.texts[0].flows()][1:] == [
        "We light the lamps.", "Done at Ulva.", "For the record", "Done at Skerry.",
    ]  # fmt: skip
