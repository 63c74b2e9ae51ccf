"""Who has which character, and text that is made of claimed spans alone."""

import pytest

from communique import read
from communique.detect.claims import DOCUMENT, STRUCTURE, Claims, Flow


def test_the_ledger_is_the_claims_added_up() -> None:
    claims = Claims("1. The ports  EN")
    claims.claim(0, 2, STRUCTURE)
    claims.claim(3, 12, DOCUMENT)
    claims.furniture(14, 16, "header-footer")
    ledger, loose = claims.settle()
    assert ledger.as_json() == {
        "total": 12,
        "document": 8,
        "structure": 2,
        "furniture": {"header-footer": 2},
        "left_over": 0,
    }
    assert loose == []


def test_what_nobody_claimed_is_left_over_with_its_place() -> None:
    claims = Claims("ab cd ef")
    claims.claim(3, 5, DOCUMENT)
    ledger, loose = claims.settle()
    assert loose == [(0, 3), (5, 8)]
    assert ledger.left_over == 4
    assert ledger.balanced


def test_white_space_that_nobody_claimed_is_nothing() -> None:
    claims = Claims(" a ")
    claims.claim(1, 2, DOCUMENT)
    assert claims.settle()[1] == []


def test_a_span_claimed_twice_is_a_defect() -> None:
    claims = Claims("abc")
    claims.claim(0, 2, DOCUMENT)
    claims.claim(1, 3, STRUCTURE)
    with pytest.raises(AssertionError, match="claimed twice"):
        claims.settle()


def test_what_a_label_claimed_is_taken_back_with_its_backslashes() -> None:
    claims = Claims("**1\\. The ports")
    claims.furniture(0, 2, "markup")
    claims.label(2, 5)
    claims.let_go(2, 5)
    assert [claim[:2] for claim in claims.made] == [(0, 2)]


def test_an_escaped_label_becomes_words_where_a_text_has_no_numbers() -> None:
    found = read(b"n\n\n1\\.A\n#k ije\n,\n rorms,\n", "text")
    assert found.ledger.balanced
    assert found.ledger.left_over == 0


def test_an_empty_span_is_no_claim() -> None:
    claims = Claims("abc")
    claims.claim(2, 2, DOCUMENT)
    assert not claims.made
    assert not claims.words


SOURCE = "the light-\n  house of\nthe isle"


@pytest.fixture
def flow() -> Flow:
    made = Flow(SOURCE)
    made.add(0, 9)
    made.add(13, 21, "")
    made.add(22, 30)
    return made


def test_a_flow_is_its_spans_joined_by_a_space_or_nothing(flow: Flow) -> None:
    assert flow.text == "the lighthouse of the isle"
    assert (flow.start, flow.end) == (0, 30)


def test_an_empty_flow_is_false() -> None:
    assert not Flow("abc")


@pytest.mark.parametrize(
    ("offset", "origin"),
    [(0, 0), (8, 8), (9, 13), (16, 20), (17, 22), (18, 22), (25, 29)],
)
def test_an_offset_leads_back_to_its_place_in_the_source(
    flow: Flow, offset: int, origin: int
) -> None:
    assert flow.origin(offset) == origin


def test_a_stretch_leads_back_to_the_spans_it_came_from(flow: Flow) -> None:
    assert [SOURCE[start:end] for start, end in flow.spans(4, 22)] == [
        "light",
        "house of",
        "the ",
    ]


def test_a_cut_leaves_its_place_at_the_word_before_and_no_double_space(
    flow: Flow,
) -> None:
    kept, places = flow.without([(4, 14)])
    assert (kept.text, places) == ("the of the isle", [3])


CUTS = {
    "a marker before a word": ("the lamps [1] of", [(10, 13)], "the lamps of", [9]),
    "a marker before a stop": ("the lamps [1].", [(10, 13)], "the lamps.", [9]),
    "two markers": ("the lamps [1] [2].", [(10, 13), (14, 17)], "the lamps.", [9, 9]),
    "two markers, glued": (
        "the lamps [1][2] of",
        [(10, 13), (13, 16)],
        "the lamps of",
        [9, 9],
    ),
    "a sign before a quotation": (
        "the *“lamps”*",
        [(4, 5), (12, 13)],
        "the “lamps”",
        [4, 11],
    ),
    "signs before a word": ("the **lamps", [(4, 5), (5, 6)], "the lamps", [4, 4]),
    "everything": ("lamps", [(0, 5)], "", [0]),
    "nothing": ("lamps", [], "lamps", []),
}


@pytest.mark.parametrize(("text", "cuts", "left", "places"), CUTS.values(), ids=CUTS)
def test_what_is_cut_leaves_the_words_as_they_would_be_printed(
    text: str, cuts: list[tuple[int, int]], left: str, places: list[int]
) -> None:
    whole = Flow(text)
    whole.add(0, len(text))
    kept, found = whole.without(cuts)
    assert (kept.text, found) == (left, places)


def test_cuts_over_a_seam_and_at_both_ends(flow: Flow) -> None:
    kept, places = flow.without([(0, 4), (7, 12), (22, 26)])
    assert (kept.text, places) == ("ligse of the", [0, 3, 12])


@pytest.mark.parametrize(
    ("lines", "words", "places"),
    [
        (("of the north", "[1]. It is"), "of the north. It is", [12]),
        (("of the north", "[1] and of"), "of the north and of", [12]),
        (("of the north", "[1]and of"), "of the north and of", [12]),
        (("of the north", "and[1] of"), "of the north and of", [16]),
    ],
)
def test_a_cut_that_begins_a_line_leaves_two_words_two(
    lines: tuple[str, str], words: str, places: list[int]
) -> None:
    source = "\n".join(lines)
    flow = Flow(source)
    flow.add(0, len(lines[0]))
    flow.add(len(lines[0]) + 1, len(source))
    at = flow.text.index("[1]")
    kept, where = flow.without([(at, at + 3)])
    assert (kept.text, where) == (words, places)


def test_a_zero_width_space_that_nobody_claimed_is_no_word() -> None:
    claims = Claims("1. \u200bab \u200b")
    claims.claim(0, 2, STRUCTURE)
    claims.claim(4, 6, DOCUMENT)
    ledger, loose = claims.settle()
    assert loose == []
    assert claims.unprinted == [(3, 4), (7, 8)]
    assert (ledger.left_over, ledger.furniture) == (0, {"control": 2})
    assert ledger.balanced


def test_a_zero_width_space_outside_words_is_a_control_character_that_is_left_out() -> (
    None
):
    text = "Declaration of the ports\n\n1. \u200bWe will meet.\n\n\u200b\n\n2. We will go.\n"
    parsed = read(text.encode(), format="text")
    codes = [finding.code.code for finding in parsed.findings]
    assert "DET001" not in codes
    assert codes.count("DET016") == 2
    assert not any("\u200b" in block.text for _, block in parsed.require().blocks)
