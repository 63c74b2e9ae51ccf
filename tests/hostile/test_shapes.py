"""Shapes that once broke a reading, or lost words in silence, in other words: each is read, kept
whole and judged alike.
"""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.fuzz.oracles import document, reading, words_are_kept
from tests.samples import block, declaration, numbered

from communique import read, validate, write

BODY = "".join(
    f"{number}. Of {what} the presses will speak\nand weigh and taste each year with all the patience they have.\n\n"
    for number, what in enumerate(("apples", "pears", "plums", "quinces"), 1)
)


def spoken(text: str) -> str:
    """All that the record of a text says, a line for each block."""
    return "\n".join(
        each.text for _, each in read(text.encode(), "text").require().blocks
    )


@pytest.mark.parametrize("text", [
    "***\n\n***\n__\n__", "---\n--\n**\n", "**\n\n**\n\n**\n", "From:\nTo:\n(a)\n  ANNEX", "---\n********\n---", "Pošiljatelj\nZadeva\n\nb)\nPRILOG",
    *(pytest.param(text) for text in (
        "---\n\n---\n**\n**\n\nWe met.", "**2\n**", "Prejemnik\nZadeva\n\n(i)\nPRILOG", "---\ntitle: x\n---\n**\n",
        "---\n__________\ntitle: x\n---\n\nHarbour\n\n1. We met.\n",
    )),
])  # fmt: skip
def test_lines_of_signs_and_labels_alone_are_read(text: str) -> None:
    reading("text", text.encode())


def test_what_ends_each_page_in_new_words_is_no_running_head() -> None:
    pages = "\f".join(
        f"{BODY}Votes: {count} ayes, {9 - count} noes\n" for count in (7, 6)
    )
    assert [
        f"Votes: {count} ayes" in spoken(f"Statement of the Presses\n\n{pages}")
        for count in (7, 6)
    ] == [
        True,
        True,
    ]


def test_a_closing_sentence_on_each_page_is_said_if_it_is_set_aside() -> None:
    data = "Declaration of Cider\n\n" + "\f".join(
        f"{BODY}The presses adopted this with one voice\n" for _ in range(3)
    )
    words_are_kept("text", data.encode(), read(data.encode(), "text"))


def test_a_clause_that_opens_two_pages_is_a_clause_twice() -> None:
    assert (
        spoken("Declaration of Cider\n\n1. We press\f\n1. We press\n").count("We press")
        == 2
    )


def test_the_party_above_each_signature_is_kept() -> None:
    signed = "\f".join(
        f"On behalf of the people of\n{land}\n\n____________\n{name}\n"
        for land, name in (
            ("Avon", "Ann Bray"),
            ("Tamar", "Cy Dow"),
            ("Exe", "Eve Fry"),
        )
    )
    assert (
        spoken(f"Declaration of Cider\n\n{BODY}\f{signed}").count(
            "On behalf of the people of"
        )
        == 3
    )


def test_a_text_and_what_is_written_of_it_are_judged_alike() -> None:
    document(
        "text",
        b"Statement\n\nWe note chair2 and table2 now.\n\n1. We rely on table2 always.\n",
    )


def test_words_under_the_metadata_are_said() -> None:
    lost = '<section eId="sec_9"><heading>PRESSES</heading><paragraph eId="para_9"><content><p>We ask each orchard to graft.</p></content></paragraph></section>'
    data = (
        write(declaration(), "akn")
        .replace(
            '<FRBRlanguage language="eng"/>',
            f'<FRBRlanguage language="eng">{lost}</FRBRlanguage>',
        )
        .encode()
    )
    assert b"orchard" in data
    words_are_kept("akn", data, read(data, "akn"))


@pytest.mark.parametrize(
    "heading",
    [
        pytest.param("# a" + " " * 20_000 + "b"),
        pytest.param("## b" + "#" * 20_000 + " c"),
        "# " + "\t" * 20_000 + "d",
    ],
)
def test_a_heading_with_a_long_gap_takes_no_time(heading: str) -> None:
    start = time.process_time()
    read(f"{heading}\n\n1. We met.\n".encode(), "text")
    assert time.process_time() - start < 0.5


def test_a_control_character_does_not_join_two_words() -> None:
    assert "abcdef" not in spoken("Declaration\n\n1. We met abc\x1bdef at sea.\n")


def test_a_paragraph_that_is_written_can_be_read() -> None:
    record = declaration(
        body=[numbered("paragraph", "3.", block("apples " * 200_000 + "end"))],
        preamble=[],
        notes=[],
    )
    for form in ("json", "akn"):
        assert read(write(record, form).encode(), form).declaration == record
        assert (
            validate(write(record, form).encode(), format=form).verdict
            != "undetermined"
        )


def test_a_link_to_itself_is_refused_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "loop.xml").symlink_to("loop.xml")
    (tmp_path / "a.txt").write_text("1. We met.\n", "utf-8")
    words = [sys.executable, "-m", "communique", "convert", "a.txt", "-o", "loop.xml"]
    said = subprocess.run(
        words,
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, "LC_ALL": "C.UTF-8"},
    )
    assert said.returncode == 2
    assert "fault" not in said.stderr
