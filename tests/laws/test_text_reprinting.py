"""What is written as text reads back: the same labels, words, nesting and calls, however the page
is laid out.
"""

import re

import pytest
from hypothesis import given
from tests.golden.outline import outline
from tests.golden.test_golden import CASES
from tests.golden.test_golden import read as read_case
from tests.laws.page import Page, books, pages
from tests.laws.printable import printed
from tests.laws.reprinted import notes, words
from tests.laws.reprinted import printed as structure_printed

from communique.core.source import Source
from communique.draft import Parsed, ReadOptions
from communique.formats import format_named
from communique.model import Declaration

TEXT = format_named("text")


def read(text: str, language: str) -> Parsed:
    return TEXT.read(
        Source("printed.txt", text.encode()), ReadOptions(language=language)
    )


def structure(declaration: Declaration) -> list[str]:
    """Labels, words, nesting and calls; not the roles of recitals, nor what is told from the words."""
    lines = [
        re.sub(r" \((opening|formula)\)", "", line)
        for line in outline(declaration, shown=10_000)
    ]
    return [
        line
        for line in lines
        if not line.lstrip().startswith(
            ("date = ", "identifier = ", "place = ", "cover ")
        )
    ]


def reads_back(declaration: Declaration, page: Page) -> None:
    text = page.lay(TEXT.write(declaration))
    parsed = read(text, declaration.language)
    assert parsed.ledger.left_over == 0
    assert structure(parsed.require()) == structure(declaration), text


def words_alone(declaration: Declaration) -> list[str]:
    """The structure without emphasis, which plain text has no sign for."""
    return [
        re.sub(r" (bold|italic)(\[[^\]]*\])?", "", line)
        for line in structure(declaration)
    ]


# What plain text cannot show: the case, and why.
NOT_SHOWN = {"headings-markdown": "the level of a heading"}


@pytest.mark.parametrize("case", CASES)
def test_a_golden_case_reads_back_when_it_is_printed_again(case: str) -> None:
    declaration = read_case(case).require()
    parsed = read(TEXT.write(declaration), declaration.language)
    again = parsed.require()
    assert parsed.ledger.left_over == 0
    assert words(again) == words(declaration)
    assert notes(again) == notes(declaration)
    if case not in NOT_SHOWN:
        assert words_alone(again) == words_alone(declaration)
        assert structure_printed(again) == structure_printed(declaration)


@given(printed(), pages())
def test_a_printed_declaration_reads_back_at_any_width(
    declaration: Declaration, page: Page
) -> None:
    reads_back(declaration, page)


@given(printed(), books())
def test_no_word_of_a_printed_declaration_is_lost_on_pages(
    declaration: Declaration, page: Page
) -> None:
    """Plain text carries no record: what its blocks are is guessed, and its words are kept."""
    parsed = read(page.lay(TEXT.write(declaration)), declaration.language)
    assert parsed.ledger.left_over == 0
    assert parsed.ledger.balanced
