"""What is printed again keeps its truth."""

import random

import pytest
from tools.training.examples import reading_of, states
from tools.training.printed import Block, Layout, numbered, printed, reprinted, signed
from tools.training.truth import Document, Row, labelled, mended, starts, stretches

from communique.languages import language


def document(text: str, rows: tuple[Row, ...]) -> Document:
    return Document("ports", "ports/nets", "nets", text, rows)


def test_what_is_glued_begins_behind_the_mark() -> None:
    blocks = [
        Block("paragraph", "The port has nets."),
        Block("paragraph", "It has boats."),
        Block("heading", "Boats"),
    ]
    text, rows = printed(blocks, Layout(glued=True, marks=("## ", "")))
    assert text == "The port has nets.It has boats.\n\n## Boats\n"
    glued = document(text, rows)
    assert [text[start:end].strip("# \n") for start, end, _ in stretches(glued)] == [
        "The port has nets.",
        "It has boats.",
        "Boats",
    ]


@pytest.mark.parametrize("pages", [1, 2, 5])
@pytest.mark.parametrize("head", ["", "A/7"])
def test_what_a_page_broke_goes_on_behind_its_edges(pages: int, head: str) -> None:
    words = (
        "The port has nets and boats and ropes and sails, all of which are mended in winter. "
        * 4
    )
    blocks = [Block("paragraph", words, f"{number}.") for number in range(1, 2 * pages)]
    text, rows = printed(
        blocks, Layout(width=48, page=13, head=head, foot="{page}/{pages}")
    )
    paged = document(text, rows)
    reading = reading_of(paged)
    found = states(paged, reading)
    assert set(found) <= {"paragraph", "paragraph+", "furniture"}
    assert found.count("paragraph") == len(blocks)
    for atom, state in zip(reading.atoms, found, strict=True):
        assert (state == "furniture") == (
            atom.lines[0].text.strip()[:3] in {"A/7", f"1/{pages}", f"{pages}/{pages}"}
        )
    said = [
        text[start:end]
        for start, end, row in stretches(paged)
        if row.role == "paragraph"
    ]
    assert all(
        each.split()[:3] == [f"{number}.", "The", "port"]
        for number, each in enumerate(said, 1)
    )
    assert all(each.split()[-1] == "winter." for each in said)


def test_what_is_broken_in_the_middle_of_a_sentence_goes_on() -> None:
    words = (
        "The port has nets and boats and ropes and sails, all of which are mended in winter by those who sail. "
        * 3
    )
    text, rows = printed(
        [Block("paragraph", words, "1."), Block("paragraph", "It has boats.", "2.")],
        Layout(broken=5),
    )
    assert [row.role for row in rows] == ["paragraph", "paragraph+", "paragraph"]
    broken = document(text, rows)
    assert [
        each for each in states(broken, reading_of(broken)) if each != "paragraph+"
    ] == [
        "paragraph",
        "paragraph",
    ]
    assert [text[start:end].split()[-1] for start, end, _ in stretches(broken)] == [
        "sail.",
        "boats.",
    ]


def test_a_continuation_in_the_middle_of_a_sentence_is_more_of_its_block() -> None:
    text = (
        "1. The port has\n\nA/7\n\nnets and boats:\n\n(a) ropes.\n\nmended in winter.\n"
    )
    rows = (Row(1, "paragraph", "", "1."), Row(3, "furniture"), Row(5, "continuation"), Row(7, "point", "1", "(a)"),
            Row(9, "continuation"))  # fmt: skip
    assert [row.role for row in mended(document(text, rows))] == [
        "paragraph", "furniture", "paragraph+", "point", "continuation",
    ]  # fmt: skip


@pytest.mark.parametrize("seed", range(8))
def test_who_signs_stands_behind_the_last_words_and_before_notes(seed: int) -> None:
    blocks = [Block("paragraph", "The port has nets."), Block("note", "Of hemp.")]
    roles = [each.role for each in signed(blocks, random.Random(seed), language("en"))]
    assert (roles[0], roles[-1]) == ("paragraph", "note")
    assert set(roles[1:-1]) <= {"closing", "signature"}
    assert roles[-2] == "signature"


def test_recitals_are_numbered_and_paragraphs_count_on() -> None:
    blocks = [
        Block("recital", "Aware of tides,"),
        Block("paragraph", "The port has nets."),
        Block("point", "of hemp", "(a)"),
    ]
    assert [each.num for each in numbered(blocks)] == ["1.", "2.", "(a)"]
    labelled = [Block("recital", "Aware of tides,", "(1)"), *blocks[1:]]
    assert numbered(labelled) == labelled
    assert numbered(blocks[1:]) == blocks[1:]


@pytest.mark.parametrize("again", [0, 1])
def test_every_row_of_our_own_texts_that_are_printed_again_begins_with_its_words(
    again: int,
) -> None:
    own = [
        each
        for each in labelled(None)
        if each.family in ("charter", "groups", "europe")
    ]
    for each in own:
        made = reprinted(each, again)
        assert made is not None
        for at, row in starts(made).items():
            said = "".join((row.num or row.words).split()).casefold()
            found = "".join(made.text[at : at + 200].split()).casefold()
            assert said[:12] in found[:80], (
                each.name,
                again,
                row,
                made.text[at : at + 40],
            )
