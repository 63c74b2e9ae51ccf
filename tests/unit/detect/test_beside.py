"""Columns that stand side by side are noticed."""

import pytest

from communique.detect.segments.layout import beside
from communique.lines import split_lines

COLUMNS = """\
We, the Ministers, met in the harbour    1. We will keep the ports open.
on 12 July 2024,
                                         2. We will meet again, and will
Recalling the storms of last year;       write to each other.
Aware of the tides;                      3. We ask for charts.
"""
PLAIN = "1.   We will keep the ports open.\n2.   We will meet again.\n3.   We ask for charts.\n"


def found(text: str) -> list[str]:
    return [line.text for line in beside(split_lines(text)[0])]


def test_lines_with_words_on_both_sides_of_one_gap_are_columns() -> None:
    assert [text[:10] for text in found(COLUMNS)] == [
        "We, the Mi",
        "Recalling ",
        "Aware of t",
    ]


@pytest.mark.parametrize(
    "text",
    [
        PLAIN,  # a label before its words
        "We will   keep the ports\nand will meet   again in\nthe spring of   next\nyear and after that   too\n",  # no column
        "one thing    another\n"
        + "words\n" * 9
        + "two things   another\n",  # too far apart
    ],
)
def test_other_gaps_are_none(text: str) -> None:
    assert found(text) == []
