"""Reading takes twice the work for twice the text. Work is counted in calls, which no clock and no
other process moves.
"""

from cProfile import Profile
from pathlib import Path

import pytest
from tests.effort import share

from communique.core.source import Source
from communique.draft import ReadOptions
from communique.formats import format_named

GOLDEN = Path(__file__).parents[1] / "golden"
FORMAT = format_named("text")
MOST = 2.2
"""So many times the work for twice the text, at most: what is counted differs by a hundredth, so
that little text is enough.
"""

# What a text is made of by repeating it, and how often at first: beyond where a few are treated
# otherwise than many.
NASTY = {
    "paragraphs": ("{0}. The ports agree on the lamps of the north and keep\nthem lit.\n\n", 50),
    "paragraphs with notes": ("{0}. The ports agree on lamps[{0}] and on nets.\n\n", 50),
    "notes on pages": ("{0}. The ports agree on lamps{0} and on nets.\n\n__________\n{0} See the register.\n\f", 40),
    "notes strewn about": ("The ports agree on lamps{0} and on nets.\n{0} See the register.\n", 50),
    "notes on one page": ("1 The ports agree.\n\f2 The isles{0}.\n2 The lamps1.\n3 The nets.\n", 120),
    "tails of one page": ("The lamps1 are lit.\n1 The ports agree.\n", 50),
    "notes that nothing calls": ("__________\n{0} See the register.\n\f", 40),
    "points": ("(a) at sea;\n(b) on land;\n(c) in the air.\n", 40),
    "openings of runs": ("1. At sea:\n(a) on land:\n(i) in the air:\n– or not.\n", 40),
    "bullets": ("• at sea\n– on land\n* in the air\n", 40),
    "headings": ("THE LAMPS OF THE NORTH\n\n", 50),
    "articles": ("Article {0}\n\nThe lamps are lit.\n\n", 33),
    "annexes": ("ANNEX {0}\n\nThe lamps are lit.\n\n", 40),
    "labels of front matter": ("From: the ports\nTo: the isles\n\n", 320),  # a few are taken for a cover, which takes less
    "signatures": ("For the ports          For the isles\nEdda Holm              Piers Wick\n", 200),  # a few are taken for running heads, which takes less
    "open emphasis": ("*the **lamps _of the\n", 50),
    "emphasis": ("the *lamps* of **the** north\n", 33),
    "calls without notes": ("lamps[1] and^2 nets¹ and ropes<sup>3</sup>\n", 33),
    "hyphens": ("the light-\nhouse and the light-\nship\n", 33),
    "brackets": ("((((((((((\n", 50),
    "years": ("In 20231 and 20242 and 20253 the lamps were lit.\n", 33),
    "form feeds": ("\f", 133),
    "pages of one line": ("The lamps are lit.\n\f", 50),
    "running heads": ("Harbour League {0}\n\nThe lamps are lit by the keeper of\n\nPage {0}\n\f", 40),
    "control characters": ("a\x07b\x1bc\n", 150),
    "one long line": ("the lamps of the north, ", 100),
    "acronyms": ("the Board of Lamps (BOL{0}) and the BOL{0} again. ", 40),
    "quotes": ("“the ‘lamps’ «of» the”\n", 100),  # the first thirty are taken for a paragraph
}  # fmt: skip


def calls(text: str) -> int:
    """How many calls a reading takes, of Python's functions and of C's."""
    source, profile = (
        Source("text", text.encode()),
        Profile(),
    )  # it counts in C, and is faster than a function of ours
    profile.enable()
    try:
        FORMAT.read(source, ReadOptions())
    finally:
        profile.disable()
    return sum(each.callcount for each in profile.getstats())


def read_once(text: str) -> None:
    """What is made when it is first needed is made."""
    FORMAT.read(Source("text", text.encode()), ReadOptions())


def repeated(piece: str, times: int) -> str:
    return "".join(piece.replace("{0}", str(number)) for number in range(1, times + 1))


def added_work_grows(small: str, middle: str, large: str) -> bool:
    """Whether twice as much more text takes more than twice as much more work: what is done once
    does not count.
    """
    once, twice, four = calls(small), calls(middle), calls(large)
    return four - twice > MOST * (twice - once)


@pytest.mark.parametrize("name", share(NASTY))
def test_twice_the_text_takes_twice_the_work(name: str) -> None:
    piece, times = NASTY[name]
    texts = [repeated(piece, number * times) for number in (1, 2, 4)]
    for text in texts:  # each may need something that is loaded once
        read_once(text)
    assert not added_work_grows(*texts)


@pytest.mark.parametrize(
    "case",
    [
        "blank-lines-between",
        "nested-points",
        "masthead-new-en",
        "notes-restart-on-each-page",
    ],
)
def test_a_golden_text_read_over_and_over_takes_as_much_each_time(case: str) -> None:
    text = (GOLDEN / case / "source.txt").read_text("utf-8")
    read_once(text * 16)
    assert not added_work_grows(text * 16, text * 32, text * 64)
